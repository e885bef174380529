"""Prints: a poster in few inks, a halftone in four, and large square pixels."""

from __future__ import annotations

import math
from functools import cache
from itertools import pairwise

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.filters.easel import (
    NEUTRAL,
    Bytes,
    Floats,
    apart,
    blurred,
    curve,
    grown,
    light_of,
    saturated,
    shrunk,
    sized,
    through,
    work_size,
)
from talkreel.model.planes import Planes

_BLOCKS = 96  # pixels on the short side
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
_CELL = 1 / 110  # of the short side, between two dots
# Each screen is turned so that the dots make rosettes and no stripes: yellow, magenta, cyan and black ink, degrees.
_TURNED = (0.0, 75.0, 15.0, 45.0)


class Poster:
    """Even fields of a few strong colours."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size, self._work = (width, height), work_size(width, height)
        self._scale = min(self._work) / 1080
        levels = np.array([20, 72, 126, 180, 228], np.float32)
        self._luma = curve(_held_at(levels, 3.0))
        self._chroma = curve(_held_at(np.array([30, 62, 92, 112, 128, 144, 164, 194, 226], np.float32), 2.0))
        spread = np.clip(light_of(), 0, 1)
        self._spread = curve(16 + 219 * (0.5 + 0.5 * np.tanh(3.2 * (spread**0.8 - 0.45)) / np.tanh(1.6)))

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        work = np.asarray(cv2.bilateralFilter(shrunk(planes, self._work), 5, 46, 5), np.uint8)
        y, u, v = (blurred(plane, 3.6 * self._scale) for plane in apart(work))
        y, u, v = through(y, self._spread), saturated(u, 1.7), saturated(v, 1.7)
        y, u, v = grown(np.asarray(cv2.merge([y, u, v]), np.uint8), *self._size)
        return Planes(through(y, self._luma), through(u, self._chroma), through(v, self._chroma))


def _held_at(levels: Floats, soft: float) -> Floats:
    """256 codes drawn to the nearest of some levels, over `soft` codes on each side of the border."""
    codes = np.arange(256, dtype=np.float32)
    out = np.full(256, levels[0], np.float32)
    for low, high in pairwise(levels):
        out += (high - low) * np.clip((codes - (low + high) / 2) / (2 * soft) + 0.5, 0, 1)
    return out


class Pixel:
    """A screen of few large pixels and few colours, the steps between them dithered."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        short = min(width, height)
        blocks = min(_BLOCKS, short // 2)
        self._size = (width, height)
        self._few = (max(1, round(width * blocks / short)), max(1, round(height * blocks / short)))
        rows, columns = np.arange(self._few[1])[:, None] & 3, np.arange(self._few[0]) & 3
        self._dither = ((_BAYER[rows, columns] + 0.5) / 16 - 0.5).astype(np.float32)

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        y, u, v = (sized(plane, self._few).astype(np.float32) for plane in planes)
        y = 16 + _to_steps((y - 16) * 1.04, 219 / 11, self._dither)
        u, v = (NEUTRAL + _to_steps((plane - NEUTRAL) * 1.35, 14, self._dither) for plane in (u, v))
        work = np.clip(np.stack([y, u, v], -1), 0, 255).astype(np.uint8)
        return grown(work, *self._size, how=cv2.INTER_NEAREST)


def _to_steps(codes: Floats, step: float, dither: Floats) -> Floats:
    return (np.round(codes / step + dither * 0.7) * step).astype(np.float32)


class Halftone:
    """Dots of four inks on white paper, larger where the picture is darker."""

    moves = False

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        cell = max(3.0, min(width, height) * _CELL)
        self._cell = cell
        self._screens = [_screen(width, height, cell, angle) for angle in _TURNED]
        self._edge = round(min(100.0, 260 / cell))  # levels within a px of a dot's edge

    def lay(self, planes: Planes, t_ms: float) -> Planes:
        """See `Laid`."""
        y, u, v = planes
        soft = Planes(blurred(y, self._cell * 0.22), *(blurred(plane, self._cell * 0.11) for plane in (u, v)))
        light = apart(kernels.bgr_of(soft))
        key = np.maximum(np.maximum(light[0], light[1]), light[2])
        black = self._printed(through(key, curve(255 * np.clip(np.arange(256) / 255 * 1.25, 0, 1) ** 0.8)), 3)
        inks = [np.minimum(self._printed(_coloured(one, key), nth), black) for nth, one in enumerate(light)]
        printed = np.asarray(cv2.merge([*inks, black]), np.uint8)
        kernels.planes_of(printed, into := kernels.blank(*self._size))
        return into

    def _printed(self, light: Bytes, nth: int) -> Bytes:
        """Ink where the light is less than the screen asks, with an edge as soft as a px."""
        apart = np.asarray(cv2.subtract(light, self._screens[nth], dtype=cv2.CV_16S), np.int16)
        held = np.clip(apart, -self._edge, self._edge) + self._edge
        return np.asarray(cv2.convertScaleAbs(held, alpha=255 / (2 * self._edge)), np.uint8)


def _coloured(channel: Bytes, key: Bytes) -> Bytes:
    """What a coloured ink has to leave of the light when black does its part."""
    return np.asarray(cv2.divide(channel, key, scale=255), np.uint8)


def _screen(width: int, height: int, cell: float, degrees: float) -> Bytes:
    """How much light a place needs to stay white, 0..255: cones on a turned grid, evenly many of each."""
    along, across = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    y, x = np.mgrid[0:height, 0:width].astype(np.float32) * np.float32(math.tau / cell)
    cones = np.cos(x * along + y * across) + np.cos(y * along - x * across)
    return through((127.5 + 63.75 * cones).astype(np.uint8), _evened())


@cache
def _evened() -> Bytes:
    """A table after which as many places have each level: ink then covers as much as the picture is dark."""
    wave = np.cos(np.arange(256) * np.pi / 128)
    codes = 127.5 + 63.75 * (wave[:, None] + wave)
    levels = np.quantile(codes, np.linspace(0, 1, 65))
    return curve(np.interp(np.arange(256), levels, np.linspace(8, 250, 65)))
