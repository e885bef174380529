"""A picture that fills its place, with a camera that moves over it."""

from __future__ import annotations

import math

from talkreel.draw import kernels
from talkreel.draw.block import Box
from talkreel.model.planes import Planes
from talkreel.model.scene import CameraMove
from talkreel.scenes.framing import Fraction, move_over, subject_of
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import Photograph, sized

SPARE = 1.03  # a plate is so much larger than its nearest view: what is sampled is near its own size, never flickering
AS_IT_IS = (0.93, 1.15)  # plates that would be scaled by this much are not
LONG_SIDE_PX = 4096


class Cover:
    """A picture over `box` px of the frame; the crop's move is the scene's camera, or `move`. Its sides are even."""

    def __init__(
        self, stage: Stage, photograph: Photograph, box: Box, focus: Fraction | None = None,
        move: CameraMove | None = None, turn: int = 0,
    ) -> None:  # fmt: skip
        self._stage = stage
        self._at = (_even(box.x), _even(box.y))
        self._size = (max(2, _even(box.right) - self._at[0]), max(2, _even(box.bottom) - self._at[1]))
        pixels = photograph.read()
        height, width = pixels.shape[:2]
        camera = stage.scene.camera
        way = move_over(
            (float(width), float(height)), self._size, focus or subject_of(pixels), move or camera.move, camera.pace,
            stage.scene.seed + turn,
        )  # fmt: skip
        nearest = min(way.start.w, way.end.w)
        to = _plate_size((width, height), SPARE * self._size[0] / nearest)
        self._planes = sized(photograph, *to)
        self._way = way.scaled(to[0] / width, to[1] / height)

    def film(self, into: Planes, t_ms: float, dx: float = 0.0, dy: float = 0.0) -> None:
        """Write what the camera sees, moved by (`dx`, `dy`) px and cut off at the sides of its place."""
        crop = self._way.at(t_ms / self._stage.duration_ms, self._stage.scene.loop)
        (x, y), (width, height) = self._at, self._size
        left, right = max(0, _floor(dx)), min(width, -_floor(-(width + dx)))
        top, bottom = max(0, _floor(dy)), min(height, -_floor(-(height + dy)))
        if left < right and top < bottom:
            place = into.part(x + left, y + top, right - left, bottom - top)
            kernels.affine(self._planes, place, crop.onto(self._size, dx - left, dy - top))


def _even(value: float) -> int:
    return 2 * round(value / 2)


def _floor(value: float) -> int:
    return 2 * math.floor(value / 2)


def _plate_size(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """The size of a plate that is wanted `scale` times as large; its own when that is nearly the same."""
    scale = min(scale, max(1.0, LONG_SIDE_PX / max(size)))
    if AS_IT_IS[0] < scale < AS_IT_IS[1]:
        return size
    return max(2, _even(size[0] * scale)), max(2, _even(size[1] * scale))
