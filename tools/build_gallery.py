"""Render every film of gallery/films.toml and leave its contact sheet in docs/gallery: `make gallery`.

With names as arguments, only those; with --sheets, the films are planned but not rendered (their sheets are the same).
The films themselves go to out/, which is not kept.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
OUT, GALLERY, FILES = ROOT / "out", ROOT / "docs" / "gallery", ROOT / "out" / "files"


def main(names: list[str], sheets_only: bool) -> None:
    films: list[dict[str, Any]] = tomllib.loads((ROOT / "tools" / "gallery" / "films.toml").read_text("utf-8"))["film"]
    GALLERY.mkdir(parents=True, exist_ok=True)
    OUT.mkdir(exist_ok=True)
    run(str(ROOT / "tools" / "gallery_files.py"), str(FILES))
    for film in films:
        if not names or film["name"] in names:
            began = time.monotonic()
            for draft in planned(film) if sheets_only else made(film):
                sheet = GALLERY / draft.name.replace(".reel.json", ".jpg")
                run("-m", "talkreel", "sheet", str(draft), "-o", str(sheet))
            print(f"  {film['name']}: {time.monotonic() - began:.1f} s in all", file=sys.stderr)
    (GALLERY / "README.md").write_text(page(films), "utf-8")


def run(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], stdout=subprocess.PIPE, text=True, check=True).stdout


def command(film: dict[str, Any]) -> list[str]:
    files = [str(FILES / name) for name in film.get("files", [])]
    return ["-m", "talkreel", "make", film["prompt"], *files, "-o", str(OUT / f"{film['name']}.mp4"), "-y", "--json"]


def made(film: dict[str, Any]) -> list[Path]:
    """Render the films; tell how long each took and whether it passed the gate."""
    told = json.loads(run(*command(film), "--progress", "none"))["films"]
    for one in told:
        good = "passed" if one["check"]["passed"] else "FAILED the gate"
        print(f"{one['path']}: {one['duration_ms'] / 1000:g} s, {good}", file=sys.stderr)
    return [Path(one["draft"]) for one in told]


def planned(film: dict[str, Any]) -> list[Path]:
    """Only plan the films: their sheets show the same pixels."""
    drafts = json.loads(run(*command(film), "--dry-run", "--progress", "none"))["drafts"]
    names = [film["name"]] if len(drafts) == 1 else [f"{film['name']}-{n}" for n in range(1, len(drafts) + 1)]
    paths = [OUT / f"{name}.reel.json" for name in names]
    for path, draft in zip(paths, drafts, strict=True):
        path.write_text(json.dumps(draft, ensure_ascii=False), "utf-8")
    return paths


def page(films: list[dict[str, Any]]) -> str:
    """The gallery's page: every prompt over its sheets."""
    parts = ["# Gallery\n", "Contact sheets of films made from these words by `make gallery`, nothing else given.\n"]
    for film in films:
        words = " ".join(film["prompt"].split())
        files = f" (with {', '.join(film['files'])})" if "files" in film else ""
        parts.append(f"## {film['name']}\n\n> {words}{files}\n")
        sheets = sorted(p for p in GALLERY.glob("*.jpg") if re.fullmatch(rf"{film['name']}(-\d+)?", p.stem))
        parts += [f"![{sheet.stem}]({sheet.name})\n" for sheet in sheets]
    return "\n".join(parts)


if __name__ == "__main__":
    main([a for a in sys.argv[1:] if a != "--sheets"], "--sheets" in sys.argv)
