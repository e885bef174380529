"""Palettes from colours: a look in a brand's colours, and the colours that a picture is made of.

Everything is decided in OKLCH: hues are taken over, lightness is stepped until words can be read.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.colour import Oklch, contrast, from_hex, hex_paint, luminance, mix, oklch, paint_of, to_hex
from talkreel.model.look import Look, Palette

READABLE = 4.5  # WCAG 2.2, contrast minimum for text of any size
VISIBLE = 2.4  # of an accent on its ground
NEUTRAL_CHROMA = 0.035  # below this a colour has no hue to speak of
_STEP = 0.01


def is_dark(argb: int) -> bool:
    """Whether white reads better on the colour than black."""
    return contrast(argb, 0xFFFFFFFF) >= contrast(argb, 0xFF000000)


def readable(colour: Oklch, on: int, ratio: float = READABLE) -> Oklch:
    """The colour, made lighter (on dark) or darker (on light) until it contrasts with `on` by `ratio` if it can."""
    lightness, chroma, hue = colour
    step = _STEP if is_dark(on) else -_STEP
    while contrast(oklch(lightness, chroma, hue), on) < ratio and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step))
    return (lightness, chroma, hue)


def quiet_under(colour: Oklch, ink: int, ratio: float = READABLE) -> Oklch:
    """The colour, moved away from `ink` in lightness until `ink` can be read on it."""
    lightness, chroma, hue = colour
    step = _STEP if luminance(ink) < 0.18 else -_STEP
    while contrast(oklch(lightness, chroma, hue), ink) < ratio and 0 < lightness < 1:
        lightness = min(1.0, max(0.0, lightness + step))
    return (lightness, chroma, hue)


def ink_on(ground: int) -> int:
    """Near white or near black of the ground's own hue, whichever reads better; at least 4.5 on any ground."""
    _, chroma, hue = from_hex(f"#{ground & 0xFFFFFF:06x}")
    tinted = (0.98, 0.012, hue) if is_dark(ground) else (0.20, min(0.05, chroma), hue)
    return paint_of(readable(tinted, ground))


def recoloured(look: Look, hexes: Sequence[str]) -> Look:
    """The look in other colours: a brand's, or a picture's dominant ones, most important first.

    The most colourful becomes the accent; one that is as dark (or as light) as the look's ground becomes the ground,
    otherwise the look's own ground takes the accent's hue. Contrasts hold whatever the colours are. No colours: the
    look as it was.

    Raises:
        ValueError: one of them is not a hex colour.
    """
    colours = [from_hex(h) for h in hexes]
    if not colours:
        return look
    old = look.palette
    accent = max(colours[:4], key=_vividness)
    dark = is_dark(hex_paint(old.ground))
    ground = _ground_of([c for c in colours if c is not accent], accent, from_hex(old.ground), dark)
    ground_paint = paint_of(ground)
    accent = readable(accent, ground_paint, VISIBLE)
    others = [c for c in colours if c[1] >= NEUTRAL_CHROMA and abs(_turn(c[2], accent[2])) > 15]
    accent2 = max(others, key=_vividness) if others else _neighbour(accent, dark)
    ink = readable(_with_hue(from_hex(old.ink), ground), ground_paint, 7.0)
    ink_paint = paint_of(ink)
    second = mix(_with_hue(from_hex(old.ground2), ground), accent2, 0.25)
    ground2 = quiet_under((from_hex(old.ground2)[0], second[1], second[2]), ink_paint, 7.0)
    soft = readable(_with_hue(from_hex(old.soft), ground), ground_paint)
    palette = Palette(
        ground=to_hex(ground),
        ground2=to_hex(ground2),
        ink=to_hex(ink),
        soft=to_hex(readable(soft, paint_of(ground2))),
        accent=to_hex(accent),
        on_accent=_hex(ink_on(paint_of(accent))),
        accent2=to_hex(readable(accent2, ground_paint, 1.6)),
    )
    return look.model_copy(update={"palette": palette})


