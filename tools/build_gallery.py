"""Render every film of gallery/films.toml and leave its contact sheet in docs/gallery: `make gallery`.

With names as arguments, only those. The films themselves go to out/, which is not kept.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT, GALLERY, FILES = ROOT / "out", ROOT / "docs" / "gallery", ROOT / "out" / "files"


def main(names: list[str]) -> None:
    films: list[dict[str, Any]] = tomllib.loads((ROOT / "tools" / "gallery" / "films.toml").read_text("utf-8"))["film"]
    GALLERY.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(ROOT / "tools" / "gallery_files.py"), str(FILES)], check=True)
    for film in films:
        if names and film["name"] not in names:
            continue
        began = time.monotonic()
        output = OUT / f"{film['name']}.mp4"
        files = [str(FILES / name) for name in film.get("files", [])]
        command = [sys.executable, "-m", "talkreel", "make", film["prompt"], *files, "-o", str(output), "-y", "--json"]
        made = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        told = json.loads(made.stdout)
        for one in told["films"]:
            sheet = GALLERY / (Path(one["path"]).stem + ".jpg")
            draft = one["draft"]
            subprocess.run([sys.executable, "-m", "talkreel", "sheet", draft, "-o", str(sheet)], check=True)
            good = "passed" if one["check"]["passed"] else "FAILED the gate"
            print(f"{one['path']}: {one['duration_ms'] / 1000:g} s, {good}", file=sys.stderr)
        print(f"  {film['name']}: {time.monotonic() - began:.1f} s in all", file=sys.stderr)
    (GALLERY / "README.md").write_text(page(films), "utf-8")


def page(films: list[dict[str, Any]]) -> str:
    """The gallery's page: every prompt over its sheets."""
    parts = ["# Gallery\n", "Contact sheets of films made from these words by `make gallery`, nothing else given.\n"]
    for film in films:
        words = " ".join(film["prompt"].split())
        files = f" (with {', '.join(film['files'])})" if "files" in film else ""
        parts.append(f"## {film['name']}\n\n> {words}{files}\n")
        sheets = sorted(
            p
            for p in GALLERY.glob(f"{film['name']}*.jpg")
            if p.stem.removeprefix(film["name"]).lstrip("-").isdigit() or p.stem == film["name"]
        )
        parts += [f"![{sheet.stem}]({sheet.name})\n" for sheet in sheets]
    return "\n".join(parts)


if __name__ == "__main__":
    main(sys.argv[1:])
