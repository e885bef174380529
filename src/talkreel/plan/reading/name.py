"""The name of a brand, a product, a place or a person: quoted, introduced or capitalised."""

from __future__ import annotations

import re
from collections.abc import Sequence

from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import chinese, english, members
from talkreel.plan.reading.quotes import Quoted
from talkreel.plan.reading.text import Span, Text, rule

_L = r"[A-Za-z0-9_\u00c0-\u024f]"
_WORD = rf"(?:[A-Z](?:{_L}|[’'-]|\.(?={_L}))*|[A-Z0-9]+[A-Z]{_L}*|(?<![A-Za-z])[a-z]+[A-Z]{_L}*)"
_SMALL = r"(?:&|and|of|the|de|la|le|von|und|y)"
_RUN = re.compile(rf"{_WORD}(?:[ \u00a0](?:{_SMALL}[ \u00a0](?={_WORD}))?(?:{_WORD}|[A-Z]?\d+{_L}*))*")
_CALLED = (
    re.compile(
        r"\b(?:[Cc]alled|[Nn]amed"
        r"|(?:[Ss]tore|[Ss]hop|[Cc]ompany|[Aa]pp|[Cc]hannel|[Bb]and|[Tt]eam|[Pp]roduct) name(?: is|:)?"
        r"|[Bb]rand(?: name)?(?: is|:)?|[Nn]ame(?: is|:)|[Pp]roduct(?: name)?:|[Cc]ompany:"
        r"|[Cc]lient:)"
        r"\s+(?P<name>[A-Za-z0-9](?:[\w’'&-]|\.(?=\w))*"
        r"(?: (?:(?:&|and|of|the|n|'n'|de|la|von) (?=[A-Z]))*[A-Z0-9](?:[\w’'&-]|\.(?=\w))*){0,4})"
    ),
    re.compile(
        r"(?:名字?叫做?|名字(?:是|[:：])|叫做|名为|取名"
        r"|(?:品牌|产品|公司|店铺?|客户|商家|门店|企业|商品|餐厅|机构|学校|工作室)名?(?:名字|名称)?(?:是|叫做?|为|[:：])"
        r"|[店馆吧家厅社号室院园司件款主牌坊铺](?:的名字)?叫做?|(?:^|(?<=[，,。\s]))(?:它|她|他|名字)?就?叫做?)"
        r"[ \u3000]?(?P<name>[\u4e00-\u9fffA-Za-z0-9·]{2,10})(?=[，。,.;；！!\s的（(]|$)"
    ),
)
_OWNED = re.compile(r"\b(?:for|of|by|from|at|to)\s+((?:[a-z]+ )?[a-z]+'s\s+[a-z]+(?: [a-z]+)?)", re.IGNORECASE)
_SUFFIX = rule(rf"\b{english('company_suffix')}\b\.?$")
_NAME_BEFORE = rule(rf"\b{english('name_before')}\s+(?:the\s+|our\s+|my\s+)?(?:new\s+)?$")
_PLACE_BEFORE = rule(rf"\b{english('place_before')}\s+$")
_AFTER_DASH = rule(r"[-–—]\s*$")
_AFTER_SIGN = rule(r"[-–—:(\"“]\s*$")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,5}")
_SHOP_SIGNS = "店馆坊阁斋轩堂居铺庄屋楼"
_HOUSE_SIGNS = "院司社所园室吧厅行网城校部场"
_LEAD_ZH = rule(chinese("name_lead"))
_NO_NAME_ZH = rule(chinese("no_name"))
_BRACKET = rule(r"\s?\($")
_LABELLED = rule(rf"\b{english('name_label')}\s*:\s*$")
_DOES = rule(r"\s+(?:is|are|was|has|makes|helps|lets|comes|brings|offers|gives)\b|\s*[,:—–-]\s")
_LIKE_A_BRAND = re.compile(r"[a-z][A-Z]|&|\d")
_LEAST_WEIGHT = 2
_ASKED_FOR = rule(r"\b(?:contact|call|ask for|email|text|message|rsvp to)\s+$")
_CODE = re.compile(r"[A-Z]{2,4}\d+")
_LETTER = re.compile(r"[A-Z]\.?|\d+")

# What a lone capitalised word may mean besides a name.
_ADJECTIVES = {"mood", "tone", "colour", "music", "pace", "move", "kind", "ground", "weather"}
_NOUNS = {"place", "thing", "time", "trade"}


def read_name(text: Text, quoted: Sequence[Quoted]) -> str:
    """The name, as it was written; empty when none is told."""
    told = next((q.text for q in quoted if q.role == "name"), "") or _called(text) or _before_trade(text)
    told = told or next((q.text for q in quoted if q.role == "work"), "")
    return told or (_owned(text) if _shouted(text.raw) else _capitalised(text))


def _called(text: Text) -> str:
    for match in (m for pattern in _CALLED for m in pattern.finditer(text.raw)):
        told = match["name"].rstrip(".")
        if told.split()[0].lower() not in members("no_name"):
            if not told.isascii():
                text.take(match.start("name"), match.end("name"))  # "云朵家纺" shows no cloud
            return told
    return ""


