"""Saying something else: words on screen, a line that is spoken, one word of them, everywhere or in one place.

what is to change | cue | what it becomes       change the title | to | Evening shift
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talkreel.language.commands.frame import Proposal, edit, note
from talkreel.language.commands.lines import holding, line_of, lines_meant, place_in, replaced_in, shown, which
from talkreel.language.commands.said import Said, plain, quotation, styled
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, refuse
from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import plain_of
from talkreel.model import Segment
from talkreel.model.operation import SetText

_SWAPS = ("replace", "swap")
_LOOSE = frozenset({"with", "for", "by", "as"})  # cues of "replace" only
_TRAILING = re.compile(r"(?:[\s,，]+(?:instead|now|please|thanks|everywhere|throughout)|[吧呢了呀啊])+$", re.I)
# What something is, and what it is not. Old words must be on screen.
_OPEN, _CLOSE = r"[\"“'「]?", r"[\"”'」]?"
_CONTRASTS = tuple(
    re.compile(f"^{lead}{_OPEN}(?P<{a}>[^,，]+?){_CLOSE}{between}{_OPEN}(?P<{b}>.+?){_CLOSE}[.!。！]?$", re.I | re.S)
    for lead, a, between, b in (
        (
            r"(?:.*?\b(?:it's|it is|its|should be|needs to be|has to be|must be|should say|should read|is|say|write"
            r"|use|put|show|(?:call|name) (?:it|this))\s+)?",
            "new",
            r"\s*,?\s+(?:and\s+)?(?:not|instead of|rather than)\s+",
            "old",
        ),
        (
            r"instead of\s+",
            "old",
            r"\s*,?\s+(?:please\s+)?(?:write|say|use|put|show|have|let it say|make it)\s+",
            "new",
        ),
        (r".*?(?:不是|别写|不要写)", "old", r"了?[,，]?\s*(?:而是|应该是|应该写|而应是|是|写)", "new"),
        (r".*?(?:应该是|应该写|应该为|应是|写|是|用)", "new", r"[,，]?\s*(?:而不是|不是|代替|取代)", "old"),
    )
)
_VERBS = (
    "change",
    "replace",
    "rewrite",
    "rename",
    "add",
    "create",
    "call",
    "carry",
    "swap",
    "lower",
    "remove",
    "raise",
)
_LINES = frozenset(("line", "sentence", "句", "句话", "台词", "script"))
_MONEY = re.compile(r"[$€£¥￥]\s?\d[\d.,]*|\d[\d.,]*\s?(?:元|块|美元|dollars|euros|rmb)", re.I)


@dataclass(frozen=True)
class _Change:
    """What lines become."""

    lines: tuple[tuple[Segment, str], ...]


def rewording_applies(clause: Clause) -> bool:
    """Whether words may become other words here."""
    priced = clause.has("noun", "price") and clause.has("to") and _MONEY.search(clause.text) is not None
    if clause.refers("music", "transition", "layer", "effect") or clause.verb_is("save", "call", "undo"):
        return False
    if clause.verb_is("remove") and not priced:
        return False
    if clause.has_kind("duration") and clause.refers("shot") and not clause.has_kind("quote"):
        return False  # "make the scene with the price 5 seconds"
    named = clause.has("verb", "rename", "rewrite") and clause.has_kind("quote")
    named = named or (clause.has("verb", "rewrite") and any(t.text in ":：" for t in clause.tokens))
    cue = named or clause.has("to") or clause.has("say") or clause.has("rel", "instead") or clause.has("neg")
    return cue or _MONEY.search(clause.text) is not None


def reworded(clause: Clause) -> Proposal | None:
    """ "change the title to X", "replace 'A' with 'B' everywhere", "it's $179 not $199", 把“A”改成“B”."""
    change = _contrast(clause) or _lists(clause) or _by_cue(clause) or _renamed(clause) or _price(clause)
    if change is None or not change.lines:
        return None
    lines = tuple((s, new) for s, new in change.lines if line_of(s) != new)
    if not lines:
        raise refuse("refuse.says_so", what=change.lines[0][1])
    several = len({s.text for s, _ in lines if s.text}) > 1
    assumed = (note("assumed.everywhere", count=len(lines)),) if several and not clause.has("everywhere") else ()
    return edit(*(SetText(id=s.id, text=new) for s, new in lines), assumed=assumed)


# what it is, and is not


def _contrast(clause: Clause) -> _Change | None:
    text = clause.text.strip()
    for pattern in _CONTRASTS:
        match = pattern.match(text)
        if match is None:
            continue
        old, new = match["old"].strip(" \"'“”"), match["new"].strip(" \"'“”")
        found = holding(clause, old)
        sure = any(c.isdigit() or c.isupper() or not c.isascii() for c in old) or any(
            t.kind == "quote" for t in clause.tokens
        )
        if found and sure and new and plain_of(old) != plain_of(new):
            clause.mark(range(len(clause.tokens)))
            return _Change(tuple((s, replaced_in(line_of(s), old, new)) for s in found))
    return None


def _lists(clause: Clause) -> _Change | None:
    """ "Replace 'A', 'B' and 'C' with 'X', 'Y' and 'Z'": each with its own."""
    quotes = [i for i, t in enumerate(clause.tokens) if t.kind in ("quote", "screen")]
    cue = next((i for i in _cues(clause) if len([q for q in quotes if q < i]) * 2 == len(quotes)), None)
    if cue is None or len(quotes) < 4:
        return None
    half = len(quotes) // 2
    told = [str(clause.tokens[i].value) for i in quotes]
    changed = [
        (s, replaced_in(line_of(s), old, new))
        for old, new in zip(told[:half], told[half:], strict=True)
        for s in holding(clause, old)
        if line_of(s) == old
    ]
    if len(changed) < half:
        return None
    clause.mark(range(len(clause.tokens)))
    return _Change(tuple(changed))


# by a cue


def _by_cue(clause: Clause) -> _Change | None:
    for i in _cues(clause):
        clause.used = set()
        new = _new_text(clause, i)
        if new is None:
            continue
        clause.mark({*new.places, i})
        change = _old(clause, i, new)
        if change is not None:
            _mark_left(clause, i, tuple(s for s, _ in change.lines))
            return change
    clause.used = set()
    return None


def _renamed(clause: Clause) -> _Change | None:
    """ "Rename the first title 'Camp Pine'": new words without a cue."""
    if not clause.has("verb", "rename", "rewrite"):
        return None
    new = quotation(clause)
    if new is None or holding(clause, new.text):
        return None
    clause.mark(new.places)
    lines = lines_meant(clause, first_only=True)
    _mark_left(clause, min(new.places), lines)
    return _Change(tuple((s, new.text) for s in lines)) if len(lines) == 1 else None


def _cues(clause: Clause) -> Iterator[int]:
    """Where what it becomes may begin: strict cues first."""
    strict = [i for i, t in enumerate(clause.tokens) if t.sense("to") and t.text not in _LOOSE]
    strict += [i for i, t in enumerate(clause.tokens[:-1]) if t.text == "改" and clause.tokens[i + 1].text in "$¥￥€£"]
    moves = min(clause.places("verb", "move"), default=len(clause.tokens))
    strict = [i for i in strict if i < moves or clause.tokens[i].text not in ("到", "to")]
    adds = clause.has("verb", "add") and not clause.has("verb", "change")
    says = [] if adds else clause.places("say")
    loose = [i for i, t in enumerate(clause.tokens) if t.text in _LOOSE] if clause.verb_is(*_SWAPS, "change") else []
    colon = [i for i, t in enumerate(clause.tokens) if t.kind == "mark" and t.text in ":："]
    colon = colon if clause.verb_is("change", "rewrite", "rename", "replace") else []
    swaps = clause.verb_is(*_SWAPS)
    yield from dict.fromkeys((*loose, *strict, *says, *colon) if swaps else (*strict, *says, *loose, *colon))


def _new_text(clause: Clause, i: int) -> Said | None:
    tokens = clause.tokens
    if i + 1 >= len(tokens):
        return None
    quoted = quotation(clause, i + 1)
    if quoted is not None and all(_light(t) for t in tokens[i + 1 : min(quoted.places)]):
        return quoted
    said = plain(clause, i + 1)
    if said is not None and any(c.isdigit() for c in said.text) and _labels(clause, i, said.text):
        return said
    if said is not None and not said.quoted and any(_on_film(clause, i) for i in said.places):
        return None
    if said is None or not _sayable(clause, said, clause.tokens[i].sense("say") == "now"):
        return None
    return Said(_TRAILING.sub("", said.text).strip(), said.places)


def _on_film(clause: Clause, i: int) -> bool:
    """Whether a quotation names words that are there: those are not what comes."""
    token = clause.tokens[i]
    return token.kind == "quote" and any(s.text == str(token.value) for s in clause.film.texts)


def _labels(clause: Clause, cue: int, new: str) -> bool:
    """Whether what stands before the cue is a label on screen: 营业时间改成9:00-21:00."""
    told = on_screen(clause, cue)
    return told is not None and bool(_label(told.text, new, holding(clause, told.text)))


def _light(token: Token) -> bool:
    light = any(token.sense(tag) for tag in ("filler", "rel", "say", "to", "also", "verb", "everywhere"))
    return light or token.kind == "mark" or token.sense("noun") == "text"


def _sayable(clause: Clause, said: Said, careful: bool) -> bool:
    """Whether bare words are words to show, not how to show them."""
    tokens = [clause.tokens[i] for i in sorted(said.places)]
    if styled(tokens) or any(t.sense("vague") or t.sense("tongue") for t in tokens[:2]):
        return False
    if said.text[:1].isupper() or said.text[:1].isdigit() or not said.text[:1].isalpha():
        return True
    tags = ("prop", "comp", "too", "anim", "face", "case", "cap", "plate", "step", "sized", "degree", "neg")
    if any(t.sense(tag) for t in tokens for tag in tags):
        return False
    return not careful or (not tokens[0].text.isascii() and not tokens[0].sense("verb"))


# what is to change


def _old(clause: Clause, cue: int, new: Said) -> _Change | None:
    literal = quotation(clause, 0, cue) or on_screen(clause, cue)
    if literal is not None:
        return _literal(clause, literal, new.text, new.quoted)
    lines = _spoken(clause, cue) or _named(clause, cue, new)
    if lines is None:
        return None
    return _Change(tuple((s, new.text) for s in lines))


def on_screen(clause: Clause, cue: int) -> Said | None:
    """Words of the clause that are on screen, without quotation marks; the longest run of them."""
    tokens = clause.tokens
    for length in range(min(cue, 8), 0, -1):
        for start in range(cue - length + 1):
            run = tokens[start : start + length]
            told = clause.words[run[0].start : run[-1].end]
            if (_naming(run) or run[0].kind == "screen") and holding(clause, told):
                return Said(told, frozenset(range(start, start + length)))
    return None


def _naming(run: Sequence[Token]) -> bool:
    """Whether a run may be words of the film: it begins and ends with a word of weight, and points at no part."""
    if (
        any(t.kind == "mark" and t.text not in "'-$€£%" for t in run)
        or _thin(run[0], len(run))
        or _thin(run[-1], len(run))
    ):
        return False
    letters = "".join(t.text for t in run)
    return len(letters) > (2 if letters.isascii() else 1)


def _thin(token: Token, of: int) -> bool:
    tags = ("filler", "verb", "pron", "rel", "quant", "letters", *(("noun", "prop") if of < 2 else ()))
    return any(token.sense(tag) for tag in tags) or token.kind == "ordinal"


def _literal(clause: Clause, told: Said, new: str, quoted: bool) -> _Change | None:
    found = holding(clause, told.text)
    if (
        not (told.quoted or quoted or new[:1].isupper())
        and _pictured(clause, told)
        and not any(line_of(s) == told.text for s in found)
    ):
        return None
    clause.mark(told.places)
    if not found:
        if not told.quoted or not (clause.verb_is("change", "replace", "rewrite", "rename") or quoted):
            return None
        raise refuse("refuse.not_on_screen", shown(clause), what=told.text)
    other = _elsewhere(clause, told, found)
    if other:
        return _Change(tuple((s, new) for s in other))
    if not told.quoted and not _part_of(clause, told) and _names_a_line(clause, told):
        lines = lines_meant(clause) if _outside(clause, told, found) else found
        whole = [s for s in lines if s in found] or found
        return _Change(tuple((s, new) for s in whole if s.text))
    if not told.quoted and (labelled := _label(told.text, new, found)):
        return _Change(labelled)
    return _Change(tuple((s, replaced_in(line_of(s), told.text, new)) for s in found))


def _part_of(clause: Clause, told: Said) -> bool:
    """ "Friday in the title", 标题里的七日: a word of a line, not the line."""
    near = clause.tokens[max(0, min(told.places) - 2) : min(told.places)]
    behind = clause.tokens[max(told.places) + 1 : max(told.places) + 2]
    within = any(t.text in ("里", "里的", "中", "里面", "中的") for t in near) or any(
        t.text in ("in", "on") for t in behind
    )
    if within:
        clause.mark(i for r in clause.references if r.kind == "text" for i in r.tokens)
    return within


def _names_a_line(clause: Clause, told: Said) -> bool:
    """ "Anna Berg's title": the words name a line of which they are a part."""
    nouns = ("title", "text", "lower_third", "caption", "cta", "price", "subtitle_line")
    return any(i not in told.places and i not in clause.places("letters") for i in clause.places("noun", *nouns))


def _pictured(clause: Clause, told: Said) -> bool:
    """Whether the words name what a shot shows: 古城改成晚上 is about the picture, though 大理古城 is on screen."""
    tokens = [clause.tokens[i] for i in told.places]
    names = [t.senses[tag] for t in tokens for tag in ("thing", "place", "trade", "time") if tag in t.senses]
    return bool(names) and any(clause.film.showing((name,)) for name in names)


def _elsewhere(clause: Clause, told: Said, found: Sequence[Segment]) -> tuple[Segment, ...]:
    """ "The latte price": a line of its own kind, which only happens to be described by words of another."""
    if told.quoted:
        return ()
    sure = [
        r for r in clause.references if r.kind == "text" and r.how in ("only", "named") and not r.tokens & told.places
    ]
    sure = [r for r in sure if r.noun not in ("title", "text", "quoted") and not r.tokens & clause.used]
    if not sure or any(s.id in sure[0].ids for s in found):
        return ()
    clause.mark(sure[0].tokens)
    return tuple(s for i in sure[0].ids if (s := clause.film.find(i)) is not None)


def _outside(clause: Clause, told: Said, found: Sequence[Segment]) -> bool:
    """Whether the noun could not mean any of the lines that hold the words."""
    refs = [r for r in clause.references if r.kind in ("text", "caption")]
    both = any(s.id in (*r.ids, *r.pool) for r in refs for s in found)
    if not both:
        for r in refs:
            clause.mark(r.tokens)
    return both and len(found) > 1


def _label(told: str, new: str, found: Sequence[Segment]) -> tuple[tuple[Segment, str], ...]:
    """ "opening hours to 9-5" of the line "Opening hours 10-6": what follows the label is what changes."""
    changed: list[tuple[Segment, str]] = []
    if any(c.isdigit() for c in told):
        return ()  # "7am to 8am": that is what changes
    for line in found:
        place = place_in(line.text, plain_of(told))
        rest = line.text[place[1] :] if place else ""
        if place and any(c.isdigit() for c in rest) and any(c.isdigit() for c in new):
            gap = rest[: len(rest) - len(rest.lstrip(" :：-"))]
            changed.append((line, line.text[: place[1]] + gap + new))
    return tuple(changed)


def _spoken(clause: Clause, cue: int) -> tuple[Segment, ...] | None:
    """A line of the voice: 第二句旁白, "the second line of the script"."""
    voices = clause.film.of("voice")
    named = _line_number(clause, cue)
    voice = clause.reference("voice") if named is None else None
    if voice is not None:
        found = tuple(s for i in voice.ids if (s := clause.film.find(i)) is not None)
        if len(found) > 1:
            raise _which_line(clause, found)
        return found or None
    if named is None or not voices:
        return None
    clause.ignore("noun", "text", "script", "voice")
    number = named
    if not -len(voices) <= number - (number > 0) < len(voices):
        raise refuse("refuse.no_such_number", number=abs(number), count=len(voices))
    return (voices[number - 1] if number > 0 else voices[number],)


def _line_number(clause: Clause, cue: int) -> int | None:
    """The number of a line that is spoken: "the second line of the voiceover"; marked."""
    lines = [i for i, t in enumerate(clause.tokens[:cue]) if t.text in _LINES]
    ordinal = next((i for i in range(cue) if clause.tokens[i].kind == "ordinal"), None)
    if not lines or ordinal is None or not clause.film.of("voice"):
        return None
    clause.mark({ordinal, *lines})
    return int(str(clause.tokens[ordinal].value))


def _which_line(clause: Clause, found: Sequence[Segment]) -> Ask:
    zh = clause.context.language == "zh"
    choices = tuple(f"第{i}句旁白" if zh else f"voice line {i}" for i, _ in enumerate(found[:6], 1))
    return Ask(note("ask.which_line"), choices)


def _priced(clause: Clause, cue: int, new: Said) -> bool:
    """ "Drop the price to $149": the price is words, not the card that shows it."""
    return bool(_MONEY.match(new.text)) and any(clause.tokens[i].sense("noun") == "price" for i in range(cue))


def _named(clause: Clause, cue: int, new: Said) -> tuple[Segment, ...] | None:
    if clause.has("name_of") or clause.has("about") or _priced(clause, cue, new):
        return lines_meant(clause) or None
    told = [r for r in clause.references if r.kind in ("text", "caption") and max(r.tokens) < cue]
    if told:
        lines = lines_meant(clause, first_only=True)
        if len(lines) > 1 and not new.quoted:
            return None
        if len(lines) > 1 and not clause.has("quant", "all", "both"):
            raise which(clause, lines)
        return lines
    if any(r.kind in ("shot", "film", "background") and max(r.tokens) < cue for r in clause.references):
        return None
    focus = next((r for r in clause.references if r.kind == "focus" and max(r.tokens) < cue), None)
    bare = not any(_weighs(t) for t in clause.tokens[:cue])
    if focus is None and (not bare or (clause.tokens[cue].sense("to") is None and not new.quoted)):
        return None
    lines = lines_meant(clause)
    known = _known(clause, new) and not new.text[:1].isupper()
    if lines and not new.quoted and (len(lines) > 1 or known):
        return None  # "make it square" is not about its words
    if lines:
        return lines
    asked = clause.tokens[cue].sense("to") or clause.has("verb", "change", "replace", "rewrite")
    if focus is None and new.quoted and not clause.context.focus.ids and clause.film.texts and asked:
        raise which(clause, clause.film.texts)
    return None


def _known(clause: Clause, new: Said) -> bool:
    """Whether every word of it means something in editing."""
    return all(clause.tokens[i].senses or clause.tokens[i].kind != "word" for i in new.places)


def _weighs(token: Token) -> bool:
    tags = ("filler", "verb", "also", "say", "to", "rel", "degree", "pron")
    return token.kind != "mark" and not any(token.sense(tag) for tag in tags)


def _mark_left(clause: Clause, cue: int, lines: Sequence[Segment] = ()) -> None:
    """Small words, verbs, places and what the film is known to show, before the cue."""
    for reference in clause.references:
        shots = [s for i in reference.ids if (s := clause.film.find(i)) is not None]
        about = any(s.start_ms <= line.start_ms < s.end_ms for s in shots for line in lines)
        if reference.kind == "shot" and max(reference.tokens) < cue and about:
            clause.mark(reference.tokens)
    known = {word for told in clause.film.content.values() for word in told}
    for i, token in enumerate(clause.tokens):
        small = token.sense("verb") in _VERBS or any(
            token.sense(tag) for tag in ("letters", "rel", "say", "to", "everywhere", "name_of")
        )
        small = small or token.sense("aside") is not None or token.sense("noun") in ("text", "script")
        content = {token.senses[tag] for tag in ("thing", "place", "trade") if tag in token.senses} | {token.text}
        if small or (i < cue and content & known):
            clause.mark([i])


# a price


def _price(clause: Clause) -> _Change | None:
    """ "tents from $99 now": a sum of money beside the words that stand over a price."""
    match = _MONEY.search(clause.text)
    if match is None or clause.has("verb", "add", "remove"):
        return None
    prices = tuple(s for s in clause.film.texts if s.role == "price")
    offset = clause.tokens[0].start
    sums = [
        i for i, t in enumerate(clause.tokens) if t.start >= offset + match.start() and t.end <= offset + match.end()
    ]
    named = [i for i in clause.places("noun", "price") if sums and i < sums[0]]
    if named and len(prices) == 1 and not clause.has("verb"):
        clause.mark({*sums, *named})  # "price now $149"
        return _Change(((prices[0], match.group().strip()),))
    run = on_screen(clause, sums[0]) if sums and sums[0] else None
    beside = tuple(p for p in prices if run and any(_together(p, s) for s in holding(clause, run.text)))
    if run is None or len(beside) != 1 or not sums:
        return None
    clause.mark({*sums, *run.places})
    _mark_left(clause, sums[0])
    clause.ignore("filler")
    return _Change(((beside[0], match.group().strip()),))


def _together(one: Segment, other: Segment) -> bool:
    return one.start_ms < other.end_ms and other.start_ms < one.end_ms
