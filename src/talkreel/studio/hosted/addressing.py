"""Which film of a session words are about; and words that are about none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from talkreel.plan.reading.numerals import number

_FILM_EN = r"(?:film|video|draft|movie)"
_COUNTED = "(?P<n>\\d+|[一二两三四五六七八九十]+)"
# "make the film 2 seconds longer", "影片2秒后变暗" are about a length.
_NO_UNIT = (
    r"(?!\d|[.:]\d|\s*(?:-|%|(?:s|secs?|seconds?|m|mins?|minutes?|hours?|frames?|times|parts?)\b|[秒分倍个小段帧]))"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_STARTS = (
    re.compile(
        r"\s*(?:(?:switch|go|change)\s+to\s+|open\s+|in\s+|on\s+|for\s+)?(?:the\s+)?"
        rf"(?:{_FILM_EN}\s*#?\s*(?P<n>\d+)|(?P<o>{'|'.join(_ORDINALS)}|last)\s+{_FILM_EN})\s*"
        "(?:[:,\uff1a\uff0c]\\s*(?P<words>.*)|[.!?\u3002]?\\s*)$",
        re.IGNORECASE | re.DOTALL,
    ),
    *(
        re.compile(
            "\\s*(?:切换到|换到|打开|看|对|把|给|在)?"
            f"(?:(?P<last>最后)一?[个部支条]?{kind}|第\\s*{_COUNTED}\\s*[个部支条]?{kind}"
            f"|{kind}\\s*{_COUNTED.replace('<n>', '<m>')}{_NO_UNIT})\\s*{then}[\u3002!\uff01]?\\s*$",
            re.DOTALL,
        )
        for kind, then in (
            ("(?:影片|短片|片子|草稿)", "[:,\uff1a\uff0c里中上的]*\\s*(?P<words>.*?)"),
            ("视频", "(?:[:,\uff1a\uff0c里中]+\\s*(?P<words>.*?))?"),  # a clip in a film is called that, too
        )
    ),
)
_WITHIN = (
    re.compile(rf"(?<!the )\b(?:in\s+)?(?:film|draft|movie)\s*#?\s*(?P<n>\d+)\b{_NO_UNIT}", re.IGNORECASE),
    re.compile(rf"\b(?:in\s+)?the\s+(?P<o>{'|'.join(_ORDINALS)}|last)\s+(?:film|draft|movie)\b", re.IGNORECASE),
    re.compile(f"第\\s*{_COUNTED}\\s*[个部支条]?(?:影片|短片|片子|草稿)"),
    re.compile(f"(?:影片|短片|片子|草稿)\\s*(?P<n>\\d+){_NO_UNIT}"),
)
_QUOTED = re.compile('"[^"]*"|“[^”]*”|「[^」]*」')
_WHICH = re.compile(
    r"\s*(?:which|what)\s+(?:film|video|draft|one|movie)\s+(?:is\s+(?:this|that|it|shown)|are\s+we|am\s+i|do\s+we)\b.*"
    "|.{0,10}哪一?[个部条](?:视频|影片|短片|片子).{0,4}",
    re.IGNORECASE | re.DOTALL,
)
_GREETING = re.compile(
    r"\W*(?:hi|hiya|hello|hey|yo|good\s+(?:morning|evening|afternoon)|thanks|thank\s+you|test(?:ing)?"
    r"|(?:is\s+)?anybody\s+there|你好|您好|嗨|哈[喽啰罗]|早上好|晚上好|下午好|在吗|有人吗|谢谢|多谢|测试)?"
    r"(?:\s+(?:there|all|again|talkreel))?[啊呀吗]?\W*",
    re.IGNORECASE,
)


def addressed(words: str, count: int) -> tuple[int, str]:
    """Which of `count` films is addressed, from 1, and what is said about it; 0 and all the words when none is."""
    for pattern in _STARTS:
        found = pattern.match(words)
        if found and 1 <= (place := _place(found, count)) <= count:
            return place, (found["words"] or "").strip()
    quoted = [span.span() for span in _QUOTED.finditer(words)]
    for pattern in _WITHIN:
        met = [m for m in pattern.finditer(words) if not any(a <= m.start() < b for a, b in quoted)]
        if len(met) == 1 and 1 <= (place := _place(met[0], count)) <= count:
            return place, _without(words, met[0])
    return 0, words


def without_file_names(words: str, names: Iterable[str]) -> str:
    """The words with names of files that are no single word, or stand in quotes, as something a sentence is made of:
    what is quoted is otherwise taken for words to show."""
    named = [(_spelled(name), name) for name in sorted(names, key=len, reverse=True)]
    rest = words
    for spelled, _ in named:
        rest = spelled.sub("", rest)
    this_file = "这个文件" if re.search("[\u3400-\u9fff]", rest) else "this file"
    for spelled, name in named:
        plain = this_file if re.search(r"\s", name) else name
        words = plain.join(spelled.split(words))
    return words


def _spelled(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\"'“‘「`]{re.escape(name)}[\"'”’」`]|{re.escape(name)}", re.IGNORECASE)


def asks_which(words: str) -> bool:
    """Whether it is asked which film is talked about."""
    return _WHICH.fullmatch(words) is not None


def is_greeting(words: str) -> bool:
    """Whether words only greet, thank or try, or are none: no film is made of that."""
    return _GREETING.fullmatch(words) is not None


def _place(found: re.Match[str], count: int) -> int:
    named = found.groupdict()
    if named.get("last") or (named.get("o") or "").lower() == "last":
        return count
    if ordinal := named.get("o"):
        return _ORDINALS.index(ordinal.lower()) + 1
    told = number(named.get("n") or named.get("m") or "")
    return int(told) if told is not None else 0


def _without(words: str, found: re.Match[str]) -> str:
    """The words with the film's name taken out, or replaced where a verb needs something to act on."""
    before, after = words[: found.start()].rstrip(), words[found.end() :]
    if re.search("[\u3400-\u9fff]", found[0]):
        return f"{before}影片{after}"
    return f"{before}{after}".strip(" ,") if found[0].lower().startswith("in ") else f"{before} it{after}".strip()
