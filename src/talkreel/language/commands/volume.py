"""Commands about how loud something is: levels, silence, fades, making room for a voice."""

from __future__ import annotations

import re
from collections.abc import Callable

from talkreel.language.commands.aim import cuts
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.hearing import all_heard, set_apart, sound_in_focus, sounds_meant
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Stretch
from talkreel.model import Note, Operation, Segment
from talkreel.model.operation import RemoveSegment, SetDuck, SetFade, SetMusic, SetMuted, SetVolume

# What relative words mean, as factors of the level.
LOUDER = {"bit": 1.25, "": 1.5, "much": 2.0}
QUIETER = {"bit": 0.8, "": 0.6667, "much": 0.4}
MOST, FAINT = 4.0, 0.1
FADE_MS = 1_500
_PARTS = ("music", "voice", "effect", "sound")
_VERBS = ("take", "change", "raise", "lower", "duck", "add", "move", "lengthen", "keep", "play")

Level = Callable[[float], float]


def _about_sound(clause: Clause) -> bool:
    return clause.refers(*_PARTS) or clause.has("prop", "volume") or clause.has("comp", "volume:+", "volume:-")


# levels


def _level_applies(clause: Clause) -> bool:
    if clause.refers("text", "caption", "layer", "transition", "background") or clause.has_kind("quote"):
        return False
    ducked = clause.verb_is("duck") and not _lowered(clause)
    if clause.has("verb", "fade_in", "fade_out", "fade", "mute") or ducked or clause.has("undoable", "noise"):
        return False
    return _about_sound(clause) or clause.has_kind("decibels") or sound_in_focus(clause) or _dialled(clause)


def _dialled(clause: Clause) -> bool:
    """ "Turn it up", "turn the second clip down": it is loudness that is turned, where nothing else is named."""
    turned = any(t.text in _TURNING and t.sense("verb") in ("raise", "lower") for t in clause.tokens)
    return turned and not any(clause.has(tag) for tag in ("prop", "comp", "hue", "mood", "tone", "filter", "colour"))


_TURNING = frozenset({"turn", "crank", "dial", "turn up", "turn down", "turn it up", "turn it down", "crank it up"})


def _level(clause: Clause) -> Proposal | None:
    """ "music at half volume", "turn it down", "set the music to 30%", 旁白大声一点."""
    if _both_ways(clause) or clause.has("on", "off"):
        return None
    change, assumed = _change(clause)
    if change is None:
        return None
    clause.verb(*_VERBS)
    heard = sounds_meant(clause, everything=True)
    _small(clause)
    if not heard:
        raise refuse("refuse.nothing_heard")
    operations: list[Operation] = []
    for sound in heard:
        new = round(min(MOST, max(0.0, change(sound.volume))), 4)
        if sound.muted and new:
            operations.append(SetMuted(id=sound.id, on=False))
        if new != sound.volume:
            operations.append(SetVolume(id=sound.id, volume=new))
    if not operations:
        raise refuse("refuse.full_volume" if change(0.5) > 0.5 else "refuse.same_volume")
    return edit(*operations, assumed=assumed)


def _turned(clause: Clause, way: str) -> bool:
    """ "Turn it up": a direction. "A bit more" says nothing of which."""
    told = any(clause.tokens[i].text not in ("more", "多", "再", "更", "多一点") for i in clause.places("dir", way))
    return told or (clause.has("dir", way) and clause.has("prop", "volume"))


def _both_ways(clause: Clause) -> bool:
    """Whether one thing is to be louder and another quieter: these are two requests."""
    up = clause.has("comp", "volume:+") or _turned(clause, "+") or clause.has("verb", "raise")
    return up and (clause.has("comp", "volume:-") or clause.has("dir", "-") or clause.has("verb", "lower"))


def _small(clause: Clause) -> None:
    clause.ignore("noun", "end_of")  # "dial it back"
    for tag in ("degree", "dir", "quant", "to", "on"):
        clause.ignore(tag)
    clause.ignore("prop", "volume")
    clause.ignore("rel", "to", "during")


