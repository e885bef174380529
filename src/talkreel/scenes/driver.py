"""Cars on a road: a hero that drives while the street passes, and lanes of others."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, from_hex
from talkreel.draw.door import skia
from talkreel.model import Hero
from talkreel.scenes.belt import Track
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.vehicles import COATS, MODELS, Vehicle

# Heroes that are drawn driving: the object's name -> model and coat.
DRIVEN: dict[str, tuple[str, Oklch]] = {
    "car": ("sedan", (0.58, 0.205, 27)),
    "automobile": ("sedan", (0.58, 0.205, 27)),
    "sports car": ("sedan", (0.58, 0.205, 27)),
    "taxi": ("sedan", (0.84, 0.165, 90)),
    "suv": ("hatch", (0.42, 0.09, 255)),
    "sport utility vehicle": ("hatch", (0.42, 0.09, 255)),
    "van": ("van", (0.90, 0.012, 90)),
    "minibus": ("van", (0.70, 0.12, 200)),
    "delivery truck": ("van", (0.92, 0.010, 90)),
    "bus": ("bus", (0.58, 0.19, 28)),
}


class Driver:
    """A vehicle that stays in the frame while the road runs below it at `speed` px a second."""

    def __init__(self, place: Landscape, hero: Hero, base: float) -> None:
        model, coat = DRIVEN[hero.name]
        self.place, self.base, self.model = place, base, MODELS[model]
        self.size = (0.60 if model != "bus" else 0.46) * place.unit
        coat = from_hex(hero.colour) if hero.colour else coat
        self.vehicle = Vehicle(self.model, coat, place.script, self.size, 1)
        self.speed = 0.0 if hero.act == "still" else 1.05 * place.unit
        self.x = place.stage.width * (0.64 if place.stage.words and not place.stage.portrait else 0.48)

    @staticmethod
    def of(place: Landscape, base: float) -> Driver | None:
        """The scene's hero, when it is something that drives."""
        hero = place.stage.scene.hero
        return Driver(place, hero, base) if hero and hero.name in DRIVEN else None

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw the vehicle: it sways a little, its wheels turn with the road."""
        tempo = self.place.tempo
        sway = 0.02 * self.place.stage.width * tempo.wave(t_ms, 0.08) if self.speed else 0.0
        scale = 1 / (1 - view.dolly)
        vanish_x, vanish_y = view.width * view.horizon_x, view.height * view.horizon_y
        canvas.translate(vanish_x, vanish_y)
        canvas.scale(scale, scale)
        pan = view.x * (0.15 if self.speed else 1.0)
        canvas.translate(-vanish_x - pan + self.x + sway, -vanish_y - view.y + self.base)
        bounce = 0.0035 * tempo.wave(t_ms, 1.7) + 0.002 * tempo.wave(t_ms, 2.9, 0.3) if self.speed else 0.0
        canvas.scale(1, 1 + bounce)
        turn = tempo.turns(t_ms, self.speed / self.size / (2 * math.pi * self.model.wheel) if self.speed else 0.001)
        self.vehicle.draw(canvas, 2 * math.pi * self.model.wheel * turn)


class Lane:
    """`number` vehicles on row `base`, driving to the right (`way` 1) or left (-1), `size` px long."""

    def __init__(
        self, place: Landscape, track: Track, base: float, size: float, way: int, number: int, part: int
    ) -> None:
        self.place, self.base, self.size = place, base, size
        rng = np.random.default_rng([place.stage.scene.seed, 171, part])
        names = [name for name in MODELS for _ in range({"sedan": 4, "hatch": 4, "van": 2, "bus": 1}[name])]
        self.cars: list[tuple[Vehicle, float]] = []
        for _ in range(number):
            model, coat = MODELS[names[int(rng.integers(len(names)))]], COATS[int(rng.integers(len(COATS)))]
            self.cars.append((Vehicle(model, coat, place.script, size, way), float(rng.random())))
        self.span = 2.0 * place.stage.width + 2.4 * size
        # One crosses the frame in about four seconds; against a running hero it comes twice as fast.
        hz = (0.30 * place.stage.width + 0.30 * place.unit - way * track.speed * 0.9) / self.span
        self.hz, self.forward = abs(hz), way if hz >= 0 else -way

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw those that are in the frame."""
        view.apply(canvas, 1.0)
        tempo = self.place.tempo
        for k, (vehicle, start) in enumerate(self.cars):
            part = tempo.turns(t_ms, self.hz, (start * 0.6 + k) / len(self.cars))
            x = (part if self.forward > 0 else 1 - part) * self.span - 0.5 * self.place.stage.width - 1.2 * self.size
            if not -1.2 * self.size < x < self.place.stage.width + 1.2 * self.size:
                continue
            canvas.save()
            canvas.translate(x, self.base)
            vehicle.draw(canvas, part * self.span / self.size)
            canvas.restore()
