"""The film's grain: signed luminance noise, laid on last. It also hides banding."""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels

_SIDE = 1024  # of the tile; a frame shows a piece of it, repeated, from another corner each time
_LIMITED = 219 / 255  # luma levels for one RGB level
_SOFT_PX = 0.55  # of a 1080p film: single px of noise would be lost in encoding


def grain_into(luma: NDArray[np.uint8], phase: int, level: float) -> None:
    """Add grain of `level` (standard deviation, 8-bit RGB levels) to a luma plane (height, width), in place.

    `phase` chooses the noise: equal phases, equal grain.
    """
    if level <= 0:
        return
    tile = _tile(level, min(luma.shape))
    x, y = (int(v) for v in np.random.default_rng([phase & 0xFFFFFFFF, 3]).integers(0, _SIDE, 2))
    kernels.grain(luma, luma, tile, x, y)


@lru_cache(maxsize=4)
def _tile(level: float, short_side: int) -> NDArray[np.int8]:
    """Noise of the level, blurred as far as a frame of that size wants; its edges meet."""
    noise = np.random.default_rng(3).normal(0, 1, (_SIDE, _SIDE)).astype(np.float32)
    margin = 8
    wrapped = np.pad(noise, margin, mode="wrap")
    sigma = _SOFT_PX * max(0.6, short_side / 1080)
    soft = np.asarray(cv2.GaussianBlur(wrapped, (0, 0), sigma), np.float32)[margin:-margin, margin:-margin]
    levels = np.round(soft * (level * _LIMITED / float(soft.std())))
    return np.clip(levels, -127, 127).astype(np.int8)
