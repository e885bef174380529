"""A person's own footage: filling the frame where that is kind to it, before its own blurred light where it is not."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import Pixels, Surface, image_of
from talkreel.scenes.framing import box_in, crops_too_much, halved_for, placed, subject_of, warped, widest
from talkreel.scenes.painter import Plate, Stage
from talkreel.scenes.photo import GRADES, plain
from talkreel.scenes.prints.fill import blurred_fill
from talkreel.scenes.prints.framed import print_area
from talkreel.scenes.prints.wording import place_beside, shade_under
from talkreel.scenes.title_block import Place, title_blocks


class Video:
    """One clip for a shot. The plate gives the frame of the moment; the camera is the clip's own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.grade = GRADES.get(stage.scene.tone, GRADES["none"])
        key = next((k for k in stage.scene.src if k in stage.plates), None)
        blank = plain(stage)
        self._plate: Plate = stage.plates[key] if key else lambda t_ms: blank
        middle = self._plate(stage.duration_ms / 2)
        plate = (float(middle.shape[1]), float(middle.shape[0]))
        # The crop is decided once: a window that followed every frame would shake.
        focus = stage.scene.focus or subject_of(middle)
        frame = (float(stage.width), float(stage.height))
        self._framed = crops_too_much(plate, frame) and stage.scene.variant != "full"
        box = box_in(plate, focus)
        self._crop = placed(plate, widest(plate, frame), (box.x + box.w / 2, box.y + box.h / 2))
        self._box = _fitted(stage, plate)
        self._shadow = _shadow(stage, self._box) if self._framed else None
        place: Place = place_beside(stage, plate, focus)
        if self._framed:
            place = "bottom" if stage.portrait else "left"
        self.blocks: tuple[Block, ...] = title_blocks(stage, place)
        seen = Surface(stage.width, stage.height)
        self._paint_clip(seen.canvas, middle)
        self._shade = shade_under(stage, self.blocks, seen.pixels[::4, ::4], place) if self.blocks else None

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The clip's frame at this time, with shade for the words."""
        self._paint_clip(canvas, self._plate(max(0.0, t_ms)))
        if self._shade is not None:
            self._shade.paint(canvas)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing lies over footage but its words."""

    def _paint_clip(self, canvas: skia.Canvas, pixels: Pixels) -> None:
        size = (self._stage.width, self._stage.height)
        if not self._framed:
            shrunk, scale = halved_for(pixels, self._crop.w, size)
            canvas.drawImage(image_of(warped(shrunk, self._crop.scaled(scale), size)), 0, 0)
            return
        canvas.drawImage(image_of(blurred_fill(pixels, size)), 0, 0)
        if self._shadow is not None:
            canvas.drawImage(self._shadow, 0, 0)
        box = self._box
        to = (max(1, round(box.w)), max(1, round(box.h)))
        how = cv2.INTER_AREA if pixels.shape[1] > to[0] else cv2.INTER_LINEAR
        canvas.drawImage(image_of(np.asarray(cv2.resize(pixels, to, interpolation=how), np.uint8)), box.x, box.y)


def _fitted(stage: Stage, plate: tuple[float, float]) -> Box:
    area = print_area(stage, (round(plate[0]), round(plate[1])))
    scale = min(area.w / plate[0], area.h / plate[1])
    w, h = round(plate[0] * scale), round(plate[1] * scale)
    return Box(round(area.x + (area.w - w) / 2), round(area.y + (area.h - h) / 2), w, h)


def _shadow(stage: Stage, box: Box) -> skia.Image:
    """The shadow under the clip, over the whole frame."""
    surface = Surface(stage.width, stage.height)
    rect = skia.Rect.MakeXYWH(box.x, box.y + 16 * stage.unit, box.w, box.h)
    surface.canvas.drawRect(rect, fill(0x90000000, MaskFilter=blur(24 * stage.unit)))
    return surface.image()
