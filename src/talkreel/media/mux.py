"""The muxer: packets of many chunks become one file. Nothing is encoded here, and few packets are held."""

# PyAV types its packets and streams as generic over what its stubs leave unknown.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import heapq
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import islice
from operator import itemgetter
from pathlib import Path
from typing import Any, get_args

import av
from av.container import OutputContainer
from av.error import FFmpegError
from av.packet import PacketSideData, PktSideDataT

from talkreel.errors import OutputError, RenderError
from talkreel.media.copying import Copied
from talkreel.media.encode import Picture, tag_colours
from talkreel.media.formats import Format, Video
from talkreel.media.packets import Packet, Recorded

_PICTURE, _SOUND = 0, 1
_ALPHA_KIND: PktSideDataT = "matroska_block_additional"
_ALPHA_ID = (1).to_bytes(8, "big")
# What the ISO file calls a stream. Apple's players want parameter sets in the header: hvc1, not hev1.
_TAGS = {"hevc": "hvc1"}
_PRORES_TAGS = {"1": "apcs", "3": "apch", "4": "ap4h"}

_Due = tuple[float, int, Packet, int]  # when it is due in the file, s; of which track; its chunk's first frame


def write_film(
    path: Path,
    format: Format,
    picture: Picture | None,
    chunks: Iterable[tuple[int, Recorded]],
    sound: Recorded | None,
    metadata: dict[str, str],
) -> None:
    """Write a film from (first frame, packets) chunks in order, and a sound track, which ends with the picture.

    Without a picture there are no chunks, and the sound is written whole. Where some chunks are copied from an upload,
    every group says its parameter sets in band, so that a player can jump from any of them to any other.

    Raises:
        OutputError: the file cannot be written (read-only folder, full disk).
        RenderError: the chunks do not share one header.
    """
    try:
        with av.open(str(path), "w", format=format.muxer, options=dict(format.options)) as container:
            for key, value in metadata.items():
                container.metadata[key] = value
            reel = _Reel(container, format, picture, chunks, sound)
            for packet in reel.interleaved():
                container.mux_one(packet)
    except (FFmpegError, OSError) as cause:
        raise OutputError("error.output_write", path=str(path), detail=str(cause)) from cause


class _Reel:
    """Both tracks of a film on their way into a container."""

    def __init__(
        self,
        container: OutputContainer,
        format: Format,
        picture: Picture | None,
        chunks: Iterable[tuple[int, Recorded]],
        sound: Recorded | None,
    ) -> None:
        self._rate_hz, self._fps = format.audio_rate_hz, picture.fps if picture else 0
        self._chunks, self._sound = tuple(chunks), sound
        self._joined = any(isinstance(recorded, Copied) for _, recorded in self._chunks)
        # AVI has no times: what a codec sends ahead to warm up would delay the sound, and no packet can be cut.
        self._whole_packets = format.name == "avi"
        self._header = b""
        self._frames = 0  # as far as chunks have been read
        self._streams: dict[int, Any] = {}
        if picture is not None:
            told = min((recorded for _, recorded in self._chunks), key=lambda recorded: isinstance(recorded, Copied))
            self._header = told.header  # ours, unless all is copied
            self._streams[_PICTURE] = _picture_stream(container, format, picture, told)
        if sound is not None:
            self._streams[_SOUND] = _sound_stream(container, format, sound)

    def interleaved(self) -> Iterator[Any]:
        """The container's packets in the order in which they are due."""
        for _, kind, packet, first in heapq.merge(self._pictures(), self._sounds(), key=itemgetter(0, 1)):
            duration = packet.duration if kind == _PICTURE else self._heard(packet)
            if duration > 0:
                yield self._packet(kind, packet, first, duration)

    def _pictures(self) -> Iterator[_Due]:
        for first, recorded in self._chunks:
            copied = isinstance(recorded, Copied)
            if recorded.header != self._header and not copied:
                raise RenderError("error.headers_differ")
            for packet in recorded.packets:
                self._frames = max(self._frames, first + packet.pts + 1)
                if self._joined and packet.key and not copied:
                    packet = replace(packet, data=self._header + packet.data)
                yield (first + packet.dts) / self._fps, _PICTURE, packet, first

    def _sounds(self) -> Iterator[_Due]:
        """Sound is due when it ends: by then the picture that it lies under has been read, or there is no more."""
        for packet in self._sound.packets if self._sound else ():
            yield (packet.pts + packet.duration) / self._rate_hz, _SOUND, packet, 0

    def _heard(self, packet: Packet) -> int:
        """Samples of a packet before the film's end. Codecs pad; a container would count that as its length."""
        if not self._fps:
            return packet.duration
        left = self._frames * self._rate_hz // self._fps - packet.pts
        if self._whole_packets:
            half = packet.duration // 2
            return packet.duration if packet.pts >= -half and left > half else 0
        return min(packet.duration, left)

    def _packet(self, kind: int, packet: Packet, first: int, duration: int) -> Any:
        out = av.Packet(packet.data)
        out.stream = self._streams[kind]
        out.time_base = Fraction(1, self._fps if kind == _PICTURE else self._rate_hz)
        out.pts, out.dts, out.duration = packet.pts + first, packet.dts + first, duration
        out.is_keyframe = packet.key
        if packet.alpha:
            _attach_alpha(out, packet.alpha)
        return out


