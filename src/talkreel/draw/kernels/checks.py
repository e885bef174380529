"""A wrong array is the programmer's mistake, said before any kernel touches memory."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.values import Bytes, Development, Matrix, Sprite, Tone
from talkreel.model.planes import Planes

LARGEST = 16384  # px, a side
_FARTHEST = 1e9


def require(fine: bool, mistake: str) -> None:
    """Nothing, when `fine`.

    Raises:
        ValueError: with `mistake`.
    """
    if not fine:
        raise ValueError(mistake)


def array(values: NDArray[Any], shape: Sequence[int], dtype: type = np.uint8, name: str = "array") -> None:
    """Of that dtype and shape, a row's samples adjacent, rows anywhere.

    Raises:
        ValueError: it is not.
    """
    # Said only when it is so: the name of a dtype takes longer to spell than a small layer to lay.
    if values.dtype != dtype:
        raise ValueError(f"{name}: {np.dtype(dtype)} wanted, got {values.dtype}")
    if values.shape != tuple(shape):
        raise ValueError(f"{name}: shape {tuple(shape)} wanted, got {values.shape}")
    step = values.itemsize
    for at in range(values.ndim - 1, 0, -1) if values.size else ():
        require(values.strides[at] == step, f"{name}: the samples of a row must be adjacent")
        step *= values.shape[at]


def writable(values: NDArray[Any], name: str) -> None:
    """Raises: ValueError."""
    require(values.flags.writeable, f"{name}: may not be written")


def plane(values: Bytes, name: str) -> None:
    """Any size. Raises: ValueError."""
    require(values.ndim == 2, f"{name}: two dimensions wanted, got {values.ndim}")
    require(0 < values.shape[0] <= LARGEST and 0 < values.shape[1] <= LARGEST, f"{name}: bad size {values.shape}")
    array(values, values.shape, name=name)


def planes(picture: Planes, name: str, size: tuple[int, int] | None = None) -> None:
    """Even, chroma half the size; (width, height) as given. Raises: ValueError."""
    plane(picture.y, f"{name}.y")
    height, width = picture.y.shape
    require(width % 2 == 0 and height % 2 == 0, f"{name}: width and height must be even, got {width} x {height}")
    require(size in (None, (width, height)), f"{name}: {size} wanted, got {(width, height)}")
    for half, part in ((picture.u, "u"), (picture.v, "v")):
        array(half, (height // 2, width // 2), name=f"{name}.{part}")


def target(picture: Planes, size: tuple[int, int] | None = None) -> None:
    """Planes that will be written. Raises: ValueError."""
    planes(picture, "dst", size)
    for part in picture:
        writable(part, "dst")


def packed(values: Bytes, name: str) -> None:
    """(height, width, 4), any size. Raises: ValueError."""
    require(values.ndim == 3 and values.shape[2] == 4, f"{name}: (height, width, 4) wanted, got {values.shape}")
    require(0 < values.shape[0] <= LARGEST and 0 < values.shape[1] <= LARGEST, f"{name}: bad size {values.shape}")
    array(values, values.shape, name=name)


def even(values: Bytes, name: str) -> tuple[int, int]:
    """(width, height) of a packed picture. Raises: ValueError."""
    packed(values, name)
    height, width = values.shape[:2]
    require(width % 2 == 0 and height % 2 == 0, f"{name}: width and height must be even, got {width} x {height}")
    return width, height


def sprite(value: Sprite) -> None:
    """Raises: ValueError."""
    planes(value.planes, "sprite")
    array(value.alpha, value.planes.y.shape, name="sprite.alpha")
    array(value.alpha_half, value.planes.u.shape, name="sprite.alpha_half")


def matrix(values: Matrix) -> None:
    """Six finite numbers within +-1e9. Raises: ValueError."""
    require(len(values) == 6, f"matrix: six numbers wanted, got {len(values)}")
    require(all(math.isfinite(v) and abs(v) <= _FARTHEST for v in values), f"matrix: out of range: {values}")


def part(value: int, name: str) -> None:
    """0..256. Raises: ValueError."""
    require(0 <= value <= 256, f"{name}: 0..256 wanted, got {value}")


def look(value: Development, width: int, height: int) -> None:
    """Raises: ValueError."""
    require(0 <= value.saturation <= 1023, f"saturation: 0..1023 wanted, got {value.saturation}")
    if value.glow is not None:
        glow = value.glow
        require(glow.ndim == 3 and glow.shape[2] in (3, 4), f"glow: (h, w, 3 or 4) wanted, got {glow.shape}")
        require(0 < glow.shape[0] <= LARGEST and 0 < glow.shape[1] <= LARGEST, f"glow: bad size {glow.shape}")
        array(glow, glow.shape, name="glow")
    if value.curves is not None:
        array(value.curves, (3, 256), name="curves")
    if value.vignette is not None:
        array(value.vignette, (height, width), name="vignette")


def tone(value: Tone, width: int, height: int) -> None:
    """Raises: ValueError."""
    if value.luma is not None:
        array(value.luma, (256,), name="luma")
        require(value.luma.strides[0] == 1, "luma: must be contiguous")
    if value.chroma is not None:
        array(value.chroma, (256, 3), np.int16, name="chroma")
        require(value.chroma.flags.c_contiguous, "chroma: must be contiguous")
    for weight in (*value.matrix, *value.lift):
        require(-32768 <= weight <= 32767, f"matrix or lift: 16 bits wanted, got {weight}")
    if value.vignette is not None:
        array(value.vignette, (height, width), name="vignette")
    if value.vignette_half is not None:
        array(value.vignette_half, (height // 2, width // 2), name="vignette_half")
