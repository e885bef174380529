"""Trades of a street's shops, and the little pictures on their signs. Signs carry pictures, never letters."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from talkreel.draw.colour import Oklch, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import fill, polygon, stroke


@dataclass(frozen=True)
class Trade:
    """What a shop looks like: its sign, its awning's and its woodwork's colour."""

    sign: str
    awning: Oklch
    wood: Oklch


TRADES: tuple[Trade, ...] = (
    Trade("cup", (0.56, 0.140, 30), (0.36, 0.06, 45)),
    Trade("book", (0.42, 0.090, 255), (0.32, 0.06, 250)),
    Trade("bread", (0.74, 0.130, 72), (0.45, 0.07, 55)),
    Trade("flower", (0.62, 0.110, 150), (0.40, 0.07, 150)),
    Trade("scissors", (0.50, 0.130, 355), (0.34, 0.04, 330)),
    Trade("fruit", (0.60, 0.140, 140), (0.38, 0.06, 130)),
    Trade("bag", (0.66, 0.120, 15), (0.42, 0.05, 20)),
    Trade("note", (0.52, 0.100, 205), (0.34, 0.05, 210)),
)


def _cup(canvas: skia.Canvas, ink: int) -> None:
    canvas.drawArc(skia.Rect.MakeLTRB(0.3, -0.5, 1.1, 0.3), -90, 180, False, stroke(ink, 0.20))
    mug = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(-0.8, -0.6, 0.7, 0.7), 0.3, 0.4)
    canvas.drawRRect(mug, fill(ink))


def _book(canvas: skia.Canvas, ink: int) -> None:
    for side, a in ((-1, 1.0), (1, 0.75)):
        page = polygon([(0, -0.45), (side, -0.75), (side, 0.55), (0, 0.8)])
        canvas.drawPath(page, fill(with_alpha(ink, a)))


def _bread(canvas: skia.Canvas, ink: int) -> None:
    canvas.drawOval(skia.Rect.MakeLTRB(-1, -0.55, 1, 0.6), fill(ink))


def _flower(canvas: skia.Canvas, ink: int) -> None:
    for k in range(6):
        turn = math.pi * k / 3
        canvas.drawCircle(0.55 * math.cos(turn), 0.55 * math.sin(turn), 0.36, fill(ink))


def _scissors(canvas: skia.Canvas, ink: int) -> None:
    for side in (-1, 1):
        canvas.drawLine(-0.8, side * 0.6, 0.9, -side * 0.5, stroke(ink, 0.20))
        canvas.drawCircle(-0.85, side * 0.55, 0.28, stroke(ink, 0.20))


def _fruit(canvas: skia.Canvas, ink: int) -> None:
    canvas.drawCircle(0, 0.15, 0.75, fill(ink))
    canvas.drawLine(0, -0.5, 0.3, -0.95, stroke(ink, 0.20))


def _bag(canvas: skia.Canvas, ink: int) -> None:
    canvas.drawRect(skia.Rect.MakeLTRB(-0.7, -0.3, 0.7, 0.85), fill(ink))
    canvas.drawArc(skia.Rect.MakeLTRB(-0.4, -0.9, 0.4, 0.2), 180, 180, False, stroke(ink, 0.20))


def _note(canvas: skia.Canvas, ink: int) -> None:
    canvas.drawCircle(-0.4, 0.6, 0.32, fill(ink))
    canvas.drawLine(-0.1, 0.6, -0.1, -0.8, stroke(ink, 0.20))
    canvas.drawLine(-0.1, -0.8, 0.6, -0.5, stroke(ink, 0.20))


SIGNS: dict[str, Callable[[skia.Canvas, int], None]] = {
    "cup": _cup,
    "book": _book,
    "bread": _bread,
    "flower": _flower,
    "scissors": _scissors,
    "fruit": _fruit,
    "bag": _bag,
    "note": _note,
}


def draw_sign(canvas: skia.Canvas, sign: str, x: float, y: float, size: float, ink: int) -> None:
    """A small picture of a trade, about `size` px to each side of (x, y)."""
    canvas.save()
    canvas.translate(x, y)
    canvas.scale(size, size)
    SIGNS[sign](canvas, ink)
    canvas.restore()
