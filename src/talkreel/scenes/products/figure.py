"""A figure: a product modelled and lit at one size, ready to be drawn on any frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.objects import object_picture
from talkreel.draw.paint import blur, fill
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.products.catalogue import product_of
from talkreel.scenes.products.clay import Clay, Solid, softened
from talkreel.scenes.products.finish import SATIN
from talkreel.scenes.products.glare import Glare
from talkreel.scenes.products.lit import Lit, LitClose
from talkreel.scenes.products.product import HEIGHT, Foot, Product
from talkreel.scenes.products.relief import Plane, normals, puff
from talkreel.scenes.products.studio_light import BRIGHT, Lamp, StudioLight
from talkreel.scenes.products.tint import COLOURS, Tint, colour_of

DARKEST = 0.225  # lightness of a body: below it no form is left to see
MARGIN = 30.0  # design units round a product, for what juts out
SWEEP = Lamp(0, 10, 9, 70, 0.9, 10)


@dataclass(frozen=True)
class Focus:
    """A lens: sharp at (`x`, `y`) within `sharp` design units, then blurred by up to `blur` px."""

    x: float
    y: float
    sharp: float
    blur: float


def tint_of(product: Product, colour: str, accent: Oklch | None = None) -> Tint:
    """The product's own colours, or the one asked for; `accent` colours what its screen shows."""
    own, second = (COLOURS[name] for name in product.colours)
    asked = colour_of(colour) if colour else None
    shown = accent if accent and product.pane else second
    light, chroma, hue = asked or own
    return Tint((max(DARKEST, light), chroma, hue), shown, asked is not None)


class Figure:
    """A product (or a picture of an object) at `height` px for its 1000 units.

    `crop` (design units) bakes a part of it only; `focus` blurs what is off it. Draw on a canvas in design units.
    """

    def __init__(
        self, product: Product, tint: Tint, height: float, light: StudioLight, crop: Box | None = None,
        focus: Focus | None = None, solid: Solid | None = None,
    ) -> None:  # fmt: skip
        self.product, self.tint = product, tint
        self.scale = height / HEIGHT
        side = product.width / 2 + MARGIN
        self.box = crop or Box(-side, -MARGIN, 2 * side, HEIGHT + 2 * MARGIN)
        if solid is None:
            size = (math.ceil(self.box.w * self.scale), math.ceil(self.box.h * self.scale))
            clay = Clay(*size, self.box.x, self.box.y, self.scale)
            product.model(clay, tint)
            solid = clay.solid()
        if focus is not None:
            solid = _defocused(solid, self.box, self.scale, focus)
        self._lit = LitClose(solid, light) if crop is not None else Lit(solid, light)
        self._backing = self._baked_backing()
        self._glare = Glare(product.pane(), self.scale) if product.pane else None

    def draw(self, canvas: skia.Canvas, t_s: float, turn: float = 0.0, sweep: float | None = None) -> None:
        """Draw at `t_s` seconds, the lamps turned by `turn` degrees; `sweep` is where a passing light is, degrees."""
        lamp = None if sweep is None else replace(SWEEP, across=sweep - turn)
        canvas.save()
        canvas.translate(self.box.x, self.box.y)
        canvas.scale(1 / self.scale, 1 / self.scale)
        self._lit.draw(canvas, turn, lamp)
        if self._backing is not None:
            self._backing.draw(canvas)
        canvas.restore()
        if self.product.live is not None:
            self.product.live(canvas, t_s, self.tint)
        if self._glare is not None:
            self._glare.draw(canvas, turn)

    def _baked_backing(self) -> Baked | None:
        """What the screen always shows."""
        if self.product.backing is None:
            return None
        surface = self._surface()
        self.product.backing(surface.canvas, self.tint)
        return Baked(surface.pixels)

    def _surface(self) -> Surface:
        """A clear picture of the figure's size, in design units."""
        surface = Surface(math.ceil(self.box.w * self.scale), math.ceil(self.box.h * self.scale))
        surface.canvas.scale(self.scale, self.scale)
        surface.canvas.translate(-self.box.x, -self.box.y)
        return surface

    def with_screen(self, t_s: float, turn: float = 0.0) -> Pixels:
        """The figure as pixels, its screen lit."""
        surface = self._surface()
        self.draw(surface.canvas, t_s, turn)
        return surface.pixels


def figure(
    name: str, height: float, colour: str = "", light: StudioLight = BRIGHT, accent: Oklch | None = None,
    crop: Box | None = None, focus: Focus | None = None,
) -> Figure | None:  # fmt: skip
    """The figure of a name: a drawn product, or else an object of the object set; None when neither knows it."""
    product = product_of(name)
    if product is not None:
        return Figure(product, tint_of(product, colour, accent), height, light, crop, focus)
    return object_figure(name, height, light, crop, focus)


def figure_of(
    product: Product, name: str, height: float, colour: str, light: StudioLight, accent: Oklch | None,
    crop: Box | None = None, focus: Focus | None = None,
) -> Figure:  # fmt: skip
    """The figure of a product that is already chosen; `name` may be an object's, whose picture is then shown."""
    made = figure(name, height, colour, light, accent, crop, focus) if name else None
    return made or Figure(product, tint_of(product, colour, accent), height, light, crop, focus)


def object_foot(name: str) -> Foot | None:
    """Where an object of the object set touches the ground; None when the set does not know it."""
    pixels = _picture(name, 96)
    return _foot_of(pixels) if pixels is not None else None


