"""Encoders, one for each closed group of pictures: frames in, packets out, nothing shared between groups."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import av
import numpy as np
from av.error import FFmpegError
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from talkreel.errors import RenderError
from talkreel.media.formats import ENCODERS, Quality
from talkreel.media.packets import Encoded, Packet
from talkreel.model.planes import Planes

if TYPE_CHECKING:
    from talkreel.model.planes import Plane

Paint = Callable[[Planes], None]

_GLOBAL_HEADER = 1 << 22
_BT709 = 1
_KEY, _ANY = 1, 0  # picture types
_FRAMES_AHEAD = 2  # drawn and not yet encoded


@dataclass(frozen=True)
class Picture:
    """What a video encoder must know."""

    width: int
    height: int
    fps: int
    codec: str
    quality: Quality
    gop: int  # frames between key frames within a chunk


def encode_pictures(paint: Iterable[Paint | NDArray[np.uint8]], picture: Picture) -> Encoded:
    """Encode one closed group of pictures, BT.709, limited range.

    Each item of `paint` is called once, in order, on the calling thread, with the planes of a frame that it fills
    whole: they are the encoder's own, nothing is copied. What is filled is encoded on a thread beside, so drawing and
    encoding overlap. (Until all callers draw planes, an item may also be a (height, width, 3) B G R array.)

    Raises:
        RenderError: the encoder refused. What a painter raises passes through.
    """
    context = _video_context(picture)
    made: list[Any] = []
    count = 0
    try:
        with ThreadPoolExecutor(1, "talkreel-encoder") as encoder:
            ahead: deque[Future[list[Any]]] = deque()
            for item in paint:
                frame = _blank_frame(picture, count)
                (item if callable(item) else _as_paint(item))(_planes(frame))
                ahead.append(encoder.submit(context.encode, frame))
                if len(ahead) > _FRAMES_AHEAD:
                    made += ahead.popleft().result()
                count += 1
            ahead.append(encoder.submit(context.encode, None))
            for rest in ahead:
                made += rest.result()
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=picture.codec, detail=str(cause)) from cause
    packets = tuple(_packets(made, 1))
    if len(packets) != count:
        raise RenderError("error.encoder", codec=picture.codec, detail=f"{len(packets)} packets for {count} frames")
    return Encoded(packets, bytes(context.extradata or b""))


def _blank_frame(picture: Picture, number: int) -> av.VideoFrame:
    frame = av.VideoFrame(picture.width, picture.height, "yuv420p")
    frame.pts, frame.time_base = number, Fraction(1, picture.fps)
    frame.pict_type = _KEY if number == 0 else _ANY
    return frame


def _planes(frame: av.VideoFrame) -> Planes:
    """Views on a frame's own memory; they keep it alive."""

    def view(plane: Any) -> Plane:  # PyAV's stubs do not say that a plane is a buffer
        return np.frombuffer(plane, np.uint8).reshape(plane.height, plane.line_size)[:, : plane.width]

    return Planes(*map(view, frame.planes))


def _as_paint(pixels: NDArray[np.uint8]) -> Paint:
    shown = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="bgr24")
    shown = shown.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)

    def paint(into: Planes) -> None:
        for plane, source in zip(into, _planes(shown), strict=True):
            plane[:] = source

    return paint


def _video_context(picture: Picture) -> av.VideoCodecContext:
    context = av.CodecContext.create(picture.codec, "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.pix_fmt = picture.width, picture.height, "yuv420p"
    context.time_base, context.framerate = Fraction(1, picture.fps), Fraction(picture.fps)
    context.thread_count = 1
    context.gop_size = picture.gop
    context.flags |= _GLOBAL_HEADER
    context.options = dict(ENCODERS[picture.codec][picture.quality])
    tag_colours(context)
    return context


def tag_colours(context: av.VideoCodecContext) -> None:
    """Say that the pictures are BT.709, limited range."""
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = ColorRange.MPEG


def _packets(made: Iterable[Any], duration: int) -> list[Packet]:
    return [
        Packet(bytes(p), p.pts or 0, p.dts if p.dts is not None else p.pts or 0, p.is_keyframe, p.duration or duration)
        for p in made
        if p.size
    ]
