"""Devices with screens: phone, laptop, tablet, monitor, and a window of an app on its own."""

from __future__ import annotations

import math

from talkreel.draw.colour import Oklch, mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_out
from talkreel.draw.paint import blur, fill, linear, shaded, smooth, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import ANODISED, LACQUER, PLASTIC, SATIN
from talkreel.scenes.products.outline import arc, box, oval, shape, squircle
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, tube
from talkreel.scenes.products.tint import Tint

GLASS_BLACK = oklch(0.075, 0.004, 270)


def phone(clay: Clay, tint: Tint) -> None:
    """A phone seen from the front: metal frame, edge-to-edge glass."""
    for y, long in ((205, 46), (285, 82), (385, 82)):
        clay.part(box(-252, y, 12, long, 5), tint.paint(0.30), tube(), ANODISED)
    clay.part(box(240, 300, 12, 126, 5), tint.paint(0.30), tube(), ANODISED)
    clay.part(squircle(-246, 4, 492, 992, 92), tint.paint(0.36), bevel(20, bow=(0.06, 0.10)), ANODISED)
    clay.part(squircle(-236, 14, 472, 972, 84), GLASS_BLACK, bevel(12, bow=(0.20, 0.30)), LACQUER)


def phone_pane() -> skia.Path:
    """The phone's screen."""
    return squircle(-224, 26, 448, 948, 74)


def phone_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """An app: a greeting bar, a hero card, a tab bar."""
    canvas.save()
    canvas.clipPath(phone_pane(), True)
    one, two = _phone_inks(tint)
    canvas.drawPaint(shaded(linear((0, 26), (0, 974), [oklch(0.97, 0.012, two[2]), oklch(0.93, 0.02, one[2])])))
    _card(canvas, (-196, 150, 392, 282), 40, one, two)
    canvas.drawRRect(_round(-196, 88, 170, 26, 13), fill(oklch(0.28, 0.02, 270)))
    canvas.drawCircle(176, 101, 22, fill(paint_of(mix(one, (0.95, 0.02, 90), 0.45))))
    canvas.drawRRect(_round(-160, 186, 120, 22, 11), fill(0xC8FFFFFF))
    canvas.drawRRect(_round(-160, 220, 74, 14, 7), fill(0x80FFFFFF))
    canvas.drawRRect(_round(-196, 846, 392, 84, 42), fill(0xFFFFFFFF))
    for i in range(4):
        on = i == 0
        canvas.drawCircle(-138 + 92 * i, 888, 13 if on else 11, fill(paint_of(one) if on else 0xFFC9CBD6))
    canvas.restore()
    canvas.drawRRect(_round(-58, 44, 116, 30, 15), fill(0xFF050507))


def phone_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """A growing line on the card, tiles that come below it."""
    _growing_line(canvas, (-160, 260, 320, 130), t_s, 0xFFFFFFFF)
    for i in range(4):
        _tile(canvas, i, t_s, _phone_inks(tint)[i % 2])


def _phone_inks(tint: Tint) -> tuple[Oklch, Oklch]:
    return _legible(tint.accent), (0.62, 0.16, tint.accent[2] - 48)


def _legible(colour: Oklch) -> Oklch:
    """The colour, dark enough for thin things on white."""
    return (min(0.64, colour[0]), colour[1], colour[2])


def _tile(canvas: skia.Canvas, i: int, t_s: float, colour: Oklch) -> None:
    rise = ease_out((t_s - 0.3 - 0.14 * i) / 0.6)
    if rise <= 0:
        return
    x, y = -196 + 204 * (i % 2), 456 + 190 * (i // 2) + 40 * (1 - rise)
    canvas.drawRRect(_round(x, y, 188, 172, 34), fill(oklch(0.2, 0.03, 270, 0.10 * rise), MaskFilter=blur(10)))
    canvas.drawRRect(_round(x, y, 188, 172, 34), fill(oklch(0.998, 0.0, 0, rise)))
    canvas.drawCircle(x + 44, y + 46, 24, fill(paint_of(mix(colour, (0.97, 0.01, 90), 0.72), rise)))
    canvas.drawCircle(x + 44, y + 46, 10, fill(paint_of(colour, rise)))
    canvas.drawRRect(_round(x + 22, y + 94, 98, 18, 9), fill(oklch(0.30, 0.02, 270, rise)))
    canvas.drawRRect(_round(x + 22, y + 124, 144, 14, 7), fill(oklch(0.90, 0.01, 270, rise)))
    part = (0.45 + 0.12 * (i * 7 % 4)) * ease_out((t_s - 0.6 - 0.14 * i) / 1.2)
    canvas.drawRRect(_round(x + 22, y + 124, max(14.0, 144 * part), 14, 7), fill(paint_of(colour, rise)))


def _round(x: float, y: float, w: float, h: float, r: float) -> skia.RRect:
    return skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(x, y, w, h), r, r)


