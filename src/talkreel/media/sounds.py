"""Sound from a file: stereo, 48 kHz, float."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

RATE_HZ = 48_000


def read_sound(path: Path, from_ms: int = 0, duration_ms: int | None = None) -> NDArray[np.float32]:
    """Samples (n, 2) from a file's first sound track, [from_ms, from_ms + duration_ms).

    Raises:
        InputError: there is no sound in it, or it cannot be decoded.
    """
    start = from_ms * RATE_HZ // 1000
    wanted = None if duration_ms is None else duration_ms * RATE_HZ // 1000
    parts: list[NDArray[np.float32]] = []
    seen = 0
    with open_media(path) as container:
        if not container.streams.audio:
            raise InputError("error.file_no_sound", path=str(path))
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE_HZ)
        try:
            for frame in chain(container.decode(container.streams.audio[0]), [None]):  # None: what is left over
                for piece in resampler.resample(frame):
                    part = np.asarray(piece.to_ndarray(), np.float32).T
                    seen += len(part)
                    parts.append(part)
                if wanted is not None and seen >= start + wanted:
                    break
        except FFmpegError as cause:
            if not parts:
                raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    if not parts:
        raise InputError("error.file_no_sound", path=str(path))
    samples = np.concatenate(parts)[start:]
    return np.ascontiguousarray(samples if wanted is None else samples[:wanted])
