"""Paper and parcels: book, box, gift, cards, envelope, notebook, ticket."""

from __future__ import annotations

from talkreel.draw.colour import Oklch, mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, stroke
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import BRUSHED, CHROME, FABRIC, GLOSS, PAPER, PLASTIC, SATIN
from talkreel.scenes.products.outline import arc, box, line, oval, shape, squircle, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff
from talkreel.scenes.products.tint import Tint

GOLD = oklch(0.86, 0.088, 78)


def book(clay: Clay, tint: Tint) -> None:
    """A hardcover standing, turned a little: spine, cloth cover, gilt print, a ribbon."""
    pages = shape((-250, 60), (330, 44), (336, 950), (-250, 968))
    clay.part(
        shape((300, 56), (352, 74), (352, 944), (300, 960)), oklch(0.93, 0.025, 85), flat((0.1, 0.1), (0.5, 0)), PAPER
    )
    for i in range(9):
        edge = line((306 + 5 * i, 62 + i), (306 + 5 * i, 956 - i), width=1.6)
        clay.ink(edge, fill(oklch(0.70, 0.03, 75, 0.8)))
    clay.part(pages, oklch(0.93, 0.025, 85), flat(), PAPER)
    clay.part(shape((318, 40), (366, 62), (366, 66), (318, 46)), tint.paint(-0.08), flat(), FABRIC)
    clay.part(shape((318, 956), (366, 940), (366, 952), (318, 974)), tint.paint(-0.08), flat(), FABRIC)
    cover = shape((-250, 36), (318, 30), (334, 32, 336, 44), (336, 958), (334, 974, 318, 974), (-250, 984))
    clay.part(cover, tint.paint(), bevel(8, bow=(0.10, 0.12), tilt=(0.02, 0)), FABRIC)
    spine = shape((-250, 36), (-330, 60, -344, 74), (-344, 944), (-330, 964, -250, 984))
    clay.part(spine, tint.paint(-0.03), flat((0.34, 0.05), (-0.52, 0)), FABRIC)
    clay.emboss(box(-236, 20, 16, 990), -0.7, 6, clip=cover)
    _cover_art(clay, tint)
    for y in (150, 190, 830, 870):
        band = shape((-250, y), (-344, y + 4), (-344, y + 14), (-250, y + 10))
        clay.part(band, GOLD, flat((0.34, 0.05), (-0.45, 0)), BRUSHED)
    ribbon = shape((150, 966), (186, 966), (192, 1000), (170, 990), (148, 1000))
    clay.part(ribbon, paint_of(tint.accent), flat((0.3, 0.3)), SATIN)


def _cover_art(clay: Clay, tint: Tint) -> None:
    frame = box(-170, 110, 452, 780, 6)
    clay.part(stroked(frame, 8), GOLD, puff(4), BRUSHED)
    clay.part(stroked(arc(56, 470, 120, 0, 359.9), 9), GOLD, puff(4), BRUSHED)
    clay.part(oval(56, 440, 46), GOLD, flat((0.3, 0.3)), BRUSHED)
    for i in range(3):
        wave = shape(
            (-50, 500 + 26 * i),
            (-10, 480 + 26 * i, 20, 520 + 26 * i, 56, 500 + 26 * i),
            (92, 480 + 26 * i, 122, 520 + 26 * i, 162, 500 + 26 * i),
            closed=False,
        )
        clay.part(stroked(wave, 7), GOLD, puff(3), BRUSHED, clip=oval(56, 470, 114))
    for i, wide in enumerate((250, 170)):
        clay.part(box(56 - wide / 2, 700 + 48 * i, wide, 18, 9), GOLD, bevel(3), BRUSHED)


def notebook(clay: Clay, tint: Tint) -> None:
    """A notebook with an elastic band and a pen beside it."""
    clay.part(squircle(-300, 56, 640, 910, 26), oklch(0.95, 0.015, 88), bevel(6), PAPER)
    cover = squircle(-312, 44, 640, 910, 30)
    clay.shade(cover, 0.3, 8, dx=6, dy=8)
    clay.part(cover, tint.paint(), bevel(12, bow=(0.16, 0.18)), FABRIC)
    clay.part(box(236, 44, 26, 910), tint.paint(-0.14), bevel(5), FABRIC)
    clay.emboss(box(-270, 30, 12, 950), -0.6, 6, clip=cover)
    clay.part(box(-140, 640, 220, 18, 9), tint.ink(0.85), flat(), SATIN)
    clay.part(box(-140, 684, 130, 18, 9), tint.ink(0.85), flat(), SATIN)
    clay.shade(box(392, 180, 42, 700, 20), 0.3, 10)
    clay.part(
        shape((388, 170), (440, 170), (440, 780), (416, 880), (412, 880), (388, 780)),
        tint.paint(-0.18),
        puff(26),
        GLOSS,
    )
    clay.part(box(430, 190, 12, 220, 6), oklch(0.85, 0.006, 250), bevel(5), CHROME)
    clay.part(box(386, 470, 56, 16), GOLD, puff(8), CHROME)


