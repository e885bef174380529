"""Commands about words on screen: put them there, change what they say, take them away, set them otherwise."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import cuts
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lettering import USUAL, Lettering, lettering
from talkreel.language.commands.lines import holding, lines_meant
from talkreel.language.commands.rewording import on_screen, reworded, rewording_applies
from talkreel.language.commands.spots import spot_of
from talkreel.language.commands.writing import APPEARS, cased
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.references import Reference
from talkreel.model import Note, Operation, Segment
from talkreel.model.operation import (
    AddText,
    MoveSegment,
    RemoveSegment,
    RemoveShot,
    SetLength,
    SetText,
    SetTextStyle,
    UpdateSegment,
)


def _remove_applies(clause: Clause) -> bool:
    if (
        (not clause.refers("text", "caption", "focus") and not clause.has("about"))
        or clause.refers("background")
        or clause.has("plate", "anim")
    ):
        return False
    taken = clause.has("verb", "take") and any(t.text in ("out", "off", "away") for t in clause.tokens)
    taken = taken or clause.has("on", "off")
    if any(_shows_words(clause, r) for r in clause.references):
        return False
    return clause.verb_is("remove") or cuts(clause) or clause.has("neg") or taken


def _shows_words(clause: Clause, told: Reference) -> bool:
    """ "The text scenes": shots of words, not words."""
    behind = clause.tokens[max(told.tokens) + 1 : max(told.tokens) + 2]
    return told.kind == "text" and any(t.sense("noun") == "shot" and t.text.isascii() for t in behind)


def _remove(clause: Clause) -> Proposal | None:
    """ "remove the title", "no text on the second clip", 删掉“奶茶店”三个字."""
    if clause.has("neg") and clause.verb_is("change", "move", "add") and clause.has("verb"):
        return None
    clause.verb("remove", "cut", "add", "take")
    clause.take("neg")
    clause.ignore("on", "off")
    every = clause.has("quant", "all", "both") and not clause.refers("shot")
    bare = not clause.refers("text", "caption")
    lines = lines_meant(clause)
    clause.take_all("rel")
    clause.ignore("letters")
    clause.mark(i for i, t in enumerate(clause.tokens) if t.text in ("out", "off", "away"))
    spoken = clause.film.draft.meta.captions and set(lines) == set(clause.film.of("caption"))
    if not lines or (spoken and any(s.role == "caption" for s in lines)):
        return None
    alone = next((s for s in clause.film.shots if s.scene and s.scene.words == (lines[0].id,)), None)
    if bare and clause.has("about") and alone is not None:
        return edit(RemoveShot(id=alone.id))  # a card that shows nothing else
    if every:
        clause.ignore("quant")
    shots = (s.id for s in clause.film.shots if any(s.start_ms <= line.start_ms < s.end_ms for line in lines))
    return edit(*(RemoveSegment(id=s.id) for s in lines), focus=tuple(shots))


# how long, and when


def _stay_applies(clause: Clause) -> bool:
    if clause.has_kind("quote") or clause.has("comp", "size:+", "size:-"):
        return False
    longer = clause.has("comp", "length:+", "length:-") and clause.has_kind("duration")
    stays = clause.has_kind("duration") and (clause.has("stay") or clause.verb_is("lengthen", "keep"))
    if not (stays or longer or (clause.has("vanish") and clause.has_kind("span", "duration"))):
        return False
    return clause.refers("text", "caption") or _texts_in_focus(clause)


def _stay(clause: Clause) -> Proposal | None:
    """ "keep it on screen for 5 seconds", "a second longer", 1秒出现, 三秒后消失."""
    appears = any(t.text in APPEARS for t in clause.tokens)
    gone = clause.has("vanish")
    clause.verb("keep", "lengthen", "add", "change", "move")
    length = clause.milliseconds()
    span = clause.span() if length is None and clause.has_kind("span") else None
    more = (clause.take("comp", "length:+") or clause.take("dir", "+")) is not None
    more = more or any(t.text.startswith("多") for t in clause.tokens)
    less = clause.take("comp", "length:-") is not None
    lines = lines_meant(clause)
    told = span[0] if span else length
    clause.reference("focus")
    for tag in ("stay", "vanish", "rel", "moment"):
        clause.ignore(tag)
    clause.ignore("quant", "all", "both")
    clause.ignore("noun", "shot")
    if not lines or not told:
        return None
    if appears and not gone:
        return edit(*(MoveSegment(id=s.id, start_ms=told) for s in lines))
    if gone and length:
        return edit(*(SetLength(id=s.id, duration_ms=max(1, length - s.start_ms)) for s in lines))
    by = 1 if more else -1 if less else 0
    return edit(*(SetLength(id=s.id, duration_ms=max(1, s.duration_ms + by * told) if by else told) for s in lines))


def _during_applies(clause: Clause) -> bool:
    if clause.has_kind("duration") or not (clause.refers("text", "caption") or _texts_in_focus(clause)):
        return False
    if clause.has_kind("quote") and not (clause.has("forever") and any(r.noun == "quoted" for r in clause.references)):
        return False
    if clause.verb_is("remove", "replace", "duplicate") or clause.has("colour") or clause.has("neg"):
        return False
    if clause.verb_is("change") and not clause.has("forever"):
        return False
    if clause.has("anim") or clause.has("spot"):
        return False
    whole = clause.has("quant", "all") and clause.refers("shot", "film")
    return clause.has_kind("span") or whole or clause.has("forever") or _from_start(clause)


def _from_start(clause: Clause) -> bool:
    """标题从头显示到第8秒."""
    return clause.has_kind("instant") and clause.has("from_start")


def _during(clause: Clause) -> Proposal | None:
    """ "title for the whole first clip", "the title from 2 to 6 seconds"."""
    told = clause.reference("text", "caption", "focus", how=("named", "only", "focus"))
    ids = told.ids if told else clause.context.focus.ids
    line = clause.film.find(ids[0]) if len(ids) == 1 else None
    always = clause.has("forever")
    clause.verb("add", "move", "keep", "lengthen", *(("change",) if always else ()))
    if line is None and always and len(lines := lines_meant(clause)) == 1:
        line = lines[0]
    if line is None:
        return None
    for tag in ("stay", "forever"):
        clause.ignore(tag)
    span = clause.span() if clause.has_kind("span") else None
    if span is None and _from_start(clause):
        clause.ignore("from_start")
        span = (0, clause.instant() or 0)
    shot = clause.reference("shot", how=("named", "only"))
    found = clause.film.find(shot.ids[0]) if shot and shot.ids else None
    if span is None and found is not None:
        span = (found.start_ms, found.end_ms)
    elif span is None and (clause.reference("film") or always):
        span = (0, clause.film.length_ms)
    for tag in ("quant", "rel", "to", "lead"):
        clause.ignore(tag)
    if span is None or span[1] <= span[0]:
        return None
    beyond = _beyond(clause.film, line, *span)
    if beyond:
        return edit(*beyond)
    moved: list[Operation] = [MoveSegment(id=line.id, start_ms=span[0])] if span[0] != line.start_ms else []
    return edit(*moved, SetLength(id=line.id, duration_ms=span[1] - span[0]))


def _beyond(film: Film, line: Segment, start_ms: int, end_ms: int) -> list[Operation]:
    """The same words laid over the other shots, where a scene lays them out: it shows them in its own shot only."""
    shot = next((s for s in film.shots if s.scene is not None and line.id in s.scene.words), None)
    if shot is None or (shot.start_ms <= start_ms and end_ms <= shot.end_ms):
        return []
    around = [
        (a, b) for a, b in ((start_ms, min(end_ms, shot.start_ms)), (max(start_ms, shot.end_ms), end_ms)) if a < b
    ]
    ids = fresh(film.draft, "w", len(around))
    return [
        AddText(segment=Segment(id=name, start_ms=a, duration_ms=b - a, text=line.text, role="overlay"))
        for name, (a, b) in zip(ids, around, strict=True)
    ]


def _move_applies(clause: Clause) -> bool:
    return clause.verb_is("move") and clause.has_kind("instant") and not clause.refers("text", "shot", "effect")


def _move(clause: Clause) -> Proposal | None:
    """ "move Anna Berg's name to 0:16": words that are called by what they say."""
    clause.verb("move")
    at = clause.instant() or 0
    told = on_screen(clause, len(clause.tokens))
    if told is None or at >= clause.film.length_ms:
        return None
    clause.mark(told.places)
    clause.ignore("prop", "wording")
    clause.mark(i for i, t in enumerate(clause.tokens) if t.text in ("s", "'s", "name"))
    lines = [s for s in holding(clause, told.text) if s.text]
    return edit(MoveSegment(id=lines[0].id, start_ms=at)) if len(lines) == 1 else None


# setting otherwise


def _style_applies(clause: Clause) -> bool:
    if clause.refers("voice", "music", "transition", "effect"):
        return False
    if clause.refers("text", "caption") or clause.has("name_of") or clause.has("about") or _moves_price(clause):
        return True
    return _texts_in_focus(clause)


def _moves_price(clause: Clause) -> bool:
    """ "Move the price down a little": the words, not the card."""
    aside = clause.has("spot") or (clause.has("dir") and clause.has("degree"))
    return clause.verb_is("move") and clause.has("noun", "price") and aside


def _texts_in_focus(clause: Clause) -> bool:
    coloured = clause.refers("background") and clause.has("colour")
    if clause.refers("shot", "film", "layer") or (clause.refers("background") and not coloured):
        return False
    film = clause.film
    return bool(clause.context.focus.ids) and all(
        film.part_of(i) in ("text", "caption", None) for i in clause.context.focus.ids
    )


def _style(clause: Clause) -> Proposal | None:
    """ "make the title bigger", "captions in yellow", 标题移到顶部."""
    middle = clause.take("edge", "middle") is not None
    lines = lines_meant(clause)
    clause.ignore("noun", "text")
    clause.ignore("letters")
    clause.ignore("quant", "all", "both")
    told = lettering(clause)
    clause.verb("change", "move", "add", "raise", "lower", "replace", "restyle", "create", "keep")
    clause.ignore("rel", "like")
    clause.ignore("typed")
    if middle and not told.placed:
        told = Lettering(
            {**told.fields, **spot_of("center", clause.film.draft.canvas).fields()},
            told.factor, told.sized, told.steps, told.clearer, told.case, told.assumed,
        )  # fmt: skip
    named = clause.refers("text", "caption") or clause.has("about")
    if len(lines) == 1 and clause.has("quant", "both") and named:
        return None  # "hours in white, both bigger": the other one is not in this clause
    if told.empty:
        return _styled_vaguely(clause)
    if not lines:
        return None
    return restyled(clause, lines, told)


def _styled_vaguely(clause: Clause) -> Proposal | None:
    """ "use a different font", "change the colour of the title": to what?"""
    prop = clause.take("prop", "font", "color", "style", "animation", "size")
    if prop is None or clause.has_kind("quote"):
        return None
    clause.ignore("quant")
    clause.ignore("prop")
    clause.ignore("vague")
    raise refuse("refuse.lettering_vague", note("nearest.lettering"))


def restyled(clause: Clause, lines: Sequence[Segment], told: Lettering) -> Proposal:
    """The proposal that sets the words so."""
    operations: list[Operation] = []
    assumed: list[Note] = []
    for line in lines:
        style = told.style_of(line)
        lost = unheeded(clause.film, line, style.model_fields_set)
        if lost & {"x", "y"}:
            operations += freed(clause.film, line)
        elif "size" in lost and (style.size or 0) > USUAL[line.role]:
            assumed.append(note("assumed.as_large_as_fits", what=line.text))
        if style.model_fields_set:
            operations.append(SetTextStyle(id=line.id, style=style))
        if told.case:
            operations.append(SetText(id=line.id, text=_cased_or_refused(line.text, told.case)))
    return edit(*operations, assumed=(*told.assumed, *assumed), focus=tuple(s.id for s in lines))


def unheeded(film: Film, line: Segment, fields: Collection[str]) -> frozenset[str]:
    """The fields of a style that a scene does not follow for words that it lays out."""
    scene = next((s.scene for s in film.shots if s.scene is not None and line.id in s.scene.words), None)
    if scene is None or not {"x", "y", "size"} & set(fields):
        return frozenset()
    from talkreel.scenes import obeys  # brings the drawing libraries with it

    return frozenset(fields) - obeys(scene.kind, line.role)


def freed(film: Film, line: Segment) -> list[Operation]:
    """Words that a scene lays out stand where it puts them: free of it they stand where they are told."""
    shot = next((s for s in film.shots if s.scene is not None and line.id in s.scene.words), None)
    if shot is None or shot.scene is None:
        return []
    words = [w for w in shot.scene.words if w != line.id]
    return [UpdateSegment(id=shot.id, fields={"sc": {"words": words}})]


def _cased_or_refused(text: str, case: str) -> str:
    new = cased(text, case)
    if new == text:
        raise refuse("refuse.case", what=text)
    return new


def _no_writer_applies(clause: Clause) -> bool:
    shorter = clause.verb_is("shorten") or clause.has("comp", "length:-", "length:+")
    vague = clause.has("vague") or (shorter and not clause.has_kind("duration", "factor", "percent"))
    writes = clause.verb_is("rewrite", "translate", "shorten", "change", "replace", "add")
    return clause.refers("text", "caption") and (vague or clause.verb_is("rewrite", "translate")) and writes


def _no_writer(clause: Clause) -> Proposal | None:
    """ "shorten the title", "make the title catchier", "translate the title": nobody here writes."""
    if clause.has_kind("quote") or clause.has("case"):
        return None
    verbs = ("rewrite", "translate", "shorten", "change", "replace", "add")
    translated = clause.verb_is("translate") or clause.has("tongue")
    clause.verb(*verbs)
    for tag in ("vague", "comp", "degree", "tongue", "rel", "quant", "to"):
        clause.ignore(tag)
    clause.reference("text", "caption", how=("named", "only", "focus", "many", "missing"))
    code = "refuse.no_translator" if translated else "refuse.no_writer"
    raise refuse(code, note("nearest.new_words"))


FRAMES = (
    Frame("no_writer", _no_writer_applies, _no_writer),
    Frame("reword", rewording_applies, reworded),
    Frame("stay_text", _stay_applies, _stay),
    Frame("text_during", _during_applies, _during),
    Frame("move_text", _move_applies, _move),
    Frame("remove_text", _remove_applies, _remove, tolerates=0),
    Frame("style_text", _style_applies, _style),
)
