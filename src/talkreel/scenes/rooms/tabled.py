"""What stands before us in a room: the hero with its shadow and steam, and small things beside it."""

from __future__ import annotations

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch, oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke
from talkreel.draw.surface import Surface
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.products import Figure, StudioLight, contact_shadow, figure, product_of
from talkreel.scenes.products.product import HEIGHT, Foot
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import RoomPlan
from talkreel.scenes.staging.mirror import mirrored_image
from talkreel.scenes.steam import Steam
from talkreel.scenes.tempo import Tempo

# These stand on the floor of a room, not on a table.
ON_FLOOR = frozenset({"sofa", "armchair", "chair", "bed", "car", "bicycle", "suitcase", "house", "dumbbell"})
FLOATING_FOOT = Foot(985, 200, 24)


class OnTable:
    """One thing standing at a place, lit by the room. `height` px for its 1000 units."""

    def __init__(
        self, name: str, colour: str, x: float, base: float, height: float, lamps: StudioLight, side: int,
        mirror: float = 0.12,
    ) -> None:  # fmt: skip
        self.figure: Figure | None = figure(name, height, colour, lamps)
        self.x, self.base, self.scale, self._side = x, base, height / HEIGHT, side
        self._shadow = contact_shadow(300, 110, 0.92)
        self._mirror = mirrored_image(self.figure, mirror) if self.figure and mirror > 0 else None

    @property
    def foot(self) -> Foot:
        """Where it touches."""
        made = self.figure
        return (made.product.foot if made else None) or FLOATING_FOOT

    def paint(self, canvas: skia.Canvas, t_s: float, turn: float, sweep: float | None = None) -> None:
        """Draw it with its shadow; the canvas is at its depth."""
        if self.figure is None:
            return
        foot, scale = self.foot, self.scale
        top = self.base - foot.y * scale
        self._paint_shadow(canvas, foot, scale)
        if self._mirror is not None:
            canvas.save()
            canvas.translate(self.x, self.base - foot.ry * scale * 0.6)
            canvas.scale(scale, scale)
            canvas.translate(self.figure.box.x, -(self.figure.box.bottom - foot.y))
            canvas.scale(1 / self.figure.scale, 1 / self.figure.scale)
            self._mirror.draw(canvas)
            canvas.restore()
        canvas.save()
        canvas.translate(self.x, top)
        canvas.scale(scale, scale)
        self.figure.draw(canvas, t_s, turn, sweep)
        canvas.restore()

    def _paint_shadow(self, canvas: skia.Canvas, foot: Foot, scale: float) -> None:
        """The contact, and a longer shadow away from the window."""
        cx = self.x + foot.x * scale
        rx, ry = foot.rx * scale, max(foot.ry * scale, foot.rx * scale * 0.10)
        long = Box(cx - rx * (1.9 + 0.75 * self._side), self.base - ry * 2.4, rx * 3.8, ry * 5.0)
        self._shadow.cover(canvas, long, 0.60)
        self._shadow.cover(canvas, Box(cx - rx * 1.78, self.base - ry * 2.5, rx * 3.56, ry * 4.6))


class TableSetting:
    """The hero and its company on the table (or the floor)."""

    def __init__(
        self, stage: Stage, plan: RoomPlan, light: RoomLight, lamps: StudioLight, hero: str, colour: str,
        props: tuple[str, ...], mirror: float, beans: bool,
    ) -> None:  # fmt: skip
        self._tempo = Tempo.of(stage)
        self._plan, self._light = plan, light
        height, base = _hero_size(stage, plan, hero), plan.hero[1]
        self.hero = OnTable(hero, colour, plan.hero[0], base, height, lamps, plan.side, mirror)
        reach = self.hero.foot.rx * self.hero.scale
        self._props = _company(stage, plan, lamps, props, hero, reach, height, mirror)
        self._beans = _baked_beans(stage, plan, reach, light) if beans else None
        self._steam = self._steam_of(height)

    def paint(self, canvas: skia.Canvas, t_ms: float, turn: float) -> None:
        """Draw all, back to front."""
        behind = [p for p in self._props if p.base < self.hero.base]
        before = [p for p in self._props if p.base >= self.hero.base]
        for thing in behind:
            thing.paint(canvas, t_ms / 1000, turn)
        if self._beans is not None:
            self._beans.draw(canvas)
        self.hero.paint(canvas, t_ms / 1000, turn)
        for thing in before:
            thing.paint(canvas, t_ms / 1000, turn)
        if self._steam is not None:
            steam, x, y = self._steam
            steam.paint(canvas, x, y, t_ms)

    def _steam_of(self, height: float) -> tuple[Steam, float, float] | None:
        made = self.hero.figure
        place = made.product.steam if made else None
        if place is None:
            return None
        x, y, wide = place
        scale = self.hero.scale
        colour = melt((0.97, 0.012, 80), self._light.daylight, 0.30)
        steam = Steam(wide * scale * 1.7, 0.66 * self._plan.short, colour, self._tempo, 1.9)
        top = self.hero.base - self.hero.foot.y * scale
        return steam, self.hero.x + x * scale, top + (y + 40) * scale


