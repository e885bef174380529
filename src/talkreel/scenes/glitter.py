"""Light on water: sparks on the path under the sun, crests that catch the light, white caps. All of them dashes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.scenes.painter import Stage
from talkreel.scenes.particles import Beats, Numbers
from talkreel.scenes.tempo import Tempo

SHADES = 32  # of opacity: dashes of one shade are drawn as one path


class Dashes(NamedTuple):
    """Flat lenses of light: middles, half their lengths and their thickness in px, opacity 0..1. All (n,)."""

    x: Numbers
    y: Numbers
    half: Numbers
    thick: Numbers
    shine: Numbers

    def draw(self, canvas: skia.Canvas, colour: Oklch, width: float) -> None:
        """Draw those that reach into a frame of a width, px."""
        shade = np.rint(np.clip(self.shine, 0, 1) * SHADES).astype(int)
        seen = np.flatnonzero((shade > 0) & (self.x > -self.half) & (self.x < width + self.half))
        paths = {k: skia.Path() for k in sorted(set(shade[seen].tolist()))}
        corners = (self.x - self.half, self.y, self.x, self.x + self.half, self.y - 2 * self.thick)
        below = self.y + 1.2 * self.thick
        for k, left, y, x, right, high, low in np.stack([shade, *corners, below], 1)[seen].tolist():
            path = paths[int(k)]
            path.moveTo(left, y)
            path.quadTo(x, high, right, y)
            path.quadTo(x, low, left, y)
        for k, path in paths.items():
            canvas.drawPath(path, fill(paint_of(colour, k / SHADES)))


class Glints:
    """Sparks on the path under the sun: each lives for a moment and comes back elsewhere."""

    def __init__(self, stage: Stage, tempo: Tempo, chances: Numbers, slope: float) -> None:
        """`chances` (n, 6) are even numbers 0..1; `slope` is that of the waves."""
        self._stage = stage
        self._x, self._y, rate, self._size, start, spread = chances.T
        self._beats = Beats(tempo, 0.5 + 0.9 * rate, start)
        self._aside = np.cos(6.28 * spread) * 0.62
        self._wide = (1 + 3.0 * slope) * stage.unit

    def at(self, t_ms: float, sun: float, top: float, strength: float) -> Dashes:
        """Where they are: the sun stands over column `sun`, the water begins at row `top`, both px."""
        unit = self._stage.unit
        life, turn = self._beats.turns(t_ms), self._beats.count(t_ms)
        part = (self._y + 0.618 * turn) % 1.0
        aside = np.sqrt(np.maximum(0, -2 * np.log(1e-4 + (self._x + 0.37 * turn) % 1.0))) * self._aside
        return Dashes(
            sun + aside * (26 + 210 * part) * self._wide,
            top + (self._stage.height - top) * part**1.7,
            (4.5 + 40 * part * self._size) * unit,
            (0.9 + 2.4 * part) * unit,
            np.sin(np.pi * life) ** 2 * strength * (1 - 0.55 * part),
        )


class Flecks:
    """Crests that catch the light, or break white: each swells and fades, fixed to the water."""

    def __init__(self, stage: Stage, tempo: Tempo, chances: Numbers, farthest: float) -> None:
        """`chances` as for `Glints`; none is further off than `farthest`."""
        self._stage, self._farthest = stage, farthest
        self._x, self._y, rate, self._size, start, _ = chances.T
        self._beats = Beats(tempo, 0.22 + 0.20 * rate, start)

    def at(self, t_ms: float, view: View, where: tuple[float, float, float], a: float, tall: float = 1.0) -> Dashes:
        """Where they are on a plane that lies `where` says: its middle column, its horizon and its rise, px."""
        stage, (middle, horizon, rise) = self._stage, where
        side, unit = min(stage.width, stage.height), stage.unit
        life, turn = self._beats.turns(t_ms), self._beats.count(t_ms)
        distance = 0.9 + (self._farthest - 0.9) * ((self._y + 0.618 * turn) % 1.0) ** 2.2
        span = 2.6 * max(stage.width, stage.height) / side * distance
        world = ((self._x + 0.382 * turn) % 1.0 - 0.5) * span * 0.6
        ahead = distance - view.dolly
        near = 1 / np.maximum(0.4, ahead)
        return Dashes(
            middle + (side * world - view.x) / np.maximum(0.05, ahead) + (life - 0.5) * 40 * unit * near,
            horizon + (rise - view.y) / np.maximum(0.05, ahead),
            (24 + 90 * self._size) * unit * near,
            2.1 * tall * unit * near**0.7,
            np.sin(np.pi * life) ** 1.5 * a * np.minimum(1.0, 0.35 + near),
        )
