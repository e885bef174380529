"""What a voice says: the words of each shot, as sentences; and captions timed over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from talkreel.model import Shot
from talkreel.plan.direction.copywriter import tidy, word_count
from talkreel.plan.direction.phrases import written

# Roles that are shown but not said: small print, and what would be said twice.
UNSPOKEN = frozenset({"eyebrow", "source", "label", "caption", "url"})
CAPTION_WORDS = 7


@dataclass(frozen=True)
class Caption:
    """Words shown during [start_ms, end_ms), counted from the shot's start."""

    text: str
    start_ms: int
    end_ms: int


def spoken(shot: Shot, language: str) -> list[str]:
    """The sentences said in a shot. Items that stand alone are one sentence; those with a detail are one each."""
    chinese = written(language) == "zh"
    lines = [x for x in shot.lines if x.role not in UNSPOKEN]
    detailed = any(a.role == "item" and b.role == "body" for a, b in pairwise(lines))
    said: list[str] = []
    for at, line in enumerate(lines):
        follows = at > 0 and lines[at - 1].role == "item" == line.role
        if follows and not detailed:
            said[-1] += ("，" if chinese else ", ") + tidy(line.text)
        else:
            said.append(tidy(line.text))
    return [_ended(s, chinese) for s in said]


def _ended(text: str, chinese: bool) -> str:
    return text if text[-1:] in ".!?。！？…" else text + ("。" if chinese else ".")


def captions(sentences: Sequence[str], start_ms: int, end_ms: int) -> list[Caption]:
    """The sentences in pieces of a few words, each for as long as it takes to say, over [start_ms, end_ms)."""
    pieces = [piece for sentence in sentences for piece in _pieces(sentence)]
    total = sum(max(1, word_count(p)) for p in pieces)
    told: list[Caption] = []
    said = 0
    for piece in pieces:
        begin = start_ms + (end_ms - start_ms) * said // total
        said += max(1, word_count(piece))
        told.append(Caption(piece, begin, start_ms + (end_ms - start_ms) * said // total))
    return told


def _pieces(sentence: str) -> list[str]:
    """A sentence in even pieces of at most `CAPTION_WORDS` words."""
    spaced = " " in sentence.strip()
    units = sentence.split() if spaced else list(sentence)
    most = CAPTION_WORDS if spaced else 2 * CAPTION_WORDS
    count = -(-len(units) // most)
    size = -(-len(units) // count) if count else 1
    joint = " " if spaced else ""
    return [joint.join(units[i : i + size]) for i in range(0, len(units), size)]
