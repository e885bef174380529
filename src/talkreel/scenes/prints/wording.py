"""Words over a person's picture: where the subject is not, and as much shade under them as the picture needs."""

from __future__ import annotations

import numpy as np

from talkreel.draw import kernels
from talkreel.draw.block import Block
from talkreel.draw.door import skia
from talkreel.draw.paint import linear, shaded
from talkreel.draw.surface import Surface
from talkreel.model.planes import Planes
from talkreel.scenes.framing import Fraction, Size, box_in, placed, widest
from talkreel.scenes.painter import Stage
from talkreel.scenes.title_block import Place

SPARSE = 4  # every so many px are looked at
DARK_ENOUGH = 0.20  # mean lightness, 0..1, under which white words need no shade


def place_beside(stage: Stage, plate: Size, focus: Fraction) -> Place:
    """Top or bottom of a tall frame, a lower corner of a wide one: away from the subject as the frame will show it."""
    frame = (float(stage.width), float(stage.height))
    box = box_in(plate, focus)
    centre = (box.x + box.w / 2, box.y + box.h / 2)
    crop = placed(plate, widest(plate, frame), centre)
    if stage.width <= stage.height * 1.05:
        return "bottom" if (centre[1] - crop.y) / crop.h < 0.46 else "top"
    return "right" if (centre[0] - crop.x) / crop.w < 0.40 else "lower_left"


def shade_under(stage: Stage, blocks: tuple[Block, ...], seen: Planes, place: Place) -> Shade | None:
    """Shade for the blocks over a picture of the stage's size, as it is seen; None when there are no words."""
    if not blocks:
        return None
    left, top = min(b.box.x for b in blocks), min(b.box.y for b in blocks)
    right, bottom = max(b.box.right for b in blocks), max(b.box.bottom for b in blocks)
    under = seen.y[max(0, int(top)) : int(bottom) + 1 : SPARSE, max(0, int(left)) : int(right) + 1 : SPARSE]
    light = (float(np.quantile(under, 0.8)) - 16) / 219
    strength = min(0.80, max(0.16, (light - DARK_ENOUGH) * 1.05 + 0.24))
    return Shade(stage, place, (left, top, right, bottom), strength)


class Shade:
    """A gradient from the frame's edge to beyond the words."""

    def __init__(self, stage: Stage, place: Place, words: tuple[float, float, float, float], strength: float) -> None:
        left, top, right, bottom = words
        width, height = float(stage.width), float(stage.height)
        fade = [round(255 * strength * part) << 24 for part in (1.0, 0.86, 0.46, 0.0)]
        if place == "top":
            rect, ends = skia.Rect.MakeLTRB(0, 0, width, min(height, bottom * 1.34)), (False, False)
        elif place in ("left", "right"):
            near = place == "left"
            rect = skia.Rect.MakeLTRB(
                0 if near else left * 0.72, 0, min(width, right * 1.35) if near else width, height
            )
            ends = (True, not near)
        else:
            rect = skia.Rect.MakeLTRB(0, max(0.0, top - 0.24 * height), width, height)
            ends = (False, True)
        rect = rect.roundOut()
        self._at = (rect.left() & ~1, rect.top() & ~1)
        surface = Surface((rect.right() + 1 & ~1) - self._at[0], (rect.bottom() + 1 & ~1) - self._at[1])
        across, back = ends
        far = (surface.width, 0) if across else (0, surface.height)
        points = (far, (0, 0)) if back else ((0, 0), far)
        surface.canvas.drawPaint(shaded(linear(*points, fade, [0, 0.40, 0.72, 1])))
        self._sprite = kernels.sprite_of(surface.pixels)

    def lay(self, into: Planes) -> None:
        """Lay it over what is there."""
        kernels.blend(into, self._sprite, *self._at)
