"""Encoders, one for each closed group of pictures: frames in, packets out, nothing shared between groups."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import av
import cv2
import numpy as np
from av.error import FFmpegError
from av.packet import PacketSideData
from av.video.reformatter import ColorRange
from numpy.typing import DTypeLike, NDArray

from talkreel.errors import RenderError
from talkreel.media.deepening import deepen, deepen_alpha, deepen_both, deepen_rows
from talkreel.media.formats import Video
from talkreel.media.packets import Encoded, Packet
from talkreel.model.planes import Planes

if TYPE_CHECKING:
    from talkreel.model.planes import Plane

_GLOBAL_HEADER = 1 << 22
_BT709 = 1
_KEY, _ANY = 1, 0  # picture types
_FRAMES_AHEAD = 2  # drawn and not yet encoded
_ALPHA_ID_BYTES = 8  # before the alpha packet of a VP9 picture
_DRAWN = {False: "yuv420p", True: "yuva420p"}  # 8 bits a sample, whatever the codec takes
_DEEPENED = {
    "yuv422p10le": (deepen, deepen_rows, deepen_rows),
    "yuva444p10le": (deepen, deepen_both, deepen_both, deepen_alpha),
}
_AVX512 = 256  # as OpenCV numbers it: F, CD, BW, DQ and VL, which is what x264 asks for

View = TypeVar("View")


class Cutout(NamedTuple):
    """A picture on a clear ground: `alpha` is (height, width), 255 where it covers; colours are not multiplied."""

    planes: Planes
    alpha: Plane


@dataclass(frozen=True)
class Picture:
    """What a video encoder must know. Width and height are even, `gop` is more than any chunk has frames."""

    width: int
    height: int
    fps: int
    video: Video
    gop: int


def encode_pictures(paint: Iterable[Callable[[Planes], None]], picture: Picture) -> Encoded:
    """Encode one closed group of pictures, BT.709, limited range.

    Each item of `paint` is called once, in order, on the calling thread, with the planes of a frame that it fills
    whole: they are the encoder's own, nothing is copied. What is filled is encoded on a thread beside, so drawing and
    encoding overlap.

    Raises:
        RenderError: the encoder refused. What a painter raises passes through.
    """
    return _encode(paint, picture, _planes)


def encode_cutouts(paint: Iterable[Callable[[Cutout], None]], picture: Picture) -> Encoded:
    """The same for pictures on a clear ground, of a codec that can have one.

    Raises:
        RenderError: the encoder refused. What a painter raises passes through.
    """
    return _encode(paint, picture, _cutout)


def _encode(
    paint: Iterable[Callable[[View], None]], picture: Picture, view: Callable[[av.VideoFrame], View]
) -> Encoded:
    context = _video_context(picture)
    # Frames go round: the encoders copy what they are given, and new memory would cost a millisecond a frame.
    frames = [_frame(picture, _DRAWN[picture.video.alpha]) for _ in range(_FRAMES_AHEAD + 1)]
    deep = _frame(picture, picture.video.pixel_format) if picture.video.pixel_format in _DEEPENED else None
    encoded: list[Any] = []
    count = 0
    try:
        with ThreadPoolExecutor(1, "talkreel-encoder") as encoder:
            ahead: deque[Future[list[Any]]] = deque()
            for draw in paint:
                frame = _stamped(frames[count % len(frames)], count, picture.fps)
                draw(view(frame))
                ahead.append(encoder.submit(_send, context, frame, deep))
                if len(ahead) > _FRAMES_AHEAD:
                    encoded += ahead.popleft().result()
                count += 1
            ahead.append(encoder.submit(context.encode, None))
            for rest in ahead:
                encoded += rest.result()
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=picture.video.encoder, detail=str(cause)) from cause
    return Encoded(_in_order(encoded, count, picture.video), bytes(context.extradata or b""))


def _in_order(encoded: list[Any], count: int, video: Video) -> tuple[Packet, ...]:
    """Packets with even decoding times.

    Raises:
        RenderError: there is not one for each frame, or one would be decoded after it is shown.
    """
    whole = [p for p in encoded if p.size]
    packets = tuple(
        Packet(bytes(p), p.pts, number - video.reordered, p.is_keyframe, 1, _alpha_of(p) if video.alpha else b"")
        for number, p in enumerate(whole)
    )
    if len(packets) != count or any(p.pts < p.dts for p in packets):
        detail = f"{len(packets)} packets for {count} frames, {[p.pts for p in packets]}"
        raise RenderError("error.encoder", codec=video.encoder, detail=detail)
    return packets


def _alpha_of(packet: Any) -> bytes:
    return bytes(PacketSideData.from_packet(packet, "matroska_block_additional"))[_ALPHA_ID_BYTES:]


def _frame(picture: Picture, pixel_format: str) -> av.VideoFrame:
    return av.VideoFrame(picture.width, picture.height, pixel_format)


def _stamped(frame: av.VideoFrame, number: int, fps: int) -> av.VideoFrame:
    frame.pts, frame.time_base = number, Fraction(1, fps)
    frame.pict_type = _KEY if number == 0 else _ANY
    frame.color_primaries = frame.color_trc = frame.colorspace = _BT709
    frame.color_range = ColorRange.MPEG
    return frame


def _send(context: av.VideoCodecContext, frame: av.VideoFrame, deep: av.VideoFrame | None) -> list[Any]:
    """On the encoder's thread; `deep` is memory for the frame in 10 bits, where the codec takes those."""
    if deep is None:
        return context.encode(frame)
    for change, source, into in zip(_DEEPENED[deep.format.name], frame.planes, deep.planes, strict=True):
        change(_samples(source, np.uint8), _samples(into, np.uint16))
    return context.encode(_stamped(deep, frame.pts or 0, int(context.framerate)))


