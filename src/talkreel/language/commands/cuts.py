"""Commands that cut: trims, stretches cut out or kept, splits."""

from __future__ import annotations

from typing import cast

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_at, shots_of
from talkreel.language.commands.frame import Frame, Proposal, edit
from talkreel.language.commands.lengths import EDGES, Side, led_by
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Stretch, Token
from talkreel.model import Operation, Segment
from talkreel.model.operation import (
    RemoveShot,
    RemoveSpan,
    Split,
    Trim,
)


def side_named(clause: Clause) -> Side | None:
    edge = clause.take("edge", "start", "end")
    free = [i for i, t in enumerate(clause.tokens) if i not in clause.used or t.sense("verb") == "trim"]
    named = next((i for i in free if clause.tokens[i].text in EDGES), None)
    if edge is None and named is not None:
        clause.mark([named])
        return EDGES[clause.tokens[named].text]
    noun = clause.take("noun", "start_of", "end_of") if edge is None else None
    side = edge or {"start_of": "start", "end_of": "end"}.get(noun or "")
    return cast("Side | None", side)


def _plays(token: Token) -> bool:
    """Whether a time says how long something is to play: 放5秒, 给7秒."""
    return token.text.startswith(("放", "给", "播", "留"))


def _trim_applies(clause: Clause) -> bool:
    edged = clause.has("edge", "start", "end") or clause.has("noun", "start_of", "end_of") or clause.has_span()
    edged = edged or any(t.text in EDGES or t.value == (1, 1, -1, -1) for t in clause.tokens)
    if any(t.kind == "duration" and (led_by(clause, i, "to") or _plays(t)) for i, t in enumerate(clause.tokens)):
        return False  # 片头剪到3秒, 片尾给7秒
    if not clause.has("verb") and not clause.text.isascii():
        return False  # 删掉第二个镜头，片尾4秒
    verbs = ("trim", "cut", "remove", "shorten", "lower", "take")
    return edged and clause.verb_is(*verbs, *(("split",) if clause.has_span() else ("change", "add")))


def _trim(clause: Clause) -> Proposal | None:
    """ "trim 2 seconds off the start", "cut the last 3 seconds of the second clip", 剪掉最后三秒."""
    if not clause.verb("trim", "cut", "remove", "shorten", "lower"):
        clause.verb("take", "split")
    if clause.has_span():
        return _cut_span(clause)
    both = any(t.text == "ends" for t in clause.tokens) and clause.take("quant", "both") is not None
    both = both or _both_ends(clause)
    side, amount = side_named(clause), clause.milliseconds()
    if both and amount is not None and len(clause.film.shots) == 1:
        return edit(Trim(id=clause.film.shots[0].id, head_ms=amount, tail_ms=amount))
    if side is None or amount is None:
        return None
    clause.reference("film")
    if any(not r.tokens & clause.used for r in clause.references if r.kind in ("shot", "focus")):
        shots = shots_of(clause, "ask")
        return edit(*(_trimmed(s, side, amount) for s in shots))
    film = clause.film.length_ms
    start, end = (0, amount) if side == "start" else (film - amount, film)
    return edit(_removed(clause, start, end))


def _both_ends(clause: Clause) -> bool:
    """头尾各剪一秒: of the film, not of its first and last shot."""
    told = [i for i, t in enumerate(clause.tokens) if t.value == (1, 1, -1, -1)]
    clause.mark(told)
    return bool(told)


def _trimmed(shot: Segment, side: Side, amount: int) -> Operation:
    if amount >= shot.duration_ms:
        raise refuse("refuse.trims_all", seconds=shot.duration_ms / 1000)
    return Trim(id=shot.id, head_ms=amount if side == "start" else 0, tail_ms=amount if side == "end" else 0)


def _cut_span(clause: Clause) -> Proposal | None:
    within: tuple[int, int] | None = None
    half = _half(clause)
    if half is not None:
        return edit(RemoveShot(id=half.id))
    shots = shots_of(clause, "none") if clause.has_kind("span") and clause.refers("shot", "focus") else ()
    if shots:
        within = (shots[0].start_ms, shots[0].end_ms)
    span = clause.span(within)
    clause.reference("film")
    clause.ignore("quant", "all")
    return None if span is None else edit(_removed(clause, *span))


