"""2.5-D: layers baked once, a camera that pans, rises and advances among them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.ease import ease_in_out
from talkreel.draw.surface import LINEAR, Surface, image_of
from talkreel.model.scene import CameraMove, Pace

# How far a move goes in one shot, and how much a shot of another pace differs.
PACES: dict[Pace, float] = {"slow": 0.55, "medium": 1.0, "fast": 1.7}


@dataclass(frozen=True)
class View:
    """Where the camera is: pan in focal-plane px, `dolly` how far it advanced (0..0.5), `roll` in degrees.

    (`horizon_x`, `horizon_y`) is the vanishing point, in parts of the frame.
    """

    width: int
    height: int
    x: float = 0.0
    y: float = 0.0
    dolly: float = 0.0
    roll: float = 0.0
    horizon_x: float = 0.5
    horizon_y: float = 0.55

    def apply(self, canvas: skia.Canvas, depth: float) -> None:
        """Set the canvas for a layer at `depth` (1 is the focal plane, larger is further).

        Scale and translation only: a rotated full-frame layer leaves Skia's fast path; roll the finished frame.
        """
        scale = 1 / (1 - self.dolly / depth)
        px, py = self.width * self.horizon_x, self.height * self.horizon_y
        canvas.translate(px, py)
        canvas.scale(scale, scale)
        canvas.translate(-px - self.x / depth, -py - self.y / depth)


class Layer:
    """A picture baked once with a margin round the frame. `scale` below 1 bakes it smaller (soft things)."""

    def __init__(
        self,
        width: int,
        height: int,
        depth: float,
        paint: Callable[[skia.Canvas], None],
        margin: float = 0.16,
        blur: float = 0.0,
        scale: float = 1.0,
    ) -> None:
        self.depth = depth
        self._left, self._top, self._scale = width * margin, height * margin, scale
        surface = Surface(int(width * (1 + 2 * margin) * scale), int(height * (1 + 2 * margin) * scale))
        surface.canvas.scale(scale, scale)
        surface.canvas.translate(self._left, self._top)
        paint(surface.canvas)
        pixels = surface.pixels
        if blur > 0:
            pixels = np.asarray(cv2.GaussianBlur(pixels, (0, 0), blur * scale), np.uint8)
        self.image = image_of(pixels)

    def draw(self, canvas: skia.Canvas, view: View, paint: skia.Paint | None = None) -> None:
        """Draw the layer as `view` sees it."""
        canvas.save()
        view.apply(canvas, self.depth)
        canvas.translate(-self._left, -self._top)
        canvas.scale(1 / self._scale, 1 / self._scale)
        canvas.drawImage(self.image, 0, 0, LINEAR, *([paint] if paint else []))
        canvas.restore()


def view_at(
    move: CameraMove, pace: Pace, width: int, height: int, part: float, seconds: float, loop: bool = False
) -> View:
    """The view of a move at `part` (0..1) of the shot; a looping move ends where it began.

    `auto` is a slow pan with a little push. `handheld` adds a few sines of unrelated length to nothing else.
    """
    reach = PACES[pace]
    t = part if move == "handheld" else 0.4 * ease_in_out(part) + 0.6 * part
    t = 0.5 - 0.5 * math.cos(2 * math.pi * part) if loop else t
    s = t - 0.5
    w, h = width * reach, height * reach
    if move == "handheld":
        sway = sum(math.sin(seconds * f + p) / f for f, p in ((1.3, 0.0), (2.9, 1.7), (5.3, 4.1)))
        lift = sum(math.sin(seconds * f + p) / f for f, p in ((1.7, 2.0), (3.7, 0.4), (6.1, 5.0)))
        return View(width, height, x=sway * 0.012 * w, y=lift * 0.010 * h, dolly=0.03, roll=sway * 0.35 * reach)
    fields: dict[CameraMove, dict[str, float]] = {
        "auto": {"x": s * 0.16 * w, "dolly": 0.10 * t * reach},
        "static": {},
        "pan_left": {"x": -s * 0.42 * w},
        "pan_right": {"x": s * 0.42 * w},
        "tilt_up": {"y": -s * 0.22 * h},
        "tilt_down": {"y": s * 0.22 * h},
        "push": {"dolly": 0.26 * t * reach},
        "pull": {"dolly": 0.26 * (1 - t) * reach},
        "drone": {"x": s * 0.10 * w, "y": -s * 0.14 * h, "dolly": 0.20 * t * reach},
        "orbit": {"x": s * 0.34 * w, "dolly": 0.06 * math.sin(math.pi * t)},
    }
    return View(width, height, **fields[move])
