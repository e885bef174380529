"""What the film is about, in the user's words: "coffee shop", "智能手表"."""

from __future__ import annotations

import re

from talkreel.plan.lexicon import Table
from talkreel.plan.lexicon.cues import chinese, english, members
from talkreel.plan.reading.text import Span, Text, rule

MOST_WORDS, MOST_SIGNS = 6, 20
_STYLE_PART = 0.7  # of a phrase that is all style: "vertical format"
_REACH = 90

_FILM = english("film_subject")
_DEFINED = r"(?=(?:a|an|the|our|my|your|their)\s)"
_ANCHORS = (
    rule(rf"\b{english('subject_anchor')}\s+"),
    rule(
        rf"\b{_FILM}(?:\s+(?:video|clip|film))?\s+(?:for|about|of|on|to promote|to introduce|showing|shows|with"
        r"|(?:that|which) (?:promotes|shows|introduces|explains))\s+"
    ),
    rule(rf"\b(?:for|about)\s+{_DEFINED}"),
    rule(rf"\b{english('we_are')}\s+(?:opening\s+)?"),
    rule(r"\b(?:our|my)\s+(?:new\s+|upcoming\s+)?(?=[a-z])"),
)
# "FlowDesk, a standing desk subscription"
_APPOSITION = re.compile(r"(?<=[\s,:'\"“‘])[A-Z][\w’'.&-]+(?: [A-Z][\w’'.&-]+)*['\"”’]?,\s+(?=(?:an?|the|our)\s)")
_POLITE = rule(rf"(?:{english('polite', 'request')}[\s,]+)+")
_FILM_FOR = rule(rf"(?:{_FILM}\s+)*(?:for|about|of|on|to|showing|promoting)\s+")
_DETERMINER = rule(
    r"(?:(?:a|an|the|our|my|your|their|his|her|this|these|those|some|any|its|all|that|us|me|several|many"
    r"|two|three|how|why|what|do|does|is|are)\s+)+"
)
_FILMISH = rule(rf"(?:(?:{english('filmish')}|\d[\w:-]*)\s+)+")
_STOP = rule(rf"[,.;:!?()\[\]\n\"“”—|]|\s-\s|\b{english('phrase_stop')}\b|\s(?:and|&|or)\s")

_X = r"(?P<x>[^，。,.;；！!？?\n:“”\"《》「」]{2,24}"
_ZH_ANCHORS = (
    rule(rf"{chinese('subject_anchor')}{_X})"),
    rule(rf"(?:为|给|帮|替){_X}?)(?:做|制作|创建|生成|拍|写|设计|来|剪|打造|出|弄|策划)"),
    rule(
        r"(?:我们?)(?:在[^，。\n]{1,8}?)?(?:开了|有|家的|经营|新开了?|的)(?:一?[家个间款])?(?P<x>[^，。,.;；！!？?\n:“”\"《》「」叫]{2,14})"
    ),
    rule(r"教(?:你们?|大家|我们)(?:如何|怎么)?(?:做|制作|学会)?(?P<x>[^，。,.;；！!？?\n:“”\"《》「」]{2,14})"),
    rule(
        r"(?:^|[，。,\n]|的|做|生成|制作|来|一[个条段支]|[个条段])"
        rf"(?P<x>(?![做成个来])[^，。,.;；！!？?\n:“”\"《》「」的做]{{2,14}}?)的?{chinese('film_zh')}"
    ),
)
_ZH_LEAD = rule(
    r"(?:请?(?:帮忙|帮我|麻烦|给我)?(?:做|弄|搞|来|整|剪|拍|出)(?:一?[个条段支])|一下|我们?的?|你们?的?|咱们?的?|新开的?|[这一][家款个间座部块只条杯台件片位份本]|[款个间座](?![人性])|部(?!分|门)|家(?![政具居电纺用庭装乡校])|本店|自家"
    r"|全新的?|新款|新品|最新的?|该|某)+"
)
_ZH_STOP = rule(
    rf"{chinese('phrase_stop')}|和(?=[^，]{{0,4}}(?:音乐|字幕|旁白))|的(?:视频|短视频|影片|短片|宣传|广告|动画|过程|故事|魅力|特点|优势)"
)

_NO_SUBJECTS = frozenset({"e-commerce store", "recruiting", "company"})
_ZH_NO_SUBJECT = rule(rf"\d|mp4|[您你他她它我]|带|把|[^，。]{{0,4}}(?:下面|以下|这[段篇份])|{chinese('film_zh')}$")

