"""Commands about how shots give way to each other, and how the film begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from talkreel.language.commands.aim import shot_references
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.references import Reference
from talkreel.model import Note, Operation
from talkreel.model.look import Transition
from talkreel.model.operation import SetTransition

USUAL_MS = 500
_CUT: Transition = "cut"
_FADE: Transition = "fade"
_END_MS = 1_000
_LONGEST_MS = 5_000
_SOUNDS = ("music", "voice", "effect", "sound")


def _applies(clause: Clause) -> bool:
    told = clause.has("noun", "transition") or clause.has("trans") or clause.has("verb", "fade", "fade_in", "fade_out")
    if clause.context.follows and not clause.references:
        about = clause.film.part_of(clause.context.focus.ids[0]) if clause.context.focus.ids else None
        pictured = clause.has("noun", "transition") or clause.has("trans", "dip")  # no sound goes to black
        told = told and (about not in ("music", "voice", "effect") or pictured)
    return told and not clause.refers(*_SOUNDS) and not clause.refers("text", "caption", "layer")


def _transition(clause: Clause) -> Proposal | None:
    """ "add a crossfade between clip 1 and 2", "use wipes everywhere", "fade to black at the end", 所有转场改成叠化."""
    ends = _end_wanted(clause)
    told = clause.take_all("trans")
    clause.verb("slow_down", "speed_up")
    clause.take_all("comp", "length:+", "length:-")
    clause.verb("add", "change", "replace", "fade", "restyle", "lengthen", "shorten", "move")
    away = clause.verb("remove") or clause.take("neg") is not None or clause.take("on", "off") is not None
    if "unknown" in told:
        clause.ignore("noun", "transition")
        raise refuse("refuse.unknown_transition", nearest=note("nearest.transitions"))
    if clause.has("noun", "transition") and clause.verb("fade_in", "fade_out"):
        told = (*told, "fade")
    kinds = cast("list[Transition]", list(told))
    reference = clause.reference("transition") if ends is None else None
    clause.ignore("prop", "length", "style")
    length = clause.milliseconds()
    times = clause.number("factor") if length is None else None
    if ends is not None:
        return _at_the_end(clause, ends, kinds, length, away)
    clause.take("noun", "transition")
    if reference is None and not kinds and not away:
        return None
    ids = _incoming(clause)  # first: "all" may be a part of what names the clips
    _everywhere(clause)
    if not ids:
        raise refuse("refuse.no_transition")
    shown = [s for s in clause.film.shots if s.id in ids]
    if len(kinds) == 2 and clause.has("to") and any(s.entry.kind == kinds[0] for s in shown):
        shown = [s for s in shown if s.entry.kind == kinds[0]]  # 模糊转场都换成叠化
    assumed: tuple[Note, ...] = ()
    operations: list[Operation] = []
    for shot in shown:
        kind: Transition = _CUT if away else kinds[-1] if kinds else shot.entry.kind
        if kind == "cut" and not away and not kinds:
            kind = _usual(clause)
            assumed = (note("assumed.transition", kind=kind),)
        ms = (
            0
            if kind == "cut"
            else length or round(times * shot.entry.duration_ms if times else 0) or shot.entry.duration_ms or USUAL_MS
        )
        operations.append(SetTransition(id=shot.id, kind=kind, duration_ms=min(ms, shot.duration_ms // 2, _LONGEST_MS)))
    return edit(*operations, assumed=assumed)


def _usual(clause: Clause) -> Transition:
    """The transition of the film's look."""
    look = clause.film.draft.look
    return look.transitions[0] if look else "fade"


def _everywhere(clause: Clause) -> None:
    """Mark words for "on every cut", which is meant when nothing else is said."""
    clause.ignore("quant", "all")
    clause.mark([i for i, t in enumerate(clause.tokens) if t.text in _EVERYWHERE])


_EVERYWHERE = {"everywhere", "throughout", "between all clips", "每个镜头之间", "处处", "全部"}


def _meant(clause: Clause, named: Sequence[Reference]) -> tuple[str, ...]:
    """The shots of references, which are marked."""
    ids: dict[str, None] = {}
    for reference in named:
        if reference.missing:
            raise Refuse(reference.missing)
        if reference.ids:
            clause.mark(reference.tokens)
            ids |= dict.fromkeys(reference.ids)
    return tuple(ids)


