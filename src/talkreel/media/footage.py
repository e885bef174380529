"""Footage: any frame of an uploaded video, read forwards without seeking where that is possible."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media

_LONG_SIDE_PX = 2160
_SEEK_AHEAD_MS = 2500  # further than this, seeking is cheaper than decoding on


class Footage:
    """An open video. `frame_at` gives what is on screen at a time; past the end, the last frame."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container = open_media(path)
        if not self._container.streams.video:
            raise InputError("error.file_no_picture", path=str(path))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._frames = self._container.decode(self._stream)
        self._at_ms = -1.0
        self._next: tuple[float, av.VideoFrame] | None = None
        self._pixels: NDArray[np.uint8] | None = None
        self._first_ms: float | None = None
        self._turn = 0

    def frame_at(self, t_ms: float) -> NDArray[np.uint8]:
        """The frame shown at `t_ms`, (height, width, 4) BGRA, upright.

        Raises:
            InputError: nothing can be decoded there.
        """
        if self._pixels is None or t_ms < self._at_ms or t_ms - self._at_ms > _SEEK_AHEAD_MS:
            self._seek(t_ms)
        shown: av.VideoFrame | None = None
        while (pending := self._peek()) is not None and (
            pending[0] <= t_ms or (self._pixels is None and shown is None)
        ):
            self._at_ms, shown = pending
            self._next = None
        if shown is not None:
            self._pixels = _upright(shown)
        if self._pixels is None:
            raise InputError("error.file_no_picture", path=str(self._path))
        return self._pixels

    def _seek(self, t_ms: float) -> None:
        try:
            self._container.seek(max(0, int(t_ms * 1000)), backward=True)
        except FFmpegError:
            self._container.seek(0)
        self._frames = self._container.decode(self._stream)
        self._next, self._pixels = None, None

    def _peek(self) -> tuple[float, av.VideoFrame] | None:
        if self._next is None:
            try:
                frame = next(self._frames, None)
            except FFmpegError:
                frame = None  # a damaged tail: what was decoded so far stays on screen
            if frame is not None:
                self._next = ((frame.time or 0.0) * 1000, frame)
        return self._next


def _upright(frame: av.VideoFrame) -> NDArray[np.uint8]:
    width, height = frame.width, frame.height
    scale = min(1.0, _LONG_SIDE_PX / max(width, height))
    size = (max(2, round(width * scale)), max(2, round(height * scale)))
    pixels = np.asarray(frame.reformat(width=size[0], height=size[1], format="bgra").to_ndarray(), np.uint8)
    turns = round(getattr(frame, "rotation", 0) / 90) % 4
    if turns:
        codes = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}
        pixels = np.asarray(cv2.rotate(pixels, codes[turns]), np.uint8)
    return np.ascontiguousarray(pixels)
