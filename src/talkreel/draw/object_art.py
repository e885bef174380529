"""Objects drawn: SVG to pixels."""

from __future__ import annotations

import json
import lzma
from functools import cache, lru_cache
from typing import Literal

import cv2
import numpy as np

from talkreel.draw.assets import ASSETS
from talkreel.draw.door import skia
from talkreel.draw.surface import Pixels, Surface

ObjectSet = Literal["hero", "icon"]

_FINER, _SMALL_PX = 4, 140  # pictures up to so many px are drawn so many times as large


def svg_pixels(side: float, body: str, size_px: int) -> Pixels:
    """An SVG body whose view is a square of `side` units, drawn `size_px` wide and high.

    Skia cuts what an SVG filter draws without anti-aliasing, so such a picture is drawn large and made smaller.
    """
    if "<filter" not in body:
        return _rendered(side, body, size_px)
    finer = _FINER if size_px <= _SMALL_PX else 2
    large = _rendered(side, body, size_px * finer)
    return np.asarray(cv2.resize(large, (size_px, size_px), interpolation=cv2.INTER_AREA), np.uint8)


def _rendered(side: float, body: str, size_px: int) -> Pixels:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{size_px}" height="{size_px}" viewBox="0 0 {side} {side}">{body}</svg>'
    )
    surface = Surface(size_px, size_px)
    dom = skia.SVGDOM.MakeFromStream(skia.MemoryStream.MakeCopy(text.encode()))
    dom.setContainerSize(skia.Size(size_px, size_px))
    dom.render(surface.canvas)
    return surface.pixels


@lru_cache(maxsize=64)
def picture_of(name: str, size_px: int, kind: ObjectSet) -> Pixels:
    """An object by its own name; do not change the pixels."""
    first, second = ("heroes", "icons") if kind == "hero" else ("icons", "heroes")
    side, body = _bodies(first).get(name) or _bodies(second)[name]
    return svg_pixels(side, body, size_px)


@cache
def _bodies(which: str) -> dict[str, tuple[float, str]]:
    """View sides and SVG bodies by name."""
    return json.loads(lzma.decompress((ASSETS / "objects" / f"{which}.json.xz").read_bytes()))
