"""Worlds seen from space, shaded as balls: a banded giant with rings, a cratered moon, the earth with its clouds.

Each is baked as premultiplied BGRA from planes over the disc: the normal of every pixel gives latitude, longitude and
light.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.draw.surface import Pixels
from talkreel.scenes.colour_script import melt
from talkreel.scenes.material import Picture, bgr, over
from talkreel.scenes.texture import Plane, fractal, smoothstep, warped

EDGE = 1.16  # the picture is this much larger than the ball: room for the air
Triple = tuple[float, float, float]
Window = tuple[float, float, float, float]
WHOLE: Window = (-EDGE, -EDGE, EDGE, EDGE)


@dataclass(frozen=True)
class Ball:
    """Planes over a window: unit normal, opacity of the ball, light 0..1 with a soft terminator."""

    x: Plane
    y: Plane
    z: Plane
    alpha: Plane
    light: Plane

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in px."""
        return self.x.shape[1], self.x.shape[0]

    @property
    def rim(self) -> Plane:
        """1 at the edge of the disc."""
        return 1 - self.z


def ball(radius: float, to_sun: Triple, window: Window = WHOLE) -> Ball:
    """A ball of `radius` px, seen through `window` (left, top, right, bottom in radii from its centre, y down).

    `to_sun` is right, up, towards us.
    """
    left, top, right, bottom = window
    width, height = math.ceil((right - left) * radius), math.ceil((bottom - top) * radius)
    across = np.linspace(left, right, width, dtype=np.float32)
    up = -np.linspace(top, bottom, height, dtype=np.float32)
    x, y = np.meshgrid(across, up)
    far = np.hypot(x, y)
    z = np.sqrt(np.maximum(0, 1 - far * far))
    sun = np.array(to_sun, np.float32) / np.float32(np.linalg.norm(to_sun))
    facing = x * sun[0] + y * sun[1] + z * sun[2]
    alpha = np.clip((1 - far) * np.float32(radius) + 0.5, 0, 1)
    return Ball(x, y, z, alpha, smoothstep(-0.10, 0.85, facing))


