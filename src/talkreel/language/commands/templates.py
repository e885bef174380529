"""Commands about templates: save one, use one, tell them all."""

from __future__ import annotations

from talkreel.language.commands.frame import Frame, Proposal
from talkreel.language.commands.routing import FORMAT
from talkreel.language.grammar.clause import Clause
from talkreel.model.request import (
    ListTemplates,
    SaveTemplate,
    UseTemplate,
)


def _save_template(clause: Clause) -> Proposal | None:
    """ "save this as my weekly offer template", 存成模板“每周特惠”."""
    clause.verb("save", "call", "create", "change")
    clause.ignore("noun", "template", "film", "version")
    clause.ignore("pron")
    name = clause.quote() or _template_name(clause)
    if not name:
        return None
    return Proposal(SaveTemplate(name=name))


def _template_name(clause: Clause) -> str:
    """What stands after "as" or "called", without "my", "template" and the like."""
    cue = [i for i, t in enumerate(clause.tokens) if t.text in _NAMING or t.sense("verb") in ("save", "call")]
    if not cue:
        return ""
    rest = [
        i
        for i in range(max(cue) + 1, len(clause.tokens))
        if i not in clause.used and clause.tokens[i].text not in _SMALL and clause.tokens[i].kind != "mark"
    ]
    if not rest:
        return ""
    clause.mark(range(rest[0], rest[-1] + 1))
    return clause.words[clause.tokens[rest[0]].start : clause.tokens[rest[-1]].end]


_NAMING = {"as", "called", "named", "为", "叫", "叫做", "成"}


_SMALL = {"my", "a", "an", "the", "this", "it", "our", "我", "的", "我的", "一个", "个"}


def _save_template_applies(clause: Clause) -> bool:
    if not clause.has("verb", "save"):
        return False
    named = any(t.text in _NAMING for t in clause.tokens) or any(
        t.text in ("存为", "保存为", "存成", "另存为") for t in clause.tokens
    )
    if any(FORMAT.search(t.text.lower()) for t in clause.tokens):
        return False
    return (clause.has("noun", "template") or named) and not clause.has("noun", "version", "file")


def _use_template(clause: Clause) -> Proposal | None:
    """ "use my weekly offer template for the pizza place"."""
    clause.verb("change", "create", "add", "go_to", "regenerate")
    at = clause.places("noun", "template")
    clause.ignore("noun", "template", "film")
    name = clause.quote()
    if name is None and at:
        before = [i for i in range(at[0]) if i not in clause.used and clause.tokens[i].text not in _SMALL]
        before = [i for i in before if clause.tokens[i].kind == "word" and "rel" not in clause.tokens[i].senses]
        name = clause.words[clause.tokens[before[0]].start : clause.tokens[before[-1]].end] if before else ""
        clause.mark(before)
    if not name and at:
        ends = (i for i in range(at[0] + 1, len(clause.tokens)) if clause.tokens[i].text in ("with", "for", "来", "做"))
        behind = range(at[0] + 1, next(ends, len(clause.tokens)))
        name = clause.words[clause.tokens[behind[0]].start : clause.tokens[behind[-1]].end] if behind else ""
        clause.mark(behind)
    words = ""
    rest = clause.left()
    if rest:
        words = clause.words[rest[0].start : clause.tokens[-1].end]
        clause.mark(range(len(clause.tokens)))
    return Proposal(UseTemplate(name=name, words=words)) if name else None


def _templates(clause: Clause) -> Proposal | None:
    clause.verb("click", "status", "add")
    clause.ignore("noun", "template")
    clause.ignore("quant")
    return Proposal(ListTemplates())


def _templates_applies(clause: Clause) -> bool:
    return (
        clause.has("noun", "template") and clause.has("verb", "click", "status", "add") and not clause.has_kind("quote")
    )


FRAMES = (
    Frame(
        "use_template",
        lambda c: c.has("noun", "template") and c.has("verb", "change", "create", "regenerate"),
        _use_template,
    ),
    Frame("save_template", _save_template_applies, _save_template, tolerates=0),
    Frame("templates", _templates_applies, _templates),
)
