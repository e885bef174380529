"""How a file from outside is opened: by its content, from a closed list of formats, and never another file or address.

A playlist or a concat script named `film.mp4` would make the demuxer open what it names; the lists below refuse it.
"""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError

from talkreel.errors import InputError, NotFoundError, TooLargeError
from talkreel.media.sniff import by_signature
from talkreel.settings import settings

DEMUXERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mp3,wav,w64,aac,flac,ogg,"
    "gif,png_pipe,apng,jpeg_pipe,webp_pipe,webp"  # not image2: its names are patterns that reach other files
)
OPTIONS = {"format_whitelist": DEMUXERS, "protocol_whitelist": "file", "enable_drefs": "0", "use_absolute_path": "0"}

_HEAD = 4096
_PICTURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "jpeg_pipe"),
    (0, b"\x89PNG\r\n\x1a\n", "png_pipe"),
    (8, b"WEBP", "webp_pipe"),
)


def sniff(path: Path) -> str:
    """What the file's first bytes say: "video", "image", "audio", or "" for none of ours.

    Raises:
        NotFoundError: there is no such file.
        InputError: it is a folder, or empty, or may not be read.
        TooLargeError: it is larger than `settings().max_file_mb`.
    """
    if not path.exists():
        raise NotFoundError("error.file_missing", path=str(path))
    if not path.is_file():
        raise InputError("error.file_not_file", path=str(path))
    size = path.stat().st_size
    if size == 0:
        raise InputError("error.file_empty", path=str(path))
    if size > settings().max_file_mb * 1_000_000:
        raise TooLargeError(
            "error.file_too_large", path=str(path), megabytes=size // 1_000_000, limit=settings().max_file_mb
        )
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=cause.strerror or "") from cause
    found = by_signature(head)
    return found.kind if found is not None and found.kind in {"video", "image", "audio"} else ""


def _picture_demuxer(head: bytes) -> str | None:
    """The demuxer of one picture, named outright: by its ending alone a .jpg would go to the one for sequences."""
    return next((d for offset, sign, d in _PICTURES if head[offset : offset + len(sign)] == sign), None)


def open_media(path: Path) -> InputContainer:
    """Open a media file for reading.

    Raises:
        InputError: it is broken, or of a kind that is not taken.
        OSError: it is not there.
    """
    with path.open("rb") as file:
        head = file.read(16)
    try:
        container = av.open(str(path), format=_picture_demuxer(head), options=OPTIONS)
    except (FFmpegError, ValueError, OSError) as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    for stream in container.streams.video:  # also of frames that turn out larger than the first
        stream.codec_context.options = {"max_pixels": str(settings().max_picture_mp * 1_000_000)}
    return container
