"""What a product stands on: a round plinth, a slab of marble. Modelled as products are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.shader import NOISE, shader
from talkreel.draw.surface import image_of
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.finish import CERAMIC, GLOSS, LACQUER, SATIN
from talkreel.scenes.products.lit import Lit
from talkreel.scenes.products.outline import box, lathe, oval, shifted
from talkreel.scenes.products.relief import bevel, flat, turned
from talkreel.scenes.products.studio_light import StudioLight

SQUASH = 0.155  # of a circle on the floor, as the camera sees it

# Veins: warped ridges of noise, over a slow cloud of grey.
MARBLE = (
    NOISE
    + """
uniform float scale; uniform float3 stone; uniform float3 vein;
half4 main(float2 p) {
  float2 q = p / scale;
  float2 w = float2(fbm(q * 0.9 + 2.1), fbm(q * 0.8 + 7.7)) * 2.6;
  float cloud = fbm(q * 0.7 + w * 0.5);
  float a = 1 - abs(2 * fbm(q * float2(0.55, 1.0) + w) - 1);
  float b = 1 - abs(2 * fbm(q * float2(1.4, 2.3) + w * 1.2 + 4.0) - 1);
  float line = smoothstep(0.90, 0.995, a) * 0.75 + smoothstep(0.93, 1.0, b) * 0.35;
  float3 c = mix(stone, vein, clamp(line + (cloud - 0.55) * 0.35, 0.0, 0.85));
  return half4(half3(c), 1);
}
"""
)


@dataclass(frozen=True)
class Plinth:
    """A picture with the px of its corner; it stands with its top's middle at the place it was made for."""

    image: skia.Image
    x: float
    y: float
    top: skia.Path  # its upper face, px

    def draw(self, canvas: skia.Canvas) -> None:
        """Draw it where it stands."""
        canvas.drawImage(self.image, self.x, self.y)


def round_plinth(
    cx: float,
    floor: float,
    rx: float,
    deep: float,
    colour: Oklch,
    light: StudioLight,
    steps: int = 1,
    gloss: bool = False,
) -> Plinth:
    """A cylinder of radius `rx` px, `deep` px high, its top's middle at (`cx`, `floor`); `steps` 2 adds one below."""
    wide = rx * (1.36 if steps == 2 else 1.0)
    ry = rx * SQUASH
    left, top = cx - wide * 1.06, floor - ry * 1.2
    width, height = math.ceil(wide * 2.12), math.ceil(deep * steps + wide * SQUASH * 2.6)
    clay = Clay(width, height, left - cx, top - floor, 1.0)
    finish = LACQUER if gloss else SATIN
    tops = ((wide, deep * 0.96, deep * 0.9), (rx, 0.0, deep)) if steps == 2 else ((rx, 0.0, deep),)
    for radius, y, high in tops:
        paint = paint_of(colour)
        sag = radius * SQUASH
        clay.shade(oval(0, y + sag * 0.9, radius * 1.03, sag), 0.5, max(1.0, deep * 0.12))
        side = lathe((y, radius), (y, radius), (y + high, radius), base=sag)
        clay.part(side, paint, turned(), finish)
        edge = max(1.5, radius * 0.012)
        clay.part(oval(0, y, radius, sag), paint, bevel(edge, bow=(0.10, 0.10), tilt=(0, -0.55)), finish)
        clay.part(oval(0, y, radius - edge, sag - edge * 0.6), paint, flat((0.16, 0.16), (0, -0.50)), finish)
    return Plinth(image_of(Lit(clay.solid(), light).frame()), left, top, oval(cx, floor, rx, ry))


def marble_block(cx: float, floor: float, half: float, deep: float, stone: Oklch, light: StudioLight) -> Plinth:
    """A slab of marble, its top's middle at (`cx`, `floor`), seen a little from above."""
    back, front = half * 0.86, half
    rise, fall = half * 0.10, half * 0.16
    left, top = cx - half * 1.04, floor - rise * 1.4
    clay = Clay(math.ceil(half * 2.08), math.ceil(rise * 1.4 + fall + deep * 1.1), left - cx, top - floor, 1.0)
    veined = _marble(half * 0.5, stone)
    upper = skia.Path()
    upper.moveTo(-back, -rise)
    upper.lineTo(back, -rise)
    upper.lineTo(front, fall)
    upper.lineTo(-front, fall)
    upper.close()
    clay.part(upper, veined, flat((0.16, 0.14), (0, -0.52)), CERAMIC)
    face = box(-front, fall, 2 * front, deep, half * 0.008)
    clay.part(face, veined, bevel(max(1.2, half * 0.012), bow=(0.16, 0.10), tilt=(0, 0.10)), GLOSS)
    return Plinth(image_of(Lit(clay.solid(), light).frame()), left, top, shifted(upper, cx, floor))


def _marble(scale: float, stone: Oklch) -> skia.Shader:
    def rgb(colour: Oklch) -> list[float]:
        argb = paint_of(colour)
        return [((argb >> shift) & 255) / 255 for shift in (16, 8, 0)]

    vein = (max(0.2, stone[0] - 0.34), 0.015, 60.0) if stone[0] > 0.5 else (0.66, 0.05, 78.0)
    return shader(MARBLE, scale=scale, stone=rgb(stone), vein=rgb(vein))
