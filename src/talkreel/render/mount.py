"""Where a picture lies on the canvas: cropped, mirrored, scaled, turned, with round corners, more or less clear.

    picture ── fit ──▶ cell (the box, at most twice the canvas) ── lay ──▶ canvas

A box that is not turned lies on even px, where chroma has its own, and is copied; a turned one is a sprite with a clear
rim, so that its edges are soft.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.door import skia
from talkreel.draw.kernels import WHOLE, Matrix, Sprite
from talkreel.draw.surface import LINEAR, image_of
from talkreel.media.pictures import premultiplied
from talkreel.model.draft import Framing
from talkreel.model.planes import Planes
from talkreel.scenes.plate import Halves

if TYPE_CHECKING:
    from talkreel.model.planes import Plane

_LARGEST = 2.0  # canvases: a larger box is drawn so large and enlarged
_SHRINKS = 2.02  # from so many px to one on, px between those that are sampled would be left out
_RIM = 2  # px round a turned picture
_FINER = 4  # corners are worked out so many times as fine
_LEAST = 1e-4  # of a picture: a smaller crop is none
_FAR = 64.0  # canvases: nothing lies further away


class Mount:
    """One framing of pictures of one shape on a canvas of one size. All planes are those of its own room."""

    def __init__(
        self, framing: Framing, shape: tuple[float, float], canvas: tuple[int, int], *, own_shape: bool = False
    ) -> None:
        """`shape` is the source's width and height in any unit. Its own shape, or the canvas's, is that of the box."""
        self._framing, self._canvas = framing, canvas
        width = canvas[0] * framing.scale
        height = width * (shape[1] / shape[0] if own_shape else canvas[1] / canvas[0])
        self._box = (_even(width), _even(height))
        held = min(1.0, _LARGEST * max(canvas) / max(self._box))
        self.cell = (_even(self._box[0] * held), _even(self._box[1] * held))
        self._crop = _cropped(framing)
        self.drawn = self._drawn(shape)
        self._halves = Halves()
        self._alpha: Plane | None = None
        # A turn of nothing is none.
        self._turned = framing.rotate % 360 != 0 or self.cell != self._box

    def cut_out(self, alpha: Plane) -> None:
        """Say what of the cell is the picture, before any is laid."""
        self._alpha = alpha

    def covers(self) -> bool:
        """Whether nothing of what lies beneath is seen, wherever the source is opaque."""
        (x, y), framing = self._corner, self._framing
        spans = x <= 0 and y <= 0 and x + self._box[0] >= self._canvas[0] and y + self._box[1] >= self._canvas[1]
        return spans and not self._turned and framing.opacity >= 1 and not framing.radius

    def window(self, size: tuple[int, int]) -> tuple[float, float, float, float]:
        """What of a picture of that size is shown, px: x, y, width, height, in the shape of the cell."""
        x0, y0, x1, y1 = self._crop or (0.0, 0.0, 1.0, 1.0)
        x, y, width, height = x0 * size[0], y0 * size[1], (x1 - x0) * size[0], (y1 - y0) * size[1]
        wide = width * self.cell[1] > height * self.cell[0]
        kept = (height * self.cell[0] / self.cell[1], height) if wide else (width, width * self.cell[1] / self.cell[0])
        return x + (width - kept[0]) / 2, y + (height - kept[1]) / 2, *kept

    def fit(self, picture: Planes) -> Planes:
        """The picture cropped and mirrored as large as the cell; one that is so already is given back as it is."""
        size = (picture.width, picture.height)
        if self._crop is None and not self._framing.mirror and size == self.cell:
            return picture
        x, y, width, height = self.window(size)
        shrunk = width / self.cell[0]
        if shrunk > _SHRINKS:
            smaller = self._halves.until(picture, (int(size[0] / shrunk), int(size[1] / shrunk)))
            across, down = smaller.width / size[0], smaller.height / size[1]
            picture, (x, y, width, height) = smaller, (x * across, y * down, width * across, height * down)
        step = width / self.cell[0]
        start = x
        if self._framing.mirror:
            step, start = -step, x + width
        kernels.affine(picture, self._fitted, (step, 0.0, start, 0.0, height / self.cell[1], y))
        return self._fitted

    def lay(self, cell: Planes, into: Planes, opacity: float = 1.0) -> None:
        """Lay a picture of the cell's size on the canvas; `opacity` 0..1 comes on top of the framing's own."""
        weight = round(WHOLE * min(1.0, max(0.0, opacity * self._framing.opacity)))
        if not weight:
            return
        if self._turned:
            self._lay_turned(cell, into, weight)
        else:
            self._lay_straight(cell, into, weight)

    def draw(self, canvas: skia.Canvas, cell: Planes) -> None:
        """Draw a picture of the cell's size on a clear canvas, as opaque as the framing says."""
        mask = self._masks[0] if self._masks else np.full_like(cell.y, 255)
        picture = premultiplied(np.dstack([kernels.bgr_of(cell), mask]))
        angle, (x, y) = self._framing.rotate, self._centre
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(angle)
        canvas.scale(self._box[0] / self.cell[0], self._box[1] / self.cell[1])
        canvas.translate(-self.cell[0] / 2, -self.cell[1] / 2)
        canvas.drawImage(image_of(picture), 0, 0, LINEAR, skia.Paint(Alphaf=self._framing.opacity, AntiAlias=True))
        canvas.restore()

    def _lay_straight(self, cell: Planes, into: Planes, weight: int) -> None:
        (x, y), (width, height) = self._corner, self.cell
        left, top = max(0, x), max(0, y)
        right, bottom = min(into.width, x + width), min(into.height, y + height)
        if left >= right or top >= bottom:
            return
        place = (left - x, top - y, right - left, bottom - top)
        seen, under = cell.part(*place), into.part(left, top, right - left, bottom - top)
        if self._masks is not None:
            fine, half = (_part(mask, place, k) for mask, k in zip(self._masks, (1, 2), strict=True))
            if weight < WHOLE:
                fine, half = (np.asarray(cv2.convertScaleAbs(m, alpha=weight / WHOLE), np.uint8) for m in (fine, half))
            kernels.lerp_mask(under, seen, under, fine, half)
        elif weight < WHOLE:
            kernels.lerp(under, seen, under, weight)
        else:
            for source, target in zip(seen, under, strict=True):
                np.copyto(target, source)

    def _lay_turned(self, cell: Planes, into: Planes, weight: int) -> None:
        sprite, inner = self._sprite
        if self._masks is None:
            for source, target in zip(cell, inner, strict=True):
                np.copyto(target, source)
        else:
            kernels.lerp_mask(self._nothing, cell, inner, *self._masks)
        kernels.blend_affine(into, sprite, self._matrix, weight)

    def _drawn(self, shape: tuple[float, float]) -> tuple[int, int]:
        """The size at which a source of that shape is best drawn: its crop then is as large as the cell."""
        if self._crop is None:
            return self.cell
        x0, y0, x1, y1 = self._crop
        scale = max(self.cell[0] / ((x1 - x0) * shape[0]), self.cell[1] / ((y1 - y0) * shape[1]))
        scale = min(scale, _LARGEST * max(self._canvas) / max(shape))
        return _even(shape[0] * scale), _even(shape[1] * scale)

    @cached_property
    def _centre(self) -> tuple[float, float]:
        x, y = (min(_FAR, max(-_FAR, part)) for part in (self._framing.x, self._framing.y))
        return x * self._canvas[0], y * self._canvas[1]

    @cached_property
    def _corner(self) -> tuple[int, int]:
        (x, y), (width, height) = self._centre, self._box
        return 2 * round((x - width / 2) / 2), 2 * round((y - height / 2) / 2)

    @cached_property
    def _matrix(self) -> Matrix:
        """From the canvas to the sprite."""
        angle, (x, y) = math.radians(self._framing.rotate), self._centre
        across, down = (self.cell[i] / self._box[i] for i in (0, 1))
        cos, sin = math.cos(angle), math.sin(angle)
        middle = (self.cell[0] / 2 + _RIM, self.cell[1] / 2 + _RIM)
        return (
            across * cos, across * sin, middle[0] - across * (cos * x + sin * y),
            -down * sin, down * cos, middle[1] + down * (sin * x - cos * y),
        )  # fmt: skip

    @property
    def onto_canvas(self) -> Matrix:
        """From a picture of the size `drawn`, not mirrored, to the canvas, for what is drawn there anew."""
        angle, (x, y) = math.radians(self._framing.rotate), self._centre
        left, top, width, height = self.window(self.drawn)
        across, down = self._box[0] / width, self._box[1] / height
        cos, sin = math.cos(angle), math.sin(angle)
        u, v = left + width / 2, top + height / 2
        return (
            cos * across, -sin * down, x - cos * across * u + sin * down * v,
            sin * across, cos * down, y - sin * across * u - cos * down * v,
        )  # fmt: skip

    @cached_property
    def _fitted(self) -> Planes:
        return kernels.blank(*self.cell)

    @cached_property
    def _nothing(self) -> Planes:
        planes = kernels.blank(*self.cell)
        for plane in planes:
            plane[:] = 0
        return planes

    @cached_property
    def _masks(self) -> tuple[Plane, Plane] | None:
        """What of the cell is seen, for luma and for chroma; None: all of it."""
        mask = self._alpha
        if self._framing.radius > 0:
            corners = rounded(*self.cell, self._framing.radius)
            mask = corners if mask is None else np.asarray(cv2.multiply(mask, corners, scale=1 / 255), np.uint8)
        return None if mask is None else (mask, _halved(mask))

    @cached_property
    def _sprite(self) -> tuple[Sprite, Planes]:
        """A clear sprite as large as the cell and its rim, and the part of it where pictures go."""
        width, height = self.cell
        planes = kernels.blank(width + 2 * _RIM, height + 2 * _RIM)
        for plane in planes:
            plane[:] = 0
        alpha = np.zeros_like(planes.y)
        alpha[_RIM:-_RIM, _RIM:-_RIM] = 255 if self._masks is None else self._masks[0]
        return Sprite(planes, alpha, _halved(alpha)), planes.part(_RIM, _RIM, width, height)


