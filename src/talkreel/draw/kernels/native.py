"""The compiled kernels of one instruction set, by the names of the reference. Calls let the interpreter's lock go."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, c_int, c_int32, c_ssize_t, c_void_p
from typing import Any

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.kernels.values import Bytes, Development, Matrix, Sprite, Tone
from talkreel.model.planes import Planes


class _Plane(ctypes.Structure):
    _fields_ = (("at", c_void_p), ("stride", c_ssize_t), ("width", c_int32), ("height", c_int32))


class _Picture(ctypes.Structure):
    _fields_ = (("y", _Plane), ("u", _Plane), ("v", _Plane))


class _Look(ctypes.Structure):
    _fields_ = (
        ("glow", _Plane),
        ("vignette", _Plane),
        ("curves", c_void_p),
        ("glow_step", c_int32),
        ("saturation", c_int32),
    )


class _Tone(ctypes.Structure):
    _fields_ = (
        ("luma", c_void_p),
        ("chroma", c_void_p),
        ("vignette", _Plane),
        ("vignette_half", _Plane),
        ("matrix", c_int32 * 4),
        ("lift", c_int32 * 2),
    )


_Matrix = ctypes.c_double * 6
_PLANE, _PICTURE, _MATRIX = POINTER(_Plane), POINTER(_Picture), POINTER(ctypes.c_double)
_SIGNATURES: dict[str, tuple[Any, ...]] = {
    "affine": (_PICTURE, _PICTURE, _MATRIX),
    "lerp": (_PICTURE, _PICTURE, _PICTURE, c_int),
    "lerp_mask": (_PICTURE, _PICTURE, _PICTURE, _PLANE, _PLANE),
    "blend": (_PICTURE, _PICTURE, _PLANE, _PLANE, c_int, c_int, c_int),
    "blend_affine": (_PICTURE, _PICTURE, _PLANE, _PLANE, _MATRIX, c_int),
    "grain": (_PLANE, _PLANE, _PLANE, c_int, c_int),
    "grade": (_PICTURE, _PICTURE, POINTER(_Tone)),
    "lut3d": (_PICTURE, _PICTURE, c_void_p),
    "develop": (_PLANE, _PICTURE, POINTER(_Look)),
    "planes_of": (_PLANE, _PICTURE),
    "sprite_of": (_PLANE, _PICTURE, _PLANE, _PLANE),
    "bgr_of": (_PICTURE, _PLANE),
    "over": (_PLANE, _PLANE, _MATRIX, c_int),
    "multiply_mask": (_PLANE, _PLANE),
    "dots": (_PLANE, c_void_p, c_void_p, c_void_p, c_int),
}


def _plane(values: NDArray[Any] | None) -> _Plane:
    """Width and height are those of the pixels."""
    if values is None:
        return _Plane()
    return _Plane(_address(values), values.strides[0], values.shape[1], values.shape[0])


def _picture(planes: Planes) -> _Picture:
    return _Picture(_plane(planes.y), _plane(planes.u), _plane(planes.v))


def _address(values: NDArray[Any] | None) -> int | None:
    # `values.ctypes.data` is the same, four times slower.
    return None if values is None else values.__array_interface__["data"][0]


def _new(width: int, height: int) -> Planes:
    half = (height // 2, width // 2)
    return Planes(np.empty((height, width), np.uint8), np.empty(half, np.uint8), np.empty(half, np.uint8))


class Native:
    """What each does is said in `calls`; arguments were checked there."""

    def __init__(self, library: ctypes.CDLL, name: str) -> None:
        self._functions: dict[str, Any] = {}
        for kernel, arguments in _SIGNATURES.items():
            function = getattr(library, f"{kernel}_{name}")
            function.argtypes, function.restype = arguments, c_int
            self._functions[kernel] = function

    def _call(self, kernel: str, *arguments: object) -> None:
        if self._functions[kernel](*arguments):
            raise MemoryError

    def affine(self, src: Planes, dst: Planes, matrix: Matrix) -> None:
        self._call("affine", _picture(src), _picture(dst), _Matrix(*matrix))

    def lerp(self, old: Planes, new: Planes, dst: Planes, weight: int) -> None:
        self._call("lerp", _picture(old), _picture(new), _picture(dst), weight)

    def lerp_mask(self, old: Planes, new: Planes, dst: Planes, mask: Bytes, mask_half: Bytes) -> None:
        self._call("lerp_mask", _picture(old), _picture(new), _picture(dst), _plane(mask), _plane(mask_half))

    def blend(self, dst: Planes, sprite: Sprite, x: int, y: int, opacity: int) -> None:
        if x >= dst.width or y >= dst.height or x <= -sprite.planes.width or y <= -sprite.planes.height:
            return
        alphas = _plane(sprite.alpha), _plane(sprite.alpha_half)
        self._call("blend", _picture(dst), _picture(sprite.planes), *alphas, x, y, opacity)

    def blend_affine(self, dst: Planes, sprite: Sprite, matrix: Matrix, opacity: int) -> None:
        alphas = _plane(sprite.alpha), _plane(sprite.alpha_half)
        self._call("blend_affine", _picture(dst), _picture(sprite.planes), *alphas, _Matrix(*matrix), opacity)

    def grain(self, src_y: Bytes, dst_y: Bytes, tile: NDArray[np.int8], x: int, y: int) -> None:
        self._call("grain", _plane(src_y), _plane(dst_y), _plane(tile), x, y)

    def grade(self, src: Planes, dst: Planes, tone: Tone) -> None:
        masks = _plane(tone.vignette), _plane(tone.vignette_half)
        weights = (c_int32 * 4)(*tone.matrix), (c_int32 * 2)(*tone.lift)
        value = _Tone(_address(tone.luma), _address(tone.chroma), *masks, *weights)
        self._call("grade", _picture(src), _picture(dst), value)

    def lut3d(self, src: Planes, dst: Planes, lut: NDArray[np.int16]) -> None:
        self._call("lut3d", _picture(src), _picture(dst), _address(lut))

    def develop(self, bgra: Bytes, dst: Planes, look: Development) -> None:
        curves = None if look.curves is None else np.ascontiguousarray(look.curves)
        step = 0 if look.glow is None else look.glow.shape[2]
        value = _Look(_plane(look.glow), _plane(look.vignette), _address(curves), step, look.saturation)
        self._call("develop", _plane(bgra), _picture(dst), value)

    def planes_of(self, bgra: Bytes, dst: Planes) -> None:
        self._call("planes_of", _plane(bgra), _picture(dst))

    def sprite_of(self, bgra: Bytes) -> Sprite:
        height, width = bgra.shape[:2]
        alpha, half = np.empty((height, width), np.uint8), np.empty((height // 2, width // 2), np.uint8)
        sprite = Sprite(_new(width, height), alpha, half)
        self._call("sprite_of", _plane(bgra), _picture(sprite.planes), _plane(alpha), _plane(half))
        return sprite

    def bgr_of(self, planes: Planes) -> Bytes:
        bgr = np.empty((planes.height, planes.width, 3), np.uint8)
        self._call("bgr_of", _picture(planes), _plane(bgr))
        return bgr

    def over(self, dst_bgra: Bytes, layer_bgra: Bytes, matrix: Matrix, opacity: int) -> None:
        self._call("over", _plane(dst_bgra), _plane(layer_bgra), _Matrix(*matrix), opacity)

    def dots(self, dst_bgra: Bytes, centres: NDArray[np.float32], radii: NDArray[np.float32], colours: Bytes) -> None:
        values = _address(centres), _address(radii), _address(colours)
        self._call("dots", _plane(dst_bgra), *values, len(radii))

    def multiply_mask(self, bgra: Bytes, mask: Bytes) -> None:
        self._call("multiply_mask", _plane(bgra), _plane(mask))
