"""What a coat carries: bib, ruff, saddle, stripes, fleece, manes. Drawn along the swept trunk, to move with it.

Places on the trunk are (along, across): 0..1 from the rump to the head, -1..1 from the belly to the back.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, radial, shaded, stroke, taper
from talkreel.scenes.rigs.outline import Points, Sweep, curve, tufts
from talkreel.scenes.rigs.skeleton import Pose
from talkreel.scenes.rigs.tones import Tones

Marking = Callable[[skia.Canvas, Sweep, Pose, Tones], None]


def uneven(i: int) -> float:
    """A number 0..1 that differs from its neighbours: multiples of the golden ratio."""
    return (i * 0.618034) % 1.0


def bib(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones, widths: tuple[float, ...]) -> None:
    """The pale underside, from belly to throat, with a soft edge."""
    last = len(pose.spine) - 1
    points = [trunk.at(i / last, -1.0) for i in range(last + 1)]
    thick = [max(0.004, width * below) for width, below in zip(widths, pose.below, strict=True)]
    paint = linear((0, -1.0), (0, -0.45), [tones.body("under"), tones.shade("under")])
    canvas.drawPath(taper(points, thick, 40), shaded(paint, MaskFilter=blur(0.018)))


def ruff(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """A bib of longer fur on throat and chest, with a ragged border."""
    border = tufts(trunk.at(0.985, -0.40), trunk.at(0.63, -0.80), 6, 0.06, 0.35)
    path = polygon(np.vstack([border, trunk.edge(-1.3, 0.60, 1.0)]))
    canvas.drawPath(path, shaded(tones.down("under", -1.15, -0.45)))


def saddle(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """A darker back that fades down the flanks."""
    edge = np.vstack([trunk.edge(1.3, 0.0, 0.98), trunk.edge(0.25, 0.02, 0.9)[::-1]])
    canvas.drawPath(curve(edge[::4]), shaded(tones.down("saddle"), MaskFilter=blur(0.05)))


def stripes(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """Flames that run down from the back, alternately long and short."""
    path = skia.Path()
    for i in range(19):
        along = 0.03 + 0.049 * i
        lean, deep = 0.03 * math.sin(i * 2.4) - 0.01, 0.10 - 0.75 * uneven(i)
        middle = trunk.at(along + lean * 0.4, 0.55)
        points = [trunk.at(along, 1.12), middle, trunk.at(along + lean, deep)]
        path.addPath(taper(points, [0.006, 0.016 + 0.010 * uneven(i + 3), 0.002], 10))
        if i % 3 == 1:
            low = [trunk.at(along + 0.02, -0.95), trunk.at(along + 0.03, -0.5), trunk.at(along + 0.025, -0.15)]
            path.addPath(taper(low, [0.004, 0.014, 0.002], 8))
    canvas.drawPath(path, fill(tones.body("stripe", 0.92)))


def spots(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """Round spots, smaller towards the belly."""
    path = skia.Path()
    for i in range(110):
        along, across = 0.02 + 0.90 * uneven(i), 1.0 - 1.75 * ((i * 0.7548777) % 1.0)
        x, y = (float(v) for v in trunk.at(along, across))
        r = (0.011 + 0.010 * uneven(i * 7)) * (0.7 + 0.3 * across)
        path.addOval(skia.Rect.MakeXYWH(x - r * 1.15, y - r, 2.3 * r, 2 * r))
    canvas.drawPath(path, fill(tones.body("spot", 0.9)))


def fawn(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """Pale dots in rows on back and haunch."""
    path = skia.Path()
    for i in range(34):
        along, across = 0.05 + 0.52 * uneven(i), 0.85 - 0.28 * (i % 4) + 0.08 * uneven(i * 3)
        x, y = (float(v) for v in trunk.at(along, across))
        path.addCircle(x, y, 0.010 + 0.006 * uneven(i * 7))
    canvas.drawPath(path, fill(tones.lit("spot", 0.75)))


def patches(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """Large dark patches of a dairy cow."""
    places = ((0.13, 0.55, 0.13, 0.75), (0.40, 0.85, 0.15, 0.85), (0.36, -0.75, 0.08, 0.35), (0.64, 0.25, 0.11, 0.80))
    for n, (along, across, long, high) in enumerate(places):
        ring: list[Points] = []
        for k in range(9):
            angle, size = 2 * math.pi * k / 9, 0.72 + 0.5 * uneven(n * 5 + k * 2)
            ring.append(trunk.at(along + long * size * math.cos(angle), across + high * size * math.sin(angle)))
        canvas.drawPath(curve(ring), shaded(tones.down("patch")))
    udder = trunk.at(0.24, -0.97)
    canvas.drawOval(
        skia.Rect.MakeXYWH(float(udder[0]) - 0.10, float(udder[1]) - 0.05, 0.20, 0.13), fill(tones.shade("muzzle"))
    )


def curls(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """Rows of little arcs in a fleece."""
    line = stroke(tones.shade("coat", 0.5), 0.010)
    for i in range(34):
        along, across = 0.05 + 0.62 * uneven(i), -0.8 + 1.6 * ((i * 0.7548777) % 1.0)
        x, y = (float(v) for v in trunk.at(along, across))
        canvas.drawArc(skia.Rect.MakeXYWH(x - 0.045, y - 0.035, 0.09, 0.07), 200, 150, False, line)


def fleece(trunk: Sweep) -> skia.Path:
    """The bumps of wool round a trunk."""
    path = skia.Path()
    for edge, number in ((trunk.edge(0.93, 0.0, 0.80), 15), (trunk.edge(-0.93, 0.0, 0.66), 12)):
        picked = edge[np.linspace(0, len(edge) - 1, number).astype(int)]
        for i, (x, y) in enumerate(picked):
            path.addCircle(float(x), float(y), 0.066 + 0.028 * uneven(i))
    for across in np.linspace(-0.7, 0.7, 5):
        x, y = trunk.at(0.0, float(across))
        path.addCircle(float(x) - 0.05, float(y), 0.085)
    return path


def mane(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """A lion's mane: two wreaths of locks round the neck, the lower ones longest; they swing with the stride."""
    centre = trunk.at(0.90, -0.10)
    x, y = (float(v) for v in centre)
    for layer, size in enumerate((1.0, 0.80)):
        ring = [_lock(centre, k, size, layer, pose) for k in range(40)]
        colours = [tones.lit("mane"), tones.body("mane"), tones.shade("mane")]
        glow = 0.60 if layer == 0 else 0.42
        canvas.drawPath(curve(ring), shaded(radial((x + 0.12, y - 0.16), glow, colours, [0.0, 0.5, 1.0])))


