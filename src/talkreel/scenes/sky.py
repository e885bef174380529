"""Skies: gradient, sun or moon with its glow, stars that twinkle, clouds that drift.

Baked: the gradient with sun and stars (opaque, one layer), and two layers of clouds (SkSL at a part of the size).
Live: the drift of the clouds and the twinkling of the brightest stars.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, radial, shaded, vertical
from talkreel.draw.shader import NOISE, shader
from talkreel.model.scene import Weather
from talkreel.scenes.colour_script import ColourScript, script_for
from talkreel.scenes.painter import Stage
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

SKY_DEPTH = 60.0


@dataclass(frozen=True)
class Cover:
    """Clouds of a weather: how much of the sky they fill (0..1), how soft, how thick, px drifted a second at 1080p."""

    amount: float
    softness: float
    thickness: float
    speed: float


COVERS: dict[Weather, Cover] = {
    "clear": Cover(0.34, 0.20, 0.85, 7),
    "wind": Cover(0.40, 0.24, 0.80, 26),
    "cloudy": Cover(0.56, 0.16, 0.95, 9),
    "rain": Cover(0.74, 0.24, 0.85, 14),
    "storm": Cover(0.86, 0.26, 0.95, 24),
    "snow": Cover(0.66, 0.34, 0.70, 6),
    "fog": Cover(0.60, 0.44, 0.50, 4),
}

# Clouds: domain-warped noise flattened towards the horizon, lit from the sun by comparing it with itself one step away.
CLOUDS = (
    NOISE
    + """
