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
_IN_MEMORY = 6 << 20  # bytes of a spool: 16 s of sound


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
    """A take in a file that is open for reading and closed with the object."""

    def __init__(self, file: FileIO, offset: int = 0) -> None:
        """All of it from byte `offset` on: rows of little-endian float32."""
        self._file, self._offset = file, offset
        self._rows = (file.seek(0, SEEK_END) - offset) // 8

    def __len__(self) -> int:
        return self._rows

    def __del__(self) -> None:
        self._file.close()

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        return _rows(self._file, self._offset + at * 8, max(0, min(size, self._rows - at)), 2)


class Spool:
    """A take that is written from beginning to end: in memory while it is short, then on disk.

    Its file has no name and is gone with the object. `columns` is 2 for stereo; other rows of float32 can be kept too.
    """

    def __init__(self, folder: Path | None = None, columns: int = 2) -> None:
        """An empty one; what is too long for the memory goes to `folder`, or where the system keeps what is passing."""
        self._folder = folder
        self._held: NDArray[np.float32] | None = np.empty((_IN_MEMORY // (4 * columns), columns), np.float32)
        self._file: FileIO | None = None
        self._columns = columns
        self._rows = 0

    def __len__(self) -> int:
        return self._rows

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, rows: NDArray[np.float32]) -> None:
        """Append.

        Raises:
            OSError: the disk is full, or the folder cannot be written to.
        """
        if self._held is not None and self._rows + len(rows) > len(self._held):
            held, self._held = self._held[: self._rows], None
            self._file = TemporaryFile(dir=self._folder, prefix="talkreel-", buffering=0)  # noqa: SIM115 - see __del__
            _put(self._file, 0, held)
        if self._held is not None:
            self._held[self._rows : self._rows + len(rows)] = rows
        elif self._file is not None:
            _put(self._file, self._rows * self._columns * 4, rows)
        self._rows += len(rows)

    def read(self, at: int, size: int) -> NDArray[np.float32]:
        """See `Take`."""
        end = min(self._rows, at + size)
        if self._held is not None or self._file is None:
            return self._held[at:end] if self._held is not None else np.empty((0, self._columns), np.float32)
        return _rows(self._file, at * self._columns * 4, max(0, end - at), self._columns)


def _put(file: FileIO, offset: int, rows: NDArray[np.float32]) -> None:
    """Write rows into a file; of silence it holds nothing."""
    if not rows.any():
        return
    rest = np.ascontiguousarray(rows, np.float32).data.cast("B")
    file.seek(offset)
    while rest:
        rest = rest[file.write(rest) or 0 :]


def _rows(file: FileIO, offset: int, count: int, columns: int) -> NDArray[np.float32]:
    """Rows of a file; silence where it has ended."""
    rows = np.empty((count, columns), np.float32)
    rest = rows.data.cast("B") if rows.size else memoryview(b"")
    file.seek(offset)
    while rest:
        if not (got := file.readinto(rest)):
            rest[:] = bytes(len(rest))
            break
        rest = rest[got:]
    return rows


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
