"""Files that came with the words: what each is, and what a director must know about it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from talkreel.media.documents import SUFFIXES, read_document
from talkreel.media.probe import Probed, probe
from talkreel.model import Asset, Material, Note
from talkreel.process.guard import guarded
from talkreel.render.progress import Progress, silent

# Names that a camera or a phone gives say nothing about the picture.
_CAMERA_NAME = re.compile(
    r"^((img|dsc\w?|pxl|mvi|vid|gopr|dji|screen ?shot|photo|pic|image|picture|clip|video|movie|anim|animation|gif"
    r"|untitled|wx_camera|mmexport|download|output|final|export|copy|logo|slide|film)[\W_\d]*)*[\W_\d]*$",
    re.IGNORECASE,
)
_FEWEST_BYTES, _MOST_LETTERS = 3, 40  # three Latin letters or one Chinese
# Marks that belong to words: "baker's", "rock-n-roll".
_PARTS = re.compile(r"[^\w'’&+%-]+|_+")
_TABLE = ".cube"  # of colours; it is text, and its name alone says what it is
_TAKEN = SUFFIXES | {
    *(".mp4", ".mov", ".avi", ".webm", ".mkv", ".m4v"),
    *(".jpg", ".jpeg", ".png", ".gif", ".webp"),
    *(".mp3", ".wav", ".m4a", ".aac"),
    _TABLE,
}


@dataclass(frozen=True)
class Files:
    """Everything given with the words."""

    documents: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    assets: tuple[tuple[str, Asset], ...] = ()
    notes: tuple[Note, ...] = ()


def read_files(paths: Sequence[Path], folder: Path, progress: Progress = silent) -> Files:
    """Look at every file in a guarded process. Asset paths are kept relative to `folder` where they lie near it.

    Raises:
        InputError: a file cannot be used; the first one that cannot ends it.
        NotFoundError: a file does not exist.
    """
    documents: list[str] = []
    found: list[tuple[Material, Asset]] = []
    for number, path in enumerate(paths):
        progress("read", number / len(paths))
        if path.suffix.lower() in SUFFIXES:
            documents.append(guarded(read_document, path, subject=str(path)))
        elif path.suffix.lower() == _TABLE:
            found.append(_colour_table(path, folder))
        else:
            found.append(_material(path, folder))
    if paths:
        progress("read", 1.0)
    return Files(
        tuple(documents), tuple(m for m, _ in found), tuple((material.key, asset) for material, asset in found)
    )


@dataclass(frozen=True)
class Entered:
    """A file as the asset table has it."""

    key: str
    asset: Asset
    probed: Probed


def entered(path: Path, folder: Path) -> Entered:
    """Look at a picture, a clip or a sound in a guarded process, and enter it.

    Raises:
        InputError: the file cannot be used.
        NotFoundError: it does not exist.
    """
    probed = guarded(probe, path, subject=str(path))
    asset = Asset(
        file=shown_path(path, folder),
        kind=probed.kind,
        origin="uploaded",
        width=probed.width,
        height=probed.height,
        duration_ms=probed.duration_ms,
    )
    return Entered(f"sha256:{_hash(path)}", asset, probed)


def _material(path: Path, folder: Path) -> tuple[Material, Asset]:
    one = entered(path, folder)
    probed = one.probed
    material = Material(
        key=one.key,
        kind=probed.kind,
        name=path.name,
        width=probed.width,
        height=probed.height,
        duration_ms=probed.duration_ms,
        caption=caption_of(path.stem),
    )
    return _studied(material, path, probed), one.asset


def _colour_table(path: Path, folder: Path) -> tuple[Material, Asset]:
    from talkreel.draw.lut import check_cube

    check_cube(path)
    asset = Asset(file=shown_path(path, folder), kind="lut", origin="uploaded")
    return Material(key=f"sha256:{_hash(path)}", kind="lut", name=path.name), asset


def _studied(material: Material, path: Path, probed: Probed) -> Material:
    """The material with what analysis finds in it."""
    if probed.kind == "image":
        from talkreel.analysis.pictures import study

        seen = guarded(study, path, subject=str(path))
        kind = "logo" if seen.is_logo else "image"
        return material.model_copy(update={"colours": seen.colours, "kind": kind})
    if probed.kind == "video":
        from talkreel.analysis.footage import best_stretch

        start, length = guarded(best_stretch, path, probed.duration_ms, subject=str(path))
        return material.model_copy(update={"in_ms": start, "best_ms": length})
    return material


def is_named_like_a_file(text: str) -> bool:
    """Whether an argument is a file rather than words: it exists, or it is one word with the ending of a file."""
    if not text or text == "-":
        return False
    ending = os.path.splitext(text)[1].lower()
    return os.path.isfile(text) or (ending in _TAKEN and not any(sign.isspace() for sign in text))


def caption_of(stem: str) -> str:
    """Words that a file's name says about its content, or nothing: `iced-latte_02` -> `Iced latte`."""
    if _CAMERA_NAME.match(stem):
        return ""
    words = _PARTS.sub(" ", re.sub(r"[\W_]*\d+\W*$", "", stem.replace("-", " "))).strip(" '’")
    return words[:1].upper() + words[1:] if len(words.encode()) >= _FEWEST_BYTES and len(words) <= _MOST_LETTERS else ""


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def shown_path(path: Path, folder: Path) -> str:
    """How a draft in `folder` names a file: relative where it lies near."""
    absolute = path.resolve()
    try:
        relative = os.path.relpath(absolute, folder.resolve())
    except ValueError:  # another drive
        return absolute.as_posix()
    return absolute.as_posix() if relative.count("..") > 2 else Path(relative).as_posix()
