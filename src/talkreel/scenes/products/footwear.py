"""Footwear and bags: sneaker, handbag, backpack, shopping bag, suitcase."""

from __future__ import annotations

from talkreel.draw.colour import oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import (
    BRUSHED,
    CHROME,
    FABRIC,
    GLOSS,
    KNIT,
    LEATHER,
    PAPER,
    PLASTIC,
    RUBBER,
    SATIN,
)
from talkreel.scenes.products.outline import box, common, oval, shape, squircle, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff, tube
from talkreel.scenes.products.tint import Tint

GOLD = oklch(0.86, 0.088, 78)


def sneaker(clay: Clay, tint: Tint) -> None:
    """A running shoe from its outer side, toe to the right."""
    sole = shape(
        (-740, 690), (-790, 770, -800, 850, -760, 912), (-744, 934, -716, 940, -680, 940), (560, 940),
        (690, 936, 790, 900, 806, 838), (812, 800, 790, 776, 756, 768), (500, 740, 240, 800, 0, 790),
        (-260, 780, -520, 740, -740, 690),
    )  # fmt: skip
    upper = shape(
        (-720, 720), (-762, 620, -742, 470, -716, 372), (-706, 330, -672, 300, -640, 318),
            (-590, 352, -560, 402, -480, 414),
        (-390, 424, -330, 380, -270, 306), (-236, 262, -176, 250, -136, 282), (20, 400, 180, 500, 400, 548),
        (560, 566, 760, 610, 800, 768), (806, 816, 700, 836, 560, 840), (100, 850, -400, 836, -700, 800),
            (-720, 780, -724, 750, -720, 720),
    )  # fmt: skip
    lining = shape(
        (-640, 330),
        (-560, 312, -330, 300, -262, 312),
        (-330, 390, -400, 432, -480, 424),
        (-560, 414, -600, 370, -640, 330),
    )
    clay.part(lining, tint.paint(-0.30), puff(40, strength=-0.8), FABRIC)
    clay.part(upper, tint.paint(), puff(150), KNIT)
    toe = common(upper, shape((470, 540), (430, 660, 500, 780, 560, 900), (900, 900), (900, 520)))
    clay.part(toe, tint.paint(-0.04), puff(110), SATIN)
    heel = common(upper, shape((-800, 480), (-640, 520, -560, 640, -520, 900), (-820, 900)))
    clay.part(heel, paint_of(tint.accent), puff(110), SATIN)
    stripe = common(
        upper, shape((-480, 820), (-330, 640, -150, 520, 30, 452), (76, 486), (-90, 560, -230, 680, -330, 850))
    )
    clay.shade(stripe, 0.3, 6, dy=4)
    clay.part(stripe, paint_of(tint.accent), bevel(10, bow=(0.2, 0.5), tilt=(0, -0.1)), SATIN)
    stripe2 = common(
        upper, shape((-240, 840), (-100, 690, 60, 590, 190, 540), (226, 560), (100, 640, -20, 740, -110, 850))
    )
    clay.part(stripe2, tint.toward(tint.accent, 0.55), bevel(10, bow=(0.2, 0.5), tilt=(0, -0.1)), SATIN)
    collar = skia.Path()
    collar.moveTo(-640, 322)
    collar.cubicTo(-590, 352, -560, 408, -480, 418)
    collar.cubicTo(-390, 428, -330, 384, -266, 308)
    clay.part(stroked(collar, 54), tint.paint(0.02), puff(27), KNIT)
    clay.part(
        stroked(shape((-716, 420), (-740, 340, -700, 286, -650, 300), closed=False), 34),
        paint_of(tint.accent),
        puff(17),
        FABRIC,
    )
    tongue = shape((-272, 314), (-244, 214, -190, 196, -146, 232), (-104, 268, -112, 322, -150, 350))
    clay.part(tongue, tint.paint(0.04), puff(40), KNIT)
    for i in range(6):
        x, y = -136 + 90 * i, 318 + 60 * i - i * i * 3.2
        clay.part(
            stroked(shape((x - 46, y + 66), (x - 10, y + 6, x + 20, y - 14, x + 56, y - 8), closed=False), 25),
            oklch(0.97, 0.006, 90),
            puff(13),
            FABRIC,
        )
        clay.part(oval(x - 48, y + 70, 15), oklch(0.84, 0.005, 250), bevel(7), CHROME)
    clay.shade(sole, 0.4, 14)
    clay.part(sole, oklch(0.965, 0.006, 90), bevel(56, bow=(0.1, 0.3)), SATIN)
    for i in range(15):
        x = -690 + 88 * i
        clay.emboss(
            shape((x, 850), (x + 26, 820, x + 60, 820, x + 84, 850), (x + 84, 862), (x + 56, 836, x + 28, 836, x, 862)),
            -0.5,
            4,
            clip=sole,
        )
    tread = common(sole, box(-820, 908, 1700, 60))
    clay.part(tread, tint.toward((0.22, 0.01, 270), 0.75), flat((0, 0.1), (0, 0.3)), RUBBER)
    air = common(sole, squircle(-690, 780, 330, 86, 40))
    clay.part(air, paint_of(tint.accent, 0.85), bevel(20, bow=(0.2, 0.3)), GLOSS)


