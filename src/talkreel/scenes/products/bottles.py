"""Bottles and jars: water, wine, perfume, serum, lotion, cream, candle, can."""

from __future__ import annotations

from talkreel.draw.colour import mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import (
    ANODISED,
    BRUSHED,
    CHROME,
    GLOSS,
    LACQUER,
    MATTE,
    PAPER,
    PLASTIC,
    RUBBER,
    SATIN,
    WAX,
)
from talkreel.scenes.products.outline import around, box, common, lathe, line, oval, shape, squircle, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff, turned
from talkreel.scenes.products.tint import Tint

GOLD = oklch(0.86, 0.088, 78)


def _print_lines(canvas: skia.Canvas, y: float, widths: tuple[float, ...], colour: int, tall: float = 12.0) -> None:
    """Lines of small print, as bars: a label never says words that nobody gave."""
    for i, wide in enumerate(widths):
        canvas.drawPath(box(-wide / 2, y + i * tall * 2.1, wide, tall, tall / 2), fill(colour))


def _monogram(canvas: skia.Canvas, y: float, r: float, colour: int) -> None:
    """A drop in a circle: the mark of no brand."""
    canvas.drawPath(oval(0, y, r), stroke(colour, r * 0.09))
    drop = shape((0, y - r * 0.58), (r * 0.42, y - r * 0.06, r * 0.40, y + r * 0.46, 0, y + r * 0.48),
                 (-r * 0.40, y + r * 0.46, -r * 0.42, y - r * 0.06, 0, y - r * 0.58))  # fmt: skip
    canvas.drawPath(drop, fill(colour))


def water_bottle(clay: Clay, tint: Tint) -> None:
    """An insulated steel bottle with a loop on its lid."""
    loop = skia.Path()
    loop.moveTo(-72, 130)
    loop.cubicTo(-92, 10, 92, 10, 72, 130)
    clay.part(stroked(loop, 30), tint.paint(-0.10), puff(15), RUBBER)
    clay.part(lathe((112, 104), (124, 110), (214, 110), (222, 106), base=8, lid=6), tint.paint(-0.10), turned(), RUBBER)
    for i in range(15):
        clay.emboss(line((-104 + 15 * i, 132), (-104 + 15 * i, 208), width=5), -0.4, 2.2)
    clay.part(lathe((220, 96), (220, 96), (256, 96), base=8), oklch(0.88, 0.005, 250), turned(), CHROME)
    body = lathe((252, 100), (268, 118), (330, 152), (400, 160), (930, 160), (966, 156), (984, 140), base=16)
    clay.part(body, tint.paint(), turned(), SATIN)
    clay.part(lathe((962, 157), (972, 154), (990, 138), base=14), oklch(0.86, 0.005, 250), turned(), BRUSHED)
    clay.paint(lambda canvas: _monogram(canvas, 560, 46, tint.ink(0.8)))


def wine_bottle(clay: Clay, tint: Tint) -> None:
    """A bottle of wine with a paper label and a foil."""
    glass = oklch(0.20, 0.045, 140)
    body = lathe((70, 45), (280, 46), (330, 56), (420, 128), (470, 140), (962, 140), (986, 128), base=14)
    clay.part(body, glass, turned(), LACQUER)
    clay.tone(box(-96, 440, 40, 520, 20), oklch(0.5, 0.12, 140, 0.5), 20)
    foil = lathe((6, 44), (12, 47), (34, 47), (34, 45), (228, 49), (228, 49), base=7, lid=5)
    clay.part(foil, tint.paint(), turned(), SATIN)
    clay.emboss(box(-60, 32, 120, 5), 0.7, 2, clip=foil)
    label = lathe((548, 141), (548, 141), (852, 141), base=13, lid=-13)
    clay.part(body, oklch(0.955, 0.018, 88), turned(), PAPER, clip=label)

    def printed(canvas: skia.Canvas) -> None:
        canvas.drawPath(box(-112, 586, 224, 5), fill(GOLD))
        canvas.drawPath(box(-112, 826, 224, 5), fill(GOLD))
        for i in range(5):
            hill = shape((-90, 712), (-40 + 10 * i, 640 + 16 * i, 20 + 8 * i, 640 + 16 * i, 90, 712))
            canvas.drawPath(hill, stroke(tint.paint(-0.02), 3.4))
        canvas.drawPath(oval(42, 640, 17), fill(GOLD))
        _print_lines(canvas, 740, (150, 96, 120), oklch(0.34, 0.03, 40), 11)

    clay.paint(printed, clip=label)


