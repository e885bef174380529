"""Figures in a landscape: a creature with a rig, or the picture of an object, lit as the place is.

Both are drawn standing on (x, base), `height` px high. What cannot be drawn is None, and nothing stands there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol

import cv2
import numpy as np

from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.objects import object_picture, object_use
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import SMOOTH, Pixels, image_of
from talkreel.model import Hero
from talkreel.model.scene import Act
from talkreel.scenes.aerostat import Aerostat
from talkreel.scenes.astronaut import Astronaut
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.creatures import Creature, has_creature
from talkreel.scenes.material import bgr
from talkreel.scenes.rigs.light import Light

Medium = Literal["land", "air", "water"]

FLIERS = (
    "balloon", "airplane", "plane", "helicopter", "parachute", "kite", "drone", "butterfly", "bee", "dragon", "ufo",
    "flying", "rocket", "satellite", "eagle", "bird", "owl", "bat", "angel", "comet", "blimp", "airship",
)  # fmt: skip
FLOATERS = (
    "boat", "ship", "canoe", "ferry", "yacht", "kayak", "surf", "whale", "dolphin", "shark", "duck", "swan", "turtle",
    "seal", "otter", "submarine", "buoy", "octopus", "fish", "rowing", "swim",
)  # fmt: skip
LEAPERS = ("whale", "dolphin", "fish", "orca", "shark")
# These look to the right already, or the same from either side.
UPRIGHT = ("balloon", "parachute", "ufo", "rocket", "satellite", "buoy", "sail", "airplane", "flying saucer", "comet")


def medium_of(name: str) -> Medium:
    """Where an object belongs, by its name."""
    if any(word in name for word in FLOATERS):
        return "water"
    return "air" if any(word in name for word in FLIERS) else "land"


class Figure(Protocol):
    """Something that can be drawn standing at a place."""

    name: str
    medium: Medium
    rigged: bool

    def draw(
        self, canvas: skia.Canvas, x: float, base: float, height: float, t_s: float, act: Act, turn: float, facing: int
    ) -> None:
        """Draw it with its foot at (x, base), turned by `turn` degrees; `facing` 1 right, -1 left."""
        ...

    def width(self, height: float) -> float:
        """How wide it is at a height, px."""
        ...


def figure_for(hero: Hero, script: ColourScript, side: float, height_px: float, loop_s: float = 0.0) -> Figure | None:
    """The figure of a hero; `side` is +1 where the light comes from the right. None: there is no such picture."""
    name = hero.name.lower().replace("-", " ").replace("_", " ")
    if name in ("astronaut", "cosmonaut", "spaceman"):
        return Astronaut(script, side)
    if name in ("balloon", "hot air balloon", "balloons", "hot air balloons"):
        return Aerostat(script, side, hero.colour)  # over land a balloon is one that carries people
    if has_creature(hero.name):
        return RiggedFigure(hero, script, side, loop_s)
    try:
        if object_use(hero.name) != "in_scene":
            return None  # a head, a sign, a key as large as a house look wrong in a landscape: better nobody
        pixels = object_picture(hero.name, max(16, math.ceil(height_px * 1.15)), "hero")
    except KeyError:
        return None
    pixels = trimmed(pixels)
    if not any(word in hero.name for word in UPRIGHT):
        pixels = np.ascontiguousarray(pixels[:, ::-1])  # objects of the set look to the left; ours go to the right
    return PicturedFigure(hero.name, relit(pixels, script, side))


@dataclass
class RiggedFigure:
    """A creature that moves its limbs."""

    hero: Hero
    script: ColourScript
    side: float
    loop_s: float

    def __post_init__(self) -> None:
        self.name = self.hero.name
        self.rigged = True
        self.creature = Creature(self.hero.name, self.hero.colour, self.loop_s)
        self.medium: Medium = {"land": "land", "air": "air"}.get(self.creature.medium, "water")  # type: ignore[assignment]
        self._light = Light.of(self.script, (self.side, -0.9))

    def width(self, height: float) -> float:
        """A land animal is about half as long again as high."""
        return height * (1.5 if self.medium == "land" else 2.5)

    def draw(
        self, canvas: skia.Canvas, x: float, base: float, height: float, t_s: float, act: Act, turn: float, facing: int
    ) -> None:
        """Draw the creature; it bends itself, so `turn` is left to it."""
        del turn
        self.creature.draw(canvas, x, base, height, t_s, act, self._light, facing)


class PicturedFigure:
    """An object's picture."""

    rigged = False

    def __init__(self, name: str, pixels: Pixels) -> None:
        self.name = name
        self.medium: Medium = medium_of(name)
        self.image = image_of(pixels)
        self._ratio = pixels.shape[1] / pixels.shape[0]

    def width(self, height: float) -> float:
        """By the picture's own shape."""
        return height * self._ratio

    def draw(
        self, canvas: skia.Canvas, x: float, base: float, height: float, t_s: float, act: Act, turn: float, facing: int
    ) -> None:
        """Draw the picture, which looks to the right."""
        del t_s, act
        width = self.width(height)
        canvas.save()
        canvas.translate(x, base - height * 0.5)
        canvas.rotate(turn)
        if facing < 0:
            canvas.scale(-1, 1)
        where = skia.Rect.MakeXYWH(-width / 2, -height / 2, width, height)
        canvas.drawImageRect(self.image, where, SMOOTH)
        canvas.restore()


