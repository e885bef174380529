"""Actors on the water: they ride the waves with their hull under the water line, mirrored, or leap out of it."""

from __future__ import annotations

import math

from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, stroke
from talkreel.model.scene import Act
from talkreel.scenes.actor import Actor, Mark, Ride
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.splash import splash
from talkreel.scenes.sprite import LEAPERS, Figure
from talkreel.scenes.swell import Swell
from talkreel.scenes.water import Water, foam_colour

LEAP_HZ = 0.36
ENDS = (-0.88, 0.88)  # where on its arc a leaper breaks the water: out of it, into it


class Rider(Actor):
    """A figure that rides on the water, or leaps."""

    on_water = True

    def __init__(self, place: Landscape, figure: Figure, mark: Mark, act: Act, water: Water, prop: int) -> None:
        self.water = water
        self.swell: Swell | None = None  # the waves it rides on, in a heavy sea
        super().__init__(place, figure, mark, act, aloft=False, prop=prop)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the figure where it is now, with its foam."""
        ride = self._ride(t_ms)
        column, row, scale = self._afloat(view, self.mark.x * self.place.stage.width + ride.aside)
        height = self.height * scale
        if ride.act == "leap":
            self._paint_leap(canvas, column, row, height, t_ms, ride, scale)
            return
        if self.swell is not None:
            row += self.swell.lift(column, self.place.ground.distance(self.mark.row), view, t_ms)
        width = self.figure.width(height)
        canvas.save()
        canvas.clipPath(self._above(column, row, width, height, t_ms), True)
        self._figure(canvas, column, row + self._dip() * height + self._heave(t_ms) * scale, height, t_ms, ride)
        canvas.restore()
        self._rings(canvas, column, row, width * 0.86, t_ms)
        self._bow_wave(canvas, column, row, width * 0.86, t_ms)

    def reflect(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw what the water mirrors of the figure, in px of the mirror."""
        ride = self._ride(t_ms)
        x, row, scale = self._afloat(view, self.mark.x * self.place.stage.width + ride.aside)
        base = self.water.mirror_row(row, view)
        dip = 0.0 if ride.lift else self._dip() * self.height * scale
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, base))
        # The rougher the water, the less of an image is left in it.
        clear = max(0.22, 0.92 - 6.0 * self.water.waves.slope)
        canvas.saveLayerAlpha(None, round(255 * clear))
        self._figure(canvas, x, base - ride.lift * scale + dip, self.height * scale, t_ms, ride)
        canvas.restore()
        canvas.restore()

    def _meaning(self, act: Act) -> Act:
        """`auto`: a swimmer with a rig leaps, all else bobs."""
        leaper = self.figure.rigged and any(word in self.figure.name for word in LEAPERS)
        return "leap" if act in ("leap", "run", "fly") or (act == "auto" and leaper) else "bob"

    def _dip(self) -> float:
        """How deep it lies in the water, in its height."""
        if self.figure.rigged:
            return 0.0
        name = self.figure.name
        if "canoe" in name or "kayak" in name:
            return 0.27  # the paddle reaches deeper than the hull
        return 0.24 if any(word in name for word in ("whale", "duck", "swan", "turtle", "seal", "otter")) else 0.085

    # how it moves

    def _ride(self, t_ms: float) -> Ride:
        if self.act == "leap":
            return self._leaping(t_ms)
        tempo = self.place.tempo
        rough = min(1.0, self.water.waves.slope / 0.10)
        roll = tempo.wave(t_ms, 0.17, self.phase + 0.2) + 0.4 * tempo.wave(t_ms, 0.31, self.phase)
        aside = tempo.drift(t_ms - 500 * tempo.seconds, 0.012 * self.place.unit)
        return Ride(self.act, aside, 0.0, (1.2 + 5.5 * rough) * roll)

    def _heave(self, t_ms: float) -> float:
        tempo = self.place.tempo
        wave = tempo.wave(t_ms, 0.21, self.phase) + 0.45 * tempo.wave(t_ms, 0.37, self.phase + 0.3)
        return wave * (0.004 + 0.22 * self.water.waves.slope) * 0.6 * self.height

    def _leaping(self, t_ms: float) -> Ride:
        """An arc out of the water and into it; a rigged swimmer makes its own."""
        if self.figure.rigged:
            return Ride("leap")
        u = self._leap_part(t_ms)
        lift = (0.62 - 1.05 * u * u) * self.height * 1.25
        turn = math.degrees(math.atan2(1.6 * u, 1.3)) + 6
        return Ride("leap", 0.85 * u * self.height, lift - 0.35 * self.height, turn)

    def _leap_part(self, t_ms: float) -> float:
        """-1 at the start of the arc, 1 at its end; beyond 1 under water."""
        return (self.place.tempo.turns(t_ms, LEAP_HZ, 0.10 + self.phase) / 0.62) * 2 - 1

    def _afloat(self, view: View, x: float) -> tuple[float, float, float]:
        """Column and row on the screen, and scale, of a place on the water at the mark's row."""
        place = self.place
        distance = place.ground.distance(self.mark.row)
        world = (x - place.ground.middle) / place.unit * distance
        scale = distance / max(0.2, distance - view.dolly)
        return self.water.column(world, distance, view), self.water.row(distance, view), scale

    def _above(self, x: float, row: float, width: float, height: float, t_ms: float) -> skia.Path:
        """All that is above the water line, which laps at the hull."""
        path = skia.Path()
        path.moveTo(x - 2 * width, row - 6 * height)
        path.lineTo(x + 2 * width, row - 6 * height)
        for i in range(25):
            across = 1 - i / 12
            path.lineTo(x + across * width * 0.8, row + self._lap(across, t_ms) * height)
        path.lineTo(x - 2 * width, row)
        path.close()
        return path

    def _lap(self, across: float, t_ms: float) -> float:
        tempo = self.place.tempo
        return 0.010 * tempo.wave(t_ms, 0.45, 1.7 * across) + 0.006 * tempo.wave(t_ms, 0.8, 4.1 * across + 0.3)

    def _rings(self, canvas: skia.Canvas, x: float, row: float, width: float, t_ms: float) -> None:
        """Rings that run out from the hull."""
        unit, tempo = self.place.stage.unit, self.place.tempo
        for k in range(3):
            life = tempo.turns(t_ms, 0.30, k / 3 + self.phase)
            reach = width * (0.46 + 0.34 * life)
            a = 0.34 * math.sin(math.pi * life)
            where = skia.Rect.MakeXYWH(x - reach, row - reach * 0.075, 2 * reach, reach * 0.15 + 3 * unit)
            canvas.drawArc(where, 8, 164, False, stroke(foam_colour(self.place.script, a), 1.8 * unit))

    def _bow_wave(self, canvas: skia.Canvas, x: float, row: float, width: float, t_ms: float) -> None:
        """The white line along the hull."""
        unit, tempo, steps = self.place.stage.unit, self.place.tempo, 24
        edge: list[tuple[float, float]] = []
        for i in range(steps + 1):
            across = i / steps - 0.5
            edge.append((x + across * width, row + self._lap(2 * across, t_ms) * self.height))
        line = skia.Path()
        line.moveTo(*edge[0])
        for i, (px, py) in enumerate(edge[1:]):
            thick = (2.6 + 1.6 * tempo.wave(t_ms, 0.5, i * 0.19)) * unit * math.sin(math.pi * (i + 1) / (steps + 1))
            line.lineTo(px, py - thick * 0.5)
        for i, (px, py) in enumerate(edge[::-1]):
            line.lineTo(px, py + 2.2 * unit * math.sin(math.pi * i / steps))
        line.close()
        canvas.drawPath(line, fill(foam_colour(self.place.script, 0.72)))

    def _paint_leap(
        self, canvas: skia.Canvas, x: float, row: float, height: float, t_ms: float, ride: Ride, scale: float
    ) -> None:
        reach = (0.62 * 2.5 if self.figure.rigged else 0.85) * height
        if self.figure.rigged:
            self._figure(canvas, x, row, height, t_ms, ride)
        elif self._leap_part(t_ms) < 1.35:
            canvas.save()
            canvas.clipRect(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, row))
            self._figure(canvas, x, row - ride.lift * scale, height, t_ms, ride)
            canvas.restore()
        hz = self.place.tempo.rate(LEAP_HZ)
        stage = self.place.stage
        for at in ENDS:
            since = ((self._leap_part(t_ms) - at) * 0.31 / hz) % (1 / hz)
            where = x - ride.aside * scale + at * reach
            splash(canvas, self.place.script, (where, row), height, since, at > 0, stage.scene.seed, stage.unit)
