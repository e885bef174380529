"""What each built-in scene costs at 1080p on one thread: drawing, grade, words and grain together, no encoding."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

import cv2
import numpy as np
import workloads
from films import Bench

from talkreel.model import PICTURE, WORDS, Datum, Draft, Hero, Meta, Scene, Segment, Track
from talkreel.model.look import LOOKS
from talkreel.model.planes import Planes
from talkreel.render.compose import Compositor
from talkreel.scenes import PAINTERS

LIMITS_MS = {
    "stage": 20, "kinetic": 20, "cards": 20, "steps": 20, "count": 20, "chart": 20, "quote": 20, "price": 20,
    "comparison": 20, "end": 20, "city": 45, "forest": 45, "sea": 45,
}  # fmt: skip
HEAVIEST_MS = 70
_HEROES = {"forest": "fox", "stage": "smartwatch", "interior": "coffee"}
_WORDS = (("title", "Slow mornings"), ("item", "Fresh"), ("item", "Local"), ("cta", "Visit us"))
_DATA = (Datum(label="2022", value=1.2, text="$1.2M"), Datum(label="2023", value=2.4, text="$2.4M"))
_FRAMES, _FROM = 20, 15  # so many frames in a row, from this one on
_LENGTH_MS = 8_000


def measure_scenes(bench: Bench, table: str) -> None:
    """Every built-in scene, and a photo and a clip as they are in W1 and W2."""
    cv2.setNumThreads(1)
    size, frames = ((640, 360), 4) if bench.quick else ((1920, 1080), _FRAMES)
    for kind in PAINTERS:
        if kind not in {"photo", "video"} and f"{kind} ms" not in bench.store.facts(table):
            _note(bench, table, kind, _drawn(kind, size), frames)
    described = {"photo": workloads.slideshow, "video": workloads.clips}
    for kind, film in described.items():
        if f"{kind} ms" not in bench.store.facts(table) and not bench.quick:
            _note(bench, table, kind, workloads.drawn(film(bench.material)), frames)


def _note(bench: Bench, table: str, kind: str, draft: Draft, frames: int) -> None:
    ready, each = _cost(draft, frames)
    bench.store.note(table, **{f"{kind} ready s": ready, f"{kind} ms": each})


def _drawn(kind: str, size: tuple[int, int]) -> Draft:
    """A film of one scene with words in it."""
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=_LENGTH_MS, text=text, role=role)  # type: ignore[arg-type]
        for i, (role, text) in enumerate(_WORDS)
    )
    hero = Hero(name=_HEROES[kind]) if kind in _HEROES else None
    scene = Scene(kind=kind, hero=hero, data=_DATA, words=tuple(w.id for w in words))  # type: ignore[arg-type]
    picture = Segment(id="s", start_ms=0, duration_ms=_LENGTH_MS, scene=scene)
    tracks = (Track(id="p", type=PICTURE, segments=(picture,)), Track(id="w", type=WORDS, segments=words))
    meta = Meta(width=size[0], height=size[1])
    return Draft(id=kind, duration_ms=_LENGTH_MS, meta=meta, look=LOOKS["roast"], tracks=tracks)


def _cost(draft: Draft, frames: int) -> tuple[float, float]:
    """(s until the first frame is there, ms of each later one): processor time, the median of frames in a row."""
    width, height = draft.meta.width, draft.meta.height
    half = (height // 2, width // 2)
    into = Planes(np.zeros((height, width), np.uint8), np.zeros(half, np.uint8), np.zeros(half, np.uint8))
    began = time.process_time()
    compositor = Compositor(draft, Path())
    compositor.compose(_FROM, into)
    ready = time.process_time() - began
    spent: list[float] = []
    for number in range(_FROM + 1, _FROM + 1 + frames):
        before = time.process_time()
        compositor.compose(number, into)
        spent.append((time.process_time() - before) * 1000)
    return ready, statistics.median(spent)
