"""Numerals drawn with a round pen, for the displays of devices; no font is needed for them."""

from __future__ import annotations

from talkreel.draw.door import skia
from talkreel.draw.paint import stroke

# Each in a box 0.58 wide and 1 high: moves ("M"), lines ("L") and cubics ("C").
Stroke = tuple[str, tuple[float, ...]]
WIDTH, COLON = 0.58, 0.26
NUMERALS: dict[str, tuple[Stroke, ...]] = {
    "0": (
        ("M", (0.29, 0.0)), ("C", (0.66, 0.0, 0.66, 1.0, 0.29, 1.0)), ("C", (-0.08, 1.0, -0.08, 0.0, 0.29, 0.0)),
    ),
    "1": (("M", (0.10, 0.20)), ("L", (0.34, 0.0)), ("L", (0.34, 1.0))),
    "2": (
        ("M", (0.04, 0.24)), ("C", (0.06, -0.08, 0.56, -0.08, 0.54, 0.28)), ("C", (0.53, 0.50, 0.20, 0.72, 0.04, 1.0)),
        ("L", (0.56, 1.0)),
    ),
    "3": (
        ("M", (0.06, 0.16)), ("C", (0.18, -0.08, 0.54, -0.04, 0.52, 0.24)),
            ("C", (0.51, 0.42, 0.36, 0.47, 0.22, 0.47)),
        ("C", (0.40, 0.47, 0.56, 0.54, 0.56, 0.74)), ("C", (0.54, 1.08, 0.10, 1.08, 0.03, 0.80)),
    ),
    "4": (("M", (0.42, 1.0)), ("L", (0.42, 0.0)), ("L", (0.02, 0.70)), ("L", (0.58, 0.70))),
    "5": (
        ("M", (0.52, 0.0)), ("L", (0.12, 0.0)), ("L", (0.08, 0.44)), ("C", (0.24, 0.30, 0.56, 0.36, 0.55, 0.68)),
        ("C", (0.54, 1.08, 0.08, 1.08, 0.03, 0.82)),
    ),
    "6": (
        ("M", (0.44, 0.0)), ("C", (0.20, 0.20, 0.04, 0.46, 0.04, 0.70)), ("C", (0.06, 1.10, 0.54, 1.10, 0.55, 0.70)),
        ("C", (0.54, 0.30, 0.10, 0.30, 0.04, 0.70)),
    ),
    "7": (("M", (0.03, 0.0)), ("L", (0.55, 0.0)), ("L", (0.20, 1.0))),
    "8": (
        ("M", (0.29, 0.46)), ("C", (0.0, 0.44, -0.02, 0.0, 0.29, 0.0)), ("C", (0.60, 0.0, 0.58, 0.44, 0.29, 0.46)),
        ("C", (-0.06, 0.48, -0.06, 1.0, 0.29, 1.0)), ("C", (0.64, 1.0, 0.64, 0.48, 0.29, 0.46)),
    ),
    "9": (
        ("M", (0.54, 0.32)), ("C", (0.50, 0.70, 0.06, 0.70, 0.03, 0.32)),
            ("C", (0.04, -0.10, 0.54, -0.10, 0.54, 0.30)),
        ("C", (0.54, 0.54, 0.40, 0.80, 0.16, 1.0)),
    ),
    ":": (("M", (0.13, 0.30)), ("L", (0.13, 0.31)), ("M", (0.13, 0.72)), ("L", (0.13, 0.73))),
}  # fmt: skip


def draw_numerals(
    canvas: skia.Canvas, text: str, x: float, y: float, height: float, colour: int, pen: float, align: float = 0.0
) -> None:
    """Draw digits and colons with their top at `y`; `align` 0 starts at `x`, 1 ends there."""
    advance = [(COLON if sign == ":" else WIDTH + 0.16) * height for sign in text]
    left = x - align * (sum(advance) - 0.16 * height)
    path = skia.Path()
    for sign, step in zip(text, advance, strict=True):
        for kind, points in NUMERALS.get(sign, ()):
            placed = [(left if i % 2 == 0 else y) + v * height for i, v in enumerate(points)]
            {"M": path.moveTo, "L": path.lineTo, "C": path.cubicTo}[kind](*placed)
        left += step
    canvas.drawPath(path, stroke(colour, pen))
