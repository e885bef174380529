"""The kernels as the rest of the program calls them: arguments checked, then done by what `load` chose.

Every function raises ValueError for arrays of a wrong kind, which is a programmer's mistake. Source and target must
not overlap, save where it says that they may be the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels import checks
from talkreel.draw.kernels.load import chosen
from talkreel.draw.kernels.values import WHOLE, Bytes, Development, Matrix, Sprite, Tone
from talkreel.model.planes import Planes

_FLOAT = np.dtype(np.float32)


def blank(width: int, height: int) -> Planes:
    """A new black picture; width and height are even.

    Raises:
        ValueError: an odd or a senseless size.
    """
    fine = 0 < width <= checks.LARGEST and 0 < height <= checks.LARGEST and width % 2 == 0 and height % 2 == 0
    checks.require(fine, f"an even size wanted, got {width} x {height}")
    half = (height // 2, width // 2)
    return Planes(np.full((height, width), 16, np.uint8), np.full(half, 128, np.uint8), np.full(half, 128, np.uint8))


def affine(src: Planes, dst: Planes, matrix: Matrix) -> None:
    """`dst` becomes `src` as moved by `matrix` (target to source), bilinear; beyond its edges they are repeated."""
    checks.planes(src, "src")
    checks.target(dst)
    checks.matrix(matrix)
    chosen().affine(src, dst, matrix)


def lerp(old: Planes, new: Planes, dst: Planes, weight: int) -> None:
    """A cross-fade; `weight` 0..256 is that of `new`. `dst` may be `old` or `new`."""
    _mixable(old, new, dst)
    checks.part(weight, "weight")
    chosen().lerp(old, new, dst, weight)


def lerp_mask(old: Planes, new: Planes, dst: Planes, mask: Bytes, mask_half: Bytes) -> None:
    """`new` where the masks (luma and chroma size) are 255, `old` where they are 0. `dst` may be `old` or `new`."""
    _mixable(old, new, dst)
    checks.array(mask, dst.y.shape, name="mask")
    checks.array(mask_half, dst.u.shape, name="mask_half")
    chosen().lerp_mask(old, new, dst, mask, mask_half)


def _mixable(old: Planes, new: Planes, dst: Planes) -> None:
    checks.target(dst)
    checks.planes(old, "old", (dst.width, dst.height))
    checks.planes(new, "new", (dst.width, dst.height))


def sprite_of(bgra: Bytes) -> Sprite:
    """Of a premultiplied B G R A picture of even size."""
    checks.even(bgra, "bgra")
    return chosen().sprite_of(bgra)


def blend(dst: Planes, sprite: Sprite, x: int, y: int, opacity: int = WHOLE) -> None:
    """Lay a sprite over `dst`, its corner at (`x`, `y`), both even, also outside; `opacity` 0..256."""
    checks.target(dst)
    checks.sprite(sprite)
    checks.require(x % 2 == 0 and y % 2 == 0, f"an even place wanted, got {(x, y)}")
    checks.part(opacity, "opacity")
    if opacity:
        chosen().blend(dst, sprite, x, y, opacity)


def blend_affine(dst: Planes, sprite: Sprite, matrix: Matrix, opacity: int = WHOLE) -> None:
    """Lay a sprite as moved by `matrix` (target to sprite) over `dst`; only what it covers is touched."""
    checks.target(dst)
    checks.sprite(sprite)
    checks.matrix(matrix)
    checks.part(opacity, "opacity")
    if opacity:
        chosen().blend_affine(dst, sprite, matrix, opacity)


def planes_of(bgra: Bytes, dst: Planes) -> None:
    """An opaque B G R A picture (alpha is not read) as Planes."""
    checks.target(dst, checks.even(bgra, "bgra"))
    chosen().planes_of(bgra, dst)


def bgr_of(planes: Planes) -> Bytes:
    """What a player shows, (height, width, 3) B G R; chroma is enlarged bilinearly."""
    checks.planes(planes, "planes")
    return chosen().bgr_of(planes)


def develop(bgra: Bytes, dst: Planes, look: Development) -> None:
    """An opaque B G R A picture (alpha is not read), finished by `look`, as Planes."""
    width, height = checks.even(bgra, "bgra")
    checks.target(dst, (width, height))
    checks.look(look, width, height)
    chosen().develop(bgra, dst, look)


def grade(src: Planes, dst: Planes, tone: Tone) -> None:
    """Planes graded by `tone`. `dst` may be `src`."""
    checks.target(dst)
    checks.planes(src, "src", (dst.width, dst.height))
    checks.tone(tone, dst.width, dst.height)
    chosen().grade(src, dst, tone)


def lut3d(src: Planes, dst: Planes, lut: NDArray[np.int16]) -> None:
    """Planes through a table (3, 33, 33, 33) int16, contiguous. `dst` may be `src`.

    `lut[channel, u, v, y]` is the new Y, U or V (64 is one code, 0..16320) of the colour (8 * y, 8 * u, 8 * v).
    """
    checks.target(dst)
    checks.planes(src, "src", (dst.width, dst.height))
    checks.array(lut, (3, 33, 33, 33), np.dtype(np.int16), name="lut")
    checks.require(lut.flags.c_contiguous, "lut: must be contiguous")
    chosen().lut3d(src, dst, lut)


def grain(src_y: Bytes, dst_y: Bytes, tile: NDArray[np.int8], x: int, y: int) -> None:
    """Luma with noise: `tile` (any size) is added, repeated, its place (x, y) at the corner. `dst_y` may be `src_y`."""
    checks.plane(src_y, "src_y")
    checks.array(dst_y, src_y.shape, name="dst_y")
    checks.writable(dst_y, "dst_y")
    checks.require(tile.ndim == 2 and tile.size > 0, f"tile: two dimensions wanted, got {tile.shape}")
    checks.array(tile, tile.shape, np.dtype(np.int8), name="tile")
    chosen().grain(src_y, dst_y, tile, x % tile.shape[1], y % tile.shape[0])


def over(dst_bgra: Bytes, layer_bgra: Bytes, matrix: Matrix, opacity: int = WHOLE) -> None:
    """Lay a premultiplied layer as moved by `matrix` (target to layer) over a premultiplied surface, bilinear."""
    checks.packed(dst_bgra, "dst_bgra")
    checks.writable(dst_bgra, "dst_bgra")
    checks.packed(layer_bgra, "layer_bgra")
    checks.matrix(matrix)
    checks.part(opacity, "opacity")
    if opacity:
        chosen().over(dst_bgra, layer_bgra, matrix, opacity)


def dots(dst_bgra: Bytes, centres: NDArray[np.float32], radii: NDArray[np.float32], colours: Bytes) -> None:
    """Lay round dots, in their order, over a premultiplied surface.

    `centres` is (n, 2) float32, x and y in continuous px; `radii` (n,) float32, 0..4096 px, below 1 px a dot fades in
    place of shrinking; `colours` (n, 4) premultiplied B G R A. All contiguous.
    """
    checks.packed(dst_bgra, "dst_bgra")
    checks.writable(dst_bgra, "dst_bgra")
    count = len(radii)
    checks.array(centres, (count, 2), _FLOAT, name="centres")
    checks.array(radii, (count,), _FLOAT, name="radii")
    checks.array(colours, (count, 4), name="colours")
    contiguous = centres.flags.c_contiguous and radii.flags.c_contiguous and colours.flags.c_contiguous
    checks.require(contiguous, "dots: arrays must be contiguous")
    sane = bool(np.all((radii >= 0) & (radii <= 4096))) and bool(np.all(np.abs(centres) <= 1e6))
    checks.require(sane, "dots: a radius of 0..4096 px and centres within a million px wanted")
    if count:
        chosen().dots(dst_bgra, centres, radii, colours)


def multiply_mask(bgra: Bytes, mask: Bytes) -> None:
    """All four channels times `mask` (height, width) over 255, in place."""
    checks.packed(bgra, "bgra")
    checks.writable(bgra, "bgra")
    checks.array(mask, bgra.shape[:2], name="mask")
    chosen().multiply_mask(bgra, mask)
