"""Steam over what is hot: drawn by a shader at a part of the size, for it is soft."""

from __future__ import annotations

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.shader import NOISE, shader
from talkreel.draw.surface import LINEAR, Surface, image_of
from talkreel.scenes.tempo import Tempo

# Two wisps that rise, sway and thin out; noise that is bent by noise gives them their folds.
STEAM = (
    NOISE
    + """
uniform float2 size; uniform float time; uniform float2 circle; uniform float3 colour; uniform float power;
half4 main(float2 p) {
  float2 v = float2(p.x / size.x * 2 - 1, 1 - p.y / size.y);
  float2 d = float2(time * 0.10, time * 0.04) + circle * 1.1;
  float sway = (fbm(float2(v.y * 1.5 + 9.0 - time * 0.30, v.y * 0.4) + d * 0.7) - 0.5) * 1.5 * v.y;
  float x = v.x - sway * 0.62;
  float wide = 0.16 + 0.44 * v.y;
  float2 q = float2(x * 1.5 / (wide + 0.25), v.y * 2.2 - time * 0.55);
  float2 bent = float2(fbm(q + d + 3.1), fbm(q - d + 9.7));
  float f = fbm(q * 1.2 + bent * 1.9 + d * 1.6);
  float ridge = pow(1 - abs(2 * f - 1), 2.4);
  float body = exp(-x * x / (wide * wide) * 2.4) * smoothstep(0.0, 0.14, v.y) * pow(max(0.0, 1 - v.y), 1.3);
  float a = clamp((smoothstep(0.40, 0.80, f) * 0.55 + ridge * 0.42) * body * power, 0.0, 1.0);
  return half4(half3(colour), 1) * half(a);
}
"""
)
SHRINK = 5  # px of the frame for one of the shader


class Steam:
    """Steam in a rectangle of `width` x `height` px, rising from the middle of its lower edge."""

    def __init__(self, width: float, height: float, colour: Oklch, tempo: Tempo, power: float = 1.25) -> None:
        self._size = (width, height)
        self._surface = Surface(max(8, round(width / SHRINK)), max(8, round(height / SHRINK)))
        argb = paint_of(colour)
        self._colour = [((argb >> shift) & 255) / 255 for shift in (16, 8, 0)]
        self._tempo, self._power = tempo, power

    def paint(self, canvas: skia.Canvas, x: float, y: float, t_ms: float) -> None:
        """Draw it standing on (x, y)."""
        width, height = self._size
        small = self._surface
        made = shader(
            STEAM,
            size=(float(small.width), float(small.height)),
            time=t_ms / 1000 if not self._tempo.loop else 0.0,
            circle=self._circle(t_ms),
            colour=self._colour,
            power=self._power,
        )
        small.canvas.clear(0)
        small.canvas.drawPaint(skia.Paint(Shader=made))
        where = skia.Rect.MakeXYWH(x - width / 2, y - height, width, height)
        canvas.drawImageRect(image_of(small.pixels), where, LINEAR)

    def _circle(self, t_ms: float) -> tuple[float, float]:
        """In a loop the noise is walked in a circle, so that its end is its beginning."""
        if not self._tempo.loop:
            return (0.0, 0.0)
        return (self._tempo.wave(t_ms, 1 / self._tempo.seconds), self._tempo.wave(t_ms, 1 / self._tempo.seconds, 0.25))
