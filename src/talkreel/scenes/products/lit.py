"""A solid under studio light: what stays is worked out once, what the lamps mirror is looked up for every frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.baked import Baked
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels
from talkreel.scenes.products.clay import Solid
from talkreel.scenes.products.relief import Plane
from talkreel.scenes.products.studio_light import HEADROOM, RADIUS, TILE, Lamp, StudioLight, diffused, mirrored, rimmed

ROW = 1024  # of the px that are worked out, put side by side


class Lit:
    """One solid in one light. `frame(turn)` is 2 ms for 700 x 700 px: only what is inked is worked out."""

    def __init__(self, solid: Solid, light: StudioLight) -> None:
        base = _base(solid, light)
        self._clear = solid.clear
        self._shine = Shine(light, solid.x, solid.y, solid.rough, _mirror(solid), base)
        self._base = base.reshape(-1, 4)[self._shine.at]
        self._cover = np.repeat(self._base[..., 3:], 4, axis=2)
        self._picture = np.zeros_like(base)

    def frame(self, turn: float = 0.0, sweep: Lamp | None = None) -> Pixels:
        """The picture, premultiplied, with the lamps turned by `turn` degrees. The next call writes over it."""
        picture = np.asarray(cv2.add(self._base, self._shine.seen(turn, sweep)), np.uint8)
        if self._clear:
            blue, green, red, alpha = cv2.split(picture)
            alpha = cv2.max(cv2.max(blue, green), cv2.max(red, alpha))  # light alone hides what is behind it
            picture = np.asarray(cv2.merge((blue, green, red, alpha)), np.uint8)
        else:
            picture = np.asarray(cv2.min(picture, self._cover), np.uint8)
        return self._shine.spread(picture, self._picture)

    def draw(self, canvas: skia.Canvas, turn: float, sweep: Lamp | None = None) -> None:
        """Draw it, one px per px of the canvas."""
        Baked(self.frame(turn, sweep), once=True).draw(canvas)


class LitClose:
    """A solid that fills the frame: what moves is worked out at half the size, as light over what does not."""

    def __init__(self, solid: Solid, light: StudioLight) -> None:
        base = _base(solid, light)
        self._base = Baked(base)
        height, width = solid.x.shape
        part = 2 if min(width, height) > 400 else 1
        small = (width // part, height // part)
        self._stretch = (width / small[0], height / small[1])
        x, y, rough, mirror = (_sized(p, small) for p in (solid.x, solid.y, solid.rough, _mirror(solid)))
        if not solid.clear:  # no light beyond an edge
            mirror = mirror * (_sized(base[..., 3], small) / np.float32(255))[..., None]
        self._shine = Shine(light, x, y, rough, mirror, mirror)
        self._picture: Pixels = np.zeros((small[1], small[0], 4), np.uint8)

    def draw(self, canvas: skia.Canvas, turn: float, sweep: Lamp | None = None) -> None:
        """Draw it, one px per px of the canvas."""
        self._base.draw(canvas)
        canvas.save()
        canvas.scale(*self._stretch)
        Baked(self._shine.spread(self._shine.seen(turn, sweep), self._picture), once=True).draw(canvas)
        canvas.restore()


class Shine:
    """What px with normals `x`, `y` throw back of the lamps (`mirror`, 0..255 B G R); only where `inked` is not 0.

    They are put side by side; `at` is where they belong.
    """

    def __init__(self, light: StudioLight, x: Plane, y: Plane, rough: Plane, mirror: Plane, inked: Plane | Pixels):
        self._light = light
        self.at = _places(inked)
        self._mirror = np.clip(mirror, 0, 255).astype(np.uint8).reshape(-1, 4)[self.at]
        column = np.clip(np.rint(rough), 0, 3) * TILE
        maps = (x * RADIUS + (TILE / 2 - 0.5) + column, y * RADIUS + (TILE / 2 - 0.5))
        packed = [np.asarray(plane, np.float32).reshape(-1)[self.at] for plane in maps]
        self._maps = cv2.convertMaps(packed[0], packed[1], cv2.CV_16SC2)

    def seen(self, turn: float, sweep: Lamp | None) -> Pixels:
        """The light of each px, without opacity."""
        atlas = cv2.cvtColor(mirrored(self._light, turn, sweep), cv2.COLOR_BGR2BGRA)
        seen = cv2.remap(atlas, self._maps[0], self._maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.multiply(seen, self._mirror, scale=HEADROOM / 255), np.uint8)

    def spread(self, packed: Pixels, into: Pixels) -> Pixels:
        """Put px in their places of a contiguous picture."""
        into.view(np.uint32).reshape(-1)[self.at] = packed.view(np.uint32)[..., 0]
        return into


def _places(picture: Plane | Pixels) -> NDArray[np.intp]:
    """Where a picture is not nothing, in rows; the last row is filled up with the first place."""
    at = np.flatnonzero(picture.any(2))
    rows = max(1, -(-len(at) // ROW))
    filled = np.full(rows * ROW, at[0] if len(at) else 0, np.intp)
    filled[: len(at)] = at
    return filled.reshape(rows, ROW)


def _base(solid: Solid, light: StudioLight) -> Pixels:
    """What does not move: the colour in diffuse light, the rim, what glows."""
    at = np.flatnonzero((solid.colour | solid.glow).any(2))
    colour, glow = (pixels.reshape(-1, 4)[at] for pixels in (solid.colour, solid.glow))
    x, y, shade, metal = (plane.reshape(-1)[at] for plane in (solid.x, solid.y, solid.shade, solid.metal))
    picture = colour[:, :3] * diffused(light, x, y, shade) * (1 - np.float32(1 - light.fill) * metal[:, None])
    picture += rimmed(light, x, y) * colour[:, 3:] + glow[:, :3]
    base = np.zeros(solid.colour.shape, np.uint8)
    packed = base.reshape(-1, 4)
    packed[at, :3] = np.clip(picture, 0, 255)
    packed[at, 3] = np.maximum(colour[:, 3], glow[:, 3])
    return base


def _mirror(solid: Solid) -> Plane:
    """How much of the lamps each px throws back, B G R and nothing for alpha."""
    mirror = np.zeros(solid.colour.shape, np.float32)
    mirror[..., :3] = solid.gloss[..., None] * 255 + solid.metal[..., None] * solid.colour[..., :3]
    return mirror


def _sized(plane: Plane | Pixels, size: tuple[int, int]) -> Plane:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
