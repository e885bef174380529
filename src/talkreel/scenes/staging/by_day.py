"""Sets in daylight: a plinth before an arch, a seamless cove, marble in morning sun."""

from __future__ import annotations

import numpy as np

from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.staging.plinths import Plinth, marble_block
from talkreel.scenes.staging.stage_set import Grounding, StageSet


class PodiumSet(StageSet):
    """A plinth before an arch: a niche in a light wall, a rim of light in a dark one."""

    plinth = True
    grounding = Grounding(0.16, 0.75)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.85)
        self._arch(canvas)
        self._floor(canvas)
        self._stand_shadow(canvas)

    def _arch(self, canvas: skia.Canvas) -> None:
        plan, tones, short = self.plan, self.tones, self.short
        half = min(max(self.reach * 1.55, 0.30 * short), 0.46 * self.stage.width)
        if plan.words is not None and plan.align == "left":
            half = min(half, plan.cx - plan.words.right)
        top = max(0.05 * self.stage.height, plan.top - 0.10 * short)
        if plan.words is not None and plan.align == "center":
            top = max(top, plan.words.bottom + 0.02 * short)
        top = min(top, self.horizon - half * 1.05)
        rect = skia.Rect.MakeLTRB(plan.cx - half, top, plan.cx + half, self.horizon + 0.04 * short)
        path = skia.Path()
        path.moveTo(rect.left(), rect.bottom())
        path.lineTo(rect.left(), top + half)
        path.arcTo(skia.Rect.MakeLTRB(rect.left(), top, rect.right(), top + 2 * half), 180, 180, False)
        path.lineTo(rect.right(), rect.bottom())
        path.close()
        if tones.dark:
            self._lit_arch(canvas, path, rect)
        else:
            self._niche(canvas, path, rect)

    def _lit_arch(self, canvas: skia.Canvas, path: skia.Path, rect: skia.Rect) -> None:
        tones, short = self.tones, self.short
        canvas.drawPath(path, stroke(paint_of(tones.glow, 0.42), 0.05 * short, MaskFilter=blur(0.05 * short)))
        inside = [
            paint_of(melt(tones.wall, tones.glow, 0.30)),
            paint_of(tones.wall),
            paint_of(melt(tones.wall, tones.edge, 0.8)),
        ]
        canvas.drawPath(path, shaded(linear((0, rect.top()), (0, rect.bottom()), inside)))
        canvas.save()
        canvas.clipPath(path, True)
        canvas.drawPath(path, stroke(paint_of(tones.glow, 0.55), 0.03 * short, MaskFilter=blur(0.028 * short)))
        canvas.restore()
        canvas.drawPath(path, stroke(paint_of(melt(tones.glow, (0.98, 0.02, tones.glow[2]), 0.6)), 0.0042 * short))

    def _niche(self, canvas: skia.Canvas, path: skia.Path, rect: skia.Rect) -> None:
        tones, short = self.tones, self.short
        tint = melt(tones.glow, tones.wall, 0.35)
        deep = (tint[0] - 0.085, min(0.10, tint[1] * 1.5 + 0.004), tint[2])
        canvas.drawPath(path, shaded(linear((rect.left(), 0), (rect.right(), 0), [paint_of(deep), paint_of(tint)])))
        canvas.save()
        canvas.clipPath(path, True)
        shadow = skia.Path(path)
        shadow.offset(0.035 * short, 0.03 * short)
        shadow.toggleInverseFillType()
        dark = paint_of((0.35, 0.04, tones.edge[2]), 0.20)
        canvas.drawPath(shadow, fill(dark, MaskFilter=blur(0.024 * short)))
        canvas.restore()
        edge = skia.Path(path)
        canvas.drawPath(edge, stroke(paint_of((0.995, 0.004, 90), 0.75), 0.003 * short))


class SweepSet(StageSet):
    """A seamless cove in soft light, the product's shadow reaching to one side."""

    grounding = Grounding(0.20, 0.62)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.95)
        self._floor(canvas, soft=0.12)
        plan, short = self.plan, self.short
        canvas.save()
        canvas.translate(plan.cx, plan.floor)
        canvas.skew(-1.5, 0)
        canvas.scale(1, 0.15)
        shade = fill(paint_of((0.30, 0.03, self.tones.edge[2]), 0.15), MaskFilter=blur(0.06 * short))
        long = min(1.0, 1.4 * plan.scale * 1000 / short) * short
        canvas.drawOval(skia.Rect.MakeXYWH(-self.reach, -long * 0.9, 2 * self.reach, long * 1.0), shade)
        canvas.restore()


class MarbleSet(StageSet):
    """A marble slab in morning light that falls through leaves."""

    plinth = True
    grounding = Grounding(0.22, 0.65)

    def _stand(self) -> Plinth:
        half = max(self.reach * 1.28, 0.24 * self.short)
        stone = (0.955, 0.006, 80.0) if not self.tones.dark else (0.24, 0.012, self.tones.body[2])
        return marble_block(self.plan.cx, self.plan.floor, half, 0.075 * self.short, stone, self.tones.light)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.95)
        self._window(canvas)
        self._floor(canvas, soft=0.02)
        half = max(self.reach * 1.28, 0.24 * self.short)
        y = self.plan.floor + half * 0.16 + 0.075 * self.short
        rect = skia.Rect.MakeXYWH(self.plan.cx - half * 0.94, y - 0.02 * self.short, half * 2.08, 0.05 * self.short)
        canvas.drawRect(
            rect, fill(paint_of((0.25, 0.03, self.tones.edge[2]), 0.42), MaskFilter=blur(0.016 * self.short))
        )

    def _window(self, canvas: skia.Canvas) -> None:
        """A slanting patch of sun with the shadows of a branch in it."""
        short, (cx, cy) = self.short, self.plan.middle
        canvas.save()
        canvas.translate(cx - 0.02 * short, cy - 0.10 * short)
        canvas.skew(-0.34, 0.10)
        warm = paint_of((0.995, 0.030, 88), 0.50 if not self.tones.dark else 0.13)
        for column in range(2):
            for row in range(2):
                pane = skia.Rect.MakeXYWH(
                    (-0.44 + 0.45 * column) * short, (-0.50 + 0.47 * row) * short, 0.42 * short, 0.44 * short
                )
                canvas.drawRect(pane, fill(warm, MaskFilter=blur(0.010 * short)))
        rng = np.random.default_rng([self.stage.scene.seed, 43])
        shade = fill(paint_of((0.45, 0.045, self.tones.edge[2]), 0.17), MaskFilter=blur(0.012 * short))
        for _ in range(26):
            x, y = float(rng.uniform(-0.5, 0.5)), float(rng.uniform(-0.55, 0.4))
            _leaf(
                canvas, x * short, y * short, float(rng.uniform(0.10, 0.20)) * short, float(rng.uniform(-60, 20)), shade
            )
        canvas.restore()


def _leaf(canvas: skia.Canvas, x: float, y: float, long: float, degrees: float, paint: skia.Paint) -> None:
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(degrees)
    path = skia.Path()
    path.moveTo(0, 0)
    path.quadTo(long * 0.5, -long * 0.26, long, 0)
    path.quadTo(long * 0.5, long * 0.26, 0, 0)
    canvas.drawPath(path, paint)
    canvas.restore()
