"""How each kind of film is built."""

from __future__ import annotations

from collections.abc import Callable

from talkreel.model.brief import FilmKind
from talkreel.plan.direction.outlines.film import Film, Outline
from talkreel.plan.direction.outlines.selling import announcement, listing, promo, teaser
from talkreel.plan.direction.outlines.showing import loop, scene, showcase, slideshow
from talkreel.plan.direction.outlines.teaching import explainer, quote, recap, tutorial

__all__ = ["OUTLINES", "Film", "Outline"]

OUTLINES: dict[FilmKind, Callable[[Film], Outline]] = {
    "promo": promo,
    "explainer": explainer,
    "slideshow": slideshow,
    "showcase": showcase,
    "teaser": teaser,
    "quote": quote,
    "announcement": announcement,
    "recap": recap,
    "tutorial": tutorial,
    "listing": listing,
    "loop": loop,
    "scene": scene,
}
