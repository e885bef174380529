"""Encoded pieces, in memory and in files: what encoders make, the cache keeps and the muxer copies.

A packet file is `TRPK` and a version, the codec's header, then one record after another; it is read lazily, so that
an hour of sound or picture never lies in memory.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, Protocol

_MAGIC = b"TRPK1\n"
_LENGTH = struct.Struct("<I")
_RECORD = struct.Struct("<IIqqIB")  # bytes of data and of alpha, pts, dts, duration, key


@dataclass(frozen=True)
class Packet:
    """An encoded piece; times in units of the stream's time base, counted from the chunk's start.

    `alpha` is the separately encoded opacity of a VP9 picture; empty for all others.
    """

    data: bytes
    pts: int
    dts: int
    key: bool
    duration: int
    alpha: bytes = b""


class Recorded(Protocol):
    """Packets of one encoder in decoding order, wherever they lie. `header` is the codec's extradata."""

    @property
    def header(self) -> bytes: ...

    @property
    def packets(self) -> Iterable[Packet]: ...


@dataclass(frozen=True)
class Encoded:
    """A `Recorded` in memory."""

    packets: tuple[Packet, ...]
    header: bytes


class PacketFile:
    """A `Recorded` on disk: `packets` opens it anew each time, `header` is read at once."""

    def __init__(self, path: Path, offset: int = 0) -> None:
        """Look into a packet file that begins `offset` bytes into a file.

        Raises:
            ValueError: it is none, or it is cut short.
        """
        self.path, self._offset = path, offset
        with path.open("rb") as file:
            file.seek(offset)
            self.header = _read_header(file)

    @property
    def packets(self) -> Iterator[Packet]:
        """The packets in order."""
        with self.path.open("rb") as file:
            file.seek(self._offset)
            _read_header(file)
            yield from read_records(file)


@dataclass(frozen=True)
class LaterPart:
    """A `Recorded` from `start` on, in units of its time base; what is half before it is kept whole."""

    whole: Recorded
    start: int

    @property
    def header(self) -> bytes:
        """The whole's."""
        return self.whole.header

    @property
    def packets(self) -> Iterator[Packet]:
        """The packets that end after the start, with times counted from it."""
        for packet in self.whole.packets:
            if packet.pts + packet.duration > self.start:
                yield replace(packet, pts=packet.pts - self.start, dts=packet.dts - self.start)


def write_packets(file: BinaryIO, recorded: Recorded) -> None:
    """Write header and packets as they come."""
    file.write(_MAGIC)
    file.write(_LENGTH.pack(len(recorded.header)))
    file.write(recorded.header)
    for p in recorded.packets:
        file.write(_RECORD.pack(len(p.data), len(p.alpha), p.pts, p.dts, p.duration, p.key))
        file.write(p.data)
        file.write(p.alpha)


def read_packets(file: BinaryIO) -> Encoded:
    """All of a packet file.

    Raises:
        ValueError: it is none, or it is cut short.
    """
    header = _read_header(file)
    return Encoded(tuple(read_records(file)), header)


def read_records(file: BinaryIO) -> Iterator[Packet]:
    """The packets from here to the end of the file.

    Raises:
        ValueError: the file is cut short.
    """
    while head := file.read(_RECORD.size):
        if len(head) < _RECORD.size:
            raise ValueError("a packet file is cut short")
        size, alpha_size, pts, dts, duration, key = _RECORD.unpack(head)
        data, alpha = _exactly(file, size), _exactly(file, alpha_size)
        yield Packet(data, pts, dts, bool(key), duration, alpha)


def _read_header(file: BinaryIO) -> bytes:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise ValueError("this is no packet file")
    (size,) = _LENGTH.unpack(_exactly(file, _LENGTH.size))
    return _exactly(file, size)


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise ValueError("a packet file is cut short")
    return data
