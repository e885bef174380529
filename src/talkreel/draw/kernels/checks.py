"""A wrong array is the programmer's mistake, said before any kernel touches memory.

All of these raise ValueError. They stand before every call, so what a mistake is called is worked out only for one.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.values import Bytes, Development, Matrix, Sprite, Tone
from talkreel.model.planes import Planes

LARGEST = 16384  # px, a side
_FARTHEST = 1e9
_BYTE, _SHORT = np.dtype(np.uint8), np.dtype(np.int16)


def require(fine: bool, mistake: str) -> None:
    """Nothing, when `fine`.

    Raises:
        ValueError: with `mistake`.
    """
    if not fine:
        raise ValueError(mistake)


def array(values: NDArray[Any], shape: tuple[int, ...], dtype: np.dtype[Any] = _BYTE, name: str = "array") -> None:
    """Of that dtype and shape, a row's samples adjacent, rows anywhere.

    Raises:
        ValueError: it is not.
    """
    if values.dtype != dtype or values.shape != shape or not _adjacent(values):
        found = f"{values.dtype} {values.shape} with strides {values.strides}"
        raise ValueError(f"{name}: {dtype} {shape} wanted, the samples of a row adjacent; got {found}")


def _adjacent(values: NDArray[Any]) -> bool:
    step = values.itemsize
    for length, stride in zip(values.shape[:0:-1], values.strides[:0:-1], strict=True):
        if stride != step and values.size:
            return False
        step *= length
    return True


def _sized(values: NDArray[Any], name: str) -> None:
    height, width = values.shape[:2]
    if not (0 < height <= LARGEST and 0 < width <= LARGEST):
        raise ValueError(f"{name}: a side of 1..{LARGEST} px wanted, got {width} x {height}")


def _even(values: NDArray[Any], name: str) -> tuple[int, int]:
    height, width = values.shape[:2]
    if width % 2 or height % 2:
        raise ValueError(f"{name}: width and height must be even, got {width} x {height}")
    return width, height


def writable(values: NDArray[Any], name: str) -> None:
    """May be written.

    Raises:
        ValueError: it may not.
    """
    if not values.flags.writeable:
        raise ValueError(f"{name}: may not be written")


def plane(values: Bytes, name: str) -> None:
    """Of two dimensions and any size.

    Raises:
        ValueError: it is not.
    """
    if values.ndim != 2:
        raise ValueError(f"{name}: two dimensions wanted, got {values.ndim}")
    _sized(values, name)
    array(values, values.shape, name=name)


def planes(picture: Planes, name: str, size: tuple[int, int] | None = None) -> None:
    """Even, chroma half the size; (width, height) as given.

    Raises:
        ValueError: they are not.
    """
    plane(picture.y, name)
    width, height = _even(picture.y, name)
    if size is not None and size != (width, height):
        raise ValueError(f"{name}: {size} wanted, got {(width, height)}")
    half = (height // 2, width // 2)
    array(picture.u, half, name=name)
    array(picture.v, half, name=name)


def target(picture: Planes, size: tuple[int, int] | None = None) -> None:
    """Planes that will be written.

    Raises:
        ValueError: they cannot.
    """
    planes(picture, "dst", size)
    for part in picture:
        writable(part, "dst")


def packed(values: Bytes, name: str) -> None:
    """(height, width, 4), any size.

    Raises:
        ValueError: it is not.
    """
    if values.ndim != 3 or values.shape[2] != 4:
        raise ValueError(f"{name}: (height, width, 4) wanted, got {values.shape}")
    _sized(values, name)
    array(values, values.shape, name=name)


def even(values: Bytes, name: str) -> tuple[int, int]:
    """(width, height) of a packed picture.

    Raises:
        ValueError: they are odd.
    """
    packed(values, name)
    return _even(values, name)


def sprite(value: Sprite) -> None:
    """Colour and both alphas fit each other.

    Raises:
        ValueError: they do not.
    """
    planes(value.planes, "sprite")
    array(value.alpha, value.planes.y.shape, name="sprite.alpha")
    array(value.alpha_half, value.planes.u.shape, name="sprite.alpha_half")


def matrix(values: Matrix) -> None:
    """Six finite numbers within +-1e9.

    Raises:
        ValueError: they are not.
    """
    if len(values) != 6 or not all(math.isfinite(v) and abs(v) <= _FARTHEST for v in values):
        raise ValueError(f"matrix: six numbers within +-{_FARTHEST:g} wanted, got {values}")


def part(value: int, name: str) -> None:
    """0..256.

    Raises:
        ValueError: it is not.
    """
    if not 0 <= value <= 256:
        raise ValueError(f"{name}: 0..256 wanted, got {value}")


def look(value: Development, width: int, height: int) -> None:
    """For a frame of that size.

    Raises:
        ValueError: it is not.
    """
    require(0 <= value.saturation <= 1023, f"saturation: 0..1023 wanted, got {value.saturation}")
    if value.glow is not None:
        glow = value.glow
        require(glow.ndim == 3 and glow.shape[2] in (3, 4), f"glow: (h, w, 3 or 4) wanted, got {glow.shape}")
        _sized(glow, "glow")
        array(glow, glow.shape, name="glow")
    if value.curves is not None:
        array(value.curves, (3, 256), name="curves")
    if value.vignette is not None:
        array(value.vignette, (height, width), name="vignette")


def tone(value: Tone, width: int, height: int) -> None:
    """For a picture of that size.

    Raises:
        ValueError: it is not.
    """
    if value.luma is not None:
        array(value.luma, (256,), name="luma")
        require(value.luma.flags.c_contiguous, "luma: must be contiguous")
    if value.chroma is not None:
        array(value.chroma, (256, 3), _SHORT, name="chroma")
        require(value.chroma.flags.c_contiguous, "chroma: must be contiguous")
    for weight in (*value.matrix, *value.lift):
        require(-32768 <= weight <= 32767, f"matrix or lift: 16 bits wanted, got {weight}")
    if value.vignette is not None:
        array(value.vignette, (height, width), name="vignette")
    if value.vignette_half is not None:
        array(value.vignette_half, (height // 2, width // 2), name="vignette_half")
