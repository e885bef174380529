"""Footage: any frame of an uploaded video, read forwards without seeking where that is possible.

Read backwards, the frames before a time are decoded together and the last few of them kept, for the next steps back.

What the decoder gives as the rest of the program wants it (8 bits, 4:2:0, BT.709, limited range) is looked at where it
lies; anything else is converted once, by the matrix and range that the stream tells or that its size suggests.
HDR and wide colour are brought to what a BT.709 screen shows. Interlaced frames are taken as they are.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
from av.error import FFmpegError
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)
from numpy.typing import NDArray

from talkreel.errors import InputError
from talkreel.media.opening import open_media
from talkreel.model.planes import Planes

_LONG_SIDE_PX = 2160  # of a B G R A frame, and of one that was HDR
_SEEK_AHEAD_MS = 2500  # further than this, seeking is cheaper than decoding on
_KEPT_BYTES, _FEWEST_KEPT = 128 << 20, 4  # of the frames that a step back decodes on its way
_SLACK_MS = 0.5  # times in seconds and in frames are rounded differently
_HD_PX = 720  # where a stream says nothing: from this short side on it is BT.709, below BT.601
_EXACT = Interpolation.BILINEAR | Interpolation.ACCURATE_RND | Interpolation.BITEXACT

# AVColorSpace, as streams tell it -> the matrix that swscale takes.
_TOLD = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
_WEIGHTS = {  # of red and blue in luma
    Colorspace.ITU709: (0.2126, 0.0722),
    Colorspace.FCC: (0.30, 0.11),
    Colorspace.ITU601: (0.299, 0.114),
    Colorspace.SMPTE240M: (0.212, 0.087),
    Colorspace.BT2020: (0.2627, 0.0593),
}
_HDR, _WIDE = {16, 18}, 9  # transfer curves (PQ, HLG) and primaries (BT.2020), as streams tell them
_TURNS = {1: cv2.ROTATE_90_COUNTERCLOCKWISE, 2: cv2.ROTATE_180, 3: cv2.ROTATE_90_CLOCKWISE}


class Footage:
    """An open video: what is on screen at a time; past the end, the last frame."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        """`threads` of the decoder; 0: as many as there are cores.

        Raises:
            InputError: it is not footage.
        """
        self._path = path
        self._container = open_media(path)
        if not self._container.streams.video:
            raise InputError("error.file_no_picture", path=str(path))
        self._stream = self._container.streams.video[0]
        self._stream.thread_type = "AUTO"
        self._stream.codec_context.thread_count = threads
        self._frames = self._container.decode(self._stream)
        self._reformatter = VideoReformatter()
        self._next: tuple[float, av.VideoFrame] | None = None
        self._shown: av.VideoFrame | None = None
        self._from_ms, self._at_ms = 0.0, -1.0  # the earliest time it was shown for, and its own
        self._behind: deque[tuple[float, av.VideoFrame]] = deque()  # decoded last, up to where the decoder is
        self._planes: Planes | None = None
        self._pixels: NDArray[np.uint8] | None = None

    def planes_at(self, t_ms: float) -> Planes:
        """The frame shown at `t_ms`, upright and opaque, at its own size less what is odd of it; not to be written to.

        Raises:
            InputError: nothing can be decoded there.
        """
        frame = self._frame(t_ms)
        if self._planes is None:
            planes = _views(frame) if in_place(frame) else _converted(frame, self._reformatter)
            self._planes = _turned(planes, _turns(frame))
        return self._planes

    def frame_at(self, t_ms: float) -> NDArray[np.uint8]:
        """The frame shown at `t_ms`, (height, width, 4) BGRA, upright, its long side at most 2160 px.

        Raises:
            InputError: nothing can be decoded there.
        """
        frame = self._frame(t_ms)
        if self._pixels is None:
            self._pixels = _upright(frame)
        return self._pixels

    def _frame(self, t_ms: float) -> av.VideoFrame:
        if self._shown is None or t_ms - self._at_ms > _SEEK_AHEAD_MS:
            self._seek(t_ms)
        elif t_ms < min(self._from_ms, self._at_ms) and not self._is_behind(t_ms):
            self._step_back(t_ms)
        if self._is_behind(t_ms):
            self._show(next(told for told in reversed(self._behind) if told[0] <= t_ms + _SLACK_MS), t_ms)
        while (pending := self._peek()) is not None and (pending[0] <= t_ms + _SLACK_MS or self._shown is None):
            self._show(pending, t_ms)
            self._next = None
            self._behind.clear()
        if self._shown is None:
            raise InputError("error.file_no_picture", path=str(self._path))
        return self._shown

    def _show(self, told: tuple[float, av.VideoFrame], t_ms: float) -> None:
        if told[1] is not self._shown:
            self._at_ms, self._shown = told
            self._from_ms = t_ms
            self._planes = self._pixels = None

    def _is_behind(self, t_ms: float) -> bool:
        return bool(self._behind) and self._behind[0][0] <= t_ms + _SLACK_MS

    def _step_back(self, t_ms: float) -> None:
        """Decode up to a time before the one that is shown, and keep the last frames on the way."""
        self._seek(t_ms)
        while (pending := self._peek()) is not None and pending[0] <= t_ms + _SLACK_MS:
            most = _KEPT_BYTES // max(1, sum(plane.buffer_size for plane in pending[1].planes))
            while len(self._behind) >= max(_FEWEST_KEPT, most):
                self._behind.popleft()
            self._behind.append(pending)
            self._next = None

    def _seek(self, t_ms: float) -> None:
        self._start_at(t_ms)
        first = self._peek()
        if t_ms > 0 and (first is None or first[0] > t_ms + _SLACK_MS):  # an index that lies
            self._start_at(0.0)

    def _start_at(self, t_ms: float) -> None:
        try:
            self._container.seek(max(0, int(t_ms * 1000)), backward=True)
        except FFmpegError:
            self._container.seek(0)
        self._frames = self._container.decode(self._stream)
        self._next, self._shown = None, None
        self._behind.clear()

    def _peek(self) -> tuple[float, av.VideoFrame] | None:
        if self._next is None:
            try:
                frame = next(self._frames, None)
            except FFmpegError:
                frame = None  # a damaged tail: what was decoded so far stays on screen
            if frame is not None:
                self._next = ((frame.time or 0.0) * 1000, frame)
        return self._next


def in_place(frame: av.VideoFrame) -> bool:
    """Whether the decoder's own planes are those that the program works on."""
    ours = _is_halved(frame) and _range(frame) == ColorRange.MPEG and not _is_hdr(frame)
    return ours and _matrix(frame) == Colorspace.ITU709


