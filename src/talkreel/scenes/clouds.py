"""Clouds, baked: sheets of painterly streaks, and cumulus heaped of lit balls.

Both are made as planes of NumPy at a part of the frame's size, as soft things may be, and become premultiplied BGRA.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch
from talkreel.draw.surface import Pixels
from talkreel.scenes.material import bgr
from talkreel.scenes.texture import Plane, blurred, fractal, smoothstep, warped


@dataclass(frozen=True)
class CloudInk:
    """Colours of clouds: what faces the sun, what does not, and what is near the sun."""

    lit: Oklch
    shade: Oklch
    glow: Oklch


@dataclass(frozen=True)
class CloudSpace:
    """Where clouds are baked: `box` in px of the frame, `scale` baked px per px, `unit` the frame's short side."""

    box: Box
    scale: float
    unit: float
    horizon: float
    sun: tuple[float, float]

    @property
    def size(self) -> tuple[int, int]:
        """Baked width and height."""
        return max(8, round(self.box.w * self.scale)), max(8, round(self.box.h * self.scale))

    def planes(self) -> tuple[Plane, Plane]:
        """x and y of every baked pixel in px of the frame."""
        width, height = self.size
        xs = self.box.x + (np.arange(width, dtype=np.float32) + 0.5) / np.float32(self.scale)
        ys = self.box.y + (np.arange(height, dtype=np.float32) + 0.5) / np.float32(self.scale)
        x, y = np.meshgrid(xs, ys)
        return x.astype(np.float32), y.astype(np.float32)

    def near_sun(self) -> Plane:
        """1 at the sun, fading over about half the short side."""
        x, y = self.planes()
        distance = np.hypot((x - self.sun[0]) / self.unit, (y - self.sun[1]) / self.unit * 1.5)
        return np.exp(-2.6 * distance).astype(np.float32)


def sheet(
    space: CloudSpace,
    rng: np.random.Generator,
    ink: CloudInk,
    amount: float,
    softness: float,
    opacity: float,
    flat: float,
) -> Pixels:
    """Streaks that cover `amount` of the sky, drawn out `flat` times wider than high; edges fade over `softness`."""
    width, height = space.size
    tall = space.box.h / space.unit
    cells_y, cells_x = 2.6 * tall, 2.6 * (space.box.w / space.unit) / flat
    plane = fractal(rng, width, height, cells_x * 2, cells_y * 2, 6, 0.52)
    sway = np.float32(0.20 * space.unit * space.scale)
    dx = fractal(rng, width, height, cells_x, cells_y, 3) * sway * np.float32(flat)
    dy = fractal(rng, width, height, cells_x, cells_y, 3) * sway * np.float32(0.55)
    plane = warped(plane, dx, dy)
    _, y = space.planes()
    down = np.clip(y / np.float32(space.horizon), 0, 1)
    plane = plane - np.float32(0.25) * down**3  # they thin out towards the horizon, where haze hides them
    edge = float(np.quantile(plane, 1 - amount))
    alpha = smoothstep(edge, edge + softness, plane) * np.float32(opacity) * smoothstep(1.0, 0.82, down)
    light = _from_sun(space, plane, 0.05)
    thick = smoothstep(edge + 0.10, edge + 0.55, plane)
    return painted(ink, np.clip(light * 1.9 + 0.62 - 0.42 * thick, 0, 1), space.near_sun(), alpha)


def _from_sun(space: CloudSpace, plane: Plane, step: float) -> Plane:
    """How much thinner the plane is a step towards the sun: what faces the light."""
    x, y = space.planes()
    away_x, away_y = x - np.float32(space.sun[0]), y - np.float32(space.sun[1])
    length = np.hypot(away_x, away_y) + np.float32(1.0)
    reach = np.float32(step * space.unit * space.scale)
    return plane - warped(plane, -away_x / length * reach, -away_y / length * reach)


def cumulus(space: CloudSpace, rng: np.random.Generator, ink: CloudInk, number: int, opacity: float) -> Pixels:
    """`number` heaps: small and hazy near the horizon, large and crisp above it."""
    width, height = space.size
    x, y = space.planes()
    grain = fractal(rng, width, height, 9 * space.box.w / space.unit, 9 * space.box.h / space.unit, 5, 0.55)
    wobble = np.float32(0.020 * space.unit)
    heap_x = x + fractal(rng, width, height, 16 * space.box.w / space.unit, 16 * space.box.h / space.unit, 3) * wobble
    heap_y = y + grain * wobble
    light, alpha = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    places = sorted(float(rng.beta(1.1, 1.7)) for _ in range(number))  # the far ones first
    seeds: list[int] = rng.integers(2**31, size=number).tolist()
    for near, across, seed in zip(places, _spread(rng, number), seeds, strict=True):
        base = space.horizon * (0.90 - 0.66 * near**0.75)
        size = space.unit * (0.10 + 0.42 * near) * float(rng.uniform(0.7, 1.3))
        middle = space.box.x + across * space.box.w
        _heap(
            space,
            np.random.default_rng(seed),
            (heap_x, heap_y),
            (middle, base, size),
            (light, alpha),
            0.40 + 0.60 * near**0.5,
        )
    shown = alpha * np.float32(opacity)
    return painted(ink, np.clip(light * 1.12 + grain * 0.06, 0, 1), space.near_sun() * 0.8, shown)


