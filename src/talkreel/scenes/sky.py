"""Skies: gradient, sun or moon with its glow, stars that twinkle, clouds that drift.

Baked: the gradient with sun and stars (opaque, one layer), and two layers of clouds.
Live: the drift of the clouds and the twinkling of the brightest stars.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, radial, shaded, vertical
from talkreel.draw.specks import draw_specks
from talkreel.draw.surface import Pixels
from talkreel.model.scene import Weather
from talkreel.scenes.clouds import CloudInk, CloudSpace, cumulus, sheet
from talkreel.scenes.colour_script import ColourScript, script_for
from talkreel.scenes.painter import Stage
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

SKY_DEPTH = 60.0
TWINKLING = 46  # of the stars, the brightest


@dataclass(frozen=True)
class Cover:
    """Clouds of a weather: streaks fill `amount` of the sky, drawn out `flat` times; `heaps` of cumulus over it.

    `speed` is px drifted a second at 1080p.
    """

    amount: float
    softness: float
    thickness: float
    flat: float
    heaps: int
    speed: float


COVERS: dict[Weather, Cover] = {
    "clear": Cover(0.16, 0.60, 0.80, 3.2, 6, 7),
    "wind": Cover(0.30, 0.60, 0.80, 4.5, 4, 26),
    "cloudy": Cover(0.46, 0.45, 0.90, 2.6, 8, 9),
    "rain": Cover(0.86, 0.45, 0.92, 2.4, 0, 14),
    "storm": Cover(0.94, 0.40, 1.00, 1.9, 0, 24),
    "snow": Cover(0.80, 0.60, 0.75, 2.6, 0, 6),
    "fog": Cover(0.60, 0.80, 0.45, 3.2, 0, 4),
}


class Sky:
    """The sky of a shot above `horizon` (px from the top); the frame below it is filled with haze.

    `sun_x` places sun or moon (part of the width); `sun` is its centre in px. `clouds` False: none are drawn.
    """

    def __init__(
        self,
        stage: Stage,
        horizon: float,
        script: ColourScript | None = None,
        sun_x: float = 0.68,
        clouds: bool = True,
    ) -> None:
        self.stage, self.horizon = stage, horizon
        self.script = script or script_for(stage.scene)
        self.weather: Weather = stage.scene.at_keys("weather")[0].to  # type: ignore[assignment]
        self._tempo = Tempo.of(stage)
        self._unit = min(stage.width, stage.height)
        rise = self.script.sun_height * min(horizon, 0.9 * self._unit)
        self.sun = (stage.width * sun_x, horizon - rise)
        self._rng = np.random.default_rng([stage.scene.seed, 11])
        self._star_rng = np.random.default_rng([stage.scene.seed, 12])
        self._stars = self._scatter_stars()
        self._gradient = Strip(box_at(stage, SKY_DEPTH, 0, stage.height), SKY_DEPTH, self._paint_sky)
        self._clouds = self._bake_clouds() if clouds else ()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the sky over the whole frame."""
        self._gradient.draw(canvas, view)
        self._twinkle(canvas, view, t_ms)
        for layer, speed in self._clouds:
            layer.draw(canvas, view, dx=self._tempo.drift(t_ms, speed))

    # stars

    def _scatter_stars(self) -> list[tuple[float, float, float, float, float]]:
        """(x, y, radius, opacity, hue) in px; fewer and paler towards the horizon."""
        script, stage, rng = self.script, self.stage, self._star_rng
        if script.stars < 0.02:
            return []
        area = stage.width * self.horizon / self._unit**2
        stars: list[tuple[float, float, float, float, float]] = []
        for _ in range(int(420 * area * script.stars**0.7)):
            x, y = rng.uniform(-0.05, 1.05) * stage.width, rng.uniform(-0.05, 0.92) * self.horizon
            size = 0.6 + rng.exponential(0.48)
            a = rng.uniform(0.25, 1.0) * script.stars * max(0.0, 1 - y / self.horizon) ** 0.8
            stars.append((float(x), float(y), float(size), float(a), float(rng.choice([60.0, 250.0, 290.0]))))
        return sorted(stars, key=lambda star: star[2] * star[3])

    def _twinkle(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        brightest = self._stars[-TWINKLING:]
        if not brightest:
            return
        shine = [0.55 + 0.45 * self._tempo.wave(t_ms, 0.35 + 0.05 * (i % 9), i * 0.37) for i in range(len(brightest))]
        places = [(x, y) for x, y, *_ in brightest]
        radii = [star[2] * self.stage.unit * (0.9 + 0.5 * s) for star, s in zip(brightest, shine, strict=True)]
        strong = [star[3] * s for star, s in zip(brightest, shine, strict=True)]
        canvas.save()
        view.apply(canvas, SKY_DEPTH)
        draw_specks(canvas, places, radii, [oklch(0.97, 0.03, star[4], 0) for star in brightest], strong)
        canvas.restore()

    # the gradient, with what stands still on it

    def _paint_sky(self, canvas: skia.Canvas) -> None:
        script, unit = self.script, self.stage.unit
        stops = [*script.sky, (1.06, mix(script.horizon, script.haze, 0.6))]
        canvas.drawPaint(shaded(vertical(0, self.horizon, [(p / 1.06, c) for p, c in stops])))
        faint = self._stars[:-TWINKLING]
        if faint:
            x, y, size, a, hue = zip(*faint, strict=True)
            inks = [oklch(0.97, 0.03, h, 0) for h in hue]
            draw_specks(canvas, np.stack([x, y], 1), np.multiply(size, unit), inks, a)
        if script.moon:
            self._paint_moon(canvas)
        else:
            self._paint_sun(canvas)

    def _glow(self, canvas: skia.Canvas, reach: float, strength: float) -> None:
        script = self.script
        warm = mix(script.key, script.haze, 0.55)
        colours = [paint_of(script.key, strength), paint_of(warm, strength * 0.34), paint_of(script.haze, 0)]
        glow = radial(self.sun, reach, colours, [0, 0.30, 1])
        x, y = self.sun
        around = skia.Rect.MakeLTRB(x - reach, y - reach, x + reach, y + reach)
        canvas.drawRect(around, shaded(glow, BlendMode=skia.BlendMode.kScreen))

    def _paint_sun(self, canvas: skia.Canvas) -> None:
        script, (x, y) = self.script, self.sun
        low = script.sun_height < 0.3
        self._glow(canvas, self._unit * (0.95 if low else 0.70), 0.30 + 0.55 * script.sun)
        if script.sun < 0.3 or script.sun_height < -0.02:
            return
        r = self._unit * (0.066 if low else 0.042)
        top, bottom = mix(script.key, (0.99, 0.02, 95), 0.6), mix(script.key, script.haze, 0.45 if low else 0.1)
        disc = vertical(y - r, y + r, [(0, top), (0.5, script.key), (1, bottom)])
        canvas.drawCircle(x, y, r * 1.25, fill(paint_of(script.key, 0.35), MaskFilter=blur(r * 0.3)))
        canvas.drawCircle(x, y, r, shaded(disc))

    def _paint_moon(self, canvas: skia.Canvas) -> None:
        script, (x, y) = self.script, self.sun
        self._glow(canvas, self._unit * 0.62, 0.10 + 0.55 * script.sun)
        if script.sun < 0.1:
            return
        r = self._unit * 0.050
        pale: Oklch = (0.955, 0.022, 95)
        canvas.drawCircle(x, y, r * 1.1, fill(paint_of(pale, 0.4), MaskFilter=blur(r * 0.35)))
        canvas.drawCircle(x, y, r, fill(paint_of(pale)))
        canvas.save()
        disc = skia.Path()
        disc.addCircle(x, y, r)
        canvas.clipPath(disc, True)
        seas = ((-0.34, -0.28, 0.36), (0.10, -0.40, 0.24), (0.30, 0.06, 0.30), (-0.18, 0.20, 0.22), (-0.45, 0.25, 0.16))
        for dx, dy, size in seas:
            spot = fill(oklch(0.80, 0.028, 255, 0.5), MaskFilter=blur(r * 0.07))
            canvas.drawOval(
                skia.Rect.MakeXYWH(x + (dx - size) * r, y + (dy - size * 0.8) * r, size * 2 * r, size * 1.6 * r), spot
            )
        shade = radial((x - r * 0.4, y - r * 0.4), r * 1.7, [0x00000000, 0x00000000, 0x60101838], [0, 0.55, 1])
        canvas.drawCircle(x, y, r, shaded(shade))
        canvas.restore()

    # clouds

    def _bake_clouds(self) -> tuple[tuple[Strip, float], ...]:
        cover = COVERS[self.weather]
        if cover.heaps and self.script.time != "day":  # heaps are the day's; low light is for streaks
            cover = replace(cover, amount=cover.amount + 0.16, heaps=round(cover.heaps * 0.45))
        speed = cover.speed * self.stage.unit
        high = self._cloud_layer(46.0, 0.6 * speed, self._wisps(cover))
        if not cover.heaps:
            return ((high, 0.6 * speed),)
        low = self._cloud_layer(34.0, speed, self._heaps(cover))
        return ((high, 0.6 * speed), (low, speed))

    def _wisps(self, cover: Cover) -> Callable[[CloudSpace], Pixels]:
        ink = self._cloud_ink(0.35)

        def bake(space: CloudSpace) -> Pixels:
            return sheet(space, self._rng, ink, cover.amount, cover.softness, cover.thickness, cover.flat)

        return bake

    def _heaps(self, cover: Cover) -> Callable[[CloudSpace], Pixels]:
        ink = self._cloud_ink(0.15)
        width = self.stage.width / self._unit
        return lambda space: cumulus(space, self._rng, ink, max(3, round(cover.heaps * width**0.6)), cover.thickness)

    def _cloud_ink(self, hazy: float) -> CloudInk:
        script = self.script
        middle = script.sky[len(script.sky) // 2][1]
        shade = mix(mix(middle, script.ambient, 0.45), script.deep, 0.06 + 0.30 * (1 - script.sun))
        lit = mix(mix(script.key, script.haze, hazy if script.time == "day" else hazy + 0.25), (0.99, 0.02, 80), 0.25)
        if script.time == "day":
            lit = mix(lit, (0.99, 0.004, 250), 0.75)  # by day clouds are white; their shade is the sky's blue
        return CloudInk(mix(shade, lit, 0.25 + 0.75 * script.sun), shade, mix(script.key, script.haze, 0.2))

    def _cloud_layer(self, depth: float, speed: float, bake: Callable[[CloudSpace], Pixels]) -> Strip:
        box = box_at(self.stage, depth, 0, self.horizon, self._tempo.reach(speed))
        # 520 px on the short side are enough for what is soft.
        space = CloudSpace(box, min(1.0, 520 / self._unit), float(self._unit), self.horizon, self.sun)
        return Strip(box, depth, pixels=bake(space))
