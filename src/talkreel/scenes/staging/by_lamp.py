"""Sets of light: still water, drifting colours, a black mirror of a floor."""

from __future__ import annotations

import numpy as np

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.products import Product
from talkreel.scenes.staging.plan import StagePlan
from talkreel.scenes.staging.plinths import SQUASH, Plinth, round_plinth
from talkreel.scenes.staging.stage_set import Grounding, StageSet
from talkreel.scenes.staging.tones import StageTones


class WaterSet(StageSet):
    """A low stone in still water; rings run out from it."""

    plinth = True
    grounding = Grounding(0.20, 0.70)

    @property
    def horizon(self) -> float:
        """Water reaches further back than a floor."""
        return self.plan.floor - 0.13 * self.short

    def _stand(self) -> Plinth:
        rx = max(self.reach * 1.18, 0.19 * self.short)
        return round_plinth(self.plan.cx, self.plan.floor, rx, 0.030 * self.short, self.tones.body, self.tones.light)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.85)
        tones, stage, short = self.tones, self.stage, self.short
        (cx, cy), top = self.plan.middle, self.horizon
        sun = [paint_of(tones.glow, 0.85), paint_of(tones.glow, 0.25), paint_of(tones.glow, 0)]
        canvas.drawCircle(cx, cy, 0.62 * short, shaded(radial((cx, cy), 0.62 * short, sun, [0, 0.45, 1])))
        deep = (tones.edge[0] * (0.9 if tones.dark else 0.86), tones.edge[1] + 0.02, tones.edge[2])
        colours = [paint_of(melt(tones.wall, tones.glow, 0.35)), paint_of(melt(tones.wall, deep, 0.5)), paint_of(deep)]
        water = skia.Rect.MakeLTRB(-stage.width, top, 2 * stage.width, 1.3 * stage.height)
        canvas.drawRect(water, shaded(linear((0, top), (0, stage.height), colours, [0, 0.35, 1])))
        canvas.drawRect(
            skia.Rect.MakeXYWH(-stage.width, top - 0.004 * short, 3 * stage.width, 0.010 * short),
            fill(paint_of(tones.glow, 0.5), MaskFilter=blur(0.006 * short)),
        )
        self._glitter(canvas, top)
        self._stand_shadow(canvas)

    def _glitter(self, canvas: skia.Canvas, top: float) -> None:
        """The light behind, broken up on the water."""
        rng = np.random.default_rng([self.stage.scene.seed, 44])
        height = float(self.stage.height - top)
        for _ in range(150):
            down = float(rng.random() ** 1.5)
            y = top + down * height
            x = self.plan.cx + float(rng.normal(0, 0.16 + 0.20 * down)) * self.short
            long = (0.02 + 0.08 * float(rng.random())) * self.short * (0.5 + down)
            a = 0.30 * (1 - down) * float(rng.uniform(0.3, 1))
            canvas.drawLine(
                x - long, y, x + long, y, stroke(paint_of(self.tones.glow, a), (1.0 + 2.5 * down) * self.stage.unit)
            )

    def paint_front(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Rings that widen and fade."""
        rx = max(self.reach * 1.18, 0.19 * self.short)
        y = self.plan.floor + 0.032 * self.short
        light = melt(self.tones.glow, (0.98, 0.01, 90), 0.4)
        for k in range(4):
            part = self.tempo.turns(t_ms, 0.16, k / 4)
            r = rx * (1.02 + 1.25 * part)
            ry = r * SQUASH * (1 + 0.25 * part)
            a = 0.42 * (1 - part) ** 1.5 * min(1.0, part * 8)
            under, over = skia.Rect.MakeXYWH(self.plan.cx - r, y - ry, 2 * r, 2 * ry), 2.0 * self.stage.unit
            for lower, colour in (
                (0.0, paint_of(light, a)),
                (2.6, paint_of((0.15, 0.03, self.tones.edge[2]), a * 0.5)),
            ):
                half = skia.Path()
                half.addArc(under, -8, 196)
                half.offset(0, lower * self.stage.unit)
                canvas.drawPath(half, stroke(colour, over))


class GradientSet(StageSet):
    """Fields of the look's colours that drift into each other; the product floats before them."""

    grounding = Grounding(0.0, 0.40)

    def __init__(self, stage: Stage, plan: StagePlan, tones: StageTones, product: Product) -> None:
        super().__init__(stage, plan, tones, product)
        self._blobs = self._places()

    def _places(self) -> list[tuple[float, float, float, Oklch, float]]:
        rng = np.random.default_rng([self.stage.scene.seed, 45])
        tones, (cx, cy) = self.tones, self.plan.middle
        second = (tones.glow[0], tones.glow[1], tones.glow[2] + 55)
        colours = (tones.glow, second, (tones.glow[0], tones.glow[1] * 1.1, tones.glow[2] - 40))
        spots = ((cx - 0.24 * self.short, cy - 0.26 * self.short), (cx + 0.34 * self.short, cy + 0.10 * self.short),
                 (cx - 0.06 * self.short, cy + 0.36 * self.short))  # fmt: skip
        return [
            (x, y, 0.50 * self.short, colour, float(rng.random()))
            for (x, y), colour in zip(spots, colours, strict=True)
        ]

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.95)
        a = 0.62 if self.tones.dark else 0.80
        for x, y, r, colour, _ in self._places():
            tint = [paint_of(colour, a), paint_of(colour, a * 0.4), paint_of(colour, 0)]
            canvas.drawCircle(x, y, r, shaded(radial((x, y), r, tint, [0, 0.5, 1])))
        (cx, cy), short = self.plan.middle, self.short
        disc = [paint_of(melt(self.tones.glow, (0.99, 0.01, 90), 0.5), 0.55), paint_of(self.tones.glow, 0.10)]
        r = 0.34 * short
        canvas.drawCircle(cx, cy, r, shaded(linear((cx - r, cy - r), (cx + r, cy + r), disc)))
        canvas.drawCircle(cx, cy, r, stroke(paint_of((0.99, 0.01, 90), 0.5), 0.0025 * short))


