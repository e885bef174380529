"""Pictures over the film: scenes, footage, photos, logos and stickers, each in a place of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.draw.cutout import unmultiplied
from talkreel.draw.door import skia
from talkreel.draw.grading import Grader
from talkreel.draw.objects import object_picture
from talkreel.draw.surface import Pixels
from talkreel.draw.wordlayer import Draw
from talkreel.errors import NotFoundError
from talkreel.model import Draft, Look, Segment
from talkreel.model.planes import Planes
from talkreel.render.clock import time_since
from talkreel.render.mount import Mount, of_scene
from talkreel.render.plates import Plates
from talkreel.render.resolve import OwnTime, layers
from talkreel.render.shots import ShotShelf, grader_for
from talkreel.scenes import Clip

_SCENES_KEPT = 6


class LayerTrack:
    """The layers of a draft, by frame, for one size of canvas."""

    def __init__(self, draft: Draft, look: Look, size: tuple[int, int], plates: Plates) -> None:
        self._size, self._plates, self._fps = size, plates, draft.meta.fps
        self._segments = [s for s in layers(draft) if s.scene or s.sticker or s.src]
        self._videos = {key for key, asset in draft.assets.items() if asset.kind == "video"}
        self._times = {s.id: OwnTime(s, self._fps) for s in self._segments}
        self._shown: dict[str, _Layer] = {}
        self._shelf = ShotShelf(draft, look, plates, lambda s: self._layer(s).mount.drawn, _SCENES_KEPT)

    def during(self, first: int, last: int) -> list[Segment]:
        """The segments that are seen in frames `first` to `last`, lowest first."""
        fps = self._fps
        return [s for s in self._segments if s.start_ms * fps <= last * 1000 and first * 1000 < s.end_ms * fps]

    def moves(self, segment: Segment) -> bool:
        """Whether a layer may look different from frame to frame."""
        clip = segment.src in self._videos
        return segment.scene is not None or clip or segment.grading.filter != "none"

    def lay(self, into: Planes, frame: int) -> None:
        """Lay what is seen in a frame over its picture.

        Raises:
            InputError: a file cannot be read.
            NotFoundError: a file is gone, or a sticker is none.
        """
        for layer, t_ms, opacity in self._seen(frame):
            layer.mount.lay(layer.cell(t_ms), into, opacity)

    def drawings(self, frame: int) -> list[tuple[Draw, float]]:
        """What is seen in a frame, each as a drawing on a clear canvas with an opacity; see `lay`."""
        return [(partial(layer.draw, t_ms=t_ms), opacity) for layer, t_ms, opacity in self._seen(frame)]

    def _seen(self, frame: int) -> Iterator[tuple[_Layer, float, float]]:
        """Layers with their own time and opacity."""
        for segment in self.during(frame, frame):
            opacity = opacity_at(segment, time_since(frame, segment.start_ms, self._fps))
            if opacity > 0:
                yield self._layer(segment), self._times[segment.id].at(frame), opacity

    def _layer(self, segment: Segment) -> _Layer:
        if segment.id not in self._shown:
            self._shown[segment.id] = self._made(segment)
        return self._shown[segment.id]

    def _made(self, segment: Segment) -> _Layer:
        if segment.scene is not None:
            mount = Mount(of_scene(segment.framing), self._size, self._size)
            return _Layer(mount, self._of_scene(segment, kernels.blank(*mount.drawn)))
        if segment.sticker:
            mount = self._mount(segment, (1, 1))
            return self._of_pixels(segment, mount, _sticker(segment.sticker, max(mount.drawn)))
        plate = self._plates.plate(segment.src, segment)
        if isinstance(plate, Clip):
            first = plate.planes(0.0)
            mount = self._mount(segment, (first.width, first.height))
            return _Layer(mount, _Filmed(plate, mount, self._grader(segment, mount)).cell)
        pixels = plate.read()
        return self._of_pixels(segment, self._mount(segment, (pixels.shape[1], pixels.shape[0])), pixels)

    def _mount(self, segment: Segment, shape: tuple[int, int]) -> Mount:
        return Mount(segment.framing, shape, self._size, own_shape=True)

    def _grader(self, segment: Segment, mount: Mount) -> Grader | None:
        return grader_for(segment.grading, mount.cell, self._plates)

    def _of_scene(self, segment: Segment, room: Planes) -> Callable[[float], Planes]:
        def cell(t_ms: float) -> Planes:
            self._shelf[segment].planes(room, t_ms)
            return self._layer(segment).mount.fit(room)

        return cell

    def _of_pixels(self, segment: Segment, mount: Mount, pixels: Pixels) -> _Layer:
        """What stands still: a photo, a logo, a sticker."""
        pixels = _fitted(pixels, mount, segment.framing.mirror)
        if int(pixels[..., 3].min()) < 255:
            mount.cut_out(np.ascontiguousarray(pixels[..., 3]))
            pixels = unmultiplied(pixels)
        planes = kernels.blank(*mount.cell)
        kernels.planes_of(np.ascontiguousarray(pixels), planes)
        return _Layer(mount, _Standing(planes, self._grader(segment, mount)).cell)


class _Layer:
    """A picture by its own time (`cell`), as large as its mount's cell, and the mount."""

    def __init__(self, mount: Mount, cell: Callable[[float], Planes]) -> None:
        self.mount, self.cell = mount, cell

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Draw it on a clear canvas."""
        self.mount.draw(canvas, self.cell(t_ms))


class _Filmed:
    """A clip's pictures, fitted and graded."""

    def __init__(self, clip: Clip, mount: Mount, grader: Grader | None) -> None:
        self._clip, self._mount, self._grader = clip, mount, grader

    def cell(self, t_ms: float) -> Planes:
        """The clip at a time."""
        fitted = self._mount.fit(self._clip.planes(t_ms))
        return fitted if self._grader is None else _graded(fitted, self._grader, t_ms)


