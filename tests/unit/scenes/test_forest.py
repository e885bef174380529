"""Forests: covered to the edges in every move, closed loops, seasons that differ, a ground that runs below the hero."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.surface import Surface
from talkreel.model import Scene
from talkreel.model.look import LOOKS
from talkreel.model.scene import CameraMove, Pace
from talkreel.scenes import Painter, Stage, painter_for

SHAPES = [(192, 108), (108, 192), (108, 108)]
MOVES: list[CameraMove] = [
    "auto",
    "pan_left",
    "pan_right",
    "tilt_up",
    "tilt_down",
    "push",
    "pull",
    "drone",
    "orbit",
    "handheld",
]
PACES: list[Pace] = ["fast", "medium"]
MAGENTA = 0xFFFF00FF


def painter(size: tuple[int, int] = (192, 108), duration_ms: int = 4000, **scene: object) -> Painter:
    value = Scene.model_validate_json(json.dumps({"kind": "forest", **scene}))
    return painter_for(Stage(scene=value, width=size[0], height=size[1], duration_ms=duration_ms, look=LOOKS["cinema"]))


def frame(made: Painter, t_ms: float, size: tuple[int, int] = (192, 108)) -> NDArray[np.uint8]:
    surface = Surface(*size)
    surface.canvas.clear(MAGENTA)
    made.paint(surface.canvas, t_ms)
    return surface.pixels.copy()


def bare_edges(pixels: NDArray[np.uint8]) -> int:
    """How many pixels still show the magenta that was there before."""
    b, g, r = (pixels[..., i].astype(int) for i in range(3))
    return int(((r > 235) & (b > 235) & (g < 40)).sum()) + int((pixels[..., 3] < 255).sum())


@pytest.mark.parametrize("at", range(len(MOVES)))
def test_no_edge_shows_in_any_move(at: int) -> None:
    size, pace = SHAPES[at % 3], PACES[at % 2]
    hero = {"name": "fox", "act": "run"} if at % 2 else None
    made = painter(size, camera={"move": MOVES[at], "pace": pace}, hero=hero, time="dusk", ground="snow")
    for t in (0, 700, 2000, 3300, 4600):
        assert bare_edges(frame(made, t, size)) == 0


def test_the_same_moment_is_the_same_picture() -> None:
    one, other = (painter(time="day", ground="autumn", hero={"name": "deer", "act": "walk"}) for _ in range(2))
    frame(other, 3100)
    assert np.array_equal(frame(one, 1200), frame(other, 1200))


@pytest.mark.parametrize(
    "scene", [{"hero": {"name": "fox", "act": "run"}, "ground": "snow"}, {"ground": "autumn"}, {"time": "night"}]
)
def test_a_loop_closes(scene: dict[str, object]) -> None:
    made = painter(SHAPES[2], 6000, loop=True, **scene)
    first, later, last = (frame(made, t, SHAPES[2]).astype(int) for t in (0, 2500, 6000))
    assert np.abs(first - last).max() <= 3
    assert np.abs(first - later).mean() > 1


def test_hours_seasons_and_seeds_differ() -> None:
    looks = [
        frame(painter(time="day"), 500),
        frame(painter(time="night"), 500),
        frame(painter(time="sunset"), 500),
        frame(painter(time="day", ground="snow"), 500),
        frame(painter(time="day", ground="autumn"), 500),
        frame(painter(time="day", variant="bamboo"), 500),
        frame(painter(time="day", seed=9), 500),
    ]
    for i, one in enumerate(looks):
        for other in looks[:i]:
            assert np.abs(one.astype(int) - other).mean() > 4


def test_a_run_passes_the_ground_and_never_flickers() -> None:
    made = painter(hero={"name": "fox", "act": "run"}, ground="snow", time="dusk")
    means = np.array([frame(made, 1000 + 33.3 * i)[..., :3].mean() for i in range(40)])
    assert np.abs(np.diff(means, 2)).max() < 1.6
    assert np.abs(frame(made, 1000).astype(int) - frame(made, 1100)).mean() > 2


def test_an_unknown_hero_leaves_the_wood() -> None:
    assert bare_edges(frame(painter(hero={"name": "no such thing"}), 800)) == 0
