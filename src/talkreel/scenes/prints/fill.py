"""What lies behind a picture that does not fill the frame: itself, blurred and darkened. Never black bars."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw.surface import Pixels
from talkreel.scenes.framing import placed, warped, widest

SMALL = 12  # the blur is worked out at this part of the size
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
