"""When nobody can draw what was named: a still life of plain solids, rather than a wrong picture."""

from __future__ import annotations

from talkreel.draw.colour import paint_of
from talkreel.scenes.products import Product, product_of
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.figure import object_foot
from talkreel.scenes.products.finish import GLOSS, SATIN
from talkreel.scenes.products.outline import lathe, oval, ring
from talkreel.scenes.products.product import Detail, Foot
from talkreel.scenes.products.relief import ball, bevel, puff, turned
from talkreel.scenes.products.tint import Tint


def shown_product(name: str) -> Product:
    """The product to show for a name: a drawn one, a stand-in for an object's picture, or the still life."""
    known = product_of(name) if name else None
    if known is not None:
        return known
    foot = object_foot(name) if name else None
    return STILL_LIFE if foot is None else Product(_still_life, 1000, foot=foot, size=0.6)


def _still_life(clay: Clay, tint: Tint) -> None:
    """A ball, a column, a hoop."""
    second = tint.accent
    column = lathe((330, 190), (330, 190), (930, 190), base=32, cx=-200)
    clay.part(column, tint.paint(), turned(), SATIN)
    clay.part(oval(-200, 330, 190, 32), tint.paint(0.02), bevel(5, tilt=(0, -0.5)), SATIN)
    clay.part(ring(170, 560, 330, 330, 250, 250), paint_of(second), puff(40), GLOSS)
    clay.shade(oval(-200, 330, 120, 20), 0.4, 14)
    clay.part(oval(-200, 190, 150), paint_of((second[0], second[1] * 0.8, second[2] + 40)), ball(0.97), GLOSS)
    clay.part(oval(170, 800, 146), tint.toward(second, 0.4), ball(0.97), GLOSS)


STILL_LIFE = Product(
    _still_life, 1060, ("pearl", "coral"), (Detail(-180, 300, 480), Detail(200, 700, 480)), Foot(945, 420, 36)
)