def _lock(centre: Points, k: int, size: float, layer: int, pose: Pose) -> Points:
    angle = 2 * math.pi * k / 40
    hang = 0.5 + 0.5 * math.sin(angle)
    long = size * (0.31 + 0.15 * hang + 0.05 * max(0.0, -math.cos(angle)))
    reach = long * (1.0 + 0.08 * uneven(k)) if k % 2 else long * 0.88
    swing = 0.035 * math.sin(2 * math.pi * (pose.beat - 0.15 * layer) + 3 * angle) * (0.4 + pose.fast)
    angle += swing + 0.12 * (k % 2)
    return centre + reach * np.array([math.cos(angle) * 0.86 - 0.10, math.sin(angle)])


def crest(canvas: skia.Canvas, trunk: Sweep, pose: Pose, tones: Tones) -> None:
    """A horse's mane: locks along the crest of the neck that stream behind a gallop."""
    path = skia.Path()
    for i in range(13):
        along = 0.70 + 0.29 * i / 12
        root = trunk.at(along, 0.92)
        wave = math.sin(2 * math.pi * (pose.beat - 0.06 * i)) * (0.25 + 0.75 * pose.fast)
        stream = 0.12 + 0.13 * pose.fast
        middle = root + np.array([-0.5 * stream, 0.02 + 0.05 * (1 - pose.fast) + 0.020 * wave])
        tip = root + np.array([-stream * 1.1, 0.13 * (1 - pose.fast) - 0.01 + 0.055 * wave])
        path.addPath(taper([root, middle, tip], [0.034, 0.030, 0.003], 10))
    canvas.drawPath(path, shaded(tones.down("mane", -1.6, -0.8)))


# By feature: clipped to the trunk, and over trunk and near legs.
ON_TRUNK: dict[str, Marking] = {
    "saddle": saddle,
    "ruff": ruff,
    "stripes": stripes,
    "patches": patches,
    "spots": spots,
    "fawn": fawn,
    "fleece": curls,
}
OVER_TRUNK: dict[str, Marking] = {"mane": mane, "crest": crest}
