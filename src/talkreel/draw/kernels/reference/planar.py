"""The kernels on Planes, in NumPy: what they mean, to the bit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.reference.sampling import Box, halved, sample, touched
from talkreel.draw.kernels.values import WHOLE, Bytes, Matrix, Sprite, Tone
from talkreel.model.planes import Planes

_BAND = 64  # rows done at once


def div255(product: NDArray[np.int32]) -> NDArray[np.int32]:
    """A product of two bytes over 255, rounded."""
    rounded = product + 128
    return (rounded + (rounded >> 8)) >> 8


def wide(samples: Bytes) -> NDArray[np.int32]:
    """Room for a product."""
    return samples.astype(np.int32)


def affine(src: Planes, dst: Planes, matrix: Matrix) -> None:
    """See `sampling`."""
    for source, target, way in zip(src, dst, (matrix, halved(matrix), halved(matrix)), strict=True):
        target[...] = sample(source, way, Box(0, 0, target.shape[1], target.shape[0]), edge=True)


def lerp(old: Planes, new: Planes, dst: Planes, weight: int) -> None:
    """(old * (256 - weight) + new * weight + 128) >> 8."""
    for before, after, target in zip(old, new, dst, strict=True):
        for top in range(0, len(target), _BAND):
            rows = slice(top, top + _BAND)
            mixed = wide(before[rows]) * (WHOLE - weight) + wide(after[rows]) * weight
            target[rows] = (mixed + 128) >> 8


def lerp_mask(old: Planes, new: Planes, dst: Planes, mask: Bytes, mask_half: Bytes) -> None:
    """div255(old * (255 - mask) + new * mask)."""
    for before, after, target, part in zip(old, new, dst, (mask, mask_half, mask_half), strict=True):
        target[...] = div255(before * (255 - wide(part)) + after * wide(part))


def lay(target: Bytes, colour: Bytes, alpha: Bytes, opacity: int) -> None:
    """Premultiplied colour over a target, in place: min(255, c + div255(t * (255 - a))), c and a times opacity."""
    shown, cover = ((wide(part) * opacity + 128) >> 8 for part in (colour, alpha))
    target[...] = np.minimum(255, shown + div255(target * (255 - cover)))


def blend(dst: Planes, sprite: Sprite, x: int, y: int, opacity: int) -> None:
    """`lay`, by planes."""
    left, top = max(x, 0), max(y, 0)
    right, bottom = min(x + sprite.planes.width, dst.width), min(y + sprite.planes.height, dst.height)
    if left >= right or top >= bottom:
        return
    box = (left, top, right - left, bottom - top)
    cut = (left - x, top - y, right - left, bottom - top)
    alphas = Planes(sprite.alpha, sprite.alpha_half, sprite.alpha_half).part(*cut)
    for target, colour, alpha in zip(dst.part(*box), sprite.planes.part(*cut), alphas, strict=True):
        lay(target, colour, alpha, opacity)


def blend_affine(dst: Planes, sprite: Sprite, matrix: Matrix, opacity: int) -> None:
    """`sample` colour and alpha, then `lay`."""
    alphas = (sprite.alpha, sprite.alpha_half, sprite.alpha_half)
    ways = (matrix, halved(matrix), halved(matrix))
    for target, colour, alpha, way in zip(dst, sprite.planes, alphas, ways, strict=True):
        box = touched(alpha, way, target.shape[1], target.shape[0])
        part = target[box.top : box.bottom, box.left : box.right]
        if part.size:
            lay(part, sample(colour, way, box, edge=False), sample(alpha, way, box, edge=False), opacity)


def grade(src: Planes, dst: Planes, tone: Tone) -> None:
    """With u, v the source chroma less 128 and m the mean luma of a 2 x 2, (a + b + c + d + 2) >> 2:

    y' = clip(luma[y] + ((lift . (u, v) + 2048) >> 12))
    u' = clip(128 + ((p * gain[m] + (offset[m] << 12) + 2^17) >> 18)), v' likewise,
    where p = (matrix . (u, v)) >> 6, held within 16 bits; then each is drawn to black by the vignette:
    div255(y' * mask + 16 * (255 - mask)), chroma likewise to 128.
    """
    for top in range(0, src.height, _BAND):
        size = (src.width, min(_BAND, src.height - top))
        part, into = src.part(0, top, *size), dst.part(0, top, *size)
        mask = None if tone.vignette is None else tone.vignette[top : top + _BAND]
        half = None if tone.vignette_half is None else tone.vignette_half[top // 2 : (top + _BAND) // 2]
        _grade_band(part, into, tone._replace(vignette=mask, vignette_half=half))


def _grade_band(src: Planes, dst: Planes, tone: Tone) -> None:
    u, v = wide(src.u) - 128, wide(src.v) - 128
    luma = wide(src.y if tone.luma is None else tone.luma[src.y])
    if any(tone.lift):
        lift = (tone.lift[0] * u + tone.lift[1] * v + 2048) >> 12
        luma = np.clip(luma + lift.repeat(2, 0).repeat(2, 1), 0, 255)
    uu, uv, vu, vv = tone.matrix
    chroma = [_pulled(uu * u + uv * v), _pulled(vu * u + vv * v)]
    gain, *offsets = _by_luma(src.y, tone)
    for at, offset in enumerate(offsets):
        chroma[at] = np.clip(128 + ((chroma[at] * gain + (offset << 12) + (1 << 17)) >> 18), 0, 255)
    new = [_drawn_in(luma, tone.vignette, 16)] + [_drawn_in(each, tone.vignette_half, 128) for each in chroma]
    for target, values in zip(dst, new, strict=True):
        target[...] = values


def _pulled(product: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.clip(product >> 6, -32768, 32767)


def _by_luma(y: Bytes, tone: Tone) -> tuple[NDArray[np.int32] | int, NDArray[np.int32] | int, NDArray[np.int32] | int]:
    if tone.chroma is None:
        return 4096, 0, 0
    mean = (wide(y[::2, ::2]) + y[::2, 1::2] + y[1::2, ::2] + y[1::2, 1::2] + 2) >> 2
    rows = tone.chroma.astype(np.int32)[mean]
    return rows[..., 0], rows[..., 1], rows[..., 2]


def _drawn_in(values: NDArray[np.int32], mask: Bytes | None, black: int) -> NDArray[np.int32]:
    return values if mask is None else div255(values * mask + black * (255 - wide(mask)))


def lut3d(src: Planes, dst: Planes, lut: NDArray[np.int16]) -> None:
    """Trilinear between nodes 8 codes apart; chroma is looked up at the mean luma of its 2 x 2.

    Over V, then U, then luma, each n0 * (8 - w) + n1 * w; the sum, of 9 + 6 fraction bits, is rounded and clipped.
    """
    for top in range(0, src.height, _BAND):
        size = (src.width, min(_BAND, src.height - top))
        part, into = src.part(0, top, *size), dst.part(0, top, *size)
        y, u, v = part
        mean = (wide(y[::2, ::2]) + y[::2, 1::2] + y[1::2, ::2] + y[1::2, 1::2] + 2) >> 2
        new_u, new_v = _looked_up(lut[1], mean, u, v), _looked_up(lut[2], mean, u, v)
        into.y[...] = _looked_up(lut[0], wide(y), u.repeat(2, 0).repeat(2, 1), v.repeat(2, 0).repeat(2, 1))
        into.u[...], into.v[...] = new_u, new_v


def _looked_up(table: NDArray[np.int16], y: NDArray[np.int32], u: Bytes, v: Bytes) -> NDArray[np.int32]:
    flat = table.reshape(-1).astype(np.int32)
    wy, wu, wv = y & 7, wide(u) & 7, wide(v) & 7
    node = ((wide(u) >> 3) * 33 + (wide(v) >> 3)) * 33 + (y >> 3)

    def along_v(at: NDArray[np.int32]) -> NDArray[np.int32]:
        return flat[at] * (8 - wv) + flat[at + 33] * wv

    def plane(at: NDArray[np.int32]) -> NDArray[np.int32]:
        return along_v(at) * (8 - wu) + along_v(at + 33 * 33) * wu

    return np.clip((plane(node) * (8 - wy) + plane(node + 1) * wy + (1 << 14)) >> 15, 0, 255)


def grain(src_y: Bytes, dst_y: Bytes, tile: NDArray[np.int8], x: int, y: int) -> None:
    """clip(src + tile)."""
    height, width = tile.shape
    rows = np.arange(src_y.shape[0], dtype=np.intp)
    columns = (np.arange(src_y.shape[1], dtype=np.intp) + x) % width
    for top in range(0, len(src_y), _BAND):
        band = slice(top, top + _BAND)
        noise = tile[((rows[band] + y) % height)[:, None], columns]
        dst_y[band] = np.clip(src_y[band].astype(np.int16) + noise, 0, 255)
