"""A person's own footage: filling the frame where that is kind to it, before its own blurred light where it is not.

`scene.variant`: full; untouched (filling the frame, ungraded: at the frame's own size the clip's very pixels); empty:
what suits its shape.
"""

from __future__ import annotations

import math
from functools import cached_property, partial

import numpy as np

from talkreel.draw import kernels
from talkreel.draw.block import Block, Box
from talkreel.draw.door import skia
from talkreel.draw.kernels import Sprite
from talkreel.draw.paint import blur, fill
from talkreel.draw.post import NEUTRAL
from talkreel.draw.surface import Surface
from talkreel.draw.tone import tone_of
from talkreel.model.planes import Planes
from talkreel.scenes.framing import Crop, Fraction, box_in, crops_too_much, placed, subject_of, widest
from talkreel.scenes.painter import Stage
from talkreel.scenes.photo import GRADES, plain
from talkreel.scenes.plate import Clip, Halves, opaque, planes_of
from talkreel.scenes.prints.fill import Backlight
from talkreel.scenes.prints.framed import print_area
from talkreel.scenes.prints.wording import place_beside, shade_under
from talkreel.scenes.title_block import Place, title_blocks

UNTOUCHED = "untouched"
SHRINKS = 2.02  # from so many px of a clip to one of the frame on, px between those that are sampled would be left out


class Video:
    """One clip for a shot. The plate gives the frame of the moment; the camera is the clip's own."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        untouched = stage.scene.variant == UNTOUCHED
        self.grade = NEUTRAL if untouched else GRADES.get(stage.scene.tone, GRADES["none"])
        self._tone = tone_of(self.grade, stage.width, stage.height)
        self._clip = _clip(stage)
        first = self._clip.planes(0.0)
        self._plate = (float(first.width), float(first.height))
        frame = (float(stage.width), float(stage.height))
        self._framed = crops_too_much(self._plate, frame) and stage.scene.variant not in ("full", UNTOUCHED)
        box = box_in(self._plate, self._focus)
        self._crop = placed(self._plate, widest(self._plate, frame), (box.x + box.w / 2, box.y + box.h / 2))
        self._halves = Halves()
        self.plain = untouched and not stage.words and self._plate == frame
        self.blocks: tuple[Block, ...] = ()
        self._shade = None
        if stage.words:
            place: Place = place_beside(stage, self._plate, self._focus)
            if self._framed:
                place = "bottom" if stage.portrait else "left"
            self.blocks = title_blocks(stage, place)
            self._shade = shade_under(stage, self.blocks, self._seen(), place)

    def film(self, into: Planes, t_ms: float) -> None:
        """The clip's frame at this time, with shade for the words."""
        picture = self._clip.planes(max(0.0, t_ms))
        at_hand = self._shade is None and self._tone is not None and self._fits(picture)
        if not at_hand:
            self._show(picture, into)
        if self._shade is not None:
            self._shade.lay(into)
        if self._tone is not None:
            kernels.grade(picture if at_hand else into, into, self._tone)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing lies over footage but its words."""

    @cached_property
    def _focus(self) -> Fraction:
        """Decided once, in the middle of the take: a window that followed every frame would shake."""
        frame = (float(self._stage.width), float(self._stage.height))
        if self._plate[0] * frame[1] == self._plate[1] * frame[0] and not self._stage.words:
            return (0.0, 0.0, 1.0, 1.0)  # nothing is cut off: no need to look
        return self._stage.scene.focus or subject_of(self._middle().y)

    def _middle(self) -> Planes:
        look_ms = self._stage.look_ms
        return self._clip.planes(self._stage.duration_ms / 2 if look_ms is None else look_ms)

    def _seen(self) -> Planes:
        seen = kernels.blank(self._stage.width, self._stage.height)
        self._show(self._middle(), seen)
        return seen

    def _fits(self, picture: Planes) -> bool:
        """Whether the clip's px are the frame's."""
        return (picture.width, picture.height) == (self._stage.width, self._stage.height)

    def _show(self, picture: Planes, into: Planes) -> None:
        if self._framed:
            self._backlight.shine(picture, into)
            shadow, x, y = self._shadow
            kernels.blend(into, shadow, x, y)
            box = self._box
            place = into.part(int(box.x), int(box.y), int(box.w), int(box.h))
            self._sample(picture, Crop(0, 0, *self._plate), place)
        elif self._fits(picture):
            for plane, target in zip(picture, into, strict=True):
                np.copyto(target, plane)
        else:
            self._sample(picture, self._crop, into)

    def _sample(self, picture: Planes, crop: Crop, into: Planes) -> None:
        """A crop of the picture as large as `into`."""
        shrunk = crop.w / into.width
        if shrunk > SHRINKS:
            half = self._halves.until(picture, (int(picture.width / shrunk), int(picture.height / shrunk)))
            crop = crop.scaled(half.width / picture.width, half.height / picture.height)
            picture = half
        kernels.affine(picture, into, crop.onto((into.width, into.height)))

    @cached_property
    def _box(self) -> Box:
        """Where a clip that does not fill the frame is shown, even px."""
        width, height = self._plate
        area = print_area(self._stage, (round(width), round(height)))
        scale = min(area.w / width, area.h / height)
        w, h = (max(2, 2 * round(length * scale / 2)) for length in (width, height))
        return Box(2 * round((area.x + (area.w - w) / 2) / 2), 2 * round((area.y + (area.h - h) / 2) / 2), w, h)

    @cached_property
    def _shadow(self) -> tuple[Sprite, int, int]:
        """What the clip throws on its light, and where that lies."""
        box, unit = self._box, self._stage.unit
        pad = 2 * math.ceil(45 * unit)
        surface = Surface(round(box.w) + 2 * pad, round(box.h) + 2 * pad)
        rect = skia.Rect.MakeXYWH(pad, pad + 16 * unit, box.w, box.h)
        surface.canvas.drawRect(rect, fill(0x90000000, MaskFilter=blur(24 * unit)))
        return kernels.sprite_of(surface.pixels), int(box.x) - pad, int(box.y) - pad

    @cached_property
    def _backlight(self) -> Backlight:
        return Backlight(self._stage.width, self._stage.height)


def _clip(stage: Stage) -> Clip:
    """The first plate of the scene; a photograph, or a plain ground where there is none, stands still."""
    plate = next((stage.plates[key] for key in stage.scene.src if key in stage.plates), None)
    if isinstance(plate, Clip):
        return plate
    still = planes_of(opaque(plain(stage) if plate is None else plate.read()))
    return Clip(partial(_standing, still))


def _standing(still: Planes, t_ms: float) -> Planes:
    del t_ms
    return still
