"""What every plot shares: the data, where it stands, how its words are told and when its parts come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.scenes.card import CardTones
from talkreel.scenes.column import sized
from talkreel.scenes.cues import Cues
from talkreel.scenes.figures import Figure
from talkreel.scenes.inks import Inks
from talkreel.scenes.wording import Wording

FIRST_MS, STEP_MS, GROW_MS = 450.0, 130.0, 900.0
VALUE_AFTER_MS = 350.0


@dataclass(frozen=True)
class Plotting:
    """`area` is where the plot stands, px; `unit` one px of a 1080p film; `radius` that of the look's cards, px."""

    figures: tuple[Figure, ...]
    area: Box
    unit: float
    radius: float
    tones: CardTones
    inks: Inks
    wording: Wording
    cues: Cues

    @property
    def parts(self) -> list[float]:
        """Each value as a part of the greatest."""
        greatest = max((abs(f.value) for f in self.figures), default=1.0) or 1.0
        return [abs(f.value) / greatest for f in self.figures]

    @property
    def greatest(self) -> int:
        """The place of the greatest value."""
        return max(range(len(self.figures)), key=lambda i: abs(self.figures[i].value), default=0)

    def label(self, i: int, box: Box, **more: Any) -> Block:
        """The i-th label."""
        fields = self._told | {"size": 38, "colour": paint_of(self.tones.soft)} | more
        return self.figures[i].label_block(self.wording, box, FIRST_MS + STEP_MS * i, **fields)

    def value(self, i: int, box: Box, **more: Any) -> Block:
        """The i-th value, as the user wrote it."""
        fields = self._told | {"size": 54, "colour": paint_of(self.tones.ink)} | more
        return self.figures[i].number_block(self.wording, box, FIRST_MS + STEP_MS * i + VALUE_AFTER_MS, **fields)

    @property
    def _told(self) -> dict[str, Any]:
        return {"align": "center", "enter": "fade", "leading": 1.1, "background": paint_of(self.tones.fill)}


class Plot(Protocol):
    """Its words, and its drawing at a time of the shot."""

    blocks: tuple[Block, ...]

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None: ...


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Labels of one size, values of one size: the largest at which all of them fit their boxes.

    One whose size was asked for has its own.
    """
    sizes: dict[str, float] = {}
    told = [b for b in blocks if b.text.strip()]
    for block in told:
        key = block.id if block.own_size else block.role
        sizes[key] = min(sized(block, block.box).size, sizes.get(key, block.size))
    fits = [sizes[b.id if b.own_size else b.role] for b in told]
    return tuple(replace(b, size=size, min_size=min(b.min_size, size)) for b, size in zip(told, fits, strict=True))
