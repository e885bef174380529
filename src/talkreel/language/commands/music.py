"""Commands about music: another style, a file, none, when it plays, how fast."""

from __future__ import annotations

import re
from typing import cast

from talkreel.language.commands.aim import cuts, unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.hearing import set_apart, sound_in_focus
from talkreel.language.commands.lasting import edge_of
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Refuse, refuse
from talkreel.model import Material, MusicRecipe, Operation, Segment
from talkreel.model.look import MusicStyle
from talkreel.model.operation import RemoveSegment, SetLength, SetMusic, SetVolume
from talkreel.sound.styles import STYLES

FASTER, SLOWER = {"bit": 1.1, "": 1.25, "much": 1.5}, {"bit": 0.9, "": 0.8, "much": 0.67}
LONG_ENOUGH_MS = 300
_MUSICAL = re.compile(r"music|beat|tune|song|乐|曲|歌")
_VERBS = ("change", "replace", "add", "swap", "create", "take", "go_to", "carry", "regenerate", "move")
_STYLE_NAMES = {
    "lofi": ("lofi", "低保真"), "corporate": ("corporate", "商务"), "cinematic": ("cinematic", "电影感"),
    "electronic": ("electronic", "电子"), "acoustic": ("acoustic", "吉他"), "hiphop": ("hip hop", "嘻哈"),
    "ambient": ("ambient", "氛围"), "playful": ("playful", "欢快"),
}  # fmt: skip


def _about_music(clause: Clause) -> bool:
    named = any((t.sense("music") or t.sense("track")) and _MUSICAL.search(t.text) for t in clause.tokens)
    return named or clause.refers("music") or clause.has("noun", "music") or _genre(clause) is not None or (
        sound_in_focus(clause) and clause.film.part_of(clause.context.focus.ids[0]) == "music"
    )  # fmt: skip


def _genre(clause: Clause) -> str | None:
    """A style of music that nothing else is called by."""
    return next((t.senses["genre"] for t in clause.tokens if t.sense("genre")), None)


# another style


def _style_applies(clause: Clause) -> bool:
    if clause.has("verb", "mute", "unmute", "duck", "fade_in", "fade_out"):
        return False
    if clause.has("comp", "volume:+", "volume:-") and not clause.has("another"):
        return False
    told = clause.has("music") or clause.has("genre") or clause.has("track")
    something = clause.has("vague") and not clause.references and clause.has("verb", "replace", "add") and told
    if something and clause.film.of("music"):
        return True  # "swap in something cinematic"
    return told and _about_music(clause) and not clause.refers("text", "caption")


def _style(clause: Clause) -> Proposal | None:
    """ "change the music to something upbeat", "jazz is too slow, use hip hop", 音乐换成嘻哈."""
    if clause.verb_is("remove") and not clause.verb_is("replace", "change", "add"):
        return None
    style = _wanted_style(clause)
    if style is None:
        return None
    _mark_music(clause)
    for tag in ("music", "genre", "track", "mood", "vague", "degree", "comp", "quant", "too", "to", "dir"):
        clause.ignore(tag)
    clause.ignore("prop", "style", "speed")
    clause.ignore("rel", "instead", "with", "like", "to")
    clause.verb(*_VERBS)
    clause.ignore("another")
    clause.reference("film")
    focus = clause.reference("focus")
    if focus is not None and focus.ids and clause.film.part_of(focus.ids[0]) != "music":
        return None
    now = next((s.music for s in clause.film.of("music") if s.music), None)
    played = next((s.id for s in clause.film.of("music")), unused(clause, "m")[0])
    percent = clause.number("percent")
    factor = clause.number("factor") if percent is None and clause.has("prop", "volume") else None
    if factor is not None:
        clause.ignore("prop", "volume")
        percent = 100 * factor * next((s.volume for s in clause.film.of("music")), 0.8)
    level = (SetVolume(id=played, volume=min(4.0, percent / 100)),) if percent is not None else ()
    if now is not None and now.style == style:
        same = now.model_copy(update={"seed": now.seed + 1})
        told = note("assumed.same_style", style=_told(clause, style))
        return edit(SetMusic(music=same), *level, assumed=(told,), focus=(played,))
    seed = now.seed if now else 1
    return edit(SetMusic(music=MusicRecipe(style=cast(MusicStyle, style), seed=seed)), *level, focus=(played,))


def _told(clause: Clause, style: str) -> str:
    return _STYLE_NAMES[style][clause.context.language == "zh"]


def _wanted_style(clause: Clause) -> str | None:
    """The style asked for: of several the last, but none that stands behind "instead of" or "not", or is "too" so."""
    tokens = clause.tokens
    found: list[str] = []
    for i, token in enumerate(tokens):
        style = token.sense("genre") or token.sense("music") or token.sense("track")
        if style is None or token.sense("noun") == "music" or style not in STYLES:
            continue
        before = (*tokens[max(0, i - 3) : i], *(t for t in tokens[i + 1 : i + 3] if t.sense("too")))
        if any(
            t.sense("neg") or t.sense("too") or (t.sense("rel") == "instead" and t.text != "instead") for t in before
        ):
            continue
        found.append(style)
    return found[-1] if found else None


