"""What words stand on: the look's ground, alive, with ornaments; and how such a shot is graded."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

from talkreel.draw.door import skia
from talkreel.draw.post import Grade
from talkreel.model import Look
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.inks import Inks
from talkreel.scenes.painter import Stage

# Little is done to a designed surface: a breath of glow and shade where it is dark, next to nothing where it is light.
_DARK = Grade(bloom=0.16, threshold=190, vignette=0.24, contrast=0.04)
_LIGHT = Grade(bloom=0, vignette=0.07, contrast=0)

_GROUNDS = {
    "mesh": ("talkreel.scenes.grounds.mesh", "Mesh"),
    "paper": ("talkreel.scenes.grounds.paper", "Paper"),
    "spot": ("talkreel.scenes.grounds.spot", "Spot"),
    "grid": ("talkreel.scenes.grounds.grid", "Grid"),
    "waves": ("talkreel.scenes.grounds.waves", "Waves"),
    "flat": ("talkreel.scenes.grounds.flat", "Flat"),
}


class Ground(Protocol):
    """Covers the canvas at any time of a shot."""

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None: ...


class Backdrop:
    """The ground of a look with its grade.

    `rest_ms`: it has come to rest by then, for a hold. `calm`: it keeps clear of what fills the frame.
    """

    def __init__(self, stage: Stage, look: Look, rest_ms: float | None = None, calm: bool = False) -> None:
        inks = Inks.of(look)
        clock = Clock(stage.duration_ms, stage.scene.loop, rest_ms)
        module, name = _GROUNDS[look.background]
        self._ground: Ground = getattr(import_module(module), name)(stage, inks, clock, calm)
        self.grade = grade_of(look)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame, opaque."""
        self._ground.paint(canvas, t_ms)


def grade_of(look: Look) -> Grade:
    """How a designed surface is finished."""
    return _DARK if Inks.of(look).dark else _LIGHT
