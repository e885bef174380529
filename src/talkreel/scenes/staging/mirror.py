"""The mirror image of a product in a floor."""

from __future__ import annotations

import cv2
import numpy as np

from talkreel.draw.baked import Baked
from talkreel.scenes.products import Figure

SHOWS_S = 2.5  # what a screen shows in the floor: it is too faint and soft for more


def mirrored_image(figure: Figure, strength: float) -> Baked | None:
    """The figure upside down, softer and fainter the further it is from the floor; None when nothing is mirrored."""
    if strength <= 0:
        return None
    pixels = figure.with_screen(SHOWS_S)[::-1].astype(np.float32)
    height = pixels.shape[0]
    away = np.linspace(0, 1, height, dtype=np.float32)
    soft = np.asarray(cv2.GaussianBlur(pixels, (0, 0), max(0.6, 0.010 * height)), np.float32)
    part = np.clip(away * 2.2, 0, 1)[:, None, None]
    faded = strength * np.clip(1 - away / 0.72, 0, 1) ** 1.7
    picture = (pixels * (1 - part) + soft * part) * faded[:, None, None]
    return Baked(np.clip(picture, 0, 255).astype(np.uint8))
