"""Commands about sounds: short ones, and beds of weather and places; which, and when they are heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from talkreel.language.commands.aim import cuts, unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.hearing import effect_named, effects_called, sounds_meant
from talkreel.language.commands.lasting import edge_of, shot_named
from talkreel.language.commands.music import stretch
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Refuse, refuse
from talkreel.language.grammar.token import Token
from talkreel.model import EffectRecipe, Note, Segment
from talkreel.model.draft import AMBIENT
from talkreel.model.operation import AddSound, MoveSegment, RemoveSegment, UpdateSegment

LENGTH_MS, VOLUME = 1_200, 0.5
# Of those that ring on for longer.
LENGTHS_MS = {
    "applause": 3_000, "thunder": 3_000, "drumroll": 2_900, "typing": 2_600, "ding": 2_400, "chime": 2_200,
    "heartbeat": 1_900, "coin": 1_700,
}  # fmt: skip
LEAD_MS = {"whoosh": 120, "riser": 1_000}  # before the cut or the moment that it leads to
_KINDS = ("whoosh", "riser", "pop", "ding", "click", "shimmer", "boom", "applause", "rain", "waves")


def _add_applies(clause: Clause) -> bool:
    sure = any(t.sense("fx") and not _otherwise(t) for t in clause.tokens)
    if clause.refers("text", "caption", "layer") and not (sure or _sounding(clause) or clause.verb_is("add")):
        return False
    quoted = any(t.kind == "quote" and effect_named(str(t.value)) for t in clause.tokens)
    told = clause.has("fx") or clause.has("fx_like") or (quoted and _sounding(clause))
    removing = clause.verb_is("remove", "mute", "lower", "raise") or cuts(clause) or clause.has("neg")
    if clause.verb_is("change") and clause.refers("focus", "film") and not (sure or _sounding(clause)):
        return False  # "make it pop"
    return told and not removing and (_sounding(clause) or clause.has("fx") or clause.verb_is("add"))


def _otherwise(token: Token) -> bool:
    """Whether the name of a sound is also that of something else: "pop", "rain", "click"."""
    return any(token.sense(tag) for tag in ("anim", "cap", "thing", "weather", "place", "verb", "act"))


def _sounding(clause: Clause) -> bool:
    return clause.has("a_sound") or clause.has("noun", "effect", "sound")


def _kind(clause: Clause) -> tuple[str, bool] | None:
    """The sound, and whether it is only the nearest that there is."""
    for i, token in enumerate(clause.tokens):
        if token.kind == "quote" and (told := effect_named(str(token.value))):
            clause.mark([i])
            return told, False
    kind = clause.take("fx")
    if kind is not None:
        clause.mark(i for i in clause.places("fx_like"))
        return kind, False
    like = clause.take("fx_like")
    return None if like is None else (like, True)


def _add(clause: Clause) -> Proposal | None:
    """ "add a whoosh at 5.5 seconds", "a bell when the price appears", "swoosh on every cut", 7秒的时候来一声轰."""
    if len({t.senses["fx"] for t in clause.tokens if t.sense("fx")}) > 1:
        return None  # two sounds are two requests
    told = _kind(clause)
    if told is None:
        return None
    kind, near = told
    name = next((t.text for t in clause.tokens if t.sense("fx_like")), kind)
    clause.ignore("fx", kind)
    clause.verb("add", "create", "change", "play", "carry", "replace")
    clause.ignore("a_sound")
    clause.ignore("noun", "effect", "sound")
    clause.ignore("moment")
    if clause.has("rel", "during"):
        clause.ignore("noun", "background")
    bed = _bed(clause) if kind in AMBIENT else None
    times, assumed = ([bed[0]], ()) if bed else _times(clause, kind)
    for tag in ("rel", "letters", "sized", "quant"):
        clause.ignore(tag)
    film = clause.film
    ids = unused(clause, "e", len(times))
    end = bed[1] if bed else film.length_ms
    made = [_sound(name_, kind, at, end, i) for i, (name_, at) in enumerate(zip(ids, times, strict=True))]
    notes = (*assumed, *((note("assumed.nearest_sound", what=name, kind=kind),) if near else ()))
    return edit(*(AddSound(segment=s) for s in made), assumed=notes)


def _sound(name: str, kind: str, at: int, end: int, number: int) -> Segment:
    recipe = EffectRecipe.model_validate({"kind": kind, "seed": 1 + number + at // 100})
    length = max(1, end - at if kind in AMBIENT else min(_length_ms(kind), end - at))
    return Segment(id=name, name=kind, start_ms=at, duration_ms=length, volume=VOLUME, effect=recipe)


def _length_ms(kind: str) -> int:
    return LENGTHS_MS.get(kind, LENGTH_MS)


def _bed(clause: Clause) -> tuple[int, int] | None:
    """The stretch that weather or a place is heard under: times or shots that are named, or the whole film.

    None where only a beginning is named.
    """
    if not clause.has_kind("instant"):
        clause.reference("film")
        return stretch(clause) or (None if edge_of(clause) is not None else (0, clause.film.length_ms))
    return clause.span() if clause.has_span() else None


def _times(clause: Clause, kind: str) -> tuple[list[int], tuple[Note, ...]]:
    """When: at times that are named, on cuts, where a shot or words begin, at the start or end."""
    film = clause.film
    times = _instants(clause)
    if times:
        if max(times) >= film.length_ms:
            raise refuse("refuse.after_end", seconds=film.length_ms / 1000)
        return times, ()
    if _on_cuts(clause):
        cuts = [s.start_ms for s in film.shots[1:]]
        if not cuts:
            raise refuse("refuse.no_transition")
        return [max(0, at - LEAD_MS.get(kind, 0)) for at in cuts], ()
    begins = _beginnings(clause)
    if begins:
        return begins, ()
    shot = shot_named(clause)
    edge = edge_of(clause)
    if shot is not None:
        at = shot.start_ms if edge != "end" else shot.end_ms - _length_ms(kind)
        return [max(0, at - (LEAD_MS.get(kind, 0) if edge is None else 0))] if kind == "whoosh" else [max(0, at)], ()
    clause.reference("film")
    if edge is not None:
        last = max(0, film.length_ms - _length_ms(kind))
        return [{"start": 0, "middle": film.length_ms // 2, "end": last}[edge]], ()
    focus = clause.reference("focus")
    ids = focus.ids if focus is not None else clause.context.focus.ids
    if ids:
        return [min(s.start_ms for s in _segments(clause, ids))], ()
    return [0], (note("assumed.sound_at_start"),)


def _beginnings(clause: Clause) -> list[int]:
    """Where the words or the sounds begin that are named, or "it"; of several titles the first."""
    words = clause.reference("text", "caption", "layer", "effect", "voice", how=("named", "only", "focus", "many"))
    if words is not None and words.how == "many" and words.noun == "title":
        return [clause.context.seen.titles()[0].start_ms]
    if words is not None and words.ids:
        return [s.start_ms for s in _segments(clause, words.ids)]
    it = clause.reference("focus")
    return [min(s.start_ms for s in _segments(clause, it.ids))] if it is not None and it.ids else []


def _segments(clause: Clause, ids: Sequence[str]) -> list[Segment]:
    return [s for i in ids if (s := clause.film.find(i)) is not None] or [Segment(id="none", start_ms=0, duration_ms=1)]


def _instants(clause: Clause) -> list[int]:
    found: list[int] = []
    while (at := clause.instant()) is not None:
        found.append(at)
    if not found:
        bare = clause.milliseconds()
        found = [bare] if bare is not None else []
    if not found and clause.has_kind("span"):
        joined = any(t.kind == "span" and ("和" in t.text or " and " in t.text) for t in clause.tokens)
        span = clause.span()
        found = [*span] if span and joined else [span[0]] if span else []
    return found


def _on_cuts(clause: Clause) -> bool:
    """ "on every cut", "between the scenes", 每次转场."""
    places = clause.places("cutword")
    told = clause.reference("transition", how=("named", "only", "focus", "many", "missing"))
    between = [r for r in clause.references if r.kind == "shot" and clause.has("rel", "between")]
    changes = bool(places) and (clause.has("quant", "all") or any(clause.tokens[i].text.endswith("s") for i in places))
    chinese = any(not clause.tokens[i].text.isascii() for i in places)
    if not (told or between or changes or chinese):
        return False
    clause.mark(places)
    for reference in [*between, *(r for r in clause.references if r.kind == "shot" and places)]:
        clause.mark(reference.tokens)
    clause.ignore("quant", "all")
    clause.ignore("rel", "between")
    return True


# another time, another kind, none


def _move_applies(clause: Clause) -> bool:
    told = clause.has("fx") or clause.has("fx_like") or clause.refers("effect")
    return told and clause.verb_is("move") and clause.has_kind("instant")


def _move(clause: Clause) -> Proposal | None:
    """ "move the pop sound to 0:10"."""
    clause.verb("move")
    at = clause.instant() or 0
    clause.ignore("to")
    clause.ignore("rel", "to")
    found = effects_called(clause) or sounds_meant(clause)
    found = tuple(s for s in found if s.effect is not None)
    if len(found) != 1:
        return None
    if at >= clause.film.length_ms:
        raise refuse("refuse.after_end", seconds=clause.film.length_ms / 1000)
    return edit(MoveSegment(id=found[0].id, start_ms=at))


def _swap_applies(clause: Clause) -> bool:
    return clause.verb_is("replace", "change") and len({*clause.places("fx"), *clause.places("fx_like")}) > 1


def _swap(clause: Clause) -> Proposal | None:
    """ "change the whoosh to a pop"."""
    told = sorted({*clause.places("fx"), *clause.places("fx_like")})
    tokens = clause.tokens
    old, new = (tokens[i].senses.get("fx") or tokens[i].senses["fx_like"] for i in (told[0], told[-1]))
    clause.mark(told)
    clause.verb("replace", "change")
    while clause.reference("effect", "sound", how=("named", "only", "focus", "many", "missing")) is not None:
        pass
    for tag in ("a_sound", "to", "rel", "quant"):
        clause.ignore(tag)
    clause.ignore("noun", "effect", "sound")
    found = [s for s in clause.film.of("effect") if s.effect is not None and s.effect.kind == old]
    if not found:
        raise refuse("refuse.no_effect")
    fields: dict[str, Any] = {"fx": {"kind": new}, "n": new}
    return edit(*(UpdateSegment(id=s.id, fields=fields) for s in found))


_NEAR_MS = 500  # so far before it a sound is named by its time


def _remove_applies(clause: Clause) -> bool:
    told = clause.refers("effect") or clause.has("fx") or clause.has("fx_like")
    return (
        told
        and (clause.verb_is("remove") or cuts(clause) or clause.has("neg"))
        and not clause.refers("text", "caption", "music")
    )


def _remove(clause: Clause) -> Proposal | None:
    """ "remove the whoosh", "no sound effects", 那里的音效去掉."""
    clause.verb("remove", "cut", "add", "change")
    for tag in ("neg", "on"):
        clause.ignore(tag)
    if not clause.film.of("effect"):
        effects_called_or_missing(clause)
    found = sounds_meant(clause)
    at = clause.instant()
    if at is not None:
        found = tuple(s for s in found if s.start_ms - _NEAR_MS <= at < s.end_ms)
        if not found:
            raise refuse("refuse.no_effect")
    if clause.has("quant", "except"):  # "every sound effect except the shimmer"
        found = tuple(s for s in clause.film.of("effect") if s not in found)
    clause.ignore("quant")
    clause.reference("film")
    found = tuple(s for s in found if s.effect is not None or clause.film.part_of(s.id) == "effect")
    return edit(*(RemoveSegment(id=s.id) for s in found)) if found else None


def effects_called_or_missing(clause: Clause) -> None:
    """Refuse when the film has no effects.

    Raises:
        Refuse: always.
    """
    effects_called(clause)
    raise Refuse(note("refuse.no_effect"))


def _which_applies(clause: Clause) -> bool:
    return clause.has("noun", "effect") and clause.verb_is("add") and not clause.has("fx") and not clause.has("fx_like")


def _which(clause: Clause) -> Proposal | None:
    """ "add a sound effect": which?"""
    clause.verb("add")
    clause.ignore("noun", "effect")
    clause.ignore("quant")
    _instants(clause)
    clause.reference("shot", "film", "effect", "text", how=("named", "only", "focus", "many", "missing"))
    edge_of(clause)
    raise Ask(note("ask.which_sound"), _KINDS)


FRAMES = (
    Frame("move_effect", _move_applies, _move),
    Frame("swap_effect", _swap_applies, _swap),
    Frame("add_effect", _add_applies, _add),
    Frame("remove_effect", _remove_applies, _remove, tolerates=0),
    Frame("which_effect", _which_applies, _which),
)
