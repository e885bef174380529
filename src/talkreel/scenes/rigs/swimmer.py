"""Swimmers: a spine with a wave that runs to the tail; fish bend sideways, whales and dolphins up and down.

Units: the animal's length is 1, it swims to the right, y down, (0, 0) is its middle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, shaded, taper
from talkreel.scenes.rigs.outline import Points, Sweep, curve, rim
from talkreel.scenes.rigs.tones import Tones

Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Swimmer:
    """A swimmer: thickness `above` and `below` its spine from tail to nose, and its fins.

    Fins are (along the body 0..1, side +1 above or -1 below, outline in body lengths from that place). `sway` is how
    far the tail swings; `flat`: the tail fin is seen edge-on (whales), otherwise upright (fish).
    """

    pelt: dict[str, Oklch]
    above: tuple[float, ...]
    below: tuple[float, ...]
    fins: tuple[tuple[float, int, Line], ...]
    sway: float
    hz: float
    flat: bool
    eye: tuple[float, float, float]  # along, across, radius
    belly: float = 0.4
    mouth: Line = ()
    length_m: float = 2.0


_DORSAL: Line = (
    (-0.07, 0.02),
    (-0.07, 0.02),
    (-0.015, -0.045),
    (-0.075, -0.115),
    (-0.075, -0.115),
    (0.035, -0.06),
    (0.075, 0.02),
    (0.075, 0.02),
)
_FLIPPER: Line = (
    (0.05, -0.02),
    (0.05, -0.02),
    (-0.02, 0.10),
    (-0.10, 0.155),
    (-0.10, 0.155),
    (-0.08, 0.07),
    (-0.05, -0.02),
    (-0.05, -0.02),
)

SWIMMERS: dict[str, Swimmer] = {
    "dolphin": Swimmer(
        {"coat": (0.56, 0.045, 248), "under": (0.93, 0.012, 240), "dark": (0.38, 0.04, 250)},
        (0.016, 0.030, 0.068, 0.098, 0.105, 0.092, 0.070, 0.022, 0.012),
        (0.016, 0.026, 0.058, 0.088, 0.098, 0.086, 0.052, 0.020, 0.012),
        ((0.50, 1, _DORSAL), (0.70, -1, _FLIPPER)),
        0.085, 1.1, True, (0.86, 0.10, 0.0075), 0.46, ((0.98, 0.0), (0.90, -0.15), (0.86, -0.10)), 2.4,
    ),
    "whale": Swimmer(
        {"coat": (0.42, 0.055, 252), "under": (0.86, 0.020, 235), "dark": (0.28, 0.04, 255)},
        (0.020, 0.034, 0.070, 0.115, 0.135, 0.130, 0.118, 0.092, 0.040),
        (0.020, 0.030, 0.062, 0.110, 0.145, 0.155, 0.150, 0.120, 0.045),
        ((0.34, 1, tuple((x * 0.55, y * 0.5) for x, y in _DORSAL)),
            (0.66, -1, tuple((x * 1.5, y * 1.5) for x, y in _FLIPPER))),
        0.050, 0.35, True, (0.80, -0.18, 0.0070), 0.62, ((0.995, -0.1), (0.88, -0.10), (0.80, -0.28)), 14.0,
    ),
    "orca": Swimmer(
        {"coat": (0.19, 0.015, 265), "under": (0.97, 0.005, 240), "dark": (0.14, 0.01, 265),
            "mark": (0.97, 0.005, 240)},
        (0.020, 0.034, 0.075, 0.112, 0.125, 0.112, 0.092, 0.062, 0.024),
        (0.020, 0.030, 0.066, 0.108, 0.122, 0.110, 0.086, 0.054, 0.022),
        ((0.52, 1, tuple((x * 0.9, y * 1.7) for x, y in _DORSAL)),
            (0.70, -1, tuple((x * 1.2, y * 1.1) for x, y in _FLIPPER))),
        0.070, 0.7, True, (0.89, 0.06, 0.0065), 0.42, ((0.985, -0.2), (0.93, -0.30)), 6.0,
    ),
    "shark": Swimmer(
        {"coat": (0.54, 0.025, 240), "under": (0.92, 0.010, 230), "dark": (0.38, 0.025, 245)},
        (0.014, 0.024, 0.052, 0.082, 0.098, 0.096, 0.078, 0.046, 0.010),
        (0.014, 0.022, 0.046, 0.076, 0.092, 0.092, 0.076, 0.044, 0.012),
        ((0.56, 1, tuple((x * 1.1, y * 1.15) for x, y in _DORSAL)),
            (0.68, -1, tuple((x * 1.2, y * 1.0) for x, y in _FLIPPER)),
            (0.20, 1, tuple((x * 0.4, y * 0.4) for x, y in _DORSAL))),
        0.060, 0.8, False, (0.91, 0.20, 0.0070), 0.52, ((0.97, -0.35), (0.91, -0.55)), 4.0,
    ),
    "fish": Swimmer(
        {"coat": (0.74, 0.165, 52), "under": (0.93, 0.07, 78), "dark": (0.55, 0.16, 40)},
        (0.030, 0.050, 0.110, 0.165, 0.195, 0.190, 0.155, 0.100, 0.030),
        (0.030, 0.046, 0.100, 0.155, 0.190, 0.190, 0.150, 0.095, 0.030),
        ((0.55, 1, ((-0.20, 0.03), (-0.24, -0.09), (-0.10, -0.12), (0.08, -0.10), (0.16, 0.03))),
            (0.42, -1, ((0.08, -0.03), (0.0, 0.10), (-0.12, 0.10), (-0.08, -0.03))), (0.66, -1, ((0.06, -0.04),
            (0.0, 0.09), (-0.10, 0.12), (-0.06, -0.04)))),
        0.060, 1.6, False, (0.87, 0.22, 0.026), 0.50, ((0.99, -0.15), (0.95, -0.25)), 0.3,
    ),
}  # fmt: skip


def draw_swimmer(canvas: skia.Canvas, swimmer: Swimmer, tones: Tones, turn: float) -> None:
    """Draw a swimmer at `turn` of its stroke (turns)."""
    spine = _spine(swimmer, turn)
    body = Sweep.through(spine, swimmer.above, swimmer.below, 64)
    path = body.path()
    _tail(canvas, swimmer, tones, body, turn)
    for along, side, line in swimmer.fins:
        if side > 0:
            _fin(canvas, body, tones, along, side, line, "coat")
    canvas.drawPath(
        path, shaded(linear((0, -0.13), (0, 0.15), [tones.lit("coat"), tones.body("coat"), tones.shade("coat")]))
    )
    canvas.save()
    canvas.clipPath(path, True)
    low = np.vstack([body.edge(-1.2, 0.0, 1.0), body.edge(-(1 - swimmer.belly), 0.04, 0.985)[::-1]])
    pale = shaded(linear((0, -0.05), (0, 0.15), [tones.lit("under"), tones.shade("under")]))
    canvas.drawPath(curve(low[::5]), pale)
    if "mark" in swimmer.pelt:
        patch = [body.at(0.845, 0.30), body.at(0.80, 0.60), body.at(0.735, 0.52), body.at(0.77, 0.26)]
        canvas.drawPath(curve(patch), fill(tones.body("mark")))
    rim(canvas, path, tones.away[0] * 0.6, tones.away[1] * 0.6, tones.light.rim(0.8))
    canvas.restore()
    for along, side, line in swimmer.fins:
        if side < 0:
            _fin(canvas, body, tones, along, side, line, "dark")
    _face(canvas, swimmer, tones, body)


def _spine(swimmer: Swimmer, turn: float) -> Points:
    """From the tail to the nose; the wave grows towards the tail."""
    along = np.linspace(0, 1, len(swimmer.above))
    x = along - 0.5
    swing = swimmer.sway * (1 - along) ** 1.6 * np.sin(2 * math.pi * (turn + 0.55 * along))
    if not swimmer.flat:
        # A fish bends towards us and away: its tail grows shorter, its body hardly rises.
        x = x + 0.05 * (1 - along) ** 2 * math.cos(2 * math.pi * turn)
        swing = swing * 0.25
    arch = 0.020 * math.sin(2 * math.pi * turn) * np.sin(np.pi * along) if swimmer.flat else 0.0
    return np.stack([x, swing + arch], 1)


def _fin(canvas: skia.Canvas, body: Sweep, tones: Tones, along: float, side: int, line: Line, ink: str) -> None:
    root = body.at(along, 0.88 if side > 0 else -0.70)
    before, after = body.at(along - 0.04, 0.0), body.at(along + 0.04, 0.0)
    angle = math.atan2(float(after[1] - before[1]), float(after[0] - before[0]))
    c, s = math.cos(angle), math.sin(angle)
    points = [(root[0] + x * c - y * s, root[1] + x * s + y * c) for x, y in line]
    path = curve(points)
    canvas.drawPath(path, fill(tones.body(ink)))
    canvas.save()
    canvas.clipPath(path, True)
    rim(canvas, path, tones.away[0] * 0.5, tones.away[1] * 0.5, tones.light.rim(0.7))
    canvas.restore()


def _tail(canvas: skia.Canvas, swimmer: Swimmer, tones: Tones, body: Sweep, turn: float) -> None:
    root, before = body.at(0.0, 0.0), body.at(0.08, 0.0)
    back = (root - before) / (float(np.linalg.norm(root - before)) + 1e-9)
    side = np.array([-back[1], back[0]])
    if swimmer.flat:
        # A fluke seen from the side: a flat blade that turns with the stroke.
        turn_up = 0.5 + 0.5 * abs(math.cos(2 * math.pi * turn))
        blade = [root + back * 0.02, root + back * 0.10 + side * 0.045 * turn_up,
            root + back * 0.17 + side * 0.060 * turn_up, root + back * 0.10 - side * 0.012,
            root + back * 0.15 - side * 0.055 * turn_up, root + back * 0.06 - side * 0.04 * turn_up,
            root - back * 0.03]  # fmt: skip
        canvas.drawPath(curve(blade), fill(tones.body("dark")))
        return
    high = max(swimmer.above) * 1.25
    wide = 0.10 + 0.06 * (0.5 + 0.5 * math.cos(2 * math.pi * turn))
    points = [root - back * 0.05, root + back * wide + side * high, root + back * wide + side * high,
        root + back * wide * 0.55, root + back * wide - side * high, root + back * wide - side * high]  # fmt: skip
    canvas.drawPath(curve(points), shaded(linear((0, -high), (0, high), [tones.lit("dark"), tones.body("dark")])))


def _face(canvas: skia.Canvas, swimmer: Swimmer, tones: Tones, body: Sweep) -> None:
    if swimmer.mouth:
        canvas.drawPath(
            taper([body.at(a, b) for a, b in swimmer.mouth], [0.002, 0.004, 0.002][: len(swimmer.mouth)], 10),
            fill(tones.deep("dark", 0.8)),
        )
    along, across, r = swimmer.eye
    x, y = (float(v) for v in body.at(along, across))
    if r > 0.02:
        canvas.drawCircle(x, y, r * 1.5, fill(0xFFFDFBF6))
    canvas.drawCircle(x, y, r, fill(0xFF16110F))
    canvas.drawCircle(x + r * 0.3, y - r * 0.3, r * 0.3, fill(0xE0FFFFFF))
