"""The illustrated vocabulary. `painter_for(stage)` gives the painter of a shot; nothing else is needed from outside."""

from __future__ import annotations

from importlib import import_module

from talkreel.scenes.painter import Filmed, Painter, Stage
from talkreel.scenes.parts import in_parts
from talkreel.scenes.plate import Clip, Photograph, Plate

__all__ = ["PAINTERS", "Clip", "Filmed", "Painter", "Photograph", "Plate", "Stage", "painter_for"]

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


def painter_for(stage: Stage) -> Painter | Filmed:
    """The painter of a shot; what does not move is baked here, so keep it for the shot's frames."""
    module, name = PAINTERS[stage.scene.kind]
    make = getattr(import_module(module), name)
    return in_parts(stage, make) if stage.scene.kind in OF_WORDS else make(stage)
