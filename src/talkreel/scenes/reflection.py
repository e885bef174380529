"""A still reflection broken by ripples: harbour water before a city, or a street after rain.

What already stands above the shore is taken from the frame itself, at half the size, and looked up through rippling
coordinates.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.baked import Baked
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.direct import direct
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.painter import Stage
from talkreel.scenes.tempo import Tempo

Plane = NDArray[np.float32]

# Ripples: crests per unit of distance, slant, turns a second, share of the height.
RIPPLES = ((2.3, 0.45, 0.32, 0.50), (4.1, -0.80, 0.47, 0.32), (7.7, 1.60, 0.71, 0.18))
STRETCH = 1.16  # rows of the picture that one row of water mirrors


class Reflection:
    """Water from row `shore` (px, at parallax depth `depth`) to the frame's bottom.

    `body` is the water's own colour and `murk` 0..1 how much of it hides the mirror close by; `slope` the ripples'
    height (0.02 still, 0.08 a breeze). One row mirrors `stretch` rows, blurred up and down by `smear` short sides.
    """

    def __init__(
        self,
        stage: Stage,
        shore: float,
        depth: float,
        body: Oklch,
        murk: float,
        slope: float,
        smear: float = 0.012,
        stretch: float = STRETCH,
    ) -> None:
        self.stage, self.shore, self.depth = stage, shore, depth
        self.unit = float(min(stage.width, stage.height))
        self._tempo = Tempo.of(stage)
        self._scale = min(1.0, 540 / self.unit)
        spare = 0.09 * stage.height
        self._rows = math.ceil((stage.height - shore + spare) * self._scale)
        self._reach = math.ceil(self._rows * stretch + 0.10 * self.unit * self._scale) + 4
        self._width = math.ceil(stage.width * self._scale)
        self._stretch = stretch
        self._mirror = Surface(self._width, self._reach)
        self._smear = max(1, round(smear * self.unit * self._scale))
        self._waves = self._bake_waves(slope)
        self._room = np.empty((len(RIPPLES), self._rows, self._width), np.float32)  # to work in
        self._bake_tint(body, murk)

    def line(self, view: View) -> float:
        """The row of the shore as the camera sees it."""
        scale = 1 / (1 - view.dolly / self.depth)
        vanish = view.height * view.horizon_y
        return vanish + scale * (self.shore - vanish - view.y / self.depth)

    def paint(
        self,
        canvas: skia.Canvas,
        view: View,
        t_ms: float,
        more: Callable[[skia.Canvas], None] | None = None,
        above: float = 0.0,
    ) -> None:
        """Draw the water, as the mirror of what the canvas already shows above its shore.

        `more(canvas)` draws what is mirrored besides, in px of the frame. What ends `above` px over the shore is
        mirrored as if it ended there: the back of a pavement has its own foot.
        """
        line = self.line(view)
        rows = min(self._rows, math.ceil((self.stage.height - line) * self._scale) + 1)
        if rows < 2:
            return
        foot = math.floor(line - above)
        self._look(canvas, foot)
        if more is not None:
            self._look_at(more, foot)
        # Water blurs lights up and down into streaks.
        mirror = cv2.blur(self._mirror.pixels, (1, self._smear), borderType=cv2.BORDER_REPLICATE)
        map_x, map_y = self._coordinates(t_ms, rows, (line - above - foot) * self._scale)
        seen = cv2.remap(mirror, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        seen = cv2.add(cv2.multiply(seen, self._clear[:rows], scale=1 / 255), self._body[:rows])
        canvas.save()
        canvas.translate(0, line)
        canvas.scale(self.stage.width / self._width, 1 / self._scale)
        Baked(np.asarray(seen, np.uint8), once=True).draw(canvas)
        canvas.restore()

    def _look(self, canvas: skia.Canvas, foot: int) -> None:
        """Copy what the canvas shows above row `foot` into the mirror, where that is the last row."""
        frame = direct(canvas)
        assert frame is not None, "a place is painted on a surface"
        seen: Pixels = frame.pixels[max(0, foot - math.ceil(self._reach / self._scale)) : foot]
        rows = min(self._reach, round(len(seen) * self._scale))
        size = (self._width, rows)
        self._mirror.pixels[-rows:] = cv2.resize(seen, size, interpolation=cv2.INTER_AREA)
        self._mirror.pixels[:-rows] = self._mirror.pixels[-rows]

    def _look_at(self, draw: Callable[[skia.Canvas], None], foot: int) -> None:
        canvas = self._mirror.canvas
        canvas.save()
        canvas.scale(self._scale, self._scale)
        canvas.translate(0, self._reach / self._scale - foot)
        draw(canvas)
        canvas.restore()

    def _bake_waves(self, slope: float) -> list[tuple[Plane, Plane, float]]:
        """Sine and cosine of every ripple's phase at every pixel, times its height: a frame only adds them up."""
        rows, width = self._rows, self._width
        down = (np.arange(rows, dtype=np.float32) + 1.5)[:, None] / np.float32(rows)
        distance = 1 / down  # 1 at the frame's bottom
        across = (np.arange(width, dtype=np.float32)[None] - width / 2) / np.float32(self.unit * self._scale) * distance
        step = np.abs(np.gradient(distance[:, 0]))[:, None]
        waves: list[tuple[Plane, Plane, float]] = []
        for crests, slant, hz, share in RIPPLES:
            phase = 2 * math.pi * crests * (distance * 2.2 + slant * across)
            # What is finer than two rows would flicker.
            seen = np.clip(0.5 / (2.2 * crests * step) - 0.25, 0, 1)
            high = np.float32(slope * share * self.unit * self._scale) * seen / distance**0.72
            waves.append(((np.sin(phase) * high).astype(np.float32), (np.cos(phase) * high).astype(np.float32), hz))
        return waves

    def _coordinates(self, t_ms: float, rows: int, rest: float) -> tuple[Plane, Plane]:
        """Where each px of the water looks; the shore is `rest` px below the mirror's last row."""
        room = self._room[:, :rows]
        for wave, (sine, cosine, hz) in zip(room, self._waves, strict=True):
            turn = self._tempo.angle(t_ms, hz)
            np.multiply(sine[:rows], np.float32(math.cos(turn)), out=wave)
            wave += cosine[:rows] * np.float32(math.sin(turn))
        first, second, third = room
        third += first  # these two move a px to one side, the second to the other
        map_x = np.subtract(second, third, out=first)
        map_x *= np.float32(0.45)
        map_x += np.arange(self._width, dtype=np.float32)[None]
        map_y = np.add(second, third, out=second)
        down = (np.arange(rows, dtype=np.float32) + 0.5)[:, None]
        map_y += np.float32(self._reach - 1 + rest) - down * np.float32(self._stretch)
        np.minimum(map_y, np.float32(self._reach - 1.5), out=map_y)
        return map_x, map_y

    def _bake_tint(self, body: Oklch, murk: float) -> None:
        """How much of the mirror is seen at every row, and what the water adds: clear at the shore, deep close by."""
        down = np.linspace(0, 1, self._rows, dtype=np.float32)[:, None]
        clear = 1 - murk * (0.18 + 0.82 * down**0.8)
        argb = paint_of(body)
        colour = np.array([argb & 255, (argb >> 8) & 255, (argb >> 16) & 255], np.float32)
        rows = np.concatenate([np.repeat(clear, 3, 1) * 255, np.full_like(clear, 255)], 1)
        added = np.concatenate([colour[None] * (1 - clear), np.zeros_like(clear)], 1)
        self._clear = np.repeat(rows[:, None].round().astype(np.uint8), self._width, axis=1)
        self._body = np.repeat(added[:, None].round().astype(np.uint8), self._width, axis=1)
