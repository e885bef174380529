"""Which words on screen a clause is about: those it names, of those that are seen at the time or in the shot named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from talkreel.language.commands.frame import note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Refuse, refuse
from talkreel.language.grammar.references import Reference
from talkreel.language.grammar.words import plain_of
from talkreel.model import WORDS, Note, Segment

MOST_CHOICES = 6
_GENERAL = frozenset({"text"})  # a noun for any words


def lines_meant(clause: Clause, first_only: bool = False) -> tuple[Segment, ...]:
    """The words meant; empty when the clause points at none. What points at them is marked. `first_only`: of several
    titles "the title" is the first.

    Raises:
        Refuse: what it names is not there.
        Ask: several fit.
    """
    told = [r for r in clause.references if r.kind in ("text", "caption") and not r.tokens & clause.used]
    if clause.has("about") and (lines := _about(clause)):
        return lines
    if lines := _listed(clause):
        return lines
    prices = [r for r in clause.references if r.noun == "price" and not r.tokens & clause.used]
    if not told and prices:
        clause.mark(i for r in prices for i in r.tokens)
        return tuple(s for s in clause.film.texts if s.role == "price")
    if not told:
        return _brand(clause) if clause.take("name_of") else _in_focus(clause)
    best = min(told, key=lambda r: ("named", "missing", "only", "focus", "many").index(r.how))
    if best.how == "missing" and best.missing is not None:
        clause.mark(best.tokens)
        raise Refuse(best.missing, shown(clause))
    ids = best.ids if best.how != "many" else best.pool
    for other in told:
        both = [i for i in ids if i in (*other.ids, *other.pool)]
        if other is best or both:
            ids = tuple(both) or ids
            clause.mark(other.tokens)
    if best.how in ("many", "focus") and (named := _quoted(clause, segments(clause, best.pool))):
        return named
    return _narrowed(clause, best, segments(clause, ids), first_only)


_ABOUT = {
    "hours": re.compile(r"\d\s*(?:am|pm)|\d:\d\d\s*[-–—~至到]|营业|opening hours", re.I),
    "address": re.compile(
        r"\d+\s+[\w ]*(?:street|st|road|rd|lane|ln|avenue|ave|square|drive|way)\b|[路街巷道].*?\d*号?", re.I
    ),
    "phone": re.compile(r"(?:\+?\d[\s-]?){7,}"),
    "web": re.compile(r"www\.|\w\.(?:com|co|net|org|io|cn|shop|one)\b", re.I),
}


def _about(clause: Clause) -> tuple[Segment, ...]:
    """The address, the opening hours: words on screen that look like that."""
    kind = next(t.senses["about"] for t in clause.tokens if t.sense("about"))
    found = tuple(s for s in clause.film.texts if _ABOUT[kind].search(s.text))
    if not found:
        return ()
    clause.ignore("about")
    for reference in clause.references:
        if reference.kind == "text":
            clause.mark(reference.tokens)
    if len(found) > 1:
        raise which(clause, found)
    return found


def _brand(clause: Clause) -> tuple[Segment, ...]:
    """The name of the shop or the firm: the words that are the film's title, else its first."""
    title = clause.film.draft.meta.title
    named = tuple(s for s in clause.film.texts if title and plain_of(s.text) == plain_of(title))
    return named or clause.film.titles()[:1]


def _in_focus(clause: Clause) -> tuple[Segment, ...]:
    focus = next((r for r in clause.references if r.kind == "focus" and not r.tokens & clause.used), None)
    ids = focus.ids if focus else clause.context.focus.ids
    if clause.has("quant", "all", "both"):
        ids = (*clause.context.focus.before, *ids)  # "price in green, hours in white, both bigger"
    found = tuple(s for s in segments(clause, ids) if s.text)
    if focus is not None and found:
        clause.mark(focus.tokens)
    return found


def segments(clause: Clause, ids: Iterable[str]) -> tuple[Segment, ...]:
    """The segments with these ids that are there."""
    return tuple(s for i in dict.fromkeys(ids) if (s := clause.film.find(i)) is not None)


def _narrowed(clause: Clause, told: Reference, found: Sequence[Segment], first_only: bool) -> tuple[Segment, ...]:
    """By the time, the shot or the words that the clause names, when several fit."""
    found = _quoted(clause, found) or _mentioning(clause, found) or found
    within = _within(clause, len(found) > 1, max(told.tokens))
    if within:
        inside = tuple(s for s in found if any(a <= s.start_ms < b or s.start_ms <= a < s.end_ms for a, b in within))
        if not inside:
            raise refuse("refuse.no_text_there", shown(clause))
        if len(inside) > 1 and told.noun not in _GENERAL and told.how == "many":
            raise which(clause, inside)
        return inside
    if told.how == "many" and len(found) > 1:
        shown_there = _pictured(clause, found)
        if shown_there:
            return shown_there
        if clause.has("quant", "all", "both"):
            clause.ignore("quant")
            return tuple(found)
        if first_only and told.noun == "title":
            first = next((s.id for s in clause.context.seen.titles()), "")
            return tuple(s for s in found if s.id == first) or tuple(found[:1])
        raise which(clause, found)
    return tuple(found)


def _listed(clause: Clause) -> tuple[Segment, ...]:
    """ "Pause", "Sip" and "Stay": several that are quoted."""
    quotes = {i: str(t.value) for i, t in enumerate(clause.tokens) if t.kind in ("quote", "screen")}
    texts = {i: told for i, told in quotes.items() if i not in clause.used}
    found = tuple(s for told in dict.fromkeys(texts.values()) for s in clause.film.texts if s.text == told)
    if len(set(texts.values())) < 2 or len({s.text for s in found}) < len(set(texts.values())):
        return ()
    clause.mark(texts)
    ids = {s.id for s in found}
    clause.mark(i for r in clause.references if ids & {*r.ids, *r.pool} for i in r.tokens)
    return found