def handbag(clay: Clay, tint: Tint) -> None:
    """A structured leather bag with a flap and a clasp."""
    handle = skia.Path()
    handle.moveTo(-220, 430)
    handle.cubicTo(-230, 20, 230, 20, 220, 430)
    clay.part(stroked(handle, 42), tint.paint(-0.06), puff(21), LEATHER)
    body = shape((-400, 400), (-420, 370, -380, 350, -340, 350), (340, 350), (380, 350, 420, 370, 400, 400),
        (470, 900),
                 (476, 950, 440, 972, 400, 972), (-400, 972), (-440, 972, -476, 950, -470, 900))  # fmt: skip
    clay.part(body, tint.paint(-0.02), puff(120, strength=0.9), LEATHER)
    flap = shape((-404, 396), (-424, 366, -380, 348, -340, 348), (340, 348), (380, 348, 424, 366, 404, 396),
        (438, 620),
                 (436, 690, 300, 720, 0, 722), (-300, 720, -436, 690, -438, 620))  # fmt: skip
    clay.shade(flap, 0.5, 18, dy=12, clip=body)
    clay.part(flap, tint.paint(), bevel(40, bow=(0.24, 0.26), tilt=(0, -0.06)), LEATHER)
    seam = shape(
        (-380, 400),
        (-412, 620),
        (-408, 672, -290, 694, 0, 696),
        (290, 694, 408, 672, 412, 620),
        (380, 400),
        closed=False,
    )
    stitches = stroke(tint.paint(0.24, 0.8), 4, PathEffect=skia.DashPathEffect.Make([15, 10], 0))
    clay.emboss(stroked(seam, 10), -0.4, 3)
    clay.ink(seam, stitches)
    for side in (-1, 1):
        clay.part(box(side * 220 - 30, 372, 60, 84, 16), tint.paint(-0.05), bevel(12), LEATHER)
        clay.part(stroked(oval(side * 220, 392, 30), 11), GOLD, puff(6), CHROME)
    clay.shade(squircle(-74, 636, 148, 132, 20), 0.5, 9, dy=6)
    clay.part(squircle(-74, 632, 148, 132, 20), GOLD, bevel(13, bow=(0.3, 0.35)), CHROME)
    clay.part(box(-30, 676, 60, 44, 8), GOLD, bevel(8, bow=(0.3, 0.4)), BRUSHED)


def backpack(clay: Clay, tint: Tint) -> None:
    """A backpack with a front pocket and leather tabs."""
    loop = stroked(shape((-70, 120), (-70, 10, 70, 10, 70, 120), closed=False), 32)
    clay.part(loop, tint.paint(-0.10), puff(16), FABRIC)
    for side in (-1, 1):
        clay.part(
            shape((side * 350, 620), (side * 430, 640, side * 436, 900, side * 380, 936), (side * 330, 940)),
            tint.paint(-0.06),
            puff(50),
            FABRIC,
        )
    body = shape((-330, 320), (-330, 130, -200, 86, 0, 86), (200, 86, 330, 130, 330, 320), (380, 860),
        (386, 950, 330, 978, 260, 978),
                 (-260, 978), (-330, 978, -386, 950, -380, 860))  # fmt: skip
    clay.part(body, tint.paint(), puff(150), FABRIC)
    zip_ = stroked(shape((-300, 470), (-320, 200, -220, 150, 0, 148), (220, 150, 320, 200, 300, 470), closed=False), 13)
    clay.emboss(
        stroked(shape((-300, 470), (-320, 200, -220, 150, 0, 148), (220, 150, 320, 200, 300, 470), closed=False), 34),
        -0.4,
        8,
        clip=body,
    )
    clay.part(zip_, tint.paint(-0.22), puff(6), BRUSHED)
    pocket = shape((-290, 560), (-290, 520, -250, 510, -220, 510), (220, 510), (250, 510, 290, 520, 290, 560),
        (308, 860),
                   (310, 920, 280, 930, 240, 930), (-240, 930), (-280, 930, -310, 920, -308, 860))  # fmt: skip
    clay.shade(pocket, 0.45, 18, dy=10, clip=body)
    clay.part(pocket, tint.paint(0.02), puff(80), FABRIC)
    rim = shape((-282, 594), (-200, 572, 200, 572, 282, 594), closed=False)
    clay.part(stroked(rim, 12), tint.paint(-0.22), puff(6), BRUSHED)
    leather = oklch(0.56, 0.105, 54)
    for side in (-1, 1):
        strap = box(side * 150 - 26, 330, 52, 250, 14)
        clay.shade(strap, 0.4, 8, dx=4, dy=6, clip=body)
        clay.part(strap, leather, bevel(12, bow=(0.2, 0.3)), LEATHER)
        clay.part(stroked(box(side * 150 - 36, 470, 72, 56, 10), 12), GOLD, puff(6), CHROME)
    clay.part(squircle(-70, 690, 140, 100, 14), leather, bevel(8, bow=(0.2, 0.2)), LEATHER)
    clay.part(box(-12, 580, 24, 76, 10), leather, bevel(6), LEATHER)
    clay.part(oval(0, 590, 14), GOLD, puff(10), CHROME)