def _card(canvas: skia.Canvas, at: tuple[float, float, float, float], r: float, one: Oklch, two: Oklch) -> None:
    x, y, w, h = at
    shade = fill(paint_of(two, 0.35), MaskFilter=blur(18))
    canvas.drawRRect(_round(x + 10, y + 18, w - 20, h, r), shade)
    colours = [paint_of(one), paint_of(mix(one, two, 0.55)), paint_of(two)]
    canvas.drawRRect(_round(x, y, w, h, r), shaded(linear((x, y), (x + w, y + h), colours)))


def _growing_line(canvas: skia.Canvas, at: tuple[float, float, float, float], t_s: float, colour: int) -> None:
    """A chart line that draws itself and then breathes at its end."""
    x, y, w, h = at
    part = ease_out((t_s - 0.2) / 2.0)
    values = [0.22, 0.34, 0.26, 0.46, 0.42, 0.62, 0.55, 0.80, 0.90]
    points = [(x + w * i / 8, y + h * (1 - v)) for i, v in enumerate(values)]
    path = smooth(points)
    measure = skia.PathMeasure(path, False)
    shown = skia.Path()
    measure.getSegment(0.0, max(0.01, measure.getLength() * part), shown, True)
    under = skia.Path(shown)
    end = measure.getPosTan(measure.getLength() * part)[0]
    under.lineTo(end.x(), y + h)
    under.lineTo(x, y + h)
    under.close()
    clear, half = colour & 0xFFFFFF, (colour & 0xFFFFFF) | 0x50000000
    canvas.drawPath(under, shaded(linear((0, y), (0, y + h), [half, clear])))
    canvas.drawPath(shown, stroke(colour, 0.016 * (w + h) / 1.4))
    beat = 0.5 + 0.5 * math.sin(t_s * 3.4)
    dot = 0.014 * (w + h)
    canvas.drawCircle(end.x(), end.y(), dot * (1.8 + 0.8 * beat), fill((colour & 0xFFFFFF) | 0x50000000))
    canvas.drawCircle(end.x(), end.y(), dot, fill(colour))


At = tuple[float, float, float, float]  # left, top, width, height


def _dashboard_backing(canvas: skia.Canvas, at: At, tint: Tint) -> None:
    """A dashboard in a rectangle, without its figures: rail, panels."""
    one, two, _ = _dashboard_inks(tint)
    tall = _enter(canvas, at)
    canvas.drawRect(
        skia.Rect.MakeWH(1600, tall),
        shaded(linear((0, 0), (1600, tall), [oklch(0.972, 0.008, one[2]), oklch(0.945, 0.016, two[2])])),
    )
    canvas.drawRect(skia.Rect.MakeWH(250, tall), fill(oklch(0.24, 0.05, one[2])))
    for i in range(6):
        on = i == 1
        canvas.drawRRect(_round(34, 150 + 78 * i, 182, 50, 16), fill(paint_of(one, 0.9) if on else 0x10FFFFFF))
        canvas.drawCircle(64, 175 + 78 * i, 11, fill(0xFFFFFFFF if on else 0x60FFFFFF))
        canvas.drawRRect(_round(90, 167 + 78 * i, 60 + (i * 37) % 50, 16, 8), fill(0xFFFFFFFF if on else 0x50FFFFFF))
    canvas.drawCircle(62, 72, 24, fill(paint_of(one)))
    canvas.drawRRect(_round(100, 60, 96, 24, 12), fill(0xE0FFFFFF))
    canvas.drawRRect(_round(300, 56, 260, 34, 17), fill(oklch(0.28, 0.03, 270)))
    canvas.drawRRect(_round(1330, 48, 220, 52, 26), fill(paint_of(one)))
    for i in range(3):
        x = 300 + 425 * i
        _panel(canvas, x, 128, 400, 170)
        canvas.drawRRect(_round(x + 34, 164, 90 + 24 * i, 20, 10), fill(oklch(0.80, 0.01, 270)))
        canvas.drawRRect(_round(x + 34, 206, 150, 46, 14), fill(oklch(0.27, 0.03, 270)))
    _panel(canvas, 300, 330, 820, tall - 380)
    _panel(canvas, 1150, 330, 400, (tall - 380) * 0.52)
    top = _bars_top(tall)
    _panel(canvas, 1150, top, 400, tall - 50 - top)
    canvas.restore()