class _Standing:
    """A picture that stands still; only film and tape make it move."""

    def __init__(self, planes: Planes, grader: Grader | None) -> None:
        self._planes, self._grader = planes, None
        if grader is not None and grader.moves:
            self._grader = grader
        elif grader is not None:
            grader.grade(planes)

    def cell(self, t_ms: float) -> Planes:
        """The picture."""
        return self._planes if self._grader is None else _graded(self._planes, self._grader, t_ms)


def _graded(planes: Planes, grader: Grader, t_ms: float) -> Planes:
    """A copy: the clip's own pictures are not written to."""
    copy = Planes(*(plane.copy() for plane in planes))
    grader.grade(copy, t_ms)
    return copy


def _sticker(name: str, size_px: int) -> Pixels:
    try:
        return object_picture(name, size_px)
    except KeyError as cause:
        raise NotFoundError("error.sticker_unknown", name=name) from cause


def _fitted(pixels: Pixels, mount: Mount, mirror: bool) -> Pixels:
    """Premultiplied pixels, cropped and mirrored, as large as the mount's cell."""
    x, y, width, height = (round(v) for v in mount.window((pixels.shape[1], pixels.shape[0])))
    part = pixels[y : y + max(1, height), x : x + max(1, width)]
    smaller = mount.cell[0] < part.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    sized = np.asarray(cv2.resize(part, mount.cell, interpolation=way), np.uint8)
    if not smaller:
        np.minimum(sized[..., :3], sized[..., 3:], out=sized[..., :3])  # what overshot is no longer premultiplied
    return np.ascontiguousarray(sized[:, ::-1] if mirror else sized)


def fades(segment: Segment) -> tuple[int, int]:
    """How long a layer takes to come and to go, ms."""
    coming = segment.entry.duration_ms if segment.entry.kind != "cut" else 0
    going = segment.exit.duration_ms if segment.exit.kind != "cut" else 0
    return max(segment.fade_in_ms, coming), max(segment.fade_out_ms, going)


def opacity_at(segment: Segment, since_ms: float) -> float:
    """How much is seen of a layer, 0..1, so long after its start: it fades in and out."""
    coming, going = fades(segment)
    left = segment.duration_ms - since_ms
    seen = since_ms / coming if since_ms < coming else 1.0
    return seen * (left / going if left < going else 1.0)
