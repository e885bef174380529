"""frame = f(draft, number, size). Preview, still, contact sheet and export are this one function.

paint, grade -> words of the scene -> place on the canvas -> transition -> layers -> free words -> grain
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from talkreel.draw import kernels
from talkreel.draw.colour import hex_paint
from talkreel.draw.cutout import CutoutLayer
from talkreel.draw.door import skia
from talkreel.draw.grain import grain_into
from talkreel.draw.lettering import draw_block
from talkreel.draw.transition import blend
from talkreel.draw.wordlayer import Draw, WordLayer
from talkreel.model import Draft, Framing, Segment
from talkreel.model.look import LOOKS
from talkreel.model.planes import Planes
from talkreel.render.clock import first_frame
from talkreel.render.layers import LayerTrack
from talkreel.render.mount import Mount, of_scene
from talkreel.render.overlays import OverlayTrack
from talkreel.render.plates import Plates
from talkreel.render.resolve import Moment, PictureTrack, free_words
from talkreel.render.shots import Frame, ShotShelf
from talkreel.scenes.overlay import overlay_blocks

if TYPE_CHECKING:
    from talkreel.model.planes import Plane

_WHOLE = Framing()


class Compositor:
    """Draws any frame of a draft at one size; bakes as it goes, so ask for frames in order when you can."""

    def __init__(
        self, draft: Draft, folder: Path, width: int = 0, height: int = 0, threads: int = 0, shots_kept: int = 3
    ) -> None:
        """`folder` is where the draft lies: asset paths are relative to it. Size 0: the draft's own; sizes are even.

        `threads` of a decoder; 0: one for each core, which is right for who draws alone. `shots_kept`: what was baked
        for so many shots stays; few are right for who draws frames in order.
        """
        self.draft, self.fps = draft, draft.meta.fps
        self.width, self.height = width or draft.meta.width, height or draft.meta.height
        self.look = draft.look or next(iter(LOOKS.values()))
        self.grain = draft.look.grain if draft.look else 0.0
        self.picture = PictureTrack(draft)
        self.plates = Plates(draft, folder, threads)
        self.shelf = ShotShelf(draft, self.look, self.plates, self._size_of, shots_kept)
        self.layers = LayerTrack(draft, self.look, (self.width, self.height), self.plates)
        self._mounts: dict[str, Mount] = {}

    def compose(self, number: int, into: Planes) -> None:
        """Write the finished frame into planes of the compositor's size."""
        moment = self.picture.moment(number)
        self._picture(moment, into)
        self.layers.lay(into, number)
        blocks = [(placed.block, t_ms) for placed, t_ms, _ in self.overlays.during(number, number)]
        if blocks:
            self._layer.lay(into, blocks)
        grain_into(into.y, grain_phase(moment, number, self.fps), self.grain)

    def cut_out(self, number: int, into: Planes, alpha: Plane) -> None:
        """Write words, graphics and layers alone, as they lie over the film, and what they cover (height, width)."""
        moment = self.picture.moment(number)
        shown = ((moment.under, moment.under_ms, 1 - moment.part), (moment.shot, moment.t_ms, moment.part))
        parts: list[tuple[Draw, float]] = [
            (partial(self._draw_words, shot=shot, t_ms=t_ms), opacity)
            for shot, t_ms, opacity in shown
            if shot is not None and shot.scene is not None
        ]
        parts += self.layers.drawings(number)
        for placed, t_ms, _ in self.overlays.during(number, number):
            parts.append((partial(draw_block, block=placed.block, t_ms=t_ms), 1.0))
        self._cutouts.lay(into, alpha, parts)

    def frame(self, number: int) -> Frame:
        """The finished frame as a player shows it, (height, width, 3) B G R."""
        self.compose(number, self._still)
        return kernels.bgr_of(self._still)

    def under_words(self, number: int) -> Frame:
        """The pictures alone, without free words and grain, B G R."""
        self._picture(self.picture.moment(number), self._still)
        self.layers.lay(self._still, number)
        return kernels.bgr_of(self._still)

    @cached_property
    def overlays(self) -> OverlayTrack:
        """The words over the film, laid out for this size."""
        words, language = free_words(self.draft), self.draft.meta.language
        placed = overlay_blocks(self.width, self.height, self.look, words, language)
        return OverlayTrack(placed, self.draft.duration_ms, self.fps)

    def _draw_words(self, canvas: skia.Canvas, shot: Segment, t_ms: float) -> None:
        mount = self.mount(shot)
        canvas.save()
        if mount is not None:
            canvas.concat(skia.Matrix().setAll(*mount.onto_canvas, 0, 0, 1))
        self.shelf[shot].draw_words(canvas, t_ms)
        canvas.restore()

    def _picture(self, moment: Moment, into: Planes) -> None:
        if moment.alone:
            self._show(moment.shot, moment.t_ms, into)
            return
        old, new = self._pair
        self._show(moment.shot, moment.t_ms, new)
        self._show(moment.under, moment.under_ms, old)
        seed = moment.leading.scene.seed if moment.leading and moment.leading.scene else 0
        blend(old, new, into, moment.transition, moment.part, seed)

    def _show(self, shot: Segment | None, t_ms: float, into: Planes) -> None:
        """A shot in its place, and round it the background."""
        mount = self.mount(shot) if shot else None
        if shot is not None and shot.scene is not None and mount is None:
            self.shelf[shot].planes(into, t_ms)
            return
        for plane, colour in zip(into, self._background, strict=True):
            plane[:] = colour
        if shot is not None and shot.scene is not None and mount is not None:
            pictures = self.shelf[shot]
            room = self._room(pictures.width, pictures.height)
            pictures.planes(room, t_ms)
            mount.lay(mount.fit(room), into)

    def mount(self, shot: Segment) -> Mount | None:
        """Where a shot's picture lies; None: it is the whole canvas."""
        framing = of_scene(shot.framing)
        if framing == _WHOLE:
            return None
        if shot.id not in self._mounts:
            size = (self.width, self.height)
            self._mounts[shot.id] = Mount(framing, size, size)
        return self._mounts[shot.id]

    def _size_of(self, shot: Segment) -> tuple[int, int]:
        mount = self.mount(shot)
        return mount.drawn if mount else (self.width, self.height)

    def _room(self, width: int, height: int) -> Planes:
        """For pictures before they are placed; two shots that are seen together are drawn one after the other."""
        if (width, height) not in self._rooms:
            self._rooms = {(width, height): kernels.blank(width, height)}
        return self._rooms[width, height]

    @cached_property
    def _rooms(self) -> dict[tuple[int, int], Planes]:
        return {}

    @cached_property
    def _background(self) -> tuple[int, int, int]:
        """The planes' values of the film's background."""
        colour = hex_paint(self.draft.meta.background)
        planes = kernels.blank(2, 2)
        kernels.planes_of(np.full((2, 2, 4), [(colour >> shift) & 255 for shift in (0, 8, 16, 24)], np.uint8), planes)
        return int(planes.y[0, 0]), int(planes.u[0, 0]), int(planes.v[0, 0])

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
    """Which grain a frame has: counted from its source's first frame, so that a moved or parted shot keeps it."""
    shot = moment.leading
    if shot is None or shot.scene is None:
        return 0
    return number - first_frame(shot.start_ms - shot.in_ms, fps) + 7 * shot.scene.seed
