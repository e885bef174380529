"""A sentence to clauses: at marks and joining words, so that as few words as possible are left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from talkreel.language.grammar.token import Token

_MARKS = frozenset(",;.!?，。；！？、\n:：")
MOST_PIECES = 14
_DICTATED = frozenset({"voice", "caption", "script"})
_PARTS = frozenset({"music", "title", "transition", "effect", "caption"})
_REACH = 6  # pieces of one clause
_CLAUSE_COST = 0.01


# Words that may begin something else that is asked, without any joint: "play it in reverse at 2x in black and white".
_SOFT = frozenset({"in", "at", "with", "on", "for"})


def is_soft(part: Sequence[Token]) -> bool:
    """Whether a piece was parted from the one before it at a preposition."""
    return bool(part) and part[0].text.split(" ")[0] in _SOFT


def is_joint(token: Token) -> bool:
    """Whether a word joins clauses and says nothing else."""
    return "also" in token.senses and not set(token.senses) - {"also", "filler", "dir", "rel"}


def _parts(tokens: Sequence[Token], i: int, start: int) -> bool:
    """Whether a mark or a joining word parts what stands round it; the piece that it would end begins at `start`."""
    token = tokens[i]
    if not ((token.kind == "mark" and token.text in _MARKS) or "also" in token.senses):
        return False
    behind = tokens[i + 1] if i + 1 < len(tokens) else None
    if behind is None:
        return True
    numbers = behind.kind == "number" and ((i > 0 and tokens[i - 1].kind == "number") or token.text == "、")
    too = "too" in token.senses and behind.kind == "word"
    again = token.text == "再" and "comp" in behind.senses
    kept = behind.sense("verb") == "keep" and any(t.sense("verb") == "mute" for t in tokens[start:i])
    # "Shots 5, 6 and 13", 第二、三张; "too quiet", not "me too"; 第二张再亮一点; "mute all but keep the music".
    return not (numbers or too or again or kept)


def pieces(tokens: Sequence[Token], *, soft: bool = False) -> list[tuple[Token, ...]]:
    """What stands between marks and joining words; each piece but the last keeps the joint that ends it.

    `soft`: parted before prepositions, too.
    """
    found: list[tuple[Token, ...]] = []
    start = 0
    for i, token in enumerate(tokens):
        joint = _parts(tokens, i, start)
        if soft and i > start and is_soft((token,)) and len(found) < MOST_PIECES:
            found.append(tuple(tokens[start:i]))
            start = i
        if token.text in ":：" and _dictates(tokens[start:i]) and i + 1 < len(tokens):
            end = _dictated(tokens, i + 1)
            found.append(tuple(tokens[start:end]))
            return [*found, *pieces(tokens[end:], soft=soft)]
        if joint and i > start and len(found) < MOST_PIECES:
            found.append(tuple(tokens[start : i + 1]))
            start = i + 1
    if start < len(tokens):
        found.append(tuple(tokens[start:]))
    return found


def _dictates(before: Sequence[Token]) -> bool:
    """Whether what follows the colon is to be spoken, or laid under the film: it has marks of its own."""
    return any(token.sense("noun") in _DICTATED for token in before)


def _dictated(tokens: Sequence[Token], start: int) -> int:
    """Where dictation ends: at a mark behind which a part of the film is named."""
    for i in range(start, len(tokens) - 1):
        if tokens[i].kind == "mark" and tokens[i].text in _MARKS and tokens[i + 1].sense("noun") in _PARTS:
            return i + 1
    return len(tokens)


def _longest(told: tuple[float, int]) -> tuple[float, int]:
    """Of equally good divisions the one whose first clause is longest."""
    return round(told[0], 6), -told[1]


def divided(
    parts: Sequence[tuple[Token, ...]], cost: Callable[[int, int], float]
) -> tuple[float, list[tuple[int, int]]]:
    """What is left over in the cheapest division, and its clauses [i, j) of the parts; `cost` is that of one."""
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(parts) + 1)
    for i in range(len(parts) - 1, -1, -1):
        ends = range(i + 1, min(len(parts), i + _REACH) + 1)
        best[i] = min(((cost(i, j) + _CLAUSE_COST + best[j][0], j) for j in ends), key=_longest)
    spans: list[tuple[int, int]] = []
    i = 0
    while i < len(parts):
        spans.append((i, best[i][1]))
        i = best[i][1]
    return best[0][0], spans
