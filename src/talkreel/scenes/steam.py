"""Steam over what is hot: worked out at a part of the size, for it is soft."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.baked import Baked
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.texture import Plane

SHRINK = 5  # px of the frame for one of the steam
PERIOD, FINE = 16, 32  # the noise repeats after so many lumps; px of a lump
STEPS = 1024


class Steam:
    """Steam in a rectangle of `width` x `height` px, rising from the middle of its lower edge.

    Two wisps that rise, sway and thin out; noise that is bent by noise gives them their folds.
    """

    def __init__(self, width: float, height: float, colour: Oklch, tempo: Tempo, power: float = 1.25) -> None:
        self._size = (width, height)
        self._tempo = tempo
        columns, rows = max(8, round(width / SHRINK)), max(8, round(height / SHRINK))
        self._x = ((np.arange(columns, dtype=np.float32) + 0.5) / np.float32(columns) * 2 - 1)[None]
        self._y = (1 - (np.arange(rows, dtype=np.float32) + 0.5) / np.float32(rows))[:, None]
        self._wide = np.float32(0.16) + np.float32(0.44) * self._y
        foot = np.clip(self._y / 0.14, 0, 1)
        self._strong = (foot * foot * (3 - 2 * foot) * np.maximum(0, 1 - self._y) ** 1.3 * power).astype(np.float32)
        self._inks = _inks(colour)

    def paint(self, canvas: skia.Canvas, x: float, y: float, t_ms: float) -> None:
        """Draw it standing on (x, y)."""
        width, height = self._size
        pixels = self._wisps(t_ms)
        canvas.save()
        canvas.translate(x - width / 2, y - height)
        canvas.scale(width / pixels.shape[1], height / pixels.shape[0])
        Baked(pixels, once=True).draw(canvas)
        canvas.restore()

    def _wisps(self, t_ms: float) -> Pixels:
        seconds = 0.0 if self._tempo.loop else t_ms / 1000
        # In a loop the noise is walked in a circle, so that its end is its beginning.
        across, along = self._circle(t_ms)
        dx, dy = 0.10 * seconds + 1.1 * across, 0.04 * seconds + 1.1 * along
        y = self._y
        sway = (_noise(1.5 * y + (9 - 0.30 * seconds + 0.7 * dx), 0.4 * y + 0.7 * dy) - 0.5) * 1.5 * y
        x = self._x - np.float32(0.62) * sway
        q_x = x * (1.5 / (self._wide + 0.25))
        q_y = np.broadcast_to(2.2 * y - 0.55 * seconds, q_x.shape)
        bent_x, bent_y = _noise(q_x + (dx + 3.1), q_y + (dy + 3.1)), _noise(q_x + (9.7 - dx), q_y + (9.7 - dy))
        folds = _noise(1.2 * q_x + 1.9 * bent_x + 1.6 * dx, 1.2 * q_y + 1.9 * bent_y + 1.6 * dy)
        veil, middle = _profiles()
        aside = np.minimum(np.abs(x / self._wide) * np.float32(STEPS / 2), STEPS - 1).astype(np.intp)
        dense = np.minimum(folds * np.float32(STEPS - 1), STEPS - 1).astype(np.intp)
        shown = veil[dense] * middle[aside] * self._strong
        return self._inks[np.minimum(shown * 255 + np.float32(0.5), 255).astype(np.uint8)]

    def _circle(self, t_ms: float) -> tuple[float, float]:
        if not self._tempo.loop:
            return (0.0, 0.0)
        return (self._tempo.wave(t_ms, 1 / self._tempo.seconds), self._tempo.wave(t_ms, 1 / self._tempo.seconds, 0.25))


def _inks(colour: Oklch) -> NDArray[np.uint8]:
    """The colour at every opacity, premultiplied BGRA."""
    argb = paint_of(colour)
    whole = np.array([argb & 255, (argb >> 8) & 255, (argb >> 16) & 255, 255])
    return np.rint(whole[None] * (np.arange(256)[:, None] / 255)).astype(np.uint8)


@lru_cache(maxsize=1)
def _profiles() -> tuple[Plane, Plane]:
    """How dense steam is by its noise (0..1), and by how far from its middle it is (0..2 half widths)."""
    f = np.linspace(0, 1, STEPS)
    rise = np.clip((f - 0.40) / 0.40, 0, 1)
    veil = 0.55 * rise * rise * (3 - 2 * rise) + 0.42 * (1 - np.abs(2 * f - 1)) ** 2.4
    middle = np.exp(-2.4 * np.linspace(0, 2, STEPS) ** 2)
    return veil.astype(np.float32), middle.astype(np.float32)


@lru_cache(maxsize=1)
def _tile() -> Plane:
    """Five octaves of value noise, 0..1 and a little more often high than low, that repeat after PERIOD lumps."""
    rng = np.random.default_rng(17)
    total = np.zeros((PERIOD * FINE, PERIOD * FINE), np.float32)
    for octave in range(5):
        lumps = PERIOD << octave
        at = (np.arange(PERIOD * FINE) + rng.random()) * lumps / (PERIOD * FINE)
        low, part = np.floor(at).astype(int), at % 1.0
        part = part * part * (3 - 2 * part)
        grid = rng.random((lumps, lumps))
        rows = grid[low % lumps] * (1 - part[:, None]) + grid[(low + 1) % lumps] * part[:, None]
        plane = rows[:, low % lumps] * (1 - part) + rows[:, (low + 1) % lumps] * part
        total += np.float32(0.5 ** (octave + 1)) * plane.astype(np.float32)
    return total + np.float32(0.53 - float(total.mean()))


def _noise(x: Plane, y: Plane) -> Plane:
    """The noise at places given in lumps."""
    maps = [np.asarray(np.mod(v, PERIOD) * FINE, np.float32) for v in (x, y)]
    seen = cv2.remap(_tile(), maps[0], maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(seen, np.float32)
