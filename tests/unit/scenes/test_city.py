"""Cities: one plan at every hour, covered edges, closed loops, a reflection that follows, nothing static."""

from __future__ import annotations

import json

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.surface import Surface
from talkreel.model import Scene
from talkreel.model.look import LOOKS
from talkreel.model.scene import CameraMove
from talkreel.scenes import Stage
from talkreel.scenes.city import STYLES, City
from talkreel.scenes.towers import ASIAN, FUTURE, MODERN, OLD

SHAPES = [(192, 108), (108, 192), (108, 108), (108, 136)]
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
MAGENTA = 0xFFFF00FF


def city(size: tuple[int, int] = SHAPES[0], duration_ms: int = 4000, **scene: object) -> City:
    value = Scene.model_validate_json(json.dumps({"kind": "city", **scene}))
    return City(Stage(scene=value, width=size[0], height=size[1], duration_ms=duration_ms, look=LOOKS["cinema"]))


def frame(made: City, t_ms: float) -> NDArray[np.uint8]:
    surface = Surface(made.stage.width, made.stage.height)
    surface.canvas.clear(MAGENTA)
    made.paint(surface.canvas, t_ms)
    return surface.pixels.copy()


def uncovered(pixels: NDArray[np.uint8]) -> int:
    b, g, r = (pixels[..., i].astype(int) for i in range(3))
    return int(((r > 235) & (b > 235) & (g < 40)).sum()) + int((pixels[..., 3] < 255).sum())


@pytest.mark.parametrize("at", range(len(MOVES)))
def test_no_edge_shows_in_any_move(at: int) -> None:
    variant = list(STYLES)[at % 4]
    made = city(SHAPES[at % 4], camera={"move": MOVES[at], "pace": "fast"}, variant=variant, time="dusk", seed=at)
    for t in (0, 700, 2000, 3300, 4600):
        assert uncovered(frame(made, t)) == 0


@pytest.mark.parametrize("variant", sorted(STYLES))
def test_the_plan_does_not_know_the_hour(variant: str) -> None:
    day, night = (city(variant=variant, time=hour, weather=sky) for hour, sky in (("day", "clear"), ("night", "rain")))
    assert [buildings for _, buildings in day.rows] == [buildings for _, buildings in night.rows]
    assert np.abs(frame(day, 500).astype(int) - frame(night, 500)).mean() > 15


@pytest.mark.parametrize("variant", sorted(STYLES))
def test_no_building_is_a_needle(variant: str) -> None:
    for size in SHAPES:
        for _, buildings in city(size, variant=variant).rows:
            assert max(b.height / b.width for b in buildings) <= 5.61


@pytest.mark.parametrize("variant", ["futuristic", "modern", "asian"])
def test_a_loop_closes_and_moves(variant: str) -> None:
    made = city(SHAPES[2], 6000, loop=True, variant=variant, time="night")
    first, later, last = (frame(made, t).astype(int) for t in (0, 2500, 6000))
    assert np.abs(first - last).max() <= 3
    assert np.abs(first - later).mean() > 0.5


def test_the_same_moment_is_the_same_picture() -> None:
    one, other = city(variant="modern", time="sunset"), city(variant="modern", time="sunset")
    frame(other, 3100)
    assert np.array_equal(frame(one, 1200), frame(other, 1200))


def test_water_mirrors_the_lights_above_it() -> None:
    made = city((320, 180), variant="modern", time="night", camera={"move": "static"}, seed=1)
    pixels = frame(made, 0)[..., :3].astype(float).mean(axis=2)
    shore = round(made.shore)
    above, below = pixels[shore - 24 : shore - 4], pixels[shore + 4 : shore + 24][::-1]
    assert np.corrcoef(above.mean(axis=0), below.mean(axis=0))[0, 1] > 0.5


def test_twelve_modern_and_nine_others_at_least() -> None:
    for kinds in (MODERN, FUTURE, OLD):
        assert len(kinds) >= 9
    assert {"pagoda", "hall", "gate"} <= ASIAN.keys()
