"""The four-footed skeleton: from a build, a gait and a moment to joints.

Lengths are in heights of the withers; the ground is y = 0, y is down; the animal faces right; x = 0 is its middle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from talkreel.scenes.rigs.gait import GAITS, LEGS, Foot, GaitName, foot_at

Point = NDArray[np.float64]  # (2,)
Points = NDArray[np.float64]  # (n, 2)
Station = tuple[float, float, float, float]  # x, y, thickness above, thickness below


@dataclass(frozen=True)
class Limb:
    """Bones from the trunk down (`upper`, `lower`, `cannon`, `pastern`), and thickness in front of and behind them.

    `root` is where the leg turns, (x, y); `stand` is where its foot rests, x from the root. Thickness is given at
    root, mid upper, knee, mid lower, hock or wrist, mid cannon, fetlock. `toe` is the length of the foot.
    """

    root: tuple[float, float]
    bones: tuple[float, float, float, float]
    front: tuple[float, float, float, float, float, float, float]
    back: tuple[float, float, float, float, float, float, float]
    stand: float = 0.0
    toe: float = 0.09


@dataclass(frozen=True)
class Tail:
    """`root` (x, y), length, resting angle of its start above the horizontal, bend to its end (radians).

    `wave` is how far it swings; `radii` its thickness from root to tip.
    """

    root: tuple[float, float]
    length: float
    angle: float
    bend: float
    wave: float
    radii: tuple[float, ...]
    lift: float = 0.0  # how far it rises at full speed, radians


@dataclass(frozen=True)
class Build:
    """An animal's proportions. `trunk` runs from the rump to the root of the neck; then neck and head.

    `neck` is its length and its angle above the horizontal (radians) when standing, and when running. `nape` and
    `throat` are its thickness above and below at the middle and at the head. `head` is the head's length, `bow` its
    angle downwards.
    """

    trunk: tuple[Station, ...]
    hind: Limb
    fore: Limb
    neck: float
    neck_angle: tuple[float, float]
    nape: tuple[float, float]
    throat: tuple[float, float]
    head: float
    bow: float
    tail: Tail
    flexible: float = 1.0  # of the spine
    run: GaitName = "gallop"
    cadence: tuple[float, float] = (1.0, 1.9)  # strides a second walking and running
    stretch: float = 1.0  # of the strides
    spread: float = 0.05  # how far the far legs stand forward of the near ones
    crouch: float = 0.0  # how far the trunk sinks when standing


@dataclass(frozen=True)
class LegPose:
    """Joints from the root down to the fetlock and the toe, and how the foot is pitched (radians, toe down is +)."""

    joints: Points  # (5, 2): root, knee or elbow, hock or wrist, fetlock, contact
    pitch: float
    foot: Foot


@dataclass(frozen=True)
class Pose:
    """Everything that is needed to draw the animal at one moment."""

    spine: Points  # trunk and neck, from the rump to the head
    above: tuple[float, ...]
    below: tuple[float, ...]
    legs: tuple[LegPose, LegPose, LegPose, LegPose]  # in the order of LEGS
    tail: Points
    head: Point
    head_angle: float
    rise: float  # how far the trunk is above its standing height
    beat: float  # the phase of the stride
    idle: float  # turns of what a standing animal does
    fast: float  # 0 standing or walking, 1 at full speed
    moving: bool


FOLDED = 0.60  # the least distance of hip and hock, in lengths of the bones between

# The lean of the cannon bone (top forward is positive, radians): keys at 0..1 of the stance, 1..2 of the swing.
_HIND_LEAN = ((0.0, -0.32), (0.5, -0.16), (1.0, 0.48), (1.30, 0.95), (1.65, 0.25), (2.0, -0.32))
_FORE_LEAN = ((0.0, -0.28), (0.5, -0.03), (1.0, 0.50), (1.28, 1.55), (1.60, 1.25), (1.86, 0.0), (2.0, -0.28))
# The pitch of the foot: flat while it stands, then over the toe; in the air it hangs from the cannon by so much.
_ROLL = ((0.0, 0.0), (0.60, 0.0), (1.0, 0.90))
_HANG = ((1.0, 0.42), (1.3, 0.70), (1.65, 0.70), (1.9, 0.12), (2.0, 0.30))


def _keyed(keys: Sequence[tuple[float, float]], at: float) -> float:
    for (p, v), (q, w) in pairwise(keys):
        if at <= q:
            u = (at - p) / (q - p)
            return v + (w - v) * u * u * (3 - 2 * u)
    return keys[-1][1]


def _when(foot: Foot) -> float:
    return foot.stance if foot.stance is not None else 1.0 + (foot.swing or 0.0)


def rotated(point: Points, centre: Point, angle: float) -> Points:
    """Points turned about `centre`."""
    c, s = math.cos(angle), math.sin(angle)
    away = point - centre
    return centre + np.stack([away[..., 0] * c - away[..., 1] * s, away[..., 0] * s + away[..., 1] * c], -1)


def two_bones(root: Point, end: Point, upper: float, lower: float, bend: float) -> Point:
    """The joint between two bones from `root` to `end`; `bend` +1 puts it behind a leg, -1 in front.

    Bones that are too short are stretched just enough: a standing foot must not leave its place.
    """
    way = end - root
    distance = float(np.linalg.norm(way)) + 1e-9
    longer = max(1.0, distance / ((upper + lower) * 0.995))
    upper, lower = upper * longer, lower * longer
    distance = max(distance, abs(upper - lower) + 1e-3)
    cosine = (upper * upper + distance * distance - lower * lower) / (2 * upper * distance)
    angle = math.atan2(way[1], way[0]) + bend * math.acos(min(1.0, max(-1.0, cosine)))
    return root + upper * np.array([math.cos(angle), math.sin(angle)])


class Skeleton:
    """A build in motion."""

    def __init__(self, build: Build) -> None:
        self.build = build

    def pose(self, name: GaitName, phase: float, idle: float = 0.0) -> Pose:
        """The pose at `phase` (strides) of a gait. `idle` (turns) moves breath and tail of a standing animal."""
        build, gait = self.build, GAITS[name]
        fast = {"walk": 0.0, "still": 0.0, "trot": 0.5}.get(name, 1.0)
        turn = 2 * math.pi * phase
        gather = gait.flex * build.flexible * math.cos(turn - 2 * math.pi * gait.gathered)
        rise = -gait.bob * math.cos(gait.beats * (turn - 2 * math.pi * gait.low))
        rise -= build.crouch if name == "still" else 0.0
        pitch = -gait.pitch * math.cos(turn - 2 * math.pi * gait.nose_up)
        trunk = self._trunk(gather, rise, pitch)
        legs = tuple(self._leg(i, name, phase, gather, rise, pitch) for i in range(len(LEGS)))
        neck, angle = self._neck(trunk[-1], phase, fast, pitch, idle)
        spine = np.vstack([trunk, neck])
        breath = 1 + 0.012 * math.sin(2 * math.pi * idle)
        head_angle = build.bow - 0.35 * pitch + 0.05 * fast * math.sin(turn - 1.2) + angle
        return Pose(
            spine=spine,
            above=(*(s[2] for s in build.trunk), *build.nape),
            below=(*(s[3] * breath for s in build.trunk), *build.throat),
            legs=legs,  # type: ignore[arg-type]
            tail=self._tail(phase, gather, rise, pitch, fast, idle),
            head=neck[-1],
            head_angle=head_angle,
            rise=rise,
            beat=phase,
            idle=idle,
            fast=fast,
            moving=gait.stride > 0,
        )

    def _carried(self, points: Points, gather: float, rise: float, pitch: float) -> Points:
        """Points of the resting trunk, moved with the spine: hindquarters tuck under, the back arches."""
        hip, shoulder = self.build.hind.root[0], self.build.fore.root[0]
        along = np.clip((points[..., 0] - hip) / (shoulder - hip), -0.3, 1.4)
        x = points[..., 0] + 0.085 * gather * (0.5 - along)
        y = points[..., 1] - rise - 0.065 * gather * np.sin(np.pi * np.clip(along, 0, 1)) + 0.03 * gather * (along < 0)
        return rotated(np.stack([x, y], -1), np.array([0.0, -0.7 - rise]), pitch)

    def _trunk(self, gather: float, rise: float, pitch: float) -> Points:
        return self._carried(np.array([s[:2] for s in self.build.trunk]), gather, rise, pitch)

    def _leg(self, leg: int, name: GaitName, phase: float, gather: float, rise: float, pitch: float) -> LegPose:
        build, gait = self.build, GAITS[name]
        hind, far = leg < 2, leg % 2 == 1
        limb = build.hind if hind else build.fore
        aside = build.spread * (1 if far else 0)
        foot = foot_at(gait, leg, phase, build.stretch)
        root = self._carried(np.array(limb.root), gather, rise, pitch) + np.array([aside, 0.0])
        if name == "still":
            aside += (0.07 if hind else 0.09) if far else 0.0
        reach = max(1e-6, gait.duty * gait.stride / 2)
        if not hind:  # the shoulder blade glides with the leg
            root = root + np.array([0.055 * max(-1.3, min(1.3, foot.x / reach)) if gait.stride else 0.0, 0.0])
        contact = np.array([limb.root[0] + limb.stand + aside + foot.x * build.stretch, foot.y])
        vigour = min(1.0, 0.35 + gait.lift / 0.34 * 0.65)
        lean = self._lean(hind, foot, vigour, name)
        _, _, cannon, pastern = limb.bones
        slope = 0.55 + 0.5 * lean
        when = _when(foot)
        turned = (_keyed(_ROLL, when) if when <= 1 else lean + _keyed(_HANG, when) * vigour) * (
            vigour if when <= 1 else 1
        )
        # It rolls over its toe, so the ball of the foot leaves the ground first.
        over = max(0.0, turned)
        contact = contact + 0.9 * limb.toe * np.array([1 - math.cos(over), -math.sin(over)])
        fetlock = contact + pastern * np.array([-math.sin(0.75 - 0.3 * slope), -math.cos(0.75 - 0.3 * slope)])
        hock = fetlock + cannon * np.array([math.sin(lean), -math.cos(lean)])
        # A leg folds only so far: in the air the foot gives way.
        least, aside = FOLDED * (limb.bones[0] + limb.bones[1]), float(hock[0] - root[0])
        lower = float(root[1]) + math.sqrt(max(0.0, least * least - aside * aside)) - float(hock[1])
        if lower > 0 and foot.swing is not None:
            push = np.array([0.0, min(lower, max(0.0, -0.08 * limb.toe - float(contact[1])))])
            hock, fetlock, contact = hock + push, fetlock + push, contact + push
        knee = two_bones(root, hock, limb.bones[0], limb.bones[1], -1 if hind else 1)
        return LegPose(np.array([root, knee, hock, fetlock, contact]), turned, foot)

    def _lean(self, hind: bool, foot: Foot, vigour: float, name: GaitName) -> float:
        if name == "still":
            return -0.16 if hind else -0.02
        keys = _HIND_LEAN if hind else _FORE_LEAN
        return _keyed(keys, _when(foot)) * vigour

    def _neck(self, root: Point, phase: float, fast: float, pitch: float, idle: float) -> tuple[Points, float]:
        """Two points of the neck, and how far the head is turned by a look round."""
        build = self.build
        standing, running = build.neck_angle
        nod = 0.035 * math.sin(4 * math.pi * phase) * (1 - fast) + 0.06 * fast * math.sin(2 * math.pi * phase - 0.6)
        look = 0.05 * math.sin(2 * math.pi * idle) * (1 - fast)
        angle = standing + (running - standing) * fast + nod - 0.5 * pitch + look
        direction = np.array([math.cos(angle), -math.sin(angle)])
        return np.array([root + direction * build.neck * 0.52, root + direction * build.neck]), look

    def _tail(self, phase: float, gather: float, rise: float, pitch: float, fast: float, idle: float) -> Points:
        """A wave that runs down the tail, later the further from the body."""
        tail, segments = self.build.tail, 7
        point = self._carried(np.array(tail.root), gather, rise, pitch)
        points = [point]
        for i in range(segments):
            along = (i + 0.5) / segments
            swing = math.sin(2 * math.pi * (phase - 0.12 - 0.5 * along)) * fast
            sway = math.sin(2 * math.pi * (idle - 0.45 * along)) * (1 - 0.8 * fast)
            angle = math.pi + tail.angle + tail.lift * fast * (1 - 0.4 * along) + pitch + tail.bend * along
            angle += tail.wave * (0.25 + 0.9 * along) * (swing + 0.7 * sway)
            point = point + tail.length / segments * np.array([math.cos(angle), math.sin(angle)])
            points.append(point)
        return np.array(points)
