"""What every plot shares: the data, where it stands, how its words are told and when its parts come in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.model import Datum
from talkreel.scenes.card import CardTones
from talkreel.scenes.column import fitted
from talkreel.scenes.cues import Cues
from talkreel.scenes.inks import Inks
from talkreel.scenes.wording import Wording

FIRST_MS, STEP_MS, GROW_MS = 450.0, 130.0, 900.0
VALUE_AFTER_MS = 350.0


@dataclass(frozen=True)
class Plotting:
    """`area` is where the plot stands, px; `unit` one px of a 1080p film; `radius` that of the look's cards, px."""

    data: tuple[Datum, ...]
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
        greatest = max((abs(d.value) for d in self.data), default=1.0) or 1.0
        return [abs(d.value) / greatest for d in self.data]

    @property
    def greatest(self) -> int:
        """The place of the greatest value."""
        return max(range(len(self.data)), key=lambda i: abs(self.data[i].value), default=0)

    def label(self, i: int, box: Box, **more: Any) -> Block:
        """The i-th label."""
        colour = paint_of(self.tones.soft)
        return self._told(
            f"datum.{i}.label", "label", self.data[i].label, box, i, 0.0, **({"size": 38, "colour": colour} | more)
        )

    def value(self, i: int, box: Box, **more: Any) -> Block:
        """The i-th value, as the user wrote it."""
        colour, text = paint_of(self.tones.ink), self.data[i].text
        return self._told(
            f"datum.{i}", "number", text, box, i, VALUE_AFTER_MS, **({"size": 54, "colour": colour} | more)
        )

    def _told(self, key: str, role: str, text: str, box: Box, i: int, late: float, **more: Any) -> Block:
        at_ms = FIRST_MS + STEP_MS * i + late
        fields = {"align": "center", "enter": "fade", "leading": 1.1, "background": paint_of(self.tones.fill)} | more
        return self.wording.set(key, role, text, box, at_ms, **fields)


class Plot(Protocol):
    """Its words, and its drawing at a time of the shot."""

    blocks: tuple[Block, ...]

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None: ...


def levelled(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Labels of one size, values of one size: the largest at which all of them fit their boxes."""
    sizes: dict[str, float] = {}
    told = [b for b in blocks if b.text.strip()]
    for block in told:
        sizes[block.role] = min(fitted(block, block.box).size, sizes.get(block.role, block.size))
    return tuple(replace(b, size=sizes[b.role], min_size=min(b.min_size, sizes[b.role])) for b in told)
