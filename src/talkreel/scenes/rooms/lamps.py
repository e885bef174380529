"""Lamps of a room: pendants, globes, a festoon, track spots. Painted with the wall's furniture, lit by the hour."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.rooms.room import Hanging


@dataclass(frozen=True)
class Bulb:
    """A point of light, px, and how far it reaches."""

    x: float
    y: float
    reach: float
    power: float = 1.0


def bulbs_of(hanging: Hanging, plan: RoomPlan) -> tuple[Bulb, ...]:
    """Where a room's lamps hang."""
    width, height, short = plan.stage.width, plan.stage.height, plan.short
    wide = width > height
    if hanging == "pendants":
        xs = (0.16, 0.40, 0.64, 0.88) if wide else (0.20, 0.62)
        return tuple(
            Bulb(x * width, (0.24 if wide else 0.17) * height + 0.02 * short * (i % 2), 0.42 * short)
            for i, x in enumerate(xs)
        )
    if hanging == "globes":
        xs = (0.30, 0.46, 0.58) if wide else (0.16, 0.36)
        return tuple(
            Bulb(x * width, (0.17 + 0.05 * ((i * 2) % 3)) * height * (1.0 if wide else 0.9), 0.34 * short)
            for i, x in enumerate(xs)
        )
    if hanging == "tracks":
        count = 5 if wide else 3
        return tuple(Bulb(width * (i + 0.5) / count, 0.035 * height, 0.40 * short, 0.55) for i in range(count))
    if hanging == "festoon":
        count = 17 if wide else 12
        bulbs: list[Bulb] = []
        for i in range(count):
            x = -0.04 + 1.08 * i / (count - 1)
            sag = math.sin(math.pi * ((x * (3 if wide else 2)) % 1.0))
            bulbs.append(Bulb(x * width, (0.060 if wide else 0.085) * height + 0.075 * short * sag, 0.10 * short, 0.8))
        return tuple(bulbs)
    return ()


def paint_lamps(canvas: skia.Canvas, hanging: Hanging, plan: RoomPlan, light: RoomLight) -> None:
    """The lamps themselves, with the halo round each."""
    bulbs = bulbs_of(hanging, plan)
    if hanging == "festoon":
        _paint_string(canvas, bulbs, plan)
    for bulb in bulbs:
        LAMPS[hanging](canvas, bulb, plan, light)


def paint_pools(canvas: skia.Canvas, hanging: Hanging, plan: RoomPlan, light: RoomLight) -> None:
    """The light the lamps throw on the wall, to be screened over it."""
    for bulb in bulbs_of(hanging, plan):
        a = 0.50 * light.lamps * bulb.power
        tint = [paint_of(light.warm, a), paint_of(light.warm, a * 0.36), paint_of(light.warm, 0)]
        reach = bulb.reach * 1.5
        pool = radial((bulb.x, bulb.y + reach * 0.18), reach, tint, [0, 0.40, 1])
        canvas.drawPaint(shaded(pool, BlendMode=skia.BlendMode.kScreen))


def _paint_string(canvas: skia.Canvas, bulbs: tuple[Bulb, ...], plan: RoomPlan) -> None:
    path = skia.Path()
    drop = 0.022 * plan.short
    path.moveTo(bulbs[0].x, bulbs[0].y - drop)
    for before, bulb in pairwise(bulbs):
        middle = (before.x + bulb.x) / 2
        path.cubicTo(middle, before.y - drop, middle, bulb.y - drop, bulb.x, bulb.y - drop)
    canvas.drawPath(path, stroke(0xE0140C08, 0.004 * plan.short))


def _halo(canvas: skia.Canvas, bulb: Bulb, r: float, light: RoomLight) -> None:
    a = 0.45 + 0.50 * light.lamps
    tint = [paint_of(light.warm, a), paint_of(light.warm, a * 0.25), paint_of(light.warm, 0)]
    canvas.drawCircle(bulb.x, bulb.y, r, shaded(radial((bulb.x, bulb.y), r, tint, [0, 0.35, 1])))


def _core(light: RoomLight) -> Oklch:
    return melt((0.80, 0.03, 80), melt(light.warm, (0.99, 0.05, 92), 0.75), 0.45 + 0.55 * light.lamps)


