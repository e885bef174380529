"""A lighthouse on its rock; its lamp turns when the light goes."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, radial, shaded
from talkreel.scenes.colour_script import melt
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.material import Picture, cel, over, premultiplied, toned
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import Land, land
from talkreel.scenes.texture import Plane, smoothstep

DEPTH = 5.5
NEAR, FAR = 4.0, 8.0
STONE: Oklch = (0.44, 0.035, 55)
TURF: Oklch = (0.54, 0.105, 130)
RED: Oklch = (0.55, 0.185, 27)
WHITE: Oklch = (0.96, 0.010, 85)
LAMP: Oklch = (0.96, 0.090, 92)


class Lighthouse:
    """The rock with its tower, on the side away from the sun."""

    def __init__(self, place: Landscape) -> None:
        self.place = place
        self.across = 0.24 if place.sun_side > 0 else 0.76
        self.tall = 0.40 * place.unit
        self._land = self._rock()
        spot = self._land.spot(self.across * place.stage.width, math.sqrt(NEAR * FAR))
        self.foot = (spot.x, spot.y + 0.012 * place.unit) if spot else (self.across * place.stage.width, place.horizon)
        self.rock = self._land.strip(self._tower, 1.25 * self.tall)
        self.lamp = (self.foot[0], self.foot[1] - 0.885 * self.tall)
        self._shines = max(0.0, min(1.0, place.script.gloom * 1.6 - 0.25))

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the rock and, when it is dark enough, the beams."""
        self.rock.draw(canvas, view)
        if self._shines > 0.05:
            view.apply(canvas, DEPTH)
            self._beams(canvas, t_ms)

    def _rock(self) -> Land:
        place, script = self.place, self.place.script
        crags, lumps = Tile(place.rng, 5, 0.55, ridged=True), Tile(place.rng, 3, 0.5)
        middle = math.sqrt(NEAR * FAR)
        centre = np.float32((self.across - 0.5) * place.stage.width / place.unit)
        top = np.float32(0.14 * middle)

        def heights(x: Plane, d: Plane) -> Plane:
            aside = (x / d - centre) / np.where((x / d - centre) * place.sun_side < 0, 0.42, 0.20)
            deep = (np.log(d / NEAR) / np.float32(math.log(FAR / NEAR)) - 0.5) * 2
            bulk = 1 - aside * aside - 1.7 * deep * deep + 0.30 * lumps.at(x, d, middle * 0.14)
            rough = 0.72 + 0.55 * crags.at(x, d, middle * 0.10)
            rise = np.clip(bulk, -0.3, 1.0)
            return top * np.where(rise > 0, np.minimum(rise, 0.62) / 0.62 * rough * 0.8, rise)

        def material(seen: Relief) -> Picture:
            tone = cel(seen.light, 0.28, 0.55, 0.06)
            picture = toned(script, STONE, tone, 0.14)
            green = (0.95, 0.014, 250) if place.snowy else TURF
            grown = smoothstep(0.50, 0.62, seen.height / top) * smoothstep(2.2, 1.0, seen.steep)
            return over(picture, toned(script, green, tone, 0.14), grown)

        made = land(
            place.stage, place.ground, DEPTH, (NEAR, FAR), 0.16 * place.unit, heights, place.light, material, 0.45
        )
        shown = smoothstep(-0.004, 0.006, made.seen.height / top) * made.seen.alpha
        pixels = premultiplied(material(made.seen), shown)
        return Land(made.ground, made.box, made.depth, made.distances, made.heights, made.seen, pixels)

    def _ink(self, colour: Oklch, lit: float) -> int:
        script = self.place.script
        return paint_of(melt(melt(script.shade(colour), script.lit(colour), lit), script.haze, 0.10))

    def _tower(self, canvas: skia.Canvas) -> None:
        """A tapering tower in white and red bands, a gallery, a lantern and its cap."""
        (x, y), tall, side = self.foot, self.tall, self.place.sun_side
        low, high, shaft = 0.105 * tall, 0.066 * tall, 0.80 * tall
        for i in range(5):
            t0, t1 = i / 5, (i + 1) / 5
            w0, w1 = low + (high - low) * t0, low + (high - low) * t1
            y0, y1 = y - shaft * t0, y - shaft * t1
            colour = RED if i % 2 else WHITE
            shades = [self._ink(colour, 0.02), self._ink(colour, 0.55), self._ink(colour, 1.0)]
            across = linear((x - side * w0, 0), (x + side * w0, 0), shades, [0.05, 0.5, 0.95])
            canvas.drawPath(polygon([(x - w0, y0), (x + w0, y0), (x + w1, y1), (x - w1, y1)]), shaded(across))
        for level in (0.24, 0.52):
            pane = skia.Rect.MakeXYWH(x - 0.010 * tall, y - shaft * level - 0.03 * tall, 0.020 * tall, 0.042 * tall)
            canvas.drawRect(pane, fill(self._ink((0.28, 0.02, 260), 0.3)))
        top = y - shaft
        canvas.drawRect(
            skia.Rect(x - 0.098 * tall, top - 0.022 * tall, x + 0.098 * tall, top),
            fill(self._ink((0.34, 0.02, 260), 0.4)),
        )
        glow = melt(self.place.script.lit(WHITE), LAMP, 0.35 + 0.6 * min(1.0, self.place.script.gloom * 1.6))
        canvas.drawRect(
            skia.Rect(x - 0.045 * tall, top - 0.12 * tall, x + 0.045 * tall, top - 0.022 * tall), fill(paint_of(glow))
        )
        bars = fill(self._ink((0.34, 0.02, 260), 0.2))
        for k in (-0.045, -0.015, 0.015, 0.045):
            canvas.drawRect(skia.Rect(x + (k - 0.004) * tall, top - 0.12 * tall, x + (k + 0.004) * tall, top), bars)
        cap = [(x - 0.064 * tall, top - 0.12 * tall), (x + 0.064 * tall, top - 0.12 * tall), (x, top - 0.20 * tall)]
        canvas.drawPath(polygon(cap), fill(self._ink(RED, 0.7)))

    def _beams(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Two opposite beams that sweep round: as they point at us they grow broad and bright."""
        x, y = self.lamp
        reach = 0.95 * max(self.place.stage.width, self.place.stage.height)
        angle = self.place.tempo.angle(t_ms, 0.11)
        for half in (0.0, math.pi):
            aside, toward = math.cos(angle + half), math.sin(angle + half)
            long = reach * abs(aside)
            if long < 0.02 * reach:
                continue
            way = 1.0 if aside > 0 else -1.0
            spread = reach * (0.045 + 0.05 * max(0.0, toward))
            a = self._shines * (0.34 + 0.22 * toward)
            beam = polygon([(x, y - 2), (x + way * long, y - spread), (x + way * long, y + spread * 0.7), (x, y + 2)])
            light = linear(
                (x, 0),
                (x + way * long, 0),
                [paint_of(LAMP, a), paint_of(LAMP, a * 0.35), paint_of(LAMP, 0)],
                [0, 0.35, 1],
            )
            canvas.drawPath(beam, shaded(light, BlendMode=skia.BlendMode.kScreen))
        flare = self._shines * (0.45 + 0.45 * max(0.0, abs(math.sin(angle))) ** 8)
        r = 0.16 * self.tall * (1 + abs(math.sin(angle)) ** 8)
        halo = radial((x, y), r, [paint_of(LAMP, flare), paint_of(LAMP, flare * 0.3), paint_of(LAMP, 0)], [0, 0.35, 1])
        canvas.drawCircle(x, y, r, shaded(halo, BlendMode=skia.BlendMode.kScreen))
