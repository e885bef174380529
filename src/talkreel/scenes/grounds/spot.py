"""A dark room with one pool of light: a beam, slow smoke in it, and motes or soft discs that drift through."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, stroke
from talkreel.draw.shader import NOISE
from talkreel.draw.surface import LINEAR, Surface, image_of
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.grounds.flow import Flow, Uniforms
from talkreel.scenes.grounds.ornament import Rings
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

SHRINK = 10

_POOL = (
    NOISE
    + """
uniform float2 size;
uniform float2 lamp;
uniform float2 pool;
uniform float t;
uniform float3 dark, lit, warm;
half4 main(float2 p) {
  float side = min(size.x, size.y);
  float2 v = (p - pool * size) / side;
  float2 down = (pool - lamp) * size / side;
  float2 q = (p - lamp * size) / side;
  float reach = dot(q, normalize(down));
  float off = abs(q.x * down.y - q.y * down.x) / length(down);
  float beam = exp(-pow(off / (0.10 + 0.30 * max(reach, 0.0)), 2.0)) * smoothstep(-0.05, 0.25, reach);
  beam *= exp(-0.75 * max(reach, 0.0));
  float2 d = v * float2(0.82, 1.05);
  float glow = exp(-1.9 * dot(d, d));
  float smoke = fbm(p / side * 2.1 + float2(t * 0.09, -t * 0.06));
  float light = 0.78 * glow + 0.55 * beam;
  light *= 0.80 + 0.60 * (smoke - 0.5);
  float3 c = mix(dark, lit, clamp(light, 0, 1));
  c = mix(c, warm, clamp(0.55 * beam * light + 0.25 * (light - 0.75), 0, 0.5));
  return half4(half3(c), 1);
}
"""
)


@dataclass(frozen=True)
class _Mote:
    x: float
    y: float
    radius: float
    depth: float
    phase: float
    opacity: float


def _rgb(tone: Oklch) -> tuple[float, float, float]:
    argb = oklch(*tone)
    return ((argb >> 16 & 255) / 255, (argb >> 8 & 255) / 255, (argb & 255) / 255)


class Spot:
    """Discs out of focus where the ground is warm and full, points of dust where it is nearly black."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock = clock
        self._size = (stage.width, stage.height)
        self._unit = stage.unit
        rng = np.random.default_rng(stage.scene.seed)
        self._left = bool(rng.integers(2))
        tones = {
            "dark": _rgb(inks.under((inks.ground[0] * 0.82, inks.ground[1], inks.ground[2]), 7)),
            "lit": _rgb(inks.under(inks.ground2, 6)),
            "warm": _rgb(inks.under(blended(inks.ground2, inks.accent2, 0.7), 5)),
        }
        self._flow = Flow(_POOL, self._size, SHRINK, tones, self._light)
        dusty = inks.ground2[0] < 0.33
        discs = [inks.accent, inks.accent2, blended(inks.accent, inks.ink, 0.5)]
        self._sprites = [image_of(_disc(stage.unit, tone, dusty)) for tone in discs]
        self._rings = Rings(stage, (0.93 if self._left else 0.07, 0.9), paint_of(inks.accent), 1.1) if dusty else None
        self._motes = _motes(rng, (34 if dusty else 17) // (2 if calm else 1), dusty)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        seconds = self._clock.seconds(t_ms)
        self._flow.paint(canvas, seconds)
        if self._rings:
            self._rings.draw(canvas, seconds)
        else:
            self._draw_garland(canvas, seconds)
        for k, mote in enumerate(self._motes):
            self._draw_mote(canvas, mote, self._sprites[k % len(self._sprites)], seconds)

    def _light(self, seconds: float) -> Uniforms:
        """Where the lamp hangs and where its pool lies."""
        aside, lamp = (0.06, 0.12) if self._left else (-0.06, 0.88)
        return {
            "lamp": (lamp + 0.05 * math.sin(seconds * 0.45 + 0.6), -0.12),
            "pool": (0.5 + aside + 0.06 * math.sin(seconds * 0.55), 0.52 + 0.02 * math.cos(seconds * 0.5)),
            "t": seconds,
        }

    def _draw_garland(self, canvas: skia.Canvas, seconds: float) -> None:
        """Lamps on two strings along the top, out of focus, twinkling."""
        width, height = self._size
        for k in range(17):
            along = (k + 0.5) / 17
            sag = 1 - (2 * ((along * 2) % 1) - 1) ** 2
            x, y = width * along, height * 0.015 + (52 * sag + 4 * math.sin(seconds * 0.8 + k)) * self._unit
            radius = (22 + 9 * math.sin(k * 2.4)) * self._unit
            twinkle = 0.42 + 0.24 * math.sin(seconds * 1.3 + k * 1.9)
            box = skia.Rect.MakeLTRB(x - radius, y - radius, x + radius, y + radius)
            canvas.drawImageRect(self._sprites[0], box, LINEAR, skia.Paint(Alphaf=twinkle))

    def _draw_mote(self, canvas: skia.Canvas, mote: _Mote, sprite: skia.Image, seconds: float) -> None:
        width, height = self._size
        rise = (mote.y - seconds * 0.016 / mote.depth + 0.15) % 1.3 - 0.15
        x = width * mote.x + 26 * self._unit * math.sin(seconds * 0.5 / mote.depth + mote.phase)
        breath = 0.65 + 0.35 * math.sin(seconds * 0.9 + mote.phase * 3)
        radius = mote.radius * self._unit
        box = skia.Rect.MakeLTRB(x - radius, height * rise - radius, x + radius, height * rise + radius)
        canvas.drawImageRect(sprite, box, LINEAR, skia.Paint(Alphaf=mote.opacity * breath))


def _motes(rng: np.random.Generator, count: int, dusty: bool) -> list[_Mote]:
    """Kept to the sides, where no words stand; dust may be anywhere."""
    motes: list[_Mote] = []
    for _ in range(count):
        depth = float(rng.uniform(0.6, 1.8))
        edge = float(rng.beta(0.55, 0.55))
        radius = float(rng.uniform(5, 13)) if dusty else float(rng.uniform(34, 120))
        opacity = float(rng.uniform(0.25, 0.8)) if dusty else float(rng.uniform(0.10, 0.26))
        motes.append(
            _Mote(edge, float(rng.uniform(0, 1.3)), radius / depth, depth, float(rng.uniform(0, 6.28)), opacity)
        )
    return motes


def _disc(unit: float, tone: Oklch, dusty: bool) -> np.ndarray:
    """A point of dust that glows, or a disc of light out of focus with a brighter rim."""
    side = max(8, int((40 if dusty else 200) * unit))
    surface = Surface(side, side)
    middle = side / 2
    if dusty:
        surface.canvas.drawCircle(middle, middle, middle * 0.34, fill(paint_of(tone), MaskFilter=blur(middle * 0.26)))
        surface.canvas.drawCircle(middle, middle, middle * 0.16, fill(paint_of((0.97, tone[1] * 0.4, tone[2]))))
        return surface.pixels
    surface.canvas.drawCircle(middle, middle, middle * 0.86, fill(paint_of(tone, 0.62), MaskFilter=blur(middle * 0.05)))
    rim = stroke(
        paint_of((min(1, tone[0] + 0.1), tone[1], tone[2]), 0.9), middle * 0.05, MaskFilter=blur(middle * 0.03)
    )
    surface.canvas.drawCircle(middle, middle, middle * 0.83, rim)
    return surface.pixels
