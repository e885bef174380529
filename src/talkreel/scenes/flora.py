"""Trees and smaller plants of landscapes, drawn with a lit and a shaded side. They stand on (x, base), px."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, polygon, smooth, stroke, taper
from talkreel.scenes.colour_script import ColourScript, melt

Rng = np.random.Generator


@dataclass(frozen=True)
class Leafage:
    """A plant's colours as 0xAARRGGBB, and which side (+1 right, -1 left) the light comes from. `snow` 0: none."""

    shade: int
    body: int
    lit: int
    trunk: int
    side: float
    snow: int = 0
    unit: float = 1.0  # px of a 1080p film: how fine a plant is drawn does not depend on the film's size


def leafage(
    script: ColourScript,
    colour: Oklch,
    haze: float,
    side: float,
    snow: bool = False,
    trunk: Oklch = (0.36, 0.045, 50),
    unit: float = 1.0,
) -> Leafage:
    """Foliage of `colour` in the script's light, behind haze 0..1."""
    lit, shade = script.lit(colour), script.shade(colour)
    dark = melt(shade, script.deep, 0.35)

    def hazed(one: Oklch) -> int:
        return paint_of(melt(one, script.haze, haze))

    white = hazed(script.lit((0.965, 0.012, 250))) if snow else 0
    return Leafage(
        hazed(dark), hazed(melt(shade, lit, 0.42)), hazed(lit), hazed(script.shade(trunk)), side, white, unit
    )


