"""Gaits: when each foot stands, where it goes when it does not, and how the trunk moves with it.

Lengths are in heights of the withers, times in strides, y down. A standing foot moves back under the body exactly as
fast as the body goes forward, so it does not slide on the ground.

Sequences of footfalls and duty factors: M. Hildebrand, "The quadrupedal gaits of vertebrates", BioScience 39 (1989).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

GaitName = Literal["still", "walk", "trot", "gallop", "transverse", "bound"]
Leg = Literal["hind_near", "hind_far", "fore_near", "fore_far"]
LEGS: tuple[Leg, ...] = ("hind_near", "hind_far", "fore_near", "fore_far")


@dataclass(frozen=True)
class Gait:
    """`touch` is when in the stride each foot lands, `duty` for how much of it it stands, `stride` the way made.

    `lift` is how high a foot is carried. The trunk rises by `bob` `beats` times a stride (lowest at `low`), pitches by
    `pitch` radians (nose highest at `nose_up`) and the spine bends by `flex` (most gathered at `gathered`).
    """

    touch: tuple[float, float, float, float]  # in the order of LEGS
    duty: float
    stride: float
    lift: float
    bob: float
    beats: int = 2
    low: float = 0.15
    pitch: float = 0.0
    nose_up: float = 0.3
    flex: float = 0.0
    gathered: float = 0.9


GAITS: dict[GaitName, Gait] = {
    "still": Gait((0, 0, 0, 0), 1.0, 0.0, 0.0, 0.0),
    # Lateral sequence: hind, fore of the same side, other hind, other fore.
    "walk": Gait((0.0, 0.5, 0.25, 0.75), 0.62, 1.12, 0.13, 0.012, low=0.06, pitch=0.012),
    # Diagonal pairs.
    "trot": Gait((0.0, 0.5, 0.5, 0.0), 0.42, 1.75, 0.24, 0.030, low=0.21, pitch=0.012),
    # Rotary gallop with two flights: stretched after the hind feet, gathered after the fore feet.
    "gallop": Gait(
        (0.10, 0.0, 0.46, 0.57), 0.25, 3.3, 0.27, 0.055, low=0.16, pitch=0.085, nose_up=0.30, flex=1.0, gathered=0.90
    ),
    # Transverse gallop with one flight, gathered: the gait of a stiff back.
    "transverse": Gait(
        (0.14, 0.0, 0.46, 0.30), 0.27, 2.9, 0.34, 0.045, beats=1, low=0.42, pitch=0.075, nose_up=0.12, flex=0.4,
        gathered=0.86,
    ),
    # Both hind feet together, then the fore feet one after the other.
    "bound": Gait(
        (0.02, 0.0, 0.50, 0.57), 0.24, 2.6, 0.28, 0.16, beats=1, low=0.80, pitch=0.20, nose_up=0.22, flex=1.1,
        gathered=0.92,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Foot:
    """Where a foot is against a body that goes steadily: `x` from its resting place, `y` (up is negative).

    `swing` is 0..1 through the air, None while it stands; `stance` is 0..1 through the standing.
    """

    x: float
    y: float
    swing: float | None
    stance: float | None


def foot_at(gait: Gait, leg: int, phase: float, lift: float = 1.0) -> Foot:
    """The foot of `LEGS[leg]` at `phase` (strides; any number). `lift` scales how high it is carried."""
    if gait.stride == 0:
        return Foot(0.0, 0.0, None, 0.5)
    since = (phase - gait.touch[leg]) % 1.0
    reach = gait.duty * gait.stride / 2
    if since < gait.duty:
        return Foot(reach - gait.stride * since, 0.0, None, since / gait.duty)
    u = (since - gait.duty) / (1 - gait.duty)
    # A Hermite curve that leaves the ground and meets it again at the ground's own speed: no jerk at either end.
    tangent = -gait.stride * (1 - gait.duty)
    x = _hermite(-reach, reach, tangent, tangent, u)
    rise = math.sin(math.pi * u) ** 1.3 * (1.15 - 0.45 * u)
    return Foot(x, -gait.lift * lift * rise, u, None)


def _hermite(a: float, b: float, out: float, into: float, u: float) -> float:
    u2, u3 = u * u, u * u * u
    return (2 * u3 - 3 * u2 + 1) * a + (u3 - 2 * u2 + u) * out + (3 * u2 - 2 * u3) * b + (u3 - u2) * into
