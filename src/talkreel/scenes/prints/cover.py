"""A picture that fills its place, with a camera that moves over it."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.door import skia
from talkreel.draw.surface import LINEAR, Pixels, image_of
from talkreel.model.scene import CameraMove
from talkreel.scenes.framing import Fraction, move_over, shrunk_for, subject_of, warped
from talkreel.scenes.painter import Stage


class Cover:
    """A picture over `box` px of the frame; the crop's move is the scene's camera, or `move`."""

    def __init__(
        self, stage: Stage, pixels: Pixels, box: Box, focus: Fraction | None = None, move: CameraMove | None = None,
        turn: int = 0,
    ) -> None:  # fmt: skip
        self._stage = stage
        self._at = (round(box.x), round(box.y))
        self._size = (max(1, round(box.right) - self._at[0]), max(1, round(box.bottom) - self._at[1]))
        plate = (float(pixels.shape[1]), float(pixels.shape[0]))
        camera = stage.scene.camera
        way = move_over(
            plate, self._size, focus or subject_of(pixels), move or camera.move, camera.pace, stage.scene.seed + turn
        )
        nearest = min(way.start.w, way.end.w)
        self._pixels, scale = shrunk_for(opaque(pixels), nearest, self._size)
        self._way = way.scaled(scale)

    def at(self, t_ms: float) -> Pixels:
        """What the camera sees at a time."""
        crop = self._way.at(t_ms / self._stage.duration_ms, self._stage.scene.loop)
        return warped(self._pixels, crop, self._size)

    def paint(self, canvas: skia.Canvas, t_ms: float, dx: float = 0.0, dy: float = 0.0) -> None:
        """Draw it, moved by (`dx`, `dy`) px."""
        canvas.drawImage(image_of(self.at(t_ms)), self._at[0] + dx, self._at[1] + dy, LINEAR)


def opaque(pixels: Pixels) -> Pixels:
    """A plate without transparency: what is clear in it lies on white, as in a viewer."""
    if int(pixels[..., 3].min()) == 255:
        return pixels
    alpha = pixels[..., 3:].astype(np.uint16)
    on_white = np.minimum(pixels.astype(np.uint16) + (255 - alpha), 255).astype(np.uint8)
    on_white[..., 3] = 255
    return on_white
