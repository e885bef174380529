"""How segments are called when people are told about them."""

from __future__ import annotations

from typing import get_args

from talkreel.messages import say
from talkreel.model import Scene, Segment
from talkreel.model.look import MusicStyle
from talkreel.model.scene import SceneKind, TimeOfDay, Weather

# Words of the vocabulary that have a name in each language (`name.<word>` of the catalogue).
NAMED = frozenset((*get_args(SceneKind), *get_args(TimeOfDay), *get_args(Weather), *get_args(MusicStyle)))


def word(name: str, language: str) -> str:
    """A word of the scene vocabulary as people say it; other words stay, with spaces for underscores."""
    return say(f"name.{name}", language) if name in NAMED else name.replace("_", " ")


def seconds(ms: int) -> str:
    """Milliseconds as seconds, to a hundredth at most: 4000 -> "4", 4250 -> "4.25"."""
    return f"{ms / 1000:.2f}".rstrip("0").rstrip(".")


def scene_name(scene: Scene, language: str) -> str:
    """A scene in two or three words: "city, sunset", "interior (coffee)"."""
    name = word(scene.kind, language)
    if scene.hero is not None:
        return f"{name} ({scene.hero.name.replace('-', ' ').replace('_', ' ')})"
    return name


def segment_name(segment: Segment, language: str) -> str:
    """What the segment is called: its own name, its words, or what it is."""
    if segment.text:
        return f"“{segment.text}”"
    if segment.music is not None:
        return say("name.music", language)
    if segment.voice is not None:
        return say("name.voice", language)
    if segment.effect is not None:
        return say("name.effect", language)
    if segment.name:
        return f"“{segment.name}”"
    return scene_name(segment.scene, language) if segment.scene else say("name.sound", language)
