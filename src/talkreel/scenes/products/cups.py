"""Cups and glasses: coffee, tea, takeaway, beer, wine, cocktail, juice."""

from __future__ import annotations

import numpy as np

from talkreel.draw.colour import mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import CERAMIC, CREAM, GLASS, LEAF, MATTE, PAPER, PLASTIC, SATIN, SAUCE
from talkreel.scenes.products.outline import around, box, joined, lathe, line, moved, oval, ring, shape, spun, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import ball, bevel, flat, puff, turned
from talkreel.scenes.products.tint import Tint


def _saucer(clay: Clay, tint: Tint, y: float, rx: float) -> None:
    ry = rx * 0.225
    clay.part(oval(0, y + 22, rx * 0.62, ry * 0.72), tint.paint(-0.10), turned(), CERAMIC)
    clay.part(oval(0, y + 10, rx, ry), tint.paint(-0.04), ball(0.9), CERAMIC)
    clay.part(oval(0, y, rx, ry), tint.paint(), bevel(16, tilt=(0, -0.50), strength=0.7), CERAMIC)
    well = oval(0, y + 4, rx * 0.66, ry * 0.66)
    clay.part(well, tint.paint(), puff(60, strength=-0.35, tilt=(0, -0.42)), CERAMIC)


def _latte(clay: Clay, cx: float, cy: float, rx: float, ry: float) -> None:
    """Coffee with a poured leaf in its foam, seen as an ellipse."""
    surface = oval(cx, cy, rx, ry)
    clay.part(surface, oklch(0.42, 0.095, 52), flat((0.16, 0.10), (0, -0.44)), SAUCE)
    clay.paint(lambda canvas: _crema(canvas, cx, cy, rx, ry), clip=surface)
    foam = oklch(0.955, 0.028, 82)
    place = skia.Matrix()
    place.setTranslate(cx, cy)
    place.preScale(rx, ry)
    for petal in _rosetta():
        clay.part(moved(petal, place), foam, bevel(7, tilt=(0, -0.42), strength=0.5), CREAM, clip=surface)


def _rosetta() -> list[skia.Path]:
    """The poured leaf in a circle of radius 1: crescents, a heart on top, a stem drawn through."""
    petals: list[skia.Path] = []
    for i in range(5):
        y, wide = 0.44 - 0.20 * i, (0.30, 0.42, 0.50, 0.46, 0.34)[i]
        sag, thick = 0.42, 0.172
        petals.append(
            shape(
                (-wide, y - 0.22), (-wide * 0.86, y + sag * 0.42, -wide * 0.3, y + sag * 0.5, 0, y + sag * 0.62),
                (wide * 0.3, y + sag * 0.5, wide * 0.86, y + sag * 0.42, wide, y - 0.22),
                (wide * 0.7, y + sag * 0.30 - thick, wide * 0.3, y + sag * 0.5 - thick, 0, y + sag * 0.62 - thick),
                (-wide * 0.3, y + sag * 0.5 - thick, -wide * 0.7, y + sag * 0.30 - thick, -wide, y - 0.22),
            )
        )  # fmt: skip
    heart = shape((0, -0.34), (-0.36, -0.50, -0.36, -0.86, -0.14, -0.84), (-0.04, -0.83, 0, -0.76, 0, -0.74),
                  (0, -0.76, 0.04, -0.83, 0.14, -0.84), (0.36, -0.86, 0.36, -0.50, 0, -0.34))  # fmt: skip
    petals.append(heart)
    petals.append(shape((-0.030, -0.5), (0.030, -0.5), (0.022, 0.86), (-0.022, 0.86)))
    return petals


def _crema(canvas: skia.Canvas, cx: float, cy: float, rx: float, ry: float) -> None:
    canvas.save()
    canvas.translate(cx, cy)
    canvas.scale(1, ry / rx)
    colours = [oklch(0.56, 0.11, 60), oklch(0.50, 0.115, 56), oklch(0.40, 0.10, 50), oklch(0.30, 0.075, 45)]
    canvas.drawCircle(0, 0, rx, fill(0xFF000000, Shader=radial((-rx * 0.1, -rx * 0.1), rx * 1.05, colours)))
    canvas.drawCircle(0, 0, rx * 0.93, stroke(oklch(0.74, 0.11, 68, 0.65), rx * 0.055, MaskFilter=blur(rx * 0.02)))
    canvas.restore()


