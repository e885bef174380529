"""The light in a room: what comes through the window, what the lamps give, and how both colour what stands there."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.post import Grade
from talkreel.model import Scene
from talkreel.model.scene import TimeOfDay
from talkreel.scenes.colour_script import TONES, ColourScript, melt, script_for
from talkreel.scenes.products import Lamp, StudioLight

LAMP_LIGHT: Oklch = (0.88, 0.125, 72)

# How strong daylight and lamps are at each hour, and how bright the room is beside them.
HOURS: dict[TimeOfDay, tuple[float, float, float]] = {
    "dawn": (0.80, 0.45, 0.72),
    "day": (1.00, 0.22, 0.95),
    "sunset": (0.92, 0.60, 0.66),
    "dusk": (0.42, 0.90, 0.50),
    "night": (0.16, 1.00, 0.40),
}


@dataclass(frozen=True)
class RoomLight:
    """`day` 0..1 is the window's strength, `lamps` 0..1 that of lamps, `level` 0..1 of all that is not lit directly.

    `side` is -1 where the window is on the left, +1 on the right; `warm` is the colour of lamp light here.
    """

    script: ColourScript
    day: float
    lamps: float
    level: float
    side: int
    warm: Oklch
    scene: Scene

    @staticmethod
    def of(scene: Scene, side: int, lamp: Oklch = LAMP_LIGHT) -> RoomLight:
        """The light of a scene's hour, weather and tone."""
        script = script_for(scene)
        day, lamps, level = HOURS[script.time]
        day *= 0.45 + 0.55 * min(1.0, script.sun / 0.85) if script.time in ("day", "sunset", "dawn") else 1.0
        if scene.tone in ("warm", "golden"):
            lamps = min(1.0, lamps + 0.25)
            level *= 0.90
        return RoomLight(script, day, lamps, level, side, TONES[scene.tone].colour(lamp), scene)

    def local(self, colour: Oklch) -> Oklch:
        """A colour of the room under the scene's tone."""
        bent = TONES[self.scene.tone].colour(colour)
        return (0.5 * bent[0] + 0.5 * colour[0], bent[1], bent[2])

    @property
    def shade(self) -> Oklch:
        """What unlit colours are multiplied by: dim and cool by night, nearly white by day, warmed by lamps."""
        ambient = self.script.ambient
        cool: Oklch = (ambient[0], min(0.035, ambient[1] * 0.5), ambient[2])
        sunny = melt(cool, self.daylight, 0.55 * self.day)
        tint = melt(sunny, self.warm, 0.55 * self.lamps)
        return (min(0.99, 0.34 + 0.64 * self.level), min(0.085, tint[1]), tint[2])

    @property
    def daylight(self) -> Oklch:
        """The colour of what falls through the window."""
        light, chroma, hue = melt(self.script.key, self.script.horizon, 0.35)
        return (light, chroma if self.script.time == "day" else chroma * 1.25, hue)

    @property
    def outside(self) -> tuple[Oklch, Oklch]:
        """The view's upper and lower colour."""
        high, low = self.script.sky[-2][1], self.script.horizon
        rich = 1.0 if self.script.time == "day" else 1.35
        low = (low[0], low[1] * rich, low[2])
        return melt(high, low, 0.60), melt(low, self.script.key, 0.25 * self.day)

    def on_products(self, floor: Oklch) -> StudioLight:
        """The light as products see it, standing on `floor`."""
        day, side = self.daylight, self.side
        window = Lamp(58.0 * side, 16, 24, 40, 0.55 + 1.25 * self.day, 10, day)
        panes = Lamp(40.0 * side, 30, 5, 22, 0.5 * self.day, 5, day)
        lamp = Lamp(-48.0 * side, 38, 9, 12, 0.35 + 1.05 * self.lamps, 10, self.warm)
        above = Lamp(0, 78, 180, 12, 0.25 + 0.55 * self.lamps, 18, melt(self.warm, day, 0.4))
        rims = (Lamp(166, 5, 13, 80, 0.70, 12, day), Lamp(-166, 5, 13, 80, 0.70, 12, self.warm))
        back = melt(self.shade, day, 0.3)
        return StudioLight(
            lamps=(window, panes, lamp, above, *rims),
            sky=(0.34 + 0.34 * self.level, back[1] * 0.7, back[2]),
            floor=(floor[0] * (0.45 + 0.5 * self.level), floor[1], floor[2]),
            key=melt(day, self.warm, 0.5 * self.lamps * (1 - 0.6 * self.day)),
            key_x=0.62 * side,
            key_y=-0.50,
            exposure=0.74 + 0.24 * self.level,
            contrast=1.05,
            fill=0.20 + 0.18 * self.level,
            rim=0.38 - 0.20 * self.level,
        )

    @property
    def grade(self) -> Grade:
        """How the room is printed: lamps bloom the more, the darker it is."""
        glow = 0.20 + 0.34 * self.lamps * (1 - 0.5 * self.level)
        warm = (0.010, 0.000, -0.006)
        highlights = (0.022, 0.006, -0.022) if self.script.time != "day" else (0.010, 0.004, -0.008)
        threshold = 205 if self.script.time == "day" else 188
        return Grade(bloom=glow, threshold=threshold, vignette=0.36, contrast=0.17, shadows=warm, highlights=highlights)

    def paint(self, colour: Oklch, a: float = 1.0) -> int:
        """A local colour as 0xAARRGGBB, before the room's light falls on it."""
        return paint_of(self.local(colour), a)
