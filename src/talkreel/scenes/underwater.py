"""Under the sea: light that falls in shafts, a sandy floor with weed and corals, shoals, bubbles, who swims there."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, shaded, stroke, taper, vertical
from talkreel.draw.surface import Surface
from talkreel.scenes.cast import Mark, cast_of
from talkreel.scenes.colour_script import melt
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.material import Picture, cel, toned
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import Land, Spot, land
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.texture import Plane, smoothstep
from talkreel.scenes.turf import Turf

FLOOR: Oklch = (0.72, 0.050, 105)
WEED: Oklch = (0.46, 0.095, 155)
CORALS: tuple[Oklch, ...] = (
    (0.66, 0.165, 18),
    (0.72, 0.140, 55),
    (0.60, 0.150, 330),
    (0.74, 0.120, 85),
    (0.58, 0.130, 300),
)
SHAFTS, SHRINK = 9, 3


class Underwater:
    """The parts of a sea seen from below its surface."""

    def __init__(self, place: Landscape) -> None:
        self.place = place
        script = place.script
        # The hour is in how much light comes down: by night a deep blue, at sunset violet.
        day = 1 - 0.80 * script.gloom
        hue = 0.75 * 222 + 0.25 * (script.zenith[2] if 180 < script.zenith[2] < 330 else 250)
        self.surface: Oklch = (0.30 + 0.58 * day, 0.095, hue - 22)
        self.middle: Oklch = (0.20 + 0.40 * day, 0.115, hue)
        self.depths: Oklch = (0.12 + 0.16 * day, 0.085, hue + 18)
        self._shade = Surface(place.stage.width // SHRINK, place.stage.height // SHRINK)
        self._shafts = place.rng.random((SHAFTS, 4)).tolist()
        self._bubbles = place.rng.random((70, 4)).tolist()
        self._shoal = place.rng.random((26, 4)).tolist()

    def parts(self) -> list[Part]:
        """Far to near."""
        place = self.place
        far, near = self._floor(7.0, 5.0, 11.0, 0.10, 0.62), self._floor(1.6, 0.86, 3.6, 0.07, 0.16)
        weed = Turf(place.stage, place.script, near, place.rng, WEED, 90, 0.30)
        mark = Mark(place.hero_x, 0.56 * place.stage.height, 2.4, 0.34)
        actors = cast_of(place, mark, mark, weightless=True)
        parts: list[Part] = [still(self._deep()), self._light, still(self._grown(far, 40, 0.30, 0.6)), self._fish]
        parts += [still(self._grown(near, 26, 0.30, 0.08)), weed.paint]
        return [*parts, *(actor.paint for actor in actors), self._rise]

    def _deep(self) -> Strip:
        stage = self.place.stage

        def paint(canvas: skia.Canvas) -> None:
            stops = [
                (0.0, self.surface),
                (0.22, melt(self.surface, self.middle, 0.6)),
                (0.6, self.middle),
                (1.0, self.depths),
            ]
            canvas.drawPaint(shaded(vertical(0, stage.height, stops)))

        return Strip(box_at(stage, 40.0, 0, stage.height), 40.0, paint)

    def _light(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Shafts of light from the waves above: they lean, swell and fade. They are soft, and drawn small."""
        place, small = self.place, self._shade
        box = box_at(place.stage, 20.0, 0, place.stage.height)
        small.canvas.clear(0)
        small.canvas.save()
        small.canvas.scale(small.width / box.w, small.height / box.h)
        small.canvas.translate(-box.x, -box.y)
        for shaft in self._shafts:
            self._shaft(small.canvas, t_ms, shaft)
        small.canvas.restore()
        view.apply(canvas, 20.0)
        canvas.translate(box.x, box.y)
        canvas.scale(box.w / small.width, box.h / small.height)
        Baked(small.pixels, once=True).draw(canvas)

    def _shaft(self, canvas: skia.Canvas, t_ms: float, shaft: list[float]) -> None:
        place, (x, broad, phase, long) = self.place, shaft
        width, height = place.stage.width, place.stage.height
        shine = 0.5 + 0.5 * place.tempo.wave(t_ms, 0.08 + 0.05 * broad, phase)
        top = (x * 1.2 - 0.1) * width + 0.02 * width * place.tempo.wave(t_ms, 0.05, phase)
        lean, half = -0.16 * height * place.sun_side, (0.02 + 0.05 * broad) * place.unit
        foot = (0.55 + 0.35 * long) * height
        colours = [oklch(0.97, 0.04, 200, 0.085 * shine), oklch(0.95, 0.05, 205, 0.0)]
        gradient = shaded(skia.GradientShader.MakeLinear([(0, 0), (0, foot)], colours, [0.0, 1.0]))
        for part in (1.0, 0.78, 0.56, 0.34):  # one in another: soft edges without a blur
            at, out = part * half, 2.6 * part * half
            edges = [(top - at, -2), (top + at, -2), (top + lean + out, foot), (top + lean - out, foot)]
            canvas.drawPath(polygon(edges), gradient)

    def _floor(self, depth: float, near: float, far: float, tall: float, haze: float) -> Land:
        place = self.place
        middle = math.sqrt(near * far)
        lumps, ripple = Tile(place.rng, 4, 0.42), Tile(place.rng, 3, 0.5)
        top = np.float32(middle * tall)

        def heights(x: Plane, d: Plane) -> Plane:
            deep = np.clip(np.log(d / np.float32(near)) / np.float32(math.log(far / near)), 0, 1)
            return top * (0.55 + 0.6 * lumps.at(x, d, middle * 0.5, middle * 0.8)) * smoothstep(0.0, 0.6, deep)

        def material(seen: Relief) -> Picture:
            wave = np.sin(seen.distance * np.float32(150 / middle) + 3 * ripple.at(seen.x, seen.distance, 0.2 * middle))
            net = ripple.at(seen.x, seen.distance, 0.10 * middle, 0.16 * middle)
            caustic = smoothstep(0.10, 0.02, np.abs(net)) * 0.35
            tone = np.clip(cel(seen.light, 0.30, 0.60, 0.15) * 0.8 + 0.05 * wave + caustic, 0, 1)
            picture = toned(place.script, FLOOR, tone)
            water = np.broadcast_to(self._in_water(FLOOR, 0.55), picture.shape)
            picture = picture * (1 - 0.62) + water * 0.62 * (0.55 + 0.75 * tone[..., None])
            part = np.clip(np.log(seen.distance / near) / np.float32(math.log(far / near)), 0, 1)
            blue = self._in_water(FLOOR, 1.0)
            fade = np.clip(haze + 0.45 * part, 0, 0.94)[..., None]
            return picture + (blue - picture) * fade

        return land(
            place.stage, place.ground, depth, (near, far), tall * place.unit * 1.2, heights, place.light, material, 0.3
        )

    def _in_water(self, colour: Oklch, part: float) -> Plane:
        argb = paint_of(melt(colour, self.middle, part))
        return np.array([argb & 255, (argb >> 8) & 255, (argb >> 16) & 255], np.float32) / 255

    def _grown(self, where: Land, number: int, tall: float, haze: float) -> Strip:
        """The floor with its corals."""
        place = self.place

        def plant(canvas: skia.Canvas) -> None:
            for i, spot in enumerate(where.spots(place.rng, number)):
                aside = abs(spot.x / place.stage.width - 0.5)
                if haze < 0.3 and aside < 0.16:
                    continue
                colour = melt(CORALS[i % len(CORALS)], self.middle, 0.30 + 0.6 * haze)
                self._coral(canvas, spot, tall * spot.size * (0.5 + 0.6 * (spot.seed % 101) / 101), colour, i)

        return where.strip(plant, 0.4 * place.unit)

    def _coral(self, canvas: skia.Canvas, spot: Spot, tall: float, colour: Oklch, kind: int) -> None:
        """A fan of branches, a heap of brains, or a cluster of tubes."""
        rng, dark = spot.rng, paint_of(melt(colour, self.depths, 0.45))
        light = paint_of(melt(colour, self.surface, 0.25))
        body = paint_of(colour)
        if kind % 3 == 1:
            for dx, r in ((0.0, 0.30), (0.28, 0.22), (-0.27, 0.20)):
                cx, cy = spot.x + dx * tall, spot.y - r * tall * 0.55
                for inset, ink in ((0.0, dark), (0.10, body), (0.34, light)):
                    canvas.drawCircle(
                        cx + 0.3 * inset * r * tall, cy - 0.5 * inset * r * tall, r * tall * (1 - inset), fill(ink)
                    )
            return
        stems = 7 if kind % 3 == 0 else 5
        for k in range(stems):
            lean = (k / (stems - 1) - 0.5) * (1.5 if kind % 3 == 0 else 0.6) + float(rng.normal(0, 0.06))
            long = tall * float(rng.uniform(0.6, 1.0))
            tip = (spot.x + lean * long * 0.7, spot.y - long)
            bend = (spot.x + lean * long * 0.2, spot.y - long * 0.5)
            thick = tall * (0.030 if kind % 3 == 0 else 0.075)
            canvas.drawPath(
                taper([(spot.x, spot.y), bend, tip], [thick * 1.3, thick, thick * 0.9], 10),
                fill(body if k % 2 else dark),
            )
            if kind % 3 == 2:
                canvas.drawOval(
                    skia.Rect.MakeXYWH(tip[0] - thick * 0.8, tip[1] - thick * 0.5, thick * 1.6, thick), fill(light)
                )

    def _fish(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """A shoal that passes far off."""
        place = self.place
        unit, width = place.stage.unit, place.stage.width
        view.apply(canvas, 9.0)
        colour = fill(paint_of(melt(self.depths, self.middle, 0.35), 0.8))
        way = place.tempo.drift(t_ms, 46 * unit)
        for x, y, size, phase in self._shoal:
            cx = 0.62 * width - way + (x - 0.5) * 0.34 * width + 8 * unit * place.tempo.wave(t_ms, 0.4, phase)
            cy = 0.36 * place.stage.height + (y - 0.5) * 150 * unit + 7 * unit * place.tempo.wave(t_ms, 0.25, phase)
            long, flap = (9 + 8 * size) * unit, place.tempo.wave(t_ms, 2.2, phase)
            canvas.drawOval(skia.Rect.MakeXYWH(cx - long, cy - 0.34 * long, 2 * long, 0.68 * long), colour)
            tail = [
                (cx + 0.8 * long, cy),
                (cx + 1.5 * long, cy - (0.38 + 0.2 * flap) * long),
                (cx + 1.5 * long, cy + (0.38 - 0.2 * flap) * long),
            ]
            canvas.drawPath(polygon(tail), colour)

    def _rise(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Bubbles."""
        place = self.place
        unit, tempo = place.stage.unit, place.tempo
        for x, size, rate, phase in self._bubbles:
            life = tempo.turns(t_ms, 0.05 + 0.09 * rate, phase)
            depth = 0.9 + 3.0 * rate
            cx = ((0.15 + 0.7 * round(x * 5) / 5 + 0.05 * x) % 1.0) * place.stage.width - view.x / depth
            cx += (6 + 10 * size) * unit * tempo.wave(t_ms, 0.35 + 0.3 * rate, phase)
            cy = place.stage.height * (1.02 - 1.08 * life)
            r = (1.5 + 7 * size * size) * unit * (0.6 + 0.5 * life)
            canvas.drawCircle(cx, cy, r, fill(oklch(0.97, 0.03, 205, 0.10)))
            canvas.drawCircle(cx, cy, r, stroke(oklch(0.97, 0.03, 205, 0.45), 0.9 * unit))
            canvas.drawCircle(cx - 0.35 * r, cy - 0.35 * r, 0.22 * r, fill(oklch(0.99, 0.01, 205, 0.7)))
