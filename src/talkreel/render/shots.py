"""Painters of a draft's shots, kept while they are used; a scene whose fields change in the shot is several painters.

"Day to night" is not a special case of any scene: for each key a painter of equal seed is made, so the same picture in
another light, and between two keys the one is dissolved into the other.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from typing import cast

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.block import Align, Block
from talkreel.draw.door import skia
from talkreel.draw.grading import Grader
from talkreel.draw.lettering import draw_block
from talkreel.draw.post import develop_into
from talkreel.draw.surface import Surface
from talkreel.draw.wordlayer import Draw, WordLayer
from talkreel.model import Draft, Grading, Look, Scene, Segment
from talkreel.model.planes import Planes
from talkreel.model.scene import Key
from talkreel.render.plates import Plates
from talkreel.render.resolve import composed_ms, look_ms, words_of
from talkreel.scenes import OF_WORDS, Filmed, Painter, Plate, Stage, painter_for

_UNGRADED = Grading()
Frame = NDArray[np.uint8]  # (height, width, 3) B G R, for stills


class ShotPictures:
    """One shot at one size: `planes(into, t_ms)` is a pure function of the shot and the time."""

    def __init__(
        self,
        shot: Segment,
        words: tuple[Segment, ...],
        look: Look,
        size: tuple[int, int],
        plates: Mapping[str, Plate],
        grader: Grader | None = None,
        look_at_ms: float | None = None,
    ) -> None:
        assert shot.scene is not None
        self._scene, self._grader, self._mirror = shot.scene, grader, shot.framing.mirror
        self._put = {w.id for w in words if w.style.x is not None}  # by hand, where they are to stay
        self.width, self.height = size
        self._stage = Stage(shot.scene, *size, composed_ms(shot), look, words, plates, look_at_ms)
        self._painters: dict[tuple[str, str], Painter | Filmed] = {}

    def planes(self, into: Planes, t_ms: float) -> None:
        """The graded picture with its words; no grain yet."""
        painter = self._picture(into, t_ms)
        self._layer.lay(into, ((block, t_ms) for block in self._laid_out(painter)), self._under(painter, t_ms))

    def bare(self, into: Planes, t_ms: float) -> None:
        """The graded picture without its words, for measuring what they stand on."""
        painter = self._picture(into, t_ms)
        self._layer.lay(into, (), self._under(painter, t_ms))

    def draw_words(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The words and what belongs with them, without the picture."""
        painter = self._leader(t_ms)
        self._draw_over(canvas, painter, t_ms)
        for block in self._laid_out(painter):
            draw_block(canvas, block, t_ms)

    def blocks(self, t_ms: float) -> tuple[Block, ...]:
        """The words that the scene lays out, as they stand at a time."""
        return self._laid_out(self._leader(t_ms))

    def _leader(self, t_ms: float) -> Painter | Filmed:
        """The painter that leads at a time."""
        time, weather, _ = _mix_at(self._scene, t_ms)[0]
        return self._painter(time, weather)[0]

    def _laid_out(self, painter: Painter | Filmed) -> tuple[Block, ...]:
        """A mirrored picture has its words on the other side, to be read as ever; words alone stay where they are."""
        if not self._mirror or self._scene.kind in OF_WORDS:
            return painter.blocks
        return tuple(b if b.id in self._put else _mirrored(b, self.width) for b in painter.blocks)

    def _under(self, painter: Painter | Filmed, t_ms: float) -> Draw | None:
        """What lies between the picture and its words; nothing where the picture was taken, not drawn."""
        return None if isinstance(painter, Filmed) else partial(self._draw_over, painter=painter, t_ms=t_ms)

    def _draw_over(self, canvas: skia.Canvas, painter: Painter | Filmed, t_ms: float) -> None:
        canvas.save()
        if self._mirror and self._scene.kind not in OF_WORDS:
            canvas.translate(self.width, 0)
            canvas.scale(-1, 1)
        painter.over(canvas, t_ms)
        canvas.restore()

    @cached_property
    def _surface(self) -> Surface:
        return Surface(self.width, self.height)

    @cached_property
    def _layer(self) -> WordLayer:
        return WordLayer(self.width, self.height)

    @cached_property
    def _other(self) -> Planes:
        return kernels.blank(self.width, self.height)

    def _painter(self, time: str, weather: str) -> tuple[Painter | Filmed, Stage]:
        stage = replace(self._stage, scene=self._scene.model_copy(update={"time": time, "weather": weather}))
        if (time, weather) not in self._painters:
            self._painters[time, weather] = painter_for(stage)
        return self._painters[time, weather], stage

    def _picture(self, into: Planes, t_ms: float) -> Painter | Filmed:
        """Paint into the planes; gives the painter that leads."""
        (time, weather, total), *others = _mix_at(self._scene, t_ms)
        leader = self._paint(into, time, weather, t_ms)
        for time, weather, weight in others:
            total += weight
            self._paint(self._other, time, weather, t_ms)
            kernels.lerp(into, self._other, into, round(256 * weight / total))
        if self._mirror:
            for plane in into:
                plane[:] = plane[:, ::-1].copy()
        if self._grader is not None:
            self._grader.grade(into, t_ms)
        return leader

    def _paint(self, into: Planes, time: str, weather: str, t_ms: float) -> Painter | Filmed:
        painter, stage = self._painter(time, weather)
        if isinstance(painter, Filmed):
            painter.film(into, t_ms)
        else:
            painter.paint(self._surface.canvas, t_ms)
            develop_into(self._surface.pixels, into, painter.grade, stage.view(t_ms).roll)
        return painter


