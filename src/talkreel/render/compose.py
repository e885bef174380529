"""frame = f(draft, time, size). Preview, still, contact sheet and export are this one function.

paint -> grade -> over, words of the scene -> transition -> free words -> grain
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from talkreel.draw.block import Block
from talkreel.draw.lettering import draw_block
from talkreel.draw.post import grain
from talkreel.draw.surface import Surface
from talkreel.draw.transition import blend
from talkreel.model import Draft
from talkreel.model.look import LOOKS
from talkreel.render.clock import time_of
from talkreel.render.plates import Plates
from talkreel.render.resolve import free_words, moment_at, shots
from talkreel.render.shots import Frame, ShotShelf
from talkreel.scenes.overlay import overlay_blocks


class Compositor:
    """Draws any frame of a draft at one size; bakes as it goes, so ask for frames in order when you can."""

    def __init__(self, draft: Draft, folder: Path, width: int = 0, height: int = 0) -> None:
        """`folder` is where the draft lies: asset paths are relative to it. Size 0: the draft's own."""
        self.draft = draft
        self.width, self.height = width or draft.meta.width, height or draft.meta.height
        self.look = draft.look or next(iter(LOOKS.values()))
        self.picture = shots(draft)
        self.shelf = ShotShelf(draft, self.look, (self.width, self.height), Plates(draft, folder).of_shot)
        self._surface = Surface(self.width, self.height)
        self.overlays = overlay_blocks(self.width, self.height, self.look, free_words(draft), draft.meta.language)

    def frame(self, number: int) -> Frame:
        """The finished frame, (height, width, 3) B G R."""
        at_ms = time_of(number, self.draft.meta.fps)
        return grain(self._with_overlays(self.picture_at(at_ms), at_ms), number, self.look.grain)

    def frames(self, start: int, stop: int) -> Iterator[Frame]:
        """Frames [start, stop)."""
        for number in range(start, stop):
            yield self.frame(number)

    def picture_at(self, at_ms: float) -> Frame:
        """The picture track alone: shots and their transitions, without free words and grain."""
        moment = moment_at(self.picture, at_ms)
        if moment.shot is None or moment.shot.scene is None:
            return np.zeros((self.height, self.width, 3), np.uint8)
        new = self.shelf[moment.shot].frame(moment.t_ms)
        if moment.under is None or moment.under.scene is None:
            return new
        old = self.shelf[moment.under].frame(moment.under_ms)
        seed = moment.shot.scene.seed
        return blend(old, new, moment.transition, moment.part, seed)

    def _with_overlays(self, picture: Frame, at_ms: float) -> Frame:
        now = [b for b in self.overlays if b.enter_ms <= at_ms and at_ms < _gone_ms(b)]
        if not now:
            return picture
        self._surface.show(picture)
        for block in now:
            draw_block(self._surface.canvas, block, at_ms)
        return self._surface.frame()


def _gone_ms(block: Block) -> float:
    """When the last trace of the words has left."""
    return math.inf if block.leave_ms is None else block.leave_ms + block.leave_for_ms
