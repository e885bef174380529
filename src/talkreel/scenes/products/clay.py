"""Clay: a product is modelled part by part, each an outline with a colour, a relief and a finish.

What comes out is a `Solid`: for every px its colour, its normal and how it throws light back. It can be lit any number
of times, by moving lamps. Design units: a product is 1000 high, x counts from its middle, y from its top.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.door import skia
from talkreel.draw.paint import blur as blurred
from talkreel.draw.paint import fill
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.products.finish import Finish, Texture
from talkreel.scenes.products.relief import LIMIT, Plane, Relief, normals

Colour = int | skia.Shader


@dataclass(frozen=True)
class Solid:
    """The model as planes of one size. `colour` is premultiplied BGRA, `x`, `y` the normals, `glow` its own light."""

    colour: Pixels
    x: Plane
    y: Plane
    gloss: Plane
    metal: Plane
    rough: Plane
    shade: Plane
    glow: Pixels
    clear: bool  # something is seen through


class Clay:
    """Takes parts from back to front. `left`, `top` are the design point at the planes' corner, `scale` px a unit."""

    def __init__(self, width: int, height: int, left: float, top: float, scale: float) -> None:
        self.width, self.height, self.scale = width, height, scale
        self._matrix = skia.Matrix()
        self._matrix.setScale(scale, scale)
        self._matrix.preTranslate(-left, -top)
        self._colour, self._glow = Surface(width, height), Surface(width, height)
        for surface in (self._colour, self._glow):
            surface.canvas.setMatrix(self._matrix)
        self._planes = {name: np.zeros((height, width), np.float32) for name in ("x", "y", "gloss", "metal", "rough")}
        self._planes["shade"] = np.ones((height, width), np.float32)
        self._clear = False

    def part(
        self, path: skia.Path, colour: Colour, relief: Relief, finish: Finish, clip: skia.Path | None = None,
        opacity: float = 1.0,
    ) -> None:  # fmt: skip
        """Lay a part on top. `clip` cuts it; `opacity` below 1 lets its ground show, its reflections stay."""
        canvas = self._colour.canvas
        canvas.save()
        if clip is not None:
            canvas.clipPath(clip, True)
        paint = fill(colour) if isinstance(colour, int) else fill(0xFF000000, Shader=colour, Dither=True)
        paint.setAlphaf(paint.getAlphaf() * opacity)
        canvas.drawPath(path, paint)
        canvas.restore()
        self._clear |= opacity < 1
        found = self._mask(path)
        if found is None:
            return
        mask, (x0, y0) = found
        x, y = normals(relief, mask, self.scale)
        if finish.texture:
            x, y = _disturbed(x, y, finish, self.scale, (x0, y0))
        if clip is not None:
            mask = np.minimum(mask, self._coverage(clip, (x0, y0, mask.shape[1], mask.shape[0])))
        self._lay(mask, (x0, y0), {"x": x, "y": y}, finish)

    def paint(self, draw: Callable[[skia.Canvas], None], clip: skia.Path | None = None) -> None:
        """Print on what is there, in design units: the colour changes, the surface stays."""
        canvas = self._colour.canvas
        canvas.save()
        if clip is not None:
            canvas.clipPath(clip, True)
        draw(canvas)
        canvas.restore()

    def ink(self, path: skia.Path, paint: skia.Paint, clip: skia.Path | None = None) -> None:
        """Print one path on what is there."""
        self.paint(lambda canvas: canvas.drawPath(path, paint), clip)

    def glow(self, draw: Callable[[skia.Canvas], None]) -> None:
        """Draw light of the product's own: it is added to what the lamps give."""
        draw(self._glow.canvas)

    def shade(
        self, path: skia.Path, by: float, soft: float, dx: float = 0.0, dy: float = 0.0, clip: skia.Path | None = None
    ) -> None:
        """Let `path` cast a shadow on what is there: colour and reflections darken by `by` 0..1."""
        moved = skia.Path(path)
        moved.offset(dx, dy)
        canvas = self._colour.canvas
        canvas.save()
        if clip is not None:
            canvas.clipPath(clip, True)
        dark = fill(round(by * 255) << 24, MaskFilter=blurred(soft), BlendMode=skia.BlendMode.kSrcATop)
        canvas.drawPath(moved, dark)
        canvas.restore()
        bounds = self._bounds(moved, 2.5 * soft * self.scale)
        if bounds is None:
            return
        x0, y0, width, height = bounds
        mask = self._coverage(moved, bounds)
        mask = softened(mask, max(0.3, soft * self.scale))
        if clip is not None:
            mask = np.minimum(mask, self._coverage(clip, bounds))
        part = 1 - np.float32(by / 255) * mask
        for name in ("gloss", "metal"):
            self._planes[name][y0 : y0 + height, x0 : x0 + width] *= part

    def tone(self, path: skia.Path, colour: int, soft: float, clip: skia.Path | None = None) -> None:
        """Breathe a colour on what is there, with edges `soft` units wide."""
        tint = fill(colour, MaskFilter=blurred(soft), BlendMode=skia.BlendMode.kSrcATop)
        self.ink(path, tint, clip)

    def emboss(self, path: skia.Path, rise: float, soft: float, clip: skia.Path | None = None) -> None:
        """Raise (`rise` up to 1) or press (down to -1) an outline into what is there; its walls are `soft` wide."""
        sigma = max(0.5, soft * self.scale)
        bounds = self._bounds(path, 3 * sigma + 2)
        if bounds is None:
            return
        x0, y0, width, height = bounds
        mask = self._coverage(path, bounds)
        level = np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.float32) * (rise * 2.5 * sigma / 255)
        across = cv2.Sobel(level, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
        down = cv2.Sobel(level, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
        cover = 1.0 if clip is None else self._coverage(clip, bounds).astype(np.float32) / 255
        cut = (slice(y0, y0 + height), slice(x0, x0 + width))
        x, y = self._planes["x"][cut] - across * cover, self._planes["y"][cut] - down * cover
        long = np.maximum(np.hypot(x, y) / LIMIT, 1.0)
        self._planes["x"][cut], self._planes["y"][cut] = x / long, y / long

    def solid(self) -> Solid:
        """What was modelled."""
        return Solid(self._colour.pixels, **self._planes, glow=self._glow.pixels, clear=self._clear)

    def _lay(self, mask: NDArray[np.uint8], at: tuple[int, int], planes: dict[str, Plane], finish: Finish) -> None:
        x0, y0 = max(0, at[0]), max(0, at[1])
        x1, y1 = min(self.width, at[0] + mask.shape[1]), min(self.height, at[1] + mask.shape[0])
        cut = (slice(y0 - at[1], y1 - at[1]), slice(x0 - at[0], x1 - at[0]))
        cover = mask[cut].astype(np.float32) / 255
        new: dict[str, Plane | float] = {name: plane[cut] for name, plane in planes.items()}
        new |= {"gloss": finish.gloss, "metal": finish.metal, "rough": float(finish.rough), "shade": finish.shade}
        for name, value in new.items():
            plane = self._planes[name][y0:y1, x0:x1]
            plane += (value - plane) * cover

    def _bounds(self, path: skia.Path, margin: float) -> tuple[int, int, int, int] | None:
        """The px (x, y, width, height) that a path may touch, cut to the planes; None when it lies outside."""
        box = self._matrix.mapRect(path.computeTightBounds())
        x0, y0 = max(0, int(box.left() - margin)), max(0, int(box.top() - margin))
        x1 = min(self.width, int(box.right() + margin) + 1)
        y1 = min(self.height, int(box.bottom() + margin) + 1)
        return (x0, y0, x1 - x0, y1 - y0) if x1 > x0 and y1 > y0 else None

    def _mask(self, path: skia.Path) -> tuple[NDArray[np.uint8], tuple[int, int]] | None:
        """The whole outline's coverage (also beyond the planes) and where it lies; None when it is out of sight."""
        if self._bounds(path, 0) is None:
            return None
        box = self._matrix.mapRect(path.computeTightBounds())
        x0, y0 = int(np.floor(box.left())) - 2, int(np.floor(box.top())) - 2
        width, height = int(np.ceil(box.right())) + 2 - x0, int(np.ceil(box.bottom())) + 2 - y0
        return self._coverage(path, (x0, y0, width, height)), (x0, y0)

    def _coverage(self, path: skia.Path, bounds: tuple[int, int, int, int]) -> NDArray[np.uint8]:
        x0, y0, width, height = bounds
        mask = np.zeros((height, width), np.uint8)
        info = skia.ImageInfo.Make(width, height, skia.kAlpha_8_ColorType, skia.kPremul_AlphaType)
        canvas = skia.Surface.MakeRasterDirect(info, mask, width).getCanvas()
        canvas.translate(-x0, -y0)
        canvas.concat(self._matrix)
        canvas.drawPath(path, fill())
        return mask


def _disturbed(x: Plane, y: Plane, finish: Finish, scale: float, at: tuple[int, int]) -> tuple[Plane, Plane]:
    """Normals with the finish's texture on them."""
    wide = finish.grain * scale
    bump = finish.bump * min(1.0, max(0.0, (wide - 1.3) / 2.6))  # finer than a few px it would only shimmer
    if bump == 0:
        return x, y
    bump_x, bump_y = _texture(finish.texture)
    side = bump_x.shape[0]
    ys = ((np.arange(x.shape[0], dtype=np.float32) + at[1]) / wide * 8 % side)[:, None]
    xs = ((np.arange(x.shape[1], dtype=np.float32) + at[0]) / wide * 8 % side)[None]
    map_x, map_y = np.broadcast_to(xs, x.shape).copy(), np.broadcast_to(ys, x.shape).copy()
    add_x = cv2.remap(bump_x, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    add_y = cv2.remap(bump_y, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    x, y = x + bump * add_x, y + bump * add_y
    long = np.maximum(np.hypot(x, y) / LIMIT, 1.0)
    return np.asarray(x / long, np.float32), np.asarray(y / long, np.float32)


@lru_cache(maxsize=8)
def _texture(kind: Texture) -> tuple[Plane, Plane]:
    """A tile of bumps as slopes (x, y); 8 px of it are one grain. It wraps round."""
    side = 256
    rng = np.random.default_rng(17)
    height = rng.normal(0, 1, (side, side)).astype(np.float32)
    blurs = {
        "grain": (1.6, 1.6), "leather": (2.6, 2.6), "brushed": (14.0, 0.7), "wood": (2.2, 26.0),
        "crumb": (3.4, 3.0), "sparkle": (0.8, 0.8),
    }  # fmt: skip
    if kind == "weave":
        line = np.arange(side) * (2 * np.pi / 8)
        over = np.sin(line[None]) * (np.sin(line[:, None] / 2) > 0) + np.sin(line[:, None]) * (
            np.sin(line[:, None] / 2) <= 0
        )
        height = over.astype(np.float32) + 0.25 * height
        sigma = (0.9, 0.9)
    else:
        sigma = blurs[kind]
    # Gaussian blurs of OpenCV do not wrap, so the tile is tripled.
    tripled = np.asarray(cv2.GaussianBlur(np.tile(height, (3, 3)), (0, 0), sigmaX=sigma[0], sigmaY=sigma[1]))
    smooth = tripled[side - 1 : 2 * side + 1, side - 1 : 2 * side + 1]
    slope_x, slope_y = smooth[1:-1, 2:] - smooth[1:-1, :-2], smooth[2:, 1:-1] - smooth[:-2, 1:-1]
    strength = float(np.sqrt((slope_x**2 + slope_y**2).mean())) + 1e-9
    return np.asarray(slope_x / strength, np.float32), np.asarray(slope_y / strength, np.float32)


def with_gloss(finish: Finish, gloss: float) -> Finish:
    """The finish with another gloss."""
    return replace(finish, gloss=gloss)


def softened(plane: Plane | Pixels, sigma: float) -> Plane:
    """A Gaussian blur worked out at a part of the size: what is soft needs no more."""
    step = max(1.0, sigma / 2.5)
    height, width = plane.shape[:2]
    size = (max(2, round(width / step)), max(2, round(height / step)))
    small = cv2.resize(plane, size, interpolation=cv2.INTER_AREA) if step > 1 else plane
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)