def perfume(clay: Clay, tint: Tint) -> None:
    """A heavy glass flacon with a metal cap."""
    clay.part(lathe((20, 104), (30, 110), (270, 110), (280, 106), base=10, lid=8), GOLD, turned(), CHROME)
    clay.part(oval(0, 26, 106, 12), GOLD, bevel(5, tilt=(0, -0.4)), BRUSHED)
    clay.part(lathe((278, 62), (278, 62), (330, 62), base=6), GOLD, turned(), CHROME)
    outside = squircle(-300, 322, 600, 668, 54)
    clay.part(outside, oklch(0.93, 0.02, tint.body[2], 0.55), bevel(46, bow=(0.22, 0.18)), LACQUER, opacity=0.999)
    inside = squircle(-238, 392, 476, 520, 38)
    down = [tint.paint(0.07), tint.paint(0.02), tint.paint(-0.07)]
    clay.part(inside, linear((-200, 392), (200, 912), down), bevel(30, bow=(0.25, 0.30)), GLOSS)
    clay.tone(box(-210, 860, 420, 30, 15), oklch(0.99, 0.02, 80, 0.5), 14, clip=inside)
    clay.ink(box(-7, 330, 14, 540, 6), fill(oklch(0.97, 0.01, 80, 0.35)), clip=outside)
    plate = box(-128, 560, 256, 176, 8)
    clay.shade(plate, 0.25, 10, dy=6)
    clay.part(plate, oklch(0.965, 0.012, 85), bevel(4), PAPER)

    def printed(canvas: skia.Canvas) -> None:
        canvas.drawPath(box(-116, 572, 232, 152, 4), stroke(GOLD, 3))
        _monogram(canvas, 626, 30, oklch(0.30, 0.02, 60))
        _print_lines(canvas, 676, (130, 76), oklch(0.34, 0.02, 60), 9)

    clay.paint(printed)
    clay.part(outside, 0x00000000, bevel(46, bow=(0.22, 0.18)), GLOSS, opacity=0.0, clip=_frame(outside, inside))


def _frame(outside: skia.Path, inside: skia.Path) -> skia.Path:
    path = skia.Path(outside)
    path.addPath(inside)
    path.setFillType(skia.PathFillType.kEvenOdd)
    return path


def serum(clay: Clay, tint: Tint) -> None:
    """A dropper bottle of tinted glass."""
    rubber = oklch(0.20, 0.006, 60)
    clay.part(lathe((14, 40), (40, 58), (90, 60), (150, 52), (196, 50), base=6, lid=20), rubber, turned(), RUBBER)
    clay.part(lathe((190, 104), (200, 108), (318, 108), (324, 106), base=10, lid=8), GOLD, turned(), BRUSHED)
    body = lathe((322, 84), (352, 86), (392, 120), (430, 190), (470, 204), (950, 204), (976, 196), (990, 176), base=16)
    clay.part(body, linear((0, 330), (0, 990), [tint.paint(0.03), tint.paint(), tint.paint(-0.10)]), turned(), LACQUER)
    pipette = lathe((330, 20), (330, 20), (760, 18), (840, 8), base=4)
    clay.ink(pipette, fill(oklch(0.95, 0.03, 80, 0.22), MaskFilter=blur(4)), clip=body)
    clay.tone(box(-150, 470, 60, 470, 30), tint.paint(0.22, 1.1, 0.55), 26, clip=body)
    label = lathe((540, 205), (540, 205), (880, 205), base=15, lid=-15)
    clay.part(body, oklch(0.965, 0.012, 85), turned(), PAPER, clip=label)

    def printed(canvas: skia.Canvas) -> None:
        _monogram(canvas, 628, 40, oklch(0.28, 0.02, 60))
        _print_lines(canvas, 704, (210, 130), oklch(0.28, 0.02, 60), 15)
        _print_lines(canvas, 800, (250, 250, 180), oklch(0.62, 0.01, 60), 8)

    clay.paint(printed, clip=label)


