"""Commands about versions: undo, redo, go back, name, list, compare, take from one."""

from __future__ import annotations

import re

from talkreel.language.commands.frame import Frame, Proposal
from talkreel.language.commands.routing import FORMAT, press
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Token
from talkreel.model.request import (
    Compare,
    GoTo,
    ListVersions,
    NameVersion,
    Redo,
    Take,
    Undo,
)


def _undo(clause: Clause) -> Proposal | None:
    """ "undo the last three edits", 撤销两步."""
    clause.verb("undo", "click", "go_to", "remove", "reverse")
    press(clause)
    steps = clause.number("number", "factor")
    ordinal = clause.number("ordinal")
    clause.ignore("noun", "step")
    clause.ignore("quant")
    clause.ignore("pron")
    everything = any(t.sense("noun") == "film" for t in clause.tokens)
    clause.ignore("noun", "film")
    if everything:
        return Proposal(GoTo(version=1))
    if ordinal is not None and ordinal > 0:
        return None
    return Proposal(Undo(steps=max(1, round(steps or 1))))


def _undo_applies(clause: Clause) -> bool:
    if clause.has("verb", "undo"):
        things = [r for r in clause.references if r.noun != "nth" and r.kind not in ("focus", "film")]
        return not things or clause.has("noun", "step")
    return clause.has("noun", "step") and clause.has("verb", "remove", "go_to", "reverse")


def _redo(clause: Clause) -> Proposal | None:
    clause.verb("redo", "click")
    press(clause)
    steps = clause.number("number", "factor")
    clause.ignore("noun", "step")
    clause.ignore("pron")
    return Proposal(Redo(steps=max(1, round(steps or 1))))


def _version_of(clause: Clause) -> tuple[int, str]:
    """The version that is named: its number, or its name; (0, "") for none."""
    quoted = clause.quote()
    if quoted:
        return 0, quoted
    number = clause.number("number", "ordinal", "factor")
    if number is not None:
        return round(number), ""
    original = next((i for i, t in enumerate(clause.tokens) if t.text in _ORIGINAL), None)
    if original is not None:
        clause.mark([original])
        return 1, ""
    if clause.take("edge", "start") or clause.take("noun", "start_of"):
        return 1, ""
    name = _name_after(clause)
    return 0, name


_ORIGINAL = {"original", "initial", "very first", "原来", "原始", "最初", "原版", "初始", "最早"}


def _name_after(clause: Clause) -> str:
    """Unknown words beside "version": its name, as typed."""
    unknown = [i for i, t in enumerate(clause.tokens) if t.kind == "word" and not t.senses and i not in clause.used]
    if not unknown:
        return ""
    first, last = unknown[0], unknown[-1]
    clause.mark(range(first, last + 1))
    return clause.words[clause.tokens[first].start : clause.tokens[last].end]


def _go_to(clause: Clause) -> Proposal | None:
    """ "go back to version 2", "restore the original", 回到“清晨版”."""
    clause.verb("go_to", "undo", "click", "change", "redo")
    press(clause)
    version, name = _version_of(clause)
    stepped = clause.take("noun", "step") is not None
    clause.ignore("noun", "version", "film")
    clause.ignore("pron")
    if stepped and version > 0:
        return Proposal(Undo(steps=version))
    if not version and not name:
        if stepped or (clause.has("rel", "before") and not clause.left()):
            return Proposal(Undo())
        name = _tail(clause) if clause.has("verb", "go_to") else ""
        if not name:
            return None
    if version < 0:
        return Proposal(Undo(steps=-version))
    return Proposal(GoTo(version=version, name=name))


def _go_to_applies(clause: Clause) -> bool:
    told = clause.has("noun", "version") or any(t.text in _ORIGINAL for t in clause.tokens)
    return clause.has("verb", "go_to", "undo", "redo", "change") and (told or clause.has("verb", "go_to"))


def _name_version(clause: Clause) -> Proposal | None:
    """ "call this version 'morning'", 把这个版本命名为“清晨”."""
    clause.verb("call", "save", "rename")
    clause.ignore("noun", "version")
    clause.ignore("pron")
    clause.ignore("filler")
    name = clause.quote() or _tail(clause)
    return Proposal(NameVersion(name=name)) if name else None


def _name_version_applies(clause: Clause) -> bool:
    if any(FORMAT.search(t.text.lower()) for t in clause.tokens if t.kind != "quote"):
        return False  # "save it as a gif"
    if clause.has("noun", "template", "file", "text", "title") or clause.has("noun", "film"):
        return False
    if clause.has("rel", "instead"):
        return False  # "call it Pulse Two instead of Pulse One": words
    this = any(t.text in ("this one", "this", "it", "这个", "这一版") for t in clause.tokens)
    return clause.has("verb", "call", "save", "rename") and (clause.has("noun", "version") or this)


