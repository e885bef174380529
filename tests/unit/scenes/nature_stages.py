"""Stages and frames for the tests of landscapes: small, since what is tested holds at any size."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.surface import Surface
from talkreel.model import Scene, Segment
from talkreel.model.look import LOOKS
from talkreel.scenes import Painter, Stage, painter_for

WIDE, TALL = (192, 108), (108, 192)
PLACES = ("mountains", "sea", "desert", "meadow", "space")


def stage(
    kind: str, size: tuple[int, int] = WIDE, words: tuple[Segment, ...] = (), ms: int = 4000, **more: Any
) -> Stage:
    """A stage of a scene; `more` are the scene's own fields."""
    scene = Scene.model_validate({"kind": kind, "words": tuple(w.id for w in words), **more})
    return Stage(scene, *size, ms, next(iter(LOOKS.values())), words)


def frame(painter: Painter, size: tuple[int, int], t_ms: float) -> NDArray[np.uint8]:
    """The picture at a time, BGRA, on a transparent ground."""
    surface = Surface(*size)
    painter.paint(surface.canvas, t_ms)
    return surface.pixels.copy()


def shown(kind: str, t_ms: float = 1500, size: tuple[int, int] = WIDE, **more: Any) -> NDArray[np.uint8]:
    """One frame of a fresh painter."""
    return frame(painter_for(stage(kind, size, **more)), size, t_ms)


def difference(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> float:
    """Mean absolute difference in levels."""
    return float(np.abs(one.astype(np.int16) - other.astype(np.int16)).mean())
