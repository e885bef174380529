"""A light that moves slowly: drawn small at a few moments, and every frame lies between two of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import cv2
import numpy as np

from talkreel.draw.direct import direct
from talkreel.draw.door import skia
from talkreel.draw.shader import shader
from talkreel.draw.surface import Pixels, Surface, image_of

# Seconds between two moments. What needs a second or more to swell and fade is bent by less than a level (of 255)
# where it is taken to go straight for so long.
STEP_S = 0.2

Uniforms = Mapping[str, float | Sequence[float]]


class Flow:
    """`source` is SkSL with a uniform `size`, the px it is drawn at: those of the stage over `shrink`."""

    def __init__(
        self, source: str, size: tuple[int, int], shrink: int, still: Uniforms, moving: Callable[[float], Uniforms]
    ) -> None:
        """`moving` gives the uniforms that change, for a time in seconds; `still` are the others."""
        self._source, self._size = source, size
        self._small = Surface(-(-size[0] // shrink), -(-size[1] // shrink))
        self._still = {**still, "size": (self._small.width, self._small.height)}
        self._moving = moving
        self._moments: dict[int, Pixels] = {}

    def paint(self, canvas: skia.Canvas, seconds: float) -> None:
        """Cover the canvas."""
        moment = math.floor(seconds / STEP_S)
        part = seconds / STEP_S - moment
        between = self._at(moment)
        if part > 0:
            between = np.asarray(cv2.addWeighted(between, 1 - part, self._at(moment + 1), part, 0), np.uint8)
        self._enlarge(canvas, between)

    def _at(self, moment: int) -> Pixels:
        """The small picture of a moment; the last two are kept."""
        if moment not in self._moments:
            flow = shader(self._source, **self._still, **self._moving(moment * STEP_S))
            self._small.canvas.drawPaint(skia.Paint(Shader=flow))
            self._moments = {k: kept for k, kept in self._moments.items() if abs(k - moment) == 1}
            self._moments[moment] = self._small.pixels.copy()
        return self._moments[moment]

    def _enlarge(self, canvas: skia.Canvas, small: Pixels) -> None:
        """A cubic hides that there are few pixels; where it can it writes straight into the frame."""
        onto = direct(canvas)
        if onto is not None and onto[1:] == (1.0, 1.0, 0.0, 0.0, (0, 0, *self._size)):
            cv2.resize(small, self._size, dst=onto.pixels, interpolation=cv2.INTER_CUBIC)
            return
        whole = cv2.resize(small, self._size, interpolation=cv2.INTER_CUBIC)
        canvas.drawImage(image_of(np.asarray(whole, np.uint8)), 0, 0)
