"""A person's own footage: filling the frame where that is kind to it, before its own blurred light where it is not."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Block
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import LINEAR, SMOOTH, Pixels, image_of
from talkreel.scenes.framing import crops_too_much, fill_behind, sized_for, subject_of, view_of, windows
from talkreel.scenes.painter import Stage
from talkreel.scenes.photo import GRADES
from talkreel.scenes.title_block import title_blocks

_MARGIN = 0.05


class Video:
    """One clip for a shot. The plate gives the frame of the moment; the camera is the clip's own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.grade = GRADES.get(stage.scene.tone, GRADES["vivid"])
        key = next((k for k in stage.scene.src if k in stage.plates), None)
        self._plate = stage.plates[key] if key else _blank
        first = self._plate(0.0)
        self._framed = crops_too_much((first.shape[1], first.shape[0]), (stage.width, stage.height))
        # The crop is decided once: a window that followed every frame would shake.
        self._subject = stage.scene.focus or subject_of(self._plate(stage.duration_ms / 2))
        self.blocks: tuple[Block, ...] = title_blocks(stage)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The clip's frame at this time."""
        stage = self._stage
        pixels = self._plate(max(0.0, t_ms))
        if self._framed:
            self._paint_framed(canvas, pixels)
            return
        small, _ = sized_for(pixels, stage.width, stage.height, 1.0)
        size = (small.shape[1], small.shape[0])
        window, _ = windows(size, (stage.width, stage.height), self._subject, "static", 0.0)
        canvas.drawImage(image_of(view_of(small, window, stage.width, stage.height)), 0, 0, LINEAR)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing lies over footage but its words."""

    def _paint_framed(self, canvas: skia.Canvas, pixels: Pixels) -> None:
        stage = self._stage
        canvas.drawImage(image_of(fill_behind(pixels, stage.width, stage.height)), 0, 0, LINEAR)
        margin = _MARGIN * min(stage.width, stage.height)
        scale = min((stage.width - 2 * margin) / pixels.shape[1], (stage.height - 2 * margin) / pixels.shape[0])
        width, height = pixels.shape[1] * scale, pixels.shape[0] * scale
        place = skia.Rect.MakeXYWH((stage.width - width) / 2, (stage.height - height) / 2, width, height)
        canvas.drawRect(place, fill(0x90000000, MaskFilter=blur(24 * stage.unit)))
        canvas.drawImageRect(image_of(pixels), place, SMOOTH)


def _blank(t_ms: float) -> Pixels:
    del t_ms
    return np.full((9, 16, 4), 255, np.uint8)
