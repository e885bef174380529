"""An actor: one figure of a landscape on its mark, on land or in the air. What rides on water is in `afloat`.

On land it stands, walks or runs across, on a shadow; in the air it drifts, flies or floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from talkreel.draw.camera import View
from talkreel.draw.colour import oklch
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.model.scene import Act
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.sprite import Figure, contact_shadow

CROSSING = 0.62  # of the width: how far a hero that walks gets in a shot
RUNS_ON = 0.5  # of that way: how much further it gets when the shot is carried on


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


class Actor:
    """One figure on its mark. `prop` 0 is the hero; others are the scene's further objects."""

    on_water = False

    def __init__(self, place: Landscape, figure: Figure, mark: Mark, act: Act, aloft: bool, prop: int) -> None:
        self.place, self.figure, self.mark, self.aloft, self.prop = place, figure, mark, aloft, prop
        self.act: Act = self._meaning(act)
        # A swimmer with a rig is drawn two and a half times as long as "high".
        self.height = mark.tall * place.unit * (0.55 if figure.rigged and figure.medium == "water" else 1.0)
        self.phase = 0.31 * prop

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the actor where it is now."""
        ride = self._ride(t_ms)
        x = self.mark.x * self.place.stage.width + ride.aside
        view.apply(canvas, self.mark.depth)
        row = self.mark.ground(x) if self.mark.ground else self.mark.row
        if not self.aloft and not self.figure.rigged:
            width = self.figure.width(self.height)
            contact_shadow(canvas, self.place.script, x, row, width, ride.lift / max(1.0, width), self.place.sun_side)
        if self.aloft and "rocket" in self.figure.name:
            self._exhaust(canvas, x, row - ride.lift - 0.5 * self.height, t_ms)
        self._figure(canvas, x, row - ride.lift, self.height, t_ms, ride)

    def reflect(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Nothing: only what is on the water is mirrored in it."""
        del canvas, view, t_ms

    def _meaning(self, act: Act) -> Act:
        """What `auto` means for the figure where it is."""
        rigged, name = self.figure.rigged, self.figure.name
        if self.aloft:
            return "fly" if act == "fly" or (rigged and act in ("run", "auto")) else "drift"
        if act != "auto":
            return act
        return "walk" if self.prop == 0 and (rigged or name == "astronaut") else "still"

    def _figure(self, canvas: skia.Canvas, x: float, base: float, height: float, t_ms: float, ride: Ride) -> None:
        seconds = t_ms / 1000 * self._pace()
        self.figure.draw(canvas, x, base, height, seconds, ride.act, ride.turn, ride.facing)

    def _pace(self) -> float:
        """A creature that crosses slower than it would walk moves its legs slower too, but not in slow motion."""
        if not self.figure.rigged or self.act not in ("walk", "run") or self.place.stage.scene.loop:
            return 1.0
        return 0.85 if self.act == "run" else 0.75

    def _ride(self, t_ms: float) -> Ride:
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
        part = part if part <= 1 else 1 - RUNS_ON * math.expm1((1 - part) / RUNS_ON)
        way = CROSSING * width * (1.15 if self.act == "run" else 0.7) * (0.6 if self.place.stage.words else 1.0)
        return (part - 0.5) * way, 1

    def _in_air(self, t_ms: float) -> Ride:
        tempo, unit = self.place.tempo, self.place.unit
        lift = 0.016 * unit * tempo.wave(t_ms, 0.14, self.phase) + 0.006 * unit * tempo.wave(t_ms, 0.37, self.phase)
        speed = (0.055 if self.act == "fly" else 0.020) * unit
        aside = tempo.drift(t_ms - 500 * tempo.seconds, speed)
        turn = 3.0 * tempo.wave(t_ms, 0.11, self.phase)
        if self.figure.name == "astronaut":
            turn = 9.0 + 7.0 * tempo.wave(t_ms, 0.07, self.phase)
        return Ride("fly" if self.figure.rigged else self.act, aside, lift, turn)

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
