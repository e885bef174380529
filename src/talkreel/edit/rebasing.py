"""Two writers: operations made for one revision, applied to a later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from talkreel.edit.applying import apply
from talkreel.edit.changing import REFIT, changes, content, named_ids
from talkreel.edit.tracks import shots
from talkreel.errors import CollisionError
from talkreel.model import Draft, Operation, Segment
from talkreel.model import operation as ops
from talkreel.model.receipt import Change

# What a refit changes: other lengths. Two writers may each have made a piece of music shorter without knowing.
_TIMES = frozenset({"d", "in", "sd", "fi", "fo", "hd"})
_AT_A_TIME = (ops.Split, ops.Freeze, ops.MoveSegment)
_BY_NUMBER = (ops.AddShot, ops.Reorder)
_OVER_TIME = (ops.AddText, ops.AddLayer, ops.AddSound, ops.AddCaptions)


def rebase(base: Draft, current: Draft, operations: Sequence[Operation]) -> Draft:
    """`operations`, made for `base`, applied to `current`, where what they touch or read is as it was.

    Segments may begin at other times meanwhile, unless an operation speaks of times or of numbers.

    Raises:
        EditError: the operations cannot be applied, to `base` or to what it has become.
        CollisionError: what they touch has changed; `what` names it.
    """
    steps = tuple(operations)
    made = changes(base, apply(base, steps), steps)
    collided = [*_segments(base, current, steps, made), *_film(base, current, made)]
    if collided:
        raise CollisionError("error.edit_collision", what=", ".join(dict.fromkeys(collided)))
    return apply(current, steps)


def _segments(base: Draft, current: Draft, steps: Sequence[Operation], made: Sequence[Change]) -> Iterator[str]:
    """Ids of segments that stand in the way."""
    old, now = _by_id(base), _by_id(current)
    refits = {c.segment for c in made if c.op == REFIT}
    named = [n for o in steps for n in named_ids(o)]
    for name in dict.fromkeys([*named, *(c.segment for c in made if c.segment)]):
        before, after = old.get(name), now.get(name)
        if before is None:
            if after is not None:
                yield name
        elif after is None or not _alike(before, after, name in refits and name not in named):
            yield name
    for operation in steps:
        yield from _misplaced(base, current, operation)


def _alike(one: Segment, other: Segment, refit: bool) -> bool:
    left, right = content(one), content(other)
    ignored = _TIMES if refit else frozenset[str]()
    return all(left.get(k) == right.get(k) for k in (left.keys() | right.keys()) - ignored)


def _misplaced(base: Draft, current: Draft, operation: Operation) -> Iterator[str]:
    """Segments that do not lie where an operation takes them to be."""
    old, now = _by_id(base), _by_id(current)
    read: list[str] = []
    if isinstance(operation, _AT_A_TIME):
        read = [operation.id]
    elif isinstance(operation, _BY_NUMBER) or (isinstance(operation, ops.Duplicate) and operation.start_ms is not None):
        if [s.id for s in shots(base)] != [s.id for s in shots(current)]:
            yield from {s.id for s in shots(base)} ^ {s.id for s in shots(current)} or {shots(base)[0].id}
    elif isinstance(operation, ops.RemoveSpan):
        read = _during(base, operation.start_ms, operation.end_ms)
        read += [n for n in _during(current, operation.start_ms, operation.end_ms) if n not in old]
    elif isinstance(operation, _OVER_TIME):
        laid = operation.segments if isinstance(operation, ops.AddCaptions) else (operation.segment,)
        shown = {s.id for s in shots(base)}
        read = [n for s in laid for n in _during(base, s.start_ms, s.end_ms) if n in shown]
    for name in read:
        before, after = old.get(name), now.get(name)
        if name not in old and operation.op != "remove_span":
            continue
        if before is None or after is None or before.start_ms != after.start_ms:
            yield name


def _during(draft: Draft, start_ms: int, end_ms: int) -> list[str]:
    return [s.id for t in draft.tracks for s in t.segments if s.start_ms < end_ms and start_ms < s.end_ms]


def _film(base: Draft, current: Draft, made: Sequence[Change]) -> Iterator[str]:
    """Fields of the film that are set, and have been set by someone else to something else."""
    old, now = base.wire(), current.wire()
    for change in made:
        for key, value in (change.before or {}).items() if not change.segment else ():
            if key == "m":
                fields = cast(dict[str, object], value)
                yield from (f for f in fields if getattr(base.meta, f) != getattr(current.meta, f))
            elif key == "look" and old.get(key) != now.get(key):
                yield key


def _by_id(draft: Draft) -> dict[str, Segment]:
    return {s.id: s for t in draft.tracks for s in t.segments}
