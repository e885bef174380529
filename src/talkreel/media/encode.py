"""Encoders, one for each closed group of pictures: frames in, packets out, nothing shared between groups."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from talkreel.errors import RenderError
from talkreel.media.formats import AUDIO_BIT_RATES, ENCODERS, Format, Quality

_GLOBAL_HEADER = 1 << 22
_BT709 = 1
_DECODERS = {"aac": "aac", "libmp3lame": "mp3float", "libopus": "opus"}


@dataclass(frozen=True)
class Packet:
    """An encoded piece; times in units of the stream's time base, counted from the chunk's start."""

    data: bytes
    pts: int
    dts: int
    key: bool
    duration: int


@dataclass(frozen=True)
class Encoded:
    """All packets of one chunk, or of a whole sound track. `header` is the codec's extradata."""

    packets: tuple[Packet, ...]
    header: bytes


@dataclass(frozen=True)
class Picture:
    """What a video encoder must know."""

    width: int
    height: int
    fps: int
    codec: str
    quality: Quality
    gop: int  # frames between key frames within a chunk


def encode_pictures(frames: Iterable[NDArray[np.uint8]], picture: Picture) -> Encoded:
    """Encode (height, width, 3) B G R frames as one closed group, yuv420p, BT.709, limited range.

    Raises:
        RenderError: the encoder refused.
    """
    try:
        context = _video_context(picture)
        packets: list[Packet] = []
        count = 0
        for number, pixels in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(pixels), format="bgr24")
            frame = frame.reformat(format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG)
            frame.pts, frame.time_base = number, Fraction(1, picture.fps)
            frame.pict_type = 1 if number == 0 else 0
            packets += _packets(context.encode(frame), 1)
            count = number + 1
        packets += _packets(context.encode(None), 1)
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=picture.codec, detail=str(cause)) from cause
    if len(packets) != count:
        raise RenderError("error.encoder", codec=picture.codec, detail=f"{len(packets)} packets for {count} frames")
    return Encoded(tuple(packets), bytes(context.extradata or b""))


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


def encode_sound(samples: NDArray[np.float32], format: Format) -> Encoded:
    """Encode (n, 2) samples at 48 kHz for a container.

    Raises:
        RenderError: the encoder refused.
    """
    try:
        context = av.CodecContext.create(format.audio, "w")
        assert isinstance(context, av.AudioCodecContext)
        rate = format.audio_rate_hz
        context.sample_rate, context.layout, context.bit_rate = rate, "stereo", AUDIO_BIT_RATES[format.audio]
        context.format = "flt" if format.audio == "libopus" else "fltp"
        context.time_base = Fraction(1, rate)
        context.flags |= _GLOBAL_HEADER
        context.open()
        step = context.frame_size or 1024
        planar = context.format.is_planar
        packets: list[Packet] = []
        for start in range(0, len(samples), step):
            part = np.ascontiguousarray(samples[start : start + step], np.float32)
            shaped = np.ascontiguousarray(part.T) if planar else part.reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(shaped, format=context.format.name, layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            packets += _packets(context.encode(frame), step)
        packets += _packets(context.encode(None), step)
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=format.audio, detail=str(cause)) from cause
    return Encoded(tuple(packets), bytes(context.extradata or b""))


def heard(sound: Encoded, format: Format) -> NDArray[np.float32]:
    """What a player makes of an encoded track: samples (n, 2).

    Raises:
        RenderError: it cannot be decoded.
    """
    try:
        context = av.CodecContext.create(_DECODERS[format.audio], "r")
        assert isinstance(context, av.AudioCodecContext)
        context.extradata = sound.header or None
        context.sample_rate, context.layout = format.audio_rate_hz, "stereo"
        packets = [av.Packet(p.data) for p in sound.packets]
        frames = [frame for packet in (*packets, None) for frame in context.decode(packet)]
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=format.audio, detail=str(cause)) from cause
    return np.concatenate([np.asarray(f.to_ndarray(), np.float32).reshape(2, -1) for f in frames], 1).T


def _packets(made: Iterable[Any], duration: int) -> list[Packet]:
    return [
        Packet(bytes(p), p.pts or 0, p.dts if p.dts is not None else p.pts or 0, p.is_keyframe, p.duration or duration)
        for p in made
        if p.size
    ]
