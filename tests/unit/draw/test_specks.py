"""Specks: many dots at once look as single ones would, and keep to their clip."""

from __future__ import annotations

import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.draw.specks import draw_specks
from talkreel.draw.surface import Surface


def test_they_look_as_circles_drawn_one_by_one() -> None:
    rng = np.random.default_rng(5)
    places, radii, shine = rng.uniform(5, 90, (20, 2)), rng.uniform(1.5, 5, 20), rng.random(20)
    mine, skias = Surface(120, 120), Surface(120, 120)
    for surface in (mine, skias):
        surface.canvas.clear(0xFF102030)
        surface.canvas.translate(3.3, 4.7)
        surface.canvas.scale(1.2, 1.2)
    draw_specks(mine.canvas, places, radii, 0xFFE0A0, shine)
    for (x, y), radius, a in zip(places, radii, shine, strict=True):
        skias.canvas.drawCircle(float(x), float(y), float(radius), fill(0xFFFFE0A0, Alphaf=float(a)))
    difference = np.abs(mine.pixels.astype(int) - skias.pixels)
    assert difference.mean() < 0.5
    assert difference.max() < 70  # at edges, where two ways of smoothing differ


def test_they_keep_to_the_clip_and_may_differ_in_colour() -> None:
    surface = Surface(40, 20)
    surface.canvas.clipRect(skia.Rect.MakeLTRB(0, 0, 20, 20))
    draw_specks(surface.canvas, [(10, 10), (20, 10)], 6, [0xFF0000, 0x0000FF])
    assert surface.pixels[10, 10].tolist() == [0, 0, 255, 255]
    assert surface.pixels[10, 18].tolist() == [255, 0, 0, 255]
    assert not surface.pixels[:, 20:].any()


def test_nothing_is_drawn_for_no_places() -> None:
    surface = Surface(8, 8)
    draw_specks(surface.canvas, [], 2, 0xFFFFFF)
    assert not surface.pixels.any()
