"""Stretches of an uploaded H.264 film that can go into ours as they are: packets copied, nothing encoded.

A stretch is a run of whole groups of pictures, each from one IDR picture to the next: nothing in it refers to anything
outside. Its parameter sets are not ours, so in a film with copied stretches every group carries its own in band (the
muxer sees to that). libavcodec and Chromium take this, also when they jump across a join.
"""

# PyAV types its packets and streams as generic over what its stubs leave unknown.
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false

from __future__ import annotations

import math
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from av.bitstream import BitStreamFilterContext
from av.container import InputContainer
from av.error import FFmpegError

from talkreel.errors import InputError
from talkreel.media.opening import open_media
from talkreel.media.packets import Packet

REORDERED = 2  # pictures decoded before one that is shown first: as many as in our own
_HIGHEST_LEVEL = 51
_PROFILES = {"Baseline", "Constrained Baseline", "Main", "High"}
_PROGRESSIVE = 1
_BT709_OR_UNTOLD = {1, 2}
_LIMITED_OR_UNTOLD = {0, 1}
_SQUARE_OR_UNTOLD = {None, 0, 1}
_AVCC = 1  # the first byte of a header as MP4 and Matroska keep it
_START_CODE = b"\0\0\0\1"
_IDR = 5
_NEAR = Fraction(1, 20)  # of a frame: times that are rounded to milliseconds are not taken for late


@dataclass(frozen=True)
class Stretch:
    """Frames [begin, begin + frames) of a clip, counted from its first in the film.

    `pts` is when the first one is shown in the file, in the unit of its stream.
    """

    path: Path
    fps: int
    begin: int
    frames: int
    pts: int


@dataclass(frozen=True)
class Copied:
    """A `Recorded` that is read from the upload each time. `header` is the upload's own, in band too."""

    stretch: Stretch
    header: bytes

    @property
    def packets(self) -> Iterator[Packet]:
        """The packets in decoding order; times count from the stretch's start.

        Raises:
            InputError: the file cannot be read, or is no longer what it was.
        """
        wanted = self.stretch
        with _opened(wanted.path) as (container, stream):
            in_band = BitStreamFilterContext("h264_mp4toannexb", stream)
            per_frame = _unit_per_frame(stream, wanted.fps)
            container.seek(wanted.pts, stream=stream)
            number = 0
            for packet in container.demux(stream):
                if packet.pts is None or (number == 0 and packet.pts != wanted.pts):
                    continue
                shown, key = round((packet.pts - wanted.pts) / per_frame), packet.is_keyframe
                for whole in in_band.filter(packet):
                    yield Packet(bytes(whole), shown, number - REORDERED, key, 1)
                number += 1
                if number == wanted.frames:
                    return
        raise InputError("error.file_unreadable", path=str(wanted.path), detail="it has changed")


class _Seen(NamedTuple):
    """A packet of the upload: when its picture is shown, and whether it is an IDR picture."""

    pts: int
    idr: bool


def copyable(path: Path, in_ms: float, duration_ms: float, fps: int, width: int, height: int) -> tuple[Stretch, ...]:
    """Which stretches of a clip that plays from `in_ms` of a file can be copied into a film of this size and rate.

    None where the file is not H.264 of 8 bits, 4:2:0, limited range, BT.709 or untold, progressive, upright, with
    square pixels, of the film's size, and at an even rate which is the film's. The film must be H.264 with `REORDERED`
    pictures reordered, as in MP4, MOV and MKV.

    Raises:
        InputError: the file cannot be read.
    """
    with _opened(path) as (container, stream):
        if stream is None or not _fits(container, stream, width, height):
            return ()
    with _opened(path) as (container, stream):  # anew: looking at the first picture has moved on
        per_frame = _unit_per_frame(stream, fps)
        first = Fraction(in_ms) * fps / 1000 * per_frame  # shown first: the last picture at or before this time
        frames = round(duration_ms * fps / 1000)
        container.seek(math.floor(first), stream=stream)
        seen = _seen(container, stream, first + frames * per_frame)
        stretches: list[Stretch] = []
        for group in _groups(seen):
            begin = math.ceil((group[0] - first) / per_frame - _NEAR)
            if begin < 0 or begin + len(group) > frames or not _even(group, per_frame):
                continue
            last = stretches[-1] if stretches else None
            if last and last.begin + last.frames == begin:
                stretches[-1] = Stretch(path, fps, last.begin, last.frames + len(group), last.pts)
            else:
                stretches.append(Stretch(path, fps, begin, len(group), group[0]))
    return tuple(stretches)


