"""Pictures as instant prints, laid down one after another on their own blurred light."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.camera import run_on
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_out
from talkreel.draw.kernels import Sprite
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import LINEAR, Pixels, Surface, image_of
from talkreel.model.planes import Planes
from talkreel.scenes.framing import box_in, placed, subject_of, warped, widest
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import Photograph, opaque, planes_of
from talkreel.scenes.prints.fill import blurred_fill

MOST = 6
LAND_S = 0.7
BORDER, FOOT = 0.055, 0.20  # of a print's width: the white round the picture, and below it

# Where prints come to lie (parts of the frame) and how they are turned, for wide frames and tall ones.
WIDE = (
    (0.24, 0.51, -6.0),
    (0.76, 0.50, 5.0),
    (0.50, 0.50, -1.5),
    (0.16, 0.44, 7.0),
    (0.84, 0.58, -7.0),
    (0.50, 0.46, 4.0),
)
TALL = (
    (0.36, 0.30, -6.0),
    (0.64, 0.52, 5.0),
    (0.40, 0.72, -3.0),
    (0.66, 0.24, 7.0),
    (0.34, 0.52, 4.0),
    (0.62, 0.76, -6.0),
)


@dataclass(frozen=True)
class _Laid:
    sprite: Sprite
    x: float
    y: float
    at_s: float


class Polaroids:
    """Up to six prints; the last lies on top."""

    def __init__(self, stage: Stage, photographs: list[Photograph]) -> None:
        self._stage = stage
        self._behind = planes_of(blurred_fill(opaque(photographs[0].read()), (stage.width, stage.height)))
        spots = TALL if stage.portrait else WIDE
        room = stage.duration_ms / 1000 * 0.5 / min(MOST, len(photographs))
        wide = (0.60 if stage.portrait else 0.54) * min(stage.width, stage.height)
        self._prints = [
            _Laid(_polaroid(opaque(photo.read()), wide, turn), x * stage.width, y * stage.height, min(0.55, room) * i)
            for i, (photo, (x, y, turn)) in enumerate(zip(photographs, spots, strict=False))
        ]

    def film(self, into: Planes, t_ms: float) -> None:
        """The prints that have come, each settling; all of them drift a little apart."""
        stage = self._stage
        for plane, target in zip(self._behind, into, strict=True):
            np.copyto(target, plane)
        part = max(0.0, t_ms / stage.duration_ms)
        if part > 1 and not stage.scene.loop:
            part = run_on(part, 1.0)
        drift = math.sin(2 * math.pi * part) if stage.scene.loop else 2 * part - 1
        for laid in self._prints:
            since = 9.0 if stage.scene.loop else t_ms / 1000 - laid.at_s
            if since <= 0:
                continue
            landed = ease_expo((since + 0.02) / LAND_S)
            apart = 0.012 * drift
            x = laid.x + (laid.x - stage.width / 2) * apart * 2
            y = laid.y + (laid.y - stage.height / 2) * apart * 2 + (1 - landed) * 0.10 * stage.height
            scale = (1.16 - 0.16 * landed) * (1 + 0.010 * drift)
            from_left, from_top = laid.sprite.planes.width / 2 - x / scale, laid.sprite.planes.height / 2 - y / scale
            matrix = (1 / scale, 0.0, from_left, 0.0, 1 / scale, from_top)
            kernels.blend_affine(into, laid.sprite, matrix, round(kernels.WHOLE * ease_out(since / 0.25)))


def _polaroid(pixels: Pixels, wide: float, degrees: float) -> Sprite:
    """A print, turned already: frames only move and scale it."""
    picture = wide * (1 - 2 * BORDER)
    tall = picture + wide * (BORDER + FOOT)
    pad = 0.16 * wide
    surface = Surface(2 * math.ceil(wide / 2 + pad), 2 * math.ceil(tall / 2 + pad))
    canvas = surface.canvas
    sheet = skia.Rect.MakeXYWH(pad, pad, wide, tall)
    for dy, soft, a in ((0.030, 0.030, 0x80), (0.006, 0.006, 0x60)):
        canvas.drawRect(sheet.makeOffset(0, dy * wide), fill(a << 24, MaskFilter=blur(soft * wide)))
    canvas.drawRect(sheet, fill(0xFFFAF8F3))
    at = pad + wide * BORDER
    canvas.drawImageRect(
        image_of(_square(pixels, round(picture))), skia.Rect.MakeXYWH(at, at, picture, picture), LINEAR
    )
    turn = cv2.getRotationMatrix2D((surface.width / 2, surface.height / 2), -degrees, 1.0)
    turned = cv2.warpAffine(surface.pixels, turn, (surface.width, surface.height), flags=cv2.INTER_CUBIC)
    limit = np.repeat(turned[..., 3:], 4, 2)  # a cubic may overshoot what is premultiplied
    return kernels.sprite_of(np.minimum(turned, limit).astype(np.uint8))


def _square(pixels: Pixels, side: int) -> Pixels:
    plate = (float(pixels.shape[1]), float(pixels.shape[0]))
    box = box_in(plate, subject_of(pixels))
    crop = placed(plate, widest(plate, (1.0, 1.0)), (box.x + box.w / 2, box.y + box.h / 2))
    cut = pixels[
        int(crop.y) : max(int(crop.y) + 1, int(crop.y + crop.h)),
        int(crop.x) : max(int(crop.x) + 1, int(crop.x + crop.w)),
    ]
    if cut.shape[1] > side:
        return np.asarray(cv2.resize(cut, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    return warped(pixels, crop, (side, side))