def _quoted(clause: Clause, found: Sequence[Segment]) -> tuple[Segment, ...]:
    """The one whose words are quoted beside: also the answer to which of them is meant."""
    if len(found) < 2:
        return ()
    for i, token in enumerate(clause.tokens):
        same = tuple(s for s in found if token.kind in ("quote", "screen") and s.text == str(token.value))
        if same and i not in clause.used:
            clause.mark([i])
            return same
    return ()


def _mentioning(clause: Clause, found: Sequence[Segment]) -> tuple[Segment, ...]:
    """ "The caption about the panda", 提到日落的那条字幕."""
    if len(found) < 2:
        return ()
    for i, token in enumerate(clause.tokens):
        word = token.text
        if i in clause.used or token.kind != "word" or len(word) < (4 if word.isascii() else 2):
            continue
        if any(token.sense(tag) for tag in ("verb", "noun", "filler", "colour", "comp", "quant", "prop")):
            continue
        holding_it = tuple(s for s in found if place_in(s.text, word) is not None)
        if holding_it and len(holding_it) < len(found):
            clause.mark({i, *clause.places("mentions")})
            return holding_it
    return ()


def _pictured(clause: Clause, found: Sequence[Segment]) -> tuple[Segment, ...]:
    """Those over the picture that the clause describes: 海边那条人名条."""
    places = [
        i
        for i, t in enumerate(clause.tokens)
        if i not in clause.used and any(t.sense(tag) for tag in ("thing", "place", "trade", "time", "weather"))
    ]
    for i in places:
        senses = clause.tokens[i].senses
        shots = [s for tag in senses for s in clause.film.showing((senses[tag],))]
        over = tuple(line for line in found if any(s.start_ms <= line.start_ms < s.end_ms for s in shots))
        if over and len(over) < len(found):
            clause.mark([i])
            return over
    return ()


def _within(clause: Clause, several: bool, last: int) -> tuple[tuple[int, int], ...]:
    """The stretches that a clause names: of shots, of what the talk is about, by times."""
    shots: list[Segment] = []
    while (shot := clause.reference("shot", how=("named", "missing", "only"))) is not None:
        if shot.missing is not None:
            raise Refuse(shot.missing)
        shots += segments(clause, shot.ids)
    if shots:
        return tuple((s.start_ms, s.end_ms) for s in shots)
    beside = last + 1 < len(clause.tokens) and clause.tokens[last + 1].kind == "instant"
    if not several and not (beside and clause.has_kind("instant")):
        return ()
    here = clause.places("here")
    about = segments(clause, clause.context.focus.ids) if here else ()
    if about:
        clause.mark(here)
        return tuple((s.start_ms, s.end_ms) for s in about)
    at = clause.instant() if clause.has_kind("instant") else None
    if at is not None:
        return ((at, at + 1),)
    span = clause.span() if clause.has_kind("span") else None
    return (span,) if span else ()


def which(clause: Clause, found: Sequence[Segment]) -> Ask:
    """The question which words are meant; each answer is the words themselves."""
    zh = clause.context.language == "zh"
    same = Counter(s.text for s in found)
    told = ((s, f"“{s.text}”" if zh else f'"{s.text}"') for s in found)
    choices = dict.fromkeys(text if same[s.text] == 1 else f"{text} {_clock(s, zh=zh)}" for s, text in told)
    return Ask(note("ask.which_words"), tuple(choices)[:MOST_CHOICES])


def _clock(segment: Segment, *, zh: bool) -> str:
    """When words begin, as one says it: of two that read the same it tells which."""
    minutes, ms = divmod(segment.start_ms, 60_000)
    clock = f"{minutes}:{ms // 1000:02d}" + (f".{ms % 1000:03d}".rstrip("0") if ms % 1000 else "")
    return f"在{clock}" if zh else f"at {clock}"


def shown(clause: Clause) -> Note | None:
    """What is on screen, as the nearest thing that can be named."""
    texts = list(dict.fromkeys(s.text.replace("\n", " ") for s in clause.film.texts))[:5]
    if not texts:
        return None
    joint = "、" if clause.context.language == "zh" else ", "
    return note("nearest.words", words=joint.join(f"“{t}”" for t in texts))


def holding(clause: Clause, text: str) -> tuple[Segment, ...]:
    """The words on screen, captions and spoken lines that hold the text, whole words only."""
    told = plain_of(text).strip()
    every = (*clause.film.draft.of_type(WORDS), *clause.film.of("voice"))
    return tuple(s for s in every if told and place_in(line_of(s), told) is not None)


def line_of(segment: Segment) -> str:
    """What is shown, or said."""
    return segment.text or (segment.voice.text if segment.voice else "")


def place_in(line: str, told: str) -> tuple[int, int] | None:
    """Where a line holds plain words, as [start, end); an English word is found whole."""
    plain = plain_of(line)
    at = plain.find(told)
    while at >= 0:
        end = at + len(told)
        if not (_joined(plain, at) or _joined(plain, end)):
            return at, end
        at = plain.find(told, at + 1)
    return None


def _joined(plain: str, at: int) -> bool:
    if not 0 < at < len(plain):
        return False
    one, other = plain[at - 1], plain[at]
    return one.isascii() and other.isascii() and one.isalnum() and other.isalnum()


def replaced_in(line: str, told: str, new: str) -> str:
    """The line with new words in place of the old wherever they stand."""
    plain_told = plain_of(told).strip()
    found = place_in(line, plain_told)
    if found is None:
        return line
    start, end = found
    return line[:start] + new + replaced_in(line[end:], told, new)