def coffee(clay: Clay, tint: Tint) -> None:
    """A cup of latte on its saucer."""
    _saucer(clay, tint, 858, 560)
    body = lathe(
        (292, 352), (400, 342), (540, 310), (660, 248), (752, 168), (790, 138), (790, 138), (812, 138), base=24
    )
    clay.shade(oval(40, 846, 320, 56), 0.30, 34)
    clay.shade(oval(0, 828, 160, 30), 0.55, 14)
    handle = skia.Path()
    handle.moveTo(322, 398)
    handle.cubicTo(470, 350, 540, 440, 500, 540)
    handle.cubicTo(470, 630, 380, 672, 190, 640)
    clay.part(stroked(handle, 62), tint.paint(), puff(31), CERAMIC)
    clay.part(body, tint.paint(), turned(), CERAMIC)
    clay.part(oval(0, 292, 352, 84), tint.paint(), bevel(12, tilt=(0, -0.35)), CERAMIC)
    clay.part(oval(0, 298, 330, 74), tint.paint(-0.03), puff(60, strength=-0.45, tilt=(0, 0.15)), CERAMIC)
    inside = oval(0, 298, 330, 74)
    clay.shade(ring(0, 270, 420, 150, 330, 66, drop=50), 0.10, 14, clip=inside)
    _latte(clay, 0, 312, 308, 61)
    clay.shade(ring(0, 300, 400, 140, 322, 70, drop=20), 0.30, 10, clip=oval(0, 312, 308, 61))


def mug(clay: Clay, tint: Tint) -> None:
    """A mug of black coffee or tea, taller than wide."""
    handle = skia.Path()
    handle.moveTo(190, 300)
    handle.cubicTo(400, 250, 450, 640, 180, 720)
    clay.part(stroked(handle, 72), tint.paint(), puff(36), CERAMIC)
    cx = -90
    body = lathe((150, 318), (150, 318), (880, 318), (940, 306), (966, 280), base=40, cx=cx)
    clay.part(body, tint.paint(), turned(), CERAMIC)
    clay.part(oval(cx, 150, 318, 72), tint.paint(), bevel(12, tilt=(0, -0.35)), CERAMIC)
    inside = oval(cx, 156, 294, 63)
    clay.part(inside, tint.paint(-0.05), puff(60, strength=-0.45, tilt=(0, 0.15)), CERAMIC)
    surface = oval(cx, 182, 280, 52)
    clay.part(surface, oklch(0.24, 0.06, 48), flat((0.2, 0.1), (0, -0.4)), SAUCE, clip=inside)
    edge = stroke(oklch(0.56, 0.12, 60, 0.8), 9, MaskFilter=blur(4))
    clay.ink(oval(cx, 182, 274, 50), edge, clip=inside)
    clay.shade(ring(cx, 150, 380, 130, 294, 58, drop=16), 0.35, 12, clip=inside)


def takeaway(clay: Clay, tint: Tint) -> None:
    """A paper cup with lid and sleeve."""
    clay.part(lathe((150, 268), (150, 268), (980, 196), base=26), oklch(0.955, 0.014, 85), turned(-0.04), PAPER)
    sleeve = lathe((420, 248), (420, 248), (800, 214), base=32, lid=-34)
    clay.shade(sleeve, 0.3, 8)
    clay.part(sleeve, tint.paint(), turned(-0.04), PAPER)
    for k in range(21):
        x = -240 + 24 * k
        clay.emboss(line((x * 1.02, 380), (x * 0.86, 850), width=7), 0.30, 3, clip=sleeve)
    mark = oval(0, 634, 84)
    clay.ink(mark, fill(oklch(0.965, 0.02, 85)))
    bean = spun(oval(0, 634, 36, 52), 24, 0, 634)
    crease = spun(line((0, 588), (12, 622), (-12, 648), (0, 680), width=8, curved=True), 24, 0, 634)
    clay.ink(bean, fill(tint.paint(-0.08)))
    clay.ink(crease, fill(oklch(0.965, 0.02, 85)))
    lid = oklch(0.22, 0.012, 50)
    clay.shade(lathe((120, 280), (166, 284), base=30), 0.4, 8)
    clay.part(lathe((112, 282), (128, 290), (160, 290), (170, 280), base=34, lid=40), lid, turned(-0.1), PLASTIC)
    clay.part(lathe((58, 244), (58, 244), (112, 258), base=34, lid=34), lid, turned(-0.1), PLASTIC)
    clay.part(oval(0, 56, 244, 40), lid, bevel(12, tilt=(0, -0.5)), PLASTIC)
    clay.part(oval(0, 60, 214, 32), oklch(0.19, 0.012, 50), puff(20, strength=-0.6, tilt=(0, -0.4)), PLASTIC)
    clay.part(oval(-120, 62, 22, 7), oklch(0.05, 0.01, 50), flat(), MATTE)


