"""Paintings: watercolour on rough paper, oil in strokes."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw.filters.drawing import flattened
from talkreel.draw.filters.easel import (
    Bytes,
    Floats,
    apart,
    blurred,
    curve,
    grown,
    noise,
    paper,
    saturated,
    shrunk,
    through,
    times,
    work_size,
)
from talkreel.model.planes import Planes


class Watercolour:
    """Washes that dry darker at their edges, uneven, with wavering outlines, thin enough for the paper to shine."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size, self._unit = (width, height), min(width, height) / 1080
        self._work = work_size(width, height)
        self._scale = min(self._work) / 1080
        self._waver = _wavering(*self._work, 3.0 * self._scale)
        self._paper = paper(width, height, 0.065, 21)
        pigment = noise(*self._work, 150 * self._scale, 31) + 0.6 * noise(*self._work, 26 * self._scale, 32)
        self._pigment = np.clip(238 + 13 * pigment, 190, 255).astype(np.uint8)
        self._thin = curve((76, 122, 174, 222, 240))

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        washed = flattened(shrunk(planes, self._work))
        washed = np.asarray(cv2.remap(washed, *self._waver, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT), np.uint8)
        y, u, v = grown(_edged(washed, self._scale, self._pigment), *self._size)
        y = times(through(y, self._thin), self._paper)
        return Planes(y, saturated(u, 1.2), saturated(v, 1.2))


def _edged(washed: Bytes, scale: float, pigment: Bytes) -> Bytes:
    """Colour that has gathered where washes end."""
    y, u, v = apart(washed)
    y = blurred(y, 1.6 * scale)
    around = blurred(y, 9 * scale)
    gathered = np.asarray(cv2.subtract(around, y), np.uint8)
    y = np.asarray(cv2.scaleAdd(gathered.astype(np.int16), -1.1, y.astype(np.int16)), np.int16).clip(0, 255)
    return np.asarray(cv2.merge([times(y.astype(np.uint8), pigment), u, v]), np.uint8)


def _wavering(width: int, height: int, by_px: float) -> tuple[Floats, Floats]:
    """Where each place is taken from: a map that lets edges waver."""
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    unit = min(width, height) / 1080
    return (
        (x + by_px * noise(width, height, 34 * unit, 41)).astype(np.float32),
        (y + by_px * noise(width, height, 34 * unit, 42)).astype(np.float32),
    )


class Oil:
    """Thick strokes that follow the shapes, lit from the side."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._work = work_size(width, height, 480)
        self._scale = min(self._work) / 1080
        bristles = noise(*self._work, 3.2 * self._scale, 51)
        self._bristles = np.clip(128 + 50 * bristles, 0, 255).astype(np.uint8)
        rows, columns = np.mgrid[0 : self._work[1], 0 : self._work[0]].astype(np.float32)
        self._place = (columns, rows)

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        work = shrunk(planes, self._work)
        along = _flow(np.ascontiguousarray(work[..., 0]), self._scale)
        stroked = self._drawn_out(np.asarray(cv2.merge([*apart(work), self._bristles]), np.uint8), along)
        y, u, v, bristles = apart(stroked)
        relief = np.asarray(cv2.Scharr(bristles, cv2.CV_16S, 0, 1), np.int16)
        lit = np.clip(y + (relief >> 5), 0, 255).astype(np.uint8)
        y, u, v = grown(np.asarray(cv2.merge([lit, u, v]), np.uint8), *self._size, how=cv2.INTER_CUBIC)
        return Planes(y, saturated(u, 1.22), saturated(v, 1.22))

    def _drawn_out(self, picture: Bytes, along: tuple[Floats, Floats]) -> Bytes:
        """The mean of each place with those before and after it on its stroke: steps of doubled length."""
        step = 2.3 * self._scale
        columns, rows = self._place
        for _ in range(3):
            maps = [(columns + s * step * along[0], rows + s * step * along[1]) for s in (-1, 1)]
            ends = [cv2.remap(picture, *m, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT) for m in maps]
            picture = np.asarray(cv2.addWeighted(ends[0], 0.5, ends[1], 0.5, 0), np.uint8)
            step *= 2
        return picture


def _flow(luma: Bytes, scale: float) -> tuple[Floats, Floats]:
    """The direction in which the picture changes least, as unit vectors: x and y."""
    across = np.asarray(cv2.Sobel(luma, cv2.CV_32F, 1, 0), np.float32)
    down = np.asarray(cv2.Sobel(luma, cv2.CV_32F, 0, 1), np.float32)
    wide = 14 * scale
    xx, yy, xy = (cv2.GaussianBlur(a * b, (0, 0), wide) for a, b in ((across, across), (down, down), (across, down)))
    # Where nothing says how, a stroke slants.
    angle = np.asarray(cv2.phase(xx - yy + 8.0, 2 * xy - 14.0), np.float32) / 2 + np.float32(np.pi / 2)
    return np.cos(angle), np.sin(angle)
