"""Amounts that stand in a sentence: durations, percentages, factors, sizes, ordinals, quoted words.

Each is a row of a table: a pattern over the plain (lower-case, half-width) words, and what its match is worth.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from talkreel.language.grammar.token import Kind, Token, Value
from talkreel.plan.reading.numerals import CHINESE_SIGNS, ENGLISH_WORDS, number

EN = rf"(?:\d+(?:\.\d+)?|(?<![a-z])(?:{ENGLISH_WORDS})(?![a-z]))"
ZH = rf"(?:\d+(?:\.\d+)?|[{CHINESE_SIGNS}]+)"
SECOND = r"(?:seconds?|secs?|s)(?![a-z])"
MINUTE = r"(?:minutes?|mins?)(?![a-z])"
CLOCK = r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?![\d:])"

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "opening": 1, "last": -1, "final": -1, "closing": -1,
    "penultimate": -2,
}  # fmt: skip
_ORDINAL_WORDS = "|".join(_ORDINALS)
_FACTORS = {
    "twice": 2.0,
    "double": 2.0,
    "doubled": 2.0,
    "triple": 3.0,
    "thrice": 3.0,
    "quadruple": 4.0,
    "halve": 0.5,
    "halved": 0.5,
    "halving": 0.5,
}
_SIDES = {"720p": 720, "1080p": 1080, "1440p": 1440, "2k": 1440, "2160p": 2160, "4k": 2160, "480p": 480, "360p": 360}
RATIOS = {"16:9", "9:16", "1:1", "4:5", "4:3", "3:4", "21:9", "3:2", "2:3", "5:4"}
_QUOTES = {'"': '"', "“": "”", "”": "”", "「": "」", "『": "』", "《": "》", "‘": "’", "'": "'", "`": "`", "«": "»"}

Read = Callable[["re.Match[str]"], Value]


def value_of(told: str) -> float:
    """A number as it is written; 0 for what is none."""
    return number(told) or 0.0


def clock_ms(told: str) -> int:
    """0:10 -> 10000, 1:02:03.5 -> 3723500."""
    total = 0.0
    for part in told.split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)


def _duration(match: re.Match[str]) -> int:
    told = match.groupdict()
    half = 0.5 if told.get("half") else 0.0
    minutes, seconds = value_of(told.get("m") or "0"), value_of(told.get("s") or "0")
    if told.get("m") and not told.get("s"):
        minutes += half
    else:
        seconds += half
    return round((minutes * 60 + seconds) * 1000)


def _signed(match: re.Match[str]) -> float:
    sign = -1.0 if match["sign"] in ("-", "−", "minus ") else 1.0
    return sign * value_of(match["n"])


def _ordinal(match: re.Match[str]) -> int:
    told = match["n"]
    if told in _ORDINALS:
        return _ORDINALS[told]
    return int(value_of(re.sub(r"(?:st|nd|rd|th)$", "", told)))


def _rows() -> Iterator[tuple[str, Kind, Read]]:
    yield r"#(?:[0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-z])", "hex", lambda m: _long(m.group())
    yield (
        r"(?<![\d:])(?P<n>\d{1,2}\s?(?:[:x比]|by)\s?\d{1,2})(?![\d:]|\s*(?:%|s(?:ec|$|\s)|percent|px|deg))",
        "ratio",
        _ratio,
    )
    yield (
        r"(?<![\d.])(?P<w>\d{3,4})\s?(?:[x×*乘]|by)\s?(?P<h>\d{3,4})(?!\d)",
        "size",
        lambda m: (int(m["w"]), int(m["h"])),
    )
    yield rf"(?<![\da-z])(?P<n>{'|'.join(_SIDES)})(?![a-z\d])", "size", lambda m: (_SIDES[m["n"]],)
    yield r"(?P<n>\d{1,3})\s?(?:fps|frames? (?:per|a|/) ?second|帧每秒|帧/秒|帧率|帧)(?![a-z])", "rate", _number
    yield r"(?P<sign>[-+−]|minus |plus )?(?P<n>\d+(?:\.\d+)?)\s?db(?![a-z])|", "decibels", _signed
    # durations
    yield rf"(?P<m>{EN})[\s-]*{MINUTE}(?:\s*(?:and\s+)?(?P<s>{EN})[\s-]*{SECOND})?", "duration", _duration
    yield rf"(?P<s>{EN})\s+and\s+a\s+(?P<half>half)[\s-]+{SECOND}", "duration", _duration
    yield r"(?<![a-z])(?:an?\s+|one\s+)second\s+and\s+a\s+half(?![a-z])", "duration", lambda _: 1500
    yield r"half(?:\s+of)?\s+an?\s+second|half[\s-]second|半秒钟?", "duration", lambda _: 500
    yield r"half(?:\s+of)?\s+an?\s+minute|半分钟", "duration", lambda _: 30_000
    yield rf"(?<![a-z\d.:]){EN_NOT_A}(?:[\s-]*{SECOND})", "duration", lambda m: round(value_of(m["s"]) * 1000)
    yield (
        (
            r"(?<![a-z])(?:an?|one) (?:whole |full |single )?(?:second|sec)(?=\s*(?:$|[,.;!?]"
            r"|longer|shorter|earlier|later|and|or|in|into|before"
            r"|after|to|from|off|of|at|each|more|less|delay|long|sooner)(?![a-z]))"
        ),
        "duration",
        lambda _: 1000,
    )
    yield (
        rf"(?<![a-z\d.:]){EN_NOT_A}\s+(?:more|extra|additional|full|whole|further)\s+{SECOND}",
        "duration",
        lambda m: round(value_of(m["s"]) * 1000),
    )
    yield r"(?<![a-z])a couple(?: of)? (?:more )?(?:seconds|secs)", "duration", lambda _: 2000
    yield r"(?<![a-z])(?:a few|several) (?:more )?(?:seconds|secs)", "duration", lambda _: 3000
    yield r"(?P<n>\d+)\s?(?:ms|milliseconds?|毫秒)(?![a-z])", "duration", lambda m: int(m["n"])
    yield rf"(?P<m>{ZH})(?:个)?分(?P<half>半)?钟?(?:零?(?P<s>{ZH})秒钟?)?", "duration", _duration
    yield rf"(?<!第)(?P<s>{ZH})秒(?P<half>半)?钟?", "duration", _duration
    yield rf"(?<!多)[放给播留]够?(?P<s>{ZH})秒(?P<half>半)?钟?", "duration", _duration
    yield r"(?<!第)几秒钟?", "duration", lambda _: 3000
    # parts and factors
    yield rf"(?P<n>{EN})\s?(?:%|percent|per cent|pct)(?![a-z])", "percent", _number
    yield rf"百分之(?P<n>{ZH})", "percent", _number
    yield rf"(?P<n>{ZH})成(?!为|都|功|本|品|员|人|立|了|长)", "percent", lambda m: value_of(m["n"]) * 10
    yield (
        r"(?<![a-z\d.])(?P<n>\d+(?:\.\d+)?)\s?[x×](?![a-z\d])|(?<![a-z\d.])[x×]\s?(?P<n2>\d+(?:\.\d+)?)",
        "factor",
        _factor,
    )
    yield rf"(?P<n>{EN})\s+times(?![a-z])", "factor", _number
    yield rf"(?P<n>{ZH})个?(?:位置|[位格])", "number", _number
    yield rf"(?<=、)(?P<n>{ZH})(?=、)", "number", _number
    yield rf"(?P<n>{ZH})倍速?|(?P<n2>{ZH})倍", "factor", _factor
    yield rf"(?<![a-z])(?P<word>{'|'.join(_FACTORS)})(?![a-z])", "factor", lambda m: _FACTORS[m["word"]]
    yield r"翻(?:一)?倍|加倍|一倍(?!速)", "factor", lambda _: 2.0
    yield (
        r"(?<![a-z])(?:in |by |a |one )?half(?! (?:a |an |of |the )?(?:second|minute|sec))(?![a-z-])"
        r"|减半(?!秒|分)|一半|半速",
        "factor",
        lambda _: 0.5,
    )
    yield r"(?<![a-z])(?:a |one )?(?:quarter)(?![a-z])|四分之一速?", "factor", lambda _: 0.25
    yield r"(?<![a-z])(?:a |one )third(?! (?:clip|scene|shot))(?![a-z])|三分之一速?", "factor", lambda _: 1 / 3
    yield r"(?P<sign>[-−]|minus )?(?P<n>\d+(?:\.\d+)?)\s?(?:°|degrees?|deg|度)(?![a-z])", "degrees", _signed
    yield r"(?P<n>\d+(?:\.\d+)?)\s?(?:px|pixels?|像素|pt|号字|号)(?![a-z])", "pixels", _number
    # ordinals and plain numbers
    yield r"(?:second|next)[\s-]to[\s-](?:the[\s-])?last|last but one", "ordinal", lambda _: -2
    yield r"third[\s-]to[\s-](?:the[\s-])?last", "ordinal", lambda _: -3
    yield r"(?<![a-z])(?:end|ending)(?= (?:title|headline|text|line|caption)s?(?![a-z]))", "ordinal", lambda _: -1
    yield rf"(?<![a-z\d])(?P<n>{_ORDINAL_WORDS}|\d{{1,3}}(?:st|nd|rd|th))(?![a-z])", "ordinal", _ordinal
    yield rf"第(?P<n>{ZH})[个段张幕]?(?:到|至|-|~|–)第?(?P<n2>{ZH})(?=[个段张幕])", "ordinal", _range
    for noun in ("clips", "clip", "scenes", "scene", "shots", "photos", "slides"):
        yield rf"(?<={noun} )(?P<n>\d+)\s?(?:to|-|–|through)\s?(?P<n2>\d+)(?![a-z\d:])", "ordinal", _range
    # ranges of places, in pairs: 前三个 is 1 to 3, 头尾 is 1 to 1 and the last to the last
    yield rf"(?:最?前面?|最?开头|头|开始)的?(?!一)(?P<n>{ZH})(?={_MEASURE})", "ordinal", lambda m: (1, _count(m))
    yield rf"(?:最?后面?|最末|末尾|结尾|倒数)的?(?!一)(?P<n>{ZH})(?={_MEASURE})", "ordinal", lambda m: (-_count(m), -1)
    yield (
        rf"从第(?P<n>{ZH})(?=[个段张页幕](?:镜头|片段|照片|画面)?(?:开始|起|往后|以后|之后))",
        "ordinal",
        lambda m: (_count(m), -1),
    )
    yield rf"(?:首尾|头尾|一头一尾|一首一尾)的?(?:[两二](?={_MEASURE}))?", "ordinal", lambda _: (1, 1, -1, -1)
    yield rf"(?:最?中间)的?[那这]?一?(?={_MEASURE})", "ordinal", lambda _: (0, 0)
    yield rf"(?:最?中间)的?(?:[那这])?(?:(?:几|些|{ZH})(?={_MEASURE})|(?=[各都全均每]))", "ordinal", lambda _: (2, -2)
    yield rf"倒数第(?P<n>{ZH})", "ordinal", lambda m: -int(value_of(m["n"]))
    yield rf"第(?P<n>{ZH})(?!秒|\d*秒)", "ordinal", _ordinal
    yield (
        r"最后一|最末|末尾那|最后(?=[个段张幕条句]|那)|首(?=个|段|张|幕)",
        "ordinal",
        lambda m: 1 if m.group() == "首" else -1,
    )
    yield (
        r"(?<![a-z\d.#])(?P<n>\d+(?:\.\d+)?)(?![a-z\d%]|:\d)|(?<![a-z\d.#])(?P<n2>\d+(?:\.\d+)?)(?=[\u3400-\u9fff])",
        "number",
        _factor,
    )
    yield rf"(?<![a-z-])(?P<n>{_COUNTS})(?![a-z-])", "number", _number
    yield (
        rf"(?P<n>[{CHINESE_SIGNS}]+)(?=[个张段条句遍次种首幕步])(?!个)|(?P<n2>[二两三四五六七八九十]+)(?=个)",
        "number",
        _factor,
    )


_MEASURE = "[个段张幕页条句]"
_COUNTS = "two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|hundred"
EN_NOT_A = rf"(?P<s>\d+(?:\.\d+)?|(?:{_COUNTS}|one)(?![a-z]))"


def _count(match: re.Match[str]) -> int:
    return round(value_of(match["n"]))


def _number(match: re.Match[str]) -> float:
    return value_of(match["n"])


def _factor(match: re.Match[str]) -> float:
    if match.group() == "一倍":
        return 2.0  # 快一倍 is twice as fast
    return value_of(match["n"] or match["n2"])


def _range(match: re.Match[str]) -> tuple[int, ...]:
    return int(value_of(match["n"])), int(value_of(match["n2"]))


def _ratio(match: re.Match[str]) -> str | None:
    told = re.sub(r"\s", "", match["n"]).replace("x", ":").replace("比", ":").replace("by", ":")
    return told if told in RATIOS else None


def _long(code: str) -> str:
    return code if len(code) == 7 else "#" + "".join(2 * sign for sign in code[1:])


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Kind, Read], ...]:
    return tuple((re.compile(pattern), kind, read) for pattern, kind, read in _rows())


def values(plain: str) -> Iterator[Token]:
    """Every amount in the plain words; they may overlap: the longest is meant."""
    for pattern, kind, read in _patterns():
        for match in pattern.finditer(plain):
            if match.group() and (value := read(match)) is not None:
                yield Token(match.start(), match.end(), match.group(), kind, value)


def quotes(words: str) -> Iterator[Token]:
    """Words between quotation marks, as they were typed. An apostrophe is none."""
    at = 0
    while at < len(words):
        close = _QUOTES.get(words[at])
        if close is None or not _opens(words, at):
            at += 1
            continue
        end = _closing(words, at + 1, close)
        if end > at + 1:
            yield Token(at, end + 1, words[at : end + 1], "quote", words[at + 1 : end].strip())
            at = end
        at += 1


def _opens(words: str, at: int) -> bool:
    return words[at] not in "'’" or at == 0 or not words[at - 1].isalnum()


def _closing(words: str, at: int, close: str) -> int:
    """Where the quotation ends; -1 when it does not."""
    found = words.find(close, at)
    while found >= 0 and close in "'’" and words[found + 1 : found + 2].isalnum():
        found = words.find(close, found + 1)
    if found < 0 and close == "”":
        return words.find('"', at)
    return found
