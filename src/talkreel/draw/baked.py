"""A picture baked once and laid over many frames: what a camera's layers are made of.

Only its inked box is kept, cut into bands that know from where to where they are inked: clear parts cost nothing.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.block import Box
from talkreel.draw.direct import Direct, direct
from talkreel.draw.door import skia
from talkreel.draw.surface import LINEAR, Pixels, image_of

BAND = 32  # rows
CALL = 40_000  # clear px that are passed over in the time of one call


class _Band(NamedTuple):
    """Rows `top` to `bottom` of the picture are inked from column `left` to `right`, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int

    @property
    def area(self) -> int:
        return (self.bottom - self.top) * (self.right - self.left)


class Baked:
    """Premultiplied BGRA pixels with their corner at (0, 0) of the canvas they are drawn on, one px per px of it.

    `tiled`: the picture repeats sideways without end. Its first and last column are then repeats of the other end, so
    that two tiles meet without a seam at any fraction of a px.
    """

    def __init__(self, pixels: Pixels, tiled: bool = False, once: bool = False) -> None:
        """`once`: it is drawn once, so that its clear parts are not worth looking for."""
        height, width = pixels.shape[:2]
        self._size = (width, height)
        self._period = width - 2 if tiled else 0
        self._box = (0, 0, width, height) if once else _inked(pixels[..., 3])
        left, top, right, bottom = self._box
        # A rim of one px, so that the picture ends where its box ends, as hard as Skia ends it.
        inked = pixels[top:bottom, left:right]
        self._pixels: Pixels = np.asarray(cv2.copyMakeBorder(inked, 1, 1, 1, 1, cv2.BORDER_REPLICATE), np.uint8)
        self._bands = [_Band(0, height, 0, width)] if once else _bands(self._pixels[1:-1, 1:-1, 3])

    def draw(self, canvas: skia.Canvas, opacity: float = 1.0) -> None:
        """Draw it."""
        strength = max(0, min(kernels.WHOLE, round(opacity * kernels.WHOLE)))
        if not self._bands or not strength:
            return
        onto = direct(canvas)
        if onto is None:
            self._draw_image(canvas, skia.Paint(Alphaf=strength / kernels.WHOLE))
        elif not self._period:
            self._lay(onto, strength)
        else:
            self._lay_tiles(onto, strength)

    def cover(self, canvas: skia.Canvas, box: Box, opacity: float = 1.0) -> None:
        """Draw it stretched over a box."""
        canvas.save()
        canvas.translate(box.x, box.y)
        canvas.scale(box.w / self._size[0], box.h / self._size[1])
        self.draw(canvas, opacity)
        canvas.restore()

    def _lay_tiles(self, onto: Direct, opacity: int) -> None:
        """Every tile has whole columns of the frame: the first ends where the next begins."""
        wide, (first, top, last, bottom) = self._period * onto.scale_x, onto.clip
        start = onto.left + onto.scale_x  # of the tile that begins at the canvas's column 1
        for turn in range(math.floor((first - start) / wide), math.ceil((last - start) / wide)):
            left, right = (math.ceil(start + k * wide - 0.5) for k in (turn, turn + 1))
            clip = (max(first, left), top, min(last, right), bottom)
            self._lay(onto._replace(left=onto.left + turn * wide, clip=clip), opacity)

    def _lay(self, onto: Direct, opacity: int) -> None:
        """Lay every band over the pixels, each on its own rows of them."""
        left, top = self._box[0] * onto.scale_x + onto.left, self._box[1] * onto.scale_y + onto.top
        across, down = 1 / onto.scale_x, 1 / onto.scale_y
        for band in self._bands:
            # A px of the frame belongs to the band in which its middle lies.
            x0 = max(onto.clip[0], math.ceil(band.left * onto.scale_x + left - 0.5))
            y0 = max(onto.clip[1], math.ceil(band.top * onto.scale_y + top - 0.5))
            x1 = min(onto.clip[2], math.ceil(band.right * onto.scale_x + left - 0.5))
            y1 = min(onto.clip[3], math.ceil(band.bottom * onto.scale_y + top - 0.5))
            if x0 < x1 and y0 < y1:
                matrix = (across, 0.0, (x0 - left) * across + 1, 0.0, down, (y0 - top) * down + 1)
                kernels.over(onto.pixels[y0:y1, x0:x1], self._pixels, matrix, opacity)

    def _draw_image(self, canvas: skia.Canvas, paint: skia.Paint) -> None:
        box = skia.Rect.MakeLTRB(*self._box)
        inside = skia.Rect.MakeXYWH(1, 1, box.width(), box.height())  # without the rim
        if not self._period:
            canvas.drawImageRect(self._image, inside, box, LINEAR, paint)
            return
        seen, wide = canvas.getLocalClipBounds(), self._period
        for turn in range(math.floor((seen.left() - 1) / wide), math.ceil((seen.right() - 1) / wide)):
            canvas.save()
            canvas.translate(turn * wide, 0)
            canvas.clipRect(skia.Rect.MakeLTRB(1, -1e6, 1 + wide, 1e6))
            canvas.drawImageRect(self._image, inside, box, LINEAR, paint)
            canvas.restore()

    @cached_property
    def _image(self) -> skia.Image:
        return image_of(self._pixels)


def _inked(alpha: NDArray[np.uint8]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is not clear, with one clear px round it where there is one."""
    rows, columns = np.flatnonzero(alpha.any(1)), np.flatnonzero(alpha.any(0))
    if not len(rows):
        return (0, 0, 1, 1)
    height, width = alpha.shape
    return (
        max(0, int(columns[0]) - 1),
        max(0, int(rows[0]) - 1),
        min(width, int(columns[-1]) + 2),
        min(height, int(rows[-1]) + 2),
    )


def _bands(alpha: NDArray[np.uint8]) -> list[_Band]:
    """The inked span of every few rows; neighbours are one where clear px cost less than a call of their own."""
    bands: list[_Band] = []
    height, width = alpha.shape
    for top in range(0, height, BAND):
        # What is sampled between two px touches the rows and columns beside them.
        columns = np.flatnonzero(alpha[max(0, top - 1) : top + BAND + 1].any(0))
        if not len(columns):
            continue
        left, right = max(0, int(columns[0]) - 1), min(width, int(columns[-1]) + 2)
        band = _Band(top, min(height, top + BAND), left, right)
        if bands:
            last = bands[-1]
            both = _Band(last.top, band.bottom, min(last.left, left), max(last.right, right))
            if both.area - last.area - band.area < CALL:
                bands[-1] = both
                continue
        bands.append(band)
    return bands
