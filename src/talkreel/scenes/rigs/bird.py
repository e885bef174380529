"""Birds on the wing: a body and two wings of inner and outer arm, whose tips trail the beat; and flocks of them.

Units: the length of the body is 1; the bird flies to the right; y down; (0, 0) is its shoulder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded, taper
from talkreel.scenes.rigs.outline import Points, curve, rim
from talkreel.scenes.rigs.tones import Tones


@dataclass(frozen=True)
class Bird:
    """A kind of bird: `span` of one wing, its `chord` (depth), beats a second, and how much it glides (0..1).

    `fingers` splits the wing tip; `fork` the tail; `beak` hooks; sizes in lengths of the body.
    """

    pelt: dict[str, Oklch]
    span: float
    chord: float
    hz: float
    glide: float
    fingers: bool = False
    fork: bool = False
    hooked: bool = False
    neck: float = 0.0
    legs: float = 0.0
    wingspan_m: float = 1.0


_ORANGE: Oklch = (0.74, 0.15, 62)

BIRDS: dict[str, Bird] = {
    "gull": Bird({"coat": (0.96, 0.008, 240), "wing": (0.76, 0.015, 245), "tip": (0.26, 0.01, 260),
        "beak": (0.80, 0.14, 80)}, 1.35, 0.34, 1.5, 0.5, wingspan_m=1.2),
    "swallow": Bird({"coat": (0.33, 0.06, 265), "wing": (0.28, 0.06, 265), "tip": (0.22, 0.04, 265),
        "beak": (0.2, 0.02, 260), "under": (0.93, 0.03, 70)}, 1.15, 0.30, 3.2, 0.35, fork=True, wingspan_m=0.33),
    "eagle": Bird({"coat": (0.36, 0.055, 55), "wing": (0.32, 0.05, 52), "tip": (0.22, 0.03, 50),
        "head": (0.96, 0.012, 85),
        "beak": _ORANGE, "tail": (0.95, 0.012, 85)}, 1.50, 0.46, 1.0, 0.7, fingers=True, hooked=True, wingspan_m=2.1),
    "crow": Bird({"coat": (0.21, 0.018, 275), "wing": (0.18, 0.018, 275), "tip": (0.14, 0.012, 275),
        "beak": (0.18, 0.01, 270)}, 1.20, 0.42, 2.0, 0.3, fingers=True, wingspan_m=0.9),
    "crane": Bird({"coat": (0.97, 0.006, 240), "wing": (0.95, 0.008, 240), "tip": (0.20, 0.01, 270),
        "head": (0.97, 0.006, 240),
        "beak": (0.45, 0.04, 70)}, 1.35, 0.36, 1.2, 0.35, fingers=True, neck=0.62, legs=0.62, wingspan_m=2.0),
    "duck": Bird({"coat": (0.60, 0.045, 65), "wing": (0.52, 0.04, 65), "tip": (0.30, 0.03, 60),
        "head": (0.42, 0.10, 155), "beak": (0.82, 0.15, 85)}, 0.98, 0.30, 3.0, 0.1, neck=0.28, wingspan_m=0.9),
    "parrot": Bird({"coat": (0.62, 0.22, 27), "wing": (0.55, 0.17, 255), "tip": (0.82, 0.16, 92),
        "beak": (0.25, 0.02, 60)}, 1.05, 0.38, 2.4, 0.2, hooked=True, wingspan_m=1.0),
    "dove": Bird({"coat": (0.985, 0.004, 90), "wing": (0.96, 0.008, 240), "tip": (0.93, 0.010, 240),
        "beak": (0.72, 0.08, 40)}, 1.05, 0.38, 2.4, 0.25, wingspan_m=0.6),
    "pigeon": Bird({"coat": (0.66, 0.02, 255), "wing": (0.74, 0.015, 250), "tip": (0.38, 0.02, 260),
        "head": (0.48, 0.05, 170), "beak": (0.35, 0.02, 30)}, 1.00, 0.36, 3.0, 0.2, wingspan_m=0.65),
}  # fmt: skip


def draw_bird(canvas: skia.Canvas, bird: Bird, tones: Tones, turn: float, run: float, lift: float = 0.0) -> None:
    """Draw one bird. `turn` is its beat (turns), `run` (turns) of a run of beats and the glide that follows.

    `lift` turns its nose up, radians.
    """
    power = _power(bird, run)
    phase = 2 * math.pi * turn
    canvas.save()
    canvas.translate(0.0, 0.07 * math.cos(phase) * power)
    canvas.rotate(-math.degrees(lift) + 3.0 * math.sin(phase) * power)
    _wing(canvas, bird, tones, phase, power, far=True)
    _body(canvas, bird, tones)
    _wing(canvas, bird, tones, phase, power, far=False)
    canvas.restore()


def _power(bird: Bird, run: float) -> float:
    """How strongly it beats: it glides for the last part of every run."""
    part, edge = run % 1.0, 0.10
    still = min(1.0, max(0.0, (part - 1 + bird.glide) / edge), max(0.0, (1 - part) / edge))
    return 1 - 0.88 * still * still * (3 - 2 * still)


def _wing(canvas: skia.Canvas, bird: Bird, tones: Tones, phase: float, power: float, far: bool) -> None:
    """A wing seen from the side and a little above: its inner arm beats, its outer arm follows later and bends."""
    inner = 0.50 + 0.75 * math.sin(phase) * power
    outer = inner - 0.45 + 0.85 * math.sin(phase - 1.1) * power
    # The near wing comes towards us and so lies lower, the far one higher: neither is ever lost edge-on for long.
    side = -0.34 if far else 0.42
    ahead = 0.10 if far else -0.16
    arm = _reach(inner, side, ahead) * bird.span * 0.46
    hand = _reach(outer, side, ahead - 0.42) * bird.span * 0.62
    root, wrist = np.array([0.10, -0.04]), np.array([0.10, -0.04]) + arm
    tip = wrist + hand
    chord = np.array([-bird.chord, 0.05])
    lead = [
        root,
        (root + wrist) / 2 + np.array([0.04, -0.01]),
        wrist + np.array([0.05, 0.0]),
        (wrist + tip) / 2 + np.array([0.05, -0.01]),
    ]
    trail = [(wrist + tip) / 2 + chord * 0.72, wrist + chord * 1.02, root + chord * 1.15]
    path = curve([*lead, tip, tip, *trail])
    wing = tones.far("wing") if far else tones.body("wing")
    top, bottom = float(min(root[1], tip[1])) - 0.05, float(max(root[1], tip[1])) + 0.12
    shade = tones.far("wing") if far else tones.shade("wing")
    canvas.drawPath(path, shaded(linear((0, top), (0, bottom), [wing, shade])))
    canvas.save()
    canvas.clipPath(path, True)
    start, end = wrist + hand * 0.35, tip
    ink = tones.far("tip") if far else tones.body("tip")
    fade = linear((float(start[0]), float(start[1])), (float(end[0]), float(end[1])), [ink & 0xFFFFFF, ink])
    canvas.drawPath(path, shaded(fade))
    rim(canvas, path, tones.away[0] * 1.2, tones.away[1] * 1.2, tones.light.rim(0.35 if far else 0.75))
    canvas.restore()
    if bird.fingers:
        _fingers(canvas, tip, hand, ink)


def _reach(angle: float, side: float, ahead: float) -> Points:
    """A unit of wing raised by `angle` as it is seen: `side` is what its depth adds downwards, `ahead` forwards."""
    return np.array([ahead, -math.sin(angle) + side * math.cos(angle)])


def _fingers(canvas: skia.Canvas, tip: Points, hand: Points, ink: int) -> None:
    """Split primaries at the tip of a soaring wing."""
    along = hand / (float(np.linalg.norm(hand)) + 1e-9)
    side = np.array([-along[1], along[0]])
    side = side if side[0] < 0 else -side
    path = skia.Path()
    for i in range(4):
        start = tip - along * (0.16 + 0.04 * i) + side * 0.05 * i
        end = start + along * (0.26 - 0.03 * i) + side * 0.06 * i
        path.addPath(taper([start, (start + end) / 2 + side * 0.01, end], [0.030, 0.026, 0.004], 8))
    canvas.drawPath(path, fill(ink))


def _body(canvas: skia.Canvas, bird: Bird, tones: Tones) -> None:
    tail = polygon(_tail(bird))
    canvas.drawPath(tail, fill(tones.body("tail" if "tail" in bird.pelt else "wing")))
    if bird.legs:
        canvas.drawPath(
            taper([(-0.35, 0.06), (-0.75, 0.10), (-0.75 - bird.legs * 0.5, 0.08)], [0.02, 0.012, 0.010], 10),
            fill(tones.deep("tip")),
        )
    reach = bird.neck
    points = [
        (-0.52, 0.02),
        (-0.20, 0.03),
        (0.15, 0.02),
        (0.36 + reach * 0.35, -0.03 - reach * 0.02),
        (0.44 + reach, -0.05 - reach * 0.10),
    ]
    neck = 0.095 - 0.05 * min(1.0, reach / 0.6)
    body = taper(points, [0.045, 0.125, 0.150, neck, neck * 0.92], 30)
    canvas.drawPath(
        body, shaded(linear((0, -0.16), (0, 0.17), [tones.lit("coat"), tones.body("coat"), tones.shade("coat")]))
    )
    canvas.save()
    canvas.clipPath(body, True)
    if "under" in bird.pelt:
        canvas.drawPath(
            taper([(-0.4, 0.14), (0.1, 0.16), (0.5, 0.06)], [0.05, 0.09, 0.05], 12), fill(tones.body("under"))
        )
    rim(canvas, body, tones.away[0], tones.away[1], tones.light.rim(0.8))
    canvas.restore()
    _head(canvas, bird, tones, 0.50 + reach, -0.065 - reach * 0.11)


def _tail(bird: Bird) -> list[tuple[float, float]]:
    if bird.fork:
        return [(-0.42, -0.03), (-0.98, -0.12), (-0.70, 0.01), (-1.0, 0.13), (-0.42, 0.07)]
    return [(-0.42, -0.04), (-0.84, -0.05), (-0.88, 0.02), (-0.82, 0.10), (-0.42, 0.08)]


def _head(canvas: skia.Canvas, bird: Bird, tones: Tones, x: float, y: float) -> None:
    ink = "head" if "head" in bird.pelt else "coat"
    r = 0.105 if not bird.neck else 0.080
    beak = [
        (x + r * 0.7, y - r * 0.35),
        (x + r * 1.6, y - r * 0.15),
        (x + r * 2.3, y + r * 0.25),
        (x + r * 0.7, y + r * 0.40),
    ]
    if bird.hooked:
        beak = [
            (x + r * 0.7, y - r * 0.5),
            (x + r * 1.7, y - r * 0.35),
            (x + r * 2.0, y + r * 0.60),
            (x + r * 1.5, y + r * 0.25),
            (x + r * 0.7, y + r * 0.45),
        ]
    canvas.drawPath(polygon(beak), fill(tones.body("beak")))
    canvas.drawCircle(x, y, r, shaded(linear((0, y - r), (0, y + r), [tones.lit(ink), tones.shade(ink)])))
    canvas.drawCircle(x + r * 0.42, y - r * 0.18, r * 0.17, fill(0xFF15100F))
