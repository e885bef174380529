"""Sound and pictures: headphones, earbuds, speaker, camera, microphone, game controller."""

from __future__ import annotations

from talkreel.draw.colour import oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, radial, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import BRUSHED, CHROME, FABRIC, GLOSS, LACQUER, LEATHER, PLASTIC, RUBBER, SATIN
from talkreel.scenes.products.outline import (
    arc,
    around,
    box,
    joined,
    lathe,
    line,
    oval,
    ring,
    shape,
    spun,
    squircle,
    stroked,
)
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import ball, bevel, flat, puff, tube, turned
from talkreel.scenes.products.tint import Tint


def headphones(clay: Clay, tint: Tint) -> None:
    """Over-ear headphones from the front, a little turned."""
    band = skia.Path()
    band.moveTo(-318, 560)
    band.cubicTo(-330, -70, 330, -70, 318, 560)
    clay.part(stroked(band, 84), tint.paint(-0.06), puff(40), LEATHER)
    inner = skia.Path()
    inner.moveTo(-296, 520)
    inner.cubicTo(-300, 20, 300, 20, 296, 520)
    clay.part(stroked(inner, 46), tint.paint(0.04), puff(24), FABRIC)
    for side in (-1, 1):
        arm = shape((side * 296, 400), (side * 346, 400), (side * 356, 640), (side * 300, 640))
        clay.part(arm, oklch(0.84, 0.006, 250), bevel(16), BRUSHED)
        pad = spun(squircle(side * 292 - 80, 496, 160, 466, 78), side * -4, side * 300, 720)
        clay.part(pad, tint.paint(-0.08), puff(58), LEATHER)
        cup = spun(squircle(side * 392 - 124, 478, 248, 500, 118), side * -4, side * 386, 730)
        clay.shade(cup, 0.5, 16)
        clay.part(cup, tint.paint(0.03), puff(96), SATIN)
        rim = spun(squircle(side * 408 - 78, 536, 156, 388, 76), side * -4, side * 398, 730)
        clay.part(rim, oklch(0.86, 0.006, 250), bevel(10), BRUSHED)
        face = spun(squircle(side * 408 - 69, 545, 138, 370, 68), side * -4, side * 398, 730)
        clay.part(face, tint.paint(0.05), bevel(16, bow=(0.34, 0.34)), SATIN)
        clay.paint(lambda canvas, x=side * 408.0: canvas.drawCircle(x, 730, 24, stroke(tint.ink(0.7), 4)))
    clay.part(oval(-470, 868, 7, 11), oklch(0.82, 0.14, 150), flat(), SATIN)


def earbuds(clay: Clay, tint: Tint) -> None:
    """Two earbuds above their open case."""
    for side in (-1, 1):
        stem = shape(
            (side * 118, 210),
            (side * 164, 210),
            (side * 156, 470),
            (side * 152, 500, side * 132, 500),
            (side * 118, 500, side * 116, 470),
        )
        clay.part(stem, tint.paint(), puff(24), GLOSS)
        clay.part(box(side * 136 - 13, 484, 26, 12, 6), oklch(0.72, 0.02, 250), bevel(4), CHROME)
        head = spun(oval(side * 150, 158, 106, 92), side * -18, side * 150, 158)
        clay.part(head, tint.paint(), ball(0.94), GLOSS)
        tip = spun(oval(side * 66, 196, 42, 54), side * -18, side * 66, 196)
        clay.part(tip, oklch(0.42, 0.006, 260), ball(0.96), SATIN)
        clay.part(
            spun(oval(side * 186, 128, 26, 10), side * 32, side * 186, 128), oklch(0.16, 0.005, 260), flat(), SATIN
        )
    lid = joined(lathe((520, 236), (560, 300), (640, 318), (640, 318), base=46, lid=30), oval(0, 640, 318, 46))
    clay.part(lid, tint.paint(-0.03), puff(120), GLOSS)
    clay.part(oval(0, 640, 296, 40), tint.paint(-0.12), puff(60, strength=-0.8), SATIN)
    base = lathe((716, 318), (716, 318), (840, 318), (930, 286), (968, 220), base=26)
    clay.part(oval(0, 716, 318, 50), tint.paint(-0.04), bevel(12, tilt=(0, -0.4)), GLOSS)
    well = oval(0, 718, 292, 42)
    clay.part(well, tint.paint(-0.16), flat((0.2, 0.1), (0, -0.3)), SATIN)
    for side in (-1, 1):
        hole = oval(side * 128, 718, 96, 26)
        clay.part(hole, tint.paint(-0.34), puff(30, strength=-0.8), SATIN)
    clay.part(base, tint.paint(), turned(), GLOSS, clip=_below(716, 50))
    clay.part(box(-60, 628, 120, 50, 14), oklch(0.80, 0.006, 250), tube(), BRUSHED, clip=box(-60, 660, 120, 40))
    clay.part(oval(0, 838, 9), oklch(0.84, 0.17, 145), flat(), SATIN)


