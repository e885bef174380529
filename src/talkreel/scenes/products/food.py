"""Food: burger, pizza, sushi, a plate, a bowl of noodles."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import linear, radial, stroke
from talkreel.scenes.products.baking import swirl
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import CERAMIC, CREAM, CRUST, GLOSS, LEAF, MATTE, PAPER, SATIN, SAUCE, WAX, WOOD
from talkreel.scenes.products.outline import (
    around,
    blob,
    box,
    lathe,
    line,
    oval,
    ring,
    shape,
    shifted,
    spun,
    squircle,
    stroked,
)
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff, turned
from talkreel.scenes.products.tint import Tint

GOLDEN: Oklch = (0.72, 0.125, 68)


def _ruffle(y: float, half: float, wave: float, number: int, seed: int, thick: float = 34.0) -> skia.Path:
    """A leaf's frilled edge: a band whose lower side hangs in waves."""
    rng = np.random.default_rng(seed)
    points = [(-half, y - thick * 0.3)]
    points += [
        (-half + 2 * half * i / number, y - thick * (0.5 + 0.2 * float(rng.random()))) for i in range(number + 1)
    ]
    for i in range(2 * number, -1, -1):
        drop = wave * (0.5 + float(rng.random())) if i % 2 else 0.12 * wave
        points.append((-half * 1.02 + 2.04 * half * i / (2 * number), y + thick * 0.4 + drop))
    return blob(points)


def burger(clay: Clay, tint: Tint) -> None:
    """A burger with cheese, tomato, lettuce and a seeded bun."""
    del tint
    base = squircle(-430, 790, 860, 170, 80)
    clay.part(base, paint_of(GOLDEN), puff(90), SATIN)
    clay.tone(box(-440, 890, 880, 90), oklch(0.50, 0.11, 52, 0.55), 40, clip=base)
    clay.part(_ruffle(776, 470, 52, 11, 3), oklch(0.68, 0.16, 132), puff(24), LEAF)
    patty = squircle(-456, 640, 912, 150, 72)
    clay.shade(shifted(patty, 0, 22), 0.45, 18)
    clay.part(patty, oklch(0.34, 0.065, 42), puff(74), CRUST)
    cheese = shape((-470, 640), (470, 640), (462, 672), (380, 680, 350, 690, 318, 760),
        (290, 800, 262, 780, 246, 716), (236, 690, 200, 684, 120, 684),
                   (40, 684, 10, 700, -20, 776), (-44, 820, -80, 806, -96, 730), (-110, 690, -160, 684, -240, 684),
                       (-320, 684, -340, 700, -366, 744),
                   (-390, 770, -412, 740, -420, 690), (-462, 672))  # fmt: skip
    clay.shade(cheese, 0.35, 12, dy=10)
    clay.part(cheese, oklch(0.82, 0.155, 80), puff(26), SAUCE)
    for x in (-230, 210):
        tomato = squircle(x - 230, 572, 460, 78, 36)
        clay.shade(tomato, 0.35, 12, dy=10)
        clay.part(tomato, oklch(0.57, 0.195, 28), puff(36), SAUCE)
    clay.part(_ruffle(572, 462, 46, 12, 8), oklch(0.72, 0.165, 130), puff(22), LEAF)
    bun = shape(
        (-448, 520),
        (-460, 300, -300, 120, 0, 116),
        (300, 120, 460, 300, 448, 520),
        (444, 566, 400, 580, 340, 580),
        (-340, 580),
        (-400, 580, -444, 566, -448, 520),
    )
    clay.shade(bun, 0.4, 18, dy=10)
    clay.part(
        bun,
        linear((0, 116), (0, 580), [oklch(0.66, 0.13, 58), oklch(0.70, 0.13, 64), oklch(0.80, 0.10, 76)]),
        puff(230),
        SATIN,
    )
    rng = np.random.default_rng(5)
    for _ in range(44):
        angle, far = float(rng.uniform(math.pi, 2 * math.pi)), float(rng.uniform(0.10, 0.88)) ** 0.7
        x, y = 390 * far * math.cos(angle), 420 + 285 * far * math.sin(angle)
        seed = spun(oval(x, y, 17, 10), float(rng.uniform(-50, 50)) + x * 0.12, x, y)
        clay.shade(seed, 0.4, 4, dy=4)
        clay.part(seed, oklch(0.93, 0.045, 86), puff(10), SATIN)


