"""A colourist's hand on a finished picture: tables on luma and chroma, then a colour table, then a filter.

All of it works on Planes. Black and white points stay where they are while a picture is made brighter, warmer or more
colourful, and each value of `Grading` runs from hardly seen (0.1) over plain (0.2) to strong (1), which still is a
picture. At 1080p on one core the tables take 0.7 ms a frame and a colour table 6 ms; a filter says its own.
"""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.filters import Laid, filter_for
from talkreel.draw.kernels import WHOLE, Tone
from talkreel.draw.lut import planes_table, read_cube
from talkreel.draw.tone import BLACK, LUMA, REACH
from talkreel.model.draft import Grading
from talkreel.model.planes import Planes

Floats = NDArray[np.float64]

FELT = 0.85  # an exponent
_NEARLY_GREY = 4.0  # a tint fades over the last quarter of the way to black and white, so that 0.75 leaves a sepia
_WARM, _MAGENTA = (-20.0, 20.0), (18.0, 18.0)  # codes of U and V at full strength, where they are seen most


class Grader:
    """One grading for pictures of one size; pure: equal planes at equal times give equal bits."""

    def __init__(self, grading: Grading, width: int, height: int, lut: Path | None = None) -> None:
        """`lut` is the .cube file that `grading.lut` names, None without one.

        Raises:
            InputError: the file is not a colour table.
        """
        self._tone = tone_of(grading)
        self._lut = planes_table(read_cube(lut), grading.amount) if lut is not None and grading.amount > 0 else None
        self._filter: Laid | None = None
        self._weight = round(WHOLE * grading.amount)
        if grading.filter != "none" and self._weight:
            self._filter = filter_for(grading.filter, width, height)

    @property
    def changes(self) -> bool:
        """Whether it changes any picture at all."""
        return any(part is not None for part in (self._tone, self._lut, self._filter))

    @property
    def moves(self) -> bool:
        """Whether one still picture looks different from time to time: film and tape do not stand still."""
        return self._filter is not None and self._filter.moves

    def grade(self, planes: Planes, t_ms: float = 0.0) -> None:
        """Grade a picture of the grader's size in place; `t_ms` of its shot is what film and tape move by."""
        if self._tone is not None:
            kernels.grade(planes, planes, self._tone)
        if self._lut is not None:
            kernels.lut3d(planes, planes, self._lut)
        if self._filter is not None:
            kernels.lerp(planes, self._filter.lay(planes, t_ms), planes, self._weight)


def tone_of(grading: Grading) -> Tone | None:
    """The tables of a grading without its colour table and filter; None when they leave pictures alone."""
    bent = bool(grading.brightness or grading.contrast)
    if not bent and not (grading.saturation or grading.temperature or grading.tint):
        return None
    light: Floats = (np.arange(256) - BLACK) / LUMA
    return Tone(luma=_luma(grading, light) if bent else None, chroma=_chroma(grading, np.clip(light, 0, 1)))


def bend(grading: Grading, light: Floats) -> Floats:
    """What brightness and contrast make of levels 0..1."""
    brightness, contrast = grading.brightness, grading.contrast
    if brightness > 0:
        light = 1 - (1 - light) ** (1 + 1.2 * brightness)
    elif brightness < 0:
        light = light ** (1 - 0.9 * brightness) * (1 + 0.25 * brightness)
    if contrast > 0:
        steep = 5.0 * contrast**0.7
        light = 0.5 + 0.5 * np.tanh(steep * (light - 0.5)) / np.tanh(steep / 2)
    elif contrast < 0:
        light = 0.5 + (light - 0.5) * (1 + 0.65 * contrast)
    return light


def felt(value: float) -> float:
    """How strong a colour's change of -1..1 is made: a small one a little stronger, so that it is seen."""
    return math.copysign(abs(value) ** FELT, value)


def _luma(grading: Grading, light: Floats) -> NDArray[np.uint8]:
    """Blacker than black and whiter than white keep their distance."""
    held = np.clip(light, 0, 1)
    level = BLACK + LUMA * (bend(grading, held) + (light - held))
    return np.asarray(np.clip(np.round(level), 0, 255), np.uint8)


def _chroma(grading: Grading, light: Floats) -> NDArray[np.int16]:
    """Gain and tint by luma: the layout of `Tone.chroma`."""
    above, below = np.minimum(light + REACH, 1), np.maximum(light - REACH, 0)
    rise = (bend(grading, above) - bend(grading, below)) / (above - below)
    saturation = 1 + felt(grading.saturation)
    # A tint is light of another colour: none in the dark, and little where a channel would be over its limit.
    seen = light**0.7 * (1 - 0.5 * light**3) / 0.78 * min(1.0, _NEARLY_GREY * saturation)
    tints = [
        64 * seen * (felt(grading.temperature) * warm + felt(grading.tint) * magenta)
        for warm, magenta in zip(_WARM, _MAGENTA, strict=True)
    ]
    gain = 4096 * saturation * np.maximum(rise, 0)
    return np.ascontiguousarray(np.stack([gain, *tints], 1).round().astype(np.int16))