_STYLES: frozenset[Table] = frozenset(
    {"shape", "audience", "tone", "mood", "pace", "move", "kind", "colour", "music", "track"}
)


def read_subject(text: Text) -> Span | None:
    """Where the subject stands; None when nothing says it."""
    for match in (m for anchor in _ZH_ANCHORS for m in anchor.finditer(text.plain)):
        span = _chinese(text, match.start("x"), match.end("x"))
        if span is not None:
            return span
    apposed = _APPOSITION.finditer(text.raw)
    for match in (*(m for anchor in _ANCHORS for m in anchor.finditer(text.plain)), *apposed):
        span = _noun_phrase(text, match.end())
        if span is not None:
            return span
    return _leading(text)


def _noun_phrase(text: Text, start: int) -> Span | None:
    """The noun phrase that begins at a position, without its article and what follows it."""
    begin, end = start, min(len(text.plain), start + _REACH)
    while begin < end and not (text.plain[begin].isalnum() and text.free(begin, begin + 1)):
        begin += 1
    for opening in (_POLITE, _FILM_FOR, _DETERMINER, _FILMISH):
        match = opening.match(text.plain, begin, end)
        begin = match.end() if match else begin
    span = text.trimmed(begin, _end_of_phrase(text, begin, end))
    words = text.told(span).split()
    if len(words) > MOST_WORDS:
        span = text.trimmed(span.start, span.start + len(" ".join(words[:MOST_WORDS])))
    return span if _says_something(text, span) else None


def _end_of_phrase(text: Text, begin: int, end: int) -> int:
    """Where the phrase ends: at a stop word that is no part of a known phrase, or at what was understood already."""
    for match in _STOP.finditer(text.plain, begin, end):
        inside = any(h.start <= match.start() < h.end and h.end - h.start > len(match[0]) for h in text.all_hits)
        if match.start() > begin and not inside:
            end = match.start()
            break
    told = [hit.start for hit in text.all_hits if begin <= hit.start < end and {"shape", "pace"} & hit.senses.keys()]
    return min([text.first_taken(begin, end), *told])


def _says_something(text: Text, span: Span) -> bool:
    told = text.told(span)
    if span.end - span.start < 2 or not any(sign.isalpha() for sign in told):
        return False
    empty = rule(rf"(?:{english('subject_empty')}|{chinese('subject_empty')})$")
    return not empty.match(told) and _style_part(text, span) < _STYLE_PART


def _style_part(text: Text, span: Span) -> float:
    """The part of a span that says how the film is to be."""
    styled = sum(hit.end - hit.start for hit in text.all_hits if span.holds(hit) and hit.senses.keys() <= _STYLES)
    return styled / max(1, span.end - span.start)


def _leading(text: Text) -> Span | None:
    """The noun phrase that a plain description begins with: "a fox running through a snowy forest"."""
    hits = [h for h in text.hits("thing", "place", "trade") if (t := h.trade()) is None or t.name not in _NO_SUBJECTS]
    if not text.plain.lstrip()[:1].isascii():
        figures = text.hits("figure")
        living = [h for h in hits if (t := h.thing()) and t.sort == "creature"]
        named = sorted(living + figures or [h for h in hits if not h.place()], key=lambda h: h.start) or hits
        return Span(named[0].start, named[0].end) if named else None
    hits += text.hits("figure")
    for clause in (c for c in text.clauses if text.sentences[0].holds(c)):
        span = _noun_phrase(text, clause.start)
        inside = [hit.end for hit in hits if span is not None and span.holds(hit)]
        if span is not None and inside:
            return Span(span.start, max(inside))
    return None


def _chinese(text: Text, start: int, end: int) -> Span | None:
    lead = _ZH_LEAD.match(text.plain, start, end)
    begin = lead.end() if lead else start
    stop = _ZH_STOP.search(text.plain, begin + 1, end)
    end = stop.start() if stop else end
    # "时尚的黑色智能手表" is about what stands after the last 的.
    cut = text.plain.rfind("的", begin, end) + 1
    begin = cut if begin < cut < end - 1 else begin
    span = text.trimmed(begin, text.first_taken(begin, end))
    if not 2 <= span.end - span.start <= MOST_SIGNS or _ZH_NO_SUBJECT.match(text.plain, span.start):
        return None
    return span if text.told(span) not in members("subject_empty") and _style_part(text, span) < _STYLE_PART else None
