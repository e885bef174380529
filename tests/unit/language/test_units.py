"""Units that are said once, the rest of what was spoken of, gaps that stay, and the first second."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, part, photos, shots, told

from talkreel.model.request import Edit


@pytest.mark.parametrize(
    ("words", "lengths"),
    [
        ("make the first photo 3 seconds and the last one 6", [3000, 4000, 4000, 6000]),
        ("first photo 3 seconds, last photo 7, everything in between stays", [3000, 4000, 4000, 7000]),
        ("6 seconds for the first, 3 for the rest", [6000, 3000, 3000, 3000]),
        ("photo 1 2 seconds, photo 2 3, photo 3 5", [2000, 3000, 5000, 4000]),
        ("第一张5秒，第二张3，其余的2", [5000, 3000, 2000, 2000]),
        ("the first photo 5 seconds, the second 6, the others 2", [5000, 6000, 2000, 2000]),
    ],
)
def test_a_unit_is_said_once(words: str, lengths: list[int]) -> None:
    assert [s.duration_ms for s in shots(after(words, photos()))] == lengths


@pytest.mark.parametrize("words", ["make photo 2 6 seconds", "swap photo 1 and photo 3", "删掉第2张"])
def test_numbers_of_photos_are_no_lengths(words: str) -> None:
    assert {s.duration_ms for s in shots(after(words, photos()))} <= {4000, 6000}


@pytest.mark.parametrize(
    "words",
    ["cut 2s to 3s but leave a gap", "cut from 2s to 3s without closing the gap", "剪掉2到3秒，留空"],
)
def test_a_gap_may_stay(words: str) -> None:
    film = after(words)
    assert [s.start_ms for s in shots(film)][-1] == 16_000
    assert sum(s.duration_ms for s in shots(film)) == 19_000


def test_a_shot_that_goes_may_leave_its_time() -> None:
    film = after("remove the second clip but leave a gap")
    assert [s.start_ms for s in shots(film)] == [0, 8000, 12_000, 16_000]


@pytest.mark.parametrize("words", ["lose the first second", "drop the first second, and mute the music"])
def test_the_first_second_is_a_second(words: str) -> None:
    assert shots(after(words))[-1].end_ms == 19_000
    assert part(after(words), "s1").duration_ms == 3000


@pytest.mark.parametrize(("words", "fps"), [("drop it to 24 frames per second", 24), ("降到24帧", 24)])
def test_fewer_frames_are_no_fewer_shots(words: str, fps: int) -> None:
    film = after(words)
    assert (film.meta.fps, len(shots(film))) == (fps, 5)


def test_a_look_may_be_named_without_a_verb() -> None:
    heard = told("noir look, jazz music")
    assert [type(step.request) for step in heard.steps] == [Edit, Edit]
    assert heard.draft.look is not None
    assert heard.draft.look.name == "noir"
