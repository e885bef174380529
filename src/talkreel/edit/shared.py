"""Words that several parts of one shot lay out: they are one word while the parts lie side by side.

|--a--|--A--|        ->   |--a--|--b--|--A--|
|---word----|             |word-|     |word'|
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from talkreel.edit.ids import fresh
from talkreel.edit.tracks import shots
from talkreel.model import WORDS, Draft, Segment

Words = dict[str, tuple[Segment, ...]]  # what becomes of a word, by its id


def kept_together(draft: Draft, pictures: Sequence[Segment]) -> tuple[Sequence[Segment], Words]:
    """What becomes of words of several shots where the shots of the draft go to the places of `pictures`.

    Words whose shots move as one move with them; those whose shots are taken apart are parted, each part with the
    shots that it lies over. Gives the shots, laying out the parts, and those words; the others are not told.
    """
    owners: dict[str, list[Segment]] = {}
    for shot in sorted(pictures, key=lambda s: s.start_ms):
        for name in shot.scene.words if shot.scene else ():
            owners.setdefault(name, []).append(shot)
    owners = {name: of for name, of in owners.items() if len(of) > 1}
    if not owners:
        return pictures, {}
    old = {s.id: s for s in shots(draft)}
    words: Words = {}
    laid_out = {name for s in pictures if s.scene for name in s.scene.words}
    renamed: dict[str, dict[str, str]] = {}  # shot -> word -> what it is called there; empty: it is not there
    for word in (w for w in draft.of_type(WORDS) if w.id in owners):
        runs = _runs(owners[word.id], old)
        if len(runs) > 1:
            taken = laid_out | {part.id for parts in words.values() for part in parts}
            words[word.id] = _parted(draft, word, runs, old, taken, renamed)
        elif (by_ms := _moved_as_one(runs[0], old)) is not None:
            words[word.id] = (word.model_copy(update={"start_ms": max(0, word.start_ms + by_ms)}),)
    return [_laying_out(s, renamed.get(s.id, {})) for s in pictures], words


def _runs(of: list[Segment], old: Mapping[str, Segment]) -> list[list[Segment]]:
    """The shots in runs that lie end to end, in the order in which they did before."""
    runs = [[of[0]]]
    for shot in of[1:]:
        before = runs[-1][-1]
        was, is_now = old.get(before.id), old.get(shot.id)
        in_order = was is None or is_now is None or was.start_ms < is_now.start_ms
        if before.end_ms == shot.start_ms and in_order:
            runs[-1].append(shot)
        else:
            runs.append([shot])
    return runs


def _moved_as_one(run: list[Segment], old: Mapping[str, Segment]) -> int | None:
    """By how much all shots of a run moved; None where they changed otherwise."""
    moves = {
        s.start_ms - old[s.id].start_ms if s.id in old and old[s.id].duration_ms == s.duration_ms else None for s in run
    }
    return moves.pop() if len(moves) == 1 else None


def _parted(
    draft: Draft,
    word: Segment,
    runs: list[list[Segment]],
    old: Mapping[str, Segment],
    taken: set[str],
    renamed: dict[str, dict[str, str]],
) -> tuple[Segment, ...]:
    parts: list[Segment] = []
    for run in runs:
        first, last = old.get(run[0].id, run[0]), old.get(run[-1].id, run[-1])
        last_ms = min(last.duration_ms, run[-1].duration_ms)
        start, end = max(word.start_ms, first.start_ms), min(word.end_ms, last.start_ms + last_ms)
        name = ""
        if start < end:
            name = fresh(draft, "w", taken=taken | {p.id for p in parts})[0] if parts else word.id
            at = max(0, start + run[0].start_ms - first.start_ms)
            parts.append(word.model_copy(update={"id": name, "start_ms": at, "duration_ms": end - start}))
        for shot in run:
            renamed.setdefault(shot.id, {})[word.id] = name
    return tuple(parts)


def _laying_out(shot: Segment, names: Mapping[str, str]) -> Segment:
    if shot.scene is None or not names:
        return shot
    words = tuple(name for w in shot.scene.words if (name := names.get(w, w)))
    if words == shot.scene.words:
        return shot
    return shot.model_copy(update={"scene": shot.scene.model_copy(update={"words": words})})
