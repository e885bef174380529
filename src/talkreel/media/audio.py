"""The sound track through an encoder, and back as a player hears it; both as they come, so that any length will do."""

# PyAV types its packets as generic over a stream that its stubs leave unknown.
# pyright: reportUnknownArgumentType=false

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from talkreel.errors import RenderError
from talkreel.media.formats import AUDIO_BIT_RATES, Format
from talkreel.media.packets import Encoded, Packet, Recorded

Samples = NDArray[np.float32]

_GLOBAL_HEADER = 1 << 22
_STEP = 1024  # samples in a packet of an encoder that has no frames of its own
_SAMPLE_FORMATS = {"aac": "fltp", "libmp3lame": "fltp", "libopus": "flt", "pcm_s16le": "s16"}
# AAC at 192 kb/s: the quick search is a quarter of the other's work, and its error is smaller in all octaves but the
# highest.
_OPTIONS = {"aac": {"aac_coder": "fast"}}
_DECODERS = {"aac": "aac", "libmp3lame": "mp3float", "libopus": "opus"}


class Encoding:
    """A `Recorded` that is made while its packets are read, which can be done once.

    `hears` is called with what a player will hear of each packet; for a codec that loses nothing it is never called.
    """

    def __init__(self, blocks: Iterable[Samples], format: Format, hears: Callable[[Samples], None] | None = None):
        """Encode blocks of (n, 2) samples at 48 kHz for a container.

        Raises:
            RenderError: the encoder refused; reading the packets may raise it too.
        """
        self._blocks, self._hears = blocks, hears
        self._codec = format.audio
        with _translated(format.audio):
            self._context = _encoder(format)
            self._decoder = _decoder(format, self.header) if hears and lossy(format) else None

    @property
    def header(self) -> bytes:
        """See `Recorded`."""
        return bytes(self._context.extradata or b"")

    @property
    def packets(self) -> Iterator[Packet]:
        """See `Recorded`."""
        step = self._context.frame_size or _STEP
        with _translated(self._codec):
            for number, part in enumerate(_steps(self._blocks, step)):
                yield from self._told(self._context.encode(_frame(self._context, part, number * step)), len(part))
            yield from self._told(self._context.encode(None), step)
            if self._decoder is not None:
                self._listen(self._decoder.decode(None))

    def _told(self, made: Iterable[Any], duration: int) -> Iterator[Packet]:
        for p in made:
            if p.size:
                data = bytes(p)
                if self._decoder is not None:
                    self._listen(self._decoder.decode(av.Packet(data)))
                yield Packet(data, p.pts or 0, p.pts or 0, True, p.duration or duration)

    def _listen(self, frames: Iterable[av.AudioFrame]) -> None:
        for frame in frames:
            assert self._hears is not None
            self._hears(_samples(frame))


def lossy(format: Format) -> bool:
    """Whether a container's sound is not what was put in."""
    return format.audio in _DECODERS


def encode_sound(samples: Samples, format: Format) -> Encoded:
    """Encode (n, 2) samples at 48 kHz in memory.

    Raises:
        RenderError: the encoder refused.
    """
    made = Encoding([samples], format)
    return Encoded(tuple(made.packets), made.header)


def heard(sound: Recorded, format: Format) -> Iterator[Samples]:
    """What a player makes of an encoded track.

    Raises:
        RenderError: it cannot be decoded.
    """
    with _translated(format.audio):
        decoder = _decoder(format, sound.header)
        for packet in sound.packets:
            yield from map(_samples, decoder.decode(av.Packet(packet.data)))
        yield from map(_samples, decoder.decode(None))


@contextmanager
def _translated(codec: str) -> Generator[None]:
    try:
        yield
    except FFmpegError as cause:
        raise RenderError("error.encoder", codec=codec, detail=str(cause)) from cause


def _encoder(format: Format) -> av.AudioCodecContext:
    context = av.CodecContext.create(format.audio, "w")
    assert isinstance(context, av.AudioCodecContext)
    context.sample_rate, context.layout = format.audio_rate_hz, "stereo"
    context.bit_rate = AUDIO_BIT_RATES.get(format.audio, 0)
    context.format = _SAMPLE_FORMATS[format.audio]
    context.time_base = Fraction(1, format.audio_rate_hz)
    context.flags |= _GLOBAL_HEADER
    context.options = dict(_OPTIONS.get(format.audio, {}))
    context.open()
    return context


def _decoder(format: Format, header: bytes) -> av.AudioCodecContext:
    context = av.CodecContext.create(_DECODERS[format.audio], "r")
    assert isinstance(context, av.AudioCodecContext)
    context.extradata = header or None
    context.sample_rate, context.layout = format.audio_rate_hz, "stereo"
    return context


def _steps(blocks: Iterable[Samples], step: int) -> Iterator[Samples]:
    """Blocks of any length in steps of one length; the last may be shorter."""
    rest = np.zeros((0, 2), np.float32)
    for block in blocks:
        rest = np.concatenate([rest, block]) if len(rest) else block
        whole = len(rest) // step * step
        for at in range(0, whole, step):
            yield rest[at : at + step]
        rest = rest[whole:]
    if len(rest):
        yield rest


def _frame(context: av.AudioCodecContext, part: Samples, at: int) -> av.AudioFrame:
    name = context.format.name
    rows: NDArray[Any] = np.clip(np.rint(part * 32768), -32768, 32767).astype(np.int16) if name == "s16" else part
    shaped = rows.T if context.format.is_planar else rows.reshape(1, -1)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(shaped), format=name, layout="stereo")
    frame.sample_rate, frame.pts, frame.time_base = context.sample_rate, at, context.time_base
    return frame


def _samples(frame: av.AudioFrame) -> Samples:
    samples = np.asarray(frame.to_ndarray(), np.float32)
    return np.ascontiguousarray(samples.T) if frame.format.is_planar else samples.reshape(-1, 2)
