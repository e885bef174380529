"""Words as small pictures, drawn once: blitting them is many times faster than drawing type on every frame."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from talkreel.draw.block import Box
from talkreel.draw.door import skia
from talkreel.draw.objects import emoji_object, object_picture
from talkreel.draw.runs import Letters, paragraph
from talkreel.draw.shaping import Word
from talkreel.draw.surface import LINEAR, Pixels, Surface, image_of

_MARGIN = 0.5  # round a word's advance, in sizes: swashes and marks reach out of it
_EMOJI_LEFT, _EMOJI_ABOVE = 0.03, 0.86  # where an emoji stands on the baseline, sizes
_REFERENCE = 80.0  # size at which ink is measured
_STEPS = 4  # places between two pixels at which a word is drawn anew
_SHADOW_BLUR, _SHADOW_DROP = 0.10, 0.035  # in sizes


@dataclass(frozen=True, eq=False)
class Sprite:
    """A picture to be put at (x + left, y + top); `pixels` are premultiplied BGRA."""

    image: Any
    pixels: Pixels
    left: int
    top: int

    def box(self, x: float, y: float) -> Box:
        """Where its pixels are when it stands at (x, y)."""
        return Box(x + self.left, y + self.top, self.pixels.shape[1], self.pixels.shape[0])

    def draw(self, canvas: skia.Canvas, x: float, y: float, alpha: float = 1.0) -> None:
        """Put it at (x, y), px; whole numbers stay crisp."""
        canvas.drawImage(self.image, float(x + self.left), float(y + self.top), LINEAR, opaque(alpha))


def opaque(alpha: float) -> skia.Paint:
    """A paint that only sets opacity."""
    return skia.Paint(Alphaf=min(1.0, max(0.0, float(alpha))))


def origin(word: Word) -> tuple[int, int]:
    """The whole pixel at the start of a word's baseline; what is left over is in its sprite."""
    return math.floor(round(word.box.x * _STEPS) / _STEPS), round(word.baseline)


def sprite_of(word: Word, size: float, colour: int) -> Sprite | None:
    """The word's letters, to be put at `origin(word)`; None when nothing of it is seen."""
    if word.piece.is_emoji:
        return _emoji(word.piece.text, round(size, 2))
    offset = (round(word.box.x * _STEPS) / _STEPS) % 1.0
    return letters_sprite(word.letters, round(size, 3), colour, offset)


@lru_cache(maxsize=256)
def letters_sprite(letters: Letters, size: float, colour: int, offset: float = 0.0) -> Sprite | None:
    """A shaped run whose baseline starts `offset` px right of the origin."""
    shaped = paragraph(letters, size, colour)
    margin = math.ceil(_MARGIN * size) + 2
    width = math.ceil(float(shaped.MaxIntrinsicWidth)) + 2 * margin
    above, below = math.ceil(size * 1.25) + 2, math.ceil(size * 0.65) + 2
    surface = Surface(width, above + below)
    shaped.paint(surface.canvas, margin + offset, above - float(shaped.AlphabeticBaseline))
    return _cropped(surface.pixels, margin, above)


def extent_of(word: Word) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of the word's ink from the start of its baseline, in sizes."""
    if word.piece.is_emoji:
        return (_EMOJI_LEFT, -_EMOJI_ABOVE, _EMOJI_LEFT + 1, 1 - _EMOJI_ABOVE)
    return _extent(word.letters)


@lru_cache(maxsize=4096)
def _extent(letters: Letters) -> tuple[float, float, float, float] | None:
    sprite = letters_sprite(letters, _REFERENCE, 0xFF000000)
    if sprite is None:
        return None
    box = sprite.box(0, 0)
    return (box.x / _REFERENCE, box.y / _REFERENCE, box.right / _REFERENCE, box.bottom / _REFERENCE)


def _cropped(pixels: Pixels, x: int, y: int) -> Sprite | None:
    """The part that has ink, of pixels whose origin is at (x, y)."""
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(pixels[..., 3]))
    if width == 0:
        return None
    ink = np.ascontiguousarray(pixels[top : top + height, left : left + width])
    return Sprite(image_of(ink), ink, left - x, top - y)


@lru_cache(maxsize=64)
def _emoji(cluster: str, size: float) -> Sprite | None:
    name = emoji_object(cluster)
    if name is None:
        return None
    side = max(8, round(size))
    return _cropped(object_picture(name, side, "icon"), -round(_EMOJI_LEFT * size), round(side * _EMOJI_ABOVE))


@lru_cache(maxsize=128)
def shadow_of(sprite: Sprite, size: float) -> Sprite:
    """A soft black shadow, to be put where the sprite is; draw it at the opacity wanted."""
    sigma = max(0.6, _SHADOW_BLUR * size)
    margin = math.ceil(sigma * 3)
    alpha = cv2.copyMakeBorder(sprite.pixels[..., 3], margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=0)
    soft = np.asarray(cv2.GaussianBlur(alpha, (0, 0), sigma))
    pixels = np.zeros((*soft.shape, 4), np.uint8)
    pixels[..., 3] = np.clip(soft.astype(np.float32) * 1.5, 0, 255)
    drop = round(_SHADOW_DROP * size)
    return Sprite(image_of(pixels), pixels, sprite.left - margin, sprite.top - margin + drop)
