"""Commands about time: lengths, trims, cuts, speed, freezes, loops, extensions."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_at, shots_of, split_to, unused
from talkreel.language.commands.cuts import side_named
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lengths import holds, led_by
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model import Note, Segment
from talkreel.model.operation import (
    Duplicate,
    Extend,
    Freeze,
    Loop,
    MoveSegment,
    Reverse,
    Slip,
)
from talkreel.model.operations.timeline import ExtendBy

_FREEZE_MS, _EXTEND_MS = 2_000, 3_000


_FIRST_FRAME = ("first frame", "opening frame", "第一帧", "首帧")


def _freeze_applies(clause: Clause) -> bool:
    return clause.verb_is("freeze")


def _freeze(clause: Clause) -> Proposal | None:
    """ "freeze at 0:05 for 2 seconds", 第5秒定格2秒."""
    clause.verb("freeze", "change", "add")
    at, length = clause.instant(), clause.milliseconds()
    side = side_named(clause) if at is None else None
    side = "start" if any(said in clause.text.lower() for said in _FIRST_FRAME) else side
    shots = shots_of(clause, "none") if clause.refers("shot", "focus") else ()
    clause.reference("film")
    if at is None:
        shot = shots[0] if shots else clause.film.shots[-1]
        at = shot.start_ms if side == "start" else shot.end_ms - 1
    elif shots and not shots[0].start_ms <= at < shots[0].end_ms and at < shots[0].duration_ms:
        at += shots[0].start_ms
    shot = shot_at(clause, at)
    new = fresh(clause.film.draft, shot.id)[0]
    assumed = () if length is not None else (note("assumed.length", seconds=_FREEZE_MS / 1000),)
    return edit(Freeze(id=shot.id, at_ms=at, duration_ms=length or _FREEZE_MS, new_id=new), assumed=assumed)


def _reverse(clause: Clause) -> Proposal | None:
    """ "play the second clip backwards", 倒放."""
    on = not clause.take("neg")
    clause.verb("reverse", "change", "add")
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "ask")
    return edit(*split, *(Reverse(id=s.id, on=on) for s in shots), focus=tuple(s.id for s in shots))


def _loops(clause: Clause) -> bool:
    """Whether it is to be played so many times: 片尾来两遍."""
    times = any(t.text == "遍" for t in clause.tokens) and clause.has_kind("number")
    return clause.verb_is("loop") or (times and clause.refers("shot", "film", "focus"))


def _loop(clause: Clause) -> Proposal | None:
    """ "loop the clip 3 times", 循环三次."""
    looped = clause.verb("loop")
    clause.verb("change")
    told = clause.number("factor", "number")
    clause.reference("film")
    shots = shots_of(clause, "ask")
    times = round(told) if told else 2
    if not 1 <= times <= 100:
        raise refuse("refuse.loops", most=100)
    assumed = () if told else (note("assumed.times", times=2),)
    drawn = not looped and all(not s.src for s in shots)
    if drawn and len(shots) == 1:  # 片尾来两遍
        new = unused(clause, shots[0].id, times - 1)
        return edit(*(Duplicate(id=shots[0].id, new_id=name) for name in new))
    return edit(*(Loop(id=s.id, times=times) for s in shots), assumed=assumed)


def _extend_applies(clause: Clause) -> bool:
    back_and_forth = clause.has("verb", "pingpong")
    if clause.refers("film") and not clause.refers("shot") and len(clause.film.shots) > 1:
        return False  # "stretch the film to 15 seconds" is about its length
    held = any(holds(t) for t in clause.tokens)
    if clause.has_kind("factor", "percent") and not clause.has_kind("duration"):
        return False  # 延长一倍
    return (back_and_forth or (clause.verb_is("extend", "lengthen") and not held)) and not clause.refers(
        "text", "caption", "music", "layer"
    )


_METHODS: dict[str, ExtendBy] = {
    "pingpong": "pingpong",
    "slow_down": "slow",
    "freeze": "freeze",
    "reverse": "pingpong",
    "loop": "pingpong",
}


def _extend(clause: Clause) -> Proposal | None:
    """ "extend the last clip by 5 seconds", 延长5秒: drawn shots carry on, footage by a named method."""
    clause.verb("extend", "lengthen", "change")
    whole = any(t.kind == "duration" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    amount = clause.milliseconds()
    clause.ignore("comp", "length:+")
    clause.reference("film")
    shots = shots_of(clause, "last")
    if not shots:
        return None
    if whole:
        if clause.film.kind_of(shots[0]) != "video" or amount is None or amount <= shots[0].duration_ms:
            return None
        amount -= shots[0].duration_ms
    if amount is None and clause.has("degree"):
        return None  # 拉长一点 is about the length
    methods: list[ExtendBy] = [m for verb, m in _METHODS.items() if clause.verb(verb)]
    kind = clause.film.kind_of(shots[-1])
    usual: ExtendBy = "slow" if kind == "video" else "carry_on"
    chosen = methods[0] if methods else usual
    assumed: list[Note] = [] if amount else [note("assumed.length", seconds=_EXTEND_MS / 1000)]
    if kind == "video" and not methods:
        assumed.append(note("assumed.extend_slow"))
    operations = (Extend(id=s.id, by_ms=amount or _EXTEND_MS, method=chosen) for s in shots)
    return edit(*operations, assumed=tuple(assumed))


def _start_applies(clause: Clause) -> bool:
    moved = clause.verb_is("move", "change") or clause.has("comp", "start:+", "start:-")
    return moved and clause.refers("text", "caption", "effect", "voice", "layer", "music", "focus")


def _start(clause: Clause) -> Proposal | None:
    """ "move the title to 0:05", "show it 2 seconds later", 文字提前1秒."""
    comparative = clause.take("comp", "start:+", "start:-")
    clause.verb("move", "change", "add")
    reference = clause.reference("text", "caption", "effect", "voice", "layer", "music", "focus")
    if reference is None or not reference.ids:
        return None
    segments = [s for i in reference.ids if (s := clause.film.find(i)) is not None and clause.film.part_of(i) != "shot"]
    if not segments:
        return None
    at = clause.instant()
    if at is None and any(t.kind == "duration" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens)):
        at = clause.milliseconds()
    if at is None:
        amount = clause.milliseconds()
        if comparative is None:
            edge = clause.take("edge", "start", "end", "middle")
            if edge is None:
                return None
            return edit(*(MoveSegment(id=s.id, start_ms=_edge_ms(clause, edge, s)) for s in segments))
        by = (1 if comparative.endswith("+") else -1) * (amount or 1_000)
        return edit(*(MoveSegment(id=s.id, start_ms=max(0, s.start_ms + by)) for s in segments))
    if at >= clause.film.length_ms:
        raise refuse("refuse.after_end", seconds=clause.film.length_ms / 1000)
    by = at - segments[0].start_ms
    return edit(*(MoveSegment(id=s.id, start_ms=max(0, s.start_ms + by)) for s in segments))


def _edge_ms(clause: Clause, edge: str, segment: Segment) -> int:
    last = max(0, clause.film.length_ms - segment.duration_ms)
    return {"start": 0, "end": last, "middle": last // 2}[edge]


def _slip_applies(clause: Clause) -> bool:
    return clause.has("verb", "slip") and clause.has_kind("duration")


def _slip(clause: Clause) -> Proposal | None:
    """ "slip the second clip by 2 seconds": another part of the source in the same place."""
    back = any(t.sense("verb") == "slip" and ("earlier" in t.text or "前" in t.text) for t in clause.tokens)
    clause.verb("slip", "change")
    amount = clause.milliseconds() or 0
    sign = -1 if clause.take("comp", "start:-") or clause.take("rel", "before") or back else 1
    clause.take("comp", "start:+")
    return edit(*(Slip(id=s.id, by_ms=sign * amount) for s in shots_of(clause, "ask")))


FRAMES = (
    Frame("freeze", _freeze_applies, _freeze),
    Frame("extend", _extend_applies, _extend),
    Frame("reverse", lambda c: c.verb_is("reverse"), _reverse),
    Frame("loop", _loops, _loop),
    Frame("start", _start_applies, _start),
    Frame("slip", _slip_applies, _slip),
)
