"""Products: drawn part by part, lit by studio lamps that move. Nothing else is needed from outside.

draw_product(canvas, "smartwatch", Box(600, 100, 500, 700), colour="rose gold", light=DARK, t_s=1.2)
"""

from __future__ import annotations

import math

from talkreel.draw.block import Box
from talkreel.draw.door import skia
from talkreel.scenes.products.catalogue import PRODUCT_NAMES, product_name, product_of
from talkreel.scenes.products.figure import Figure, cached_figure, contact_shadow, figure
from talkreel.scenes.products.product import HEIGHT, Product
from talkreel.scenes.products.studio_light import BRIGHT, DARK, Lamp, StudioLight

__all__ = [
    "BRIGHT", "DARK", "PRODUCT_NAMES", "Figure", "Lamp", "Product", "StudioLight", "cached_figure", "contact_shadow",
    "draw_product", "figure", "has_product", "product_name", "product_of",
]  # fmt: skip


def has_product(name: str) -> bool:
    """Whether `name` (English or Chinese, singular or plural) is drawn here."""
    return product_name(name) is not None


def draw_product(
    canvas: skia.Canvas,
    name: str,
    box: Box,
    colour: str = "",
    light: StudioLight = BRIGHT,
    t_s: float = 0.0,
    turn: float = 0.0,
) -> None:
    """Draw a product as large as fits in `box` (px), standing on its lower edge; `colour` in words or hex.

    The model is kept for the next frame. A name that is not drawn here is looked up in the object set; nothing is
    drawn when that does not know it either.
    """
    known = product_of(name)
    width = known.width if known else HEIGHT
    scale = min(box.h / HEIGHT, box.w / width)
    made = cached_figure(name, max(8, math.ceil(scale * HEIGHT)), colour, light)
    if made is None:
        return
    canvas.save()
    canvas.translate(box.x + box.w / 2, box.bottom - scale * HEIGHT)
    canvas.scale(scale, scale)
    made.draw(canvas, t_s, turn)
    canvas.restore()
