"""Going back and forth, and telling versions apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from talkreel.edit import apply, describe
from talkreel.edit.ids import fresh
from talkreel.edit.tracks import shots
from talkreel.errors import NotFoundError, UsageError
from talkreel.messages import say
from talkreel.model import Draft, Operation, Segment, Track
from talkreel.model.operation import (
    AddAsset,
    AddShot,
    AddTrack,
    InsertSegment,
    RemoveSegment,
    RemoveShot,
)
from talkreel.model.request import Compare, GoTo, ListVersions, NameVersion, Redo, Take, Undo
from talkreel.studio.history import Version, digest

if TYPE_CHECKING:
    from talkreel.studio.bench import Bench

_MOST_LISTED, _MOST_WORDS = 20, 60


def undo(bench: Bench, request: Undo) -> None:
    """Take turns back.

    Raises:
        UsageError: there is nothing to take back.
    """
    if len(bench.past) < 2:
        raise UsageError("error.undo_none")
    steps = min(request.steps, len(bench.past) - 1)
    for _ in range(steps):
        taken = bench.past.pop()
        bench.future.append(taken)
        _tell(bench, "talk.undone", taken)
    bench.walk("undo", bench.past[-1])


def redo(bench: Bench, request: Redo) -> None:
    """Do again what was taken back.

    Raises:
        UsageError: nothing was taken back.
    """
    if not bench.future:
        raise UsageError("error.redo_none")
    for _ in range(min(request.steps, len(bench.future))):
        again = bench.future.pop()
        bench.past.append(again)
        _tell(bench, "talk.redone", again)
    bench.walk("redo", bench.past[-1])


def _tell(bench: Bench, code: str, revision: int) -> None:
    version = bench.standing.history.version(revision)
    words = version.words if version else ""
    bench.say(code if words else f"{code}_unsaid", words=_short(words), revision=revision)


def go_to(bench: Bench, request: GoTo) -> None:
    """Make the film what it was at a version.

    Raises:
        NotFoundError: there is no such version.
    """
    version = _found(bench, request.name or str(request.version))
    bench.replace(bench.journal.draft_of(version.revision), "go_to")
    bench.say("talk.went", revision=version.revision)


def name_version(bench: Bench, request: NameVersion) -> None:
    """Give the version that this turn leads to a name."""
    bench.names.append(request.name.strip())


def list_versions(bench: Bench, request: ListVersions) -> None:
    """Tell the versions, newest last."""
    history = bench.standing.history
    shown = history.versions[-_MOST_LISTED:]
    bench.say("talk.versions", count=len(history.versions))
    if len(shown) < len(history.versions):
        bench.say("talk.versions_older", count=len(history.versions) - len(shown))
    bench.told += [_line(bench, version) for version in shown]
    if history.damaged:
        bench.say("talk.damaged", count=history.damaged)


def _line(bench: Bench, version: Version) -> str:
    history, language = bench.standing.history, bench.language
    said = version.words and version.way == "turn"
    what = f"“{_short(version.words)}”" if said else say(f"talk.way_{version.way}", language)
    names = "".join(f"  [{name}]" for name in history.named(version.revision))
    now = say("talk.now", language) if version == history.head else ""
    return f"  {version.revision:>3}  {what}{names}{now}"


def compare(bench: Bench, request: Compare) -> None:
    """Tell how two versions differ: the older one first.

    Raises:
        NotFoundError: one of them is not there.
    """
    history = bench.standing.history
    head = bench.standing.head
    before = history.version(history.past[-2]) if len(history.past) > 1 else history.versions[0]
    one = _found(bench, request.one) if request.one else before or head
    other = _found(bench, request.other) if request.other else head
    older, newer = sorted((one, other), key=_revision)
    before_it, after_it = (bench.journal.draft_of(version.revision) for version in (older, newer))
    bench.say("talk.compared", one=older.revision, other=newer.revision)
    bench.told += [f"  · {line}" for line in describe(before_it, after_it, bench.language)]


def _revision(version: Version) -> int:
    return version.revision


def _found(bench: Bench, wanted: str) -> Version:
    found = bench.standing.history.find(wanted)
    if found is None:
        raise NotFoundError("error.version_unknown", version=wanted)
    return found


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _MOST_WORDS else f"{line[: _MOST_WORDS - 1]}…"


def take(bench: Bench, request: Take) -> None:
    """Bring segments of another version into this one.

    Raises:
        NotFoundError: there is no such version, or it has no such segment.
        EditError: they do not fit in.
    """
    version = _found(bench, request.version)
    other = bench.journal.draft_of(version.revision)
    before = digest(bench.draft)
    for name in request.segments:
        bench.edit(_taken(bench.draft, other, name))
    if digest(bench.draft) != before:
        bench.say("talk.taken", count=len(request.segments), revision=version.revision)


def _taken(draft: Draft, other: Draft, name: str) -> tuple[Operation, ...]:
    for track in other.tracks:
        for segment in track.segments:
            if segment.id == name:
                steps = _shot if segment in shots(other) else _loose
                return (*_files(draft, other, segment), *steps(draft, other, track, segment))
    raise NotFoundError("error.edit_no_segment", id=name)


def _files(draft: Draft, other: Draft, segment: Segment) -> Iterator[Operation]:
    keys = {segment.src, segment.grading.lut, *(segment.scene.src if segment.scene else ())}
    for key in sorted(keys & other.assets.keys() - draft.assets.keys()):
        yield AddAsset(key=key, asset=other.assets[key])


def _shot(draft: Draft, other: Draft, track: Track, segment: Segment) -> Iterator[Operation]:
    """The shot with the words that its scene lays out, where the shot of that id is now, else where it was.

    Other words and sounds that belong to the shot of now stay.
    """
    mine = {s.id: (n, s) for n, s in enumerate(shots(draft))}
    words = [w for _, w in _laid_out(other, segment)]
    there = [s.id for s in shots(other)].index(segment.id)
    index, now = mine.get(segment.id, (min(there, len(mine)), None))
    stay: list[tuple[Track, Segment]] = []
    if now is not None:
        yield RemoveShot(id=now.id)
        old = {w.id for _, w in _laid_out(draft, now)}
        stay = [(t, s) for t, s in _belonging(draft, now) if s.id not in old]
    gone = {s.id for _, s in _belonging(draft, now)} if now else set[str]()
    left = {s.id for t in draft.tracks for s in t.segments} - gone
    yield from (RemoveSegment(id=w.id) for w in words if w.id in left)
    begin = segment.start_ms
    moved = tuple(w.model_copy(update={"start_ms": max(0, w.start_ms - begin)}) for w in words)
    yield AddShot(segment=segment.model_copy(update={"start_ms": 0}), words=moved, index=index)
    brought = {w.id for w in words}
    yield from (InsertSegment(track=t.id, segment=s) for t, s in stay if s.id not in brought)


def _laid_out(draft: Draft, shot: Segment) -> list[tuple[Track, Segment]]:
    """The words that a shot's scene lays out."""
    names = set(shot.scene.words if shot.scene else ())
    return [(t, w) for t in draft.tracks for w in t.segments if w.id in names]


def _belonging(draft: Draft, shot: Segment) -> list[tuple[Track, Segment]]:
    """What goes when a shot is taken out, but for the shot itself."""
    spare = fresh(draft, "n")[0]
    bare = shot.scene.model_copy(update={"words": ()}) if shot.scene else None
    stand_in = AddShot(segment=shot.model_copy(update={"id": spare, "scene": bare, "locked": False, "start_ms": 0}))
    left = {s.id for t in apply(draft, (stand_in, RemoveShot(id=shot.id))).tracks for s in t.segments}
    return [(t, s) for t in draft.tracks for s in t.segments if s.id not in left and s.id != shot.id]


def _loose(draft: Draft, other: Draft, track: Track, segment: Segment) -> Iterator[Operation]:
    """Words, sounds and layers go where they were in time, on the track where they were."""
    if any(s.id == segment.id for t in draft.tracks for s in t.segments):
        yield RemoveSegment(id=segment.id)
    if all(t.id != track.id for t in draft.tracks):
        yield AddTrack(track=track.model_copy(update={"segments": ()}))
    yield InsertSegment(track=track.id, segment=segment)
