"""Walls: plaster, brick, panels, tiles, concrete, slats. Painted in local colours; the light falls on them later."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, stroke
from talkreel.draw.shader import NOISE, shader
from talkreel.scenes.colour_script import melt
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.rooms.room import Room

MOTTLE = (
    NOISE
    + """
uniform float scale; uniform float depth;
half4 main(float2 p) {
  float f = fbm(p / scale) * 0.65 + fbm(p / scale * 3.1 + 7.0) * 0.35;
  float a = clamp((0.52 - f) * depth, -0.5, 0.5);
  return a > 0 ? half4(0, 0, 0, half(a)) : half4(half(-a));
}
"""
)


def paint_wall(canvas: skia.Canvas, room: Room, plan: RoomPlan, light: RoomLight) -> None:
    """The wall over the whole frame, its lower part, rail and skirting."""
    short, stage = plan.short, plan.stage
    canvas.drawColor(light.paint(room.paint))
    PATTERNS[room.wall](canvas, room.paint, plan, light)
    mottle = shader(MOTTLE, scale=0.35 * short, depth=0.55 if room.wall in ("plaster", "concrete") else 0.30)
    canvas.drawPaint(skia.Paint(Shader=mottle))
    left, right = -0.5 * stage.width, 1.5 * stage.width
    if room.lower is not None:
        rail = plan.skirting - 0.26 * short
        canvas.drawRect(skia.Rect.MakeLTRB(left, rail, right, 1.2 * stage.height), fill(light.paint(room.lower)))
        for x in np.arange(left, right, 0.085 * short).tolist():
            line = skia.Rect.MakeXYWH(float(x), rail + 0.02 * short, 0.004 * short, 0.3 * short)
            canvas.drawRect(line, fill(0x30000000))
        canvas.drawRect(
            skia.Rect.MakeLTRB(left, rail - 0.008 * short, right, rail + 0.010 * short), fill(light.paint(room.trim))
        )
    canvas.drawRect(
        skia.Rect.MakeLTRB(left, plan.skirting - 0.022 * short, right, 1.3 * stage.height),
        fill(light.paint(melt(room.trim, (0.2, 0.02, 50), 0.25))),
    )


def _plain(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    """Nothing but what the light does."""


def _brick(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    rng = np.random.default_rng([plan.stage.scene.seed, 51])
    short = plan.short
    wide, tall, gap = 0.090 * short, 0.034 * short, 0.0042 * short
    joint = (colour[0] + 0.13, colour[1] * 0.35, colour[2] + 20)
    canvas.drawColor(light.paint(joint))
    rows = int(plan.stage.height * 1.3 / tall) + 2
    columns = int(plan.stage.width * 1.6 / wide) + 2
    for row in range(rows):
        for column in range(columns):
            x = -0.3 * plan.stage.width + (column + 0.5 * (row % 2)) * wide
            y = -0.15 * plan.stage.height + row * tall
            tone = (
                colour[0] + float(rng.normal(0, 0.035)),
                colour[1] + float(rng.normal(0, 0.010)),
                colour[2] + float(rng.normal(0, 6)),
            )
            rect = skia.Rect.MakeXYWH(x, y, wide - gap, tall - gap)
            canvas.drawRect(rect, fill(light.paint(tone)))
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, wide - gap, 0.004 * short), fill(0x22FFFFFF))
            canvas.drawRect(
                skia.Rect.MakeXYWH(x, y + tall - gap - 0.005 * short, wide - gap, 0.005 * short), fill(0x30000000)
            )


def _tiles(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    rng = np.random.default_rng([plan.stage.scene.seed, 52])
    short = plan.short
    wide, tall, gap = 0.105 * short, 0.052 * short, 0.0040 * short
    canvas.drawColor(light.paint((colour[0] - 0.16, colour[1], colour[2])))
    for row in range(int(plan.stage.height * 1.2 / tall) + 2):
        for column in range(int(plan.stage.width * 1.6 / wide) + 2):
            x = -0.3 * plan.stage.width + (column + 0.5 * (row % 2)) * wide
            y = -0.1 * plan.stage.height + row * tall
            tone = (min(0.99, colour[0] + float(rng.normal(0, 0.016))), colour[1], colour[2])
            rect = skia.Rect.MakeXYWH(x, y, wide - gap, tall - gap)
            canvas.drawRRect(skia.RRect.MakeRectXY(rect, gap, gap), fill(light.paint(tone)))
            canvas.drawRect(skia.Rect.MakeXYWH(x, y, wide - gap, 0.006 * short), fill(0x50FFFFFF))


def _panels(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    wide, top = 0.34 * short, 0.04 * plan.stage.height
    for i in range(int(plan.stage.width * 1.6 / wide) + 2):
        x = -0.3 * plan.stage.width + i * wide
        frame = skia.Rect.MakeLTRB(x + 0.03 * short, top, x + wide - 0.03 * short, plan.skirting - 0.10 * short)
        canvas.drawRect(frame.makeOffset(0.003 * short, 0.003 * short), stroke(0x60FFFFFF, 0.006 * short))
        canvas.drawRect(frame, stroke(light.paint((colour[0] - 0.10, colour[1], colour[2])), 0.006 * short))


def _slats(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    canvas.drawColor(light.paint((colour[0] * 0.5, colour[1], colour[2])))
    wide = 0.040 * short
    for i in range(int(plan.stage.width * 1.6 / wide) + 2):
        x = -0.3 * plan.stage.width + i * wide
        rect = skia.Rect.MakeXYWH(x, -0.2 * plan.stage.height, wide * 0.66, 1.6 * plan.stage.height)
        canvas.drawRect(rect, fill(light.paint(colour)))
        canvas.drawRect(skia.Rect.MakeXYWH(x, rect.top(), wide * 0.10, rect.height()), fill(0x28FFFFFF))


def _concrete(canvas: skia.Canvas, colour: Oklch, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    for i in range(8):
        x = (-0.2 + 0.62 * i) * short
        canvas.drawRect(skia.Rect.MakeXYWH(x, -short, 0.005 * short, 4 * short), fill(0x38000000))
        for k in range(6):
            for dx in (0.10, 0.52):
                hole = 0.009 * short
                canvas.drawCircle(
                    x + dx * short, (0.10 + 0.34 * k) * short, hole, fill(0x48000000, MaskFilter=blur(0.003 * short))
                )
    canvas.drawRect(skia.Rect.MakeXYWH(-short, 0.44 * plan.stage.height, 5 * short, 0.005 * short), fill(0x38000000))


PATTERNS: dict[str, Callable[[skia.Canvas, Oklch, RoomPlan, RoomLight], None]] = {
    "plaster": _plain,
    "brick": _brick,
    "tiles": _tiles,
    "panels": _panels,
    "slats": _slats,
    "concrete": _concrete,
}
