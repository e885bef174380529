"""What land is painted with: local colour in light and shade, cel tones, haze. Planes in, premultiplied pixels out."""

from __future__ import annotations

from typing import Any

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
    return table[np.clip(tone * TONES, 0, TONES).astype(np.uint8)]


def cel(light: Plane, low: float = 0.30, high: float = 0.58, hard: float = 0.05) -> Plane:
    """Light in three flat tones with narrow passages, as an illustrator lays it on; a little of the modelling stays."""
    flat = 0.45 * smoothstep(low - hard, low + hard, light) + 0.55 * smoothstep(high - hard, high + hard, light)
    return 0.74 * flat + 0.26 * np.clip(light, 0, 1)


def over(under: Picture, picture: Picture, part: Plane) -> Picture:
    """`picture` laid over `under` where `part` is 1."""
    return under + (picture - under) * part[..., None]


def hazed(script: ColourScript, picture: Picture, part: Plane) -> Picture:
    """The picture behind haze of opacity `part`."""
    return picture + (bgr(script.haze) - picture) * part[..., None]


def premultiplied(picture: Picture, alpha: Plane) -> Pixels:
    """A picture and its opacity as pixels."""
    pixels = np.dstack([picture * alpha[..., None], alpha]) * 255
    return np.clip(pixels + 0.5, 0, 255).astype(np.uint8)
