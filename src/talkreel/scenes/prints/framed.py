"""A picture of another shape than the frame: a sharp print before its own blurred light."""

from __future__ import annotations

import math

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.block import Box
from talkreel.draw.camera import run_on
from talkreel.draw.door import skia
from talkreel.draw.kernels import Sprite
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import Pixels, Surface, image_of
from talkreel.model.planes import Planes
from talkreel.scenes.framing import Crop
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import Photograph, opaque, planes_of
from talkreel.scenes.prints.fill import blurred_fill

MARGIN = 0.065  # round a print, parts of the short side
GROWS = 0.05  # how much a print comes nearer in a shot
FILL_GROWS = 0.10


class Framed:
    """One print. Words have room of their own: left of it in a wide frame, below it in a tall one."""

    def __init__(self, stage: Stage, photograph: Photograph) -> None:
        self._stage = stage
        pixels = opaque(photograph.read())
        self._behind = planes_of(blurred_fill(pixels, (stage.width // 4 * 2, stage.height // 4 * 2)))
        plate = (pixels.shape[1], pixels.shape[0])
        self._box = _fitted(plate, print_area(stage, plate))
        self._print, self._pad = _print(pixels, self._box, stage)

    def film(self, into: Planes, t_ms: float) -> None:
        """The light behind drifts and grows, the print grows the other way."""
        stage, part, box = self._stage, self._part(t_ms), self._box
        width, height = self._behind.width, self._behind.height
        zoom = 1 + FILL_GROWS * (1 - part)
        crop = Crop(
            width * (1 - 1 / zoom) * (0.2 + 0.6 * part), height * (1 - 1 / zoom) / 2, width / zoom, height / zoom
        )
        kernels.affine(self._behind, into, crop.onto((stage.width, stage.height)))
        scale = (1 - GROWS) + GROWS * part
        if stage.scene.camera.move == "pull":
            scale = 1 - GROWS * part
        x, y = box.x + box.w / 2, box.y + box.h / 2 + 0.004 * stage.height * (0.5 - part)
        from_left, from_top = box.w / 2 + self._pad - x / scale, box.h / 2 + self._pad - y / scale
        kernels.blend_affine(into, self._print, (1 / scale, 0.0, from_left, 0.0, 1 / scale, from_top))

    def _part(self, t_ms: float) -> float:
        part = max(0.0, t_ms / self._stage.duration_ms)
        if self._stage.scene.loop:
            return 0.5 - 0.5 * math.cos(2 * math.pi * part)
        return part if part <= 1 else run_on(part, 1.0)


def print_area(stage: Stage, plate: tuple[int, int]) -> Box:
    """Where a print may stand: the frame with a margin, less the room for words."""
    width, height = float(stage.width), float(stage.height)
    margin = MARGIN * min(width, height)
    area = Box(0, 0, width, height).inset(margin)
    if not stage.words:
        return area
    if width > height * 1.05:
        if plate[0] > plate[1] * 1.3:  # a wide print leaves no room beside it: words lie on its lower part
            return area
        return Box(0.50 * width, area.y, 0.50 * width - margin, area.h)
    return Box(area.x, area.y + 0.05 * height, area.w, 0.56 * height)


def _fitted(plate: tuple[int, int], area: Box) -> Box:
    scale = min(area.w / plate[0], area.h / plate[1])
    w, h = plate[0] * scale, plate[1] * scale
    return Box(area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h)


def _print(pixels: Pixels, box: Box, stage: Stage) -> tuple[Sprite, int]:
    """The picture at its size with a soft shadow round it; and how far the shadow reaches, px."""
    unit = stage.unit
    pad = math.ceil(70 * unit)
    width, height = max(1, round(box.w)), max(1, round(box.h))
    shrink = pixels.shape[1] > width
    sized = cv2.resize(pixels, (width, height), interpolation=cv2.INTER_AREA if shrink else cv2.INTER_CUBIC)
    surface = Surface(*(length + 2 * pad + length % 2 for length in (width, height)))
    canvas = surface.canvas
    rect = skia.Rect.MakeXYWH(pad, pad, width, height)
    for dy, soft, a in ((22 * unit, 24 * unit, 0x90), (5 * unit, 5 * unit, 0x70)):
        canvas.drawRect(rect.makeOffset(0, dy), fill(a << 24, MaskFilter=blur(soft)))
    radius = stage.look.radius * 0.5 * min(stage.width, stage.height)
    canvas.clipRRect(skia.RRect.MakeRectXY(rect, radius, radius), True)
    canvas.drawImage(image_of(np.asarray(sized, np.uint8)), pad, pad)
    return kernels.sprite_of(surface.pixels), pad
