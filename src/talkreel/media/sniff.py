"""What a file is, by its content: one of a closed list. A name decides only between kinds of plain text.

Text has no signature, so it is taken only under a name of text (or none), and not when it is the source of something
that programs run or follow: a page, a drawing, a playlist.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from talkreel.errors import InputError, NotFoundError

Kind = Literal["video", "image", "audio", "document", "lut"]

_HEAD = 1 << 16


@dataclass(frozen=True)
class FileType:
    """What a file is. `suffix` begins with a dot."""

    kind: Kind
    suffix: str
    media_type: str


_TYPES = {
    t.suffix: t
    for t in (
        FileType("video", ".mp4", "video/mp4"),
        FileType("video", ".m4v", "video/x-m4v"),
        FileType("video", ".mov", "video/quicktime"),
        FileType("video", ".avi", "video/x-msvideo"),
        FileType("video", ".webm", "video/webm"),
        FileType("video", ".mkv", "video/x-matroska"),
        FileType("image", ".jpg", "image/jpeg"),
        FileType("image", ".png", "image/png"),
        FileType("image", ".gif", "image/gif"),
        FileType("image", ".webp", "image/webp"),
        FileType("audio", ".mp3", "audio/mpeg"),
        FileType("audio", ".wav", "audio/wav"),
        FileType("audio", ".m4a", "audio/mp4"),
        FileType("audio", ".aac", "audio/aac"),
        FileType("audio", ".flac", "audio/flac"),
        FileType("audio", ".ogg", "audio/ogg"),
        FileType("document", ".txt", "text/plain"),
        FileType("document", ".md", "text/markdown"),
        FileType("document", ".pdf", "application/pdf"),
        FileType("document", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        FileType("lut", ".cube", "text/plain"),
    )
}
KNOWN = tuple(_TYPES.values())

# (offset, bytes) -> suffix; ISO, Matroska and zip files are looked at further.
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", ".jpg"),
    (0, b"\x89PNG\r\n\x1a\n", ".png"),
    (0, b"GIF87a", ".gif"),
    (0, b"GIF89a", ".gif"),
    (0, b"%PDF-", ".pdf"),
    (0, b"fLaC", ".flac"),
    (0, b"OggS", ".ogg"),
)
_RIFF = {b"AVI ": ".avi", b"WAVE": ".wav", b"WEBP": ".webp"}
_QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_BRANDS = {b"qt  ": ".mov", b"M4V ": ".m4v", b"M4VH": ".m4v", b"M4VP": ".m4v", b"M4A ": ".m4a", b"M4B ": ".m4a"}
_STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis", b"crx "}
_TEXT_NAMES = {"": ".txt", ".txt": ".txt", ".text": ".txt", ".md": ".md", ".markdown": ".md", ".cube": ".cube"}

# How sources begin that something else than a reader would follow, after comments and declarations.
_FOLLOWED = re.compile(
    r"(<(!doctype|\?|html|head|body|script|iframe|style|svg|math|mpd|smil|asx|rss|plist|xml|[a-z]+:)"
    r"|#ext(m3u|inf|-x)|ffconcat|\[playlist\]|\[reference\]|v=0\s|push\s+graphic-context|viewbox\s|%!ps|\{\\rtf|#!)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"\s*<!--.*?-->", re.DOTALL)
_CUBE = re.compile(r"^\s*LUT_[13]D_SIZE\s+\d+", re.MULTILINE)


def file_type(path: Path, name: str = "") -> FileType:
    """What a file is; `name` is the one it came with (default: its own).

    Raises:
        InputError: it is empty, or not of the closed list.
        NotFoundError: it does not exist.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as cause:
        raise NotFoundError("error.file_missing", path=str(path)) from cause
    except OSError as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=cause.strerror or "") from cause
    shown = name or path.name
    if not head:
        raise InputError("error.file_empty", path=shown)
    found = by_signature(head) or _TYPES.get(_as_text(head, shown))
    if found is None:
        raise InputError("error.file_kind", path=shown)
    return found


def by_signature(head: bytes) -> FileType | None:
    """What a file is that begins so, whatever its name; None for text and for what is not taken."""
    return _TYPES.get(_suffix(head))


def _suffix(head: bytes) -> str:
    for offset, sign, suffix in _SIGNS:
        if head[offset : offset + len(sign)] == sign:
            return suffix
    if head[:4] in {b"RIFF", b"RF64"}:
        return _RIFF.get(head[8:12], "")
    if head[4:8] == b"ftyp":
        return _iso(head)
    if head[4:8] in _QUICKTIME:
        return ".mov"
    if head.startswith(b"\x1aE\xdf\xa3"):
        return _matroska(head)
    if head.startswith(b"PK\x03\x04"):
        return ".docx" if b"[Content_Types].xml" in head or b"word/" in head else ""
    return _sound(head)


def _iso(head: bytes) -> str:
    """By its brand; pictures in ISO files (HEIC, AVIF) are not taken."""
    brand = head[8:12]
    return "" if brand in _STILLS else _BRANDS.get(brand, ".mp4")


def _matroska(head: bytes) -> str:
    at = head.find(b"\x42\x82", 4, 256)  # DocType
    if at < 0:
        return ""
    length = head[at + 2] & 0x7F
    return {b"webm": ".webm", b"matroska": ".mkv"}.get(head[at + 3 : at + 3 + length].rstrip(b"\0"), "")


def _sound(head: bytes) -> str:
    """MP3 (MPEG layer III) or AAC (ADTS), each perhaps behind an ID3 tag."""
    if head.startswith(b"ID3") and len(head) >= 10:
        size = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        return _frame(head[size : size + 2]) or ".mp3"
    return _frame(head[:2])


def _frame(sync: bytes) -> str:
    if len(sync) < 2 or sync[0] != 0xFF:
        return ""
    if sync[1] & 0xF6 == 0xF0:
        return ".aac"
    return ".mp3" if sync[1] & 0xE6 == 0xE2 and sync[1] & 0x18 != 0x08 else ""


def _as_text(head: bytes, name: str) -> str:
    suffix = _TEXT_NAMES.get(_ending(name), "")
    text = _text(head) if suffix else ""
    if not text.strip() or _FOLLOWED.match(_begun(text)):
        return ""
    if _CUBE.search(text):
        return ".cube"
    return "" if suffix == ".cube" else suffix


def _ending(name: str) -> str:
    return Path(name).suffix.lower() if len(name) < 1024 else ""


def _begun(text: str) -> str:
    """The text without what may stand before its first mark."""
    text = text.lstrip("\ufeff")
    while found := _COMMENT.match(text):
        text = text[found.end() :]
    return text.lstrip()


def _text(head: bytes) -> str:
    """The beginning as text, or "" where it is none."""
    wide = head[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(head)  # the head may end within a letter
        except UnicodeDecodeError:
            continue
        odd = sum(not sign.isprintable() and sign not in "\n\t\r\f\u3000\ufeff" for sign in text[:4096])
        if odd <= len(text[:4096]) // 100:
            return text
    return ""
