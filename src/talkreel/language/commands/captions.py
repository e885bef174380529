"""Commands about captions: on and off, their style, from a script or from what the voice says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from talkreel.language.commands.aim import unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.said import Said, plain, quotation, styled
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.model import Operation, Segment
from talkreel.model.look import CaptionStyle
from talkreel.model.operation import AddCaptions, RemoveSegment, SetCaptions
from talkreel.plan.direction.copywriter import word_count
from talkreel.plan.direction.narration import captions

_LINES = re.compile(r"\s*(?:\n|\r|\s/\s|\s\|\s|｜|／)\s*")
_SENTENCES = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|(?<=;)\s+")


# on and off


def _switch_applies(clause: Clause) -> bool:
    told = clause.refers("caption") or (clause.has("on") and _in_focus(clause))
    if not told or clause.has_kind("quote", "instant", "span") or clause.refers("shot", "text"):
        return False
    return clause.verb_is("add", "remove", "change", "create") or clause.has("on") or clause.has("neg")


def _in_focus(clause: Clause) -> bool:
    """Whether the talk is about the captions."""
    ids = clause.context.focus.ids
    return bool(ids) and all(clause.film.part_of(i) == "caption" for i in ids)


def _switch(clause: Clause) -> Proposal | None:
    """ "turn off the captions", "subtitles on", 字幕关掉, "no captions"."""
    off = clause.has("on", "off") or clause.verb_is("remove") or clause.has("neg")
    if off and clause.has("quant", "only"):
        return None
    on = not off and (clause.has("on", "on") or clause.verb_is("add", "create"))
    if not (on or off) or clause.has("prop") or clause.has("colour") or clause.has("tongue"):
        return None
    _mark_captions(clause)
    clause.reference("film", "focus")
    clause.ignore("noun", "end_of")  # "back on"
    clause.verb("remove", "add", "change", "create")
    for tag in ("on", "neg", "quant"):
        clause.ignore(tag)
    return _off(clause) if off else _on(clause)


def _mark_captions(clause: Clause) -> None:
    while clause.reference("caption", how=("named", "only", "focus", "many", "missing")) is not None:
        pass
    clause.ignore("noun", "caption")


def _off(clause: Clause) -> Proposal:
    draft, shown = clause.film.draft, clause.film.of("caption")
    if draft.meta.captions:
        return edit(SetCaptions(on=False), focus=tuple(s.id for s in shown))
    if not shown:
        raise refuse("refuse.no_caption")
    return edit(*(RemoveSegment(id=s.id) for s in shown))


def _on(clause: Clause, style: CaptionStyle | None = None) -> Proposal:
    """Those that there are; else from what the voice says.

    Raises:
        Refuse: nothing is said that they could show, or they are on.
    """
    film = clause.film
    shown = film.of("caption")
    switched = SetCaptions(on=True, style=style)
    if shown:
        if film.draft.meta.captions and style is None:
            raise refuse("refuse.captions_on")
        return edit(switched, focus=tuple(s.id for s in shown))
    if not film.of("voice"):
        raise _no_lines()
    operations: list[Operation] = [AddCaptions(segments=_of_voice(clause))]
    return edit(*operations, *([switched] if style else []))


def _no_lines() -> Refuse:
    return refuse("refuse.nothing_to_caption", note("nearest.caption_lines"))


def _of_voice(clause: Clause) -> tuple[Segment, ...]:
    """What the voices say, in short pieces, while they say it."""
    pieces = [
        (piece.text, piece.start_ms, piece.end_ms)
        for voice in clause.film.of("voice")
        if voice.voice is not None
        for piece in captions([voice.voice.text], voice.start_ms, voice.end_ms)
    ]
    return _segments(clause, pieces)


def _segments(clause: Clause, pieces: Sequence[tuple[str, int, int]]) -> tuple[Segment, ...]:
    told = [piece for piece in pieces if piece[2] > piece[1]]
    ids = unused(clause, "c", len(told))
    return tuple(
        Segment(id=name, start_ms=start, duration_ms=end - start, text=text, role="caption")
        for name, (text, start, end) in zip(ids, told, strict=True)
    )


# style


def _style_applies(clause: Clause) -> bool:
    return clause.has("cap") and clause.refers("caption") and not clause.has_kind("quote")


def _style(clause: Clause) -> Proposal | None:
    """ "karaoke captions", "switch to plain captions", 字幕换成卡拉OK样式."""
    style = clause.take("cap")
    if style is None or clause.verb_is("remove"):
        return None
    clause.ignore("cap")
    clause.verb("change", "add", "replace", "restyle", "create")
    _mark_captions(clause)
    clause.reference("film")
    clause.ignore("prop", "style", "animation")
    clause.ignore("quant")
    clause.ignore("to")
    return _on(clause, cast(CaptionStyle, style))


# from a script


def _script_applies(clause: Clause) -> bool:
    told = clause.refers("caption") or clause.has("noun", "caption")
    return told and (clause.has_kind("quote") or any(t.text in ":：" for t in clause.tokens if t.kind == "mark"))


def _colon(clause: Clause) -> int:
    """Where the colon stands behind which the lines are; the clause's end without one."""
    return next((i for i, t in enumerate(clause.tokens) if t.kind == "mark" and t.text in ":："), len(clause.tokens))


