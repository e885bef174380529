"""Where pictures lie on the canvas."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw import kernels
from talkreel.model import Framing
from talkreel.model.planes import Planes
from talkreel.render.mount import Mount, of_scene, rounded

CANVAS = (320, 180)


def flat(width: int, height: int, luma: int, u: int = 90, v: int = 160) -> Planes:
    planes = kernels.blank(width, height)
    for plane, value in zip(planes, (luma, u, v), strict=True):
        plane[:] = value
    return planes


def halves(width: int, height: int) -> Planes:
    """Dark on the left, light on the right."""
    planes = flat(width, height, 40)
    planes.y[:, width // 2 :] = 200
    return planes


def laid(framing: Framing, picture: Planes, shape: tuple[int, int] = CANVAS, **more: bool) -> Planes:
    mount, into = Mount(framing, shape, CANVAS, **more), kernels.blank(*CANVAS)
    mount.lay(mount.fit(picture), into)
    return into


def test_the_default_is_the_whole_canvas() -> None:
    mount = Mount(Framing(), CANVAS, CANVAS)
    assert mount.cell == mount.drawn == CANVAS
    assert mount.covers()
    picture = halves(*CANVAS)
    assert mount.fit(picture) is picture
    assert all(np.array_equal(a, b) for a, b in zip(laid(Framing(), picture), picture, strict=True))


def test_a_picture_in_a_corner_lies_on_even_px_with_its_chroma() -> None:
    into = laid(Framing(x=0.83, y=0.21, scale=0.3), flat(96, 54, 180))
    ys, xs = np.nonzero(into.y == 180)
    assert (xs.min() % 2, ys.min() % 2, xs.max() % 2, ys.max() % 2) == (0, 0, 1, 1)
    assert (xs.max() - xs.min() + 1, ys.max() - ys.min() + 1) == (96, 54)
    assert xs.mean() == pytest.approx(0.83 * 320, abs=1.5)
    assert np.array_equal(into.u == 90, into.y[::2, ::2] == 180)


def test_a_source_keeps_its_own_shape_on_upper_tracks_and_takes_the_canvas_on_the_lowest() -> None:
    assert Mount(Framing(scale=0.5), (100, 200), CANVAS, own_shape=True).cell == (160, 320)
    assert Mount(Framing(scale=0.5), (100, 200), CANVAS).cell == (160, 90)


def test_a_crop_covers_the_box_and_a_mirror_turns_it() -> None:
    right = laid(Framing(crop=(0.5, 0.0, 1.0, 1.0)), halves(*CANVAS))
    assert (right.y[:, 8:] == 200).all()
    mirrored = laid(Framing(mirror=True), halves(*CANVAS))
    assert (mirrored.y[:, :156] == 200).all()
    assert (mirrored.y[:, 164:] == 40).all()
    both = laid(Framing(crop=(0.5, 0.0, 1.0, 1.0), mirror=True), halves(*CANVAS))
    assert (both.y[:, :-8] == 200).all()
    cropped = of_scene(Framing(crop=(0.5, 0.0, 1.0, 1.0), mirror=True))
    assert (cropped.crop, cropped.mirror) == ((0.0, 0.0, 0.5, 1.0), False)


def test_turned_clockwise_what_was_left_is_on_top() -> None:
    into = laid(Framing(rotate=90, scale=0.4), halves(128, 72))
    column = into.y[:, 160].astype(int)
    assert (column[90 - 50], column[90 + 50]) == (40, 200)
    assert into.y[90, 20] == 16
    again = laid(Framing(rotate=360, scale=0.4), halves(128, 72))
    assert np.array_equal(again.y, laid(Framing(scale=0.4), halves(128, 72)).y)


def test_opacity_lets_through_what_lies_beneath() -> None:
    into = laid(Framing(opacity=0.5), flat(*CANVAS, 216))
    assert abs(int(into.y[90, 160]) - 116) <= 1
    assert not Mount(Framing(opacity=0.5), CANVAS, CANVAS).covers()


def test_round_corners_are_clear() -> None:
    mask = rounded(60, 40, 0.5)
    assert mask[0, 0] == 0
    assert mask[20, 0] > 150
    assert np.array_equal(mask, mask[::-1])
    assert np.array_equal(mask, mask[:, ::-1])
    into = laid(Framing(scale=0.5, radius=0.3), flat(160, 90, 180))
    assert into.y[45, 80] == 16
    assert into.y[90, 160] == 180


@pytest.mark.parametrize("framing", [
    Framing(x=9.0), Framing(y=-3.0, scale=0.1), Framing(scale=10.0), Framing(scale=0.001),
    Framing(scale=10.0, rotate=33, radius=0.5), Framing(x=1e9, y=-1e9, rotate=10), Framing(x=1e9),
    Framing(crop=(0.499, 0.499, 0.5, 0.5)), Framing(crop=(0.5, 0.5, 0.5, 0.5)),
])  # fmt: skip
def test_nothing_is_too_far_or_too_large(framing: Framing) -> None:
    mount, into = Mount(framing, CANVAS, CANVAS), kernels.blank(*CANVAS)
    assert max(mount.cell) <= 2 * 320
    assert max(mount.drawn) <= 2 * 320
    mount.lay(mount.fit(flat(*mount.drawn, 180)), into)
    assert (into.y[90, 160] == 180) == (framing.scale == 10 or framing.crop is not None)
