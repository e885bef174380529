"""SkSL shaders: full-resolution noise is too dear for a live frame, so bake it, or draw it small and enlarge."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from talkreel.draw.door import skia

# Value noise on an arithmetic hash, and five octaves of it turned against each other.
NOISE = """
float hash(float2 p) {
  p = fract(p * float2(0.1031, 0.1030));
  p += dot(p, p.yx + 33.33);
  return fract((p.x + p.y) * p.x);
}
float noise(float2 p) {
  float2 i = floor(p), f = fract(p);
  f = f * f * (3 - 2 * f);
  return mix(mix(hash(i), hash(i + float2(1, 0)), f.x), mix(hash(i + float2(0, 1)), hash(i + float2(1, 1)), f.x), f.y);
}
float fbm(float2 p) {
  float sum = 0, weight = 0.5;
  for (int i = 0; i < 5; i++) {
    sum += weight * noise(p);
    p = float2(p.x * 1.6 - p.y * 1.2, p.x * 1.2 + p.y * 1.6) + 3.1;
    weight *= 0.5;
  }
  return sum;
}
"""


@cache
def _effect(source: str) -> Any:
    compiled: Any = skia.RuntimeEffect.MakeForShader(source)
    # Versions of the binding differ: an effect, a result that holds one, or a pair that begins with one.
    made = cast(Any, compiled[0] if isinstance(compiled, tuple) else compiled)
    return getattr(made, "effect", made)


def shader(source: str, **uniforms: float | Sequence[float]) -> skia.Shader:
    """Compile SkSL (`half4 main(float2 p)`, p in px; with `NOISE` in front as needed) and set its uniforms."""
    builder = skia.RuntimeEffectBuilder(_effect(source))
    for name, value in uniforms.items():
        builder.setUniform(name, float(value) if isinstance(value, int | float) else [float(v) for v in value])
    return builder.makeShader()
