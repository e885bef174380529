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
from talkreel.scenes.particles import SHEAF, Beats, Numbers, sheaves
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
        blades = [_blade(spot, tall) for spot in spots]
        self._petals = [paint_of(script.lit(flower)) for flower in flowers]
        self._stem = paint_of(melt(shade, lit, 0.4))
        one_in = max(1, round(1 / bloom)) if bloom > 0 and flowers else 0
        beside = sorted(blades, key=lambda b: b.x)
        self._blades = [self._swaying([b for b in beside if b.group == k]) for k in range(len(tones))]
        self._flowers = self._swaying(
            [b for b, s in zip(blades, spots, strict=True) if one_in and s.seed % one_in == 0]
        )

    def _swaying(self, blades: list[Blade]) -> Swaying:
        return Swaying(blades, self._tempo, self._gust, 900 * self._unit)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw all blades as the wind bends them now."""
        view.apply(canvas, self.land.depth)
        for blades, colour in zip(self._blades, self._colours, strict=True):
            paint = fill(colour)
            for sheaf in self._sheaves(blades, t_ms):
                canvas.drawPath(sheaf, paint)
        self._bloom(canvas, self._flowers, t_ms)

    def _sheaves(self, blades: Swaying, t_ms: float) -> list[skia.Path]:
        """The outlines of all blades of one colour, a few neighbours together."""
        bend, x, y, tall = blades.bend(t_ms), blades.x, blades.y, blades.tall
        half = 0.055 * tall + 0.35 * self._unit
        tip_x, tip_y = x + bend * tall, y - tall * (1 - 0.25 * bend * bend)
        middle_x, middle_y = x + 0.25 * bend * tall, y - 0.58 * tall
        lines = (x - half, y, middle_x - half * 0.8, middle_y, tip_x, tip_y, middle_x + half * 0.8, x + half)
        paths = sheaves(len(x))
        for i, (left, foot, out, high, to_x, to_y, back, right) in enumerate(np.stack(lines, 1).tolist()):
            path = paths[i // SHEAF]
            path.moveTo(left, foot)
            path.quadTo(out, high, to_x, to_y)
            path.quadTo(back, high, right, foot)
        return paths

    def _bloom(self, canvas: skia.Canvas, flowers: Swaying, t_ms: float) -> None:
        """Flowers on stems, a little higher than the grass: five petals round a heart, or a dab when small."""
        bend, tall = flowers.bend(t_ms), flowers.tall * 1.25
        x, y = flowers.x + bend * tall, flowers.y - tall * (1 - 0.25 * bend * bend)
        sizes = np.maximum(1.2 * self._unit, flowers.tall * 0.13)
        stem = skia.Paint(AntiAlias=True, Color=self._stem)
        petals, heart = [fill(petal) for petal in self._petals], fill(self._colours[2])
        rows = np.stack([flowers.x, flowers.y, x, y, sizes, flowers.phase], 1)
        for foot_x, foot_y, top_x, top_y, r, phase in rows.tolist():
            stem.setStrokeWidth(r * 0.3)
            canvas.drawLine(foot_x, foot_y, top_x, top_y, stem)
            petal = petals[int(phase * 97) % len(petals)]
            if r < 3.2 * self._unit:
                canvas.drawOval(skia.Rect.MakeXYWH(top_x - r, top_y - r * 0.75, 2 * r, 1.5 * r), petal)
                continue
            corolla = skia.Path()
            for k in range(5):
                turn = 2 * math.pi * k / 5 + phase
                px, py = top_x + math.cos(turn) * r * 0.62, top_y + math.sin(turn) * r * 0.46
                corolla.addOval(skia.Rect.MakeXYWH(px - r * 0.52, py - r * 0.42, r * 1.04, r * 0.84))
            canvas.drawPath(corolla, petal)
            canvas.drawCircle(top_x, top_y, r * 0.30, heart)


class Swaying:
    """Blades as columns, and how far the wind bends each."""

    def __init__(self, blades: list[Blade], tempo: Tempo, gust: float, wide: float) -> None:
        """`gust`: how far they bend, in their height; a gust is `wide` px from the next."""
        columns = np.array([(b.x, b.y, b.tall, b.lean, b.phase) for b in blades], np.float64).reshape(-1, 5)
        self.x, self.y, self.tall, self._lean, self.phase = columns.T
        self._gust = gust
        across = self.x / wide
        ones = np.ones_like(across)
        self._gusts = Beats(tempo, 0.16 * ones, -0.6 * across)
        self._trembles = Beats(tempo, 0.55 * ones, self.phase * 0.35 - across)

    def bend(self, t_ms: float) -> Numbers:
        """How far each tip is aside of its foot, in heights: gusts travel across, each blade trembles by itself."""
        gust = 0.6 + 0.4 * self._gusts.wave(t_ms)
        return self._lean + self._gust * (0.7 * gust + 0.6 * gust * self._trembles.wave(t_ms))
