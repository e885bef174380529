"""Rebuild `src/talkreel/assets` and NOTICE from pinned packages: fonts and pictured objects.

    python tools/build_assets.py --commands          what to run in an empty folder to download the packages
    python tools/build_assets.py DOWNLOADS           build from that folder

Needs fontTools, resvg_py and an installed talkreel. The same packages give the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

from font_assets import CUT_FAMILIES, DROID, FAMILIES, fonts
from object_assets import EMOJIBASE, FLAT, FLUENT, NOTO, objects
from packages import DEBIAN, NPM, PYPI, Downloads, commands
from word_assets import JIEBA, words

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "src" / "talkreel" / "assets"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("downloads", type=Path, nargs="?")
    parser.add_argument("--commands", action="store_true")
    given = parser.parse_args()
    if given.commands or given.downloads is None:
        print("\n".join(commands()))
        return
    downloads = Downloads(given.downloads)
    apache = (ROOT / "LICENSE").read_bytes()
    _write("fonts", fonts(downloads, apache))
    _write(
        "words",
        words(downloads, Path(__file__).with_name("words_of_today.txt").read_text("utf-8"))
        | {"LICENSE": _mit("2013 Sun Junyi")},
    )
    licences = {
        "LICENSE-noto": apache,
        "LICENSE-fluent": _mit("Microsoft Corporation"),
        "LICENSE-emojibase": downloads.npm(EMOJIBASE, "LICENSE"),
    }
    _write("objects", objects(downloads, Path(__file__).with_name("object_words.txt")) | licences)
    _write_manifest()
    (ROOT / "NOTICE").write_text(_notice(), encoding="utf-8")


def _mit(owner: str) -> bytes:
    """The MIT licence, for sets whose packages only name it."""
    return Path(__file__).with_name("mit.txt").read_text("utf-8").format(owner=owner).encode()


def _write(part: str, files: dict[str, bytes]) -> None:
    shutil.rmtree(ASSETS / part, ignore_errors=True)
    for name, data in files.items():
        path = ASSETS / part / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _write_manifest() -> None:
    """`manifest.json`: the hash of every bundled file, so that a test sees when one was changed by hand."""
    files = sorted(p for p in ASSETS.rglob("*") if p.is_file() and p.name not in {"manifest.json", "__init__.py"})
    hashes = {p.relative_to(ASSETS).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}
    told = {
        "packages": NPM | DEBIAN | PYPI,
        "files": {name: hashes[name] for name in hashes if "__pycache__" not in name},
    }
    (ASSETS / "manifest.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def _notice() -> str:
    lines = [
        "talkreel",
        "Copyright 2026 The talkreel authors",
        "",
        "Bundled in src/talkreel/assets, each with its licence text beside it:",
        "",
    ]
    for family in (*FAMILIES, *CUT_FAMILIES):
        source = f"{family.package} {NPM[family.package]}"
        lines.append(f"* {family.title}, fonts by {family.owner}: SIL Open Font License 1.1 ({source})")
    lines.append(f"* Droid Sans Fallback, font by Google Corp.: Apache License 2.0 ({DROID} {DEBIAN[DROID]})")
    fluent = f"{FLUENT} {NPM[FLUENT]}, {FLAT} {NPM[FLAT]}"
    lines += [
        f"* Noto Emoji, pictures by Google Inc: Apache License 2.0 ({NOTO} {NPM[NOTO]}), references rewritten for Skia",
        f"* Fluent Emoji, pictures by Microsoft Corporation: MIT License ({fluent}), references rewritten likewise",
        f"* Emojibase, labels by Miles Johnson: MIT License ({EMOJIBASE} {NPM[EMOJIBASE]})",
        f"* Chinese word frequencies from jieba, by Sun Junyi: MIT License ({JIEBA} {PYPI[JIEBA]})",
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
