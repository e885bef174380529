"""Drawing a four-footed animal over its pose: far legs, tail, trunk, near legs, head; each lit, shaded and rimmed.

The canvas is in heights of the withers, the animal faces right. One vertical gradient runs through trunk and near
legs, and a near leg fades in from its root, so that they are one body; a soft shade sets the thigh off.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, polygon, shaded, stroke, taper
from talkreel.scenes.rigs.breeds import Breed
from talkreel.scenes.rigs.face import Face
from talkreel.scenes.rigs.light import Light
from talkreel.scenes.rigs.markings import ON_TRUNK, OVER_TRUNK, bib, fleece
from talkreel.scenes.rigs.outline import Points, Sweep, rim, shape
from talkreel.scenes.rigs.skeleton import LegPose, Limb, Pose
from talkreel.scenes.rigs.tones import Tones

Tone = Callable[[str, float], int]

PAW = (
    (-0.38, 0.02),
    (-0.46, -0.34),
    (-0.20, -0.70),
    (0.32, -0.68),
    (0.80, -0.48),
    (1.02, -0.18),
    (0.90, 0.02),
    (0.4, 0.04),
)
HOOF = (
    (-0.46, 0.0),
    (-0.46, 0.0),
    (-0.36, -0.62),
    (-0.36, -0.62),
    (0.20, -0.74),
    (0.20, -0.74),
    (0.66, 0.0),
    (0.66, 0.0),
)


def _xy(point: Points) -> tuple[float, float]:
    return float(point[0]), float(point[1])


class Quadruped:
    """One animal in one pelt under one light."""

    def __init__(self, breed: Breed, tones: Tones) -> None:
        self.breed, self.tones = breed, tones
        self._face = Face(breed, tones)

    @staticmethod
    def of(breed: Breed, light: Light, facing: int = 1) -> Quadruped:
        """The animal in its breed's own pelt."""
        return Quadruped(breed, Tones(breed.pelt, light, facing))

    def draw(self, canvas: skia.Canvas, pose: Pose, blink: bool = False) -> None:
        """Draw the animal standing on y = 0."""
        build = self.breed.build
        self._far_leg(canvas, pose.legs[1], build.hind)
        self._far_leg(canvas, pose.legs[3], build.fore)
        self._tail(canvas, pose)
        trunk = Sweep.through(pose.spine, pose.above, pose.below, 49)
        outline = trunk.path()
        if "fleece" in self.breed.features:
            outline.addPath(fleece(trunk))
        self._trunk(canvas, trunk, outline, pose)
        self._near_leg(canvas, pose.legs[0], build.hind, outline)
        self._near_leg(canvas, pose.legs[2], build.fore, outline)
        for feature in sorted(self.breed.features & OVER_TRUNK.keys()):
            OVER_TRUNK[feature](canvas, trunk, pose, self.tones)
        self._face.draw(canvas, pose, blink)

    def _trunk(self, canvas: skia.Canvas, trunk: Sweep, outline: skia.Path, pose: Pose) -> None:
        tones = self.tones
        canvas.drawPath(outline, shaded(tones.down("coat", -1.10 - pose.rise, -0.34 - pose.rise)))
        canvas.save()
        canvas.clipPath(outline, True)
        for feature in sorted(self.breed.features & ON_TRUNK.keys()):
            ON_TRUNK[feature](canvas, trunk, pose, tones)
        if self.breed.bib:
            bib(canvas, trunk, pose, tones, self.breed.bib)
        rim(canvas, outline, 0.0, -0.060, tones.deep("coat", 0.55), blur(0.035))
        rim(canvas, outline, *tones.away, tones.light.rim(0.85))
        canvas.restore()

    # legs

    def _leg_path(self, leg: LegPose, limb: Limb, shank: skia.Path) -> skia.Path:
        """Thigh and shank as one path; two sweeps, so that a folded knee stays round."""
        root, knee = leg.joints[:2]
        path = Sweep.through([root, (root + knee) / 2, knee], limb.front[:3], limb.back[:3], 16).path()
        path.addPath(shank)
        return path

    def _shank(self, leg: LegPose, limb: Limb) -> skia.Path:
        """From the knee or elbow down."""
        _, knee, hock, fetlock, _ = leg.joints
        points = [knee, (knee + hock) / 2, hock, (hock + fetlock) / 2, fetlock]
        return Sweep.through(points, limb.front[2:], limb.back[2:], 28).path()

    def _far_leg(self, canvas: skia.Canvas, leg: LegPose, limb: Limb) -> None:
        shank = self._shank(leg, limb)
        canvas.drawPath(self._leg_path(leg, limb, shank), fill(self.tones.far("coat")))
        self._sock(canvas, leg, shank, self.tones.far)
        self._foot(canvas, leg, limb, self.tones.far)

    def _near_leg(self, canvas: skia.Canvas, leg: LegPose, limb: Limb, trunk: skia.Path) -> None:
        shank, tones = self._shank(leg, limb), self.tones
        path = self._leg_path(leg, limb, shank)
        self._cast(canvas, path, leg, trunk)
        root, knee = leg.joints[:2]
        fade = linear(_xy(root - (knee - root) * 0.15), _xy(root + (knee - root) * 0.75), [0x00000000, 0xFF000000])
        body = skia.Shaders.Blend(skia.BlendMode.kDstIn, tones.down("coat"), fade)
        canvas.drawPath(path, shaded(body))
        self._sock(canvas, leg, shank, tones.body)
        canvas.save()
        canvas.clipPath(path, True)
        canvas.clipPath(trunk, skia.ClipOp.kDifference, True)
        rim(canvas, path, -tones.away[0] * 1.5, 0.0, tones.deep("coat", 0.45))
        rim(canvas, path, tones.away[0] * 0.7, tones.away[1] * 0.4, tones.light.rim(0.7))
        canvas.restore()
        self._foot(canvas, leg, limb, tones.body)

    def _cast(self, canvas: skia.Canvas, path: skia.Path, leg: LegPose, trunk: skia.Path) -> None:
        """The soft shade that sets a thigh off the trunk; none where it grows out of it."""
        root, knee = leg.joints[:2]
        shade = self.tones.deep("coat", 0.8)
        fade = linear(_xy(root + (knee - root) * 0.15), _xy(knee), [shade & 0xFFFFFF, shade])
        canvas.save()
        canvas.clipPath(trunk, True)
        canvas.translate(-self.tones.away[0] * 0.4, 0.022)
        canvas.drawPath(path, shaded(fade, MaskFilter=blur(0.022)))
        canvas.restore()

    def _sock(self, canvas: skia.Canvas, leg: LegPose, shank: skia.Path, tone: Tone) -> None:
        """Darker (or paler) lower legs, fading in below the knee."""
        begin = self.breed.sock
        if begin >= 1.0:
            return
        _, knee, hock, fetlock, _ = leg.joints
        start = knee + (hock - knee) * min(1.0, begin * 1.6)
        end = hock + (fetlock - hock) * 0.25
        fade = linear(_xy(start), _xy(end), [tone("sock", 0.0), tone("sock", 0.55), tone("sock", 1.0)])
        canvas.drawPath(shank, shaded(fade))

    def _foot(self, canvas: skia.Canvas, leg: LegPose, limb: Limb, tone: Tone) -> None:
        fetlock, contact = leg.joints[3], leg.joints[4]
        long, hoofed = limb.toe, self.breed.hoofed
        skin = "sock" if self.breed.sock < 1 else "coat"
        if hoofed:
            ends = [_xy(fetlock), _xy(contact + np.array([0.0, -0.35 * long]))]
            canvas.drawPath(taper(ends, [limb.front[-1] * 1.05, long * 0.44], 6), fill(tone(skin, 1.0)))
        canvas.save()
        canvas.translate(*_xy(contact))
        canvas.rotate(math.degrees(leg.pitch))
        canvas.scale(long, long)
        canvas.drawPath(shape(HOOF if hoofed else PAW), fill(tone("hoof" if hoofed else skin, 1.0)))
        if not hoofed:
            line = stroke(self.tones.deep("dark", 0.4), 0.055)
            for x in (0.50, 0.72):
                canvas.drawLine(x, -0.04, x - 0.10, -0.26, line)
        canvas.restore()

    # tail

    def _tail(self, canvas: skia.Canvas, pose: Pose) -> None:
        radii = self.breed.build.tail.radii
        sweep = Sweep.through(pose.tail, radii, radii, 35)
        path, tones = sweep.path(), self.tones
        ink = "tail" if "tail" in tones.pelt else "coat"
        canvas.drawPath(path, fill(tones.body(ink)))
        canvas.save()
        canvas.clipPath(path, True)
        rim(canvas, path, 0.02, -0.055, tones.deep(ink, 0.7), blur(0.03))
        if self.breed.brush < 1.0:
            self._tail_tip(canvas, sweep, path)
        rim(canvas, path, *tones.away, tones.light.rim(0.8))
        canvas.restore()

    def _tail_tip(self, canvas: skia.Canvas, sweep: Sweep, path: skia.Path) -> None:
        """The tip in its own colour, with a ragged border of fur."""
        begin = self.breed.brush
        teeth = np.linspace(-1.15, 1.15, 9)
        border = [sweep.at(begin + (0.055 if i % 2 else -0.02), float(across)) for i, across in enumerate(teeth)]
        side, onward = 0.5 * (border[-1] - border[0]), 1.4 * (sweep.at(1.0, 0.0) - sweep.at(begin, 0.0))
        middle = sweep.at(begin, 0.0) + onward
        tip = polygon(np.vstack([border, middle + side, middle - side]))
        canvas.drawPath(tip, fill(self.tones.body("tip")))
        canvas.save()
        canvas.clipPath(tip, True)
        rim(canvas, path, 0.01, -0.05, self.tones.shade("tip", 0.8), blur(0.025))
        canvas.restore()
