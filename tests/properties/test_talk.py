"""Whatever is said in whatever order: one turn is one step, and every step can be gone back and forth."""

from __future__ import annotations

from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.unit.studio.test_talk import KNOWN, Phrases, film

from talkreel.edit import untouched
from talkreel.edit.invariants import check
from talkreel.studio.history import digest
from talkreel.studio.journals.memory import MemoryJournal
from talkreel.studio.talk import Talk

EDITS = ("warmer", "shorter", "shorter and warmer", "quieter", "calm", "drop two", "keep the second", "impossible")


@settings(max_examples=40, deadline=None)
@given(said=st.lists(st.sampled_from((*EDITS, "undo", "redo", "undo twice", "first")), max_size=14))
@example(said=["warmer", "first", "undo twice"])  # back to an equal film
def test_undo_then_redo_is_the_identity_and_nothing_is_lost(said: list[str]) -> None:
    talk = Talk(MemoryJournal(film()), Path(), Phrases(KNOWN))
    films, at = [digest(film())], 0
    for words in said:
        before = talk.journal.standing().draft
        receipt = talk.turn(words).receipt
        check(receipt.draft)
        same = untouched(before, receipt.draft)
        assert receipt.untouched == same
        assert same.segments + len({c.segment for c in receipt.changes if c.segment and c.after}) == sum(
            len(t.segments) for t in receipt.draft.tracks
        )
        if receipt.revision == before.revision:
            assert receipt.draft == before
            assert receipt.status == "nothing" or words == "first"
            continue
        assert receipt.revision == before.revision + 1
        if words.startswith("undo"):
            at = max(0, at - (2 if words == "undo twice" else 1))
        elif words == "redo":
            at += 1
        else:
            films, at = [*films[: at + 1], digest(receipt.draft)], at + 1
        assert digest(receipt.draft) == films[at]
    moved_back = talk.turn("undo").receipt
    if moved_back.status == "applied":
        assert digest(talk.turn("redo").receipt.draft) == films[at]
