"""Car, bicycle, house, dumbbell, ring, key, umbrella-free: what stands outside, or is carried."""

from __future__ import annotations

import math

from talkreel.draw.colour import oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import (
    BRUSHED,
    CHROME,
    FABRIC,
    GLOSS,
    LACQUER,
    LEAF,
    LEATHER,
    MATTE,
    PAPER,
    RUBBER,
    SATIN,
)
from talkreel.scenes.products.outline import arc, around, box, common, line, oval, ring, shape, squircle, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff, tube
from talkreel.scenes.products.tint import Tint

RUBBER_BLACK = oklch(0.19, 0.004, 270)
STEEL = oklch(0.86, 0.006, 250)


def _wheel(clay: Clay, x: float, y: float, r: float) -> None:
    clay.part(oval(x, y, r), RUBBER_BLACK, bevel(r * 0.22), RUBBER)
    clay.part(oval(x, y, r * 0.74), oklch(0.10, 0.004, 270), flat(), SATIN)
    clay.part(ring(x, y, r * 0.75, r * 0.75, r * 0.67, r * 0.67), STEEL, puff(r * 0.05), CHROME)
    for i in range(5):
        for side in (-5.5, 5.5):
            one, other = around(x, y, r * 0.12, i * 72 - 90), around(x, y, r * 0.70, i * 72 - 90 + side)
            clay.part(line(one, other, width=r * 0.085), STEEL, puff(r * 0.045), BRUSHED)
    clay.part(oval(x, y, r * 0.17), STEEL, puff(r * 0.12), CHROME)


def car(clay: Clay, tint: Tint) -> None:
    """An electric coupe from the side, its nose to the right."""
    wheels = ((-560.0, 760.0, 176.0), (590.0, 760.0, 176.0))
    body = shape(
        (-930, 700), (-962, 610, -950, 520, -900, 486), (-820, 440, -700, 436, -620, 424),
            (-480, 300, -320, 218, -60, 212),
        (180, 208, 330, 290, 500, 418), (700, 430, 870, 468, 940, 560), (966, 610, 968, 700, 950, 764),
            (940, 792, 900, 800, 850, 800),
        (-880, 800), (-916, 796, -924, 750, -930, 700),
    )  # fmt: skip
    down = linear((0, 210), (0, 800), [tint.paint(0.10), tint.paint(0.03), tint.paint(), tint.paint(-0.14)])
    clay.part(body, down, puff(150, strength=0.96), LACQUER)
    shoulder = shape((-900, 520), (-500, 470, 300, 466, 900, 548), (900, 560), (300, 486, -500, 492, -900, 548))
    clay.emboss(shoulder, 0.5, 12, clip=body)
    sill = shape((-380, 700), (0, 676, 200, 690, 400, 706), (400, 740), (-380, 740))
    clay.emboss(sill, -0.8, 16, clip=body)
    glass = shape(
        (-520, 424), (-420, 320, -290, 252, -70, 246), (150, 244, 270, 306, 410, 420), (300, 432, -300, 436, -520, 424)
    )
    clay.part(
        glass,
        linear((0, 240), (0, 430), [oklch(0.34, 0.02, 240), oklch(0.14, 0.01, 250)]),
        bevel(20, bow=(0.3, 0.34), tilt=(0, -0.25)),
        LACQUER,
    )
    clay.part(
        shape((-36, 240), (-10, 240), (10, 436), (-24, 436)), tint.paint(-0.05), flat((0.2, 0.2), (0, -0.2)), LACQUER
    )
    clay.part(
        stroked(shape((-530, 426), (-420, 316, -290, 246, -70, 241), (156, 238, 280, 302, 424, 424), closed=False), 9),
        STEEL,
        puff(5),
        CHROME,
    )
    for x0, x1 in ((-30, -52), (384, 420)):
        gap = stroked(shape((x0, 440), (x1, 560, x1 - 10, 660, x1 + 30, 742), closed=False), 4)
        clay.shade(gap, 0.8, 1.2, clip=body)
    for x in (-210, 190):
        clay.part(squircle(x, 508, 116, 20, 10), tint.paint(-0.06), puff(10), CHROME)
    lamp = shape((846, 520), (900, 530, 944, 560, 952, 600), (910, 590, 870, 570, 838, 540))
    clay.part(lamp, oklch(0.95, 0.01, 220), puff(18), GLOSS)
    tail = shape((-944, 540), (-900, 520, -860, 516, -820, 520), (-860, 540, -900, 556, -950, 572))
    clay.part(tail, oklch(0.56, 0.22, 26), puff(16), GLOSS)
    clay.part(
        shape((880, 700), (958, 690), (950, 764), (870, 770)), oklch(0.14, 0.004, 270), bevel(14), SATIN, clip=body
    )
    mirror = squircle(404, 392, 84, 50, 22)
    clay.shade(mirror, 0.4, 8, dy=8, clip=body)
    clay.part(mirror, tint.paint(), puff(24), LACQUER)
    for x, y, r in wheels:
        arch = common(body, oval(x, y - 4, r * 1.13))
        clay.part(arch, oklch(0.06, 0.003, 270), flat(), MATTE)
        clay.emboss(stroked(arc(x, y - 4, r * 1.16, 180, 180), 12), 0.6, 5, clip=body)
        _wheel(clay, x, y + 34, r)


