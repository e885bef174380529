"""Other files in the places of those that a film shows: photos for photos, clips for clips, sounds for sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import InputError
from talkreel.model import Asset, Draft, Material, Note, Segment, Timing
from talkreel.studio.blanks import Blank, normal
from talkreel.studio.materials import caption_of, read_files

_NAMES = {"image": "photo", "video": "clip", "audio": "sound"}


@dataclass(frozen=True)
class _StandIn:
    """A file that was looked at."""

    material: Material
    asset: Asset


@dataclass(frozen=True)
class Swapped:
    """The draft with other files. `captions` are words for blanks that said what was seen on the old ones."""

    draft: Draft
    captions: Mapping[str, str]
    notes: tuple[Note, ...]


def file_blanks(draft: Draft, words: Iterable[Blank]) -> tuple[Blank, ...]:
    """A blank for each file that is shown or heard, in the order of time; `words` are the film's other blanks."""
    told = {blank.default: blank.name for blank in words if blank.default}
    ordered = sorted((s for track in draft.tracks for s in track.segments), key=lambda s: s.start_ms)
    keys = dict.fromkeys(key for s in ordered for key in (s.src, *(s.scene.src if s.scene else ())) if key)
    count: Counter[str] = Counter()
    blanks: list[Blank] = []
    for key in keys:
        kind = draft.assets[key].kind
        if kind == "lut":  # how pictures are graded, not a picture
            continue
        count[kind] += 1
        number = f"_{count[kind]}" if count[kind] > 1 else ""
        caption = told.get(caption_of(Path(draft.assets[key].file).stem), "")
        blanks.append(Blank(name=f"{_NAMES[kind]}{number}", kind=kind, default=key, caption=caption))
    return tuple(blanks)


def with_files(
    draft: Draft, blanks: Iterable[Blank], given: Mapping[str, str], files: Sequence[Path], folder: Path
) -> Swapped:
    """The draft with other files in the places of its own, and a note on those that found no place.

    `given` are paths by the normal names of blanks; `files` take the places that are left, in order.

    Raises:
        InputError: a file cannot be used, or is not of its blank's kind.
        NotFoundError: a file does not exist.
    """
    places = [blank for blank in blanks if blank.kind != "words" and blank.default]
    new: dict[str, _StandIn] = {}
    for blank in places:
        if path := given.get(normal(blank.name), "").strip():
            one = _looked_at(Path(path), folder)
            if one is None or one.asset.kind != blank.kind:
                raise InputError("error.template_file_kind", path=path, name=blank.name)
            new[blank.default or ""] = one
    left: list[str] = []
    for path in files:
        one = _looked_at(path, folder)
        place = next((b for b in places if one and b.kind == one.asset.kind and b.default not in new), None)
        if one is None or place is None:
            left.append(path.name)
        else:
            new[place.default or ""] = one
    notes = (Note(code="note.template_files_left", fields={"names": ", ".join(left)}),) if left else ()
    captions = {normal(b.caption): new[b.default].material.caption for b in places if b.caption and b.default in new}
    return Swapped(_swapped(draft, new) if new else draft, captions, notes)


def _looked_at(path: Path, folder: Path) -> _StandIn | None:
    """None for a document, which is neither shown nor heard."""
    found = read_files([path], folder)
    return _StandIn(found.materials[0], found.assets[0][1]) if found.materials else None


def _swapped(draft: Draft, new: Mapping[str, _StandIn]) -> Draft:
    def swapped(segment: Segment) -> Segment:
        scene = segment.scene
        fresh = next((new[key] for key in (segment.src, *(scene.src if scene else ())) if key in new), None)
        if fresh is None:
            return segment
        if scene is not None:
            scene = scene.model_copy(update={"src": tuple(map(key_of, scene.src)), "focus": None})
        moved = segment.model_copy(update={"src": key_of(segment.src), "scene": scene})
        return moved if fresh.asset.kind == "image" else _within(moved, fresh.material)

    def key_of(old: str) -> str:
        return new[old].material.key if old in new else old

    tracks = tuple(t.model_copy(update={"segments": tuple(map(swapped, t.segments))}) for t in draft.tracks)
    assets = {key: asset for key, asset in draft.assets.items() if key not in new}
    assets |= {one.material.key: one.asset for one in new.values()}
    return draft.model_copy(update={"tracks": tracks, "assets": assets})


def _within(segment: Segment, material: Material) -> Segment:
    """The segment over a stretch that its new file has; what is too short is repeated, a clip there and back."""
    spare = material.duration_ms - segment.duration_ms
    if spare >= 0:
        return segment.model_copy(update={"in_ms": min(material.in_ms, spare)})
    loop = Timing(loop_ms=material.duration_ms, pingpong=material.kind == "video")
    return segment.model_copy(update={"in_ms": 0, "timing": loop})
