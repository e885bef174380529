"""How one shot gives way to the next: a blend of two finished frames.

At part 0 a blend is exactly the old frame, at 1 exactly the new one; between, the motion is eased. Everything is done
by whole-frame OpenCV calls of a few milliseconds, at half size where speed of movement hides it.
"""

from __future__ import annotations

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.ease import clamp, ease_expo, ease_in, ease_out, lerp
from talkreel.model.look import Transition

Frame = NDArray[np.uint8]  # (height, width, 3) B G R


def blend(old: Frame, new: Frame, kind: Transition, part: float, seed: int) -> Frame:
    """The frame at `part` (0..1) of the way from `old` to `new`; both have one size and are not changed.

    `seed` chooses the direction of a push or a wipe.
    """
    if part <= 0:
        return old
    if part >= 1:
        return new
    return _BLENDS[kind](old, new, part, seed)


def _smooth(t: float) -> float:
    """Smoothstep: a transition is short, and a steeper curve would spend most of it standing still."""
    t = clamp(t)
    return t * t * (3 - 2 * t)


def _cut(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    return new


def _mixed(old: Frame, new: Frame, weight: float) -> Frame:
    return np.asarray(cv2.addWeighted(old, 1 - weight, new, weight, 0), np.uint8)


def _fade(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    return _mixed(old, new, _smooth(part))


def _dip(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """To black and out of it, black in the middle for a moment."""
    shown, light = (old, 1 - _smooth(part / 0.46)) if part < 0.5 else (new, _smooth((part - 0.54) / 0.46))
    return np.asarray(cv2.convertScaleAbs(shown, alpha=light), np.uint8)


def _push(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """The new frame pushes the old one out, to the left, or upwards."""
    along = 1 if seed % 2 == 0 else 0
    moved = 0.35 * ease_expo(part) + 0.65 * _smooth(part)
    length = old.shape[along]
    at = length - round(length * moved)
    both = np.empty_like(old)
    if along:
        both[:, :at], both[:, at:] = old[:, length - at :], new[:, : length - at]
    else:
        both[:at], both[at:] = old[length - at :], new[: length - at]
    return both


def _wipe(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """A soft edge runs across the frame: from the left, the right, the top or the bottom."""
    along, reverse = (1, 1, 0, 0)[seed % 4], seed % 2 == 1
    length = old.shape[along]
    soft = round(length * 0.16)
    edge = round(lerp(-soft, length, _smooth(part)))
    before, after = max(0, edge), min(length, edge + soft)
    weight = np.array([_smooth(1 - (at - edge) / soft) for at in range(before, after)])
    if reverse:
        before, after, weight = length - after, length - before, weight[::-1]
    first, last = (old, new) if reverse else (new, old)
    both = np.empty_like(old)
    if along:
        both[:, :before], both[:, after:] = first[:, :before], last[:, after:]
        both[:, before:after] = _weighted(old[:, before:after], new[:, before:after], weight[None, :])
    else:
        both[:before], both[after:] = first[:before], last[after:]
        both[before:after] = _weighted(old[before:after], new[before:after], weight[:, None])
    return both


def _weighted(old: Frame, new: Frame, weight: NDArray[np.float64]) -> Frame:
    if old.size == 0:
        return old
    share = np.ascontiguousarray(np.broadcast_to(weight, old.shape[:2]), np.float32)
    return np.asarray(cv2.blendLinear(np.ascontiguousarray(old), np.ascontiguousarray(new), 1 - share, share), np.uint8)


def _iris(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """The new frame opens in a circle with a soft rim."""
    height, width = old.shape[:2]
    scale = 8
    size = (max(1, width // scale), max(1, height // scale))
    rim = 0.03 * max(size)
    radius = _smooth(part) * (float(np.hypot(*size)) / 2 + 2 * rim) - rim
    y, x = np.ogrid[: size[1], : size[0]]
    distance = np.hypot(x - (size[0] - 1) / 2, y - (size[1] - 1) / 2)
    mask = (np.clip((radius - distance) / rim + 0.5, 0, 1) * 255).astype(np.uint8)
    mask = cv2.cvtColor(cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR), cv2.COLOR_GRAY2BGR)
    inside = cv2.multiply(new, mask, scale=1 / 255)
    return np.asarray(cv2.add(inside, cv2.multiply(old, cv2.bitwise_not(mask), scale=1 / 255)), np.uint8)


def _scaled(frame: Frame, scale: float, size: tuple[int, int]) -> Frame:
    """The frame enlarged round its middle and cropped to `size`; below scale 1 its edges are mirrored outwards."""
    height, width = frame.shape[:2]
    if scale >= 1:
        w, h = max(1, round(width / scale)), max(1, round(height / scale))
        x, y = (width - w) // 2, (height - h) // 2
        return np.asarray(cv2.resize(frame[y : y + h, x : x + w], size, interpolation=cv2.INTER_LINEAR), np.uint8)
    w, h = max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
    x, y = (size[0] - w) // 2, (size[1] - h) // 2
    small = cv2.resize(frame, (w, h), interpolation=cv2.INTER_LINEAR)
    border = (y, size[1] - h - y, x, size[0] - w - x)
    return np.asarray(cv2.copyMakeBorder(small, *border, cv2.BORDER_REFLECT), np.uint8)


def _zoom(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """Forward through the old frame into the new one; the pictures change at half size, in the blur of speed."""
    size = (old.shape[1], old.shape[0])
    old_scale, new_scale = 1 + 1.1 * ease_in(part / 0.66), 0.62 + 0.38 * ease_out((part - 0.3) / 0.7)
    if part < 0.34:
        return _scaled(old, old_scale, size)
    if part > 0.66:
        return _scaled(new, new_scale, size)
    half = (max(1, size[0] // 2), max(1, size[1] // 2))
    weight = _smooth((part - 0.34) / 0.32)
    small = _mixed(_scaled(old, old_scale, half), _scaled(new, new_scale, half), weight)
    reach = max(1, round(half[1] * 0.02 * (1 - abs(part - 0.5) / 0.16))) * 2 + 1
    small = cv2.blur(small, (reach, reach))
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _blur(old: Frame, new: Frame, part: float, seed: int) -> Frame:
    """Out of focus, change, and into focus again."""
    size = (old.shape[1], old.shape[0])
    small = (max(1, size[0] // 8), max(1, size[1] // 8))
    weight = _smooth((part - 0.3) / 0.4)
    mixed = cv2.blur(cv2.blur(_mixed(_scaled(old, 1, small), _scaled(new, 1, small), weight), (5, 5)), (5, 5))
    away = np.asarray(cv2.resize(mixed, size, interpolation=cv2.INTER_LINEAR), np.uint8)
    sharp = old if part < 0.5 else new
    focus = _smooth(abs(part - 0.5) / 0.5 * 1.15 - 0.15)
    return _mixed(away, sharp, focus)


_BLENDS: dict[Transition, Callable[[Frame, Frame, float, int], Frame]] = {
    "cut": _cut,
    "fade": _fade,
    "push": _push,
    "wipe": _wipe,
    "zoom": _zoom,
    "iris": _iris,
    "dip": _dip,
    "blur": _blur,
}
