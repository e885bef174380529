"""Windows: the hour and the weather outside, frames, curtains; and what falls past the glass while we look."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import BACK, RoomPlan
from talkreel.scenes.rooms.room import Glass, Room
from talkreel.scenes.tempo import Tempo

# Panes across and down, and whether the top is round.
BARS: dict[Glass, tuple[int, int, bool]] = {
    "grid": (3, 3, False),
    "tall": (2, 3, False),
    "wide": (3, 1, False),
    "arch": (2, 3, True),
    "none": (0, 0, False),
}


def opening(room: Room, plan: RoomPlan) -> Box | None:
    """The window's glass, px; None when the room has none."""
    box = plan.window
    if room.glass == "none":
        return None
    if room.glass == "wide":
        return Box(box.x - 0.02 * plan.short, box.y + 0.10 * box.h, box.w + 0.06 * plan.short, box.h * 0.78)
    if room.glass == "tall":
        inset = 0.12 * box.w
        return Box(box.x + inset, box.y - 0.02 * plan.short, box.w - 2 * inset, box.h * 1.06)
    return box


def paint_window(canvas: skia.Canvas, room: Room, plan: RoomPlan, light: RoomLight) -> None:
    """The view and the frame before it."""
    glass = opening(room, plan)
    if glass is None:
        return
    short = plan.short
    rect = skia.Rect.MakeXYWH(glass.x, glass.y, glass.w, glass.h)
    reveal = rect.makeOutset(0.030 * short, 0.030 * short)
    canvas.drawRect(reveal.makeOffset(0, 0.012 * short), fill(0x50000000, MaskFilter=blur(0.014 * short)))
    canvas.drawRect(reveal, fill(light.paint((room.trim[0] * 0.92, room.trim[1], room.trim[2]))))
    canvas.save()
    canvas.clipRect(rect, True)
    _paint_view(canvas, glass, plan, light)
    canvas.restore()
    across, down, _ = BARS[room.glass]
    bar = 0.017 * short
    frame = light.paint((room.trim[0] * 0.80, room.trim[1], room.trim[2]))
    for i in range(across + 1):
        x = glass.x + glass.w * i / across - bar / 2
        canvas.drawRect(skia.Rect.MakeXYWH(x, glass.y, bar, glass.h), fill(frame))
    for i in range(down + 1):
        y = glass.y + glass.h * i / down - bar / 2
        canvas.drawRect(skia.Rect.MakeXYWH(glass.x, y, glass.w, bar), fill(frame))
    sill = skia.Rect.MakeXYWH(
        glass.x - 0.05 * short, glass.bottom + 0.012 * short, glass.w + 0.10 * short, 0.028 * short
    )
    canvas.drawRect(sill, fill(light.paint((min(0.95, room.trim[0] + 0.08), room.trim[1], room.trim[2]))))
    if room.glass == "tall":
        _paint_curtains(canvas, glass, plan, light)


def _paint_view(canvas: skia.Canvas, glass: Box, plan: RoomPlan, light: RoomLight) -> None:
    """Sky, the far side of the street or a garden, out of focus; lit windows when it is dark."""
    high, low = light.outside
    pale = 0.45 if light.script.time == "day" else 0.12
    bright = melt(low, (0.985, 0.03, low[2]), pale * light.day)
    canvas.drawPaint(shaded(linear((0, glass.y), (0, glass.bottom), [paint_of(high), paint_of(bright), paint_of(low)])))
    rng = np.random.default_rng([plan.stage.scene.seed, 53])
    short = plan.short
    far = melt(light.script.deep, low, 0.55 + 0.2 * light.day)
    x = glass.x - 0.05 * short
    while x < glass.right:
        wide, tall = float(rng.uniform(0.07, 0.16)) * short, float(rng.uniform(0.25, 0.62)) * glass.h
        house = skia.Rect.MakeXYWH(x, glass.bottom - tall, wide, tall)
        canvas.drawRect(house, fill(paint_of(melt(far, bright, float(rng.uniform(0.25, 0.60)) * light.day))))
        if light.lamps > 0.5:
            _paint_lit_panes(canvas, house, rng, short)
        x += wide * float(rng.uniform(0.9, 1.3))
    green = melt((0.52, 0.09, 135), light.script.deep, 0.20 + 0.5 * light.script.gloom)
    for _ in range(14):
        cx, cy = float(rng.uniform(glass.x, glass.right)), glass.bottom - float(rng.uniform(-0.02, 0.20)) * glass.h
        r = float(rng.uniform(0.03, 0.09)) * short
        canvas.drawCircle(
            cx,
            cy,
            r,
            fill(
                paint_of(melt(green, bright, float(rng.uniform(0.35, 0.75)) * light.day)),
                MaskFilter=blur(0.012 * short),
            ),
        )
    centre = (glass.x + glass.w * 0.45, glass.y + glass.h * 0.45)
    sun = radial(centre, 0.7 * glass.h, [paint_of(light.daylight, a * light.day) for a in (0.92, 0.45, 0.0)])
    canvas.drawPaint(shaded(sun))


