"""Colour in OKLCH: lightness 0..1, chroma 0..0.4, hue in degrees. Skia wants 0xAARRGGBB.

Matrices: Björn Ottosson, "A perceptual color space for image processing", 2020.
Contrast: WCAG 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

Oklch = tuple[float, float, float]


def _linear(L: float, C: float, h: float) -> tuple[float, float, float]:
    a, b = C * math.cos(math.radians(h)), C * math.sin(math.radians(h))
    l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3  # noqa: E741 - the paper's name
    m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3
    s = (L - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
        -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
        -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    )


def _in_gamut(rgb: tuple[float, float, float]) -> bool:
    return min(rgb) >= -1e-4 and max(rgb) <= 1 + 1e-4


def _encode(x: float) -> int:
    x = min(1.0, max(0.0, x))
    return round(255 * (12.92 * x if x <= 0.0031308 else 1.055 * x ** (1 / 2.4) - 0.055))


def _decode(v: float) -> float:
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def oklch(L: float, C: float, h: float, a: float = 1.0) -> int:
    """The colour as 0xAARRGGBB; chroma is lowered until it fits sRGB."""
    return (round(min(1.0, max(0.0, a)) * 255) << 24) | _rgb(L, C, h)


@lru_cache(maxsize=16384)
def _rgb(L: float, C: float, h: float) -> int:
    rgb = _linear(L, C, h)
    if not _in_gamut(rgb):
        low, high = 0.0, C
        for _ in range(14):
            middle = (low + high) / 2
            if _in_gamut(_linear(L, middle, h)):
                low = middle
            else:
                high = middle
        rgb = _linear(L, low, h)
    r, g, b = (_encode(x) for x in rgb)
    return (r << 16) | (g << 8) | b


def paint_of(colour: Oklch, a: float = 1.0) -> int:
    """An OKLCH triple as 0xAARRGGBB."""
    return oklch(*colour, a)


def mix(p: Oklch, q: Oklch, t: float) -> Oklch:
    """From `p` (t = 0) to `q` (t = 1), the short way round the hues."""
    turn = ((q[2] - p[2] + 180) % 360) - 180
    return (p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t, p[2] + turn * t)


def with_alpha(argb: int, a: float) -> int:
    """The same colour at opacity `a`, 0..1."""
    return (argb & 0xFFFFFF) | (round(min(1.0, max(0.0, a)) * 255) << 24)


def from_hex(text: str) -> Oklch:
    """`#rgb` or `#rrggbb` as OKLCH.

    Raises:
        ValueError: the text is not a hex colour.
    """
    digits = text.lstrip("#")
    if len(digits) == 3:
        digits = "".join(c * 2 for c in digits)
    if len(digits) != 6:
        raise ValueError(text)
    r, g, b = (_decode(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)  # noqa: E741
    m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    L = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    A = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    B = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
    return (L, math.hypot(A, B), math.degrees(math.atan2(B, A)) % 360)


def to_hex(colour: Oklch) -> str:
    """An OKLCH triple as `#rrggbb`."""
    return f"#{paint_of(colour) & 0xFFFFFF:06x}"


def hex_paint(text: str, a: float = 1.0) -> int:
    """A hex colour as 0xAARRGGBB."""
    return with_alpha(int(text.lstrip("#"), 16), a)


def luminance(argb: int) -> float:
    """WCAG relative luminance, 0..1."""
    r, g, b = (_decode(((argb >> shift) & 255) / 255) for shift in (16, 8, 0))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: int, other: int) -> float:
    """WCAG contrast ratio, 1..21."""
    a, b = sorted((luminance(one), luminance(other)))
    return (b + 0.05) / (a + 0.05)


Stop = tuple[float, Oklch] | tuple[float, Oklch, float]


def ramp(stops: Sequence[Stop], steps: int = 24) -> tuple[list[int], list[float]]:
    """A perceptual gradient: `stops` are (position, colour[, opacity]); gives colours and positions for Skia."""
    colours: list[int] = []
    positions: list[float] = []
    for i in range(steps + 1):
        t = i / steps
        after = next((k for k in range(1, len(stops)) if t <= stops[k][0]), len(stops) - 1)
        p, q = stops[after - 1], stops[after]
        u = min(1.0, max(0.0, (t - p[0]) / max(1e-6, q[0] - p[0])))
        alpha_p = p[2] if len(p) == 3 else 1.0
        alpha_q = q[2] if len(q) == 3 else 1.0
        colours.append(oklch(*mix(p[1], q[1], u), alpha_p + (alpha_q - alpha_p) * u))
        positions.append(t)
    return colours, positions
