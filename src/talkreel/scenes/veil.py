"""Haze as a layer: a soft band on the horizon, and banks of fog that drift."""

from __future__ import annotations

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import shaded
from talkreel.draw.shader import NOISE, shader
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

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
        pale = melt(script.haze, (0.96, 0.01, script.haze[2]), 0.25)
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
