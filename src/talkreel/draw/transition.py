"""How one shot gives way to the next: a blend of two finished pictures.

At part 0 a blend is exactly the old picture, at 1 exactly the new one; between, the motion is eased. Edges of what
moves lie on even px, where chroma has its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from threading import get_ident

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.ease import clamp, ease_expo, ease_in, ease_out, lerp
from talkreel.model.look import Transition
from talkreel.model.planes import Planes

Mask = NDArray[np.uint8]

SOFT = 0.16  # of a wipe's way: its edge
RIM = 0.03  # of the long side: an iris's edge
IRIS_SCALE = 8  # an iris is worked out at this part of the size


def blend(old: Planes, new: Planes, into: Planes, kind: Transition, part: float, seed: int) -> None:
    """Write what is seen at `part` (0..1) of the way from `old` to `new`.

    All three have one size; `into` shares no memory with the others, which are not changed. `seed` chooses the
    direction of a push or a wipe.
    """
    if part <= 0 or part >= 1:
        _copy(old if part <= 0 else new, into)
    else:
        _BLENDS[kind](old, new, into, part, seed)


def _smooth(t: float) -> float:
    """Smoothstep: a transition is short, and a steeper curve would spend most of it standing still."""
    t = clamp(t)
    return t * t * (3 - 2 * t)


def _even(value: float) -> int:
    return 2 * round(value / 2)


def _weight(part: float) -> int:
    return round(kernels.WHOLE * part)


def _copy(source: Planes, into: Planes) -> None:
    for plane, target in zip(source, into, strict=True):
        np.copyto(target, plane)


@lru_cache(maxsize=24)
def _scratch(width: int, height: int, use: str, thread: int) -> Planes:
    """Room that a thread keeps for one use at one size."""
    return kernels.blank(width, height)


def _cut(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    _copy(new, into)


def _fade(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    kernels.lerp(old, new, into, _weight(_smooth(part)))


@lru_cache(maxsize=4)
def _black(width: int, height: int) -> Planes:
    """One row of each plane, shown for all of them."""
    y, u, v = kernels.blank(width, 2)
    half = (height // 2, width // 2)
    return Planes(np.broadcast_to(y[:1], (height, width)), np.broadcast_to(u, half), np.broadcast_to(v, half))


def _dip(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """To black and out of it, black in the middle for a moment."""
    shown, light = (old, 1 - _smooth(part / 0.46)) if part < 0.5 else (new, _smooth((part - 0.54) / 0.46))
    kernels.lerp(_black(into.width, into.height), shown, into, _weight(light))


def _strip(picture: Planes, across: bool, start: int, end: int) -> Planes:
    """What lies between two places along a picture's width (`across`) or height."""
    if across:
        return picture.part(start, 0, end - start, picture.height)
    return picture.part(0, start, picture.width, end - start)


