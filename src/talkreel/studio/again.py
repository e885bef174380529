"""The whole film made again from its words, around what is locked.

before  [|--a--|==b==|--c--|]     b is locked
after   [|--x--|==b==|-y-|-z|]    b is where it was, as it was
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from talkreel.edit import apply
from talkreel.edit.ids import fresh
from talkreel.edit.tracks import shots
from talkreel.errors import UsageError
from talkreel.model import SOUND, Draft, Operation, Segment, Track
from talkreel.model.operation import AddAsset, AddShot, Duplicate, InsertSegment, RemoveSegment, RemoveShot, SetLength
from talkreel.plan.reading import read
from talkreel.render.progress import Progress, silent
from talkreel.studio.make import SHORTEST_MS, Wanted, plan_films

_SHORTEST_SHOT_MS = 700
_MOST_SEED = 2**53 - 1


def made_again(draft: Draft, wish: str, folder: Path, progress: Progress = silent) -> Draft:
    """Another film from the words that this one was made from, and `wish`.

    What is locked stays where it is, and as it is. The canvas stays, and without a wish for another so does the length.

    Raises:
        UsageError: it was not made from words.
        EditError: nothing fits around what is locked.
    """
    if not draft.meta.prompt.strip():
        raise UsageError("error.again_no_words")
    locked = [s for s in shots(draft) if s.locked]
    free = draft.duration_ms - sum(s.duration_ms for s in locked)
    if free <= 0:
        raise UsageError("error.again_all_locked")
    wanted = _wanted(draft, wish, None if wish and not locked else max(SHORTEST_MS, free))
    files = [folder / a.file for a in draft.assets.values() if a.origin == "uploaded" and (folder / a.file).is_file()]
    prompt = f"{draft.meta.prompt}\n{wish}".strip()
    new = plan_films(prompt, files, folder, wanted, progress)[0].draft
    new = new.model_copy(update={"id": draft.id, "revision": draft.revision})
    new = new.model_copy(update={"meta": new.meta.model_copy(update={"prompt": prompt})})
    kept = tuple(_kept(draft))
    if not kept:
        return new
    new = _renamed(new, {s.id for _, s in kept}, draft)
    new = apply(new, _files(draft, new, kept))
    if locked:
        new = _around(new, locked, draft)
    return _with_loose(new, draft, kept)


def _wanted(draft: Draft, wish: str, duration_ms: int | None) -> Wanted:
    said = read(wish)[0] if any(sign.isalnum() for sign in wish) else None
    meta = draft.meta
    return Wanted(
        duration_ms=said.duration_ms if said and said.duration_ms and duration_ms is None else duration_ms,
        size=None if said and said.canvas_said else (meta.width, meta.height),
        fps=meta.fps,
        seed=(meta.seed + 1) % _MOST_SEED,
        language=meta.language,
    )


def _kept(draft: Draft) -> Iterator[tuple[Track, Segment]]:
    """What is locked, and the words that a locked scene lays out."""
    laid_out = {w for s in shots(draft) if s.locked and s.scene for w in s.scene.words}
    for track in draft.tracks:
        for segment in track.segments:
            if segment.locked or segment.id in laid_out:
                yield track, segment


def _renamed(new: Draft, taken: set[str], draft: Draft) -> Draft:
    """The new film with other ids where it has those of what is kept."""
    clashing = [s.id for t in new.tracks for s in t.segments if s.id in taken]
    known = {s.id for d in (new, draft) for t in d.tracks for s in t.segments}
    names = dict(zip(clashing, fresh(new, "n", len(clashing), known), strict=True))

    def named(segment: Segment) -> Segment:
        scene = segment.scene
        if scene is not None:
            scene = scene.model_copy(update={"words": tuple(names.get(w, w) for w in scene.words)})
        return segment.model_copy(update={"id": names.get(segment.id, segment.id), "scene": scene})

    tracks = tuple(t.model_copy(update={"segments": tuple(map(named, t.segments))}) for t in new.tracks)
    return new.model_copy(update={"tracks": tracks})


def _files(draft: Draft, new: Draft, kept: Iterable[tuple[Track, Segment]]) -> list[Operation]:
    keys = {key for _, s in kept for key in (s.src, s.grading.lut, *(s.scene.src if s.scene else ()))}
    return [AddAsset(key=k, asset=draft.assets[k]) for k in sorted(keys & draft.assets.keys() - new.assets.keys())]


def _around(new: Draft, locked: list[Segment], draft: Draft) -> Draft:
    """The new shots fitted into what the locked ones leave free, and those put in."""
    gaps = _gaps(locked, draft.duration_ms)
    new = _enough(new, len(gaps))
    free = list(shots(new))
    index = 0
    for number, (start, end) in enumerate(gaps):
        left = len(gaps) - number - 1
        share = round(len(free) * (end - start) / max(1, sum(b - a for a, b in gaps[number:])))
        count = max(1, min(share, len(free) - left, max(1, (end - start) // _SHORTEST_SHOT_MS)))
        mine, free = free[:count], free[count:]
        new = apply(new, _fitted(mine, end - start))
        index += count
    new = apply(new, [RemoveShot(id=s.id) for s in free])
    for segment in locked:
        at = sum(s.start_ms < segment.start_ms for s in shots(new))
        new = apply(new, (_put_in(segment, draft, at),))
    return new


def _gaps(locked: list[Segment], duration_ms: int) -> list[tuple[int, int]]:
    ends = [0, *(s.end_ms for s in locked)]
    starts = [*(s.start_ms for s in locked), duration_ms]
    return [(a, b) for a, b in zip(ends, starts, strict=True) if b > a]


def _enough(new: Draft, count: int) -> Draft:
    """At least a shot for each gap: the last one again and again."""
    while len(shots(new)) < count:
        last = shots(new)[-1]
        new = apply(new, (Duplicate(id=last.id, new_id=fresh(new, "n")[0]),))
    return new


def _fitted(mine: list[Segment], length: int) -> list[Operation]:
    """Lengths in proportion, together exactly `length`."""
    whole = sum(s.duration_ms for s in mine)
    ends = [round(length * sum(s.duration_ms for s in mine[: i + 1]) / whole) for i in range(len(mine))]
    lengths = [b - a for a, b in zip([0, *ends], ends, strict=False)]
    return [SetLength(id=s.id, duration_ms=ms) for s, ms in zip(mine, lengths, strict=True) if ms != s.duration_ms]


def _put_in(segment: Segment, draft: Draft, index: int) -> Operation:
    laid_out = set(segment.scene.words if segment.scene else ())
    words = [w for t in draft.tracks for w in t.segments if w.id in laid_out]
    begin = segment.start_ms
    moved = tuple(w.model_copy(update={"start_ms": max(0, w.start_ms - begin)}) for w in words)
    return AddShot(segment=segment.model_copy(update={"start_ms": 0}), words=moved, index=index)


def _with_loose(new: Draft, draft: Draft, kept: Iterable[tuple[Track, Segment]]) -> Draft:
    """Locked words, layers and sounds on a track of their kind; locked music in place of the new."""
    there = {s.id for t in new.tracks for s in t.segments}
    for track, segment in kept:
        if segment.id in there:
            continue
        steps: list[Operation] = []
        if segment.music is not None:
            steps = [RemoveSegment(id=s.id) for s in new.of_type(SOUND) if s.music is not None]
        target = next((t for t in new.tracks if (t.type, t.name) == (track.type, track.name)), None)
        if target is None:
            target = Track(id=fresh(new, "t")[0], type=track.type, name=track.name)
            new = new.model_copy(update={"tracks": (*new.tracks, target)})
        new = apply(new, (*steps, InsertSegment(track=target.id, segment=segment)))
    return new
