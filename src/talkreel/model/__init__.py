"""The nouns. Import them from here."""

from talkreel.model.brief import Brief, Fact, Material, Note, Point, ScreenText, Wish
from talkreel.model.canvas import FULL_HD, SAFE_AREAS, Aspect, Canvas, Insets
from talkreel.model.draft import (
    PICTURE,
    SOUND,
    WORDS,
    Asset,
    Draft,
    EffectRecipe,
    Entry,
    Meta,
    MusicRecipe,
    Segment,
    TextStyle,
    Track,
    VoiceRecipe,
)
from talkreel.model.look import Look, Palette
from talkreel.model.operation import Operation
from talkreel.model.scene import Camera, Datum, Hero, Key, Scene
from talkreel.model.storyboard import Line, Shot, Storyboard

__all__ = [
    "FULL_HD",
    "PICTURE",
    "SAFE_AREAS",
    "SOUND",
    "WORDS",
    "Aspect",
    "Asset",
    "Brief",
    "Camera",
    "Canvas",
    "Datum",
    "Draft",
    "EffectRecipe",
    "Entry",
    "Fact",
    "Hero",
    "Insets",
    "Key",
    "Line",
    "Look",
    "Material",
    "Meta",
    "MusicRecipe",
    "Note",
    "Operation",
    "Palette",
    "Point",
    "Scene",
    "ScreenText",
    "Segment",
    "Shot",
    "Storyboard",
    "TextStyle",
    "Track",
    "VoiceRecipe",
    "Wish",
]
