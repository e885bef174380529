"""Landscapes: the same pixels every time, no edge of a layer in sight, life in every second, loops that close."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from tests.unit.scenes.nature_stages import PLACES, TALL, WIDE, difference, frame, shown, stage

from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.model import Camera, Segment
from talkreel.scenes import Stage, painter_for, sky, strip, weather
from talkreel.scenes.colour_script import script_for
from talkreel.scenes.strip import Strip

MOVES = ("pan_left", "pan_right", "tilt_up", "tilt_down", "push", "pull", "drone", "orbit", "handheld")
VARIANTS = (
    ("mountains", "lake"),
    ("sea", "beach"),
    ("sea", "lighthouse"),
    ("sea", "underwater"),
    ("desert", "canyon"),
    ("desert", "mars"),
    ("meadow", "farm"),
    ("space", "moon"),
    ("space", "earth"),
)


@pytest.mark.parametrize("kind", PLACES)
def test_a_frame_is_the_same_in_a_fresh_painter_and_in_any_order(kind: str) -> None:
    first, second = painter_for(stage(kind, seed=5)), painter_for(stage(kind, seed=5))
    early, late = frame(first, WIDE, 700), frame(first, WIDE, 3100)
    assert np.array_equal(frame(second, WIDE, 3100), late)
    assert np.array_equal(frame(first, WIDE, 700), early)
    assert (early[..., 3] == 255).all()


@pytest.mark.parametrize("kind", PLACES)
def test_seeds_make_different_places(kind: str) -> None:
    assert difference(shown(kind, seed=1), shown(kind, seed=2)) > 3


@pytest.mark.parametrize("kind", PLACES)
def test_the_five_hours_differ(kind: str) -> None:
    hours = [shown(kind, time=time) for time in ("dawn", "day", "sunset", "dusk", "night")]
    least = 1.5 if kind == "space" else 8
    assert all(difference(a, b) > least for a, b in combinations(hours, 2))


@pytest.mark.parametrize("kind", PLACES)
def test_nothing_stands_still_under_a_still_camera(kind: str) -> None:
    painter = painter_for(stage(kind, camera={"move": "static"}))
    assert difference(frame(painter, WIDE, 1000), frame(painter, WIDE, 2000)) > 0.03


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        *((kind, {}) for kind in PLACES),
        ("sea", {"weather": "storm", "hero": {"name": "sailboat"}}),
        ("meadow", {"weather": "snow", "hero": {"name": "fox"}}),
        ("sea", {"variant": "beach", "hero": {"name": "whale", "act": "leap"}}),
    ],
)
def test_a_loop_closes(kind: str, more: dict[str, Any]) -> None:
    made = stage(kind, ms=5000, loop=True, camera={"move": "drone"}, **more)
    painter = painter_for(made)
    first, last = frame(painter, WIDE, 0), frame(painter, WIDE, made.duration_ms)
    assert difference(first, frame(painter, WIDE, 2500)) > 0.05
    assert difference(first, last) < 0.02


class Recorder:
    """Notes where every strip that spans the frame is drawn."""

    def __init__(self, made: Stage) -> None:
        self.stage, self.wrong = made, []

    def watch(self, draw: Callable[..., None]) -> Callable[..., None]:
        def watched(
            self_: Strip, canvas: skia.Canvas, view: View, opacity: float = 1.0, dx: float = 0, dy: float = 0
        ) -> None:
            scale = 1 / (1 - view.dolly / self_.depth)
            middle, horizon = view.width * view.horizon_x, view.height * view.horizon_y
            left, right = (
                middle + scale * (x + dx - middle - view.x / self_.depth) for x in (self_.box.x, self_.box.right)
            )
            bottom = horizon + scale * (self_.box.bottom + dy - horizon - view.y / self_.depth)
            spans = self_.box.x < 0 and self_.box.right > self.stage.width
            if spans and (left > 0.01 or right < self.stage.width - 0.01):
                self.wrong.append(("side", self_.depth, left, right))
            if self_.box.bottom >= self.stage.height and spans and bottom < self.stage.height - 0.01:
                self.wrong.append(("bottom", self_.depth, bottom, bottom))
            draw(self_, canvas, view, opacity, dx, dy)

        return watched


@pytest.mark.parametrize(("kind", "variant"), [*((kind, "") for kind in PLACES), *VARIANTS])
def test_no_camera_sees_the_edge_of_a_layer(kind: str, variant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = Strip.draw
    size = WIDE if kind != "desert" else TALL
    base = stage(kind, size, variant=variant, weather="fog")
    for move in MOVES:
        scene = base.scene.model_copy(update={"camera": Camera(move=move, pace="fast")})
        made = Stage(scene, *size, base.duration_ms, base.look)
        reach = strip.Reach.of(made)
        for t_ms in np.linspace(0, made.duration_ms + 900, 24):
            view = made.view(float(t_ms))
            assert abs(view.x) <= reach.x
            assert abs(view.y) <= reach.y
    move = {"mountains": "pan_left", "sea": "drone", "desert": "tilt_up", "meadow": "orbit", "space": "tilt_down"}[kind]
    made = stage(kind, size, variant=variant, weather="fog", camera={"move": move, "pace": "fast"})
    recorder = Recorder(made)
    monkeypatch.setattr(Strip, "draw", recorder.watch(plain))
    painter = painter_for(made)
    for t_ms in (0, 1900, 4000, 4800):
        picture = frame(painter, size, t_ms)
        assert (picture[..., 3] == 255).all()
    assert recorder.wrong == []


@pytest.mark.parametrize(("kind", "move"), [("meadow", "tilt_up"), ("mountains", "tilt_down"), ("desert", "drone")])
def test_no_sky_shines_through_between_two_layers_of_land(
    kind: str, move: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    magenta = 0xFFFF00FF
    monkeypatch.setattr(sky.Sky, "paint", lambda self, canvas, view, t_ms: canvas.clear(magenta))
    painter = painter_for(stage(kind, TALL, camera={"move": move, "pace": "fast"}))
    for t_ms in (0, 2000, 4000):
        blue, green, red = (frame(painter, TALL, t_ms)[int(0.66 * TALL[1]) :, :, i].astype(int) for i in range(3))
        assert not ((red > 230) & (blue > 230) & (green < 30)).any()


@pytest.mark.parametrize("ground", ["snow", "autumn", "spring"])
def test_the_season_recolours_the_meadow(ground: str) -> None:
    assert difference(shown("meadow"), shown("meadow", ground=ground)) > 4


@pytest.mark.parametrize("name", ["cloudy", "rain", "storm", "snow", "fog", "wind"])
def test_every_weather_changes_the_picture_and_moves(name: str) -> None:
    made = stage("desert", weather=name, camera={"move": "static"})
    painter = painter_for(made)
    assert difference(frame(painter, WIDE, 1500), shown("desert", camera={"move": "static"})) > 0.4
    assert difference(frame(painter, WIDE, 1500), frame(painter, WIDE, 1900)) > 0.02


def test_lightning_flashes_less_than_three_times_a_second() -> None:
    made = stage("sea", weather="storm", ms=9000)
    layer = weather.Lightning(made, 80.0, weather.Tempo.of(made))
    bright = []
    for t_ms in range(0, 9000, 20):
        surface = strip.Surface(*WIDE)
        layer.paint(surface.canvas, View(*WIDE), float(t_ms), False)
        bright.append(float(surface.pixels[..., 3].mean()))
    level = np.array(bright)
    flashes = int(((level[1:] > 8) & (level[:-1] <= 8)).sum())
    assert 2 <= flashes <= 9
    assert np.abs(np.diff(level)).max() < 0.45 * level.max()  # soft: no flash rises within one frame


def test_a_hero_is_seen_and_an_unknown_one_leaves_the_place_empty() -> None:
    empty = shown("meadow")
    assert difference(empty, shown("meadow", hero={"name": "fox"})) > 0.5
    assert np.array_equal(empty, shown("meadow", hero={"name": "no such thing"}))


def test_what_floats_is_mirrored_in_the_water() -> None:
    painter = painter_for(stage("sea", seed=3, hero={"name": "sailboat"}, camera={"move": "static"}, weather="fog"))
    with_boat, without = frame(painter, WIDE, 1500), shown("sea", seed=3, camera={"move": "static"}, weather="fog")
    changed = np.abs(with_boat.astype(int) - without.astype(int)).sum(axis=2) > 40
    foot = painter.horizon + 0.40 * (WIDE[1] - painter.horizon)  # type: ignore[attr-defined]
    assert changed[: int(foot)].sum() > 200
    assert changed[int(foot) + 6 :].sum() > 40


def test_words_make_room_for_the_hero_and_stay_in_the_safe_area() -> None:
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=4000, text=text, role=role)  # type: ignore[arg-type]
        for i, (role, text) in enumerate(
            (("eyebrow", "Since 1921"), ("title", "Slow mornings by the sea"), ("cta", "Book"))
        )
    )
    made = stage("sea", words=words)
    painter = painter_for(made)
    assert {block.id for block in painter.blocks} == {"w0", "w1", "w2"}
    for block in painter.blocks:
        assert block.box.x >= made.safe.x - 0.5
        assert block.box.bottom <= made.safe.bottom + 0.5
        assert block.size >= 0.0339 * min(WIDE)
    assert painter.hero_x > painter_for(stage("sea")).hero_x  # type: ignore[attr-defined]


def test_tones_and_palettes_bend_the_light() -> None:
    plain = script_for(stage("sea").scene)
    mono = script_for(stage("sea", tone="mono").scene)
    assert max(colour[1] for _, colour in mono.sky) < 0.02
    warm = script_for(stage("sea", tone="warm").scene)
    assert abs(warm.haze[2] - 58) < abs(plain.haze[2] - 58)
    red = script_for(stage("sea", palette=("#d01030",)).scene)
    assert abs(red.accent[2] - 20) < 12


def test_stars_show_only_at_night() -> None:
    night, day = stage("sea", time="night"), stage("sea", time="day")
    assert len(sky.Sky(night, 80.0)._stars) > 50
    assert sky.Sky(day, 80.0)._stars == []


@pytest.mark.parametrize("kind", PLACES)
def test_a_preview_shows_the_picture_of_the_film(kind: str) -> None:
    large = shown(kind, size=(2 * WIDE[0], 2 * WIDE[1]), seed=9).astype(np.float32)
    halved = large.reshape(WIDE[1], 2, WIDE[0], 2, 4).mean(axis=(1, 3))
    assert difference(halved.astype(np.uint8), shown(kind, seed=9)) < 5
