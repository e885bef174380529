"""Grass and flowers that sway: blades stand on a piece of land, and gusts of wind pass through them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.model.scene import Weather
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.ridge import Land, Spot
from talkreel.scenes.tempo import Tempo

# How far blades bend in a weather, in their height.
GUSTS: dict[Weather, float] = {"wind": 0.42, "storm": 0.50, "rain": 0.22, "cloudy": 0.16, "snow": 0.10, "fog": 0.07}
CALM_GUST = 0.13


@dataclass(frozen=True)
class Blade:
    """One blade: foot in px of the frame, height in px, its lean, its phase, its colour group."""

    x: float
    y: float
    tall: float
    lean: float
    phase: float
    group: int


def sod(
    canvas: skia.Canvas,
    script: ColourScript,
    land: Land,
    rng: np.random.Generator,
    colour: Oklch,
    number: int,
    tall: float,
) -> None:
    """Short grass that stands still, baked under the blades that sway, `tall` short sides high at distance 1."""
    shade, lit = script.shade(colour), script.lit(colour)
    paths = [skia.Path() for _ in range(3)]
    for i, spot in enumerate(land.spots(rng, number)):
        first, second = spot.seed % 997 / 997, spot.seed % 991 / 991
        height, lean = tall * spot.size * (0.5 + 0.7 * first), 1.4 * second - 0.55
        half = 0.10 * height
        path = paths[i % 3]
        path.moveTo(spot.x - half, spot.y)
        path.quadTo(spot.x + 0.2 * lean * height, spot.y - 0.6 * height, spot.x + lean * height, spot.y - height)
        path.quadTo(spot.x + 0.2 * lean * height + half, spot.y - 0.5 * height, spot.x + half, spot.y)
    for path, part in zip(paths, (0.30, 0.55, 0.85), strict=True):
        canvas.drawPath(path, fill(paint_of(melt(shade, lit, part), 0.75)))


def _blade(spot: Spot, tall: float) -> Blade:
    rng = spot.rng
    height = tall * spot.size * float(rng.uniform(0.45, 1.15))
    return Blade(spot.x, spot.y, height, float(rng.normal(0, 0.28)), float(rng.random()), int(rng.integers(0, 3)))


class Turf:
    """Blades and flowers on `land`, `tall` short sides high at distance 1."""

    def __init__(
        self,
        stage: Stage,
        script: ColourScript,
        land: Land,
        rng: np.random.Generator,
        colour: Oklch,
        number: int,
        tall: float,
        flowers: tuple[Oklch, ...] = (),
        bloom: float = 0.0,
    ) -> None:
        """`bloom`: flowers per blade."""
        self.land, self._tempo, self._unit = land, Tempo.of(stage), stage.unit
        weather: Weather = stage.scene.at_keys("weather")[0].to  # type: ignore[assignment]
        self._gust = GUSTS.get(weather, CALM_GUST)
        shade, lit = script.shade(colour), script.lit(colour)
        tones = (melt(shade, lit, 0.10), melt(shade, lit, 0.55), melt(lit, script.key, 0.14))
        self._colours = [paint_of(tone) for tone in tones]
        spots = land.spots(rng, number)
        self._blades = [_blade(spot, tall) for spot in spots]
        self._petals = [paint_of(script.lit(flower)) for flower in flowers]
        self._stem = paint_of(melt(shade, lit, 0.4))
        one_in = max(1, round(1 / bloom)) if bloom > 0 and flowers else 0
        self._flowers = [b for b, spot in zip(self._blades, spots, strict=True) if one_in and spot.seed % one_in == 0]

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw all blades as the wind bends them now."""
        view.apply(canvas, self.land.depth)
        paths = [skia.Path() for _ in self._colours]
        for blade in self._blades:
            self._add(paths[blade.group], blade, self._bend(blade, t_ms))
        for path, colour in zip(paths, self._colours, strict=True):
            canvas.drawPath(path, fill(colour))
        for blade in self._flowers:
            self._flower(canvas, blade, self._bend(blade, t_ms), int(blade.phase * 97))

    def _bend(self, blade: Blade, t_ms: float) -> float:
        """How far the tip is aside of the foot, in heights: gusts travel across, each blade trembles by itself."""
        across = blade.x / (900 * self._unit)
        gust = 0.6 + 0.4 * self._tempo.wave(t_ms, 0.16, -0.6 * across)
        tremble = self._tempo.wave(t_ms, 0.55, blade.phase * 0.35 - across)
        return blade.lean + self._gust * (0.7 * gust + 0.6 * gust * tremble)

    def _add(self, path: skia.Path, blade: Blade, bend: float) -> None:
        half = 0.055 * blade.tall + 0.35 * self._unit
        tip_x, tip_y = blade.x + bend * blade.tall, blade.y - blade.tall * (1 - 0.25 * bend * bend)
        middle_x, middle_y = blade.x + 0.25 * bend * blade.tall, blade.y - 0.58 * blade.tall
        path.moveTo(blade.x - half, blade.y)
        path.quadTo(middle_x - half * 0.8, middle_y, tip_x, tip_y)
        path.quadTo(middle_x + half * 0.8, middle_y, blade.x + half, blade.y)

    def _flower(self, canvas: skia.Canvas, blade: Blade, bend: float, i: int) -> None:
        tall = blade.tall * 1.25
        x, y = blade.x + bend * tall, blade.y - tall * (1 - 0.25 * bend * bend)
        r = max(1.2 * self._unit, blade.tall * 0.13)
        canvas.drawLine(blade.x, blade.y, x, y, skia.Paint(AntiAlias=True, Color=self._stem, StrokeWidth=r * 0.3))
        petals = fill(self._petals[i % len(self._petals)])
        if r < 3.2 * self._unit:
            canvas.drawOval(skia.Rect.MakeXYWH(x - r, y - r * 0.75, 2 * r, 1.5 * r), petals)
            return
        for k in range(5):
            turn = 2 * math.pi * k / 5 + blade.phase
            px, py = x + math.cos(turn) * r * 0.62, y + math.sin(turn) * r * 0.46
            canvas.drawOval(skia.Rect.MakeXYWH(px - r * 0.52, py - r * 0.42, r * 1.04, r * 0.84), petals)
        canvas.drawCircle(x, y, r * 0.30, fill(self._colours[2]))
