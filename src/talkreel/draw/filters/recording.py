"""Recordings: film, tape, and light that spreads in a soft lens."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.filters.easel import (
    NEUTRAL,
    Bytes,
    Floats,
    blurred,
    curve,
    light_of,
    saturated,
    sized,
    through,
    times,
)
from talkreel.draw.grain import grain_into
from talkreel.draw.post import vignette
from talkreel.model.planes import Planes

_FRAMES_S = 24  # of a film
_FIELDS_S = 30  # of a tape
_LINES = 480  # of a tape


class Film:
    """A film from a drawer: faded blacks, warm lights with a red edge, grain, a frame that does not quite stand."""

    moves = True

    def __init__(self, width: int, height: int) -> None:
        self._size, self._unit = (width, height), min(width, height) / 1080
        light = light_of()
        self._luma = curve(16 + 219 * (0.085 + 0.875 * (light - 0.11 * np.sin(2 * np.pi * light) / np.pi)))
        self._dark = vignette(width, height, 0.42)
        self._bright = curve(255 * np.clip((light - 0.66) / 0.34, 0, 1) ** 1.4)
        self._tone = kernels.Tone(chroma=_faded(light))

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        frame = int(t_ms * _FRAMES_S / 1000 + 1e-6)
        dice = np.random.default_rng([frame & 0xFFFFFFFF, 11])
        shown = kernels.blank(*self._size)
        across, down = (float(v) for v in dice.normal(0, 0.45 * self._unit, 2))
        kernels.affine(planes, shown, (1.0, 0.0, across, 0.0, 1.0, down))
        halo = blurred(sized(through(shown.y, self._bright), (self._size[0] // 2, self._size[1] // 2)), 9 * self._unit)
        kernels.grade(shown, shown, self._tone)
        y = times(through(shown.y, self._luma), self._dark)
        v = np.asarray(cv2.scaleAdd(halo.astype(np.int16), 0.07, shown.v.astype(np.int16)), np.int16)
        shown = Planes(np.maximum(y, 16), shown.u, np.clip(v, 0, 255).astype(np.uint8))
        grain_into(shown.y, frame, 10.0)
        return shown


def _faded(light: Floats) -> NDArray[np.int16]:
    """Less colour in the dark, where it goes to green and blue; warm in the light: the layout of `Tone.chroma`."""
    gain = 4096 * (0.78 + 0.22 * np.sin(np.pi * light))
    u, v = 64 * (5 * (1 - light) ** 2 - 14 * light**1.5), 64 * (-4 * (1 - light) ** 2 + 9 * light**1.5)
    return np.ascontiguousarray(np.stack([gain, u, v], 1).round().astype(np.int16))


class Vhs:
    """Tape: few lines, colours that run to the side, shaking lines, noise, and a torn foot where the heads change."""

    moves = True

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._lines = min(_LINES, height)
        self._columns = max(2, round(width * 0.42 * min(1.0, 1080 / height)))
        self._rows = np.arange(self._lines, dtype=np.float32)
        self._scan = _scanned(width, height, self._lines)

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        field = int(t_ms * _FIELDS_S / 1000 + 1e-6)
        dice = np.random.default_rng([field & 0xFFFFFFFF, 13])
        shake = self._shaken(field, dice)
        y = _rows_moved(sized(planes.y, (self._columns, self._lines)), shake * self._columns)
        soft = np.asarray(cv2.GaussianBlur(y, (7, 1), 1.6), np.uint8)
        y = np.asarray(cv2.addWeighted(y, 1.9, soft, -0.9, 0), np.uint8)  # a player's edge
        y = through(self._noisy(y, dice), _TAPE)
        y = times(sized(y, self._size), self._scan)
        chroma = [self._run(plane, shake) for plane in planes[1:]]
        return Planes(np.maximum(y, 16), *(saturated(plane, 1.18) for plane in chroma))

    def _shaken(self, field: int, dice: np.random.Generator) -> Floats:
        """How far each line is shifted, in parts of the width."""
        shake = dice.normal(0, 0.0006, self._lines).astype(np.float32)
        shake += 0.0008 * np.sin(self._rows / 37 + field * 0.7)
        torn = max(2, self._lines * 14 // 480)
        shake[-torn:] += np.linspace(0.004, 0.05, torn, dtype=np.float32) * float(dice.uniform(0.6, 1.2))
        # A crease of the tape wanders slowly upwards.
        crease = self._lines * (1.15 - (field * 0.006) % 1.4)
        shake += 0.010 * np.exp(-(((self._rows - crease) / (self._lines * 0.012)) ** 2)).astype(np.float32)
        return shake

    def _noisy(self, y: Bytes, dice: np.random.Generator) -> Bytes:
        """With noise along the lines, and a few streaks where the tape is worn."""
        tile = _tape_noise()
        rows = (np.arange(self._lines) + int(dice.integers(1 << 9))) % len(tile)
        start = int(dice.integers(1 << 9))
        columns = (np.arange(self._columns) + start) % tile.shape[1]
        noisy = np.clip(y.astype(np.int16) + tile[np.ix_(rows, columns)], 0, 255).astype(np.uint8)
        for _ in range(int(dice.poisson(1.6))):
            row, at = int(dice.integers(self._lines)), int(dice.integers(self._columns))
            length = int(dice.integers(self._columns // 30 + 1, self._columns // 6 + 2))
            streak = noisy[row, at : at + length]
            streak[:] = np.maximum(streak, np.linspace(225, 120, len(streak)).astype(np.uint8))
        return noisy

    def _run(self, plane: Bytes, shake: Floats) -> Bytes:
        """A chroma plane with a tenth of its detail across, late by a little, and down by a line."""
        height, width = plane.shape
        few = sized(plane, (max(2, self._columns // 10), self._lines // 2))
        wide = sized(few, (self._columns // 2, self._lines // 2))
        late = shake[::2][: self._lines // 2] * (self._columns // 2) + self._columns * 0.006
        return sized(np.roll(_rows_moved(wide, late), 1, 0), (width, height))


_TAPE = curve((30, 78, 128, 184, 226))


def _rows_moved(plane: Bytes, by_px: Floats) -> Bytes:
    """Each row shifted to the right by its own number of px."""
    height, width = plane.shape
    x = np.arange(width, dtype=np.float32)[None] - by_px[:height, None].astype(np.float32)
    y = np.repeat(np.arange(height, dtype=np.float32)[:, None], width, 1)
    return np.asarray(cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.uint8)


@lru_cache(maxsize=1)
def _tape_noise() -> NDArray[np.int16]:
    """Noise that is longer than high."""
    raw = np.random.default_rng(17).normal(0, 1, (512, 1024)).astype(np.float32)
    soft = np.asarray(cv2.GaussianBlur(raw, (9, 1), 2.0), np.float32)
    return np.round(soft * (8.0 / float(soft.std()))).astype(np.int16)


def _scanned(width: int, height: int, lines: int) -> Bytes:
    """The dark between the lines; none where they are as fine as the picture's rows."""
    depth = 0.16 * min(1.0, max(0.0, height / lines - 1))
    phase = (np.arange(height, dtype=np.float32) + 0.5) * (lines / 2 / height) % 1
    rows = 255 * (1 - depth * (0.5 + 0.5 * np.cos(2 * np.pi * phase)))
    return np.repeat(rows.round().astype(np.uint8)[:, None], width, 1)


class Glow:
    """A soft lens: lights that spread, over a picture that stays sharp."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size, self._unit = (width, height), min(width, height) / 1080
        light = light_of()
        self._spread = curve(235 * np.clip((light - 0.12) / 0.88, 0, 1) ** 1.35)
        self._down = curve(16 + 219 * light**1.12)

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        bright = through(planes.y, self._spread)
        near, far = (blurred(bright, sigma * self._unit) for sigma in (10, 42))
        veil = np.asarray(cv2.addWeighted(near, 0.36, far, 0.42, 0), np.uint8)
        y = _screened(through(planes.y, self._down), veil)
        chroma = (
            np.asarray(cv2.addWeighted(plane, 0.82, blurred(plane, 14 * self._unit), 0.30, -0.12 * NEUTRAL), np.uint8)
            for plane in planes[1:]
        )
        return Planes(y, *chroma)


def _screened(y: Bytes, light: Bytes) -> Bytes:
    """Light added to a luma plane so that it never is more than white."""
    left = np.asarray(cv2.subtract(np.full_like(y, 235), y), np.uint8)
    return np.asarray(cv2.add(y, cv2.multiply(left, light, scale=1 / 219)), np.uint8)
