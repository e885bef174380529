"""Space: a nebula, stars, a ringed giant. Variants: "moon" (on its ground, the earth rising), "earth" (from orbit)."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, from_hex, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded, stroke
from talkreel.draw.surface import LINEAR, Surface, image_of
from talkreel.model.scene import TimeOfDay
from talkreel.scenes.cast import Mark, cast_of
from talkreel.scenes.landscape import Landscape, Part, still
from talkreel.scenes.material import Picture, bgr, cel, over, premultiplied, toned
from talkreel.scenes.planet import EDGE, earth, giant, moon
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import Land, land
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.texture import Plane, fractal, smoothstep, warped

DUST: Oklch = (0.62, 0.012, 80)
STAR_HUES = (55.0, 80.0, 250.0, 265.0, 300.0)
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
        dim = {"moon": 0.25, "earth": 0.35}.get(variant, 1.0)
        stars = Stars(self)
        parts: list[Part] = [still(self._deep(stars)), still(self._nebula(34.0, 0.8 * dim, 1.0)), stars.paint]
        if variant == "moon":
            return [*parts, *self._on_the_moon()]
        if variant == "earth":
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
        lands = [self._lunar(*layer) for layer in layers]
        row = self.ground.row(1.75)
        ground = Mark(0.42, row, 1.75, 0.32)
        air = Mark(0.36, self.horizon * 0.80, 4.0, 0.30)
        actors = cast_of(self, ground, air)
        parts += [still(one.strip()) for one in lands]
        return [*parts, *(actor.paint for actor in actors), Dust(self).paint]

    def _lunar(self, depth: float, near: float, far: float, tall: float) -> Land:
        middle = math.sqrt(near * far)
        lumps, grain = Tile(self.rng, 5, 0.45), Tile(self.rng, 5, 0.62)
        top = np.float32(middle * tall)
        span = stage_span = self.stage.width / self.unit
        craters = [
            (float(self.rng.uniform(-0.7, 0.7)) * span * d, d, float(0.05 + 0.20 * self.rng.random() ** 2.5) * middle)
            for d in (near * (far / near) ** self.rng.random(30)).tolist()
        ]
        del stage_span

        def heights(x: Plane, d: Plane) -> Plane:
            deep = np.clip(np.log(d / np.float32(near)) / np.float32(math.log(far / near)), 0, 1)
            rise = top * (0.5 + 0.7 * lumps.at(x, d, middle * 0.5, middle * 0.8)) * smoothstep(0.0, 0.7, deep)
            for cx, cd, r in craters:
                away = np.hypot(x - np.float32(cx), d - np.float32(cd)) / np.float32(r)
                wall = np.exp(-(((away - 1) / 0.22) ** 2)) * 0.10 - 0.16 * smoothstep(1.0, 0.55, away)
                rise = rise + wall * np.float32(r)
            return rise

        def material(seen: Relief) -> Picture:
            fine = grain.at(seen.x, seen.distance, middle * 0.12, middle * 0.2)
            tone = np.clip(cel(seen.light + 0.10 * fine, 0.22, 0.48, 0.10), 0, 1)
            dust: Oklch = (DUST[0], 0.014, 80)
            return toned(self.script, dust, tone * 0.92) * np.float32(1.0) * (0.30 + 0.70 * tone[..., None])

        return land(
            self.stage,
            self.ground,
            depth,
            (near, far),
            tall * self.unit * 1.3,
            heights,
            (-0.86, 0.34, -0.25),
            material,
            0.8,
        )

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


class Stars:
    """Stars: thousands baked, the brightest alive, a few of them with rays."""

    def __init__(self, place: Space) -> None:
        self.place = place
        area = place.stage.width * place.stage.height / place.unit**2
        self._faint = place.rng.random((int(900 * area), 5))
        self._bright = place.rng.random((int(44 * area), 5)).tolist()

    def bake(self, canvas: skia.Canvas) -> None:
        """Draw the faint ones, closer together along a band."""
        stage = self.place.stage
        for x, y, size, hue, a in self._faint.tolist():
            band = math.exp(-(((y - 0.75 + 0.55 * x) / 0.30) ** 2))
            if a > 0.45 + 0.55 * band:
                continue
            colour = oklch(0.93, 0.045, STAR_HUES[int(hue * 5)], 0.25 + 0.7 * a)
            canvas.drawCircle(
                (x * 1.1 - 0.05) * stage.width,
                (y * 1.1 - 0.05) * stage.height,
                (0.45 + 1.0 * size**4) * stage.unit,
                fill(colour),
            )

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the bright ones as they twinkle."""
        stage, tempo = self.place.stage, self.place.tempo
        view.apply(canvas, 50.0)
        for i, (x, y, size, hue, phase) in enumerate(self._bright):
            shine = 0.55 + 0.45 * tempo.wave(t_ms, 0.25 + 0.4 * size, phase)
            cx, cy = (x * 1.06 - 0.03) * stage.width, (y * 1.06 - 0.03) * stage.height
            r = (1.0 + 1.4 * size) * stage.unit * (0.8 + 0.35 * shine)
            colour = oklch(0.97, 0.04, STAR_HUES[int(hue * 5)], shine)
            canvas.drawCircle(cx, cy, r, fill(colour))
            if i % 5 == 0:
                ray = r * (4.5 + 3.0 * shine)
                faint = stroke(oklch(0.97, 0.04, STAR_HUES[int(hue * 5)], 0.45 * shine), 0.7 * stage.unit)
                canvas.drawLine(cx - ray, cy, cx + ray, cy, faint)
                canvas.drawLine(cx, cy - ray, cx, cy + ray, faint)