def parcel(clay: Clay, tint: Tint) -> None:
    """A carton with tape, seen over a corner."""
    left = shape((-440, 300), (40, 430), (40, 980), (-440, 800))
    right = shape((40, 430), (470, 290), (470, 790), (40, 980))
    top = shape((-440, 300), (0, 180), (470, 290), (40, 430))
    clay.part(left, tint.paint(0.0), flat((0.08, 0.12), (-0.42, 0.05)), PAPER)
    clay.part(right, tint.paint(-0.04), flat((0.08, 0.12), (0.52, 0.05)), PAPER)
    clay.part(top, tint.paint(0.03), flat((0.08, 0.1), (0, -0.62)), PAPER)
    tape = oklch(0.90, 0.03, 80, 0.75)
    clay.part(shape((-246, 246), (-206, 236), (270, 352), (228, 366)), tape, flat((0.1, 0.1), (0, -0.6)), GLOSS)
    clay.part(
        shape((228, 366), (270, 352), (270, 470), (258, 480), (244, 474), (228, 486)),
        tape,
        flat((0.1, 0.1), (0.52, 0)),
        GLOSS,
    )
    label = shape((-340, 560), (-120, 630), (-120, 790), (-340, 716))
    clay.part(label, oklch(0.97, 0.006, 90), flat((0.1, 0.1), (-0.42, 0.05)), PAPER)
    for i in range(4):
        y = 606 + 28 * i
        bar = line((-316, y - 16), (-316 + (150, 120, 140, 70)[i], y + 30 - i * 8), width=8)
        clay.ink(bar, fill(oklch(0.30, 0.01, 60)), clip=label)
    for x in (360, 300):
        arrow = shape((x, 700), (x, 610), closed=False)
        head = shape((x - 24, 640), (x, 606), (x + 24, 626), closed=False)
        for path in (arrow, head):
            clay.ink(path, stroke(oklch(0.30, 0.04, 55, 0.9), 9))


def gift(clay: Clay, tint: Tint) -> None:
    """A wrapped box with a bow."""
    body = shape((-330, 470), (330, 470), (316, 970), (-316, 970))
    ribbon: Oklch = tint.accent
    clay.part(body, tint.paint(-0.03), bevel(16, bow=(0.30, 0.14)), SATIN)
    clay.paint(lambda canvas: _dots(canvas, tint), clip=body)
    clay.part(
        shape((-58, 470), (58, 470), (56, 970), (-56, 970)),
        paint_of(ribbon),
        bevel(10, bow=(0.5, 0.16)),
        SATIN,
        clip=body,
    )
    clay.shade(box(-330, 480, 660, 40), 0.45, 16, clip=body)
    lid = squircle(-362, 356, 724, 140, 16)
    clay.part(lid, tint.paint(0.03), bevel(16, bow=(0.30, 0.3)), SATIN)
    clay.paint(lambda canvas: _dots(canvas, tint), clip=lid)
    clay.part(box(-62, 356, 124, 140), paint_of(ribbon), bevel(10, bow=(0.5, 0.3)), SATIN)
    for side in (-1, 1):
        tail = shape(
            (side * 14, 330),
            (side * 90, 360, side * 140, 430, side * 210, 470),
            (side * 150, 476),
            (side * 132, 520),
            (side * 70, 440, side * 20, 400, 0, 350),
        )
        clay.shade(tail, 0.3, 9, dy=8)
        clay.part(tail, paint_of((ribbon[0] - 0.04, ribbon[1], ribbon[2])), puff(46), SATIN)
        loop = shape(
            (side * 10, 340),
            (side * 60, 190, side * 250, 60, side * 318, 150),
            (side * 370, 240, side * 200, 360, side * 10, 352),
        )
        clay.part(loop, paint_of(ribbon), puff(100), SATIN)
        inside = shape(
            (side * 60, 322),
            (side * 110, 240, side * 220, 150, side * 262, 190),
            (side * 290, 240, side * 170, 320, side * 60, 330),
        )
        clay.part(inside, paint_of((ribbon[0] - 0.16, ribbon[1], ribbon[2])), puff(40, strength=-0.8), SATIN)
    clay.shade(squircle(-54, 290, 108, 104, 40), 0.4, 10)
    clay.part(squircle(-54, 286, 108, 104, 40), paint_of(ribbon), puff(52), SATIN)


def _dots(canvas: skia.Canvas, tint: Tint) -> None:
    colour = paint_of(mix(tint.body, (0.97, 0.02, tint.body[2]), 0.45), 0.75)
    for row in range(12):
        for column in range(13):
            x = -360 + 60 * column + 30 * (row % 2)
            canvas.drawCircle(x, 370 + 52 * row, 8, fill(colour))


