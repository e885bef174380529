"""Numbers against each other: bars, lying bars, a line through time, or a ring of shares.

What is drawn follows the data; `variant` "bar", "line" or "donut" asks for one. Values are told in the user's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from talkreel.draw.door import skia
from talkreel.model import Datum
from talkreel.scenes.card import Card, card_tones
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

    def __init__(self, stage: Stage) -> None:
        data = stage.scene.data[:MOST]
        super().__init__(stage, natural_ms=FIRST_MS + STEP_MS * len(data) + GROW_MS + 300, calm=True)
        heading, body = self.under_heading((1060 if stage.portrait else 660) * self.unit, share=0.26, gap=56)
        # A plot needs a quiet ground: no tints, no solid ink.
        style = {"tint": "soft", "solid": "line"}.get(self.look.card, self.look.card)
        tones = card_tones(self.look, self.inks, 0, style)  # pyright: ignore[reportArgumentType]
        self._panel = Card(stage, body, tones, self.radius)
        area = body.inset(min(64 * self.unit, body.h * 0.09))
        plotting = Plotting(data, area, self.unit, self.radius, tones, self.inks, self.wording, self.cues)
        self._plot = _plot_of(kind_of(data, stage.scene.variant, stage.portrait), plotting) if data else None
        self.blocks = (*heading, *(self._plot.blocks if self._plot else ()))

    def over(self, canvas: skia.Canvas, t_ms: float) -> None:
        """The panel with the drawing."""
        self._panel.draw(canvas, self.cues.seconds(t_ms, 200))
        if self._plot:
            self._plot.draw(canvas, t_ms)


def kind_of(data: Sequence[Datum], asked: str, portrait: bool) -> Kind:
    """What suits the data: a ring for percentages of one whole, a line for four times or more, otherwise bars."""
    if asked == "line" and len(data) > 1:
        return "line"
    if asked == "donut" or (asked != "bar" and _one_whole(data) and len(data) <= MOST_SHARES):
        return "donut"
    if asked != "bar" and len(data) >= 4 and all(_TIME.match(d.label.strip()) for d in data):
        return "line"
    longest = max((len(d.label) for d in data), default=0)
    crowded = len(data) > 4 or longest > (8 if len(data) > 2 else 14)
    return "lying" if (portrait and crowded) or longest > 22 else "bar"


def _plot_of(kind: Kind, plotting: Plotting) -> Plot:
    if kind == "line":
        return Line(plotting)
    if kind == "donut":
        percents = all(_is_percent(d) for d in plotting.data)
        return Donut(plotting, 100.0 if percents else 0.0)
    return Bars(plotting, lying=kind == "lying")


def _is_percent(datum: Datum) -> bool:
    return "%" in datum.text or "％" in datum.text


def _one_whole(data: Sequence[Datum]) -> bool:
    """Percentages that add up to a hundred, or nearly."""
    shares = len(data) >= 2 and all(_is_percent(d) and d.value > 0 for d in data)
    return shares and 97 <= sum(d.value for d in data) <= 103
