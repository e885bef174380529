"""Weather between the layers of a place: rain, storm, snow, fog, wind. Every drop is a function of time.

`paint(..., near=False)` belongs behind the middle of the scene (veils, far drops, lightning), `near=True` in front.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, mix, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, radial, shaded, stroke
from talkreel.draw.shader import NOISE, shader
from talkreel.draw.surface import LINEAR, Surface
from talkreel.model.scene import Weather
from talkreel.scenes.colour_script import ColourScript, script_for
from talkreel.scenes.painter import Stage
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

Flying = Literal["leaves", "sand", "petals"]
Paint = Callable[[skia.Canvas, View, float, bool], None]

# Rain: (depth, number, length at 1080p, falls a second, opacity, width); the first is far, the last is near.
RAIN = ((5.0, 190, 26.0, 1.5, 0.26, 1.1), (2.4, 110, 50.0, 1.9, 0.34, 1.5), (1.1, 42, 96.0, 2.3, 0.32, 2.1))
# Snow: (depth, number, radius at 1080p, falls a second, opacity, sway).
SNOW = ((5.0, 190, 1.6, 0.055, 0.70, 14.0), (2.2, 96, 3.1, 0.095, 0.80, 26.0), (0.9, 17, 11.0, 0.17, 0.42, 60.0))
LIGHTNING_EVERY_S = 2.9
SLANT: dict[Weather, float] = {"rain": 0.14, "storm": 0.34}

FOG = (
    NOISE
    + """
uniform float2 size; uniform float2 offset; uniform float density; uniform float3 colour;
half4 main(float2 p) {
  float2 v = p / size.y;
  float2 q = float2(v.x * 1.3, v.y * 3.0) + offset;
  float f = fbm(q + float2(fbm(q * 0.7) * 1.2, fbm(q * 0.6 + 4.0)));
  float y = p.y / size.y;
  float band = smoothstep(0.0, 0.45, y) * smoothstep(1.0, 0.60, y);
  return half4(half3(colour), 1) * half(smoothstep(0.25, 0.85, f) * band * density);
}
"""
)


class WeatherLayer:
    """The weather of a shot. `horizon` (px) is where fog lies and above which lightning strikes.

    `splash_from` (px from the top; None: no splashes) is where drops hit; `flying` is what wind carries.
    """

    def __init__(
        self,
        stage: Stage,
        script: ColourScript | None = None,
        horizon: float | None = None,
        splash_from: float | None = None,
        flying: Flying = "leaves",
    ) -> None:
        self.stage = stage
        self.script = script or script_for(stage.scene)
        self.weather: Weather = stage.scene.at_keys("weather")[0].to  # type: ignore[assignment]
        self.horizon = 0.58 * stage.height if horizon is None else horizon
        self.splash_from = splash_from
        self._tempo = Tempo.of(stage)
        self._rng = np.random.default_rng([stage.scene.seed, 23])
        self._paints = self._parts(flying)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the half of the weather that lies behind (`near` False) or in front of the scene's middle."""
        for part in self._paints:
            part(canvas, view, t_ms, near)

    def _parts(self, flying: Flying) -> list[Paint]:
        stage, script, rng = self.stage, self.script, self._rng
        if self.weather in ("rain", "storm"):
            parts: list[Paint] = [Veil(stage, script, self.horizon, 0.5).paint]
            if self.weather == "storm":
                parts.append(Lightning(stage, self.horizon, self._tempo).paint)
            rain = Rain(stage, script, rng, self._tempo, SLANT[self.weather], self.splash_from)
            return [*parts, rain.paint]
        if self.weather == "snow":
            return [Veil(stage, script, self.horizon, 0.32).paint, Snow(stage, rng, self._tempo).paint]
        if self.weather == "fog":
            return [Fog(stage, script, self.horizon, rng, self._tempo).paint]
        if self.weather == "wind":
            return [Flight(stage, script, flying, rng, self._tempo).paint]
        return []


class Veil:
    """The far distance, thinned by what falls: a soft band of haze on the horizon, behind the middle."""

    def __init__(self, stage: Stage, script: ColourScript, horizon: float, strength: float) -> None:
        height = stage.height
        box = box_at(stage, 12.0, horizon - 0.34 * height, min(height, horizon + 0.16 * height))
        stops = ((box.y, script.haze, 0.0), (horizon, script.haze, strength), (box.bottom, script.haze, 0.0))

        def paint(canvas: skia.Canvas) -> None:
            colours = [paint_of(colour, a) for _, colour, a in stops]
            gradient = skia.GradientShader.MakeLinear([(0, box.y), (0, box.bottom)], colours, [0.0, 0.68, 1.0])
            canvas.drawPaint(shaded(gradient))

        self._strip = Strip(box, 12.0, paint, scale=0.25)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the veil."""
        del t_ms
        if not near:
            self._strip.draw(canvas, view)


def _field(rng: np.random.Generator, number: int) -> NDArray[np.float64]:
    """`number` particles as rows of five even numbers 0..1."""
    return rng.random((number, 5))


def _across(stage: Stage, view: View, x: float, depth: float, moved: float) -> float:
    """A particle's x in px: it goes round a width a little wider than the frame, and the camera passes it by."""
    span = stage.width * 1.24
    return (x * span + moved - view.x / depth) % span - 0.12 * stage.width


