"""What hangs on a room's walls: shelves with things on them, boards, frames, racks, mirrors. Seen out of focus."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.products import StudioLight, draw_product
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.rooms.room import Fitting, Room

COLOURS: tuple[str, ...] = (
    "terracotta", "sage", "cream", "mustard", "navy", "amber", "white", "forest", "burgundy", "sand", "teal", "blush",
)  # fmt: skip
THINGS: dict[str, tuple[tuple[str, float], ...]] = {  # name, height in parts of the short side
    "jars": (
        ("cream", 0.085),
        ("mug", 0.070),
        ("serum", 0.105),
        ("candle", 0.085),
        ("vase", 0.13),
        ("plant", 0.15),
        ("takeaway cup", 0.10),
        ("mug", 0.075),
    ),
    "bottles": (
        ("wine", 0.17),
        ("serum", 0.115),
        ("wine", 0.165),
        ("water bottle", 0.14),
        ("can", 0.09),
        ("wine", 0.17),
        ("lotion", 0.12),
    ),
    "shelves": (
        ("handbag", 0.13),
        ("vase", 0.14),
        ("candle", 0.08),
        ("lotion", 0.12),
        ("gift", 0.11),
        ("plant", 0.15),
        ("perfume", 0.09),
        ("book", 0.12),
    ),
}


class Fitter:
    """Draws fittings of one room in local colours; things on shelves are lit by `lamps` already."""

    def __init__(self, room: Room, plan: RoomPlan, light: RoomLight, lamps: StudioLight) -> None:
        self.room, self.plan, self.light, self.lamps = room, plan, light, lamps
        self.short = plan.short
        self.rng = np.random.default_rng([plan.stage.scene.seed, 55])

    def paint(self, canvas: skia.Canvas, fitting: Fitting, box: Box) -> None:
        """Draw one fitting in its part of the wall."""
        draw = FITTINGS.get(fitting)
        if draw is not None:
            draw(self, canvas, box)

    def rect(self, canvas: skia.Canvas, x: float, y: float, w: float, h: float, colour: Oklch, r: float = 0.0) -> None:
        """A lit board with its shadow on the wall."""
        rect = skia.Rect.MakeXYWH(x, y, w, h)
        shadow = rect.makeOffset(-0.010 * self.short * self.plan.side, 0.012 * self.short)
        canvas.drawRRect(skia.RRect.MakeRectXY(shadow, r, r), fill(0x60000000, MaskFilter=blur(0.012 * self.short)))
        canvas.drawRRect(skia.RRect.MakeRectXY(rect, r, r), fill(self.light.paint(colour)))

    def thing(self, canvas: skia.Canvas, name: str, x: float, base: float, height: float, colour: str = "") -> None:
        """A product standing at `x` on `base`, px."""
        box = Box(x - height, base - height, 2 * height, height * 1.015)
        draw_product(canvas, name, box, colour, self.lamps, 1.0)


def _shelves(fitter: Fitter, canvas: skia.Canvas, box: Box, kind: str) -> None:
    rows = max(2, round(box.h / (0.20 * fitter.short)))
    step = box.h / rows
    wood = fitter.room.trim
    for row in range(rows):
        y = box.y + step * (row + 1)
        fitter.rect(canvas, box.x, y, box.w, 0.018 * fitter.short, wood, 0.003 * fitter.short)
        under = skia.Rect.MakeXYWH(box.x, y + 0.018 * fitter.short, box.w, 0.05 * fitter.short)
        canvas.drawRect(under, shaded(linear((0, under.top()), (0, under.bottom()), [0x50000000, 0x00000000])))
        if kind == "books":
            _books(fitter, canvas, box, y, step)
        else:
            _things(fitter, canvas, box, y, step, kind)


def _things(fitter: Fitter, canvas: skia.Canvas, box: Box, y: float, step: float, kind: str) -> None:
    rng, things = fitter.rng, THINGS[kind]
    x = box.x + 0.05 * fitter.short
    while x < box.right - 0.03 * fitter.short:
        name, part = things[int(rng.integers(len(things)))]
        height = min(part * fitter.short * float(rng.uniform(0.92, 1.08)), step * 0.86)
        colour = "" if name in ("handbag",) else COLOURS[int(rng.integers(len(COLOURS)))]
        x += height * 0.30
        fitter.thing(canvas, name, x, y, height, colour)
        x += height * 0.30 + float(rng.uniform(0.012, 0.045)) * fitter.short


def _books(fitter: Fitter, canvas: skia.Canvas, box: Box, y: float, step: float) -> None:
    rng, short = fitter.rng, fitter.short
    hues: tuple[Oklch, ...] = (
        (0.45, 0.09, 30),
        (0.40, 0.06, 250),
        (0.62, 0.09, 75),
        (0.85, 0.03, 85),
        (0.42, 0.06, 160),
        (0.55, 0.03, 60),
        (0.35, 0.03, 280),
    )
    x = box.x + 0.01 * short
    while x < box.right - 0.03 * short:
        if rng.random() < 0.13:
            name = ("vase", "plant", "candle")[int(rng.integers(3))]
            height = min(0.13 * short, step * 0.8)
            fitter.thing(canvas, name, x + height * 0.4, y, height)
            x += height * 0.85
            continue
        wide, tall = (
            float(rng.uniform(0.014, 0.034)) * short,
            min(step * 0.84, float(rng.uniform(0.105, 0.155)) * short),
        )
        colour = hues[int(rng.integers(len(hues)))]
        paint = fitter.light.paint((colour[0] + float(rng.normal(0, 0.04)), colour[1], colour[2]))
        canvas.drawRect(skia.Rect.MakeXYWH(x, y - tall, wide, tall), fill(paint))
        canvas.drawRect(skia.Rect.MakeXYWH(x + wide * 0.80, y - tall, wide * 0.20, tall), fill(0x30000000))
        canvas.drawRect(skia.Rect.MakeXYWH(x + wide * 0.1, y - tall * 0.84, wide * 0.7, tall * 0.06), fill(0x60FFE8B0))
        x += wide + 0.002 * short


def _menu(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short = fitter.short
    board = Box(box.x, box.y + 0.06 * box.h, box.w, box.h * 0.72)
    fitter.rect(canvas, board.x, board.y, board.w, board.h, (0.48, 0.08, 60), 0.006 * short)
    inner = board.inset(0.016 * short)
    canvas.drawRect(skia.Rect.MakeXYWH(inner.x, inner.y, inner.w, inner.h), fill(paint_of((0.22, 0.012, 160))))
    for i in range(8):
        y = inner.y + inner.h * (0.16 + 0.10 * i)
        long = inner.w * (0.36 + 0.18 * float(fitter.rng.random()))
        canvas.drawLine(
            inner.x + 0.1 * inner.w, y, inner.x + 0.1 * inner.w + long, y, stroke(0xC0F4EFE2, 0.007 * short)
        )
        canvas.drawLine(
            inner.right - 0.22 * inner.w, y, inner.right - 0.1 * inner.w, y, stroke(0x90F0C878, 0.007 * short)
        )


def _blackboard(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short = fitter.short
    board = Box(box.x, box.y + 0.16 * box.h, box.w, box.h * 0.58)
    fitter.rect(canvas, board.x, board.y, board.w, board.h, (0.66, 0.08, 66), 0.006 * short)
    inner = board.inset(0.016 * short)
    canvas.drawRect(skia.Rect.MakeXYWH(inner.x, inner.y, inner.w, inner.h), fill(paint_of((0.36, 0.045, 160))))
    chalk = stroke(0xB8F6F6F0, 0.005 * short)
    canvas.drawCircle(inner.x + inner.w * 0.28, inner.y + inner.h * 0.48, inner.h * 0.26, chalk)
    path = skia.Path()
    path.moveTo(inner.x + inner.w * 0.55, inner.y + inner.h * 0.74)
    path.lineTo(inner.x + inner.w * 0.88, inner.y + inner.h * 0.74)
    path.lineTo(inner.x + inner.w * 0.55, inner.y + inner.h * 0.24)
    path.close()
    canvas.drawPath(path, chalk)
    canvas.drawLine(
        inner.x + inner.w * 0.1, inner.y + inner.h * 0.14, inner.x + inner.w * 0.48, inner.y + inner.h * 0.14, chalk
    )


def _frames(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short, rng = fitter.short, fitter.rng
    hue = fitter.room.paint[2]
    for x, y, w, h in ((0.04, 0.10, 0.42, 0.46), (0.54, 0.02, 0.40, 0.34), (0.54, 0.42, 0.40, 0.44)):
        px, py, pw, ph = box.x + x * box.w, box.y + y * box.h, w * box.w, h * box.h * 0.8
        fitter.rect(canvas, px, py, pw, ph, (0.30, 0.04, 50), 0.002 * short)
        mat = skia.Rect.MakeXYWH(px, py, pw, ph).makeInset(0.010 * short, 0.010 * short)
        canvas.drawRect(mat, fill(fitter.light.paint((0.95, 0.012, 85))))
        art = mat.makeInset(0.028 * short, 0.028 * short)
        canvas.save()
        canvas.clipRect(art)
        canvas.drawRect(art, fill(fitter.light.paint((0.84, 0.05, hue + 20))))
        for i in range(3):
            cx, cy = art.left() + float(rng.random()) * art.width(), art.top() + float(rng.random()) * art.height()
            tone: Oklch = (0.45 + 0.15 * i, 0.10, hue + 40 * i)
            canvas.drawCircle(cx, cy, art.width() * (0.22 + 0.1 * i), fill(fitter.light.paint(tone)))
        canvas.restore()


def _clothes(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short, rng = fitter.short, fitter.rng
    y = box.y + 0.10 * box.h
    steel = fitter.light.paint((0.30, 0.01, 60))
    canvas.drawLine(box.x, y, box.right, y, stroke(steel, 0.010 * short))
    tones: tuple[Oklch, ...] = (
        (0.90, 0.02, 80),
        (0.55, 0.08, 40),
        (0.42, 0.05, 250),
        (0.70, 0.06, 140),
        (0.80, 0.07, 20),
        (0.35, 0.02, 60),
    )
    count = max(5, round(box.w / (0.055 * short)))
    for i in range(count):
        x = box.x + box.w * (i + 0.5) / count
        half, long = 0.040 * short, float(rng.uniform(0.34, 0.52)) * short
        colour = tones[int(rng.integers(len(tones)))]
        path = skia.Path()
        path.moveTo(x - 0.010 * short, y + 0.02 * short)
        path.lineTo(x - half, y + 0.055 * short)
        path.lineTo(x - half * 1.15, y + long)
        path.lineTo(x + half * 1.15, y + long)
        path.lineTo(x + half, y + 0.055 * short)
        path.lineTo(x + 0.010 * short, y + 0.02 * short)
        path.close()
        shades = [
            fitter.light.paint((colour[0] - 0.12, colour[1], colour[2])),
            fitter.light.paint(colour),
            fitter.light.paint((colour[0] - 0.06, colour[1], colour[2])),
        ]
        canvas.drawPath(path, shaded(linear((x - half, 0), (x + half, 0), shades)))


def _mirrors(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short, light = fitter.short, fitter.light
    count = max(1, round(box.w / (0.30 * short)))
    for i in range(count):
        wide = box.w / count * 0.78
        x = box.x + box.w * (i + 0.5) / count - wide / 2
        glass = Box(x, box.y + 0.04 * box.h, wide, box.h * 0.80)
        fitter.rect(
            canvas,
            glass.x - 0.012 * short,
            glass.y - 0.012 * short,
            glass.w + 0.024 * short,
            glass.h + 0.024 * short,
            fitter.room.trim,
            0.10 * short,
        )
        rect = skia.RRect.MakeRectXY(
            skia.Rect.MakeXYWH(glass.x, glass.y, glass.w, glass.h), 0.095 * short, 0.095 * short
        )
        sky = melt(light.daylight, fitter.room.paint, 0.5)
        tones = [
            light.paint(melt(sky, (0.98, 0.01, 90), 0.3)),
            light.paint(fitter.room.paint),
            light.paint((fitter.room.paint[0] * 0.8, fitter.room.paint[1], fitter.room.paint[2])),
        ]
        canvas.drawRRect(rect, shaded(linear((glass.x, glass.y), (glass.right, glass.bottom), tones)))
        for k in range(5):
            for x_of in (glass.x - 0.004 * short, glass.right + 0.004 * short):
                canvas.drawCircle(
                    x_of,
                    glass.y + glass.h * (0.14 + 0.18 * k),
                    0.012 * short,
                    fill(paint_of(melt(light.warm, (0.99, 0.03, 90), 0.6))),
                )


def _cabinets(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short = fitter.short
    doors = max(2, round(box.w / (0.16 * short)))
    wide = box.w / doors
    tall = box.h * 0.44
    for i in range(doors):
        fitter.rect(
            canvas,
            box.x + wide * i,
            box.y - 0.06 * short,
            wide - 0.006 * short,
            tall,
            fitter.room.lower or fitter.room.trim,
            0.004 * short,
        )
        knob = box.x + wide * (i + (0.86 if i % 2 == 0 else 0.14))
        canvas.drawCircle(knob, box.y + tall - 0.10 * short, 0.008 * short, fill(fitter.light.paint((0.80, 0.09, 80))))
    _shelves(fitter, canvas, Box(box.x, box.y + tall, box.w, box.h * 0.46), "jars")


def _mats(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    """A rack of dumbbells, with rolled mats above."""
    short, light = fitter.short, fitter.light
    steel = (0.26, 0.008, 260)
    for row in range(3):
        y = box.y + box.h * (0.44 + 0.22 * row)
        fitter.rect(canvas, box.x, y, box.w, 0.016 * short, steel)
        count = max(3, round(box.w / (0.12 * short)))
        for i in range(count):
            fitter.thing(
                canvas, "dumbbell", box.x + box.w * (i + 0.5) / count, y + 0.020 * short, 0.095 * short, "charcoal"
            )
    for i in range(4):
        cx, cy = box.x + box.w * (i + 0.5) / 4, box.y + box.h * 0.24
        tone: Oklch = ((0.62, 0.12, 150), (0.60, 0.14, 250), (0.66, 0.15, 40), (0.55, 0.12, 300))[i]
        for k in range(4):
            canvas.drawCircle(
                cx,
                cy,
                0.046 * short - k * 0.011 * short,
                fill(light.paint((tone[0] - 0.05 * (k % 2), tone[1], tone[2]))),
            )


def _screens(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    """Pin board with cards, and acoustic felt."""
    short, light, rng = fitter.short, fitter.light, fitter.rng
    board = Box(box.x + 0.03 * box.w, box.y + 0.08 * box.h, box.w * 0.94, box.h * 0.66)
    fitter.rect(canvas, board.x, board.y, board.w, board.h, (0.96, 0.006, 90), 0.006 * short)
    for row in range(3):
        for column in range(4):
            tone: Oklch = ((0.88, 0.10, 95), (0.80, 0.10, 20), (0.82, 0.09, 230), (0.84, 0.10, 150))[
                int(rng.integers(4))
            ]
            x, y = board.x + board.w * (0.08 + 0.23 * column), board.y + board.h * (0.10 + 0.30 * row)
            canvas.drawRect(
                skia.Rect.MakeXYWH(x, y, board.w * 0.17, board.w * 0.17 if board.w < board.h else board.h * 0.2),
                fill(light.paint(tone)),
            )


def _plants(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    for i in range(4):
        fitter.thing(
            canvas, "plant", box.x + box.w * (i + 0.5) / 4, box.y + box.h * (0.5 + 0.3 * (i % 2)), 0.24 * fitter.short
        )


def _clock(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    short, light = fitter.short, fitter.light
    cx, cy, r = box.x + box.w / 2, box.y + box.h * 0.34, 0.085 * short
    canvas.drawCircle(
        cx - 0.006 * short * fitter.plan.side, cy + 0.010 * short, r, fill(0x60000000, MaskFilter=blur(0.012 * short))
    )
    canvas.drawCircle(cx, cy, r, fill(light.paint((0.24, 0.01, 60))))
    canvas.drawCircle(cx, cy, r * 0.88, fill(light.paint((0.97, 0.008, 90))))
    canvas.drawLine(cx, cy, cx + r * 0.3, cy - r * 0.42, stroke(0xFF202020, 0.008 * short))
    canvas.drawLine(cx, cy, cx - r * 0.1, cy - r * 0.70, stroke(0xFF202020, 0.006 * short))


def _headboard(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    fitter.rect(canvas, box.x, box.y + 0.3 * box.h, box.w, 0.7 * box.h, (0.60, 0.05, 60), 0.03 * fitter.short)


def _curtain(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    fitter.thing(canvas, "mirror", box.x + box.w / 2, box.y + box.h * 0.66, 0.32 * fitter.short)


def _jars(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    _shelves(fitter, canvas, box, "jars")


def _wares(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    _shelves(fitter, canvas, box, "shelves")


def _book_shelves(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    _shelves(fitter, canvas, box, "books")


def _bottle_wall(fitter: Fitter, canvas: skia.Canvas, box: Box) -> None:
    """Bottles before a wall of light."""
    warm = fitter.light.warm
    glow = [paint_of(warm, 0.10), paint_of(warm, 0.50 * (0.4 + 0.6 * fitter.light.lamps)), paint_of(warm, 0.10)]
    rows = max(2, round(box.h / (0.20 * fitter.short)))
    for row in range(rows):
        y = box.y + box.h * row / rows
        strip = skia.Rect.MakeXYWH(box.x, y, box.w, box.h / rows)
        canvas.drawRect(strip, shaded(linear((0, strip.top()), (0, strip.bottom()), glow[:0:-1])))
    _shelves(fitter, canvas, box, "bottles")


FITTINGS: dict[str, Callable[[Fitter, skia.Canvas, Box], None]] = {
    "shelves": _wares,
    "jars": _jars,
    "books": _book_shelves,
    "bottles": _bottle_wall,
    "menu": _menu,
    "frames": _frames,
    "clothes": _clothes,
    "mirrors": _mirrors,
    "blackboard": _blackboard,
    "cabinets": _cabinets,
    "mats": _mats,
    "plants": _plants,
    "clock": _clock,
    "screens": _screens,
    "headboard": _headboard,
    "curtain": _curtain,
}
