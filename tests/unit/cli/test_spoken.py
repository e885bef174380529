"""A line of a conversation."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.cli.spoken import Spoken, spoken


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("logo.png", "our beach.mp4"):
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


def test_commands_begin_with_a_slash() -> None:
    assert spoken("/export  webm ") == Spoken("webm", command="export")
    assert spoken(" /UNDO") == Spoken("", command="undo")
    assert spoken("make it 1/2 as loud").command == ""


def test_files_among_the_words_are_files(here: Path) -> None:
    assert spoken("make a film logo.png") == Spoken("make a film", (Path("logo.png"),))
    dropped = f"'{here / 'our beach.mp4'}'"
    assert spoken(f"{dropped} make it warmer") == Spoken("make it warmer", (here / "our beach.mp4",))
    escaped = str(here / "our beach.mp4").replace(" ", "\\ ")
    assert spoken(escaped) == Spoken("", (here / "our beach.mp4",))


def test_something_stands_for_a_file_that_the_sentence_needs(here: Path) -> None:
    assert spoken("replace clip 2 with logo.png please").words == "replace clip 2 with logo.png please"
    assert spoken(f"use '{here / 'our beach.mp4'}' at the end").words == "use this file at the end"
    assert spoken("把第二个镜头换成 'our beach.mp4'").words == "把第二个镜头换成 这个文件"


def test_quoted_words_and_names_of_no_file_stay_words(here: Path) -> None:
    line = "put 'Sale' at 0:10 like in missing.png"
    assert spoken(line) == Spoken(line)
