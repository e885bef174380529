"""A row of buildings at one depth: planned from the seed alone, painted in the hour's light."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded, stroke
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.facade import Glazing, windows
from talkreel.scenes.towers import Line, Part, Tower

Rng = np.random.Generator


@dataclass(frozen=True)
class Building:
    """One building: its kind, where it stands (px; `x` its left edge, `y` its top), the colour of its walls."""

    kind: str
    x: float
    y: float
    width: float
    height: float
    wall: int
    seed: int

    @property
    def middle(self) -> float:
        """Its middle, px."""
        return self.x + self.width / 2

    @property
    def tip(self) -> tuple[float, float]:
        """The middle of its top."""
        return self.middle, self.y


@dataclass(frozen=True)
class Style:
    """What a city is built of: kinds by weight, colours of walls, roofs, and whether it is of the future."""

    kinds: Mapping[str, Tower]
    weights: Mapping[str, float]
    walls: tuple[Oklch, ...]
    roofs: tuple[Oklch, ...] = ((0.52, 0.02, 250),)
    future: bool = False
    huddled: bool = False  # houses stand wall to wall and overlap


def plan(
    rng: Rng,
    style: Style,
    span: tuple[float, float],
    base: float,
    width: tuple[float, float],
    height: Callable[[float], float],
) -> list[Building]:
    """Buildings from `span[0]` to `span[1]` px on row `base`; `width` is the range of their widths, px.

    `height(x)` is how high the city wants to be at x. A kind that is by nature slimmer or squatter bends to that.
    """
    kinds = list(style.weights)
    shares = np.array([style.weights[kind] for kind in kinds])
    shares = shares / shares.sum()
    buildings: list[Building] = []
    x = span[0]
    previous = ""
    while x < span[1]:
        wide = float(rng.uniform(*width))
        wanted = height(x + wide / 2) * float(rng.uniform(0.72, 1.22))
        kind = str(rng.choice(kinds, p=shares))
        kind = kind if kind != previous else str(rng.choice(kinds, p=shares))
        slim = style.kinds[kind].slim
        # Between what the place wants and what the kind is: neither needles nor stumps.
        tall = wanted**0.72 * (slim * wide) ** 0.28
        wide *= min(1.45, max(0.62, (tall / (slim * wide)) ** 0.55))
        tall = min(tall, 5.6 * wide)
        buildings.append(Building(kind, x, base - tall, wide, tall, int(rng.integers(64)), int(rng.integers(1 << 30))))
        previous = kind
        x += wide * float(rng.uniform(0.90, 1.02) if style.huddled else rng.uniform(0.92, 1.22))
    return sorted(buildings, key=_tallest_first)


def _tallest_first(building: Building) -> float:
    return building.y


class Facades:
    """Paints planned buildings behind `haze` 0..1; light comes from `sun_x` (px)."""

    def __init__(self, script: ColourScript, style: Style, haze: float, cell: float, sun_x: float, span: float) -> None:
        self.script, self.style, self.haze, self.cell, self.sun_x, self.span = script, style, haze, cell, sun_x, span

    def draw(self, canvas: skia.Canvas, building: Building, foot: float) -> None:
        """Draw one building down to row `foot`."""
        kind = self.style.kinds[building.kind]
        mirrored = building.middle > self.sun_x
        near_sun = max(0.0, 1 - abs(building.middle - self.sun_x) / (0.75 * self.span))
        wall = self.style.walls[building.wall % len(self.style.walls)]
        tones = self._tones(wall, building.wall, near_sun)
        for part in kind.parts:
            path = polygon(self._placed(part.line, building, mirrored, foot))
            canvas.drawPath(path, self._paint(part, tones, building, mirrored))
            if part.tone in ("wall", "round", "side") and self.haze < 0.7:
                self._edge(canvas, path, near_sun, mirrored)
        self._windows(canvas, kind, building, wall, mirrored)
        self._masts(canvas, kind, building, mirrored)

    # colours

    def _tones(self, wall: Oklch, number: int, near_sun: float) -> dict[str, Oklch]:
        script = self.script
        shade, lit = script.shade(wall), script.lit(wall)
        glow = 0.25 + 0.75 * near_sun
        roof = self.style.roofs[number % len(self.style.roofs)]
        return {
            "wall": melt(shade, script.deep, 0.18),
            "side": melt(shade, lit, 0.40 + 0.45 * glow * script.sun),
            "dark": melt(shade, script.deep, 0.55),
            "roof": melt(script.shade(roof), script.lit(roof), 0.22),
            "eave": melt(script.shade(roof), script.lit(roof), 0.45 + 0.4 * glow * script.sun),
            "dome": melt(script.shade(roof), script.lit(roof), 0.5),
            "trim": melt(shade, lit, 0.62),
            "glass": melt(shade, script.zenith, 0.5),
            "green": melt(script.shade((0.52, 0.11, 140)), script.lit((0.52, 0.11, 140)), 0.4),
            "light": (0.92, 0.10, 85) if script.gloom > 0.2 else melt(lit, (0.95, 0.03, 90), 0.5),
        }

    def _paint(self, part: Part, tones: dict[str, Oklch], building: Building, mirrored: bool) -> skia.Paint:
        haze, script = self.haze, self.script
        if part.tone in ("round", "dome"):
            dark, lit = tones["wall"], tones["side"]
            if part.tone == "dome":
                dark, lit = tones["roof"], tones["eave"]
            ends = (building.x, building.x + building.width)
            start, end = ends[::-1] if mirrored else ends
            stops = [
                melt(c, script.haze, haze) for c in (melt(dark, script.deep, 0.2), dark, lit, melt(lit, dark, 0.4))
            ]
            return shaded(linear((start, 0), (end, 0), [paint_of(c) for c in stops], [0.0, 0.35, 0.82, 1.0]))
        tone = tones[part.tone]
        if part.tone == "light":
            return fill(paint_of(melt(tone, script.haze, 0.5 * haze)))
        # Tops catch the sky, feet stand in the haze of the streets.
        top = melt(melt(tone, script.zenith, 0.10), script.haze, haze)
        foot = melt(melt(tone, script.haze, 0.20), script.haze, min(0.96, haze + 0.24))
        colours = [paint_of(top), paint_of(melt(tone, script.haze, haze)), paint_of(foot)]
        return shaded(linear((0, building.y), (0, building.y + building.height), colours, [0.0, 0.45, 1.0]))

    def _edge(self, canvas: skia.Canvas, path: skia.Path, near_sun: float, mirrored: bool) -> None:
        """The bright edge towards the sun."""
        strong = (0.18 + 0.62 * near_sun) * (0.25 + 0.75 * self.script.sun) * (1 - self.haze)
        bounds = path.getBounds()
        x = bounds.left() if mirrored else bounds.right()
        thick = max(1.0, 0.16 * self.cell)
        canvas.save()
        canvas.clipPath(path, True)
        canvas.drawLine(x, bounds.top(), x, bounds.bottom(), stroke(paint_of(self.script.key, strong), 2 * thick))
        canvas.restore()

    # details

    def _placed(self, line: Line, building: Building, mirrored: bool, foot: float) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for x, y in line:
            across = 1 - x if mirrored else x
            row = building.y + building.height * y
            points.append((building.x + building.width * across, foot if y >= 0.999 else row))
        return points

    def _windows(self, canvas: skia.Canvas, kind: Tower, building: Building, wall: Oklch, mirrored: bool) -> None:
        rng = np.random.default_rng(building.seed)
        cell = self.cell * float(rng.uniform(0.85, 1.2))
        glass = Glazing.of(self.script, cell, self.haze, self.style.future, wall)
        for panel in kind.panels:
            left, top, right, bottom = panel.box
            if mirrored:
                left, right = 1 - right, 1 - left
            x, y, w, h = building.x, building.y, building.width, building.height
            box = (x + w * left, y + h * top, x + w * right, y + h * bottom)
            windows(canvas, rng, box, panel.style, panel.lit, glass)

    def _masts(self, canvas: skia.Canvas, kind: Tower, building: Building, mirrored: bool) -> None:
        ink = paint_of(melt(melt(self.script.deep, self.script.ambient, 0.25), self.script.haze, self.haze))
        thick = max(0.8, 0.016 * building.width)
        for x, up in kind.masts:
            across = building.x + building.width * (1 - x if mirrored else x)
            top = building.y - up * building.height
            canvas.drawLine(across, building.y + 0.06 * building.height, across, top, stroke(ink, thick * 1.6))
            canvas.drawLine(across, building.y, across, top - 0.03 * building.height, stroke(ink, thick * 0.7))


def beacons(buildings: list[Building], style: Style, most: int = 7) -> list[tuple[float, float]]:
    """Where red lights blink: the tips of the tallest."""
    tips: list[tuple[float, float]] = []
    for building in buildings:
        kind = style.kinds[building.kind]
        if kind.beacon:
            up = max((mast[1] for mast in kind.masts), default=0.0)
            tips.append((building.middle, building.y - (up + 0.03 * (up > 0)) * building.height))
    return tips[:most]


def street_haze(script: ColourScript, base: float, high: float, strength: float) -> skia.Paint:
    """The lit haze between two rows of buildings: nothing at `base - high`, `strength` at the street."""
    warm = melt(script.haze, script.horizon, 0.5)
    if script.gloom > 0.5:  # after dark the streets light their own haze
        warm = melt(warm, (warm[0] + 0.16, 0.11, 62), 0.30 * script.gloom)
    clear = with_alpha(paint_of(warm), 0.0)
    colours = [clear, paint_of(warm, 0.35 * strength), paint_of(warm, strength)]
    return shaded(linear((0, base - high), (0, base), colours, [0.0, 0.6, 1.0]))