def pizza(clay: Clay, tint: Tint) -> None:
    """A whole pizza on a board, seen from a height."""
    del tint
    squash = 0.62
    cy = 516.0
    clay.part(oval(0, cy + 40, 700, 700 * squash), oklch(0.50, 0.08, 56), bevel(24), WOOD)
    clay.part(oval(0, cy + 20, 700, 700 * squash), oklch(0.60, 0.085, 60), bevel(20, tilt=(0, -0.2)), WOOD)
    clay.shade(oval(0, cy + 30, 610, 610 * squash), 0.6, 26)
    crust = oval(0, cy, 610, 610 * squash)
    clay.part(crust, oklch(0.71, 0.125, 66), puff(90, tilt=(0, -0.1)), CRUST)
    rng = np.random.default_rng(11)
    for i in range(22):
        x, y = around(0, cy, 568, i * 16.4 + float(rng.uniform(-6, 6)), squash)
        clay.tone(
            oval(x, y, float(rng.uniform(18, 46)), float(rng.uniform(10, 22))),
            oklch(0.38, 0.09, 46, 0.55),
            9,
            clip=crust,
        )
    sauce = oval(0, cy - 4, 520, 520 * squash)
    clay.part(sauce, oklch(0.50, 0.18, 32), bevel(20, tilt=(0, -0.3)), SAUCE)
    cheese = blob(
        [around(0, cy - 6, 470 + 44 * math.sin(i * 2.4) + 18 * math.cos(i * 5.1), i * 15, squash) for i in range(24)]
    )
    clay.part(cheese, oklch(0.88, 0.105, 84), bevel(30, tilt=(0, -0.32), strength=0.7), SAUCE)
    for _ in range(60):
        x, y = around(0, cy, 440 * math.sqrt(float(rng.random())), float(rng.uniform(0, 360)), squash)
        clay.tone(
            oval(x, y, float(rng.uniform(14, 46)), float(rng.uniform(8, 26))),
            oklch(0.70, 0.14, 62, 0.34),
            8,
            clip=cheese,
        )
    for i in range(4):
        one, other = around(0, cy, 612, i * 45 + 12, squash), around(0, cy, 612, i * 45 + 192, squash)
        clay.emboss(line(one, other, width=5), -0.8, 4, clip=crust)
    for i in range(11):
        x, y = around(0, cy - 6, (120, 300, 400)[i % 3] if i else 10, i * 137.5, squash)
        slice_ = oval(x, y, 76, 76 * 0.68)
        clay.shade(slice_, 0.4, 9, dy=6)
        clay.part(slice_, oklch(0.48, 0.175, 28), bevel(14, tilt=(0, -0.3)), SAUCE)
        clay.tone(oval(x - 8, y - 6, 40, 22), oklch(0.60, 0.17, 34, 0.6), 14, clip=slice_)
    for i in range(7):
        x, y = around(0, cy - 10, 210 + 40 * (i % 3), i * 51 + 20, squash)
        leaf = spun(
            shape(
                (x - 62, y),
                (x - 30, y - 40, x + 30, y - 40, x + 66, y - 4),
                (x + 30, y + 30, x - 30, y + 30, x - 62, y),
            ),
            i * 49,
            x,
            y,
        )
        clay.shade(leaf, 0.4, 8, dy=7)
        clay.part(leaf, oklch(0.55, 0.145, 140), puff(26), LEAF)


