"""What land is painted with: local colour in light and shade, cel tones, haze. Planes in, premultiplied pixels out."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.surface import Pixels
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.texture import Plane, smoothstep

Picture = NDArray[np.floating[Any]]  # (height, width, 3) B G R, 0..1, float32
TONES = 96


def bgr(colour: Oklch) -> Picture:
    """A colour as B, G, R of 0..1."""
    argb = paint_of(colour)
    return np.array([argb & 255, (argb >> 8) & 255, (argb >> 16) & 255], np.float32) / 255


def toned(script: ColourScript, colour: Oklch, tone: Plane, haze: float = 0.0) -> Picture:
    """`colour` in light 0 (shade) to 1 (lit), hazed by `haze` 0..1."""
    shade, lit = melt(script.shade(colour), script.haze, haze), melt(script.lit(colour), script.haze, haze)
    table = np.stack([bgr(melt(shade, lit, (i / TONES) ** 0.85)) for i in range(TONES + 1)])
    return np.take(table, np.clip(tone * TONES, 0, TONES).astype(np.uint8), axis=0)


def cel(light: Plane, low: float = 0.30, high: float = 0.58, hard: float = 0.05) -> Plane:
    """Light in three flat tones with narrow passages, as an illustrator lays it on; a little of the modelling stays."""
    flat = 0.45 * smoothstep(low - hard, low + hard, light) + 0.55 * smoothstep(high - hard, high + hard, light)
    return 0.74 * flat + 0.26 * np.clip(light, 0, 1)


def over(under: Picture, picture: Picture, part: Plane) -> Picture:
    """`picture` laid over `under` where `part` is 1."""
    return under + (picture - under) * thrice(part)


def hazed(script: ColourScript, picture: Picture, part: Plane) -> Picture:
    """The picture behind haze of opacity `part`."""
    return picture + (bgr(script.haze) - picture) * thrice(part)


def premultiplied(picture: Picture, alpha: Plane) -> Pixels:
    """A picture and its opacity as pixels."""
    whole = np.asarray(alpha, np.float32)
    colour = cv2.multiply(np.asarray(picture, np.float32), thrice(whole), scale=255, dtype=cv2.CV_8U)
    opacity = cv2.multiply(whole, np.ones_like(whole), scale=255, dtype=cv2.CV_8U)
    return np.asarray(cv2.merge([*cv2.split(colour), opacity]), np.uint8)


def thrice(plane: Plane) -> Picture:
    """A plane as the three channels of a picture: NumPy takes twice as long where it has to repeat one itself."""
    whole = np.asarray(plane, np.float32)
    return np.asarray(cv2.merge([whole, whole, whole]), np.float32)
