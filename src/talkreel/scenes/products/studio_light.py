"""Studio light: what a product mirrors, as pictures indexed by normal.

The lamps stand on a sphere round the product: a softbox, a strip, a rim from behind, a floor. For every normal the
direction that a viewer in front sees mirrored is known, so one small picture (an atlas of four, from a mirror to a
sheen) holds all that the lamps do; a surface looks its light up by its normal. Moving a lamp is making that picture
again, which takes a millisecond; so reflections really travel over a bottle.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import Oklch, paint_of

TILE = 72  # px of one picture
RADIUS = TILE / 2 - 3  # px of a normal of length 1
ROUGHNESSES = (0.7, 2.4, 6.0, 13.5)  # blur of each picture, px
HEADROOM = 2.0  # brightness 1 is stored as 255 / HEADROOM

Plane = NDArray[np.floating[Any]]  # float32


@dataclass(frozen=True)
class Lamp:
    """A soft-edged rectangle of light. Degrees: `across` 0 in front of the product, 90 to its right, 180 behind it;
    `up` 90 is overhead. `wide`, `tall` are half its size, `soft` how far its edge fades."""

    across: float
    up: float
    wide: float
    tall: float
    power: float
    soft: float = 8.0
    colour: Oklch = (0.99, 0.005, 90)


@dataclass(frozen=True)
class StudioLight:
    """All that lights a product. `sky` and `floor` are seen in its upper and lower sides; `key_x`, `key_y` say where
    most light comes from (-1 left, -1 up); `exposure` multiplies all, `contrast` 0..1 deepens the shade."""

    lamps: tuple[Lamp, ...]
    sky: Oklch = (0.60, 0.01, 260)
    floor: Oklch = (0.35, 0.01, 260)
    key: Oklch = (0.99, 0.012, 85)
    key_x: float = -0.55
    key_y: float = -0.62
    exposure: float = 1.0
    contrast: float = 1.0
    fill: float = 0.20  # how bright metal is where it mirrors no lamp, parts of its colour
    rim: float = 0.10  # light from behind that grazes every edge, also of what mirrors nothing


SOFTBOX = Lamp(-52, 30, 22, 38, 1.75)
STRIP = Lamp(70, 8, 7, 62, 1.45, 6)
OVERHEAD = Lamp(0, 84, 180, 12, 0.95, 16)
UNDER = Lamp(-30, -56, 70, 12, 0.32, 16)
RIMS = (Lamp(164, 5, 12, 80, 0.62, 16), Lamp(-164, 5, 12, 80, 0.78, 16))

BRIGHT = StudioLight(
    (SOFTBOX, STRIP, OVERHEAD, UNDER, *RIMS), sky=(0.72, 0.006, 250), floor=(0.80, 0.006, 90), contrast=0.9, fill=0.44
)
DARK = StudioLight(
    (SOFTBOX, STRIP, OVERHEAD, UNDER, *RIMS),
    sky=(0.34, 0.012, 260),
    floor=(0.22, 0.015, 260),
    exposure=0.96,
    contrast=1.1,
    rim=0.50,
)


@lru_cache(maxsize=1)
def _directions() -> tuple[Plane, Plane, Plane, Plane, Plane]:
    """For every px of a picture: normal x and y, and the mirrored direction's across and up, degrees; and z."""
    grid = ((np.arange(TILE, dtype=np.float32) + 0.5) - TILE / 2) / RADIUS
    x, y = (np.asarray(plane, np.float32) for plane in np.meshgrid(grid, grid))
    long = np.maximum(np.hypot(x, y), 1e-6)
    held = np.minimum(long, 0.999) / long
    x, y = x * held, y * held
    z = np.sqrt(np.maximum(1 - x * x - y * y, 0))
    mirrored_x, mirrored_y, mirrored_z = 2 * z * x, 2 * z * y, 2 * z * z - 1
    across = np.degrees(np.arctan2(mirrored_x, mirrored_z))
    up = np.degrees(np.arcsin(np.clip(-mirrored_y, -1, 1)))
    return (
        x.astype(np.float32), y.astype(np.float32), across.astype(np.float32), up.astype(np.float32),
        z.astype(np.float32),
    )  # fmt: skip


def _rgb(colour: Oklch) -> NDArray[np.float32]:
    argb = paint_of(colour)
    return np.array([argb & 255, (argb >> 8) & 255, (argb >> 16) & 255], np.float32) / np.float32(255)  # B G R