def sushi(clay: Clay, tint: Tint) -> None:
    """Nigiri and rolls on a slate."""
    del tint
    clay.part(
        shape((-720, 720), (680, 690), (740, 880), (-760, 900)),
        oklch(0.30, 0.012, 250),
        bevel(14, tilt=(0, -0.35)),
        WOOD,
    )
    clay.part(
        shape((-760, 900), (740, 880), (738, 910), (-756, 932)), oklch(0.22, 0.012, 250), flat((0, 0), (0, 0.2)), MATTE
    )
    for x, y in ((-500, 560), (-210, 552)):
        clay.shade(oval(x, y + 232, 150, 34), 0.6, 16)
        rice = squircle(x - 140, y + 70, 280, 150, 60)
        clay.part(rice, oklch(0.955, 0.010, 90), puff(66), CRUST)
        fish = shape(
            (x - 168, y + 110),
            (x - 150, y, x - 40, y - 30, x + 60, y - 20),
            (x + 150, y - 10, x + 180, y + 60, x + 168, y + 120),
            (x + 100, y + 90, x - 60, y + 80, x - 168, y + 110),
        )
        clay.shade(fish, 0.35, 12, dy=10)
        clay.part(fish, oklch(0.72, 0.165, 44), puff(58), SAUCE)
        for k in range(6):
            stripe = line((x - 120 + 48 * k, y + 6), (x - 150 + 48 * k, y + 84), width=8)
            clay.tone(stripe, oklch(0.90, 0.06, 60, 0.75), 3, clip=fish)
    for i, (x, y) in enumerate(((130, 600), (390, 580), (600, 640))):
        r = 118.0
        clay.shade(oval(x, y + 190, r * 1.1, 32), 0.6, 16)
        clay.part(
            lathe((y - 10, r), (y - 10, r), (y + 170, r), base=36, cx=x), oklch(0.22, 0.030, 160), turned(), CRUST
        )
        clay.part(oval(x, y - 10, r, 52), oklch(0.20, 0.03, 160), bevel(8, tilt=(0, -0.4)), SATIN)
        clay.part(oval(x, y - 12, r * 0.92, 46), oklch(0.955, 0.010, 90), bevel(12, tilt=(0, -0.35)), CRUST)
        core = (oklch(0.70, 0.17, 42), oklch(0.72, 0.15, 128), oklch(0.62, 0.20, 25))[i]
        clay.part(oval(x, y - 16, r * 0.46, 24), core, bevel(12, tilt=(0, -0.3)), SAUCE)
        clay.part(oval(x + 22, y - 14, r * 0.2, 12), oklch(0.84, 0.12, 118), puff(12), SAUCE)
    clay.part(
        blob([(-10, 800), (30, 760), (80, 770), (100, 812), (60, 836), (10, 832)]),
        oklch(0.72, 0.135, 125),
        puff(34),
        CREAM,
    )
    for dy in (0, 46):
        stick = line((-690, 828 + dy * 0.5), (60, 846 + dy), width=17)
        clay.shade(stick, 0.5, 6, dy=9)
        clay.part(stick, oklch(0.46, 0.11, 34), puff(9), SATIN)


def plate(clay: Clay, tint: Tint) -> None:
    """A dish on a plate: steak, greens, tomatoes, a swirl of mash."""
    squash = 0.40
    clay.part(oval(0, 586, 740, 740 * squash), tint.paint(-0.08), bevel(26), CERAMIC)
    clay.part(oval(0, 570, 740, 740 * squash), tint.paint(), bevel(26, tilt=(0, -0.3)), CERAMIC)
    well = oval(0, 572, 540, 540 * squash)
    clay.part(well, tint.paint(-0.01), puff(60, strength=-0.5, tilt=(0, -0.35)), CERAMIC)
    sauce = blob([(-330, 610), (-200, 520), (60, 560), (260, 640), (330, 740), (120, 770), (-120, 740)])
    clay.part(sauce, oklch(0.38, 0.11, 38), bevel(14, tilt=(0, -0.3)), SAUCE)
    for i in range(3):
        x, y = 190 + 70 * i, 470 - 18 * i
        swirl(clay, x, y, 96 - 10 * i)
    for i in range(4):
        x, y = -200 + 128 * i, 640 - 10 * i
        steak = spun(squircle(x - 92, y - 92, 190, 150, 60), -12 + 6 * i, x, y)
        clay.shade(steak, 0.5, 16, dy=14)
        clay.part(steak, oklch(0.36, 0.075, 42), puff(60), CRUST)
        clay.part(
            spun(squircle(x - 70, y - 76, 140, 104, 46), -12 + 6 * i, x, y),
            oklch(0.56, 0.15, 26),
            bevel(24, tilt=(0, -0.1)),
            SAUCE,
        )
    rng = np.random.default_rng(2)
    for i in range(16):
        x, y = -330 + float(rng.uniform(-120, 130)), 500 + float(rng.uniform(-70, 60))
        leaf = spun(
            shape(
                (x, y + 60), (x - 60, y + 10, x - 50, y - 60, x, y - 90), (x + 50, y - 60, x + 60, y + 10, x, y + 60)
            ),
            float(rng.uniform(-90, 90)),
            x,
            y,
        )
        clay.shade(leaf, 0.35, 8, dy=8)
        clay.part(leaf, oklch(0.52 + 0.02 * (i % 6), 0.14, 126 + (i * 11) % 24), puff(32), LEAF)
    for x, y in ((-380, 640), (-300, 690), (-190, 452)):
        clay.shade(oval(x, y + 10, 58), 0.4, 12)
        clay.part(oval(x, y, 56), oklch(0.58, 0.205, 28), puff(54), GLOSS)


