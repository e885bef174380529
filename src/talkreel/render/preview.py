"""What those see who watch a film being made: any frame at any size, a strip of them, a run of it, its sound's shape.

Everything here is the export's own drawing at another size, so a preview cannot promise what the film does not keep.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.errors import UsageError
from talkreel.model import Draft
from talkreel.render.cache import Cache, default_cache
from talkreel.render.clock import first_frame, frames_in
from talkreel.render.compose import Compositor
from talkreel.render.export import Exported, export, output_of
from talkreel.render.progress import Progress, silent
from talkreel.render.recast import recast, scaled_size
from talkreel.render.shots import Frame
from talkreel.render.waveforms import film_waveform

SHORT_SIDE_PX = 360
_SIZES_KEPT = 3
_SHOTS_PX = 16 * 640 * 360  # who looks here and there is shown again what was baked: so many pixels of shots stay
_FOOTAGE_KEPT = 6  # shots, where some are clips: each of those holds a decoder


class Preview:
    """One revision of a draft, being looked at. Keeps what was baked: the second look is quick."""

    def __init__(self, draft: Draft, folder: Path) -> None:
        """`folder` is where the draft's files lie."""
        self.draft, self._folder = draft, folder
        self.frames = frames_in(draft.duration_ms, draft.meta.fps)
        self._compositors: OrderedDict[tuple[int, int], Compositor] = OrderedDict()

    def frame(self, at_ms: int, short_side: int = SHORT_SIDE_PX) -> Frame:
        """The frame shown at a time, (height, width, 3) B G R.

        Raises:
            UsageError: the film is not that long.
        """
        if not 0 <= at_ms <= self.draft.duration_ms:
            raise UsageError("error.time_range", at=at_ms / 1000, seconds=self.draft.duration_ms / 1000)
        number = min(first_frame(at_ms, self.draft.meta.fps), self.frames - 1)
        return self._compositor(short_side).frame(number)

    def bake(self, short_side: int = SHORT_SIDE_PX) -> None:
        """Show each shot once to nobody, as many as are kept: the next frames at this size are quick."""
        width, height = scaled_size(self.draft, short_side)
        for shot in self._compositor(short_side).picture.shots[: self._kept(width, height)]:
            self.frame(min(shot.start_ms + shot.duration_ms // 2, self.draft.duration_ms), short_side)

    def filmstrip(self, count: int, short_side: int = 90) -> Frame:
        """`count` frames side by side, each from the middle of its part of the film, B G R."""
        compositor = self._compositor(short_side * 2)  # drawn larger than shown: type and lines stay clean
        width, height = scaled_size(self.draft, short_side)
        strip = np.empty((height, width * count, 3), np.uint8)
        for i in range(count):
            frame = compositor.frame(self.frames * (2 * i + 1) // (2 * count))
            cell = strip[:, i * width : (i + 1) * width]
            cell[:] = cv2.resize(frame, (width, height), interpolation=cv2.INTER_AREA)
        return strip

    def run(
        self,
        path: Path,
        start_ms: int,
        stop_ms: int,
        short_side: int = SHORT_SIDE_PX,
        progress: Progress = silent,
        store: Cache | None = None,
    ) -> Exported:
        """Write the film from `start_ms` to `stop_ms` as a small film with its sound; `path` ends in a format's name.

        Its chunks are kept as those of any film are, so a run that was seen before costs next to nothing.

        Raises:
            UsageError: there is nothing between the two times.
            OutputError: the place cannot be written to.
            RenderError: drawing or encoding failed.
        """
        fps = self.draft.meta.fps
        span = (first_frame(max(0, start_ms), fps), min(first_frame(stop_ms, fps), self.frames))
        if span[0] >= span[1]:
            raise UsageError("error.time_range", at=start_ms / 1000, seconds=self.draft.duration_ms / 1000)
        small = recast(self.draft, scaled_size(self.draft, short_side))
        return export(small, self._folder, path, output_of(path, quality="draft"), progress, store, span)

    def waveform(self, parts: int, store: Cache | None = None) -> NDArray[np.float32]:
        """The lowest and highest sample of each of `parts` equal parts of the film's sound, (parts, 2), -1..1.

        Raises:
            InputError: a file cannot be read.
        """
        return film_waveform(self.draft, self._folder, parts, store or default_cache())

    def _kept(self, width: int, height: int) -> int:
        kept = max(3, _SHOTS_PX // (width * height))
        filmed = any(asset.kind == "video" for asset in self.draft.assets.values())
        return min(kept, _FOOTAGE_KEPT) if filmed else kept

    def _compositor(self, short_side: int) -> Compositor:
        size = scaled_size(self.draft, short_side)
        if size not in self._compositors:
            self._compositors[size] = Compositor(self.draft, self._folder, *size, shots_kept=self._kept(*size))
            while len(self._compositors) > _SIZES_KEPT:
                self._compositors.popitem(last=False)
        self._compositors.move_to_end(size)
        return self._compositors[size]