def of_scene(framing: Framing) -> Framing:
    """The framing of a scene's picture, which is mirrored when it is drawn: its words are not."""
    if not framing.mirror:
        return framing
    x0, y0, x1, y1 = framing.crop or (0.0, 0.0, 1.0, 1.0)
    crop = (1 - x1, y0, 1 - x0, y1) if framing.crop else None
    return framing.model_copy(update={"mirror": False, "crop": crop})


def _cropped(framing: Framing) -> tuple[float, float, float, float] | None:
    """The crop, if it takes anything away and leaves anything."""
    if framing.crop is None or framing.crop == (0.0, 0.0, 1.0, 1.0):
        return None
    x0, y0, x1, y1 = framing.crop
    return framing.crop if x1 - x0 > _LEAST and y1 - y0 > _LEAST else None


def _even(length: float) -> int:
    return max(2, 2 * round(length / 2))


def _halved(mask: Plane) -> Plane:
    size = (mask.shape[1] // 2, mask.shape[0] // 2)
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)


def _part(mask: Plane, place: tuple[int, int, int, int], k: int) -> Plane:
    x, y, width, height = (length // k for length in place)
    return mask[y : y + height, x : x + width]


def rounded(width: int, height: int, radius: float) -> Plane:
    """A mask (height, width) with round corners; `radius` is a part of the short side, 0..0.5."""
    r = radius * min(width, height)
    mask = np.full((height, width), 255, np.uint8)
    side = min(math.ceil(r), width, height)
    if side < 1:
        return mask
    fine = np.full((side * _FINER, side * _FINER), 0, np.uint8)
    middle = round(r * _FINER)
    cv2.circle(fine, (middle, middle), middle, 255, -1)
    fine[:, middle:], fine[middle:, :] = 255, 255
    corner = np.asarray(cv2.resize(fine, (side, side), interpolation=cv2.INTER_AREA), np.uint8)
    for rows, columns in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        place = mask[::rows, ::columns][:side, :side]
        np.minimum(place, corner, out=place)
    return mask