def conifer(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A spruce: tiers of drooping branches, ragged on both sides, lit on one."""
    tiers = int(np.clip(height / ink.unit / 26, 4, 11))
    half = height * float(rng.uniform(0.16, 0.215))
    trunk = max(0.7, height * 0.017)
    canvas.drawRect(skia.Rect(x - trunk, base - height * 0.14, x + trunk, base), fill(ink.trunk))
    tips: dict[float, list[tuple[float, float]]] = {}
    for side in (-1.0, 1.0):
        points: list[tuple[float, float]] = []
        for i in range(tiers):
            down = ((i + 1) / tiers) ** 1.06
            reach = half * down**0.85 * float(rng.uniform(0.80, 1.12))
            y = base - height + height * 0.93 * down
            points.append((x + side * reach, y + reach * 0.06))
            points.append((x + side * reach * float(rng.uniform(0.44, 0.56)), y - height * 0.030))
        tips[side] = points
    outline = [(x, base - height), *tips[1.0], *reversed(tips[-1.0])]
    canvas.drawPath(polygon(outline), fill(ink.body))
    _tier_sides(canvas, x, base - height, tips[-ink.side], 0.98, ink.shade)
    _tier_sides(canvas, x, base - height, tips[ink.side], 0.62, ink.lit)
    if ink.snow:
        _tier_sides(canvas, x, base - height, tips[ink.side], 0.34, ink.snow)


def _tier_sides(
    canvas: skia.Canvas, x: float, top: float, tips: list[tuple[float, float]], thick: float, colour: int
) -> None:
    """The upper faces of one side's branches: from the stem to each tip, `thick` of a tier deep."""
    path, above = skia.Path(), top
    for tip_x, tip_y in tips[::2]:
        deep = (tip_y - above) * thick
        path.moveTo(x, above)
        path.quadTo(x + (tip_x - x) * 0.45, above + (tip_y - above) * 0.52, tip_x, tip_y)
        path.quadTo(x + (tip_x - x) * 0.45, above + (tip_y - above) * 0.50 + deep * 0.62, x, above + deep)
        path.close()
        above = tip_y - (tip_y - above) * 0.42
    canvas.drawPath(path, fill(colour))


def broadleaf(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A round tree: a trunk and a crown of leaf clumps, each darker away from the light."""
    crown_y, spread = base - height * 0.62, height * 0.30
    _trunk(canvas, rng, x, base, crown_y, height * 0.035, ink.trunk)
    number = int(np.clip(height / ink.unit / 9, 12, 34))
    clumps: list[tuple[float, float, float]] = []
    for i in range(number):
        turn, out = 2.4 * i + float(rng.normal(0, 0.3)), math.sqrt((i + 0.5) / number)
        r = spread * float(rng.uniform(0.24, 0.40)) * (1.15 - 0.35 * out)
        clumps.append((x + math.cos(turn) * out * spread, crown_y + math.sin(turn) * out * spread * 1.02, r))
    _clumps(canvas, rng, clumps, ink)


def _clumps(canvas: skia.Canvas, rng: Rng, clumps: list[tuple[float, float, float]], ink: Leafage) -> None:
    """Leaf clumps: the dark mass, then dabs of leaves where it faces the light."""
    middle_x, middle_y = (float(np.mean([c[i] for c in clumps])) for i in (0, 1))
    spread = max(1.0, max(math.hypot(cx - middle_x, cy - middle_y) for cx, cy, _ in clumps))
    dark, body, lit, snow = skia.Path(), skia.Path(), skia.Path(), skia.Path()
    for cx, cy, r in clumps:
        dark.addCircle(cx, cy, r)
        facing = 0.62 * ink.side * (cx - middle_x) / spread - 0.78 * (cy - middle_y) / spread
        dabs = int(np.clip(0.42 * r / ink.unit, 3, 18))
        fine = math.sqrt(6 / dabs)
        for k in range(dabs):
            turn = math.radians(-90 + 48 * ink.side) + (k / dabs - 0.5) * 3.8 + float(rng.normal(0, 0.25))
            out = r * float(rng.uniform(0.25, 0.92))
            px, py = cx + math.cos(turn) * out, cy + math.sin(turn) * out
            size, flat = r * fine * float(rng.uniform(0.22, 0.44)), float(rng.uniform(0.62, 0.95))
            if facing > -0.62:
                body.addOval(_dab(px, py, size * 1.35, flat))
            if facing + float(rng.normal(0, 0.22)) > 0.12:
                lit.addOval(_dab(px + ink.side * size * 0.3, py - size * 0.35, size * 0.80, flat * 0.85))
            if facing > 0.05 and py < cy:
                snow.addOval(_dab(px, py - 0.3 * size, size * 1.4, 0.40))
    for path, colour in ((dark, ink.shade), (body, ink.body), (lit, ink.lit), (snow, ink.snow)):
        canvas.drawPath(path, fill(colour))


def _dab(x: float, y: float, half: float, flat: float) -> skia.Rect:
    return skia.Rect.MakeXYWH(x - half, y - half * flat, 2 * half, 2 * half * flat)


def _trunk(canvas: skia.Canvas, rng: Rng, x: float, base: float, top: float, thick: float, colour: int) -> None:
    lean = float(rng.normal(0, 0.04)) * (base - top)
    points = [(x, base), (x + lean * 0.4, (base + top) / 2), (x + lean, top)]
    canvas.drawPath(taper(points, [thick * 1.25, thick * 0.85, thick * 0.6], 12), fill(colour))


def poplar(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A cypress or poplar: a slender flame."""
    half = height * float(rng.uniform(0.075, 0.105))
    canvas.drawRect(skia.Rect(x - half * 0.16, base - height * 0.1, x + half * 0.16, base), fill(ink.trunk))
    body = [(x, base - height), (x + half * 0.75, base - height * 0.62), (x + half, base - height * 0.28)]
    body += [(x + half * 0.55, base - height * 0.05), (x - half * 0.55, base - height * 0.05)]
    body += [(x - half, base - height * 0.28), (x - half * 0.75, base - height * 0.62)]
    shape = smooth(body, closed=True)
    canvas.drawPath(shape, fill(ink.body))
    canvas.save()
    canvas.clipPath(shape, True)
    for side, colour in ((-ink.side, ink.shade), (ink.side, ink.lit)):
        middle = x + side * half * 0.80
        part = [(middle - half * 0.5, base), (middle, base - height * 0.5), (x, base - height)]
        canvas.drawPath(taper(part, [half * 0.55, half * 0.42, half * 0.12], 10), fill(colour))
    canvas.restore()


def acacia(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """The umbrella tree of the savanna: forked limbs under flat clouds of leaves."""
    top, spread = base - height, height * float(rng.uniform(0.52, 0.72))
    fork = (x + float(rng.normal(0, 0.02)) * height, base - height * 0.34)
    canvas.drawPath(taper([(x, base), fork], [height * 0.032, height * 0.022], 6), fill(ink.trunk))
    clumps: list[tuple[float, float, float]] = []
    for i in range(5):
        end_x = x + (i / 4 - 0.5) * 1.5 * spread
        end_y = top + height * (0.16 + 0.10 * abs(i - 2) / 2) + float(rng.normal(0, 0.015)) * height
        bend = ((fork[0] + end_x) / 2, (fork[1] + end_y) / 2 + height * 0.05)
        canvas.drawPath(
            taper([fork, bend, (end_x, end_y)], [height * 0.017, height * 0.010, height * 0.004], 8), fill(ink.trunk)
        )
        clumps += [
            (end_x + float(rng.normal(0, 0.12)) * spread, end_y, spread * float(rng.uniform(0.16, 0.26)))
            for _ in range(4)
        ]
    canvas.save()
    canvas.translate(0, top + height * 0.16)
    canvas.scale(1, 0.42)
    canvas.translate(0, -(top + height * 0.16))
    _clumps(canvas, rng, clumps, ink)
    canvas.restore()


def palm(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage, sway: float = 0.0) -> None:
    """A coconut palm that leans; `sway` (-1..1) moves its crown."""
    lean = height * 0.16 * (1 if rng.random() < 0.6 else -1) * float(rng.uniform(0.5, 1.2))
    head = (x + lean + sway * height * 0.012, base - height * 0.80)
    middle = (x + lean * 0.28, base - height * 0.42)
    canvas.drawPath(
        taper([(x, base), middle, head], [height * 0.024, height * 0.015, height * 0.011], 16), fill(ink.trunk)
    )
    for i in range(13):
        turn = math.radians(-200 + 220 * i / 12 + float(rng.normal(0, 6)))
        reach = height * float(rng.uniform(0.27, 0.36))
        facing = ink.side * math.cos(turn) - math.sin(turn)
        _frond(canvas, head, turn, reach, ink.lit if facing > 0.8 else (ink.body if facing > -0.2 else ink.shade))


def _frond(canvas: skia.Canvas, head: tuple[float, float], turn: float, reach: float, colour: int) -> None:
    """One leaf: an arching rib, leaflets hanging from it in a comb."""
    aside, up = math.cos(turn), math.sin(turn)
    bend = (head[0] + aside * reach * 0.55, head[1] + up * reach * 0.62 - reach * 0.12)
    tip = (head[0] + aside * reach * 1.05, head[1] + up * reach * 0.45 + reach * 0.40)
    outline = skia.Path()
    outline.moveTo(*head)
    outline.quadTo(*bend, *tip)
    for i in range(12, 0, -1):
        t = i / 12
        x = (1 - t) ** 2 * head[0] + 2 * t * (1 - t) * bend[0] + t * t * tip[0]
        y = (1 - t) ** 2 * head[1] + 2 * t * (1 - t) * bend[1] + t * t * tip[1]
        long = reach * (0.05 + 0.15 * math.sin(math.pi * t**0.8))
        outline.lineTo(x + aside * reach * 0.07, y + long)
        outline.lineTo(x - aside * reach * 0.01, y + long * 0.35)
    outline.close()
    canvas.drawPath(outline, fill(colour))


def saguaro(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A columnar cactus with arms and ribs."""
    thick = height * 0.075
    limbs = [([(x, base), (x, base - height + thick)], [thick, thick * 0.86])]
    for side in (-1.0, 1.0):
        if rng.random() < 0.85:
            low, out = float(rng.uniform(0.35, 0.55)), float(rng.uniform(0.20, 0.27)) * height
            rise = float(rng.uniform(0.18, 0.34)) * height
            elbow = (x + side * out, base - height * low - 0.02 * height)
            points = [(x, base - height * low), elbow, (x + side * out * 1.02, elbow[1] - rise)]
            limbs.append((points, [thick * 0.62, thick * 0.60, thick * 0.52]))
    for points, radii in limbs:
        shape = taper(points, radii, 24)
        canvas.drawPath(shape, fill(ink.body))
        canvas.save()
        canvas.clipPath(shape, True)
        for aside, width, colour in (
            (-0.75, 0.9, ink.shade),
            (0.62, 0.34, ink.lit),
            (0.12, 0.10, ink.shade),
            (0.40, 0.08, ink.shade),
        ):
            moved = [(px + ink.side * aside * radii[0], py) for px, py in points]
            canvas.drawPath(
                smooth(moved) if len(moved) > 2 else polygon(moved, False), stroke(colour, radii[0] * width)
            )
        canvas.restore()


def bush(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A low round shrub."""
    clumps = [
        (
            x + float(rng.normal(0, 0.55)) * height,
            base - height * float(rng.uniform(0.25, 0.6)),
            height * float(rng.uniform(0.3, 0.5)),
        )
        for _ in range(7)
    ]
    _clumps(canvas, rng, clumps, ink)


def boulder(canvas: skia.Canvas, rng: Rng, x: float, base: float, height: float, ink: Leafage) -> None:
    """A rock: a lit top, a shaded side, both broken."""
    wide = height * float(rng.uniform(0.7, 1.1))
    tops = [(-0.95, -0.10), (-0.78, -0.62), (-0.30, -0.98), (0.25, -0.90), (0.72, -0.55), (0.95, -0.08)]
    rim = [
        (x + (px + float(rng.normal(0, 0.06))) * wide, base + (py + float(rng.normal(0, 0.05))) * height)
        for px, py in tops
    ]
    canvas.drawPath(
        polygon([*rim, (x + 0.8 * wide, base + 0.03 * height), (x - 0.8 * wide, base + 0.03 * height)]), fill(ink.body)
    )
    ridge = (x + 0.10 * ink.side * wide, base - 0.42 * height)
    dark, light = (rim[:3], rim[3:]) if ink.side > 0 else (rim[3:], rim[:3])
    canvas.drawPath(
        polygon(
            [
                *dark,
                ridge,
                (x - 0.1 * ink.side * wide, base + 0.03 * height),
                (x - 0.8 * ink.side * wide, base + 0.03 * height),
            ]
        ),
        fill(ink.shade),
    )
    crown = [*light[:2], ridge, rim[2]] if ink.side > 0 else [*light[1:], rim[3], ridge]
    canvas.drawPath(polygon(crown), fill(ink.snow or ink.lit))


Plant = Callable[[skia.Canvas, Rng, float, float, float, Leafage], None]
PLANTS: dict[str, Plant] = {
    "conifer": conifer,
    "broadleaf": broadleaf,
    "poplar": poplar,
    "acacia": acacia,
    "palm": palm,
    "saguaro": saguaro,
    "bush": bush,
    "boulder": boulder,
}


def planted(
    canvas: skia.Canvas,
    rng: Rng,
    kind: str,
    place: tuple[float, float],
    height: float,
    ink: Leafage,
    shadow: int,
) -> None:
    """A plant with the shadow it throws on the ground, away from the light. `shadow` is 0xAARRGGBB."""
    x, base = place
    long = height * (0.62 if kind != "bush" else 0.9)
    canvas.save()
    canvas.translate(x, base)
    canvas.skew(-0.35 * ink.side, 0)
    canvas.drawOval(
        skia.Rect.MakeXYWH(-long * (0.85 if ink.side > 0 else 0.15), -0.035 * height, long, 0.085 * height),
        fill(shadow, MaskFilter=blur(max(0.6, 0.014 * height))),
    )
    canvas.restore()
    PLANTS[kind](canvas, rng, x, base, height, ink)
