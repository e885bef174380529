"""`make bench`: frames a second of every scene, and whole films. Prints a Markdown table; see README.md beside this."""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

FILMS = {
    "city, 10 s": "Generate a 10-second cinematic clip of a futuristic city at sunset with slow drone movement",
    "fox, 8 s": "an 8-second clip of a fox running through a snowy forest at dusk",
    "watch, 20 s": "Create a 20-second product showcase video for a sleek black smartwatch with soft studio lighting",
    "coffee, 20 s": "A 20-second vertical video promoting a coffee shop, warm tones, no voiceover",
    "skyline, 5 s": "generate a 5-second clip of a city skyline transitioning from day to night",
}


def scenes(width: int, height: int, frames: int) -> list[tuple[str, float, float, float]]:
    """(kind, bake s, drawing ms, grade and words ms) of one thread, for each scene that needs no files."""
    from talkreel.draw.lettering import draw_block
    from talkreel.draw.post import finish
    from talkreel.draw.surface import Surface
    from talkreel.model import Datum, Hero, Scene, Segment
    from talkreel.model.look import LOOKS
    from talkreel.scenes import PAINTERS, Stage, painter_for

    cv2.setNumThreads(1)
    heroes = {"forest": "fox", "stage": "smartwatch", "interior": "coffee"}
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=8000, text=text, role=role)  # type: ignore[arg-type]
        for i, (role, text) in enumerate(
            (("title", "Slow mornings"), ("item", "Fresh"), ("item", "Local"), ("cta", "Visit us"))
        )
    )
    data = (Datum(label="2022", value=1.2, text="$1.2M"), Datum(label="2023", value=2.4, text="$2.4M"))
    found: list[tuple[str, float, float, float]] = []
    for kind in PAINTERS:
        if kind in {"photo", "video"}:
            continue
        hero = Hero(name=heroes[kind]) if kind in heroes else None
        scene = Scene(kind=kind, hero=hero, data=data, words=tuple(w.id for w in words))  # type: ignore[arg-type]
        stage = Stage(scene, width, height, 8000, LOOKS["roast"], words)
        began = time.process_time()
        painter = painter_for(stage)
        bake = time.process_time() - began
        surface = Surface(width, height)
        drawing: list[float] = []
        rest: list[float] = []
        for number in range(frames):
            t_ms = 500.0 + number * 1000 / 30
            t0 = time.process_time()
            painter.paint(surface.canvas, t_ms)
            t1 = time.process_time()
            picture = finish(surface.pixels, painter.grade)
            surface.pixels[..., :3] = picture
            painter.over(surface.canvas, t_ms)
            for block in painter.blocks:
                draw_block(surface.canvas, block, t_ms)
            t2 = time.process_time()
            drawing.append((t1 - t0) * 1000)
            rest.append((t2 - t1) * 1000)
        found.append((kind, bake, float(np.median(drawing)), float(np.median(rest))))
    return found


def film(prompt: str, runs: int) -> tuple[float, float, int]:
    """(median wall s, s of film, bytes) of a whole film at 1080p, from words to a checked file."""
    walls: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "film.mp4"
        command = [
            sys.executable,
            "-m",
            "talkreel",
            "make",
            prompt,
            "-o",
            str(path),
            "-y",
            "--json",
            "--progress",
            "none",
        ]
        told: dict[str, list[dict[str, int]]] = {}
        for _ in range(runs):
            began = time.monotonic()
            made = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
            walls.append(time.monotonic() - began)
            told = json.loads(made.stdout)
        return statistics.median(walls), told["films"][0]["duration_ms"] / 1000, path.stat().st_size


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--frames", type=int, default=12, help="frames a scene")
    options.add_argument("--runs", type=int, default=3, help="runs a film")
    options.add_argument("--only", choices=["scenes", "films"], help="one of the two tables")
    chosen = options.parse_args()
    if chosen.only != "films":
        print("\n| scene, 1080p, one thread | bake s | draw ms | grade and words ms | frames a second |")
        print("|---|---|---|---|---|")
        for kind, bake, drawing, rest in scenes(1920, 1080, chosen.frames):
            print(f"| {kind} | {bake:.2f} | {drawing:.0f} | {rest:.0f} | {1000 / (drawing + rest):.0f} |", flush=True)
    if chosen.only != "scenes":
        print("\n| film, 1080p | wall s | s of film | frames a second | MB |\n|---|---|---|---|---|")
        for name, prompt in FILMS.items():
            wall, seconds, size = film(prompt, chosen.runs)
            print(f"| {name} | {wall:.1f} | {seconds:g} | {seconds * 30 / wall:.1f} | {size / 1e6:.1f} |", flush=True)


if __name__ == "__main__":
    main()