def _change(clause: Clause) -> tuple[Level | None, tuple[Note, ...]]:
    """How a level changes: to a level, by a factor, or by as much as a relative word says."""
    sign = _sign(clause)
    decibels = clause.number("decibels")
    if decibels is not None:
        up = abs(decibels) * sign if sign and decibels > 0 else decibels
        return (lambda now: now * 10 ** (up / 20)), ()
    part = _part(clause)
    if part is not None:
        value, absolute = part
        if absolute:
            return (lambda _: value), ()
        return (lambda now: now * max(0.0, 1 + sign * value)), ()
    factor = clause.number("factor")
    if factor is not None:
        by = 1 / factor if sign < 0 and factor > 1 else factor
        by = 1 + factor if sign > 0 and factor < 1 else by
        return (lambda now: now * by), ()
    told = clause.take("degree", "full", "least") or (clause.take("loudest") and "full")
    clause.ignore("loudest")
    if told == "full" and sign >= 0:
        return (lambda now: max(1.0, now)), ()
    if told is not None:
        return (lambda _: FAINT), ()
    if not sign:
        return None, ()
    how = clause.take("degree") or ""
    step = (LOUDER if sign > 0 else QUIETER)[how if how in LOUDER else ""]
    return (lambda now: now * step), ()


def _part(clause: Clause) -> tuple[float, bool] | None:
    """A percentage or a bare number, and whether it is the level itself: "to 30%" is, "by 30%" and "30% louder" no."""
    number = clause.number("percent")
    if number is None and (clause.has("prop", "volume") or not clause.has("verb", *_VERBS)):
        number = clause.number("number")
        if number is not None:
            number = number * 100 if number <= 1 else number
    if number is None:
        return None
    by = any(t.text in ("by", "了") for t in clause.tokens)
    to = any(t.text.endswith(("to", "at")) or t.text.endswith(("到", "为", "成", "至")) for t in clause.tokens)
    relative = by or (_sign(clause, look=True) != 0 and not to)
    return number / 100, not relative


def _sign(clause: Clause, look: bool = False) -> int:
    """+1 louder, -1 quieter, 0 when a level is simply named."""
    up = clause.has("comp", "volume:+", "size:+") or clause.verb_is("raise") or _turned(clause, "+")
    down = clause.has("comp", "volume:-", "size:-") or clause.verb_is("lower", "duck") or _turned(clause, "-")
    down = down or _dropped(clause)
    down = down or (
        any(t.text in ("half", "down by half", "减半", "一半") for t in clause.tokens if t.kind == "factor") and not up
    )
    sign = -1 if down and not clause.has("comp", "volume:+") else 1 if up else 0
    too = clause.has("too") or (clause.has("neg") and sign)
    if not look and _dropped(clause):
        clause.verb("remove")
    if not look:
        clause.ignore("too")
        if sign:
            clause.ignore("neg")
        clause.ignore("comp", "volume:+", "volume:-", "size:+", "size:-")
        clause.ignore("sized")
    return -sign if too else sign


def _dropped(clause: Clause) -> bool:
    """ "Drop the music a bit": not away, but down."""
    told = [clause.tokens[i].text for i in clause.places("verb", "remove")]
    return bool(told) and all(t.startswith("drop") for t in told) and clause.has("degree")


# silence


def _mute_applies(clause: Clause) -> bool:
    if clause.has("prop", "volume") or clause.has("loudest") or clause.has("degree", "full", "least"):
        return False
    if clause.verb_is("mute", "unmute"):
        own = clause.has("verb", "mute", "unmute") or bool(clause.references)
        return own and not clause.refers("text", "caption")
    if clause.has("quant", "only") and clause.has("verb", "keep"):
        return clause.refers(*_PARTS)
    silent = (
        clause.verb_is("remove")
        or cuts(clause)
        or clause.has("neg")
        or clause.has("on")
        or clause.has("rel", "without")
    )
    return silent and (clause.refers("sound", "voice", "effect") or clause.has("fx"))


def _mute(clause: Clause) -> Proposal | None:
    """ "mute the second clip", "turn off the original sound", "no sound on clip 2", 原声关掉."""
    if clause.has("verb", "keep"):
        return _alone(clause) or _all_but(clause)
    unmute = clause.verb_is("unmute") or (
        clause.has("on", "on") and not clause.has("on", "off") and not clause.has("neg")
    )
    hushed = unmute or clause.verb_is("mute") or clause.has("on", "off")
    only = clause.has("quant", "except", "rest") or clause.has("quant", "only")
    clause.ignore("noun", "background")
    clause.ignore("dir")
    clause.verb("mute", "unmute", "remove", "cut", "change", "add")
    for tag in ("neg", "on"):
        clause.ignore(tag)
    clause.ignore("prop", "volume")
    clause.ignore("rel", "without", "during", "to")
    span = clause.span() if clause.has_span() and not clause.refers("shot") else None
    heard = sounds_meant(clause, everything=hushed)
    clause.ignore("quant")
    if any(s.voice is not None for s in heard):
        clause.ignore("noun", "text", "script")  # "the third voice line"
    if not heard:
        return None
    if only and clause.has("quant", "only", "except"):
        named = {s.id for s in heard}
        heard = tuple(s for s in all_heard(clause.film) if s.id not in named)
    if span is not None:
        return _mute_within(clause, heard, span)
    if hushed or any(clause.film.part_of(s.id) == "shot" for s in heard):
        turned = [SetMuted(id=s.id, on=not unmute) for s in heard if s.muted == unmute]
        return edit(*turned) if turned else Proposal(None, (note("talk.kept"),))
    music = [s for s in heard if clause.film.part_of(s.id) == "music"]
    others = tuple(s for s in heard if s not in music)
    return edit(*([SetMusic()] if music else []), *_removed(others))


