"""Cards: what they are made of in each look, baked with their shadow, and how they spring in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from talkreel.draw.baked import Baked
from talkreel.draw.block import Box
from talkreel.draw.colour import Oklch, paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_out, lerp, spring
from talkreel.draw.paint import blur, fill, linear, shaded, stroke
from talkreel.draw.palette import quiet_under, readable
from talkreel.draw.surface import Surface
from talkreel.model import Look
from talkreel.model.look import CardStyle
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage

RISE = 70.0  # px of a 1080p film that a card comes up by
SETTLE_MS = 900.0  # how long a spring is heard of


@dataclass(frozen=True)
class CardTones:
    """`fill` is what words on the card really stand on; `opacity` lets the ground shine through."""

    fill: Oklch
    ink: Oklch
    soft: Oklch
    disc: Oklch  # behind an icon
    mark: Oklch  # ticks, numbers, rules
    on_mark: Oklch
    border: Oklch | None = None
    opacity: float = 1.0
    shadow: float = 0.18


def card_tones(look: Look, inks: Inks, index: int = 0, style: CardStyle | None = None) -> CardTones:
    """The tones of the `index`-th card: neighbours of a tinted or disced row differ."""
    turn = (-1, 0, 1)[index % 3] * 36
    pastel = (0.925, min(0.075, 0.5 * inks.accent[1]), inks.accent[2] + turn)
    kind = style or look.card
    if kind == "solid":
        disc = inks.ground if index % 2 == 0 else inks.ground2
        return CardTones(
            fill=inks.ink, ink=inks.ground, soft=blended(inks.ground, inks.ink, 0.18), disc=disc, mark=inks.accent,
            on_mark=inks.on_accent, shadow=0.25,
        )  # fmt: skip
    if kind == "tint":
        hue = (inks.accent, inks.accent2, blended(inks.ground2, inks.accent, 0.5))[index % 3]
        face = quiet_under(blended(inks.ground, hue, 0.34), paint_of(inks.ink), 7.0)
        disc = (lerp(inks.ground[0], 1.0, 0.6), inks.ground[1] * 0.5, inks.ground[2])
        return _toned(inks, face, disc, shadow=0.10)
    if kind == "line":
        face = blended(inks.ground, inks.ground2, 0.10)
        border = blended(inks.ground, inks.accent if inks.dark else inks.ink, 0.45)
        return _toned(inks, face, blended(face, inks.accent, 0.16), border=border, opacity=0.90, shadow=0.06)
    if kind == "glass":
        face = blended(inks.ground, inks.ground2, 0.28)
        border = blended(face, inks.ink, 0.26)
        return _toned(inks, face, blended(face, inks.ink, 0.28), border=border, opacity=0.72, shadow=0.34)
    if inks.dark:
        face = blended(inks.ground, inks.ground2, 0.35)
        return _toned(inks, face, blended(face, inks.ink, 0.28), shadow=0.20)
    return _toned(inks, (0.992, min(0.006, inks.ground[1]), inks.ground[2]), pastel, shadow=0.20)


def _toned(
    inks: Inks, face: Oklch, disc: Oklch, border: Oklch | None = None, opacity: float = 1.0, shadow: float = 0.2
) -> CardTones:
    paint = paint_of(face)
    return CardTones(
        fill=face,
        ink=readable(inks.ink, paint, 7.0),
        soft=readable(inks.soft, paint, 5.2),
        disc=disc,
        mark=readable(inks.accent, paint, 3.0),
        on_mark=inks.on_accent,
        border=border,
        opacity=opacity,
        shadow=shadow,
    )


class Card:
    """One card in its place. Baked when first seen: a blurred shadow in every frame would be dear."""

    def __init__(self, stage: Stage, box: Box, tones: CardTones, radius: float) -> None:
        """`radius` in px."""
        self.box, self.tones = box, tones
        self._unit = stage.unit
        self._margin = 70 * stage.unit
        self._radius = min(radius, box.h / 2, box.w / 2)

    @cached_property
    def _picture(self) -> Baked:
        box, margin = self.box, self._margin
        surface = Surface(round(box.w + 2 * margin), round(box.h + 2 * margin))
        surface.canvas.translate(margin, margin)
        _draw_face(surface.canvas, box.w, box.h, self._radius, self.tones, self._unit)
        return Baked(surface.pixels)

    def draw(self, canvas: skia.Canvas, seconds: float) -> None:
        """The card `seconds` after it began to come in."""
        if seconds <= 0:
            return
        arrived = spring(seconds, 0.9, 6.5)
        opacity = ease_out(seconds / 0.28)
        lift, scale = (1 - arrived) * RISE * self._unit, 0.94 + 0.06 * arrived
        box = self.box
        canvas.save()
        canvas.translate(box.x + box.w / 2, box.y + box.h / 2 + lift)
        if abs(scale - 1) > 0.0005:
            canvas.scale(scale, scale)
        canvas.translate(-box.w / 2 - self._margin, -box.h / 2 - self._margin)
        self._picture.draw(canvas, opacity)
        canvas.restore()


def _draw_face(canvas: skia.Canvas, w: float, h: float, radius: float, tones: CardTones, unit: float) -> None:
    face = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(0, 0, w, h), radius, radius)
    drop = skia.RRect.MakeRectXY(skia.Rect.MakeLTRB(10 * unit, 22 * unit, w - 10 * unit, h + 24 * unit), radius, radius)
    shade = paint_of((0.16, 0.03, tones.ink[2]), tones.shadow)
    canvas.save()
    canvas.clipRRect(face, skia.ClipOp.kDifference, True)
    canvas.drawRRect(drop, fill(shade, MaskFilter=blur(24 * unit)))
    canvas.restore()
    canvas.drawRRect(face, fill(paint_of(tones.fill, tones.opacity)))
    if tones.border is None:
        return
    if tones.opacity < 0.85:  # glass catches light along its upper part
        light = linear((0, 0), (0, h), [paint_of(tones.border, 0.34), paint_of(tones.border, 0.0)], [0.0, 0.6])
        canvas.drawRRect(face, shaded(light))
    width = 2.0 * unit
    inner = skia.RRect.MakeRectXY(
        skia.Rect.MakeLTRB(width / 2, width / 2, w - width / 2, h - width / 2), radius, radius
    )
    canvas.drawRRect(inner, stroke(paint_of(tones.border, 0.9), width))
