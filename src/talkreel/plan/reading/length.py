"""How long the film is to be.

Many numbers with a unit stand in a wish: "steep 30 seconds", "15-minute delivery", "at 0:10", "80s style". Each is
weighed by what stands around it; the likeliest is the film's length, and none is when nothing speaks for it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkreel.errors import UsageError
from talkreel.plan.lexicon import Table
from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.numerals import CHINESE_SIGNS, ENGLISH_WORDS, number
from talkreel.plan.reading.text import Span, Text, rule

SHORTEST_MS, LONGEST_MS = 1_000, 30 * 60_000
_LIKELY, _CERTAIN = 1, 4  # scores

_N = rf"(?:\d+(?:\.\d+)?|(?:{ENGLISH_WORDS})\b)"
_C = rf"(?:\d+(?:\.\d+)?|[{CHINESE_SIGNS}]+)"
_LONE = r"(?<![\w.:$€£/])"
_MIN, _SEC = r"(?:minutes?|mins?|m)", rf"(?:{english('second')})"

# Groups: h hours, m minutes, s seconds, x the upper end of a range, and_half a number and a half in minutes.
_SHAPES = (
    rule(rf"(?P<m>{_N})[\s-]*{_MIN}\s*(?:and\s+|,\s*)?(?P<s>{_N})[\s-]*{_SEC}\b"),
    rule(r"(?P<half>half\s+(?:a\s+|of\s+a\s+)?minute|half an hour)\b|(?P<zh_half>半)(?:分钟?|小时)"),
    rule(rf"\b(?P<and_half>{_N})\s+(?:minutes?\s+and\s+a\s+half|and\s+(?:a\s+)?half\s+(?:minutes?|mins?))\b"),
    rule(rf"(?P<and_half>{_C})(?:分半钟?|分钟半)"),
    rule(rf"{_LONE}(?P<s>{_N})(?:\s*(?:-|to|or)\s*(?P<x>\d+))?[\s-]*(?:{_SEC}\b|seg)(?![a-z])"),
    rule(rf"{_LONE}(?P<m>{_N})(?:\s*(?:-|to)\s*(?P<x>\d+))?[\s-]*{_MIN}\b(?![a-z²])"),
    rule(rf"{_LONE}(?P<h>{_N})[\s-]*(?:hours?|hrs?|h)\b(?![a-z])"),
    rule(rf"(?P<m>{_C})分钟?(?P<s>{_C})秒钟?"),
    rule(rf"(?<!第)(?P<s>{_C})(?:\s*(?:到|至|-|~)\s*(?P<x>{_C}))?\s*秒钟?(?!杀|懂|变|回)"),
    rule(rf"(?P<m>{_C})(?:\s*(?:到|至|-|~)\s*(?P<x>{_C}))?\s*分钟|(?P<h>{_C})个?小时"),
    rule(r"(?P<m>\d{1,2}):(?P<s>\d\d)(?=\s*(?:long|min|in length|video|film|clip|total|runtime|时长))"),
    rule(r"(?<=\()(?P<m>\d{1,2}):(?P<s>\d\d)(?=\))"),
    rule(r"(?<=length:)\s*(?P<m>\d{1,2}):(?P<s>\d\d)"),
)
_STYLES: frozenset[Table] = frozenset({"tone", "mood", "pace", "shape", "music", "track", "colour", "kind"})
_UNITS_MS = {"h": 3_600_000, "m": 60_000, "s": 1_000}

_FILM_AFTER = rule(
    rf"[\s,-]*(?:(?:long|length|max|total|or so|ish|[\w:']+)[\s-]+){{0,3}}?{english('film_after_length')}\b"
    r"|[\s-]*(?:long|in length|in total|total|max|duration|runtime|tops|or less|or under|or so)\b"
    rf"|的?[^，。,;；]{{0,9}}?{chinese('film_after_length')}"
)
_WORD_BEFORE = rule(
    rf"(?:{english('film_after_length')}(?:\s+(?:of|is|be|at|for|that's|that is|should be|lasting|in|with))?"
    rf"|\b{english('length_word')})\s*[:=(]?\s*(?:of |is |about |around |a |an )?(?:only |just |exactly )?$"
    rf"|{chinese('length_word')}[\s:]*$"
)
_CONTENT_BEFORE = rule(rf"(?:\b{english('content_before')}|{chinese('content_before')})\s*$")
_CONTENT_AFTER = rule(rf"[\s-]*{english('content_after')}")
_ALONE = rule(rf"(?:\b{english('length_small')}\b|{chinese('length_small')}|[:~=\s().-])+")
_DECADE = rule(rf"[5-9]0s\s+{english('of_a_decade')}\b")
_LONGER_BY = (
    rule(rf"\b(?:extend|lengthen|prolong|continue)\w*\b[^.\n]{{0,60}}?\bby\s+(?P<s>{_N})\s*-?\s*{_SEC}\b"),
    rule(rf"\b(?P<s>{_N})\s*-?\s*{_SEC}\s+longer\b"),
    rule(rf"(?:延长|加长|续写|延伸)(?P<s>{_C})秒"),
)
_ASKING = rule(rf"\W*(?:(?:{english('polite', 'request', 'filmish')}|me|us|a|an|one|the|my|our|i|some)[\s,]+)+")
# "Summarize our report in 30 seconds", "my thesis in a minute"
_TOLD_IN = rule(rf"{english('told_in')}\b[^:]*\bin\s|{chinese('told_in')}")
_HOURS = rule(r"\d\s*-?h|hour|小时")
_HYPHENED = rule(r"\d[\s-]?\w")
_PHOTO = rf"(?:{english('file')}|slides?)"
_EACH = (
    rule(rf"\b(?P<s>{_N})\s*-?\s*{_SEC}\s+(?:each|apiece|per {_PHOTO}|for each(?: {_PHOTO})?|a {_PHOTO})\b"),
    rule(rf"\b(?:each|every) {_PHOTO}(?: for| is| at| on screen for)? (?P<s>{_N})\s*-?\s*{_SEC}\b"),
    rule(rf"每[张幅页个](?:照片|图片|图)?(?:停留|展示|显示|放)?(?P<s>{_C})秒"),
)
_PICTURES = (
    rule(rf"\b(?P<n>{_N})\s+(?:\w+\s+){{0,2}}?{_PHOTO}\b"),
    rule(rf"(?P<n>{_C})[张幅页](?:\w|[\u4e00-\u9fff]){{0,4}}?(?:照片|图片|图|相片)?"),
)
_BELOW = rule(r"\b(?:under|less than|shorter than|below)\s*$")
_LABEL = rule(r"(?:\w|[\u3400-\u9fff])+\s*:\s*$")
_LENGTH_LABEL = rule(r"length|duration|runtime|time|long|video|film|长|时")
_SHAPE_NEAR = rule(r"\d{3,4}p\b|\b[1-9]\d?:\d\d?\b|\b4k\b|\d帧|fps")


@dataclass(frozen=True, slots=True)
class _Candidate:
    span: Span
    ms: float
    score: int


def read_length(text: Text, *, sure: bool = True) -> int | None:
    """The film's length in ms, taken; None when it is not said. Not `sure`: in a language whose words are not known.

    Raises:
        UsageError: it is said, and shorter than a second or longer than half an hour.
    """
    found = [c for shape in _SHAPES for match in text.find(shape) if (c := _candidate(text, match)) is not None]
    best = max(found, key=lambda c: (c.score, c.span.end - c.span.start, -c.span.start), default=None)
    if best is None or best.score < (_LIKELY if sure else 0):
        return None
    if not SHORTEST_MS <= best.ms <= LONGEST_MS:
        if best.score < _CERTAIN:
            return None
        raise UsageError("error.duration_range", seconds=f"{best.ms / 1000:g}")
    text.take(best.span.start, best.span.end)
    return round(best.ms)


def read_slides(text: Text, given: int) -> int | None:
    """The length of so many pictures of so many seconds each, ms, taken; `given` when the words do not count them."""
    each = next((m for pattern in _EACH for m in text.find(pattern)), None)
    value = number(each["s"]) if each else None
    counted = next((m for pattern in _PICTURES for m in pattern.finditer(text.plain)), None)
    pictures = number(counted["n"]) if counted else given
    if each is None or value is None or not pictures:
        return None
    text.take(each.start(), each.end())
    return min(LONGEST_MS, max(SHORTEST_MS, round(value * pictures * 1_000)))


def read_extension(text: Text) -> int | None:
    """By how much a given clip is to become longer, ms, taken; None when that is not asked."""
    match = next((m for pattern in _LONGER_BY for m in text.find(pattern)), None)
    value = number(match["s"]) if match else None
    if match is None or value is None:
        return None
    text.take(match.start(), match.end())
    return round(value * 1_000)


def _candidate(text: Text, match: re.Match[str]) -> _Candidate | None:
    ms = _milliseconds(match)
    if ms is None:
        return None
    span = Span(match.start(), match.end())
    if ms > SHORTEST_MS and _BELOW.search(text.before(span.start, 16)):
        ms -= 1_000  # "under 15 seconds" is not fifteen
    return _Candidate(span, ms, _score(text, span))


def _score(text: Text, span: Span) -> int:
    """How likely it is the film's length, and not something's in it."""
    left = text.before(span.start, 40)
    score = 0
    if _FILM_AFTER.match(text.after(span.end, 50)):
        score += 5
    if _WORD_BEFORE.search(left):
        score += 3
    score += _score_of_clause(text, span)
    if _CONTENT_BEFORE.search(left):
        score += 3 if _TOLD_IN.match(text.told(text.clause_at(span.start))) else -3
    if _CONTENT_AFTER.match(text.plain, span.end):
        score -= 5
    if _DECADE.match(text.plain, span.start):
        score -= 9
    return score + _score_of_opening(text, span)


def _score_of_opening(text: Text, span: Span) -> int:
    """A wish may begin with it: "15s of rain", and surely does in "a 4-second card", "please make me a 10 s ..."."""
    before = text.plain[: span.start]
    if not before.strip():
        return 1
    return 3 * (_ASKING.fullmatch(before) is not None and _HYPHENED.search(text.told(span)) is not None)


def _score_of_clause(text: Text, span: Span) -> int:
    """A length is often a clause of its own, or shares one with the shape: "vertical, 15s", "竖屏30秒"."""
    clause = text.clause_at(span.start)
    labelled = _LABEL.search(text.before(clause.start, 20))
    hours = _HOURS.search(text.told(span)) is not None
    if hours or (labelled and text.free(clause.start, span.start) and not _LENGTH_LABEL.search(labelled.group())):
        return 0  # "After: 4 minutes"; and no film lasts hours unless it is said to
    # Right behind words in quotation marks something else begins.
    left = text.rest(clause.start, span.start) if text.free(max(0, span.start - 1), span.start) else ""
    around = (left + text.rest(span.end, clause.end)).strip(" \"”“'.。")
    if not around or _ALONE.fullmatch(around) or _ALONE.fullmatch(_without_style(text, clause, span)):
        return 4
    shaped = any(clause.holds(hit) for hit in text.all_hits if "shape" in hit.senses)
    return 3 if shaped or _SHAPE_NEAR.search(text.told(clause)) else 0


def _without_style(text: Text, clause: Span, span: Span) -> str:
    """What else stands in the clause, without the words of mood, colour and sound: "15s funny"."""
    signs = list(text.told(clause))
    styled = [hit for hit in text.all_hits if clause.holds(hit) and hit.senses.keys() & _STYLES]
    for part in (span, *styled):
        signs[part.start - clause.start : part.end - clause.start] = " " * (part.end - part.start)
    return "".join(signs).strip() or " "


def _milliseconds(match: re.Match[str]) -> float | None:
    told = {name: value for name, value in match.groupdict().items() if value is not None}
    if "half" in told or "zh_half" in told:
        return 30_000 if "hour" not in match.group() and "小时" not in match.group() else 1_800_000
    if "and_half" in told:
        whole = number(told["and_half"])
        return None if whole is None else (whole + 0.5) * 60_000
    values = {unit: number(told[unit]) for unit in _UNITS_MS if unit in told}
    if None in values.values():
        return None
    upper = number(told["x"]) if "x" in told else None
    return sum(_middle(value or 0, upper) * _UNITS_MS[unit] for unit, value in values.items())


def _middle(lower: float, upper: float | None) -> float:
    """The middle of "15-20 seconds"."""
    return lower if upper is None or upper < lower else round((lower + upper) / 2)
