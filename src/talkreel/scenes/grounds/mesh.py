"""A gradient mesh that flows like silk: five tones round moving points, bent by two waves, with lit folds."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.colour import Oklch
from talkreel.draw.door import skia
from talkreel.scenes.grounds.clock import Clock
from talkreel.scenes.grounds.flow import Flow
from talkreel.scenes.grounds.ornament import ornaments
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

SHRINK = 12  # enlarged by a cubic the difference cannot be seen

# Ottosson's OKLab, so that two hues meet without grey between them.
_MESH = """
uniform float2 size;
uniform float t;
uniform float turn;
uniform float sheen;
uniform float depth;
uniform float3 tone0, tone1, tone2, tone3, tone4;
float3 rgb(float3 lab) {
  float3 c = float3(
    lab.x + 0.3963 * lab.y + 0.2158 * lab.z,
    lab.x - 0.1056 * lab.y - 0.0639 * lab.z,
    lab.x - 0.0895 * lab.y - 1.2915 * lab.z);
  c = c * c * c;
  float3 light = float3(
    4.0767 * c.x - 3.3077 * c.y + 0.2310 * c.z,
    -1.2684 * c.x + 2.6098 * c.y - 0.3413 * c.z,
    -0.0042 * c.x - 0.7034 * c.y + 1.7076 * c.z);
  return pow(clamp(light, 0, 1), float3(0.4545));
}
float near(float2 p, float2 q, float tight) { float2 d = p - q; return exp(-tight * dot(d, d)); }
half4 main(float2 p) {
  float side = min(size.x, size.y);
  float2 v = p / side, far = size / side;
  float2 w = v + 0.20 * float2(sin(v.y * 2.3 + t * 0.42 + turn), cos(v.x * 2.0 - t * 0.36 + turn * 1.7));
  w += 0.11 * float2(sin(w.y * 4.1 - t * 0.48 + turn * 2.3), cos(w.x * 3.7 + t * 0.40));
  float a = near(w, far * float2(0.10 + 0.08 * sin(t * 0.31 + turn), 0.16), 1.5);
  float b = near(w, far * float2(0.90, 0.12 + 0.10 * cos(t * 0.35)), 1.9);
  float c = near(w, far * float2(0.18, 0.92 + 0.07 * sin(t * 0.40)), 1.6);
  float d = near(w, far * float2(0.86 + 0.08 * cos(t * 0.27 + turn), 0.88), 2.1);
  float e = near(w, far * float2(0.50 + 0.14 * sin(t * 0.22), 0.46 + 0.10 * cos(t * 0.29 + turn)), 2.6) * 0.7;
  float sum = a + b + c + d + e + 0.02;
  float3 lab = (a * tone0 + b * tone1 + c * tone2 + d * tone3 + (e + 0.02) * tone4) / sum;
  float along = w.x * 2.6 + w.y * 4.4 + 1.7 * sin(w.y * 1.9 - w.x * 1.1 - t * 0.26 + turn);
  float fold = fract(along * 0.42 + turn + t * 0.04);
  float lit = smoothstep(0.0, 0.62, fold) * (1.0 - smoothstep(0.66, 1.0, fold));
  lit *= 0.55 + 0.45 * sin(w.x * 1.7 - w.y * 1.3 + t * 0.21 + turn);
  lab.x += sheen * (lit - 0.42);
  lab.yz *= 1.0 + depth * (lit - 0.3);
  return half4(half3(rgb(lab)), 1);
}
"""


def _lab(tone: Oklch) -> tuple[float, float, float]:
    return (tone[0], tone[1] * math.cos(math.radians(tone[2])), tone[1] * math.sin(math.radians(tone[2])))


def _below(inks: Inks, tone: Oklch, fold: float) -> Oklch:
    """The tone, so quiet that the ink can be read where a fold makes it lighter (or, on light grounds, darker)."""
    swing = fold if inks.dark else -fold
    return (inks.under((tone[0] + swing, tone[1], tone[2]))[0] - swing, tone[1], tone[2])


class Mesh:
    """The tones are the two grounds, the second accent and what lies between, all quiet enough for the ink."""

    def __init__(self, stage: Stage, inks: Inks, clock: Clock, calm: bool = False) -> None:
        self._clock = clock
        self._ornaments = ornaments(stage, inks)[: 1 if calm else 2]
        rng = np.random.default_rng(stage.scene.seed)
        turn = float(rng.uniform(0, 2 * math.pi))
        deep, bright = inks.ground, inks.ground2
        spark = blended(bright, inks.accent2, 0.85)
        side = (bright[0] + (0.06 if inks.dark else 0.0), bright[1], bright[2] - 42)
        tones = [deep, spark, side, blended(bright, inks.accent2, 0.4), blended(deep, bright, 0.55)]
        # The quietest tone stays where words begin, top left in 16:9; the others change places with the seed.
        order = [0, *(int(i) + 1 for i in rng.permutation(3)), 4]
        sheen, depth = (0.16, 0.5) if inks.dark else (0.055, -0.6)
        still = {f"tone{i}": _lab(_below(inks, tones[k], sheen * 0.58)) for i, k in enumerate(order)}
        still |= {"turn": turn, "sheen": sheen, "depth": depth}
        self._flow = Flow(_MESH, (stage.width, stage.height), SHRINK, still, lambda seconds: {"t": seconds})

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Cover the canvas."""
        seconds = self._clock.seconds(t_ms)
        self._flow.paint(canvas, seconds)
        for ornament in self._ornaments:
            ornament.draw(canvas, seconds)