class Meteors:
    """A shooting star every few seconds."""

    def __init__(self, place: Space) -> None:
        self.place = place

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the one that is falling, if any."""
        del view
        place = self.place
        turn, life = place.tempo.count(t_ms, 0.24), place.tempo.turns(t_ms, 0.24)
        rng = np.random.default_rng([place.stage.scene.seed, 71, max(0, turn)])
        start, length = float(rng.uniform(0.1, 0.6)), 0.16
        part = (life - start) / length
        if not 0 < part < 1:
            return
        x = (float(rng.uniform(0.15, 0.9)) + 0.16 * part) * place.stage.width
        y = (float(rng.uniform(0.04, 0.30)) + 0.10 * part) * place.stage.height
        tail = 0.13 * place.unit
        a = math.sin(math.pi * part)
        colours = [oklch(0.98, 0.03, 240, 0.9 * a), oklch(0.9, 0.05, 240, 0.0)]
        light = linear((x, y), (x - tail, y - 0.52 * tail), colours)
        line = stroke(0xFF000000, 2.0 * place.stage.unit, Shader=light)
        canvas.drawLine(x, y, x - tail, y - 0.52 * tail, line)


class Dust:
    """Motes close to the lens, out of focus: they tell that we move."""

    def __init__(self, place: Space) -> None:
        self.place = place
        self._motes = place.rng.random((34, 4)).tolist()
        soft = Surface(32, 32)
        colours = [oklch(0.92, 0.03, 250, a) for a in (0.8, 0.35, 0.0)]
        soft.canvas.drawPaint(shaded(radial((16, 16), 16, colours, [0, 0.4, 1]), MaskFilter=blur(0.01)))
        self._soft = soft.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the motes."""
        place = self.place
        stage, tempo = place.stage, place.tempo
        for x, y, size, phase in self._motes:
            depth = 0.8 + 2.2 * phase
            way = tempo.turns(t_ms, 0.020 + 0.03 * size, x)
            cx = ((way * 1.2 - view.x / depth / stage.width) % 1.2 - 0.1) * stage.width
            cy = (
                (y + 0.03 * tempo.wave(t_ms, 0.08, phase) - view.y / depth / stage.height) % 1.1 - 0.05
            ) * stage.height
            r = (1.2 + 4.2 * size * size) * stage.unit * 2 / depth
            canvas.drawImageRect(
                self._soft,
                skia.Rect.MakeXYWH(cx - r, cy - r, 2 * r, 2 * r),
                LINEAR,
                skia.Paint(Alphaf=0.20 + 0.25 * size),
            )
