"""A solid under studio light: what stays is worked out once, what the lamps mirror is looked up for every frame."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.surface import Pixels
from talkreel.scenes.products.clay import Solid
from talkreel.scenes.products.relief import Plane
from talkreel.scenes.products.studio_light import HEADROOM, RADIUS, TILE, Lamp, StudioLight, diffused, mirrored, rimmed

ROW = 1024  # of the px that are worked out, put side by side


class Lit:
    """One solid in one light. `frame(turn)` is 2 ms for 700 x 700 px.

    `coarse` works out what moves at half the size: a close-up fills the frame.
    """

    def __init__(self, solid: Solid, light: StudioLight, coarse: bool = False) -> None:
        self.light = light
        self._clear = solid.clear
        height, width = solid.x.shape
        step = 2 if coarse and min(width, height) > 400 else 1
        small = (max(1, width // step), max(1, height // step))
        x, y, rough, mirror = (_sized(p, small) for p in (solid.x, solid.y, solid.rough, _mirror(solid)))
        self._base = _base(solid, light)
        self._cover: Pixels = np.repeat(self._base[..., 3:], 4, axis=2)
        column = np.clip(np.rint(rough), 0, 3) * TILE
        map_x, map_y = x * RADIUS + (TILE / 2 - 0.5) + column, y * RADIUS + (TILE / 2 - 0.5)
        self._picture: Pixels = np.zeros((small[1], small[0], 4), np.uint8)
        self._at = _inked(mirror if step > 1 else self._base)
        self._mirror = np.clip(mirror, 0, 255).astype(np.uint8).reshape(-1, 4)[self._at]
        maps = [np.asarray(plane, np.float32).reshape(-1)[self._at] for plane in (map_x, map_y)]
        self._maps = cv2.convertMaps(maps[0], maps[1], cv2.CV_16SC2)
        self._size = (width, height) if step > 1 else None
        if self._size is None:
            self._base, self._cover = (p.reshape(-1, 4)[self._at] for p in (self._base, self._cover))

    def frame(self, turn: float = 0.0, sweep: Lamp | None = None) -> Pixels:
        """The picture, premultiplied, with the lamps turned by `turn` degrees. The next call may write over it."""
        atlas = cv2.cvtColor(mirrored(self.light, turn, sweep), cv2.COLOR_BGR2BGRA)
        seen = cv2.remap(atlas, self._maps[0], self._maps[1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        shine = np.asarray(cv2.multiply(seen, self._mirror, scale=HEADROOM / 255), np.uint8)
        if self._size is None:
            return self._spread(self._added(shine))
        small = self._spread(shine)
        return self._added(np.asarray(cv2.resize(small, self._size, interpolation=cv2.INTER_LINEAR), np.uint8))

    def _spread(self, packed: Pixels) -> Pixels:
        """Put what was worked out in its places."""
        self._picture.view(np.uint32).reshape(-1)[self._at] = packed.view(np.uint32)[..., 0]
        return self._picture

    def _added(self, shine: Pixels) -> Pixels:
        """Light on what does not move."""
        picture = np.asarray(cv2.add(self._base, shine), np.uint8)
        if not self._clear:
            return np.asarray(cv2.min(picture, self._cover), np.uint8)
        blue, green, red, alpha = cv2.split(picture)
        alpha = cv2.max(cv2.max(blue, green), cv2.max(red, alpha))  # light alone hides what is behind it
        return np.asarray(cv2.merge((blue, green, red, alpha)), np.uint8)


def _inked(picture: Plane | Pixels) -> NDArray[np.intp]:
    """The places of all px that are not nothing, in rows; the last row is filled up with the first place."""
    at = np.flatnonzero(picture.any(2))
    rows = max(1, -(-len(at) // ROW))
    filled = np.full(rows * ROW, at[0] if len(at) else 0, np.intp)
    filled[: len(at)] = at
    return filled.reshape(rows, ROW)


def _base(solid: Solid, light: StudioLight) -> Pixels:
    """What does not move: the colour in diffuse light, the rim, what glows."""
    rgb = solid.colour[..., :3].astype(np.float32)
    cover = solid.colour[..., 3:].astype(np.float32)
    bright = diffused(light, solid.x, solid.y, solid.shade)
    picture = rgb * bright * (1 - (1 - light.fill) * solid.metal[..., None])
    picture += rimmed(light, solid.x, solid.y) * cover + solid.glow[..., :3]
    base = np.zeros(solid.colour.shape, np.uint8)
    base[..., :3] = np.clip(picture, 0, 255)
    base[..., 3] = np.maximum(solid.colour[..., 3], solid.glow[..., 3])
    return base


def _mirror(solid: Solid) -> Plane:
    """How much of the lamps each px throws back, B G R and nothing for alpha."""
    mirror = np.zeros(solid.colour.shape, np.float32)
    mirror[..., :3] = solid.gloss[..., None] * 255 + solid.metal[..., None] * solid.colour[..., :3]
    return mirror


def _sized(plane: Plane, size: tuple[int, int]) -> Plane:
    if (plane.shape[1], plane.shape[0]) == size:
        return plane
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
