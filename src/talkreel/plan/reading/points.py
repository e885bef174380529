"""What a short description wants said: steps, listed points, and statements between the instructions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talkreel.model import Point
from talkreel.model.brief import FilmKind
from talkreel.plan.lexicon import Table, vocabulary
from talkreel.plan.lexicon.cues import chinese, either, english, members
from talkreel.plan.reading.camera import read_camera
from talkreel.plan.reading.kind import FILM_NOUN
from talkreel.plan.reading.nouns import is_noun
from talkreel.plan.reading.text import Span, Text, rule

MOST_POINTS, MOST_STEPS = 6, 9
MOST_WORDS, MOST_SIGNS = 16, 30
_STYLE_LEFT = 0.26  # of a clause's letters that may remain when it is all about style
_LOOSE_PART = 0.6
_KIND_PART = 0.35  # of a clause that a word for a kind of film must fill to ask for one, beside a figure
_PAINTED_PART, _PAINTED_PART_ZH = 0.7, 0.5

_CIRCLED = "①②③④⑤⑥⑦⑧⑨"
_NUMBER = rule(rf"(?:(?<=^)|(?<=[\s,，;；:。.!！）)]))\(?(?P<n>\d{{1,2}})[.)、](?!\d)\)?\s*|(?P<c>[{_CIRCLED}])\s*")
_STEP = rule(
    r"\bstep\s*(?:#\s*)?(?:\d+|one|two|three|four|five|six)\s*[:.)\-–—]?\s*"
    r"|第[一二三四五六七八九\d]步[:，,、]?\s*|步骤[一二三四五六七八九\d][:，,、]?\s*"
)
_FIRST_THEN = rule(rf"(?:^|(?<=[\s,，。.;；:]))(?:{either('first_then')})[,，:]?\s*")
_TEACHES = rule(r"\bsteps?\b|how to|tutorial|步|教")
_BULLET = rule(rf"^[ \t]*(?:[-*•·‣▪◦✓✔✅➤▸→]|\d{{1,2}}[.)、]|[{_CIRCLED}])\s*(?P<text>\S[^\n]*)$", re.MULTILINE)
_LIST_LEAD = rule(
    rf"\b(?:(?:key |main |top |selling )?{english('point_list')}(?: are| include| like| such as)?\s*:"
    rf"|(?:\d+|two|three|four|five|six|seven)\s+(?:\w+\s+)?{english('point_list')}\b[^:—\n.,]{{0,40}}"
    r"(?::|\s[—–-]{1,2}\s|—)"
    rf"|{english('point_lead')}\s+(?:that |the |our |its )?)|{chinese('point_lead')}(?:是|有|包括|为|在于)?\s*[:]?\s*"
)
# "5 reasons to visit:" announces that each item is to be told.
_COUNTED_LIST = rule(
    rf"\b(?:\d+|two|three|four|five|six|seven)\s+(?:\w+\s+)?{english('point_list')}\b"
    r"|[\d两三四五六七八九十]+[个条种大点](?:[\u4e00-\u9fff]{0,6})(?:理由|技巧|方法|习惯|建议|误区|原因|步骤|好处|优势|特点|要点|秘诀|吃法|做法|玩法|亮点|卖点|事实|知识)"
)
_HOW_TO = rule(r"\b(?:how to|recipe|steps?)\b[^:\n]{0,60}:\s*|(?:教程|做法|步骤|教你[^:\n，。]{0,14}):\s*")
_COLON = rule(r":\s+|:(?=[\u4e00-\u9fff])")
_AND = rule(
    r",\s*(?:and\s+)?|(?<=[\u4e00-\u9fff])[ \t]+(?=[\u4e00-\u9fff])"
    r"|\s+and\s+(?=[^,]{2,30}$)|、|，|以及|(?<=[\u4e00-\u9fff])[和及与](?=[\u4e00-\u9fff]{2})|;\s*|；"
)
_ORDER = rule(rf"(?!\w+ your\b)(?:{english('polite')}[\s,]+)*{english('order')}\b|{chinese('order')}")
_REPORT = rule(rf"(?:{either('report')})\s*")
_STATES = rule(r"(?:our|we|it|its|you|your|they|the|this|i|my)\b|(?:我们|它|您|你)")
_ADDRESSED = rule(r"\b(?:we|our|you|your|i|my|us)\b|\d|我们?|你们?|您|[更最非零包送]|免费|支持|可以|不含|无添加")
_STYLE_WORD = rule(rf"\b{english('style_word')}\b|{chinese('style_word')}")
_DASH = rule(r" [-–—] ")
_SCREEN_WORD = rule(rf"(?:the )?(?:{english('screen_word')})\b|{chinese('screen_word')}")
# A few words that end in what they are about: "oud music", "kids drawing style", "民族风音乐".
_STYLE_NOUN = rule(
    rf"not (?:too |so |very |overly )?\w+|(?:[\w'&/-]+\s+){{0,3}}{english('style_noun')}"
    rf"|[\u4e00-\u9fffa-z0-9]{{0,6}}{chinese('style_noun')}[吧呀哦]?"
)
_LABEL = rule(rf"^\s*{either('fact_label')}")
_TIMED = rule(
    rf"(?:\d+\s*秒|\bsec(?:ond)?s?\b|\d:\d\d).*{either('figure_verb')}|{either('figure_verb')}.*(?:\d+\s*秒|\bseconds?\b)"
)
_NAMED_AFTER = re.compile(r"\s*(?:['\"“‘「《][^'\"”’」》]+['\"”’」》])\s*$")
_CONNECTING = re.compile(r"^(?:(?:then|and|finally)\s+)?(?:(?:a|an|the|our|my)\s+)?(?:然后|接着|最后|再)?")
_PROPER = re.compile(r"[A-Z][\w'’]+(?: [A-Z][\w'’]+)+")
_TRIM = " \t.,;:，。；：、-–—!！"
_LEADING = re.compile(r"^(?:and|&|then|also|plus|with)\s+", re.IGNORECASE)

_STYLES: tuple[Table, ...] = (
    "tone", "mood", "move", "pace", "shape", "music", "track", "colour", "kind", "audience", "live",
)  # fmt: skip
_PAINTS: frozenset[Table] = frozenset({"act", "weather", "time", "place", "ground"})
_SHOWS: frozenset[Table] = frozenset({"thing", "figure", "place", "ground", "time", "weather"})


@dataclass(frozen=True, slots=True)
class Said:
    """Points in their order; `ordered` when that order matters."""

    points: tuple[Point, ...] = ()
    ordered: bool = False


def read_points(text: Text, kind: FilmKind, known: Sequence[str]) -> Said:
    """What the film is to say, for kinds of film that say something. `known` is said elsewhere: name, subject."""
    steps = _steps(text)
    if steps:
        return Said(_points(text, steps), ordered=kind != "promo" or _STEP.search(text.plain) is not None)
    if kind in ("scene", "loop", "quote"):
        return Said()
    bullets = [Span(m.start("text"), m.end("text")) for m in _BULLET.finditer(text.plain)]
    listed = bullets if len(bullets) >= 2 else list(_listed(text)) or _after_colon(text)
    if kind == "tutorial" and listed:
        return Said(_points(text, listed), ordered=True)
    spans = [*listed, *_reported(text), *_statements(text, listed)]
    told = {words.casefold() for words in known if words}
    sure = listed if _COUNTED_LIST.search(text.plain) else []
    worth = (s for s in spans if _worth_saying(text, s) or (s in sure and not text.denied(s.start, s.end)))
    return Said(_points(text, [s for s in worth if not _is_known(text, s, told)]))


def _points(text: Text, spans: Sequence[Span]) -> tuple[Point, ...]:
    most = MOST_STEPS if len(spans) > MOST_POINTS else MOST_POINTS
    told: dict[str, Point] = {}
    for span in sorted(spans, key=lambda s: s.start):
        words = _unbracketed(_LEADING.sub("", text.said(span.start, span.end).strip(_TRIM)))
        if words:
            told.setdefault(words.casefold(), Point(text=words, icon=_icon(text, span)))
            text.take(span.start, span.end)
    return tuple(told.values())[:most]


def _unbracketed(words: str) -> str:
    """Without a bracket at an end that has no partner."""
    for opens, closes in ("()", "（）"):
        if words.count(opens) != words.count(closes):
            words = words.strip(f"{opens}{closes}")
    return words


def _icon(text: Text, span: Span) -> str:
    """An object that is named in the point."""
    hits = (hit for hit in text.all_hits if span.holds(hit) and is_noun(text, hit))
    return next((thing.name for hit in hits if (thing := hit.thing()) and thing.name not in members("undrawn")), "")


# Steps and lists


def _steps(text: Text) -> list[Span]:
    for pattern in (_STEP, _NUMBER, _FIRST_THEN):
        marks = list(text.find(pattern))
        if pattern is _NUMBER and not _counts(marks):
            continue
        if pattern is _FIRST_THEN and not _TEACHES.search(text.plain):
            continue
        if len(marks) >= 2:
            return _between(text, marks)
    return []


def _counts(marks: Sequence[re.Match[str]]) -> bool:
    return [int(m["n"]) if m["n"] else _CIRCLED.index(m["c"]) + 1 for m in marks[:2]] == [1, 2]


def _between(text: Text, marks: Sequence[re.Match[str]]) -> list[Span]:
    """What stands between the marks; the last ends with its sentence, without what is said of the film."""
    borders = [m.start() for m in marks[1:]]
    spans = [text.trimmed(m.end(), max(m.end(), end)) for m, end in zip(marks, borders, strict=False)]
    last = marks[-1].end()
    spans.append(_before_style(text, Span(last, max(last, text.sentence_at(last).end))))
    return [span for span in spans if span.end > span.start]


def _before_style(text: Text, span: Span) -> Span:
    end = span.end
    for clause in reversed([c for c in text.clauses if span.start < c.start < span.end]):
        if not _is_style(text, clause):
            break
        end = clause.start
    trimmed = text.trimmed(span.start, end)
    while trimmed.end > trimmed.start and text.plain[trimmed.end - 1] in _TRIM:
        trimmed = Span(trimmed.start, trimmed.end - 1)
    return trimmed


def _after_colon(text: Text) -> list[Span]:
    """The items of "how to make X: a, b, c" and of "our new shoe: light, quiet, recycled"."""
    how_to = _HOW_TO.search(text.plain)
    mark = how_to or next(text.find(_COLON), None)
    if mark is None:
        return []
    start = mark.end()
    end = _end_of_list(text, start)
    items = [text.trimmed(max(start, c.start), c.end) for c in text.clauses if start < c.end <= end]
    items = [piece for item in items for piece in _enumerated(text, item)]
    counted = _COUNTED_LIST.search(text.plain, 0, start) is not None
    said = [c for c in items if how_to or not (_is_style(text, c) or (not counted and _asks(text, c)))]
    return said if len(said) >= 2 else []


def _end_of_list(text: Text, start: int) -> int:
    """Where the sentence ends in which a list begins; semicolons part its items."""
    end = text.sentence_at(min(start, len(text.raw) - 1)).end
    while text.plain[end : end + 1] in (";", "；"):
        following = next((s for s in text.sentences if s.start > end), None)
        if following is None:
            break
        end = following.end
    return end


def _listed(text: Text) -> Iterator[Span]:
    """The items after "highlight", "features:", "突出"."""
    for match in text.find(_LIST_LEAD):
        counted = _COUNTED_LIST.match(match.group()) is not None  # "3 features - import, export"
        for piece in _pieces(text, match.end(), text.sentence_at(match.start()).end):
            if _is_style(text, piece) or (not counted and _ORDER.match(text.told(piece))):
                break
            yield piece


def _pieces(text: Text, start: int, end: int) -> list[Span]:
    borders = [m for m in _AND.finditer(text.plain[:end], start) if text.free(m.start(), m.end())]
    edges = [start, *(b.end() for b in borders)]
    stops = [*(b.start() for b in borders), end]
    return [s for a, b in zip(edges, stops, strict=True) if (s := text.trimmed(a, max(a, b))).end > s.start]


# Statements


def _statements(text: Text, listed: Sequence[Span]) -> Iterator[Span]:
    """Clauses that neither ask for the film nor describe how it looks or sounds; a sentence that states stays whole."""
    for sentence in text.sentences:
        clauses = [c for c in text.clauses if sentence.holds(c)]
        inside = [span for span in listed if sentence.overlaps(span)]
        if inside:
            # The clause before a list leads to it; what stands before that may state something.
            told = [c for c in clauses if c.end <= min(span.start for span in inside)][:-1]
            yield from (c for c in told if _is_statement(text, c))
            continue
        if len(clauses) > 1 and _states(text, sentence, clauses):
            yield sentence
            continue
        pieces = (piece for c in clauses for piece in _enumerated(text, c))
        yield from (piece for piece in pieces if _is_statement(text, piece))


def _reported(text: Text) -> Iterator[Span]:
    """What the film is asked to tell: "announce that the library is closed on Monday"."""
    for match in text.find(_REPORT):
        end = text.clause_at(match.end()).end
        span = text.trimmed(match.end(), max(match.end(), end))
        if span.end > span.start and not FILM_NOUN.search(text.told(span)):
            yield span


def _enumerated(text: Text, clause: Span) -> list[Span]:
    """The items of a Chinese list within a clause, else the clause."""
    return _pieces(text, clause.start, clause.end) if "、" in text.told(clause) else [clause]


def _states(text: Text, sentence: Span, clauses: Sequence[Span]) -> bool:
    """Whether a sentence is one statement: "our dashboard tracks churn, MRR and NPS in real time"."""
    told = text.told(sentence)
    short = len(told.split()) <= MOST_WORDS - 2 and len(told) <= 110
    whole = " and " in text.told(clauses[-1]) or "和" in text.told(clauses[-1])
    stated = _STATES.match(told) is not None and all(_is_statement(text, c) for c in clauses)
    return stated and whole and short and not any(_is_style(text, c) for c in clauses)


def _is_statement(text: Text, clause: Span) -> bool:
    told = text.told(clause)
    of_the_film = _asks(text, clause) or _is_style(text, clause) or read_camera(text, clause).move != "auto"
    if of_the_film or _is_label(text, clause) or _ORDER.match(told) or _TIMED.search(told):
        return False
    if _SCREEN_WORD.match(told) and text.first_taken(clause.start, clause.end) < clause.end:
        return False  # "text SALE in huge letters" is shown already
    begins = text.free(clause.start, clause.start + 1) or any(sign.isdigit() for sign in told)
    return begins or 2 * _weight(text.rest(clause.start, clause.end)) >= _weight(told)  # "周末有故事会"


def _is_label(text: Text, clause: Span) -> bool:
    """Whether it is a label, alone or with its fact: "price $24.99"."""
    left = _LABEL.sub("", text.rest(clause.start, clause.end)).strip(_TRIM)
    told = text.told(clause)
    leads = told.isascii() and " " not in told and _DASH.match(text.plain, clause.end) is not None  # "problem - ..."
    return not left or leads or text.after(clause.end, 1) == ":"


def _asks(text: Text, clause: Span) -> bool:
    """Whether the clause names the film itself."""
    told = text.told(clause)
    kinds = [hit for hit in text.only("kind") if clause.holds(hit)]
    # "A free lesson", "our spring sale": a word that only may name a film must fill the clause to do so.
    loose = members("loose_kind")
    kinds = [h for h in kinds if text.told(h) not in loose or h.end - h.start > _LOOSE_PART * len(told)]
    # "小班教学8人封顶" tells of teaching, and asks for no film that teaches.
    aside = not told.isascii() and any(sign.isdigit() for sign in told)
    named = [h for h in kinds if not aside or h.end == clause.end or h.end - h.start > _KIND_PART * len(told)]
    return bool(named) or FILM_NOUN.search(told) is not None


def _is_style(text: Text, clause: Span) -> bool:
    """Whether nearly all of the clause is about how the film looks, sounds or moves, or was understood already."""
    signs = list(text.rest(clause.start, clause.end))
    for hit in text.all_hits:
        if clause.holds(hit) and any(table in hit.senses for table in _STYLES):
            signs[hit.start - clause.start : hit.end - clause.start] = " " * (hit.end - hit.start)
    if _STYLE_NOUN.fullmatch(text.told(clause)):
        return True
    left = _weight(_STYLE_WORD.sub(" ", "".join(signs)))
    return left <= max(2, _STYLE_LEFT * _weight(text.told(clause)))


def _weight(words: str) -> int:
    """Letters; a Chinese sign is worth two."""
    return sum(1 + ("\u3400" <= sign <= "\u9fff") for sign in words if sign.isalnum())


def _worth_saying(text: Text, span: Span) -> bool:
    told = text.told(span)
    words = told.split()
    if text.denied(span.start, span.end) or _is_label(text, span):
        return False
    if _paints(text, span) and not _is_listed(text, span):
        return False
    if any("\u3400" <= sign <= "\u9fff" for sign in told):
        return 2 <= len(told) <= MOST_SIGNS
    return 2 <= len(words) <= MOST_WORDS or (len(words) == 1 and _says_alone(text, span))


def _says_alone(text: Text, span: Span) -> bool:
    """Whether one word is worth showing: a long one, a mark such as "IPX5", or one of a list: "live band, tacos"."""
    told = text.raw[span.start : span.end]
    if told[:1].isupper() and ((told.isupper() and len(told) > 2) or any(sign.isdigit() for sign in told)):
        return True
    if told[:1].isupper() or not told.isalpha():
        return False
    return len(told) > 6 or (vocabulary().thing_named(told.lower()) is not None and _is_listed(text, span))


def _is_listed(text: Text, span: Span) -> bool:
    """Whether a thing is one of three or more that a sentence lists, and the first of them says something."""
    sentence = text.sentence_at(span.start)
    listed = [clause for clause in text.clauses if sentence.holds(clause)]
    first = listed[0] if listed else span
    alone = vocabulary().thing_named(text.told(span)) is not None
    return alone and len(listed) >= 3 and first != span and _is_statement(text, first) and not _paints(text, first)


def _is_known(text: Text, span: Span, known: set[str]) -> bool:
    """Whether the words are the name or the subject, or "a" and the subject."""
    told = _CONNECTING.sub("", text.told(span)).strip(" \"“”'「」")
    bare = _NAMED_AFTER.sub("", told).strip()
    if bare != told and any(hit.thing() or hit.trade() for hit in text.all_hits if span.holds(hit)):
        return True  # "restaurant 'La Piazza'"
    labelled = _LABEL.sub("", told).strip(_TRIM)
    return told in known or labelled in known or any(told == f"{one} and {other}" for one in known for other in known)


def _paints(text: Text, span: Span) -> bool:
    """Whether a clause paints: a thing that acts, light, weather, a place - and says nothing to the viewer."""
    told = text.told(span)
    if _ADDRESSED.search(told) or _PROPER.search(text.raw[span.start : span.end]):
        return False
    hits = [hit for hit in text.all_hits if span.holds(hit)]
    covered = sum(
        hit.end - hit.start for hit in hits if hit.senses.keys() & (_PAINTS | _SHOWS | {"mood", "tone", "colour"})
    )
    acted = any("act" in hit.senses for hit in hits) and any(hit.senses.keys() & _SHOWS for hit in hits)
    painted = any(hit.senses.keys() & (_PAINTS | {"thing"}) for hit in hits)
    part = _PAINTED_PART if told.isascii() else _PAINTED_PART_ZH
    return acted or (painted and covered >= part * sum(not sign.isspace() for sign in told))
