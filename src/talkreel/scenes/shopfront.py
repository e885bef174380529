"""House fronts of a street seen straight on: shops with awnings below, windows with shutters and balconies above.

Sizes are px; a front stands on row `base`. Signs carry pictures, never letters.
"""

from __future__ import annotations

import numpy as np

from talkreel.draw.colour import Oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, linear, polygon, shaded, stroke, taper
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.signboard import TRADES, Trade, draw_sign

Rng = np.random.Generator
Box4 = tuple[float, float, float, float]  # left, top, right, bottom

WARM_LIGHT: Oklch = (0.88, 0.12, 76)


WALLS: tuple[Oklch, ...] = (
    (0.80, 0.060, 70), (0.70, 0.085, 42), (0.84, 0.035, 88), (0.66, 0.060, 235), (0.74, 0.065, 20), (0.78, 0.050, 150),
    (0.60, 0.075, 35), (0.86, 0.030, 60),
)  # fmt: skip
DARK_WALLS: tuple[Oklch, ...] = (
    (0.36, 0.045, 280),
    (0.32, 0.050, 300),
    (0.40, 0.040, 250),
    (0.34, 0.055, 330),
    (0.38, 0.03, 220),
)


class Fronts:
    """Draws house fronts in the light of a script. `evening` 0..1 is how many windows are lit."""

    def __init__(self, script: ColourScript, unit: float, walls: tuple[Oklch, ...], snowy: bool, side: float) -> None:
        self.script, self.unit, self.walls, self.snowy, self.side = script, unit, walls, snowy, side
        self.evening = 0.0 if script.gloom < 0.12 else min(0.75, 0.2 + 0.75 * script.gloom)
        self.inside = melt(WARM_LIGHT, script.haze, 0.08)

    # colours

    def tone(self, colour: Oklch, lit: float) -> int:
        """The colour from shade (0) to light (1)."""
        return paint_of(melt(self.script.shade(colour), self.script.lit(colour), lit))

    def snow(self, a: float = 1.0) -> int:
        """Snow in this light."""
        return paint_of(self.script.lit((0.965, 0.012, 250)), a)

    # a house

    def house(
        self, canvas: skia.Canvas, rng: Rng, x: float, base: float, wide: float, floors: int, number: int
    ) -> float:
        """A whole front from `x`, `wide` px, with `floors` above the shop. Gives the row of its top."""
        floor = 0.205 * self.unit * float(rng.uniform(0.94, 1.06))
        shop = 0.285 * self.unit
        top = base - shop - floors * floor - 0.03 * self.unit
        wall = self.walls[number % len(self.walls)]
        self._wall(canvas, (x, top, x + wide, base), wall)
        columns = max(2, round(wide / (0.165 * self.unit)))
        manner = int(rng.integers(4))
        for k in range(floors):
            row = base - shop - (k + 1) * floor
            for c in range(columns):
                cell = wide / columns
                self._window(canvas, rng, (x + c * cell, row, x + (c + 1) * cell, row + floor), wall, manner, k)
        self._cornice(canvas, x, wide, top, wall)
        self.shop(canvas, rng, (x, base - shop, x + wide, base), TRADES[int(rng.integers(len(TRADES)))])
        return top

    def _wall(self, canvas: skia.Canvas, box: Box4, wall: Oklch) -> None:
        left, top, right, bottom = box
        colours = [self.tone(wall, 0.78), self.tone(wall, 0.55), self.tone(wall, 0.30)]
        canvas.drawRect(skia.Rect.MakeLTRB(*box), shaded(linear((0, top), (0, bottom), colours)))
        dark = self.tone(wall, -0.25)
        edge = right if self.side > 0 else left
        inner = edge - self.side * 0.10 * self.unit
        shade = linear((edge, 0), (inner, 0), [with_alpha(dark, 0.0), with_alpha(dark, 0.0)])
        canvas.drawRect(skia.Rect.MakeLTRB(*box), shaded(shade))
        far = left if self.side > 0 else right
        fade = linear(
            (far, 0), (far + self.side * 0.16 * self.unit, 0), [with_alpha(dark, 0.55), with_alpha(dark, 0.0)]
        )
        canvas.drawRect(skia.Rect.MakeLTRB(*box), shaded(fade))
        courses = skia.Path()
        y = top + 0.03 * self.unit
        while y < bottom:
            courses.moveTo(left, y)
            courses.lineTo(right, y)
            y += 0.028 * self.unit
        canvas.drawPath(courses, stroke(with_alpha(dark, 0.16), max(0.6, 0.0011 * self.unit)))

    def _cornice(self, canvas: skia.Canvas, x: float, wide: float, top: float, wall: Oklch) -> None:
        u = self.unit
        over = 0.012 * u
        canvas.drawRect(
            skia.Rect.MakeLTRB(x - over, top - 0.030 * u, x + wide + over, top), fill(self.tone(wall, 0.95))
        )
        canvas.drawRect(
            skia.Rect.MakeLTRB(x - over, top - 0.006 * u, x + wide + over, top + 0.004 * u), fill(self.tone(wall, 0.1))
        )
        count = max(4, int(wide / (0.03 * u)))
        for k in range(count):
            at = x + wide * (k + 0.5) / count
            canvas.drawRect(
                skia.Rect.MakeXYWH(at - 0.005 * u, top + 0.004 * u, 0.010 * u, 0.012 * u), fill(self.tone(wall, 0.35))
            )
        if self.snowy:
            self._snow_line(canvas, x - over, x + wide + over, top - 0.030 * u)

    def _snow_line(self, canvas: skia.Canvas, left: float, right: float, row: float) -> None:
        u = self.unit
        canvas.drawPath(
            taper(
                [(left, row), ((left + right) / 2, row - 0.004 * u), (right, row)],
                [0.010 * u, 0.014 * u, 0.010 * u],
                10,
            ),
            fill(self.snow()),
        )

    # upper floors

    def _window(self, canvas: skia.Canvas, rng: Rng, cell: Box4, wall: Oklch, manner: int, floor: int) -> None:
        left, top, right, bottom = cell
        w, h, u = right - left, bottom - top, self.unit
        half = min(0.050 * u, 0.30 * w)
        middle = (left + right) / 2
        box = (middle - half, top + 0.20 * h, middle + half, top + 0.80 * h)
        arched = manner == 1
        frame = skia.Rect.MakeLTRB(box[0] - 0.008 * u, box[1] - 0.008 * u, box[2] + 0.008 * u, box[3] + 0.008 * u)
        canvas.drawRRect(_arched(frame, half if arched else 0.0), fill(self.tone(wall, 1.05)))
        lit = float(rng.random()) < self.evening
        self._glass(canvas, box, lit, half if arched else 0.0)
        bars = stroke(self.tone(wall, 0.9), 0.005 * u)
        canvas.drawLine(middle, box[1], middle, box[3], bars)
        canvas.drawLine(box[0], box[1] + 0.36 * (box[3] - box[1]), box[2], box[1] + 0.36 * (box[3] - box[1]), bars)
        canvas.drawRect(
            skia.Rect.MakeLTRB(
                frame.left() - 0.008 * u, box[3] + 0.006 * u, frame.right() + 0.008 * u, box[3] + 0.018 * u
            ),
            fill(self.tone(wall, 0.85)),
        )
        if manner == 0:
            self._shutters(canvas, box, wall)
        if manner == 2 and floor % 2 == 0:
            self._balcony(canvas, middle, box[3], half)
        if manner == 3 or (manner == 0 and rng.random() < 0.4):
            self._flower_box(canvas, rng, box)
        if self.snowy:
            self._snow_line(canvas, frame.left() - 0.006 * u, frame.right() + 0.006 * u, box[3] + 0.008 * u)

    def _glass(self, canvas: skia.Canvas, box: Box4, lit: bool, round_: float) -> None:
        script = self.script
        rect = skia.Rect.MakeLTRB(*box)
        if lit:
            light = self.inside
            colours = [paint_of(light), paint_of((light[0] - 0.12, light[1], light[2] - 8))]
        else:
            glass = melt(melt(script.zenith, script.deep, 0.35), script.horizon, 0.15)
            colours = [paint_of(melt(glass, script.horizon, 0.45)), paint_of(glass)]
        canvas.drawRRect(_arched(rect, round_), shaded(linear((box[0], box[1]), (box[2], box[3]), colours)))
        if lit:  # curtains
            for edge, side in ((box[0], 1.0), (box[2], -1.0)):
                drape = [
                    (edge, box[1]),
                    (edge + side * 0.34 * (box[2] - box[0]), box[1]),
                    (edge + side * 0.12 * (box[2] - box[0]), box[3]),
                    (edge, box[3]),
                ]
                canvas.drawPath(polygon(drape), fill(paint_of((0.80, 0.10, 62), 0.55)))

    def _shutters(self, canvas: skia.Canvas, box: Box4, wall: Oklch) -> None:
        u = self.unit
        colour: Oklch = (0.46, 0.07, (wall[2] + 150) % 360)
        wide = 0.42 * (box[2] - box[0])
        slats = stroke(self.tone(colour, 0.15), 0.0022 * u)
        for left in (box[0] - 0.010 * u - wide, box[2] + 0.010 * u):
            canvas.drawRect(skia.Rect.MakeLTRB(left, box[1], left + wide, box[3]), fill(self.tone(colour, 0.6)))
            for k in range(1, 9):
                y = box[1] + (box[3] - box[1]) * k / 9
                canvas.drawLine(left + 0.12 * wide, y, left + 0.88 * wide, y, slats)

    def _balcony(self, canvas: skia.Canvas, x: float, row: float, half: float) -> None:
        u, ink = self.unit, paint_of(melt(self.script.deep, self.script.ambient, 0.15))
        left, right = x - half - 0.024 * u, x + half + 0.024 * u
        rails = skia.Path()
        for k in range(11):
            at = left + (right - left) * k / 10
            rails.moveTo(at, row - 0.048 * u)
            rails.lineTo(at, row + 0.012 * u)
        canvas.drawPath(rails, stroke(ink, 0.0026 * u))
        canvas.drawLine(left, row - 0.048 * u, right, row - 0.048 * u, stroke(ink, 0.0050 * u))
        canvas.drawRect(
            skia.Rect.MakeLTRB(left - 0.006 * u, row + 0.010 * u, right + 0.006 * u, row + 0.022 * u), fill(ink)
        )

    def _flower_box(self, canvas: skia.Canvas, rng: Rng, box: Box4) -> None:
        u, row = self.unit, box[3] + 0.004 * self.unit
        canvas.drawRect(
            skia.Rect.MakeLTRB(box[0] - 0.006 * u, row, box[2] + 0.006 * u, row + 0.020 * u),
            fill(self.tone((0.48, 0.06, 45), 0.5)),
        )
        leaves, blooms = skia.Path(), skia.Path()
        for _ in range(15):
            x, y = float(rng.uniform(box[0], box[2])), row - float(rng.uniform(-0.004, 0.018)) * u
            leaves.addCircle(x, y, 0.008 * u)
            blooms.addCircle(x + float(rng.normal(0, 0.006)) * u, y - 0.004 * u, 0.0044 * u)
        canvas.drawPath(leaves, fill(self.tone((0.50, 0.11, 140), 0.5)))
        petals: tuple[Oklch, ...] = ((0.66, 0.20, 15), (0.80, 0.13, 350), (0.86, 0.14, 90))
        canvas.drawPath(blooms, fill(self.tone(petals[int(rng.integers(3))], 0.9)))

    # the shop

    def shop(self, canvas: skia.Canvas, rng: Rng, box: Box4, trade: Trade) -> None:
        """A shop front with a door, a lit window, an awning and a sign."""
        left, top, right, bottom = box
        u, wide = self.unit, right - left
        inset = 0.020 * u
        panel = skia.Rect.MakeLTRB(left + inset, top + 0.012 * u, right - inset, bottom)
        canvas.drawRect(
            panel, shaded(linear((0, top), (0, bottom), [self.tone(trade.wood, 0.75), self.tone(trade.wood, 0.25)]))
        )
        door_wide = 0.105 * u
        at_left = rng.random() < 0.5
        door_x = panel.left() + 0.016 * u if at_left else panel.right() - 0.016 * u - door_wide
        rows = (top + 0.088 * u, bottom - 0.055 * u)
        window = (
            (door_x + door_wide + 0.018 * u, rows[0], panel.right() - 0.016 * u, rows[1])
            if at_left
            else (panel.left() + 0.016 * u, rows[0], door_x - 0.018 * u, rows[1])
        )
        self._display(canvas, rng, window, trade)
        self._door(canvas, (door_x, rows[0], door_x + door_wide, bottom), trade)
        sign = skia.Rect.MakeLTRB(panel.left(), top + 0.014 * u, panel.right(), top + 0.066 * u)
        canvas.drawRect(sign, fill(self.tone(trade.awning, 0.35)))
        canvas.drawRect(
            skia.Rect.MakeLTRB(sign.left(), sign.bottom() - 0.004 * u, sign.right(), sign.bottom()),
            fill(self.tone(trade.wood, 0.1)),
        )
        draw_sign(canvas, trade.sign, (left + right) / 2, top + 0.040 * u, 0.019 * u, self._sign_ink())
        self._awning(canvas, (panel.left() - 0.006 * u, top + 0.064 * u, panel.right() + 0.006 * u), trade.awning)
        if wide > 0.3 * u:
            self._planter(canvas, rng, panel.right() - 0.010 * u if at_left else panel.left() + 0.010 * u, bottom)

    def _sign_ink(self) -> int:
        return paint_of((0.95, 0.06, 85)) if self.evening else self.tone((0.96, 0.03, 85), 0.9)

    def _display(self, canvas: skia.Canvas, rng: Rng, box: Box4, trade: Trade) -> None:
        """The shop window: a lit room with shelves, and what stands in it."""
        left, top, right, bottom = box
        if right - left < 0.05 * self.unit:
            return
        script, u = self.script, self.unit
        glow = 0.35 + 0.65 * min(1.0, 2 * self.evening)
        room = melt(melt(self.inside, (0.42, 0.06, 55), 0.55), self.inside, glow * 0.85)
        back = melt(room, script.deep, 0.18)
        canvas.drawRect(
            skia.Rect.MakeLTRB(*box), shaded(linear((0, top), (0, bottom), [paint_of(room), paint_of(back)]))
        )
        goods: tuple[Oklch, ...] = (trade.awning, (0.78, 0.09, 80), (0.60, 0.08, 30), (0.66, 0.08, 200), trade.wood)
        for row in (0.42, 0.70, 0.985):
            y = top + (bottom - top) * row
            canvas.drawRect(
                skia.Rect.MakeLTRB(left, y, right, y + 0.004 * u), fill(paint_of(melt(trade.wood, room, 0.4)))
            )
            x = left + 0.012 * u
            while x < right - 0.02 * u:
                w, h = float(rng.uniform(0.010, 0.024)) * u, float(rng.uniform(0.018, 0.046)) * u
                colour = melt(goods[int(rng.integers(len(goods)))], room, 0.25)
                thing = skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(x, y - h, w, h), 0.3 * w, 0.3 * w)
                canvas.drawRRect(thing, fill(paint_of(melt(colour, script.deep, 0.12))))
                x += w + float(rng.uniform(0.003, 0.016)) * u
        shine = [
            (left, bottom),
            (left + 0.32 * (right - left), top),
            (left + 0.50 * (right - left), top),
            (left + 0.18 * (right - left), bottom),
        ]
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(*box))
        canvas.drawPath(polygon(shine), fill(paint_of(melt(script.horizon, (1, 0, 0), 0.4), 0.16)))
        canvas.restore()

    def _door(self, canvas: skia.Canvas, box: Box4, trade: Trade) -> None:
        left, top, right, bottom = box
        u = self.unit
        canvas.drawRect(skia.Rect.MakeLTRB(*box), fill(self.tone(trade.wood, 0.9)))
        pane = (left + 0.014 * u, top + 0.014 * u, right - 0.014 * u, bottom - 0.060 * u)
        light = melt(self.inside, (0.40, 0.06, 55), 0.35 if self.evening else 0.72)
        canvas.drawRect(
            skia.Rect.MakeLTRB(*pane),
            shaded(linear((0, top), (0, bottom), [paint_of(light), paint_of(melt(light, self.script.deep, 0.25))])),
        )
        canvas.drawCircle(
            right - 0.010 * u, (top + bottom) / 2 + 0.02 * u, 0.005 * u, fill(self.tone((0.82, 0.10, 85), 0.9))
        )

    def _awning(self, canvas: skia.Canvas, edges: tuple[float, float, float], colour: Oklch) -> None:
        """A striped awning with a scalloped hem that throws a shadow on the front."""
        left, top, right = edges
        u = self.unit
        deep, hem, out = 0.062 * u, 0.016 * u, 0.014 * u
        count = max(4, round((right - left) / (0.042 * u)))
        shadow = skia.Rect.MakeLTRB(left, top + deep, right, top + deep + 0.05 * u)
        canvas.drawRect(
            shadow,
            shaded(
                linear(
                    (0, top + deep),
                    (0, top + deep + 0.05 * u),
                    [paint_of(self.script.deep, 0.45), paint_of(self.script.deep, 0.0)],
                )
            ),
        )
        white: Oklch = (0.95, 0.02, 85)
        for k in range(count):
            a, b = left + (right - left) * k / count, left + (right - left) * (k + 1) / count
            lower = [left - out + (right - left + 2 * out) * j / count for j in (k, k + 1)]
            tone = colour if k % 2 == 0 else white
            path = skia.Path()
            path.moveTo(a, top)
            path.lineTo(b, top)
            path.lineTo(lower[1], top + deep)
            path.quadTo((lower[0] + lower[1]) / 2, top + deep + 2 * hem, lower[0], top + deep)
            path.close()
            canvas.drawPath(
                path, shaded(linear((0, top), (0, top + deep + hem), [self.tone(tone, 1.0), self.tone(tone, 0.45)]))
            )
        if self.snowy:
            self._snow_line(canvas, left, right, top)

    def _planter(self, canvas: skia.Canvas, rng: Rng, x: float, base: float) -> None:
        u = self.unit
        pot = [
            (x - 0.022 * u, base - 0.040 * u),
            (x + 0.022 * u, base - 0.040 * u),
            (x + 0.016 * u, base),
            (x - 0.016 * u, base),
        ]
        for _ in range(14):
            cx, cy = x + float(rng.normal(0, 0.014)) * u, base - float(rng.uniform(0.045, 0.105)) * u
            canvas.drawCircle(cx, cy, 0.013 * u, fill(self.tone((0.50, 0.11, 142), float(rng.uniform(0.1, 0.9)))))
        canvas.drawPath(polygon(pot), fill(self.tone((0.55, 0.10, 40), 0.55)))


def _arched(rect: skia.Rect, radius: float) -> skia.RRect:
    """A rectangle whose upper corners are rounded."""
    shape = skia.RRect()
    corners = [skia.Point(radius, radius), skia.Point(radius, radius), skia.Point(0, 0), skia.Point(0, 0)]
    shape.setRectRadii(rect, corners)
    return shape