def _spread(rng: np.random.Generator, number: int) -> list[float]:
    """Places 0..1 that neither clump nor stand in a row: the golden ratio, shaken."""
    start = float(rng.random())
    return [(start + 0.618 * i + float(rng.normal(0, 0.03))) % 1.0 for i in range(number)]


def _heap(
    space: CloudSpace,
    rng: np.random.Generator,
    where: tuple[Plane, Plane],
    heap: tuple[float, float, float],
    into: tuple[Plane, Plane],
    strength: float,
) -> None:
    """One cumulus: balls heaped on a flat base, lit as the surface that they make together."""
    (plane_x, plane_y), (middle, base, size), (light, alpha) = where, heap, into
    window = _window(space, middle, base, size)
    if window is None:
        return
    x, y = plane_x[window], plane_y[window]
    bulge = (0.05 * size) ** 2 * (1 - ((x - middle) / (0.62 * size)) ** 2) - (y - base + 0.05 * size) ** 2
    towers = rng.normal(0, 0.30, 3)
    for _ in range(64):
        aside = float(rng.normal(0, 0.36))
        tower = float(np.exp(-18 * (towers - aside) ** 2).max())
        rise = (0.05 + 0.30 * tower) * float(np.exp(-3.0 * aside * aside)) * size
        r = size * (0.035 + 0.095 * float(rng.uniform(0.3, 1.0)) * float(np.exp(-3.0 * aside * aside)))
        cx, cy = middle + aside * size, base - 0.5 * r - rise * float(rng.uniform(0, 1)) ** 0.7
        bulge = np.maximum(bulge, r * r - (x - cx) ** 2 - (y - cy) ** 2 * 1.1)
    surface = np.sqrt(np.maximum(bulge, 0)) / np.float32(size)
    floor = smoothstep(base + 0.012 * size, base - 0.045 * size, y)
    shape = smoothstep(0.008, 0.045, surface) * floor
    toned = _lit(space, blurred(surface, 0.009 * size * space.scale), (middle, base), size)
    toned = toned * (1 - 0.62 * smoothstep(base - 0.26 * size, base, y))  # flat bellies are in the shade
    cover = shape * np.float32(strength)
    light[window] = light[window] * (1 - shape) + toned * shape
    alpha[window] = np.maximum(alpha[window], cover)


def _window(space: CloudSpace, middle: float, base: float, size: float) -> tuple[slice, slice] | None:
    width, height = space.size
    left, right = (int((middle + side * 1.5 * size - space.box.x) * space.scale) for side in (-1, 1))
    top, bottom = (int((base + down * size - space.box.y) * space.scale) for down in (-0.95, 0.15))
    left, right, top, bottom = max(0, left), min(width, right), max(0, top), min(height, bottom)
    return None if right - left < 4 or bottom - top < 4 else (slice(top, bottom), slice(left, right))


def _lit(space: CloudSpace, surface: Plane, at: tuple[float, float], size: float) -> Plane:
    """Light on a surface (height in sizes) from the sun's side and from above, 0..1."""
    step = np.float32(size * space.scale)
    gx = cv2.Sobel(surface, cv2.CV_32F, 1, 0, ksize=3) / 8 * step
    gy = cv2.Sobel(surface, cv2.CV_32F, 0, 1, ksize=3) / 8 * step
    to_sun = np.array([space.sun[0] - at[0], space.sun[1] - at[1]])
    to_sun = to_sun / (np.hypot(*to_sun) + 1.0)
    direction = np.array([0.75 * to_sun[0], 0.75 * to_sun[1] - 0.45])
    facing = -(gx * np.float32(direction[0]) + gy * np.float32(direction[1]))
    return np.clip(0.80 + 0.46 * facing / np.sqrt(1 + gx * gx + gy * gy), 0, 1).astype(np.float32)


def painted(ink: CloudInk, light: Plane, near_sun: Plane, alpha: Plane) -> Pixels:
    """Planes 0..1 as premultiplied BGRA in the colours of the ink."""
    glow = np.clip(near_sun * (np.float32(0.30) + light), 0, np.float32(0.85))
    cover = alpha * np.float32(255)
    pixels = np.empty((*alpha.shape, 4), np.uint8)
    for channel, (shade, lit, shine) in enumerate(zip(bgr(ink.shade), bgr(ink.lit), bgr(ink.glow), strict=True)):
        colour = light * np.float32(lit - shade)
        colour += np.float32(shade)
        colour += (np.float32(shine) - colour) * glow
        colour *= cover
        pixels[..., channel] = np.clip(colour + np.float32(0.5), 0, 255)
    pixels[..., 3] = np.clip(cover + np.float32(0.5), 0, 255)
    return pixels
