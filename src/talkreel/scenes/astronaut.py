"""An astronaut, drawn whole: the object sets only have a head. It floats with slow limbs, or bounds over the ground."""

from __future__ import annotations

import math
from typing import Literal

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke, taper
from talkreel.model.scene import Act
from talkreel.scenes.colour_script import ColourScript, melt

SUIT: Oklch = (0.93, 0.012, 250)
TRIM: Oklch = (0.66, 0.155, 42)
METAL: Oklch = (0.62, 0.020, 260)
VISOR: Oklch = (0.24, 0.060, 262)
GOLD: Oklch = (0.84, 0.120, 82)

Joint = tuple[float, float]


class Astronaut:
    """A figure of the height 1, its boots at (0, 0), y up being negative; scaled when drawn."""

    name = "astronaut"
    rigged = False
    medium: Literal["land", "air", "water"] = "land"

    def __init__(self, script: ColourScript, side: float) -> None:
        self.side = side
        lit, shade = script.lit, script.shade
        half = 0.30 + 0.25 * script.gloom  # a white suit stays light, even at night
        self.suit = [paint_of(melt(shade(SUIT), SUIT, half)), paint_of(melt(lit(SUIT), SUIT, 0.6))]
        self.far = paint_of(melt(shade(SUIT), SUIT, 0.10))
        self.trim, self.metal = paint_of(melt(lit(TRIM), TRIM, 0.5)), paint_of(melt(shade(METAL), METAL, 0.5))
        self.visor, self.gold = paint_of(VISOR), paint_of(GOLD)
        self.rim = paint_of(melt(script.key, SUIT, 0.3), 0.9)

    def width(self, height: float) -> float:
        """With arms a little spread."""
        return 0.62 * height

    def draw(
        self, canvas: skia.Canvas, x: float, base: float, height: float, t_s: float, act: Act, turn: float, facing: int
    ) -> None:
        """Draw it standing at (x, base), turned by `turn` degrees about its middle."""
        canvas.save()
        canvas.translate(x, base)
        canvas.scale(height * facing, height)
        canvas.translate(0, -0.5)
        canvas.rotate(turn * 2.2 if act in ("float", "drift", "fly") else turn)
        canvas.translate(0, 0.5)
        self._body(canvas, t_s, act)
        canvas.restore()

    def _body(self, canvas: skia.Canvas, t_s: float, act: Act) -> None:
        floating = act in ("float", "drift", "fly", "leap")
        swing = math.sin(2 * math.pi * t_s * (0.16 if floating else 0.9)) if act != "still" else 0.25
        stride = 0.05 if floating else 0.10 if act in ("walk", "run") else 0.015
        open_ = 0.10 if floating else 0.0
        self._limb(
            canvas, [(0.09, -0.60), (0.22 + open_, -0.50 - 0.05 * swing), (0.29 + open_, -0.40 - 0.10 * swing)], True
        )
        self._leg(canvas, 0.06, stride * swing + 0.4 * open_, True)
        self._pack(canvas)
        self._leg(canvas, -0.06, -stride * swing - 0.2 * open_, False)
        self._torso(canvas)
        self._limb(
            canvas,
            [(-0.11, -0.60), (-0.20 - open_, -0.49 + 0.04 * swing), (-0.22 - open_, -0.37 + 0.08 * swing)],
            False,
        )
        self._helmet(canvas)

    def _white(self, left: float, right: float) -> skia.Paint:
        lit = self.suit if self.side > 0 else self.suit[::-1]
        return shaded(linear((left, 0), (right, 0), [lit[0], lit[1]], [0.15, 0.8]))

    def _limb(self, canvas: skia.Canvas, joints: list[Joint], far: bool) -> None:
        """An arm with its glove."""
        xs = [x for x, _ in joints]
        paint = fill(self.far) if far else self._white(min(xs) - 0.07, max(xs) + 0.07)
        canvas.drawPath(taper(joints, [0.070, 0.062, 0.056], 14), paint)
        hand = joints[-1]
        canvas.drawCircle(hand[0], hand[1] + 0.012, 0.052, fill(self.metal))
        band = joints[-2][0] * 0.30 + hand[0] * 0.70, joints[-2][1] * 0.30 + hand[1] * 0.70
        canvas.drawCircle(*band, 0.056, fill(self.trim))
        canvas.drawPath(taper([joints[-2], band], [0.062, 0.057], 6), paint)

    def _leg(self, canvas: skia.Canvas, hip: float, forward: float, far: bool) -> None:
        """A leg with its boot; the boot bends forward at the ankle."""
        foot = (hip * 1.25 + forward, -0.05 - 0.35 * abs(forward))
        knee = (hip * 1.1 + forward * 0.7 + 0.012, -0.20)
        paint = fill(self.far) if far else self._white(foot[0] - 0.09, foot[0] + 0.09)
        canvas.drawPath(taper([(hip, -0.38), knee, foot], [0.088, 0.074, 0.066], 14), paint)
        boot = skia.RRect.MakeRectXY(
            skia.Rect(foot[0] - 0.075, foot[1] - 0.035, foot[0] + 0.105, foot[1] + 0.050), 0.045, 0.045
        )
        canvas.drawRRect(boot, fill(self.metal))
        canvas.drawRect(skia.Rect(foot[0] - 0.068, foot[1] - 0.060, foot[0] + 0.068, foot[1] - 0.030), fill(self.trim))

    def _pack(self, canvas: skia.Canvas) -> None:
        canvas.drawRRect(skia.RRect.MakeRectXY(skia.Rect(-0.215, -0.70, 0.175, -0.38), 0.06, 0.06), fill(self.metal))

    def _torso(self, canvas: skia.Canvas) -> None:
        body = skia.RRect.MakeRectXY(skia.Rect(-0.155, -0.68, 0.165, -0.33), 0.10, 0.10)
        canvas.drawRRect(body, self._white(-0.155, 0.165))
        panel = skia.RRect.MakeRectXY(skia.Rect(-0.045, -0.57, 0.115, -0.475), 0.018, 0.018)
        canvas.drawRRect(panel, fill(self.metal))
        for i, colour in enumerate((self.trim, self.gold, self.suit[1])):
            canvas.drawCircle(-0.012 + 0.042 * i, -0.523, 0.014, fill(colour))
        canvas.drawLine(-0.150, -0.40, 0.160, -0.40, stroke(self.trim, 0.020))

    def _helmet(self, canvas: skia.Canvas) -> None:
        cx, cy, r = 0.012, -0.815, 0.185
        canvas.drawCircle(cx, cy, r, self._white(cx - r, cx + r))
        canvas.drawOval(skia.Rect(cx - 0.12, -0.668, cx + 0.12, -0.628), fill(self.metal))
        glass = skia.Rect(cx - 0.110, cy - 0.112, cx + 0.168, cy + 0.112)
        canvas.drawRRect(skia.RRect.MakeRectXY(glass.makeOutset(0.014, 0.014), 0.115, 0.115), fill(self.metal))
        sky = linear((0, glass.top()), (0, glass.bottom()), [self.visor, self.visor, self.gold], [0.0, 0.45, 1.35])
        canvas.save()
        shape = skia.RRect.MakeRectXY(glass, 0.105, 0.105)
        canvas.drawRRect(shape, shaded(sky))
        canvas.clipRRect(shape, True)
        shine = fill(0x66FFFFFF, MaskFilter=blur(0.010))
        canvas.drawOval(skia.Rect(cx - 0.075, cy - 0.095, cx + 0.045, cy - 0.045), shine)
        canvas.drawOval(
            skia.Rect(cx - 0.20, cy + 0.075, cx + 0.26, cy + 0.30), fill(paint_of(GOLD, 0.35), MaskFilter=blur(0.02))
        )
        canvas.restore()
        start = -80 if self.side > 0 else 180
        rim = skia.Rect(cx - r + 0.006, cy - r + 0.006, cx + r - 0.006, cy + r - 0.006)
        canvas.drawArc(rim, start, 80, False, stroke(self.rim, 0.010))
