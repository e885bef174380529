"""Shapes of an offer: a ticket with notches, a burst, and rays that turn behind them."""

from __future__ import annotations

import math

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import clamp, ease_out, spring
from talkreel.draw.paint import Point, blur, fill, linear, polygon, radial, shaded, stroke
from talkreel.draw.surface import Surface
from talkreel.scenes.inks import Inks

RAYS, RAYS_SHRINK = 18, 2
POINTS = 18
SHEEN_MS = 3400.0


class Ticket:
    """A ticket in the accent, baked with its shadow; a sheen runs over it from time to time."""

    def __init__(self, box: Box, inks: Inks, unit: float, radius: float) -> None:
        """`radius` of its corners, px."""
        self.box, self._unit = box, unit
        self._margin = 80 * unit
        self._shape = _ticket_path(box.w, box.h, max(radius, 14 * unit), 0.085 * box.h + 14 * unit)
        surface = Surface(round(box.w + 2 * self._margin), round(box.h + 2 * self._margin))
        surface.canvas.translate(self._margin, self._margin)
        self._bake(surface.canvas, inks)
        self._picture = Baked(surface.pixels)

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        """The ticket `seconds` after it began to come in."""
        if seconds <= 0:
            return
        scale = 0.8 + 0.2 * spring(seconds, 1.0, 6)
        box, margin = self.box, self._margin
        canvas.save()
        canvas.translate(box.x + box.w / 2, box.y + box.h / 2)
        if abs(scale - 1) > 0.0005:
            canvas.scale(scale, scale)
        canvas.translate(-box.w / 2 - margin, -box.h / 2 - margin)
        self._picture.draw(canvas, ease_out(seconds / 0.25))
        canvas.translate(margin, margin)
        self._draw_sheen(canvas, seconds)
        canvas.restore()

    def _bake(self, canvas: skia.Canvas, inks: Inks) -> None:
        box, unit, tone = self.box, self._unit, inks.accent
        canvas.save()
        canvas.translate(0, 20 * unit)
        canvas.drawPath(self._shape, fill(paint_of((0.15, 0.03, tone[2]), 0.32), MaskFilter=blur(24 * unit)))
        canvas.restore()
        light = (min(1.0, tone[0] + 0.045), tone[1], tone[2])
        canvas.drawPath(self._shape, shaded(linear((0, 0), (box.w, box.h), [paint_of(light), paint_of(tone)])))
        inset = 18 * unit
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(inset, 0, box.w - inset, box.h))
        pen = stroke(paint_of(inks.on_accent, 0.38), 2.4 * unit)
        pen.setPathEffect(skia.DashPathEffect.Make([10 * unit, 12 * unit], 0))
        for y in (inset, box.h - inset):
            canvas.drawLine(2 * inset, y, box.w - 2 * inset, y, pen)
        canvas.restore()

    def _draw_sheen(self, canvas: skia.Canvas, seconds: float) -> None:
        part = ((seconds * 1000 - 700) / SHEEN_MS) % 1.0
        if seconds < 0.7 or part > 0.4:
            return
        at, thick = self.box.w * (part / 0.4 * 1.5 - 0.25), 0.10 * self.box.w
        lean = 0.25 * self.box.h
        band = linear((at - thick, 0), (at + thick, lean), [0x00FFFFFF, 0x40FFFFFF, 0x00FFFFFF])
        canvas.drawPath(self._shape, shaded(band))


class Burst:
    """A star of many points that turns under its words."""

    def __init__(self, centre: Point, radius: float, ground: Oklch, unit: float) -> None:
        self.centre, self.radius = centre, radius
        self._colour, self._unit = paint_of(ground), unit
        ring: list[Point] = []
        for k in range(2 * POINTS):
            reach = radius * (1.0 if k % 2 == 0 else 0.86)
            ring.append((reach * math.cos(math.pi * k / POINTS), reach * math.sin(math.pi * k / POINTS)))
        self._path = polygon(ring)

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        """The burst `seconds` after it began to come in."""
        scale = spring(seconds, 1.3, 5)
        if scale <= 0:
            return
        canvas.save()
        canvas.translate(*self.centre)
        canvas.scale(scale, scale)
        canvas.rotate(14 * seconds)
        canvas.drawPath(self._path, fill(0x38000000, MaskFilter=blur(9 * self._unit)))
        corner = self.radius * 0.03 + self._unit
        canvas.drawPath(self._path, fill(self._colour))
        canvas.drawPath(self._path, stroke(self._colour, 2 * corner))
        canvas.restore()


class Rays:
    """Rays of light round a point, fading outwards, turning slowly: so faint that half the size is enough."""

    def __init__(self, size: tuple[int, int], centre: Point, reach: float, tone: Oklch) -> None:
        """`size` of the frame, and the rays' `reach`, px."""
        self._surface = Surface(*(-(-side // RAYS_SHRINK) for side in size))
        self._surface.canvas.scale(1 / RAYS_SHRINK, 1 / RAYS_SHRINK)
        self._centre, self._reach, self._tone = centre, reach, tone

    def draw(self, canvas: skia.Canvas, strength: float, seconds: float) -> None:
        """The rays at an opacity of 0..1."""
        path, (x, y) = skia.Path(), self._centre
        for k in range(RAYS):
            angle = 2 * math.pi * k / RAYS + seconds * 0.10
            half = math.pi / RAYS * 0.5
            path.moveTo(x, y)
            for edge in (angle - half, angle + half):
                path.lineTo(x + self._reach * math.cos(edge), y + self._reach * math.sin(edge))
            path.close()
        colours = [paint_of(self._tone, clamp(strength)), paint_of(self._tone, 0.0)]
        self._surface.canvas.clear(0)
        self._surface.canvas.drawPath(path, shaded(radial(self._centre, self._reach, colours)))
        canvas.save()
        canvas.scale(RAYS_SHRINK, RAYS_SHRINK)
        Baked(self._surface.pixels, once=True).draw(canvas)
        canvas.restore()


def _ticket_path(w: float, h: float, radius: float, notch: float) -> skia.Path:
    body, holes = skia.Path(), skia.Path()
    body.addRoundRect(skia.Rect.MakeLTRB(0, 0, w, h), radius, radius)
    holes.addCircle(0, h / 2, notch)
    holes.addCircle(w, h / 2, notch)
    return skia.Op(body, holes, skia.PathOp.kDifference_PathOp)
