"""Places seen from the side, flat ground below: what forests and streets share."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.door import skia
from talkreel.scenes.belt import Belt
from talkreel.scenes.landscape import Landscape, Part
from talkreel.scenes.strip import view_of

# A camera that tilts or advances among near things would lose its hero: it does so less than before mountains.
WITH_HERO, TILT = 0.40, 0.70


class SideView(Landscape):
    """A landscape whose layers are belts."""

    def view(self, t_ms: float) -> View:
        """The camera at a time."""
        view = view_of(self.stage, t_ms, self.horizon)
        if self.stage.scene.hero:
            return replace(view, y=WITH_HERO * view.y, dolly=WITH_HERO * view.dolly)
        return replace(view, y=TILT * view.y)

    @cached_property
    def reach_y(self) -> float:
        """How far the camera rises or sinks at depth 1, with a little to spare, px."""
        span = self.stage.duration_ms
        moments = [span * k / 48 for k in range(49)]
        if self.stage.scene.camera.move == "handheld":
            moments += [170.0 * k for k in range(200)]
        return 1.03 * max(abs(self.view(t).y) for t in moments) + 0.012 * self.unit

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame."""
        view = self.view(t_ms)
        for part in self.parts:
            canvas.save()
            part(canvas, view, t_ms)
            canvas.restore()

    def chance(self, part: int) -> np.random.Generator:
        """The random numbers of one part of the picture, whatever the others draw."""
        return np.random.default_rng([self.stage.scene.seed, 7, part])


def passing(belt: Belt) -> Part:
    """A belt as a part of the picture."""
    return lambda canvas, view, t_ms: belt.draw(canvas, view, t_ms)