class Rain:
    """Streaks in three depths that fall with the wind, and the splashes where they land."""

    def __init__(
        self,
        stage: Stage,
        script: ColourScript,
        rng: np.random.Generator,
        tempo: Tempo,
        slant: float,
        splash_from: float | None,
    ) -> None:
        self.stage, self.tempo, self.slant, self.splash_from = stage, tempo, slant, splash_from
        more = (1.35 if slant > 0.2 else 1.0) * math.sqrt(
            max(stage.width, stage.height) / min(stage.width, stage.height) / 1.78
        )
        self.layers = [(layer, _field(rng, int(layer[1] * more))) for layer in RAIN]
        self.splashes = _field(rng, 54)
        self.colour: Oklch = mix((0.93, 0.02, 235), script.key, 0.3)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far layer, or the others and the splashes."""
        for layer, drops in self.layers[1:] if near else self.layers[:1]:
            self._streaks(canvas, view, t_ms, layer, drops)
        if near and self.splash_from is not None:
            self._splash(canvas, view, t_ms, self.splash_from)

    def _streaks(
        self, canvas: skia.Canvas, view: View, t_ms: float, layer: tuple[float, ...], drops: NDArray[np.float64]
    ) -> None:
        depth, _, length, falls, opacity, width = layer
        stage, unit = self.stage, self.stage.unit
        path = skia.Path()
        for x, y, speed, size, _ in drops.tolist():
            fallen = self.tempo.turns(t_ms, falls * (0.85 + 0.3 * speed), y)
            long = length * unit * (0.6 + 0.8 * size)
            top = fallen * (stage.height + 2 * long) - long
            left = _across(stage, view, x, depth, -self.slant * fallen * stage.height)
            path.moveTo(left, top)
            path.lineTo(left - self.slant * long, top + long)
        canvas.drawPath(path, stroke(paint_of(self.colour, opacity), width * unit))

    def _splash(self, canvas: skia.Canvas, view: View, t_ms: float, top: float) -> None:
        stage, unit = self.stage, self.stage.unit
        for i, (x, y, rate, size, start) in enumerate(self.splashes.tolist()):
            hz = 1.3 + 0.8 * rate
            life = self.tempo.turns(t_ms, hz, start)
            turn = self.tempo.count(t_ms, hz, start)
            part = (y + 0.618 * turn) % 1.0
            depth = 1.0 + 3.0 * (1 - part)
            cx = _across(stage, view, (x + 0.382 * turn + 0.13 * i) % 1.0, depth, 0.0)
            cy = top + (stage.height - top) * (0.06 + 0.94 * part)
            r = (4 + 13 * size) * unit * (0.35 + 0.65 * part) * (0.25 + life)
            a = 0.34 * (1 - life)
            canvas.drawOval(
                skia.Rect.MakeXYWH(cx - r, cy - r * 0.28, 2 * r, r * 0.56), stroke(paint_of(self.colour, a), 1.1 * unit)
            )
            jump = math.sin(math.pi * min(1.0, life * 1.6)) * 13 * unit * (0.4 + part)
            canvas.drawCircle(cx, cy - jump, (0.8 + 0.9 * part) * unit, fill(paint_of(self.colour, 0.6 * (1 - life))))


class Lightning:
    """A strike every few seconds: a bolt that fades, and a soft light in the clouds. Never over one flash a second."""

    def __init__(self, stage: Stage, horizon: float, tempo: Tempo) -> None:
        self.stage, self.horizon = stage, horizon
        strikes = max(1, round(tempo.seconds / LIGHTNING_EVERY_S))
        self.every = tempo.seconds / strikes if tempo.loop else LIGHTNING_EVERY_S
        self.strikes = strikes if tempo.loop else 0
        glow = Surface(96, 96)
        colours = [oklch(0.95, 0.05, 275, a) for a in (0.85, 0.30, 0.0)]
        glow.canvas.drawPaint(shaded(radial((48, 48), 48, colours, [0, 0.35, 1])))
        self.glow = glow.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the strike that is under way, if any."""
        strike = math.floor(t_ms / 1000 / self.every)
        rng = np.random.default_rng(
            [self.stage.scene.seed, 31, strike % self.strikes if self.strikes else max(0, strike)]
        )
        since = t_ms / 1000 - strike * self.every - float(rng.uniform(0.25, 0.9))
        if since < 0 or near:
            return
        power = min(1.0, since / 0.07) * math.exp(-max(0.0, since - 0.07) / 0.26)
        if power < 0.02:
            return
        stage = self.stage
        x, y = float(rng.uniform(0.12, 0.88)) * stage.width, float(rng.uniform(0.10, 0.35)) * self.horizon
        canvas.save()
        view.apply(canvas, 40.0)
        r = 0.95 * max(stage.width, stage.height)
        light = skia.Paint(Alphaf=0.62 * power)
        canvas.drawImageRect(self.glow, skia.Rect.MakeXYWH(x - r, y - r * 0.8, 2 * r, 1.6 * r), LINEAR, light)
        if rng.random() < 0.75:
            self._bolt(canvas, rng, x, y, power)
        canvas.restore()

    def _bolt(self, canvas: skia.Canvas, rng: np.random.Generator, x: float, y: float, power: float) -> None:
        unit = self.stage.unit
        trunk = _jagged(rng, (x, y), (x + float(rng.normal(0, 0.07)) * self.stage.width, self.horizon), 0.09)
        fork_from = trunk[len(trunk) // 3]
        fork_to = (
            float(fork_from[0] + rng.normal(0, 0.12) * self.stage.width),
            float(fork_from[1] + 0.24 * self.horizon),
        )
        for points, size in (
            (trunk, 1.0),
            (_jagged(rng, (float(fork_from[0]), float(fork_from[1])), fork_to, 0.10), 0.55),
        ):
            path = polygon(points, closed=False)
            canvas.drawPath(path, stroke(oklch(0.86, 0.09, 285, 0.16 * power), 13 * unit * size))
            canvas.drawPath(path, stroke(oklch(0.92, 0.06, 280, 0.35 * power), 5 * unit * size))
            canvas.drawPath(path, stroke(oklch(0.98, 0.02, 270, 0.95 * power), 1.9 * unit * size))


def _jagged(
    rng: np.random.Generator, start: tuple[float, float], end: tuple[float, float], rough: float
) -> NDArray[np.float64]:
    """A line broken five times at its middles, each time half as far aside."""
    points = np.array([start, end], float)
    aside = rough * float(np.hypot(*(points[1] - points[0])))
    for _ in range(5):
        middles = (points[:-1] + points[1:]) / 2
        middles[:, 0] += rng.normal(0, aside, len(middles))
        joined = np.empty((len(points) + len(middles), 2))
        joined[::2], joined[1::2] = points, middles
        points, aside = joined, aside * 0.52
    return points


class Snow:
    """Flakes in three depths: dust far off, flakes, and a few out of focus close by."""

    def __init__(self, stage: Stage, rng: np.random.Generator, tempo: Tempo) -> None:
        self.stage, self.tempo = stage, tempo
        self.layers = [(layer, _field(rng, layer[1])) for layer in SNOW]
        soft = Surface(64, 64)
        white = [oklch(0.99, 0.01, 250, a) for a in (0.9, 0.75, 0.0)]
        soft.canvas.drawPaint(shaded(radial((32, 32), 31, white, [0, 0.45, 1])))
        self.soft = soft.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far flakes, or the middle and the near ones."""
        for layer, flakes in self.layers[1:] if near else self.layers[:1]:
            places = [self._place(view, t_ms, layer, flake) for flake in flakes.tolist()]
            if layer[0] < 1.0:
                paint = skia.Paint(Alphaf=layer[4])
                for x, y, r in places:
                    canvas.drawImageRect(self.soft, skia.Rect.MakeXYWH(x - r, y - r, 2 * r, 2 * r), LINEAR, paint)
                continue
            path = skia.Path()
            for x, y, r in places:
                path.addCircle(x, y, r)
            canvas.drawPath(path, fill(oklch(0.985, 0.008, 250, layer[4])))

    def _place(
        self, view: View, t_ms: float, layer: tuple[float, ...], flake: list[float]
    ) -> tuple[float, float, float]:
        depth, _, radius, falls, _, sway = layer
        x, y, speed, size, phase = flake
        stage, unit = self.stage, self.stage.unit
        fallen = self.tempo.turns(t_ms, falls * (0.75 + 0.5 * speed), y)
        aside = sway * unit * self.tempo.wave(t_ms, 0.10 + 0.12 * speed, phase) - 0.10 * fallen * stage.height
        r = radius * unit * (0.6 + 0.8 * size)
        return _across(stage, view, x, depth, aside), fallen * (stage.height + 4 * r) - 2 * r, r


class Fog:
    """Banks that drift at two depths over a veil, thickest on the horizon."""

    def __init__(
        self, stage: Stage, script: ColourScript, horizon: float, rng: np.random.Generator, tempo: Tempo
    ) -> None:
        self.tempo = tempo
        self.veil = Veil(stage, script, horizon, 0.86)
        height, unit = stage.height, stage.unit
        # depth, top, bottom, density, px a second
        banks = (
            (10.0, horizon - 0.40 * height, horizon + 0.22 * height, 0.95, 16 * unit, False),
            (2.2, horizon - 0.16 * height, height * 1.12, 0.70, -30 * unit, True),
        )
        pale = mix(script.haze, (0.96, 0.01, script.haze[2]), 0.25)
        self.banks = [
            (_fog_bank(stage, tempo, rng, pale, (depth, top, bottom, density), speed), speed, near)
            for depth, top, bottom, density, speed, near in banks
        ]

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the veil and the far bank, or the near one."""
        self.veil.paint(canvas, view, t_ms, near)
        for strip, speed, in_front in self.banks:
            if in_front == near:
                strip.draw(canvas, view, dx=self.tempo.drift(t_ms, speed))


def _fog_bank(
    stage: Stage,
    tempo: Tempo,
    rng: np.random.Generator,
    colour: Oklch,
    bank: tuple[float, float, float, float],
    speed: float,
) -> Strip:
    depth, top, bottom, density = bank
    box = box_at(stage, depth, top, bottom, tempo.reach(speed))
    argb = paint_of(colour)
    made = shader(
        FOG,
        size=(box.w, box.h),
        offset=(float(rng.uniform(0, 30)), float(rng.uniform(0, 30))),
        density=density,
        colour=[((argb >> shift) & 255) / 255 for shift in (16, 8, 0)],
    )

    def paint(canvas: skia.Canvas) -> None:
        canvas.translate(box.x, box.y)
        canvas.drawPaint(skia.Paint(Shader=made))

    return Strip(box, depth, paint, scale=min(1.0, 180 / min(stage.width, stage.height)))


class Flight:
    """What the wind carries past: leaves, petals or sand, in two depths."""

    def __init__(
        self, stage: Stage, script: ColourScript, what: Flying, rng: np.random.Generator, tempo: Tempo
    ) -> None:
        self.stage, self.tempo, self.what = stage, tempo, what
        number = 90 if what == "sand" else 30
        self.things = _field(rng, number)
        hues: dict[Flying, tuple[Oklch, ...]] = {
            "leaves": ((0.66, 0.13, 120), (0.70, 0.14, 75), (0.62, 0.15, 45)),
            "petals": ((0.90, 0.07, 350), (0.94, 0.04, 10), (0.86, 0.09, 0)),
            "sand": ((0.86, 0.07, 75), (0.80, 0.08, 65), (0.92, 0.05, 80)),
        }
        self.colours = [paint_of(script.lit(colour), 0.5 if what == "sand" else 0.95) for colour in hues[what]]
        self.leaf = polygon([(-1, 0), (-0.4, -0.42), (0.4, -0.36), (1, 0), (0.4, 0.30), (-0.4, 0.40)])

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the far third, or the rest."""
        far = len(self.things) // 3
        for i, thing in enumerate(self.things.tolist()):
            if (i >= far) == near:
                self._one(canvas, view, t_ms, i, thing, 1.2 if near else 3.0)

    def _one(self, canvas: skia.Canvas, view: View, t_ms: float, i: int, thing: list[float], depth: float) -> None:
        x, y, speed, size, phase = thing
        stage, unit, tempo = self.stage, self.stage.unit, self.tempo
        way = tempo.turns(t_ms, (0.30 + 0.22 * speed) * (1.7 if self.what == "sand" else 1.0) / depth**0.5, x)
        cx = (way * 1.3 - 0.15) * stage.width
        lift = tempo.wave(t_ms, 0.25 + 0.2 * speed, phase)
        cy = (0.25 + 0.75 * y) * stage.height + (46 * lift + 120 * (way - 0.5) * (phase - 0.4)) * unit - view.y / depth
        colour = self.colours[i % len(self.colours)]
        if self.what == "sand":
            canvas.drawLine(
                cx, cy, cx + (18 + 44 * size) * unit / depth**0.5, cy - 2 * unit, stroke(colour, (0.7 + size) * unit)
            )
            return
        r = (6 + 7 * size) * unit / depth**0.6
        canvas.save()
        canvas.translate(cx, cy)
        canvas.rotate(math.degrees(tempo.angle(t_ms, 0.5 + 0.5 * speed)) + 360 * phase)
        canvas.scale(r, r * (0.35 + 0.65 * abs(tempo.wave(t_ms, 0.7 + 0.4 * size, phase))))
        canvas.drawPath(self.leaf, fill(colour))
        canvas.restore()
