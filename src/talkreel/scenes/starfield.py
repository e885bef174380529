"""What is alive in the dark: stars that twinkle, shooting stars, motes close to the lens."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, radial, shaded, stroke
from talkreel.draw.specks import draw_specks
from talkreel.draw.surface import LINEAR, Surface
from talkreel.scenes.landscape import Landscape

STAR_HUES = (55.0, 80.0, 250.0, 265.0, 300.0)


class Stars:
    """Stars: thousands baked, the brightest alive, a few of them with rays."""

    def __init__(self, place: Landscape) -> None:
        self.place = place
        area = place.stage.width * place.stage.height / place.unit**2
        self._faint = place.rng.random((int(900 * area), 5))
        self._bright = place.rng.random((int(44 * area), 5)).tolist()

    def bake(self, canvas: skia.Canvas) -> None:
        """Draw the faint ones, closer together along a band."""
        stage = self.place.stage
        x, y, size, hue, a = self._faint.T
        band = np.exp(-(((y - 0.75 + 0.55 * x) / 0.30) ** 2))
        seen = a <= 0.45 + 0.55 * band
        places = np.stack([(x * 1.1 - 0.05) * stage.width, (y * 1.1 - 0.05) * stage.height], 1)
        inks = np.array([oklch(0.93, 0.045, h, 0) for h in STAR_HUES])[(hue * 5).astype(int)]
        draw_specks(
            canvas, places[seen], ((0.45 + 1.0 * size**4) * stage.unit)[seen], inks[seen], (0.25 + 0.7 * a)[seen]
        )

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the bright ones as they twinkle."""
        stage, tempo = self.place.stage, self.place.tempo
        view.apply(canvas, 50.0)
        for i, (x, y, size, hue, phase) in enumerate(self._bright):
            shine = 0.55 + 0.45 * tempo.wave(t_ms, 0.25 + 0.4 * size, phase)
            cx, cy = (x * 1.06 - 0.03) * stage.width, (y * 1.06 - 0.03) * stage.height
            r = (1.0 + 1.4 * size) * stage.unit * (0.8 + 0.35 * shine)
            colour = oklch(0.97, 0.04, STAR_HUES[int(hue * 5)], shine)
            canvas.drawCircle(cx, cy, r, fill(colour))
            if i % 5 == 0:
                ray = r * (4.5 + 3.0 * shine)
                faint = stroke(oklch(0.97, 0.04, STAR_HUES[int(hue * 5)], 0.45 * shine), 0.7 * stage.unit)
                canvas.drawLine(cx - ray, cy, cx + ray, cy, faint)
                canvas.drawLine(cx, cy - ray, cx, cy + ray, faint)


class Meteors:
    """A shooting star every few seconds."""

    def __init__(self, place: Landscape) -> None:
        self.place = place

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the one that is falling, if any."""
        del view
        place = self.place
        turn, life = place.tempo.count(t_ms, 0.24), place.tempo.turns(t_ms, 0.24)
        rng = np.random.default_rng([place.stage.scene.seed, 71, max(0, turn)])
        start, length = float(rng.uniform(0.1, 0.6)), 0.16
        part = (life - start) / length
        if not 0 < part < 1:
            return
        x = (float(rng.uniform(0.15, 0.9)) + 0.16 * part) * place.stage.width
        y = (float(rng.uniform(0.04, 0.30)) + 0.10 * part) * place.stage.height
        tail = 0.13 * place.unit
        a = math.sin(math.pi * part)
        colours = [oklch(0.98, 0.03, 240, 0.9 * a), oklch(0.9, 0.05, 240, 0.0)]
        light = linear((x, y), (x - tail, y - 0.52 * tail), colours)
        line = stroke(0xFF000000, 2.0 * place.stage.unit, Shader=light)
        canvas.drawLine(x, y, x - tail, y - 0.52 * tail, line)


class Dust:
    """Motes close to the lens, out of focus: they tell that we move."""

    def __init__(self, place: Landscape) -> None:
        self.place = place
        self._motes = place.rng.random((34, 4)).tolist()
        soft = Surface(32, 32)
        colours = [oklch(0.92, 0.03, 250, a) for a in (0.8, 0.35, 0.0)]
        soft.canvas.drawPaint(shaded(radial((16, 16), 16, colours, [0, 0.4, 1]), MaskFilter=blur(0.01)))
        self._soft = soft.image()

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the motes."""
        place = self.place
        stage, tempo = place.stage, place.tempo
        for x, y, size, phase in self._motes:
            depth = 0.8 + 2.2 * phase
            way = tempo.turns(t_ms, 0.020 + 0.03 * size, x)
            cx = ((way * 1.2 - view.x / depth / stage.width) % 1.2 - 0.1) * stage.width
            cy = (
                (y + 0.03 * tempo.wave(t_ms, 0.08, phase) - view.y / depth / stage.height) % 1.1 - 0.05
            ) * stage.height
            r = (1.2 + 4.2 * size * size) * stage.unit * 2 / depth
            canvas.drawImageRect(
                self._soft,
                skia.Rect.MakeXYWH(cx - r, cy - r, 2 * r, 2 * r),
                LINEAR,
                skia.Paint(Alphaf=0.20 + 0.25 * size),
            )