def lotion(clay: Clay, tint: Tint) -> None:
    """A pump bottle."""
    white = oklch(0.955, 0.008, 85)
    spout = shape((-26, 58), (-26, 24, 10, 14, 60, 16), (150, 20, 196, 40, 200, 78), (201, 92, 176, 94, 172, 80),
                  (160, 62, 100, 60, 30, 64))  # fmt: skip
    clay.part(spout, white, puff(22), PLASTIC)
    clay.part(lathe((40, 52), (48, 58), (92, 58), (98, 54), base=5, lid=10), white, turned(), PLASTIC)
    clay.part(lathe((96, 22), (96, 22), (190, 22), base=3), white, turned(), PLASTIC)
    clay.part(lathe((184, 72), (196, 88), (262, 90), (270, 88), base=8, lid=8), white, turned(), PLASTIC)
    for i in range(13):
        clay.emboss(line((-84 + 14 * i, 204), (-84 + 14 * i, 258), width=5), -0.35, 2.4)
    body = lathe((266, 100), (286, 150), (326, 206), (380, 220), (946, 220), (976, 212), (990, 190), base=16)
    clay.part(body, tint.paint(), turned(), SATIN)

    def printed(canvas: skia.Canvas) -> None:
        _monogram(canvas, 520, 44, tint.ink(0.9))
        _print_lines(canvas, 606, (190, 120), tint.ink(0.9), 15)
        _print_lines(canvas, 800, (220, 220, 150), tint.ink(0.45), 8)

    clay.paint(printed, clip=body)


def cream(clay: Clay, tint: Tint) -> None:
    """A jar of cream with a metal lid."""
    lid = lathe((150, 404), (166, 412), (420, 412), (436, 408), base=44, lid=46)
    body = lathe((430, 420), (452, 432), (860, 432), (920, 410), (944, 380), base=46)
    clay.part(body, tint.paint(), turned(), GLOSS)
    clay.shade(box(-440, 420, 880, 30), 0.4, 12, clip=body)
    clay.part(lid, oklch(0.88, 0.082, 76), turned(), ANODISED)
    clay.part(oval(0, 150, 404, 62), oklch(0.88, 0.082, 76), bevel(16, tilt=(0, -0.5)), ANODISED)
    for i in range(2):
        clay.emboss(lathe((392 + i * 16, 420), (398 + i * 16, 420), base=44, lid=-44), -0.4, 3, clip=lid)

    def printed(canvas: skia.Canvas) -> None:
        _print_lines(canvas, 640, (300, 190), tint.ink(0.85), 22)
        _print_lines(canvas, 780, (230,), tint.ink(0.4), 11)

    clay.paint(printed, clip=body)


def candle(clay: Clay, tint: Tint) -> None:
    """A scented candle in a tumbler, alight."""
    body = lathe((300, 352), (312, 356), (900, 340), (952, 320), (972, 290), base=44)
    clay.part(body, linear((0, 300), (0, 980), [tint.paint(0.07), tint.paint(), tint.paint(-0.10)]), turned(), GLOSS)
    clay.tone(oval(0, 330, 330, 150), oklch(0.90, 0.13, 72, 0.75), 70, clip=body)
    clay.part(oval(0, 300, 352, 72), tint.paint(0.06), bevel(10, tilt=(0, -0.35)), GLOSS)
    wax = oval(0, 318, 326, 58)
    clay.part(wax, oklch(0.955, 0.03, 82), flat((0.1, 0.1), (0, -0.45)), WAX, clip=oval(0, 306, 330, 62))
    clay.tone(oval(0, 318, 190, 36), oklch(0.97, 0.10, 78, 0.9), 26, clip=wax)
    clay.part(line((0, 316), (4, 262), width=9, curved=False), oklch(0.22, 0.02, 50), puff(4), MATTE)
    label = common(lathe((520, 352), (520, 352), (800, 345), base=44, lid=-44), box(-200, 400, 400, 520))
    clay.part(body, oklch(0.955, 0.016, 85), turned(), PAPER, clip=label)

    def printed(canvas: skia.Canvas) -> None:
        canvas.drawPath(shape((-180, 572), (-90, 590, 90, 590, 180, 572), closed=False), stroke(GOLD, 4))
        _monogram(canvas, 652, 40, oklch(0.30, 0.02, 60))
        _print_lines(canvas, 728, (180, 110), oklch(0.34, 0.02, 60), 14)

    clay.paint(printed, clip=label)