def spread(ball_: Ball, texture: Plane, turn: float, tilt: float) -> Plane:
    """A texture (longitude across, latitude down) wrapped round the ball, turned by `turn` and tilted, radians."""
    cos, sin = np.float32(np.cos(tilt)), np.float32(np.sin(tilt))
    x, y = ball_.x * cos + ball_.y * sin, -ball_.x * sin + ball_.y * cos
    latitude = np.arcsin(np.clip(y, -1, 1))
    longitude = np.arctan2(x, ball_.z + np.float32(1e-6)) + np.float32(turn)
    height, width = texture.shape
    to_x = (longitude / np.float32(2 * np.pi) + 0.5) % 1.0 * np.float32(width - 1)
    to_y = (0.5 - latitude / np.float32(np.pi)) * np.float32(height - 1)
    seen = cv2.remap(texture, to_x.astype(np.float32), to_y.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(seen, np.float32)


def giant(radius: float, to_sun: Triple, rng: np.random.Generator, colour: Oklch, tilt: float) -> Pixels:
    """A gas giant: bands that curl into each other, and one storm."""
    made = ball(radius, to_sun)
    rows, columns = 256, 512
    latitude = np.linspace(-1, 1, rows, dtype=np.float32)[:, None] * np.ones((1, columns), np.float32)
    curl = fractal(rng, columns, rows, 14, 22, 5, 0.55)
    swept = warped(latitude, curl * 10, fractal(rng, columns, rows, 9, 26, 4) * np.float32(5.0))
    bands = np.sin(swept * 13 + float(rng.uniform(0, 6))) * 0.55 + np.sin(swept * 31 + 1.7) * 0.28 + 0.30 * curl
    tone = spread(made, bands.astype(np.float32), 0.6, tilt)
    light, chroma, hue = colour
    pale, deep = (min(0.95, light + 0.16), chroma * 0.55, hue + 12), (light - 0.14, chroma * 1.15, hue - 16)
    picture = over(
        np.broadcast_to(bgr(colour), (*tone.shape, 3)),
        np.broadcast_to(bgr(pale), (*tone.shape, 3)),
        smoothstep(0.0, 0.75, tone),
    )
    picture = over(picture, np.broadcast_to(bgr(deep), (*tone.shape, 3)), smoothstep(-0.05, -0.8, tone))
    return _lit(made, picture, melt((0.10, 0.03, 285), colour, 0.12), melt(colour, (0.95, 0.05, 80), 0.6))


def moon(radius: float, to_sun: Triple, rng: np.random.Generator, colour: Oklch) -> Pixels:
    """A cratered moon: craters are dents in its normals."""
    made = ball(radius, to_sun)
    dents = np.zeros_like(made.x)
    shade = np.zeros_like(made.x)
    sun = np.array(to_sun, np.float32) / np.float32(np.linalg.norm(to_sun))
    for _ in range(90):
        r = float(0.02 + 0.16 * rng.random() ** 3.2)
        angle, out = float(rng.uniform(0, 6.28)), float(np.sqrt(rng.random())) * 0.98
        cx, cy = np.float32(out * np.cos(angle)), np.float32(out * np.sin(angle))
        flat = max(0.25, float(np.sqrt(max(0.0, 1 - out * out))))
        across = (made.x - cx) * np.float32(np.cos(angle)) + (made.y - cy) * np.float32(np.sin(angle))
        along = -(made.x - cx) * np.float32(np.sin(angle)) + (made.y - cy) * np.float32(np.cos(angle))
        far = np.hypot(across / np.float32(flat), along) / np.float32(r)
        wall = np.exp(-(((far - 0.85) / 0.22) ** 2))
        toward = ((made.x - cx) * sun[0] + (made.y - cy) * sun[1]) / np.float32(r)
        dents += wall * np.clip(-toward, -1, 1) * np.float32(0.28)
        shade += np.where(far < 0.8, np.float32(0.05), np.float32(0))
    plains = fractal(rng, *made.size, 5, 5, 5, 0.55)
    grain = fractal(rng, *made.size, 60, 60, 3, 0.6)
    tone = np.clip(0.62 - 0.30 * smoothstep(0.05, 0.5, plains) + 0.10 * grain - shade, 0, 1)
    light = np.clip(made.light + dents * smoothstep(0.0, 0.3, made.light), 0, 1)
    lit = Ball(made.x, made.y, made.z, made.alpha, light.astype(np.float32))
    dark, pale = bgr((colour[0] - 0.22, colour[1], colour[2])), bgr((min(0.96, colour[0] + 0.12), colour[1], colour[2]))
    picture = dark + (pale - dark) * tone[..., None]
    return _lit(lit, picture, (0.07, 0.02, 275), None)


def earth(
    radius: float, to_sun: Triple, rng: np.random.Generator, turn: float, window: Window = WHOLE, fine: float = 1.0
) -> Pixels:
    """A blue world: seas, green and dry land, polar ice, clouds, city lights on its night side, and its air.

    `fine` is how much smaller its features are: seen from orbit only a part of them is in sight.
    """
    made = ball(radius, to_sun, window)
    rows, columns = (512, 1024) if fine == 1.0 else (1024, 2048)
    land = fractal(rng, columns, rows, 8 * fine, 5 * fine, 8, 0.54)
    wet = fractal(rng, columns, rows, 10 * fine, 8 * fine, 4, 0.5)
    swirl = np.float32(columns / 30 / fine)
    clouds = warped(
        fractal(rng, columns, rows, 14 * fine, 12 * fine, 8, 0.62),
        fractal(rng, columns, rows, 9 * fine, 7 * fine, 4) * swirl,
        fractal(rng, columns, rows, 9 * fine, 7 * fine, 4) * swirl * np.float32(0.6),
    )
    ground, moist, cloud = (spread(made, p, turn, 0.35) for p in (land, wet, clouds))
    shape = (*ground.shape, 3)
    deep, shallow = bgr((0.36, 0.125, 255)), bgr((0.58, 0.110, 232))
    picture = np.broadcast_to(deep, shape) + (shallow - deep) * smoothstep(-0.22, 0.05, ground)[..., None]
    forest, dry = bgr((0.50, 0.095, 140)), bgr((0.72, 0.085, 82))
    soil = forest + (dry - forest) * smoothstep(-0.1, 0.35, moist)[..., None]
    picture = over(picture, soil, smoothstep(0.045, 0.065, ground))
    latitude = np.abs(made.y + 0.25 * made.x)
    picture = over(
        picture, np.broadcast_to(bgr((0.96, 0.01, 230)), shape), smoothstep(0.88, 0.93, latitude + 0.06 * ground)
    )
    cover = smoothstep(-0.02, 0.42, cloud) * np.float32(0.92)
    picture = over(picture, np.broadcast_to(bgr((0.985, 0.006, 230)), shape), cover)
    night = (
        smoothstep(0.10, 0.0, made.light)
        * smoothstep(0.05, 0.07, ground)
        * smoothstep(0.10, 0.5, moist + 0.4 * land.std())
        * (1 - cover)
    )
    pixels = _lit(made, picture, (0.055, 0.035, 265), (0.80, 0.115, 240)).astype(np.float32)
    lamps = (fractal(rng, *made.size, 90, 90, 2, 0.7) > 0.42) * night * made.alpha
    pixels[..., :3] += lamps[..., None] * bgr((0.88, 0.12, 75)) * 190
    return np.minimum(pixels, 255).astype(np.uint8)


def _lit(made: Ball, picture: Picture, dark: Oklch, air: Oklch | None) -> Pixels:
    """The ball in its light, with its atmosphere: a bright rim on the day side and a glow beyond the edge."""
    light = made.light[..., None]
    colour = bgr(dark) + (picture - bgr(dark)) * light
    alpha = made.alpha
    if air is not None:
        tint = bgr(air)
        rim = np.clip(made.rim, 0, 1) ** 2.6 * (0.15 + 0.95 * made.light)
        colour = colour + (tint - colour) * np.clip(rim, 0, 0.85)[..., None]
        far = np.hypot(made.x, made.y)
        side = smoothstep(-0.35, 0.75, _around(made))
        glow = np.exp(-np.maximum(0, far - 1) / 0.035) * side * np.float32(0.75) * smoothstep(EDGE, 1.04, far)
        out = np.clip(alpha + glow * (1 - alpha), 0, 1)
        colour = (colour * alpha[..., None] + tint * (glow * (1 - alpha))[..., None]) / np.maximum(out, 1e-4)[..., None]
        alpha = out
    pixels = np.dstack([np.clip(colour, 0, 1) * alpha[..., None], alpha]) * 255
    return np.clip(pixels + 0.5, 0, 255).astype(np.uint8)


def _around(made: Ball) -> Plane:
    """For pixels outside the ball, the light at the nearest edge, about -1..1."""
    far = np.maximum(np.hypot(made.x, made.y), 1e-3)
    height, width = made.light.shape
    left, right, top, bottom = made.x[0, 0], made.x[0, -1], made.y[0, 0], made.y[-1, 0]
    column = (made.x / far * np.float32(0.94) - left) / (right - left) * width
    row = (made.y / far * np.float32(0.94) - top) / (bottom - top) * height
    seen = cv2.remap(made.light.astype(np.float32), column.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR)
    return np.asarray(seen, np.float32)
