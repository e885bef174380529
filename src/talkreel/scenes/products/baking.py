"""What is baked and what is sweet: cake, bread, croissant, doughnut, ice cream."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import CERAMIC, CREAM, CRUST, GLOSS, LEAF, SATIN, SAUCE
from talkreel.scenes.products.outline import (
    around,
    blob,
    box,
    common,
    lathe,
    line,
    oval,
    ring,
    shape,
    spun,
    stroked,
)
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, puff, turned
from talkreel.scenes.products.tint import Tint

GOLDEN: Oklch = (0.72, 0.125, 68)


def cake(clay: Clay, tint: Tint) -> None:
    """A layer cake on a stand, with cream and berries."""
    clay.part(lathe((860, 40), (900, 60), (950, 150), (976, 190), base=20), oklch(0.95, 0.008, 85), turned(), CERAMIC)
    clay.part(oval(0, 832, 560, 74), oklch(0.90, 0.010, 85), bevel(20, tilt=(0, -0.1)), CERAMIC)
    clay.part(oval(0, 818, 560, 74), oklch(0.96, 0.008, 85), bevel(16, tilt=(0, -0.45)), CERAMIC)
    clay.shade(oval(0, 808, 460, 56), 0.5, 24)
    side = lathe((360, 430), (360, 430), (790, 430), (800, 424), base=60)
    clay.part(side, tint.paint(), turned(), CREAM)
    for i in range(5):
        clay.emboss(lathe((430 + 82 * i, 440), (436 + 82 * i, 440), base=60, lid=-60), -0.25, 12, clip=side)
    icing = paint_of(tint.accent)
    drips: list[tuple[float, float]] = [(-430.0, 360.0)]
    for i in range(11):
        x = -400 + 80.0 * i
        rim = 362 + 60 * math.sqrt(max(0.0, 1 - (x / 432) ** 2))
        fall = 40 + (i * 53) % 104
        drips += [
            (x - 26, rim + 26),
            (x - 20, rim + fall),
            (x + 16, rim + fall + 4),
            (x + 24, rim + 28),
            (x + 40, rim + 18),
        ]
    drips.append((430.0, 360.0))
    glaze = common(blob([*drips, (430, 340), (300, 308), (0, 296), (-300, 308), (-430, 340)]), box(-432, 200, 864, 600))
    clay.shade(glaze, 0.3, 12, dy=8, clip=side)
    clay.part(glaze, icing, puff(24), GLOSS, clip=None)
    clay.part(oval(0, 360, 430, 62), icing, bevel(18, tilt=(0, -0.45), strength=0.7), GLOSS)
    for i in range(9):
        angle = i * 40 + 10
        x, y = around(0, 352, 350, angle, 0.145)
        swirl(clay, x, y, 62)
    for x, y, turn in ((-70, 300, -20), (66, 306, 20), (0, 252, 0)):
        _strawberry(clay, x, y, 78, turn)
    for x in (140, -150):
        clay.part(oval(x, 341, 30, 28), oklch(0.36, 0.11, 285), puff(26), SATIN)


def swirl(clay: Clay, x: float, y: float, r: float) -> None:
    """A whirl of cream, `r` wide."""
    for i, part in enumerate((1.0, 0.76, 0.50, 0.26)):
        lump = oval(x, y - i * r * 0.42, r * part, r * 0.44 * part + 4)
        clay.shade(lump, 0.16, 7, dy=5)
        clay.part(lump, oklch(0.965, 0.016, 85), puff(r * 0.4), CREAM)


def _strawberry(clay: Clay, x: float, y: float, r: float, turn: float) -> None:
    berry = spun(
        shape(
            (x, y - r),
            (x + r * 1.25, y - r * 0.9, x + r * 0.9, y + r * 0.5, x, y + r),
            (x - r * 0.9, y + r * 0.5, x - r * 1.25, y - r * 0.9, x, y - r),
        ),
        turn,
        x,
        y,
    )
    clay.shade(berry, 0.4, 12, dy=8)
    clay.part(berry, oklch(0.57, 0.215, 26), puff(r * 0.95), SAUCE)
    for i in range(12):
        sx, sy = x + r * 0.62 * math.sin(i * 2.4) * (0.4 + 0.05 * i), y - r * 0.4 + r * 0.1 * i
        clay.paint(
            lambda canvas, sx=sx, sy=sy: canvas.drawOval(
                skia.Rect.MakeXYWH(sx - 3, sy - 5, 6, 10), fill(oklch(0.86, 0.12, 85))
            ),
            clip=berry,
        )
    for i in range(5):
        leaf = spun(
            shape(
                (x, y - r * 0.94),
                (x - 14, y - r * 1.3, x + 14, y - r * 1.4, x + 4, y - r * 1.6),
                (x + 22, y - r * 1.3, x + 20, y - r, x, y - r * 0.94),
            ),
            turn + i * 40 - 80,
            x,
            y - r * 0.94,
        )
        clay.part(leaf, oklch(0.58, 0.15, 138), puff(9), LEAF)


def bread(clay: Clay, tint: Tint) -> None:
    """A scored sourdough loaf."""
    del tint
    loaf = shape(
        (-600, 700),
        (-640, 430, -400, 250, 0, 246),
        (400, 250, 640, 430, 600, 700),
        (580, 820, 420, 846, 0, 848),
        (-420, 846, -580, 820, -600, 700),
    )
    down = linear(
        (0, 246), (0, 848), [oklch(0.56, 0.12, 54), oklch(0.64, 0.13, 60), oklch(0.74, 0.11, 70), oklch(0.60, 0.10, 60)]
    )
    clay.part(loaf, down, puff(250), CRUST)
    for i in range(5):
        x = -360 + 180 * i
        cut = shape(
            (x - 96, 470 + abs(i - 2) * 18),
            (x - 50, 380, x + 30, 320, x + 110, 318 + abs(i - 2) * 16),
            (x + 60, 400, x, 470, x - 96, 470 + abs(i - 2) * 18),
        )
        clay.emboss(cut, -0.8, 16, clip=loaf)
        clay.part(cut, oklch(0.88, 0.065, 80), puff(36, strength=0.7), CRUST, clip=loaf)
        clay.tone(stroked(cut, 14), oklch(0.46, 0.11, 50, 0.55), 7, clip=loaf)
    rng = np.random.default_rng(4)
    dust = skia.Path()
    for _ in range(420):
        x, y = float(rng.normal(0, 260)), float(rng.normal(430, 70))
        dust.addCircle(x, y, float(rng.uniform(1.2, 4.0)))
    clay.ink(dust, fill(oklch(0.98, 0.01, 85, 0.55)), clip=loaf)


def croissant(clay: Clay, tint: Tint) -> None:
    """A croissant, its horns towards us."""
    del tint
    rows = ((-590, 700, 96, 118, -52), (590, 700, 96, 118, 52), (-470, 610, 140, 168, -40), (470, 610, 140, 168, 40),
            (-320, 530, 176, 214, -26), (320, 530, 176, 214, 26), (-158, 480, 196, 246, -12),
                (158, 480, 196, 246, 12), (0, 466, 190, 262, 0))  # fmt: skip
    for x, y, rx, ry, turn in rows:
        lump = spun(oval(x, y, rx, ry), turn, x, y)
        clay.shade(lump, 0.5, 20)
        clay.part(
            lump,
            linear((0, y - ry), (0, y + ry), [oklch(0.60, 0.13, 56), oklch(0.70, 0.135, 64), oklch(0.80, 0.10, 76)]),
            puff(min(rx, ry) * 0.95),
            SATIN,
        )
        for k in range(3):
            crease = spun(
                stroked(
                    shape(
                        (x - rx * 0.6 + rx * 0.55 * k, y - ry * 0.86),
                        (
                            x - rx * 0.5 + rx * 0.5 * k,
                            y,
                            x - rx * 0.5 + rx * 0.5 * k,
                            y,
                            x - rx * 0.6 + rx * 0.55 * k,
                            y + ry * 0.8,
                        ),
                        closed=False,
                    ),
                    5,
                ),
                turn,
                x,
                y,
            )
            clay.tone(crease, oklch(0.50, 0.12, 50, 0.5), 5, clip=lump)


def doughnut(clay: Clay, tint: Tint) -> None:
    """A glazed doughnut with sprinkles."""
    squash = 0.78
    dough = ring(0, 520, 460, 460 * squash, 130, 130 * squash)
    clay.part(dough, paint_of(GOLDEN), puff(165), SATIN)
    points = [around(0, 500, 418 + 30 * math.sin(i * 2.7), i * 12, squash) for i in range(30)]
    glaze = blob(points)
    glaze.addPath(oval(0, 512, 150, 150 * squash))
    glaze.setFillType(skia.PathFillType.kEvenOdd)
    clay.shade(glaze, 0.3, 12, dy=12, clip=dough)
    clay.part(glaze, paint_of(tint.body), puff(120, strength=0.9), GLOSS)
    rng = np.random.default_rng(9)
    for _ in range(64):
        x, y = around(0, 500, float(rng.uniform(190, 375)), float(rng.uniform(0, 360)), squash)
        sprinkle = spun(box(x - 20, y - 6, 40, 12, 6), float(rng.uniform(0, 180)), x, y)
        clay.shade(sprinkle, 0.3, 4, dy=4)
        clay.part(sprinkle, oklch(0.80, 0.16, float(rng.choice([20.0, 90.0, 150.0, 220.0, 320.0]))), puff(6), SATIN)


def ice_cream(clay: Clay, tint: Tint) -> None:
    """Two scoops in a wafer cone."""
    cone = shape((-196, 520), (196, 520), (14, 986), (-14, 986))
    clay.part(cone, paint_of(GOLDEN), turned(), SATIN)
    for i in range(9):
        for side in (-1, 1):
            clay.emboss(
                line((side * (-300 + 76 * i), 500), (side * (-120 + 76 * i), 1000), width=9), -0.5, 5, clip=cone
            )
    for x, y, r, colour in ((0, 430, 220, tint.accent), (-6, 210, 190, tint.body)):
        edge = blob(
            [
                around(x, y, r * (1.0 + (0.07 if k % 2 else -0.01) * (1.0 if 30 < k * 15 < 170 else 0.35)), k * 15)
                for k in range(24)
            ]
        )
        clay.shade(edge, 0.35, 16, dy=14)
        clay.part(edge, paint_of(colour), puff(r), CRUST)
    clay.part(oval(60, 20, 44), oklch(0.52, 0.21, 24), puff(40), GLOSS)
    clay.part(line((62, 0), (96, -20), width=7), oklch(0.45, 0.10, 120), puff(3), SATIN)


PRODUCTS = {
    "cake": Product(
        cake, 1140, ("cream", "brown"), (Detail(0, 290, 420), Detail(180, 460, 420)), Foot(972, 190, 24), size=0.8
    ),
    "bread": Product(
        bread, 1260, ("tan", "brown"), (Detail(-100, 400, 420), Detail(300, 560, 420)), Foot(838, 520, 34), size=0.55
    ),
    "croissant": Product(
        croissant, 1330, ("amber", "brown"), (Detail(0, 470, 420),), Foot(770, 520, 40), steam=None, size=0.42
    ),
    "doughnut": Product(doughnut, 940, ("pink", "amber"), (Detail(-200, 400, 420),), Foot(868, 330, 60), size=0.5),
    "ice cream": Product(
        ice_cream, 480, ("pink", "cream"), (Detail(0, 300, 420), Detail(0, 640, 380)), None, size=0.75
    ),
}
