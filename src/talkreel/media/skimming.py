"""Footage looked at in passing: small grey pictures with their times, decoded as cheaply as the codec allows.

Frames that no other frame needs are left out, and so is the filter that smooths blocks: at this size nobody sees it.
"""

# PyAV types its streams as generic over what its stubs leave unknown.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import av
import cv2
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

GREY, CHROMA = (160, 90), (40, 22)  # width, height
_EACH = 8  # for what is clipped, every so many samples both ways
_DARK, _BRIGHT = 8, 247
_PLANAR = {"yuv420p": False, "yuvj420p": True, "yuv422p": False, "yuvj422p": True, "yuv444p": False, "yuvj444p": True}


@dataclass(frozen=True, eq=False)
class Glimpse:
    """One frame, small: `grey` (90, 160) full range, `chroma` (2, 22, 40), the share that is black or white.

    `frame` is what it was made from, good until the next one is asked for.
    """

    t_ms: float
    grey: NDArray[np.uint8]
    chroma: NDArray[np.uint8]
    clipped: float
    frame: Any

    def pixels(self) -> NDArray[np.uint8]:
        """The frame in colour, (90, 160, 4) BGRA."""
        return np.asarray(self.frame.reformat(*GREY, format="bgra").to_ndarray(), np.uint8)


Left = Literal["NONREF", "BIDIR", "NONKEY"]  # which frames are left out: unneeded ones, all between two, all but keys


def skim(path: Path, from_ms: float, to_ms: float, left: Left = "NONREF") -> Iterator[Glimpse]:
    """Frames from the last key frame before `from_ms` on, up to `to_ms`.

    A file that breaks off is looked at as far as it goes.

    Raises:
        InputError: there is no picture, or it cannot be opened.
    """
    with open_media(path) as container:
        if not container.streams.video:
            raise InputError("error.file_no_picture", path=str(path))
        stream: Any = container.streams.video[0]
        stream.codec_context.options = stream.codec_context.options | {"skip_loop_filter": "all"}
        stream.codec_context.skip_frame = left
        stream.thread_type = "AUTO"
        try:
            if from_ms > 0:
                container.seek(int(from_ms * 1000), backward=True)
            for frame in container.decode(stream):
                t_ms = (frame.time or 0.0) * 1000
                if t_ms >= to_ms:
                    return
                yield _glimpse(frame, t_ms)
        except FFmpegError:
            return


def _glimpse(frame: av.VideoFrame, t_ms: float) -> Glimpse:
    full = _PLANAR.get(frame.format.name)
    if full is None or frame.width < 32 or frame.height < 32:
        frame_of: Any = frame.reformat(width=320, height=180, format="yuvj420p")
        full = True
    else:
        frame_of = frame
    luma, *colours = (_plane(plane) for plane in frame_of.planes[:3])
    grey = np.asarray(cv2.resize(luma, GREY, interpolation=cv2.INTER_AREA), np.uint8)
    sparse = luma[::_EACH, ::_EACH]
    if not (full or int(frame.color_range) == 2):
        grey = _stretched(grey)
        sparse = _stretched(np.ascontiguousarray(sparse))
    chroma = np.stack([cv2.resize(plane, CHROMA, interpolation=cv2.INTER_AREA) for plane in colours])
    clipped = float(((sparse < _DARK) | (sparse > _BRIGHT)).mean())
    return Glimpse(t_ms, grey, np.asarray(chroma, np.uint8), clipped, frame)


def _plane(plane: Any) -> NDArray[np.uint8]:
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: plane.height, : plane.width]


def _stretched(luma: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Limited range as full."""
    return np.asarray(cv2.convertScaleAbs(np.maximum(luma, 16), alpha=255 / 219, beta=-16 * 255 / 219), np.uint8)