def _tail(clause: Clause) -> str:
    """The words after the last one that was read, as typed."""
    if not clause.used:
        return ""
    used = [i for i in clause.used if "filler" not in clause.tokens[i].senses or clause.tokens[i].text in ("as", "为")]
    first = max(used, default=len(clause.tokens)) + 1
    if first >= len(clause.tokens):
        return ""
    clause.mark(range(first, len(clause.tokens)))
    return clause.words[clause.tokens[first].start : clause.tokens[-1].end].strip(" .。!！")


_ALL_VERSIONS = re.compile(r"(?:(?:list|the|all|my|of) )*versions|(?:所有|全部)?版本(?:列表|记录|历史)?", re.IGNORECASE)


def _versions(clause: Clause) -> Proposal | None:
    if _ALL_VERSIONS.fullmatch(clause.words.strip(" .?!。？！")):
        clause.mark(range(len(clause.tokens)))
    clause.verb("click", "status", "add", "compare")
    clause.ignore("quant")
    clause.ignore("noun", "version")
    return Proposal(ListVersions())


def _versions_applies(clause: Clause) -> bool:
    if _ALL_VERSIONS.fullmatch(clause.words.strip(" .?!。？！")):
        return True
    plural = any(t.sense("noun") == "version" and (t.text.endswith("s") or not t.text.isascii()) for t in clause.tokens)
    return plural and clause.has("verb", "click", "status", "add") and not clause.has_kind("number", "quote", "ordinal")


_LEADING = re.compile(r"^(?:with|and|to|和|与|跟)\s*", re.I)


def _compare(clause: Clause) -> Proposal | None:
    """ "compare version 1 and 3", "what changed", 对比第一版和现在."""
    clause.verb("compare", "click")
    press(clause)
    told: list[str] = []
    for i, token in enumerate(clause.tokens):
        if token.kind in ("number", "ordinal", "quote") and i not in clause.used:
            clause.mark([i])
            told.append(str(int(token.value)) if isinstance(token.value, int | float) else str(token.value))
        elif token.text in _ORIGINAL:
            clause.mark([i])
            told.append("1")
    clause.ignore("noun", "version", "step", "film")
    clause.ignore("pron")
    clause.ignore("edge")
    clause.ignore("quant")
    if len(told) < 2 and clause.left() and clause.has("rel", "to", "with"):
        name = _LEADING.sub("", _tail(clause))  # "compare this with before sale": as it was named
        told += [name] if name else []
    return Proposal(Compare(one=told[0] if told else "", other=told[1] if len(told) > 1 else ""))


def _take(clause: Clause) -> Proposal | None:
    """ "take the second clip from version 1"."""
    clause.verb("take", "go_to", "change", "add", "redo", "duplicate")
    at = next((i for i, t in enumerate(clause.tokens) if t.sense("noun") == "version"), None)
    if at is None:
        return None
    number = next(
        (i for i in (at + 1, at - 1, at + 2, at - 2) if 0 <= i < len(clause.tokens) and _names(clause.tokens[i])), None
    )
    original = next((i for i, t in enumerate(clause.tokens) if t.text in _ORIGINAL), None)
    if number is None and original is None:
        return None
    value = clause.tokens[number].value if number is not None else 1
    clause.mark([at, *([number] if number is not None else []), *([original] if original is not None else [])])
    reference = clause.reference("shot", "text", "music", "voice", "layer", "caption", how=("named", "only", "focus"))
    if reference is None or not reference.ids:
        raise refuse("refuse.take_what")
    version = str(int(value)) if isinstance(value, int | float) else str(value)
    return Proposal(Take(version=version, segments=reference.ids))


def _names(token: Token) -> bool:
    return token.kind in ("number", "ordinal", "quote")


# making again, templates, talk


FRAMES = (
    Frame("compare", lambda c: c.has("verb", "compare"), _compare),
    Frame(
        "take",
        lambda c: c.has("noun", "version") and c.has("verb", "take", "go_to", "change", "add"),
        _take,
        tolerates=0,
    ),
    Frame("name_version", _name_version_applies, _name_version, tolerates=0),
    Frame("go_to", _go_to_applies, _go_to, tolerates=0),
    Frame("undo", _undo_applies, _undo, tolerates=0),
    Frame("redo", lambda c: c.has("verb", "redo") and not c.refers("film", "shot", "text"), _redo, tolerates=0),
    Frame("versions", _versions_applies, _versions),
)
