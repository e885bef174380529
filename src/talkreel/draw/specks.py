"""Many round dots of light in one call: stars, sparks, lamps far off."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from talkreel.draw import kernels
from talkreel.draw.direct import direct
from talkreel.draw.door import skia
from talkreel.draw.paint import fill


def draw_specks(
    canvas: skia.Canvas, places: ArrayLike, radii: ArrayLike, colours: ArrayLike, shine: ArrayLike = 1.0
) -> None:
    """Draw dots one after another: (n, 2) places and their radii in px of the canvas.

    `colours` is one 0xRRGGBB for all or one for each (an alpha in it is not read); `shine` 0..1 is their opacity.
    Below a radius of one px of the frame a dot fades in place of shrinking.
    """
    at = np.asarray(places, np.float64).reshape(-1, 2)
    count = len(at)
    sizes, shines = (np.broadcast_to(np.asarray(v, np.float64), count) for v in (radii, shine))
    argb = np.broadcast_to(np.asarray(colours, np.uint32), count)
    onto = direct(canvas)
    if onto is None:
        for (x, y), radius, colour, a in zip(at.tolist(), sizes.tolist(), argb.tolist(), shines.tolist(), strict=True):
            canvas.drawCircle(x, y, radius, fill(0xFF000000 | colour, Alphaf=min(1.0, max(0.0, a))))
        return
    left, top, right, bottom = onto.clip
    scaled = at * (onto.scale_x, onto.scale_y) + (onto.left - left, onto.top - top)
    scale = (onto.scale_x * onto.scale_y) ** 0.5
    alphas = np.clip(shines, 0, 1)[:, None]
    shades = (argb[:, None] >> np.array([0, 8, 16], np.uint32)) & 255
    premultiplied = np.concatenate([shades * alphas, 255 * alphas], 1)
    kernels.dots(
        onto.pixels[top:bottom, left:right],
        np.ascontiguousarray(scaled, np.float32),
        np.ascontiguousarray(sizes * scale, np.float32),
        np.rint(premultiplied).astype(np.uint8),
    )
