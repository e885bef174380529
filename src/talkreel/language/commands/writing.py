"""Commands that put new words on screen: titles, lines, lower thirds."""

from __future__ import annotations

import re

from talkreel.language.commands.aim import unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.commands.lasting import lasting
from talkreel.language.commands.lettering import lettering
from talkreel.language.commands.lines import holding
from talkreel.language.commands.rewording import reworded, rewording_applies
from talkreel.language.commands.said import Said, announced, plain, quotation, styled
from talkreel.language.commands.spots import spot_of
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model import Segment
from talkreel.model.draft import Role
from talkreel.model.operation import (
    AddText,
)

_ROLES: dict[str, Role] = {
    "title": "title", "lower_third": "lower_third", "cta": "cta", "subtitle_line": "eyebrow", "price": "price",
}  # fmt: skip


_NOUNS = ("text", "title", "lower_third", "cta", "subtitle_line", "price", "caption")


_HANDLE = re.compile(r"[@#][\w.]{2,}(?<!\.)|(?:https?://)?(?:www\.)?\w[\w-]*\.(?:com|net|org|io|shop|cn|app)\b[\w/]*")


APPEARS = frozenset(("出现", "appear", "appears", "shows up", "comes in"))


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
    text = cased(said.text, told.case)
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


def cased(text: str, case: str) -> str:
    return {"upper": text.upper, "lower": text.lower, "title": text.title}.get(case, lambda: text)()


# shortening what is said


FRAMES = (
    Frame("reword", rewording_applies, reworded),
    Frame("add_text", _add_applies, _add, tolerates=0),
)
