"""Takes: samples that lie somewhere and are read in pieces, so that an hour of them never lies in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import SEEK_END, FileIO
from pathlib import Path
from tempfile import TemporaryFile
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import Samples, shape, silence, slope

PIECE = 28_800  # 0.6 s: what is measured or filtered is so in pieces of this length, counted from the beginning
BLOCK = 2 * PIECE


class Take(Protocol):
    """Samples of a known length, read in any order; most cheaply from beginning to end."""

    def __len__(self) -> int: ...

    def read(self, at: int, size: int) -> Samples:
        """Samples [at, at + size), which must lie within. They may be the take's own: do not change them."""
        ...


class Held:
    """A take in memory."""

    def __init__(self, samples: Samples) -> None:
        self._samples = samples

    def __len__(self) -> int:
        return len(self._samples)

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        return self._samples[at : at + size]


class Stored:
    """A take in a file that is open for reading and closed with the object.

    `columns` is 2 for stereo; other rows of float32 can be kept as well.
    """

    def __init__(self, file: FileIO, offset: int = 0, rows: int | None = None, columns: int = 2) -> None:
        """`rows` of little-endian float32 from byte `offset` on, or all that are there."""
        self._file, self._offset, self._columns = file, offset, columns
        self._rows = (file.seek(0, SEEK_END) - offset) // (4 * columns) if rows is None else rows

    def __len__(self) -> int:
        return self._rows

    def __del__(self) -> None:
        self._file.close()

    def read(self, at: int, size: int) -> NDArray[np.float32]:
        """See `Take`."""
        rows = np.empty((max(0, min(size, self._rows - at)), self._columns), np.float32)
        rest = rows.data.cast("B") if rows.size else memoryview(b"")
        self._file.seek(self._offset + at * self._columns * 4)
        while rest:
            rest = rest[self._file.readinto(rest) or len(rest) :]
        return rows


class Spool(Stored):
    """A take on disk that is written from beginning to end. Its file has no name and is gone with the object."""

    def __init__(self, folder: Path | None = None, columns: int = 2) -> None:
        """Open an empty one in `folder`, or where the system keeps what is passing.

        Raises:
            OSError: that place cannot be written to.
        """
        file = TemporaryFile(dir=folder, prefix="talkreel-", buffering=0)  # noqa: SIM115 - closed with the object
        super().__init__(file, rows=0, columns=columns)

    def write(self, rows: NDArray[np.float32]) -> None:
        """Append.

        Raises:
            OSError: the disk is full.
        """
        if not rows.size:
            return
        rest = np.ascontiguousarray(rows, np.float32).data.cast("B")
        self._file.seek(self._rows * self._columns * 4)
        while rest:
            rest = rest[self._file.write(rest) or 0 :]
        self._rows += len(rows)


class Faded:
    """A take with its first and last samples faded by a raised cosine."""

    def __init__(self, take: Take, begin: int, end: int) -> None:
        self._take = take
        self._begin, self._end = slope(min(len(take), begin)), slope(min(len(take), end))[::-1]

    def __len__(self) -> int:
        return len(self._take)

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        part = self._take.read(at, size)
        last = len(self) - len(self._end)
        if at >= len(self._begin) and at + size <= last:
            return part
        part = part.copy()
        risen = self._begin[at : at + size]
        shape(part[: len(risen)], risen)
        falling = self._end[max(0, at - last) : max(0, at + size - last)]
        shape(part[len(part) - len(falling) :], falling)
        return part


def blocks_of(take: Take, size: int = BLOCK) -> Iterator[Samples]:
    """The whole of a take in blocks."""
    for at in range(0, len(take), size):
        yield take.read(at, min(size, len(take) - at))


def whole(take: Take) -> Samples:
    """All of it, in memory."""
    return take.read(0, len(take))


def pieces_of(blocks: Iterable[Samples], size: int) -> Iterator[Samples]:
    """Blocks of any length as pieces of one length; the last may be shorter."""
    rest = silence(0)
    for block in blocks:
        rest = np.concatenate([rest, block]) if len(rest) else block
        while len(rest) >= size:
            yield rest[:size]
            rest = rest[size:]
    if len(rest):
        yield rest
