"""Words in Chinese text, which has no spaces: the most probable cut by how common each word is."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from functools import cache

from talkreel.draw.assets import ASSETS

_LONGEST = 4
_RARE = -1.0  # of a character that is in no list; known words have twice log10 of their frequency
_WHOLE = 15.6  # the same measure of all words together
_CHINESE = re.compile("[\u4e00-\u9fff]+")


def chinese_words(text: str) -> list[str]:
    """The Chinese words of a text, in order; everything else is left out.

    >>> chinese_words("全场第二杯半价")
    ['全场', '第二杯', '半价']
    """
    return [word for _, word in _placed(text)]


def word_starts(text: str) -> set[int]:
    """Where the Chinese words of a text start."""
    return {start for start, _ in _placed(text)}


def _placed(text: str) -> Iterator[tuple[int, str]]:
    for run in _CHINESE.finditer(text):
        at = run.start()
        for word in _cut(run.group()):
            yield at, word
            at += len(word)


def _cut(run: str) -> list[str]:
    """Dynamic programming from the end: best[i] is the score and the first word's length of run[i:]."""
    known = _frequencies()
    best: list[tuple[float, int]] = [(0.0, 0)] * (len(run) + 1)
    for start in range(len(run) - 1, -1, -1):
        options: list[tuple[float, int]] = []
        for length in range(1, min(_LONGEST, len(run) - start) + 1):
            weight = known.get(run[start : start + length], _RARE if length == 1 else None)
            if weight is not None:
                options.append((weight - _WHOLE + best[start + length][0], length))
        best[start] = max(options)
    words: list[str] = []
    at = 0
    while at < len(run):
        words.append(run[at : at + best[at][1]])
        at += best[at][1]
    return words


@cache
def _frequencies() -> dict[str, float]:
    """Each line of the file is a measure of frequency and all words that have it."""
    text = lzma.decompress((ASSETS / "words" / "chinese.txt.xz").read_bytes()).decode("utf-8")
    lines = (line.split(" ") for line in text.splitlines())
    return {word: float(line[0]) for line in lines for word in line[1:]}