def car_lights(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """Headlamp and tail lamp, lit."""
    del tint
    beat = 0.85 + 0.15 * math.sin(t_s * 2.2)
    canvas.drawPath(line((858, 536), (940, 584), width=12), fill(oklch(0.99, 0.02, 95, beat), MaskFilter=blur(5)))
    canvas.drawPath(line((-934, 552), (-846, 530), width=10), fill(oklch(0.66, 0.24, 26, beat), MaskFilter=blur(6)))


def bicycle(clay: Clay, tint: Tint) -> None:
    """A city bicycle."""
    for x in (-480, 480):
        for i in range(18):
            one, other = around(x, 640, 26, i * 20), around(x, 640, 292, i * 20 + 8)
            clay.part(line(one, other, width=3.4), STEEL, puff(2), CHROME)
        clay.part(ring(x, 640, 320, 320, 296, 296), RUBBER_BLACK, puff(13), RUBBER)
        clay.part(ring(x, 640, 297, 297, 284, 284), STEEL, puff(7), CHROME)
        clay.part(oval(x, 640, 28), STEEL, puff(22), CHROME)
        clay.part(
            stroked(arc(x, 640, 346, 196 if x < 0 else 214, 128 if x < 0 else 96), 24), tint.paint(), puff(12), GLOSS
        )
    head, seat, crank, rear, front = (356.0, 260.0), (-216.0, 330.0), (-96.0, 650.0), (-480.0, 640.0), (480.0, 640.0)
    for one, other, width in (
        (rear, seat, 20),
        (rear, crank, 22),
        (crank, seat, 32),
        (seat, head, 32),
        (crank, (372, 330), 36),
    ):
        clay.part(line(one, other, width=width), tint.paint(), puff(width / 2), GLOSS)
    fork = stroked(shape((340, 196), (384, 360), (420, 520, 440, 560, *front), closed=False), 26)
    clay.part(fork, tint.paint(), puff(13), GLOSS)
    clay.part(line(seat, (-240, 240), width=18), STEEL, puff(9), CHROME)
    saddle = shape(
        (-380, 214),
        (-330, 176, -240, 196, -120, 214),
        (-90, 220, -96, 236, -120, 238),
        (-220, 246, -300, 262, -360, 262),
        (-392, 254, -396, 228, -380, 214),
    )
    clay.part(saddle, oklch(0.46, 0.09, 50), puff(30), LEATHER)
    bar = stroked(shape((336, 190), (320, 120, 260, 110, 214, 128), closed=False), 20)
    clay.part(bar, STEEL, puff(10), CHROME)
    clay.part(
        stroked(shape((262, 114), (240, 112, 214, 118, 176, 148), closed=False), 32),
        oklch(0.46, 0.09, 50),
        puff(16),
        LEATHER,
    )
    clay.part(oval(*crank, 62), STEEL, bevel(8), BRUSHED)
    clay.part(oval(*crank, 44), oklch(0.12, 0.004, 270), flat(), SATIN)
    clay.part(line(crank, (-20, 760), width=22), STEEL, puff(11), CHROME)
    clay.part(box(-66, 752, 100, 24, 12), RUBBER_BLACK, puff(12), RUBBER)
    basket = shape((374, 150), (640, 150), (600, 330), (414, 330))
    clay.part(basket, oklch(0.70, 0.085, 70), bevel(18, bow=(0.3, 0.1)), FABRIC)
    for i in range(4):
        clay.emboss(box(370, 178 + 40 * i, 280, 10), -0.6, 5, clip=basket)
    clay.part(box(364, 138, 288, 24, 12), oklch(0.66, 0.085, 66), puff(12), FABRIC)


def house(clay: Clay, tint: Tint) -> None:
    """A family house with a gable, warm windows and a garden."""
    clay.part(oval(0, 930, 700, 56), oklch(0.62, 0.10, 138), bevel(24, tilt=(0, -0.4)), LEAF)
    clay.part(box(300, 170, 80, 190), oklch(0.56, 0.09, 40), bevel(8, bow=(0.4, 0.1)), PAPER)
    wing = box(20, 470, 500, 440)
    clay.part(wing, tint.paint(-0.05), flat((0.10, 0.08), (0.10, 0)), PAPER)
    roof = shape((-30, 490), (60, 300), (500, 300), (590, 490), (590, 508), (-30, 508))
    clay.shade(shape((10, 500), (560, 500), (560, 540), (10, 540)), 0.4, 16, clip=wing)
    clay.part(roof, paint_of((0.36, 0.045, 40)), flat((0.12, 0.2), (0.05, -0.45)), PAPER)
    for i in range(6):
        clay.emboss(box(-60, 330 + 30 * i, 700, 7), -0.8, 4, clip=roof)
    front = shape((-440, 910), (-440, 470), (-200, 210), (40, 470), (40, 910))
    clay.shade(front, 0.35, 22, dx=26, clip=wing)
    clay.part(front, tint.paint(), flat((0.08, 0.08), (-0.08, 0)), PAPER)
    for i in range(9):
        clay.emboss(box(-440, 520 + 44 * i, 480, 4), -0.35, 2.5, clip=front)
    gable = shape((-500, 500), (-206, 160), (-194, 160), (100, 500), (62, 520), (-200, 222), (-462, 520))
    clay.shade(gable, 0.4, 14, dy=18, clip=front)
    clay.part(gable, paint_of((0.38, 0.045, 40)), bevel(12, bow=(0.3, 0.2), tilt=(0, -0.2)), PAPER)
    for x, y, w, h in ((-388, 560, 150, 170), (-276, 350, 152, 120), (150, 570, 130, 150), (350, 570, 130, 150)):
        _window(clay, x, y, w, h)
    door = box(-150, 640, 132, 270, 8)
    clay.part(box(-166, 622, 164, 288, 6), oklch(0.96, 0.008, 90), bevel(6), PAPER)
    clay.part(door, paint_of(tint.accent), bevel(8, bow=(0.12, 0.1)), SATIN)
    for y in (664, 778):
        clay.emboss(box(-130, y, 92, 92, 6), -0.6, 6)
    clay.part(oval(-38, 786, 9), oklch(0.86, 0.088, 78), puff(8), CHROME)
    clay.part(box(-190, 900, 212, 26, 4), oklch(0.80, 0.012, 80), bevel(6, tilt=(0, -0.2)), PAPER)
    for x, y, r in ((-520, 850, 96), (-430, 884, 70), (560, 850, 110), (470, 886, 70), (90, 892, 52)):
        clay.shade(oval(x, y + r * 0.7, r, r * 0.3), 0.3, 14)
        clay.part(oval(x, y, r, r * 0.92), oklch(0.50 + (x % 7) * 0.01, 0.11, 142), puff(r), FABRIC)


def _window(clay: Clay, x: float, y: float, w: float, h: float) -> None:
    clay.part(box(x - 14, y - 14, w + 28, h + 28, 4), oklch(0.97, 0.006, 90), bevel(7), PAPER)
    clay.part(box(x, y, w, h), oklch(0.66, 0.05, 235), flat((0.3, 0.34)), LACQUER)
    glow = linear((x, y), (x, y + h), [oklch(0.86, 0.12, 80, 0.35), oklch(0.88, 0.13, 74, 0.62)])
    clay.glow(lambda canvas: canvas.drawPath(box(x, y, w, h), fill(0xFF000000, Shader=glow)))
    clay.part(box(x + w / 2 - 4, y, 8, h), oklch(0.97, 0.006, 90), bevel(3), PAPER)
    clay.part(box(x, y + h * 0.45, w, 8), oklch(0.97, 0.006, 90), bevel(3), PAPER)
    clay.part(box(x - 22, y + h + 10, w + 44, 18, 3), oklch(0.95, 0.006, 90), bevel(6, tilt=(0, -0.2)), PAPER)


def dumbbell(clay: Clay, tint: Tint) -> None:
    """A pair of rubber hex dumbbells would be two; this is one, large."""
    clay.part(box(-300, 560, 600, 84, 30), STEEL, tube(), BRUSHED)
    clay.part(box(-210, 552, 420, 100, 40), STEEL, tube(), BRUSHED)
    for i in range(26):
        clay.emboss(
            line((-196 + 15 * i, 552), (-184 + 15 * i, 652), width=5), -0.6, 2, clip=box(-200, 552, 400, 100, 40)
        )
    for side in (-1, 1):
        for x, tall, wide in ((292, 320, 74), (370, 430, 96), (476, 340, 76)):
            left = side * x - (wide if side < 0 else 0)
            plate = squircle(left, 602 - tall / 2, wide, tall, 36)
            clay.shade(plate, 0.5, 14)
            clay.part(plate, tint.paint(), tube(), RUBBER)
            clay.part(plate, tint.paint(), bevel(28, bow=(0.2, 0.9)), SATIN)
        clay.part(box(side * 556 - (0 if side > 0 else 30), 570, 30, 64, 14), STEEL, tube(), CHROME)
        clay.part(
            box(side * 418 - 6 - (0 if side > 0 else -12) - 6, 420, 12, 364, 6), paint_of(tint.accent), bevel(5), SATIN
        )


def diamond_ring(clay: Clay, tint: Tint) -> None:
    """A ring with a cut stone."""
    band = ring(0, 640, 330, 330, 286, 286)
    clay.part(band, tint.paint(), puff(24), CHROME)
    inner = ring(0, 622, 300, 300, 282, 276)
    clay.part(inner, tint.paint(-0.1), puff(8, strength=-0.8), CHROME, clip=ring(0, 640, 330, 330, 286, 286))
    for x in (-130, 130):
        clay.part(shape((x * 0.4, 330), (x, 168), (x * 1.12, 178), (x * 0.62, 350)), tint.paint(), puff(14), CHROME)
    stone = shape((-190, 170), (-110, 92), (110, 92), (190, 170), (0, 372))
    clay.part(stone, oklch(0.90, 0.035, 225), bevel(10), LACQUER)
    facets = (
        ((-190, 170), (-110, 92), (-60, 170), (-0.55, -0.35), 0.84), ((-110, 92), (0, 92), (-60, 170),
            (-0.2, -0.6), 0.97),
        ((0, 92), (60, 170), (-60, 170), (0.05, -0.35), 0.90), ((0, 92), (110, 92), (60, 170), (0.25, -0.6), 0.99),
        ((110, 92), (190, 170), (60, 170), (0.55, -0.3), 0.86), ((-190, 170), (-60, 170), (0, 372),
            (-0.5, 0.35), 0.76),
        ((-60, 170), (60, 170), (0, 372), (0.1, 0.25), 0.93), ((60, 170), (190, 170), (0, 372), (0.55, 0.3), 0.80),
    )  # fmt: skip
    for a, b, c, tilt, light in facets:
        clay.part(shape(a, b, c), oklch(light, 0.035, 228), flat((0.3, 0.3), tilt), LACQUER)


def sparkle(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """Glints that come and go on the stone."""
    del tint
    for i, (x, y) in enumerate(((-96, 128), (70, 150), (8, 250))):
        power = max(0.0, math.sin(t_s * 1.7 + i * 2.1)) ** 6
        r = 96 * power
        if r < 3:
            continue
        star = shape((x, y - r), (x, y, x + r, y), (x, y, x, y + r), (x, y, x - r, y), (x, y, x, y - r))
        canvas.drawPath(star, fill(0xFFFFFFFF, Alphaf=power))
        canvas.drawCircle(x, y, r * 0.5, fill(0xFFFFFFFF, Alphaf=0.4 * power, MaskFilter=blur(14)))


def key(clay: Clay, tint: Tint) -> None:
    """A house key on a ring with a leather fob."""
    clay.part(ring(-330, 420, 150, 150, 128, 128), STEEL, puff(11), CHROME)
    fob = shape((-420, 520), (-250, 520), (-220, 900), (-240, 940, -420, 940, -450, 900))
    clay.shade(fob, 0.3, 12, dy=8)
    clay.part(fob, oklch(0.53, 0.11, 52), puff(50, strength=0.8), LEATHER)
    clay.part(oval(-335, 570, 22), STEEL, bevel(8), CHROME)
    bow = ring(-120, 400, 190, 170, 92, 74)
    clay.part(bow, tint.paint(), bevel(24), CHROME)
    blade = shape((50, 366), (560, 366), (600, 400), (560, 434), (520, 434), (500, 470), (470, 440), (430, 480),
        (400, 440),
                  (360, 470), (330, 436), (50, 436))  # fmt: skip
    clay.part(blade, tint.paint(), bevel(14), BRUSHED)
    clay.emboss(box(60, 390, 480, 12, 6), -0.8, 4, clip=blade)


PRODUCTS = {
    "car": Product(
        car,
        1980,
        ("red", "red"),
        (Detail(760, 600, 480), Detail(-560, 760, 420), Detail(0, 380, 420)),
        Foot(962, 860, 24),
        car_lights,
        size=0.72,
    ),
    "bicycle": Product(
        bicycle, 1660, ("mint", "cognac"), (Detail(380, 260, 420), Detail(-90, 620, 420)), Foot(958, 760, 16), size=0.85
    ),
    "house": Product(
        house, 1420, ("cream", "teal"), (Detail(-160, 560, 480), Detail(320, 560, 420)), Foot(950, 680, 40), size=1.0
    ),
    "dumbbell": Product(
        dumbbell,
        1200,
        ("charcoal", "lime"),
        (Detail(-420, 600, 480), Detail(60, 600, 420)),
        Foot(812, 500, 26),
        size=0.55,
    ),
    "ring": Product(
        diamond_ring,
        700,
        ("gold", "silver"),
        (Detail(0, 220, 420), Detail(-240, 640, 420)),
        Foot(970, 170, 18),
        sparkle,
        size=0.6,
    ),
    "key": Product(key, 1240, ("silver", "cognac"), (Detail(-120, 400, 420), Detail(420, 420, 380)), None, size=0.6),
}
