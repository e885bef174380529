"""frame = f(draft, number, size). Preview, still, contact sheet and export are this one function.

paint, grade -> words of the scene -> transition -> free words -> grain
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.draw import kernels
from talkreel.draw.cutout import CutoutLayer
from talkreel.draw.grain import grain_into
from talkreel.draw.lettering import draw_block
from talkreel.draw.transition import blend
from talkreel.draw.wordlayer import WordLayer
from talkreel.model import Draft
from talkreel.model.look import LOOKS
from talkreel.model.planes import Planes
from talkreel.render.clock import first_frame
from talkreel.render.overlays import OverlayTrack
from talkreel.render.plates import Plates
from talkreel.render.resolve import Moment, PictureTrack, free_words
from talkreel.render.shots import Frame, ShotShelf
from talkreel.scenes.overlay import overlay_blocks

if TYPE_CHECKING:
    from talkreel.model.planes import Plane


class Compositor:
    """Draws any frame of a draft at one size; bakes as it goes, so ask for frames in order when you can."""

    def __init__(self, draft: Draft, folder: Path, width: int = 0, height: int = 0, threads: int = 0) -> None:
        """`folder` is where the draft lies: asset paths are relative to it. Size 0: the draft's own; sizes are even.

        `threads` of a decoder; 0: one for each core, which is right for who draws alone.
        """
        self.draft, self.fps = draft, draft.meta.fps
        self.width, self.height = width or draft.meta.width, height or draft.meta.height
        self.look = draft.look or next(iter(LOOKS.values()))
        self.grain = draft.look.grain if draft.look else 0.0
        self.picture = PictureTrack(draft)
        self.plates = Plates(draft, folder, threads)
        self.shelf = ShotShelf(draft, self.look, (self.width, self.height), self.plates.of_shot)

    def compose(self, number: int, into: Planes) -> None:
        """Write the finished frame into planes of the compositor's size."""
        moment = self.picture.moment(number)
        self._picture(moment, into)
        blocks = [(placed.block, t_ms) for placed, t_ms, _ in self.overlays.during(number, number)]
        if blocks:
            self._layer.lay(into, blocks)
        grain_into(into.y, grain_phase(moment, number, self.fps), self.grain)

    def cut_out(self, number: int, into: Planes, alpha: Plane) -> None:
        """Write the words and graphics alone, as they lie over the picture, and what they cover (height, width)."""
        moment = self.picture.moment(number)
        shown = ((moment.under, moment.under_ms, 1 - moment.part), (moment.shot, moment.t_ms, moment.part))
        parts = [
            (partial(self.shelf[shot].draw_words, t_ms=t_ms), opacity)
            for shot, t_ms, opacity in shown
            if shot is not None and shot.scene is not None
        ]
        for placed, t_ms, _ in self.overlays.during(number, number):
            parts.append((partial(draw_block, block=placed.block, t_ms=t_ms), 1.0))
        self._cutouts.lay(into, alpha, parts)

    def frame(self, number: int) -> Frame:
        """The finished frame as a player shows it, (height, width, 3) B G R."""
        self.compose(number, self._still)
        return kernels.bgr_of(self._still)

    def under_words(self, number: int) -> Frame:
        """The picture track alone, without free words and grain, B G R."""
        self._picture(self.picture.moment(number), self._still)
        return kernels.bgr_of(self._still)

    @cached_property
    def overlays(self) -> OverlayTrack:
        """The words over the film, laid out for this size."""
        words, language = free_words(self.draft), self.draft.meta.language
        placed = overlay_blocks(self.width, self.height, self.look, words, language)
        return OverlayTrack(placed, self.draft.duration_ms, self.fps)

    def _picture(self, moment: Moment, into: Planes) -> None:
        if moment.shot is None or moment.shot.scene is None:
            for plane, black in zip(into, kernels.blank(2, 2), strict=True):
                plane[:] = black[0, 0]
            return
        if moment.under is None or moment.under.scene is None:
            self.shelf[moment.shot].planes(into, moment.t_ms)
            return
        old, new = self._pair
        self.shelf[moment.shot].planes(new, moment.t_ms)
        self.shelf[moment.under].planes(old, moment.under_ms)
        blend(old, new, into, moment.transition, moment.part, moment.shot.scene.seed)

    @cached_property
    def _pair(self) -> tuple[Planes, Planes]:
        return kernels.blank(self.width, self.height), kernels.blank(self.width, self.height)

    @cached_property
    def _still(self) -> Planes:
        return kernels.blank(self.width, self.height)

    @cached_property
    def _cutouts(self) -> CutoutLayer:
        return CutoutLayer(self.width, self.height)

    @cached_property
    def _layer(self) -> WordLayer:
        return WordLayer(self.width, self.height)


def grain_phase(moment: Moment, number: int, fps: int) -> int:
    """Which grain a frame has: counted from its shot's first frame, so that a moved shot keeps its grain."""
    if moment.shot is None or moment.shot.scene is None:
        return 0
    return number - first_frame(moment.shot.start_ms, fps) + 7 * moment.shot.scene.seed
