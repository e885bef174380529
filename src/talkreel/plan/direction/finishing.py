"""Cues with lengths become shots: times of words, changes across the shot, how it enters, what is held."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from talkreel.model import Entry, Line, Shot
from talkreel.plan.direction.continuity import Changes, Footage
from talkreel.plan.direction.cue import Cue
from talkreel.plan.direction.outlines import Film

ENTRY_MS = 420
SOFT_ENTRY_MS = 700  # between pictures without words
HOLD_MS = (800, 1_500)  # the last card stands still so long
SETTLE_MS = 1_400  # what enters needs so long before it may be held


def finished(film: Film, cues: Sequence[Cue], lengths: Sequence[int]) -> tuple[Shot, ...]:
    """The shots of the film."""
    changes = Changes(cues, lengths)
    videos = Footage(film)
    shots: list[Shot] = []
    for i, (cue, length) in enumerate(zip(cues, lengths, strict=True)):
        scene = changes.next(cue.forms[0], length)
        entry = _entry(film, cues, i, length)
        shots.append(
            Shot(
                beat=cue.beat,
                duration_ms=length,
                scene=scene,
                in_ms=videos.next(scene, length),
                lines=_timed(cue, length),
                entry=entry,
                hold_ms=_hold_ms(cue, length) if i == len(cues) - 1 else 0,
            )
        )
    return tuple(shots)


def _entry(film: Film, cues: Sequence[Cue], i: int, length: int) -> Entry:
    if i == 0 or cues[i].section == cues[i - 1].section:
        return Entry()
    before = cues[i - 1]
    silent = not before.lines and not cues[i].lines
    wanted = SOFT_ENTRY_MS if silent else ENTRY_MS
    kinds = film.treatment.look.transitions
    kind = "fade" if silent and cues[i].beat == "scene" else kinds[i % len(kinds)]
    duration = min(wanted, length // 3)
    return Entry(kind=kind, duration_ms=duration) if duration >= 120 else Entry()


def _hold_ms(cue: Cue, length: int) -> int:
    """The end card is held; a picture that ends a film moves to its last frame."""
    if cue.forms[0].kind != "end" and cue.beat != "call":
        return 0
    low, high = HOLD_MS
    held = min(high, length - SETTLE_MS)
    return held if held >= low / 2 else 0


def _timed(cue: Cue, length: int) -> tuple[Line, ...]:
    """The lines with their times in the shot: those of its parts follow each other, by how long they take to read.

    Items of one part have one time: the scene lets them come in one by one.
    """
    parts = cue.parts
    total = sum(p.least_ms for p in parts)
    edges = [0, *(round(length * x / total) for x in accumulate(p.least_ms for p in parts))]
    timed: list[Line] = []
    for part, (start, end) in zip(parts, pairwise(edges), strict=True):
        span = None if end >= length else end - start
        timed += [x.model_copy(update={"at_ms": start, "duration_ms": span}) for x in part.lines]
    return tuple(timed)
