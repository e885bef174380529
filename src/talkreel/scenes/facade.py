"""Windows. Which of them are lit does not depend on the hour, only how many: dusk lights more of the same ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.paint import fill
from talkreel.model.scene import TimeOfDay
from talkreel.scenes.colour_script import ColourScript, melt

Rng = np.random.Generator

SHARE: dict[TimeOfDay, float] = {"dawn": 0.14, "day": 0.0, "sunset": 0.32, "dusk": 0.56, "night": 0.68}
WARM: tuple[Oklch, ...] = ((0.90, 0.115, 82), (0.86, 0.130, 72), (0.93, 0.070, 92), (0.82, 0.140, 62))
COLD: tuple[Oklch, ...] = ((0.93, 0.045, 215), (0.90, 0.060, 235))
NEON: tuple[Oklch, ...] = ((0.86, 0.130, 195), (0.74, 0.200, 335), (0.84, 0.140, 165))
SMALLEST = 1.9  # px: finer windows would only shimmer


@dataclass(frozen=True)
class Glazing:
    """The glass of a row of buildings: `cell` is the size of a window with its frame, px; colours as 0xAARRGGBB."""

    cell: float
    dark: int
    lit: tuple[int, ...]
    share: float

    @staticmethod
    def of(script: ColourScript, cell: float, haze: float, future: bool, wall: Oklch) -> Glazing:
        """Windows behind `haze` 0..1. By day glass mirrors the sky, in the evening it is dark or lit."""
        sky = melt(script.zenith, script.horizon, 0.55)
        glass = melt(melt(wall, script.deep, 0.45), sky, 0.18 + 0.42 * script.sun * (1 - script.gloom))
        lights = [*WARM, *WARM[:2], *COLD, *(NEON if future else ())]
        glow = [melt(light, script.haze, 0.62 * haze) for light in lights]
        share = SHARE[script.time] + 0.14 * max(0.0, 0.4 - script.sun) * (script.time in ("day", "dawn", "sunset"))
        return Glazing(cell, paint_of(melt(glass, script.haze, haze), 0.75), tuple(paint_of(c) for c in glow), share)


def windows(
    canvas: skia.Canvas, rng: Rng, box: tuple[float, float, float, float], style: str, lit: float, glass: Glazing
) -> None:
    """Fill `box` (left, top, right, bottom; px) with windows."""
    left, top, right, bottom = box
    wide, high = SIZES[style]
    columns = max(1, int((right - left) / (glass.cell * wide)))
    rows = max(1, int((bottom - top) / (glass.cell * high)))
    if glass.cell < SMALLEST or right - left < glass.cell or bottom - top < glass.cell:
        return
    step_x, step_y = (right - left) / columns, (bottom - top) / rows
    occupied = _occupied(rng, rows, columns)
    shares, strong = rng.random((rows, columns)), rng.random((rows, columns))
    hues = rng.integers(0, 997, (rows, columns))
    if style == "bands":
        shares = np.repeat(rng.random((rows, 1)), columns, axis=1) * 0.7 + shares * 0.3
    if style == "fins":
        shares = np.repeat(rng.random((1, columns)), rows, axis=0) * 0.5 + shares * 0.5
    on = shares < glass.share * lit * occupied
    # The last of the paths is that of dark windows.
    chosen = np.where(on, hues % len(glass.lit) * 2 + (strong > 0.45), 2 * len(glass.lit)).tolist()
    paths = [skia.Path() for _ in range(2 * len(glass.lit) + 1)]
    inset_x, inset_y = INSETS[style]
    spans = [(left + (k + inset_x) * step_x, left + (k + 1 - inset_x) * step_x) for k in range(columns)]
    for row in range(rows):
        if rows > 14 and row % 13 == 12 and style != "small":
            continue  # a floor of machines
        y0, y1 = top + (row + inset_y) * step_y, top + (row + 1 - inset_y) * step_y
        for number, (x0, x1) in zip(chosen[row], spans, strict=True):
            if style == "arches":
                half = (x1 - x0) / 2
                paths[number].addRRect(skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(x0, y0, x1, y1), half, half))
            else:
                paths[number].addRect(x0, y0, x1, y1)
    canvas.drawPath(paths[-1], fill(glass.dark))
    for i, path in enumerate(paths[:-1]):
        if not path.isEmpty():
            canvas.drawPath(path, fill(glass.lit[i // 2], Alphaf=0.95 if i % 2 else 0.55))


# Width and height of a window with its frame, in cells; and how much of it is frame on each side.
SIZES: dict[str, tuple[float, float]] = {
    "grid": (1.0, 1.45), "bands": (2.2, 1.25), "fins": (0.8, 2.4), "small": (1.9, 2.5), "arches": (1.7, 2.7),
}  # fmt: skip
INSETS: dict[str, tuple[float, float]] = {
    "grid": (0.20, 0.24), "bands": (0.03, 0.30), "fins": (0.26, 0.08), "small": (0.30, 0.27), "arches": (0.24, 0.16),
}  # fmt: skip


def _occupied(rng: Rng, rows: int, columns: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    """The second scale: whole floors and wings where many work late, or nobody."""
    coarse = rng.choice([0.25, 0.8, 1.1, 1.7], (rows // 6 + 1, columns // 5 + 1), p=[0.22, 0.33, 0.27, 0.18])
    return np.repeat(np.repeat(coarse, 6, axis=0), 5, axis=1)[:rows, :columns]
