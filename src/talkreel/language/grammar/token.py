"""A token: a value that was read (a time, a colour, a quote), a phrase of the lexicon, or a word that nobody knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal[
    "quote", "span", "instant", "duration", "number", "percent", "factor", "degrees", "pixels", "decibels", "hex",
    "ratio", "size", "rate", "ordinal", "screen", "file", "word", "mark",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time, ms. `whence` says from where it counts: the start, the end ("the last 3 seconds"), or in
    parts of the whole ("the first half": 0 to 500 of 1000). `end` None: to the end."""

    start: int
    end: int | None
    whence: Literal["start", "end", "parts"] = "start"


Value = str | float | int | tuple[int, ...] | Stretch | None


@dataclass(frozen=True, slots=True)
class Token:
    """`text` at [start, end) of the plain words; `senses` maps a tag to its value ("verb" -> "remove")."""

    start: int
    end: int
    text: str
    kind: Kind
    value: Value = None
    senses: Mapping[str, str] = field(default_factory=dict[str, str])

    def sense(self, tag: str) -> str | None:
        """Its value under a tag; None when it has no such sense."""
        return self.senses.get(tag)
