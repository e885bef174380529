"""The illustrated vocabulary. `painter_for(stage)` gives the painter of a shot; nothing else is needed from outside."""

from __future__ import annotations

from importlib import import_module

from talkreel.scenes.painter import Filmed, Painter, Stage
from talkreel.scenes.parts import in_parts
from talkreel.scenes.plate import Clip, Photograph, Plate
from talkreel.scenes.styling import kept

__all__ = ["PAINTERS", "Clip", "Filmed", "Painter", "Photograph", "Plate", "Stage", "obeys", "painter_for"]

# Scene kind -> module and class. Modules are imported when first drawn.
PAINTERS: dict[str, tuple[str, str]] = {
    "city": ("talkreel.scenes.city", "City"),
    "forest": ("talkreel.scenes.forest", "Forest"),
    "sea": ("talkreel.scenes.sea", "Sea"),
    "mountains": ("talkreel.scenes.mountains", "Mountains"),
    "desert": ("talkreel.scenes.desert", "Desert"),
    "meadow": ("talkreel.scenes.meadow", "Meadow"),
    "space": ("talkreel.scenes.space", "Space"),
    "street": ("talkreel.scenes.street", "Street"),
    "interior": ("talkreel.scenes.interior", "Interior"),
    "stage": ("talkreel.scenes.stage", "ProductStage"),
    "photo": ("talkreel.scenes.photo", "Photo"),
    "video": ("talkreel.scenes.video", "Video"),
    "kinetic": ("talkreel.scenes.kinetic", "Kinetic"),
    "cards": ("talkreel.scenes.cards", "Cards"),
    "steps": ("talkreel.scenes.steps", "Steps"),
    "count": ("talkreel.scenes.count", "Count"),
    "chart": ("talkreel.scenes.chart", "Chart"),
    "quote": ("talkreel.scenes.quote", "Quote"),
    "price": ("talkreel.scenes.price", "Price"),
    "comparison": ("talkreel.scenes.comparison", "Comparison"),
    "end": ("talkreel.scenes.end", "EndCard"),
}

# Scenes that are made of their words: words that follow each other are told one after another.
OF_WORDS = frozenset({"kinetic", "cards", "steps", "count", "chart", "quote", "price", "comparison", "end"})


_STYLED = frozenset({"size", "color", "align", "animation", "mark", "font", "background", "opacity", "scrim"})
_PLACED = frozenset({"x", "y"})
_OF_FIGURES = frozenset({"count", "chart", "price"})  # their numbers are as large as they fit: they get only smaller
# Places and a person's own pictures: their words are a composition over the picture, and each can stand elsewhere.
_WITH_TITLES = frozenset(
    {"city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior", "photo", "video"}
)


def painter_for(stage: Stage) -> Painter | Filmed:
    """The painter of a shot; what does not move is baked here, so keep it for the shot's frames."""
    module, name = PAINTERS[stage.scene.kind]
    make = getattr(import_module(module), name)
    painter = in_parts(stage, make) if stage.scene.kind in OF_WORDS else make(stage)
    painter.blocks = kept(painter.blocks, stage.words, stage.look, min(stage.width, stage.height))
    return painter


def obeys(kind: str, role: str = "") -> frozenset[str]:
    """The fields of `TextStyle` that a scene of this kind follows for words of a role that it lays out.

    The rest only words over the film can have: they have to be freed from the scene first.
    """
    if kind in _WITH_TITLES:
        return _STYLED | _PLACED
    return _STYLED - {"size"} if kind in _OF_FIGURES and role in ("number", "price") else _STYLED
