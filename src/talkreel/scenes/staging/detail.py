"""A close-up of a product: a part of it fills the frame, the rest falls out of focus, a line leads to what is said."""

from __future__ import annotations

import math
import re
from functools import partial

import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.camera import View, run_on
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo, ease_in_out, ease_out
from talkreel.draw.paint import fill, linear, radial, shaded, stroke
from talkreel.scenes.colour_script import melt
from talkreel.scenes.column import settled
from talkreel.scenes.painter import Stage
from talkreel.scenes.products import Figure
from talkreel.scenes.products.figure import MARGIN, Focus, figure_of
from talkreel.scenes.products.product import HEIGHT, Detail, Product
from talkreel.scenes.staging.air import Motes
from talkreel.scenes.staging.captions import column_blocks
from talkreel.scenes.staging.shapes import shown_product
from talkreel.scenes.staging.tones import stage_tones
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo

REACH = 0.070  # of the frame: how far the camera goes in a close-up
PUSH = 0.075  # and how much nearer it comes
WHOLE = Detail(0, 420, 560)  # for what has no details of its own

# Which way the camera goes: across, down, and whether it comes nearer.
WAYS: dict[str, tuple[float, float, float]] = {
    "pan_left": (1, 0, 0.3), "pan_right": (-1, 0, 0.3), "tilt_up": (0, 1, 0.3), "tilt_down": (0, -1, 0.3),
    "push": (0.2, 0.1, 1), "pull": (0.2, -0.1, -1), "orbit": (0.9, 0.2, 0.5), "static": (0, 0, 0.25),
}  # fmt: skip