def _before_trade(text: Text) -> str:
    """Signs that mean nothing by themselves before a Chinese business, at the head of a clause: "花间集花店"."""
    for hit in text.hits("trade", "thing"):
        if hit.trade() is None:
            if text.plain[hit.end : hit.end + 1] not in set(_SHOP_SIGNS):
                continue  # a cake is no business, a "蛋糕坊" is
            hit = Hit(hit.start, hit.end + 1, hit.senses)
        clause = text.clause_at(hit.start)
        lead = _LEAD_ZH.match(text.plain, clause.start, hit.start)
        start = lead.end() if lead else clause.start
        told = text.plain[start : hit.start]
        known = any(start < h.end and h.start < hit.start for h in text.all_hits)
        closed = hit.end == clause.end and text.plain[hit.end - 1] in _HOUSE_SIGNS
        if (
            (closed or text.plain[hit.end - 1] in _SHOP_SIGNS)
            and _HAN_NAME.fullmatch(told)
            and not known
            and not _NO_NAME_ZH.search(told)
        ):
            text.name(start, hit.end)
            return text.said(start, hit.end)
    return ""


def _shouted(raw: str) -> bool:
    letters = [c for c in raw if c.isalpha() and c.isascii()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _owned(text: Text) -> str:
    """In a message all in capitals: "FOR JOE'S PLUMBING"."""
    match = _OWNED.search(text.raw)
    return match[1].strip() if match else ""


def _capitalised(text: Text) -> str:
    """The likeliest of the capitalised runs; of equals the first."""
    runs = [run for match in _RUN.finditer(text.raw) if (run := _trimmed(text, match)) is not None]
    best = max(runs, key=lambda span: (_weight(text, span), -span.start), default=None)
    if best is None or _weight(text, best) < _LEAST_WEIGHT:
        return ""
    text.name(best.start, best.end)
    said = text.said(best.start, best.end).rstrip(".,'’")
    owns = re.match(r"\s+[a-z]", text.raw[best.end :]) is not None  # "Luigi's menu" is of Luigi's
    return said.removesuffix("'s").removesuffix("’s") if owns else said


def _trimmed(text: Text, match: re.Match[str]) -> Span | None:
    """The run without words at its edges that are no names; None when nothing is left or it was taken."""
    words = [(m.group(), match.start() + m.start()) for m in re.finditer(r"\S+", match.group())]
    article = words[0][0] in ("The", "THE") and match.start() > text.sentence_at(match.start()).start
    while words and _is_no_name(words[0][0], alone=len(words) == 1) and not (article and len(words) > 1):
        words.pop(0)
    while words and (_is_no_name(words[-1][0], alone=len(words) == 1) or re.fullmatch(_SMALL, words[-1][0])):
        words.pop()
    if not words or all(_is_no_name(word, alone=True) for word, _ in words):
        return None
    span = Span(words[0][1], words[-1][1] + len(words[-1][0]))
    return span if text.free(span.start, span.end) else None


def _is_no_name(word: str, *, alone: bool) -> bool:
    """Whether a word is none at the edge of a run: "Summer Beats Festival" keeps its summer, a lone "Summer" goes."""
    told = word.lower().strip(".,:;!?'’")
    if told in members("name_descriptive"):
        return alone
    return told in members("no_name") or _LETTER.fullmatch(word) is not None


def _weight(text: Text, span: Span) -> int:
    """How surely a capitalised run is the film's name."""
    told = text.raw[span.start : span.end]
    before = text.before(span.start, 26)
    named = _SUFFIX.search(told.lower()) is not None
    weight = 3 * bool(_NAME_BEFORE.search(before)) + 3 * named + (2 if _LIKE_A_BRAND.search(told) else 0)
    weight += 3 * any(hit.end == span.start - 1 and (hit.trade() or hit.thing()) for hit in text.all_hits)
    weight += 3 * _in_brackets_behind_a_noun(text, span) + 2 * (_LABELLED.search(before) is not None)
    weight += (" " in told) + 2 * bool(_AFTER_DASH.search(before))
    if span.start > text.sentence_at(span.start).start and not _AFTER_SIGN.search(before):
        weight += 1  # a capital inside a sentence is meant
    elif _DOES.match(text.plain, span.end):
        weight += 2
    clause = text.clause_at(span.start)
    weight += 2 * (" " in told and (clause.start, clause.end) == (span.start, span.end))  # "... Harvest Bagels. ..."
    if _PLACE_BEFORE.search(before) and not named:
        weight -= 3
    if _ASKED_FOR.search(before):
        weight -= 4  # the person to call is not what the film is about
    if told.isupper() and (len(told) <= 4 or _CODE.fullmatch(told)):
        weight -= 3
    return weight - _common_meaning(text, span)


def _in_brackets_behind_a_noun(text: Text, span: Span) -> bool:
    """Whether it is named like "our restaurant (Nonna's Table)"."""
    opened = _BRACKET.search(text.before(span.start, 3))
    at = span.start - len(opened.group()) if opened else -1
    return any(hit.end == at and (hit.trade() or hit.thing()) for hit in text.all_hits)


def _common_meaning(text: Text, span: Span) -> int:
    holding = [hit for hit in text.all_hits if hit.start <= span.start and span.end <= hit.end]
    meant = {table for hit in holding for table in hit.senses}
    if any("place" in hit.senses for hit in holding):
        return 4
    return 5 if meant & _ADJECTIVES else 2 if meant & _NOUNS else 0