class DarkSet(StageSet):
    """A black mirror of a floor, a ring of light behind the product, tubes of light to its sides."""

    grounding = Grounding(0.42, 0.55)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.70)
        self._tubes(canvas)
        self._halo(canvas, 1.0)
        top, stage, short = self.horizon, self.stage, self.short
        floor = skia.Rect.MakeLTRB(-stage.width, top, 2 * stage.width, 1.4 * stage.height)
        canvas.drawRect(floor, fill(paint_of((self.tones.edge[0] * 0.8, self.tones.edge[1], self.tones.edge[2]))))
        canvas.save()
        canvas.clipRect(floor)
        canvas.translate(0, 2 * top)
        canvas.scale(1, -1)
        self._tubes(canvas, 0.40)
        self._halo(canvas, 0.34)
        canvas.restore()
        fade = [paint_of(self.tones.edge, 0.0), paint_of(self.tones.edge, 0.55), paint_of(self.tones.edge, 0.96)]
        canvas.drawRect(floor, shaded(linear((0, top), (0, stage.height), fade, [0, 0.45, 1])))
        haze = [paint_of(self.tones.glow, 0.0), paint_of(self.tones.glow, 0.20), paint_of(self.tones.glow, 0.0)]
        line = skia.Rect.MakeLTRB(-stage.width, top - 0.05 * short, 2 * stage.width, top + 0.05 * short)
        canvas.drawRect(line, shaded(linear((0, line.top()), (0, line.bottom()), haze)))

    def _halo(self, canvas: skia.Canvas, power: float) -> None:
        (cx, cy), short = self.plan.middle, self.short
        r = min(0.40 * short, 0.60 * self.plan.scale * 1000)
        glow = melt(self.tones.glow, (0.97, 0.02, self.tones.glow[2]), 0.35)
        for wide, a, soft in ((0.10, 0.30, 0.09), (0.030, 0.55, 0.022)):
            canvas.drawCircle(
                cx, cy, r, stroke(paint_of(self.tones.glow, a * power), wide * short, MaskFilter=blur(soft * short))
            )
        canvas.drawCircle(cx, cy, r, stroke(paint_of(glow, power), 0.0075 * short))

    def _tubes(self, canvas: skia.Canvas, power: float = 1.0) -> None:
        short, top = self.short, self.horizon
        for dx, high, a in ((-0.66, 0.44, 0.55), (-0.56, 0.62, 0.9), (0.56, 0.62, 0.9), (0.66, 0.44, 0.55)):
            x = self.plan.cx + dx * short
            if self.plan.words is not None and x < self.plan.words.right and self.plan.align == "left":
                continue  # nothing shines through words
            tube = skia.Rect.MakeXYWH(x, top - high * short, 0.0065 * short, high * short)
            wide = tube.makeOutset(0.010 * short, 0.0)
            canvas.drawRect(wide, fill(paint_of(self.tones.glow, 0.40 * a * power), MaskFilter=blur(0.030 * short)))
            canvas.drawRect(tube, fill(paint_of(melt(self.tones.glow, (0.98, 0.02, 80), 0.5), a * 0.8 * power)))