class CloseUp:
    """`scene.variant` may end in a number: which of the product's details; otherwise the seed chooses."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        hero = stage.scene.hero
        product = shown_product(hero.name if hero else "")
        self._tones = stage_tones(stage.scene, stage.look, "")
        self.grade = self._tones.grade
        self._tempo = Tempo.of(stage)
        self.detail, self._meant = _chosen(stage, product)
        self._short = min(stage.width, stage.height)
        self._scale = self._short / self.detail.span / (1.22 if stage.words else 1.0)
        self._at = self._place(product)
        near = 1 + PUSH / 2
        crop = self._crop(product)
        focus = Focus(self.detail.x, self.detail.y, self.detail.span * 0.40, 0.011 * self._short)
        colour = hero.colour if hero else ""
        height = self._scale * near * HEIGHT
        self._figure: Figure = figure_of(
            product, hero.name if hero else "", height, colour, self._tones.light, self._tones.accent, crop, focus
        )
        self._ground = Strip(box_at(stage, 3.0, 0, stage.height), 3.0, self._paint_ground, scale=0.5)
        light = self._tones.glow if self._tones.dark else (0.995, 0.01, 90.0)
        self._shade = self._veil()
        self._motes = Motes(stage, light, 30, 0.9 if self._tones.dark else 0.5)
        self.blocks: tuple[Block, ...] = self._words()

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame."""
        self._ground.draw(canvas, View(self.stage.width, self.stage.height))
        scale, x, y = self._camera(t_ms)
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(scale, scale)
        canvas.translate(-self.detail.x, -self.detail.y)
        turn = 34 * (2 * self._part(t_ms) - 1)
        self._figure.draw(canvas, t_ms / 1000 + 1.2, turn, -140 + 280 * self._part(t_ms))
        canvas.restore()
        if self._shade is not None:
            self._shade.draw(canvas, View(self.stage.width, self.stage.height))
        self._motes.paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The mark on the detail, and the line from it to the words."""
        if not self.blocks or not self._meant:
            return
        since = (t_ms - 350) / 1000
        grown = ease_expo(since / 0.7)
        if grown <= 0:
            return
        unit, (_, x, y) = self.stage.unit, self._camera(t_ms)
        ink = paint_of(self._tones.accent)
        beat = self._tempo.wave(t_ms, 0.5)
        canvas.drawCircle(
            x, y, (15 + 2.5 * beat) * unit * grown, stroke(paint_of(self._tones.accent, 0.55), 2.5 * unit)
        )
        canvas.drawCircle(x, y, 6 * unit * grown, fill(ink))
        self._paint_line(canvas, (x, y), ease_out((since - 0.25) / 0.6), ink)

    def _paint_line(self, canvas: skia.Canvas, at: tuple[float, float], part: float, ink: int) -> None:
        if part <= 0:
            return
        unit, box = self.stage.unit, settled(self.blocks[0])
        x, y = at
        if self.stage.width > self.stage.height * 1.05:
            level = min(max(y, box.y + box.h / 2), box.y + box.h / 2)
            corner = (x - abs(level - y) * 0.8 - 30 * unit, level)
            end = (box.right + 26 * unit, level)
        else:
            corner = (x, (y + box.bottom) / 2)
            end = (x, max(b.box.bottom for b in self.blocks) + 24 * unit)
        path = skia.Path()
        path.moveTo(*_toward(at, corner, 22 * unit))
        path.lineTo(*corner)
        path.lineTo(*end)
        measure = skia.PathMeasure(path, False)
        shown = skia.Path()
        measure.getSegment(0.0, measure.getLength() * part, shown, True)
        canvas.drawPath(shown, stroke(ink, 2.2 * unit))

    def _part(self, t_ms: float) -> float:
        part = max(0.0, t_ms / self.stage.duration_ms)
        if self._tempo.loop:
            return 0.5 - 0.5 * math.cos(2 * math.pi * part)
        if part > 1:
            return run_on(part, 0.5)
        return 0.5 * part + 0.5 * ease_in_out(part)

    def _camera(self, t_ms: float) -> tuple[float, float, float]:
        """Scale, px a design unit, and where the detail is, px."""
        across, down, near = WAYS.get(self.stage.scene.camera.move, (-0.5, 0.35, 0.8))
        t = self._part(t_ms) - 0.5
        scale = self._scale * (1 + PUSH * (0.5 + near * t))
        reach = REACH * self._short
        return scale, self._at[0] + across * reach * t, self._at[1] + down * reach * t

    def _place(self, product: Product) -> tuple[float, float]:
        """Where the detail stands in the frame, px: beside words as much of the product as can be."""
        width, height = self.stage.width, self.stage.height
        if not self.stage.words:
            return width / 2, height / 2
        if width <= height * 1.05:
            return 0.5 * width, 0.64 * height
        left = (self.detail.x + product.width / 2) * self._scale
        return min(0.80 * width, max(0.66 * width, 0.42 * width + left)), 0.50 * height

    def _veil(self) -> Strip | None:
        """Shade of the wall's colour under the words, where the product reaches there."""
        stage = self.stage
        if not stage.words:
            return None
        wall = melt(self._tones.wall, self._tones.edge, 0.85 if self._tones.dark else 0.1)
        fade = [paint_of(wall, 0.97), paint_of(wall, 0.90), paint_of(wall, 0.0)]
        wide = stage.width > stage.height * 1.05
        box = Box(0, 0, stage.width * (0.56 if wide else 1.0), stage.height * (1.0 if wide else 0.46))
        end = (box.w, 0) if wide else (0, box.h)
        return Strip(box, 1.0, partial(_fill_with, shader=linear((0, 0), end, fade, [0, 0.55, 1])), scale=0.125)

    def _crop(self, product: Product) -> Box:
        """What of the product can be seen during the shot, design units."""
        slack = 1.2 * REACH * self._short
        scale = self._scale * (1 - PUSH / 2)
        side = product.width / 2 + MARGIN
        left = max(-side, self.detail.x - (self._at[0] + slack) / scale)
        top = max(-MARGIN, self.detail.y - (self._at[1] + slack) / scale)
        right = min(side, self.detail.x + (self.stage.width - self._at[0] + slack) / scale)
        bottom = min(HEIGHT + MARGIN, self.detail.y + (self.stage.height - self._at[1] + slack) / scale)
        return Box(left, top, right - left, bottom - top)

    def _words(self) -> tuple[Block, ...]:
        stage, safe = self.stage, self.stage.safe
        if stage.width > stage.height * 1.05:
            area = Box(safe.x + 0.02 * stage.width, safe.y, 0.30 * stage.width, safe.h)
            return column_blocks(stage, area, self._tones, "left", "middle", 0.86)
        area = Box(safe.x, safe.y + 0.01 * stage.height, safe.w, 0.24 * stage.height)
        return column_blocks(stage, area, self._tones, "center", "top", 0.9)

    def _paint_ground(self, canvas: skia.Canvas) -> None:
        """A wall far out of focus, with lamps as discs."""
        tones, stage, short = self._tones, self.stage, self._short
        x, y = self._at
        steps = [paint_of(c) for c in (tones.wall, melt(tones.wall, tones.edge, 0.5), tones.edge)]
        reach = 0.75 * max(stage.width, stage.height)
        canvas.drawPaint(shaded(radial((x - 0.2 * short, y - 0.3 * short), reach, steps, [0, 0.5, 1])))
        rng = np.random.default_rng([stage.scene.seed, 47])
        for _ in range(9):
            cx, cy = float(rng.uniform(-0.05, 1.05)) * stage.width, float(rng.uniform(-0.05, 1.05)) * stage.height
            r, a = float(rng.uniform(0.05, 0.15)) * short, float(rng.uniform(0.05, 0.15))
            if self.stage.words and cx < 0.45 * stage.width:
                a *= 0.4
            disc = [paint_of(tones.glow, a * 0.8), paint_of(tones.glow, a), paint_of(tones.glow, 0)]
            canvas.drawCircle(cx, cy, r, shaded(radial((cx, cy), r, disc, [0, 0.90, 1])))


def _fill_with(canvas: skia.Canvas, shader: skia.Shader) -> None:
    canvas.drawPaint(shaded(shader))


def _chosen(stage: Stage, product: Product) -> tuple[Detail, bool]:
    """The detail to show, and whether the words speak of it: only then a line leads to it."""
    details = product.details or (WHOLE,)
    said = " ".join(word.text.lower() for word in stage.words)
    for detail in details:
        if any(re.search(rf"\b{word}" if word.isascii() else word, said) for word in detail.words):
            return detail, True
    number = re.search(r"\d+$", stage.scene.variant)
    index = int(number.group()) - 1 if number else {"top": 1}.get(stage.scene.variant, stage.scene.seed)
    return details[index % len(details)], False


def _toward(one: tuple[float, float], other: tuple[float, float], by: float) -> tuple[float, float]:
    """The point `by` px from one point to another."""
    long = max(1e-6, math.hypot(other[0] - one[0], other[1] - one[1]))
    return one[0] + (other[0] - one[0]) / long * by, one[1] + (other[1] - one[1]) / long * by
