"""Paints, gradients and paths in one line each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from talkreel.draw.colour import Stop, ramp
from talkreel.draw.door import skia

Point = tuple[float, float]

_ARC = np.linspace(np.pi / 2, -np.pi / 2, 9)  # of a round end


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
    if closed:
        around = np.concatenate([p[-1:], p, p[:2]])
    else:
        around = np.concatenate([p[:1], p, p[-1:]])
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
    centre = _sample(np.asarray(points, float), steps)
    along = np.linspace(0, 1, len(centre))
    radius = np.interp(along, np.linspace(0, 1, len(radii)), radii)
    radius = np.asarray(cv2.GaussianBlur(radius[None].astype(np.float32), (5, 1), 1.0), float)[0]
    direction = np.concatenate([centre[1:2] - centre[:1], (centre[2:] - centre[:-2]) / 2, centre[-1:] - centre[-2:-1]])
    direction /= np.hypot(direction[:, 0], direction[:, 1])[:, None] + 1e-9
    normal = np.stack([-direction[:, 1], direction[:, 0]], 1)
    left, right = centre + normal * radius[:, None], centre - normal * radius[:, None]
    head = np.arctan2(direction[-1, 1], direction[-1, 0])
    tail = np.arctan2(-direction[0, 1], -direction[0, 0])
    cap_head = centre[-1] + radius[-1] * np.stack([np.cos(head + _ARC), np.sin(head + _ARC)], 1)
    cap_tail = centre[0] + radius[0] * np.stack([np.cos(tail + _ARC), np.sin(tail + _ARC)], 1)
    return polygon(np.vstack([left, cap_head, right[::-1], cap_tail]))


def _sample(points: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    extended = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    each = max(2, steps // max(1, len(points) - 1))
    u = np.linspace(0, 1, each, endpoint=False)[:, None]
    a, b, c, d = (extended[i : len(extended) - 3 + i, None] for i in range(4))
    curves = 0.5 * (2 * b + (c - a) * u + (2 * a - 5 * b + 4 * c - d) * u**2 + (-a + 3 * b - 3 * c + d) * u**3)
    return np.concatenate([curves.reshape(-1, 2), points[-1:]])
