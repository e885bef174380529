"""Water: a plane in true perspective that mirrors what stands above it, broken by waves.

The picture above the horizon is baked once as a mirror. In every frame each point of the water looks into it: a facet
of slope s sees about 2 s higher or lower, so the mirror image is torn as it is on real water, and the glitter path
under the sun comes of itself. Slopes are scrolled noise at a low size; glints are drawn over it, crisp.

    distance of a row, the camera advanced by `dolly` and risen by `y`:  d = dolly + (rise - y) / (row - horizon)
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.baked import Baked
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels, Surface
from talkreel.scenes.colour_script import ColourScript, melt
from talkreel.scenes.glitter import Flecks, Glints
from talkreel.scenes.material import Picture, bgr
from talkreel.scenes.painter import Stage
from talkreel.scenes.relief import Ground
from talkreel.scenes.sky import SKY_DEPTH
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.texture import Plane, fractal

TILE = 256  # px of a wave tile
FIELD = 0.42  # size of the wave field, in water px
UPRIGHT = 0.92  # mirror images are a little shorter than what they mirror
MOST = 200.0  # the byte for a mirror image as bright as what it mirrors
Row = NDArray[np.float32]


@dataclass(frozen=True)
class Waves:
    """`slope` of the waves (0.01 a lake at dawn, 0.05 a sea, 0.12 a storm), their `length` in short sides at distance
    1, `speed` in lengths a second, and how much of the water's own colour shows (`body` 0..1)."""

    slope: float
    length: float
    speed: float
    body: float = 0.5
    caps: int = 0  # white caps


CALM = Waves(0.010, 0.10, 0.35, 0.30)
BREEZE = Waves(0.050, 0.16, 0.45, 0.55)
ROUGH = Waves(0.120, 0.34, 0.60, 0.70, caps=70)

# Layers of waves: length and slope relative to `Waves`, direction in degrees, relative speed.
LAYERS = ((2.6, 0.55, 78.0, 1.2), (1.0, 0.70, 105.0, 1.0), (0.42, 0.55, 60.0, 0.8))


