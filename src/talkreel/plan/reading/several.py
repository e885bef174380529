"""Several films in one message: "1) ... 2) ...", "Video 1: ...", a description on each line.

A list of points, steps or shots is one film. What tells the two apart: each item asks for a film of its own, or the
words before the list say how many films there are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from talkreel.model.canvas import Aspect
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.kind import FILM_NOUN
from talkreel.plan.reading.numerals import CHINESE_SIGNS, number
from talkreel.plan.reading.shape import read_shapes
from talkreel.plan.reading.text import Text, plain, rule

MOST_FILMS = 20
_LONGEST_ITEM, _LONGEST_MESSAGE = 600, 1500

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_COUNT = (
    rule(
        r"\b(?P<n>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|several|multiple|both)\s+(?:[\w:-]+\s+){0,3}?"
        rf"{english('films')}\b"
    ),
    rule(
        rf"(?P<n>\d{{1,2}}|[{CHINESE_SIGNS}])[条个段支部则](?:不同的?|独立的?)?[^，。,.;；\n]{{0,8}}?{either('films_zh')}"
    ),
    rule(r"(?P<n>[2-9]|[二三四五六七八九十两])[条段支部则](?:$|(?=\s*[:，]))"),
)
_LABEL = rule(
    r"(?:^|(?<=[\n.;；。:，,]))[ \t]*(?:and\s+)?(?:[-*•]\s*)?(?:\*\*)?"
    r"(?:(?:video|film|clip|ad|reel|视频|短片|影片|片子)\s*(?:#\s*)?(?:\d{1,2}|[a-f]|one|two|three|four|five|[一二三四五六七八九十])"
    r"|(?:the\s+)?(?:first|second|third|fourth|fifth|last)(?:\s+(?:one|video|clip|ad|film))?(?=\s*[:,(]|\s+(?:is|should|a|one)\b)"
    r"|第[一二三四五六七八九十\d]+[条个段支部])(?:\*\*)?\s*(?:视频|短片|是|要|做|为)?\s*(?:[:.)、，\-–—(]|(?<=[条个段支部是要做为])|(?=\s(?:is|should|a|one)\b))(?:\*\*)?\s*"
)
# "... All without music": said at the end, for every film.
_FOR_ALL = re.compile(rf"(?<=[.。;；!！,，])\s*(?:{either('for_all')})(?![^.。\n]*\d+\s*[.)、])", re.IGNORECASE)
_LENGTH = rule(r"\d\s*-?\s*(?:s|secs?|seconds?|mins?|minutes?)\b|[\d一二三四五六七八九十半]\s*(?:秒|分钟)")
_FILM_ASKED = rule(rf"\b{english('films_or_one')}\b|{chinese('films_zh')}")
_NEXT_SENTENCE = re.compile(r"(?<=[.;])\s+|(?<=[。；])\s*|\n+")
_ORDINAL = rule(r"(?:and\s+)?(?:the\s+)?(?:first|second|third|fourth|fifth|last)\b|第")
_NUMBERED = rule(rf"(?:^|(?<=[\s:;；。.，,]))(?:\(?(?P<n>\d{{1,2}})[.)、:](?!\d)\)?|(?P<c>[{_CIRCLED}]))\s*")
_BARE_NUMBER = rule(
    r"(?:^|(?<=[:;.,，。；、\n])|(?<=[:;.,，。\s])(?<=\s))\s*(?P<n>[1-9])\s*(?:[-–—]\s*|\s)(?=[a-z\u4e00-\u9fff])"
)
_BULLET = rule(r"^[ \t]*[-*•·]\s+", re.MULTILINE)
_ONE_FILM = rule(either("one_film"))
_SPEC = rule(either("film_spec"))
_SHAPED = rule(either("shape_word"))
_VERSIONS = rule(either("versions"))
_BEGINS = rule(r"[^\w\u3400-\u9fff]*(?:a|an|one|\d)")
_WORDS = rule(r"[a-z]{3,}|[\u4e00-\u9fff]{2,}")
_EMPTY_LEAD = rule(rf"{either('empty_lead')}|\W")
_SPLITS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"[;；]\s*|(?<![Dd]r\.)(?<![Mm]r\.)(?<![Mm]rs\.)(?<![Mm]s\.)(?<=\.)\s+(?=\S)|(?<=。)\s*(?=\S)"),
)
_NEXT_ONE = re.compile(
    r"(?:[,，;；、。]\s*(?:and\s+|以及|和)?|\s+and\s+)(?=(?:an?|one|another)\s|一[个条段支部则版]|另一?[个条段]|\d+\s?-?s|[竖横方][版屏形]?)"
    r"|(?:和|以及|跟)(?=[竖横方][版屏形]|一[个条段支部则])"
)
_COUNTED_SHAPE = rule(
    rf"(?P<n>\d{{1,2}}|one|two|three|four|five|six|[{CHINESE_SIGNS}])\s*(?:of them\s+|should be\s+|are\s+|in\s+|个|条)?"
    rf"(?:\d{{3,4}}p\s+)?(?P<shape>{either('shape_word')})"
)


@dataclass(frozen=True, slots=True)
class Description:
    """The words for one film; `shared` are words said for all of them; `aspect` a shape told in a count."""

    words: str
    shared: str = ""
    aspect: Aspect | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands before the items, the items, and what stands after them."""

    lead: str
    items: list[str]
    tail: str = ""


