"""A person's own pictures: whole where they fit, never between black bars, always moving a little.

`scene.variant`: full, framed, split, grid, polaroids; empty: what suits the number of pictures and their shape.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Protocol

import numpy as np

from talkreel.draw import kernels
from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.post import Grade
from talkreel.draw.surface import Pixels
from talkreel.draw.tone import tone_of
from talkreel.model.planes import Planes
from talkreel.model.scene import Tone
from talkreel.scenes.framing import Size, crops_too_much, subject_of
from talkreel.scenes.painter import Stage
from talkreel.scenes.plate import Photograph, photograph_of
from talkreel.scenes.prints.cover import Cover
from talkreel.scenes.prints.framed import Framed
from talkreel.scenes.prints.panels import Panels
from talkreel.scenes.prints.polaroids import Polaroids
from talkreel.scenes.prints.wording import place_beside, shade_under
from talkreel.scenes.title_block import Place, title_blocks

# A person's picture is theirs: the grade is a breath of the film's tone, not a filter.
_PLAIN = Grade(bloom=0.0, vignette=0.16, contrast=0.06)
GRADES: dict[Tone, Grade] = {
    "none": _PLAIN,
    "warm": replace(_PLAIN, shadows=(0.02, 0.0, -0.01), highlights=(0.03, 0.01, -0.03)),
    "golden": replace(_PLAIN, shadows=(0.02, 0.01, -0.02), highlights=(0.05, 0.02, -0.05)),
    "cool": replace(_PLAIN, shadows=(-0.01, 0.0, 0.03), highlights=(-0.02, 0.0, 0.02)),
    "neon": replace(_PLAIN, saturation=1.14, contrast=0.14, shadows=(0.015, -0.01, 0.04)),
    "pastel": replace(_PLAIN, saturation=0.86, contrast=-0.04, vignette=0.05),
    "muted": replace(_PLAIN, saturation=0.78, contrast=0.02),
    "mono": replace(_PLAIN, saturation=0.0, contrast=0.16),
    "overcast": replace(_PLAIN, saturation=0.86, shadows=(-0.005, 0.0, 0.015)),
    "vivid": replace(_PLAIN, saturation=1.16, contrast=0.14),
}
PRINTS = ("polaroids", "polaroid", "stack", "prints")


class Picture(Protocol):
    """How the pictures of a shot are shown."""

    def film(self, into: Planes, t_ms: float) -> None: ...


class Photo:
    """The pictures of a shot, with its words."""

    def __init__(self, stage: Stage) -> None:
        self.grade = GRADES.get(stage.scene.tone, _PLAIN)
        self._tone = tone_of(self.grade, stage.width, stage.height)
        photographs = photographs_of(stage)
        first = photographs[0].read()
        plate = (float(first.shape[1]), float(first.shape[0]))
        self._picture, framed = _shown(stage, photographs, plate)
        place = _below(stage)
        if framed:
            place = (
                "bottom" if stage.portrait or (plate[0] <= plate[1] * 1.3 and stage.width <= stage.height) else "left"
            )
        elif len(photographs) == 1:
            place = place_beside(stage, plate, stage.scene.focus or subject_of(first))
        self.blocks: tuple[Block, ...] = title_blocks(stage, place)
        self._shade = shade_under(stage, self.blocks, _seen(stage, self._picture), place) if self.blocks else None

    def film(self, into: Planes, t_ms: float) -> None:
        """The pictures as the camera sees them, with shade for the words."""
        self._picture.film(into, t_ms)
        if self._shade is not None:
            self._shade.lay(into)
        if self._tone is not None:
            kernels.grade(into, into, self._tone)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing lies over a picture but its words."""


def photographs_of(stage: Stage) -> list[Photograph]:
    """The pictures of a scene; a plain one in the look's colour when none was given."""
    found = [photograph_of(stage.plates[key]) for key in stage.scene.src if key in stage.plates]
    return found or [Photograph(partial(plain, stage))]


def plain(stage: Stage) -> Pixels:
    """A plate of the look's ground."""
    ground = int(stage.look.palette.ground.lstrip("#"), 16)
    pixels = np.empty((9, 16, 4), np.uint8)
    pixels[:] = (ground & 255, (ground >> 8) & 255, ground >> 16, 255)
    return pixels


def _shown(stage: Stage, photographs: list[Photograph], plate: Size) -> tuple[Picture, bool]:
    """How the pictures are shown, and whether that is as one framed print; `plate` is the size of the first."""
    variant, frame = stage.scene.variant, (float(stage.width), float(stage.height))
    if variant in PRINTS or (not variant and len(photographs) == 3):
        return Polaroids(stage, photographs), False
    if len(photographs) > 1:
        return Panels(stage, photographs), False
    if variant == "framed" or (variant != "full" and crops_too_much(plate, frame)):
        return Framed(stage, photographs[0]), True
    return Cover(stage, photographs[0], Box(0, 0, stage.width, stage.height), stage.scene.focus), False


def _below(stage: Stage) -> Place:
    return "bottom" if stage.portrait else "lower_left"


def _seen(stage: Stage, picture: Picture) -> Planes:
    """The shot's middle."""
    seen = kernels.blank(stage.width, stage.height)
    picture.film(seen, stage.duration_ms / 2)
    return seen