def object_figure(
    name: str, height: float, light: StudioLight, crop: Box | None = None, focus: Focus | None = None
) -> Figure | None:
    """An object of the object set, given a relief from its outline so that the lamps find something to shine on."""
    pixels = _picture(name, round(height))
    foot = _foot_of(pixels) if pixels is not None else None
    if pixels is None or foot is None:
        return None
    scale = height / HEIGHT
    product = Product(_nothing, HEIGHT, foot=foot, size=0.6)
    box = crop or Box(-500, 0, 1000, 1000)
    cut = _window(pixels, box, scale)
    return Figure(product, Tint((0.6, 0.1, 60), (0.6, 0.1, 60)), height, light, box, focus, _solid_of(cut, scale))


def _picture(name: str, size: int) -> Pixels | None:
    try:
        return np.asarray(object_picture(name, size), np.uint8)
    except KeyError:
        return None


def _foot_of(pixels: Pixels) -> Foot | None:
    """Where a picture (square, 1000 units high) ends below; None when it is empty."""
    solid = pixels[..., 3] > 24
    rows = np.flatnonzero(solid.any(1))
    if len(rows) == 0:
        return None
    unit, side = HEIGHT / pixels.shape[0], pixels.shape[0]
    low = max(0, int(rows[-1]) - round(0.055 * side))
    columns = np.flatnonzero(solid[low : int(rows[-1]) + 1].any(0))
    half = max(0.05 * side, float(columns[-1] - columns[0]) / 2) * unit
    middle = (float(columns[-1] + columns[0]) / 2 - pixels.shape[1] / 2) * unit
    return Foot(float(rows[-1] + 1) * unit, half, half * 0.10, middle)


def _nothing(clay: Clay, tint: Tint) -> None:
    """An object's picture stands for its model."""


def _window(pixels: Pixels, box: Box, scale: float) -> Pixels:
    """The part of a picture (1000 x 1000 units) that a box shows."""
    move = np.array([[1, 0, -(box.x + 500) * scale], [0, 1, -box.y * scale]], np.float32)
    size = (math.ceil(box.w * scale), math.ceil(box.h * scale))
    return np.asarray(cv2.warpAffine(pixels, move, size, flags=cv2.INTER_LINEAR), np.uint8)


def _solid_of(pixels: Pixels, scale: float) -> Solid:
    """A picture as a solid: cushioned at its outline, and a little where its own brightness bends."""
    height, width = pixels.shape[:2]
    mask = np.ascontiguousarray(pixels[..., 3])
    x, y = normals(puff(120, strength=0.75), mask, scale)
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_BGRA2GRAY), (0, 0), max(0.8, 5 * scale)).astype(np.float32)
    x = x - cv2.Sobel(grey, cv2.CV_32F, 1, 0, scale=0.25 * 5 * scale / 255)
    y = y - cv2.Sobel(grey, cv2.CV_32F, 0, 1, scale=0.25 * 5 * scale / 255)
    long = np.maximum(np.hypot(x, y) / 0.985, 1.0)
    cover = mask.astype(np.float32) / 255

    def plane(value: float) -> Plane:
        return cover * np.float32(value)

    none = np.zeros((height, width), np.float32)
    return Solid(
        pixels, np.asarray(x / long, np.float32), np.asarray(y / long, np.float32), plane(SATIN.gloss), none,
        np.full_like(none, SATIN.rough), np.full_like(none, 0.55), np.zeros_like(pixels), False,
    )  # fmt: skip


def _defocused(solid: Solid, box: Box, scale: float, focus: Focus) -> Solid:
    """The solid as a lens sees it: the further a place is from the focus, the softer all its planes."""
    height, width = solid.x.shape
    across = (np.arange(width, dtype=np.float32) / scale + box.x - focus.x)[None]
    down = (np.arange(height, dtype=np.float32) / scale + box.y - focus.y)[:, None]
    far = np.clip((np.hypot(across, down) - focus.sharp) / (focus.sharp * 1.6), 0, 1)
    far = far * far * (3 - 2 * far)

    def soft(plane: Plane) -> Plane:
        half, full = softened(plane, focus.blur * 0.4), softened(plane, focus.blur)
        one, two = np.clip(far * 2, 0, 1), np.clip(far * 2 - 1, 0, 1)
        if plane.ndim == 3:
            one, two = one[..., None], two[..., None]
        return (plane * (1 - one) + half * one) * (1 - two) + full * two

    def soft_pixels(pixels: Pixels) -> Pixels:
        if not pixels.any():
            return pixels
        return np.clip(soft(pixels.astype(np.float32)), 0, 255).astype(np.uint8)

    names = ("x", "y", "gloss", "metal", "shade")
    return replace(
        solid, colour=soft_pixels(solid.colour), glow=soft_pixels(solid.glow),
        **{name: soft(getattr(solid, name)) for name in names},
    )  # fmt: skip


def contact_shadow(width: int, height: int, strength: float = 0.8) -> Baked:
    """A soft dark ellipse to stretch under what stands: dense in its middle, fading to nothing at its edge."""
    surface = Surface(width, height)
    rx, ry = width * 0.30, height * 0.24
    for grow, part in ((1.0, 0.55), (0.72, 0.45)):
        rect = skia.Rect.MakeXYWH(width / 2 - rx * grow, height / 2 - ry * grow, 2 * rx * grow, 2 * ry * grow)
        dark = fill(round(strength * part * 255) << 24, MaskFilter=blur(width * 0.05 * grow))
        surface.canvas.drawOval(rect, dark)
    return Baked(surface.pixels)


@lru_cache(maxsize=32)
def cached_figure(name: str, height: int, colour: str, light: StudioLight) -> Figure | None:
    """`figure`, kept: props are drawn again and again."""
    return figure(name, float(height), colour, light)
