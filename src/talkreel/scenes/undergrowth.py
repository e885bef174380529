"""What grows and lies on a forest's floor: ferns, grass, bushes, flowers, stones, logs; snow, drifts and shadows."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, shaded, smooth, stroke, taper
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.flora import Leafage
from talkreel.scenes.trees import Place, Rng, frond


@dataclass(frozen=True)
class Floor:
    """A forest floor: its colour, what is strewn on it, and the light it is in."""

    colour: Oklch
    specks: tuple[Oklch, ...]
    script: ColourScript
    snowy: bool = False
    grassy: float = 1.0  # how much grass stands on it

    def tone(self, shade: float, haze: float) -> Oklch:
        """The floor from lit (0) to shaded (1), behind `haze` 0..1."""
        script = self.script
        lit, dark = script.lit(self.colour), melt(script.shade(self.colour), script.deep, 0.15)
        if self.snowy:  # snow keeps the light of the sky long after the land has gone dark
            lit = melt((min(0.95, lit[0] + 0.16), lit[1], lit[2]), script.key, 0.15)
            dark = melt((dark[0] + 0.14, dark[1], dark[2]), script.ambient, 0.25)
        return melt(melt(lit, dark, shade), script.haze, haze)


def ground(
    canvas: skia.Canvas,
    rng: Rng,
    period: float,
    rows: tuple[float, float],
    floor: Floor,
    haze: float,
    unit: float,
    rough: float,
    blade: float = 0.0,
) -> None:
    """A rolling strip of floor from its crest (`rows[0]`) down to `rows[1]`, repeating after `period`.

    `unit` is the frame's short side, `rough` the height of its swells in units, `blade` how high grass stands, px.
    """
    top, bottom = rows
    crest = _crest(rng, period, top, rough * unit)
    shape = polygon([*crest, (period, bottom + 1), (0.0, bottom + 1)])
    tones = [paint_of(floor.tone(shade, haze)) for shade in (0.0, 0.30, 0.62)]
    deep = max(bottom - top, 0.12 * unit)
    canvas.drawPath(shape, shaded(linear((0, top - rough * unit), (0, top + deep), tones, [0.0, 0.30, 1.0])))
    canvas.save()
    canvas.clipPath(shape, True)
    rim = stroke(paint_of(floor.tone(-0.12, haze * 0.9), 0.85), 0.010 * unit, MaskFilter=blur(0.0035 * unit))
    canvas.drawPath(polygon(crest, closed=False), rim)
    _drifts(canvas, rng, period, (top, min(bottom, top + 0.3 * unit)), floor, haze, unit)
    canvas.restore()
    if floor.grassy > 0 and blade > 1.2:
        _fringe(canvas, rng, crest, blade * floor.grassy, floor, haze)


def _crest(rng: Rng, period: float, top: float, rough: float) -> list[tuple[float, float]]:
    steps = 120
    turn = np.linspace(0, 2 * math.pi, steps + 1)
    swell = np.zeros(steps + 1)
    for waves, high in ((2, 1.0), (3, 0.7), (5, 0.5), (11, 0.16)):
        swell += high * np.sin(waves * turn + rng.uniform(0, 6.3))
    return [(float(period * i / steps), float(top + rough * 0.5 * swell[i])) for i in range(steps + 1)]


def _fringe(
    canvas: skia.Canvas, rng: Rng, crest: list[tuple[float, float]], blade: float, floor: Floor, haze: float
) -> None:
    """Grass along the crest, in patches, and in loose rows below it."""
    period = crest[-1][0]
    number = int(period / blade * 2.6)
    xs = rng.uniform(0, period, number)
    patch = 0.5 + 0.5 * np.sin(xs / period * 2 * math.pi * 7) * np.sin(xs / period * 2 * math.pi * 3)
    tops = np.interp(xs, [x for x, _ in crest], [y for _, y in crest])
    paths = [skia.Path() for _ in range(3)]
    shown = rng.random(number) < 0.25 + 0.75 * patch
    columns = (xs, tops, rng.uniform(0.4, 1.1, number), rng.normal(0, 0.4, number), rng.exponential(1.1, number))
    for i, (x, top, long, lean, down) in enumerate(zip(*(column.tolist() for column in columns), strict=True)):
        if not shown[i]:
            continue
        path, y, tall = paths[i % 3], top + down * blade, long * blade * (0.8 + 0.25 * down)
        path.moveTo(x - 0.09 * blade, y)
        path.quadTo(x + 0.2 * lean * tall, y - 0.6 * tall, x + lean * tall, y - tall)
        path.quadTo(x + 0.2 * lean * tall + 0.1 * blade, y - 0.5 * tall, x + 0.09 * blade, y)
    for path, shade in zip(paths, (0.45, 0.12, -0.18), strict=True):
        canvas.drawPath(path, fill(paint_of(floor.tone(shade, haze))))


def _drifts(
    canvas: skia.Canvas,
    rng: Rng,
    period: float,
    rows: tuple[float, float],
    floor: Floor,
    haze: float,
    unit: float,
) -> None:
    """Soft hollows and rises, and what is strewn: sparks of snow, needles, leaves, flowers."""
    top, bottom = rows
    dark, pale = paint_of(floor.tone(0.95, haze)), paint_of(floor.tone(-0.15, haze))
    for _ in range(int(20 * period / unit)):
        x, part = float(rng.uniform(0, period)), float(rng.random())
        y, long = top + (bottom - top) * part, float(rng.uniform(0.05, 0.20)) * unit * (0.35 + part)
        soft = blur(0.008 * unit * (0.4 + part))
        canvas.drawOval(_oval(x, y, long, long * 0.07), fill(with_alpha(dark, 0.16 + 0.12 * part), MaskFilter=soft))
        canvas.drawOval(
            _oval(x, y - long * 0.08, long * 0.8, long * 0.05), fill(with_alpha(pale, 0.30), MaskFilter=soft)
        )
    paths = [skia.Path() for _ in floor.specks]
    for i in range(int(190 * period / unit)):
        x, part = float(rng.uniform(0, period)), float(rng.random()) ** 0.8
        y, r = top + (bottom - top) * part, float(rng.uniform(0.0008, 0.0030)) * unit * (0.35 + part)
        paths[i % len(paths)].addOval(_oval(x, y, r * (1.0 if floor.snowy else 1.7), r * (1.0 if floor.snowy else 0.7)))
    for path, colour in zip(paths, floor.specks, strict=True):
        lit = melt(floor.script.lit(colour), floor.script.haze, haze)
        canvas.drawPath(path, fill(paint_of(lit, 0.85)))


def _oval(x: float, y: float, half: float, tall: float) -> skia.Rect:
    return skia.Rect.MakeLTRB(x - half, y - tall, x + half, y + tall)


def fern(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage) -> None:
    """A shuttlecock of fronds."""
    for i in range(8):
        turn = math.pi * (1.06 + 0.88 * (i + float(rng.uniform(-0.25, 0.25))) / 7)
        frond(canvas, place, turn, size * float(rng.uniform(0.75, 1.1)), (ink.shade, ink.body, ink.lit)[(i * 2) % 3])


def tuft(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage) -> None:
    """A tuft of grass."""
    x, y = place
    for path, colour in ((skia.Path(), ink.shade), (skia.Path(), ink.body), (skia.Path(), ink.lit)):
        for _ in range(5):
            lean, long = float(rng.normal(0, 0.45)) * size, size * float(rng.uniform(0.5, 1.0))
            root = x + float(rng.normal(0, 0.14)) * size
            blade = [(root, y), (root + lean * 0.4, y - long * 0.6), (root + lean, y - long)]
            path.addPath(taper(blade, [size * 0.030, size * 0.024, size * 0.004], 6))
        canvas.drawPath(path, fill(colour))


def bush(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage) -> None:
    """A low shrub, capped with snow in winter."""
    x, y = place
    dark, body, lit, snow = skia.Path(), skia.Path(), skia.Path(), skia.Path()
    for i in range(14):
        along = (i / 13 - 0.5) * 2
        r = size * float(rng.uniform(0.16, 0.26)) * (1.1 - 0.4 * abs(along))
        cx, cy = x + along * size * 0.85, y - size * (0.52 - 0.40 * along * along) * float(rng.uniform(0.7, 1.1))
        dark.addOval(_oval(cx, cy + r * 0.2, r * 1.15, r))
        body.addOval(_oval(cx, cy, r, r * 0.82))
        lit.addOval(_oval(cx + ink.side * r * 0.25, cy - r * 0.30, r * 0.62, r * 0.42))
        snow.addOval(_oval(cx, cy - r * 0.38, r * 0.95, r * 0.52))
    dark.addRect(skia.Rect.MakeLTRB(x - size * 0.75, y - size * 0.25, x + size * 0.75, y))
    layers = [(dark, ink.shade), (body, ink.body), (lit, ink.lit)]
    for path, colour in [*layers, (snow, ink.snow)] if ink.snow else layers:
        canvas.drawPath(path, fill(colour))


def stone(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage) -> None:
    """A boulder with a lit shoulder, under moss or snow."""
    x, y = place
    turns = np.linspace(math.pi * 0.94, 2.06 * math.pi, 9)
    uneven = rng.uniform(0.86, 1.10, 9)
    edge = [
        (x + size * math.cos(t) * float(k), y + size * 0.66 * math.sin(t) * float(k))
        for t, k in zip(turns, uneven, strict=True)
    ]
    outline = smooth([*edge, (x + size * 0.6, y + size * 0.10), (x - size * 0.6, y + size * 0.10)], closed=True)
    canvas.drawPath(outline, fill(ink.trunk))
    canvas.save()
    canvas.clipPath(outline, True)
    lit, dim = with_alpha(ink.lit, 0.55), ink.lit & 0xFFFFFF
    canvas.drawPaint(shaded(linear((x + ink.side * size, y - size), (x - ink.side * size * 0.2, y), [lit, dim])))
    cap = ink.snow if ink.snow else with_alpha(ink.body, 0.75)
    canvas.drawOval(_oval(x - ink.side * size * 0.04, y - size * 0.60, size * 1.05, size * 0.36), fill(cap))
    canvas.restore()


def flower(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage, colour: int) -> None:
    """A little clump of flowers on stems."""
    x, y = place
    for _ in range(4):
        px, py = x + float(rng.normal(0, 0.5)) * size, y - size * float(rng.uniform(0.35, 0.9))
        canvas.drawLine(px, y, px, py, stroke(ink.body, size * 0.05))
        canvas.drawOval(_oval(px, py, size * 0.13, size * 0.10), fill(colour))


def log(canvas: skia.Canvas, rng: Rng, place: Place, size: float, ink: Leafage) -> None:
    """A fallen trunk."""
    x, y = place
    r, tilt = size * 0.17, float(rng.normal(0, 0.06)) * size
    body = taper([(x - size, y - r), (x, y - r - tilt * 0.4), (x + size, y - r - tilt)], [r, r * 0.94, r * 0.86], 12)
    canvas.drawPath(body, fill(ink.trunk))
    canvas.save()
    canvas.clipPath(body, True)
    cap = with_alpha(ink.snow, 0.95) if ink.snow else with_alpha(ink.body, 0.8)
    moss = [(x - size * 1.1, y - r * 2.0), (x, y - r * 2.0 - tilt * 0.4), (x + size * 1.1, y - r * 1.9 - tilt)]
    canvas.drawPath(taper(moss, [r * 0.5, r * 0.7, r * 0.5], 12), fill(cap))
    canvas.restore()
    end = skia.Rect.MakeXYWH(x + size - r * 0.4, y - 1.86 * r - tilt, r * 0.8, r * 1.7)
    canvas.drawOval(end, fill(with_alpha(ink.lit, 0.8)))
