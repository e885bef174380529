"""The outline of a sound as editors draw it: its lowest and highest value in each of so many equal parts."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import Samples

MOST_ROWS = 1 << 16

Outline = NDArray[np.float32]  # (n, 2): lowest and highest, both channels together


class Peaks:
    """Reads samples in order, in parts of any length, without knowing how many will come.

    It keeps `MOST_ROWS` rows, each of so many samples; when they are full, two become one.
    """

    def __init__(self) -> None:
        self._rows: Outline = np.zeros((MOST_ROWS, 2), np.float32)
        self._full = 0
        self._width = 1  # samples of a row
        self._rest: Outline = np.zeros((0, 2), np.float32)  # of the row that is not full yet

    def feed(self, samples: Samples) -> None:
        """Read more samples."""
        pairs = np.stack([samples.min(1), samples.max(1)], 1) if len(samples) else samples
        while len(pairs):
            room = (MOST_ROWS - self._full) * self._width - len(self._rest)
            self._append(np.concatenate([self._rest, pairs[:room]]))
            pairs = pairs[room:]

    def outline(self, parts: int) -> Outline:
        """(parts, 2): what was read in `parts` parts as equal as whole rows allow; nothing read is silence."""
        rows = self._rows[: self._full]
        if len(self._rest):
            rows = np.concatenate([rows, _folded(self._rest, len(self._rest))])
        if not len(rows):
            return np.zeros((parts, 2), np.float32)
        begins = np.arange(parts) * len(rows) // parts
        return np.stack([np.minimum.reduceat(rows[:, 0], begins), np.maximum.reduceat(rows[:, 1], begins)], 1)

    def _append(self, pairs: Outline) -> None:
        whole = len(pairs) // self._width
        self._rows[self._full : self._full + whole] = _folded(pairs[: whole * self._width], self._width)
        self._full += whole
        self._rest = pairs[whole * self._width :]
        if self._full == MOST_ROWS:
            self._full //= 2
            self._width *= 2
            self._rows[: self._full] = _folded(self._rows.copy(), 2)


def peaks(blocks: Iterable[Samples], parts: int) -> Outline:
    """The outline of samples that come in blocks, read once: (parts, 2), lowest and highest."""
    read = Peaks()
    for block in blocks:
        read.feed(block)
    return read.outline(parts)


def _folded(pairs: Outline, width: int) -> Outline:
    """Every `width` rows as one."""
    grouped = pairs.reshape(-1, width, 2)
    return np.stack([grouped[..., 0].min(1), grouped[..., 1].max(1)], 1)
