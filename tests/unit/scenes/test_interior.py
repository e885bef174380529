"""Rooms: every kind in every shape, opaque to the edges, alive, closing when they loop."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.surface import Pixels, Surface
from talkreel.model import Hero, Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.scenes import Stage, painter_for
from talkreel.scenes.rooms.room import ROOMS, room_of

SHAPES = ((256, 144), (144, 256), (160, 160), (144, 180))


def stage(
    size: tuple[int, int] = (256, 144), words: tuple[str, ...] = (), duration_ms: int = 4000, **scene: object
) -> Stage:
    texts = tuple(Segment(id=w, start_ms=0, duration_ms=duration_ms, text="Come in", role="title") for w in words)
    value = Scene.model_validate({"kind": "interior", "words": words, **scene})
    return Stage(value, *size, duration_ms, LOOKS["roast"], texts)


def frame(made: Stage, t_ms: float) -> Pixels:
    surface = Surface(made.width, made.height)
    painter_for(made).paint(surface.canvas, t_ms)
    return surface.pixels


def apart(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one[..., :3].astype(int) - other[..., :3]).mean())


@pytest.mark.parametrize("variant", ROOMS)
def test_every_room_fills_a_wide_and_a_tall_frame(variant: str) -> None:
    for size in SHAPES[:2]:
        pixels = frame(stage(size, variant=variant, time="dusk"), 900)
        assert pixels[..., 3].min() == 255
        assert pixels[..., :3].std() > 12


@pytest.mark.parametrize("size", SHAPES)
@pytest.mark.parametrize("move", ["pan_left", "push", "tilt_up", "handheld"])
def test_no_border_shows_while_the_camera_moves(size: tuple[int, int], move: str) -> None:
    made = stage(size, variant="cafe", camera={"move": move, "pace": "fast"})
    painter = painter_for(made)
    for t_ms in (0, 2000, 4000, 4400):
        surface = Surface(*size)
        painter.paint(surface.canvas, t_ms)
        assert surface.pixels[..., 3].min() == 255


def test_the_same_shot_gives_the_same_pixels() -> None:
    assert np.array_equal(frame(stage(variant="bar", seed=5), 700), frame(stage(variant="bar", seed=5), 700))


def test_the_room_moves_and_its_loop_closes() -> None:
    made = stage(variant="cafe", loop=True)
    painter = painter_for(made)
    frames: list[Pixels] = []
    for t_ms in (0, 1000, 4000):
        surface = Surface(made.width, made.height)
        painter.paint(surface.canvas, t_ms)
        frames.append(surface.pixels)
    assert apart(frames[0], frames[1]) > 0.2
    assert apart(frames[0], frames[2]) < 0.02


def test_night_is_darker_than_day() -> None:
    day, night = (frame(stage(variant="office", time=time), 500)[..., :3].mean() for time in ("day", "night"))
    assert night < 0.7 * day


def test_the_hero_stands_in_the_middle_of_the_table() -> None:
    with_cup = frame(stage(variant="cafe", hero=Hero(name="coffee")), 500)
    with_wine = frame(stage(variant="cafe", hero=Hero(name="wine")), 500)
    changed = np.abs(with_cup[..., :3].astype(int) - with_wine[..., :3]).max(2) > 40
    columns = np.flatnonzero(changed.any(0))
    assert abs((columns[0] + columns[-1]) / 2 - 128) < 40


@pytest.mark.parametrize(
    ("said", "room"), [("coffee shop", "cafe"), ("living room", "home"), ("hotel lobby", "bedroom")]
)
def test_rooms_are_found_by_other_names(said: str, room: str) -> None:
    assert room_of(said)[0] == room


def test_an_unknown_room_is_a_home() -> None:
    assert room_of("zzz")[0] == "home"
