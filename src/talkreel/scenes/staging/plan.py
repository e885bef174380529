"""Where things stand on a product's stage, in px: the product's place, the floor, the room for words."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.block import Align, Box
from talkreel.scenes.painter import Stage
from talkreel.scenes.products.product import HEIGHT, Product

FLOATS_ABOVE = 0.055  # of the short side, between what floats and the floor


@dataclass(frozen=True)
class StagePlan:
    """`scale` px a design unit; design point (0, 0) is at (`cx`, `top`); `floor` is where things stand, px.

    `words` is None when the scene has none.
    """

    cx: float
    top: float
    floor: float
    scale: float
    words: Box | None
    align: Align

    @property
    def middle(self) -> tuple[float, float]:
        """The product's middle."""
        return (self.cx, self.top + self.scale * HEIGHT / 2)


def stage_plan(stage: Stage, product: Product, plinth: bool) -> StagePlan:
    """The plan of a stage; a plinth takes some of the height."""
    room, words, align = _rooms(stage)
    short = min(stage.width, stage.height)
    under = 0.085 * short if plinth else 0.035 * short
    lift = FLOATS_ABOVE * short if product.foot is None else 0.0
    floor = room.bottom - under
    foot = product.foot.y if product.foot else HEIGHT
    limit = 0.78 if words is None else 0.74
    scale = min((floor - lift - room.y) / foot, room.w / product.width, limit * stage.height / HEIGHT)
    used = floor - lift - scale * foot
    if used - room.y > 0.10 * stage.height:  # a low, wide thing: it stands nearer to the middle
        floor -= (used - room.y) * (0.30 if stage.portrait else 0.38)
    return StagePlan(room.x + room.w / 2, floor - lift - scale * foot, floor, scale, words, align)


def _rooms(stage: Stage) -> tuple[Box, Box | None, Align]:
    """The room for the product, the room for words, and how these are set."""
    width, height, safe = stage.width, stage.height, stage.safe
    if not stage.words:
        side = 0.10 * width
        return Box(side, 0.11 * height, width - 2 * side, 0.79 * height), None, "left"
    if width > height * 1.05:
        words = Box(safe.x + 0.035 * width, safe.y, 0.40 * width, safe.h)
        return Box(0.49 * width, 0.075 * height, 0.46 * width, 0.845 * height), words, "left"
    if stage.portrait and height > width * 1.5:
        words = Box(safe.x, safe.y, safe.w, 0.27 * height)
        return Box(0.09 * width, 0.415 * height, 0.82 * width, 0.435 * height), words, "center"
    words = Box(safe.x, safe.y + 0.01 * height, safe.w, 0.27 * height)
    return Box(0.12 * width, 0.34 * height, 0.76 * width, 0.59 * height), words, "center"