def _below(y: float, ry: float) -> skia.Path:
    """All that lies below the front edge of an ellipse at `y`."""
    return shape((-400, y), (-318, y + ry * 1.36, 318, y + ry * 1.36, 400, y), (400, 1000), (-400, 1000))


def speaker(clay: Clay, tint: Tint) -> None:
    """A cylindrical speaker in woven cloth with a ring of light."""
    body = lathe((110, 280), (150, 306), (260, 318), (840, 318), (930, 296), (968, 262), base=40)
    clay.part(body, tint.paint(), turned(), FABRIC)
    clay.part(lathe((900, 307), (932, 296), (972, 260), base=40), tint.paint(-0.12), turned(), RUBBER)
    clay.part(oval(0, 112, 284, 66), tint.paint(-0.06), bevel(14, tilt=(0, -0.4)), SATIN)
    clay.part(oval(0, 110, 256, 56), oklch(0.14, 0.006, 270), flat((0.25, 0.2), (0, -0.42)), LACQUER)
    for kind in range(3):
        x = -96 + 96 * kind
        mark = line((x - 12, 112), (x + 12, 112), width=5)
        clay.ink(mark, fill(0xB0FFFFFF))
    tab = box(-52, 760, 104, 44, 8)
    clay.part(tab, tint.paint(0.10), bevel(5), SATIN)