def _dashboard(canvas: skia.Canvas, at: At, t_s: float, tint: Tint) -> None:
    """The figures of a dashboard: numbers, a chart, a ring, bars."""
    one, two, third = _dashboard_inks(tint)
    tall = _enter(canvas, at)
    for i, colour in enumerate((one, two, third)):
        _number(canvas, i, t_s, colour)
    _growing_line(canvas, (346, 440, 728, tall - 560), t_s, paint_of(one))
    _donut(canvas, (1350, 330 + (tall - 380) * 0.26), (tall - 380) * 0.165, t_s, (one, two))
    top = _bars_top(tall)
    _bars(canvas, (1190, top + 36, 320, tall - 50 - top - 70), t_s, (one, two))
    canvas.restore()


def _dashboard_inks(tint: Tint) -> tuple[Oklch, Oklch, Oklch]:
    return _legible(tint.accent), (0.66, 0.14, tint.accent[2] - 48), (0.78, 0.13, 85)


def _enter(canvas: skia.Canvas, at: At) -> float:
    """Save the canvas and make the rectangle 1600 wide; gives its height then."""
    x, y, w, h = at
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(w / 1600, w / 1600)
    return h * 1600 / w


def _bars_top(tall: float) -> float:
    return 330 + (tall - 380) * 0.52 + 30


def _panel(canvas: skia.Canvas, x: float, y: float, w: float, h: float) -> None:
    canvas.drawRRect(_round(x, y + 8, w, h, 30), fill(oklch(0.3, 0.05, 270, 0.10), MaskFilter=blur(14)))
    canvas.drawRRect(_round(x, y, w, h, 30), fill(0xFFFFFFFF))


def _number(canvas: skia.Canvas, i: int, t_s: float, colour: Oklch) -> None:
    x = 300 + 425 * i
    for k in range(7):
        tall = (26 + (k * 31 + i * 17) % 58) * ease_out((t_s - 0.2 - 0.05 * k) / 0.8)
        canvas.drawRRect(_round(x + 236 + 20 * k, 256 - tall, 12, tall, 6), fill(paint_of(colour, 0.45 + 0.08 * k)))


def _donut(canvas: skia.Canvas, at: tuple[float, float], r: float, t_s: float, colours: tuple[Oklch, Oklch]) -> None:
    part = ease_out((t_s - 0.3) / 1.6)
    wide = r * 0.34
    canvas.drawPath(arc(*at, r, 0, 359.9), stroke(oklch(0.93, 0.01, 270), wide))
    canvas.drawPath(arc(*at, r, -90, 250 * part), stroke(paint_of(colours[0]), wide))
    canvas.drawPath(arc(*at, r, 175, 64 * part), stroke(paint_of(colours[1]), wide))


def _bars(canvas: skia.Canvas, at: tuple[float, float, float, float], t_s: float, colours: tuple[Oklch, Oklch]) -> None:
    x, y, w, h = at
    for i in range(7):
        tall = h * (0.35 + 0.6 * ((i * 53) % 10) / 10) * ease_out((t_s - 0.4 - 0.07 * i) / 0.9)
        colour = paint_of(mix(colours[1], colours[0], i / 6))
        canvas.drawRRect(_round(x + i * w / 7, y + h - tall, w / 7 - 16, tall, 10), fill(colour))


