"""Still pictures: upright, premultiplied BGRA, no larger than any film needs."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError, TooLargeError
from talkreel.media.headers import stored_size
from talkreel.media.opening import open_media
from talkreel.settings import settings

_LONG_SIDE_PX = 4096  # a 4K film with room for a camera move


def picture_size(path: Path) -> tuple[int, int]:
    """Width and height as stored, read from the header: nothing is decoded.

    Raises:
        InputError: it is not a picture we read.
        TooLargeError: it has more pixels than `settings().max_picture_mp` allows.
    """
    width, height = stored_size(path) or (0, 0)
    if width <= 0 or height <= 0:
        raise InputError("error.file_no_picture", path=str(path))
    if width * height > settings().max_picture_mp * 1_000_000:
        raise TooLargeError(
            "error.picture_too_large",
            path=str(path),
            megapixels=round(width * height / 1e6),
            limit=settings().max_picture_mp,
        )
    return width, height


def read_picture(path: Path) -> NDArray[np.uint8]:
    """The picture as (height, width, 4) premultiplied BGRA, turned upright by its EXIF orientation.

    Raises:
        InputError: it cannot be decoded.
        TooLargeError: it has too many pixels.
    """
    picture_size(path)
    data = np.fromfile(str(path), np.uint8)
    # Unchanged keeps transparency but not the orientation; colour does the reverse. Photos have no transparency.
    raw = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if raw is None or raw.ndim != 3 or raw.shape[2] != 4:
        raw = cv2.imdecode(data, cv2.IMREAD_COLOR)
    pixels = _first_frame(path) if raw is None else np.asarray(raw, np.uint8)
    height, width = pixels.shape[:2]
    if max(width, height) > _LONG_SIDE_PX:
        scale = _LONG_SIDE_PX / max(width, height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    return premultiplied(pixels)


def premultiplied(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """BGR or straight BGRA as premultiplied BGRA."""
    if pixels.shape[2] == 3:
        return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA), np.uint8)
    if pixels[..., 3].min() == 255:
        return np.ascontiguousarray(pixels)
    alpha = pixels[..., 3:].astype(np.uint16)
    colour = (pixels[..., :3].astype(np.uint16) * alpha + 127) // 255
    return np.ascontiguousarray(np.concatenate([colour, alpha], 2).astype(np.uint8))


def _first_frame(path: Path) -> NDArray[np.uint8]:

    with open_media(path) as container:
        try:
            for frame in container.decode(video=0):
                return np.asarray(frame.to_ndarray(format="bgra"), np.uint8)
        except FFmpegError as cause:
            raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause
    raise InputError("error.file_no_picture", path=str(path))
