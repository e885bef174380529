"""Watches: the smartwatch with its lit screen, and a classic one."""

from __future__ import annotations

import math
from functools import lru_cache

from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_out
from talkreel.draw.paint import blur, fill, stroke
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import ANODISED, BRUSHED, CHROME, LACQUER, LEATHER, PANE, RUBBER, SATIN
from talkreel.scenes.products.numerals import draw_numerals
from talkreel.scenes.products.outline import arc, around, box, line, oval, ring, shape, shifted, squircle
from talkreel.scenes.products.product import Detail, Product
from talkreel.scenes.products.relief import bevel, flat, puff, tube
from talkreel.scenes.products.tint import Tint

CASE = (-208.0, 246.0, 416.0, 508.0, 130.0)


def _strap(clay: Clay, tint: Tint, side: int) -> None:
    """Half of a strap, bending away from the viewer. `side` -1: above."""
    near, far = (338.0, 14.0) if side < 0 else (662.0, 986.0)
    path = shape(
        (-146, near), (-142, near + side * 90, -126, far - side * 150, -122, far - side * 16),
        (-121, far, -108, far), (108, far), (121, far, 122, far - side * 16),
        (126, far - side * 150, 142, near + side * 90, 146, near),
    )  # fmt: skip
    clay.part(path, tint.paint(0.03), bevel(42, bow=(0.10, 0.46), tilt=(0, 0.40 * side)), RUBBER)
    clay.part(path, tint.paint(0.03), bevel(30, bow=(0.10, 0.46), tilt=(0, 0.40 * side)), SATIN, opacity=0.0)
    for i in range(3 if side > 0 else 0):
        clay.emboss(oval(0, near + 128 + 62 * i, 19, 9), -0.9, 3)
        clay.shade(oval(0, near + 128 + 62 * i, 17, 8), 0.75, 3)


def smartwatch(clay: Clay, tint: Tint) -> None:
    """A rounded case with a crown, sport strap, black glass."""
    for side in (-1, 1):
        _strap(clay, tint, side)
    case = squircle(*CASE)
    clay.shade(case, 0.8, 20)
    clay.part(box(198, 388, 40, 100, 15), tint.paint(0.34), tube(), ANODISED)
    for i in range(11):
        clay.emboss(box(198, 392 + i * 8.6, 44, 4.2), -0.55, 1.6, clip=box(206, 388, 34, 100, 10))
    clay.part(box(206, 422, 26, 32, 8), oklch(0.66, 0.17, 28), tube(), SATIN, clip=box(231, 388, 8, 100))
    clay.part(box(200, 552, 16, 112, 8), tint.paint(0.28), bevel(8), ANODISED)
    clay.part(case, tint.paint(0.36), bevel(40, bow=(0.10, 0.10)), ANODISED)
    glass = squircle(-194, 260, 388, 480, 118)
    clay.shade(glass, 0.85, 3)
    clay.part(glass, oklch(0.075, 0.004, 270), bevel(34, bow=(0.20, 0.26)), LACQUER)


def smartwatch_pane() -> skia.Path:
    """The smartwatch's screen."""
    return squircle(-176, 278, 352, 444, 104)


BEAT = ((0, 0), (40, 0), (54, -9), (66, 12), (80, -34), (94, 20), (104, 0), (118, -6), (130, 0), (212, 0))


def smartwatch_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """The time, and the unlit tracks of a border, two gauges and a pulse."""
    hue = tint.accent[2]
    canvas.drawPath(_border(), stroke(oklch(0.45, 0.10, hue, 0.40), 11))
    draw_numerals(canvas, "10:09", 0, 402, 88, 0xFFF6F7FA, 7.5, align=0.5)
    canvas.drawPath(_beat(), stroke(oklch(0.70, 0.19, hue, 0.28), 4.5))
    for x, _, (light, chroma, own) in _gauges(hue):
        canvas.drawPath(arc(x, 640, 40, 135, 270), stroke(oklch(light * 0.4, chroma * 0.5, own), 11))
        canvas.drawCircle(x, 640, 9, fill(oklch(light, chroma, own)))
    for i in range(3):
        canvas.drawCircle(-22 + 22 * i, 346, 5.5, fill(0xFFF6F7FA if i == 1 else 0x60F6F7FA))


