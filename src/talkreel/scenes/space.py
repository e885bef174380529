"""Space: a nebula, stars, a ringed giant. Variants: "moon" (on its ground), "earth" or "orbit" (from above it)."""

from __future__ import annotations

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch, from_hex, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import linear, radial, shaded, stroke
from talkreel.draw.surface import LINEAR, image_of
from talkreel.model.scene import TimeOfDay
from talkreel.scenes.cast import Mark, cast_of
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.lunar import lunar_land
from talkreel.scenes.material import Picture, bgr, over, premultiplied
from talkreel.scenes.planet import EDGE, earth, giant, moon
from talkreel.scenes.starfield import Dust, Meteors, Stars
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.texture import fractal, smoothstep, warped

# The hour has no meaning here; it chooses the colours of the nebula: body, heart, far haze (hues).
NEBULAE: dict[TimeOfDay, tuple[float, float, float]] = {
    "dawn": (335.0, 55.0, 275.0),
    "day": (235.0, 190.0, 265.0),
    "sunset": (352.0, 48.0, 300.0),
    "dusk": (300.0, 345.0, 262.0),
    "night": (268.0, 320.0, 225.0),
}


class Space(Landscape):
    """The dark between worlds."""

    horizon_at = 0.62
    horizon_tall = 0.66
    sun_x = 0.20

    def compose(self) -> list[Part]:
        """Deep sky, stars, worlds, who is out there."""
        variant = self.stage.scene.variant
        self.to_sun = (-0.72, 0.46, 0.52)
        hour: TimeOfDay = self.script.time
        self.hues = NEBULAE[hour]
        if self.stage.scene.palette:
            tint = from_hex(self.stage.scene.palette[0])[2]
            self.hues = (tint, tint + 55, tint - 40)
        dim = {"moon": 0.25, "earth": 0.35, "orbit": 0.35}.get(variant, 1.0)
        stars = Stars(self)
        parts: list[Part] = [still(self._deep(stars)), still(self._nebula(34.0, 0.8 * dim, 1.0)), stars.paint]
        if variant == "moon":
            return [*parts, *self._on_the_moon()]
        if variant in ("earth", "orbit"):
            return [*parts, *self._in_orbit()]
        parts.append(self._veil(dim))
        return [*parts, *self._among_worlds()]

    # what is far

    def _deep(self, stars: Stars) -> Strip:
        box = box_at(self.stage, 60.0, 0, self.stage.height)
        top, low = (0.115, 0.050, self.hues[0] - 10), (0.185, 0.075, self.hues[2])

        def paint(canvas: skia.Canvas) -> None:
            corner = (self.stage.width, self.stage.height)
            canvas.drawPaint(shaded(linear((0, 0), corner, [paint_of(top), paint_of(low), paint_of(top)])))
            stars.bake(canvas)

        return Strip(box, 60.0, paint)

    def _nebula(self, depth: float, strength: float, fine: float, drift: float = 0.0) -> Strip:
        """Clouds of gas: folds of noise, brighter where they are dense, with dark lanes through them."""
        box = box_at(self.stage, depth, 0, self.stage.height, self.tempo.reach(drift))
        scale = min(1.0, 420 / self.unit)
        width, height = max(8, round(box.w * scale)), max(8, round(box.h * scale))
        cells_x, cells_y = 2.1 * fine * box.w / self.unit, 2.1 * fine * box.h / self.unit
        bend = np.float32(0.20 * self.unit * scale)
        rng = self.rng
        body = warped(
            fractal(rng, width, height, cells_x, cells_y, 6, 0.55),
            fractal(rng, width, height, cells_x, cells_y, 3) * bend,
            fractal(rng, width, height, cells_x, cells_y, 3) * bend,
        )
        body = (body - body.mean()) / body.std()
        threads = fractal(rng, width, height, cells_x * 1.6, cells_y * 1.6, 6, 0.58, ridged=True)
        dense = body + 1.5 * (threads - threads.mean())
        first, second, third = self.hues
        # Thin gas is deep and far in hue; what is dense glows, and its heart is nearly white.
        inks = ((0.30, 0.120, third), (0.46, 0.175, first), (0.70, 0.150, second), (0.93, 0.060, second))
        picture: Picture = np.broadcast_to(bgr(inks[0]), (height, width, 3))
        for ink, low in zip(inks[1:], (-0.5, 0.75, 2.0), strict=True):
            picture = over(picture, np.broadcast_to(bgr(ink), picture.shape), smoothstep(low, low + 1.3, dense))
        lanes = smoothstep(0.62, 0.86, threads) * smoothstep(1.6, 0.2, body)
        alpha = smoothstep(-1.1, 2.3, dense) * (1 - 0.55 * lanes) * np.float32(0.95 * strength)
        return Strip(box, depth, pixels=premultiplied(picture, alpha))

    def _veil(self, strength: float) -> Part:
        """A nearer, finer cloud that drifts."""
        speed = 5.0 * self.stage.unit
        strip = self._nebula(18.0, 0.45 * strength, 1.7, speed)
        return lambda canvas, view, t: strip.draw(canvas, view, dx=self.tempo.drift(t, speed))

    # among worlds

    def _among_worlds(self) -> list[Part]:
        stage = self.stage
        x, y = (
            (0.74 * stage.width, 0.34 * stage.height)
            if not stage.portrait
            else (0.62 * stage.width, (0.56 if stage.words else 0.40) * stage.height)
        )
        world = self._giant(x, y, 0.20 * self.unit)
        small = self._small_moon()
        dust = Dust(self)
        hero_x = 0.38 if not stage.portrait else 0.44
        mark = Mark(hero_x, (0.66 if not stage.portrait else 0.86) * stage.height, 3.0, 0.36)
        actors = cast_of(self, mark, mark, weightless=True)
        speed = 4.0 * stage.unit
        parts: list[Part] = [lambda canvas, view, t: world.draw(canvas, view, dx=-self.tempo.drift(t, speed))]
        parts += [small, Meteors(self).paint]
        return [*parts, *(actor.paint for actor in actors), dust.paint]

    def _giant(self, x: float, y: float, r: float) -> Strip:
        """A banded world: the far half of its rings behind it, the near half before it, its shadow on them."""
        hue = self.hues[1]
        body: Oklch = (0.70, 0.095, 0.55 * 62 + 0.45 * hue if abs(hue - 62) < 120 else 62)
        pixels = giant(r, self.to_sun, self.rng, body, 0.32)
        image = image_of(pixels)
        shades = self.rng.random((26, 2))

        def rings(canvas: skia.Canvas, behind: bool) -> None:
            canvas.save()
            canvas.translate(x, y)
            canvas.rotate(-18)
            canvas.scale(1, 0.27)
            canvas.clipRect(skia.Rect(-9 * r, -9 * r, 9 * r, 0) if behind else skia.Rect(-9 * r, 0, 9 * r, 9 * r))
            for i, (light, thick) in enumerate(shades.tolist()):
                at = r * (1.34 + 0.036 * i)
                if i in (13, 14):
                    continue  # the gap between the rings
                colour = oklch(0.62 + 0.28 * light, 0.055, body[2] + 14 * (light - 0.5), 0.30 + 0.55 * thick)
                canvas.drawCircle(0, 0, at, stroke(colour, r * 0.036))
            if behind:  # the world's shadow lies across its rings, away from the sun
                shade = linear(
                    (0.2 * r, 0), (1.9 * r, 0), [0x00000000, 0xD0060410, 0xD0060410, 0x00000000], [0, 0.25, 0.7, 1]
                )
                canvas.drawRect(
                    skia.Rect(0.2 * r, -2.5 * r, 1.9 * r, 0), shaded(shade, BlendMode=skia.BlendMode.kSrcATop)
                )
            canvas.restore()

        def paint(canvas: skia.Canvas) -> None:
            glow = radial((x, y), 2.6 * r, [paint_of((0.72, 0.10, body[2]), 0.26), paint_of(body, 0)])
            canvas.drawCircle(x, y, 2.6 * r, shaded(glow))
            rings(canvas, True)
            canvas.drawImageRect(
                image, skia.Rect.MakeXYWH(x - r * EDGE, y - r * EDGE, 2 * r * EDGE, 2 * r * EDGE), LINEAR
            )
            rings(canvas, False)

        return Strip(Box(x - 2.8 * r, y - 2.7 * r, 5.6 * r, 5.4 * r), 11.0, paint)

    def _small_moon(self) -> Part:
        """A little moon that goes slowly along its way."""
        stage, r = self.stage, 0.042 * self.unit
        pixels = moon(r, self.to_sun, self.rng, (0.70, 0.035, self.hues[2]))
        x, y = 0.16 * stage.width, 0.24 * stage.height
        strip = Strip(Box(x - r * EDGE, y - r * EDGE, 2 * r * EDGE, 2 * r * EDGE), 7.0, pixels=pixels)
        speed = 7.0 * stage.unit
        return lambda canvas, view, t: strip.draw(
            canvas, view, dx=self.tempo.drift(t, speed), dy=-0.3 * self.tempo.drift(t, speed)
        )

    # on the moon

    def _on_the_moon(self) -> list[Part]:
        """Grey hills with craters, the earth over them."""
        stage = self.stage
        r = 0.15 * self.unit
        x, y = (
            (0.72 * stage.width, 0.26 * stage.height)
            if not stage.portrait
            else (0.66 * stage.width, 0.34 * stage.height)
        )
        image = earth(r, self.to_sun, self.rng, 0.8)
        globe = Strip(Box(x - r * EDGE, y - r * EDGE, 2 * r * EDGE, 2 * r * EDGE), 30.0, pixels=image)
        speed = 2.5 * stage.unit
        parts: list[Part] = [
            lambda canvas, view, t: globe.draw(canvas, view, dx=self.tempo.drift(t, speed)),
            Meteors(self).paint,
        ]
        layers = ((14.0, 9.0, 22.0, 0.085), (5.0, 3.2, 9.5, 0.075), (1.5, 0.86, 3.5, 0.055))
        lands = [lunar_land(self, *layer) for layer in layers]
        row = self.ground.row(1.75)
        ground = Mark(0.42, row, 1.75, 0.32)
        air = Mark(0.36, self.horizon * 0.80, 4.0, 0.30)
        actors = cast_of(self, ground, air)
        parts += [still(one.strip()) for one in lands]
        return [*parts, *(actor.paint for actor in actors), Dust(self).paint]

    # in orbit

    def _in_orbit(self) -> list[Part]:
        """The earth's great curve below, the sun over its edge."""
        stage = self.stage
        r = 1.05 * max(self.unit, 0.62 * stage.width)
        x, y = 0.54 * stage.width, stage.height * 0.50 + r * 0.92
        # Only what the camera can see of the ball is made.
        kept = box_at(stage, 9.0, 0, stage.height, self.tempo.reach(9 * stage.unit))
        top = max(kept.y, y - r * EDGE)
        seen = Box(kept.x, top, kept.w, kept.bottom - top)
        window = ((seen.x - x) / r, (seen.y - y) / r, (seen.right - x) / r, (seen.bottom - y) / r)
        globe = earth(r * min(1.0, 760 / self.unit), (-0.45, 0.75, 0.35), self.rng, 0.4, window, 2.2)
        strip = Strip(seen, 9.0, pixels=globe)
        speed = 9.0 * stage.unit
        mark = Mark(0.40, (0.42 if not stage.portrait else 0.46) * stage.height, 3.0, 0.34)
        actors = cast_of(self, mark, mark, weightless=True)
        parts: list[Part] = [Meteors(self).paint]
        parts.append(lambda canvas, view, t: strip.draw(canvas, view, dx=-self.tempo.drift(t, speed)))
        return [*parts, *(actor.paint for actor in actors), Dust(self).paint]
