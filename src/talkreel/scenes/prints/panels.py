"""Several pictures side by side: two in a split, more in a grid; each comes in after the other and keeps moving."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.ease import ease_expo
from talkreel.model.planes import Planes
from talkreel.model.scene import CameraMove
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import Photograph, opaque, planes_of
from talkreel.scenes.prints.cover import Cover
from talkreel.scenes.prints.fill import blurred_fill

GAP = 0.014  # between panels, parts of the short side
MOST = 6
ENTERS_S = 0.85
STAGGER_S = 0.16
WAYS: tuple[CameraMove, ...] = ("push", "pan_right", "pull", "pan_left")

# Panels as parts of the frame (x, y, w, h), for wide frames; tall ones are turned over.
LAYOUTS: dict[int, tuple[tuple[float, float, float, float], ...]] = {
    2: ((0, 0, 0.5, 1), (0.5, 0, 0.5, 1)),
    3: ((0, 0, 0.60, 1), (0.60, 0, 0.40, 0.5), (0.60, 0.5, 0.40, 0.5)),
    4: ((0, 0, 0.5, 0.5), (0.5, 0, 0.5, 0.5), (0, 0.5, 0.5, 0.5), (0.5, 0.5, 0.5, 0.5)),
    5: (
        (0, 0, 0.5, 0.55), (0.5, 0, 0.5, 0.55), (0, 0.55, 1 / 3, 0.45), (1 / 3, 0.55, 1 / 3, 0.45),
        (2 / 3, 0.55, 1 / 3, 0.45),
    ),
    6: tuple((x / 3, y / 2, 1 / 3, 1 / 2) for y in range(2) for x in range(3)),
}  # fmt: skip


class Panels:
    """The first of the pictures takes the scene's focus."""

    def __init__(self, stage: Stage, photographs: list[Photograph]) -> None:
        self._stage = stage
        photographs = photographs[:MOST]
        self._behind = planes_of(blurred_fill(opaque(photographs[0].read()), (stage.width, stage.height)))
        self._boxes = [_placed(part, stage) for part in LAYOUTS[len(photographs)]]
        self._covers = [
            Cover(
                stage, photograph, box, stage.scene.focus if i == 0 else None, WAYS[(i + stage.scene.seed) % len(WAYS)]
            )
            for i, (photograph, box) in enumerate(zip(photographs, self._boxes, strict=True))
        ]

    def film(self, into: Planes, t_ms: float) -> None:
        """Each panel slides in within its own place."""
        for plane, target in zip(self._behind, into, strict=True):
            np.copyto(target, plane)
        tall = self._stage.portrait
        for i, (cover, box) in enumerate(zip(self._covers, self._boxes, strict=True)):
            entered = 1.0 if self._stage.scene.loop else ease_expo((t_ms / 1000 - STAGGER_S * i + 0.05) / ENTERS_S)
            if entered <= 0.001:
                continue
            away = (1 - entered) * (1 if i % 2 else -1)
            cover.film(into, t_ms, *((away * box.w, 0.0) if tall else (0.0, away * box.h)))


def _placed(part: tuple[float, float, float, float], stage: Stage) -> Box:
    """A panel in even px, half a gap smaller on the sides where it meets another."""
    x, y, w, h = (part[1], part[0], part[3], part[2]) if stage.portrait else part
    half = GAP * min(stage.width, stage.height) / 2
    left = _even(x * stage.width + (half if x > 0.01 else 0))
    top = _even(y * stage.height + (half if y > 0.01 else 0))
    right = _even((x + w) * stage.width - (half if x + w < 0.99 else 0))
    bottom = _even((y + h) * stage.height - (half if y + h < 0.99 else 0))
    return Box(left, top, right - left, bottom - top)


def _even(value: float) -> int:
    return 2 * round(value / 2)
