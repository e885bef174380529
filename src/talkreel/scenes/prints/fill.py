"""What lies behind a picture that does not fill the frame: itself, blurred and darkened. Never black bars."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.surface import Pixels
from talkreel.model.planes import Planes
from talkreel.scenes.framing import Crop, placed, warped, widest
from talkreel.scenes.plate import Halves

SMALL = 12  # the blur is worked out at this part of the size
SMALLER = 24  # and for footage, anew for each frame, at this
DARKENED = 0.60


def blurred_fill(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """The picture covering a size, so soft that nothing in it is recognised, at a part of its light; opaque."""
    small = (max(8, size[0] // SMALL), max(8, size[1] // SMALL))
    plate = (float(pixels.shape[1]), float(pixels.shape[0]))
    step = max(1.0, min(plate[0] / small[0], plate[1] / small[1]))
    less = cv2.resize(
        pixels, (max(1, round(plate[0] / step)), max(1, round(plate[1] / step))), interpolation=cv2.INTER_AREA
    )
    shape = (float(less.shape[1]), float(less.shape[0]))
    crop = placed(shape, widest(shape, (float(small[0]), float(small[1]))), (shape[0] / 2, shape[1] / 2))
    cover = warped(np.asarray(less, np.uint8), crop, small)
    soft = cv2.GaussianBlur(cover, (0, 0), max(1.0, min(small) / 14), borderType=cv2.BORDER_REPLICATE)
    dark = cv2.convertScaleAbs(soft, alpha=DARKENED, beta=10)
    wide = np.asarray(cv2.resize(dark, size, interpolation=cv2.INTER_CUBIC), np.uint8)
    wide[..., 3] = 255
    return wide


class Backlight:
    """The same behind footage: planes in, planes out, anew for each frame."""

    def __init__(self, width: int, height: int) -> None:
        size = (max(8, round(width / SMALLER / 2) * 2), max(8, round(height / SMALLER / 2) * 2))
        self._small = kernels.blank(*size)
        self._halves = Halves()
        self._sigma = max(1.0, min(size) / 14)

    def shine(self, picture: Planes, into: Planes) -> None:
        """Cover `into` with the picture's light."""
        small = self._small
        size = (small.width, small.height)
        picture = self._halves.until(picture, (2 * size[0], 2 * size[1]))
        plate = (float(picture.width), float(picture.height))
        crop = placed(plate, widest(plate, (float(size[0]), float(size[1]))), (plate[0] / 2, plate[1] / 2))
        parts = picture.part(*(2 * int(v / 2) for v in (crop.x, crop.y, crop.w, crop.h)))
        for plane, soft, half in zip(parts, small, (1, 2, 2), strict=True):
            less = cv2.resize(plane, soft.shape[::-1], interpolation=cv2.INTER_AREA)
            # In 16 bits, so that it is rounded once: what is as soft as this shows every step.
            fine = np.multiply(less, 256, dtype=np.uint16)
            blurred = cv2.GaussianBlur(fine, (0, 0), self._sigma / half, borderType=cv2.BORDER_REPLICATE)
            # Of R, G, B: `DARKENED` of each, and 10 more. Chroma only loses.
            lift = 16 * (1 - DARKENED) + 10 * 219 / 255 if half == 1 else 128 * (1 - DARKENED)
            np.copyto(soft, np.round(blurred * (DARKENED / 256) + lift), casting="unsafe")
        kernels.affine(small, into, Crop(0, 0, *map(float, size)).onto((into.width, into.height)))
