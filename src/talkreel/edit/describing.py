"""What changed between two drafts, in short plain sentences: what, on which clip, when, before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from talkreel.edit.changing import content, same_content
from talkreel.edit.naming import clock, file_name, seconds, segment_name, shot_name, word
from talkreel.edit.telling import told_parts
from talkreel.edit.tracks import music_segments, shots
from talkreel.messages import say, sentences
from talkreel.model import PICTURE, SOUND, WORDS, Draft, Segment

# From this many segments that came or went alike on, they are counted instead of listed.
COUNTED_FROM = 7
# Wire fields that change when a segment is fitted to what lies under it.
_FITTED = frozenset({"s", "d", "in", "sd", "fi", "fo", "hd"})

_IDS = frozenset({"id", "first", "second", "what"})  # fields of an error that name segments


@dataclass(frozen=True)
class _Seen:
    """A segment as it is spoken of."""

    segment: Segment
    name: str
    sort: str  # shots, layers, texts, captions, sounds

    @property
    def placed(self) -> tuple[str, str]:
        return self.name, clock(self.segment.start_ms)


def describe(before: Draft, after: Draft, language: str = "en") -> list[str]:
    """One sentence for each change, film first, then pictures, words and sounds; never empty.

    Every segment that is new, gone or of other content is named. Of those that only begin at another time, the ones
    that were moved for themselves are; what just goes along with its shot is not.
    """
    old, new = _seen(before, language), _seen(after, language)
    came = {i: s for i, s in new.items() if i not in old}
    whole = {i: found for i, s in came.items() if (found := _whole(s, old, new))}
    left = list(whole.values())
    told = [
        *_film_changes(before, after, language),
        *_came_and_went("edit.removed", [s for i, s in old.items() if i not in new and s not in left], language),
        *_parts(came, whole, new, language),
        *_came_and_went("edit.added", [s for i, s in came.items() if i not in whole], language),
        *_moves(before, after, old, new, language),
        *_changed(before, after, [(old[i], s) for i, s in new.items() if i in old], language),
    ]
    same = before.model_copy(update={"revision": after.revision}) == after
    return told or [say("edit.same" if same else "edit.details", language)]


def named(fields: Mapping[str, object], draft: Draft, language: str = "en") -> dict[str, str | int | float]:
    """The fields of an `EditError` about a draft, in which segments are called by their names instead of their ids."""
    seen = _seen(draft, language)
    told: dict[str, str | int | float] = {}
    for field, value in fields.items():
        if field in _IDS:
            ids = str(value).split(", ")
            told[field] = ", ".join(seen[i].name if i in seen else i for i in ids)
        else:
            told[field] = value if isinstance(value, str | int | float) else str(value)
    return told


def _seen(draft: Draft, language: str) -> dict[str, _Seen]:
    """Every segment by id: shots, layers, words, sounds."""
    main = shots(draft)
    found = {s.id: _Seen(s, shot_name(s, i, language), "shots") for i, s in enumerate(main, 1)}
    for track_type, sort in ((PICTURE, "layers"), (WORDS, "texts"), (SOUND, "sounds")):
        for s in draft.of_type(track_type):
            if s.id not in found:
                kind = "captions" if s.role == "caption" else sort
                name = segment_name(s, language, file_name(draft, s.src), track_type == PICTURE)
                found[s.id] = _Seen(s, name, kind)
    for s in music_segments(draft):
        found[s.id] = _Seen(s, say("name.music", language), "sounds")
    return found


def _film_changes(before: Draft, after: Draft, language: str) -> Iterator[str]:
    old, new = before.meta, after.meta
    if old.title != new.title:
        yield say("edit.title" if old.title else "edit.first_title", language, before=old.title, after=new.title)
    if before.duration_ms != after.duration_ms:
        yield say("edit.length", language, seconds=seconds(after.duration_ms), before=seconds(before.duration_ms))
    sizes = {"before": f"{old.width} x {old.height}", "after": f"{new.width} x {new.height}"}
    if sizes["before"] != sizes["after"]:
        yield say("edit.size", language, **sizes)
    if old.fps != new.fps:
        yield say("edit.fps", language, before=old.fps, after=new.fps)
    if old.background != new.background:
        yield say("edit.background", language, before=old.background, after=new.background)
    if old.captions != new.captions:
        yield say("edit.captions_on" if new.captions else "edit.captions_off", language)
    yield from _look_changes(before, after, language)
    for key in after.assets.keys() - before.assets.keys():
        yield say("edit.asset", language, file=file_name(after, key))


def _look(name: str, language: str) -> str:
    return say(f"name.look.{name}", language) if f"name.look.{name}" in sentences() else name


def _look_changes(before: Draft, after: Draft, language: str) -> Iterator[str]:
    old, new = before.look, after.look
    if new is None or old == new:
        return
    if old is None or old.name != new.name:
        code = "edit.look" if old else "edit.first_look"
        yield say(code, language, before=_look(old.name, language) if old else "", after=_look(new.name, language))
        return
    if old.captions != new.captions:
        yield say("edit.captions_style", language, before=old.captions, after=new.captions)
    if old.model_copy(update={"captions": new.captions}) != new:
        yield say("edit.colours", language)


def _came_and_went(code: str, seen: Sequence[_Seen], language: str) -> Iterator[str]:
    for sort, group in groupby(seen, key=lambda s: s.sort):
        alike = list(group)
        first, last = alike[0].segment, max((s.segment for s in alike), key=lambda s: s.end_ms)
        if len(alike) >= COUNTED_FROM:
            times = {"at": clock(first.start_ms), "end": clock(last.end_ms)}
            yield say(f"{code}_many", language, count=len(alike), what=say(f"name.{sort}", language), **times)
        elif len(alike) > 1:
            yield say(f"{code}_several", language, names=_names(alike, language))
        else:
            times = {"at": clock(first.start_ms), "end": clock(first.end_ms)}
            name = alike[0].name + (f" ({word(first.music.style, language)})" if first.music else "")
            yield _capital(say(code, language, name=name, seconds=seconds(first.duration_ms), **times))


def _parts(came: dict[str, _Seen], whole: dict[str, _Seen], new: dict[str, _Seen], language: str) -> Iterator[str]:
    """Shots that are new because one was parted, or stands still; what is left of one is that one."""
    for name, parted in whole.items():
        part = came[name].segment
        code = "edit.parted" if parted.segment.id in new else "edit.left"
        code = "edit.still" if part.hold_ms >= part.duration_ms else code
        times = {"at": clock(part.start_ms), "seconds": seconds(part.duration_ms)}
        yield _capital(say(code, language, name=came[name].name, whole=parted.name, **times))


def _whole(part: _Seen, old: dict[str, _Seen], new: dict[str, _Seen]) -> _Seen | None:
    """The shot that a new one was a part of, or holds a frame of."""
    if part.sort != "shots":
        return None
    for name, seen in old.items():
        one, now = seen.segment, new.get(name)
        held = part.segment.hold_ms >= part.segment.duration_ms
        shorter = now is None or now.segment.duration_ms < one.duration_ms or held
        if seen.sort == "shots" and shorter and (one.scene, one.src) == (part.segment.scene, part.segment.src):
            return seen
    return None


def _moves(before: Draft, after: Draft, old: dict[str, _Seen], new: dict[str, _Seen], language: str) -> Iterator[str]:
    """Shots that changed their order, and whatever moved otherwise than its shot."""
    places = _numbers(before), _numbers(after)
    reordered = _out_of_order([s.id for s in shots(before)], [s.id for s in shots(after)])
    for name in sorted(reordered, key=places[1].__getitem__):
        at = clock(new[name].segment.start_ms)
        numbers = {"before": places[0][name], "after": places[1][name]}
        if numbers["before"] != numbers["after"]:  # in the middle of a film turned round
            yield _capital(say("edit.order", language, name=old[name].name, at=at, **numbers))
    shifts = _Shifts(before, after)
    for name, is_now in new.items():
        was = old.get(name)
        if was is None or name in reordered or not same_content(was.segment, is_now.segment):
            continue
        if was.segment.start_ms != is_now.segment.start_ms and not shifts.explain(was.segment, is_now.segment):
            times = {"before": clock(was.segment.start_ms), "at": clock(is_now.segment.start_ms)}
            yield _capital(say("edit.moved", language, name=is_now.name, **times))


def _numbers(draft: Draft) -> dict[str, int]:
    return {s.id: i for i, s in enumerate(shots(draft), 1)}


def _out_of_order(old: list[str], new: list[str]) -> set[str]:
    """The fewest ids without which both orders are the same."""
    place = {name: i for i, name in enumerate(old)}
    kept = [name for name in new if name in place]
    best: list[tuple[int, int]] = []  # for each: how many in order end there, and after which
    for i, name in enumerate(kept):
        earlier = [(best[j][0], j) for j in range(i) if place[kept[j]] < place[name]]
        length, link = max(earlier, default=(0, -1))
        best.append((length + 1, link))
    at = max(range(len(best)), key=lambda i: best[i][0], default=-1)
    in_order: set[str] = set()
    while at >= 0:
        in_order.add(kept[at])
        at = best[at][1]
    return set(kept) - in_order


class _Shifts:
    """By how much shots moved; what moved by as much as a shot by it, moved along."""

    def __init__(self, before: Draft, after: Draft) -> None:
        now = {s.id: s.start_ms for s in shots(after)}
        self._shots = {s.id for s in shots(before)}
        self._by = {now[s.id] - s.start_ms for s in shots(before) if s.id in now} - {0}
        self._cut = before.duration_ms != after.duration_ms or bool(self._by)

    def explain(self, was: Segment, is_now: Segment) -> bool:
        """Whether a move needs no word of its own."""
        if was.id in self._shots:
            return self._cut and len(self._shots) > 1
        return is_now.start_ms - was.start_ms in self._by


def _changed(before: Draft, after: Draft, kept: Iterable[tuple[_Seen, _Seen]], language: str) -> Iterator[str]:
    """What is of other content; segments that changed in the same way in one sentence, mere fits in the last."""
    groups: dict[tuple[str, str], list[_Seen]] = {}
    fitted: list[tuple[_Seen, _Seen]] = []
    stretched = before.duration_ms != after.duration_ms or _recut(before, after)
    for was, is_now in kept:
        if was.segment is is_now.segment or same_content(was.segment, is_now.segment):
            continue
        if stretched and is_now.sort != "shots" and _only_fitted(was.segment, is_now.segment):
            fitted.append((was, is_now))
            continue
        old = was.segment
        if is_now.sort == "shots" or stretched:
            old = old.model_copy(update={"start_ms": is_now.segment.start_ms})
        comma = "；" if language.startswith("zh") else "; "
        told = comma.join(told_parts(old, is_now.segment, before, after, language))
        named = is_now if was.segment.text == is_now.segment.text else _Seen(is_now.segment, was.name, is_now.sort)
        groups.setdefault((is_now.sort, told), []).append(named)
    for (_, told), alike in groups.items():
        yield _capital(say("edit.changed", language, names=_names(alike, language), told=told))
    if fitted:
        yield say("edit.refit", language, told=_fits(fitted, language))


def _recut(before: Draft, after: Draft) -> bool:
    now = {s.id: s.duration_ms for s in shots(after)}
    return any(now.get(s.id) != s.duration_ms for s in shots(before)) or len(now) != len(shots(before))


def _only_fitted(old: Segment, new: Segment) -> bool:
    one, other = content(old), content(new)
    return all(one.get(k) == other.get(k) for k in (one.keys() | other.keys()) - _FITTED)


def _names(seen: Sequence[_Seen], language: str) -> str:
    placed = (say("edit.placed", language, name=name, at=at) for name, at in (s.placed for s in seen))
    return ("、" if language.startswith("zh") else ", ").join(placed)


def _fits(fitted: Sequence[tuple[_Seen, _Seen]], language: str) -> str:
    told = (
        say(
            "edit.refit_one",
            language,
            name=is_now.name,
            before=seconds(was.segment.duration_ms),
            after=seconds(is_now.segment.duration_ms),
        )
        for was, is_now in fitted
    )
    return ("；" if language.startswith("zh") else "; ").join(told)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