uniform float horizon; uniform float unit; uniform float2 sun; uniform float2 offset;
uniform float amount; uniform float softness; uniform float thickness; uniform float flat_; uniform float fine;
uniform float3 lit; uniform float3 shade; uniform float3 glow;
float field(float2 q) { return fbm(q + float2(fbm(q * 0.9 + 3.7) * 1.5, fbm(q * 0.8 + 9.2) * 0.7)); }
half4 main(float2 p) {
  float2 v = float2(p.x / unit, p.y / horizon);
  float down = clamp(v.y, -0.6, 1.0);
  float2 q = float2(v.x * (1.1 + 0.5 * down), down * flat_ * (1.3 + 1.6 * down * down)) * fine + offset;
  float f = field(q);
  float2 away = normalize(v - sun / float2(unit, horizon) + 0.001);
  float g = field(q - away * float2(0.16, 0.34));
  float band = smoothstep(1.0, 0.80, v.y);
  float edge = 0.80 - 0.48 * amount;
  float a = smoothstep(edge, edge + softness, f) * band;
  float light = clamp((f - g) * 2.6 + 0.50 - 0.35 * smoothstep(edge + 0.10, edge + 0.42, f), 0.0, 1.0);
  float near_sun = exp(-3.2 * length(v * float2(1, 0.62) - sun / float2(unit, horizon) * float2(1, 0.62)));
  half3 c = half3(mix(shade, lit, light));
  c = mix(c, half3(glow), half(clamp(near_sun * (0.35 + light) * 1.1, 0.0, 0.9)));
  return half4(c, 1) * half(a * thickness);
}
"""
)


def rgb(colour: Oklch) -> tuple[float, float, float]:
    """A colour as shader uniforms, 0..1."""
    argb = paint_of(colour)
    return (((argb >> 16) & 255) / 255, ((argb >> 8) & 255) / 255, (argb & 255) / 255)


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
        self._stars = self._scatter_stars()
        self._gradient = Strip(box_at(stage, SKY_DEPTH, 0, stage.height), SKY_DEPTH, self._paint_sky, opaque=True)
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
        script, stage = self.script, self.stage
        if script.stars < 0.02:
            return []
        area = stage.width * self.horizon / self._unit**2
        stars: list[tuple[float, float, float, float, float]] = []
        for _ in range(int(230 * area * script.stars**0.7)):
            x, y = self._rng.uniform(-0.05, 1.05) * stage.width, self._rng.uniform(-0.05, 0.92) * self.horizon
            size = 0.55 + self._rng.exponential(0.42)
            a = self._rng.uniform(0.25, 1.0) * script.stars * max(0.0, 1 - y / self.horizon) ** 0.8
            stars.append((float(x), float(y), float(size), float(a), float(self._rng.choice([60.0, 250.0, 290.0]))))
        return sorted(stars, key=lambda star: star[2] * star[3])

    def _twinkle(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        unit = self.stage.unit
        canvas.save()
        view.apply(canvas, SKY_DEPTH)
        for i, (x, y, size, a, hue) in enumerate(self._stars[-46:]):
            shine = 0.55 + 0.45 * self._tempo.wave(t_ms, 0.35 + 0.05 * (i % 9), i * 0.37)
            canvas.drawCircle(x, y, size * unit * (0.9 + 0.5 * shine), fill(oklch(0.97, 0.03, hue, a * shine)))
        canvas.restore()

    # the gradient, with what stands still on it

    def _paint_sky(self, canvas: skia.Canvas) -> None:
        script, unit = self.script, self.stage.unit
        stops = [*script.sky, (1.06, mix(script.horizon, script.haze, 0.6))]
        canvas.drawPaint(shaded(vertical(0, self.horizon, [(p / 1.06, c) for p, c in stops])))
        for x, y, size, a, hue in self._stars[:-46]:
            canvas.drawCircle(x, y, size * unit, fill(oklch(0.97, 0.03, hue, a)))
        if script.moon:
            self._paint_moon(canvas)
        else:
            self._paint_sun(canvas)

    def _glow(self, canvas: skia.Canvas, reach: float, strength: float) -> None:
        script = self.script
        warm = mix(script.key, script.haze, 0.55)
        colours = [paint_of(script.key, strength), paint_of(warm, strength * 0.34), paint_of(script.haze, 0)]
        glow = radial(self.sun, reach, colours, [0, 0.30, 1])
        canvas.drawPaint(shaded(glow, BlendMode=skia.BlendMode.kScreen))

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
        unit = self.stage.unit
        high = Cover(cover.amount * 0.92, cover.softness * 1.6, cover.thickness * 0.55, cover.speed)
        layers = ((high, 46.0, 3.4, 0.75), (cover, 34.0, 2.0, 1.0))
        return tuple(
            (self._cloud_layer(one, depth, flat, fine), one.speed * unit * (0.6 if depth > 40 else 1.0))
            for one, depth, flat, fine in layers
        )

    def _cloud_layer(self, cover: Cover, depth: float, flat: float, fine: float) -> Strip:
        script, horizon = self.script, self.horizon
        box = box_at(self.stage, depth, 0, horizon, self._tempo.reach(cover.speed * self.stage.unit))
        middle = script.sky[len(script.sky) // 2][1]
        lit = mix(mix(script.key, script.haze, 0.35), script.horizon, 0.25)
        shade = mix(mix(middle, script.ambient, 0.45), script.deep, 0.10 + 0.25 * (1 - script.sun))
        lit = mix(shade, lit, 0.30 + 0.70 * script.sun)
        made = shader(
            CLOUDS,
            horizon=horizon,
            unit=float(self._unit),
            sun=self.sun,
            offset=(float(self._rng.uniform(0, 40)), float(self._rng.uniform(0, 40))),
            amount=cover.amount,
            softness=cover.softness,
            thickness=cover.thickness,
            flat_=flat,
            fine=fine,
            lit=rgb(lit),
            shade=rgb(shade),
            glow=rgb(mix(script.key, script.haze, 0.2)),
        )

        def paint(canvas: skia.Canvas) -> None:
            canvas.drawPaint(skia.Paint(Shader=made))

        return Strip(box, depth, paint, scale=self._cloud_scale())

    def _cloud_scale(self) -> float:
        # About 640 px on the short side are enough for what is soft; at a preview's size it is the size itself.
        return min(1.0, 520 / self._unit)


def sun_angle(sun: tuple[float, float], x: float, y: float) -> float:
    """The direction from (x, y) to the sun, radians, y down."""
    return math.atan2(sun[1] - y, sun[0] - x)