def _alone(clause: Clause) -> Proposal | None:
    """ "Only keep the music": all else is silent."""
    if not clause.has("quant", "only", "except"):
        return None
    clause.verb("keep", "mute")
    kept = {s.id for s in sounds_meant(clause)}
    clause.ignore("quant", "only", "except")
    others = [s for s in all_heard(clause.film) if s.id not in kept and not s.muted]
    return edit(*(SetMuted(id=s.id) for s in others)) if kept and others else None


def _all_but(clause: Clause) -> Proposal | None:
    """ "Mute the film but keep the music"."""
    keep = min(clause.places("verb", "keep"))
    kept = [r for r in clause.references if r.kind in ("music", "voice", "effect") and min(r.tokens) > keep]
    if not clause.has("verb", "mute") or not kept:
        return None
    clause.verb("keep", "mute")
    clause.mark(i for r in kept for i in r.tokens)
    ids = {i for r in kept for i in r.ids}
    heard = sounds_meant(clause, everything=True)
    return edit(*(SetMuted(id=s.id) for s in heard if s.id not in ids and not s.muted))


def _removed(heard: tuple[Segment, ...]) -> list[Operation]:
    return [RemoveSegment(id=s.id) for s in heard]


def _mute_within(clause: Clause, heard: tuple[Segment, ...], span: tuple[int, int]) -> Proposal:
    operations: list[Operation] = []
    for sound in heard:
        if sound.start_ms < span[1] and span[0] < sound.end_ms:
            parted, name = set_apart(clause.film, sound, *span)
            operations += [*parted, SetMuted(id=name)]
    if not operations:
        raise refuse("refuse.no_sound_there")
    return edit(*operations)


# fades


def _fade_applies(clause: Clause) -> bool:
    fades = clause.verb_is("fade_in", "fade_out", "fade") or clause.has("prop", "fade") or clause.has("anim", "fade")
    comes = re.search(r"\bcomes? in\b.*\bover\b", clause.text, re.I) is not None
    fades = fades or comes or (clause.has("vanish") and clause.refers("music", "sound"))
    ends = all(r.noun in ("intro", "outro") for r in clause.references if r.kind == "shot") and sound_in_focus(clause)
    other = clause.refers("text", "caption", "transition", "layer") or (clause.refers("shot") and not ends)
    if other and not clause.refers(*_PARTS):
        return False
    return fades and (clause.refers(*_PARTS) or sound_in_focus(clause))


def _fade(clause: Clause) -> Proposal | None:
    """ "fade the music out over the last 2 seconds", "fade it in over a second", 开头淡入一秒."""
    comes, goes = _directions(clause)
    lengths = _lengths(clause)
    off = clause.verb("remove") or clause.take("neg") is not None
    if off and lengths:
        return None
    clause.verb("fade_in", "fade_out", "fade", "add", "change", "carry", "move")
    for tag in ("anim", "to", "edge", "dir", "vanish"):
        clause.ignore(tag)
    clause.ignore("comp", "speed:-")
    clause.ignore("degree")
    clause.ignore("rel", "during", "to", "with")
    clause.ignore("noun", "intro", "outro", "start_of", "end_of")
    clause.ignore("prop", "fade", "length", "volume")
    clause.mark(i for i, t in enumerate(clause.tokens) if t.text in ("long", "slowly", "gently", "长", "慢慢", "缓缓"))
    heard = sounds_meant(clause)
    clause.reference("film", "shot")
    if not heard:
        return None
    assumed = () if lengths or off else (note("assumed.length", seconds=FADE_MS / 1000),)
    first = 0 if off else lengths[0] if lengths else FADE_MS
    second = 0 if off else lengths[1] if len(lengths) > 1 else first
    into, out = (first if comes else None), (second if goes else None)
    if goes and not comes:
        out = first
    return edit(*(SetFade(id=s.id, in_ms=into, out_ms=out) for s in heard), assumed=assumed)


