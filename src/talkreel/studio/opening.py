"""A file that somebody wants to talk about: a draft, a film that has one beside it, or a clip or photo of their own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import InputError, NotFoundError
from talkreel.model import PICTURE, Draft, Meta, Scene, Segment, Track
from talkreel.scenes.video import UNTOUCHED
from talkreel.studio.drafts import SUFFIX, draft_path, find_draft
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.materials import Entered, caption_of, entered, shown_path

PHOTO_MS = 5_000
_LONGEST_PX, _SHORTEST_PX = 1920, 240  # of a photo's canvas: its longer and its shorter side
_MOST_PX = 8192


@dataclass(frozen=True)
class Opened:
    """A film that can be talked about. `source` is the file that was named; it is never written over."""

    journal: FolderJournal
    folder: Path
    source: Path


def open_film(path: Path, copy: Path | None = None) -> Opened:
    """Open a film. A clip or a photo becomes a draft of one segment; nothing is written yet.

    With `copy`, what is said goes to that draft, whose history begins with the film as it is now.

    Raises:
        InputError: the file cannot be used, or is sound alone.
        NotFoundError: it does not exist.
    """
    try:
        found = find_draft(path)
    except NotFoundError:
        return _media(path, copy)
    if copy is None or copy.resolve() == found.resolve():
        return Opened(FolderJournal(found), found.parent, path)
    draft = FolderJournal(found).standing().draft
    return _begun(draft if found.parent == copy.parent else relocated(draft, found.parent, copy.parent), copy, path)


def relocated(draft: Draft, old: Path, new: Path) -> Draft:
    """The draft as it must be in another folder to name the same files."""
    assets = {
        key: asset.model_copy(update={"file": shown_path(old / asset.file, new)}) for key, asset in draft.assets.items()
    }
    return draft.model_copy(update={"assets": assets})


def _media(path: Path, copy: Path | None) -> Opened:
    if path.name.endswith(".json") or not path.exists():
        raise NotFoundError("error.draft_missing", path=str(path))
    place = copy or draft_path(path)
    one = entered(path, place.parent)
    if one.probed.kind == "audio":
        raise InputError("error.open_sound", path=str(path))
    return _begun(_draft_of(one, path), place, path)


def _begun(draft: Draft, place: Path, source: Path) -> Opened:
    place = place if place.name.endswith(".json") else place.with_name(place.name + SUFFIX)
    first = draft.model_copy(update={"revision": 1})
    return Opened(FolderJournal(place, first), place.parent, source)


def _draft_of(one: Entered, path: Path) -> Draft:
    """A film of one segment, at the file's own size and rate."""
    probed, moving = one.probed, one.probed.kind == "video"
    width, height = _canvas(probed.width, probed.height, still=not moving)
    scene = (
        Scene(kind="video", variant=UNTOUCHED, src=(one.key,))
        if moving
        else Scene(kind="photo", variant="full", src=(one.key,))
    )
    name = caption_of(path.stem) or path.name
    length = (probed.duration_ms or 1_000) if moving else PHOTO_MS
    segment = Segment(
        id="s1", name=name, start_ms=0, duration_ms=length, src=one.key if moving else "", scene=scene,
    )  # fmt: skip
    meta = Meta(title=caption_of(path.stem), width=width, height=height, fps=min(120, max(1, round(probed.fps or 30))))
    track = Track(id="t1", type=PICTURE, name="Video", segments=(segment,))
    return Draft(
        id=f"d{one.key.removeprefix('sha256:')[:16]}",
        revision=1,
        duration_ms=length,
        meta=meta,
        assets={one.key: one.asset},
        tracks=(track,),
    )


def _canvas(width: int, height: int, still: bool) -> tuple[int, int]:
    """The file's own size, even; a photo's in its shape at a film's size."""
    scale = min(1.0, _MOST_PX / max(width, height))
    if still:
        scale = min(_LONGEST_PX / max(width, height), max(1.0, _SHORTEST_PX / min(width, height)))
    return max(16, round(width * scale / 2) * 2), max(16, round(height * scale / 2) * 2)
