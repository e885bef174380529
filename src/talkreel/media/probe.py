"""What a file from outside is: its kind, size, length. Run it in a guarded process."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from av.error import FFmpegError

from talkreel.errors import InputError
from talkreel.media.opening import open_media, sniff
from talkreel.media.pictures import picture_size, read_picture


@dataclass(frozen=True)
class Probed:
    """Width and height are 0 for sound; duration is 0 for a picture."""

    kind: Literal["image", "video", "audio"]
    width: int = 0
    height: int = 0
    duration_ms: int = 0
    fps: float = 0.0
    has_sound: bool = False


def probe(path: Path) -> Probed:
    """Look at a file, and decode enough of it to know that it can be used.

    Raises:
        InputError: it is broken, or of a kind that is not taken.
        TooLargeError: it is over a limit.
        NotFoundError: it does not exist.
    """
    kind = sniff(path)
    if kind == "image":
        return _probe_image(path)
    if kind in {"video", "audio"}:
        return _probe_media(path)
    raise InputError("error.file_kind", path=str(path))


def _probe_image(path: Path) -> Probed:
    picture_size(path)
    if _moves(path):
        return _probe_media(path)
    height, width = read_picture(path).shape[:2]
    return Probed("image", width, height)


def _moves(path: Path) -> bool:
    """Whether a GIF has more than one frame. (Of an animated WebP the first frame is taken.)"""
    with path.open("rb") as file:
        if not file.read(4).startswith(b"GIF"):
            return False
    with open_media(path) as container, _translated(path):
        return len(list(islice(container.decode(video=0), 2))) > 1


@contextmanager
def _translated(path: Path) -> Generator[None]:
    try:
        yield
    except FFmpegError as cause:
        raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause


def _probe_media(path: Path) -> Probed:
    with open_media(path) as container, _translated(path):
        duration_ms = round((container.duration or 0) / 1000)
        sound = bool(container.streams.audio)
        # A still cover in a sound file is a video stream too; it does not make the file a video.
        videos = [s for s in container.streams.video if not s.disposition & s.disposition.attached_pic]
        if videos:
            frame = next(container.decode(videos[0]), None)
            if frame is None:
                raise InputError("error.file_no_picture", path=str(path))
            turned = round(getattr(frame, "rotation", 0) / 90) % 2
            width, height = (frame.height, frame.width) if turned else (frame.width, frame.height)
            rate = float(videos[0].average_rate or 0)
            return Probed("video", width, height, duration_ms, rate, sound)
        if sound and next(container.decode(container.streams.audio[0]), None) is not None:
            return Probed("audio", duration_ms=duration_ms, has_sound=True)
    raise InputError("error.file_kind", path=str(path))
