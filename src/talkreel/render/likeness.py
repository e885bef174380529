"""One shot graded to look like another: both are measured on a few small frames, and the tables are fitted.

frames ── measure ──▶ Tonality: light (its levels, darkest to lightest) and colour (mean and strength)
of, like ── matching ──▶ the grading whose tables bring the one nearest to the other
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.grading import FELT, bend, tone_of
from talkreel.errors import NotFoundError
from talkreel.model import PICTURE, Draft, Segment, Track
from talkreel.model.draft import Entry, Framing, Grading
from talkreel.model.planes import Planes
from talkreel.render.clock import frames_in
from talkreel.render.compose import Compositor

Floats = NDArray[np.float64]

_SHORT_PX = 180
_FRAMES = 5
_LEVELS = 33
_BLACK, _LUMA = 16, 219
_FINEST = 0.01  # of a value of the grading
_VALUES = ("temperature", "tint", "brightness", "contrast", "saturation")


@dataclass(frozen=True)
class Tonality:
    """How light and how colourful a shot is. `mean` and `spread` of its luma, `u` and `v` of its chroma, in codes.

    `levels` are its luma codes at even parts of its area, darkest first; `strength` is how far its chroma is from grey.
    """

    mean: float
    spread: float
    u: float
    v: float
    strength: float
    levels: tuple[float, ...]


def measure(draft: Draft, folder: Path, segment_id: str, *, bare: bool = False) -> Tonality:
    """How a picture segment looks; `bare`: before the values of its own grading, which `matching` replaces.

    Raises:
        NotFoundError: there is no such picture segment, or its file is gone.
        InputError: its file cannot be read.
    """
    segment = next((s for s in draft.of_type(PICTURE) if s.id == segment_id), None)
    if segment is None:
        raise NotFoundError("error.edit_no_segment", id=segment_id)
    return tonality(_frames(draft, folder, _alone(segment, bare)))


def tonality(frames: Sequence[Planes]) -> Tonality:
    """The tonality of some frames together."""
    y, u, v = (np.concatenate([frame[i].ravel() for frame in frames]).astype(np.float64) for i in range(3))
    levels = np.quantile(y, (np.arange(_LEVELS) + 0.5) / _LEVELS)
    strength = float(np.hypot(u - 128, v - 128).mean())
    return Tonality(
        float(y.mean()), float(y.std()), float(u.mean()), float(v.mean()), strength, tuple(map(float, levels))
    )


def matching(of: Tonality, like: Tonality, now: Grading) -> Grading:
    """The grading that makes a shot measured bare as light and as coloured as another.

    Colour table and filter of `now` stay.
    """
    light = (np.array(of.levels) - _BLACK) / _LUMA
    brightness, contrast = _lightened(light, (like.mean - _BLACK) / _LUMA, like.spread / _LUMA)
    fitted = Grading(brightness=brightness, contrast=contrast)
    gain = np.interp(of.levels, np.arange(256), _tints(fitted)[:, 0]).mean() / 4096
    saturation = _asked(like.strength / max(1.0, of.strength * gain) - 1)
    fitted = fitted.model_copy(update={"saturation": saturation})
    temperature, tint = _tinted(of, like, fitted)
    fitted = fitted.model_copy(update={"temperature": temperature, "tint": tint})
    return now.model_copy(update={name: getattr(fitted, name) for name in _VALUES})


def match(draft: Draft, folder: Path, segment_id: str, like_id: str) -> Grading:
    """The grading that makes one picture segment of a draft look like another.

    Raises:
        NotFoundError: there is no such picture segment, or a file is gone.
        InputError: a file cannot be read.
    """
    of, like = measure(draft, folder, segment_id, bare=True), measure(draft, folder, like_id)
    return matching(of, like, next(s for s in draft.of_type(PICTURE) if s.id == segment_id).grading)


def _alone(segment: Segment, bare: bool) -> Segment:
    """The segment as the whole of a film, without entrance and exit."""
    change: dict[str, object] = {"start_ms": 0, "entry": Entry(), "exit": Entry(), "framing": Framing()}
    if bare:
        change["grading"] = segment.grading.model_copy(update=dict.fromkeys(_VALUES, 0.0))
    return segment.model_copy(update=change)


def _frames(draft: Draft, folder: Path, segment: Segment) -> list[Planes]:
    meta = draft.meta
    part = _SHORT_PX / min(meta.width, meta.height)
    size = (2 * round(meta.width * part / 2), 2 * round(meta.height * part / 2))
    look = draft.look.model_copy(update={"grain": 0.0}) if draft.look else None
    track = Track(id="only", type=PICTURE, segments=(segment,))
    film = draft.model_copy(update={"tracks": (track,), "duration_ms": segment.duration_ms, "look": look})
    compositor, last = Compositor(film, folder, *size), frames_in(segment.duration_ms, meta.fps) - 1
    numbers = sorted({round(last * (nth + 0.5) / _FRAMES) for nth in range(_FRAMES)})
    frames = [kernels.blank(*size) for _ in numbers]
    for number, frame in zip(numbers, frames, strict=True):
        compositor.compose(number, frame)
    return frames


def _lightened(light: Floats, mean: float, spread: float) -> tuple[float, float]:
    """Brightness and contrast that bring levels nearest to a mean and a spread: a grid, refined where it is best."""
    best, step = (0.0, 0.0), 0.25
    while step >= _FINEST:
        tried = [(_held(best[0] + i * step), _held(best[1] + j * step)) for i in range(-4, 5) for j in range(-4, 5)]
        best = min(tried, key=lambda pair: _apart(light, pair, mean, spread))
        step /= 3
    return best


def _apart(light: Floats, pair: tuple[float, float], mean: float, spread: float) -> float:
    bent = bend(Grading(brightness=pair[0], contrast=pair[1]), np.clip(light, 0, 1))
    # Of two that are as good, the smaller change.
    return (
        2 * (float(bent.mean()) - mean) ** 2 + (float(bent.std()) - spread) ** 2 + 1e-5 * (pair[0] ** 2 + pair[1] ** 2)
    )


def _tinted(of: Tonality, like: Tonality, fitted: Grading) -> tuple[float, float]:
    """Temperature and tint that bring the chroma's means together."""
    tints = _tints(fitted)
    gain = np.interp(of.levels, np.arange(256), tints[:, 0]).mean() / 4096
    missing = np.array([like.u - 128 - (of.u - 128) * gain, like.v - 128 - (of.v - 128) * gain])
    ways = [
        [np.interp(of.levels, np.arange(256), table[:, i]).mean() / 64 for i in (1, 2)]
        for table in (_tints(fitted.model_copy(update={name: 1.0})) for name in ("temperature", "tint"))
    ]
    system = np.array(ways).T
    if abs(np.linalg.det(system)) < 1e-3:  # all but black and white
        return 0.0, 0.0
    temperature, tint = np.linalg.solve(system, missing)
    return _asked(float(temperature)), _asked(float(tint))


def _tints(grading: Grading) -> NDArray[np.float64]:
    """Gain and tint by luma, as `Tone.chroma`."""
    tone = tone_of(grading)
    if tone is None or tone.chroma is None:
        return np.tile(np.array([4096.0, 0.0, 0.0]), (256, 1))
    return tone.chroma.astype(np.float64)


def _asked(strength: float) -> float:
    """The value of a grading that is felt so strongly."""
    return _held(math.copysign(abs(strength) ** (1 / FELT), strength))


def _held(value: float) -> float:
    return round(min(1.0, max(-1.0, value)), 3)
