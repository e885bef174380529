"""What a still picture contains. Run it in a guarded process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.palette import dominant_colours
from talkreel.media.pictures import read_picture

_SMALL_PX = 160
_LOGO_COLOURS = 24  # a drawn mark has few colours; a photograph has hundreds, even at this size and depth
_CLEAR_SHARE = 0.15  # of the pixels: a cut-out on nothing


@dataclass(frozen=True)
class PictureStudy:
    """`colours` are hex, most dominant first."""

    colours: tuple[str, ...]
    is_logo: bool


def study(path: Path) -> PictureStudy:
    """Look at a picture.

    Raises:
        InputError: it cannot be decoded.
    """
    pixels = read_picture(path)
    scale = _SMALL_PX / max(pixels.shape[:2])
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return PictureStudy(dominant_colours(small), _is_logo(small))


def _is_logo(small: NDArray[np.uint8]) -> bool:
    """A mark: transparent round about, or a flat ground with few colours."""
    if float((small[..., 3] < 16).mean()) > _CLEAR_SHARE:
        return True
    coarse = (small[..., :3] >> 4).astype(np.int32)
    codes, counts = np.unique(coarse @ np.array([256, 16, 1]), return_counts=True)
    shares = np.sort(counts / counts.sum())[::-1]
    flat_ground = shares[0] > 0.45 and _border_is_flat(small)
    return bool(flat_ground and (shares > 0.002).sum() <= _LOGO_COLOURS and len(codes) > 1)


def _border_is_flat(small: NDArray[np.uint8]) -> bool:
    border = np.concatenate([small[0], small[-1], small[:, 0], small[:, -1]])[:, :3].astype(float)
    return bool(border.std(0).max() < 6)
