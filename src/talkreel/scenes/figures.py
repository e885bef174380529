"""Numbers on screen: the words win over the scene's data, which only knows their sizes and labels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from talkreel.draw.block import Block, Box
from talkreel.model import Datum, Segment
from talkreel.scenes.painter import Stage
from talkreel.scenes.wording import Wording

_AMOUNT = re.compile(r"\d[\d.,]*")
_TIMES = {"k": 1e3, "m": 1e6, "b": 1e9, "bn": 1e9, "万": 1e4, "亿": 1e8, "千": 1e3}
_UNIT = re.compile(r"\s?(bn|[kmb]|[万亿千])(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A number as the user wrote it, and its size; `number` and `label_word` are the segments that tell it, if any."""

    key: str
    text: str
    value: float
    label: str = ""
    number: Segment | None = None
    label_word: Segment | None = None

    @property
    def percent(self) -> bool:
        """It is told as a percentage."""
        return "%" in self.text or "％" in self.text

    @property
    def share(self) -> float | None:
        """The part of a whole that a percentage up to a hundred is; None for other numbers."""
        return self.value / 100 if self.percent and 0 < self.value <= 100 else None

    def number_block(self, wording: Wording, area: Box, at_ms: float, **more: Any) -> Block:
        """The number's block."""
        if self.number is not None:
            return wording.block(self.number, area, at_ms, **more)
        return wording.set(self.key, "number", self.text, area, at_ms, **more)

    def label_block(self, wording: Wording, area: Box, at_ms: float, **more: Any) -> Block:
        """The label's block."""
        if self.label_word is not None:
            return wording.block(self.label_word, area, at_ms, **more)
        return wording.set(f"{self.key}.label", "label", self.label, area, at_ms, **more)


def figures_of(stage: Stage, most: int) -> tuple[Figure, ...]:
    """The number words with the labels in their order; without any, the scene's data."""
    data = stage.scene.data
    labels = stage.of_role("label")
    numbers = stage.of_role("number", "price")[:most]
    if not numbers:
        paired = len(labels) == len(data)
        return tuple(_of_datum(i, d, labels[i] if paired else None) for i, d in enumerate(data[:most]))
    paired = len(labels) == len(stage.of_role("number", "price"))
    return tuple(_of_word(i, w, data, labels[i] if paired else None) for i, w in enumerate(numbers))


def amount(text: str) -> float:
    """The size of the first number in a text, "1.2M" and "3万" included; 0 when there is none."""
    found = _AMOUNT.search(text)
    if found is None:
        return 0.0
    digits = found.group().rstrip(".,")
    cents = re.search(r"[.,](\d{1,2})$", digits) or re.search(r"^\d*\.(\d+)$", digits)
    whole = digits[: cents.start(1)] if cents else digits
    value = float(re.sub(r"\D", "", whole) or 0)
    if cents:
        value += float(cents.group(1)) / 10 ** len(cents.group(1))
    unit = _UNIT.match(text, found.end())
    return value * (_TIMES[unit.group(1).lower()] if unit else 1.0)


def _of_datum(i: int, datum: Datum, label: Segment | None) -> Figure:
    return Figure(f"datum.{i}", datum.text, datum.value, label.text if label else datum.label, None, label)


def _of_word(i: int, word: Segment, data: tuple[Datum, ...], label: Segment | None) -> Figure:
    same = next((d for d in data if d.text.strip() == word.text.strip()), None)
    value = same.value if same else amount(word.text)
    # A number that was rewritten keeps the label of its place.
    told = same or (data[i] if i < len(data) else None)
    return Figure(word.id, word.text, value, label.text if label else told.label if told else "", word, label)