def split_message(message: str) -> tuple[Description, ...]:
    """One description for each film that is asked for, in order."""
    for split in (_labelled, _listed, _paragraphs, _in_one_sentence, _asked_for_apart):
        parts = split(message)
        if parts is not None:
            return _described(parts)
    shapes = _shapes_of_one(message)
    return tuple(Description(message, aspect=shape) for shape in shapes) if shapes else (Description(message),)


def _labelled(message: str) -> _Parts | None:
    """Each film under its label: "Video 1: ..."."""
    marks = list(_LABEL.finditer(plain(message)))
    if len(marks) < 2:
        return None
    parts = _between(message, marks)
    ordinal = all(_ORDINAL.match(m.group().strip()) for m in marks)
    return None if ordinal and not all(map(_asks, parts.items)) else parts


def _listed(message: str) -> _Parts | None:
    """Numbers or bullets, when they count films and not the parts of one."""
    low = plain(message)
    marks = [m for m in _NUMBERED.finditer(low) if m["n"] or m["c"]]
    if len(marks) < 2 or not _in_order(marks):
        marks = [m for m in _BARE_NUMBER.finditer(low) if _count(low[: m.start()]) > 1]
    if len(marks) < 2 or not _in_order(marks):
        marks = list(_BULLET.finditer(low))
    if len(marks) < 2:
        return None
    parts = _between(message, marks)
    lead = plain(parts.lead)
    if _count(lead) > 1:
        return parts
    if _ONE_FILM.search(lead) or not all(_asks(item) for item in parts.items):
        return None
    return parts


def _paragraphs(message: str) -> _Parts | None:
    """Paragraphs, lines or sentences of which each tells a film with a length or shape of its own."""
    for border in _SPLITS:
        pieces = [piece.strip() for piece in border.split(message) if piece.strip()]
        lead = ""
        if len(pieces) >= 2 and _count(plain(pieces[0])) > 1 and not _asks_fully(pieces[0]):
            lead, pieces = pieces[0], pieces[1:]
        counted = bool(lead) and _count(plain(lead)) == len(pieces)
        if len(pieces) >= 2 and (counted or all(_asks_fully(piece) for piece in pieces)):
            return _Parts(lead, pieces)
    return None


def _in_one_sentence(message: str) -> _Parts | None:
    """The parts of "three videos: a 10s vertical one of ..., a 15s square one of ..., another of ..."."""
    lead, colon, rest = message.partition("：" if "：" in message else ":")
    pieces = [piece.strip() for piece in _NEXT_ONE.split(rest) if piece.strip()]
    counted = _count(plain(lead))
    return _Parts(lead, pieces) if colon and counted >= 2 and len(pieces) == counted else None


def _asked_for_apart(message: str) -> _Parts | None:
    """The parts of "one 15s vertical ad and one 30s landscape ad for ...", each with what else is said."""
    first = Text(message).sentences[:2]
    for sentence in first:
        rest = f"{message[: sentence.start]} {message[sentence.end :]}".strip(" .。\n")
        lead, _, words = message[sentence.start : sentence.end].rpartition(":")
        pieces = [piece.strip() for piece in _NEXT_ONE.split(words) if piece.strip()]
        if len(pieces) >= 2 and all(map(_asks_apart, pieces)):
            return _Parts(lead, [f"{piece}. {rest}" for piece in pieces])
    return None


