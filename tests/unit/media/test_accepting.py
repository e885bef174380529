from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.samples import sample

from talkreel.errors import InputError, NotFoundError, TooLargeError
from talkreel.media.accepting import accept
from talkreel.messages import say
from talkreel.settings import settings


def test_a_film_is_taken_under_any_name(make_clip, tmp_path: Path) -> None:
    film = make_clip("a.mp4", seconds=1.0)
    taken = accept(film, "../../Iced\u202e latte.txt")
    assert (taken.kind, taken.suffix, taken.media_type) == ("video", ".mp4", "video/mp4")
    assert taken.name == "Iced latte.txt"
    assert taken.bytes == film.stat().st_size
    assert taken.sha256 == hashlib.sha256(film.read_bytes()).hexdigest()
    assert 900 <= taken.duration_ms <= 1100
    assert taken.width > 0 < taken.fps
    assert accept(film, "a.mp4", "known").sha256 == "known"


def test_a_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "0123"
    path.write_text("Fresh coffee from 40 farms.")
    taken = accept(path, "brief.md")
    assert (taken.kind, taken.suffix, taken.text) == ("document", ".md", "Fresh coffee from 40 farms.")


def test_what_is_refused_is_told_by_the_name_it_came_with(tmp_path: Path) -> None:
    path = tmp_path / "0123456789abcdef"
    path.write_bytes(b"\x00\x00\x00\x20ftypisom" + b"\x00" * 400)
    with pytest.raises(InputError) as caught:
        accept(path, "holiday.mp4")
    told = say(caught.value.code, "en", **caught.value.fields)
    assert "holiday.mp4" in told
    assert "0123456789abcdef" not in told


def test_limits_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    film = tmp_path / "large.mp4"
    film.write_bytes(sample("mp4", 1.5, 1280, 1280))
    for name, value, code in (
        ("TALKREEL_MAX_PICTURE_MP", "1", "error.picture_too_large"),
        ("TALKREEL_MAX_FILM_HOURS", "0.0003", "error.media_hours"),
        ("TALKREEL_MAX_FILE_MB", "1", "error.upload_too_large"),
    ):
        monkeypatch.setenv(name, value)
        settings.cache_clear()
        path = film
        if "MB" in name:
            path = tmp_path / "long"
            path.write_bytes(film.read_bytes() + b"\0" * 1_000_000)
        try:
            with pytest.raises(TooLargeError) as caught:
                accept(path, "a.mp4")
        finally:
            monkeypatch.undo()
            settings.cache_clear()
        assert caught.value.code == code
        assert say(code, "en", **caught.value.fields)
        assert say(code, "zh", **caught.value.fields)


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        accept(tmp_path / "x", "a.mp4")
    with pytest.raises(NotFoundError):
        accept(tmp_path, "a.mp4")
