"""The hero of a place that is seen from the side: it runs in place while the ground passes, walks, stands or flies.

What a running animal does to the ground is drawn too: prints where its feet stood, and what they throw up.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.model.scene import Act
from talkreel.scenes.creatures import FLOCKS, Creature, has_creature
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.rigs.gait import GAITS, LEGS
from talkreel.scenes.rigs.light import Light
from talkreel.scenes.sprite import Figure, contact_shadow, figure_for

KICKS = 9  # specks thrown up by one footfall


@dataclass(frozen=True)
class Throw:
    """A speck thrown up: it starts `x` px from the foot and flies off at (`vx`, `vy`) px a second."""

    x: float
    vx: float
    vy: float
    size: float


class Protagonist:
    """The hero of a `Landscape` with a flat floor; its feet are at row `base` px, depth 1."""

    def __init__(self, place: Landscape, figure: Figure, base: float, scale: float) -> None:
        stage, hero = place.stage, place.stage.scene.hero
        assert hero is not None
        self.place, self.figure, self.base = place, figure, base
        self.act: Act = hero.act
        self.creature = (
            Creature(hero.name, hero.colour, place.tempo.seconds if place.tempo.loop else 0.0)
            if has_creature(hero.name)
            else None
        )
        self.height = self._height() * scale
        self.x = stage.width * (0.66 if stage.words and not stage.portrait else 0.47)
        towards = (place.sky.sun[0] - self.x, min(place.sky.sun[1] - base, -0.7 * abs(place.sky.sun[0] - self.x)))
        self.light = Light.of(place.script, towards)
        self.speed = self._speed()
        self._rng = np.random.default_rng([stage.scene.seed, 83])
        self._throws = [
            Throw(float(a), float(b), float(c), float(d))
            for a, b, c, d in zip(
                self._rng.normal(0, 0.10, KICKS),
                self._rng.uniform(-1.1, 0.25, KICKS),
                self._rng.uniform(0.35, 1.25, KICKS),
                self._rng.uniform(0.5, 1.5, KICKS),
                strict=True,
            )
        ]

    @staticmethod
    def of(place: Landscape, base: float, scale: float = 1.0) -> Protagonist | None:
        """The hero of the place's scene; None when there is none, or no picture of it."""
        hero = place.stage.scene.hero
        if hero is None:
            return None
        figure = figure_for(hero, place.script, place.sun_side, 0.36 * place.unit)
        return Protagonist(place, figure, base, scale) if figure else None

    def _height(self) -> float:
        """A mouse is shown larger than life and an elephant smaller, but the one is still the bigger."""
        unit = self.place.unit
        if self.creature is None:
            return 0.30 * unit
        if self.creature.medium != "land":
            return 0.20 * unit if self.creature.medium == "air" else 0.10 * unit
        return unit * min(0.44, max(0.24, 0.375 * self.creature.metres**0.24))

    def _speed(self) -> float:
        if self.creature is None:
            return 0.35 * self.place.unit if self.act in ("run", "walk") else 0.0
        if self.creature.medium == "land":
            return self.creature.speed(self.height, self.act)
        return 0.55 * self.place.unit if self.creature.medium == "air" and self.act != "still" else 0.0

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the hero, what it leaves behind and what it throws up."""
        # The hero stays in the frame: of the camera's own pan it only follows the sway.
        sway = 0.022 * self.place.stage.width * self.place.tempo.wave(t_ms, 0.09) if self.speed else 0.0
        pan = view.x * (0.15 if self.speed else 1.0)
        scale = 1 / (1 - view.dolly)
        vanish_x, vanish_y = view.width * view.horizon_x, view.height * view.horizon_y
        canvas.translate(vanish_x, vanish_y)
        canvas.scale(scale, scale)
        canvas.translate(-vanish_x - pan + sway, -vanish_y - view.y)
        if self.creature is None:
            self._figure(canvas, t_ms)
        elif self.creature.medium == "land":
            if self.speed:
                self._prints(canvas, self.creature, t_ms)
            self.creature.draw(canvas, self.x, self.base, self.height, t_ms / 1000, self.act, self.light)
            if self.creature.gait(self.act) not in ("still", "walk"):
                self._kick(canvas, self.creature, t_ms)
        else:
            self._aloft(canvas, self.creature, t_ms)

    def _figure(self, canvas: skia.Canvas, t_ms: float) -> None:
        tempo, width = self.place.tempo, self.figure.width(self.height)
        aloft = self.figure.medium == "air" or self.act in ("fly", "float", "drift")
        hop = abs(tempo.wave(t_ms, 1.2)) * 0.05 * self.height if self.speed else 0.0
        lift = 0.75 * self.height + 0.05 * self.height * tempo.wave(t_ms, 0.2) if aloft else hop
        turn = 2.0 * tempo.wave(t_ms, 0.6 if self.speed else 0.17)
        contact_shadow(canvas, self.place.script, self.x, self.base, width, lift / max(1.0, width), self.place.sun_side)
        self.figure.draw(canvas, self.x, self.base - lift, self.height, t_ms / 1000, self.act, turn, 1)

    def _aloft(self, canvas: skia.Canvas, creature: Creature, t_ms: float) -> None:
        """One bird, or a loose flock of those that keep together."""
        tempo, stage = self.place.tempo, self.place.stage
        middle = 0.40 * stage.height
        number = 7 if creature.name in FLOCKS else 1
        for i in reversed(range(number)):
            rank = (i + 1) // 2 * (1 if i % 2 else -1)
            size = self.height * (0.52 if number > 1 else 1.0) * (1 - 0.10 * abs(rank))
            x = self.x - 1.05 * self.height * abs(rank) + 0.02 * stage.width * tempo.wave(t_ms, 0.10, i * 0.31)
            y = middle + 0.42 * self.height * rank + 0.12 * self.height * tempo.wave(t_ms, 0.16, i * 0.17)
            creature.draw(canvas, x, y, size, t_ms / 1000, self.act, self.light, phase=0.37 * i)

    # what it does to the ground

    def _footfalls(self, creature: Creature, t_ms: float, longest_s: float) -> list[tuple[float, float]]:
        """(x, seconds since) of every footfall of the last seconds; x as it has moved with the ground since."""
        assert creature.breed is not None
        name, build = creature.gait(self.act), creature.breed.build
        gait, rate = GAITS[name], creature.cadence(self.act)
        size = self.height / creature.tall
        falls: list[tuple[float, float]] = []
        for leg in range(len(LEGS)):
            limb = build.hind if leg < 2 else build.fore
            ahead = limb.root[0] + limb.stand + gait.duty * gait.stride * build.stretch / 2
            strides = t_ms / 1000 * rate - gait.touch[leg]
            since = (strides % 1.0) / rate
            while since < longest_s:
                falls.append((self.x + ahead * size - self.speed * since, since))
                since += 1 / rate
        return falls

    def _prints(self, canvas: skia.Canvas, creature: Creature, t_ms: float) -> None:
        if self.place.season not in ("snow", "autumn"):
            return
        path, toe = skia.Path(), 0.045 * self.height
        longest = (self.x + 0.2 * self.place.stage.width) / self.speed
        for i, (x, since) in enumerate(self._footfalls(creature, t_ms, longest)):
            if since > 0.12:
                y = self.base + (0.012 if i % 2 else -0.006) * self.height
                path.addOval(skia.Rect.MakeXYWH(x - toe, y, 2.0 * toe, 0.55 * toe))
        canvas.drawPath(path, fill(paint_of(self.place.script.shade(self.place.grass()), 0.55)))

    def _kick(self, canvas: skia.Canvas, creature: Creature, t_ms: float) -> None:
        """Snow or earth thrown up where a foot pushed off."""
        colour = self.place.grass() if self.place.snowy else (0.60, 0.06, 75)
        path = skia.Path()
        for x, since in self._footfalls(creature, t_ms, 0.62):
            fade = 1 - since / 0.62
            for throw in self._throws:
                px = x + (throw.x + throw.vx * since * 0.55) * self.height
                rise = throw.vy * since - 2.6 * since * since
                if rise > 0:
                    path.addCircle(
                        px,
                        self.base - rise * self.height * 0.55,
                        0.010 * self.height * throw.size * (0.35 + 0.65 * fade),
                    )
        canvas.drawPath(path, fill(paint_of(self.place.script.lit(colour), 0.85)))