def _festoon_bulb(canvas: skia.Canvas, bulb: Bulb, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    _halo(canvas, bulb, 0.080 * short, light)
    canvas.drawRect(
        skia.Rect.MakeXYWH(bulb.x - 0.006 * short, bulb.y - 0.026 * short, 0.012 * short, 0.016 * short),
        fill(0xFF1A1210),
    )
    canvas.drawOval(
        skia.Rect.MakeXYWH(bulb.x - 0.016 * short, bulb.y - 0.014 * short, 0.032 * short, 0.040 * short),
        fill(paint_of(_core(light))),
    )


def _globe(canvas: skia.Canvas, bulb: Bulb, plan: RoomPlan, light: RoomLight) -> None:
    short, r = plan.short, 0.062 * plan.short
    canvas.drawLine(bulb.x, -0.2 * short, bulb.x, bulb.y - r, stroke(0xFF2A221C, 0.005 * short))
    _halo(canvas, bulb, 0.20 * short, light)
    core = _core(light)
    glass = [paint_of(melt(core, (0.99, 0.03, 90), 0.5)), paint_of(core), paint_of(melt(core, light.warm, 0.35))]
    canvas.drawCircle(bulb.x, bulb.y, r, shaded(radial((bulb.x - r * 0.2, bulb.y - r * 0.2), r * 1.3, glass)))
    canvas.drawRect(
        skia.Rect.MakeXYWH(bulb.x - r * 0.25, bulb.y - r * 1.15, r * 0.5, r * 0.25), fill(light.paint((0.72, 0.09, 78)))
    )


def _pendant(canvas: skia.Canvas, bulb: Bulb, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    half, tall = 0.090 * short, 0.085 * short
    canvas.drawLine(bulb.x, -0.2 * short, bulb.x, bulb.y - tall, stroke(0xFF17120F, 0.006 * short))
    _halo(canvas, bulb, 0.26 * short, light)
    shade = skia.Path()
    shade.moveTo(bulb.x - half * 0.20, bulb.y - tall)
    shade.cubicTo(bulb.x - half * 0.35, bulb.y - tall * 0.6, bulb.x - half, bulb.y - tall * 0.55, bulb.x - half, bulb.y)
    shade.lineTo(bulb.x + half, bulb.y)
    shade.cubicTo(
        bulb.x + half,
        bulb.y - tall * 0.55,
        bulb.x + half * 0.35,
        bulb.y - tall * 0.6,
        bulb.x + half * 0.20,
        bulb.y - tall,
    )
    shade.close()
    metal = [paint_of((0.20, 0.02, 50)), paint_of((0.42, 0.05, 60)), paint_of((0.16, 0.02, 50))]
    canvas.drawPath(shade, shaded(linear((bulb.x - half, 0), (bulb.x + half, 0), metal)))
    glow = skia.Rect.MakeXYWH(bulb.x - half * 0.92, bulb.y - 0.011 * short, half * 1.84, 0.026 * short)
    canvas.drawOval(glow, fill(paint_of(_core(light))))


def _spot(canvas: skia.Canvas, bulb: Bulb, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    canvas.drawRect(skia.Rect.MakeXYWH(-short, bulb.y - 0.045 * short, 5 * short, 0.012 * short), fill(0xFF1C1C1F))
    body = skia.Rect.MakeXYWH(bulb.x - 0.018 * short, bulb.y - 0.036 * short, 0.036 * short, 0.062 * short)
    canvas.drawRect(body, fill(0xFF242427))
    canvas.drawOval(
        skia.Rect.MakeXYWH(body.left(), body.bottom() - 0.008 * short, body.width(), 0.018 * short),
        fill(paint_of(_core(light))),
    )
    cone = [paint_of(light.warm, 0.20 * light.lamps), paint_of(light.warm, 0)]
    path = skia.Path()
    path.moveTo(bulb.x - 0.014 * short, body.bottom())
    path.lineTo(bulb.x + 0.014 * short, body.bottom())
    path.lineTo(bulb.x + 0.24 * short, body.bottom() + 0.55 * short)
    path.lineTo(bulb.x - 0.24 * short, body.bottom() + 0.55 * short)
    path.close()
    down = linear((0, body.bottom()), (0, body.bottom() + 0.55 * short), cone)
    canvas.drawPath(path, shaded(down, MaskFilter=blur(0.02 * short)))


LAMPS = {"festoon": _festoon_bulb, "globes": _globe, "pendants": _pendant, "tracks": _spot}