def credit_card(clay: Clay, tint: Tint) -> None:
    """Two cards, fanned."""
    back, front = skia.Matrix(), skia.Matrix()
    back.setRotate(-11, 0, 520)
    front.setRotate(5, 0, 520)
    slab = squircle(-640, 116, 1280, 808, 56)
    behind, before = skia.Path(slab), skia.Path(slab)
    behind.transform(back)
    before.transform(front)
    clay.part(behind, paint_of(tint.accent), bevel(9, bow=(0.34, 0.34)), PLASTIC)
    clay.shade(before, 0.5, 26, dy=16)
    down = linear(
        (-600, 100), (600, 900), [tint.paint(0.10), tint.paint(), tint.toward((0.40, 0.10, tint.accent[2]), 0.4)]
    )
    clay.part(before, down, bevel(9, bow=(0.34, 0.36)), PLASTIC)

    def placed(path: skia.Path) -> skia.Path:
        out = skia.Path(path)
        out.transform(front)
        return out

    for i in range(5):
        swirl = placed(oval(520, 860, 240 + 130 * i))
        clay.ink(swirl, stroke(tint.ink(0.10), 5), clip=before)
    chip = placed(squircle(-540, 350, 176, 138, 26))
    clay.part(chip, GOLD, bevel(8, bow=(0.4, 0.4)), BRUSHED)
    for path in (box(-540, 394, 176, 4), box(-540, 440, 176, 4), box(-484, 350, 4, 138), box(-424, 350, 4, 138)):
        clay.emboss(placed(path), -0.8, 2, clip=chip)
    for i in range(16):
        x = -540 + 52 * i + 44 * (i // 4)
        clay.part(placed(squircle(x, 590, 36, 50, 14)), tint.ink(0.9), puff(12), SATIN)
    clay.part(placed(box(-540, 730, 330, 34, 17)), tint.ink(0.75), puff(9), SATIN)
    for i in range(3):
        wave = placed(arc(-310, 420, 40 + 34 * i, -38, 76))
        clay.ink(wave, stroke(tint.ink(0.85), 13))
    for i in range(3):
        clay.part(placed(squircle(400 + 62 * i, 760 - 52 * i, 44, 60 + 52 * i, 14)), tint.ink(0.85), puff(12), SATIN)


def ticket(clay: Clay, tint: Tint) -> None:
    """A ticket with a stub and a perforation."""
    body = squircle(-700, 230, 1400, 540, 40)
    for y in (230, 770):
        body = skia.Op(body, oval(330, y, 44), skia.PathOp.kDifference_PathOp)
    body.transform(_turned(-9))
    clay.part(body, tint.paint(), bevel(8, bow=(0.3, 0.3)), PAPER)

    def printed(canvas: skia.Canvas) -> None:
        canvas.concat(_turned(-9))
        canvas.drawPath(box(-660, 270, 940, 460, 20), stroke(tint.ink(0.55), 5))
        for i in range(13):
            canvas.drawCircle(330, 300 + 34 * i, 7, fill(oklch(0.2, 0.02, 60, 0.35)))
        star = shape(*[(-440 + r * c, 500 + r * s) for r, c, s in _star(120)])
        canvas.drawPath(star, fill(paint_of(tint.accent)))
        canvas.drawPath(box(-250, 400, 460, 56, 28), fill(tint.ink(0.95)))
        canvas.drawPath(box(-250, 486, 330, 34, 17), fill(tint.ink(0.6)))
        canvas.drawPath(box(-250, 548, 250, 34, 17), fill(tint.ink(0.6)))
        for i in range(14):
            canvas.drawRect(skia.Rect.MakeXYWH(420, 320 + 26 * i, 190, 6 + (i * 7) % 13), fill(tint.ink(0.9)))

    clay.paint(printed, clip=body)


def _turned(degrees: float) -> skia.Matrix:
    matrix = skia.Matrix()
    matrix.setRotate(degrees, 0, 500)
    return matrix


def _star(radius: float) -> list[tuple[float, float, float]]:
    """Ten corners: radius and direction."""
    import math

    return [
        (radius if i % 2 == 0 else radius * 0.46, math.cos(math.pi * (i / 5 - 0.5)), math.sin(math.pi * (i / 5 - 0.5)))
        for i in range(10)
    ]


PRODUCTS = {
    "book": Product(
        book, 740, ("teal", "coral"), (Detail(56, 470, 420), Detail(-290, 180, 360)), Foot(978, 330, 16), size=0.72
    ),
    "notebook": Product(
        notebook,
        900,
        ("terracotta", "gold"),
        (Detail(-60, 640, 420), Detail(340, 500, 420)),
        Foot(952, 320, 16),
        size=0.5,
    ),
    "parcel": Product(
        parcel, 930, ("tan", "brown"), (Detail(-220, 660, 420), Detail(120, 330, 420)), Foot(900, 420, 70), size=0.7
    ),
    "gift": Product(
        gift, 740, ("coral", "cream"), (Detail(0, 280, 420), Detail(0, 560, 420)), Foot(966, 320, 20), size=0.68
    ),
    "credit card": Product(
        credit_card, 1420, ("indigo", "coral"), (Detail(-420, 400, 420), Detail(440, 780, 380)), None, size=0.62
    ),
    "ticket": Product(
        ticket, 1480, ("amber", "coral"), (Detail(-420, 540, 420), Detail(420, 420, 420)), None, size=0.55
    ),
}
