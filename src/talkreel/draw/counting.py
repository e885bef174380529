"""Numbers that count up to their value without their digits jumping about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from talkreel.draw.ease import ease_in_out, ease_out, lerp
from talkreel.draw.runs import Letters, advance
from talkreel.draw.shaping import Word

_NUMBER = re.compile(r"\d(?:[\d.,\u00a0\u202f’']*\d)?")
_DIGITS = "0123456789"


@dataclass(frozen=True)
class Slot:
    """One character of a counting number and its left edge, in sizes from the word's start."""

    letters: Letters
    x: float


def counts(word: Word) -> bool:
    """Whether the word holds a number."""
    return _NUMBER.search(word.piece.text) is not None


def counted(text: str, part: float) -> str:
    """The text with its first number at `part` (0..1) of its value, unused digits and their signs as spaces.

    >>> counted("$1,200", 0.5)
    '$  600'
    """
    found = _NUMBER.search(text)
    if found is None or part >= 1:
        return text
    number = found.group()
    digits = "".join(c for c in number if c.isdigit())
    value = str(round(int(digits) * max(0.0, part)))
    return text[: found.start()] + _filled(number, value) + text[found.end() :]


def _filled(number: str, value: str) -> str:
    """`value` poured into the digits of `number` from the right; a decimal point keeps a zero before it."""
    decimals = _decimals(number)
    left = list(value.rjust(decimals + 1, "0"))
    out: list[str] = []
    for character in reversed(number):
        if character.isdigit():
            out.append(left.pop() if left else " ")
        else:
            out.append(character if left else " ")
    return "".join(reversed(out))


def _decimals(number: str) -> int:
    """Digits after a decimal point; a comma before three digits divides thousands."""
    tail = re.search(r"[.,](\d+)$", number)
    if tail is None or (len(tail.group(1)) == 3 and number[tail.start()] == ",") or number.count(".") > 1:
        return 0
    return len(tail.group(1))


@lru_cache(maxsize=256)
def _places(letters: Letters) -> tuple[tuple[float, ...], tuple[float, ...], float]:
    """Left edges of each character as set, and with digits all of one width; and that width."""
    text = letters.text
    own = [advance(replace(letters, text=text[:i])) + (letters.tracking if i else 0.0) for i in range(len(text) + 1)]
    widest = max(advance(replace(letters, text=d)) for d in _DIGITS)
    even = [0.0]
    for i, character in enumerate(text):
        even.append(even[-1] + (widest + letters.tracking if character.isdigit() else own[i + 1] - own[i]))
    # The end stays where it is: other words may follow.
    shift = own[-1] - even[-1]
    return tuple(own), tuple(x + shift for x in even), widest


def slots(word: Word, part: float) -> list[Slot]:
    """The characters to draw at `part` (0..1) of the count: digits stand in even places, and close up at the end."""
    own, even, widest = _places(word.letters)
    shown = counted(word.piece.text, ease_out(part))
    closing = ease_in_out((part - 0.6) / 0.4)
    # What stands before the number keeps close to its first digit.
    first = next((i for i, c in enumerate(shown) if c.isdigit()), 0)
    lead = next((i for i, c in enumerate(shown) if c == " "), first)
    close = lerp(even[first] - even[lead], own[first] - own[lead], closing)
    made: list[Slot] = []
    for i, character in enumerate(shown):
        if character == " ":
            continue
        letters = replace(word.letters, text=character)
        slack = (widest - advance(letters)) / 2 if character.isdigit() else 0.0
        room = (own[i + 1] - own[i] - advance(letters)) / 2 if character.isdigit() else 0.0
        x = lerp(even[i] + slack, own[i] + room, closing)
        made.append(Slot(letters, x + close if i < lead else x))
    return made