def _half(clause: Clause) -> Segment | None:
    """Of a shot that was split in the same sentence, the half that is named: 第一段在4秒处切开，后半截删掉."""
    told = next(
        (i for i, t in enumerate(clause.tokens) if isinstance(t.value, Stretch) and t.value.whence == "parts"), None
    )
    parts = [s for s in clause.film.shots if s.id in clause.context.focus.ids]
    if told is None or not clause.context.follows or clause.references or len(parts) != 2:
        return None
    value = clause.tokens[told].value
    clause.mark([told])
    return parts[0] if isinstance(value, Stretch) and value.start == 0 else parts[1]


def leaves_a_gap(clause: Clause) -> bool:
    """Whether what comes later is to stay where it is: "... but leave a gap", 留空."""
    return bool(clause.take_all("gap", "left"))


def _removed(clause: Clause, start: int, end: int) -> Operation:
    film = clause.film.length_ms
    if start >= film:
        raise refuse("refuse.after_end", seconds=film / 1000)
    if start <= 0 and end >= film:
        raise refuse("refuse.removes_all")
    return RemoveSpan(start_ms=start, end_ms=min(end, film), ripple=not leaves_a_gap(clause))


# "Leave the first half as it is" keeps it, but not only it.
AS_IT_IS = frozenset(
    {"保持不变", "不变", "别动", "不要动", "不动", "别改", "不要改", "别碰", "不用改", "不要变", "leave", "leave alone"}
    | {"don't touch", "do not touch", "don't change", "do not change", "stays", "stay", "without changing"}
)


def _keep_span_applies(clause: Clause) -> bool:
    kept = clause.verb_is("keep") and not any(t.text in AS_IT_IS for t in clause.tokens)
    return clause.has_span() and (kept or clause.has("quant", "only"))


def _keep_span(clause: Clause) -> Proposal | None:
    """ "keep only the first 5 seconds", 只保留前5秒."""
    clause.verb("keep")
    clause.take("quant", "only")
    clause.reference("film")
    shots = shots_of(clause, "none") if clause.has_kind("span") and clause.refers("shot", "focus") else ()
    start, end = (shots[0].start_ms, shots[-1].end_ms) if shots else (0, clause.film.length_ms)
    span = clause.span((start, end))
    if span is None:
        return None
    cuts = [(span[1], end)] if span[1] < end else []
    cuts += [(start, span[0])] if span[0] > start else []
    if not cuts:
        raise refuse("refuse.all_kept")
    return edit(*(RemoveSpan(start_ms=a, end_ms=b) for a, b in cuts))


def _split_applies(clause: Clause) -> bool:
    if any(t.text == "by" for t in clause.tokens):
        return False  # "cut it by a quarter" is about its length
    return clause.verb_is("split", "cut") and (
        clause.has_kind("instant", "factor", "number") or clause.has("edge", "middle") or clause.verb_is("split")
    )


def _split(clause: Clause) -> Proposal | None:
    """ "split the clip at 0:05", "cut it in half", 在第3秒切开."""
    clause.verb("split", "cut", "add", "change")
    clause.reference("film")
    at = clause.instant()
    if any(t.kind == "duration" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens)):
        return None  # "cut the steps to 5 seconds"
    shots = shots_of(clause, "none") if clause.refers("shot", "focus") else ()
    if at is None:
        after = clause.milliseconds()
        if not clause.has("verb") and after is None:
            return None  # "... and the chart to 4" is about its length
        halves = clause.take("edge", "middle") or clause.number("factor") or clause.number("number")
        shot = shots[0] if shots else (clause.film.shots[0] if len(clause.film.shots) == 1 else None)
        if shot is None or (after is None and not halves and not clause.verb_is("split")):
            return None
        at = shot.start_ms + (after if after is not None else shot.duration_ms // 2)
    elif shots and not shots[0].start_ms < at < shots[0].end_ms and at < shots[0].duration_ms:
        at += shots[0].start_ms  # "split the second clip at 2 seconds"
    shot = shot_at(clause, at)
    if not shot.start_ms < at < shot.end_ms:
        raise refuse("refuse.split_at_cut", seconds=at / 1000)
    new = fresh(clause.film.draft, shot.id)[0]
    return edit(Split(id=shot.id, at_ms=at, new_id=new))


FRAMES = (
    Frame("keep_span", _keep_span_applies, _keep_span, tolerates=0),
    Frame("trim", _trim_applies, _trim, tolerates=0),
    Frame("split", _split_applies, _split),
)
