"""The sound track through an encoder, and back as a player hears it."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import RenderError
from talkreel.media.formats import AUDIO_BIT_RATES, Format
from talkreel.media.packets import Encoded, Packet

_GLOBAL_HEADER = 1 << 22
_DECODERS = {"aac": "aac", "libmp3lame": "mp3float", "libopus": "opus"}


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
            packets += _pieces(context.encode(frame), step)
        packets += _pieces(context.encode(None), step)
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


def _pieces(made: Iterable[Any], duration: int) -> list[Packet]:
    return [Packet(bytes(p), p.pts or 0, p.pts or 0, True, p.duration or duration) for p in made if p.size]