def _mark_music(clause: Clause) -> None:
    while clause.reference("music", "sound", how=("named", "missing", "only", "focus", "many")) is not None:
        pass
    clause.ignore("noun", "music")


# a file


def _file_applies(clause: Clause) -> bool:
    sounds = any(m.kind == "audio" for m in clause.context.materials)
    return (sounds or clause.has_kind("file")) and (_about_music(clause) or (sounds and clause.verb_is(*_VERBS)))


def _file(clause: Clause) -> Proposal | None:
    """ "use song.mp3 as the music", 背景音乐用这首."""
    if clause.refers("voice", "effect", "text") or (
        clause.has("music") and not clause.has_kind("file") and not _says_own(clause)
    ):
        return None
    told = str(clause.value("file") or "")
    material = _material(clause, told)
    clause.verb(*_VERBS)
    _mark_music(clause)
    clause.reference("focus", "film")
    for tag in ("rel", "to", "quant"):
        clause.ignore(tag)
    clause.ignore("noun", "file")
    clause.ignore("mine")
    start = clause.instant()
    if start is None and clause.has_kind("span"):
        start = (clause.span() or (0, 0))[0]
    if material is not None:
        played = next((s.id for s in clause.film.of("music")), unused(clause, "m")[0])
        operation = SetMusic(src=material.key, in_ms=material.in_ms, name=material.name, start_ms=start)
        return edit(operation, focus=(played,))
    key = next(
        (k for k, a in clause.film.draft.assets.items() if told and a.file.endswith(told) and a.kind == "audio"), ""
    )
    if not key:
        raise refuse("refuse.no_such_file", note("nearest.give_file"), what=told)
    return edit(SetMusic(src=key, name=told, start_ms=start))


def _says_own(clause: Clause) -> bool:
    return clause.has("mine")


def _material(clause: Clause, told: str) -> Material | None:
    sounds = [m for m in clause.context.materials if m.kind == "audio"]
    stem = told.rsplit("/", 1)[-1].rsplit(".", 1)[0].lower()
    named = [m for m in sounds if stem and stem in m.name.lower()]
    return (named or (sounds if not told or len(sounds) == 1 else []) or [None])[0]


# none


def _none_applies(clause: Clause) -> bool:
    silent = (
        clause.verb_is("remove", "mute")
        or cuts(clause)
        or clause.has("neg")
        or clause.has("on", "off")
        or clause.has("rel", "without")
    )
    levels = clause.has("prop", "volume") or clause.has("degree") or clause.has("loudest")
    levels = levels or clause.has_kind("instant", "percent", "decibels")
    return clause.refers("music") and silent and not levels and not clause.refers("voice", "effect", "caption")


def _none(clause: Clause) -> Proposal | None:
    """ "no music", "remove the music from the last scene", 背景音乐去掉."""
    if clause.has("quant", "only") or clause.verb_is("duck"):
        return None
    clause.verb("remove", "cut", "change", "add", "mute")
    told = clause.reference("music", how=("named", "missing", "only", "focus", "many"))
    for tag in ("neg", "quant", "on"):
        clause.ignore(tag)
    clause.ignore("rel", "without")
    if told is None:
        return None
    if not clause.film.of("music"):
        raise Refuse(told.missing or note("refuse.no_music"))
    clause.reference("film", "sound")
    within = stretch(clause)
    if within is None:
        return edit(SetMusic())
    operations: list[Operation] = []
    for piece in clause.film.of("music"):
        if piece.start_ms < within[1] and within[0] < piece.end_ms:
            parted, name = set_apart(clause.film, piece, *within)
            operations += [*parted, RemoveSegment(id=name)]
    if not operations:
        raise refuse("refuse.no_music")
    return edit(*operations)


def stretch(clause: Clause) -> tuple[int, int] | None:
    """The stretch of the film that is named, by times or by shots; None for none."""
    if clause.has_span():
        return clause.span()
    shot = clause.reference("shot", how=("named", "missing", "only"))
    if shot is None:
        return None
    if shot.missing is not None:
        raise Refuse(shot.missing)
    found = [s for i in shot.ids if (s := clause.film.find(i)) is not None]
    return (min(s.start_ms for s in found), max(s.end_ms for s in found)) if found else None


# when it plays


def _when_applies(clause: Clause) -> bool:
    focus = sound_in_focus(clause) and clause.film.part_of(clause.context.focus.ids[0]) == "music"
    about = clause.refers("music") or (focus and all(r.kind == "focus" for r in clause.references))
    if not about or clause.has("verb", "remove", "fade_in", "fade_out", "fade", "mute"):
        return False
    only = clause.has("quant", "only") and (clause.has_span() or clause.refers("shot"))
    starts = clause.has_kind("duration") and (clause.verb_is("move") or clause.has("noun", "start_of"))
    return only or clause.has_kind("instant") or starts