def _glass(clay: Clay, outside: skia.Path, hue: float = 220) -> None:
    """Empty glass over what is in it."""
    clay.part(outside, oklch(0.90, 0.01, hue, 0.10), turned(), GLASS, opacity=0.999)


def beer(clay: Clay, tint: Tint) -> None:
    """A glass of beer with a head of foam."""
    profile = ((150, 250), (500, 232), (800, 196), (930, 182), (930, 182))
    inside = lathe((150, 238), (500, 220), (800, 184), (890, 172), base=22)
    gold = linear(
        (0, 180), (0, 900), [paint_of(mix(tint.body, (0.86, 0.15, 88), 0.3)), tint.paint(), tint.paint(-0.10)]
    )
    clay.part(inside, gold, turned(), SATIN)
    rng = np.random.default_rng(7)
    bubbles = skia.Path()
    for x, y, r in zip(rng.uniform(-210, 210, 90), rng.uniform(250, 860, 90), rng.uniform(1.5, 5.5, 90), strict=True):
        bubbles.addCircle(float(x), float(y), float(r))
    clay.ink(bubbles, fill(oklch(0.97, 0.05, 92, 0.55)), clip=inside)
    foam = lathe((120, 236), (200, 242), (262, 232), base=26)
    for i in range(9):
        x = -196 + 49 * i
        foam = joined(foam, oval(x, 122 - 44 * (1 - ((i - 4) / 4.6) ** 2), 52 + (i * 13) % 17, 50 + (i * 7) % 12))
    clay.part(foam, oklch(0.97, 0.022, 88), puff(90), CREAM)
    for i in range(9):
        x, y = -180 + 46 * i, 116 - 40 * (1 - ((i - 4) / 4.6) ** 2)
        clay.emboss(oval(x, y, 34, 26), 0.5, 16, clip=foam)
    _glass(clay, lathe(*profile, (976, 176), base=24))
    clay.part(lathe((900, 186), (930, 182), (976, 176), base=24), oklch(0.95, 0.01, 200, 0.35), turned(0.1), GLASS)


def wine(clay: Clay, tint: Tint) -> None:
    """A glass of wine."""
    bowl = lathe((30, 196), (160, 236), (300, 244), (420, 210), (500, 120), (545, 34), base=4)
    clay.part(oval(0, 948, 200, 34), oklch(0.92, 0.008, 220, 0.22), bevel(10, tilt=(0, -0.4)), GLASS, opacity=0.999)
    stem = lathe((530, 30), (580, 15), (860, 13), (920, 34), (944, 90), base=10)
    clay.part(stem, oklch(0.94, 0.006, 220, 0.30), turned(), GLASS, opacity=0.999)
    clay.part(bowl, oklch(0.93, 0.006, 220, 0.10), turned(), GLASS, opacity=0.999)
    liquid = lathe((290, 238), (330, 236), (420, 204), (498, 116), (532, 40), base=4)
    clay.part(liquid, tint.paint(), turned(), SATIN)
    clay.part(oval(0, 290, 238, 36), tint.paint(0.10), flat((0.1, 0.1), (0, -0.5)), SAUCE)
    clay.part(bowl, 0x00000000, turned(), GLASS, opacity=0.999)
    clay.part(ring(0, 30, 198, 30, 190, 26), oklch(0.97, 0.0, 0, 0.45), flat((0.2, 0.2)), GLASS, opacity=0.999)


def cocktail(clay: Clay, tint: Tint) -> None:
    """A coupe with a twist of orange."""
    bowl = lathe((120, 330), (200, 330), (330, 262), (420, 120), (448, 30), base=4)
    clay.part(oval(0, 946, 196, 34), oklch(0.92, 0.008, 220, 0.22), bevel(10, tilt=(0, -0.4)), GLASS, opacity=0.999)
    stem = lathe((440, 28), (500, 14), (860, 12), (918, 34), (942, 90), base=10)
    clay.part(stem, oklch(0.94, 0.006, 220, 0.30), turned(), GLASS, opacity=0.999)
    liquid = lathe((178, 318), (220, 316), (326, 250), (412, 116), (436, 36), base=4)
    down = linear(
        (0, 180), (0, 440), [paint_of(mix(tint.body, (0.85, 0.12, 85), 0.45)), tint.paint(), tint.paint(-0.06)]
    )
    clay.part(liquid, down, turned(), SATIN)
    clay.part(oval(0, 178, 318, 50), tint.toward((0.86, 0.12, 85), 0.5), flat((0.1, 0.1), (0, -0.5)), SAUCE)
    clay.part(bowl, oklch(0.95, 0.0, 0, 0.06), turned(), GLASS, opacity=0.999)
    clay.part(ring(0, 122, 330, 50, 320, 44), oklch(0.97, 0.0, 0, 0.45), flat((0.2, 0.2)), GLASS, opacity=0.999)
    slice_ = oval(214, 116, 96)
    clay.part(slice_, oklch(0.72, 0.17, 58), bevel(14), SATIN)
    clay.part(oval(214, 116, 82), oklch(0.95, 0.04, 85), flat(), SATIN)
    for i in range(8):
        one, other = around(214, 116, 72, i * 45 + 5), around(214, 116, 72, i * 45 + 40)
        clay.part(
            shape((214, 116), one, (*around(214, 116, 86, i * 45 + 22), *other)), oklch(0.80, 0.15, 68), bevel(8), SAUCE
        )