def _script(clause: Clause) -> Proposal | None:
    """ "captions: line one / line two", "add subtitles from this script: ..."."""
    if (
        any(r.kind in ("shot", "focus") and min(r.tokens) < _colon(clause) for r in clause.references)
        or clause.has_kind("instant", "span")
        or clause.verb_is("change", "replace", "rewrite")
    ):
        return None
    said = _dictated(clause)
    if said is None or (not said.quoted and styled(clause.tokens[i] for i in said.places)):
        return None
    clause.mark(said.places)
    clause.verb("add", "create", "carry", "change")
    for tag in ("rel", "to", "say"):
        clause.ignore(tag)
    clause.ignore("noun", "script", "text", "file")
    _mark_captions(clause)
    clause.reference("film")
    lines = lines_of(said.text)
    if not clause.film.of("caption") and len(lines) == 1 and said.quoted and word_count(said.text) < 12:
        return None  # one line of words is put on screen, not laid under the film
    return edit(AddCaptions(segments=_spread(clause, lines)))


def _dictated(clause: Clause) -> Said | None:
    colon = _colon(clause)
    if colon == len(clause.tokens):
        return quotation(clause)
    places = frozenset(range(colon + 1, len(clause.tokens)))
    if not places:
        return None
    first = clause.tokens[colon + 1]
    if len(places) == 1 and first.kind == "quote":
        return plain(clause, colon + 1)
    text = clause.words[first.start : clause.tokens[-1].end].strip(" \"'“”")
    return Said(text, places)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a script: as they are parted, else its sentences."""
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    if len(lines) < 2:
        lines = [line.strip() for line in _SENTENCES.split(text) if line.strip()]
    return tuple(lines)


def _spread(clause: Clause, lines: Sequence[str]) -> tuple[Segment, ...]:
    """The lines over the voice, or over the film, each for as long as it takes to read."""
    voices = clause.film.of("voice")
    start = voices[0].start_ms if voices else 0
    end = voices[-1].end_ms if voices else clause.film.length_ms
    weights = [max(1, word_count(line)) for line in lines]
    edges = [start + (end - start) * sum(weights[:i]) // sum(weights) for i in range(len(weights) + 1)]
    return _segments(clause, [(line, a, b) for line, a, b in zip(lines, edges, edges[1:], strict=False)])


# language


def _tongue_applies(clause: Clause) -> bool:
    return clause.has("tongue") and (clause.refers("caption", "text", "voice"))


def _tongue(clause: Clause) -> Proposal | None:
    """ "captions in Spanish": nobody here translates."""
    if clause.has_kind("quote"):
        return None
    clause.ignore("tongue")
    clause.verb("translate", "change", "add", "replace", "create")
    while clause.reference("caption", "text", "voice", "film", how=("named", "only", "focus", "many", "missing")):
        pass
    for tag in ("quant", "prop", "to", "on"):
        clause.ignore(tag)
    raise refuse("refuse.no_translator", note("nearest.caption_lines"))


FRAMES = (
    Frame("caption_language", _tongue_applies, _tongue),
    Frame("caption_style", _style_applies, _style),
    Frame("caption_script", _script_applies, _script),
    Frame("captions", _switch_applies, _switch),
)
