"""What a command is aimed at: the shots that it names, the whole film, or a question which of them."""

from __future__ import annotations

from typing import Literal

from talkreel.edit import apply
from talkreel.edit.ids import fresh
from talkreel.language.commands.frame import note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Refuse, refuse
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.references import Reference
from talkreel.model import Operation, Segment
from talkreel.model.operation import Split

# When no shot is named and the talk is about none: ask which; take all of them; the last; none.
Default = Literal["ask", "all", "last", "none"]
_MOST_CHOICES = 6


def shot_references(clause: Clause) -> list[Reference]:
    """The shots that are named, in the order of the words; nothing is marked."""
    told = [r for r in clause.references if r.kind in ("shot", "focus") and not r.tokens & clause.used]
    shots = {s.id for s in clause.film.shots}
    return [r for r in told if r.missing or (r.how != "many" and set(r.ids) & shots)]


def shots_of(clause: Clause, default: Default) -> tuple[Segment, ...]:
    """The shots that a clause names; a time names the shot that is seen then.

    Raises:
        Refuse: what it names is not there.
        Ask: several shots fit.
    """
    reference = clause.reference("shot", how=("named", "missing", "only", "focus"))
    further = list(iter(lambda: clause.reference("shot", how=("named",)), None))
    further += [r for r in clause.references if r.kind == "shot" and r.how == "only" and r.noun not in _LOOSE]
    clause.mark(i for r in further for i in r.tokens)
    if reference is not None:
        if reference.missing is not None:
            raise Refuse(reference.missing)
        ids = dict.fromkeys((*reference.ids, *(i for r in further for i in r.ids)))
        if further and any(t.text in _OR for t in clause.tokens):
            raise _which(clause, _found(clause, tuple(ids)))
        loose = (r for r in clause.references if r.kind == "shot" and r.how in ("many", "focus"))
        clause.mark(i for r in loose for i in r.tokens)
        return _found(clause, tuple(ids))
    focus = clause.reference("focus")
    if focus is not None and focus.ids:
        shots = _found(clause, _shots_among(clause, focus.ids))
        if shots:
            return shots
    several = clause.reference("shot", how=("many",))
    if several is not None and default != "none":
        return _one_of(clause, several)
    return _by_default(clause, default)


_LOOSE = ("shot", "photo", "intro", "outro")  # "the clip" says no more than what was named
_OR = ("or", "maybe", "或", "或者", "还是")


def _by_default(clause: Clause, default: Default) -> tuple[Segment, ...]:
    shots = clause.film.shots
    if clause.take("quant", "rest"):
        told = {*clause.context.focus.ids, *clause.context.told}
        rest = tuple(s for s in shots if s.id not in told)
        return rest or shots
    again = any(t.text in ("再", "even", "still") for t in clause.tokens) and not clause.references
    pair = clause.take("quant", "both") is not None
    two = _found(clause, (*clause.context.focus.before, *clause.context.focus.ids))
    if pair and clause.context.follows and not clause.references and len(two) == 2:
        return two  # "sea first, panda last, both in watercolour"
    each = len(clause.context.focus.ids) > 1 and any(t.text == "都" for t in clause.tokens)  # 都 is of those spoken of
    both = clause.take("quant", "all") is not None or (pair and len(clause.context.focus.ids) != 2)
    if both:  # 四张都改成2秒
        clause.mark(i for i, t in enumerate(clause.tokens) if t.kind == "number" and t.value == len(shots))
    follows = clause.context.follows and not clause.references and (each or not both)
    focus = _found(clause, clause.context.focus.ids) if (follows or again) and default != "none" else ()
    if focus:
        return focus  # "night in the first scene, no camera movement"
    at = clause.instant() if default not in ("none", "last") and not clause.references else None
    if at is not None:
        return (shot_at(clause, at),)
    if (len(shots) == 1 and default != "none") or default == "all":
        return shots
    if default == "last":
        return shots[-1:]
    if default == "none":
        return ()
    raise _which(clause, shots)


def _one_of(clause: Clause, reference: Reference) -> tuple[Segment, ...]:
    """Of several that fit, the one that is seen at the time named; else it is asked."""
    shots = _found(clause, reference.pool or reference.ids)
    if len(shots) == 1:
        return shots
    at = clause.instant()
    if at is not None:
        return (shot_at(clause, at),)
    raise _which(clause, shots)


def _which(clause: Clause, shots: tuple[Segment, ...]) -> Ask:
    if not shots:
        return Ask(note("ask.which_shot"))
    language = clause.context.language
    return Ask(note("ask.which_shot"), tuple(choice(clause.film, s, language) for s in shots[:_MOST_CHOICES]))


def choice(film: Film, shot: Segment, language: str) -> str:
    """A shot as an answer to a question: "clip 2"; read back, it names the shot."""
    number = film.shots.index(shot) + 1
    return f"第{number}个片段" if language == "zh" else f"clip {number}"


def _found(clause: Clause, ids: tuple[str, ...]) -> tuple[Segment, ...]:
    by_id = {s.id: s for s in clause.film.shots}
    return tuple(by_id[i] for i in ids if i in by_id)


def _shots_among(clause: Clause, ids: tuple[str, ...]) -> tuple[str, ...]:
    """The shots among segments."""
    return tuple(i for i in ids if clause.film.part_of(i) == "shot")


def shot_at(clause: Clause, ms: int) -> Segment:
    """The shot that is seen at a time.

    Raises:
        Refuse: the film is over by then.
    """
    found = clause.film.at("shot", ms)
    if not found:
        raise refuse("refuse.after_end", seconds=clause.film.length_ms / 1000)
    return found[0]


def cuts(clause: Clause) -> bool:
    """Whether "cut" is what is asked for, and not a place: "on every cut"."""
    first = next((t for t in clause.tokens if t.kind == "word" and not t.sense("filler")), None)
    return first is not None and first.sense("verb") == "cut"


def unused(clause: Clause, prefix: str, count: int = 1) -> tuple[str, ...]:
    """Ids for what is added: of nothing that is there, nor was when the sentence was said."""
    seen = clause.context.seen.draft
    return fresh(clause.film.draft, prefix, count, {s.id for track in seen.tracks for s in track.segments})


def split_to(clause: Clause) -> tuple[tuple[Operation, ...], tuple[Segment, ...]]:
    """For a stretch that is named: the splits that set it apart, and the shots in it as they are then; else nothing."""
    within: tuple[int, int] | None = None
    if not clause.has_span():
        return (), ()
    shots: tuple[Segment, ...] = ()
    if clause.has_kind("span"):
        named = clause.reference("shot", how=("named", "only", "focus")) or clause.reference("focus")
        shots = _found(clause, named.ids) if named else ()
    if shots:
        within = (shots[0].start_ms, shots[0].end_ms)
    span = clause.span(within)
    if span is None:
        return (), ()
    start, end = span
    film = clause.film
    if start >= film.length_ms:
        raise refuse("refuse.after_end", seconds=film.length_ms / 1000)
    operations: list[Operation] = []
    draft = film.draft
    for at in (start, end):
        inner = next((s for s in Film(draft).shots if s.start_ms < at < s.end_ms), None)
        if inner is not None:
            split = Split(id=inner.id, at_ms=at, new_id=fresh(draft, inner.id)[0])
            operations.append(split)
            draft = apply(draft, [split])
    after = Film(draft)
    return tuple(operations), tuple(s for s in after.shots if start <= s.start_ms and s.end_ms <= max(end, start + 1))
