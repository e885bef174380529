"""A grade for pictures that are Planes already: what the curves do to red, green and blue, told of luma and chroma.

On the grey axis it is `post.develop_into` to within rounding: each grey gets the luma and the tint that the curves give
it. Off the axis luma is bent by its own level, in place of each channel by its own, and chroma is scaled by the mean
slope of the curves round that level. Strong colours so differ by a few levels: an S-curve that would wash a pure red
out leaves it its hue. The vignette is the same.
"""

from __future__ import annotations

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels import Tone
from talkreel.draw.post import Grade, bend, vignette

Floats = NDArray[np.float64]

BLACK, LUMA, CHROMA = 16, 219, 224  # BT.709 (ITU-R BT.709-6), 8 bits, limited range
RED, GREEN, BLUE = 0.2126, 0.7152, 0.0722
REACH = 0.2  # how far the channels of a colour lie from its luma, as pictures go


@lru_cache(maxsize=32)
def tone_of(grade: Grade, width: int, height: int) -> Tone | None:
    """The grade for planes of a size, without its bloom; None when it leaves pictures alone."""
    curved = bool(grade.contrast or any(grade.shadows) or any(grade.highlights))
    coloured = curved or grade.saturation != 1
    if not coloured and grade.vignette <= 0:
        return None
    tone = Tone()
    if coloured:
        light = (np.arange(256) - BLACK) / LUMA
        tone = tone._replace(luma=_luma(grade, light) if curved else None, chroma=_chroma(grade, light))
    if grade.vignette > 0:
        mask = vignette(width, height, grade.vignette)
        half = cv2.resize(mask, (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        tone = tone._replace(vignette=mask, vignette_half=np.asarray(half, np.uint8))
    return tone


def _luma(grade: Grade, light: Floats) -> NDArray[np.uint8]:
    """Blacker than black and whiter than white keep their distance."""
    held = np.clip(light, 0, 1)
    red, green, blue = bend(grade, held)
    level: Floats = RED * red + GREEN * green + BLUE * blue + (light - held)
    return np.asarray(np.clip(np.round(BLACK + LUMA * level), 0, 255), np.uint8)


def _chroma(grade: Grade, light: Floats) -> NDArray[np.int16]:
    """Gain, and the tint of greys, by luma: the layout of `Tone.chroma`."""
    held = np.clip(light, 0, 1)
    red, green, blue = bend(grade, held)
    luma = RED * red + GREEN * green + BLUE * blue
    gain = 4096 * grade.saturation * _slope(grade, held)
    tints = [64 * CHROMA * (part - luma) / (2 * (1 - own)) for part, own in ((blue, BLUE), (red, RED))]
    return np.ascontiguousarray(np.stack([gain, *tints], 1).round().astype(np.int16))


def _slope(grade: Grade, light: Floats) -> Floats:
    """The mean rise of the three curves from `REACH` below a level to as much above it, held to the range."""
    above, below = np.minimum(light + REACH, 1), np.maximum(light - REACH, 0)
    return np.asarray(((bend(grade, above) - bend(grade, below)) / (above - below)).mean(0), np.float64)
