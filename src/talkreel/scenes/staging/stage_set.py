"""The set of a product's stage: what stands behind and under the product.

A set bakes its wall and floor once; what moves (ripples) it draws over that.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.products import Product
from talkreel.scenes.staging.air import paint_shafts
from talkreel.scenes.staging.plan import StagePlan
from talkreel.scenes.staging.plinths import SQUASH, Plinth, round_plinth
from talkreel.scenes.staging.tones import StageTones
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

WALL_DEPTH = 2.6


@dataclass(frozen=True)
class Grounding:
    """How a product meets the floor of a set: opacity of its mirror image, and of its shadow."""

    mirror: float
    shadow: float


class StageSet:
    """The base of all sets: a baked wall with a floor. `plinth` says whether the product is raised."""

    plinth = False
    grounding = Grounding(0.18, 0.7)

    def __init__(self, stage: Stage, plan: StagePlan, tones: StageTones, product: Product) -> None:
        self.stage, self.plan, self.tones, self.product = stage, plan, tones, product
        self.short = min(stage.width, stage.height)
        self.tempo = Tempo.of(stage)
        self.stand = self._stand() if self.plinth else None
        self._wall = Strip(box_at(stage, WALL_DEPTH, 0, stage.height), WALL_DEPTH, self._bake)

    @property
    def reach(self) -> float:
        """Half the width of what stands, px."""
        foot = self.product.foot
        return (foot.rx if foot else self.product.width * 0.40) * self.plan.scale

    @property
    def horizon(self) -> float:
        """Where wall and floor meet, px."""
        return self.plan.floor - 0.055 * self.short

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw all that is behind the product, opaque."""
        del t_ms
        self._wall.draw(canvas, view)

    def paint_stand(self, canvas: skia.Canvas) -> None:
        """Draw what the product stands on; the canvas is at the product's depth."""
        if self.stand is not None:
            self.stand.draw(canvas)

    def paint_front(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw what is before the product."""

    def _bake(self, canvas: skia.Canvas) -> None:
        self._paint_wall(canvas)
        if self.tones.dark:
            paint_shafts(canvas, self.stage, self.plan.cx, self.plan.floor, self.tones.glow)

    @property
    def plinth_reach(self) -> float:
        """Half the width of a round plinth, px: it never goes past the frame."""
        return min(max(self.reach * 1.20, 0.20 * self.short), max(self.reach * 1.03, 0.46 * self.stage.width))

    def _stand(self) -> Plinth:
        rx = self.plinth_reach
        return round_plinth(self.plan.cx, self.plan.floor, rx, 0.062 * self.short, self.tones.body, self.tones.light)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        self._pool(canvas, 0.80)
        self._floor(canvas)
        self._stand_shadow(canvas)

    def _pool(self, canvas: skia.Canvas, size: float) -> None:
        """The wall, lightest behind the product."""
        tones, (cx, cy) = self.tones, self.plan.middle
        radius = size * max(self.stage.width, self.stage.height)
        steps = (_lifted(tones.wall, tones.dark, 1.3), tones.wall, melt(tones.wall, tones.edge, 0.62), tones.edge)
        middle = (cx - 0.10 * self.short, cy - 0.14 * self.short)  # the key light comes from the upper left
        canvas.drawPaint(shaded(radial(middle, radius, [paint_of(c) for c in steps], [0, 0.22, 0.55, 1])))

    def _floor(self, canvas: skia.Canvas, soft: float = 0.05) -> None:
        """The floor, melting into the wall, with the light lying on it."""
        tones, stage = self.tones, self.stage
        top, bottom = self.horizon, stage.height * 1.05
        far = melt(tones.floor, tones.wall, 0.55)
        stops = [
            paint_of(far, 0.0),
            paint_of(far, 0.9),
            paint_of(tones.floor),
            paint_of(melt(tones.floor, tones.edge, 0.7)),
        ]
        rect = skia.Rect.MakeLTRB(-stage.width, top - soft * self.short, 2 * stage.width, bottom * 1.2)
        canvas.drawRect(rect, shaded(linear((0, rect.top()), (0, bottom), stops, [0, 0.22, 0.55, 1])))
        light = [paint_of(_lifted(tones.wall, tones.dark, 2.4), 0.60 if tones.dark else 0.85), paint_of(tones.wall, 0)]
        canvas.save()
        canvas.translate(self.plan.cx, self.plan.floor + 0.02 * self.short)
        canvas.scale(1, 0.20)
        canvas.drawCircle(0, 0, 0.78 * self.short, shaded(radial((0, 0), 0.78 * self.short, light)))
        canvas.restore()

    def _stand_shadow(self, canvas: skia.Canvas) -> None:
        """The shadow of what the product stands on, away from the key light."""
        if not self.plinth:
            return
        rx = self.plinth_reach
        y = self.plan.floor + 0.066 * self.short
        for grow, dx, a, soft in ((1.25, 0.10, 0.30, 0.040), (1.06, 0.03, 0.55, 0.014)):
            rect = skia.Rect.MakeXYWH(
                self.plan.cx + (dx - grow) * rx, y - rx * SQUASH * grow * 0.9, 2 * grow * rx, 2.2 * rx * SQUASH * grow
            )
            a *= 1.0 if self.tones.dark else 0.52
            shade = fill(paint_of((0.12, 0.03, self.tones.edge[2]), a), MaskFilter=blur(soft * self.short))
            canvas.drawOval(rect, shade)


def _lifted(colour: Oklch, dark: bool, times: float = 1.0) -> Oklch:
    return (min(0.992, colour[0] + (0.10 if dark else 0.014) * times), colour[1] * (1.05 if dark else 0.8), colour[2])
