"""Commands about which shots there are and in which order: add, remove, move, swap, duplicate, replace, lock."""

from __future__ import annotations

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_references, shots_of, split_to
from talkreel.language.commands.cuts import leaves_a_gap
from talkreel.language.commands.frame import Frame, Proposal, edit
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.references import Kind, Reference
from talkreel.model import Operation, Segment
from talkreel.model.operation import (
    Duplicate,
    Lock,
    RemoveSegment,
    RemoveShot,
    RemoveSpan,
    Reorder,
    SetTransition,
)

_ANY: tuple[Kind, ...] = ("shot", "text", "caption", "music", "voice", "effect", "layer", "focus")


# remove


def _remove_applies(clause: Clause) -> bool:
    return clause.verb_is("remove") or (clause.has("neg") and bool(clause.references)) or clause.verb_is("cut", "trim")


def _remove(clause: Clause) -> Proposal | None:
    """ "remove the second clip", 删掉最后一个镜头, "delete everything but the fox"."""
    saying = {i for r in clause.references if r.kind == "shot" for i in r.tokens}
    loose = [t.kind for i, t in enumerate(clause.tokens) if i not in saying]
    timed = any(r.kind == "shot" and r.how == "many" for r in clause.references)  # "the scene at 0:10"
    if ({"duration", "span", "quote", "rate"} | (set() if timed else {"instant"})) & set(loose):
        return None
    if any(t.text in _SHORTENS for t in clause.tokens) and not clause.verb_is("remove", "cut"):
        raise refuse("refuse.no_length")
    clause.verb("remove", "cut", "trim", "click")
    clause.ignore("neg")
    if clause.take("quant", "only"):
        return None
    transition = clause.reference("transition")
    if transition is not None:
        return _no_transitions(clause, transition)
    layer = clause.reference("layer", how=("named", "missing", "only", "focus", "many"))
    if layer is not None:
        if layer.missing:
            raise Refuse(layer.missing)
        return edit(*(RemoveSegment(id=i) for i in layer.ids))
    if not clause.refers("shot", "focus"):
        spoken_of = clause.context.focus.ids if any(t.text == "cut it" for t in clause.tokens) else ()
        return _shots_removed(clause, _among(clause, spoken_of)) if clause.context.follows else None
    focus = clause.reference("focus") if not clause.refers("shot") else None
    if focus is not None and focus.ids and clause.film.part_of(focus.ids[0]) != "shot":
        return edit(*(RemoveSegment(id=i) for i in focus.ids))
    clause.reference("film")
    shots = shots_of(clause, "ask") if focus is None or not focus.ids else _among(clause, focus.ids)
    return _shots_removed(clause, shots)


_SHORTENS = ("trim", "trim down", "shave", "裁剪", "修剪", "剪短", "裁短")  # by how much, not away


def _among(clause: Clause, ids: tuple[str, ...]) -> tuple[Segment, ...]:
    return tuple(s for s in clause.film.shots if s.id in ids)


def _shots_removed(clause: Clause, shots: tuple[Segment, ...]) -> Proposal | None:
    if not shots:
        return None
    if len(shots) == len(clause.film.shots):
        raise refuse("refuse.removes_all")
    left = tuple(s.id for s in clause.film.shots if s not in shots)
    focus = left if clause.has("quant", "only") else ()
    if leaves_a_gap(clause):
        return edit(*(RemoveSpan(start_ms=s.start_ms, end_ms=s.end_ms, ripple=False) for s in shots))
    return edit(*(RemoveShot(id=s.id) for s in shots), focus=focus)


def _no_transitions(clause: Clause, transition: Reference) -> Proposal | None:
    named = shot_references(clause)
    for reference in named:
        clause.mark(reference.tokens)
    ids = named[-1].ids if named else transition.pool
    if not ids:
        raise refuse("refuse.no_transition")
    clause.ignore("quant")
    return edit(*(SetTransition(id=i, kind="cut", duration_ms=0) for i in ids))


