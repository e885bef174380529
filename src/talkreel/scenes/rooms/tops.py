"""What is before us: a table's top or the floor, in wood, stone or paint, with the window's light lying on it."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, linear, polygon, radial, shaded
from talkreel.draw.shader import NOISE, shader
from talkreel.scenes.colour_script import melt
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.rooms.room import Top

# A plane that runs away from us: p is turned into (across, away) first, so that grain and joints keep perspective.
PLANE = (
    NOISE
    + """
uniform float2 size; uniform float edge; uniform float unit; uniform float3 dark; uniform float3 lit;
uniform float joints; uniform float kind;
half4 main(float2 p) {
  float near = (p.y - edge) / (size.y - edge);
  float away = 1 / (0.16 + near * 1.05);
  float2 q = float2((p.x - size.x * 0.5) / unit * away, away * 1.7);
  float v; float seam = 1;
  if (kind < 0.5) {
    float plank = kind_plank(q, joints);
    float2 g = float2(q.x * 22 + plank * 7.3, q.y * 1.3 + plank * 3.1);
    float rings = fbm(g + fbm(g * 0.35) * 2.0);
    float fine = fbm(float2(q.x * 150, q.y * 4 + plank * 5));
    v = 0.62 * rings + 0.24 * fine + 0.26 * hash(float2(plank, 3.7));
    float e = abs(fract(q.x * joints + 40.0) - 0.5);
    seam = joints > 0.01 ? smoothstep(0.5, 0.5 - 0.020 * joints / (0.4 + near), e) : 1;
  } else if (kind < 1.5) {
    float2 w = float2(fbm(q * 1.1 + 2.1), fbm(q * 0.9 + 7.7)) * 2.4;
    float a = 1 - abs(2 * fbm(q * float2(0.8, 0.5) + w) - 1);
    float b = 1 - abs(2 * fbm(q * float2(1.9, 1.1) + w * 1.3 + 4.0) - 1);
    v = 1.0 - smoothstep(0.88, 1.0, a) * 0.8 - smoothstep(0.93, 1.0, b) * 0.35 - (fbm(q * 0.6 + w) - 0.5) * 0.35;
  } else {
    v = 0.62 + (fbm(q * 3.0) - 0.5) * 0.5 + (fbm(q * 21.0) - 0.5) * 0.16;
  }
  v = mix(0.56, v, smoothstep(0.0, 0.22, near));
  seam = mix(0.86, seam, smoothstep(0.0, 0.10, near));
  float3 c = mix(dark, lit, clamp((v - 0.25) * 1.5, 0.0, 1.0)) * mix(0.42, 1.0, seam);
  return half4(half3(c), 1);
}
"""
).replace(
    "half4 main",
    "float kind_plank(float2 q, float joints) { return floor(q.x * joints + 40.0); }\nhalf4 main",
)


@dataclass(frozen=True)
class Material:
    """Dark and light colour, planks across the short side (0: one piece), kind of pattern (0 wood, 1 stone, 2 plain),
    and how much it mirrors."""

    dark: Oklch
    lit: Oklch
    joints: float
    kind: int
    mirror: float


MATERIALS: dict[Top, Material] = {
    "oak": Material((0.36, 0.070, 54), (0.74, 0.100, 66), 2.1, 0, 0.16),
    "walnut": Material((0.20, 0.045, 44), (0.48, 0.080, 52), 1.9, 0, 0.20),
    "marble": Material((0.66, 0.012, 70), (0.965, 0.006, 85), 0.0, 1, 0.26),
    "white": Material((0.80, 0.008, 80), (0.965, 0.006, 85), 0.0, 2, 0.24),
    "concrete": Material((0.42, 0.008, 80), (0.70, 0.010, 80), 0.0, 2, 0.10),
    "floor": Material((0.18, 0.006, 260), (0.32, 0.008, 260), 0.0, 2, 0.16),
    "parquet": Material((0.44, 0.065, 58), (0.76, 0.085, 68), 3.2, 0, 0.12),
}


def paint_top(canvas: skia.Canvas, top: Top, plan: RoomPlan, light: RoomLight, on_floor: bool) -> None:
    """The plane from its far edge to beyond the frame, in full light and shade."""
    stage, short, edge = plan.stage, plan.short, plan.edge
    material = MATERIALS[top]
    plane = skia.Rect.MakeLTRB(-stage.width, edge, 2 * stage.width, 1.4 * stage.height)
    canvas.save()
    canvas.clipRect(plane)
    canvas.drawPaint(skia.Paint(Shader=_pattern(material, plan, light)))
    _shade(canvas, plan, light)
    _window_light(canvas, plan, light, material)
    _lamp_light(canvas, plan, light)
    canvas.restore()
    if not on_floor:
        _far_edge(canvas, plan, light, material)
    near = [0x00000000, 0x00000000, 0x66000000]
    canvas.drawRect(plane, shaded(linear((0, edge), (0, stage.height * 1.05), near, [0, 0.45, 1])))
    if on_floor:
        foot = skia.Rect.MakeLTRB(-stage.width, edge, 2 * stage.width, edge + 0.10 * short)
        canvas.drawRect(foot, shaded(linear((0, edge), (0, foot.bottom()), [0x70000000, 0x00000000])))


def _pattern(material: Material, plan: RoomPlan, light: RoomLight) -> skia.Shader:
    return shader(
        PLANE,
        size=(float(plan.stage.width), plan.stage.height * 1.06),
        edge=plan.edge,
        unit=plan.short,
        dark=_rgb(light, material.dark),
        lit=_rgb(light, material.lit),
        joints=material.joints,
        kind=float(material.kind),
    )


def _rgb(light: RoomLight, colour: Oklch) -> list[float]:
    argb = light.paint(colour)
    return [((argb >> shift) & 255) / 255 for shift in (16, 8, 0)]


def _shade(canvas: skia.Canvas, plan: RoomPlan, light: RoomLight) -> None:
    tone = light.shade
    far = paint_of((min(0.99, tone[0] * 1.12), tone[1], tone[2]))
    down = linear(
        (0, plan.edge), (0, plan.stage.height), [far, paint_of(tone), paint_of((tone[0] * 0.78, tone[1], tone[2]))]
    )
    canvas.drawPaint(shaded(down, BlendMode=skia.BlendMode.kMultiply))


def _window_light(canvas: skia.Canvas, plan: RoomPlan, light: RoomLight, material: Material) -> None:
    """The glow of the window on the plane, its blurred mirror image, and slanting patches from its panes."""
    short, edge, side = plan.short, plan.edge, plan.side
    x = plan.window.x + plan.window.w / 2
    power = light.day
    glow = [paint_of(light.daylight, 0.66 * power), paint_of(light.daylight, 0.22 * power), paint_of(light.daylight, 0)]
    canvas.drawPaint(shaded(radial((x, edge), 1.05 * short, glow, [0, 0.4, 1]), BlendMode=skia.BlendMode.kScreen))
    mirror = [paint_of(light.daylight, material.mirror * 2.2 * power), paint_of(light.daylight, 0)]
    for i in range(3):
        left = plan.window.x + plan.window.w * (0.06 + 0.32 * i)
        pane = skia.Rect.MakeXYWH(left, edge, plan.window.w * 0.26, 0.5 * short)
        down = linear((0, edge), (0, edge + 0.36 * short), mirror)
        canvas.drawRect(pane, shaded(down, BlendMode=skia.BlendMode.kScreen, MaskFilter=blur(0.018 * short)))
    if light.script.time in ("night", "dusk"):
        return
    beam = [paint_of(light.daylight, 0.42 * power), paint_of(light.daylight, 0.0)]
    for i in range(3):
        start = x + (-0.30 + 0.24 * i) * short
        lean = -0.62 * side * short
        foot, bottom = start + lean, plan.stage.height * 1.1
        corners = (
            (start, edge),
            (start + 0.15 * short, edge),
            (foot + 0.20 * short, bottom),
            (foot - 0.08 * short, bottom),
        )
        patch = shaded(
            linear((0, edge), (0, plan.stage.height), beam),
            BlendMode=skia.BlendMode.kScreen,
            MaskFilter=blur(0.016 * short),
        )
        canvas.drawPath(polygon(corners), patch)


def _lamp_light(canvas: skia.Canvas, plan: RoomPlan, light: RoomLight) -> None:
    short = plan.short
    x, y = plan.hero[0] - 0.12 * plan.side * short, plan.hero[1] - 0.05 * short
    pool = [paint_of(light.warm, 0.34 * light.lamps), paint_of(light.warm, 0.12 * light.lamps), paint_of(light.warm, 0)]
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(1, 0.36)
    canvas.drawCircle(
        0, 0, 0.72 * short, shaded(radial((0, 0), 0.72 * short, pool, [0, 0.45, 1]), BlendMode=skia.BlendMode.kScreen)
    )
    canvas.restore()


def _far_edge(canvas: skia.Canvas, plan: RoomPlan, light: RoomLight, material: Material) -> None:
    """The lit line of the table's far edge."""
    short = plan.short
    line = skia.Rect.MakeXYWH(-plan.stage.width, plan.edge - 0.002 * short, 3 * plan.stage.width, 0.006 * short)
    tint = melt(light.daylight, material.lit, 0.45)
    x = plan.window.x + plan.window.w / 2
    across = [paint_of(tint, 0.10), paint_of(tint, 0.25 + 0.65 * light.day), paint_of(tint, 0.10)]
    reach = 0.9 * plan.stage.width
    canvas.drawRect(line, shaded(linear((x - reach, 0), (x + reach, 0), across), MaskFilter=blur(0.0022 * short)))
