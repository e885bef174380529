"""A layer of a place, baked just as large as the camera will need it.

A margin for the widest pan would triple its size: a strip covers only the rows it has, and its margins are those of
this shot's camera.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.painter import Stage

SAMPLES = 64


@dataclass(frozen=True)
class Reach:
    """How far this shot's camera goes: px either way, and the least and the greatest advance."""

    x: float
    y: float
    near: float

    @staticmethod
    def of(stage: Stage) -> Reach:
        """Measured along the move, with a little to spare; a hand-held camera wanders on and is given its most."""
        span = stage.duration_ms
        views = [stage.view(span * i / SAMPLES) for i in range(SAMPLES + 1)]
        if stage.scene.camera.move == "handheld":
            views += [stage.view(170.0 * i) for i in range(4 * SAMPLES)]
        spare = 0.012 * min(stage.width, stage.height)
        x, y = max(abs(v.x) for v in views), max(abs(v.y) for v in views)
        return Reach(x * 1.03 + spare, y * 1.03 + spare, min(v.dolly for v in views))


def view_of(stage: Stage, t_ms: float, horizon: float) -> View:
    """The camera of a landscape: it advances towards its own horizon (px), so that this never wanders."""
    return replace(stage.view(t_ms), horizon_y=horizon / stage.height)


def box_at(stage: Stage, depth: float, top: float, bottom: float, drift: float = 0.0) -> Box:
    """The rectangle that a layer at `depth` must cover so that rows `top`..`bottom` never show an edge.

    `top` and `bottom` are px of the frame; where they touch the frame's edge the camera's reach is added.
    """
    reach = Reach.of(stage)
    side, rise = reach.x / depth + drift + 2, reach.y / depth + 2
    top = top - rise if top <= 0 else top
    bottom = bottom + rise if bottom >= stage.height else bottom
    return Box(-side, top, stage.width + 2 * side, bottom - top)


class Strip:
    """A layer at `depth` that covers `box` (px of the frame), baked at `scale`."""

    def __init__(
        self,
        box: Box,
        depth: float,
        paint: Callable[[skia.Canvas], None] | None = None,
        pixels: Pixels | None = None,
        scale: float = 1.0,
        blur: float = 0.0,
    ) -> None:
        """Painted by `paint` in px of the frame, or made of `pixels` stretched over the box. `blur` in px."""
        self.box, self.depth = box, depth
        if pixels is None:
            surface = Surface(round(box.w * scale), round(box.h * scale))
            surface.canvas.scale(surface.width / box.w, surface.height / box.h)
            surface.canvas.translate(-box.x, -box.y)
            if paint is not None:
                paint(surface.canvas)
            pixels = surface.pixels
        if blur > 0:
            pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), blur * scale), np.uint8)
        self._picture = Baked(pixels)
        self._stretch = (box.w / pixels.shape[1], box.h / pixels.shape[0])

    def draw(self, canvas: skia.Canvas, view: View, opacity: float = 1.0, dx: float = 0, dy: float = 0) -> None:
        """Draw the strip as `view` sees it, moved by (`dx`, `dy`) px at its own depth."""
        canvas.save()
        view.apply(canvas, self.depth)
        canvas.translate(self.box.x + dx, self.box.y + dy)
        canvas.scale(*self._stretch)
        self._picture.draw(canvas, opacity)
        canvas.restore()
