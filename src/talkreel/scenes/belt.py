"""Layers without end: a picture that repeats, so that the camera can run beside a hero for as long as the shot lasts.

A belt at depth d passes d times slower than the ground at the hero's feet. In a looping shot every belt makes a whole
number of turns; one that is too far to make even one stands still.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.draw.surface import Surface
from talkreel.scenes.painter import Stage
from talkreel.scenes.strip import Reach
from talkreel.scenes.tempo import Tempo

WIDEST = 2.3  # of the frame's width: a belt repeats at the latest then
LEAST = 0.55  # and a belt that passes less than this in a loop stands still


@dataclass(frozen=True)
class Track:
    """How fast the ground passes at depth 1, px a second; 0: the camera does not follow anything."""

    speed: float
    width: int
    reach: float  # of the camera's own pan, px
    tempo: Tempo

    @staticmethod
    def of(stage: Stage, speed: float) -> Track:
        """The track of a shot."""
        return Track(speed, stage.width, Reach.of(stage).x, Tempo.of(stage))

    def period(self, depth: float) -> float:
        """How wide the picture of a belt at `depth` must be, px."""
        if not self.speed:
            return math.ceil(1.04 * self.width + 2 * self.reach / depth)
        if not self.tempo.loop:
            return math.ceil(WIDEST * self.width)
        way = self.speed * self.tempo.seconds / depth
        if way < LEAST * self.width:
            return math.ceil(1.2 * self.width + 2 * self.reach / depth)
        return way / math.ceil(way / (WIDEST * self.width))

    def passed(self, t_ms: float, depth: float) -> float:
        """How far a belt at `depth` has moved to the left, px."""
        if self.tempo.loop and self.speed * self.tempo.seconds / depth < LEAST * self.width:
            return 0.0
        return self.speed * t_ms / 1000 / depth

    def round(self, t_ms: float, depth: float, span: float) -> float:
        """Like `passed`, for things that go round in `span` px: whole rounds in a loop."""
        way = self.speed / depth
        if self.tempo.loop:
            way = round(way * self.tempo.seconds / span) * span / self.tempo.seconds
        return way * t_ms / 1000


class Belt:
    """A repeating layer between rows `top` and `bottom` (px of the frame), baked at `scale`.

    `paint(canvas, period)` draws it once, in px of the frame; what juts out on one side comes in on the other.
    `blur` softens it, `smear` blurs it along its way (px): what passes close by is never sharp.
    """

    def __init__(
        self,
        track: Track,
        depth: float,
        top: float,
        bottom: float,
        paint: Callable[[skia.Canvas, float], None],
        scale: float = 1.0,
        blur: float = 0.0,
        smear: float = 0.0,
    ) -> None:
        self.track, self.depth, self.top = track, depth, top
        self.period = track.period(depth)
        surface = Surface(round(self.period * scale), max(2, round((bottom - top) * scale)))
        recorder = skia.PictureRecorder()
        paint(recorder.beginRecording(skia.Rect.MakeLTRB(-self.period, top, 2 * self.period, bottom)), self.period)
        picture = recorder.finishRecordingAsPicture()
        surface.canvas.scale(surface.width / self.period, surface.height / (bottom - top))
        surface.canvas.translate(0, -top)
        for turn in (-1, 0, 1):
            surface.canvas.save()
            surface.canvas.translate(turn * self.period, 0)
            surface.canvas.drawPicture(picture)
            surface.canvas.restore()
        pixels = _softened(surface, blur * scale, smear * scale)
        # A column of either end is repeated at the other: two tiles meet without a seam at any fraction of a px.
        self._tile = Baked(np.concatenate([pixels[:, -1:], pixels, pixels[:, :1]], axis=1), tiled=True)
        self._stretch = (self.period / surface.width, (bottom - top) / surface.height)

    def draw(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the belt over the frame's whole width."""
        canvas.save()
        scale = 1 / (1 - view.dolly / self.depth)
        vanish_x, vanish_y = view.width * view.horizon_x, view.height * view.horizon_y
        canvas.translate(vanish_x, vanish_y)
        canvas.scale(scale, scale)
        # What is nearer than the hero rises with it, or a tilt would put it in front.
        canvas.translate(-vanish_x, -vanish_y - view.y / max(1.0, self.depth))
        moved = self.track.passed(t_ms, self.depth) + view.x / self.depth
        # Where the camera stands still at the middle of its pan, the middle of the picture is in the frame's middle.
        canvas.translate(-((moved + (self.period - view.width) / 2) % self.period), self.top)
        canvas.scale(*self._stretch)
        canvas.translate(-1, 0)
        self._tile.draw(canvas)
        canvas.restore()


def _softened(surface: Surface, blur: float, smear: float) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    pixels = surface.pixels
    if blur <= 0.3 and smear <= 1.5:
        return pixels
    edge = min(surface.width, math.ceil(3 * blur + smear) + 2)
    pixels = np.concatenate([pixels[:, -edge:], pixels, pixels[:, :edge]], axis=1)
    if smear > 1.5:
        pixels = cv2.blur(pixels, (round(smear), 1), borderType=cv2.BORDER_REPLICATE)
    if blur > 0.3:
        pixels = cv2.GaussianBlur(pixels, (0, 0), blur, borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(np.asarray(pixels, np.uint8)[:, edge:-edge])
