"""Which of its possible scenes each cue gets: the best ones such that no kind stands twice running."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from talkreel.model import Scene
from talkreel.plan.direction.cue import Cue

_FIRST_PREFERENCE = 2.5  # what opens a film matters more
_PREFERENCE = 1.0  # for each place a form stands further back in its list
_TWIN = 1_000.0  # two scenes of one kind running
_ALIKE = 1.2  # two scenes of one kind running where that is allowed
ENOUGH = 0.75  # of a film that its shots could fill
_OTHER_FILE = 0.5  # two photos or two videos running, not the same one


def staged_forms(cues: Sequence[Cue], *, twins: bool) -> list[Cue]:
    """The cues with one form each. With `twins`, kinds may repeat (what is shown of them is varied later); so may the
    user's own photos and videos in any film: they are what it shows.

    The cheapest path through all forms (Viterbi): the sum of how far back the chosen forms stand in their lists, and
    of what neighbours cost.
    """
    costs: list[float] = [i * _FIRST_PREFERENCE for i in range(len(cues[0].forms))]
    steps: list[list[int]] = []
    for before, cue in pairwise(cues):
        best: list[int] = []
        totals: list[float] = []
        for i, form in enumerate(cue.forms):
            ways = [c + _neighbours(past, form, twins) for c, past in zip(costs, before.forms, strict=True)]
            best.append(min(range(len(ways)), key=ways.__getitem__))
            totals.append(ways[best[-1]] + i * _PREFERENCE)
        steps.append(best)
        costs = totals
    chosen = [min(range(len(costs)), key=costs.__getitem__)]
    for best in reversed(steps):
        chosen.append(best[chosen[-1]])
    return [replace(cue, forms=(cue.forms[i],)) for cue, i in zip(cues, reversed(chosen), strict=True)]


def _neighbours(before: Scene, after: Scene, twins: bool) -> float:
    if before.kind != after.kind:
        return 0.0
    if before.src or after.src:
        return _OTHER_FILE if before.src != after.src else _TWIN
    return _ALIKE if twins else _TWIN


def _one_picture(before: Cue, after: Cue) -> bool:
    """Whether two shots would look like one that is cut for nothing; under words a video goes on by itself."""
    one, other = before.forms[0], after.forms[0]
    if one.kind != other.kind or one.src != other.src:
        return False
    return other.kind != "video" or not any(part.lines for part in (*before.parts, *after.parts))


def merged_twins(cues: Sequence[Cue], duration_ms: int) -> list[Cue]:
    """Neighbours that still are of one kind become one shot whose words follow each other.

    A line of ours that would only follow so is dropped, where the film is full enough without it.
    """
    result: list[Cue] = []
    left_ms = sum(c.most_ms for c in cues)
    for cue in cues:
        before = result[-1] if result else None
        if before is None or not _one_picture(before, cue):
            result.append(cue)
        elif cue.rank > 2 and cue.words.added and left_ms - cue.most_ms >= ENOUGH * duration_ms:
            left_ms -= cue.most_ms
        else:
            result[-1] = replace(before, then=(*before.then, cue), rank=min(before.rank, cue.rank))
    return result