def _push(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """The new picture pushes the old one out, to the left, or upwards."""
    across = seed % 2 == 0
    moved = 0.35 * ease_expo(part) + 0.65 * _smooth(part)
    length = into.width if across else into.height
    gone = _even(length * moved)
    _copy(_strip(old, across, gone, length), _strip(into, across, 0, length - gone))
    _copy(_strip(new, across, 0, gone), _strip(into, across, length - gone, length))


def _wipe(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """A soft edge runs across the picture: from the left, the right, the top or the bottom."""
    across, reverse = seed % 4 < 2, seed % 2 == 1
    length, breadth = (into.width, into.height) if across else (into.height, into.width)
    soft = max(4, _even(length * SOFT))
    edge = _even(lerp(-soft, length, _smooth(part)))
    before, after = max(0, edge), min(length, edge + soft)

    def along(picture: Planes, start: int, end: int) -> Planes:
        return _strip(picture, across, *((length - end, length - start) if reverse else (start, end)))

    _copy(along(new, 0, before), along(into, 0, before))
    _copy(along(old, after, length), along(into, after, length))
    if before < after:
        ramp = _strip(_ramp(soft, breadth, across, reverse), across, *_within(edge, soft, before, after, reverse))
        kernels.lerp_mask(along(old, before, after), along(new, before, after), along(into, before, after), *ramp[:2])


def _within(edge: int, soft: int, before: int, after: int, reverse: bool) -> tuple[int, int]:
    """The part of a ramp that lies in the picture."""
    start, end = before - edge, after - edge
    return (soft - end, soft - start) if reverse else (start, end)


@lru_cache(maxsize=8)
def _ramp(soft: int, breadth: int, across: bool, reverse: bool) -> Planes:
    """The masks of a wipe's edge, for luma and (twice) for chroma."""
    line = np.array([_smooth(1 - (at + 0.5) / soft) for at in range(soft)])[:: -1 if reverse else 1] * 255

    def mask(levels: NDArray[np.float64], broad: int) -> Mask:
        row = levels.round().astype(np.uint8)
        if across:
            return np.broadcast_to(row, (broad, len(row)))
        return np.ascontiguousarray(np.broadcast_to(row[:, None], (len(row), broad)))

    half = mask(line.reshape(-1, 2).mean(1), breadth // 2)
    return Planes(mask(line, breadth), half, half)


@lru_cache(maxsize=4)
def _from_middle(width: int, height: int) -> NDArray[np.float32]:
    y, x = np.ogrid[:height, :width]
    return np.sqrt((x - (width - 1) / 2) ** 2 + (y - (height - 1) / 2) ** 2).astype(np.float32)


def _iris(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """The new picture opens in a circle with a soft rim."""
    small = _scratch(*(max(2, _even(length / IRIS_SCALE)) for length in (into.width, into.height)), "rim", get_ident())
    rim = RIM * max(small.width, small.height)
    radius = _smooth(part) * (math.hypot(small.width, small.height) / 2 + 2 * rim) - rim
    inside = (radius - _from_middle(small.width, small.height)) * np.float32(255 / rim) + np.float32(127.5)
    np.copyto(small.y, np.clip(inside, 0, 255), casting="unsafe")
    masks = _scratch(into.width, into.height, "mask", get_ident())
    _scaled(small, masks, 1)
    cv2.resize(masks.y, masks.u.shape[::-1], dst=masks.u, interpolation=cv2.INTER_AREA)
    kernels.lerp_mask(old, new, into, masks.y, masks.u)


def _scaled(picture: Planes, into: Planes, scale: float) -> None:
    """The picture enlarged round its middle; below scale 1 (not below a third) its edges are mirrored outwards."""
    width, height = into.width, into.height
    across, down = picture.width / (width * scale), picture.height / (height * scale)
    left, top = (_even(max(0.0, length * (1 - scale) / 2)) for length in (width, height))
    from_left = across * (left - width / 2) + picture.width / 2
    from_top = down * (top - height / 2) + picture.height / 2
    inner = into.part(left, top, width - 2 * left, height - 2 * top)
    kernels.affine(picture, inner, (across, 0.0, from_left, 0.0, down, from_top))
    for plane, part in zip(into, (1, 2, 2), strict=True):
        _mirror(plane, left // part, top // part)


def _mirror(plane: Mask, x: int, y: int) -> None:
    """Fill the outer `x` columns and `y` rows with what lies inside of them."""
    height, width = plane.shape
    rows = plane[y : height - y]
    rows[:, :x] = rows[:, x : 2 * x][:, ::-1]
    rows[:, width - x :] = rows[:, width - 2 * x : width - x][:, ::-1]
    plane[:y] = plane[y : 2 * y][::-1]
    plane[height - y :] = plane[height - 2 * y : height - y][::-1]


def _half(length: int) -> int:
    return max(2, _even(length / 2))


def _zoom(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """Forward through the old picture into the new one; they change at half size, in the blur of speed."""
    old_scale, new_scale = 1 + 1.1 * ease_in(part / 0.66), 0.62 + 0.38 * ease_out((part - 0.3) / 0.7)
    if part < 0.34:
        _scaled(old, into, old_scale)
        return
    if part > 0.66:
        _scaled(new, into, new_scale)
        return
    size = (_half(into.width), _half(into.height))
    small, other = (_scratch(*size, use, get_ident()) for use in ("zoom old", "zoom new"))
    _scaled(old, small, old_scale)
    _scaled(new, other, new_scale)
    kernels.lerp(small, other, small, _weight(_smooth((part - 0.34) / 0.32)))
    reach = max(1, round(size[1] * 0.02 * (1 - abs(part - 0.5) / 0.16)))
    _soften(small, other, reach)
    _scaled(other, into, 1)


def _soften(picture: Planes, into: Planes, reach: int) -> None:
    """A box blur, `reach` px of luma to each side."""
    for plane, target, far in zip(picture, into, (reach, (reach + 1) // 2, (reach + 1) // 2), strict=True):
        cv2.blur(plane, (2 * far + 1, 2 * far + 1), dst=target)


def _blur(old: Planes, new: Planes, into: Planes, part: float, seed: int) -> None:
    """Out of focus, change, and into focus again."""
    small, other = _shrunk(old, "blur old"), _shrunk(new, "blur new")
    kernels.lerp(small, other, small, _weight(_smooth((part - 0.3) / 0.4)))
    _soften(small, other, 2)
    _soften(other, small, 2)
    _scaled(small, into, 1)
    focus = _smooth(abs(part - 0.5) / 0.5 * 1.15 - 0.15)
    kernels.lerp(into, old if part < 0.5 else new, into, _weight(focus))


def _shrunk(picture: Planes, use: str) -> Planes:
    """The picture at an eighth of its size, by halves: nothing else is as fast."""
    for _ in range(3):
        half = _scratch(_half(picture.width), _half(picture.height), use, get_ident())
        for plane, target in zip(picture, half, strict=True):
            cv2.resize(plane, target.shape[::-1], dst=target, interpolation=cv2.INTER_AREA)
        picture = half
    return picture


_BLENDS: dict[Transition, Callable[[Planes, Planes, Planes, float, int], None]] = {
    "cut": _cut,
    "fade": _fade,
    "push": _push,
    "wipe": _wipe,
    "zoom": _zoom,
    "iris": _iris,
    "dip": _dip,
    "blur": _blur,
}
