"""What changed between two drafts, in short plain sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from talkreel.edit.naming import scene_name, seconds, segment_name, word
from talkreel.messages import say
from talkreel.model import PICTURE, SOUND, WORDS, Draft, Scene, Segment, TextStyle

# From this many like changes on, they are counted instead of listed.
COUNTED_FROM = 4
_PLURAL = {PICTURE: "name.shots", WORDS: "name.texts", SOUND: "name.sounds"}
_SCENE_FIELDS = (
    "kind", "variant", "time", "weather", "ground", "camera", "tone", "hero", "props", "palette", "seed", "data",
    "src",
)  # fmt: skip


def describe(before: Draft, after: Draft, language: str = "en") -> list[str]:
    """One sentence for each change, film first, then pictures, words and sounds; never empty."""
    told = [*_film_changes(before, after, language)]
    for track_type in (PICTURE, WORDS, SOUND):
        told += _track_changes(_by_id(before, track_type), _by_id(after, track_type), track_type, language)
    same = before.model_copy(update={"revision": after.revision}) == after
    return told or [say("edit.same" if same else "edit.details", language)]


def _by_id(draft: Draft, track_type: int) -> dict[str, Segment]:
    return {s.id: s for s in draft.of_type(track_type)}


def _film_changes(before: Draft, after: Draft, language: str) -> Iterator[str]:
    old, new = before.meta, after.meta
    if old.title != new.title:
        yield say("edit.title", language, title=new.title)
    if before.duration_ms != after.duration_ms:
        yield say("edit.length", language, seconds=seconds(after.duration_ms), before=seconds(before.duration_ms))
    if (old.width, old.height) != (new.width, new.height):
        yield say("edit.size", language, width=new.width, height=new.height)
    if old.fps != new.fps:
        yield say("edit.fps", language, fps=new.fps)
    if old.captions != new.captions:
        yield say("edit.captions_on" if new.captions else "edit.captions_off", language)
    if after.look is not None and before.look != after.look:
        same_name = before.look is not None and before.look.name == after.look.name
        yield say("edit.colours" if same_name else "edit.look", language, look=after.look.name)
    for key in after.assets.keys() - before.assets.keys():
        yield say("edit.asset", language, file=after.assets[key].file)


def _track_changes(
    old: Mapping[str, Segment], new: Mapping[str, Segment], track_type: int, language: str
) -> Iterator[str]:
    added = [s for key, s in new.items() if key not in old]
    removed = [s for key, s in old.items() if key not in new]
    kept = [(old[key], s) for key, s in new.items() if key in old]
    moved = [s for was, s in kept if (was.start_ms, was.duration_ms) != (s.start_ms, s.duration_ms)]
    for code, changed in (("edit.removed", removed), ("edit.added", added), ("edit.moved", moved)):
        yield from _listed(code, changed, track_type, language)
    for was, is_now in kept:
        yield from _segment_changes(was, is_now, language)


def _listed(code: str, segments: list[Segment], track_type: int, language: str) -> Iterator[str]:
    if len(segments) >= COUNTED_FROM:
        yield say(f"{code}_many", language, count=len(segments), what=say(_PLURAL[track_type], language))
        return
    for s in segments:
        name = segment_name(s, language)
        times = {"at": seconds(s.start_ms), "end": seconds(s.end_ms), "seconds": seconds(s.duration_ms)}
        yield _capital(say(code, language, name=name, **times))


def _segment_changes(old: Segment, new: Segment, language: str) -> Iterator[str]:
    name = segment_name(new, language)
    if old.text != new.text:
        yield say("edit.text", language, before=old.text, after=new.text)
    if _words_style(old) != _words_style(new):
        yield say("edit.style", language, text=new.text)
    if old.volume != new.volume:
        yield _capital(say("edit.volume", language, name=name, percent=round(new.volume * 100)))
    if old.music and new.music and old.music.style != new.music.style:
        yield _field(name, "style", word(new.music.style, language), language)
    if old.scene and new.scene and old.scene != new.scene:
        yield from _scene_changes(old.scene, new.scene, language)
    for field in _other_changes(old, new):
        yield _capital(say("edit.changed", language, name=name, field=say(f"name.field.{field}", language)))


def _words_style(segment: Segment) -> tuple[TextStyle, str]:
    return segment.style, segment.role


def _other_changes(old: Segment, new: Segment) -> Iterator[str]:
    """Fields that have no telling value: only that they changed is said."""
    if (old.fade_in_ms, old.fade_out_ms) != (new.fade_in_ms, new.fade_out_ms):
        yield "fade"
    if old.entry != new.entry:
        yield "transition"
    if (old.src, old.in_ms) != (new.src, new.in_ms):
        yield "source"
    if old.hold_ms != new.hold_ms:
        yield "hold"
    if (old.voice, old.effect) != (new.voice, new.effect) or (old.music != new.music and not _restyled(old, new)):
        yield "other"


def _restyled(old: Segment, new: Segment) -> bool:
    return bool(old.music and new.music and old.music.style != new.music.style)


def _scene_changes(old: Scene, new: Scene, language: str) -> Iterator[str]:
    name = scene_name(new, language)
    for field in _SCENE_FIELDS:
        if getattr(old, field) == getattr(new, field):
            continue
        value = _value(new, field, language)
        if value:
            yield _field(name, field, value, language)
        else:
            told = say("edit.changed", language, name=name, field=say(f"name.field.{field}", language))
            yield _capital(told)


def _value(scene: Scene, field: str, language: str) -> str:
    """The field's value in words; empty when words would not tell it."""
    match field:
        case "time" | "weather":
            return " → ".join(word(key.to, language) for key in scene.at_keys(field))
        case "camera":
            return scene.camera.move.replace("_", " ")
        case "hero":
            return scene.hero.name.replace("-", " ") if scene.hero else ""
        case "kind":
            return word(scene.kind, language)
        case "variant" | "tone" | "ground":
            return str(getattr(scene, field))
        case _:
            return ""


def _field(name: str, field: str, value: str, language: str) -> str:
    said = say("edit.field", language, name=name, field=say(f"name.field.{field}", language), value=value)
    return _capital(said)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
