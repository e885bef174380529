"""Deserts: dunes whose crests smoke in the wind. Variants: "canyon" ("mesa"), "cactus", "mars"."""

from __future__ import annotations

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.cast import aloft_mark, cast_of, mark_on
from talkreel.scenes.colour_script import Bend, ColourScript, bent, melt, script_for
from talkreel.scenes.flora import planted
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.material import Picture, cel, hazed, over, toned
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import Land, land
from talkreel.scenes.texture import Plane, smoothstep
from talkreel.scenes.weather import WeatherLayer

SAND: Oklch = (0.76, 0.105, 68)
RED_ROCK: Oklch = (0.58, 0.125, 42)
CACTUS: Oklch = (0.50, 0.075, 148)
SNOW: Oklch = (0.955, 0.014, 250)
# Dunes: parallax depth, nearest and farthest distance, height on screen, haze.
DUNES = (
    (12.0, 9.0, 20.0, 0.070, 0.55),
    (6.0, 4.2, 10.0, 0.100, 0.30),
    (2.9, 1.9, 4.8, 0.120, 0.10),
    (1.35, 0.86, 2.05, 0.110, 0.0),
)


class Desert(Landscape):
    """Sand to the horizon, or red rock."""

    horizon_at = 0.55
    horizon_tall = 0.56
    sun_x = 0.66

    def hour(self) -> ColourScript:
        """On Mars the dust is in the sky as well."""
        script = script_for(self.stage.scene)
        if self.stage.scene.variant != "mars":
            return script
        self.clouded = False
        return bent(script, Bend(hue=46, pull=0.85, tint=0.085, chroma=0.95, lift=0.08, lift_to=0.55))

    def compose(self) -> list[Part]:
        """Sky, far dunes or mesas, nearer dunes with their crests smoking, plants, weather."""
        variant = self.stage.scene.variant
        mars = variant == "mars"
        rocky = variant in ("canyon", "mesa")
        self.sand: Oklch = SNOW if self.snowy else RUST if mars else RED_SAND if rocky else SAND
        weather = WeatherLayer(self.stage, self.script, self.horizon, flying="sand")
        parts: list[Part] = [self.sky.paint]
        if rocky or mars:
            parts += [still(self._mesas(16.0, 20.0, 34.0, 0.17, 0.55).strip())]
            parts += [still(self._mesas(8.0, 8.0, 15.0, 0.27, 0.26).strip())]
        for i, (depth, near, far, tall, haze) in enumerate(DUNES):
            if (rocky or mars) and i == 0:
                continue
            grown = rocky or mars or variant == "cactus"
            low = 0.4 if grown and i > 0 else 1.0
            dune = self._dune(depth, near, far, tall * low, haze)
            parts.append(self._planted(dune, i) if grown else still(dune.strip()))
            if low == 1.0 and i > 0:
                parts.append(Smoke(self, dune).paint)
            if i == 2:
                # On the front dune's far side nobody would be seen: the hero stands on the dune behind it.
                actors = cast_of(self, mark_on(self, dune, 2.35, 0.30), aloft_mark(self))
                parts += [actor.paint for actor in actors]
            if i == 1:
                parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, False))
        parts.append(lambda canvas, view, t: weather.paint(canvas, view, t, True))
        return parts

    def _dune(self, depth: float, near: float, far: float, tall: float, haze: float) -> Land:
        """Long crests with a gentle windward side and a steep lee, ripples on the sand."""
        middle = float(np.sqrt(near * far))
        bend, lumps, ripple = Tile(self.rng, 3, 0.45), Tile(self.rng, 3, 0.4), Tile(self.rng, 3, 0.5)
        top = np.float32(middle * tall)
        turn = float(self.rng.uniform(-0.15, 0.15))
        side = np.float32(self.sun_side)

        def heights(x: Plane, d: Plane) -> Plane:
            sway = bend.at(x, d, middle * 0.9, middle * 0.42) * np.float32(0.34)
            phase = (side * x * np.float32(0.95 / middle) + d * np.float32((0.55 + turn) / middle) + sway) % 1.0
            # A dune's section: a long climb on the windward side, a short fall on the lee.
            section = np.where(phase < 0.30, (phase / 0.30) ** 1.1, ((1 - phase) / 0.70) ** 1.5)
            mass = 0.45 + 0.55 * smoothstep(-0.5, 0.6, lumps.at(x, d, middle * 0.7, middle))
            rise = smoothstep(0.0, 0.40, np.log(d / np.float32(near)) / np.float32(np.log(far / near)))
            return top * section * mass * rise

        def material(seen: Relief) -> Picture:
            fine = np.clip(np.float32(0.016 * middle * self.unit / 2.2) / seen.distance - 0.3, 0, 1)
            wobble = ripple.at(seen.x, seen.distance, 0.16 * middle) * 2.4
            ripples = np.sin(seen.distance * np.float32(2 * np.pi / (0.020 * middle)) + wobble + seen.x * 9 / middle)
            light = seen.light + 0.055 * ripples * fine + 0.05 * ripple.at(seen.x, seen.distance, 0.3 * middle)
            tone = np.clip(0.88 * cel(light, 0.28, 0.50, 0.05) + 0.14 * light, 0, 1)
            picture = toned(self.script, self.sand, tone, haze)
            part = np.clip(np.log(seen.distance / near) / np.float32(np.log(far / near)), 0, 1)
            return hazed(self.script, picture, np.float32(0.10 + 0.45 * haze) * part**1.3)

        return land(
            self.stage, self.ground, depth, (near, far), tall * self.unit * 1.1, heights, self.light, material, 0.75
        )

    def _mesas(self, depth: float, near: float, far: float, tall: float, haze: float) -> Land:
        """Table mountains: flat tops, walls banded by their strata, scree at the foot."""
        middle = float(np.sqrt(near * far))
        plan, crags, band = Tile(self.rng, 4, 0.42), Tile(self.rng, 4, 0.55), Tile(self.rng, 3, 0.5)
        top = np.float32(middle * tall)
        gap = np.float32((self.sun_x - 0.5) * self.stage.width / self.unit)

        def heights(x: Plane, d: Plane) -> Plane:
            deep = np.log(d / np.float32(near)) / np.float32(np.log(far / near))
            open_ = np.exp(-(((x / d - gap) / 0.30) ** 2))
            where = plan.at(x, d, middle * 0.42, middle * 0.8) + 0.10 * crags.at(x, d, middle * 0.07) - 0.55 * open_
            wall = smoothstep(0.03, 0.09, where)
            second = smoothstep(0.22, 0.27, where)
            scree = smoothstep(-0.28, 0.05, where) * 0.22
            rise = 0.62 * wall + 0.24 * second * (1 - 0.3 * plan.at(d, x, middle * 0.9)) + scree
            return top * rise * smoothstep(0.05, 0.35, deep)

        def material(seen: Relief) -> Picture:
            level = seen.height / top + 0.02 * band.at(seen.x, seen.distance, middle * 0.15)
            strata = np.sin(level * 46) * 0.5 + np.sin(level * 19 + 1.3) * 0.5
            tone = np.clip(cel(seen.light + 0.06 * strata, 0.30, 0.56, 0.06), 0, 1)
            picture = toned(self.script, RED_ROCK, tone, haze)
            pale = toned(self.script, (0.72, 0.085, 60), tone, haze)
            picture = over(picture, pale, smoothstep(0.35, 0.75, strata) * 0.65)
            flat = smoothstep(0.5, 0.2, seen.steep)
            picture = over(picture, toned(self.script, self.sand, tone, haze), flat)
            return hazed(self.script, picture, np.float32(0.55) * np.exp(-np.maximum(level, 0) / 0.10))

        return land(
            self.stage, self.ground, depth, (near, far), tall * self.unit * 1.2, heights, self.light, material, 0.6
        )

    def _planted(self, dune: Land, layer: int) -> Part:
        """Saguaros and shrubs on the sand, more of them further off."""
        number = (40, 34, 20, 5)[layer]
        haze = (0.55, 0.30, 0.10, 0.0)[layer]
        shadow = paint_of(self.script.deep, 0.28)
        ink = self.leafage(CACTUS, haze)
        stone = self.leafage((0.50, 0.085, 38), haze)
        dry = self.leafage((0.60, 0.075, 105), haze)

        def plant(canvas: skia.Canvas) -> None:
            for i, spot in enumerate(dune.spots(self.rng, number)):
                aside = abs(spot.x / self.stage.width - 0.5)
                if layer > 1 and aside < 0.16:
                    continue
                if self.stage.scene.variant == "mars":
                    rng = spot.rng
                    tall = spot.size * 0.15 * float(rng.uniform(0.2, 1.0)) ** 2
                    planted(canvas, rng, "boulder", (spot.x, spot.y), tall, stone, shadow)
                    continue
                cactus = i % 3 == 0
                rng = spot.rng
                tall = spot.size * float(rng.uniform(0.24, 0.46)) * (1.0 if cactus else 0.16)
                kind = "saguaro" if cactus else "bush"
                planted(canvas, rng, kind, (spot.x, spot.y + 0.02 * tall), tall, ink if cactus else dry, shadow)

        return still(dune.strip(plant, 0.42 * self.unit))


