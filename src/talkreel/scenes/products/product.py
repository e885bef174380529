"""What a product is to a scene: how it is modelled, how it stands, and where a close-up looks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from talkreel.draw.door import skia
from talkreel.scenes.products.clay import Clay
from talkreel.scenes.products.tint import Tint

HEIGHT = 1000.0  # of every product, in design units

Model = Callable[[Clay, Tint], None]
Still = Callable[[skia.Canvas, Tint], None]  # canvas in design units
Live = Callable[[skia.Canvas, float, Tint], None]  # and seconds


@dataclass(frozen=True)
class Detail:
    """A part worth a close-up: its middle, how much height of the product is then seen (design units), and the words
    that speak of it."""

    x: float
    y: float
    span: float = 420.0
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Foot:
    """The ellipse that touches the ground: middle, half width, half height (how far we look down on it)."""

    y: float = 985.0
    rx: float = 260.0
    ry: float = 26.0
    x: float = 0.0


@dataclass(frozen=True)
class Product:
    """`width` in design units. `colours`: names of the body's and the accent's colour when none is asked for.

    `foot` None: it floats. `backing` draws what its screen shows always, `live` what moves over that; `pane` is the
    glass over it, for the glare.
    `steam`: x, y and width of what is hot. `size`: how large it is beside others (1: a bottle).
    """

    model: Model
    width: float
    colours: tuple[str, str] = ("black", "coral")
    details: tuple[Detail, ...] = ()
    foot: Foot | None = Foot()
    live: Live | None = None
    pane: Callable[[], skia.Path] | None = None
    steam: tuple[float, float, float] | None = None
    size: float = 1.0
    backing: Still | None = None