def _directions(clause: Clause) -> tuple[bool, bool]:
    told = [t.text for t in clause.tokens]
    comes = clause.has("verb", "fade_in") or _comes_in(clause) or any("淡入" in t or "渐入" in t for t in told)
    goes = (
        clause.has("verb", "fade_out")
        or "out" in told
        or clause.has("vanish")
        or any("淡出" in t or "渐出" in t for t in told)
    )
    comes, goes = comes or clause.has("edge", "start"), goes or clause.has("edge", "end")
    if not (comes or goes):
        comes, goes = (clause.verb_before == "fade_in" or clause.verb_before == "fade"), clause.verb_before != "fade_in"
    return comes, goes


def _comes_in(clause: Clause) -> bool:
    """ "Fade it in", not "in the last 4 seconds"."""
    return re.search(r"\bin\b(?!\s+(?:the|its|last|my)\b)", clause.text, re.I) is not None


def _lengths(clause: Clause) -> list[int]:
    """How long: durations, "the last 2 seconds", and a number that lacks its unit."""
    found: list[int] = []
    for i, token in enumerate(clause.tokens):
        value = token.value
        if token.kind == "span" and isinstance(value, Stretch) and (value.whence == "end" or value.end):
            found.append(value.start if value.whence == "end" else (value.end or 0) - value.start)
        elif token.kind == "duration" and isinstance(value, int | float):
            found.append(round(value))
        elif token.kind == "number" and isinstance(value, int | float) and 0 < value <= 20:
            found.append(round(value * 1000))
        else:
            continue
        clause.mark([i])
    return found


# making room for a voice


def _lowered(clause: Clause) -> bool:
    """压低 without a voice to make room for: simply quieter."""
    voiced = clause.refers("voice") or clause.has("speaking")
    chinese = any(not clause.tokens[i].text.isascii() for i in clause.places("verb", "duck"))
    return (chinese and not voiced) or (clause.refers("voice", "effect") and not clause.refers("music"))


def _duck_applies(clause: Clause) -> bool:
    under = clause.refers("voice") or clause.has("speaking")
    lowers = clause.verb_is("lower") or clause.has("comp", "volume:-", "size:-") or clause.has("dir", "-")
    other = _lowered(clause) and not clause.has("moment")
    return (clause.verb_is("duck") and not other) or (
        under and clause.refers("music") and lowers and not clause.has("also")
    )


def _duck(clause: Clause) -> Proposal | None:
    """ "duck the music under the voice", "don't duck it", 说话时音乐小一点."""
    told = clause.reference("music", how=("named", "only", "focus", "many", "missing"))
    off = clause.verb("remove") or clause.take("neg") is not None
    less = (clause.has("dir", "-") and clause.verb_is("duck")) or clause.has("degree", "bit")
    clause.verb("duck", "lower", "change", "add")
    for tag in ("on", "dir", "degree", "comp", "rel", "sized"):
        clause.ignore(tag)
    clause.ignore("prop", "volume")
    clause.ignore("speaking")
    clause.ignore("moment")
    clause.reference("voice", how=("named", "only", "focus", "many", "missing"))
    clause.reference("sound", "focus")
    percent = clause.number("percent")
    heard = tuple(s for i in (told.ids if told else ()) if (s := clause.film.find(i)) is not None)
    heard = heard or clause.film.of("music")
    if not heard:
        raise refuse("refuse.no_music")
    amount = 0.0 if off else percent / 100 if percent is not None else 0.5 if less else 1.0
    if not off and not clause.film.of("voice"):
        raise refuse("refuse.no_voice", note("nearest.quieter"))
    if all(s.duck == amount for s in heard) and amount == 1.0:
        return edit(*(SetVolume(id=s.id, volume=round(s.volume * QUIETER[""], 4)) for s in heard))
    return edit(*(SetDuck(id=s.id, amount=min(1.0, amount)) for s in heard))


FRAMES = (
    Frame("duck", _duck_applies, _duck),
    Frame("fade_sound", _fade_applies, _fade),
    Frame("mute", _mute_applies, _mute, tolerates=0),
    Frame("volume", _level_applies, _level),
)
