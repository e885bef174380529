"""Particles of weather: a field of chance, and where each one is as the camera passes it by."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.camera import View
from talkreel.scenes.painter import Stage


def field(rng: np.random.Generator, number: int) -> NDArray[np.float64]:
    """`number` particles as rows of five even numbers 0..1."""
    return rng.random((number, 5))


def across(stage: Stage, view: View, x: float, depth: float, moved: float) -> float:
    """The column of a particle: it goes round a width a little wider than the frame, and the camera passes it by."""
    span = stage.width * 1.24
    return (x * span + moved - view.x / depth) % span - 0.12 * stage.width