RUST: Oklch = (0.60, 0.125, 44)
RED_SAND: Oklch = (0.70, 0.120, 52)


class Smoke:
    """Sand blown off a crest: soft plumes that run along it and thin out."""

    def __init__(self, place: Desert, dune: Land) -> None:
        self.place, self.dune = place, dune
        rng = place.rng
        self._plumes = rng.random((26, 4)).tolist()
        soft = Surface(64, 24)
        soft.canvas.scale(64, 24)
        pale = melt(place.script.lit(place.sand), place.script.key, 0.35)
        colours = [paint_of(pale, a) for a in (0.55, 0.22, 0.0)]
        shader = skia.GradientShader.MakeRadial((0.5, 0.5), 0.5, colours, [0.0, 0.45, 1.0])
        soft.canvas.drawPaint(fill(0xFF000000, Shader=shader))
        self._puff = soft.image()
        weather = place.stage.scene.at_keys("weather")[0].to
        self._strength = 0.75 if weather == "wind" else 0.34

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the plumes where the wind has them now."""
        tempo, seen, unit = self.place.tempo, self.dune.seen, self.place.unit
        view.apply(canvas, self.dune.depth)
        profile = seen.profile
        per_px = len(profile) / self.dune.box.w
        for x, rate, size, phase in self._plumes:
            life = tempo.turns(t_ms, 0.16 + 0.10 * rate, phase)
            turn = tempo.count(t_ms, 0.16 + 0.10 * rate, phase)
            start = self.dune.box.x + ((x + 0.618 * turn) % 1.0) * self.dune.box.w
            column = start + life * (0.18 + 0.12 * size) * unit
            i = int((column - self.dune.box.x) * per_px)
            if not 0 <= i < len(profile):
                continue
            far = (2.2 / self.dune.depth) ** 0.5
            width = (0.05 + 0.10 * size) * unit * (0.5 + life) * far
            tall = (0.006 + 0.016 * life) * unit * far
            shine = self._strength * np.sin(np.pi * life) ** 1.3
            row = float(profile[i]) - tall * 0.6
            where = skia.Rect.MakeXYWH(column - width / 2, row - tall, width, 2 * tall)
            canvas.drawImageRect(self._puff, where, LINEAR, skia.Paint(Alphaf=float(shine)))
