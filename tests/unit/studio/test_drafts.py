"""A draft and its file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from talkreel.errors import InputError, NotFoundError, OutputError
from talkreel.model import Draft, Meta, Segment, Track
from talkreel.studio.drafts import draft_path, find_draft, read_draft, save_draft, write_whole

DRAFT = Draft(
    id="d1",
    duration_ms=2000,
    meta=Meta(title="Zwölf 猫", prompt="two cats", seed=7),
    tracks=(Track(id="t1", type=7, segments=(Segment(id="a", start_ms=0, duration_ms=2000, text="猫 “cat”"),)),),
)


def test_a_draft_lies_beside_its_film_and_comes_back_the_same(tmp_path: Path) -> None:
    film = tmp_path / "cats.v2.mp4"
    save_draft(DRAFT, draft_path(film))
    assert [p.name for p in tmp_path.iterdir()] == ["cats.v2.reel.json"]
    assert read_draft(film) == read_draft(tmp_path / "cats.v2.reel.json") == DRAFT


def test_keys_that_we_do_not_know_survive(tmp_path: Path) -> None:
    path = tmp_path / "a.reel.json"
    path.write_text('{"v": 1, "d": 5, "theirs": {"x": [1]}, "t": [{"id": "t1", "tt": 7, "y": 2}]}', "utf-8")
    save_draft(read_draft(path), path)
    again = read_draft(path).wire()
    assert again["theirs"] == {"x": [1]}
    assert '"y": 2' in path.read_text("utf-8")


def test_a_draft_that_is_not_there_is_missed(tmp_path: Path) -> None:
    for path in (tmp_path / "no.mp4", tmp_path / "no.reel.json", tmp_path):
        with pytest.raises(NotFoundError):
            find_draft(path)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"t": [{"id": 1}]}', b'{"d": -5}', b"\xff\xfe\x00", b"[" * 200_000],
)
def test_a_damaged_draft_is_said_to_be(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.reel.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_draft(path)
    assert caught.value.code == "error.draft_invalid"


def test_a_draft_may_not_be_endless(tmp_path: Path) -> None:
    path = tmp_path / "a.reel.json"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(InputError):
        read_draft(path)


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.srt"
    write_whole(path, "first")

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OutputError):
        write_whole(path, "second")
    assert [p.name for p in tmp_path.iterdir()] == ["a.srt"]
    assert path.read_text() == "first"
