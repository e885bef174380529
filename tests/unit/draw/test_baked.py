"""Baked pictures: written into a canvas's pixels they look as Skia draws them; tiles have no seam; clips hold."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from talkreel.draw.baked import Baked
from talkreel.draw.direct import direct
from talkreel.draw.door import skia
from talkreel.draw.surface import LINEAR, Pixels, Surface, image_of


def picture(width: int, height: int, seed: int = 3) -> Pixels:
    """Soft blots with clear parts between them, premultiplied."""
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.random((height, width, 4)).astype(np.float32), (0, 0), 6)
    noise = (noise - noise.min((0, 1))) / np.ptp(noise, (0, 1))
    alpha = np.clip(noise[..., 3:] * 4 - 1.8, 0, 1)
    return (np.concatenate([noise[..., :3] * alpha, alpha], 2) * 255).round().astype(np.uint8)


def ground() -> Surface:
    surface = Surface(160, 120)
    surface.canvas.clear(0xFF204060)
    return surface


@pytest.mark.parametrize(("scale", "x", "y"), [(1.0, 0.0, 0.0), (1.0, -7.4, 3.6), (1.13, -20.2, -9.7), (2.5, 5.3, 4.1)])
def test_it_looks_as_skia_draws_it(scale: float, x: float, y: float) -> None:
    pixels = picture(140, 100)
    mine, skias = ground(), ground()
    for surface in (mine, skias):
        surface.canvas.translate(x, y)
        surface.canvas.scale(scale, scale)
    Baked(pixels).draw(mine.canvas, 0.5)
    skias.canvas.drawImage(image_of(pixels), 0, 0, LINEAR, skia.Paint(Alphaf=0.5))
    assert np.abs(mine.pixels.astype(int) - skias.pixels).max() <= 4  # Skia knows a sixteenth of a px


def test_bands_are_laid_without_a_gap() -> None:
    pixels = np.zeros((150, 90, 4), np.uint8)
    for row in range(150):  # the inked span wanders, so that there are many bands
        pixels[row, row // 2 : row // 2 + 14] = 200
    whole, banded = ground(), ground()
    for surface, once in ((whole, True), (banded, False)):
        surface.canvas.translate(3.3, -11.7)
        surface.canvas.scale(1.07, 1.07)
        Baked(pixels, once=once).draw(surface.canvas)
    assert np.abs(whole.pixels.astype(int) - banded.pixels).max() <= 1
    assert (banded.pixels[..., 0] > 150).any(axis=1).all()


@pytest.mark.parametrize("shift", [0.0, 0.37, 11.5, 39.999])
def test_tiles_meet_without_a_seam(shift: float) -> None:
    surface = ground()
    surface.canvas.translate(-shift, 10)
    surface.canvas.scale(1.31, 1.0)
    Baked(np.full((40, 32, 4), 128, np.uint8), tiled=True).draw(surface.canvas)
    middle = surface.pixels[20:40]
    assert (middle == middle[0, 0]).all()


def test_a_clip_holds() -> None:
    surface = ground()
    surface.canvas.clipRect(skia.Rect.MakeLTRB(20, 30, 60, 70))
    Baked(np.full((200, 200, 4), 255, np.uint8)).draw(surface.canvas)
    white = (surface.pixels == 255).all(2)
    assert white[30:70, 20:60].all()
    assert white.sum() == 40 * 40


def test_only_plain_canvases_are_written_straight() -> None:
    surface = ground()
    canvas = surface.canvas
    onto = direct(canvas)
    assert onto is not None
    assert np.shares_memory(onto.pixels, surface.pixels)
    canvas.save()
    canvas.rotate(3)
    assert direct(canvas) is None
    canvas.restore()
    canvas.save()
    canvas.clipPath(skia.Path().addCircle(50, 50, 20), True)
    assert direct(canvas) is None
    canvas.restore()
    canvas.saveLayerAlpha(None, 128)
    assert direct(canvas) is None
    canvas.restore()
    assert direct(canvas) is not None
    assert direct(skia.PictureRecorder().beginRecording(skia.Rect.MakeWH(9, 9))) is None


def test_what_is_not_plain_is_left_to_skia() -> None:
    pixels, turned, skias = picture(80, 60), ground(), ground()
    for surface in (turned, skias):
        surface.canvas.translate(60, 10)
        surface.canvas.rotate(20)
    Baked(pixels).draw(turned.canvas)
    skias.canvas.drawImage(image_of(pixels), 0, 0, LINEAR)
    assert np.abs(turned.pixels.astype(int) - skias.pixels).max() <= 1
