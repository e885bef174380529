"""Where things stand on a product's stage, in px: the product's place, the floor, the room for words."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.block import Align, Block, Box
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


def word_area(stage: Stage) -> tuple[Box, Align]:
    """Where words may stand: left of the product in a wide frame, above it in the others."""
    width, height, safe = stage.width, stage.height, stage.safe
    if width > height * 1.05:
        return Box(safe.x + 0.035 * width, safe.y, 0.40 * width, safe.h), "left"
    return Box(safe.x, safe.y + 0.01 * height, safe.w, 0.30 * height), "center"


def stage_plan(stage: Stage, product: Product, plinth: bool, blocks: tuple[Block, ...] = ()) -> StagePlan:
    """The plan of a stage with its words already set; a plinth takes some of the height."""
    align = word_area(stage)[1]
    words = _bounds(blocks)
    room = _room(stage, words)
    short = min(stage.width, stage.height)
    under = 0.085 * short if plinth else 0.035 * short
    lift = FLOATS_ABOVE * short if product.foot is None else 0.0
    floor = room.bottom - under
    foot = product.foot.y if product.foot else HEIGHT
    limit = 0.80 if words is None else 0.74
    scale = min((floor - lift - room.y) / foot, room.w / product.width, limit * stage.height / HEIGHT)
    spare = floor - lift - scale * foot - room.y
    if spare > 0.08 * stage.height:  # a low, wide thing: it stands nearer to the middle
        floor -= spare * (0.46 if stage.portrait else 0.38)
    return StagePlan(room.x + room.w / 2, floor - lift - scale * foot, floor, scale, words, align)


def _bounds(blocks: tuple[Block, ...]) -> Box | None:
    if not blocks:
        return None
    left, top = min(b.box.x for b in blocks), min(b.box.y for b in blocks)
    right, bottom = max(b.box.right for b in blocks), max(b.box.bottom for b in blocks)
    return Box(left, top, right - left, bottom - top)


def _room(stage: Stage, words: Box | None) -> Box:
    """The room for the product."""
    width, height = stage.width, stage.height
    if words is None:
        return Box(0.10 * width, 0.075 * height, 0.80 * width, 0.855 * height)
    if width > height * 1.05:
        return Box(0.49 * width, 0.075 * height, 0.46 * width, 0.845 * height)
    top = words.bottom + 0.055 * height
    bottom = (0.855 if height > width * 1.5 else 0.935) * height
    side = (0.085 if height > width * 1.5 else 0.11) * width
    return Box(side, top, width - 2 * side, bottom - top)