def _hero_size(stage: Stage, plan: RoomPlan, hero: str) -> float:
    """Height in px of the hero's 1000 units: as wide and high as the frame has room for."""
    product = product_of(hero)
    width = product.width if product else 1000.0
    wide = stage.width > stage.height * 1.05
    room_w = (0.40 if stage.words else 0.52) * stage.width if wide else 0.60 * stage.width
    if hero in ON_FLOOR and not wide:
        room_w = 0.86 * stage.width
    room_h = (0.56 if wide else 0.40) * stage.height
    return min(room_h, room_w / width * HEIGHT, 0.80 * plan.short)


def _company(
    stage: Stage, plan: RoomPlan, lamps: StudioLight, names: tuple[str, ...], hero: str, reach: float, height: float,
    mirror: float,
) -> list[OnTable]:  # fmt: skip
    """Up to two things beside the hero, sized as they are beside it: one further back, one nearer."""
    own = product_of(hero)
    beside = own.size if own else 0.6
    made: list[OnTable] = []
    spots = ((-1.0, -0.115), (1.0, -0.060))
    for (side, dy), name in zip(spots, [n for n in names if n != hero][:2], strict=False):
        product = product_of(name)
        size = (product.size if product else 0.45) / beside
        tall = min(height * size * 0.80, 0.36 * plan.short)
        foot = product.foot.rx if product and product.foot else 300.0
        away = reach * 1.04 + foot * tall / HEIGHT * 1.10
        x = plan.hero[0] + side * plan.side * away
        if not -0.10 * stage.width < x < 1.10 * stage.width:
            continue
        thing = OnTable(name, "", x, plan.hero[1] + dy * plan.short, tall, lamps, plan.side, mirror)
        if thing.figure is not None:
            made.append(thing)
    return made


Bean = tuple[float, float, float, float]


def _scatter(stage: Stage, plan: RoomPlan, reach: float) -> list[Bean]:
    """Beans lying about: x, y, length in px, turn in degrees; sorted from far to near."""
    rng = np.random.default_rng([stage.scene.seed, 57])
    beans: list[Bean] = []
    for side in (-1, 1):
        for _ in range(7):
            away = reach * float(rng.uniform(1.02, 1.42))
            x = plan.hero[0] + side * away
            y = plan.hero[1] + float(rng.uniform(-0.02, 0.075)) * plan.short
            size = 0.038 * plan.short * (0.8 + 0.5 * (y - plan.edge) / (stage.height - plan.edge))
            beans.append((x, y, size, float(rng.uniform(0, 180))))
    return sorted(beans, key=_depth_of)


def _baked_beans(stage: Stage, plan: RoomPlan, reach: float, light: RoomLight) -> Baked:
    """The beans as a picture of the frame's size."""
    surface = Surface(stage.width, stage.height)
    for bean in _scatter(stage, plan, reach):
        _paint_bean(surface.canvas, *bean, light)
    return Baked(surface.pixels)


def _depth_of(bean: Bean) -> float:
    return bean[1]


def _paint_bean(canvas: skia.Canvas, x: float, y: float, size: float, degrees: float, light: RoomLight) -> None:
    canvas.save()
    canvas.translate(x, y)
    shadow = skia.Rect.MakeXYWH(-size * 0.55 - light.side * size * 0.12, size * 0.06, size * 1.1, size * 0.42)
    canvas.drawOval(shadow, fill(0x80000000, MaskFilter=blur(size * 0.10)))
    canvas.scale(1, 0.80)
    canvas.rotate(degrees)
    body = skia.Rect.MakeXYWH(-size / 2, -size * 0.33, size, size * 0.66)
    lit: Oklch = melt((0.42, 0.075, 46), light.warm, 0.10 + 0.1 * light.lamps)
    tones = [paint_of(lit), oklch(0.26, 0.055, 42), oklch(0.15, 0.035, 40)]
    canvas.drawOval(body, shaded(linear((0, -size * 0.33), (0, size * 0.33), tones)))
    crease = skia.Path()
    crease.moveTo(-size * 0.46, size * 0.03)
    crease.cubicTo(-size * 0.15, -size * 0.16, size * 0.12, size * 0.18, size * 0.46, -size * 0.02)
    canvas.drawPath(crease, stroke(oklch(0.10, 0.02, 40), size * 0.07))
    canvas.drawOval(
        skia.Rect.MakeXYWH(-size * 0.30, -size * 0.25, size * 0.34, size * 0.14),
        fill(oklch(0.80, 0.06, 70, 0.40), MaskFilter=blur(size * 0.05)),
    )
    canvas.restore()
