"""What a film's or a sound's headers claim, held against the limits before anything is decoded."""

# PyAV types its streams as generic over what its stubs leave unknown.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

from talkreel.errors import TooLargeError
from talkreel.media.opening import open_media
from talkreel.media.pictures import picture_size
from talkreel.settings import settings

MOST_STREAMS = 32
MOST_RATE = 240  # frames a second
MOST_GIF_FRAMES = 20_000
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8")


def check_claims(path: Path) -> None:
    """Look at what the headers say.

    Raises:
        TooLargeError: too many pixels, frames, streams or hours.
        InputError: it cannot be opened.
    """
    with path.open("rb") as file:
        head = file.read(12)
    if head.startswith(_PICTURES) or head[8:12] == b"WEBP":
        picture_size(path)
        if head.startswith(b"GIF8"):
            _within("error.media_frames", path, gif_frames(path, MOST_GIF_FRAMES), MOST_GIF_FRAMES)
        return
    with open_media(path) as container:
        _check_container(container, path)


def _check_container(container: Any, path: Path) -> None:
    _within("error.media_streams", path, len(container.streams), MOST_STREAMS)
    hours = settings().max_film_hours
    lengths = [(container.duration or 0) / 1e6]
    for stream in container.streams:
        lengths.append(float((stream.duration or 0) * (stream.time_base or 0)))
        if stream.type == "video":
            _check_picture(stream, path)
    _within("error.media_hours", path, max(lengths) / 3600, hours)


def _check_picture(stream: Any, path: Path) -> None:
    context = stream.codec_context
    limit = settings().max_picture_mp
    if context.width * context.height > limit * 1_000_000:
        raise TooLargeError(
            "error.picture_too_large",
            path=str(path),
            megapixels=round(context.width * context.height / 1e6),
            limit=limit,
        )
    most = round(settings().max_film_hours * 3600 * MOST_RATE)
    _within("error.media_frames", path, stream.frames, most)


def _within(code: str, path: Path, found: float, limit: float) -> None:
    if found > limit:
        raise TooLargeError(code, path=str(path), found=f"{found:.7g}", limit=f"{limit:.7g}")


def gif_frames(path: Path, most: int) -> int:
    """How many pictures a GIF has, counted along its blocks without unpacking any; at most `most` + 1.

    A file that breaks off has those that came so far.
    """
    count = 0
    with path.open("rb") as file:
        head = file.read(13)
        if len(head) < 13:
            return 0
        _skip_colours(file, head[10])
        while count <= most and (mark := file.read(1)) in {b"!", b","}:
            if mark == b"!":
                file.seek(1, 1)
            else:
                count += 1
                shape = file.read(9)
                if len(shape) < 9:
                    break
                _skip_colours(file, shape[8])
                file.seek(1, 1)
            _skip_blocks(file)
    return count


def _skip_colours(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        file.seek(3 << (flags & 7) + 1, 1)


def _skip_blocks(file: BinaryIO) -> None:
    while (length := file.read(1)) not in {b"", b"\0"}:
        file.seek(length[0], 1)
