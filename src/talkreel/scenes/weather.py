"""Weather between the layers of a place: rain, storm, snow, fog, wind. Every drop is a function of time.

`paint(..., near=False)` belongs behind the middle of the scene (veils, far drops, lightning), `near=True` in front.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.model.scene import Weather
from talkreel.scenes.colour_script import ColourScript, script_for
from talkreel.scenes.flurry import Flight, Flying, Snow
from talkreel.scenes.painter import Stage
from talkreel.scenes.rainfall import Lightning, Rain
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.veil import Fog, Veil

Paint = Callable[[skia.Canvas, View, float, bool], None]
SLANT: dict[Weather, float] = {"rain": 0.14, "storm": 0.34}


class WeatherLayer:
    """The weather of a shot. `horizon` (px) is where fog lies and above which lightning strikes.

    `splash_from` (px from the top; None: no splashes) is where drops hit; `flying` is what wind carries.
    """

    def __init__(
        self,
        stage: Stage,
        script: ColourScript | None = None,
        horizon: float | None = None,
        splash_from: float | None = None,
        flying: Flying = "leaves",
    ) -> None:
        self.stage = stage
        self.script = script or script_for(stage.scene)
        self.weather: Weather = stage.scene.at_keys("weather")[0].to  # type: ignore[assignment]
        self.horizon = 0.58 * stage.height if horizon is None else horizon
        self.splash_from = splash_from
        self._tempo = Tempo.of(stage)
        self._rng = np.random.default_rng([stage.scene.seed, 23])
        self._paints = self._parts(flying)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float, near: bool) -> None:
        """Draw the half of the weather that lies behind (`near` False) or in front of the scene's middle."""
        for part in self._paints:
            part(canvas, view, t_ms, near)

    def _parts(self, flying: Flying) -> list[Paint]:
        stage, script, rng = self.stage, self.script, self._rng
        if self.weather in ("rain", "storm"):
            parts: list[Paint] = [Veil(stage, script, self.horizon, 0.5).paint]
            if self.weather == "storm":
                parts.append(Lightning(stage, self.horizon, self._tempo).paint)
            rain = Rain(stage, script, rng, self._tempo, SLANT[self.weather], self.splash_from)
            return [*parts, rain.paint]
        if self.weather == "snow":
            return [Veil(stage, script, self.horizon, 0.32).paint, Snow(stage, rng, self._tempo).paint]
        if self.weather == "fog":
            return [Fog(stage, script, self.horizon, rng, self._tempo).paint]
        if self.weather == "wind":
            return [Flight(stage, script, flying, rng, self._tempo).paint]
        return []