def noodles(clay: Clay, tint: Tint) -> None:
    """A bowl of ramen."""
    bowl = lathe((420, 600), (560, 570), (740, 430), (860, 250), (900, 190), (900, 190), (960, 180), base=26)
    clay.part(bowl, tint.paint(), turned(), CERAMIC)
    clay.part(oval(0, 420, 600, 190), tint.paint(0.03), bevel(22, tilt=(0, -0.3)), CERAMIC)
    inside = oval(0, 426, 556, 168)
    clay.part(inside, tint.paint(-0.10), puff(60, strength=-0.6), CERAMIC)
    soup = oval(0, 446, 526, 148)
    broth = radial((0, 430), 520, [oklch(0.68, 0.13, 68), oklch(0.60, 0.14, 60), oklch(0.48, 0.13, 50)])
    clay.part(soup, broth, flat((0.16, 0.14), (0, -0.42)), SAUCE)
    rng = np.random.default_rng(3)
    for i in range(34):
        x, y = float(rng.uniform(-330, 330)), 452 + float(rng.uniform(-60, 90))
        bend = float(rng.uniform(-90, 90))
        path = stroked(
            shape(
                (x - 150, y + float(rng.uniform(-20, 20))),
                (x - 50, y - bend * 0.4, x + 50, y + bend * 0.4, x + 150, y + float(rng.uniform(-20, 20))),
                closed=False,
            ),
            15,
        )
        clay.shade(path, 0.22, 5, dy=4, clip=soup)
        clay.part(path, oklch(0.87 + 0.01 * (i % 3), 0.085, 82), puff(8), SAUCE, clip=soup)
    for x, y in ((-290, 400), (-170, 386)):
        egg = oval(x, y, 92, 66)
        clay.shade(egg, 0.4, 10, dy=8)
        clay.part(egg, oklch(0.955, 0.012, 85), puff(50, tilt=(0, -0.15)), WAX)
        clay.part(oval(x, y + 4, 46, 32), oklch(0.74, 0.16, 62), puff(26), SAUCE)
    for i in range(3):
        x, y = 150 + 92 * i, 388 + 22 * i
        slice_ = oval(x, y, 110, 66)
        clay.shade(slice_, 0.4, 10, dy=8)
        clay.part(slice_, oklch(0.62, 0.095, 48), bevel(22, tilt=(0, -0.2)), SAUCE)
        clay.paint(
            lambda canvas, x=x, y=y: canvas.drawOval(
                skia.Rect.MakeXYWH(x - 62, y - 34, 124, 68), stroke(oklch(0.84, 0.05, 60, 0.8), 12)
            ),
            clip=slice_,
        )
    for _ in range(22):
        x, y = float(rng.uniform(-90, 110)), 420 + float(rng.uniform(-40, 40))
        clay.part(ring(x, y, 17, 12, 9, 6), oklch(0.72, 0.17, 132), puff(5), LEAF)
    nori = shape((-60, 420), (-80, 210), (70, 180), (96, 410))
    clay.part(nori, oklch(0.24, 0.035, 155), bevel(8, bow=(0.2, 0.2)), PAPER)
    clay.part(oval(0, 420, 600, 190), 0x00000000, bevel(22, tilt=(0, -0.3)), CERAMIC, clip=_rim())


def _rim() -> skia.Path:
    return ring(0, 420, 600, 190, 560, 170, drop=5)


PRODUCTS = {
    "burger": Product(
        burger, 980, ("amber", "red"), (Detail(-60, 660, 420), Detail(60, 240, 380)), Foot(945, 400, 26), size=0.62
    ),
    "pizza": Product(
        pizza, 1430, ("tan", "red"), (Detail(-160, 520, 420), Detail(300, 640, 420)), Foot(960, 620, 60), size=0.62
    ),
    "sushi": Product(
        sushi, 1520, ("coral", "green"), (Detail(-360, 600, 420), Detail(380, 620, 420)), Foot(922, 700, 26), size=0.6
    ),
    "plate": Product(
        plate,
        1500,
        ("white", "brown"),
        (Detail(0, 600, 460), Detail(-300, 520, 420)),
        Foot(930, 640, 60),
        steam=(60, 520, 420),
        size=0.6,
    ),
    "noodles": Product(
        noodles,
        1220,
        ("red", "cream"),
        (Detail(-200, 410, 400), Detail(200, 420, 400)),
        Foot(970, 190, 24),
        steam=(0, 420, 560),
        size=0.65,
    ),
}
