"""A room: wall and window out of focus, lamps, furniture, and a table before us with what it is all about.

`scene.variant` names the room (cafe, restaurant, bar, shop, office, kitchen, gym, salon, home, bedroom, classroom,
studio); the hour and the weather come through its window.
"""

from __future__ import annotations

from dataclasses import replace

from talkreel.draw.block import Block, Box
from talkreel.draw.camera import View
from talkreel.draw.colour import Oklch, from_hex, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_in_out
from talkreel.draw.paint import linear, radial, shaded
from talkreel.draw.palette import readable
from talkreel.scenes.colour_script import melt
from talkreel.scenes.painter import Stage
from talkreel.scenes.rooms.bokeh import Bokeh
from talkreel.scenes.rooms.fittings import Fitter
from talkreel.scenes.rooms.furniture import paint_furniture
from talkreel.scenes.rooms.lamps import paint_lamps, paint_pools
from talkreel.scenes.rooms.light import RoomLight
from talkreel.scenes.rooms.plan import BACK, MIDDLE, TABLE, room_plan
from talkreel.scenes.rooms.room import Top, room_of
from talkreel.scenes.rooms.tabled import ON_FLOOR, TableSetting
from talkreel.scenes.rooms.tops import MATERIALS, paint_top
from talkreel.scenes.rooms.walls import paint_wall
from talkreel.scenes.rooms.windows import Falling, opening, paint_window
from talkreel.scenes.staging.air import Motes
from talkreel.scenes.strip import Strip, box_at
from talkreel.scenes.tempo import Tempo
from talkreel.scenes.title_block import title_blocks

WALL_BLUR, MIDDLE_BLUR = 7.5, 3.6  # px at 1080p: what is out of focus
BAKED = 0.45  # of the size: it is soft


