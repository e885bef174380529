"""Cars, vans and buses from the side, driving to the right; mirrored by the canvas for the other way.

Units: a car is about 1 long; (0, 0) is the ground below its middle; y down.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.draw.baked import Baked
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, radial, shaded, stroke
from talkreel.draw.surface import Surface
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.rigs.outline import shape

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Model:
    """The outline of the body, of the windows, where its wheels are,
    and their size. A point given twice is a corner."""

    body: Line
    glass: tuple[Line, ...]
    wheels: tuple[float, ...]
    wheel: float = 0.080


MODELS: dict[str, Model] = {
    "sedan": Model(
        body=(
            (-0.50, -0.08), (-0.50, -0.08), (-0.505, -0.20), (-0.44, -0.235), (-0.33, -0.245), (-0.20, -0.365),
                (-0.02, -0.39), (0.12, -0.375),
            (0.26, -0.255), (0.40, -0.225), (0.495, -0.18), (0.505, -0.08), (0.505, -0.08),
        ),
        glass=(((-0.285, -0.25), (-0.285, -0.25), (-0.175, -0.345), (-0.045, -0.362), (-0.045, -0.362),
            (-0.045, -0.25), (-0.045, -0.25)), ((-0.018, -0.362), (-0.018, -0.362), (0.10, -0.352), (0.21, -0.25),
            (0.21, -0.25), (-0.018, -0.25), (-0.018, -0.25))),
        wheels=(-0.30, 0.30),
    ),
    "hatch": Model(
        body=(
            (-0.42, -0.08), (-0.42, -0.08), (-0.43, -0.24), (-0.38, -0.37), (-0.30, -0.42), (-0.02, -0.425),
                (0.10, -0.40), (0.23, -0.275),
            (0.36, -0.245), (0.43, -0.19), (0.435, -0.08), (0.435, -0.08),
        ),
        glass=(((-0.36, -0.27), (-0.36, -0.27), (-0.325, -0.375), (-0.12, -0.395), (-0.12, -0.395), (-0.12, -0.27),
            (-0.12, -0.27)), ((-0.09, -0.395), (-0.09, -0.395), (0.07, -0.375), (0.17, -0.27), (0.17, -0.27),
            (-0.09, -0.27), (-0.09, -0.27))),
        wheels=(-0.26, 0.26),
    ),
    "van": Model(
        body=(
            (-0.52, -0.08), (-0.52, -0.08), (-0.525, -0.49), (-0.525, -0.49), (-0.50, -0.525), (-0.47, -0.53),
            (-0.47, -0.53), (0.15, -0.53), (0.15, -0.53), (0.24, -0.50), (0.37, -0.30), (0.50, -0.26), (0.525, -0.20),
            (0.525, -0.08), (0.525, -0.08),
        ),
        glass=(((0.08, -0.47), (0.08, -0.47), (0.225, -0.465), (0.315, -0.30), (0.315, -0.30), (0.08, -0.30),
            (0.08, -0.30)),),
        wheels=(-0.32, 0.33),
        wheel=0.088,
    ),
    "bus": Model(
        body=(
            (-0.92, -0.09), (-0.92, -0.09), (-0.93, -0.58), (-0.93, -0.58), (-0.915, -0.63), (-0.86, -0.64),
            (-0.86, -0.64), (0.85, -0.64), (0.85, -0.64), (0.92, -0.62), (0.935, -0.55), (0.935, -0.55),
            (0.94, -0.09), (0.94, -0.09),
        ),
        glass=tuple(
            ((-0.87 + 0.29 * k, -0.57), (-0.87 + 0.29 * k, -0.57), (-0.61 + 0.29 * k, -0.57),
                (-0.61 + 0.29 * k, -0.57), (-0.61 + 0.29 * k, -0.34), (-0.61 + 0.29 * k, -0.34),
                (-0.87 + 0.29 * k, -0.34), (-0.87 + 0.29 * k, -0.34))
            for k in range(6)
        ),
        wheels=(-0.58, 0.56),
        wheel=0.105,
    ),
}  # fmt: skip
COATS: tuple[Oklch, ...] = (
    (0.56, 0.190, 27), (0.88, 0.015, 90), (0.46, 0.110, 255), (0.30, 0.015, 260), (0.80, 0.150, 88),
        (0.58, 0.090, 165), (0.68, 0.02, 250),
)  # fmt: skip


class Vehicle:
    """One vehicle, `size` px long, that drives to the right (`way` 1) or the left (-1): its body is baked."""

    def __init__(self, model: Model, colour: Oklch, script: ColourScript, size: float, way: int) -> None:
        self.model, self._way, self._size = model, way, size
        self._inks = _wheel_inks(script)
        # The beams of its lamps reach as far again as it is long.
        long = max(abs(x) for x, _ in model.body)
        ends = (-long - 0.1, long + 1.0)
        left, right = ends if way > 0 else (-ends[1], -ends[0])
        self._corner = (left, -0.75)
        surface = Surface(math.ceil((right - left) * size), math.ceil(0.85 * size))
        surface.canvas.scale(size, size)
        surface.canvas.translate(-left, 0.75)
        surface.canvas.scale(way, 1)
        _draw_body(surface.canvas, model, colour, script)
        self._body = Baked(surface.pixels)

    def draw(self, canvas: skia.Canvas, gone: float) -> None:
        """Draw it standing on (0, 0), in px; `gone` is how far it has driven, in its lengths: wheels turn."""
        canvas.save()
        canvas.scale(self._size, self._size)
        canvas.save()
        canvas.translate(*self._corner)
        canvas.scale(1 / self._size, 1 / self._size)
        self._body.draw(canvas)
        canvas.restore()
        canvas.scale(self._way, 1)
        for x in self.model.wheels:
            _draw_wheel(canvas, x, self.model.wheel, self._inks, gone)
        canvas.restore()


def _draw_body(canvas: skia.Canvas, model: Model, colour: Oklch, script: ColourScript) -> None:
    """All but the wheels."""
    soft = fill(paint_of(script.deep, 0.55), MaskFilter=blur(0.018))
    long = max(abs(x) for x, _ in model.body)
    canvas.drawOval(skia.Rect.MakeLTRB(-long, -0.020, long, 0.028), soft)
    body = shape(model.body)
    lit, shade = script.lit(colour), script.shade(colour)
    top = min(y for _, y in model.body)
    colours = [paint_of(melt(shade, lit, part)) for part in (1.0, 0.70, 0.20)]
    canvas.drawPath(body, shaded(linear((0, top), (0, -0.06), colours, [0.0, 0.45, 1.0])))
    canvas.save()
    canvas.clipPath(body, True)
    shine = paint_of(melt(script.horizon, (0.98, 0.01, 90), 0.4), 0.40)
    canvas.drawRect(skia.Rect.MakeLTRB(-1, -0.225, 1, -0.212), fill(shine))
    canvas.drawRect(skia.Rect.MakeLTRB(-1, -0.105, 1, -0.05), fill(paint_of(melt(shade, script.deep, 0.5), 0.7)))
    canvas.restore()
    glass = melt(melt(script.zenith, script.deep, 0.45), script.horizon, 0.20)
    for pane in model.glass:
        colours = [paint_of(melt(glass, script.horizon, 0.40)), paint_of(glass)]
        canvas.drawPath(shape(pane), shaded(linear((0, -0.5), (0.1, -0.25), colours)))
    _lights(canvas, model, script)


def _wheel_inks(script: ColourScript) -> tuple[int, int, int, int]:
    """The colours of the arch, the tyre, the rim and the spokes."""
    steel: Oklch = (0.75, 0.01, 250)
    return (
        paint_of(melt(script.deep, (0.16, 0.01, 260), 0.5)),
        paint_of(script.shade((0.20, 0.01, 260))),
        paint_of(melt(script.shade(steel), script.lit(steel), 0.5)),
        paint_of(script.shade((0.40, 0.01, 260))),
    )


def _draw_wheel(canvas: skia.Canvas, x: float, r: float, inks: tuple[int, int, int, int], gone: float) -> None:
    y = -r
    for size, ink in zip((1.12, 1.0, 0.58), inks, strict=False):
        canvas.drawCircle(x, y, size * r, fill(ink))
    spokes = skia.Path()
    for k in range(5):
        a = gone / r + 2 * math.pi * k / 5
        spokes.moveTo(x, y)
        spokes.lineTo(x + 0.52 * r * math.cos(a), y + 0.52 * r * math.sin(a))
    canvas.drawPath(spokes, stroke(inks[3], 0.13 * r))


def _lights(canvas: skia.Canvas, model: Model, script: ColourScript) -> None:
    front, back = max(x for x, _ in model.body), min(x for x, _ in model.body)
    on = script.gloom > 0.3 or script.sun < 0.3
    head: Oklch = (0.98, 0.04, 95) if on else (0.90, 0.02, 90)
    tail: Oklch = (0.66, 0.23, 26) if on else (0.50, 0.17, 26)
    canvas.drawOval(skia.Rect.MakeLTRB(front - 0.055, -0.205, front - 0.012, -0.165), fill(paint_of(head)))
    canvas.drawOval(skia.Rect.MakeLTRB(back + 0.008, -0.215, back + 0.040, -0.165), fill(paint_of(tail)))
    if not on:
        return
    beam = polygon([(front - 0.03, -0.20), (front + 0.85, -0.16), (front + 0.85, 0.02), (front - 0.03, -0.165)])
    light = [paint_of(head, 0.34), paint_of(head, 0.0)]
    canvas.drawPath(beam, shaded(linear((front, 0), (front + 0.8, 0), light)))
    glow = radial((front - 0.02, -0.185), 0.10, [paint_of(head, 0.8), paint_of(head, 0.0)])
    canvas.drawCircle(front - 0.02, -0.185, 0.10, shaded(glow))
    red = radial((back + 0.02, -0.19), 0.08, [paint_of(tail, 0.7), paint_of(tail, 0.0)])
    canvas.drawCircle(back + 0.02, -0.19, 0.08, shaded(red))
