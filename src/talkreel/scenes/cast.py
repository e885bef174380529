"""The cast of a landscape: its hero and its props, each with a place, and a life of its own.

land     stands, walks or runs across, on a shadow
water    rides the waves with its hull under the water line, mirrored and ringed with foam; or leaps out of it
air      drifts, flies or floats above the land
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, stroke
from talkreel.model import Hero
from talkreel.model.scene import Act
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.ridge import Land
from talkreel.scenes.sprite import LEAPERS, Figure, contact_shadow, figure_for
from talkreel.scenes.swell import Swell
from talkreel.scenes.water import Water, foam_colour

BALLOONS = ("#2f7fb8", "#d9a11e", "#7a4fb0", "#2e9d78")
CROSSING = 0.62  # of the width: how far a hero that walks gets in a shot


@dataclass(frozen=True)
class Mark:
    """A place for an actor: part of the width, row (px), parallax depth, height in short sides."""

    x: float
    row: float
    depth: float
    tall: float
    ground: Callable[[float], float] | None = None  # the row of the ground at a column, where it is not level


@dataclass(frozen=True)
class Ride:
    """How an actor moves: which act, how far aside of its mark (px), how high above it (px), its turn in degrees."""

    act: Act
    aside: float = 0.0
    lift: float = 0.0
    turn: float = 0.0
    facing: int = 1


def mark_on(place: Landscape, land: Land, distance: float, tall: float) -> Mark:
    """A mark on a piece of land: what walks there goes up and down with it."""

    def row(column: float) -> float:
        x = (column - place.ground.middle) / place.unit * distance
        height = land.heights(np.array([[x]], np.float32), np.array([[distance]], np.float32))
        return place.ground.row(distance, float(height[0, 0]))

    return Mark(place.hero_x, row(place.hero_x * place.stage.width), land.depth, tall, row)


def aloft_mark(place: Landscape, tall: float = 0.27) -> Mark:
    """A mark in the air over the land."""
    return Mark(place.hero_x, place.horizon * (0.88 if place.stage.portrait else 0.74), 6.0, tall)


def cast_of(
    place: Landscape,
    ground: Mark,
    air: Mark,
    water: Water | None = None,
    shore: Mark | None = None,
    weightless: bool = False,
) -> list[Actor]:
    """The hero and up to four props on their marks, far ones first.

    `ground` is on the water when there is water; what lives on land then stands on `shore`, if there is one.
    `weightless`: everything floats.
    """
    scene = place.stage.scene
    heroes = ([scene.hero] if scene.hero else []) + [_prop(name, i) for i, name in enumerate(scene.props[:4])]
    actors: list[Actor] = []
    for i, hero in enumerate(heroes):
        prop = i if scene.hero else i + 1
        figure = figure_for(hero, place.script, place.sun_side, ground.tall * place.unit, _loop_s(place))
        if figure is None:
            continue
        aloft = weightless or figure.medium == "air" or hero.act in ("fly", "float", "drift")
        aloft = aloft and not (figure.medium == "water" and water is not None)
        ashore = shore is not None and figure.medium == "land" and not aloft
        mark = _beside(shore if shore and ashore else air if aloft else ground, prop)
        actors.append(Actor(place, figure, mark, hero.act, aloft, None if aloft or ashore else water, prop))
    return actors[::-1]


def _prop(name: str, i: int) -> Hero:
    """A prop; of several balloons no two are alike."""
    return Hero(name=name, colour=BALLOONS[i % len(BALLOONS)] if "balloon" in name else "")


def _loop_s(place: Landscape) -> float:
    return place.tempo.seconds if place.stage.scene.loop else 0.0


def _beside(mark: Mark, prop: int) -> Mark:
    """The mark of the n-th prop: to the sides of the hero's, smaller and further off."""
    if prop == 0:
        return mark
    side = 1 if prop % 2 else -1
    away = 0.20 + 0.10 * (prop // 2)
    x = min(0.92, max(0.08, mark.x + side * away))
    tall = mark.tall * (0.55 - 0.06 * prop)
    if mark.ground is not None:
        return Mark(x, mark.row, mark.depth, tall, mark.ground)
    return Mark(x, mark.row - 0.012 * mark.row * (prop // 2), mark.depth * 1.15, tall)


class Actor:
    """One figure on its mark."""

    def __init__(
        self, place: Landscape, figure: Figure, mark: Mark, act: Act, aloft: bool, water: Water | None, prop: int
    ) -> None:
        self.place, self.figure, self.mark, self.aloft, self.water, self.prop = place, figure, mark, aloft, water, prop
        self.act: Act = _act(figure, act, aloft, water is not None, prop)
        # A swimmer with a rig is drawn two and a half times as long as "high".
        self.height = mark.tall * place.unit * (0.55 if figure.rigged and figure.medium == "water" else 1.0)
        self.phase = 0.31 * prop
        self.swell: Swell | None = None  # the waves it rides on, in a heavy sea

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the actor where it is now."""
        ride = self._ride(t_ms)
        x = self.mark.x * self.place.stage.width + ride.aside
        if self.water is not None:
            self._paint_afloat(canvas, view, t_ms, ride, x, self.water)
            return
        view.apply(canvas, self.mark.depth)
        row = self.mark.ground(x) if self.mark.ground else self.mark.row
        if not self.aloft and not self.figure.rigged:
            width = self.figure.width(self.height)
            contact_shadow(canvas, self.place.script, x, row, width, ride.lift / max(1.0, width), self.place.sun_side)
        if self.aloft and "rocket" in self.figure.name:
            self._exhaust(canvas, x, row - ride.lift - 0.5 * self.height, t_ms)
        self._figure(canvas, x, row - ride.lift, self.height, t_ms, ride)

    def _exhaust(self, canvas: skia.Canvas, x: float, y: float, t_ms: float) -> None:
        """The wake of a rocket, whose picture climbs to the right: puffs that glow, grow and fade behind it."""
        tempo, size = self.place.tempo, self.height
        for i in range(26):
            life = tempo.turns(t_ms, 0.55, i / 26)
            swing = 0.10 * math.sin(i * 2.4) * life
            px = x - size * (0.36 + 0.85 * life + swing)
            py = y + size * (0.38 + 0.80 * life - swing)
            colour = oklch(0.95 - 0.25 * life, 0.13 * (1 - life) ** 1.5, 70 - 30 * life, 0.55 * (1 - life) ** 1.6)
            canvas.drawCircle(px, py, size * (0.035 + 0.10 * life), fill(colour))

    def reflect(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw what the water mirrors of the actor, in px of the mirror."""
        if self.water is None:
            return
        ride = self._ride(t_ms)
        x, row, scale = self._afloat(view, self.mark.x * self.place.stage.width + ride.aside, self.water)
        base = self.water.mirror_row(row, view)
        dip = 0.0 if ride.lift else _dip(self.figure) * self.height * scale
        canvas.save()
        canvas.clipRect(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, base))
        # The rougher the water, the less of an image is left in it.
        clear = max(0.22, 0.92 - 6.0 * self.water.waves.slope)
        canvas.saveLayerAlpha(None, round(255 * clear))
        self._figure(canvas, x, base - ride.lift * scale + dip, self.height * scale, t_ms, ride)
        canvas.restore()
        canvas.restore()

    def _figure(self, canvas: skia.Canvas, x: float, base: float, height: float, t_ms: float, ride: Ride) -> None:
        seconds = t_ms / 1000 * self._pace()
        self.figure.draw(canvas, x, base, height, seconds, ride.act, ride.turn, ride.facing)

    def _pace(self) -> float:
        """A creature that crosses slower than it would walk moves its legs slower too, but not in slow motion."""
        if not self.figure.rigged or self.act not in ("walk", "run") or self.place.stage.scene.loop:
            return 1.0
        return 0.85 if self.act == "run" else 0.75

    # how it moves

    def _ride(self, t_ms: float) -> Ride:
        if self.water is not None:
            return self._on_water(t_ms)
        return self._in_air(t_ms) if self.aloft else self._on_land(t_ms)

    def _on_land(self, t_ms: float) -> Ride:
        tempo, act = self.place.tempo, self.act
        if act in ("walk", "run"):
            aside, facing = self._crossing(t_ms)
            hop = 0.0 if self.figure.rigged else abs(tempo.wave(t_ms, 0.9 if act == "walk" else 1.5, self.phase / 2))
            turn = 0.0 if self.figure.rigged else 2.5 * tempo.wave(t_ms, 0.9, self.phase)
            return Ride(act, aside, hop * 0.05 * self.height, turn, facing)
        if act in ("leap", "bob"):
            hop = max(0.0, tempo.wave(t_ms, 0.55, self.phase))
            return Ride(act, 0.0, hop * (0.35 if act == "leap" else 0.06) * self.height)
        sway = 0.8 * tempo.wave(t_ms, 0.22, self.phase)
        return Ride(act if self.figure.rigged else "still", 0.0, 0.0, sway)

    def _crossing(self, t_ms: float) -> tuple[float, int]:
        """Px aside of the mark: from left to right through the shot; a loop leaves the frame and comes in again."""
        width = self.place.stage.width
        part = t_ms / 1000 / self.place.tempo.seconds
        if self.place.stage.scene.loop:
            whole = 1.5 * width + self.figure.width(self.height)
            return ((part + self.mark.x) % 1.0) * whole - whole / 2 + (0.5 - self.mark.x) * width, 1
        return (part - 0.5) * CROSSING * width * (1.15 if self.act == "run" else 0.7) * (
            0.6 if self.place.stage.words else 1.0
        ), 1

    def _in_air(self, t_ms: float) -> Ride:
        tempo, unit = self.place.tempo, self.place.unit
        lift = 0.016 * unit * tempo.wave(t_ms, 0.14, self.phase) + 0.006 * unit * tempo.wave(t_ms, 0.37, self.phase)
        speed = (0.055 if self.act == "fly" else 0.020) * unit
        aside = tempo.drift(t_ms - 500 * tempo.seconds, speed)
        turn = 3.0 * tempo.wave(t_ms, 0.11, self.phase)
        if self.figure.name == "astronaut":
            turn = 9.0 + 7.0 * tempo.wave(t_ms, 0.07, self.phase)
        return Ride("fly" if self.figure.rigged else self.act, aside, lift, turn)

    def _on_water(self, t_ms: float) -> Ride:
        tempo = self.place.tempo
        if self.act == "leap":
            return self._leaping(t_ms)
        rough = min(1.0, (self.water.waves.slope if self.water else 0.05) / 0.10)
        heave = tempo.wave(t_ms, 0.21, self.phase) + 0.45 * tempo.wave(t_ms, 0.37, self.phase + 0.3)
        roll = tempo.wave(t_ms, 0.17, self.phase + 0.2) + 0.4 * tempo.wave(t_ms, 0.31, self.phase)
        aside = tempo.drift(t_ms - 500 * tempo.seconds, 0.012 * self.place.unit)
        return Ride(self.act, aside, 0.0, (1.2 + 5.5 * rough) * roll, 1) if heave else Ride(self.act)

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
        return (self.place.tempo.turns(t_ms, 0.36, 0.10 + self.phase) / 0.62) * 2 - 1

    # on the water

    def _afloat(self, view: View, x: float, water: Water) -> tuple[float, float, float]:
        """Column and row on the screen, and scale, of a place on the water at the mark's row."""
        place = self.place
        distance = place.ground.distance(self.mark.row)
        world = (x - place.ground.middle) / place.unit * distance
        scale = distance / max(0.2, distance - view.dolly)
        return water.column(world, distance, view), water.row(distance, view), scale

    def _heave(self, t_ms: float) -> float:
        tempo = self.place.tempo
        slope = self.water.waves.slope if self.water else 0.0
        wave = tempo.wave(t_ms, 0.21, self.phase) + 0.45 * tempo.wave(t_ms, 0.37, self.phase + 0.3)
        return wave * (0.004 + 0.22 * slope) * 0.6 * self.height

    def _paint_afloat(self, canvas: skia.Canvas, view: View, t_ms: float, ride: Ride, x: float, water: Water) -> None:
        column, row, scale = self._afloat(view, x, water)
        height = self.height * scale
        if ride.act == "leap":
            self._paint_leap(canvas, column, row, height, t_ms, ride, scale)
            return
        heave = self._heave(t_ms) * scale
        if self.swell is not None:
            row += self.swell.lift(column, self.place.ground.distance(self.mark.row), view, t_ms)
        width = self.figure.width(height)
        canvas.save()
        canvas.clipPath(self._above(column, row, width, height, t_ms), True)
        self._figure(canvas, column, row + _dip(self.figure) * height + heave, height, t_ms, ride)
        canvas.restore()
        self._foam(canvas, column, row, width * 0.86, t_ms)

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

    def _foam(self, canvas: skia.Canvas, x: float, row: float, width: float, t_ms: float) -> None:
        """Rings that run out from the hull and the white line along it."""
        unit, tempo = self.place.stage.unit, self.place.tempo
        for k in range(3):
            life = tempo.turns(t_ms, 0.30, k / 3 + self.phase)
            reach = width * (0.46 + 0.34 * life)
            a = 0.34 * math.sin(math.pi * life)
            where = skia.Rect.MakeXYWH(x - reach, row - reach * 0.075, 2 * reach, reach * 0.15 + 3 * unit)
            canvas.drawArc(where, 8, 164, False, stroke(foam_colour(self.place.script, a), 1.8 * unit))
        line = skia.Path()
        steps = 24
        edge = [
            (x + (i / steps - 0.5) * width, row + self._lap(2 * (i / steps - 0.5), t_ms) * self.height)
            for i in range(steps + 1)
        ]
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
        if self.figure.rigged:
            self._figure(canvas, x, row, height, t_ms, ride)
            reach = 0.62 * height * 2.5
        else:
            canvas.save()
            canvas.clipRect(skia.Rect.MakeLTRB(-1e5, -1e5, 1e5, row))
            if self._leap_part(t_ms) < 1.35:
                self._figure(canvas, x, row - ride.lift * scale, height, t_ms, ride)
            canvas.restore()
            reach = 0.85 * height
            x -= ride.aside * scale
        for at in (-0.88, 0.88):
            since = (self._leap_part(t_ms) - at) / 2 * 0.62 / self.place.tempo.rate(0.36)
            cycle = 1 / self.place.tempo.rate(0.36)
            self._splash(canvas, x + at * reach, row, height, since % cycle, at > 0)

    def _splash(self, canvas: skia.Canvas, x: float, row: float, height: float, since: float, entry: bool) -> None:
        """Drops thrown up `since` seconds ago, and the ring they leave."""
        if since > 1.5:
            return
        rng = np.random.default_rng([self.place.stage.scene.seed, 61, int(entry)])
        unit, script = self.place.stage.unit, self.place.script
        big = 1.0 if entry else 0.7
        crown = skia.Path()
        for aside, up, size in rng.random((9, 3)).tolist():
            # Sheets of water thrown up in a crown: they rise, thin out and fall.
            foot, lean = x + (aside - 0.5) * 0.34 * height * big, (aside - 0.5) * 0.9
            tall = height * big * max(0.0, (0.9 + 0.9 * up) * since - 1.5 * since * since)
            half = (0.020 + 0.030 * size) * height * max(0.0, 1 - 0.75 * since)
            crown.moveTo(foot - half, row)
            crown.quadTo(foot + lean * tall * 0.3 - half * 0.5, row - tall * 0.6, foot + lean * tall, row - tall)
            crown.quadTo(foot + lean * tall * 0.3 + half * 0.5, row - tall * 0.6, foot + half, row)
        canvas.drawPath(crown, fill(foam_colour(script, max(0.0, 0.85 - 0.75 * since))))
        for aside, up, size in rng.random((60, 3)).tolist():
            vx, vy = (aside - 0.5) * 1.3 * height * big, (0.35 + 0.9 * up) * height * 1.25 * big
            px, py = x + vx * since, row - vy * since + 1.35 * height * since * since
            if py < row:
                a = max(0.0, 0.95 - 0.6 * since)
                canvas.drawCircle(px, py, (0.004 + 0.013 * size * size) * height, fill(foam_colour(script, a)))
        reach = height * (0.18 + 0.42 * since)
        ring = skia.Rect.MakeXYWH(x - reach, row - reach * 0.10, 2 * reach, reach * 0.20)
        canvas.drawOval(ring, stroke(foam_colour(self.place.script, max(0.0, 0.6 - 0.4 * since)), 2.6 * unit))


def _dip(figure: Figure) -> float:
    """How deep a floating thing lies in the water, in its height."""
    if figure.rigged:
        return 0.0
    if "canoe" in figure.name or "kayak" in figure.name:
        return 0.27  # the paddle reaches deeper than the hull
    return 0.24 if any(word in figure.name for word in ("whale", "duck", "swan", "turtle", "seal", "otter")) else 0.085


def _act(figure: Figure, act: Act, aloft: bool, on_water: bool, prop: int) -> Act:
    """What `auto` means for a figure where it is."""
    if on_water:
        leaps = act in ("leap", "run", "fly") or (
            act == "auto" and figure.rigged and any(word in figure.name for word in LEAPERS)
        )
        return "leap" if leaps else "bob"
    if aloft:
        return "fly" if act in ("fly", "run", "auto") and figure.rigged else ("fly" if act == "fly" else "drift")
    if act != "auto":
        return act
    return "walk" if prop == 0 and (figure.rigged or figure.name == "astronaut") else "still"
