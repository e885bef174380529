"""What every journal holds, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store import a_film

from talkreel.errors import NotFoundError
from talkreel.language.interpreter import Focus, Question
from talkreel.model import Draft, Note
from talkreel.store.database import Database
from talkreel.studio.drafts import save_draft
from talkreel.studio.history import Asked, Dropped, Named, Version, Way, digest
from talkreel.studio.journal import Journal, Kept
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.journals.memory import MemoryJournal
from talkreel.studio.journals.sql import SqlJournal

Maker = Callable[[Draft, Path], Journal]


def _folder(draft: Draft, place: Path) -> Journal:
    save_draft(draft, place / "film.reel.json")
    return FolderJournal(place / "film.reel.json")


def _sql(database: Database, draft: Draft, place: Path) -> Journal:
    return SqlJournal(database, a_film(database), first=draft)


def _memory(draft: Draft, place: Path) -> Journal:
    return MemoryJournal(draft)


@pytest.fixture(params=["folder", "memory", "sqlite", "postgres"])
def make(request: pytest.FixtureRequest) -> Maker:
    if request.param in {"sqlite", "postgres"}:
        return partial(_sql, request.getfixturevalue(f"{request.param}_database"))
    return {"folder": _folder, "memory": _memory}[request.param]


def titled(title: str, revision: int = 1) -> Draft:
    empty = Draft(id="d1", revision=revision)
    return empty.model_copy(update={"meta": empty.meta.model_copy(update={"title": title})})


def add(journal: Journal, draft: Draft, way: Way = "turn", content: int | None = None, words: str = "") -> Version:
    with journal.alone() as standing:
        number = standing.head.revision + 1
        drawn = draft.model_copy(update={"revision": number})
        version = Version(
            revision=number, way=way, content=content or number, digest=digest(drawn), words=words,
            focus=Focus(("s1",), (), 500),
        )  # fmt: skip
        journal.add(version, Kept(drawn))
    return version


def test_a_film_without_a_history_stands_at_its_first_version(make: Maker, tmp_path: Path) -> None:
    journal = make(titled("one"), tmp_path)
    standing = journal.standing()
    assert (standing.draft.meta.title, standing.head.revision, standing.head.way) == ("one", 1, "opened")
    assert journal.draft_of(1) == standing.draft


def test_what_is_added_is_where_the_film_stands(make: Maker, tmp_path: Path) -> None:
    journal = make(titled("one"), tmp_path)
    added = add(journal, titled("two"), words="call it two")
    standing = journal.standing()
    assert standing.head == added
    assert standing.head.focus == Focus(("s1",), (), 500)
    assert (standing.draft.meta.title, standing.draft.revision) == ("two", 2)
    assert journal.draft_of(1).meta.title == "one"
    with pytest.raises(NotFoundError):
        journal.draft_of(3)


def test_versions_are_found_by_number_and_by_name(make: Maker, tmp_path: Path) -> None:
    journal = make(titled("one", revision=4), tmp_path)
    add(journal, titled("two"))
    with journal.alone():
        journal.add(Named(revision=5, name="Before the sale"))
    history = journal.standing().history
    found = [history.find(wanted) for wanted in ("5", "v5", "before THE sale", "4", "1", "", "9", "never")]
    assert [v.revision if v else None for v in found] == [5, 5, 5, 4, 4, 4, None, None]
    assert history.named(5) == ("Before the sale",)


def test_a_question_is_pending_until_the_next_thing_is_said(make: Maker, tmp_path: Path) -> None:
    journal = make(titled("one"), tmp_path)
    asked = Asked(question=Question(Note(code="error.version_gone", fields={"revision": 2}), "cut it", ("a", "b")))
    with journal.alone():
        journal.add(asked)
    assert journal.standing().history.pending == asked
    with journal.alone():
        journal.add(Dropped())
    assert journal.standing().history.pending is None
    with journal.alone():
        journal.add(asked)
    add(journal, titled("two"))
    assert journal.standing().history.pending is None


def test_two_threads_at_once_lose_nothing(make: Maker, tmp_path: Path) -> None:
    journal = make(titled("one"), tmp_path)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: add(journal, titled(f"film {n}")), range(24)))
    history = journal.standing().history
    assert [v.revision for v in history.versions] == list(range(1, 26))
    assert {journal.draft_of(n).meta.title for n in range(2, 26)} == {f"film {n}" for n in range(24)}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(["turn", "undo", "redo"]), max_size=12))
def test_undo_and_redo_walk_the_turns_as_a_list_with_a_pointer(
    make: Maker, tmp_path_factory: pytest.TempPathFactory, steps: list[Way]
) -> None:
    journal = make(titled("0"), tmp_path_factory.mktemp("walk"))
    films, at = ["0"], 0
    for number, way in enumerate(steps, 1):
        history = journal.standing().history
        assert len(history.past) == at + 1
        assert len(history.future) == len(films) - at - 1
        if way == "turn":
            films, at = [*films[: at + 1], str(number)], at + 1
            add(journal, titled(str(number)))
        elif way == "undo" and at > 0:
            at -= 1
            content = history.past[-2]
            add(journal, journal.draft_of(content), "undo", content)
        elif way == "redo" and at + 1 < len(films):
            at += 1
            content = history.future[-1]
            add(journal, journal.draft_of(content), "redo", content)
        assert journal.standing().draft.meta.title == films[at]