def _asks_apart(piece: str) -> bool:
    """Whether a piece asks for a film with a length or a shape, or tells both."""
    low = plain(piece)
    length, shape = _LENGTH.search(low) is not None, _SHAPED.search(low) is not None
    return (length and shape) or ((length or shape) and _FILM_ASKED.search(low) is not None)


def _in_order(marks: Sequence[re.Match[str]]) -> bool:
    numbers = [int(m["n"]) if m["n"] else _CIRCLED.index(m.groupdict().get("c") or "") + 1 for m in marks]
    return numbers == list(range(1, len(numbers) + 1))


def _between(message: str, marks: Sequence[re.Match[str]]) -> _Parts:
    ends = [*(m.start() for m in marks[1:]), len(message)]
    items = [message[m.end() : end].strip(" \t\n;；,，") for m, end in zip(marks, ends, strict=True)]
    # A paragraph after the last item is said for all.
    last, _, tail = items[-1].partition("\n\n")
    for_all = _FOR_ALL.search(last) or _spec_for_all(items[:-1], last)
    if for_all is not None:
        last, tail = last[: for_all.start()], f"{last[for_all.start() :].strip(' .。;；，,')} {tail}"
    return _Parts(message[: marks[0].start()].strip(), [*items[:-1], last.strip()], tail.strip())


def _spec_for_all(others: Sequence[str], last: str) -> re.Match[str] | None:
    """Where in the last item begins what is said of every film: lengths and shapes that no other item has."""
    if any(_SPEC.search(plain(item)) for item in others):
        return None
    return next((m for m in _NEXT_SENTENCE.finditer(last) if _SPEC.search(plain(last[m.end() :]))), None)


def _asks(item: str) -> bool:
    """Whether an item is a film: it names one, or gives a length or a shape."""
    low = plain(item)
    return _SPEC.search(low) is not None or FILM_NOUN.search(low) is not None


def _asks_fully(piece: str) -> bool:
    """Whether a piece of text is a whole request: a film or its subject, and a length or a shape."""
    low = plain(piece)
    if _SPEC.search(low) is None or len(low) > _LONGEST_ITEM:
        return False
    words = _WORDS.findall(_SPEC.sub(" ", low))
    named = FILM_NOUN.search(low) is not None
    return (named and len(words) >= 2) or (len(words) >= 3 and _BEGINS.match(low) is not None)


def _count(low: str) -> int:
    """How many films some words speak of; 0 when they do not say."""
    match = next((m for pattern in _COUNT if (m := pattern.search(low))), None)
    return int(number(match["n"]) or 2) if match else 0


def _described(parts: _Parts) -> tuple[Description, ...]:
    items = parts.items[:MOST_FILMS]
    shared = " ".join(part for part in (_without_count(parts.lead), parts.tail) if part)
    shapes = _counted_shapes(plain(parts.lead), len(items))
    return tuple(
        Description(item, shared, None if _SHAPED.search(plain(item)) else shape)
        for item, shape in zip(items, shapes, strict=True)
    )


def _counted_shapes(lead: str, count: int) -> list[Aspect | None]:
    """The shapes of "three landscape, two vertical", one for each of five films."""
    told: list[Aspect | None] = []
    for match in _COUNTED_SHAPE.finditer(lead):
        shapes = read_shapes(Text(match["shape"]))
        told += shapes[:1] * int(number(match["n"]) or 1)
    return told if len(told) == count else [None] * count


def _without_count(lead: str) -> str:
    """The words before a list, when they say more than how many films there are."""
    low = plain(lead)
    if _LENGTH.search(low):
        return lead
    for pattern in _COUNT:
        low = pattern.sub(" ", low)
    return lead if _WORDS.search(_EMPTY_LEAD.sub(" ", low)) else ""


def _shapes_of_one(message: str) -> list[Aspect]:
    """The shapes of one film that is wanted in several: "in both 16:9 and 9:16"."""
    if not _VERSIONS.search(plain(message)) or len(message) > _LONGEST_MESSAGE:
        return []
    shapes = list(dict.fromkeys(read_shapes(Text(message))))
    return shapes if len(shapes) >= 2 else []
