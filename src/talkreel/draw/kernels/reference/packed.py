"""The kernels on B G R A pictures, in NumPy: what they mean, to the bit. BT.709 (ITU-R BT.709-6, 8 bits, limited)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.reference.planar import div255, lay, wide
from talkreel.draw.kernels.reference.sampling import Box, sample, touched
from talkreel.draw.kernels.values import WHOLE, Bytes, Development, Matrix, Sprite
from talkreel.model.planes import Planes

_BAND = 64  # rows done at once
# For B, G, R and alpha, 15 fraction bits: 219 / 255 and 224 / 255 of the standard's coefficients. The last are 16 and
# 128 over 255: an opaque pixel's black is what its alpha brings.
LUMA = (2032, 20127, 5983, 2056)
CHROMA_U = (14392, -11094, -3298, 16448)
CHROMA_V = (-1320, -13072, 14392, 16448)
GREY = (2366, 23436, 6966)
# For Y less 16, U and V less 128, 14 fraction bits.
RED, GREEN, BLUE = (19077, 0, 29372), (19077, -3494, -8731), (19077, 34610, 0)

Wide = NDArray[np.int32]


def _luma(b: Wide, g: Wide, r: Wide, black: Wide | int) -> Wide:
    return (LUMA[0] * b + LUMA[1] * g + LUMA[2] * r + black + (1 << 14)) >> 15


def _chroma(weights: tuple[int, int, int, int], sums: list[Wide], grey: Wide | int) -> Wide:
    """Of sums of four."""
    product = weights[0] * sums[0] + weights[1] * sums[1] + weights[2] * sums[2] + grey
    return np.clip((product + (1 << 16)) >> 17, 0, 255)


def _sum_of_four(channel: Wide) -> Wide:
    return channel[::2, ::2] + channel[::2, 1::2] + channel[1::2, ::2] + channel[1::2, 1::2]


def _to_planes(channels: list[Wide], into: Planes) -> None:
    b, g, r = channels
    sums = [_sum_of_four(channel) for channel in channels]
    into.y[...] = _luma(b, g, r, 16 << 15)
    into.u[...], into.v[...] = (_chroma(weights, sums, 128 << 17) for weights in (CHROMA_U, CHROMA_V))


def sprite_of(bgra: Bytes) -> Sprite:
    """As `planes_of`, with what alpha brings in place of the constants; alpha_half is (a + b + c + d + 2) >> 2."""
    b, g, r, a = (wide(bgra[..., at]) for at in range(4))
    sums = [_sum_of_four(channel) for channel in (b, g, r)]
    alphas = _sum_of_four(a)
    y = np.clip(_luma(b, g, r, LUMA[3] * a), 0, 255)
    u, v = (_chroma(weights, sums, weights[3] * alphas) for weights in (CHROMA_U, CHROMA_V))
    planes = Planes(y.astype(np.uint8), u.astype(np.uint8), v.astype(np.uint8))
    return Sprite(planes, a.astype(np.uint8), ((alphas + 2) >> 2).astype(np.uint8))


def planes_of(bgra: Bytes, dst: Planes) -> None:
    """(weights . bgr + 2^14) >> 15 and, from the sums of each 2 x 2, >> 17."""
    develop(bgra, dst, Development())


def bgr_of(planes: Planes) -> Bytes:
    """Chroma is enlarged bilinearly (9, 3, 3, 1 sixteenths), then (weights . yuv + 2^13) >> 14, clipped."""
    y = wide(planes.y) - 16
    u, v = _enlarged(planes.u) - 128, _enlarged(planes.v) - 128
    out = np.empty((*y.shape, 3), np.uint8)
    for at, (of_y, of_u, of_v) in enumerate((BLUE, GREEN, RED)):
        out[..., at] = np.clip((of_y * y + of_u * u + of_v * v + (1 << 13)) >> 14, 0, 255)
    return out


def _enlarged(plane: Bytes) -> Wide:
    big = wide(np.pad(plane, 1, mode="edge"))
    rows = np.stack([3 * big[1:-1] + big[:-2], 3 * big[1:-1] + big[2:]], 1).reshape(-1, big.shape[1])
    both = np.stack([3 * rows[:, 1:-1] + rows[:, :-2], 3 * rows[:, 1:-1] + rows[:, 2:]], 2)
    return (both.reshape(len(rows), -1) + 8) >> 4


def develop(bgra: Bytes, dst: Planes, look: Development) -> None:
    """Per channel c: screen c + div255(glow * (255 - c)); saturation clip(grey + (((c - grey) * s + 128) >> 8)) where
    grey = (GREY . bgr + 2^14) >> 15; curve[c]; div255(c * mask); then `planes_of`. The glow is read by `sample`.
    """
    height, width = bgra.shape[:2]
    for top in range(0, height, _BAND):
        rows = slice(top, min(top + _BAND, height))
        channels = [wide(bgra[rows, :, at]) for at in range(3)]
        if look.glow is not None:
            way = (look.glow.shape[1] / width, 0.0, 0.0, 0.0, look.glow.shape[0] / height, 0.0)
            glow = sample(look.glow, way, Box(0, top, width, rows.stop), edge=True)
            channels = [c + div255(glow[..., at] * (255 - c)) for at, c in enumerate(channels)]
        channels = _finished(channels, look, rows)
        _to_planes(channels, dst.part(0, top, width, rows.stop - top))


def _finished(channels: list[Wide], look: Development, rows: slice) -> list[Wide]:
    if look.saturation != WHOLE:
        grey = (GREY[0] * channels[0] + GREY[1] * channels[1] + GREY[2] * channels[2] + (1 << 14)) >> 15
        channels = [np.clip(grey + (((c - grey) * look.saturation + 128) >> 8), 0, 255) for c in channels]
    if look.curves is not None:
        channels = [wide(curve[c]) for c, curve in zip(channels, look.curves, strict=True)]
    if look.vignette is not None:
        channels = [div255(c * look.vignette[rows]) for c in channels]
    return channels


def over(dst_bgra: Bytes, layer_bgra: Bytes, matrix: Matrix, opacity: int) -> None:
    """`sample`, then `lay` on all four channels."""
    box = touched(layer_bgra, matrix, dst_bgra.shape[1], dst_bgra.shape[0])
    for top in range(box.top, box.bottom, _BAND):
        band = Box(box.left, top, box.right, min(top + _BAND, box.bottom))
        moved = sample(layer_bgra, matrix, band, edge=False)
        lay(dst_bgra[band.top : band.bottom, band.left : band.right], moved, moved[..., 3:], opacity)


def dots(dst_bgra: Bytes, centres: NDArray[np.float32], radii: NDArray[np.float32], colours: Bytes) -> None:
    """One after another. In IEEE single precision, d the distance of a pixel's centre and R = max(r, 1):

    cover = int(min(1, max(0, R + 0.5 - d)) * min(1, r * r) * 256 + 0.5), 0..256; then `lay` with it as opacity.
    Below a radius of 1 the dot fades in place of shrinking, so that it does not flicker as it moves.
    """
    half, one = np.float32(0.5), np.float32(1)
    height, width = dst_bgra.shape[:2]
    for (x, y), radius, colour in zip(centres, radii, colours, strict=True):
        outer = max(radius, one) + half
        left, top = max(0, int(np.floor(x - outer))), max(0, int(np.floor(y - outer)))
        right, bottom = min(width, int(np.floor(x + outer)) + 1), min(height, int(np.floor(y + outer)) + 1)
        if left >= right or top >= bottom:
            continue
        across = np.arange(left, right, dtype=np.int32).astype(np.float32) + half - x
        down = (np.arange(top, bottom, dtype=np.int32).astype(np.float32) + half - y)[:, None]
        part = np.clip(outer - np.sqrt(across * across + down * down), np.float32(0), one)
        cover = (part * (min(radius * radius, one) * np.float32(256)) + half).astype(np.int32)[..., None]
        target = dst_bgra[top:bottom, left:right]
        shown = (colour * cover + 128) >> 8
        target[...] = np.minimum(255, shown + div255(target * (255 - shown[..., 3:])))


def multiply_mask(bgra: Bytes, mask: Bytes) -> None:
    """div255(c * mask)."""
    for top in range(0, len(bgra), _BAND):
        rows = slice(top, top + _BAND)
        bgra[rows] = div255(wide(bgra[rows]) * mask[rows, :, None])
