"""Things of a room: chair, sofa, lamp, plant, vase, bed, mirror."""

from __future__ import annotations

import math
from functools import lru_cache

from talkreel.draw.baked import Baked
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial
from talkreel.draw.surface import Surface
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import BRUSHED, CERAMIC, CHROME, FABRIC, LACQUER, LEAF, MATTE, SATIN, WOOD
from talkreel.scenes.products.outline import box, lathe, line, oval, shape, shifted, spun, squircle, stroked
from talkreel.scenes.products.product import Detail, Foot, Product
from talkreel.scenes.products.relief import bevel, flat, puff, turned
from talkreel.scenes.products.tint import Tint

OAK: Oklch = (0.66, 0.080, 66)
BRASS = oklch(0.86, 0.088, 78)


def _leg(clay: Clay, top: tuple[float, float], foot: tuple[float, float], wide: float, thin: float) -> None:
    (x0, y0), (x1, y1) = top, foot
    path = shape((x0 - wide, y0), (x0 + wide, y0), (x1 + thin, y1), (x1 - thin, y1))
    clay.part(path, paint_of(OAK), turned(), WOOD)


def sofa(clay: Clay, tint: Tint) -> None:
    """A two-seater with cushions on oak legs."""
    for x in (-600, 600):
        _leg(clay, (x, 850), (x * 1.03, 985), 26, 15)
    for x in (-520, 520):
        _leg(clay, (x, 840), (x * 1.02, 940), 20, 12)
    clay.part(squircle(-640, 250, 1280, 480, 90), tint.paint(-0.05), puff(80), FABRIC)
    for side in (-1, 1):
        back = squircle(-600 if side < 0 else 8, 270, 592, 400, 84)
        clay.part(back, tint.paint(), puff(110, strength=0.92), FABRIC)
        clay.shade(box(-600 if side < 0 else 8, 600, 592, 40, 20), 0.4, 24)
    clay.part(squircle(-620, 700, 1240, 190, 40), tint.paint(-0.06), puff(50), FABRIC)
    for side in (-1, 1):
        seat = squircle(-586 if side < 0 else 4, 604, 582, 170, 70)
        clay.part(seat, tint.paint(0.03), puff(80), FABRIC)
        clay.shade(shifted(seat, 0, 128), 0.30, 18, clip=box(-620, 760, 1240, 130))
    for side in (-1, 1):
        arm = squircle(side * 660 - 92, 440, 184, 450, 86)
        clay.shade(arm, 0.4, 20)
        clay.part(arm, tint.paint(0.01), puff(84), FABRIC)
    for x, y, turn, colour in ((-420, 470, -14, tint.accent), (420, 480, 12, (0.92, 0.02, 80))):
        cushion = spun(squircle(x - 140, y - 130, 280, 260, 50), turn, x, y)
        clay.shade(cushion, 0.4, 20, dy=12)
        clay.part(cushion, paint_of(colour), puff(110), FABRIC)


def armchair(clay: Clay, tint: Tint) -> None:
    """An easy chair with a rounded back."""
    for x in (-250, 250):
        _leg(clay, (x, 830), (x * 1.16, 990), 22, 12)
    for x in (-190, 190):
        _leg(clay, (x, 820), (x * 1.10, 940), 16, 9)
    back = shape(
        (-360, 640), (-380, 200, -260, 90, 0, 90), (260, 90, 380, 200, 360, 640), (300, 760, -300, 760, -360, 640)
    )
    clay.part(back, tint.paint(), puff(130), FABRIC)
    for i in range(5):
        x = -200 + 100 * i
        seam = stroked(shape((x * 0.92, 620), (x * 0.98, 400, x, 250, x * 0.82, 130 + abs(x) * 0.16), closed=False), 14)
        clay.emboss(seam, -0.7, 12, clip=back)
    clay.shade(oval(0, 610, 260, 40), 0.45, 24)
    seat = squircle(-292, 590, 584, 190, 80)
    clay.part(seat, tint.paint(0.03), puff(84), FABRIC)
    clay.part(squircle(-330, 740, 660, 120, 50), tint.paint(-0.06), puff(44), FABRIC)
    for side in (-1, 1):
        arm = shape((side * 300, 470), (side * 420, 420, side * 450, 500, side * 430, 600),
            (side * 400, 780, side * 400, 850, side * 340, 856),
                    (side * 290, 856, side * 286, 700, side * 290, 600))  # fmt: skip
        clay.shade(arm, 0.35, 18)
        clay.part(arm, tint.paint(0.01), puff(74), FABRIC)