def shopping_bag(clay: Clay, tint: Tint) -> None:
    """A paper carrier with cord handles and tissue."""
    back = stroked(shape((-110, 330), (-110, 40, 110, 40, 110, 330), closed=False), 15)
    clay.part(back, tint.ink(0.9), puff(8), FABRIC)
    tissue = shape(
        (-260, 350), (-220, 230), (-160, 320), (-90, 190), (-20, 310), (60, 210), (120, 320), (210, 230), (270, 350)
    )
    clay.part(tissue, oklch(0.965, 0.014, 40), bevel(30, bow=(0.4, 0.4)), PAPER)
    front = shape((-330, 320), (250, 320), (290, 975), (-350, 975))
    side = shape((250, 320), (350, 296), (392, 940), (290, 975))
    clay.part(side, tint.paint(-0.13), flat((0.1, 0.1), (0.62, 0)), PAPER)
    clay.part(
        shape((250, 320), (302, 500), (296, 968), (290, 975)), tint.paint(-0.20), flat((0.1, 0.1), (0.30, 0)), PAPER
    )
    clay.part(front, tint.paint(), flat((0.16, 0.14), (-0.10, 0)), PAPER)
    clay.emboss(shape((-330, 320), (250, 320), (251, 344), (-331, 344)), 0.4, 4, clip=front)
    mark = oval(-38, 650, 112)
    clay.ink(mark, stroke(tint.ink(0.9), 9))
    heart = shape(
        (-38, 706),
        (-130, 640, -110, 570, -64, 580),
        (-46, 584, -38, 600, -38, 606),
        (-38, 600, -30, 584, -12, 580),
        (34, 570, 54, 640, -38, 706),
    )
    clay.ink(heart, fill(tint.ink(0.9)))
    cord = stroked(shape((-160, 366), (-170, 90, 90, 90, 84, 366), closed=False), 17)
    clay.shade(cord, 0.35, 8, dx=8, dy=8, clip=front)
    clay.part(cord, tint.ink(), puff(9), FABRIC)
    for x in (-160, 84):
        clay.part(oval(x, 368, 13), oklch(0.86, 0.006, 250), bevel(5), CHROME)


def suitcase(clay: Clay, tint: Tint) -> None:
    """A cabin case, handle drawn out."""
    for x in (-92, 80):
        clay.part(box(x, 40, 12, 220), oklch(0.82, 0.006, 250), tube(), BRUSHED, clip=None)
    clay.part(box(-112, 10, 224, 40, 20), oklch(0.24, 0.006, 270), puff(18), RUBBER)
    for x in (-230, 150):
        clay.part(oval(x + 40, 960, 42, 36), oklch(0.20, 0.006, 270), puff(26), RUBBER)
    body = squircle(-320, 230, 640, 716, 80)
    clay.part(
        body, linear((-320, 230), (320, 946), [tint.paint(0.04), tint.paint(), tint.paint(-0.06)]), puff(70), PLASTIC
    )
    for i in range(7):
        x = -240 + 80 * i
        clay.emboss(box(x - 15, 300, 30, 580, 15), -0.6, 9, clip=body)
    clay.part(box(-90, 218, 180, 34, 16), oklch(0.24, 0.006, 270), puff(14), RUBBER)
    for side in (-1, 1):
        for y in (250, 860):
            clay.part(squircle(side * 268 - 52, y, 104, 70, 30), tint.paint(-0.14), bevel(16), SATIN)


PRODUCTS = {
    "sneaker": Product(
        sneaker,
        1640,
        ("white", "coral"),
        (
            Detail(560, 720, 480, ("toe", "sole", "grip", "cushion", "鞋底")),
            Detail(-80, 440, 420, ("lace", "knit", "mesh", "breath", "upper", "鞋面", "透气")),
            Detail(-560, 720, 480, ("heel", "air", "foam", "bounce", "鞋跟", "缓震")),
        ),
        Foot(936, 700, 30),
        size=0.62,
    ),
    "handbag": Product(
        handbag,
        980,
        ("cognac", "gold"),
        (
            Detail(0, 690, 400, ("clasp", "lock", "gold", "hardware", "锁扣")),
            Detail(-220, 420, 380, ("handle", "stitch", "leather", "手柄", "缝线")),
        ),
        Foot(968, 440, 26),
        size=0.78,
    ),
    "backpack": Product(
        backpack, 900, ("navy", "cognac"), (Detail(150, 480, 400), Detail(0, 720, 420)), Foot(974, 340, 28), size=0.9
    ),
    "shopping bag": Product(
        shopping_bag,
        780,
        ("tan", "brown"),
        (Detail(-38, 640, 420), Detail(-30, 320, 380)),
        Foot(965, 340, 24),
        size=0.8,
    ),
    "suitcase": Product(
        suitcase, 660, ("teal", "coral"), (Detail(0, 300, 420), Detail(-100, 700, 420)), Foot(985, 260, 20), size=0.9
    ),
}
