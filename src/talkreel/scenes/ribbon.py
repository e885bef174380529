"""Two bands of running words at the top and the bottom of the frame: texture, not reading."""

from __future__ import annotations

from dataclasses import replace

from talkreel.draw.block import Box
from talkreel.draw.colour import paint_of
from talkreel.draw.door import skia
from talkreel.draw.ease import ease_expo
from talkreel.draw.lettering import draw_block
from talkreel.draw.paint import fill
from talkreel.draw.surface import LINEAR, Surface
from talkreel.model import Look
from talkreel.scenes.column import settled
from talkreel.scenes.cues import Cues
from talkreel.scenes.inks import Inks, blended
from talkreel.scenes.painter import Stage
from talkreel.scenes.wording import Wording

HEIGHT = 104.0  # px of a 1080p film
SPEED = 90.0  # px of a 1080p film a second


class Ribbon:
    """The words once, with a disc after them, baked; then tiled along each band, which run against each other."""

    def __init__(self, stage: Stage, look: Look, inks: Inks, text: str) -> None:
        self._stage, self._height = stage, HEIGHT * stage.unit
        self._colour, self._shade = paint_of(inks.accent), paint_of(blended(inks.accent, inks.ground, 0.2))
        wording = Wording(stage, look, Cues(1.0))
        wide = Box(0, 0, 60 * self._height, self._height)
        block = replace(
            wording.set("ribbon", "title", text, wide, 0, size=58, align="left"),
            colour=paint_of(inks.on_accent), enter="none", anchor="middle", max_lines=1, leave_ms=None,
        )  # fmt: skip
        gap = 0.9 * self._height
        width = settled(block).right + gap
        tile = Surface(round(width), round(self._height))
        draw_block(tile.canvas, block, 10_000)
        dot = fill(paint_of(inks.on_accent, 0.8))
        tile.canvas.drawCircle(width - gap / 2, self._height / 2, 8 * stage.unit, dot)
        self._tile, self._width = tile.image(), float(round(width))

    def draw(self, canvas: skia.Canvas, t_ms: float) -> None:
        """Both bands; they come in from above and below."""
        w, h, unit = self._stage.width, self._stage.height, self._stage.unit
        shown = ease_expo(t_ms / 900)
        edge = 0.0 if not self._stage.portrait else 0.045 * h
        for y, way in (
            (edge - (1 - shown) * (self._height + edge), -1),
            (h - edge - self._height + (1 - shown) * (self._height + edge), 1),
        ):
            canvas.drawRect(skia.Rect.MakeLTRB(0, y, w, y + self._height), fill(self._colour))
            start = (way * SPEED * unit * t_ms / 1000) % self._width - self._width
            x = start
            while x < w:
                canvas.drawImage(self._tile, x, y, LINEAR)
                x += self._width
