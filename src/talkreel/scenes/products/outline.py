"""Outlines in design units (a product is 1000 high, x from its middle, y from its top)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from talkreel.draw.door import skia
from talkreel.draw.paint import Point, smooth, stroke


def box(x: float, y: float, width: float, height: float, radius: float = 0.0) -> skia.Path:
    """A rectangle with round corners; `x`, `y` are its left and top."""
    path = skia.Path()
    rect = skia.Rect.MakeXYWH(x, y, width, height)
    path.addRRect(skia.RRect.MakeRectXY(rect, radius, radius)) if radius else path.addRect(rect)
    return path


def squircle(x: float, y: float, width: float, height: float, radius: float) -> skia.Path:
    """A rectangle whose corners begin gently, as on devices: their curvature grows from nothing."""
    r = min(radius * 1.30, width / 2, height / 2)
    k = r * 0.27  # of the control points, from the corner
    right, bottom = x + width, y + height
    return shape(
        (x + r, y), (right - r, y), (right - k, y, right, y + k, right, y + r),
        (right, bottom - r), (right, bottom - k, right - k, bottom, right - r, bottom),
        (x + r, bottom), (x + k, bottom, x, bottom - k, x, bottom - r),
        (x, y + r), (x, y + k, x + k, y, x + r, y),
    )  # fmt: skip


def oval(cx: float, cy: float, rx: float, ry: float | None = None) -> skia.Path:
    """An ellipse round a centre; a circle without `ry`."""
    path = skia.Path()
    ry = rx if ry is None else ry
    path.addOval(skia.Rect.MakeXYWH(cx - rx, cy - ry, 2 * rx, 2 * ry))
    return path


def ring(cx: float, cy: float, rx: float, ry: float, hole_x: float, hole_y: float, drop: float = 0.0) -> skia.Path:
    """An ellipse with an elliptic hole, `drop` units lower."""
    path = oval(cx, cy, rx, ry)
    path.addPath(oval(cx, cy + drop, hole_x, hole_y))
    path.setFillType(skia.PathFillType.kEvenOdd)
    return path


def blob(points: Sequence[Point]) -> skia.Path:
    """A smooth closed curve through points."""
    return smooth(list(points), closed=True)


def shape(*points: Sequence[float], closed: bool = True) -> skia.Path:
    """A path from tuples: the first moves, then two numbers are a line, four a quadratic curve, six a cubic one."""
    path = skia.Path()
    path.moveTo(*points[0])
    for step in points[1:]:
        if len(step) == 2:
            path.lineTo(*step)
        elif len(step) == 4:
            path.quadTo(*step)
        else:
            path.cubicTo(*step)
    if closed:
        path.close()
    return path


def lathe(*profile: tuple[float, float], base: float = 0.0, lid: float = 0.0, cx: float = 0.0) -> skia.Path:
    """The outline of a body of revolution round `cx`: (y, radius) from top to bottom, smooth between, never bulging.

    `base` and `lid` are the half-heights of the ellipses that close it below and above (0: flat). A pair that repeats
    makes a hard corner.
    """
    curves = _curves(profile)
    (first_y, first_r), (last_y, last_r) = profile[0], profile[-1]
    path = skia.Path()
    path.moveTo(cx - first_r, first_y)
    for a, b, c, d in curves:
        del a
        path.cubicTo(*(v for y, r in (b, c, d) for v in (cx - r, y)))
    drop = last_y + base * 4 / 3
    path.cubicTo(cx - last_r, drop, cx + last_r, drop, cx + last_r, last_y)
    for a, b, c, d in reversed(curves):
        del d
        path.cubicTo(*(v for y, r in (c, b, a) for v in (cx + r, y)))
    rise = first_y - lid * 4 / 3
    path.cubicTo(cx + first_r, rise, cx - first_r, rise, cx - first_r, first_y)
    path.close()
    return path


def _curves(profile: Sequence[Point]) -> list[tuple[Point, Point, Point, Point]]:
    """Cubic pieces through (y, r) pairs that keep between them: tangents are harmonic means of the slopes beside
    (F. N. Fritsch and J. Butland, "A method for constructing local monotone piecewise cubic interpolants", 1984)."""
    slopes = [(r1 - r0) / (y1 - y0) if y1 != y0 else None for (y0, r0), (y1, r1) in pairwise(profile)]
    pieces: list[tuple[Point, Point, Point, Point]] = []
    for i, slope in enumerate(slopes):
        if slope is None:
            continue
        before = slopes[i - 1] if i else None
        after = slopes[i + 1] if i + 1 < len(slopes) else None
        (y0, r0), (y1, r1) = profile[i], profile[i + 1]
        third = (y1 - y0) / 3
        start, end = _tangent(before, slope), _tangent(slope, after)
        pieces.append(((y0, r0), (y0 + third, r0 + start * third), (y1 - third, r1 - end * third), (y1, r1)))
    return pieces


def _tangent(one: float | None, other: float | None) -> float:
    if one is None or other is None:
        return (other if one is None else one) or 0.0
    return 0.0 if one * other <= 0 else 2 * one * other / (one + other)


def stroked(path: skia.Path, width: float) -> skia.Path:
    """The outline of a line of `width` along `path`, with round ends."""
    outline = skia.Path()
    stroke(0xFF000000, width).getFillPath(path, outline)
    return outline


def line(*points: Point, width: float, curved: bool = False) -> skia.Path:
    """The outline of a line through points."""
    path = smooth(list(points)) if curved else shape(*points, closed=False)
    return stroked(path, width)


def arc(cx: float, cy: float, radius: float, start: float, sweep: float, squash: float = 1.0) -> skia.Path:
    """An open arc; degrees clockwise from three o'clock."""
    path = skia.Path()
    ry = radius * squash
    path.addArc(skia.Rect.MakeXYWH(cx - radius, cy - ry, 2 * radius, 2 * ry), start, sweep)
    return path


def spun(path: skia.Path, degrees: float, cx: float = 0.0, cy: float = 0.0) -> skia.Path:
    """The path turned about a point."""
    matrix = skia.Matrix()
    matrix.setRotate(degrees, cx, cy)
    return moved(path, matrix)


def shifted(path: skia.Path, dx: float, dy: float) -> skia.Path:
    """The path elsewhere."""
    matrix = skia.Matrix()
    matrix.setTranslate(dx, dy)
    return moved(path, matrix)


def mirrored_x(path: skia.Path) -> skia.Path:
    """The path mirrored left to right about x = 0."""
    matrix = skia.Matrix()
    matrix.setScale(-1, 1)
    return moved(path, matrix)


def moved(path: skia.Path, matrix: skia.Matrix) -> skia.Path:
    """The path under a matrix."""
    out = skia.Path(path)
    out.transform(matrix)
    return out


def joined(one: skia.Path, other: skia.Path) -> skia.Path:
    """What is in either path."""
    return skia.Op(one, other, skia.PathOp.kUnion_PathOp)


def common(one: skia.Path, other: skia.Path) -> skia.Path:
    """What is in both paths."""
    return skia.Op(one, other, skia.PathOp.kIntersect_PathOp)


def without(one: skia.Path, other: skia.Path) -> skia.Path:
    """What is in the first path only."""
    return skia.Op(one, other, skia.PathOp.kDifference_PathOp)


def around(cx: float, cy: float, radius: float, degrees: float, squash: float = 1.0) -> Point:
    """The point of a circle at an angle, clockwise from three o'clock."""
    angle = math.radians(degrees)
    return (cx + radius * math.cos(angle), cy + radius * squash * math.sin(angle))
