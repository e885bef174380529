"""A flat picture lit by a scene: light from above, the hour's colour over all of it, a rim where the light strikes."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.ease import lerp
from talkreel.draw.surface import Pixels

_ABOVE, _BELOW = 1.08, 0.66  # how much light falls on the top and the bottom at full strength
_TINT = 0.75  # how far the ambient colour goes at full strength
_TINT_LIFT = 1.12  # keeps the lit side from going dull
_RIM_REACH, _RIM_SOFT, _RIM = 0.022, 0.008, 0.85  # parts of the longer side, and its brightness at full strength
_RIM_SIDE = 0.4  # the light comes from above and a little from the right


def relit(pixels: Pixels, key: Oklch, ambient: Oklch, strength: float = 1.0) -> Pixels:
    """The picture as if it stood in a scene: premultiplied BGRA, the same size; `pixels` is not changed.

    `key` is the colour of the sun or the lamp, `ambient` that of the air; at `strength` 0 nothing changes.
    """
    height, width = pixels.shape[:2]
    colour = np.asarray(pixels[..., :3] / 255, np.float32)
    alpha = np.asarray(pixels[..., 3] / 255, np.float32)
    fall = np.linspace(lerp(1, _ABOVE, strength), lerp(1, _BELOW, strength), height, dtype=np.float32)
    tint = 1 + (_bgr(ambient) * _TINT_LIFT - 1) * np.float32(_TINT * strength)
    lit = colour * fall[:, None, None] * tint
    rim = _rim(alpha, max(width, height))[..., None] * _bgr(key) * np.float32(_RIM * strength)
    # Screen, within the premultiplied picture.
    lit = lit + rim * np.clip(alpha[..., None] - lit, 0, 1)
    made = np.empty_like(pixels)
    made[..., :3] = np.rint(np.clip(lit, 0, alpha[..., None]) * 255)
    made[..., 3] = pixels[..., 3]
    return made


def _bgr(colour: Oklch) -> NDArray[np.float32]:
    argb = paint_of(colour)
    return np.array([(argb >> shift & 255) / 255 for shift in (0, 8, 16)], np.float32)


def _rim(alpha: NDArray[np.float32], side: int) -> NDArray[np.float32]:
    """Near 1 where the picture's edge faces the light, 0 inside."""
    reach = max(1.0, _RIM_REACH * side)
    shift = np.array([[1, 0, -reach * _RIM_SIDE], [0, 1, reach]], np.float32)
    shaded = cv2.warpAffine(alpha, shift, (alpha.shape[1], alpha.shape[0]))
    soft = np.asarray(cv2.GaussianBlur(shaded, (0, 0), max(0.6, _RIM_SOFT * side)), np.float32)
    return np.asarray(alpha * np.clip(1 - soft, 0, 1) ** 1.4, np.float32)
