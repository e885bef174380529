"""How segments, times and words of the vocabulary are called when people are told about them."""

from __future__ import annotations

from typing import get_args

from talkreel.messages import say, sentences
from talkreel.messages.things import in_chinese
from talkreel.model import Draft, Scene, Segment
from talkreel.model.draft import Filter
from talkreel.model.look import MusicStyle, Transition
from talkreel.model.scene import CameraMove, Ground, Pace, SceneKind, TimeOfDay, Weather

_LONGEST = 40  # letters of a text that is quoted to name it
# Words of the vocabulary that have a name in each language (`name.<word>` of the catalogue).
NAMED = frozenset(
    name
    for words in (SceneKind, TimeOfDay, Weather, Ground, CameraMove, Pace, Transition, Filter, MusicStyle)
    for name in get_args(words)
)


def word(name: str, language: str) -> str:
    """A word of the vocabulary as people say it; other words stay, with spaces for underscores."""
    named = name in NAMED or f"name.{name}" in sentences()
    return say(f"name.{name}", language) if named else name.replace("_", " ")


def thing(name: str, language: str) -> str:
    """Something that can be the hero of a scene, as people say it."""
    plain = name.replace("-", " ").replace("_", " ")
    return (in_chinese(name) or plain) if language.startswith("zh") else plain


def seconds(ms: int) -> str:
    """Milliseconds as seconds, to a hundredth at most: 4000 -> "4", 4250 -> "4.25"."""
    return f"{ms / 1000:.2f}".rstrip("0").rstrip(".")


def clock(ms: int) -> str:
    """A time of the film: to a hundredth, 3000 -> "0:03", 63500 -> "1:03.5"."""
    minutes, rest = divmod(round(ms / 10), 6000)
    whole, part = divmod(rest, 100)
    return f"{minutes}:{whole:02d}" + (f".{part:02d}".rstrip("0") if part else "")


def scene_name(scene: Scene, language: str) -> str:
    """A scene in two or three words: "city, sunset", "interior (coffee)"."""
    name = word(scene.kind, language)
    if scene.hero is not None:
        return say("name.scene_of", language, scene=name, thing=thing(scene.hero.name, language))
    return name


def picture_name(segment: Segment, language: str) -> str:
    """What a picture is called: by a name that somebody gave it, else by what it shows; empty for neither."""
    scene = segment.scene
    given = segment.name
    if scene is None or (given and given not in _scene_names(scene)):
        return given
    return scene_name(scene, language)


def _scene_names(scene: Scene) -> set[str]:
    """What the program calls a scene, or has called it."""
    hero = scene.hero.name.replace("-", " ").replace("_", " ") if scene.hero else ""
    earlier = {f"{word(scene.kind, language)} ({hero})" for language in ("en", "zh") if hero}
    return {scene_name(scene, "en"), scene_name(scene, "zh")} | earlier


def shot_name(segment: Segment, number: int, language: str) -> str:
    """A shot by its number, 1 the first, and what it is: "clip 2 (city)"."""
    name = picture_name(segment, language)
    if not name:
        return say("name.clip_bare", language, number=number)
    return say("name.clip", language, number=number, name=name)


def segment_name(segment: Segment, language: str, file: str = "", layer: bool = False) -> str:
    """What a segment that is no shot is called: its words, its own name, its file's, or what it is."""
    if segment.text:
        text = short(segment.text)
        return say("name.caption", language, text=text) if segment.role == "caption" else f"“{text}”"
    if segment.music is not None:
        return say("name.music", language)
    if segment.voice is not None:
        return say("name.voice", language, text=short(segment.voice.text))
    if segment.effect is not None:
        return say("name.effect", language, kind=word(segment.effect.kind, language))
    if segment.sticker:
        return say("name.sticker", language, name=segment.sticker)
    name = picture_name(segment, language) or file
    return say("name.layer" if layer else "name.heard", language, name=name)


def file_name(draft: Draft, key: str) -> str:
    """The name of an asset's file, without its folder; empty when there is none of that key."""
    asset = draft.assets.get(key)
    return asset.file.replace("\\", "/").rpartition("/")[2] if asset else ""


def short(text: str) -> str:
    """A text in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