def _of_those(clause: Clause) -> bool:
    """Whether one transition is spoken of after a shot was: "add beach.jpg, with a fade"."""
    plural = any(t.sense("noun") == "transition" and t.text.endswith("s") for t in clause.tokens)
    named = any(r.kind != "transition" for r in clause.references)
    return clause.context.follows and not plural and not named and not clause.has("quant", "all")


def _incoming(clause: Clause) -> tuple[str, ...]:
    """The shots whose beginnings are meant: the later of two, the one named, or all but the first."""
    order = [s.id for s in clause.film.shots]
    named = shot_references(clause)
    between = clause.has("rel", "between")
    if between:
        clause.mark(i for r in clause.references if r.kind == "shot" and r.how == "many" for i in r.tokens)
    at = clause.instant()
    if at is not None:
        near = min(clause.film.shots[1:], key=lambda s: abs(s.start_ms - at), default=None)
        return (near.id,) if near else ()
    clause.reference("film")
    ids = _meant(clause, named) or (_numbered(clause) if between else [])
    if not ids and _of_those(clause):
        ids = clause.context.focus.ids
    ids = [i for i in ids if i in order]
    if not ids:
        return tuple(order[1:])
    if between and len(ids) == 2:
        return (max(ids, key=order.index),)
    if between and len(ids) > 2:
        return tuple(order[1:])
    after = clause.take("rel", "after") is not None
    clause.take("rel", "before")
    if after and len(ids) == 1:
        at_index = order.index(ids[0]) + 1
        return tuple(order[at_index : at_index + 1])
    return tuple(i for i in ids if i != order[0] or len(ids) == 1)


def _numbered(clause: Clause) -> list[str]:
    """ "Between 1 and 2": the shots with these numbers."""
    told = [
        (i, t.value) for i, t in enumerate(clause.tokens) if t.kind == "number" and isinstance(t.value, int | float)
    ]
    shots = clause.film.shots
    if len(told) != 2 or not all(0 < n <= len(shots) for _, n in told):
        return []
    clause.mark(i for i, _ in told)
    return [shots[int(n) - 1].id for _, n in told]


def _end_wanted(clause: Clause) -> str | None:
    """ "out" or "in" when the film's end or beginning is meant."""
    inner = (
        clause.has("rel", "between", "before", "after")
        or clause.has("noun", "transition")
        or any(t.text == "into" for t in clause.tokens)
    )
    if inner:
        return None
    if any(t.sense("rel") == "to" and not t.text.isascii() for t in clause.tokens) and clause.has("noun", "outro"):
        return None  # 溶解到片尾
    if clause.has("verb", "fade_out") or (clause.has("trans", "dip") and _at(clause, "end")):
        return "out"
    risen = any("trans" in t.senses and t.text.endswith(("from black", "from white", "淡入")) for t in clause.tokens)
    if clause.has("verb", "fade_in") or risen or (clause.has("trans", "dip", "fade") and _at(clause, "start")):
        return "in"
    return "out" if _at(clause, "end") and (clause.has("trans") or clause.has("verb", "fade")) else None


def _at(clause: Clause, edge: str) -> bool:
    noun = {"start": ("start_of", "intro"), "end": ("end_of", "outro")}[edge]
    return clause.has("edge", edge) or clause.has("noun", *noun)


def _at_the_end(clause: Clause, side: str, kinds: list[Transition], length: int | None, away: bool) -> Proposal | None:
    clause.verb("fade_in", "fade_out", "fade", "add", "move")
    named = [r for r in shot_references(clause) if r.how == "named" and r.noun not in ("intro", "outro")]
    clause.ignore("edge")
    clause.ignore("noun", "start_of", "end_of", "intro", "outro")
    clause.reference("film")
    clause.ignore("pron")
    for reference in named:
        clause.mark(reference.tokens)
    shots = clause.film.shots
    shot = clause.film.find(named[0].ids[0]) if named and named[0].ids else (shots[-1] if side == "out" else shots[0])
    if shot is None:
        return None
    kind: Transition = _CUT if away else kinds[-1] if kinds else _FADE
    ms = 0 if away else min(length or _END_MS, shot.duration_ms // 2)
    return edit(SetTransition.model_validate({"id": shot.id, "kind": kind, "duration_ms": ms, "side": side}))


FRAMES = (Frame("transition", _applies, _transition),)
