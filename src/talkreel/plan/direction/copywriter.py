"""Words for the screen: how long they take to read, and how a sentence becomes short without saying anything new.

Shortening only ever cuts: at a full stop, at a comma, before an "and". Where a cut could change what is promised (a
condition, a limit, a number's unit) the words stay whole and take the time they need.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

# Reading time: 0.35 s for each word and half a second to find the line.
WORD_MS = 350
FIND_MS = 500
TITLE_WORDS = 7
ITEM_WORDS = 5

# Chinese, Japanese and Korean are read in signs; two of them take about as long as a word.
_SIGN_RANGES = r"\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_SIGNS = re.compile(f"[{_SIGN_RANGES}]")
_LATIN_WORD = re.compile(rf"[^\s{_SIGN_RANGES}]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n+")
_CLAUSE = re.compile(r"\s*[;:，；：、]\s*|,\s+|\s+[–—-]\s+|\s*——\s*")
_ASIDE = re.compile(r"\s*(?:\([^)]*\)|（[^）]*）|\[[^\]]*\])")
# Words before which a sentence may end early.
_JOINT = re.compile(r"\s+(?=(?:and|so|which|that|because|while|thanks|using|through|across|where)\b)", re.IGNORECASE)
# What must not be cut off: it may be a condition or a limit of what stands before it.
_CONDITION = re.compile(
    r"\d|%|\b(?:if|unless|only|except|when|until|without|not|no|never|over|under|but|at least|at most)\b"
    r"|[只仅除非不没无]|如果|以上|以下|但",
    re.IGNORECASE,
)
# What leads to a date, a price or a number, at the end of what stands before it.
_LEAD = re.compile(r"\s+(?:(?:on|at|by|for|from|in|until|from only|for only|only)\s+)?$", re.IGNORECASE)
_LEADING_JOINT = re.compile(r"^(?:and|then|so)\s+|^(?:并且|并|而且|然后)", re.IGNORECASE)


@dataclass(frozen=True)
class Cut:
    """`head` is shown; `rest` is what was left out, empty when nothing was."""

    head: str
    rest: str = ""


def word_count(text: str) -> int:
    """Words as a reader counts them; two Chinese, Japanese or Korean signs are one."""
    signs = len(_SIGNS.findall(text))
    return len(_LATIN_WORD.findall(text)) + (signs + 1) // 2


def reading_ms(*texts: str) -> int:
    """How long all these words must stay on screen to be read, ms; 0 for none."""
    words = sum(word_count(t) for t in texts)
    return FIND_MS + WORD_MS * words if words else 0


def tidy(text: str) -> str:
    """One line, single spaces, normal form C, a capital first, no full stop at the end; inner stops stay."""
    line = " ".join(unicodedata.normalize("NFC", text).split()).strip(" ,;:，；：、")
    if re.search(r"[^.]\.$", line) and not re.search(r"[.!?]\s", line) and not re.search(r"\b\w\.\w\.$", line):
        line = line[:-1]
    line = line.removesuffix("。")
    first = line.split(" ", 1)[0]
    # "iPhone" and "eBay" keep their small letter; addresses are never capitalised.
    if first.islower() and not re.search(r"[.@/#]", first):
        line = line[:1].upper() + line[1:]
    return line


def sentences(text: str) -> list[str]:
    """The sentences of a text, whole."""
    return [s.strip() for s in _SENTENCE_END.split(text) if s.strip()]


def shortened(text: str, words: int) -> Cut:
    """The longest beginning of `text` of at most `words` words that ends at a border; whole when there is none.

    "Fresh bread every morning, baked by hand in our kitchen" in five words -> "Fresh bread every morning".
    """
    whole = tidy(text)
    if word_count(whole) <= words:
        return Cut(whole)
    without_aside = tidy(_ASIDE.sub("", whole))
    for borders in (_SENTENCE_END, _CLAUSE, _JOINT):
        head = _longest_head(without_aside, borders, words)
        if head:
            return Cut(tidy(head), whole)
    return Cut(without_aside, whole if without_aside != whole else "")


def _longest_head(text: str, borders: re.Pattern[str], words: int) -> str:
    found = ""
    for border in borders.finditer(text):
        head, tail = text[: border.start()].strip(), text[border.end() :]
        if word_count(head) > words:
            break
        safe = borders is _SENTENCE_END or not _CONDITION.search(tail)
        if word_count(head) >= 2 and safe:
            found = head
    return found


def halves(text: str, marks: Sequence[str] = ()) -> tuple[str, str]:
    """A long line as a title and the line under it, parted at the border nearest its middle; ("", text) if none.

    "Plan meals in a tap, and we deliver the rest" -> ("Plan meals in a tap", "We deliver the rest"). It may also be
    parted before one of `marks`, with the small word that leads to it: "We open" and "On May 4".
    """
    whole = tidy(text)
    middle = len(whole) / 2
    borders = [(b.start(), b.end()) for pattern in (_SENTENCE_END, _CLAUSE) for b in pattern.finditer(whole)]
    for mark in marks:
        at = whole.find(mark)
        lead = _LEAD.search(whole[: max(0, at)])
        borders += [(lead.start(), lead.start())] if lead is not None else []
    inner = [b for b in borders if 0 < b[0] < len(whole) - 1]
    if not inner:
        return "", whole
    start, end = min(inner, key=lambda b: abs(b[0] - middle))
    head, tail = tidy(whole[:start]), tidy(_LEADING_JOINT.sub("", whole[end:]))
    return (head, tail) if head and tail else ("", whole)
