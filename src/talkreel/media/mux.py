"""The muxer: packets of many chunks become one file. Nothing is encoded here."""

from __future__ import annotations

import io
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
from av.container import OutputContainer
from av.error import FFmpegError

from talkreel.errors import OutputError, RenderError
from talkreel.media.encode import Picture, tag_colours
from talkreel.media.formats import Format
from talkreel.media.packets import Encoded, Packet

_PROBE_FORMATS = {"libx264": "h264"}


def write_film(
    path: Path,
    format: Format,
    picture: Picture,
    chunks: Sequence[tuple[int, Encoded]],
    sound: Encoded | None,
    metadata: dict[str, str],
) -> None:
    """Write a film from (first frame, packets) chunks in order, and a sound track.

    Raises:
        OutputError: the file cannot be written (read-only folder, full disk).
        RenderError: the chunks do not share one header.
    """
    header = chunks[0][1].header
    if any(encoded.header != header for _, encoded in chunks):
        raise RenderError("error.headers_differ")
    try:
        with av.open(str(path), "w", format=format.muxer, options=dict(format.options)) as container:
            for key, value in metadata.items():
                container.metadata[key] = value
            _write(container, format, picture, chunks, sound)
    except (FFmpegError, OSError) as cause:
        raise OutputError("error.output_write", path=str(path), detail=str(cause)) from cause


def _write(
    container: OutputContainer,
    format: Format,
    picture: Picture,
    chunks: Sequence[tuple[int, Encoded]],
    sound: Encoded | None,
) -> None:
    video = _video_stream(container, picture, chunks[0][1])
    frame_base = Fraction(1, picture.fps)
    queue: list[tuple[float, int, Packet, int]] = [
        ((first + p.dts) / picture.fps, 0, p, first) for first, encoded in chunks for p in encoded.packets
    ]
    audio = None
    sample_base = Fraction(1, format.audio_rate_hz)
    frames = chunks[-1][0] + len(chunks[-1][1].packets)
    sound_samples = frames * format.audio_rate_hz // picture.fps
    if sound is not None:
        audio = container.add_stream(format.audio, rate=format.audio_rate_hz)
        assert isinstance(audio, av.AudioStream)
        audio.codec_context.layout = "stereo"
        audio.codec_context.extradata = sound.header
        audio.time_base = sample_base
        # The last frames of a padded codec lie past the film's end; a container would count them as its length.
        queue += [(p.dts * float(sample_base), 1, p, 0) for p in sound.packets if p.pts < sound_samples]
    queue.sort(key=lambda item: (item[0], item[1]))
    for _, kind, packet, first in queue:
        out = av.Packet(packet.data)
        out.stream = video if kind == 0 or audio is None else audio
        out.time_base = frame_base if kind == 0 else sample_base
        out.pts, out.dts, out.duration = packet.pts + first, packet.dts + first, packet.duration
        out.is_keyframe = packet.key
        container.mux_one(out)


def _video_stream(container: OutputContainer, picture: Picture, chunk: Encoded) -> av.VideoStream:
    """A stream that copies packets. One made by codec name would open a second encoder and overwrite the header."""
    if picture.codec in _PROBE_FORMATS:
        head = chunk.header + b"".join(p.data for p in chunk.packets[:3])
        with av.open(io.BytesIO(head), format=_PROBE_FORMATS[picture.codec]) as probe:
            stream = container.add_stream_from_template(probe.streams.video[0])
    else:
        stream = container.add_stream(picture.codec, rate=picture.fps)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = picture.width, picture.height, "yuv420p"
        tag_colours(stream.codec_context)
    assert isinstance(stream, av.VideoStream)
    stream.time_base = Fraction(1, picture.fps)
    return stream
