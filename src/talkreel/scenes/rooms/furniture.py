"""Furniture between the wall and us: a counter with what is on it, and things that stand on the floor."""

from __future__ import annotations

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded
from talkreel.scenes.colour_script import melt
from talkreel.scenes.products import StudioLight, draw_product
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.rooms.room import Room

# What stands on a room's counter: name, place along it, height in parts of the short side, colour.
ON_COUNTER: dict[str, tuple[tuple[str, float, float, str], ...]] = {
    "cafe": (("takeaway cup", 0.78, 0.12, "tan"), ("takeaway cup", 0.86, 0.12, "tan"), ("cake", 0.58, 0.17, "cream")),
    "bar": (
        ("wine glass", 0.20, 0.14, ""),
        ("beer", 0.34, 0.14, ""),
        ("lamp", 0.70, 0.22, "amber"),
        ("wine", 0.88, 0.20, ""),
    ),
    "shop": (("gift", 0.30, 0.15, ""), ("shopping bag", 0.55, 0.20, "blush"), ("candle", 0.80, 0.10, "")),
    "kitchen": (("juice", 0.30, 0.13, ""), ("vase", 0.72, 0.22, "cream"), ("bread", 0.50, 0.12, "")),
}


def paint_furniture(
    canvas: skia.Canvas, name: str, room: Room, plan: RoomPlan, light: RoomLight, lamps: StudioLight
) -> None:
    """All that stands in the room's middle."""
    if room.counter is not None:
        _counter(canvas, name, room.counter, plan, light, lamps)
    width, short = plan.stage.width, plan.short
    for thing in room.standing:
        x = thing.x * width if plan.side > 0 else (1 - thing.x) * width
        height = thing.height * short
        base = plan.skirting + 0.03 * short - thing.base * short
        shadow = skia.Rect.MakeXYWH(x - 0.4 * height, base - 0.02 * short, 0.8 * height, 0.04 * short)
        canvas.drawOval(shadow, fill(0x70000000, MaskFilter=blur(0.016 * short)))
        draw_product(canvas, thing.name, Box(x - height, base - height, 2 * height, height), thing.colour, lamps, 1.0)


def _counter(
    canvas: skia.Canvas, name: str, colour: Oklch, plan: RoomPlan, light: RoomLight, lamps: StudioLight
) -> None:
    width, short = plan.stage.width, plan.short
    top = plan.edge - 0.115 * short
    right = (0.56 if width > plan.stage.height else 0.60) * width
    left, right = (-0.3 * width, right) if plan.side > 0 else (width - right, 1.3 * width)
    shade = light.shade
    front = melt(colour, (shade[0] * 0.4, shade[1], shade[2]), 0.35)
    body = skia.Rect.MakeLTRB(left, top, right, plan.stage.height)
    down = [light.paint(front), light.paint((front[0] * 0.62, front[1], front[2]))]
    canvas.drawRect(body, shaded(linear((0, top), (0, plan.edge), down)))
    for i in range(40):
        x = left + 0.055 * short * i
        if x < right:
            canvas.drawRect(skia.Rect.MakeXYWH(x, top, 0.006 * short, short), fill(0x38000000))
    slab = skia.Rect.MakeLTRB(left - 0.02 * short, top - 0.022 * short, right + 0.02 * short, top)
    canvas.drawRect(slab, fill(light.paint((min(0.9, colour[0] + 0.22), colour[1] * 0.8, colour[2]))))
    if name == "cafe":
        _espresso_machine(canvas, plan, light, top - 0.022 * short)
    seen_left, seen_right = max(0.0, left), min(float(width), right)
    for thing, place, part, tint in ON_COUNTER.get(name, ()):
        along = place if plan.side > 0 else 1 - place
        x, height = seen_left + along * (seen_right - seen_left), part * short
        box = Box(x - height, top - 0.020 * short - height, 2 * height, height * 1.02)
        draw_product(canvas, thing, box, tint, lamps, 1.0)


def _espresso_machine(canvas: skia.Canvas, plan: RoomPlan, light: RoomLight, base: float) -> None:
    """The machine on the counter: a steel box, two groups, cups warming on it."""
    short = plan.short
    wide, tall = 0.40 * short, 0.20 * short
    x = 0.05 * short if plan.side > 0 else plan.stage.width - 0.05 * short - wide
    steel = [light.paint(c) for c in ((0.82, 0.01, 70), (0.55, 0.01, 70), (0.90, 0.012, 75), (0.46, 0.01, 70))]
    body = skia.Rect.MakeXYWH(x, base - tall, wide, tall * 0.52)
    canvas.drawRRect(
        skia.RRect.MakeRectXY(body, 0.02 * short, 0.02 * short),
        shaded(linear((0, body.top()), (0, body.bottom()), steel)),
    )
    back = skia.Rect.MakeXYWH(x + 0.03 * short, base - tall * 0.5, wide - 0.06 * short, tall * 0.40)
    canvas.drawRect(back, fill(light.paint((0.20, 0.01, 60))))
    tray = skia.Rect.MakeXYWH(x, base - tall * 0.13, wide, tall * 0.13)
    canvas.drawRRect(skia.RRect.MakeRectXY(tray, 0.008 * short, 0.008 * short), fill(light.paint((0.62, 0.01, 70))))
    for part in (0.28, 0.68):
        gx = x + part * wide
        canvas.drawRect(
            skia.Rect.MakeXYWH(gx - 0.03 * short, base - tall * 0.52, 0.06 * short, 0.035 * short),
            fill(light.paint((0.75, 0.01, 70))),
        )
        canvas.drawRect(
            skia.Rect.MakeXYWH(gx - 0.012 * short, base - tall * 0.36, 0.09 * short, 0.014 * short),
            fill(light.paint((0.16, 0.01, 60))),
        )
    for i in range(7):
        cup = skia.Rect.MakeXYWH(
            x + 0.03 * short + i * 0.05 * short, base - tall - 0.030 * short, 0.040 * short, 0.030 * short
        )
        canvas.drawRRect(skia.RRect.MakeRectXY(cup, 0.008 * short, 0.008 * short), fill(light.paint((0.93, 0.012, 85))))
