"""Buildings of the open country, small and seen from afar: a barn with its silo, a lighthouse on its rock."""

from __future__ import annotations

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon
from talkreel.scenes.colour_script import ColourScript, melt

RED: Oklch = (0.52, 0.150, 28)
ROOF: Oklch = (0.38, 0.020, 270)
WHITE: Oklch = (0.95, 0.010, 90)


def draw_barn(
    canvas: skia.Canvas, script: ColourScript, foot: tuple[float, float], height: float, side: float, haze: float = 0.16
) -> None:
    """A red barn, gable to the front, with a silo behind it; `height` px to its ridge."""
    x, y = foot

    def ink(colour: Oklch, lit: bool) -> skia.Paint:
        one = script.lit(colour) if lit else script.shade(colour)
        return fill(paint_of(melt(one, script.haze, haze)))

    h, w = height, height * 0.9
    silo = x - side * 0.95 * w
    canvas.drawRect(skia.Rect(silo - 0.16 * w, y - 1.05 * h, silo + 0.16 * w, y), ink((0.80, 0.02, 240), False))
    lit_edge = silo + side * 0.10 * w
    canvas.drawRect(skia.Rect(lit_edge - 0.06 * w, y - 1.05 * h, lit_edge + 0.06 * w, y), ink((0.80, 0.02, 240), True))
    canvas.drawOval(skia.Rect(silo - 0.16 * w, y - 1.20 * h, silo + 0.16 * w, y - 0.90 * h), ink(ROOF, True))
    long = x - side * 1.1 * w  # the long wall runs away from the light
    wall = [(x - side * 0.4 * w, y), (long, y - 0.03 * h), (long, y - 0.52 * h), (x - side * 0.4 * w, y - 0.55 * h)]
    canvas.drawPath(polygon(wall), ink(RED, False))
    roof = [(x - side * 0.46 * w, y - 0.53 * h), (x, y - h), (x - side * 0.72 * w, y - 0.97 * h), (long, y - 0.50 * h)]
    canvas.drawPath(polygon(roof), ink(ROOF, False))
    gable = [(x - 0.4 * w, y), (x + 0.4 * w, y), (x + 0.4 * w, y - 0.55 * h), (x + 0.24 * w, y - 0.82 * h)]
    gable += [(x, y - 0.97 * h), (x - 0.24 * w, y - 0.82 * h), (x - 0.4 * w, y - 0.55 * h)]
    canvas.drawPath(polygon(gable), ink(RED, True))
    door = skia.Rect(x - 0.15 * w, y - 0.36 * h, x + 0.15 * w, y)
    canvas.drawRect(door, ink((0.42, 0.12, 28), True))
    trim = fill(paint_of(melt(script.lit(WHITE), script.haze, haze)))
    trim.setStyle(skia.Paint.kStroke_Style)
    trim.setStrokeWidth(max(0.8, 0.030 * h))
    canvas.drawRect(door, trim)
    canvas.drawLine(door.left(), door.top(), door.right(), door.bottom(), trim)
    canvas.drawLine(door.right(), door.top(), door.left(), door.bottom(), trim)
    canvas.drawRect(skia.Rect(x - 0.07 * w, y - 0.70 * h, x + 0.07 * w, y - 0.55 * h), trim)
