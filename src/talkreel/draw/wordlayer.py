"""Words and shapes over a picture in planes: what rests is a kept sprite, what moves is drawn and lifted over."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import cv2

from talkreel.draw.block import Block
from talkreel.draw.door import skia
from talkreel.draw.kernels import blend, sprite_of
from talkreel.draw.lettering import draw_block, stamp_of
from talkreel.draw.surface import Surface
from talkreel.model.planes import Planes

Draw = Callable[[skia.Canvas], None]


class WordLayer:
    """A clear surface that is drawn on and emptied onto pictures of one size."""

    def __init__(self, width: int, height: int) -> None:
        self._surface = Surface(width, height)

    def lay(self, into: Planes, blocks: Iterable[tuple[Block, float]], under: Draw | None = None) -> None:
        """Lay blocks, each at its time in ms, over a picture, in order; what `under` draws comes below them."""
        canvas, drawn = self._surface.canvas, False
        if under is not None:
            under(canvas)
            drawn = True
        for block, t_ms in blocks:
            stamp = stamp_of(block, t_ms)
            if stamp is None:
                draw_block(canvas, block, t_ms)
                drawn = True
                continue
            if drawn:
                self._lift(into)
                drawn = False
            blend(into, *stamp)
        if drawn:
            self._lift(into)

    def _lift(self, into: Planes) -> None:
        """Move what was drawn onto the picture; the surface is clear again."""
        pixels = self._surface.pixels
        x, y, width, height = cv2.boundingRect(cv2.extractChannel(pixels, 3))
        if not width:
            return
        left, top = x & ~1, y & ~1
        right, bottom = (x + width + 1) & ~1, (y + height + 1) & ~1
        inked = pixels[top:bottom, left:right]
        blend(into, sprite_of(inked), left, top)
        inked[:] = 0
