"""The bundled files are the ones that were built."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from talkreel.draw.assets import ASSETS

ROOT = Path(__file__).resolve().parents[3]
MANIFEST = json.loads((ASSETS / "manifest.json").read_text("utf-8"))


def test_every_file_is_as_the_manifest_says() -> None:
    there = {p.relative_to(ASSETS).as_posix() for p in ASSETS.rglob("*") if p.is_file()} - {"manifest.json"}
    assert there == MANIFEST["files"].keys()
    for name, expected in MANIFEST["files"].items():
        assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == expected, name


def test_each_folder_of_assets_has_its_licence_and_stays_small() -> None:
    files = [ASSETS / name for name in MANIFEST["files"]]
    for folder in {f.parent for f in files}:
        assert any(f.name.startswith("LICENSE") for f in folder.iterdir()), folder
    assert max(f.stat().st_size for f in files) < 5e6
    assert sum(f.stat().st_size for f in files) < 14e6


def test_the_notice_names_every_package() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for package, version in MANIFEST["packages"].items():
        assert f"{package} {version}" in notice
