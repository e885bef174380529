"""Paints, gradients and paths in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from talkreel.draw.colour import Stop, ramp
from talkreel.draw.door import skia

Point = tuple[float, float]

_TURN = np.linspace(np.pi / 2, -np.pi / 2, 9)
_ARC = np.stack([np.cos(_TURN), np.sin(_TURN)], 1)  # of a round end: along the limb, and aside


def fill(colour: int = 0xFF000000, **more: Any) -> skia.Paint:
    """An anti-aliased fill."""
    return skia.Paint(AntiAlias=True, Color=colour, **more)


def stroke(colour: int, width: float, **more: Any) -> skia.Paint:
    """An anti-aliased line of `width` px with round ends."""
    return skia.Paint(
        AntiAlias=True,
        Color=colour,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=width,
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
        **more,
    )


def shaded(shader: skia.Shader, **more: Any) -> skia.Paint:
    """A dithered fill with a gradient. (A paint's own colour scales a shader's opacity, so it is opaque here.)"""
    return skia.Paint(AntiAlias=True, Dither=True, Color=0xFF000000, Shader=shader, **more)


def blur(radius: float) -> Any:
    """A mask filter that softens edges by `radius` px."""
    return skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(0.01, radius))


def linear(start: Point, end: Point, colours: Sequence[int], positions: Sequence[float] | None = None) -> skia.Shader:
    """A linear gradient of 0xAARRGGBB colours."""
    return skia.GradientShader.MakeLinear([start, end], list(colours), _positions(colours, positions))


def radial(centre: Point, radius: float, colours: Sequence[int], positions: Sequence[float] | None = None) -> Any:
    """A radial gradient of 0xAARRGGBB colours, from the centre out."""
    return skia.GradientShader.MakeRadial(centre, max(0.01, radius), list(colours), _positions(colours, positions))


def vertical(y0: float, y1: float, stops: Sequence[Stop]) -> skia.Shader:
    """A vertical gradient through OKLCH stops."""
    colours, positions = ramp(stops)
    return linear((0, y0), (0, y1), colours, positions)


def _positions(colours: Sequence[int], positions: Sequence[float] | None) -> list[float]:
    return list(positions) if positions else [i / max(1, len(colours) - 1) for i in range(len(colours))]


def polygon(points: ArrayLike, closed: bool = True) -> skia.Path:
    """A path of straight lines through (n, 2) points, px."""
    path = skia.Path()
    first, *others = np.asarray(points, float).tolist()
    path.moveTo(*first)
    for x, y in others:  # many times as fast as a list of Skia's points
        path.lineTo(x, y)
    if closed:
        path.close()
    return path


def smooth(points: ArrayLike, closed: bool = False) -> skia.Path:
    """A Catmull-Rom curve through (n, 2) points, px."""
    p = np.asarray(points, float)
    around = np.concatenate([p[-1:], p, p[:2]] if closed else [p[:1], p, p[-1:]])
    before, start, end, after = around[:-3], around[1:-2], around[2:-1], around[3:]
    bends = np.concatenate([start + (end - before) / 6, end - (after - start) / 6, end], axis=1)
    path = skia.Path()
    path.moveTo(*p[0].tolist())
    for bend in bends.tolist():
        path.cubicTo(*bend)
    if closed:
        path.close()
    return path


def taper(points: ArrayLike, radii: Sequence[float], steps: int = 28) -> skia.Path:
    """A limb: a closed outline round the curve through `points`, `radii` px thick along it, with round ends."""
    given = np.asarray(points, float)
    along, thick = _limb(len(given), len(radii), steps)
    centre, radius = along @ given, (thick @ np.asarray(radii, float))[:, None]
    direction = np.concatenate([centre[1:2] - centre[:1], (centre[2:] - centre[:-2]) / 2, centre[-1:] - centre[-2:-1]])
    direction /= np.hypot(direction[:, :1], direction[:, 1:]) + 1e-9
    aside = direction[:, ::-1] * (-1.0, 1.0) * radius
    cap_head = centre[-1] + radius[-1] * (_ARC @ (direction[-1], (-direction[-1, 1], direction[-1, 0])))
    cap_tail = centre[0] - radius[0] * (_ARC @ (direction[0], (-direction[0, 1], direction[0, 0])))
    return polygon(np.concatenate([centre + aside, cap_head, (centre - aside)[::-1], cap_tail]))


@lru_cache(maxsize=64)
def _limb(points: int, radii: int, steps: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of the points and of the radii in about `steps` places along a limb.

    The places are on the Catmull-Rom curve, whose ends go on as they began; radii go straight from one to the next, and
    are smoothed a little.
    """
    ends = np.eye(points)
    extended = np.vstack([2 * ends[0] - ends[1], ends, 2 * ends[-1] - ends[-2]])
    u = np.linspace(0, 1, max(2, steps // max(1, points - 1)), endpoint=False)[:, None]
    a, b, c, d = (extended[i : len(extended) - 3 + i, None] for i in range(4))
    curves = 0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (-a + 3 * b - 3 * c + d) * u**3)
    along = np.concatenate([curves.reshape(-1, points), ends[-1:]])
    at = np.linspace(0, 1, len(along))
    straight = [np.interp(at, np.linspace(0, 1, radii), one) for one in np.eye(radii)]
    return along, np.asarray(cv2.GaussianBlur(np.stack(straight, 1), (1, 5), 0, sigmaY=1.0), float)