def smartwatch_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """A border of light that closes, two gauges that fill, and a pulse."""
    hue = tint.accent[2]
    _light_border(canvas, 0.80 * ease_out((t_s - 0.2) / 1.9), hue)
    _pulse(canvas, t_s, hue)
    closing = ease_out((t_s - 0.5) / 1.4)
    for x, part, colour in _gauges(hue):
        canvas.drawPath(arc(x, 640, 40, 135, max(0.5, 270 * part * closing)), stroke(paint_of(colour), 11))


def _gauges(hue: float) -> tuple[tuple[float, float, Oklch], ...]:
    """Middle, how full, colour."""
    return (-82, 0.72, (0.86, 0.15, hue + 62)), (82, 0.56, (0.80, 0.12, hue + 190))


def _border() -> skia.Path:
    return squircle(-158, 296, 316, 408, 88)


def _light_border(canvas: skia.Canvas, part: float, hue: float) -> None:
    measure = skia.PathMeasure(_border(), False)
    lit = skia.Path()
    measure.getSegment(0.0, max(0.5, measure.getLength() * part), lit, True)
    light = _rainbow(hue)
    for wide, a in ((34, 0.10), (24, 0.16), (17, 0.24)):  # a glow without the cost of a blur
        canvas.drawPath(lit, stroke(round(a * 255) << 24, wide, Shader=light))
    canvas.drawPath(lit, stroke(0xFF000000, 11, Shader=light))


@lru_cache(maxsize=8)
def _rainbow(hue: float) -> skia.Shader:
    """Colours round the middle of the screen. Read from a picture: a sweep costs ten times as much a px."""
    colours = [oklch(0.72, 0.20, hue), oklch(0.78, 0.17, hue + 40), oklch(0.68, 0.19, hue - 40), oklch(0.72, 0.20, hue)]
    surface = Surface(180, 224)  # half the size
    surface.canvas.drawPaint(fill(0xFF000000, Shader=skia.GradientShader.MakeSweep(90, 112, colours)))
    place = skia.Matrix.Translate(-180, 276)
    place.preScale(2, 2)
    return surface.image().makeShader(skia.TileMode.kClamp, skia.TileMode.kClamp, LINEAR, place)


def _beat() -> skia.Path:
    return shape(*[(x - 106, 558 + y) for x, y in BEAT], closed=False)


def _pulse(canvas: skia.Canvas, t_s: float, hue: float) -> None:
    """A heartbeat that runs through and fades behind itself."""
    measure = skia.PathMeasure(_beat(), False)
    head = (t_s * 0.55 % 1.0) * 1.3
    run = skia.Path()
    long = measure.getLength()
    measure.getSegment(long * max(0.0, head - 0.3), long * min(1.0, head), run, True)
    canvas.drawPath(run, stroke(oklch(0.84, 0.15, hue), 5))


