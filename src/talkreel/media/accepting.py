"""A file from outside taken in: what it is, that it is within the limits, and what it is called.

    type by content -> limits by what its headers say -> a little is decoded -> facts

All of it happens in one guarded process for each file. What its headers claim is refused before anything is decoded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from talkreel.errors import InputError, NotFoundError, TooLargeError
from talkreel.media.sniff import FileType, Kind, file_type
from talkreel.process.guard import guarded
from talkreel.process.names import safe_name
from talkreel.settings import settings

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Accepted:
    """A file that may be used. `suffix` and `media_type` are those of its content; `name` is fit to be shown.

    Width and height are 0 for sound, the duration is 0 for a picture. `text` is that of a document.
    """

    kind: Kind
    suffix: str
    media_type: str
    name: str
    bytes: int
    sha256: str
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    fps: float = 0.0
    has_sound: bool = False
    text: str = ""


def accept(path: Path, name: str = "", sha256: str = "") -> Accepted:
    """Look at a file that came as `name`. With its `sha256` (hexadecimal) it is not read again for that.

    Raises:
        InputError: it is none of the kinds that are taken, or damaged.
        TooLargeError: it is over a limit: bytes, pixels, frames, streams, hours.
        NotFoundError: there is no such file.
    """
    shown = safe_name(name or path.name)
    if not path.is_file():
        raise NotFoundError("error.file_missing", path=shown)
    size = path.stat().st_size
    if size > settings().max_file_mb * _MEGABYTE:
        raise TooLargeError("error.upload_too_large", name=shown, limit=f"{settings().max_file_mb:g}")
    try:
        found = guarded(examine, path, shown, subject=shown)
    except InputError as error:
        raise type(error)(error.code, **_told(error.fields, path, shown)) from error
    return replace(found, bytes=size, sha256=sha256 or _hash(path))


def _told(fields: dict[str, object], path: Path, shown: str) -> dict[str, object]:
    """An error's fields, with the name that the file came with in place of where it lies."""
    return {k: v.replace(str(path), shown) if isinstance(v, str) else v for k, v in fields.items()}


def examine(path: Path, name: str) -> Accepted:
    """What a file is and what is in it, but for its size and hash. Run it in a guarded process.

    Raises:
        InputError: it is none of the kinds that are taken, or damaged.
        TooLargeError: it is over a limit.
    """
    found = file_type(path, name)
    if found.kind == "document":
        from talkreel.media.documents import document_text

        return _accepted(found, name, text=document_text(path, found.suffix))
    if found.kind == "lut":
        return _accepted(found, name)
    from talkreel.media.limits import check_claims
    from talkreel.media.probe import probe

    check_claims(path)
    probed = probe(path)
    accepted = _accepted(found, name)
    return replace(
        accepted,
        kind=probed.kind,
        suffix=_SOUND_ONLY.get(found.suffix, found.suffix) if probed.kind == "audio" else found.suffix,
        media_type=found.media_type.replace("video/", "audio/") if probed.kind == "audio" else found.media_type,
        width=probed.width,
        height=probed.height,
        duration_ms=probed.duration_ms,
        fps=probed.fps,
        has_sound=probed.has_sound,
    )


_SOUND_ONLY = {".mp4": ".m4a", ".m4v": ".m4a", ".mov": ".m4a"}


def _accepted(found: FileType, name: str, text: str = "") -> Accepted:
    return Accepted(found.kind, found.suffix, found.media_type, name, 0, "", text=text)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