def copied_packets(stretch: Stretch) -> Copied:
    """The packets of a stretch.

    Raises:
        InputError: the file cannot be read.
    """
    with _opened(stretch.path) as (_, stream):
        return Copied(stretch, _parameter_sets(bytes(stream.codec_context.extradata or b"")))


@contextmanager
def _opened(path: Path) -> Generator[tuple[InputContainer, Any]]:
    """A file and its picture stream, None where it has none.

    Raises:
        InputError: it cannot be read.
    """
    with open_media(path) as container:
        try:
            yield container, next(iter(container.streams.video), None)
        except FFmpegError as cause:
            raise InputError("error.file_unreadable", path=str(path), detail=str(cause)) from cause


def _unit_per_frame(stream: Any, fps: int) -> Fraction:
    """The stream's units of time that a frame of the film lasts."""
    return 1 / (Fraction(stream.time_base) * fps)


def _fits(container: InputContainer, stream: Any, width: int, height: int) -> bool:
    context = stream.codec_context
    header = bytes(context.extradata or b"")
    if context.name != "h264" or header[:1] != bytes([_AVCC]):
        return False
    frame = next(container.decode(stream), None)
    return (
        frame is not None
        and (context.pix_fmt, context.width, context.height) == ("yuv420p", width, height)
        and context.profile in _PROFILES
        and context.level <= _HIGHEST_LEVEL
        and context.field_order == _PROGRESSIVE
        and not frame.interlaced_frame
        and not frame.rotation
        and context.sample_aspect_ratio in _SQUARE_OR_UNTOLD
        and {int(context.colorspace), int(context.color_primaries), int(context.color_trc)} <= _BT709_OR_UNTOLD
        and int(context.color_range) in _LIMITED_OR_UNTOLD
    )


def _seen(container: InputContainer, stream: Any, end: Fraction) -> Iterator[_Seen | None]:
    """Packets in decoding order up to the first IDR picture at or after `end`; None for what breaks a group."""
    sized = (bytes(stream.codec_context.extradata)[4] & 3) + 1
    for packet in container.demux(stream):
        if not packet.size:
            continue
        if packet.pts is None or packet.is_corrupt or packet.is_discard:
            yield None
            continue
        idr = packet.is_keyframe and _IDR in _units(bytes(packet), sized)
        yield _Seen(packet.pts, idr)
        if idr and packet.pts >= end:
            return


def _units(data: bytes, sized: int) -> Iterator[int]:
    """The kinds of NAL units in a packet, each of which begins with its length in `sized` bytes."""
    at = 0
    while at + sized < len(data):
        yield data[at + sized] & 31
        at += sized + int.from_bytes(data[at : at + sized], "big")


def _groups(seen: Iterator[_Seen | None]) -> Iterator[list[int]]:
    """Times of showing in decoding order, from one IDR picture to before the next or the file's end."""
    group: list[int] = []
    whole = False
    for packet in seen:
        if packet is None:
            whole = False
        elif packet.idr:
            if whole:
                yield group
            group, whole = [packet.pts], True
        else:
            group.append(packet.pts)
    if whole:
        yield group


def _even(group: list[int], per_frame: Fraction) -> bool:
    """Whether the pictures follow each other at the film's rate, and are decoded as early as ours."""
    shown = sorted(group)
    place = {pts: number for number, pts in enumerate(shown)}
    steady = all(abs(pts - shown[0] - number * per_frame) <= max(1, _NEAR * per_frame) for pts, number in place.items())
    return steady and len(place) == len(group) and all(n - place[pts] <= REORDERED for n, pts in enumerate(group))


def _parameter_sets(header: bytes) -> bytes:
    """The sequence and picture parameter sets of an MP4's header (ISO/IEC 14496-15), each with a start code."""
    sets, at = b"", 5
    for mask in (31, 255):
        count, at = header[at] & mask, at + 1
        for _ in range(count):
            size = int.from_bytes(header[at : at + 2], "big")
            sets += _START_CODE + header[at + 2 : at + 2 + size]
            at += 2 + size
    return sets