class Interior:
    """One room. What does not move is three pictures: wall, furniture, table."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        scene = stage.scene
        self.name, self.room = room_of(scene.variant)
        hero = scene.hero.name if scene.hero else self.room.hero
        on_floor = hero in ON_FLOOR
        side = 1 if scene.seed % 3 else -1
        self.plan = room_plan(stage, side, on_floor)
        self.light = RoomLight.of(scene, side)
        self.grade = self.light.grade
        self.tempo = Tempo.of(stage)
        top = _top_of(self.room.top, on_floor)
        self._lamps = self.light.on_products(MATERIALS[top].lit)
        unit = stage.unit
        wide = stage.width > stage.height * 1.05
        self.blocks: tuple[Block, ...] = title_blocks(stage, "left" if wide else "top")
        self._airy = self.room.paint[0] > 0.75 and self.light.level > 0.7 and self.light.lamps < 0.6
        if self._airy:
            self.blocks = tuple(self._inked(block) for block in self.blocks)
            self.grade = replace(self.grade, vignette=0.18)
        self._wall = Strip(
            box_at(stage, BACK, 0, stage.height), BACK, self._paint_wall, scale=BAKED, blur=WALL_BLUR * unit
        )
        middle = box_at(stage, MIDDLE, 0, self.plan.edge + 0.05 * stage.height)
        self._middle = Strip(middle, MIDDLE, self._paint_middle, scale=0.55, blur=MIDDLE_BLUR * unit)
        table = box_at(stage, TABLE, self.plan.edge - 0.004 * stage.height, stage.height)
        self._table = Strip(
            table, TABLE, lambda canvas: paint_top(canvas, top, self.plan, self.light, on_floor), scale=0.75
        )
        self._falling = Falling(stage, self.room, self.plan)
        props = scene.props or (self.room.props if scene.hero is None or hero == self.room.hero else ())
        self._setting = TableSetting(
            stage, self.plan, self.light, self._lamps, hero, scene.hero.colour if scene.hero else "", props,
            MATERIALS[top].mirror * 0.9, beans=self.name == "cafe" and hero in ("coffee", "mug", "takeaway cup"),
        )  # fmt: skip
        strength = 0.04 + 0.66 * self.light.lamps * (1 - 0.55 * self.light.level)
        self._bokeh = Bokeh(stage, self.room.bokeh, self.light.warm, strength, 0.10, 0.70)
        self._motes = Motes(stage, melt(self.light.daylight, (0.98, 0.02, 90), 0.4), 40, 0.35 + 0.4 * self.light.day)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw the whole frame."""
        view = self._view(t_ms)
        self._wall.draw(canvas, view)
        self._falling.paint(canvas, view, t_ms)
        self._middle.draw(canvas, view)
        self._bokeh.paint(canvas, view, t_ms)
        self._table.draw(canvas, view)
        canvas.save()
        view.apply(canvas, TABLE)
        self._setting.paint(canvas, t_ms, self._turn(t_ms))
        canvas.restore()
        self._motes.paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing belongs with the words of a room."""

    def _view(self, t_ms: float) -> View:
        """The camera, indoors: it goes less far, towards what stands on the table."""
        view = self.stage.view(t_ms)
        aim = (self.plan.hero[1] - 0.12 * self.plan.short) / self.stage.height
        return replace(
            view,
            x=view.x * 0.30,
            y=view.y * 0.25,
            dolly=view.dolly * 0.42,
            horizon_x=self.plan.hero[0] / self.stage.width,
            horizon_y=aim,
        )

    def _turn(self, t_ms: float) -> float:
        """How the window's light moves over what stands on the table, as the camera goes by."""
        if self.tempo.loop:
            return 12 * self.tempo.wave(t_ms, 0.1)
        return 24 * (ease_in_out(0.15 + 0.7 * t_ms / self.stage.duration_ms) - 0.5)

    def _paint_wall(self, canvas: skia.Canvas) -> None:
        plan, light, room = self.plan, self.light, self.room
        paint_wall(canvas, room, plan, light)
        fitter = Fitter(room, plan, light, self._lamps)
        fitter.paint(canvas, room.beside, plan.beside)
        if plan.between is not None:
            fitter.paint(canvas, room.between, plan.between)
        glass = opening(room, plan)
        if glass is None:
            fitter.paint(canvas, room.between, plan.window)
        canvas.drawPaint(skia.Paint(Color=paint_of(light.shade), BlendMode=skia.BlendMode.kMultiply))
        self._deepen(canvas)
        if glass is not None:
            paint_window(canvas, room, plan, light)
            self._daylight(canvas, glass)
        paint_pools(canvas, room.hanging, plan, light)
        if room.hanging == "tracks":
            paint_lamps(canvas, room.hanging, plan, light)
        self._shade_words(canvas, over=False)

    def _deepen(self, canvas: skia.Canvas) -> None:
        """Dark corners, away from the window and under the ceiling."""
        stage, plan = self.stage, self.plan
        deep = melt(self.light.script.deep, (0.10, 0.02, 45), 0.5)
        a = 0.62 - 0.34 * self.light.level
        x = plan.window.x + plan.window.w / 2
        reach = 1.15 * max(stage.width, stage.height)
        fall = [paint_of(deep, 0), paint_of(deep, 0.35 * a), paint_of(deep, a)]
        canvas.drawPaint(shaded(radial((x, plan.window.y + plan.window.h * 0.6), reach, fall, [0.1, 0.5, 1])))
        down = [paint_of(deep, a * 1.1), paint_of(deep, 0)]
        canvas.drawPaint(shaded(linear((0, -0.05 * stage.height), (0, 0.34 * stage.height), down)))

    def _daylight(self, canvas: skia.Canvas, glass: Box) -> None:
        """The window's glow in the air of the room, and a shaft of it."""
        light, short = self.light, self.plan.short
        cx, cy = glass.x + glass.w / 2, glass.y + glass.h / 2
        a = 0.62 * light.day
        glow = [paint_of(light.daylight, a), paint_of(light.daylight, a * 0.32), paint_of(light.daylight, 0)]
        canvas.drawPaint(shaded(radial((cx, cy), 1.0 * short, glow, [0, 0.42, 1]), BlendMode=skia.BlendMode.kScreen))

    def _paint_middle(self, canvas: skia.Canvas) -> None:
        plan, light = self.plan, self.light
        paint_furniture(canvas, self.name, self.room, plan, light, self._lamps)
        shade = light.shade
        dim = paint_of((shade[0] * 0.16, shade[1], shade[2]), 0.26 * (1 - light.level))
        canvas.drawPaint(skia.Paint(Color=dim, BlendMode=skia.BlendMode.kSrcATop))
        if self.room.hanging in ("globes", "pendants"):
            paint_lamps(canvas, self.room.hanging, plan, light)
        self._shade_words(canvas, over=True)
        if self.room.hanging == "festoon":  # too small to trouble the words below it
            paint_lamps(canvas, self.room.hanging, plan, light)

    def _inked(self, block: Block) -> Block:
        """The block in dark ink: in a bright room the words stand on light, not in shade."""
        if block.pill:
            return block
        hue = self.room.paint[2]
        small = block.role in ("eyebrow", "label")
        ink = readable(from_hex(self.stage.look.palette.accent), paint_of((0.94, 0.01, hue)), 4.5)
        return replace(block, colour=paint_of(ink if small else (0.25, 0.03, hue)), shadow=0.0)

    def _shade_words(self, canvas: skia.Canvas, over: bool) -> None:
        """Dusk (or, in a bright room, light) where the words stand; baked, so that it may multiply.

        `over`: only on what the canvas already shows.
        """
        if not self.blocks:
            return
        stage = self.stage
        wide = stage.width > stage.height * 1.05
        right, bottom = max(b.box.right for b in self.blocks), max(b.box.bottom for b in self.blocks)
        end = (min(stage.width * 0.68, right * 1.3), 0.0) if wide else (0.0, bottom + 0.14 * stage.height)
        parts = (0.60, 1.0, 0.92, 0.45, 0.0)
        if self._airy:
            light: Oklch = (0.968, 0.010, self.room.paint[2])
            blend = skia.BlendMode.kSrcATop if over else skia.BlendMode.kSrcOver
            colours = [paint_of(light, 0.74 * part) for part in parts]
        else:
            # Multiplied, colours sink without going grey. Where there is nothing yet, nothing is darkened.
            deep: Oklch = (0.40 - 0.12 * self.light.level, 0.045, 50)
            blend = skia.BlendMode.kSrcATop if over else skia.BlendMode.kMultiply
            white: Oklch = (1.0, 0.0, deep[2])
            colours = [paint_of(melt(white, deep, part)) for part in parts]
            if over:
                colours = [paint_of((0.14, 0.03, 45), 0.66 * part) for part in parts]
        canvas.drawPaint(shaded(linear((0, 0), end, colours, [0, 0.22, 0.55, 0.80, 1]), BlendMode=blend))


def _top_of(top: Top, on_floor: bool) -> Top:
    if not on_floor:
        return "oak" if top in ("parquet", "floor") else top
    return top if top in ("parquet", "floor") else "parquet"
