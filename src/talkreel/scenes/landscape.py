"""What all landscapes share: a light, a sky, a ground in perspective, and parts drawn from far to near."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Block, Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import radial, shaded
from talkreel.draw.surface import Surface
from talkreel.model.scene import Ground as Season
from talkreel.scenes.colour_script import ColourScript, grade_for, script_for
from talkreel.scenes.flora import Leafage, leafage
from talkreel.scenes.painter import Stage
from talkreel.scenes.relief import Ground, Sun
from talkreel.scenes.sky import Sky
from talkreel.scenes.strip import Strip, view_of
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.title_block import title_blocks

Part = Callable[[skia.Canvas, View, float], None]  # canvas, camera, t_ms

GRASS: dict[Season, Oklch] = {
    "bare": (0.62, 0.125, 128),
    "snow": (0.955, 0.014, 250),
    "autumn": (0.66, 0.105, 88),
    "spring": (0.70, 0.140, 126),
}
LEAVES: dict[Season, tuple[Oklch, ...]] = {
    "bare": ((0.54, 0.115, 138), (0.58, 0.120, 128), (0.50, 0.100, 148)),
    "snow": ((0.60, 0.035, 150), (0.55, 0.040, 160)),
    "autumn": ((0.66, 0.150, 55), (0.60, 0.160, 38), (0.72, 0.140, 78), (0.56, 0.110, 95)),
    "spring": ((0.84, 0.085, 355), (0.66, 0.140, 128), (0.88, 0.060, 15), (0.62, 0.130, 135)),
}


class Landscape:
    """A painter whose picture is its `parts`, in order. A scene says where its horizon is and composes the parts."""

    horizon_at = 0.60  # of the height, in a wide frame
    horizon_tall = 0.58  # and in a tall one
    sun_x = 0.68
    clouded = True

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.script: ColourScript = self.hour()
        self.grade = grade_for(stage.scene)
        self.blocks: tuple[Block, ...] = title_blocks(stage)
        self.tempo = Tempo.of(stage)
        self.rng = np.random.default_rng([stage.scene.seed, 7])
        self.unit = float(min(stage.width, stage.height))
        self.horizon = stage.height * (self.horizon_tall if stage.portrait else self.horizon_at)
        self.ground = Ground.of(stage, self.horizon)
        self.parts: list[Part] = self.compose()
        self._shade = self._word_shade()

    def hour(self) -> ColourScript:
        """The light of the place; another world may have another."""
        return script_for(self.stage.scene)

    def compose(self) -> list[Part]:
        """The parts of the picture, far to near."""
        raise NotImplementedError

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame."""
        view = view_of(self.stage, t_ms, self.horizon)
        for part in self.parts:
            canvas.save()
            part(canvas, view, t_ms)
            canvas.restore()
        if self._shade is not None:
            self._shade[0].cover(canvas, self._shade[1])

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing belongs with the words of a landscape."""
        del canvas, t_ms

    def _word_shade(self) -> tuple[Baked, Box] | None:
        """A soft dusk in the picture where words stand, so that they are read; deeper where the hour is bright."""
        if not self.blocks:
            return None
        left, top = min(b.box.x for b in self.blocks), min(b.box.y for b in self.blocks)
        right, bottom = max(b.box.right for b in self.blocks), max(b.box.bottom for b in self.blocks)
        deep = self.script.deep
        strength = 0.28 + 0.22 * self.script.horizon[0]
        soft = Surface(64, 64)
        colours = [paint_of(deep, strength * a) for a in (1.0, 0.82, 0.40, 0.10, 0.0)]
        soft.canvas.drawPaint(shaded(radial((32, 32), 32, colours, [0, 0.35, 0.65, 0.87, 1])))
        wide, tall = (right - left) * 0.82, max((bottom - top) * 0.95, 0.22 * self.unit)
        x, y = (
            (left + right) / 2 - (0.12 * (right - left) if self.stage.width > self.stage.height else 0),
            (top + bottom) / 2,
        )
        return Baked(soft.pixels), Box(x - wide, y - tall, 2 * wide, 2 * tall)

    @cached_property
    def sky(self) -> Sky:
        """The sky above the horizon."""
        return Sky(self.stage, self.horizon, self.script, self.sun_x, self.clouded)

    @property
    def hero_x(self) -> float:
        """Where the subject stands, as a part of the width: beside the words when there are any."""
        if self.stage.portrait:
            return 0.52
        return 0.70 if self.stage.words else 0.42

    @property
    def season(self) -> Season:
        """What the ground is in."""
        return self.stage.scene.ground

    @property
    def snowy(self) -> bool:
        """Snow lies."""
        return self.season == "snow"

    @property
    def sun_side(self) -> float:
        """+1 where the light comes from the right, else -1."""
        return 1.0 if self.sun_x >= 0.5 else -1.0

    @property
    def light(self) -> Sun:
        """Towards the light, for land: from the side of the sun and a little from behind the viewer."""
        high = max(0.18, min(1.0, self.script.sun_height + 0.22))
        return (0.86 * self.sun_side, high, -0.30)

    def leafage(self, colour: Oklch, haze: float, snow: bool = False, trunk: Oklch = (0.36, 0.045, 50)) -> Leafage:
        """What plants of a colour are painted with here."""
        return leafage(self.script, colour, haze, self.sun_side, snow, trunk, self.stage.unit)

    def grass(self) -> Oklch:
        """The colour of open ground."""
        return GRASS[self.season]

    def leaf(self, i: int) -> Oklch:
        """The colour of the leaves of the `i`-th tree."""
        colours = LEAVES[self.season]
        return colours[i % len(colours)]


def still(strip: Strip) -> Part:
    """A baked layer as a part of the picture."""
    return lambda canvas, view, t_ms: strip.draw(canvas, view)
