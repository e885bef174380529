"""Neon: tubes bent to pictures and patterns (never to letters), boxes of light, cables; some tubes falter."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from talkreel.draw.baked import Baked
from talkreel.draw.colour import Oklch, oklch, paint_of, with_alpha
from talkreel.draw.door import skia
from talkreel.draw.paint import blur, fill, linear, shaded, stroke
from talkreel.draw.surface import Surface
from talkreel.scenes.signboard import draw_sign

Rng = np.random.Generator
TUBES: tuple[Oklch, ...] = (
    (0.80, 0.145, 200),
    (0.70, 0.250, 340),
    (0.84, 0.160, 85),
    (0.66, 0.240, 20),
    (0.82, 0.180, 150),
    (0.66, 0.200, 295),
)


@dataclass(frozen=True)
class Sign:
    """A sign on a wall: its kind, middle (px), half width and half height, colours, how it flickers."""

    kind: str
    x: float
    y: float
    half: float
    tall: float
    colour: Oklch
    second: Oklch
    phase: float
    falters: bool
    seed: int


KINDS = ("blade", "blade", "ring", "arrow", "picture", "bars", "wave")


def signs(rng: Rng, left: float, right: float, top: float, bottom: float, unit: float, number: int) -> list[Sign]:
    """Signs scattered on a wall."""
    made: list[Sign] = []
    for k in range(number):
        kind = KINDS[int(rng.integers(len(KINDS)))]
        blade = kind == "blade"
        half = unit * float(rng.uniform(0.020, 0.032) if blade else rng.uniform(0.040, 0.075))
        tall = unit * float(rng.uniform(0.10, 0.19)) if blade else half * float(rng.uniform(0.55, 0.9))
        x = left + (right - left) * (k + float(rng.uniform(0.25, 0.75))) / number
        y = float(rng.uniform(top + tall, max(top + tall + 1, bottom - tall)))
        one = int(rng.integers(len(TUBES)))
        two = (one + 1 + int(rng.integers(len(TUBES) - 1))) % len(TUBES)
        made.append(
            Sign(
                kind,
                x,
                y,
                half,
                tall,
                TUBES[one],
                TUBES[two],
                float(rng.random()),
                bool(rng.random() < 0.22),
                int(rng.integers(1 << 20)),
            )
        )
    return made


def draw_dark(canvas: skia.Canvas, sign: Sign) -> None:
    """The board behind the tubes, and its light on the wall: what does not change."""
    light = with_alpha(oklch(*sign.colour), 0.34)
    reach = 1.9 * max(sign.half, sign.tall * 0.7)
    wall = fill(light, MaskFilter=blur(0.55 * reach))
    canvas.drawOval(
        skia.Rect.MakeLTRB(
            sign.x - reach,
            sign.y - reach * 0.9 - sign.tall * 0.4,
            sign.x + reach,
            sign.y + reach * 0.9 + sign.tall * 0.4,
        ),
        wall,
    )
    if sign.kind in ("blade", "bars", "picture"):
        box = _box(sign, 1.12)
        canvas.drawRRect(skia.RRect.MakeRectXY(box, 0.2 * sign.half, 0.2 * sign.half), fill(oklch(0.15, 0.03, 290)))
        if sign.kind == "bars":
            glow = linear((0, box.top()), (0, box.bottom()), [paint_of(sign.colour, 0.9), paint_of(sign.second, 0.9)])
            canvas.drawRRect(skia.RRect.MakeRectXY(_box(sign, 1.0), 0.15 * sign.half, 0.15 * sign.half), shaded(glow))


FAINT = 0.30  # the power of a tube that falters


class Tubes:
    """The tubes of a sign, baked faint and at full power: what is between is the one shining through the other."""

    def __init__(self, sign: Sign, scale: float) -> None:
        """`scale` is baked px per px of the frame."""
        self._left, self._top = sign.x - 1.8 * sign.half, sign.y - sign.tall - 0.8 * sign.half
        self._scale = scale
        self._faint, self._full = (self._baked(sign, power) for power in (FAINT, 1.0))

    def _baked(self, sign: Sign, power: float) -> Baked:
        wide, tall = 3.6 * sign.half, 2 * sign.tall + 1.6 * sign.half
        surface = Surface(math.ceil(wide * self._scale), math.ceil(tall * self._scale))
        surface.canvas.scale(self._scale, self._scale)
        surface.canvas.translate(-self._left, -self._top)
        _draw_tubes(surface.canvas, sign, power)
        return Baked(surface.pixels)

    def draw(self, canvas: skia.Canvas, power: float) -> None:
        """Draw them at `power`, FAINT to 1."""
        canvas.save()
        canvas.translate(self._left, self._top)
        canvas.scale(1 / self._scale, 1 / self._scale)
        self._faint.draw(canvas)
        self._full.draw(canvas, (power - FAINT) / (1 - FAINT))
        canvas.restore()


def _draw_tubes(canvas: skia.Canvas, sign: Sign, power: float) -> None:
    """The tubes at `power` 0..1: a soft halo, the colour, a white core."""
    path, second = tubes(sign)
    width = max(1.0, 0.13 * sign.half) if sign.kind == "blade" else max(1.0, 0.075 * sign.half)
    for shape, colour in ((path, sign.colour), (second, sign.second)):
        canvas.drawPath(shape, stroke(oklch(*colour, 0.22 * power), 4.2 * width))
        canvas.drawPath(shape, stroke(oklch(*colour, 0.25 + 0.70 * power), 1.7 * width))
        canvas.drawPath(shape, stroke(oklch(0.97, 0.05, colour[2], 0.15 + 0.80 * power), 0.7 * width))
    if sign.kind == "picture":
        names = ("cup", "note", "flower", "fruit", "book")
        draw_sign(
            canvas,
            names[sign.seed % len(names)],
            sign.x,
            sign.y,
            0.50 * sign.tall,
            oklch(*sign.second, 0.4 + 0.6 * power),
        )


def _box(sign: Sign, grow: float) -> skia.Rect:
    half, tall = sign.half * grow, sign.tall + sign.half * (grow - 1)
    return skia.Rect.MakeLTRB(sign.x - half, sign.y - tall, sign.x + half, sign.y + tall)


def tubes(sign: Sign) -> tuple[skia.Path, skia.Path]:
    """The bent tubes of a sign in its two colours."""
    one, two = skia.Path(), skia.Path()
    x, y, half, tall = sign.x, sign.y, sign.half, sign.tall
    if sign.kind == "blade":
        one.addRRect(skia.RRect.MakeRectXY(_box(sign, 1.0), 0.3 * half, 0.3 * half))
        rng = np.random.default_rng(sign.seed)
        rows = max(3, round(tall / half / 1.1))
        for k in range(rows):
            _glyph(two, rng, x, y - tall + 2 * tall * (k + 0.5) / rows, 0.50 * half)
    elif sign.kind == "ring":
        one.addOval(skia.Rect.MakeLTRB(x - half, y - half, x + half, y + half))
        two.addOval(skia.Rect.MakeLTRB(x - 0.72 * half, y - 0.72 * half, x + 0.72 * half, y + 0.72 * half))
        for k in range(8):
            a = math.pi * k / 4
            two.moveTo(x + 0.25 * half * math.cos(a), y + 0.25 * half * math.sin(a))
            two.lineTo(x + 0.55 * half * math.cos(a), y + 0.55 * half * math.sin(a))
    elif sign.kind == "arrow":
        for shift, path in ((0.0, one), (0.35, two)):
            path.moveTo(x - half, y - tall * (0.7 - shift))
            path.lineTo(x + 0.7 * half, y - tall * (0.7 - shift))
            path.quadTo(x + half, y, x + 0.5 * half, y + tall * (0.7 - shift))
        one.moveTo(x + 0.8 * half, y + 0.3 * tall)
        one.lineTo(x + 0.45 * half, y + 0.8 * tall)
        one.lineTo(x + 0.15 * half, y + 0.35 * tall)
    elif sign.kind == "wave":
        for k, path in ((0, one), (1, two)):
            path.moveTo(x - half, y + (0.3 * k - 0.15) * tall)
            for j in range(4):
                a = x - half + half * (j + 0.5) / 2
                up = -1 if j % 2 else 1
                path.quadTo(
                    a - 0.01 * half,
                    y + (0.3 * k - 0.15) * tall + up * 0.8 * tall,
                    x - half + half * (j + 1) / 2,
                    y + (0.3 * k - 0.15) * tall,
                )
    else:
        one.addRRect(skia.RRect.MakeRectXY(_box(sign, 1.0), 0.2 * half, 0.2 * half))
    return one, two


def _glyph(path: skia.Path, rng: Rng, x: float, y: float, r: float) -> None:
    """A few strokes that look like a sign of no script."""
    for _ in range(int(rng.integers(2, 5))):
        if rng.random() < 0.55:
            row = y + r * float(rng.choice([-0.7, 0.0, 0.7]))
            path.moveTo(x - r, row)
            path.lineTo(x + r * float(rng.uniform(0.3, 1.0)), row)
        else:
            column = x + r * float(rng.choice([-0.6, 0.0, 0.6]))
            path.moveTo(column, y - r)
            path.lineTo(column + r * float(rng.choice([0.0, 0.25])), y + r)
