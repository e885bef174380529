"""Streets and roads: covered edges, closed loops, a road that passes under what drives, wet ground that mirrors."""

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
from talkreel.scenes.quarters import QUARTERS
from talkreel.scenes.signboard import SIGNS, TRADES
from talkreel.scenes.street import Street

SHAPES = [(192, 108), (108, 192), (108, 108), (108, 136)]
MOVES: list[CameraMove] = [
    "auto", "pan_left", "pan_right", "tilt_up", "tilt_down", "push", "pull", "drone", "orbit", "handheld",
]  # fmt: skip
VARIANTS = [*QUARTERS, "road"]
MAGENTA = 0xFFFF00FF


def street(size: tuple[int, int] = SHAPES[0], duration_ms: int = 4000, **scene: object) -> Street:
    value = Scene.model_validate_json(json.dumps({"kind": "street", **scene}))
    return Street(Stage(scene=value, width=size[0], height=size[1], duration_ms=duration_ms, look=LOOKS["cinema"]))


def frame(made: Street, t_ms: float) -> NDArray[np.uint8]:
    surface = Surface(made.stage.width, made.stage.height)
    surface.canvas.clear(MAGENTA)
    made.paint(surface.canvas, t_ms)
    return surface.pixels.copy()


def uncovered(pixels: NDArray[np.uint8]) -> int:
    b, g, r = (pixels[..., i].astype(int) for i in range(3))
    return int(((r > 235) & (b > 235) & (g < 40)).sum()) + int((pixels[..., 3] < 255).sum())


@pytest.mark.parametrize("at", range(12))
def test_no_edge_shows_in_any_move(at: int) -> None:
    hero = {"name": "car", "act": "run"} if at % 3 == 1 else None
    variant = VARIANTS[at % len(VARIANTS)]
    camera = {"move": MOVES[at % len(MOVES)], "pace": "fast"}
    made = street(SHAPES[at % 4], camera=camera, variant=variant, time="dusk", hero=hero, seed=at)
    for t in (0, 700, 2000, 3300, 4600):
        assert uncovered(frame(made, t)) == 0


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_loop_closes_and_moves(variant: str) -> None:
    made = street(SHAPES[2], 6000, loop=True, variant=variant, time="night", hero={"name": "taxi"})
    first, later, last = (frame(made, t).astype(int) for t in (0, 2500, 6000))
    assert np.abs(first - last).max() <= 3
    assert np.abs(first - later).mean() > 1.5


@pytest.mark.parametrize("variant", VARIANTS)
def test_something_moves_without_a_hero(variant: str) -> None:
    made = street(variant=variant, time="dusk", camera={"move": "static"})
    assert np.abs(frame(made, 500).astype(int) - frame(made, 1300)).max() > 20


def test_the_same_moment_is_the_same_picture() -> None:
    one, other = street(variant="market", time="night"), street(variant="market", time="night")
    frame(other, 3100)
    assert np.array_equal(frame(one, 1200), frame(other, 1200))


def test_hours_and_variants_differ() -> None:
    pictures = [frame(street(variant=variant, time="dusk"), 500) for variant in VARIANTS]
    pictures += [frame(street(time=hour), 500) for hour in ("day", "night", "sunset")]
    for i, one in enumerate(pictures):
        for other in pictures[:i]:
            assert np.abs(one.astype(int) - other).mean() > 4


def test_rain_makes_the_road_a_mirror() -> None:
    size = (320, 180)
    wet, dry = (
        frame(street(size, time="night", weather=sky, camera={"move": "static"}), 0)[..., :3].astype(float)
        for sky in ("rain", "clear")
    )
    road = slice(round(0.84 * size[1]), round(0.90 * size[1]))
    assert wet[road].mean(axis=2).std() > 1.3 * dry[road].mean(axis=2).std()


def test_every_trade_has_a_sign() -> None:
    assert {trade.sign for trade in TRADES} <= SIGNS.keys()