def _keep_only_applies(clause: Clause) -> bool:
    return clause.verb_is("keep") and clause.has("quant", "only") and clause.refers("shot")


def _keep_only(clause: Clause) -> Proposal | None:
    """ "keep only the fox clip", 只保留第二段."""
    kept = {s.id for s in shots_of(clause, "ask")}  # first: "only" may be a part of what names them
    clause.verb("keep")
    clause.take("quant", "only")
    return _shots_removed(clause, tuple(s for s in clause.film.shots if s.id not in kept))


# order


def _spoken_of(clause: Clause) -> list[Reference]:
    """The shot that the clauses before were about: 再往前挪一位."""
    shot = [s for s in clause.film.shots if s.id in clause.context.focus.ids]
    if clause.references or not clause.context.follows or len(shot) != 1:
        return []
    return [Reference("focus", "it", (shot[0].id,), frozenset(), "focus")]


def _reorder_applies(clause: Clause) -> bool:
    if clause.context.materials and clause.has("verb", "add"):
        return False
    named = shot_references(clause)
    beside = len(named) > 1 and clause.has("rel", "before", "after") and not clause.has("verb")
    placed = len(named) == 2 and named[1].noun == "nth"
    placed = placed and all(t.sense("filler") for t in clause.tokens[max(named[1].tokens) + 1 :])
    if placed and not clause.has("verb") and not clause.has("also"):
        return True  # "last photo first"
    verbless = clause.has("edge", "start", "end") and not clause.has("verb") and len(clause.tokens) <= 4
    return (
        beside
        or (
            clause.has("verb", "move")
            and bool(_spoken_of(clause))
            and (clause.has_kind("number") or clause.has("edge"))
        )
        or (verbless and bool(named))
        or (clause.verb_is("move", "change", "add", "swap", "take") and bool(named))
    )


def _reorder(clause: Clause) -> Proposal | None:
    """ "move the last clip to the start", "put the fox clip before the city", 把第三个片段移到最前面."""
    if clause.has_kind("quote", "duration", "span", "percent") or clause.refers("text", "music", "layer", "caption"):
        return None
    clause.verb("move", "change", "add", "take")
    named = shot_references(clause) or _spoken_of(clause)
    if not named:
        return None
    moved = named[0]
    if moved.missing:
        clause.mark(moved.tokens)
        raise Refuse(moved.missing)
    clause.mark(moved.tokens)
    index = _index(clause, moved, named[1:])
    if index is None:
        return None
    if len(moved.ids) == 1:
        return edit(Reorder(id=moved.ids[0], index=index))
    return edit(*(Reorder(id=i, index=min(index + n, len(clause.film.shots) - 1)) for n, i in enumerate(moved.ids)))