def _is_halved(frame: av.VideoFrame) -> bool:
    """8 bits, 4:2:0, of any matrix and range."""
    return frame.format.name in ("yuv420p", "yuvj420p") and min(frame.width, frame.height) > 1


def _matrix(frame: av.VideoFrame) -> Colorspace:
    guessed = Colorspace.ITU709 if min(frame.width, frame.height) >= _HD_PX else Colorspace.ITU601
    return _TOLD.get(int(frame.colorspace), guessed)


def _range(frame: av.VideoFrame) -> ColorRange:
    full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj") or frame.format.is_rgb
    return ColorRange.JPEG if full else ColorRange.MPEG


def _is_hdr(frame: av.VideoFrame) -> bool:
    return int(frame.color_trc) in _HDR or int(frame.color_primaries) == _WIDE


def _converted(frame: av.VideoFrame, by: VideoReformatter) -> Planes:
    """As 8 bits, 4:2:0, BT.709, limited range. `by` is kept from frame to frame: it is slow to make."""
    if _is_hdr(frame):
        scale = min(1.0, _LONG_SIDE_PX / max(frame.width, frame.height))
        size = (max(2, round(frame.width * scale)), max(2, round(frame.height * scale)))
        shown = {"dst_color_trc": ColorTrc.BT709, "dst_color_primaries": ColorPrimaries.BT709}
        return _views(_reformatted(frame, by, size, _matrix(frame), Colorspace.ITU709, **shown))
    matrix = Colorspace.ITU709 if frame.format.is_rgb else _matrix(frame)
    if _is_halved(frame):
        planes = _views(frame) if _range(frame) == ColorRange.MPEG else _limited(_views(frame))
    else:
        # To another matrix swscale would go by way of 8-bit RGB, and darken.
        planes = _views(_reformatted(frame, by, (max(2, frame.width), max(2, frame.height)), matrix, matrix))
    return planes if matrix == Colorspace.ITU709 else _recoded(planes, _between(matrix, Colorspace.ITU709))


