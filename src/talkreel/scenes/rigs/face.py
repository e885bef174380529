"""Drawing a head: far ear and horns, skull, patches, near ear, eye, nose and mouth; an elephant's trunk."""

from __future__ import annotations

import math

from talkreel.draw.colour import oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke, taper
from talkreel.scenes.colour_script import melt
from talkreel.scenes.rigs.breeds import Breed
from talkreel.scenes.rigs.heads import Head
from talkreel.scenes.rigs.outline import Sweep, rim, shape
from talkreel.scenes.rigs.skeleton import Pose
from talkreel.scenes.rigs.tones import Tones

EYE = 0xFF1C1216


class Face:
    """The head of a breed. Drawn in heights of the withers; head lengths inside."""

    def __init__(self, breed: Breed, tones: Tones) -> None:
        self.head, self.size, self.tones, self.features = breed.head, breed.build.head, tones, breed.features
        self.away = (tones.away[0] / self.size, tones.away[1] / self.size)

    def draw(self, canvas: skia.Canvas, pose: Pose, blink: bool) -> None:
        """Draw the head at its joint with the neck."""
        head = self.head
        canvas.save()
        canvas.translate(float(pose.head[0]), float(pose.head[1]))
        canvas.rotate(math.degrees(pose.head_angle))
        canvas.scale(self.size, self.size)
        self._horns(canvas, far=True)
        self._ear(canvas, pose, far=True)
        if "trunk" in self.features:
            self._trunk(canvas, pose)
        self._skull(canvas, head)
        if "fleece" in self.features:
            self._topknot(canvas)
        self._horns(canvas, far=False)
        self._eye(canvas, head, blink)
        self._ear(canvas, pose, far=False)
        canvas.restore()

    def _skull(self, canvas: skia.Canvas, head: Head) -> None:
        tones, outline = self.tones, shape(head.outline)
        skin = "face" if "face" in tones.pelt else "coat"
        colours = [tones.lit(skin), tones.body(skin), tones.shade(skin)]
        canvas.drawPath(outline, shaded(linear((0, -0.40), (0.05, 0.42), colours, [0, 0.45, 1])))
        canvas.save()
        canvas.clipPath(outline, True)
        for patch in head.patches:
            shader = linear((0, -0.2), (0, 0.6), [tones.lit(patch.ink), tones.shade(patch.ink)])
            canvas.drawPath(shape(patch.line), shaded(shader, MaskFilter=blur(patch.soft)))
        if "stripes" in self.features:
            self._stripes(canvas)
        rim(canvas, outline, -self.away[0], -0.10, tones.deep(skin, 0.4), blur(0.05))
        rim(canvas, outline, self.away[0] * 0.9, self.away[1] * 0.9, tones.light.rim(0.9))
        canvas.restore()
        if head.mouth:
            ink = paint_of(melt(tones.ink("nose"), tones.ink("dark"), 0.4), 0.8)
            canvas.drawPath(taper(head.mouth, [0.006, 0.013, 0.004], 12), fill(ink))
        x, y, rx, ry = head.nose
        if rx > 0:
            canvas.drawOval(skia.Rect.MakeXYWH(x - rx, y - ry, 2 * rx, 2 * ry), fill(tones.body("nose")))
            shine = fill(oklch(0.95, 0.02, 80, 0.45))
            canvas.drawOval(skia.Rect.MakeXYWH(x - rx * 0.4, y - ry * 0.75, rx * 0.8, ry * 0.5), shine)

    def _stripes(self, canvas: skia.Canvas) -> None:
        """Bars on brow and cheek."""
        path = skia.Path()
        for x, y, dx, dy in ((0.40, -0.46, -0.02, 0.16), (0.28, -0.50, -0.03, 0.20), (0.16, -0.46, -0.03, 0.20)):
            path.addPath(taper([(x, y), (x + dx * 0.4, y + dy * 0.5), (x + dx, y + dy)], [0.012, 0.024, 0.004], 8))
        for x, y in ((0.26, 0.10), (0.18, 0.20), (0.12, 0.00)):
            path.addPath(taper([(x - 0.14, y - 0.02), (x, y), (x + 0.12, y + 0.06)], [0.006, 0.022, 0.004], 8))
        canvas.drawPath(path, fill(self.tones.body("stripe", 0.9)))

    def _topknot(self, canvas: skia.Canvas) -> None:
        path = skia.Path()
        for x, y, r in (
            (0.18, -0.25, 0.13),
            (0.04, -0.28, 0.15),
            (-0.10, -0.20, 0.16),
            (-0.14, 0.0, 0.16),
            (-0.10, 0.18, 0.15),
        ):
            path.addCircle(x, y, r)
        colours = [self.tones.lit("coat"), self.tones.shade("coat")]
        canvas.drawPath(path, shaded(linear((0, -0.4), (0, 0.35), colours)))

    def _ear(self, canvas: skia.Canvas, pose: Pose, far: bool) -> None:
        head, tones = self.head, self.tones
        ink = "ear" if "ear" in tones.pelt else "coat"
        canvas.save()
        if far:
            canvas.translate(*head.far_ear)
        # Ears lie back at speed, and flick a little later than the head nods.
        flick = 0.10 * math.sin(4 * math.pi * pose.beat - (1.9 if far else 1.5)) * pose.fast
        twitch = 0.10 * max(0.0, math.sin(2 * math.pi * (3 * pose.idle + (0.3 if far else 0.0)))) ** 9 * (1 - pose.fast)
        canvas.translate(*head.ear_root)
        canvas.rotate(-math.degrees(head.turn * pose.fast * 0.8 + flick + twitch))
        canvas.translate(-head.ear_root[0], -head.ear_root[1])
        path = shape(head.ear)
        canvas.drawPath(path, fill(tones.far(ink) if far else tones.body(ink)))
        canvas.save()
        canvas.clipPath(path, True)
        if head.inner:
            canvas.drawPath(shape(head.inner), fill(tones.shade("inner")))
        elif not far:
            rim(canvas, path, 0.02, -0.09, tones.deep(ink, 0.45), blur(0.05))
        rim(canvas, path, self.away[0] * 0.7, self.away[1] * 0.7, tones.light.rim(0.4 if far else 0.8))
        canvas.restore()
        canvas.restore()

    def _horns(self, canvas: skia.Canvas, far: bool) -> None:
        canvas.save()
        if far:
            canvas.translate(0.07, -0.015)
        for horn in self.head.horns:
            path = taper(horn.line, horn.radii, 18)
            canvas.drawPath(path, fill(self.tones.far(horn.ink) if far else self.tones.body(horn.ink)))
            if not far:
                canvas.save()
                canvas.clipPath(path, True)
                rim(canvas, path, self.away[0] * 0.5, self.away[1] * 0.4, self.tones.light.rim(0.7))
                canvas.restore()
        canvas.restore()

    def _eye(self, canvas: skia.Canvas, head: Head, blink: bool) -> None:
        x, y, r = head.eye
        if blink:
            canvas.drawPath(taper([(x - r, y), (x, y + r * 0.35), (x + r, y)], [0.008, 0.012, 0.008], 8), fill(EYE))
            return
        canvas.drawOval(skia.Rect.MakeXYWH(x - r * 1.1, y - r * 0.92, r * 2.2, r * 1.84), fill(EYE))
        canvas.drawCircle(x + r * 0.28, y - r * 0.30, r * 0.26, fill(0xF2FFFFFF))

    def _trunk(self, canvas: skia.Canvas, pose: Pose) -> None:
        """An elephant's: it hangs, swings with the walk and curls at its tip."""
        points: list[tuple[float, float]] = []
        x, y = 0.48, -0.16
        for i in range(9):
            points.append((x, y))
            swing = 0.16 * math.sin(
                2 * math.pi * (pose.beat * 2 - 0.07 * i) if pose.moving else 2 * math.pi * pose.idle
            )
            angle = 1.12 + 0.10 * i + swing * i / 9 - (0.50 * (i - 5) if i > 5 else 0.0)
            x, y = x + 0.185 * math.cos(angle), y + 0.185 * math.sin(angle)
        radii = [0.30, 0.27, 0.225, 0.185, 0.155, 0.132, 0.115, 0.100, 0.088]
        sweep = Sweep.through(points, radii, radii, 48)
        path, tones = sweep.path(), self.tones
        canvas.drawPath(
            path, shaded(linear((0.3, 0), (1.0, 0), [tones.shade("coat"), tones.body("coat"), tones.lit("coat")]))
        )
        canvas.save()
        canvas.clipPath(path, True)
        for i in range(11):
            a, b = sweep.at(0.25 + 0.065 * i, -1), sweep.at(0.26 + 0.065 * i, 0.2)
            canvas.drawLine(float(a[0]), float(a[1]), float(b[0]), float(b[1]), stroke(tones.deep("coat", 0.35), 0.012))
        rim(canvas, path, self.away[0], self.away[1], tones.light.rim(0.8))
        canvas.restore()
