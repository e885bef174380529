"""Creatures with a rig: animals that walk and run, birds that fly, swimmers that swim or leap.

    Creature("fox").draw(canvas, x, y, height, t_s, act="run", light=Light.of(script))

A creature moves in its place: the ground must pass below it at `speed` px a second, then its feet do not slide.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from talkreel.draw.colour import Oklch, from_hex, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill
from talkreel.model.scene import Act
from talkreel.scenes.rigs.bird import BIRDS, Bird, draw_bird
from talkreel.scenes.rigs.breeds import BREEDS, Breed
from talkreel.scenes.rigs.gait import GAITS, GaitName
from talkreel.scenes.rigs.light import STUDIO, Light
from talkreel.scenes.rigs.outline import Points
from talkreel.scenes.rigs.quadruped import Quadruped
from talkreel.scenes.rigs.skeleton import Pose, Skeleton, rotated
from talkreel.scenes.rigs.swimmer import SWIMMERS, Swimmer, draw_swimmer
from talkreel.scenes.rigs.tones import Tones

# Other names for the creatures that have a rig.
ALIASES: Mapping[str, str] = {
    "puppy": "dog", "hound": "dog", "kitten": "cat", "hare": "rabbit", "bunny": "rabbit", "pony": "horse",
    "foal": "horse", "stallion": "horse", "mare": "horse", "reindeer": "stag", "elk": "stag", "fawn": "deer",
    "bull": "cow", "calf": "cow", "lamb": "sheep", "ram": "sheep", "leopard": "cheetah", "jaguar": "cheetah",
    "seagull": "gull", "bird": "gull", "birds": "gull", "hawk": "eagle", "falcon": "eagle", "raven": "crow",
    "goose": "duck", "stork": "crane", "heron": "crane", "crane bird": "crane", "blackbird": "crow",
    "goldfish": "fish", "tropical fish": "fish", "killer whale": "orca", "porpoise": "dolphin",
}  # fmt: skip
FLOCKS = frozenset({"gull", "swallow", "crow", "crane", "duck", "pigeon", "dove"})  # birds that are seldom alone


def has_creature(name: str) -> bool:
    """Whether there is a rig for the name (a key such as "fox", or a near relative's)."""
    name = ALIASES.get(name, name)
    return name in BREEDS or name in BIRDS or name in SWIMMERS


class Creature:
    """An animal. `colour` (hex) dyes its coat. In a looping shot of `loop_s` seconds all it does closes.

    Raises:
        KeyError: there is no rig of that name; ask `has_creature` first.
    """

    def __init__(self, name: str, colour: str = "", loop_s: float = 0.0) -> None:
        self.name = ALIASES.get(name, name)
        self.loop_s = loop_s
        self.breed: Breed | None = BREEDS.get(self.name)
        self.bird: Bird | None = BIRDS.get(self.name)
        self.swimmer: Swimmer | None = SWIMMERS.get(self.name)
        kind = self.breed or self.bird or self.swimmer
        if kind is None:
            raise KeyError(name)
        self._pelt = _dyed(kind.pelt, colour)
        self._worn: dict[tuple[Light, int], Tones] = {}
        if self.breed:
            self._skeleton = Skeleton(self.breed.build)
            self.tall = _standing_height(self.breed, self._skeleton.pose("still", 0.0))

    @property
    def medium(self) -> str:
        """Where it lives: "land", "air" or "water"."""
        return "land" if self.breed else "air" if self.bird else "water"

    @property
    def metres(self) -> float:
        """How large it is in life: a land animal's height, a bird's wingspan, a swimmer's length."""
        if self.breed:
            return self.breed.stature * self.tall
        return self.bird.wingspan_m if self.bird else self.swimmer.length_m if self.swimmer else 1.0

    def gait(self, act: Act) -> GaitName:
        """The gait of a land animal for an act; "auto" walks."""
        if self.breed is None or act in ("still", "bob", "turn"):
            return "still"
        return self.breed.build.run if act in ("run", "leap", "fly") else "walk"

    def cadence(self, act: Act) -> float:
        """Strides or beats a second."""
        if self.breed:
            walk, run = self.breed.build.cadence
            return self._rate(run if act in ("run", "leap", "fly") else walk)
        return self._rate(self.bird.hz if self.bird else self.swimmer.hz if self.swimmer else 1.0)

    def speed(self, height: float, act: Act) -> float:
        """How fast the ground must pass below a land animal of this height, px a second."""
        if self.breed is None:
            return 0.0
        stride = GAITS[self.gait(act)].stride * self.breed.build.stretch
        return stride * self.cadence(act) * height / self.tall

    def draw(
        self,
        canvas: skia.Canvas,
        x: float,
        y: float,
        height: float,
        t_s: float,
        act: Act = "auto",
        light: Light = STUDIO,
        facing: int = 1,
        shadow: bool = True,
        phase: float = 0.0,
    ) -> None:
        """Draw it. A land animal stands at (x, y), `height` px high to the tips of its ears.

        A bird's shoulder is at (x, y), its wings sweep `height` px; a swimmer is `height` * 2.5 px long, its middle at
        (x, y), or at its water line when it leaps. `facing` 1 is to the right, -1 to the left. `phase` (turns) sets
        one of several apart.
        """
        canvas.save()
        canvas.translate(x, y)
        canvas.scale(float(facing), 1.0)
        tones = self._tones(light, facing)
        # Rounded, so that a loop's end is its beginning to the last bit.
        turn = round((phase + t_s * self.cadence(act)) % 1.0, 9)
        if self.breed:
            self._draw_walker(canvas, self.breed, tones, height, t_s, act, turn, shadow)
        elif self.bird:
            size = height / (1.7 * self.bird.span)
            canvas.scale(size, size)
            run = 0.9 if act == "still" else round((0.37 * phase + t_s * self._rate(self.bird.hz / 7)) % 1.0, 9)
            draw_bird(canvas, self.bird, tones, turn, run, 0.05 * math.sin(2 * math.pi * (run + 0.2)))
        elif self.swimmer:
            self._draw_swimmer(canvas, self.swimmer, tones, height * 2.5, t_s, act, turn)
        canvas.restore()

    def _tones(self, light: Light, facing: int) -> Tones:
        if (light, facing) not in self._worn:
            self._worn[light, facing] = Tones(self._pelt, light, facing)
        return self._worn[light, facing]

    def _rate(self, hz: float) -> float:
        return max(1, round(hz * self.loop_s)) / self.loop_s if self.loop_s else hz

    def _draw_walker(
        self,
        canvas: skia.Canvas,
        breed: Breed,
        tones: Tones,
        height: float,
        t_s: float,
        act: Act,
        turn: float,
        shadow: bool,
    ) -> None:
        size = height / self.tall
        canvas.scale(size, size)
        pose = self._skeleton.pose(self.gait(act), turn, round(self._rate(0.30) * t_s % 1.0, 9))
        if shadow:
            _contact(canvas, pose, tones.light)
        blink = (self._rate(0.28) * t_s + 0.4) % 1.0 < 0.035
        Quadruped(breed, tones).draw(canvas, pose, blink)

    def _draw_swimmer(
        self,
        canvas: skia.Canvas,
        swimmer: Swimmer,
        tones: Tones,
        length: float,
        t_s: float,
        act: Act,
        turn: float,
    ) -> None:
        if act == "leap":
            # Out of the water and into it again on an arc; nothing is seen below the water line.
            part = round((self._rate(0.36) * t_s + 0.10) % 1.0, 9)
            u = part / 0.62 * 2 - 1
            if u > 1.25:
                return
            canvas.clipRect(skia.Rect.MakeLTRB(-2 * length, -2 * length, 2 * length, 0.0))
            canvas.translate(0.62 * length * u, length * (0.62 * u * u - 0.48))
            canvas.rotate(math.degrees(math.atan2(1.24 * u, 0.80)))
        elif act != "still":
            canvas.translate(0.0, 0.03 * length * math.sin(2 * math.pi * round(self._rate(0.22) * t_s % 1.0, 9)))
        canvas.scale(length, length)
        draw_swimmer(canvas, swimmer, tones, turn)


def _dyed(pelt: Mapping[str, Oklch], colour: str) -> Mapping[str, Oklch]:
    """The pelt with its coat in another colour; what is darker than the coat stays darker by as much."""
    if not colour:
        return pelt
    coat = from_hex(colour)
    base = pelt["coat"]
    dyed = dict(pelt)
    for name in ("coat", "dark", "saddle", "ear", "face", "wing", "stripe"):
        if name in pelt:
            lighter = pelt[name][0] - base[0]
            dyed[name] = (min(0.97, max(0.12, coat[0] + lighter)), coat[1], coat[2])
    return dyed


def _standing_height(breed: Breed, pose: Pose) -> float:
    """From the ground to the tips of the ears (not of antlers), in heights of the withers."""
    ears: Points = np.array(breed.head.ear) * breed.build.head
    tips = rotated(ears, np.zeros(2), pose.head_angle) + pose.head
    return max(1.0, -float(tips[:, 1].min()))


def _contact(canvas: skia.Canvas, pose: Pose, light: Light) -> None:
    """The shadow on the ground: a soft one of the body, fainter in flight, and a dark one under each standing foot."""
    dark = light.deep
    air = min(1.0, max(0.0, pose.rise / 0.08))
    x0, x1 = -0.62 + 0.05 * air, 0.62 - 0.05 * air
    soft = fill(paint_of(dark, 0.42 - 0.14 * air), MaskFilter=blur(0.05))
    lean = -0.10 * light.x
    canvas.drawOval(skia.Rect.MakeLTRB(x0 + lean, -0.035, x1 + lean, 0.065), soft)
    path = skia.Path()
    for leg in pose.legs:
        if leg.foot.swing is None:
            at = float(leg.joints[4, 0])
            path.addOval(skia.Rect.MakeLTRB(at - 0.09, -0.012, at + 0.13, 0.030))
    canvas.drawPath(path, fill(paint_of(dark, 0.5), MaskFilter=blur(0.014)))