def juice(clay: Clay, tint: Tint) -> None:
    """A tumbler of juice with ice, a straw and a leaf of mint."""
    clay.part(line((40, 420), (190, 20), width=26), oklch(0.96, 0.01, 90), puff(13), PLASTIC)
    for i in range(7):
        y = 60 + 56 * i
        x = 190 - (y - 20) * 0.375
        clay.ink(
            line((x - 14, y - 8), (x + 14, y + 12), width=16),
            fill(oklch(0.62, 0.20, 22)),
            clip=line((40, 420), (190, 20), width=26),
        )
    inside = lathe((330, 250), (330, 250), (920, 214), base=26)
    clay.part(inside, linear((0, 320), (0, 950), [tint.paint(0.06), tint.paint(), tint.paint(-0.06)]), turned(), SATIN)
    clay.part(oval(0, 330, 250, 44), tint.paint(0.07), flat((0.1, 0.1), (0, -0.5)), SAUCE)
    for x, y, turn in ((-120, 352, 18), (60, 380, -24), (-20, 470, 40)):
        cube = spun(box(x - 66, y - 62, 132, 124, 26), turn, x, y)
        clay.part(
            cube,
            oklch(0.96, 0.03, tint.body[2], 0.42),
            bevel(22),
            GLASS,
            clip=joined(inside, oval(0, 330, 250, 44)),
            opacity=0.999,
        )
    _glass(clay, lathe((250, 264), (250, 264), (960, 226), base=30))
    clay.part(ring(0, 250, 264, 46, 254, 41), oklch(0.97, 0.0, 0, 0.5), flat((0.2, 0.2)), GLASS, opacity=0.999)
    for turn, long in ((-40, 110), (8, 130), (50, 100)):
        leaf = spun(
            shape((-90, 300), (-130, 300 - long * 0.5, -120, 300 - long), (-60, 300 - long * 0.6, -90, 300)),
            turn,
            -90,
            300,
        )
        clay.part(leaf, oklch(0.62, 0.15, 142), puff(18), LEAF)


PRODUCTS = {
    "coffee": Product(
        coffee,
        1130,
        ("white", "cognac"),
        (
            Detail(0, 320, 330, ("latte", "foam", "art", "crema", "espresso", "roast", "拉花")),
            Detail(330, 470, 380),
            Detail(-60, 640, 460),
        ),
        Foot(905, 545, 62),
        steam=(0, 290, 420),
        size=0.62,
    ),
    "mug": Product(
        mug,
        850,
        ("terracotta", "brown"),
        (Detail(0, 200, 330), Detail(250, 460, 420)),
        Foot(966, 300, 40, -90),
        steam=(-90, 160, 360),
        size=0.58,
    ),
    "takeaway cup": Product(
        takeaway,
        600,
        ("tan", "brown"),
        (Detail(0, 620, 420), Detail(-60, 100, 300)),
        Foot(972, 200, 30),
        size=0.82,
    ),
    "beer": Product(
        beer, 560, ("amber", "gold"), (Detail(0, 170, 360), Detail(60, 560, 420)), Foot(972, 180, 26), size=0.85
    ),
    "wine glass": Product(
        wine, 520, ("burgundy", "red"), (Detail(0, 320, 420), Detail(0, 860, 320)), Foot(950, 200, 32), size=0.9
    ),
    "cocktail": Product(
        cocktail, 700, ("orange", "amber"), (Detail(120, 180, 380), Detail(0, 420, 380)), Foot(950, 196, 32), size=0.85
    ),
    "juice": Product(
        juice, 560, ("orange", "coral"), (Detail(0, 340, 380), Detail(0, 720, 420)), Foot(960, 230, 30), size=0.8
    ),
}
