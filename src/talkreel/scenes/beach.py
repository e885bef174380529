"""A beach in front of the sea: sand, wet where the water was, and surf that runs up and draws back; palms that sway."""

from __future__ import annotations

import math

import numpy as np

from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon
from talkreel.scenes.cast import Mark
from talkreel.scenes.colour_script import melt
from talkreel.scenes.flora import Leafage, palm
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.material import Picture, bgr, over, premultiplied, toned
from talkreel.scenes.relief import Relief, Tile
from talkreel.scenes.ridge import land
from talkreel.scenes.strip import Strip
from talkreel.scenes.texture import Plane, smoothstep
from talkreel.scenes.water import foam_colour

SAND: Oklch = (0.87, 0.062, 82)
PALM: Oklch = (0.52, 0.115, 135)
DEPTH = 1.30
WAVES = 3
SURF_HZ = 0.11


class Beach:
    """Sand with surf, in front of a sea's water."""

    def __init__(self, place: Landscape) -> None:
        self.place = place
        self.side = -place.sun_side  # the beach is broader away from the sun
        self._wobble = Tile(place.rng, 3, 0.5)
        self._phases = place.rng.uniform(0, 1, 8)
        self._sand = self._bake()
        self._reach = self._sand.box.w / place.ground.unit
        row = place.ground.row(1.16)
        self.mark = Mark(0.42 if place.sun_side > 0 else 0.58, row, DEPTH, 0.26)
        self._palms = [] if place.snowy else self._stand_palms()

    def shore(self, x: Plane) -> Plane:
        """The distance of the water line at world `x`: a shallow bay."""
        bay = 0.16 * np.float32(self.side) * x + 0.05 * x * x
        return np.float32(1.40) + bay + 0.035 * np.sin(x * 4.3 + self._phases[0] * 6.28)

    def paint(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        """Draw sand, surf and palms."""
        self._sand.draw(canvas, view)
        canvas.save()
        view.apply(canvas, DEPTH)
        for wave in range(WAVES):
            self._wave(canvas, t_ms, wave)
        sway = self.place.tempo.wave(t_ms, 0.15)
        for seed, x, base, height, ink in self._palms:
            palm(canvas, np.random.default_rng(seed), x, base, height, ink, sway)
        canvas.restore()

    def _bake(self) -> Strip:
        place, script = self.place, self.place.script
        grain, lumps = Tile(place.rng, 4, 0.6), Tile(place.rng, 3, 0.5)

        def heights(x: Plane, d: Plane) -> Plane:
            dry = np.clip(self.shore(x) - d - 0.10, 0, 1)
            return np.float32(0.10) * dry * (0.8 + 0.9 * lumps.at(x, d, 0.35, 0.5))

        def material(seen: Relief) -> Picture:
            sand = (0.95, 0.014, 250) if place.snowy else SAND
            fine = 0.06 * grain.at(seen.x, seen.distance, 0.05, 0.10)
            picture = toned(script, sand, np.clip(0.30 + 0.75 * seen.light + fine, 0, 1))
            wet = smoothstep(-0.16, -0.02, seen.distance - self.shore(seen.x))
            mirror = bgr(melt(script.shade(sand), script.horizon, 0.45))
            return over(picture, np.broadcast_to(mirror, picture.shape), wet * np.float32(0.62))

        made = land(
            place.stage, place.ground, DEPTH, (0.86, 2.1), 0.03 * place.unit, heights, place.light, material, 0.2
        )
        under = made.seen.distance - self.shore(made.seen.x)
        shown = smoothstep(0.20, -0.02, under) * made.seen.alpha
        return Strip(made.box, DEPTH, pixels=premultiplied(material(made.seen), shown))

    def _stand_palms(self) -> list[tuple[int, float, float, float, Leafage]]:
        place = self.place
        stage, ground = place.stage, place.ground
        ink = place.leafage(PALM, 0.03, trunk=(0.48, 0.055, 60))
        edge = 0.06 if self.side < 0 else 0.94
        palms: list[tuple[int, float, float, float, Leafage]] = []
        for i, (aside, distance, tall) in enumerate(((0.0, 1.10, 0.86), (0.085, 1.24, 0.66))):
            x = (edge - self.side * aside) * stage.width
            palms.append((stage.scene.seed * 7 + i, x, ground.row(distance), tall * place.unit, ink))
        return palms

    # surf

    def _wave(self, canvas: skia.Canvas, t_ms: float, wave: int) -> None:
        """One wave: it runs up, thins out and draws back, with a scalloped edge of foam."""
        tempo, script = self.place.tempo, self.place.script
        life = tempo.turns(t_ms, SURF_HZ, wave / WAVES)
        turn = tempo.count(t_ms, SURF_HZ, wave / WAVES)
        up = math.sin(math.pi * min(1.0, life / 0.56) / 2) if life < 0.56 else math.cos(math.pi * (life - 0.56) / 0.88)
        a = min(1.0, life / 0.12) * min(1.0, (1 - life) / 0.34)
        front = 0.34 - 0.40 * up
        x = np.linspace(-self._reach * 0.85, self._reach * 0.85, 130)
        shift = float(self._phases[1 + (turn + 3 * wave) % 7]) * 6.28
        scallop = (
            0.020 * np.sin(x * 5.1 + shift) + 0.011 * np.sin(x * 13.7 + 2.3 * shift) + 0.005 * np.sin(x * 31 + shift)
        )
        edge = self.shore(x.astype(np.float32)) + front + scallop
        thick = 0.022 + 0.012 * np.sin(x * 9.0 + shift * 1.7)
        water = paint_of(melt(script.lit((0.80, 0.06, 205)), script.horizon, 0.35), 0.30 * a)
        canvas.drawPath(self._band(x, edge, edge + 0.30), fill(water))
        canvas.drawPath(self._band(x, edge, edge + thick), fill(foam_colour(script, 0.88 * a)))
        lace = edge + 0.055 + 0.016 * np.sin(x * 11 + shift)
        canvas.drawPath(
            self._band(x, lace, lace + 0.010 * (1 + np.sin(x * 23 + shift))), fill(foam_colour(script, 0.42 * a))
        )

    def _band(self, x: Plane, near: Plane, far: Plane) -> skia.Path:
        """The strip of ground between two lines of distance, in px of the frame."""
        ground = self.place.ground
        lines = [
            np.stack([ground.middle + ground.unit * x / d, ground.horizon + ground.rise / d], 1) for d in (near, far)
        ]
        return polygon(np.vstack([lines[0], lines[1][::-1]]))