def dominant_colours(pixels: NDArray[np.uint8], count: int = 5) -> tuple[str, ...]:
    """The colours a picture is made of, as hex, most present first; at most `count`, none alike.

    `pixels` is (height, width, 3) B G R, or 4 with alpha, whose transparent parts do not count. A vivid colour counts
    more than a grey one, as it does to the eye. Empty when nothing is opaque.
    """
    points = _sample(pixels)
    if len(points) == 0:
        return ()
    centres = _clusters(points, count + 3)
    nearest = np.argmin(((points[:, None] - centres[None]) ** 2).sum(2), 1)
    share = np.bincount(nearest, minlength=len(centres)) / len(points)
    weight = share * (0.35 + np.hypot(centres[:, 1], centres[:, 2]) / 0.12)
    chosen: list[int] = []
    for index in (int(i) for i in np.argsort(-weight)):
        apart = all(float(np.linalg.norm(centres[index] - centres[c])) > 0.09 for c in chosen)
        if share[index] > 0.01 and apart and len(chosen) < count:
            chosen.append(index)
    return tuple(_hex_of_oklab(centres[i]) for i in chosen)


def _vividness(colour: Oklch) -> float:
    """Chroma, less at the ends of lightness where it is hardly seen."""
    return colour[1] * (1 - abs(colour[0] - 0.62) * 0.9)


def _turn(one: float, other: float) -> float:
    return (one - other + 180) % 360 - 180


def _with_hue(colour: Oklch, source: Oklch) -> Oklch:
    chroma = min(colour[1], 0.5 * source[1] + 0.01) if source[1] < NEUTRAL_CHROMA else colour[1]
    return (colour[0], chroma, source[2])


def _neighbour(accent: Oklch, dark: bool) -> Oklch:
    """A companion a fifth of a turn away; for a colourless accent a grey."""
    lightness = 0.72 if dark else 0.68
    return (lightness, accent[1] * 0.85, accent[2] - 38)


def _ground_of(rest: Sequence[Oklch], accent: Oklch, old: Oklch, dark: bool) -> Oklch:
    fits = [c for c in rest if (c[0] < 0.36 if dark else c[0] > 0.86)]
    if fits:
        return fits[0]
    return (old[0], min(max(old[1], 0.012), accent[1] * 0.6), accent[2])


def _hex(argb: int) -> str:
    return f"#{argb & 0xFFFFFF:06x}"


def _sample(pixels: NDArray[np.uint8], side: int = 72) -> NDArray[np.float64]:
    """OKLab points, (n, 3), of the picture made small; transparent ones left out."""
    height, width = pixels.shape[:2]
    size = (min(side, width), min(side, height))
    small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.float64).reshape(-1, pixels.shape[2])
    if small.shape[1] == 4:
        small = small[small[:, 3] > 127]
    encoded = small[:, 2::-1] / 255
    rgb = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    return np.cbrt(rgb @ _TO_LMS.T) @ _TO_LAB.T


# Björn Ottosson, "A perceptual color space for image processing", 2020.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _clusters(points: NDArray[np.float64], count: int, rounds: int = 8) -> NDArray[np.float64]:
    """k-means started from points far apart, so that it needs no chance."""
    centres = points[[int(np.argmin(((points - points.mean(0)) ** 2).sum(1)))]]
    while len(centres) < min(count, len(points)):
        gap = ((points[:, None] - centres[None]) ** 2).sum(2).min(1)
        if float(gap.max()) < 1e-4:
            break
        centres = np.vstack([centres, points[int(np.argmax(gap))]])
    for _ in range(rounds):
        nearest = np.argmin(((points[:, None] - centres[None]) ** 2).sum(2), 1)
        centres = np.stack(
            [points[nearest == k].mean(0) if (nearest == k).any() else centres[k] for k in range(len(centres))]
        )
    return centres


def _hex_of_oklab(point: NDArray[np.float64]) -> str:
    lightness, a, b = (float(v) for v in point)
    return to_hex((lightness, float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a))) % 360))
