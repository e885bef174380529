"""Particles: fields of chance, many motions at once, and where each one is as the camera passes it by."""

from __future__ import annotations

from typing import overload

import numpy as np
from numpy.typing import ArrayLike, NDArray

from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

Numbers = NDArray[np.float64]

SHEAF = 4  # small shapes to a path


def sheaves(number: int) -> list[skia.Path]:
    """Empty paths for `number` small shapes of one paint: the i-th goes into `paths[i // SHEAF]`.

    Skia takes three times as long for one path with all of them: it walks over all rows and columns between them.
    """
    return [skia.Path() for _ in range(0, number, SHEAF)]


def field(rng: np.random.Generator, number: int) -> Numbers:
    """`number` particles as rows of five even numbers 0..1."""
    return rng.random((number, 5))


@overload
def across(stage: Stage, view: View, x: float, depth: float, moved: float) -> float: ...
@overload
def across(stage: Stage, view: View, x: Numbers, depth: float | Numbers, moved: float | Numbers) -> Numbers: ...
def across(
    stage: Stage, view: View, x: float | Numbers, depth: float | Numbers, moved: float | Numbers
) -> float | Numbers:
    """The column of a particle: it goes round a width a little wider than the frame, and the camera passes it by."""
    span = stage.width * 1.24
    return (x * span + moved - view.x / depth) % span - 0.12 * stage.width


class Beats:
    """The repeating motions of many particles: what `Tempo` tells of one, told of all at once."""

    def __init__(self, tempo: Tempo, hz: ArrayLike, offset: ArrayLike = 0.0) -> None:
        """`hz` (n,) is about how often each repeats in a second, `offset` where it begins, in turns."""
        self._rates = np.array([tempo.rate(float(rate)) for rate in np.ravel(hz)], np.float64)
        self._offset = np.asarray(offset, np.float64)
        self._whole = np.maximum(1, np.rint(self._rates * tempo.seconds)) if tempo.loop else None

    def turns(self, t_ms: float) -> Numbers:
        """How far each is in its turn, 0..1."""
        return self._way(t_ms) % 1.0

    def count(self, t_ms: float) -> Numbers:
        """Which turn it is of each; in a loop the first follows the last."""
        turn = np.floor(self._way(t_ms))
        return turn if self._whole is None else turn % self._whole

    def wave(self, t_ms: float) -> Numbers:
        """A sine of each, -1..1."""
        return np.sin(2 * np.pi * self._way(t_ms))

    def _way(self, t_ms: float) -> Numbers:
        return self._offset + self._rates * t_ms / 1000
