"""The film with Remotion in Chromium: `python remotion_film.py film.json film.mp4 --home folder [--prepare] [...]`.

`--prepare` installs it from the npm registry, copies the film's files and bundles the page, once: none of it is timed.
Chromium is the system's. Not done: our vignette, ducking by level, loudness.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

import film as told
from film import Film

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def prepare(film: Film, home: Path) -> None:
    """Make the project and its bundle.

    Raises:
        SystemExit: npm or Chromium are missing, or the registry has not what is needed.
    """
    if not shutil.which("npm") or browser() is None:
        raise SystemExit("npm and chromium are needed")
    (home / "public").mkdir(parents=True, exist_ok=True)
    for source in (Path(__file__).parent / "remotion").iterdir():
        shutil.copy(source, home / source.name)
    for file in (*(shot.file for shot in film.shots), film.music, film.voice):
        if file:
            shutil.copy(file, home / "public" / Path(file).name)
    shutil.copy(film.font, home / "public" / "font.ttf")
    if not (home / "node_modules").exists():
        _run(["npm", "install", "--no-audit", "--no-fund", "--silent"], home)
    _run(["npx", "remotion", "bundle", "index.jsx", "--out-dir=bundle", "--log=error"], home)


def browser() -> str | None:
    """The system's Chromium."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def render(film: Film, path: Path, home: Path, seconds: float, preset: str) -> None:
    """Render from the bundle."""
    props = path.with_suffix(".props.json")
    props.write_text(json.dumps({"film": asdict(film)}), "utf-8")
    last = round((seconds or film.duration_ms / 1000) * film.fps) - 1
    _run(
        [
            "npx", "remotion", "render", "bundle", "film", str(path), f"--props={props}", f"--frames=0-{last}",
            "--codec=h264", "--crf=20", f"--x264-preset={preset}", f"--browser-executable={browser()}",
            "--chrome-mode=chrome-for-testing", "--concurrency=100%", "--log=error", "--timeout=120000",
        ],
        home,
    )  # fmt: skip


def _run(command: list[str], home: Path) -> None:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit((done.stderr or done.stdout)[-1500:])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("film")
    options.add_argument("path", type=Path)
    options.add_argument("--home", type=Path, required=True)
    options.add_argument("--prepare", action="store_true")
    options.add_argument("--seconds", type=float, default=0.0)
    options.add_argument("--preset", default="veryfast")
    chosen = options.parse_args()
    film = told.load(chosen.film)
    if chosen.prepare:
        prepare(film, chosen.home)
    else:
        render(film, chosen.path.resolve(), chosen.home, chosen.seconds, chosen.preset)


if __name__ == "__main__":
    main()
