"""A park before the skyline: lawns, trees, a path with lamps, and people far off."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, smooth, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.flora import leafage, planted
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.traffic import draw_glow, glow_image
from talkreel.scenes.walkers import Walkers

FAR, NEAR = 3.2, 1.9


class Promenade:
    """Green ground from row `shore` (px) to the bottom of the frame."""

    def __init__(self, place: Landscape, shore: float) -> None:
        self.place, self.shore, self.unit = place, shore, place.unit
        stage = place.stage
        self.rng = np.random.default_rng([stage.scene.seed, 151])
        self.middle = shore + 0.34 * (stage.height - shore)
        self.lamps = [(x, self._path_row(x)) for x in np.linspace(-0.2, 1.2, 9).tolist()]
        top = shore - 0.11 * self.unit
        self._far = Strip(box_at(stage, FAR, top, stage.height), FAR, self._paint_far)
        self._near = Strip(box_at(stage, NEAR, self.middle - 0.20 * self.unit, stage.height), NEAR, self._paint_near)
        self._glow = glow_image((0.88, 0.12, 82))
        self._walkers = Walkers(
            stage, place.script, place.tempo, self.shore + 0.20 * (stage.height - shore), 0.030 * self.unit, 9
        )

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the park."""
        self._far.draw(canvas, view)
        canvas.save()
        view.apply(canvas, FAR)
        self._walkers.paint(canvas, t_ms)
        canvas.restore()
        self._near.draw(canvas, view)
        if self.place.script.gloom > 0.2:
            view.apply(canvas, NEAR)
            for k, (x, row) in enumerate(self.lamps):
                shine = 0.85 + 0.10 * self.place.tempo.wave(t_ms, 0.3, k * 0.21)
                draw_glow(
                    canvas, self._glow, x * self.place.stage.width, row - 0.105 * self.unit, 0.050 * self.unit, shine
                )

    def _path_row(self, x: float) -> float:
        return self.middle + (0.10 + 0.05 * math.sin(3.2 * x + 0.6)) * (self.place.stage.height - self.shore)

    def _grass(self, canvas: skia.Canvas, top: float, haze: float) -> None:
        script, grass = self.place.script, self.place.grass()
        lit, dark = script.lit(grass), melt(script.shade(grass), script.deep, 0.15)
        stops = [
            melt(c, script.haze, haze) for c in (melt(dark, lit, 0.75), melt(dark, lit, 0.35), melt(dark, lit, 0.10))
        ]
        width, height = self.place.stage.width, self.place.stage.height
        crest = [(width * x, top + 0.008 * self.unit * math.sin(9 * x + haze * 7)) for x in np.linspace(-0.6, 1.6, 30)]
        shape = smooth(crest)
        shape.lineTo(1.6 * width, 2 * height)
        shape.lineTo(-0.6 * width, 2 * height)
        shape.close()
        canvas.drawPath(shape, shaded(linear((0, top), (0, height), [paint_of(c) for c in stops], [0, 0.3, 1])))

    def _paint_far(self, canvas: skia.Canvas) -> None:
        """A belt of trees along the far side, on lawn."""
        self._grass(canvas, self.shore, 0.10)
        place, width = self.place, self.place.stage.width
        shadow = paint_of(place.script.deep, 0.30)
        for k in range(int(46 * width / self.unit)):
            x = float(self.rng.uniform(-0.35, 1.35)) * width
            tall = self.unit * float(self.rng.uniform(0.055, 0.105))
            ink = leafage(place.script, place.leaf(k), 0.16, place.sun_side, place.snowy)
            row = self.shore + float(self.rng.uniform(0.0, 0.012)) * self.unit
            planted(canvas, self.rng, "broadleaf" if k % 4 else "poplar", (x, row), tall, ink, shadow)

    def _paint_near(self, canvas: skia.Canvas) -> None:
        place, width, height = self.place, self.place.stage.width, self.place.stage.height
        self._grass(canvas, self.middle, 0.0)
        way: Oklch = melt(place.script.shade((0.80, 0.035, 75)), place.script.lit((0.80, 0.035, 75)), 0.55)
        rows = [(x * width, self._path_row(x)) for x in np.linspace(-0.5, 1.5, 16).tolist()]
        canvas.drawPath(smooth(rows), stroke(paint_of(way), 0.042 * self.unit))
        shadow = paint_of(place.script.deep, 0.34)
        for k, at in enumerate((0.02, 0.13, 0.88, 0.99, -0.18, 1.18)):
            ink = leafage(place.script, place.leaf(k), 0.0, place.sun_side, place.snowy)
            tall = self.unit * float(self.rng.uniform(0.20, 0.30))
            planted(canvas, self.rng, "broadleaf", (at * width, self.middle + 0.03 * height), tall, ink, shadow)
        for k in range(9):
            ink = leafage(place.script, place.leaf(k), 0.0, place.sun_side, place.snowy)
            spot = (float(self.rng.uniform(-0.3, 1.3)) * width, height * float(self.rng.uniform(0.93, 1.0)))
            planted(canvas, self.rng, "bush", spot, 0.050 * self.unit, ink, shadow)
        for x, row in self.lamps:
            self._lamp(canvas, x * width, row)

    def _lamp(self, canvas: skia.Canvas, x: float, row: float) -> None:
        unit, ink = self.unit, paint_of(melt(self.place.script.deep, self.place.script.ambient, 0.15))
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - 0.02 * unit, row - 0.003 * unit, 0.04 * unit, 0.006 * unit),
            fill(paint_of(self.place.script.deep, 0.3), MaskFilter=blur(0.002 * unit)),
        )
        canvas.drawLine(x, row, x, row - 0.10 * unit, stroke(ink, 0.0034 * unit))
        canvas.drawOval(
            skia.Rect.MakeXYWH(x - 0.008 * unit, row - 0.112 * unit, 0.016 * unit, 0.017 * unit),
            fill(paint_of((0.95, 0.05, 88))),
        )
        canvas.drawLine(
            x - 0.009 * unit, row - 0.113 * unit, x + 0.009 * unit, row - 0.113 * unit, stroke(ink, 0.003 * unit)
        )