def _mirrored(block: Block, width: int) -> Block:
    """The block on the other side of a picture."""
    side = {"left": "right", "right": "left"}.get(block.align, block.align)
    box = replace(block.box, x=width - block.box.right)
    return replace(block, box=box, align=cast(Align, side))


def _between(keys: tuple[Key, ...], t_ms: float) -> list[tuple[str, float]]:
    """The one or two values that hold at a time, with weights that sum to 1."""
    after = next((i for i, key in enumerate(keys) if key.at > t_ms), len(keys))
    if after == 0:
        return [(keys[0].to, 1.0)]
    if after == len(keys):
        return [(keys[-1].to, 1.0)]
    a, b = keys[after - 1], keys[after]
    part = (t_ms - a.at) / (b.at - a.at)
    part = part * part * (3 - 2 * part)
    return [(k, w) for k, w in ((a.to, 1 - part), (b.to, part)) if w > 0.004]


def _mix_at(scene: Scene, t_ms: float) -> list[tuple[str, str, float]]:
    """(time, weather, weight) of the painters to dissolve, heaviest first."""
    times, weathers = _between(scene.at_keys("time"), t_ms), _between(scene.at_keys("weather"), t_ms)
    mixed = [(t, w, tw * ww) for t, tw in times for w, ww in weathers]
    return sorted(mixed, key=lambda item: -item[2])


class ShotShelf:
    """The last few shots' pictures: painters bake layers, so a walk through a film keeps only what it is near.

    Parts of one drawn scene share theirs.
    """

    def __init__(
        self, draft: Draft, look: Look, plates: Plates, size_of: Callable[[Segment], tuple[int, int]], keep: int
    ) -> None:
        self._draft, self._look, self._plates, self._size_of, self._keep = draft, look, plates, size_of, keep
        self._shelf: OrderedDict[Hashable, ShotPictures] = OrderedDict()
        self._drawn: dict[str, Hashable] = {}

    def __getitem__(self, shot: Segment) -> ShotPictures:
        if shot.id not in self._drawn:
            self._drawn[shot.id] = self._told(shot)
        told = self._drawn[shot.id]
        if told not in self._shelf:
            self._shelf[told] = self._made(shot)
            while len(self._shelf) > self._keep:
                self._shelf.popitem(last=False)
        self._shelf.move_to_end(told)
        return self._shelf[told]

    def _told(self, shot: Segment) -> Hashable:
        """All that a drawn scene's pictures depend on; footage is each shot's own."""
        if shot.scene is None or shot.scene.kind == "video":
            return shot.id
        words = words_of(self._draft, shot)
        return (shot.scene, composed_ms(shot), words, self._size_of(shot), shot.grading, shot.framing.mirror)

    def _made(self, shot: Segment) -> ShotPictures:
        size, words = self._size_of(shot), words_of(self._draft, shot)
        grader = grader_for(shot.grading, size, self._plates)
        look_at = look_ms(self._draft, shot) if shot.scene and shot.scene.kind == "video" else None
        return ShotPictures(shot, words, self._look, size, self._plates.of_shot(shot), grader, look_at)


def grader_for(grading: Grading, size: tuple[int, int], plates: Plates) -> Grader | None:
    """What grades pictures of a size; None for a grading that leaves them alone.

    Raises:
        InputError: its colour table is none.
        NotFoundError: its colour table is gone.
    """
    if grading == _UNGRADED:
        return None
    grader = Grader(grading, *size, plates.path(grading.lut) if grading.lut else None)
    return grader if grader.changes else None