def _index(clause: Clause, moved: Reference, others: list[Reference]) -> int | None:
    """The place that is meant among the shots, once the moved one is out of them."""
    rest = [s.id for s in clause.film.shots if s.id not in moved.ids]
    relation = next((t.senses["rel"] for t in clause.tokens if t.sense("rel") in ("before", "after", "between")), "")
    if others and relation:
        return _beside(clause, relation, others, rest)
    if others and others[0].noun in ("intro", "outro"):  # "make the fox clip the opening"
        clause.mark(others[0].tokens)
        return 0 if others[0].noun == "intro" else len(rest)
    if relation and clause.take("quant", "rest", "all"):
        clause.ignore("noun", "film")
        clause.ignore("edge")
        return 0 if relation == "before" else len(rest)
    stepped = _stepped(clause, moved, relation, len(rest)) if relation and not others else None
    if stepped is not None:
        return stepped
    if (
        led := next((t.text.partition(" ")[0] for t in clause.tokens if t.text.endswith((" with", " on"))), "")
    ) in _LEADS:
        return _LEADS[led] if _LEADS[led] == 0 else len(rest)
    edge = clause.take("edge", "start", "end", "middle") or {"start_of": "start", "end_of": "end"}.get(
        clause.take("noun", "start_of", "end_of") or ""
    )
    if edge:
        return {"start": 0, "end": len(rest), "middle": len(rest) // 2}[edge]
    return _numbered(clause, len(rest))


def _beside(clause: Clause, relation: str, others: list[Reference], rest: list[str]) -> int | None:
    """Before, after or between others."""
    clause.mark(others[0].tokens)
    clause.take("rel", relation)
    if others[0].missing:
        raise Refuse(others[0].missing)
    if relation == "between" and len(others) > 1:
        clause.mark(others[1].tokens)
        anchors = [rest.index(i) for r in others[:2] for i in r.ids[:1] if i in rest]
        return max(anchors) if anchors else None
    anchor = next((i for i in others[0].ids if i in rest), None)
    return None if anchor is None else rest.index(anchor) + (relation == "after")


def _stepped(clause: Clause, moved: Reference, relation: str, last: int) -> int | None:
    """To the front or the back, 挪到前面; or so many places on, 往前挪一位."""
    placed = clause.verb_is("move", "add") and any(t.text.endswith(("到", "放", "在")) for t in clause.tokens)
    if placed and clause.take("rel", relation):
        return 0 if relation == "before" else last
    steps = clause.number("number") if any(t.text.endswith(("位", "格", "位置")) for t in clause.tokens) else None
    if not steps or len(moved.ids) != 1:
        return None
    clause.take("rel", relation)
    now = [s.id for s in clause.film.shots].index(moved.ids[0])
    return min(last, max(0, now + round(steps) * (1 if relation == "after" else -1)))


def _numbered(clause: Clause, last: int) -> int | None:
    """ "Second", 第二位: the place that is counted."""
    ordinal = clause.number("ordinal", "number")
    if ordinal is None or not ordinal:
        return None
    clause.ignore("prop", "position")
    place = round(ordinal) - 1 if ordinal > 0 else last + 1 + round(ordinal)
    if not 0 <= place <= last:
        raise refuse("refuse.no_such_number", number=abs(round(ordinal)), count=last + 1)
    return place


# "Start with the price", "end with the logo": 0 first, else last.
_LEADS = {
    "start": 0,
    "starts": 0,
    "open": 0,
    "opens": 0,
    "begin": 0,
    "begins": 0,
    "lead": 0,
    "kick": 0,
} | dict.fromkeys(("end", "ends", "finish", "finishes", "close", "closes", "conclude"), -1)


def _swap_applies(clause: Clause) -> bool:
    both = clause.has("quant", "both") or clause.has("pron", "them") or clause.has_kind("number")
    return clause.verb_is("swap", "replace", "change") and (both or len(shot_references(clause)) > 0)


def _swap(clause: Clause) -> Proposal | None:
    """ "swap clip 1 and clip 3", 交换第一和第二个片段."""
    told = shot_references(clause)
    both = len(told) == 2 and clause.tokens[max(told[0].tokens) + 1].text in ("和", "跟", "与")
    if both and any(t.text == "换" for t in clause.tokens[-2:]):
        clause.verb("change")  # 价格页和营业时间页换一下
    elif len(told) in (1, 2) and clause.has("also") and any(t.text.startswith("switch") for t in clause.tokens):
        clause.verb("change")  # "switch scenes three and four"
    elif not clause.verb("swap"):
        return None
    ids: list[str] = []
    for reference in shot_references(clause):
        clause.mark(reference.tokens)
        if reference.missing:
            raise Refuse(reference.missing)
        ids += reference.ids
    clause.ignore("prop", "order", "position")
    two = clause.take("quant", "both") or clause.take("pron", "them") or clause.number("number") == 2
    if not ids and len(clause.film.shots) == 2 and two:
        ids = [s.id for s in clause.film.shots]  # "swap the two"
    if len(ids) != 2 or ids[0] == ids[1]:
        return None
    order = [s.id for s in clause.film.shots]
    first, second = sorted(order.index(i) for i in ids)
    return edit(Reorder(id=order[second], index=first), Reorder(id=order[first], index=second), focus=tuple(ids))


def _backwards_applies(clause: Clause) -> bool:
    return clause.verb_is("reverse", "swap", "change", "rotate") and clause.has("prop", "order")


def _backwards(clause: Clause) -> Proposal | None:
    """ "reverse the order of the clips"."""
    clause.verb("reverse", "swap", "change", "rotate")
    clause.take("prop", "order")
    clause.reference("shot", how=("named", "only", "many", "focus"))
    clause.reference("film")
    if len(clause.film.shots) < 2:
        raise refuse("refuse.one_shot")
    order = [s.id for s in clause.film.shots]
    return edit(*(Reorder(id=i, index=0) for i in order[1:]), focus=())


def _duplicate_applies(clause: Clause) -> bool:
    return clause.verb_is("duplicate") and clause.refers("shot", "focus")


def _duplicate(clause: Clause) -> Proposal | None:
    """ "duplicate the second clip", "copy the intro to the end", 复制第二个片段."""
    clause.verb("duplicate", "add", "move")
    named = shot_references(clause)
    shots = shots_of(clause, "ask") if len(named) < 2 else _among(clause, named[0].ids)
    if len(named) > 1:
        clause.mark(named[0].tokens)
    if not shots:
        return None
    draft = clause.film.draft
    new = fresh(draft, shots[0].id)[0]
    operations: list[Operation] = [Duplicate(id=shots[0].id, new_id=new)]
    copied = Reference("shot", "shot", (new,), frozenset(), "named")
    index = _index(clause, copied, named[1:])
    if index is not None:
        operations.append(Reorder(id=new, index=index))
    return edit(*operations, focus=(new,))


# add and replace


def _lock_applies(clause: Clause) -> bool:
    if clause.verb_before in ("zoom_in", "zoom_out") and clause.has("move", "static"):
        return False
    still = (clause.has("move", "static") for t in clause.tokens[:1] if t.text in ("镜头", "画面", "机位"))
    return clause.has("verb", "lock", "unlock") and not any(still)  # 镜头固定 is about the camera


def _lock(clause: Clause) -> Proposal | None:
    """ "lock the second clip", 解锁片头, "lock everything"."""
    if clause.has("verb", "keep") and not any(t.text == "from now on" for t in clause.tokens):
        return None
    on = not clause.verb("unlock")
    clause.verb("lock", "keep")
    if clause.reference("film") is not None and not clause.refers("shot", "text", "music"):
        every = tuple(s for track in clause.film.draft.tracks for s in track.segments)
        return edit(*(Lock(id=s.id, on=on) for s in every if s.locked != on)) if every else None
    split, shots = split_to(clause)
    if shots:
        return edit(*split, *(Lock(id=s.id, on=on) for s in shots))
    ids: list[str] = []
    while (reference := clause.reference(*_ANY, how=("named", "missing", "only", "focus"))) is not None:
        if reference.missing:
            raise Refuse(reference.missing)
        ids += reference.ids
    if not ids:
        ids = [s.id for s in shots_of(clause, "ask")]
    return edit(*(Lock(id=i, on=on) for i in dict.fromkeys(ids)))


FRAMES = (
    Frame("lock", _lock_applies, _lock),
    Frame("keep_only", _keep_only_applies, _keep_only, tolerates=0),
    Frame("remove", _remove_applies, _remove, tolerates=0),
    Frame("swap", _swap_applies, _swap),
    Frame("order_reversed", _backwards_applies, _backwards),
    Frame("duplicate", _duplicate_applies, _duplicate),
    Frame("reorder", _reorder_applies, _reorder),
)
