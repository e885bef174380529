"""What a shot shows of files: photographs and clips, upright, at their own size."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cache, partial
from threading import Lock

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.surface import Pixels
from talkreel.model.planes import Planes

KEPT_BYTES = 64 << 20


@dataclass(frozen=True)
class Photograph:
    """`read` gives premultiplied BGRA pixels that are not written to. Equal keys promise equal pixels; None: no key."""

    read: Callable[[], Pixels]
    key: Hashable = None


@dataclass(frozen=True)
class Clip:
    """`planes` gives what is on screen at a time of the shot in ms: opaque, and not written to."""

    planes: Callable[[float], Planes]


Plate = Photograph | Clip


def pixels_of(plate: Plate) -> Pixels:
    """A photograph, or the first frame of a clip, as premultiplied BGRA."""
    if isinstance(plate, Photograph):
        return plate.read()
    return np.asarray(cv2.cvtColor(kernels.bgr_of(plate.planes(0.0)), cv2.COLOR_BGR2BGRA), np.uint8)


def photograph_of(plate: Plate) -> Photograph:
    """Of a clip, its first frame."""
    return plate if isinstance(plate, Photograph) else Photograph(cache(partial(pixels_of, plate)))


def opaque(pixels: Pixels) -> Pixels:
    """A plate without transparency: what is clear in it lies on white, as in a viewer."""
    if int(pixels[..., 3].min()) == 255:
        return pixels
    alpha = pixels[..., 3:].astype(np.uint16)
    on_white = np.minimum(pixels.astype(np.uint16) + (255 - alpha), 255).astype(np.uint8)
    on_white[..., 3] = 255
    return on_white


def planes_of(pixels: Pixels) -> Planes:
    """Opaque pixels as planes; an odd last row or column is shown twice."""
    height, width = pixels.shape[:2]
    if height % 2 or width % 2:
        pixels = np.asarray(cv2.copyMakeBorder(pixels, 0, height % 2, 0, width % 2, cv2.BORDER_REPLICATE), np.uint8)
    planes = kernels.blank(pixels.shape[1], pixels.shape[0])
    kernels.planes_of(np.ascontiguousarray(pixels), planes)
    return planes


class _Kept:
    """Photographs as planes, by key and size: what was not asked for longest goes first."""

    def __init__(self) -> None:
        self._shelf: OrderedDict[Hashable, Planes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], Planes]) -> Planes:
        with self._lock:
            found = self._shelf.get(key)
            if found is not None:
                self._shelf.move_to_end(key)
                return found
        made = make()
        with self._lock:
            self._bytes += 0 if key in self._shelf else _size(made)
            self._shelf[key] = made
            while self._bytes > KEPT_BYTES:
                self._bytes -= _size(self._shelf.popitem(last=False)[1])
        return made


_kept = _Kept()


def _size(planes: Planes) -> int:
    return sum(plane.nbytes for plane in planes)


def sized(photograph: Photograph, width: int, height: int) -> Planes:
    """The photograph at an even size, scaled by areas where it becomes smaller; its own size is not scaled."""

    def make() -> Planes:
        pixels = opaque(photograph.read())
        if pixels.shape[:2] != (height, width):
            smaller = width * height < pixels.shape[0] * pixels.shape[1]
            how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
            pixels = np.asarray(cv2.resize(pixels, (width, height), interpolation=how), np.uint8)
        return planes_of(pixels)

    return make() if photograph.key is None else _kept.get((photograph.key, width, height), make)


class Halves:
    """Makes pictures smaller by halves, in room of its own: nothing else is as fast, or as clean."""

    def __init__(self) -> None:
        self._room: dict[tuple[int, int], Planes] = {}

    def until(self, picture: Planes, size: tuple[int, int]) -> Planes:
        """The picture, halved while its both sides stay as large as `size`; valid until the next call."""
        while picture.width // 4 * 2 >= size[0] and picture.height // 4 * 2 >= size[1]:
            half = (picture.width // 4 * 2, picture.height // 4 * 2)
            if half not in self._room:
                self._room[half] = kernels.blank(*half)
            for plane, target in zip(picture, self._room[half], strict=True):
                cv2.resize(plane, target.shape[::-1], dst=target, interpolation=cv2.INTER_AREA)
            picture = self._room[half]
        return picture
