"""The cast of a landscape: its hero and its props, and the marks on which they stand, ride or fly."""

from __future__ import annotations

import numpy as np

from talkreel.model import Hero
from talkreel.scenes.actor import Actor, Mark
from talkreel.scenes.afloat import Rider
from talkreel.scenes.landscape import Landscape
from talkreel.scenes.ridge import Land
from talkreel.scenes.sprite import figure_for
from talkreel.scenes.water import Water

__all__ = ["Actor", "Mark", "Rider", "aloft_mark", "cast_of", "mark_on"]

BALLOONS = ("#2f7fb8", "#d9a11e", "#7a4fb0", "#2e9d78")


def mark_on(place: Landscape, land: Land, distance: float, tall: float) -> Mark:
    """A mark on a piece of land: what walks there goes up and down with it."""

    def row(column: float) -> float:
        x = (column - place.ground.middle) / place.unit * distance
        height = land.heights(np.array([[x]], np.float32), np.array([[distance]], np.float32))
        return place.ground.row(distance, float(height[0, 0]))

    return Mark(place.hero_x, row(place.hero_x * place.stage.width), land.depth, tall, row)


def aloft_mark(place: Landscape, tall: float = 0.27) -> Mark:
    """A mark in the air over the land."""
    return Mark(place.hero_x, place.horizon * (0.88 if place.stage.portrait else 0.74), 6.0, tall)


def cast_of(
    place: Landscape,
    ground: Mark,
    air: Mark,
    water: Water | None = None,
    shore: Mark | None = None,
    weightless: bool = False,
) -> list[Actor]:
    """The hero and up to four props on their marks, far ones first.

    `ground` is on the water when there is water; what lives on land then stands on `shore`, if there is one.
    `weightless`: everything floats.
    """
    scene = place.stage.scene
    heroes = ([scene.hero] if scene.hero else []) + [_prop(name, i) for i, name in enumerate(scene.props[:4])]
    actors: list[Actor] = []
    for i, hero in enumerate(heroes):
        prop = i if scene.hero else i + 1
        figure = figure_for(hero, place.script, place.sun_side, ground.tall * place.unit, _loop_s(place))
        if figure is None:
            continue
        aloft = weightless or figure.medium == "air" or hero.act in ("fly", "float", "drift")
        aloft = aloft and not (figure.medium == "water" and water is not None)
        ashore = shore is not None and figure.medium == "land" and not aloft
        mark = _beside(shore if shore and ashore else air if aloft else ground, prop)
        if water is None or aloft or ashore:
            actors.append(Actor(place, figure, mark, hero.act, aloft, prop))
        else:
            actors.append(Rider(place, figure, mark, hero.act, water, prop))
    return actors[::-1]


def _prop(name: str, i: int) -> Hero:
    """A prop; of several balloons no two are alike."""
    return Hero(name=name, colour=BALLOONS[i % len(BALLOONS)] if "balloon" in name else "")


def _loop_s(place: Landscape) -> float:
    return place.tempo.seconds if place.stage.scene.loop else 0.0


def _beside(mark: Mark, prop: int) -> Mark:
    """The mark of the n-th prop: to the sides of the hero's, smaller and further off."""
    if prop == 0:
        return mark
    side = 1 if prop % 2 else -1
    away = 0.20 + 0.10 * (prop // 2)
    x = min(0.92, max(0.08, mark.x + side * away))
    tall = mark.tall * (0.55 - 0.06 * prop)
    if mark.ground is not None:
        return Mark(x, mark.row, mark.depth, tall, mark.ground)
    return Mark(x, mark.row - 0.012 * mark.row * (prop // 2), mark.depth * 1.15, tall)
