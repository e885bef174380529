"""Runs of text as Skia shapes them (HarfBuzz within): the one place that builds paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from talkreel.draw import faces
from talkreel.draw.door import skia
from talkreel.model.look import Face

_REFERENCE = 100.0  # size at which widths are measured; they scale, for advances are not hinted


@dataclass(frozen=True)
class Letters:
    """How a run of text is set: registered font families, best first; spacing in sizes; synthetic bold.

    `rtl`: the run stands in a paragraph that reads from the right.
    """

    text: str
    families: tuple[str, ...]
    tracking: float = 0.0
    bold: bool = False
    rtl: bool = False


def paragraph(letters: Letters, size: float, colour: int) -> Any:
    """The run shaped on one endless line; paint it at (x, y - `AlphabeticBaseline`)."""
    style = skia.textlayout.TextStyle()
    style.setFontSize(float(size))
    style.setFontFamilies(list(letters.families))
    style.setForegroundPaint(skia.Paint(Color=colour, AntiAlias=True))
    style.setLetterSpacing(float(letters.tracking * size))
    if letters.bold:
        # Thickens only the fonts of the chain that have no bold of their own.
        style.setFontStyle(skia.FontStyle.Bold())
    whole = skia.textlayout.ParagraphStyle()
    whole.setTextStyle(style)
    builder = skia.textlayout.ParagraphBuilder.make(whole, faces.collection(), _unicode())
    builder.pushStyle(style)
    # Skia's paragraphs are left-to-right; an embedding makes this one right-to-left, stops and brackets included.
    builder.addText(f"\u202b{letters.text}\u202c" if letters.rtl else letters.text)
    made = builder.Build()
    made.layout(1e6)
    return made


@lru_cache(maxsize=4096)
def advance(letters: Letters) -> float:
    """Width of a run, in sizes, without the spacing after its last letter."""
    if not letters.text:
        return 0.0
    return float(paragraph(letters, _REFERENCE, 0xFF000000).MaxIntrinsicWidth) / _REFERENCE - letters.tracking


@lru_cache(maxsize=64)
def latin_extent(face: Face, weight: int) -> tuple[float, float]:
    """Height of a capital and depth of a p in a face, in sizes."""
    font = skia.Font(faces.typeface(face, weight), 1000)
    capital, hanging = skia.Rect(), skia.Rect()
    font.measureText("H", skia.TextEncoding.kUTF8, capital)
    font.measureText("p", skia.TextEncoding.kUTF8, hanging)
    return -float(capital.fTop) / 1000, float(hanging.fBottom) / 1000


@cache
def _unicode() -> Any:
    return skia.Unicodes.ICU.Make()
