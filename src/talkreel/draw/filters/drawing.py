"""Drawings: a pencil on paper, and ink and flat colour."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw.filters.easel import (
    WHITE,
    Bytes,
    Floats,
    blurred,
    curve,
    grown,
    light_of,
    noise,
    paper,
    saturated,
    shrunk,
    sized,
    through,
    times,
    work_size,
)
from talkreel.model.planes import Planes

# Luma before it is compared with what is round it: lifted, for noise in the dark is no line.
_LIFTED = curve(np.arange(26, 282, dtype=np.float32))


class Sketch:
    """Pencil: a line where the picture changes, strokes of the flat of the lead where it is dark."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size, self._unit = (width, height), min(width, height) / 1080
        self._paper = paper(width, height, 0.06)
        self._strokes = _strokes(width, height, self._unit)
        light = light_of()
        self._line = curve(255 * np.clip((light * 1.06 - 0.02), 0, 1) ** 4.5)
        self._shade = curve(255 * np.clip((0.78 - light) / 0.78, 0, 1) ** 1.1 * 0.8)

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        soft = blurred(planes.y, 1.3 * self._unit)
        around = blurred(soft, 11 * self._unit)
        line = through(_compared(soft, around), self._line)
        strokes = times(through(blurred(soft, 3 * self._unit), self._shade), self._strokes)
        drawn = times(times(line, np.asarray(cv2.bitwise_not(strokes), np.uint8)), self._paper)
        y = through(drawn, curve((18, WHITE)))
        return Planes(y, *(np.full_like(plane, code) for plane, code in ((planes.u, 126), (planes.v, 129))))


def _compared(luma: Bytes, around: Bytes) -> Bytes:
    """How light each place is beside its surroundings: white where it is as light."""
    lifted, other = (through(plane, _LIFTED) for plane in (luma, around))
    return np.asarray(cv2.divide(lifted, other, scale=WHITE), np.uint8)


def _strokes(width: int, height: int, unit: float) -> Bytes:
    """Where a lead laid flat leaves its mark: 255 all of it, in slanting strokes."""
    small = work_size(width, height)
    grain = noise(*small, 2.0 * unit * small[1] / height, 9)
    length = max(3, round(40 * min(small) / 1080)) | 1
    along = np.zeros((length, length), np.float32)
    for at in range(length):
        along[length - 1 - at, min(length - 1, round(at * 0.8))] = 1 / length
    drawn = np.asarray(cv2.filter2D(grain, -1, along), np.float32)
    drawn /= max(1e-6, float(drawn.std()))
    mask = np.clip(150 + 80 * drawn, 30, 255).astype(np.uint8)
    return sized(mask, (width, height))


class Comic:
    """Ink round flat colours, and dots of ink where it is dark."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size, self._unit = (width, height), min(width, height) / 1080
        self._work = work_size(width, height)
        self._steps = curve(16 + 219 * _stepped(light_of() ** 0.85, 5, 0.22))
        self._ink = curve(255 * np.clip(np.tanh((np.arange(256, dtype=np.float32) - 118) / 7) + 1, 0, 1))

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        work = flattened(shrunk(planes, self._work))
        y, u, v = grown(work, *self._size)
        coloured = (saturated(plane, 1.55) for plane in (u, v))
        return Planes(times(through(y, self._steps), self._outlines(planes.y)), *coloured)

    def _outlines(self, luma: Bytes) -> Bytes:
        """Lines of ink as a mask: black where a place is darker than what is round it."""
        fine, wide = (blurred(luma, sigma * self._unit) for sigma in (1.6, 3.4))
        change = np.asarray(cv2.addWeighted(fine, 3.0, wide, -3.0, 128), np.uint8)
        return through(change, self._ink)


def flattened(work: Bytes) -> Bytes:
    """Colours made even within their edges."""
    once = cv2.bilateralFilter(work, 5, 40, 4)
    return np.asarray(cv2.bilateralFilter(once, 5, 34, 6), np.uint8)


def _stepped(light: Floats, steps: int, soft: float) -> Floats:
    """Levels 0..1 in steps, each risen to within `soft` of its width."""
    place = light * steps
    floor = np.floor(place)
    part = np.clip((place - floor - 0.5) / soft + 0.5, 0, 1)
    return np.clip((floor + part * part * (3 - 2 * part)) / steps, 0, 1).astype(np.float32)
