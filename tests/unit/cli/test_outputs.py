"""Where films go."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.cli.outputs import numbered, placed, refuse_existing, refuse_inputs, written_beside
from talkreel.errors import UsageError


@pytest.mark.parametrize(
    ("output", "format_name", "path"),
    [
        ("film.mp4", "", "film.mp4"),
        ("film.WEBM", "", "film.webm"),
        ("film", "", "film.mp4"),
        ("film", "mkv", "film.mkv"),
        ("film.mp4", "MKV", "film.mkv"),
        ("film v1.2", "", "film v1.2.mp4"),
        ("film.v2", "webm", "film.v2.webm"),
        ('咖啡 "x".mov', "", '咖啡 "x".mov'),
        ("-dash.avi", "", "-dash.avi"),
        ("", "", "film.mp4"),
        ("film.GIF", "", "film.gif"),
        ("film.mp4", "wav", "film.wav"),
    ],
)
def test_the_ending_names_the_format_and_a_flag_wins(output: str, format_name: str, path: str) -> None:
    film, container = placed(Path(output), format_name)
    assert film == Path(path)
    assert film.suffix == f".{container.name}"


def test_a_folder_gets_a_film_in_it(tmp_path: Path) -> None:
    assert placed(tmp_path, "")[0] == tmp_path / "film.mp4"


@pytest.mark.parametrize(("output", "format_name"), [("film.exe", ""), ("film.jpeg", ""), ("film.mp4", "ogv")])
def test_other_formats_are_refused(output: str, format_name: str) -> None:
    with pytest.raises(UsageError) as caught:
        placed(Path(output), format_name)
    assert caught.value.code == "error.format_unknown"


def test_several_films_are_numbered() -> None:
    assert numbered(Path("a/film.mp4"), 1) == [Path("a/film.mp4")]
    assert numbered(Path("a/film.mp4"), 3) == [Path(f"a/film-{i}.mp4") for i in (1, 2, 3)]


def test_nothing_of_the_users_is_written_over(tmp_path: Path) -> None:
    film = tmp_path / "film.mp4"
    refuse_existing([film, *written_beside(film, captions=True)])
    (tmp_path / "film.srt").touch()
    with pytest.raises(UsageError):
        refuse_existing([film, *written_beside(film, captions=True)])
    refuse_existing([film, *written_beside(film, captions=False)])
    with pytest.raises(UsageError):
        refuse_inputs([film], [tmp_path / "x" / ".." / "film.mp4"])