def _paint_lit_panes(canvas: skia.Canvas, house: skia.Rect, rng: np.random.Generator, short: float) -> None:
    for _ in range(9):
        px = house.left() + float(rng.uniform(0.08, 0.85)) * house.width()
        py = house.top() + float(rng.uniform(0.05, 0.95)) * house.height()
        lit = oklch(0.86, 0.12, float(rng.uniform(60, 90)), float(rng.uniform(0.5, 1)))
        canvas.drawRect(skia.Rect.MakeXYWH(px, py, 0.012 * short, 0.018 * short), fill(lit))


def _paint_curtains(canvas: skia.Canvas, glass: Box, plan: RoomPlan, light: RoomLight) -> None:
    """Sheer curtains to both sides, the light in their folds."""
    short = plan.short
    cloth: Oklch = (0.94, 0.018, 80)
    for side in (-1, 1):
        inner = glass.x + glass.w * (0.16 if side < 0 else 0.84)
        outer = glass.x - 0.09 * short if side < 0 else glass.right + 0.09 * short
        left, right = min(inner, outer), max(inner, outer)
        sheet = skia.Rect.MakeLTRB(left, glass.y - 0.05 * short, right, plan.skirting)
        canvas.drawRect(sheet, fill(light.paint(cloth, 0.82)))
        folds = 6
        for i in range(folds):
            x = left + (right - left) * (i + 0.5) / folds
            dark, lit = light.paint((0.62, 0.02, 70), 0.30), light.paint((0.99, 0.015, 85), 0.45)
            wide = (right - left) / folds * 0.45
            canvas.drawLine(x, sheet.top(), x, sheet.bottom(), stroke(dark, wide, MaskFilter=blur(wide * 0.5)))
            canvas.drawLine(
                x + wide, sheet.top(), x + wide, sheet.bottom(), stroke(lit, wide * 0.6, MaskFilter=blur(wide * 0.4))
            )
    rod = skia.Rect.MakeXYWH(glass.x - 0.12 * short, glass.y - 0.065 * short, glass.w + 0.24 * short, 0.014 * short)
    canvas.drawRect(rod, fill(light.paint((0.45, 0.05, 60))))


class Falling:
    """Rain on the glass or snow behind it, live; nothing in fair weather."""

    def __init__(self, stage: Stage, room: Room, plan: RoomPlan) -> None:
        self._glass = opening(room, plan)
        self._short, self._tempo = plan.short, Tempo.of(stage)
        weather = stage.scene.at_keys("weather")[0].to
        self._kind = {"rain": "rain", "storm": "rain", "snow": "snow"}.get(weather, "")
        self._drops = np.random.default_rng([stage.scene.seed, 54]).random((70, 4)).tolist()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw what falls; `view` is the scene's camera."""
        glass = self._glass
        if not self._kind or glass is None:
            return
        canvas.save()
        view.apply(canvas, BACK)
        canvas.clipRect(skia.Rect.MakeXYWH(glass.x, glass.y, glass.w, glass.h))
        path = skia.Path()
        for x, y, size, rate in self._drops:
            fallen = self._tempo.turns(t_ms, (0.10 + 0.06 * rate) if self._kind == "snow" else (0.5 + 0.5 * rate), y)
            px, py = glass.x + x * glass.w, glass.y + fallen * glass.h * 1.1 - 0.05 * glass.h
            if self._kind == "snow":
                px += 0.02 * self._short * self._tempo.wave(t_ms, 0.2 + 0.1 * rate, size)
                path.addCircle(px, py, (0.002 + 0.004 * size) * self._short)
            else:
                path.moveTo(px, py)
                path.lineTo(px - 0.006 * self._short, py + (0.03 + 0.03 * size) * self._short)
        if self._kind == "snow":
            canvas.drawPath(path, fill(0xD0FFFFFF))
        else:
            canvas.drawPath(path, stroke(0x66E8F0FF, 0.0016 * self._short))
        canvas.restore()
