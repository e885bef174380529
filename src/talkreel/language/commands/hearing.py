"""What a command about sound is aimed at: music, voices, effects, the sound of shots, or all that is heard."""

from __future__ import annotations

from collections.abc import Iterable

from talkreel.edit import apply
from talkreel.edit.ids import fresh
from talkreel.edit.source import has_sound
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.film import Film, Part
from talkreel.language.grammar.lexicon import WORD, lexicon
from talkreel.language.grammar.references import Reference
from talkreel.model import Operation, Segment
from talkreel.model.operation import Split

HEARD: tuple[Part, ...] = ("music", "voice", "effect")
_HOW = ("named", "missing", "only", "focus", "many")


def sounds_meant(clause: Clause, everything: bool = False) -> tuple[Segment, ...]:
    """The sounds that the clause names, those of the shots that it names, or what the talk is about.

    With `everything` all that is heard when nothing is named.

    Raises:
        Refuse: what it names is not there, or makes no sound.
    """
    named = _named(clause)
    shots = _shots(clause)
    own = clause.places("own")
    clause.mark(own)
    generic = clause.reference("sound") is not None
    if named:
        return _beside(clause, named, shots)
    if shots is not None:
        return _audible(clause, shots)
    if own:
        return _audible(clause, clause.film.shots)
    pictured = _pictured(clause) if generic else ()
    if pictured:
        return pictured
    focus = _in_focus(clause, pronoun=not generic or everything)
    if focus and not (generic and clause.has("quant", "all")):
        return focus
    film = clause.reference("film") is not None
    if film or generic or everything:
        clause.ignore("quant", "all")
        return all_heard(clause.film)
    return ()


def all_heard(film: Film) -> tuple[Segment, ...]:
    """All sounds, and the shots that have one."""
    made = tuple(s for part in HEARD for s in film.of(part))
    return (*(s for s in film.shots if has_sound(film.draft, s)), *made)


def _pictured(clause: Clause) -> tuple[Segment, ...]:
    """ "The street sound": the sound of the shots that show it."""
    for i, token in enumerate(clause.tokens):
        told = [token.senses[tag] for tag in ("thing", "place", "trade") if tag in token.senses]
        shots = [s for name in told for s in clause.film.showing((name,))]
        if i not in clause.used and shots:
            clause.mark([i])
            return _audible(clause, shots)
    return ()


def _named(clause: Clause) -> tuple[Segment, ...]:
    found: list[Segment] = []
    by_kind = effects_called(clause)
    if by_kind is not None:
        return by_kind
    while (told := clause.reference("music", "voice", "effect", how=_HOW)) is not None:
        if told.how == "missing" and told.missing is not None:
            if found:
                break
            raise Refuse(told.missing)
        found += [s for i in told.ids if (s := clause.film.find(i)) is not None]
    return tuple(dict.fromkeys(found))


def effects_called(clause: Clause) -> tuple[Segment, ...] | None:
    """Effects by their own name: "the whoosh", 那声叮. None when no name is said.

    Raises:
        Refuse: there is none of that kind.
    """
    quoted = [i for i, t in enumerate(clause.tokens) if t.kind == "quote" and effect_named(str(t.value))]
    if quoted and clause.has("noun", "effect", "sound"):
        return _of_kinds(clause, quoted, {effect_named(str(clause.tokens[i].value)) for i in quoted})
    places = [
        i for tag in ("fx", "fx_like") for i in clause.places(tag) if clause.tokens[i].sense("noun") in (None, "effect")
    ]
    if not places:
        return None
    tokens = [clause.tokens[i] for i in places]
    return _of_kinds(clause, places, {t.senses.get("fx") or t.senses["fx_like"] for t in tokens})


def effect_named(word: str) -> str:
    """The effect that a word names; empty for none."""
    words = WORD.findall(word.lower())
    length, senses = lexicon().longest(words, 0, len(words)) if words else (0, {})
    return senses.get("fx", senses.get("fx_like", "")) if length == len(words) else ""


def _of_kinds(clause: Clause, places: list[int], kinds: set[str]) -> tuple[Segment, ...]:
    clause.mark(places)
    while (told := clause.reference("effect", "sound", how=_HOW)) is not None:
        clause.mark(told.tokens)
    clause.ignore("a_sound")
    found = tuple(s for s in clause.film.of("effect") if s.effect is not None and s.effect.kind in kinds)
    if not found:
        raise refuse("refuse.no_effect")
    return found


def _shots(clause: Clause) -> tuple[Segment, ...] | None:
    """The shots named, or None; several may be."""
    found: list[Segment] = []
    told: Reference | None = None
    while (told := clause.reference("shot", how=("named", "missing", "only", "focus"))) is not None:
        if told.noun in ("intro", "outro") and clause.verb_is("fade_in", "fade_out", "fade"):
            continue
        if told.missing is not None:
            raise Refuse(told.missing)
        found += [s for i in told.ids if (s := clause.film.find(i)) is not None]
    return tuple(dict.fromkeys(found)) or None


def _audible(clause: Clause, shots: Iterable[Segment]) -> tuple[Segment, ...]:
    heard = tuple(s for s in shots if has_sound(clause.film.draft, s))
    if not heard:
        raise refuse("refuse.silent_shot")
    return heard


def _beside(clause: Clause, named: tuple[Segment, ...], shots: tuple[Segment, ...] | None) -> tuple[Segment, ...]:
    """Of short sounds and spoken lines, those of the shots that are named, at the time named, or where the talk is."""
    if len(named) < 2 and shots is None:
        return named
    if clause.has_kind("instant"):
        at = clause.instant() or 0
        near = tuple(s for s in named if s.start_ms - 150 <= at < s.end_ms)
        return near or named
    places = clause.places("here")
    if shots is None and places:
        clause.mark(places)
        shots = tuple(s for i in clause.context.focus.ids if (s := clause.film.find(i)) is not None) or None
    if shots is None:
        return named
    inside = tuple(s for s in named if any(a.start_ms - 200 <= s.start_ms < a.end_ms for a in shots))
    if not inside and any(s.music is not None or s.src for s in named):
        return named
    if not inside:
        raise refuse("refuse.no_sound_there")
    return inside


def _in_focus(clause: Clause, pronoun: bool) -> tuple[Segment, ...]:
    told = clause.reference("focus")
    ids = told.ids if told is not None and told.ids else clause.context.focus.ids if pronoun else ()
    found = tuple(s for i in ids if (s := clause.film.find(i)) is not None)
    return tuple(s for s in found if has_sound(clause.film.draft, s))


def sound_in_focus(clause: Clause) -> bool:
    """Whether the talk is about sounds alone."""
    parts = {clause.film.part_of(i) for i in clause.context.focus.ids} - {None}
    return bool(parts) and parts <= set(HEARD)


def set_apart(film: Film, segment: Segment, start: int, end: int) -> tuple[list[Operation], str]:
    """The splits that part [start, end) of a sound from the rest, and the id of that part."""
    operations: list[Operation] = []
    draft, name = film.draft, segment.id
    if segment.start_ms < start < segment.end_ms:
        later = fresh(draft, segment.id)[0]
        operations.append(Split(id=name, at_ms=start, new_id=later))
        draft, name = apply(draft, operations[-1:]), later
    if start < end < segment.end_ms and end > segment.start_ms:
        operations.append(Split(id=name, at_ms=end, new_id=fresh(draft, segment.id)[0]))
    return operations, name