def _attach_alpha(packet: Any, alpha: bytes) -> None:
    make: Any = PacketSideData  # its stubs hide that it can be made: (number of its kind, bytes)
    data = make(get_args(PktSideDataT).index(_ALPHA_KIND), len(_ALPHA_ID) + len(alpha))
    data.update(_ALPHA_ID + alpha)
    packet.set_sidedata(data)


def _picture_stream(container: OutputContainer, format: Format, picture: Picture, chunk: Recorded) -> Any:
    """A stream that copies packets. One made by an encoder's name would open that encoder and overwrite the header.

    The first packets are written to a file in memory and looked at, so that the stream knows profile and level.
    """
    video, head = picture.video, list(islice(chunk.packets, 2))
    with av.open(_specimen(picture, chunk.header, head)) as specimen:
        stream = container.add_stream_from_template(specimen.streams.video[0], opaque=True)
    assert isinstance(stream, av.VideoStream)
    stream.time_base = Fraction(1, picture.fps)
    context = stream.codec_context
    context.extradata = chunk.header or None
    context.pix_fmt = video.pixel_format
    tag_colours(context)
    if tag := _tag(format, video):
        context.codec_tag = tag
    if video.codec == "vp9" and video.alpha:
        stream.metadata["alpha_mode"] = "1"
    return stream


def _specimen(picture: Picture, header: bytes, packets: list[Packet]) -> io.BytesIO:
    codec = picture.video.codec
    file = io.BytesIO()
    with av.open(file, "w", format="mov" if codec == "prores" else "nut") as container:
        stream = container.add_mux_stream(codec, picture.fps, width=picture.width, height=picture.height)
        stream.time_base = Fraction(1, picture.fps)
        for number, packet in enumerate(packets):
            in_band = header if number == 0 and codec in {"h264", "hevc"} else b""
            out = av.Packet(in_band + packet.data)
            out.stream, out.time_base = stream, stream.time_base
            out.pts = out.dts = number
            out.is_keyframe = packet.key
            container.mux_one(out)
    file.seek(0)
    return file


def _tag(format: Format, video: Video) -> str:
    if video.codec == "prores":
        return _PRORES_TAGS[dict(video.options)["profile"]]
    return _TAGS.get(video.codec, "") if format.muxer in {"mp4", "mov"} else ""


def _sound_stream(container: OutputContainer, format: Format, sound: Recorded) -> av.AudioStream:
    stream = container.add_stream(format.audio, rate=format.audio_rate_hz)
    assert isinstance(stream, av.AudioStream)
    stream.codec_context.layout = "stereo"
    stream.codec_context.extradata = sound.header or None
    stream.time_base = Fraction(1, format.audio_rate_hz)
    return stream
