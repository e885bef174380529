"""Flags into values."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.cli.wanted import film_and_words, milliseconds, wanted_of, words_and_files
from talkreel.errors import NotFoundError, TalkreelError, UsageError
from talkreel.model import Canvas


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("20", 20_000),
        ("20s", 20_000),
        ("7.3", 7_300),
        ("1500ms", 1_500),
        ("0:12", 12_000),
        ("1:30", 90_000),
        ("0:01:30.5", 90_500),
        ("2m", 120_000),
        ("2 Minutes", 120_000),
        ("1h", 3_600_000),
        ("30秒", 30_000),
        ("2分钟", 120_000),
    ],
)
def test_times_are_read(text: str, ms: int) -> None:
    assert milliseconds(text) == ms


@pytest.mark.parametrize("text", ["", "soon", "-3", "1:2:3:4", "10 s 5", "1e3", "nan"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        milliseconds(text)
    assert caught.value.code == "error.time_unreadable"


@pytest.mark.parametrize("duration", ["0", "0.9", "31m", "10h"])
def test_a_length_has_limits(duration: str) -> None:
    with pytest.raises(UsageError) as caught:
        wanted_of(duration, "", "", None, None, "")
    assert caught.value.code == "error.duration_range"


@pytest.mark.parametrize(
    ("aspect", "size", "read", "width", "height"),
    [
        ("", "", (1920, 1080), 1920, 1080),
        ("", "720p", (1920, 1080), 1280, 720),
        ("", "4K", (1080, 1920), 2160, 3840),
        ("9:16", "", (1920, 1080), 1080, 1920),
        ("1:1", "360p", (1920, 1080), 360, 360),
        ("16:9", "", (720, 1280), 1280, 720),  # the sentence said 720p, the flag the shape
        ("", "641x481", (1920, 1080), 640, 480),  # encoders take even sides
        ("1:1", "1280×720", (1920, 1080), 1280, 720),
    ],
)
def test_flags_change_the_canvas(aspect: str, size: str, read: tuple[int, int], width: int, height: int) -> None:
    canvas = wanted_of("", aspect, size, 25, None, "").canvas(Canvas(width=read[0], height=read[1]))
    assert (canvas.width, canvas.height, canvas.fps) == (width, height, 25)


@pytest.mark.parametrize("size", ["9x9", "8000x100", "huge", "720"])
def test_a_size_that_cannot_be_is_refused(size: str) -> None:
    with pytest.raises(UsageError):
        wanted_of("", "", size, None, None, "")


@pytest.mark.parametrize("tag", ["klingon!", "e", "zh_CN", "../en"])
def test_a_language_is_a_tag(tag: str) -> None:
    with pytest.raises(UsageError):
        wanted_of("", "", "", None, None, tag)


def test_words_and_files_come_in_any_order(tmp_path: Path) -> None:
    photo, text = tmp_path / "a b.jpg", tmp_path / "brief.txt"
    photo.touch()
    text.touch()
    assert words_and_files("a film", [photo, text]) == ("a film", [photo, text])
    assert words_and_files(str(photo), [text, Path("a film")]) == ("a film", [photo, text])
    assert words_and_files(str(text), []) == ("", [text])
    assert words_and_files("", [photo]) == ("", [photo])


def test_a_named_file_that_is_not_there_is_missed(tmp_path: Path) -> None:
    for prompt, files in (("a film", ["no.jpg"]), ("no.pdf", []), ("a film", [str(tmp_path / "no")])):
        with pytest.raises(NotFoundError):
            words_and_files(prompt, [Path(name) for name in files])


def test_words_that_mention_a_file_are_words() -> None:
    prompt = "a film about the history of the file ending .gif"
    assert words_and_files(prompt, []) == (prompt, [])


@pytest.mark.parametrize("prompt", ["", " \n\t", "\x00\x07"])
def test_nothing_is_refused(prompt: str) -> None:
    with pytest.raises(UsageError) as caught:
        words_and_files(prompt, [])
    assert caught.value.code == "error.prompt_empty"


def test_what_is_not_text_is_made_legible() -> None:
    words, _ = words_and_files("a fox\x00\x1b[31m in \udcff snow", [])
    assert words == "a fox[31m in ? snow"
    with pytest.raises(UsageError):
        words_and_files("word " * 50_000, [])


def test_the_first_file_is_the_film_and_the_rest_is_words_and_files(tmp_path: Path) -> None:
    film, logo = tmp_path / "film.reel.json", tmp_path / "logo.png"
    for file in (film, logo):
        file.write_bytes(b"x")
    wanted = (film, "put this on top", [logo])
    assert film_and_words([str(film), "put this on top", str(logo)]) == wanted
    assert film_and_words(["put this on top", str(film), str(logo)]) == wanted
    assert film_and_words([str(film), str(logo), "put", "this", "on", "top"]) == wanted


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        (["make it warmer"], "error.draft_missing"),
        (["{film}"], "error.edit_no_words_said"),
        (["{film}", "  "], "error.edit_no_words_said"),
        (["{film}", "use this", "gone.png"], "error.file_missing"),
    ],
)
def test_what_is_missing_to_edit_is_told(tmp_path: Path, typed: list[str], error: str) -> None:
    film = tmp_path / "film.reel.json"
    film.write_bytes(b"x")
    with pytest.raises(TalkreelError) as raised:
        film_and_words([text.format(film=film) for text in typed])
    assert raised.value.code == error
