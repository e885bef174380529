"""Kinds of buildings as tables, in a box of 1 by 1: x to the right, y from the top (0) to the street (1).

The light is on the right; a building to the right of the sun is mirrored. `parts` are painted in order, each in a tone
of the building; `panels` are areas with windows; `masts` rise above the box by so many parts of its height.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

Line = tuple[tuple[float, float], ...]
Box4 = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Part:
    """A polygon in a tone: wall, side (lit), dark, roof, eave, trim, glass, green, round (a cylinder), light."""

    tone: str
    line: Line


@dataclass(frozen=True)
class Panel:
    """An area with windows: grid, bands, fins, small, arches; `lit` scales how many are lit."""

    box: Box4
    style: str = "grid"
    lit: float = 1.0


@dataclass(frozen=True)
class Tower:
    """A kind of building. `slim` is its usual height over its width; `beacon`: a red light blinks on its tip."""

    parts: tuple[Part, ...]
    panels: tuple[Panel, ...] = ()
    masts: tuple[tuple[float, float], ...] = ()  # x, height above the box
    slim: float = 3.0
    beacon: bool = True


def _box(left: float, top: float, right: float, bottom: float) -> Line:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _block(left: float, top: float, right: float, bottom: float = 1.0, fold: float = 0.66) -> tuple[Part, ...]:
    """A block seen at a corner: its front and its lit side, and a thin parapet."""
    edge = left + (right - left) * fold
    return (
        Part("wall", _box(left, top, right, bottom)),
        Part("side", _box(edge, top, right, bottom)),
        Part("trim", _box(left, top, right, top + 0.008)),
    )


def _faces(
    left: float, top: float, right: float, bottom: float = 1.0, fold: float = 0.66, style: str = "grid"
) -> tuple[Panel, ...]:
    edge, inset = left + (right - left) * fold, 0.05 * (right - left)
    return (
        Panel((left + inset, top + 0.025, edge - inset * 0.4, bottom), style),
        Panel((edge + inset * 0.6, top + 0.025, right - inset * 0.6, bottom), style, 0.7),
    )


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float, steps: int = 14) -> Line:
    """Points of an ellipse from `start` to `end` (turns; 0 is to the right, 0.25 down)."""
    turns = (start + (end - start) * i / steps for i in range(steps + 1))
    return tuple((cx + rx * math.cos(2 * math.pi * t), cy + ry * math.sin(2 * math.pi * t)) for t in turns)


def _profile(widths: tuple[float, ...], lean: float = 0.0, top: float = 0.0) -> Line:
    """A body that is `widths` wide from top to bottom, evenly spaced, its middle swaying by `lean`."""
    steps = len(widths) - 1
    right = [
        (0.5 + w / 2 + lean * math.sin(math.pi * i / steps), top + (1 - top) * i / steps) for i, w in enumerate(widths)
    ]
    left = [
        (0.5 - w / 2 + lean * math.sin(math.pi * i / steps), top + (1 - top) * i / steps) for i, w in enumerate(widths)
    ]
    return (*right, *reversed(left))


_GHERKIN = tuple(0.12 + 0.88 * math.sin(math.pi * min(1.0, 0.06 + 0.62 * i / 20)) ** 0.75 for i in range(21))
_HYPERBOLA = tuple(0.42 + 0.58 * abs(2 * (i / 20) - 0.78) ** 1.9 for i in range(21))
_TWIST = tuple(0.72 + 0.10 * math.cos(2 * math.pi * i / 20 * 1.5) for i in range(21))

MODERN: dict[str, Tower] = {
    "slab": Tower(_block(0, 0, 1), _faces(0, 0, 1), slim=2.8),
    "setback": Tower(
        (*_block(0.30, 0, 0.72, 0.2), *_block(0.14, 0.13, 0.88, 0.4), *_block(0, 0.34, 1)),
        (*_faces(0.30, 0, 0.72, 0.13), *_faces(0.14, 0.13, 0.88, 0.34), *_faces(0, 0.34, 1)),
        masts=((0.51, 0.16),),
        slim=3.2,
    ),
    "crown": Tower(
        (Part("side", ((0.10, 0.12), (0.30, 0.0), (0.70, 0.0), (0.90, 0.12))), Part("wall", ((0.10, 0.12), (0.30, 0),
            (0.55, 0), (0.62, 0.12))), *_block(0, 0.11, 1)),
        _faces(0, 0.12, 1, style="fins"),
        masts=((0.5, 0.10),),
        slim=3.6,
    ),
    "wedge": Tower(
        (Part("wall", ((0, 0.14), (1, 0), (1, 1), (0, 1))), Part("side", ((0.70, 0.042), (1, 0), (1, 1), (0.70, 1)))),
        (Panel((0.06, 0.16, 0.66, 1), "bands"), Panel((0.74, 0.08, 0.96, 1), "bands", 0.7)),
        slim=2.9,
    ),
    "notch": Tower(
        (*_block(0, 0, 0.62, 1, 1.0), *_block(0.52, 0.10, 1, 1, 0.34)),
        (Panel((0.05, 0.03, 0.48, 1)), *_faces(0.52, 0.10, 1, fold=0.34)),
        slim=2.7,
    ),
    "twin": Tower(
        (*_block(0, 0.05, 0.42), *_block(0.58, 0, 1), Part("dark", _box(0.40, 0.34, 0.60, 0.385))),
        (*_faces(0, 0.05, 0.42), *_faces(0.58, 0, 1)),
        masts=((0.21, 0.07), (0.79, 0.07)),
        slim=2.5,
    ),
    "spire": Tower(
        (
            Part("side", ((0.42, 0.12), (0.5, 0.0), (0.58, 0.12))),
            *_block(0.34, 0.10, 0.66, 0.22),
            *_block(0.20, 0.18, 0.80, 0.4),
            *_block(0.06, 0.30, 0.94),
        ),
        (*_faces(0.20, 0.19, 0.80, 0.30, style="fins"), *_faces(0.06, 0.31, 0.94, style="fins")),
        masts=((0.5, 0.20),),
        slim=3.8,
    ),
    "cylinder": Tower(
        (Part("round", (*_arc(0.5, 0.05, 0.5, 0.05, 0.5, 1.0), (1, 1), (0, 1))),
            Part("trim", _arc(0.5, 0.05, 0.5, 0.05, 0, 1, 20))),
        (Panel((0.02, 0.10, 0.98, 1), "bands"),),
        slim=2.8,
    ),
    "gherkin": Tower((Part("round", _profile(_GHERKIN)),), (Panel((0.16, 0.16, 0.84, 1), "bands"),), slim=2.4),
    "taper": Tower(
        (Part("wall", ((0.20, 0), (0.80, 0), (1, 1), (0, 1))), Part("side", ((0.62, 0), (0.80, 0), (1, 1), (0.70, 1)))),
        (Panel((0.24, 0.03, 0.60, 1)), Panel((0.68, 0.06, 0.80, 1), "grid", 0.7)),
        masts=((0.34, 0.09), (0.66, 0.09)),
        slim=3.4,
    ),
    "terrace": Tower(
        (
            *_block(0.0, 0.0, 0.55),
            *_block(0.30, 0.22, 0.80),
            *_block(0.55, 0.46, 1.0),
            Part("green", _box(0.0, -0.012, 0.55, 0.012)),
            Part("green", _box(0.55, 0.21, 0.80, 0.235)),
            Part("green", _box(0.80, 0.448, 1.0, 0.475)),
        ),
        (Panel((0.04, 0.04, 0.28, 1)), *_faces(0.30, 0.23, 0.80), *_faces(0.55, 0.48, 1.0)),
        slim=1.9,
    ),
    "low": Tower((*_block(0, 0, 1), Part("dark", _box(0.18, -0.10, 0.42, 0.0))), _faces(0, 0, 1),
        slim=0.8, beacon=False),
}  # fmt: skip

FUTURE: dict[str, Tower] = {
    "sail": Tower(
        (
            Part("wall", ((0.0, 1),
                *((0.04 + 0.93 * t**2.1, 0.62 * (1 - t) ** 1.6) for t in (i / 14 for i in range(15))), (1.0, 0.0),
                (1.0, 1))),
            Part("side", ((0.72, 1),
                *((0.72 + 0.27 * t**1.3, 0.25 * (1 - t) ** 1.8) for t in (i / 8 for i in range(9))), (1.0, 1))),
        ),
        (Panel((0.30, 0.34, 0.70, 1), "bands"), Panel((0.10, 0.60, 0.30, 1), "bands")),
        slim=3.3,
    ),
    "needle": Tower(
        (
            Part("side", ((0.47, 0.0), (0.53, 0.0), (0.56, 0.62), (0.80, 1), (0.20, 1), (0.44, 0.62))),
            Part("dark", ((0.40, 0.70), (0.60, 0.70), (0.66, 1), (0.34, 1))),
            Part("round", _arc(0.5, 0.16, 0.26, 0.026, 0, 1, 20)),
            Part("round", _arc(0.5, 0.24, 0.50, 0.045, 0, 1, 24)),
            Part("light", _arc(0.5, 0.247, 0.44, 0.016, 0.02, 0.48, 12)),
            Part("round", _arc(0.5, 0.205, 0.34, 0.030, 0.5, 1.0, 16)),
        ),
        masts=((0.5, 0.14),),
        slim=3.6,
    ),
    "twist": Tower(
        (Part("round", _profile(_TWIST, 0.13)), Part("trim", _box(0.16, 0.0, 0.84, 0.012))),
        (Panel((0.26, 0.03, 0.74, 1), "bands"),),
        slim=3.6,
    ),
    "spindle": Tower(
        (Part("round", _profile(_HYPERBOLA)), Part("trim", _arc(0.5, 0.0, 0.36, 0.012, 0, 1, 16))),
        (Panel((0.32, 0.03, 0.68, 0.98), "fins"),),
        masts=((0.5, 0.22),),
        slim=3.8,
    ),
    "halo": Tower(
        (
            *_block(0.30, 0.12, 0.70, 1, 0.6),
            Part("side", (*_arc(0.5, 0.15, 0.50, 0.16, 0, 1, 30), *reversed(_arc(0.5, 0.15, 0.38, 0.122, 0, 1, 30)))),
            Part("wall", (*_arc(0.5, 0.15, 0.50, 0.16, 0.25, 0.72, 16),
                *reversed(_arc(0.5, 0.15, 0.38, 0.122, 0.25, 0.72, 16)))),
        ),
        _faces(0.30, 0.32, 0.70, fold=0.6),
        slim=3.2,
    ),
    "tubes": Tower(
        (
            Part("round", (*_arc(0.22, 0.22, 0.22, 0.05, 0.5, 1.0, 10), (0.44, 1), (0, 1))),
            Part("round", (*_arc(0.80, 0.36, 0.20, 0.045, 0.5, 1.0, 10), (1, 1), (0.60, 1))),
            Part("round", (*_arc(0.52, 0.06, 0.24, 0.06, 0.5, 1.0, 10), (0.76, 1), (0.28, 1))),
        ),
        (Panel((0.32, 0.10, 0.72, 1), "bands"), Panel((0.03, 0.27, 0.26, 1)), Panel((0.79, 0.42, 0.97, 1))),
        masts=((0.52, 0.10),),
        slim=2.6,
    ),
    "crescent": Tower(
        (
            Part("wall", (*_arc(1.0, 1.0, 1.0, 1.0, 0.5, 0.73, 14),
                *reversed(_arc(1.06, 1.0, 0.60, 0.86, 0.5, 0.735, 14)))),
            Part("side", (*_arc(1.0, 1.0, 0.74, 0.92, 0.5, 0.73, 14),
                *reversed(_arc(1.06, 1.0, 0.60, 0.86, 0.5, 0.735, 14)))),
        ),
        (Panel((0.10, 0.62, 0.27, 1), "bands"),),
        slim=2.2,
    ),
    "arcology": Tower(
        (
            Part("wall", ((0, 1), (0.06, 0.72), (0.16, 0.70), (0.22, 0.42), (0.32, 0.40), (0.40, 0.06), (0.60, 0.06),
                (0.68, 0.40), (0.78, 0.42), (0.84, 0.70), (0.94, 0.72), (1, 1))),
            Part("side", ((0.58, 1), (0.56, 0.06), (0.60, 0.06), (0.68, 0.40), (0.78, 0.42), (0.84, 0.70),
                (0.94, 0.72), (1, 1))),
            Part("green", _box(0.06, 0.695, 0.20, 0.72)),
            Part("green", _box(0.22, 0.395, 0.36, 0.42)),
            Part("green", _box(0.80, 0.695, 0.94, 0.72)),
        ),
        (Panel((0.40, 0.10, 0.56, 0.40), "bands"), Panel((0.26, 0.45, 0.56, 0.70)), Panel((0.10, 0.75, 0.56, 1)),
            Panel((0.62, 0.75, 0.92, 1), "grid", 0.7)),
        masts=((0.5, 0.14),),
        slim=1.5,
    ),
    "dome": Tower(
        (Part("round", (*_arc(0.5, 0.62, 0.5, 0.62, 0.5, 1.0, 20), (1, 1), (0, 1))),
            Part("trim", _box(0.0, 0.62, 1.0, 0.66))),
        (Panel((0.14, 0.34, 0.86, 0.60), "bands"),),
        slim=0.55,
        beacon=False,
    ),
}  # fmt: skip

OLD: dict[str, Tower] = {
    "gable": Tower(
        (Part("wall", _box(0, 0.30, 1, 1)), Part("side", _box(0.70, 0.30, 1, 1)), Part("roof", ((-0.05, 0.32),
            (0.5, 0.0), (1.05, 0.32))), Part("eave", ((0.5, 0.0), (1.05, 0.32), (0.70, 0.32)))),
        (Panel((0.10, 0.40, 0.66, 0.95), "small"),),
        slim=1.5,
        beacon=False,
    ),
    "house": Tower(
        (Part("wall", _box(0, 0.24, 1, 1)), Part("side", _box(0.78, 0.24, 1, 1)), Part("roof", ((-0.04, 0.26),
            (0.12, 0.0), (0.88, 0.0), (1.04, 0.26))), Part("eave", ((0.88, 0.0), (1.04, 0.26), (0.78, 0.26),
            (0.74, 0.0)))),
        (Panel((0.06, 0.34, 0.74, 0.95), "small"),),
        slim=0.95,
        beacon=False,
    ),
    "mansard": Tower(
        (Part("wall", _box(0, 0.26, 1, 1)), Part("side", _box(0.76, 0.26, 1, 1)), Part("roof", ((-0.02, 0.27),
            (0.06, 0.04), (0.94, 0.04), (1.02, 0.27))), Part("trim", _box(-0.03, 0.255, 1.03, 0.28)),
            Part("eave", ((0.94, 0.04), (1.02, 0.27), (0.76, 0.27), (0.74, 0.04)))),
        (Panel((0.06, 0.10, 0.72, 0.24), "small", 0.6), Panel((0.06, 0.34, 0.72, 0.96), "small")),
        slim=1.25,
        beacon=False,
    ),
    "church": Tower(
        (
            Part("wall", _box(0.30, 0.62, 1.0, 1)),
            Part("roof", ((0.28, 0.64), (0.40, 0.46), (0.92, 0.46), (1.03, 0.64))),
            Part("wall", _box(0.04, 0.38, 0.40, 1)),
            Part("side", _box(0.28, 0.38, 0.40, 1)),
            Part("roof", ((0.0, 0.39), (0.22, 0.0), (0.44, 0.39))),
            Part("eave", ((0.22, 0.0), (0.44, 0.39), (0.28, 0.39))),
        ),
        (Panel((0.13, 0.44, 0.25, 0.62), "arches"), Panel((0.46, 0.70, 0.96, 0.92), "arches")),
        masts=((0.22, 0.08),),
        slim=1.55,
        beacon=False,
    ),
    "basilica": Tower(
        (
            Part("wall", _box(0.0, 0.66, 1.0, 1)),
            Part("trim", _box(-0.02, 0.65, 1.02, 0.685)),
            Part("wall", _box(0.22, 0.46, 0.78, 0.68)),
            Part("side", _box(0.64, 0.46, 0.78, 0.68)),
            Part("dome", (*_arc(0.5, 0.47, 0.30, 0.32, 0.5, 1.0, 18),)),
            Part("wall", _box(0.455, 0.08, 0.545, 0.17)),
            Part("dome", _arc(0.5, 0.085, 0.05, 0.055, 0.5, 1.0, 8)),
        ),
        (Panel((0.27, 0.50, 0.62, 0.64), "arches"), Panel((0.06, 0.74, 0.94, 0.95), "arches")),
        masts=((0.5, 0.07),),
        slim=1.05,
        beacon=False,
    ),
    "campanile": Tower(
        (Part("wall", _box(0.10, 0.20, 0.90, 1)), Part("side", _box(0.62, 0.20, 0.90, 1)),
            Part("trim", _box(0.04, 0.19, 0.96, 0.215)), Part("trim", _box(0.04, 0.36, 0.96, 0.38)),
            Part("roof", ((0.04, 0.20), (0.5, 0.0), (0.96, 0.20))), Part("eave", ((0.5, 0.0), (0.96, 0.20),
            (0.62, 0.20)))),
        (Panel((0.22, 0.24, 0.58, 0.34), "arches"), Panel((0.30, 0.45, 0.56, 0.92), "small", 0.5)),
        masts=((0.5, 0.05),),
        slim=4.2,
        beacon=False,
    ),
    "turret": Tower(
        (Part("round", _box(0.08, 0.32, 0.92, 1)), Part("trim", _box(0.0, 0.31, 1.0, 0.36)),
            Part("roof", ((-0.04, 0.33), (0.5, 0.0), (1.04, 0.33))), Part("eave", ((0.5, 0.0), (1.04, 0.33),
            (0.60, 0.33)))),
        (Panel((0.26, 0.46, 0.60, 0.92), "small", 0.6),),
        masts=((0.5, 0.07),),
        slim=3.0,
        beacon=False,
    ),
    "clock": Tower(
        (Part("wall", _box(0.12, 0.24, 0.88, 1)), Part("side", _box(0.64, 0.24, 0.88, 1)),
            Part("trim", _box(0.06, 0.23, 0.94, 0.25)), Part("trim", _box(0.06, 0.44, 0.94, 0.46)),
            Part("roof", ((0.08, 0.24), (0.30, 0.10), (0.5, 0.0), (0.70, 0.10), (0.92, 0.24))),
            Part("light", _arc(0.40, 0.345, 0.17, 0.052, 0, 1, 20))),
        (Panel((0.26, 0.52, 0.58, 0.95), "small", 0.6),),
        masts=((0.5, 0.06),),
        slim=3.4,
        beacon=False,
    ),
    "arcade": Tower(
        (Part("wall", _box(0, 0.16, 1, 1)), Part("trim", _box(-0.01, 0.14, 1.01, 0.19)), Part("roof", ((-0.02, 0.15),
            (0.06, 0.0), (0.94, 0.0), (1.02, 0.15)))),
        (Panel((0.04, 0.26, 0.96, 0.52), "small"), Panel((0.03, 0.60, 0.97, 1.0), "arches")),
        slim=0.6,
        beacon=False,
    ),
}  # fmt: skip


def _eaves(y: float, half: float, deep: float, peak: float = 0.16) -> Line:
    """A swept Chinese roof: corners turned up, ridge at the top; `half` its half width, `deep` its height."""
    side: Line = tuple(
        (0.5 + half * out, y + deep * down)
        for out, down in (
            (peak, 0.0),
            (0.40, 0.34),
            (0.64, 0.62),
            (0.86, 0.84),
            (1.0, 0.78),
            (1.0, 0.86),
            (0.90, 1.0),
            (0.0, 1.0),
        )
    )
    return (*side, *((1 - x, yy) for x, yy in reversed(side)))


def _pagoda() -> Tower:
    parts: list[Part] = []
    panels: list[Panel] = []
    for i in range(6, -1, -1):
        top, half = 0.03 + 0.139 * i, 0.24 + 0.042 * i
        parts += [
            Part("wall", _box(0.5 - half * 0.68, top + 0.05, 0.5 + half * 0.68, top + 0.15)),
            Part("side", _box(0.5 + half * 0.30, top + 0.05, 0.5 + half * 0.68, top + 0.15)),
        ]
        panels.append(Panel((0.5 - half * 0.55, top + 0.088, 0.5 + half * 0.55, top + 0.132), "arches", 1.3))
    parts += [Part("roof", _eaves(0.02 + 0.139 * i, 0.34 + 0.045 * i, 0.062, 0.30)) for i in range(7)]
    return Tower(tuple(parts), tuple(panels), masts=((0.5, 0.12),), slim=2.3, beacon=False)


ASIAN: dict[str, Tower] = {
    "pagoda": _pagoda(),
    "hall": Tower(
        (
            Part("wall", _box(0.06, 0.34, 0.94, 0.92)),
            Part("trim", _box(0.0, 0.90, 1.0, 1.0)),
            Part("roof", _eaves(0.0, 0.56, 0.42, 0.62)),
            Part("trim", _box(0.16, -0.015, 0.84, 0.03)),
        ),
        (Panel((0.10, 0.48, 0.90, 0.88), "arches", 1.4),),
        slim=0.55,
        beacon=False,
    ),
    "gate": Tower(
        (
            Part("wall", _box(0.02, 0.62, 0.98, 1)),
            Part("trim", _box(0.0, 0.60, 1.0, 0.645)),
            Part("dark", (*_arc(0.5, 0.84, 0.10, 0.10, 0.5, 1.0, 10), (0.60, 1), (0.40, 1))),
            Part("wall", _box(0.16, 0.30, 0.84, 0.62)),
            Part("roof", _eaves(0.30, 0.46, 0.17, 0.70)),
            Part("wall", _box(0.22, 0.13, 0.78, 0.32)),
            Part("roof", _eaves(0.0, 0.42, 0.20, 0.55)),
        ),
        (Panel((0.20, 0.48, 0.80, 0.60), "arches", 1.4), Panel((0.26, 0.21, 0.74, 0.30), "arches", 1.4)),
        slim=0.95,
        beacon=False,
    ),
    "house": Tower(
        (Part("wall", _box(0.05, 0.36, 0.95, 1)), Part("side", _box(0.72, 0.36, 0.95, 1)),
            Part("roof", _eaves(0.0, 0.55, 0.42, 0.70)), Part("trim", _box(0.13, -0.02, 0.87, 0.03))),
        (Panel((0.12, 0.54, 0.88, 0.92), "small", 1.3),),
        slim=0.7,
        beacon=False,
    ),
    "storeyed": Tower(
        (Part("wall", _box(0.06, 0.52, 0.94, 1)), Part("roof", _eaves(0.40, 0.54, 0.20, 0.86)),
            Part("wall", _box(0.14, 0.22, 0.86, 0.46)), Part("roof", _eaves(0.0, 0.48, 0.27, 0.66)),
            Part("trim", _box(0.20, -0.012, 0.80, 0.02))),
        (Panel((0.12, 0.66, 0.88, 0.96), "arches", 1.3), Panel((0.20, 0.30, 0.80, 0.42), "arches", 1.3)),
        slim=1.0,
        beacon=False,
    ),
    "slab": Tower(_block(0, 0, 1), _faces(0, 0, 1), slim=2.6),
    "cylinder": MODERN["cylinder"],
    "crown": MODERN["crown"],
}  # fmt: skip
