"""Words beside a product: eyebrow, title, text, and what else a shot says, in one column."""

from __future__ import annotations

from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.colour import paint_of
from talkreel.model import Segment
from talkreel.scenes.column import Row, stacked
from talkreel.scenes.cues import Cues
from talkreel.scenes.painter import Stage
from talkreel.scenes.staging.plan import word_area
from talkreel.scenes.staging.tones import StageTones
from talkreel.scenes.wording import SETTINGS, Wording

ORDER = ("eyebrow", "label", "number", "price", "title", "quote", "body", "item", "source", "cta", "url")
GAPS: dict[str, float] = {
    "title": 26,
    "number": 10,
    "price": 18,
    "body": 40,
    "item": 30,
    "label": 22,
    "cta": 64,
    "url": 34,
}
DELAYS: dict[str, float] = {
    "eyebrow": 250,
    "title": 420,
    "number": 420,
    "price": 420,
    "body": 900,
    "item": 1000,
    "cta": 1300,
    "url": 1500,
}


def stage_blocks(stage: Stage, tones: StageTones) -> tuple[Block, ...]:
    """The blocks of all words of the scene."""
    area, align = word_area(stage)
    return column_blocks(stage, area, tones, align, "middle" if align == "left" else "top")


def column_blocks(
    stage: Stage, area: Box, tones: StageTones, align: str, anchor: str, size: float = 1.0
) -> tuple[Block, ...]:
    """The scene's words as one column in `area`; words whose times do not meet stand in the same place."""
    wording = Wording(stage, stage.look, Cues.within(stage.duration_ms, 2200))
    columns = _columns(stage.words)
    made: list[Block] = []
    for words in columns:
        rows = [_row(stage, wording, word, area, tones, align, i, size) for i, word in enumerate(words)]
        made += stacked(rows, area, anchor)  # pyright: ignore[reportArgumentType]
    return tuple(made)


def _columns(words: tuple[Segment, ...]) -> list[list[Segment]]:
    """Words that are seen together form a column; a later word of a role that has gone begins another."""
    columns: list[list[Segment]] = []
    for word in words:
        home = next((c for c in columns if all(_meet(word, other) or other.role != word.role for other in c)), None)
        if home is None or (columns and not any(_meet(word, other) for other in home)):
            columns.append([word])
        else:
            home.append(word)
    return [sorted(column, key=_rank) for column in columns]


def _meet(one: Segment, other: Segment) -> bool:
    return one.start_ms < other.end_ms and other.start_ms < one.end_ms


def _rank(word: Segment) -> int:
    return ORDER.index(word.role) if word.role in ORDER else ORDER.index("body")


def _row(
    stage: Stage, wording: Wording, word: Segment, area: Box, tones: StageTones, align: str, i: int, size: float
) -> Row:  # fmt: skip
    role = word.role if word.role in SETTINGS else "body"
    inks = {
        "eyebrow": tones.accent,
        "label": tones.accent,
        "number": tones.accent,
        "price": tones.accent,
        "title": tones.ink,
        "quote": tones.ink,
        "item": tones.ink,
    }
    natural = SETTINGS[role].size * size
    if role in ("title", "quote"):
        natural *= 1.10 if stage.portrait else 1.28
    if role in ("number", "price"):
        natural *= 0.66
    block = wording.block(
        word.model_copy(update={"role": role}), area, DELAYS.get(role, 900) + 90 * i, align=align, size=natural
    )
    own_colour = bool(word.style.color)
    block = replace(block, background=None, colour=block.colour if own_colour else paint_of(inks.get(role, tones.soft)))
    if wording.quiet:
        block = replace(block, mark_ink=paint_of(tones.accent))
    else:
        block = replace(block, mark_colour=paint_of(tones.accent), mark_ink=paint_of(tones.on_accent))
    if role == "cta":
        block = wording.pill(block, tones.accent, tones.on_accent)
    return Row(block, GAPS.get(role, 30) * stage.unit)
