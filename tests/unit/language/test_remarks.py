"""A remark asks for nothing; what comes after it is about what it was said of."""

from __future__ import annotations

import pytest
from tests.unit.language.cafe import film

from talkreel.language.interpreter import Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model.request import Edit


@pytest.mark.parametrize("words", ["the music is annoying", "I don't like the music", "I can't stand the music"])
def test_a_remark_alone_is_answered_and_changes_nothing(words: str) -> None:
    draft = film()
    told = Rules().interpret(Utterance(words, draft))
    assert told.draft == draft
    assert [r.because.code for r in told.refusals] == ["refuse.only_remark"]


def test_what_follows_is_about_it() -> None:
    told = Rules().interpret(Utterance("I don't like the music, make it quieter", film()))
    assert not told.refusals
    (step,) = told.steps
    assert isinstance(step.request, Edit)
    assert [getattr(o, "id", "") for o in step.request.operations] == ["m1"]
