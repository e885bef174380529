"""A journal in a folder: what is left by a crash, by two writers, by damage."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from talkreel.errors import NotFoundError, OutputError
from talkreel.language.interpreters.typed import Typed
from talkreel.model import Draft
from talkreel.model.request import ListVersions
from talkreel.studio.drafts import read_draft, save_draft
from talkreel.studio.history import Version, digest
from talkreel.studio.journal import Kept
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.talk import Talk

LINES = "film.reel.history/journal.jsonl"


def titled(title: str, revision: int = 1) -> Draft:
    empty = Draft(id="d1", revision=revision)
    return empty.model_copy(update={"meta": empty.meta.model_copy(update={"title": title})})


def opened(folder: Path) -> FolderJournal:
    path = folder / "film.reel.json"
    save_draft(titled("one"), path)
    return FolderJournal(path)


def add(journal: FolderJournal, title: str) -> int:
    with journal.alone() as standing:
        drawn = titled(title, standing.head.revision + 1)
        journal.add(
            Version(revision=drawn.revision, way="turn", content=drawn.revision, digest=digest(drawn)), Kept(drawn)
        )
    return drawn.revision


def test_looking_leaves_no_trace(tmp_path: Path) -> None:
    opened(tmp_path).standing()
    assert [p.name for p in tmp_path.iterdir()] == ["film.reel.json"]


def test_a_line_cut_short_is_left_out_and_told_and_the_next_one_is_whole(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    with (tmp_path / LINES).open("a") as file:
        file.write('{"kind": "version", "revi')
    assert journal.standing().history.damaged == 1
    assert add(journal, "three") == 3
    history = journal.standing().history
    assert [v.revision for v in history.versions] == [1, 2, 3]
    assert history.damaged == 1


def test_a_draft_left_behind_by_a_stopped_writer_is_brought_up(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    old = (tmp_path / "film.reel.json").read_text()
    add(journal, "three")
    (tmp_path / "film.reel.json").write_text(old)
    assert journal.standing().draft.meta.title == "three"
    add(journal, "four")
    assert [v.way for v in journal.standing().history.versions] == ["opened", "turn", "turn", "turn"]
    assert read_draft(journal.path).meta.title == "four"


def test_a_draft_that_somebody_else_wrote_is_a_version_of_its_own(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    save_draft(titled("made anew"), journal.path)
    standing = journal.standing()
    assert (standing.draft.meta.title, standing.draft.revision) == ("made anew", 3)
    add(journal, "four")
    assert journal.draft_of(3).meta.title == "made anew"
    assert journal.draft_of(2).meta.title == "two"


def test_a_draft_that_was_deleted_comes_back(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    journal.path.unlink()
    assert journal.standing().draft.meta.title == "two"
    with journal.alone():
        pass
    assert read_draft(journal.path).meta.title == "two"


def test_a_version_whose_file_was_changed_or_lost_cannot_be_gone_back_to(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    add(journal, "three")
    file = journal.folder / "revisions" / "000002.json"
    told = json.loads(file.read_text())
    told["draft"]["m"]["title"] = "forged"
    file.write_text(json.dumps(told))
    with pytest.raises(NotFoundError):
        journal.draft_of(2)
    file.write_text("{")
    with pytest.raises(NotFoundError):
        journal.draft_of(2)
    assert journal.standing().draft.meta.title == "three"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.folder.write_text("a file where the folder would be")
    with pytest.raises(OutputError), journal.alone():
        pass


def _adds(path: str, who: str, count: int) -> None:
    journal = FolderJournal(Path(path))
    for number in range(count):
        add(journal, f"{who}{number}")


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_adds, args=(str(journal.path), who, 12)) for who in "ab"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    history = journal.standing().history
    assert [v.revision for v in history.versions] == list(range(1, 26))
    titles = [journal.draft_of(v.revision).meta.title for v in history.versions[1:]]
    assert [t for t in titles if t[0] == "a"] == [f"a{n}" for n in range(12)]
    assert [t for t in titles if t[0] == "b"] == [f"b{n}" for n in range(12)]


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from test_folder_journal import add
from talkreel.studio.journals.folder import FolderJournal
journal = FolderJournal(Path({path!r}))
print("ready", flush=True)
for n in range(100000):
    add(journal, "turn %d" % n)
"""


def test_a_writer_killed_at_any_moment_leaves_a_film_that_can_be_gone_on_with(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    code = WRITER.format(tests=str(Path(__file__).parent), path=str(journal.path))
    seen = 1
    for pause in (0.003, 0.011, 0.017, 0.029):
        writer = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(pause)
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        standing = journal.standing()
        assert standing.head.revision >= seen
        number = add(journal, "went on")
        history = journal.standing().history
        assert [v.revision for v in history.versions] == list(range(1, number + 1))
        assert all(v.way == "turn" for v in history.versions[1:])
        assert [journal.draft_of(v.revision).revision for v in history.versions] == list(range(1, number + 1))
        assert read_draft(journal.path).meta.title == "went on"
        assert not list(tmp_path.rglob("*.part"))
        seen = number


def test_damage_is_told_with_the_versions(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    add(journal, "two")
    with (tmp_path / LINES).open("a") as file:
        file.write("not a line\n")
    told = Talk(journal, tmp_path, Typed((ListVersions(),))).turn("versions").receipt.reply
    assert "left out: 1" in told
    assert read_draft(journal.path).revision == 2
