"""Chinese words with how common they are: for finding words in a text that has no spaces."""

from __future__ import annotations

import lzma
import math
import re
from collections import defaultdict

from packages import Downloads

JIEBA = "jieba"
_AS_COMMON = 6  # what words of today count as at least
_LEAST = 60  # occurrences; rarer words are left out


def words(downloads: Downloads, of_today: str) -> dict[str, bytes]:
    """`chinese.txt.xz`: lines of twice the decimal logarithm of a frequency, and the words of that frequency.

    `of_today` has words of shops and screens that the list lacks or holds rare.
    """
    alike: dict[int, list[str]] = defaultdict(list)
    for line in downloads.pypi(JIEBA, "jieba/dict.txt").decode("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if re.fullmatch("[\u4e00-\u9fff]{1,4}", word) and int(count) >= _LEAST:
            alike[round(2 * math.log10(int(count)))].append(word)
    known = {word for level, found in alike.items() if level >= _AS_COMMON for word in found}
    for found in alike.values():
        found[:] = [word for word in found if word in known or word not in of_today.split()]
    alike[_AS_COMMON] += [word for word in of_today.split() if word not in known]
    text = "\n".join(" ".join([str(level), *sorted(found)]) for level, found in sorted(alike.items()))
    return {"chinese.txt.xz": lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)}
