"""What is only said of a thing and asks for nothing ("the whooshes are annoying"): what comes next may be about it."""

from __future__ import annotations

from talkreel.language.commands.frame import Frame, Proposal
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse


def _applies(clause: Clause) -> bool:
    return clause.has("remark") and not clause.has("verb") and not clause.has_kind("quote", "duration", "percent")


def _remark(clause: Clause) -> Proposal | None:
    """ "I don't like the music", "the text is hard to read": the talk is about it.

    Raises:
        Refuse: nothing else is said.
    """
    clause.ignore("remark")
    clause.ignore("too")
    ids: list[str] = []
    sounds = {t.senses["fx"] for t in clause.tokens if t.sense("fx")}
    for reference in clause.references:
        clause.mark(reference.tokens)
        ids += reference.ids or reference.pool
    if sounds:
        ids = [s.id for s in clause.film.of("effect") if s.effect is not None and s.effect.kind in sounds]
    clause.ignore("comp")
    clause.ignore("tone")
    if clause.text.strip(" .!?") == clause.words.strip(" .!?"):
        raise refuse("refuse.only_remark")
    return Proposal(None, focus=tuple(dict.fromkeys(ids)))


FRAMES = (Frame("remark", _applies, _remark),)
