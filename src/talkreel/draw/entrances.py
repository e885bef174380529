"""How words come and go: where each one is, and how much of it is seen, at any time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from talkreel.draw.block import Block, Enter
from talkreel.draw.ease import clamp, ease_expo, ease_in, ease_in_out, ease_out, spring
from talkreel.draw.scripts import graphemes
from talkreel.draw.shaping import Laid

_LONGEST_STAGGER_MS = 1300.0  # from the first word to the last, however many there are
_CHARACTER_STAGGER = 0.42  # a Chinese character counts as less than a word
_SPRING_TAIL = 1.5  # a spring needs so many times the entrance to be still
_TYPED_MS = 34.0  # at least so long a character
CARET_MS = 700.0  # the caret blinks on after the last character


@dataclass(frozen=True)
class Pose:
    """Offset in sizes, `scale` about the middle of the word, opacity, and whether the line masks it.

    `shown` is the part of a word that is typed.
    """

    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    alpha: float = 1.0
    masked: bool = False
    shown: float = 1.0

    @property
    def at_rest(self) -> bool:
        """Nothing moves or hides the word."""
        return self == REST


REST = Pose()


def starts(block: Block, laid: Laid) -> list[float]:
    """When each word of the layout begins to enter, ms."""
    if block.enter in {"fade", "none", "count"}:
        return [block.enter_ms] * len(laid.words)
    if block.enter == "slide":
        return [block.enter_ms + word.line * block.stagger_ms for word in laid.words]
    if block.enter == "type":
        return _typed_starts(block, laid)
    at = 0.0
    raw: list[float] = []
    for i, word in enumerate(laid.words):
        step = 0.0 if word.piece.glued else _CHARACTER_STAGGER if word.piece.script == "cjk" else 1.0
        at += step * block.stagger_ms if i else 0.0
        raw.append(at)
    squeeze = min(1.0, _LONGEST_STAGGER_MS / at) if at else 1.0
    return [block.enter_ms + x * squeeze for x in raw]


def settled_ms(block: Block, laid: Laid) -> float:
    """From when on every word is at rest."""
    last = max(starts(block, laid), default=block.enter_ms)
    tails: dict[Enter, float] = {"none": 0.0, "pop": _SPRING_TAIL, "type": 0.0}
    tail = block.enter_for_ms * tails.get(block.enter, 1.0)
    if block.enter == "type":
        tail = typing_ms(block, laid) - (last - block.enter_ms) + 2 * CARET_MS
    # A pill or a rule comes a little after its words.
    return last + tail + (500.0 if block.mark_colour or block.underline or block.pill or block.scrim else 0.0)


def typing_ms(block: Block, laid: Laid) -> float:
    """How long the typewriter writes."""
    return max(block.enter_for_ms, _TYPED_MS * sum(_count(word.piece.text) for word in laid.words))


def _count(text: str) -> int:
    return len(graphemes(text))


def _typed_starts(block: Block, laid: Laid) -> list[float]:
    whole = max(1, sum(_count(word.piece.text) for word in laid.words))
    each = typing_ms(block, laid) / whole
    at, raw = 0, list[float]()
    for word in laid.words:
        raw.append(block.enter_ms + at * each)
        at += _count(word.piece.text)
    return raw


def pose_at(block: Block, laid: Laid, index: int, start: float, t_ms: float) -> Pose | None:
    """The pose of a word that starts to enter at `start`; None while it is unseen."""
    since = t_ms - start
    if since < 0:
        return None
    if block.enter == "type":
        whole = max(1, sum(_count(word.piece.text) for word in laid.words))
        letters = max(1, _count(laid.words[index].piece.text))
        part = int(since / (typing_ms(block, laid) / whole) + 1e-6) / letters
        return Pose(shown=min(1.0, part)) if part > 0 else None
    return _POSES[block.enter](since / max(1.0, block.enter_for_ms), -1.0 if laid.rtl else 1.0)


def leaving(block: Block, t_ms: float) -> Pose | None:
    """The pose of the whole block as it leaves; None when it is gone."""
    if block.leave_ms is None or t_ms < block.leave_ms:
        return REST
    part = (t_ms - block.leave_ms) / max(1.0, block.leave_for_ms)
    return None if part >= 1 else Pose(dy=-0.16 * ease_in(part), alpha=1 - ease_in_out(part))


def _reveal(part: float, side: float) -> Pose | None:
    if part >= 1:
        return REST
    return Pose(dy=1.12 * (1 - ease_expo(part)), masked=True)


def _pop(part: float, side: float) -> Pose | None:
    if part >= _SPRING_TAIL:
        return REST
    # The last of the swing is faded out, so that it ends exactly at rest.
    rest = ease_in_out((part - _SPRING_TAIL * 0.7) / (_SPRING_TAIL * 0.3))
    swing = 0.5 + 0.5 * spring(part * 0.8, 1.25, 6.6)
    return Pose(scale=swing + (1 - swing) * rest, alpha=ease_out(part / 0.22), dy=0.18 * (1 - ease_expo(part)))


def _fade(part: float, side: float) -> Pose | None:
    return REST if part >= 1 else Pose(dy=0.22 * (1 - ease_out(part)), alpha=ease_in_out(clamp(part / 0.8)))


def _slide(part: float, side: float) -> Pose | None:
    return REST if part >= 1 else Pose(dx=-1.1 * side * (1 - ease_expo(part)), alpha=ease_out(part / 0.5))


def _still(part: float, side: float) -> Pose | None:
    return REST


def _count_up(part: float, side: float) -> Pose | None:
    return REST if part >= 1 else Pose(alpha=ease_out(part / 0.18))


_POSES: dict[Enter, Callable[[float, float], Pose | None]] = {
    "none": _still,
    "reveal": _reveal,
    "pop": _pop,
    "fade": _fade,
    "slide": _slide,
    "count": _count_up,
}