def laptop(clay: Clay, tint: Tint) -> None:
    """A laptop, open, from the front and a little above."""
    clay.part(squircle(-640, 30, 1280, 826, 40), tint.paint(), bevel(12), ANODISED)
    clay.part(squircle(-632, 38, 1264, 812, 34), GLASS_BLACK, bevel(6, bow=(0.16, 0.20)), LACQUER)
    clay.part(box(-620, 838, 1240, 26, 8), oklch(0.16, 0.005, 270), tube(), SATIN)
    deck = shape((-640, 858), (640, 858), (772, 946), (-772, 946))
    clay.part(deck, tint.paint(-0.02), flat((0.22, 0.10), (0, -0.55)), ANODISED)
    clay.shade(box(-620, 852, 1240, 16), 0.5, 8, clip=deck)
    keys = shape((-560, 866), (560, 866), (606, 898), (-606, 898))
    clay.part(keys, oklch(0.15, 0.005, 270), flat((0, 0), (0, -0.4)), SATIN)
    for row in range(3):
        y = 869.5 + row * 9.6
        half = 552 + (y - 866) * 1.42
        for i in range(15):
            left = -half + i * 2 * half / 15 + 3
            clay.part(box(left, y, 2 * half / 15 - 6, 7.6, 2), oklch(0.27, 0.006, 270), flat((0, 0), (0, -0.5)), SATIN)
    clay.part(
        shape((-170, 906), (170, 906), (180, 938), (-180, 938)), tint.paint(-0.05), flat((0.2, 0.1), (0, -0.5)), SATIN
    )
    front = shape((-774, 944), (774, 944), (774, 960), (760, 976, 724, 976), (-724, 976), (-760, 976, -774, 960))
    clay.part(front, tint.paint(0.02), tube(), ANODISED)
    clay.part(
        shape((-96, 945), (96, 945), (92, 958, 76, 958), (-76, 958), (-92, 958, -96, 945)),
        tint.paint(-0.22),
        flat(),
        SATIN,
    )
    clay.part(oval(0, 50, 4), oklch(0.3, 0.02, 260), flat(), SATIN)


def laptop_pane() -> skia.Path:
    """The laptop's screen."""
    return box(-612, 62, 1224, 766, 10)


def laptop_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """A dashboard that waits for its numbers."""
    canvas.save()
    canvas.clipPath(laptop_pane(), True)
    _dashboard_backing(canvas, (-612, 62, 1224, 766), tint)
    canvas.restore()


def laptop_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The numbers."""
    _dashboard(canvas, (-612, 62, 1224, 766), t_s, tint)


def tablet(clay: Clay, tint: Tint) -> None:
    """A tablet, upright."""
    clay.part(box(150, -2, 90, 12, 5), tint.paint(0.25), tube(), ANODISED)
    clay.part(squircle(-366, 4, 732, 992, 62), tint.paint(0.05), bevel(16, bow=(0.06, 0.10)), ANODISED)
    clay.part(squircle(-358, 12, 716, 976, 56), GLASS_BLACK, bevel(8, bow=(0.20, 0.26)), LACQUER)


def tablet_pane() -> skia.Path:
    """The tablet's screen."""
    return squircle(-326, 44, 652, 912, 26)


def tablet_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """A drawing: the sky at sunset."""
    canvas.save()
    canvas.clipPath(tablet_pane(), True)
    hue = tint.accent[2]
    sky = [oklch(0.42, 0.11, hue - 70), oklch(0.68, 0.15, hue - 25), oklch(0.90, 0.09, hue + 40)]
    canvas.drawPaint(shaded(linear((0, 44), (0, 620), sky)))
    canvas.drawCircle(70, 470, 110, fill(oklch(0.96, 0.06, 90, 0.35), MaskFilter=blur(40)))
    canvas.drawCircle(70, 470, 78, fill(oklch(0.97, 0.05, 85)))
    canvas.restore()


def tablet_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """Layered hills that move a little, under a tool bar."""
    canvas.save()
    canvas.clipPath(tablet_pane(), True)
    hue = tint.accent[2]
    for i in range(4):
        sway = 16 * math.sin(t_s * 0.5 + i * 1.7) * (4 - i) / 4
        points = [(-420 + 105 * k + sway, 560 + 92 * i + 46 * math.sin(k * 1.3 + i * 2.1)) for k in range(9)]
        hill = smooth(points)
        hill.lineTo(420, 1000)
        hill.lineTo(-420, 1000)
        hill.close()
        canvas.drawPath(hill, fill(oklch(0.66 - 0.13 * i, 0.10, hue - 20 - 26 * i)))
    canvas.drawRRect(_round(-210, 880, 420, 52, 26), fill(0xD8FFFFFF))
    for i in range(6):
        dot = oklch(0.68, 0.17, hue + 55 * i)
        canvas.drawCircle(-168 + 67 * i, 906, 17 if i == 1 else 14, fill(dot))
    canvas.restore()


