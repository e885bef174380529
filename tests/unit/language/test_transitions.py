"""How shots give way to each other."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, declined, part, shots, told


@pytest.mark.parametrize("words", ["use wipes everywhere", "所有转场改成擦除", "转场统统换成擦除"])
def test_all_cuts(words: str) -> None:
    assert [s.entry.kind for s in shots(after(words))[1:]] == ["wipe"] * 4


@pytest.mark.parametrize(
    ("words", "name", "kind", "ms"),
    [
        ("crossfade between clips 1 and 2, one second", "s2", "fade", 1000),
        ("第一和第二个镜头之间用一秒的叠化", "s2", "fade", 1000),
        ("大海用模糊转场进来", "s3", "blur", None),
        ("a wipe into the sea", "s3", "wipe", None),
        ("溶解到片尾", "s5", "fade", None),
    ],
)
def test_one_cut(words: str, name: str, kind: str, ms: int | None) -> None:
    film = after(words)
    assert part(film, name).entry.kind == kind
    assert ms in (None, part(film, name).entry.duration_ms)
    assert [s.entry.kind for s in shots(film) if s.id != name] == ["cut"] * 4


@pytest.mark.parametrize("words", ["no transitions", "转场统统不要", "全部直接切"])
def test_none(words: str) -> None:
    faded = after("use crossfades everywhere")
    assert [s.entry.kind for s in shots(after(words, faded))[1:]] == ["cut"] * 4


def test_only_those_of_one_kind() -> None:
    film = after("第一和第二个镜头之间用模糊转场", after("所有转场改成擦除"))
    assert [s.entry.kind for s in shots(after("模糊转场都换成叠化", film))[1:]] == ["fade", "wipe", "wipe", "wipe"]


@pytest.mark.parametrize("words", ["大海那段换成夜晚，转场用叠化", "make the sea night, with a fade"])
def test_after_a_shot_was_spoken_of_it_is_its_own(words: str) -> None:
    film = after(words)
    assert [s.id for s in shots(film) if s.entry.kind == "fade"] == ["s3"]


@pytest.mark.parametrize("words", ["fade to black at the end", "结尾慢慢变黑", "最后淡出"])
def test_the_end_of_the_film(words: str) -> None:
    assert shots(after(words))[-1].exit.kind in ("dip", "fade")


@pytest.mark.parametrize("words", ["use a page curl everywhere", "转场用翻页"])
def test_what_there_is_not_is_declined_with_what_there_is(words: str) -> None:
    assert declined(words)
    assert told(words).refusals[0].nearest is not None


def test_clips_have_transitions_too() -> None:
    assert shots(after("两段之间加个模糊转场", clips()))[1].entry.kind == "blur"