def _fade(inside: Plane, soft: float) -> Plane:
    t = np.clip(inside / soft, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _lamp(lamp: Lamp, turn: float) -> Plane:
    """How much of a lamp each direction shows, with the lamps turned by `turn` degrees."""
    _, _, across, up, _ = _directions()
    aside = np.asarray(np.abs((across - lamp.across - turn + 180) % 360 - 180), np.float32)
    return (
        lamp.power
        * _fade(lamp.wide + lamp.soft - aside, lamp.soft)
        * _fade(lamp.tall + lamp.soft - np.abs(up - lamp.up), lamp.soft)
    )


@lru_cache(maxsize=4)
def mirrored(light: StudioLight, turn: float = 0.0, sweep: Lamp | None = None) -> NDArray[np.uint8]:
    """The atlas (4 tiles side by side, B G R) of what is mirrored; `turn` moves the lamps, `sweep` adds one."""
    picture = _surroundings(light.sky, light.floor)
    for lamp in (*light.lamps, *((sweep,) if sweep else ())):
        picture = picture + _lamp(lamp, turn)[..., None] * _rgb(lamp.colour)
    picture = np.asarray(picture * _grazing() * np.float32(light.exposure * 255 / HEADROOM), np.float32)
    tiles = [_blurred(picture, blur) for blur in ROUGHNESSES]
    return np.clip(np.hstack(tiles), 0, 255).astype(np.uint8)


@lru_cache(maxsize=8)
def _surroundings(sky: Oklch, floor: Oklch) -> Plane:
    """What is mirrored besides the lamps."""
    _, _, _, up, _ = _directions()
    rising = np.clip(up / 180 + 0.5, 0, 1)[..., None]
    low, high = _rgb(floor), _rgb(sky)
    return np.asarray(0.50 * (low + (high - low) * rising**1.3), np.float32)


@lru_cache(maxsize=1)
def _grazing() -> Plane:
    """Surfaces mirror more the flatter they are looked at."""
    z = _directions()[4]
    return np.asarray((0.52 + 0.48 * (1 - z) ** 3)[..., None], np.float32)


def _blurred(picture: Plane, blur: float) -> Plane:
    """A blur within the disc of normals; beyond it there is nothing that could be mirrored."""
    spread = cv2.GaussianBlur(picture * _disc()[..., None], (0, 0), blur)
    return np.asarray(spread / _weight(blur), np.float32)


@lru_cache(maxsize=8)
def _weight(blur: float) -> Plane:
    """How much of the disc is under a blur."""
    return np.maximum(np.asarray(cv2.GaussianBlur(_disc(), (0, 0), blur), np.float32), 1e-3)[..., None]


@lru_cache(maxsize=1)
def _disc() -> Plane:
    grid = ((np.arange(TILE, dtype=np.float32) + 0.5) - TILE / 2) / RADIUS
    return (np.hypot(grid[None], grid[:, None]) <= 1.02).astype(np.float32)


def rimmed(light: StudioLight, x: Plane, y: Plane) -> Plane:
    """Light added on edges, (height, width, 3) B G R, 0..1: most at the sides and above, none below."""
    z = np.sqrt(np.maximum(1 - x * x - y * y, 0))
    grazing = (1 - z) ** 2.0 * np.clip(0.80 - 0.70 * y, 0.1, 1)
    return np.asarray(grazing[..., None] * (_rgb(light.key) * light.rim), np.float32)


def diffused(light: StudioLight, x: Plane, y: Plane, shade: Plane) -> Plane:
    """How bright a matte surface is, (height, width, 3) B G R about 1, for normals `x`, `y`."""
    z = np.sqrt(np.maximum(1 - x * x - y * y, 0))
    length = float(np.sqrt(light.key_x**2 + light.key_y**2 + 0.62**2))
    facing = (x * light.key_x + y * light.key_y + z * 0.62) / length
    lit = _falling_off()[(np.clip(0.5 + 0.5 * facing, 0, 1) * 4095).astype(np.intp)]
    deep = light.contrast * shade
    level = (1 - 0.72 * deep) + (0.72 * deep + 0.02) * lit
    up = np.clip(0.5 - 0.5 * y, 0, 1)[..., None]
    sky, floor, key = _rgb(light.sky), _rgb(light.floor), _rgb(light.key)
    tint_shade = (floor + (sky - floor) * up) / max(0.2, float(np.mean(sky)))
    tint = tint_shade + (key - tint_shade) * np.clip(0.42 + 0.58 * lit, 0, 1)[..., None]
    return np.asarray(level[..., None] * (0.35 + 0.65 * tint) * light.exposure, np.float32)


@lru_cache(maxsize=1)
def _falling_off() -> Plane:
    """How bright a surface is by how far it faces the light, 0..1 in 4096 steps."""
    return (np.linspace(0, 1, 4096) ** 1.35).astype(np.float32)