def chair(clay: Clay, tint: Tint) -> None:
    """A dining chair: moulded shell on wooden legs."""
    for x, y in ((-150, 930), (150, 930)):
        _leg(clay, (x * 0.8, 640), (x * 1.1, y), 13, 9)
    back = shape(
        (-270, 470), (-300, 150, -250, 60, 0, 60), (250, 60, 300, 150, 270, 470), (240, 620, -240, 620, -270, 470)
    )
    clay.part(back, tint.paint(), puff(200, strength=-0.5), SATIN)
    seat = shape(
        (-262, 500),
        (-300, 560, -310, 640, -270, 670),
        (-150, 720, 150, 720, 270, 670),
        (310, 640, 300, 560, 262, 500),
        (150, 560, -150, 560, -262, 500),
    )
    clay.shade(seat, 0.25, 16, dy=-10, clip=back)
    clay.part(seat, tint.paint(0.03), puff(70, tilt=(0, -0.25)), SATIN)
    for side in (-1, 1):
        _leg(clay, (side * 190, 680), (side * 290, 985), 15, 10)
    clay.part(line((-225, 800), (225, 800), width=16), paint_of(OAK), puff(8), WOOD)


def lamp(clay: Clay, tint: Tint) -> None:
    """A table lamp, lit."""
    clay.part(oval(0, 950, 190, 36), tint.paint(-0.05), bevel(18, tilt=(0, -0.2)), CERAMIC)
    body = lathe((470, 26), (520, 30), (600, 90), (720, 150), (840, 130), (920, 70), (944, 90), base=14)
    clay.part(body, tint.paint(), turned(), CERAMIC)
    clay.part(lathe((420, 16), (420, 16), (490, 30), base=5), BRASS, turned(), CHROME)
    shade = lathe((70, 190), (70, 190), (430, 330), base=34, lid=24)
    clay.part(shade, oklch(0.86, 0.055, 78), turned(), FABRIC)
    glow = linear(
        (0, 60), (0, 470), [oklch(0.60, 0.10, 60, 0.10), oklch(0.80, 0.12, 72, 0.34), oklch(0.90, 0.12, 80, 0.50)]
    )
    clay.glow(lambda canvas: canvas.drawPath(shade, fill(0xFF000000, Shader=glow, Alphaf=0.8)))
    clay.part(oval(0, 70, 190, 22), oklch(0.90, 0.08, 84), flat((0, 0), (0, -0.4)), MATTE)


def lamp_glow(canvas: skia.Canvas, t_s: float, tint: Tint) -> None:
    """The light it gives to the air."""
    del tint
    beat = 1 + 0.02 * math.sin(t_s * 2.3)
    canvas.save()
    canvas.translate(0, 320)
    canvas.scale(10 * beat, 10 * beat)
    canvas.translate(-72, -72)
    _air().draw(canvas)
    canvas.restore()


@lru_cache(maxsize=1)
def _air() -> Baked:
    """A soft light of 72 px round the middle of 144."""
    colours = [oklch(0.90, 0.11, 76, 0.42), oklch(0.84, 0.12, 70, 0.13), oklch(0.8, 0.12, 65, 0)]
    surface = Surface(144, 144)
    surface.canvas.drawPaint(fill(0xFF000000, Shader=radial((72, 72), 72, colours, [0, 0.4, 1])))
    return Baked(surface.pixels)


def _leaf(clay: Clay, root: tuple[float, float], degrees: float, long: float, wide: float, colour: Oklch) -> None:
    x, y = root
    path = shape(
        (x, y),
        (x - wide, y - long * 0.35, x - wide * 0.8, y - long * 0.8, x, y - long),
        (x + wide * 0.8, y - long * 0.8, x + wide, y - long * 0.35, x, y),
    )
    path = spun(path, degrees, x, y)
    clay.shade(path, 0.35, 10, dx=4, dy=12)
    clay.part(path, paint_of(colour), puff(wide * 0.9, strength=0.85), LEAF)
    rib = spun(line((x, y), (x, y - long * 0.93), width=5), degrees, x, y)
    clay.ink(rib, fill(paint_of((colour[0] + 0.14, colour[1], colour[2] - 8), 0.7)))
    clay.emboss(rib, -0.5, 5, clip=path)


def plant(clay: Clay, tint: Tint) -> None:
    """A rubber plant in a pot."""
    pot = lathe((690, 190), (700, 206), (744, 206), (752, 190), (960, 146), (980, 130), base=22)
    rows: tuple[tuple[float, float, float, float], ...] = (
        (-64, 640, 560, 92), (64, 650, 560, 92), (-36, 560, 540, 96), (38, 570, 520, 96), (-88, 690, 430, 80),
        (90, 690, 440, 80), (-12, 620, 610, 96), (16, 520, 420, 90), (-52, 700, 380, 78), (52, 700, 360, 78),
    )  # fmt: skip
    for i, (turn, y, long, wide) in enumerate(rows):
        hue = 138 + (i * 17) % 22
        _leaf(clay, (turn * 0.3, y + 60), turn, long, wide, (0.44 + 0.030 * (i % 5), 0.105, hue))
    clay.part(oval(0, 694, 190, 34), oklch(0.26, 0.03, 50), flat((0, 0), (0, -0.4)), MATTE)
    clay.part(pot, tint.paint(), turned(), CERAMIC)
    clay.shade(box(-210, 744, 420, 26), 0.35, 12, clip=pot)


