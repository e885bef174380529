"""Sound from a file: stereo, 48 kHz, float; in blocks, so that any length will do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

RATE_HZ = 48_000


def sound_blocks(path: Path, from_ms: int = 0, duration_ms: int | None = None) -> Iterator[NDArray[np.float32]]:
    """Samples (n, 2) from a file's first sound track, [from_ms, from_ms + duration_ms), as they are decoded.

    Raises:
        InputError: there is no sound in it, or it cannot be decoded. A file that breaks off is taken as far as it goes.
    """
    start = from_ms * RATE_HZ // 1000
    end = None if duration_ms is None else start + duration_ms * RATE_HZ // 1000
    seen = 0
    with open_media(path) as container:
        if not container.streams.audio:
            raise InputError("error.file_no_sound", path=str(path))
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE_HZ)
        try:
            for frame in chain(container.decode(container.streams.audio[0]), [None]):  # None: what is left over
                for piece in resampler.resample(frame):
                    block = np.asarray(piece.to_ndarray(), np.float32).reshape(-1, 2)
                    inside = block[max(0, start - seen) : None if end is None else max(0, end - seen)]
                    seen += len(block)
                    if len(inside):
                        yield inside
                if end is not None and seen >= end:
                    return
        except FFmpegError as cause:
            if not seen:
                raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    if not seen:
        raise InputError("error.file_no_sound", path=str(path))


def read_sound(path: Path, from_ms: int = 0, duration_ms: int | None = None) -> NDArray[np.float32]:
    """The same in memory.

    Raises:
        InputError: there is no sound in it, or it cannot be decoded.
    """
    return np.concatenate([np.zeros((0, 2), np.float32), *sound_blocks(path, from_ms, duration_ms)])


def has_sound(path: Path) -> bool:
    """Whether a file has a sound track.

    Raises:
        InputError: it is broken, or of a kind that is not taken.
    """
    with open_media(path) as container:
        return bool(container.streams.audio)