def watch(clay: Clay, tint: Tint) -> None:
    """A round steel watch on a leather strap."""
    for side in (-1, 1):
        near, far = (300.0, 12.0) if side < 0 else (700.0, 988.0)
        path = shape(
            (-128, near), (-118, near + side * 120, -104, far - side * 120, -102, far - side * 14),
            (-101, far, -90, far), (90, far), (101, far, 102, far - side * 14),
            (104, far - side * 120, 118, near + side * 120, 128, near),
        )  # fmt: skip
        clay.part(path, tint.paint(), bevel(36, bow=(0.12, 0.46), tilt=(0, 0.40 * side)), LEATHER)
        for x in (-1, 1):
            for i in range(12):
                y = near + side * (14 + i * 21)
                stitch = line((x * (106 - i * 1.4), y), (x * (105 - i * 1.4), y + side * 12), width=4.5)
                clay.paint(lambda canvas, path=stitch: canvas.drawPath(path, fill(tint.paint(0.26, 0.7))))
    steel = oklch(0.86, 0.006, 250)
    for sx in (-1, 1):
        for sy in (-1, 1):
            lug = shape(
                (sx * 120, 500 + sy * 170), (sx * 128, 500 + sy * 282),
                    (sx * 140, 500 + sy * 292, sx * 158, 500 + sy * 280),
                (sx * 208, 500 + sy * 150),
            )  # fmt: skip
            clay.part(lug, steel, bevel(18), CHROME)
    clay.part(box(236, 474, 44, 52, 12), steel, tube(), BRUSHED)
    clay.shade(oval(0, 500, 252), 0.6, 18)
    clay.part(oval(0, 500, 250), steel, bevel(40), CHROME)
    clay.part(oval(0, 500, 226), oklch(0.72, 0.006, 250), bevel(16), BRUSHED)
    clay.part(oval(0, 500, 208), oklch(0.965, 0.008, 85), flat((0.10, 0.14)), SATIN)
    clay.shade(ring(0, 500, 240, 240, 204, 204), 0.35, 10, dy=8, clip=oval(0, 500, 208))
    _dial(clay, tint)
    clay.part(oval(0, 500, 208), 0x00000000, flat((0.26, 0.32)), PANE, opacity=0.0)


def _dial(clay: Clay, tint: Tint) -> None:
    dark = oklch(0.26, 0.02, tint.body[2])
    for hour in range(60):
        long = 30 if hour % 5 == 0 else 9
        one, other = around(0, 500, 192, hour * 6), around(0, 500, 192 - long, hour * 6)
        mark = line(one, other, width=9.0 if long > 9 else 2.6)
        clay.part(mark, dark if long > 9 else oklch(0.55, 0.02, 80), bevel(3), BRUSHED if long > 9 else SATIN)
    for degrees, long, width in ((-55 - 6, 104, 13.0), (-90 + 54, 152, 9.0)):
        path = line((0, 500), around(0, 500, long, degrees), width=width)
        clay.shade(shifted(path, 3, 9), 0.35, 5)
        clay.part(path, dark, bevel(5), SATIN)
    clay.part(oval(0, 500, 12), oklch(0.8, 0.09, 80), puff(12), CHROME)


def watch_hand(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The second hand, sweeping as a mechanical one does: eight steps a second."""
    del tint
    degrees = 108 + math.floor(t_s * 8) / 8 * 6
    tip, tail = around(0, 500, 176, degrees), around(0, 500, -44, degrees)
    red = paint_of((0.60, 0.20, 28))
    canvas.drawLine(tail[0] + 3, tail[1] + 8, tip[0] + 3, tip[1] + 8, stroke(0x40000000, 4, MaskFilter=blur(3)))
    canvas.drawLine(*tail, *tip, stroke(red, 4))
    canvas.drawCircle(0, 500, 8, fill(red))


def watch_pane() -> skia.Path:
    """The watch's crystal."""
    return oval(0, 500, 206)


PRODUCTS = {
    "smartwatch": Product(
        smartwatch,
        500,
        ("black", "coral"),
        (
            Detail(
                206,
                438,
                270,
                ("crown", "dial", "button", "case", "titanium", "ceramic", "steel", "aluminium", "表冠", "表壳"),
            ),
            Detail(
                -20,
                530,
                440,
                (
                    "screen",
                    "display",
                    "heart",
                    "health",
                    "battery",
                    "face",
                    "rate",
                    "track",
                    "屏",
                    "心率",
                    "续航",
                    "电池",
                ),
            ),
            Detail(20, 790, 380, ("strap", "band", "comfort", "wrist", "表带")),
        ),
        foot=None,
        live=smartwatch_screen,
        backing=smartwatch_backing,
        pane=smartwatch_pane,
    ),
    "watch": Product(
        watch,
        560,
        ("cognac", "gold"),
        (
            Detail(150, 470, 380, ("crown", "case", "steel", "表冠")),
            Detail(-40, 560, 400, ("dial", "hands", "face", "sapphire", "crystal", "表盘")),
            Detail(0, 150, 380, ("strap", "leather", "band", "stitch", "表带", "皮")),
        ),
        foot=None,
        live=watch_hand,
        pane=watch_pane,
    ),
}
