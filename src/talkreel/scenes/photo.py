"""A person's own picture: whole where it fits, never between black bars, always moving a little."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from talkreel.draw.block import Block, Box
from talkreel.draw.camera import PACES
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_out
from talkreel.draw.paint import blur, fill
from talkreel.draw.post import Grade
from talkreel.draw.surface import LINEAR, SMOOTH, Pixels, image_of
from talkreel.model.scene import Tone
from talkreel.scenes.framing import (
    between,
    crops_too_much,
    fill_behind,
    sized_for,
    subject_of,
    view_of,
    windows,
)
from talkreel.scenes.painter import Plate, Stage
from talkreel.scenes.title_block import Place, title_blocks

# A person's picture is theirs: the grade is a breath of the film's tone, not a filter.
_PLAIN = Grade(bloom=0.0, vignette=0.18, contrast=0.06)
GRADES: dict[Tone, Grade] = {
    "warm": replace(_PLAIN, shadows=(0.02, 0.0, -0.01), highlights=(0.03, 0.01, -0.03)),
    "golden": replace(_PLAIN, shadows=(0.02, 0.01, -0.02), highlights=(0.05, 0.02, -0.05)),
    "cool": replace(_PLAIN, shadows=(-0.01, 0.0, 0.03), highlights=(-0.02, 0.0, 0.02)),
    "muted": replace(_PLAIN, saturation=0.78, contrast=0.02),
    "mono": replace(_PLAIN, saturation=0.0, contrast=0.16),
    "vivid": replace(_PLAIN, saturation=1.16, contrast=0.14),
}
_REACH = 0.12
_MARGIN = 0.07  # round a framed print, in parts of the short side


class Photo:
    """One picture for a shot; the second and third of `scene.src`, if any, lie under it as a fan of prints."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.grade = GRADES.get(stage.scene.tone, _PLAIN)
        plates = [stage.plates[key] for key in stage.scene.src if key in stage.plates]
        size = (stage.width, stage.height)
        first = plates[0](0.0) if plates else np.full((9, 16, 4), 255, np.uint8)
        framed = crops_too_much((first.shape[1], first.shape[0]), size) or stage.scene.variant == "framed"
        self._picture = Print(stage, plates) if framed or len(plates) > 1 else Cover(stage, first)
        self.blocks: tuple[Block, ...] = title_blocks(stage, _place(stage))

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The picture as the camera sees it."""
        self._picture.paint(canvas, t_ms)

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Nothing lies over a picture but its words."""


def _place(stage: Stage) -> Place:
    """Words go where the subject is not."""
    if stage.portrait and stage.scene.focus is not None:
        return "top" if (stage.scene.focus[1] + stage.scene.focus[3]) / 2 > 0.5 else "bottom"
    return "bottom" if stage.portrait else "lower_left"


class Cover:
    """A picture that fills the frame."""

    def __init__(self, stage: Stage, pixels: Pixels) -> None:
        self._stage = stage
        self._pixels, _ = sized_for(pixels, stage.width, stage.height)
        subject = stage.scene.focus or subject_of(pixels)
        reach = _REACH * PACES[stage.scene.camera.pace]
        move = stage.scene.camera.move
        if move == "auto":
            move = ("push", "pan_right", "pull", "pan_left")[stage.scene.seed % 4]
        size = (self._pixels.shape[1], self._pixels.shape[0])
        self._start, self._end = windows(size, (stage.width, stage.height), subject, move, reach)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The window at this time."""
        stage = self._stage
        part = min(1.0, max(0.0, t_ms / stage.duration_ms))
        part = 0.5 - 0.5 * math.cos(2 * math.pi * part) if stage.scene.loop else part
        window = between(self._start, self._end, part)
        canvas.drawImage(image_of(view_of(self._pixels, window, stage.width, stage.height)), 0, 0, LINEAR)


class Print:
    """Pictures that would lose too much by filling the frame: sharp prints before their own blurred light."""

    def __init__(self, stage: Stage, plates: list[Plate]) -> None:
        self._stage = stage
        self._behind = image_of(fill_behind(plates[0](0.0), stage.width + 64, stage.height + 64))
        short = min(stage.width, stage.height)
        words = bool(stage.words)
        area = Box(0, 0, stage.width, stage.height).inset(_MARGIN * short)
        if words and stage.portrait:
            area = Box(area.x, area.y, area.w, area.h * 0.74)
        self._prints = [self._fitted(plate(0.0), area) for plate in plates[:3]]

    def _fitted(self, pixels: Pixels, area: Box) -> tuple[skia.Image, Box]:
        height, width = pixels.shape[:2]
        scale = min(area.w / width, area.h / height)
        small, _ = sized_for(pixels, round(width * scale), round(height * scale), 1.1)
        w, h = width * scale, height * scale
        return image_of(small), Box(area.x + (area.w - w) / 2, area.y + (area.h - h) / 2, w, h)

    def paint(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The light behind drifts one way, the prints breathe towards us."""
        stage = self._stage
        part = min(1.0, max(0.0, t_ms / stage.duration_ms))
        part = 0.5 - 0.5 * math.cos(2 * math.pi * part) if stage.scene.loop else part
        canvas.drawImage(self._behind, -64 * part, -32, LINEAR)
        for depth in reversed(range(len(self._prints))):
            image, box = self._prints[depth]
            entered = ease_out((t_ms - 140 * (len(self._prints) - 1 - depth)) / 600) if len(self._prints) > 1 else 1.0
            canvas.save()
            canvas.translate(box.x + box.w / 2, box.y + box.h / 2 + (1 - entered) * box.h * 0.2)
            grown = 0.94 + 0.05 * part
            canvas.scale(grown, grown)
            canvas.rotate(depth * (6 if depth % 2 else -5) * entered)
            self._paint_print(canvas, image, box)
            canvas.restore()

    def _paint_print(self, canvas: skia.Canvas, image: skia.Image, box: Box) -> None:
        unit = self._stage.unit
        place = skia.Rect.MakeXYWH(-box.w / 2, -box.h / 2, box.w, box.h)
        shadow = skia.Rect.MakeXYWH(-box.w / 2, -box.h / 2 + 14 * unit, box.w, box.h)
        canvas.drawRect(shadow, fill(0x90000000, MaskFilter=blur(26 * unit)))
        canvas.drawImageRect(image, place, SMOOTH)
