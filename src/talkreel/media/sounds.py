"""Sound from a file: stereo, 48 kHz, float; in blocks, so that any length will do."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

RATE_HZ = 48_000

_EXACT = ("mov,mp4,m4a,3gp,3g2,mj2", "wav", "flac")  # demuxers that know on which sample they stand
_WORTH_SKIPPING_MS = 10_000
_BEFORE_MS = 500  # a decoder that starts in the middle needs some frames before it is right


def sound_blocks(path: Path, from_ms: int = 0, duration_ms: int | None = None) -> Iterator[NDArray[np.float32]]:
    """Samples (n, 2) from a file's first sound track, [from_ms, from_ms + duration_ms), as they are decoded.

    Raises:
        InputError: there is no sound in it, or it cannot be decoded. A file that breaks off is taken as far as it goes.
    """
    start = from_ms * RATE_HZ // 1000
    end = None if duration_ms is None else start + duration_ms * RATE_HZ // 1000
    with open_media(path) as container:
        if not container.streams.audio:
            raise InputError("error.file_no_sound", path=str(path))
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=RATE_HZ)
        seen = _skipped(container, from_ms)
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


def _skipped(container: InputContainer, from_ms: int) -> int:
    """Go to a little before a time, where that is exact and saves much; gives the samples that are passed over."""
    if from_ms < _WORTH_SKIPPING_MS or container.format.name not in _EXACT:
        return 0
    stream = container.streams.audio[0]
    try:
        first = next(container.decode(stream))
        rate_hz, began = first.sample_rate, first.pts or 0
        tick = stream.time_base or Fraction(1, rate_hz)
        container.seek(began + int(Fraction(from_ms - _BEFORE_MS, 1000) / tick), stream=stream)
        reached = next(container.decode(stream))  # what is decoded from here on follows this frame
        passed = Fraction((reached.pts or 0) - began) * tick + Fraction(reached.samples, rate_hz)
    except (FFmpegError, StopIteration):
        container.seek(0)
        return 0
    return round(passed * RATE_HZ)


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