def monitor(clay: Clay, tint: Tint) -> None:
    """A desktop display on its stand."""
    clay.part(shape((-70, 700), (70, 700), (84, 930), (-84, 930)), tint.paint(-0.04), flat((0.7, 0.3)), ANODISED)
    clay.part(oval(0, 950, 270, 36), tint.paint(-0.12), bevel(16), ANODISED)
    clay.part(oval(0, 942, 268, 34), tint.paint(0.02), bevel(12, tilt=(0, -0.3)), ANODISED)
    clay.part(squircle(-690, 20, 1380, 820, 30), tint.paint(), bevel(12), ANODISED)
    clay.part(squircle(-682, 28, 1364, 804, 24), GLASS_BLACK, bevel(5, bow=(0.16, 0.20)), LACQUER)


def monitor_pane() -> skia.Path:
    """The display."""
    return box(-664, 46, 1328, 768, 8)


def monitor_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """A dashboard that waits for its numbers."""
    canvas.save()
    canvas.clipPath(monitor_pane(), True)
    _dashboard_backing(canvas, (-664, 46, 1328, 768), tint)
    canvas.restore()


def monitor_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The numbers."""
    _dashboard(canvas, (-664, 46, 1328, 768), t_s, tint)


def app_window(clay: Clay, tint: Tint) -> None:
    """A window of an app, floating: a thin slab with a title bar."""
    clay.part(squircle(-740, 10, 1480, 980, 44), tint.paint(), bevel(9, bow=(0.10, 0.12)), PLASTIC)
    for i, hue in enumerate((28, 85, 145)):
        clay.part(oval(-682 + 44 * i, 56, 13), oklch(0.75, 0.15, hue), flat(), SATIN)
    clay.part(box(-420, 36, 840, 40, 20), tint.paint(-0.06), flat(), SATIN)


def app_pane() -> skia.Path:
    """What the window shows."""
    return box(-722, 100, 1444, 870, 24)


def app_backing(canvas: skia.Canvas, tint: Tint) -> None:
    """A dashboard that waits for its numbers."""
    canvas.save()
    canvas.clipPath(app_pane(), True)
    _dashboard_backing(canvas, (-722, 100, 1444, 870), tint)
    canvas.restore()


def app_screen(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The numbers."""
    _dashboard(canvas, (-722, 100, 1444, 870), t_s, tint)


FLAT_FOOT = Foot(970, 720, 22)
PRODUCTS = {
    "phone": Product(
        phone,
        520,
        ("black", "indigo"),
        (
            Detail(0, 290, 520, ("screen", "display", "app", "chart", "屏")),
            Detail(150, 120, 380, ("frame", "titanium", "edge", "camera", "边框")),
            Detail(0, 720, 520),
        ),
        None,
        phone_screen,
        phone_pane,
        backing=phone_backing,
        size=0.9,
    ),
    "laptop": Product(
        laptop,
        1560,
        ("silver", "indigo"),
        (
            Detail(-200, 420, 520, ("screen", "display", "屏")),
            Detail(320, 870, 330, ("keyboard", "keys", "typing", "aluminium", "键盘")),
            Detail(330, 300, 480),
        ),
        FLAT_FOOT,
        laptop_screen,
        laptop_pane,
        backing=laptop_backing,
        size=1.15,
    ),
    "tablet": Product(
        tablet,
        750,
        ("silver", "coral"),
        (Detail(60, 440, 520), Detail(0, 860, 360)),
        None,
        tablet_screen,
        tablet_pane,
        backing=tablet_backing,
        size=1.0,
    ),
    "monitor": Product(
        monitor,
        1400,
        ("silver", "blue"),
        (Detail(-200, 420, 480), Detail(330, 320, 460)),
        Foot(965, 280, 28),
        monitor_screen,
        monitor_pane,
        backing=monitor_backing,
        size=1.2,
    ),
    "app": Product(
        app_window,
        1490,
        ("white", "indigo"),
        (Detail(-100, 560, 520), Detail(430, 500, 460)),
        None,
        app_screen,
        app_pane,
        backing=app_backing,
        size=1.1,
    ),
}
