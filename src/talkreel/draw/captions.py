"""Captions that follow the voice: which word is spoken, and how each one then looks."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.block import Block
from talkreel.draw.ease import clamp, ease_out, spring
from talkreel.draw.shaping import Laid

COMING = 0.72  # opacity of words not yet spoken


@dataclass(frozen=True)
class Spoken:
    """A word of a caption at a time: -1 coming, 0 being spoken, 1 spoken; `since_ms` counts from its first sound."""

    state: int
    since_ms: float
    part: float  # of the word that has been said, 0..1


def timing(block: Block, laid: Laid) -> list[tuple[float, float]]:
    """Start and end of each piece of the layout, ms, from the times of the words.

    Times are for words between spaces; when there are as many as pieces, for pieces; otherwise (Chinese, say) they
    are shared out by place.
    """
    times = block.words_at
    numbers = [word.piece.word for word in laid.words]
    if len(times) == len(numbers):
        return list(times)
    if numbers and len(times) == max(numbers) + 1:
        return [times[n] for n in numbers]
    count = len(numbers)
    return [times[min(len(times) - 1, i * len(times) // max(1, count))] for i in range(count)]


def spoken_at(span: tuple[float, float], t_ms: float) -> Spoken:
    """Where the voice is in a word."""
    start, end = span
    state = -1 if t_ms < start else 0 if t_ms < end else 1
    return Spoken(state, t_ms - start, clamp((t_ms - start) / max(1.0, end - start)))


def opacity(block: Block, spoken: Spoken) -> float:
    """Coming words are quieter; the change takes a moment."""
    if block.karaoke == "plain":
        return 1.0
    return COMING if spoken.state < 0 else COMING + (1 - COMING) * ease_out(spoken.since_ms / 90)


def swelling(block: Block, spoken: Spoken) -> float:
    """Scale of a word in the "pop" style."""
    if block.karaoke != "pop" or spoken.state < 0:
        return 1.0
    if spoken.state == 0:
        return 1 + 0.09 * min(1.25, spring(spoken.since_ms / 1000, 2.6, 12.0))
    return 1.0


def coloured(block: Block, spoken: Spoken) -> int:
    """The ink of a word: the spoken one stands on its pill, or is coloured itself."""
    if spoken.state != 0 or not block.mark_colour:
        return block.colour
    if block.karaoke == "karaoke":
        return block.mark_ink or block.colour
    return block.mark_colour if block.karaoke == "pop" else block.colour