def _when(clause: Clause) -> Proposal | None:
    """ "start the music at 0:05", "music only in the second half", "the music should stop at 0:20"."""
    told = clause.reference("music", how=("named", "only", "focus", "many"))
    ids = told.ids if told is not None else clause.context.focus.ids
    if not ids:
        return None
    music = tuple(s for i in ids if (s := clause.film.find(i)) is not None)
    first = music[0]
    stops = clause.has("stops") or cuts(clause)
    clause.verb("move", "change", "add", "carry", "keep", "remove", "cut")
    edge_of(clause)
    clause.reference("focus")
    for tag in ("quant", "neg", "to", "moment"):
        clause.ignore(tag)
    clause.ignore("stops")
    at = clause.instant()
    if at is None and not clause.has_span():
        at = clause.milliseconds()
    if at is None:
        return _only_in(clause, first)
    if at >= clause.film.length_ms:
        raise refuse("refuse.after_end", seconds=clause.film.length_ms / 1000)
    if stops:
        return edit(SetLength(id=first.id, duration_ms=max(LONG_ENOUGH_MS, at - first.start_ms)))
    return edit(_again(first, at), focus=(first.id,))


def _only_in(clause: Clause, first: Segment) -> Proposal | None:
    within = stretch(clause)
    if within is None:
        return None
    operations: list[Operation] = [_again(first, within[0])] if within[0] != first.start_ms else []
    if within[1] < first.end_ms:
        operations.append(SetLength(id=first.id, duration_ms=within[1] - within[0]))
    return edit(*operations) if operations else None


def _again(music: Segment, start_ms: int) -> SetMusic:
    return SetMusic(music=music.music, src=music.src, in_ms=music.in_ms, name=music.name, start_ms=start_ms)


# faster, slower


def _tempo_applies(clause: Clause) -> bool:
    quick = (
        clause.has("comp", "speed:+", "speed:-")
        or clause.verb_is("speed_up", "slow_down")
        or clause.has("prop", "speed")
    )
    return quick and clause.refers("music") and not clause.has("music")


def _tempo(clause: Clause) -> Proposal | None:
    """ "faster music", 音乐慢一点: the same style at another tempo."""
    told = clause.reference("music", how=("named", "only", "focus", "many"))
    up = clause.has("comp", "speed:+") or clause.verb_is("speed_up")
    if clause.take("too"):
        up = not up
    how = clause.take("degree") or ""
    for tag in ("degree", "comp", "dir"):
        clause.ignore(tag)
    clause.ignore("prop", "speed")
    clause.verb("speed_up", "slow_down", "change", "add", "replace", "raise", "lower")
    first = clause.film.find(told.ids[0]) if told and told.ids else None
    if first is None:
        return None
    if first.music is None:
        raise refuse("refuse.tempo_of_file", note("nearest.music_style"))
    recipe = first.music
    now = recipe.bpm or STYLES[recipe.style].tempo_of(recipe.seed)
    factor = (FASTER if up else SLOWER)[how if how in FASTER else ""]
    return edit(SetMusic(music=recipe.model_copy(update={"bpm": round(now * factor, 1)})))


# which?


def _which_applies(clause: Clause) -> bool:
    about = clause.refers("music") or clause.has("noun", "music")
    return about and clause.verb_is("change", "replace", "add", "swap", "regenerate", "create")


def _which(clause: Clause) -> Proposal | None:
    """ "change the music", "add music": to which?"""
    if clause.has("music") or clause.has_kind("percent", "decibels", "file", "quote") or clause.has("prop", "volume"):
        return None
    clause.verb("change", "replace", "add", "swap", "regenerate", "create")
    _mark_music(clause)
    clause.reference("film")
    for tag in ("vague", "quant", "rel", "degree", "to"):
        clause.ignore(tag)
    clause.ignore("another")
    if not clause.film.of("music") and clause.film.draft.look is not None and not clause.verb_is("change", "replace"):
        style = clause.film.draft.look.music
        return edit(
            SetMusic(music=MusicRecipe(style=style)), assumed=(note("assumed.music", style=_told(clause, style)),)
        )
    zh = clause.context.language == "zh"
    raise Ask(note("ask.which_music"), tuple(names[zh] for names in _STYLE_NAMES.values())[:8])


FRAMES = (
    Frame("music_file", _file_applies, _file),
    Frame("music_style", _style_applies, _style),
    Frame("no_music", _none_applies, _none, tolerates=0),
    Frame("music_when", _when_applies, _when),
    Frame("music_tempo", _tempo_applies, _tempo),
    Frame("which_music", _which_applies, _which),
)
