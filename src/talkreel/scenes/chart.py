"""Numbers against each other: bars, lying bars, a line through time, or a ring of shares.

What is drawn follows the data; `variant` "bar", "line" or "donut" asks for one. Values are told in the user's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from talkreel.draw.door import skia
from talkreel.scenes.card import Card, card_tones
from talkreel.scenes.figures import Figure, figures_of
from talkreel.scenes.painter import Stage
from talkreel.scenes.plots.bars import Bars
from talkreel.scenes.plots.donut import Donut
from talkreel.scenes.plots.line import Line
from talkreel.scenes.plots.plot import FIRST_MS, GROW_MS, STEP_MS, Plot, Plotting
from talkreel.scenes.word_scene import WordScene

Kind = Literal["bar", "lying", "line", "donut"]

MOST = 7
MOST_SHARES = 6
_TIME = re.compile(
    r"^(?:(?:19|20)\d\d年?|'?\d\d|q[1-4].*|h[12].*|fy.*|week.*|wk.*|day.*|mon|tue|wed|thu|fri|sat|sun|"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d{1,2}月|第.*[周季天年]|周.)",
    re.IGNORECASE,
)


class Chart(WordScene):
    """On a panel, so that lines and labels are read on any ground."""

    knows = frozenset({"number", "price", "label"})

    def __init__(self, stage: Stage) -> None:
        figures = figures_of(stage, MOST)
        super().__init__(stage, natural_ms=FIRST_MS + STEP_MS * len(figures) + GROW_MS + 300, calm=True)
        heading, body = self.under_heading((1060 if stage.portrait else 660) * self.unit, share=0.26, gap=56)
        # A plot needs a quiet ground: no tints, no solid ink.
        style = {"tint": "soft", "solid": "line"}.get(self.look.card, self.look.card)
        tones = card_tones(self.look, self.inks, 0, style)  # pyright: ignore[reportArgumentType]
        self._panel = Card(stage, body, tones, self.radius)
        area = body.inset(min(64 * self.unit, body.h * 0.09))
        plotting = Plotting(figures, area, self.unit, self.radius, tones, self.inks, self.wording, self.cues)
        self._plot = _plot_of(kind_of(figures, stage.scene.variant, stage.portrait), plotting) if figures else None
        self.blocks = (*heading, *(self._plot.blocks if self._plot else ()))

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The panel with the drawing."""
        self._panel.draw(canvas, self.cues.seconds(t_ms, 200))
        if self._plot:
            self._plot.draw(canvas, t_ms)


def kind_of(figures: Sequence[Figure], asked: str, portrait: bool) -> Kind:
    """What suits the data: a ring for percentages of one whole, a line for four times or more, otherwise bars."""
    if asked == "line" and len(figures) > 1:
        return "line"
    if asked == "donut" or (asked != "bar" and _one_whole(figures) and len(figures) <= MOST_SHARES):
        return "donut"
    if asked != "bar" and len(figures) >= 4 and all(_TIME.match(f.label.strip()) for f in figures):
        return "line"
    longest = max((len(f.label) for f in figures), default=0)
    crowded = len(figures) > 4 or longest > (8 if len(figures) > 2 else 14)
    return "lying" if (portrait and crowded) or longest > 22 else "bar"


def _plot_of(kind: Kind, plotting: Plotting) -> Plot:
    if kind == "line":
        return Line(plotting)
    if kind == "donut":
        percents = all(f.percent for f in plotting.figures)
        return Donut(plotting, 100.0 if percents else 0.0)
    return Bars(plotting, lying=kind == "lying")


def _one_whole(figures: Sequence[Figure]) -> bool:
    """Percentages that add up to a hundred, or nearly."""
    shares = len(figures) >= 2 and all(f.percent and f.value > 0 for f in figures)
    return shares and 97 <= sum(f.value for f in figures) <= 103