def trimmed(pixels: Pixels) -> Pixels:
    """The picture without its empty border, so that its foot is its last row."""
    rows = np.flatnonzero(pixels[..., 3].max(axis=1) > 8)
    columns = np.flatnonzero(pixels[..., 3].max(axis=0) > 8)
    if not len(rows) or not len(columns):
        return pixels
    return np.ascontiguousarray(pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1])


def relit(pixels: Pixels, script: ColourScript, side: float) -> Pixels:
    """The picture in the script's light: sunk into the hour, lit from above and `side`, a rim towards the light."""
    height, width = pixels.shape[:2]
    alpha = pixels[..., 3].astype(np.float32) / 255
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    x, y = x / max(1, width - 1), y / max(1, height - 1)
    across = x if side > 0 else 1 - x
    facing = np.clip(0.62 * across + 0.62 * (1 - y) - 0.10, 0, 1)[..., None]
    sunk = 0.13 + 0.66 * script.gloom
    dim = bgr(melt(script.ambient, script.deep, 0.30)) * 1.25
    key = bgr(melt(script.key, script.haze, 0.25)) * (0.62 + 0.45 * script.sun)
    light = (1 - sunk) + sunk * (dim * (1 - facing) + key * facing)
    soft = cv2.GaussianBlur(alpha, (0, 0), max(0.6, 0.012 * height))
    step = max(1, round(0.012 * height))
    behind = np.roll(np.roll(soft, step, axis=0), -step if side > 0 else step, axis=1)
    rim = np.clip(alpha - behind, 0, 1) * alpha
    colour = pixels[..., :3].astype(np.float32) * light + rim[..., None] * key * 255 * (0.22 + 0.45 * script.gloom)
    under = np.clip((y - 0.80) / 0.20, 0, 1)[..., None] * 0.22  # a little darker towards the ground
    colour = np.minimum(colour * (1 - under), pixels[..., 3:].astype(np.float32))
    return np.dstack([colour, pixels[..., 3]]).clip(0, 255).astype(np.uint8)


def contact_shadow(
    canvas: skia.Canvas, script: ColourScript, x: float, base: float, width: float, lift: float, side: float
) -> None:
    """The shadow under something that stands, or hovers `lift` widths above the ground."""
    fade = 1 / (1 + 2.5 * lift)
    half, tall = width * (0.46 + 0.10 * lift), width * 0.060
    shade = fill(paint_of(script.deep, 0.50 * fade), MaskFilter=blur(width * (0.022 + 0.03 * lift)))
    shift = -side * width * (0.06 + 0.3 * lift)
    canvas.drawOval(skia.Rect.MakeXYWH(x - half + shift, base - tall, 2 * half, 2 * tall), shade)