def vase(clay: Clay, tint: Tint) -> None:
    """A vase with dried grasses."""
    for i in range(9):
        turn = -40 + 10 * i
        long = 460 + 50 * ((i * 7) % 4)
        path = spun(line((0, 560), (10 * (i % 3 - 1), 560 - long), width=6, curved=False), turn * 0.8, 0, 560)
        clay.part(path, oklch(0.72, 0.06, 82), puff(3), MATTE)
        head = spun(
            shape(
                (0, 560 - long - 130),
                (46, 560 - long - 60, 40, 560 - long + 40, 0, 560 - long + 70),
                (-40, 560 - long + 40, -46, 560 - long - 60, 0, 560 - long - 130),
            ),
            turn * 0.8,
            0,
            560,
        )
        clay.part(head, oklch(0.84 - 0.02 * (i % 3), 0.055, 80), puff(34), FABRIC)
    body = lathe((470, 74), (490, 70), (560, 96), (700, 190), (820, 200), (940, 140), (980, 112), base=20)
    clay.part(body, tint.paint(), turned(), CERAMIC)
    clay.part(oval(0, 470, 74, 16), tint.paint(-0.12), bevel(8, tilt=(0, -0.3)), CERAMIC)
    clay.part(oval(0, 472, 60, 11), oklch(0.2, 0.02, 50), flat(), MATTE)


def bed(clay: Clay, tint: Tint) -> None:
    """A made bed from its foot end."""
    for x in (-640, 640):
        _leg(clay, (x, 880), (x, 985), 24, 16)
    head = squircle(-700, 170, 1400, 560, 60)
    clay.part(head, tint.paint(-0.04), puff(60), FABRIC)
    for i in range(1, 6):
        clay.emboss(box(-700 + 233 * i - 5, 190, 10, 520), -0.8, 16, clip=head)
    for side in (-1, 1):
        pillow = squircle(side * 310 - 260, 380, 520, 240, 90)
        clay.shade(pillow, 0.3, 20)
        clay.part(pillow, oklch(0.96, 0.008, 90), puff(100), FABRIC)
    clay.part(squircle(-190, 450, 380, 200, 70), paint_of(tint.accent), puff(90), FABRIC)
    duvet = shape(
        (-700, 640),
        (-500, 570, 500, 570, 700, 640),
        (740, 800, 730, 880, 690, 900),
        (-690, 900),
        (-730, 880, -740, 800, -700, 640),
    )
    clay.shade(shifted(duvet, 0, -20), 0.25, 20)
    clay.part(duvet, oklch(0.955, 0.010, 85), puff(110), FABRIC)
    throw = shape((-712, 770), (-300, 735, 300, 735, 712, 770), (722, 900), (-722, 900))
    clay.part(throw, tint.paint(0.04), puff(60), FABRIC)


def mirror(clay: Clay, tint: Tint) -> None:
    """A round mirror on the wall."""
    clay.part(oval(0, 500, 470), tint.paint(), bevel(26), BRUSHED)
    glass = oval(0, 500, 444)
    clay.part(
        glass,
        linear((-300, 100), (300, 900), [oklch(0.88, 0.02, 230), oklch(0.72, 0.03, 240), oklch(0.80, 0.03, 220)]),
        flat((0.30, 0.34)),
        LACQUER,
    )
    shine = shape((-330, 620), (130, 70), (230, 120), (-270, 760))
    clay.ink(shine, fill(0x38FFFFFF, MaskFilter=blur(6)), clip=glass)


PRODUCTS = {
    "sofa": Product(
        sofa, 1520, ("sage", "mustard"), (Detail(-420, 500, 480), Detail(560, 600, 480)), Foot(972, 640, 26), size=1.0
    ),
    "armchair": Product(
        armchair, 900, ("mustard", "terracotta"), (Detail(0, 320, 480), Detail(330, 600, 420)), Foot(975, 300, 26)
    ),
    "chair": Product(chair, 640, ("teal", "oak"), (Detail(0, 260, 420), Detail(0, 620, 420)), Foot(972, 290, 22)),
    "lamp": Product(
        lamp,
        700,
        ("terracotta", "amber"),
        (Detail(0, 280, 480), Detail(0, 720, 420)),
        Foot(962, 190, 34),
        lamp_glow,
        size=0.9,
    ),
    "plant": Product(
        plant, 1040, ("terracotta", "cream"), (Detail(-120, 380, 480), Detail(0, 820, 380)), Foot(978, 140, 20)
    ),
    "vase": Product(vase, 760, ("cream", "sand"), (Detail(0, 740, 420), Detail(-100, 200, 420)), Foot(978, 130, 20)),
    "bed": Product(bed, 1480, ("sand", "teal"), (Detail(-300, 480, 480), Detail(0, 700, 480)), Foot(970, 660, 24)),
    "mirror": Product(mirror, 960, ("gold", "silver"), (Detail(-200, 300, 420),), None),
}
