"""Where a room's parts lie in a frame, px."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.block import Box
from talkreel.scenes.painter import Stage

BACK = 8.0  # depth of the wall
MIDDLE = 3.6  # of the furniture
TABLE = 1.0  # of the table and what stands on it


@dataclass(frozen=True)
class RoomPlan:
    """`edge` is the far edge of the table (or floor), `skirting` where wall and floor meet. `window`, `beside` and
    `between` are the parts of the wall that windows and fittings have."""

    stage: Stage
    side: int
    edge: float
    skirting: float
    window: Box
    beside: Box
    between: Box | None
    hero: tuple[float, float]  # where its foot stands

    @property
    def short(self) -> float:
        """The short side."""
        return float(min(self.stage.width, self.stage.height))


def room_plan(stage: Stage, side: int, on_floor: bool) -> RoomPlan:
    """The plan of a frame: a wide one has a middle to its wall, a tall one more wall above."""
    width, height = float(stage.width), float(stage.height)
    wide = width > height * 1.05
    edge = height * (0.755 if wide else 0.735) if not on_floor else height * (0.72 if wide else 0.70)
    skirting = edge - 0.012 * height if on_floor else edge + 0.04 * height
    if wide:
        window = Box(0.60 * width, 0.06 * height, 0.37 * width, 0.56 * height)
        beside = Box(0.015 * width, 0.08 * height, 0.29 * width, 0.56 * height)
        between = Box(0.345 * width, 0.10 * height, 0.21 * width, 0.42 * height)
    else:
        window = Box(0.53 * width, 0.175 * height, 0.58 * width, 0.40 * height)
        beside = Box(-0.06 * width, 0.22 * height, 0.50 * width, 0.38 * height)
        between = None
    if side < 0:
        window, beside = _flipped(window, width), _flipped(beside, width)
        between = _flipped(between, width) if between else None
    hero_x = 0.5 * width
    if wide and stage.words:
        hero_x = 0.70 * width
    foot = height * (0.905 if wide else 0.865) if not on_floor else height * (0.885 if wide else 0.86)
    return RoomPlan(stage, side, edge, skirting, window, beside, between, (hero_x, foot))


def _flipped(box: Box, width: float) -> Box:
    return Box(width - box.right, box.y, box.w, box.h)
