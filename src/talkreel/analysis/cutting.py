"""Where one shot ends and another begins, and how steady the camera is in between."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.media.skimming import Glimpse

_LEAST = 10.0  # mean difference of two frames, of 255, that a cut has at least
_TIMES = 3.5  # and how much more it is than the usual difference about it
_ABOUT = 8  # frames on each side that say what is usual
_STAYS = 0.5  # part of the difference that is still there two frames later, and was two before; not so of a flash
_APART_MS = 200.0
_STEP_MS = 100.0  # between two looks at how the camera moves
_SHAKE_PX = 4.0  # change of movement, of 160 px, at which a third of the steadiness is left


def difference(one: Glimpse, other: Glimpse) -> float:
    """How different two frames are, of 255: light, and half of it colour."""
    light = cv2.absdiff(one.grey, other.grey).mean()
    colour = cv2.absdiff(one.chroma, other.chroma).mean()
    return float(light + colour)


def cuts_in(glimpses: Sequence[Glimpse]) -> list[float]:
    """Times, ms, of the first frames of new shots; `glimpses` follow each other closely."""
    if len(glimpses) < 2:
        return []
    change = np.array([0.0, *(difference(a, b) for a, b in itertools.pairwise(glimpses))])
    found: list[tuple[float, float]] = []
    for i in range(1, len(glimpses)):
        if change[i] < _LEAST or change[i] < _TIMES * _usual(change, i) or not _stays(glimpses, change, i):
            continue
        if found and glimpses[i].t_ms - found[-1][0] < _APART_MS:
            if change[i] > found[-1][1]:
                found[-1] = (glimpses[i].t_ms, change[i])
            continue
        found.append((glimpses[i].t_ms, change[i]))
    return [t_ms for t_ms, _ in found]


def _usual(change: NDArray[np.float64], at: int) -> float:
    about = np.concatenate([change[max(1, at - _ABOUT) : at], change[at + 1 : at + 1 + _ABOUT]])
    return float(np.median(about)) if len(about) else 0.0


def _stays(glimpses: Sequence[Glimpse], change: NDArray[np.float64], at: int) -> bool:
    """Whether it is neither the beginning nor the end of a flash."""
    later = glimpses[min(at + 2, len(glimpses) - 1)]
    lasting = difference(glimpses[at - 1], later) >= _STAYS * change[at]
    return lasting and all(
        difference(glimpses[before], glimpses[at]) >= _STAYS * change[at] for before in range(max(0, at - 3), at - 1)
    )


def steadiness_of(glimpses: Sequence[Glimpse], cuts: Sequence[float]) -> float | None:
    """0 (shaken) to 1 (on a tripod, or moved evenly); None where there is too little to say."""
    chosen: list[Glimpse] = []
    for glimpse in glimpses:
        if not chosen or glimpse.t_ms - chosen[-1].t_ms >= _STEP_MS:
            chosen.append(glimpse)
    window = np.asarray(cv2.createHanningWindow((160, 90), cv2.CV_32F), np.float32)
    moved: list[NDArray[np.float64] | None] = []
    for one, other in itertools.pairwise(chosen):
        apart = other.t_ms - one.t_ms > 4 * _STEP_MS or any(one.t_ms < cut <= other.t_ms for cut in cuts)
        moved.append(None if apart else _movement(one, other, window))
    # A pan moves evenly; a shake changes its mind. What counts is how the movement changes.
    shakes = [float(np.hypot(*(b - a))) for a, b in itertools.pairwise(moved) if a is not None and b is not None]
    return round(float(np.exp(-np.array(shakes) / _SHAKE_PX).mean()), 3) if shakes else None


def _movement(one: Glimpse, other: Glimpse, window: NDArray[np.float32]) -> NDArray[np.float64]:
    moved, _ = cv2.phaseCorrelate(one.grey.astype(np.float32), other.grey.astype(np.float32), window)
    return np.asarray(moved, np.float64)
