"""The stretch of a clip that is worth showing: steady, well exposed, sharp, without a cut inside."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.media.footage import Footage

_SAMPLES = 96
_SIZE = (160, 90)
_LONGEST_MS = 12_000  # a single shot longer than this is seldom wanted
_CUT = 0.42  # histogram distance of two neighbouring samples that means another shot


@dataclass(frozen=True)
class Moment:
    """Scores of one sampled frame, 0 (bad) to 1 (good); `cut` says that a new shot begins here."""

    steady: float
    exposed: float
    sharp: float
    cut: bool


def best_stretch(path: Path, duration_ms: int, wanted_ms: int = _LONGEST_MS) -> tuple[int, int]:
    """Start and length, ms, of the best stretch of at most `wanted_ms`.

    Raises:
        InputError: nothing can be decoded.
    """
    if duration_ms <= 0:
        return 0, 0
    times = np.linspace(0, duration_ms, max(2, min(_SAMPLES, duration_ms // 125)), endpoint=False)
    footage = Footage(path)
    frames = [_small(footage.frame_at(float(t))) for t in times]
    moments = _moments(frames)
    step = duration_ms / len(times)
    length = max(1, min(len(times), round(min(wanted_ms, duration_ms) / step)))
    start, count = _best_window(moments, length)
    return round(start * step), min(round(count * step), duration_ms - round(start * step))


def _small(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(pixels[..., :3], _SIZE, interpolation=cv2.INTER_AREA), np.uint8)


def _moments(frames: list[NDArray[np.uint8]]) -> list[Moment]:
    grey = [np.asarray(cv2.cvtColor(f, cv2.COLOR_BGR2GRAY), np.float32) for f in frames]
    sharpness = np.array([float(cv2.Laplacian(g, cv2.CV_32F).var()) for g in grey])
    best = float(np.percentile(sharpness, 90)) or 1.0
    jolts = [0.0]
    for a, b in itertools.pairwise(grey):
        (dx, dy), _ = cv2.phaseCorrelate(a, b)
        jolts.append(float(np.hypot(dx, dy)))
    # A pan moves evenly; a shake changes its mind. What counts is how the movement changes.
    change = np.abs(np.diff(np.array(jolts), prepend=jolts[0]))
    cuts = [False, *(_distance(a, b) > _CUT for a, b in itertools.pairwise(frames))]
    return [
        Moment(
            steady=float(np.exp(-change[i] / 4)),
            exposed=_exposure(grey[i]),
            sharp=min(1.0, float(sharpness[i]) / best),
            cut=cuts[i],
        )
        for i in range(len(frames))
    ]


def _exposure(grey: NDArray[np.float32]) -> float:
    clipped = float(((grey < 8) | (grey > 247)).mean())
    middle = 1 - abs(float(grey.mean()) - 118) / 118
    return max(0.0, middle) * (1 - clipped)


def _distance(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> float:
    def histogram(frame: NDArray[np.uint8]) -> NDArray[np.float32]:
        counts = cv2.calcHist([frame], [0, 1, 2], None, [6, 6, 6], [0, 256] * 3)
        return np.asarray(counts / frame[..., 0].size, np.float32)

    return float(np.abs(histogram(a) - histogram(b)).sum()) / 2


def _best_window(moments: list[Moment], length: int) -> tuple[int, int]:
    """The window of `length` samples with the best mean score and no cut inside; shorter where cuts leave no room."""
    score = np.array([0.45 * m.steady + 0.35 * m.exposed + 0.2 * m.sharp for m in moments])
    edges = [0, *(i for i, m in enumerate(moments) if m.cut and i), len(moments)]
    best, found = -1.0, (0, length)
    for begin, end in itertools.pairwise(edges):
        count = min(length, end - begin)
        for start in range(begin, end - count + 1):
            # A much shorter stretch must be much better to be preferred.
            value = float(score[start : start + count].mean()) * (count / length) ** 0.5
            if value > best + 1e-9:
                best, found = value, (start, count)
    return found
