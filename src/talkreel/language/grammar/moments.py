# ruff: noqa: E501 - a row of the table is a line

"""When: instants ("at 0:10", "第10秒", "10 seconds in") and stretches ("from 5 to 8 seconds", "the last 3 s", "后半段")."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from talkreel.language.grammar.token import Kind, Stretch, Token, Value
from talkreel.language.grammar.values import CLOCK, EN, MINUTE, SECOND, ZH, clock_ms, value_of

Part = tuple[int, int | None]  # thousandths
_DASH = r"(?:-|–|—|~|thru|to|till|until|up to|through|and)"
_ZH_DASH = r"(?:到|至|-|–|—|~|和)"
_PARTS: dict[str, Part] = {"first": (0, 500), "1st": (0, 500), "second": (500, None), "2nd": (500, None), "last": (500, None),
          "latter": (500, None), "former": (0, 500)}  # fmt: skip
_THIRDS: dict[str, Part] = {
    "first": (0, 333),
    "second": (333, 667),
    "middle": (333, 667),
    "last": (667, None),
    "final": (667, None),
}
_ZH_PARTS: dict[str, Part] = {"前": (0, 500), "上": (0, 500), "后": (500, None), "下": (500, None)}

# "It should last 3 seconds" names no stretch.
_NO_VERB = "".join(
    rf"(?<!\b{word} )" for word in ("and", "to", "should", "must", "will", "can", "it", "them", "clip", "shot", "scene")
)
# "Stretch clip 2 to ten seconds" counts a clip.
# "The first second and third clip" counts clips.
_NO_LIST = r"(?!\s*(?:,|and|or|&)+\s*(?:third|3rd|fourth|4th|last)\b|\s+(?:clip|scene|shot|photo|slide|picture))"
_NO_NUMBER = "".join(rf"(?<!\b{word} )" for word in ("clip", "scene", "shot", "photo", "slide", "picture"))

Read = Callable[["re.Match[str]"], Value]


def _when(name: str) -> str:
    """A time: 0:10, 10 seconds, 10s, 1 minute; in a span the first may lack its unit."""
    return (
        rf"(?:(?P<{name}c>{CLOCK})|(?:(?P<{name}m>{EN})[\s-]*{MINUTE}\s*(?:and\s+)?)?"
        rf"(?:(?P<{name}s>{EN})[\s-]*{SECOND})|(?P<{name}o>{EN})[\s-]*{MINUTE})"
    )


def _bare(name: str) -> str:
    return rf"(?:{_when(name)}|(?P<{name}n>\d+(?:\.\d+)?))"


def _zh_when(name: str) -> str:
    return rf"(?:第)?(?:(?P<{name}c>{CLOCK})|(?:(?P<{name}m>{ZH})分钟?)?(?P<{name}s>{ZH})秒钟?|(?P<{name}o>{ZH})分钟)"


def _ms(match: re.Match[str], name: str) -> int:
    told = match.groupdict()
    if clock := told.get(f"{name}c"):
        return clock_ms(clock)
    minutes = value_of(told.get(f"{name}m") or told.get(f"{name}o") or "0")
    seconds = value_of(told.get(f"{name}s") or told.get(f"{name}n") or "0")
    return round((minutes * 60 + seconds) * 1000)


def _between(match: re.Match[str]) -> Stretch:
    return Stretch(_ms(match, "a"), _ms(match, "b"))


def _at(match: re.Match[str]) -> int:
    return _ms(match, "a")


def _head(match: re.Match[str]) -> Stretch:
    return Stretch(0, _ms(match, "a"))


def _tail(match: re.Match[str]) -> Stretch:
    return Stretch(_ms(match, "a"), None, "end")


def _after(match: re.Match[str]) -> Stretch:
    return Stretch(_ms(match, "a"), None)


def _parts(table: dict[str, Part]) -> Read:
    return lambda match: Stretch(*table[match["p"]], "parts")


def _rows() -> Iterator[tuple[str, Kind, Read]]:
    yield (
        rf"(?:from|between)\s+(?:the\s+)?{_bare('a')}\s*{_DASH}\s*(?:the\s+)?{_when('b')}(?:\s+marks?)?",
        "span",
        _between,
    )
    yield (
        rf"{_NO_NUMBER}(?<![a-z\d.:]){_bare('a')}\s*(?:-|–|—|~|to|till|until|through|thru)\s*{_when('b')}",
        "span",
        _between,
    )
    yield rf"(?:the\s+)?(?:very\s+)?first\s+second{_NO_LIST}", "span", lambda _: Stretch(0, 1000)
    yield (
        rf"(?:the\s+)?(?:very\s+)?last\s+second{_NO_LIST}",
        "span",
        lambda _: Stretch(1000, None, "end"),
    )
    yield (
        rf"(?:从|在)?{_zh_when('a')}(?:钟|处)?{_ZH_DASH}{_zh_when('b')}(?:之间|这段|这一段|的部分|的内容|的地方)?",
        "span",
        _between,
    )
    yield (
        rf"(?:从|在)?第?(?P<an>{ZH}){_ZH_DASH}{_zh_when('b')}(?:之间|这段|这一段|的部分|的内容|的地方)?",
        "span",
        _between,
    )
    yield (
        r"(?:from|between)\s+(?P<an>\d+(?:\.\d+)?)\s*(?:to|and|-|–)\s*(?P<bn>\d+(?:\.\d+)?)(?!\s*(?:%|x|px|p|fps|db|degrees)|[\d.:])",
        "span",
        _between,
    )
    yield rf"(?:the\s+)?(?:first|opening|initial)\s+{_when('a')}", "span", _head
    yield rf"{_NO_VERB}(?:the\s+)?(?:last|final|closing)\s+{_when('a')}", "span", _tail
    yield rf"(?:最?前面?|开头|头|开始的?)(?:的)?{_zh_when('a')}", "span", _head
    yield rf"(?:最后面?|后面?|结尾|末尾)(?:的)?{_zh_when('a')}", "span", _tail
    yield r"(?:the\s+)?seconds?\s+(?P<an>\d+)\s*(?:to|through|thru|-|–|and)\s*(?P<bn>\d+)(?![\d.:])", "span", _between
    yield rf"(?:the\s+)?(?P<p>{'|'.join(_PARTS)})\s+half(?:\s+of)?(?![a-z])", "span", _parts(_PARTS)
    yield rf"(?:the\s+)?(?P<p>{'|'.join(_THIRDS)})\s+third(?![a-z])", "span", _parts(_THIRDS)
    yield rf"(?P<p>{'|'.join(_ZH_PARTS)})(?:半段|半部分|半部|半截|半程|一半|半)", "span", _parts(_ZH_PARTS)
    yield (
        rf"(?:everything\s+|all\s+|anything\s+|the (?:rest|part)\s+)?(?:after|past|from)\s+(?:the\s+)?{_when('a')}(?:\s+marks?)?(?:\s+(?:on|onwards?))?",
        "span",
        _after,
    )
    yield (
        rf"(?:everything\s+|all\s+|anything\s+|the part\s+)?(?:before|until|up to)\s+(?:the\s+)?{_when('a')}(?:\s+marks?)?",
        "span",
        _head,
    )
    yield rf"{_zh_when('a')}(?:钟)?(?:之后|以后|后面|往后|后)(?:的)?(?:全部|所有|内容|部分)?", "span", _after
    yield rf"{_zh_when('a')}(?:钟)?(?:之前|以前|前面)(?:的)?(?:全部|所有|内容|部分)?", "span", _head
    yield (
        rf"(?:at|on|around|@|starting at|starting from|beginning at|start(?:s|ing)? (?:it )?at)\s+(?:about\s+|exactly\s+|the\s+)?{_when('a')}(?:\s+marks?|\s+in(?:to)?(?![a-z]))?",
        "instant",
        _at,
    )
    yield rf"(?:the\s+)?{_when('a')}\s+(?:mark|point|timestamp)(?![a-z])", "instant", _at
    yield (
        rf"(?<!for ){_when('a')}\s+(?:in(?:to)?)(?:\s+(?:it|the (?:film|video|clip|movie)))?(?=$|[\s,.;!?])(?!\s+(?:the\s+)?(?:\w+\s+)?(?:clip|scene|shot|intro|outro)|\s+(?:total|all|length|duration))",
        "instant",
        _at,
    )
    yield r"(?<=[掉剪删掐去])第[一1]秒钟?|第[一1]秒钟?(?=[删剪掐去不])", "span", lambda _: Stretch(0, 1000)
    yield rf"(?P<ac>{CLOCK})(?:\s*(?:处|的时候|时|左右|那里|的地方))?", "instant", _at
    yield (
        rf"(?:在|于)?第(?:(?P<am>{ZH})分钟?)?(?P<as>{ZH})秒钟?(?:处|的时候|时|左右|那里|的地方|开始|起)?",
        "instant",
        _at,
    )
    yield rf"(?:在|于){_zh_when('a')}(?:钟)?(?:处|的时候|时|左右|那里|的地方|开始|起|的位置)?", "instant", _at
    yield rf"{_zh_when('a')}(?:钟)?(?:处|的时候|的位置|那里)", "instant", _at


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Kind, Read], ...]:
    return tuple((re.compile(pattern), kind, read) for pattern, kind, read in _rows())


def moments(plain: str) -> Iterator[Token]:
    """Every instant and stretch in the plain words; they may overlap: the longest is meant."""
    for pattern, kind, read in _patterns():
        for match in pattern.finditer(plain):
            if match.group():
                yield Token(match.start(), match.end(), match.group(), kind, read(match))
