"""A painter's frame is a function of the shot and the time, and of nothing that was drawn before it."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from talkreel.draw.surface import Pixels, Surface
from talkreel.model import Scene, Segment
from talkreel.model.draft import Role
from talkreel.model.look import LOOKS
from talkreel.scenes import PAINTERS, Filmed, Painter, Stage, painter_for

WIDTH, HEIGHT = 128, 72
TIMES = (2000.0, 0.0, 2033.3, 5210.0)  # ms; the second is the first frame, the third one frame after the first
ORDERS = tuple(permutations(range(len(TIMES))))

WORDS: tuple[tuple[Role, str], ...] = (
    ("title", "Slow mornings"),
    ("item", "Plan"),
    ("item", "Shop"),
    ("number", "31%"),
    ("price", "$9"),
)
SHOTS: dict[str, dict[str, object]] = {
    **{kind: {"kind": kind} for kind in PAINTERS if kind not in ("photo", "video")},
    "forest at night": {"kind": "forest", "time": "night", "hero": {"name": "fox", "act": "run"}},
    "forest in autumn": {"kind": "forest", "ground": "autumn", "weather": "wind"},
    "forest in snow": {"kind": "forest", "ground": "snow", "weather": "snow"},
    "sea in a storm": {"kind": "sea", "weather": "storm", "hero": {"name": "sailboat"}},
    "beach": {"kind": "sea", "variant": "beach", "time": "sunset"},
    "whale": {"kind": "sea", "hero": {"name": "whale"}},
    "underwater": {"kind": "sea", "variant": "underwater"},
    "lake": {"kind": "mountains", "variant": "lake", "camera": {"move": "drone"}},
    "sandstorm": {"kind": "desert", "weather": "wind"},
    "lavender in fog": {"kind": "meadow", "variant": "lavender", "weather": "fog"},
    "moon": {"kind": "space", "variant": "moon", "hero": {"name": "astronaut"}},
    "orbit, round and round": {"kind": "space", "variant": "orbit", "loop": True},
    "meadow, round and round": {"kind": "meadow", "loop": True, "hero": {"name": "horse"}},
}


def _stage(shot: str, seed: int) -> Stage:
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=6000, text=text, role=role) for i, (role, text) in enumerate(WORDS)
    )
    scene = Scene.model_validate({**SHOTS[shot], "seed": seed, "words": tuple(w.id for w in words)})
    looks = list(LOOKS.values())
    return Stage(scene, WIDTH, HEIGHT, 6000, looks[seed % len(looks)], words)


def _frame(painter: Painter, surface: Surface, t_ms: float) -> Pixels:
    """What the painter leaves on a surface that others have drawn on."""
    painter.paint(surface.canvas, t_ms)
    painter.over(surface.canvas, t_ms)
    return surface.pixels.copy()


def _painter(shot: str, seed: int) -> Painter:
    painter = painter_for(_stage(shot, seed))
    assert not isinstance(painter, Filmed)
    return painter


@pytest.mark.parametrize("shot", SHOTS)
def test_frames_alone_in_order_and_shuffled_are_equal(shot: str) -> None:
    seed = list(SHOTS).index(shot)
    used, fresh = Surface(WIDTH, HEIGHT), Surface(WIDTH, HEIGHT)
    used.pixels[:] = np.random.default_rng(seed).integers(0, 255, used.pixels.shape)
    one = _painter(shot, seed)
    drawn = {t_ms: _frame(one, used, t_ms) for t_ms in sorted(TIMES)}
    order = ORDERS[seed % len(ORDERS)]
    for i in order:
        assert np.array_equal(_frame(one, used, TIMES[i]), drawn[TIMES[i]]), f"{TIMES[i]} ms after others"
    alone = TIMES[order[0]]
    assert np.array_equal(_frame(_painter(shot, seed), fresh, alone), drawn[alone]), f"{alone} ms alone"
    assert (drawn[alone][..., 3] == 255).all()
