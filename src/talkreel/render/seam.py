"""How well two pictures join: the step at a time of the film, against the steps beside it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from statistics import median

import cv2
import numpy as np

from talkreel.draw import kernels
from talkreel.model import Draft
from talkreel.render.clock import first_frame, frames_in
from talkreel.render.compose import Compositor
from talkreel.render.recast import scaled_size

_SHORT_SIDE_PX = 180
_BESIDE = 5  # frames on either side
_LEAST = 0.1  # levels: less is not seen, so a picture that stands still joins any that hardly moves


def seam(draft: Draft, folder: Path, at_ms: int) -> float:
    """The mean step in luma at the first frame from `at_ms` on, in steps of the frames round it; grain aside.

    1: as smooth as its neighbours; at a cut it is 10 and more. 1 too where the film begins or is over.
    """
    fps, total = draft.meta.fps, frames_in(draft.duration_ms, draft.meta.fps)
    join = first_frame(at_ms, fps)
    if not 0 < join < total:
        return 1.0
    compositor = Compositor(draft, folder, *scaled_size(draft, _SHORT_SIDE_PX))
    compositor.grain = 0.0
    planes = kernels.blank(compositor.width, compositor.height)
    numbers = range(max(0, join - _BESIDE), min(total, join + _BESIDE))
    seen: list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]] = []
    for number in numbers:
        compositor.compose(number, planes)
        seen.append(planes.y.copy())
    steps = [float(np.mean(cv2.absdiff(one, other))) for one, other in pairwise(seen)]
    step = steps.pop(join - numbers.start - 1)
    return step / max(_LEAST, median(steps)) if steps and step > _LEAST else 1.0
