"""Facts: what must stand on screen exactly as the user wrote it. Addresses, prices, dates, times, shares, amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from talkreel.model import Fact
from talkreel.model.brief import FactKind
from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.numerals import DIGITS, SCALES
from talkreel.plan.reading.text import Span, Text, rule

Patterns = tuple[tuple[FactKind, re.Pattern[str]], ...]

_D = rf"(?:{DIGITS})"
_SCALE = rf"(?:\s?(?:{SCALES})\b)?"
_CURRENCY = r"(?:[$€£¥₹]|us\$|hk\$|rmb|usd|eur|gbp)"
_MONEY = rf"{_CURRENCY}\s?{_D}"
_CN = r"[\d一二三四五六七八九十百千万两半]"
_HAN = r"[\u4e00-\u9fff]"
_LONE = r"(?<![\w.-])"

_TLD, _MONTH = english("tld"), english("month")
_SHORT_DAY = r"(?:mon|tue|tues|wed|thu|thurs?|fri|sat|sun)"
_WEEKDAY = (
    rf"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)days?"
    rf"|{_SHORT_DAY}\b(?=,? (?:{_MONTH}|\d{{1,2}})\b|\s?-\s?{_SHORT_DAY}\b|\s?$))"
)
_TO = r"(?:-|to|through|and|&)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_PER = (
    rf"(?:\s*(?:/|per |a |an |each )\s*{english('per')}\b|\s*/\s*{_HAN}{{1,2}}"
    r"|(?<=[元块])/?每?[月年天晚次人位份杯盒斤]\b)?"
)
_CN_PER = r"(?:\s?[/每](?:小时|课时|平米|公斤|千克|节|瓶|箱|袋|张|本|台|套|间|桌|月|年|天|晚|次|人|位|份|杯|盒|斤|平))?"


def _kind(kind: FactKind, *sources: str) -> tuple[FactKind, re.Pattern[str]]:
    return kind, rule("|".join(sources))


# Each table is looked for as one step; what an earlier pattern took a later one does not see.
CONTACTS: Patterns = (
    _kind("email", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _kind(
        "url",
        r"(?:https?://|www\.)[^\s,，。；;、)）\"'“”<>]+",
        rf"(?<![@\w.-])(?:[a-z0-9][a-z0-9-]*\.)+{_TLD}(?![\w-])(?:/[\w\-./?=&%#~]*[\w/])?",
    ),
    _kind("handle", rf"(?<![\w.])[@#](?![0-9a-f]{{6}}\b)(?:[a-z_]|{_HAN})(?:[\w.]|{_HAN}){{1,30}}"),
    _kind(
        "phone",
        rf"{_LONE}(?:\+?\d{{1,3}}[\s.-]?)?\(\d{{2,4}}\)[\s.-]?\d{{3,4}}[\s.-]?\d{{3,4}}(?!\d)",
        rf"{_LONE}\+\d{{1,3}}(?:[\s.-]?\d{{2,4}}){{2,5}}(?!\d)",
        rf"{_LONE}1[3-9]\d[\s-]?\d{{4}}[\s-]?\d{{4}}(?!\d)",
        rf"{_LONE}0\d{{2,3}}[\s-]\d{{3,4}}\s?\d{{4}}(?!\d)",
        rf"{_LONE}[48]00-?\d{{3,4}}-?\d{{3,4}}(?!\d)",
        rf"{_LONE}(?:1[\s.-])?\d{{3}}[\s.-]\d{{3}}[\s.-]\d{{4}}(?!\d)",
        r"(?<![\w.$€£-])\d{3}-\d{4}(?![\d-]|\s?(?:[平元块人名克米万㎡]|sq|m²|people))",
        rf"{_LONE}0\d{{3,4}}\s\d{{3}}\s?\d{{3,4}}(?!\d)",
    ),
    _kind(
        "address",
        rf"\b\d{{1,5}}\s+(?:[nsew]\.?\s+)?(?:(?!{english('not_in_address')}\b)[a-z0-9'.]+\s){{1,3}}{english('road')}\b",
        rf"(?:(?<=地址)|(?<=地点)|(?<=位于)|(?<=坐落在)|(?<![\u4e00-\u9fff])(?!地址|地点|位于|坐落))(?:{_HAN}{{2,8}}[省市])?(?:{_HAN}{{1,6}}?[市区县镇])?{_HAN}{{1,8}}[路街道巷弄]\d+号"
        rf"(?:(?:{_HAN}|[a-z\d]){{1,12}}?(?:楼|室|层|座|栋|铺))?",
    ),
)
OFFERS: Patterns = (
    _kind(
        "discount",
        rf"(?:up to |extra |an? |save |flat )?{_D}\s?(?:%|percent)\s?(?:off|discount|cashback)\b",
        rf"\bsave (?:up to )?(?:[$€£]\s?{_D}{_PER}|{_D}\s?%?)",
        rf"[$€£]\s?{_D} off\b",
        r"\bbuy (?:one|two|1|2|3),? get (?:one|1|two|2)(?: free| half price| half off)?|\bbogo\b",
        r"\b(?:half|1/2) (?:price|off)\b|\b(?:\d|two|three)[- ]for[- ](?:\d|one|two)\b",
        r"\b(?:promo |coupon |discount )?code:? (?!videos?\b|at\b|below\b)(?=[a-z]*\d|[a-z]{4,})[a-z0-9]{3,16}\b",
        r"(?:全场|低至|限时|最低)?(?:[1-9](?:\.\d)?|[一二三四五六七八九]{1,2})折(?:起|优惠)?",
        r"满\d+元?包邮|满\d+元?[减送返赠]\d+元?|满\d+元?(?:[送赠返免]|立减|打)[\u4e00-\u9fff\d]{1,6}|买[一二三两1-9]送[一二三两1-9]|第二[件份杯]半价|立减\d+元?|直降\d+元?|半价",
    ),
    _kind(
        "price",
        rf"{_MONEY}{_SCALE}(?:\s?(?:-|to)\s?{_CURRENCY}?\s?{_D}{_SCALE})?{_PER}",
        rf"{_D}\s?(?:dollars|bucks|euros?|pounds|usd|eur|gbp|rmb|yuan|cents|€|£|¢)(?!\w){_PER}",
        rf"{_D}(?:-\d+)?(?:[亿万千百]?[元块](?!素|旦)钱?|k(?=[，。,；;\s]|$))起?{_CN_PER}",
        r"(?<![\d.])\d+毛(?:钱)?(?:一[杯个份斤只张])?",
    ),
    _kind(
        "price",
        r"(?<=总价|售价|价格|首付|只要|报价|仅需)\d+(?:\.\d+)?万",
        r"(?<![\d.])\d+(?:\.\d+)?万(?=可[议谈]|急售|起)",
        r"(?<=[原现定特单年月季次]价|[年月季次]卡)\d{2,6}(?!\d)",
    ),
    _kind("percent", rf"{_D}\s?(?:%|percent\b|per cent\b)", r"百分之[\d一二三四五六七八九十百]+"),
)
TIMES: Patterns = (
    _kind(
        "date",
        rf"\b{_MONTH}\s(?:19|20)\d\d\b",
        r"\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b",
        rf"\b(?:{_WEEKDAY},? )?{_MONTH}\s{_DAY}(?:\s?{_TO}\s?(?:{_MONTH}\s)?{_DAY})?(?:,?\s\d{{4}})?\b",
        rf"\b(?:{_WEEKDAY},? (?:the )?)?{_DAY}(?:\s?{_TO}\s?{_DAY})?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?(?![a-z])",
        rf"\b(?<!black )(?<!good )(?<!cyber )(?:every |this |next |each )?\b{_WEEKDAY}"
        rf"(?:\s?{_TO}\s?(?:{_WEEKDAY}|{_SHORT_DAY}\b))?",
        r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?",
        r"\d{1,2}月\d{1,2}[日号]?(?:\s?[-至到]\s?(?:\d{1,2}月)?\d{1,2}[日号])?",
        r"[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]",
        r"[本这下每]?(?:周|星期|礼拜)[一二三四五六日天末](?:[至到](?:周|星期)?[一二三四五六日天])?",
        r"(?<![\w/.])(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\w/])",
    ),
    _kind(
        "time",
        r"\b\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:-|to|until|till)\s?\d{1,2}(?::\d\d)?\s?(?:[ap]m\b|[ap]\.m\.)",
        r"\b\d{1,2}(?::\d\d)?\s?(?:[ap]m\b|[ap]\.m\.)",
        r"\b(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?-\s?(?:[01]?\d|2[0-3]):[0-5]\d)?\b|\b24/7\b|\b\d{1,2} o'clock\b",
        rf"(?:早上|上午|中午|下午|晚上|晚|凌晨|傍晚)\s?{_CN}{{1,3}}[点时](?:半|{_CN}{{1,2}}分?)?"
        rf"(?:\s?[-至到]\s?{_CN}{{1,3}}[点时]半?)?",
        r"(?<![\d.])\d{1,2}点(?:半|\d{1,2}分?)?(?![\d价])|零点|24小时",
    ),
)
AMOUNTS: Patterns = (
    _kind(
        "number",
        rf"(?<![\w.:/#-])(?!\d{{1,2}}\s?[.)、:](?!\d)){_D}(?!\d|0?s\b)(?:\s?(?:{SCALES})(?![a-z\d²³]))?\+?(?:\s?{english('unit')}(?![a-z0-9])"
        rf"|[多余]?(?:(?![做送减的共]){_HAN}){{0,2}}?{chinese('unit')}(?:以上|多)?)?",
    ),
)
_NO_AMOUNT = rule(r"(?:1[5-9]|20)\d\d|\d")  # a year alone, a number that counts the user's own points


@dataclass(frozen=True, slots=True)
class Told:
    """A fact and where it stands."""

    fact: Fact
    span: Span


def read_facts(text: Text, *tables: Patterns) -> list[Told]:
    """The facts of these tables' kinds; each is taken and kept whole."""
    found: list[Told] = []
    for kind, pattern in (row for table in tables for row in table):
        for match in list(text.find(pattern)):
            span = text.trimmed(match.start(), match.end())
            if span.end == span.start or (kind == "number" and _NO_AMOUNT.fullmatch(text.told(span))):
                continue
            text.take(span.start, span.end)
            text.keep_whole(span.start, span.end)
            found.append(Told(Fact(kind=kind, text=text.said(span.start, span.end)), span))
    return found


def with_context(text: Text, told: Told) -> Fact:
    """The fact with the clause it stands in."""
    clause = text.clause_at(told.span.start)
    context = text.said(clause.start, clause.end)
    return told.fact if context == told.fact.text else told.fact.model_copy(update={"context": context})


def in_order(facts: Iterable[Told]) -> list[Told]:
    """By place."""
    return sorted(facts, key=lambda told: told.span.start)


def once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """None twice, however it is spaced."""
    seen: set[str] = set()
    for fact in facts:
        key = "".join(fact.text.casefold().split())
        if key not in seen:
            seen.add(key)
            yield fact
