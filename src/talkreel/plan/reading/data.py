"""Numbers that can be compared or counted: a series of years, a list of figures, "38 new hires"."""

from __future__ import annotations

import re

from talkreel.model import Datum
from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.numerals import DIGITS, SCALES, scaled
from talkreel.plan.reading.text import Span, Text, rule

MOST = 8
_BESIDE = 3  # figures beside which a single digit counts

_HAN = r"[\u4e00-\u9fff]"
_UNIT = rf"(?:%|\+|元|x|hours?|minutes?|days?|kg|km|mah|gb|{chinese('unit')}|万人)?"
_DIGITS = rf"(?P<digits>(?<!\d,)(?<![\d.])(?:{DIGITS}))(?![\d]|,\d{{3}})"
_NUMBER = rf"(?P<text>(?:[$€£¥₹]|us\$|rmb)?\s?{_DIGITS}\s?(?P<scale>(?:{SCALES})(?![a-z]))?{_UNIT})"
_TIME = (
    r"(?P<label>(?:19|20)\d\d年?|q[1-4](?:\s?(?:19|20)?\d\d)?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|[一二三四1-4]季度|\d{1,2}月)"
)
_END = r"(?=\s*(?:$|[\n,;，；、.。)]))"
_GREW = r"(?:突破|超过?|达到?|增长|提升|下降|约|近|仅|共|高达|减少|为|是|增加)"

# Figures over time: these make a chart.
_SERIES = (
    rule(
        rf"{_TIME}\s*(?::|=|-|was|of|为|是|的|达到?|约|{_HAN}{{2,4}}?)?\s*(?:是|为|达到?)?\s*{_NUMBER}(?![\d/:])(?!年|月)"
    ),
    rule(rf"(?<![\w.]){_NUMBER}\s+(?:in|for|during)\s+{_TIME}\b"),
)
# Figures of several things.
_FIGURES = (
    rule(
        rf"(?:^|(?<=[\n,;，；、:(]))\s*(?P<label>(?:[a-z]|{_HAN})(?:[\w '&/-]|{_HAN}){{0,28}}?)\s*[:=]\s*"
        rf"{_NUMBER}{_END}"
    ),
    rule(rf"(?:^|(?<=[，,。；;、:\s]))(?P<label>{_HAN}{{2,8}}?){_GREW}?[了到至]?\s?{_NUMBER}{_END}"),
    # "2400名观众"
    rule(
        rf"(?:^|(?<=[，,。；;、:]))\s*(?:超过|超|近|约|共|累计)?{_NUMBER}(?<!元)"
        rf"(?P<label>(?!{chinese('not_counted')}){_HAN}{{2,8}}?){_END}"
    ),
    # "Customers grew from 1,200 to 3,400", "churn down to 2.1%"
    rule(
        r"(?:^|(?<=[\n,;:.]))\s*(?P<label>[a-z][a-z ]{1,24}?)\s+(?:(?:has |have |is |are )?"
        rf"{english('moved')}\s+)+(?:from\s+\S+\s+)?to\s+{_NUMBER}{_END}"
    ),
    rule(
        r"(?:^|(?<=[\n,;:.(&—])|(?<=\s[-–])|(?<=\band)|(?<=\bwith)|(?<=\bover))\s*"
        rf"(?:over |more than |about |nearly |up to )?{_NUMBER}\s+"
        rf"(?P<label>(?!{english('not_counted')}\b)[a-z][a-z'-]+(?: [a-z][a-z'-]+){{0,3}}?)"
        r"(?=\s*(?:$|[\n,;.)&!]|\band\b|\bin\b|\bfor\b|\bacross\b))"
    ),
    rule(rf"(?P<label>[a-z][a-z ]{{2,24}}?|{_HAN}{{2,8}}?)\s+{_NUMBER}(?=\s*(?:\(|$|[,;.。，；]))"),
)
_NOT_LABELS = rule(rf"\b{english('not_label')}\b|{chinese('not_label')}")
_DATE = rule(r"\d{1,2}月\d|\d年\d{1,2}月")
_YEAR = rule(r"(?:1[5-9]|20)\d\d")
_LISTED = rule(r"[.)、]\s?\S")
_OTHERWISE = rule(r"[-/:]\d|%?\s*off|折|号|/")
_EDGES = re.compile(r"^(?:(?:and|with|in|from|the|our|of)\s+|[从到])|(?:的|in|was|is)$")


def read_data(text: Text, *, series_only: bool = False) -> tuple[Datum, ...]:
    """The numbers in order; none when there are fewer than two. `series_only`: only figures over time."""
    found: dict[int, Datum] = {}
    small: dict[int, Datum] = {}  # single digits, which count only beside other figures
    spans: list[Span] = []
    patterns = _SERIES if series_only else (*_SERIES, *_FIGURES)
    for match in (m for pattern in patterns for m in pattern.finditer(text.plain)):
        span = Span(match.start("text"), match.end("text"))
        told_already = any(span.overlaps(other) for other in spans)
        if told_already or not text.free(span.start, span.end) or _no_figure(text, match):
            continue
        spans.append(span)
        label = text.said(match.start("label"), match.end("label")).strip(" :：,，")
        told = text.said(span.start, span.end)
        kept = small if _is_small(match) else found
        kept[span.start] = Datum(label=_EDGES.sub("", label), value=scaled(match["digits"], match["scale"]), text=told)
    if len(found) >= _BESIDE:
        found |= small
    data = tuple(found[at] for at in sorted(found))
    return data[:MOST] if len(data) >= 2 else ()


def _is_small(match: re.Match[str]) -> bool:
    """Whether it is a single digit before its label: "3 bed"."""
    bare = len(match["digits"]) < 2 and not match["scale"] and match["text"].strip() == match["digits"]
    return bare and match.start("text") < match.start("label")


def _no_figure(text: Text, match: re.Match[str]) -> bool:
    """Whether the number is something else: a length, a date, a telephone, a price to pay."""
    around = text.plain[max(0, match.start("text") - 3) : match.end() + 2]
    if _is_small(match) and _LISTED.match(text.plain, match.end("text")):
        return True  # "1) mix the flour"
    if _YEAR.fullmatch(match["text"].strip()):
        return True
    last = match["label"].split()[-1] if match["label"].split() else ""
    plain_label = not _NOT_LABELS.fullmatch(last) and not _NOT_LABELS.match(match["label"])
    return not plain_label or bool(_DATE.search(around)) or bool(_OTHERWISE.match(text.plain, match.end("text")))