def speaker_light(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """A ring of light that runs round the top."""
    canvas.save()
    canvas.translate(0, 110)
    canvas.scale(1, 0.225)
    matrix = skia.Matrix()
    matrix.setRotate(t_s * 80 % 360)
    one, two = tint.accent, (0.75, 0.15, tint.accent[2] + 90)
    colours = [paint_of(one), paint_of(two), paint_of(one, 0.2), paint_of(one)]
    ring_of_light = skia.GradientShader.MakeSweep(0, 0, colours, [0, 0.3, 0.7, 1], localMatrix=matrix)
    canvas.drawCircle(0, 0, 268, stroke(0xFF000000, 26, Shader=ring_of_light, MaskFilter=blur(14)))
    canvas.drawCircle(0, 0, 268, stroke(0xFF000000, 8, Shader=ring_of_light))
    canvas.restore()


def camera(clay: Clay, tint: Tint) -> None:
    """A mirrorless camera with a large lens."""
    steel = oklch(0.80, 0.006, 250)
    clay.part(box(-430, 206, 120, 60, 18), steel, bevel(10), BRUSHED)
    clay.part(box(246, 196, 130, 64, 14), steel, bevel(10), BRUSHED)
    for i in range(12):
        clay.emboss(line((252 + 11 * i, 200), (252 + 11 * i, 256), width=4), -0.5, 1.6)
    clay.part(oval(-370, 200, 40, 13), oklch(0.70, 0.19, 30), bevel(8), GLOSS)
    hump = shape((-190, 266), (-150, 130, -130, 116, -96, 116), (96, 116), (130, 116, 150, 130, 190, 266))
    clay.part(hump, tint.paint(0.02), bevel(30, bow=(0.2, 0.3)), SATIN)
    clay.part(box(-72, 96, 144, 24, 8), steel, tube(), BRUSHED)
    body = squircle(-560, 240, 1120, 640, 70)
    clay.part(body, tint.paint(), bevel(30, bow=(0.22, 0.2)), SATIN)
    grip = squircle(-560, 330, 1120, 470, 30)
    clay.part(grip, tint.paint(-0.06), bevel(10, bow=(0.22, 0.2)), LEATHER)
    handle = squircle(-566, 300, 190, 560, 70)
    clay.part(handle, tint.paint(-0.03), puff(80), LEATHER)
    clay.part(box(300, 262, 190, 40, 8), tint.paint(0.06), bevel(5), SATIN)
    _lens(clay, 60, 560, 330)
    clay.part(oval(478, 370, 26), oklch(0.95, 0.03, 90), bevel(10), GLOSS)


def _lens(clay: Clay, cx: float, cy: float, r: float) -> None:
    black = oklch(0.19, 0.004, 270)
    clay.shade(oval(cx, cy, r), 0.75, 26, dx=8, dy=16)
    clay.part(oval(cx, cy, r), oklch(0.86, 0.006, 250), bevel(18), BRUSHED)
    clay.part(oval(cx, cy, r * 0.955), black, bevel(46), SATIN)
    for i in range(72):
        one, other = around(cx, cy, r * 0.955, i * 5), around(cx, cy, r * 0.845, i * 5)
        clay.emboss(line(one, other, width=6), 0.55, 2)
    clay.part(oval(cx, cy, r * 0.80), black, bevel(30), PLASTIC)
    clay.part(ring(cx, cy, r * 0.70, r * 0.70, r * 0.685, r * 0.685), oklch(0.60, 0.20, 28), flat(), SATIN)
    for i in range(4):
        clay.part(
            oval(cx, cy, r * (0.66 - 0.07 * i)), oklch(0.15 - 0.02 * i, 0.006, 270), bevel(16, strength=-1), SATIN
        )
    glass = oval(cx, cy, r * 0.44)
    depth = radial(
        (cx - r * 0.1, cy - r * 0.1),
        r * 0.46,
        [oklch(0.14, 0.06, 285), oklch(0.22, 0.10, 262), oklch(0.30, 0.10, 220), oklch(0.07, 0.02, 270)],
        [0, 0.4, 0.72, 1],
    )
    clay.part(glass, depth, ball(0.82), LACQUER)
    clay.tone(oval(cx + r * 0.14, cy + r * 0.18, r * 0.15, r * 0.11), oklch(0.60, 0.17, 320, 0.55), 16, clip=glass)
    clay.tone(oval(cx - r * 0.02, cy + r * 0.06, r * 0.10), oklch(0.65, 0.14, 160, 0.40), 12, clip=glass)


def microphone(clay: Clay, tint: Tint) -> None:
    """A studio microphone on a small stand."""
    clay.part(oval(0, 950, 210, 38), tint.paint(-0.02), bevel(20, tilt=(0, -0.1)), SATIN)
    clay.part(lathe((800, 20), (800, 20), (940, 24), base=8), oklch(0.80, 0.006, 250), turned(), BRUSHED)
    yoke = arc(0, 430, 216, 20, 140)
    clay.part(stroked(yoke, 30), oklch(0.80, 0.006, 250), puff(15), CHROME)
    clay.part(lathe((600, 26), (640, 34), (800, 26), base=6), tint.paint(0.05), turned(), SATIN)
    head = lathe((60, 90), (90, 128), (150, 156), (400, 160), base=22, lid=34)
    clay.part(head, oklch(0.66, 0.006, 250), turned(), BRUSHED)
    for i in range(19):
        clay.emboss(line((-162 + 18 * i, 30), (-162 + 18 * i, 420), width=5), -0.7, 2, clip=head)
    for i in range(20):
        clay.emboss(line((-170, 44 + 19 * i), (170, 44 + 19 * i), width=5), -0.7, 2, clip=head)
    clay.part(lathe((392, 168), (392, 168), (424, 168), base=22), oklch(0.85, 0.006, 250), turned(), CHROME)
    clay.part(lathe((424, 160), (424, 160), (600, 156), (660, 110), (676, 60), base=10), tint.paint(), turned(), SATIN)
    clay.part(oval(0, 520, 15), oklch(0.72, 0.20, 28), bevel(8), GLOSS)
    for side in (-1, 1):
        clay.part(oval(side * 206, 440, 30, 34), oklch(0.86, 0.006, 250), puff(26), CHROME)


def controller(clay: Clay, tint: Tint) -> None:
    """A game controller."""
    for side in (-1, 1):
        clay.part(
            shape((side * 150, 176), (side * 200, 120, side * 380, 112, side * 440, 190), (side * 300, 210)),
            tint.paint(-0.30),
            puff(26),
            GLOSS,
        )
    body = shape(
        (0, 168), (240, 150, 330, 150, 420, 178), (560, 220, 660, 560, 664, 730), (666, 900, 520, 900, 440, 790),
        (370, 690, 330, 660, 250, 656), (-250, 656), (-330, 660, -370, 690, -440, 790),
            (-520, 900, -666, 900, -664, 730),
        (-660, 560, -560, 220, -420, 178), (-330, 150, -240, 150, 0, 168),
    )  # fmt: skip
    clay.part(body, tint.paint(), puff(120), SATIN)
    clay.part(squircle(-150, 216, 300, 150, 30), tint.paint(-0.22), bevel(12, bow=(0.2, 0.2)), GLOSS)
    for x, y in ((-190, 540), (190, 540)):
        clay.shade(oval(x, y, 96), 0.45, 12)
        clay.part(oval(x, y, 92), oklch(0.20, 0.006, 270), bevel(16, strength=-1), RUBBER)
        clay.part(oval(x, y, 76), oklch(0.26, 0.006, 270), puff(60), RUBBER)
        clay.part(oval(x, y, 52), oklch(0.22, 0.006, 270), puff(30, strength=-0.7), RUBBER)
    cross = joined(box(-430, 356, 168, 60, 12), box(-376, 302, 60, 168, 12))
    clay.shade(cross, 0.4, 8)
    clay.part(cross, oklch(0.26, 0.006, 270), bevel(12, bow=(0.2, 0.2)), SATIN)
    for i, hue in enumerate((150, 28, 258, 88)):
        x, y = around(346, 386, 76, -90 + 90 * i)
        clay.shade(oval(x, y, 38), 0.4, 7)
        clay.part(oval(x, y, 35), oklch(0.72, 0.16, hue), puff(22), GLOSS)
    clay.part(oval(0, 440, 26), oklch(0.95, 0.01, 90), bevel(8), GLOSS)


PRODUCTS = {
    "headphones": Product(
        headphones,
        1070,
        ("midnight", "gold"),
        (
            Detail(-380, 720, 480, ("cup", "cushion", "ear", "noise", "comfort", "耳罩", "降噪")),
            Detail(0, 120, 420, ("band", "headband", "leather", "头梁")),
            Detail(360, 600, 420),
        ),
        None,
        size=0.85,
    ),
    "earbuds": Product(
        earbuds,
        680,
        ("white", "mint"),
        (Detail(-120, 200, 420), Detail(0, 740, 420, ("case", "charging", "battery", "充电"))),
        Foot(972, 230, 26),
        size=0.55,
    ),
    "speaker": Product(
        speaker,
        680,
        ("charcoal", "turquoise"),
        (Detail(0, 130, 380), Detail(-60, 600, 420)),
        Foot(972, 270, 40),
        speaker_light,
        size=0.62,
    ),
    "camera": Product(
        camera,
        1160,
        ("black", "red"),
        (Detail(60, 560, 560, ("lens", "glass", "aperture", "zoom", "镜头")), Detail(-400, 320, 420)),
        Foot(876, 500, 18),
        size=0.66,
    ),
    "microphone": Product(
        microphone, 480, ("black", "red"), (Detail(0, 220, 420), Detail(0, 560, 380)), Foot(968, 205, 36), size=0.85
    ),
    "game controller": Product(
        controller, 1360, ("white", "indigo"), (Detail(340, 400, 420), Detail(-300, 440, 420)), None, size=0.6
    ),
}