class Water:
    """The water of a shot, from the horizon to the frame's bottom. `mirror` paints what it reflects, in frame px."""

    def __init__(
        self,
        stage: Stage,
        script: ColourScript,
        ground: Ground,
        sun: tuple[float, float],
        mirror: Callable[[skia.Canvas], None],
        waves: Waves = BREEZE,
        colour: Oklch = (0.50, 0.095, 228),
        shore: float | None = None,
    ) -> None:
        """`shore` (px): the row at which the water begins and about which it mirrors; None: the horizon."""
        self.stage, self.script, self.ground, self.sun, self.waves = stage, script, ground, sun, waves
        self.shore = ground.horizon if shore is None else shore
        self._tempo = Tempo.of(stage)
        rng = np.random.default_rng([stage.scene.seed, 41])
        self._scale = min(1.0, 620 / ground.unit)
        self._layers = [_slope_tile(rng, octaves) for octaves in (2, 3, 3)]
        self._mirror = self._bake_mirror(mirror)
        self._clean = self._mirror.pixels.copy()
        self._body = bgr(melt(script.shade(colour), script.lit(colour), 0.30 + 0.3 * script.sun))
        self._depths = bgr(melt(script.shade(colour), script.deep, 0.45))
        farthest = min(12.0, ground.distance(self.shore))
        self._glints = Glints(stage, self._tempo, rng.random((230, 6)), waves.slope)
        self._flecks = Flecks(stage, self._tempo, rng.random((130, 6)), farthest)
        self._caps = Flecks(stage, self._tempo, rng.random((waves.caps, 6)), farthest)

    def _bake_mirror(self, paint: Callable[[skia.Canvas], None]) -> Surface:
        scale = self._scale
        surface = Surface(math.ceil(self.stage.width * scale), math.ceil(self.shore * scale) + 1)
        surface.canvas.scale(scale, scale)
        paint(surface.canvas)
        # Waves too fine to be drawn blur what is mirrored, up and down much more than sideways.
        tall = 0.55 * self.waves.slope * self.ground.unit * scale
        blurred = cv2.GaussianBlur(
            surface.pixels, (0, 0), max(0.3, 0.25 * tall), sigmaY=max(0.3, tall), borderType=cv2.BORDER_REPLICATE
        )
        surface.pixels[...] = blurred
        return surface

    def distance(self, row: float, view: View) -> float:
        """How far the water at a row of the screen is from where the camera was at rest."""
        return view.dolly + (self.ground.rise - view.y) / max(1.0, row - self.horizon(view))

    def row(self, distance: float, view: View) -> float:
        """The row of the screen at which water at a distance lies."""
        return self.horizon(view) + (self.ground.rise - view.y) / max(0.05, distance - view.dolly)

    def column(self, x: float, distance: float, view: View) -> float:
        """The column of the screen of a point at world `x` (short sides)."""
        ground = self.ground
        return ground.middle + (ground.unit * x - view.x) / max(0.05, distance - view.dolly)

    def horizon(self, view: View) -> float:
        """The row of the horizon: it moves as the sky does."""
        return self.ground.horizon - view.y / SKY_DEPTH

    def mirror_row(self, row: float, view: View) -> float:
        """The row of the mirror that is seen at a row of the screen where the water is flat."""
        return self.shore - (row - self.top(view)) * UPRIGHT

    def top(self, view: View) -> float:
        """The row of the screen at which the water begins."""
        if self.shore <= self.ground.horizon:
            return self.horizon(view)
        return self.row(self.ground.distance(self.shore), view)

    def paint(
        self, canvas: skia.Canvas, view: View, t_ms: float, reflect: Callable[[skia.Canvas], None] | None = None
    ) -> None:
        """Draw the water. `reflect` may draw into the mirror what stands on the water now, in px of the frame."""
        if reflect is not None:
            self._mirror.canvas.save()
            self._mirror.canvas.translate(view.x / SKY_DEPTH * self._scale, 0)
            reflect(self._mirror.canvas)
            self._mirror.canvas.restore()
        top = self.top(view)
        pixels = self._surface(view, t_ms, top)
        if reflect is not None:
            np.copyto(self._mirror.pixels, self._clean)
        canvas.save()
        canvas.translate(0, top)
        canvas.scale(self.stage.width / pixels.shape[1], (self.stage.height + 1 - top) / pixels.shape[0])
        Baked(pixels, once=True).draw(canvas)
        canvas.restore()
        self._shine(canvas, view, t_ms)

    # the surface

    def _surface(self, view: View, t_ms: float, top: float) -> Pixels:
        stage, scale = self.stage, self._scale
        width, height = math.ceil(stage.width * scale), max(8, math.ceil((stage.height + 1 - top) * scale))
        grid = max(8, int(width * FIELD)), max(8, int(height * FIELD))
        slopes, distance = self._slopes(view, t_ms, top, *grid)
        reach = np.float32(2.0 * self.ground.unit * scale)
        sky_rows = np.float32(self.shore * scale)
        rows = (np.arange(height, dtype=np.float32) + 0.5)[:, None]
        lift = np.float32(0.35 * self.waves.slope) * reach  # rough water mirrors what is higher up
        size = (width, height)
        map_x, map_y = (
            np.asarray(cv2.resize(slopes[..., k] * by, size, interpolation=cv2.INTER_LINEAR), np.float32)
            for k, by in enumerate((np.float32(0.5) * reach, -reach))
        )
        map_x += np.arange(width, dtype=np.float32)[None] + np.float32(view.x / SKY_DEPTH * scale)
        map_y += sky_rows - rows * np.float32(UPRIGHT) - lift
        np.minimum(map_y, 2 * (sky_rows - 1) - map_y, out=map_y)
        seen = cv2.remap(self._mirror.pixels, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
        return self._tinted(np.asarray(seen, np.uint8), slopes[..., 1], distance)

    def _slopes(self, view: View, t_ms: float, top: float, width: int, height: int) -> tuple[Plane, Row]:
        """Slopes to the right and away (height, width, 2), and every row's distance, on a small grid of the water."""
        stage, ground = self.stage, self.ground
        rows = (np.arange(height, dtype=np.float32) + 0.5) * np.float32((stage.height + 1 - top) / height)
        rows = rows + np.float32(top - self.horizon(view))
        distance = (view.dolly + (ground.rise - view.y) / rows).astype(np.float32)
        columns = (np.arange(width, dtype=np.float32) + 0.5) * np.float32(stage.width / width) - np.float32(
            ground.middle
        )
        ahead = (distance - np.float32(view.dolly))[:, None]
        x = (columns[None] * ahead + np.float32(view.x)) / np.float32(ground.unit)
        z = np.broadcast_to(distance[:, None], x.shape)
        row_span = np.abs(np.gradient(distance))
        slopes = np.zeros((*x.shape, 2), np.float32)
        for (long, steep, heading, fast), tile in zip(LAYERS, self._layers, strict=True):
            length = self.waves.length * long
            shift_x, shift_z = self._scroll(t_ms, heading, self.waves.speed * fast * length)
            per_unit = np.float32(TILE / (8 * length))
            map_x, map_y = _round((x + np.float32(shift_x)) * per_unit), _round((z + np.float32(shift_z)) * per_unit)
            # Waves that are finer than a row of the grid would flicker: they fade out towards the horizon.
            weight = np.clip(length / (3.2 * row_span) - 0.25, 0, 1) * steep * self.waves.slope
            wave = cv2.remap(tile, map_x, map_y, cv2.INTER_LINEAR)
            slopes += np.asarray(wave, np.float32) * weight[:, None, None].astype(np.float32)
        return slopes, distance

    def _scroll(self, t_ms: float, heading: float, speed: float) -> tuple[float, float]:
        """Where a layer of waves has got to; in a loop it goes round in a circle, so that it never stands still."""
        tempo = self._tempo
        if tempo.loop:
            turn = 2 * math.pi * t_ms / 1000 / tempo.seconds + math.radians(heading)
            radius = speed * tempo.seconds / (2 * math.pi)
            return radius * math.cos(turn), radius * math.sin(turn)
        way = speed * t_ms / 1000
        return way * math.cos(math.radians(heading)), way * math.sin(math.radians(heading))

    def _tinted(self, seen: Pixels, along: Plane, distance: Row) -> Pixels:
        """The mirror image mixed with the water's own colour: more of it close by and where a facet faces us.

        How much of either is reckoned on the grid of the slopes, `along`, in bytes.
        """
        grazing = np.clip(np.log(np.maximum(distance, 1.0)) / np.log(14.0), 0, 1) ** 0.8
        own = np.float32(self.waves.body) * (1 - 0.90 * grazing)
        facing = np.clip(along * np.float32(2.2 / max(0.02, self.waves.slope) * 0.16), -0.35, 0.35)
        part = np.clip(own[:, None] + facing * own[:, None] * 1.3, 0, 0.95).astype(np.float32)
        near = np.clip(1.25 / np.maximum(distance, 1e-3), 0, 1).astype(np.float32)[:, None]
        body = np.append(self._body[None] * (1 - near) + self._depths[None] * near, np.ones_like(near), axis=1)
        # Facets turned to us are darker than those that turn away.
        tone = 1 - np.float32(1.7) * np.clip(along, -0.14, 0.14) * (1 - 0.6 * grazing.astype(np.float32)[:, None])
        size = (seen.shape[1], seen.shape[0])
        added = _enlarged((part * tone)[..., None] * body[:, None] * 255, size)
        added[..., 3] = 255
        mirrored = ((1 - part) * tone * np.float32(MOST))[..., None]
        kept = _enlarged(np.broadcast_to(mirrored, (*mirrored.shape[:2], 4)), size)
        return np.asarray(cv2.add(cv2.multiply(seen, kept, scale=1 / MOST), added), np.uint8)

    def _shine(self, canvas: skia.Canvas, view: View, t_ms: float) -> None:
        script, width = self.script, self.stage.width
        if script.sun > 0.2:
            strength = 0.85 if script.sun_height < 0.3 else 0.7
            glints = self._glints.at(t_ms, self.sun[0] - view.x / SKY_DEPTH, self.top(view), strength)
            glints.draw(canvas, melt(script.key, script.haze, 0.15), width)
        plane = (self.ground.middle, self.horizon(view), self.ground.rise)
        pale = melt(script.lit((0.90, 0.03, 225)), script.haze, 0.2)
        self._flecks.at(t_ms, view, plane, 0.16 + 1.2 * self.waves.slope).draw(canvas, pale, width)
        self._caps.at(t_ms, view, plane, 0.55, tall=2.6).draw(canvas, script.lit((0.97, 0.008, 220)), width)


def _enlarged(planes: Picture, size: tuple[int, int]) -> Pixels:
    """Planes of 0..255 as bytes, at a size."""
    small = np.clip(planes + np.float32(0.5), 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(small, size, interpolation=cv2.INTER_LINEAR), np.uint8)


def _round(where: Plane) -> Plane:
    """Places on an endless tile as places on one."""
    return where - np.floor(where * np.float32(1 / TILE)) * np.float32(TILE)


def _slope_tile(rng: np.random.Generator, octaves: int) -> Plane:
    """Slopes (right, away) of noise that repeats every TILE px, about 1 at the steepest; its first px once more after
    its last."""
    wide = fractal(rng, 2 * TILE, 2 * TILE, 16, 16, octaves, 0.5)
    ramp = np.minimum(1.0, np.arange(TILE, dtype=np.float32) / (TILE / 2))
    # Two pieces are blended so that the tile's ends meet, first across, then along.
    flat = wide[:, :TILE] * ramp[None] + wide[:, TILE:] * (1 - ramp[None])
    height = flat[:TILE] * ramp[:, None] + flat[TILE:] * (1 - ramp[:, None])
    around = np.pad(height, 1, mode="wrap")
    across = (around[1:-1, 2:] - around[1:-1, :-2]) / 2
    along = (around[2:, 1:-1] - around[:-2, 1:-1]) / 2
    slopes = np.stack([p / (2.2 * p.std()) for p in (across, along)], 2).astype(np.float32)
    return np.pad(slopes, ((0, 1), (0, 1), (0, 0)), mode="wrap")


def foam_colour(script: ColourScript, a: float = 1.0) -> int:
    """White water in the script's light."""
    return paint_of(script.lit((0.97, 0.008, 220)), a)


def spray_colour(a: float) -> int:
    """Drops against the light."""
    return oklch(0.97, 0.015, 225, a)