def candle_flame(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The flame, never still, and its glow."""
    del tint
    lean = 0.055 * _flicker(t_s, 1.0) + 0.03 * _flicker(t_s, 2.7)
    tall = 1 + 0.07 * _flicker(t_s, 1.9)
    glow = [oklch(0.88, 0.13, 70, 0.55), oklch(0.80, 0.15, 60, 0.16), oklch(0.75, 0.15, 55, 0.0)]
    canvas.drawCircle(0, 190, 380, fill(0xFF000000, Shader=radial((0, 190), 380, glow, [0, 0.35, 1])))
    canvas.save()
    canvas.translate(4, 268)
    canvas.skew(lean * 2, 0)
    canvas.scale(1, tall)
    flame = shape((0, 8), (-42, 6, -46, -62, -6, -178), (-2, -188, 2, -188, 5, -178), (46, -70, 42, 6, 0, 8))
    colours = [oklch(0.70, 0.18, 45, 0.9), oklch(0.88, 0.16, 78), oklch(0.98, 0.06, 95), oklch(0.75, 0.12, 250, 0.9)]
    canvas.drawPath(flame, fill(oklch(0.85, 0.16, 70, 0.5), MaskFilter=blur(20)))
    canvas.drawPath(
        flame, fill(0xFF000000, Shader=linear((0, -180), (0, 8), colours, [0, 0.35, 0.75, 1]), MaskFilter=blur(2))
    )
    canvas.restore()


def _flicker(t_s: float, rate: float) -> float:
    """A restless value, -1..1."""
    x = around(0, 0, 1, t_s * rate * 217.0 + 40)[0]
    y = around(0, 0, 1, t_s * rate * 391.0 + 100)[1]
    return 0.6 * x + 0.4 * y


def can(clay: Clay, tint: Tint) -> None:
    """A drinks can."""
    steel = oklch(0.88, 0.005, 250)
    body = lathe((78, 190), (150, 258), (150, 258), (880, 258), (880, 258), (940, 206), (960, 200), base=28)
    down = [tint.paint(0.10), tint.paint(), tint.toward((0.5, tint.body[1], tint.body[2] + 30), 0.5)]
    clay.part(body, linear((-100, 80), (100, 960), down), turned(), SATIN)
    clay.part(lathe((930, 212), (944, 204), (966, 198), base=28), steel, turned(), CHROME)
    clay.part(lathe((56, 194), (66, 200), (84, 196), (92, 206), base=24, lid=24), steel, turned(), CHROME)
    clay.part(oval(0, 56, 194, 28), steel, bevel(8, tilt=(0, -0.3)), CHROME)
    clay.part(oval(0, 60, 172, 21), oklch(0.80, 0.005, 250), puff(14, strength=-0.5, tilt=(0, -0.4)), BRUSHED)
    clay.part(oval(0, 58, 62, 10), steel, bevel(4, tilt=(0, -0.3)), CHROME)
    label = box(-262, 150, 524, 730)

    def printed(canvas: skia.Canvas) -> None:
        for i in range(3):
            wave = shape(
                (-280, 640 + 70 * i), (-120, 540 + 70 * i, 60, 760 + 70 * i, 280, 600 + 70 * i), (280, 960), (-280, 960)
            )
            canvas.drawPath(wave, fill(paint_of(mix(tint.body, (0.97, 0.03, tint.body[2]), 0.30 + 0.24 * i), 0.75)))
        canvas.drawPath(oval(0, 380, 112), fill(oklch(0.98, 0.01, 90)))
        _monogram(canvas, 380, 66, tint.paint(-0.05))

    clay.paint(printed, clip=label)


PRODUCTS = {
    "water bottle": Product(
        water_bottle, 420, ("sage", "forest"), (Detail(0, 180, 360), Detail(20, 560, 360)), Foot(978, 150, 18)
    ),
    "wine": Product(
        wine_bottle, 380, ("burgundy", "gold"), (Detail(0, 690, 380), Detail(0, 160, 360)), Foot(984, 138, 16)
    ),
    "perfume": Product(
        perfume, 660, ("blush", "gold"), (Detail(0, 620, 420), Detail(40, 190, 400)), Foot(982, 290, 16), size=0.66
    ),
    "serum": Product(
        serum, 520, ("amber", "gold"), (Detail(0, 640, 420), Detail(0, 190, 380)), Foot(984, 190, 18), size=0.7
    ),
    "lotion": Product(
        lotion, 520, ("sage", "cream"), (Detail(40, 130, 360), Detail(0, 580, 420)), Foot(984, 210, 18), size=0.85
    ),
    "cream": Product(
        cream, 940, ("white", "gold"), (Detail(-120, 330, 420), Detail(0, 680, 420)), Foot(955, 400, 48), size=0.45
    ),
    "candle": Product(
        candle,
        780,
        ("cream", "amber"),
        (Detail(0, 270, 420), Detail(0, 660, 420)),
        Foot(968, 310, 46),
        live=candle_flame,
        size=0.6,
    ),
    "can": Product(
        can, 560, ("coral", "yellow"), (Detail(0, 380, 420), Detail(0, 90, 300)), Foot(966, 200, 28), size=0.75
    ),
}
