"""Where words can lie: named places, and steps from where they are, as parts of the canvas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from talkreel.language.grammar.clause import Clause
from talkreel.model import SAFE_AREAS, Canvas

Align = Literal["left", "center", "right"]
STEP = {"bit": 0.05, "": 0.1, "much": 0.2}  # "a bit higher", "higher", "much higher"
_ACROSS = {"left": 0.2, "center": 0.5, "right": 0.8}
_DOWN = {"top": 0.13, "center": 0.5, "bottom": 0.85}
_TALL_ACROSS = {"left": 0.28, "center": 0.5, "right": 0.72}


@dataclass(frozen=True)
class Spot:
    """A place for the centre of words, and how they are aligned there. None: as it is."""

    x: float | None = None
    y: float | None = None
    align: Align | None = None

    def fields(self) -> dict[str, object]:
        """As fields of a text's style."""
        told = {"x": self.x, "y": self.y, "align": self.align}
        return {name: value for name, value in told.items() if value is not None}


def spot_of(name: str, canvas: Canvas, margin: float | None = None) -> Spot:
    """The place of a name of the lexicon: "top_left", "center". `margin` is the distance from the edge, in parts of
    the short side."""
    vertical = next((part for part in ("top", "bottom") if name.startswith(part)), "center")
    side = next((part for part in ("left", "right") if name.endswith(part)), "center")
    across = _ACROSS if canvas.width > canvas.height else _TALL_ACROSS
    x, y = across[side], _DOWN[vertical]
    safe = SAFE_AREAS[canvas.aspect]
    y = max(y, safe.top + 0.05) if vertical == "top" else min(y, 1 - safe.bottom - 0.05)
    if margin is not None and vertical != "center":
        reach = margin * min(canvas.width, canvas.height) / canvas.height + 0.04
        y = reach if vertical == "top" else 1 - reach
    return Spot(round(x, 4), round(y, 4))


def named_spot(clause: Clause) -> Spot | None:
    """The place that the clause names; marked. "top" and "right" together are a corner."""
    names = list(dict.fromkeys(clause.take_all("spot")))
    if not names:
        return None
    if len(names) > 1:
        vertical = next((n for n in names if n in ("top", "bottom")), "")
        side = next((n for n in names if n in ("left", "right")), "")
        corner = "_".join(filter(None, (vertical, side)))
        names = [corner or names[0]]
    return spot_of(names[0], clause.film.draft.canvas, _margin(clause))


def _margin(clause: Clause) -> float | None:
    """ "40 px from the edge", 边距40像素, as a part of the short side."""
    edge = [i for i, t in enumerate(clause.tokens) if t.text.endswith(("edge", "edges", "边", "边缘"))]
    if not clause.has("prop", "margin") and not edge:
        return None
    clause.ignore("prop", "margin")
    clause.mark(edge)
    px, percent = clause.number("pixels"), clause.number("percent")
    canvas = clause.film.draft.canvas
    if px is not None:
        return px / min(canvas.width, canvas.height)
    return percent / 100 if percent is not None else None
