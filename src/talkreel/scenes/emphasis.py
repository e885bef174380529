"""Which word of a statement to lift out when nobody said: a number, else the weightiest word; often none."""

from __future__ import annotations

import re
from itertools import pairwise

# Words that carry no weight, however long they are.
_LIGHT_TEXT = """
    about above after again against almost along already also although always among another around because become
    been before behind being below between beyond both could does doing during each either enough even every everything
    from further have having here into itself just like made make makes many more most much never nothing only other our
    over really should since some something still such than that their them then there these they thing things this
    those through toward under until very want wants were what whatever when where whether which while will with within
    without would your yours yourself
"""
_LIGHT = frozenset(_LIGHT_TEXT.split())
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
LEAST_WORDS = 3


def weighty_word(text: str) -> str:
    """The word to mark; empty for short texts, for scripts without spaces, and when no word stands out."""
    words = _WORD.findall(text)
    if len(words) < LEAST_WORDS or any("\u2e80" <= c <= "\u9fff" for c in text):
        return ""
    number = re.search(r"[$€£¥]?\d[\d.,]*\s?%?", text)
    if number is not None:
        return number.group().strip(" .,")
    heavy = [w for w in words if len(w) >= 5 and w.lower() not in _LIGHT]
    if not heavy:
        return ""
    # The end of a sentence is where its weight lies: a late word wins over an equally long early one.
    return max(enumerate(heavy), key=lambda item: min(len(item[1]), 9) + 1.2 * item[0])[1]


def lines_at_stops(text: str) -> tuple[str, ...]:
    """The sentences of a text, each with its stop."""
    ends = [0, *(m.end() for m in re.finditer(r"[.!?。！？]+(?:\s+|(?=[\u2e80-\u9fff])|$)", text)), len(text)]
    return tuple(part for a, b in pairwise(ends) if (part := text[a:b].strip()))
