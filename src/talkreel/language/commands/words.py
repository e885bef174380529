"""Commands about words on screen: put them there, change what they say, take them away, set them otherwise."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from talkreel.language.commands.aim import cuts, unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lasting import lasting
from talkreel.language.commands.lettering import USUAL, Lettering, lettering
from talkreel.language.commands.lines import holding, lines_meant
from talkreel.language.commands.rewording import on_screen, reworded, rewording_applies
from talkreel.language.commands.said import Said, announced, plain, quotation, styled
from talkreel.language.commands.spots import spot_of
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.film import Film
from talkreel.language.grammar.references import Reference
from talkreel.model import Note, Operation, Segment
from talkreel.model.draft import Role
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

_ROLES: dict[str, Role] = {
    "title": "title", "lower_third": "lower_third", "cta": "cta", "subtitle_line": "eyebrow", "price": "price",
}  # fmt: skip
_NOUNS = ("text", "title", "lower_third", "cta", "subtitle_line", "price", "caption")
_HANDLE = re.compile(r"[@#][\w.]{2,}(?<!\.)|(?:https?://)?(?:www\.)?\w[\w-]*\.(?:com|net|org|io|shop|cn|app)\b[\w/]*")
_APPEARS = frozenset(("出现", "appear", "appears", "shows up", "comes in"))
_DESCRIBING = frozenset(("a", "an", "some", "any", "点", "些", "得", "个", "一点", "一些", "一段", "一首", "一句"))
_DIVIDER = re.compile(r"\s*(?:\||｜|/)\s*")


# adding


def _add_applies(clause: Clause) -> bool:
    named = any(t.sense("fx") and not (t.sense("typed") and clause.has("say")) for t in clause.tokens)
    sounding = (clause.has("a_sound") and clause.has("fx")) or (named and not clause.has_kind("quote"))
    if clause.refers("voice", "music", "layer", "transition") or sounding:
        return False
    if clause.verb_is("replace", "remove", "rename", "rewrite", "save", "translate", "mute", "keep"):
        return False
    if any(r.noun == "card" for r in clause.references):
        return False  # 营业时间放最后 moves the shot
    labels = clause.has_kind("quote") and clause.refers("shot")
    if clause.verb_is("carry") or (clause.verb_is("call") and not labels and not clause.has("noun", *_NOUNS)):
        return False
    if clause.refers("caption") and not (clause.has_kind("quote") or clause.has("say") or _colon(clause)):
        return False
    if clause.has("verb", "change") and clause.has("to") and not clause.has("noun", *_NOUNS):
        return False
    if _there_already(clause) and not clause.has("verb", "add") and not _unseen_quote(clause):
        return False
    told = clause.has_kind("quote", "screen") or clause.has("letters") or _says(clause)
    told = told or (clause.has("spot") and _colon(clause))
    told = told or (clause.has("verb", "add") and (_colon(clause) or _HANDLE.search(clause.text) is not None))
    told = told or (clause.has("typed") and any(clause.words[t.start : t.end].isupper() for t in clause.tokens))
    return told or clause.has("noun", *_NOUNS) or _writes(clause)


def _says(clause: Clause) -> bool:
    """ "A caption saying ...": a word that announces others, and something that is to be put there."""
    return clause.has("say") and (clause.verb_is("add") or clause.has("noun", *_NOUNS) or clause.has("typed"))


def _unseen_quote(clause: Clause) -> bool:
    """ "Lower third 'Tom Reed'": words that are not on screen, and nothing that is to change."""
    quoted = [str(t.value) for t in clause.tokens if t.kind == "quote"]
    third = next(iter(clause.places("noun", "lower_third")), len(clause.tokens))
    after = clause.tokens[third + 1 : third + 3]
    if len(after) == 2 and after[0].text == "with" and not clause.has("verb"):
        return clause.words[after[1].start].isupper()  # "lower third with Sam Lee | Skater"
    return bool(quoted) and not clause.has("verb") and not any(holding(clause, q) for q in quoted)


def _there_already(clause: Clause) -> bool:
    """Whether it points at words that are on screen: then those are to change."""
    return any(r.kind in ("text", "caption") and r.how != "missing" for r in clause.references)


def _colon(clause: Clause) -> bool:
    return any(t.kind == "mark" and t.text in ":：" for t in clause.tokens)


def _writes(clause: Clause) -> bool:
    return clause.has("writes")


def _add(clause: Clause) -> Proposal | None:
    """ "put 'Sale' at 0:10 in red", "add a title saying Summer Sale", 第10秒加一行红色的字“五折”."""
    said = _new_words(clause)
    if said is None:
        return _nothing_to_write(clause)
    if said.quoted and _there(clause, said.text) and not _anew(clause, said):
        return None
    if any(t.kind == "quote" and i not in said.places for i, t in enumerate(clause.tokens)):
        return None  # two quotations are two requests
    first = clause.tokens[min(said.places)]
    if not said.quoted and (styled(clause.tokens[i] for i in said.places) or first.kind == "duration"):
        return None
    if not said.quoted and all(_points(clause, i) for i in said.places):
        return None  # "the title" is what is there, no words to write
    clause.mark(said.places)
    role = _role(clause)
    _mark_announcing(clause, said)
    middle = _middle_of_screen(clause)
    told = lettering(clause, new=True)
    when = lasting(clause, said.text, "end" if role in ("cta", "url") else "")
    style = told.style_of(Segment(id="new", start_ms=0, duration_ms=1, role=role))
    if middle and style.y is None:
        spot = spot_of("center", clause.film.draft.canvas)
        style = style.model_copy(update=spot.fields())
    text = _cased(said.text, told.case)
    segment = Segment(
        id=unused(clause, "w")[0],
        start_ms=when.start_ms,
        duration_ms=when.duration_ms,
        text=text if role != "lower_third" else _DIVIDER.sub(" | ", text),
        role=role,
        style=style,
    )
    return edit(AddText(segment=segment), assumed=(*when.assumed, *told.assumed))


def _points(clause: Clause, i: int) -> bool:
    token = clause.tokens[i]
    told = (r for r in clause.references if r.kind != "film" and r.noun != "quoted")
    return bool(token.sense("filler")) or any(i in r.tokens for r in told)


def _anew(clause: Clause, said: Said) -> bool:
    """Whether words that are on screen are to be put there again: "add" stands before them (“特价”加红底)."""
    return any(i < min(said.places) for i in clause.places("anew"))


def _there(clause: Clause, text: str) -> bool:
    return any(s.text == text for s in clause.film.texts)


def _new_words(clause: Clause) -> Said | None:
    said = quotation(clause)
    if said is not None:
        return said
    written = next((i for i in clause.places("writes") if i + 1 < len(clause.tokens)), None)
    bare = plain(clause, written + 1) if written is not None else None
    screen = [i for i, t in enumerate(clause.tokens) if t.kind == "screen"]
    if bare is not None and set(screen) & bare.places and len(bare.places) > 1:
        return bare
    cue = announced(clause, lambda i: bool(clause.tokens[i].sense("say")) and _cue_fits(clause, i))
    cue = cue or announced(clause, lambda i: clause.tokens[i].kind == "mark" and clause.tokens[i].text in ":：")
    if cue is not None and not cue[1].quoted and _vague(clause, cue[1]):
        return None
    if cue is not None:
        clause.mark([cue[0]])
        return cue[1]
    if screen and clause.verb_is("add"):
        return Said(str(clause.tokens[screen[0]].value), frozenset({screen[0]}), True)
    return _handle(clause) or _bare_words(clause)


def _handle(clause: Clause) -> Said | None:
    """A name, a tag or an address of the net, which needs no quotation marks."""
    match = _HANDLE.search(clause.text)
    if match is None or not clause.has("verb", "add"):
        return None
    offset = clause.tokens[0].start
    start, end = offset + match.start(), offset + match.end()
    clause.ignore("about")
    clause.mark(
        i for i, t in enumerate(clause.tokens) if t.text in ("handle", "hashtag", "account", "账号", "话题", "标签")
    )
    return Said(match.group(), frozenset(i for i, t in enumerate(clause.tokens) if start <= t.start < end), True)


def _cue_fits(clause: Clause, i: int) -> bool:
    """ "it's" and "should be" announce what words are to become, not new ones."""
    return clause.tokens[i].sense("say") == "say"


def _bare_words(clause: Clause) -> Said | None:
    """Words that nothing announces: after "write", after a noun for words, or in capitals after "put"."""
    counted = next(iter(clause.places("letters")), None)
    for i, token in enumerate(clause.tokens):
        if token.sense("writes"):
            told = plain(clause, i + 1)
            return None if told is not None and _vague(clause, told) else told
        if token.sense("typed") and (said := plain(clause, i + 1)) is not None and said.text.isupper():
            return said
        noun = token.sense("noun") in _NOUNS and not _restyles(clause) and _puts(clause, i)
        if noun and i + 1 < len(clause.tokens):
            after = i + 2 if clause.tokens[i + 1].text in ("with", "of", "for") else i + 1
            said = plain(clause, after)
            if said is not None and _worth(clause, said):
                return said
    start = next((i for i, t in enumerate(clause.tokens) if t.sense("verb") == "add"), None)
    if start is None:
        return None
    if counted is not None and not clause.tokens[counted].text.isascii() and counted > start + 1:
        clause.mark([counted])
        return plain(clause, start + 1, counted)
    while start + 1 < len(clause.tokens) and clause.tokens[start + 1].text in ("the", "a", "an", "上", "个", "一个"):
        start += 1
    said = plain(clause, start + 1)
    if said is not None and _worth(clause, said) and said.text.isascii() and _timed(clause, said):
        return said
    return None


def _vague(clause: Clause, said: Said) -> bool:
    """ "Write a poem", 写点有意思的: what is to be written is described, not given."""
    first = clause.tokens[min(said.places)]
    return first.text in _DESCRIBING or first.sense("vague") is not None


def _puts(clause: Clause, i: int) -> bool:
    """Whether what stands behind a noun for words is to be put there: "add a title Hello", "title Hello"."""
    after = clause.tokens[i + 1 : i + 3]
    capital = any(clause.words[t.start].isupper() for t in after)
    return capital or clause.verb_is("add", "create", "call")


def _restyles(clause: Clause) -> bool:
    return clause.verb_is("change", "raise", "lower", "move", "center", "align")


def _worth(clause: Clause, said: Said) -> bool:
    """Whether bare words look like words to show: capitals, or words that mean nothing here."""
    first = min(said.places)
    if said.text[:1].isupper():
        return True
    tokens = [clause.tokens[i] for i in sorted(said.places)]
    known = any(
        t.sense(tag)
        for t in tokens
        for tag in ("verb", "noun", "colour", "spot", "comp", "anim", "prop", "music", "neg")
    )
    return not known and not clause.tokens[first].text.isascii() and len(said.text) > 1


def _timed(clause: Clause, said: Said) -> bool:
    rest = [t for i, t in enumerate(clause.tokens) if i not in said.places]
    when = any(t.kind in ("instant", "span", "duration") or t.sense("edge") or t.sense("spot") for t in rest)
    nouns = any(t.sense("noun") for i, t in enumerate(clause.tokens) if i in said.places)
    return when and not nouns


def _role(clause: Clause) -> Role:
    nouns = (i for i in clause.places("noun", *_ROLES) if not _beside(clause, i))
    noun = next((clause.tokens[i].senses["noun"] for i in nouns), "")
    return _ROLES.get(noun, "overlay")


def _beside(clause: Clause, i: int) -> bool:
    """Whether the noun only tells the place: "under the price", 标题下面."""
    near = (*clause.tokens[max(0, i - 2) : i], *(t for t in clause.tokens[i + 1 : i + 2] if not t.text.isascii()))
    return any(t.sense("beside") for t in near)


def _mark_announcing(clause: Clause, said: Said) -> None:
    """The words that say that words are to be shown."""
    placed = {i for r in clause.references if r.kind == "shot" for i in r.tokens}
    for tag, values in (
        ("verb", ("add", "change", "create", "call", "carry", "caption")), ("noun", _NOUNS), ("say", ()),
        ("letters", ()), ("rel", ()), ("writes", ()), ("typed", ()),
        ("moment", ()), ("stay", ()), ("highlight", ()),
    ):  # fmt: skip
        clause.mark(i for i in clause.places(tag, *values) if i not in said.places | placed and not _beside(clause, i))
    clause.mark(i for i, t in enumerate(clause.tokens) if t.kind == "number" and _before_letters(clause, i))


def _before_letters(clause: Clause, i: int) -> bool:
    return any(t.sense("letters") or t.sense("noun") == "text" for t in clause.tokens[i + 1 : i + 4])


def _middle_of_screen(clause: Clause) -> bool:
    """ "in the middle" of the screen, unless a time is meant."""
    if clause.has("noun", "film") or clause.has("spot"):
        return False
    if clause.has_kind("span"):
        clause.ignore("noun", "middle_of")
        return clause.take("edge", "middle") is not None or clause.take("rel", "between") is not None
    return clause.take("edge", "middle") is not None or clause.take("noun", "middle_of") is not None


def _nothing_to_write(clause: Clause) -> Proposal | None:
    """ "add some text": which words?"""
    if not clause.verb("add") or clause.refers("caption"):
        return None
    for noun in _NOUNS:
        clause.ignore("noun", noun)
    clause.ignore("quant")
    lettering(clause, new=True)
    clause.instant()
    clause.span()
    clause.milliseconds()
    clause.reference("shot", "film")
    raise refuse("refuse.no_words_given", note("nearest.words_given"))


# taking away


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
    appears = any(t.text in _APPEARS for t in clause.tokens)
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
    if clause.has_kind("quote", "duration") or not (clause.refers("text", "caption") or _texts_in_focus(clause)):
        return False
    if clause.verb_is("remove", "change", "replace", "duplicate") or clause.has("colour") or clause.has("neg"):
        return False
    if clause.has("anim") or clause.has("spot"):
        return False
    whole = clause.has("quant", "all") or clause.has("forever")
    return clause.has_kind("span") or (whole and clause.refers("shot", "film")) or _from_start(clause)


def _from_start(clause: Clause) -> bool:
    """标题从头显示到第8秒."""
    return clause.has_kind("instant") and clause.has("from_start")


def _during(clause: Clause) -> Proposal | None:
    """ "title for the whole first clip", "the title from 2 to 6 seconds"."""
    told = clause.reference("text", "caption", "focus", how=("named", "only", "focus"))
    ids = told.ids if told else clause.context.focus.ids
    line = clause.film.find(ids[0]) if len(ids) == 1 else None
    if line is None:
        return None
    clause.verb("add", "move", "keep", "lengthen")
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
    elif span is None and clause.reference("film"):
        span = (0, clause.film.length_ms)
    for tag in ("quant", "rel", "to", "lead"):
        clause.ignore(tag)
    if span is None or span[1] <= span[0]:
        return None
    operations: list[Operation] = [SetLength(id=line.id, duration_ms=span[1] - span[0])]
    if span[0] != line.start_ms:
        operations.insert(0, MoveSegment(id=line.id, start_ms=span[0]))
    return edit(*operations)


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
    new = _cased(text, case)
    if new == text:
        raise refuse("refuse.case", what=text)
    return new


def _cased(text: str, case: str) -> str:
    return {"upper": text.upper, "lower": text.lower, "title": text.title}.get(case, lambda: text)()


# shortening what is said


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
    Frame("add_text", _add_applies, _add, tolerates=0),
    Frame("stay_text", _stay_applies, _stay),
    Frame("text_during", _during_applies, _during),
    Frame("move_text", _move_applies, _move),
    Frame("remove_text", _remove_applies, _remove, tolerates=0),
    Frame("style_text", _style_applies, _style),
)
