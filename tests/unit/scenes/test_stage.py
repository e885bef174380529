"""Stages of products: every set in every shape, details where the words point, light that moves, loops that close."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from talkreel.draw.surface import Pixels, Surface
from talkreel.model import Hero, Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.scenes import Painter, Stage, painter_for
from talkreel.scenes.staging.detail import CloseUp
from talkreel.scenes.staging.sets import SETS

SHAPES = ((256, 144), (144, 256), (160, 160), (144, 180))


def stage(
    size: tuple[int, int] = (256, 144), text: str = "", look: str = "noir", hero: str = "smartwatch", **scene: object
) -> Stage:
    words = (Segment(id="w", start_ms=0, duration_ms=4000, text=text, role="title"),) if text else ()
    fields = {"kind": "stage", "hero": Hero(name=hero), "words": tuple(w.id for w in words), **scene}
    return Stage(Scene.model_validate(fields), *size, 4000, LOOKS[look], words)


def drawn(painter: Painter, size: tuple[int, int], t_ms: float) -> Pixels:
    surface = Surface(*size)
    painter.paint(surface.canvas, t_ms)
    return surface.pixels


def frame(made: Stage, t_ms: float = 1500) -> Pixels:
    return drawn(painter_for(made), (made.width, made.height), t_ms)


def apart(one: Pixels, other: Pixels) -> float:
    return float(np.abs(one[..., :3].astype(int) - other[..., :3]).mean())


@pytest.mark.parametrize("variant", [*SETS, "detail", "low", ""])
@pytest.mark.parametrize("size", SHAPES)
def test_every_set_covers_every_shape(variant: str, size: tuple[int, int]) -> None:
    for look in ("noir", "paper"):
        assert frame(stage(size, "Time, refined.", look, variant=variant))[..., 3].min() == 255


@pytest.mark.parametrize("move", ["pan_left", "tilt_down", "handheld", "orbit", "pull"])
def test_no_border_shows_while_the_camera_moves(move: str) -> None:
    made = stage(variant="podium", camera={"move": move, "pace": "fast"})
    painter = painter_for(made)
    for t_ms in (0, 1300, 4000, 4400):
        assert drawn(painter, (256, 144), t_ms)[..., 3].min() == 255


def test_a_light_look_makes_a_light_stage() -> None:
    assert frame(stage(look="paper", tone="studio"))[..., :3].mean() > 2 * frame(stage(tone="studio"))[..., :3].mean()


def test_the_palette_tints_the_stage() -> None:
    red, blue = (frame(stage(look="noir", variant="podium", palette=(hue,))) for hue in ("#c81e1e", "#1e3cc8"))
    assert red[..., 2].mean() > red[..., 0].mean()
    assert blue[..., 0].mean() > blue[..., 2].mean()


@pytest.mark.parametrize("variant", ["dark", "water", "detail"])
def test_it_moves_all_the_time(variant: str) -> None:
    painter = painter_for(stage(variant=variant))
    frames = [drawn(painter, (256, 144), t_ms) for t_ms in range(600, 4000, 600)]
    assert min(apart(a, b) for a, b in pairwise(frames)) > 0.02


@pytest.mark.parametrize("variant", ["dark", "water", "gradient", "detail"])
def test_a_loop_closes(variant: str) -> None:
    painter = painter_for(stage(variant=variant, loop=True, hero="perfume"))
    first, half, last = (drawn(painter, (256, 144), t_ms) for t_ms in (0, 1700, 4000))
    assert apart(first, last) < 0.05
    assert apart(first, half) > 0.1


def test_the_same_shot_gives_the_same_pixels() -> None:
    assert np.array_equal(frame(stage(variant="water", seed=7)), frame(stage(variant="water", seed=7)))


def test_words_stand_beside_the_product_in_a_wide_frame_and_above_it_in_a_tall_one() -> None:
    wide = painter_for(stage((256, 144), "Time, refined.")).blocks[0].box
    tall = painter_for(stage((144, 256), "Time, refined.")).blocks[0].box
    assert wide.right < 0.55 * 256
    assert tall.bottom < 0.45 * 256


def test_a_close_up_goes_to_what_the_words_speak_of() -> None:
    strap = painter_for(stage(text="A softer strap", variant="detail 1"))
    crown = painter_for(stage(text="Digital crown", variant="detail 3"))
    assert isinstance(strap, CloseUp)
    assert isinstance(crown, CloseUp)
    assert strap.detail.y > crown.detail.y


def test_a_line_leads_to_a_detail_only_when_the_words_mean_it() -> None:
    def marked(text: str) -> int:
        surface = Surface(256, 144)
        painter_for(stage(text=text, variant="detail 1")).over(surface.canvas, 3000)
        return int((surface.pixels[..., 3] > 0).sum())

    assert marked("Digital crown") > 20
    assert marked("Out in March") == 0


def test_what_is_not_a_product_is_an_object_or_a_still_life() -> None:
    product, thing, nothing = (
        frame(stage(variant="sweep", look="paper", hero=hero)) for hero in ("wine", "guitar", "no such thing")
    )
    assert apart(product, thing) > 1
    assert apart(thing, nothing) > 1
    assert nothing[..., :3].std() > 5


def test_a_scene_without_a_hero_is_drawn() -> None:
    assert frame(Stage(Scene(kind="stage"), 256, 144, 4000, LOOKS["aurora"]))[..., 3].min() == 255