def _planes(frame: av.VideoFrame) -> Planes:
    """Views on a frame's own memory; they keep it alive."""
    return Planes(*(_samples(plane, np.uint8) for plane in frame.planes[:3]))


def _cutout(frame: av.VideoFrame) -> Cutout:
    return Cutout(_planes(frame), _samples(frame.planes[3], np.uint8))


def _samples(plane: Any, kind: DTypeLike) -> NDArray[Any]:
    """A plane's rows without their padding. (PyAV's stubs do not say that a plane is a buffer.)"""
    return np.frombuffer(plane, kind).reshape(plane.height, -1)[:, : plane.width]


def _video_context(picture: Picture) -> av.VideoCodecContext:
    os.environ.setdefault("SVT_LOG", "1")  # or the AV1 encoder tells its settings on stderr
    context = av.CodecContext.create(picture.video.encoder, "w")
    assert isinstance(context, av.VideoCodecContext)
    context.width, context.height, context.pix_fmt = picture.width, picture.height, picture.video.pixel_format
    context.time_base, context.framerate = Fraction(1, picture.fps), Fraction(picture.fps)
    context.thread_count = 1
    context.gop_size = picture.gop
    context.flags |= _GLOBAL_HEADER
    context.options = _reproducible(dict(picture.video.options), picture)
    tag_colours(context)
    return context


def _reproducible(options: dict[str, str], picture: Picture) -> dict[str, str]:
    """Options under which x264 gives the same bits every time.

    Its AVX-512 code for macroblock trees works on eight macroblocks at once and, where a row of them does not divide by
    eight, reads past the end of what was set. The older code does not, and gives what AVX2 machines give; decision 5.
    """
    uneven = -(-picture.width // 16) % 8
    if picture.video.encoder == "libx264" and uneven and cv2.checkHardwareSupport(_AVX512):
        options["x264-params"] += ":asm=avx2"
    return options


def tag_colours(context: av.VideoCodecContext) -> None:
    """Say that the pictures are BT.709, limited range."""
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = ColorRange.MPEG