def _limited(planes: Planes) -> Planes:
    """Of full range."""
    parts = ((219 / 255, 16.0), (224 / 255, 128 * (1 - 224 / 255)), (224 / 255, 128 * (1 - 224 / 255)))
    scaled = (cv2.convertScaleAbs(p, alpha=a, beta=b) for p, (a, b) in zip(planes, parts, strict=True))
    return Planes(*(np.asarray(plane, np.uint8) for plane in scaled))


def _reformatted(
    frame: av.VideoFrame, by: VideoReformatter, size: tuple[int, int], one: Colorspace, other: Colorspace, **shown: int
) -> av.VideoFrame:
    return by.reformat(
        frame,
        *size,
        format="yuv420p",
        src_colorspace=one,
        dst_colorspace=other,
        src_color_range=_range(frame),
        dst_color_range=ColorRange.MPEG,
        interpolation=_EXACT,
        threads=1,
        **shown,
    )


def _between(one: Colorspace, other: Colorspace) -> NDArray[np.float64]:
    """What takes U and V (128 taken off) of one matrix to what they add to Y, to U and to V of another: (3, 2)."""
    (red, blue), (to_red, to_blue) = _WEIGHTS[one], _WEIGHTS[other]
    to_rgb = np.array([[0, 2 - 2 * red], [0, 0], [2 - 2 * blue, 0]])
    to_rgb[1] = -(red * to_rgb[0] + blue * to_rgb[2]) / (1 - red - blue)
    luma = np.array([to_red, 1 - to_red - to_blue, to_blue]) @ to_rgb
    return np.array([luma * 219 / 224, (to_rgb[2] - luma) / (2 - 2 * to_blue), (to_rgb[0] - luma) / (2 - 2 * to_red)])


def _recoded(planes: Planes, way: NDArray[np.float64]) -> Planes:
    y, u, v = planes
    (lu, lv), (uu, uv), (vu, vv) = way.tolist()
    lift = cv2.resize(cv2.addWeighted(u, lu, v, lv, -128 * (lu + lv), dtype=cv2.CV_16S), y.shape[::-1])
    chroma = [cv2.addWeighted(u, a, v, b, 128 * (1 - a - b)) for a, b in ((uu, uv), (vu, vv))]
    return Planes(*(np.asarray(plane, np.uint8) for plane in (cv2.add(y, lift, dtype=cv2.CV_8U), *chroma)))


def _views(frame: av.VideoFrame) -> Planes:
    """The frame's planes, which live as long as the views."""
    width, height = frame.width & ~1, frame.height & ~1
    sizes = ((height, width), (height // 2, width // 2), (height // 2, width // 2))
    return Planes(
        *(_samples(plane)[:rows, :columns] for plane, (rows, columns) in zip(frame.planes, sizes, strict=True))
    )


def _samples(plane: Any) -> NDArray[np.uint8]:
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)


def _turns(frame: av.VideoFrame) -> int:
    """Quarters of a turn to the left that set it upright."""
    return round(frame.rotation / 90) % 4


def _turned(planes: Planes, turns: int) -> Planes:
    if not turns:
        return planes
    return Planes(*(np.asarray(cv2.rotate(plane, _TURNS[turns]), np.uint8) for plane in planes))


def _upright(frame: av.VideoFrame) -> NDArray[np.uint8]:
    scale = min(1.0, _LONG_SIDE_PX / max(frame.width, frame.height))
    size = (max(2, round(frame.width * scale)), max(2, round(frame.height * scale)))
    small = frame.reformat(
        *size, format="bgra", src_colorspace=_matrix(frame), src_color_range=_range(frame), interpolation=_EXACT
    )
    pixels = np.asarray(small.to_ndarray(), np.uint8)
    turns = _turns(frame)
    return np.ascontiguousarray(cv2.rotate(pixels, _TURNS[turns]) if turns else pixels, np.uint8)
