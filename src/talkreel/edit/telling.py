"""How two states of a segment differ, field by field, in words: "colour #fff → red", "speed 1× → 2×"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from talkreel.edit.naming import clock, file_name, seconds, short, thing, word
from talkreel.messages import say
from talkreel.model import Datum, Draft, Entry, Hero, Scene, Segment
from talkreel.model.scene import Key

# What a field is, to be compared, and how it is said (value, draft, language).
Part = tuple[str, Callable[[Segment], Any], Callable[[Any, Draft, str], str]]

# Not worth a word where there was no such recipe, or is none now.
_OF_RECIPES = frozenset({"tempo", "seed", "language", "engine"})


def told_parts(old: Segment, new: Segment, before: Draft, after: Draft, language: str) -> Iterator[str]:
    """Each field that differs, with what it was and what it is; at least one where the segments differ at all."""
    told = False
    for field, get, shown in PARTS:
        was, is_now = get(old), get(new)
        if was != is_now and not (field in _OF_RECIPES and None in (was, is_now)):
            told = True
            label = say(f"name.field.{field}", language)
            states = {"before": shown(was, before, language), "after": shown(is_now, after, language)}
            yield say("edit.to", language, field=label, **states)
    if not told:
        yield say("name.field.other", language)


def _quoted(value: str, draft: Draft, language: str) -> str:
    return f"“{short(value)}”" if value else say("name.none", language)


def _seconds(value: int, draft: Draft, language: str) -> str:
    return say("name.seconds", language, seconds=seconds(value))


def _clock(value: int, draft: Draft, language: str) -> str:
    return clock(value)


def _word(value: str | None, draft: Draft, language: str) -> str:
    return word(value, language) if value else say("name.none", language)


def _number(value: float | None, draft: Draft, language: str) -> str:
    return f"{value:g}" if value is not None else say("name.none", language)


def _percent(value: float, draft: Draft, language: str) -> str:
    return f"{round(value * 100)} %"


def _signed(value: float, draft: Draft, language: str) -> str:
    return f"{round(value * 100):+d}" if value else "0"


def _switch(value: bool, draft: Draft, language: str) -> str:
    return say("name.on" if value else "name.off", language)


def _list(value: tuple[str, ...], draft: Draft, language: str) -> str:
    return ", ".join(word(v, language) for v in value) or say("name.none", language)


def _keys(value: str | tuple[Key, ...] | None, draft: Draft, language: str) -> str:
    if value is None or isinstance(value, str):
        return _word(value, draft, language)
    first, *rest = value
    later = (f"{word(key.to, language)} ({_seconds(key.at, draft, language)})" for key in rest)
    return " > ".join((word(first.to, language), *later))


def _camera(value: str | None, draft: Draft, language: str) -> str:
    return say("name.move_push", language) if value == "push" else _word(value, draft, language)


def _hero(value: Hero | None, draft: Draft, language: str) -> str:
    return f"{thing(value.name, language)} {value.colour}".strip() if value else say("name.none", language)


def _data(value: tuple[Datum, ...], draft: Draft, language: str) -> str:
    return ", ".join(f"{d.label} {d.text}".strip() for d in value) or say("name.none", language)


def _files(value: tuple[str, ...], draft: Draft, language: str) -> str:
    return ", ".join(file_name(draft, key) or key for key in value) or say("name.none", language)


def _entry(value: Entry, draft: Draft, language: str) -> str:
    name = word(value.kind, language)
    return f"{name} {_seconds(value.duration_ms, draft, language)}" if value.kind != "cut" else name


def _speed(value: tuple[float, float | None], draft: Draft, language: str) -> str:
    ends = (say("name.times", language, speed=f"{round(v, 3):g}") for v in value if v is not None)
    return " … ".join(ends)


def _box(value: tuple[float, ...] | None, draft: Draft, language: str) -> str:
    if value is None:
        return say("name.all", language)
    x0, y0, x1, y1 = (f"{v * 100:.3g}" for v in value)
    return f"{x0}–{x1} × {y0}–{y1} %"


def _place(value: tuple[float | None, float | None], draft: Draft, language: str) -> str:
    if value == (None, None):
        return say("name.by_look", language)
    return "(" + ", ".join("–" if v is None else f"{v * 100:.3g} %" for v in value) + ")"


def _degrees(value: float, draft: Draft, language: str) -> str:
    return f"{value:g}°"


def _of_look(value: object, draft: Draft, language: str) -> str:
    """A field of a style that the look decides where it is empty."""
    if value is None or value == "":
        return say("name.by_look", language)
    return f"{value * 100:.3g} %" if isinstance(value, float) else word(str(value), language)


def _of_scene(get: Callable[[Scene], Any]) -> Callable[[Segment], Any]:
    return lambda s: None if s.scene is None else get(s.scene)


def _tuple_of_scene(get: Callable[[Scene], Any]) -> Callable[[Segment], Any]:
    return lambda s: () if s.scene is None else get(s.scene)


def _made(recipe: str, field: str) -> Callable[[Segment], Any]:
    return lambda s: getattr(getattr(s, recipe), field, None)


def _file(segment: Segment) -> tuple[str, ...]:
    files = segment.scene.src if segment.scene and segment.scene.src else (segment.src,)
    return tuple(f for f in files if f)


def _timing(field: str) -> Callable[[Segment], Any]:
    return lambda s: getattr(s.timing, field)


def _framing(field: str) -> Callable[[Segment], Any]:
    return lambda s: getattr(s.framing, field)


def _grading(field: str) -> Callable[[Segment], Any]:
    return lambda s: getattr(s.grading, field)


def _style(field: str) -> Callable[[Segment], Any]:
    return lambda s: getattr(s.style, field)


PARTS: tuple[Part, ...] = (
    ("text", lambda s: s.text, _quoted),
    ("text", lambda s: s.voice.text if s.voice else "", _quoted),
    ("kind", _of_scene(lambda c: c.kind), _word),
    ("file", _file, _files),
    ("length", lambda s: s.duration_ms, _seconds),
    ("variant", _of_scene(lambda c: c.variant), _word),
    ("time", _of_scene(lambda c: c.time), _keys),
    ("weather", _of_scene(lambda c: c.weather), _keys),
    ("ground", _of_scene(lambda c: c.ground), _word),
    ("hero", _of_scene(lambda c: c.hero and c.hero.model_copy(update={"act": "auto"})), _hero),
    ("act", _of_scene(lambda c: c.hero.act if c.hero else "auto"), _word),
    ("camera", _of_scene(lambda c: c.camera.move), _camera),
    ("pace", _of_scene(lambda c: c.camera.pace), _word),
    ("tone", _of_scene(lambda c: c.tone), _word),
    ("props", _tuple_of_scene(lambda c: c.props), _list),
    ("palette", _tuple_of_scene(lambda c: c.palette), _list),
    ("seed", _of_scene(lambda c: c.seed), _number),
    ("focus", _of_scene(lambda c: c.focus), _box),
    ("data", _tuple_of_scene(lambda c: c.data), _data),
    ("laid_out", lambda s: len(s.scene.words) if s.scene else 0, _number),
    ("scene_loop", lambda s: bool(s.scene and s.scene.loop), _switch),
    ("entry", lambda s: s.entry, _entry),
    ("exit", lambda s: s.exit, _entry),
    ("hold", lambda s: s.hold_ms, _seconds),
    ("source", lambda s: s.in_ms, _seconds),
    ("speed", lambda s: (s.timing.speed, s.timing.to), _speed),
    ("reverse", _timing("reverse"), _switch),
    ("repeats", _timing("loop_ms"), _seconds),
    ("pingpong", _timing("pingpong"), _switch),
    ("crop", _framing("crop"), _box),
    ("place", lambda s: (s.framing.x, s.framing.y), _place),
    ("size", _framing("scale"), _percent),
    ("rotation", _framing("rotate"), _degrees),
    ("opacity", _framing("opacity"), _percent),
    ("mirror", _framing("mirror"), _switch),
    ("corners", _framing("radius"), _percent),
    ("temperature", _grading("temperature"), _signed),
    ("tint", _grading("tint"), _signed),
    ("brightness", _grading("brightness"), _signed),
    ("contrast", _grading("contrast"), _signed),
    ("saturation", _grading("saturation"), _signed),
    ("lut", lambda s: (s.grading.lut,) if s.grading.lut else (), _files),
    ("filter", _grading("filter"), _word),
    ("strength", _grading("amount"), _percent),
    ("colour", _style("color"), _of_look),
    ("size", _style("size"), _of_look),
    ("place", lambda s: (s.style.x, s.style.y), _place),
    ("align", _style("align"), _of_look),
    ("animation", _style("animation"), _of_look),
    ("scrim", _style("scrim"), _of_look),
    ("mark", _style("mark"), _list),
    ("font", _style("font"), _of_look),
    ("plate", _style("background"), _of_look),
    ("opacity", _style("opacity"), _percent),
    ("role", lambda s: s.role, _word),
    ("style", _made("music", "style"), _word),
    ("tempo", _made("music", "bpm"), _number),
    ("seed", _made("music", "seed"), _number),
    ("language", _made("voice", "language"), _word),
    ("engine", _made("voice", "engine"), _word),
    ("sound", _made("effect", "kind"), _word),
    ("seed", _made("effect", "seed"), _number),
    ("volume", lambda s: s.volume, _percent),
    ("fade_in", lambda s: s.fade_in_ms, _seconds),
    ("fade_out", lambda s: s.fade_out_ms, _seconds),
    ("muted", lambda s: s.muted, _switch),
    ("duck", lambda s: s.duck, _percent),
    ("sticker", lambda s: s.sticker, _word),
    ("locked", lambda s: s.locked, _switch),
    ("start", lambda s: s.start_ms, _clock),
)
