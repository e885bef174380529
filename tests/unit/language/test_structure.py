"""Which shots there are, and in which order."""

from __future__ import annotations

import pytest
from tests.unit.language.films import BEACH, after, declined, journey, order, part, photos, scene, shots, told


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("move the last clip to the start", "s5 s1 s2 s3 s4"),
        ("put the fox clip after the sea", "s2 s3 s1 s4 s5"),
        ("swap the city and the sea", "s1 s3 s2 s4 s5"),
        ("把第三个片段移到最前面", "s3 s1 s2 s4 s5"),
        ("大海放到狐狸前面", "s3 s1 s2 s4 s5"),
        ("狐狸和大海换个位置", "s3 s2 s1 s4 s5"),
        ("城市和大海对调", "s1 s3 s2 s4 s5"),
        ("狐狸那段和大海那段换一下", "s3 s2 s1 s4 s5"),
        ("营业时间放最后", "s1 s2 s3 s5 s4"),
        ("第三个镜头往前挪一位", "s1 s3 s2 s4 s5"),
        ("第二个镜头往后挪两位", "s1 s3 s4 s2 s5"),
        ("大海打头", "s3 s1 s2 s4 s5"),
        ("狐狸应该在大海后面", "s2 s3 s1 s4 s5"),
        ("reverse the order of the clips", "s5 s4 s3 s2 s1"),
    ],
)
def test_shots_are_put_in_order(words: str, ids: str) -> None:
    assert order(after(words)) == ids


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("keep only the fox and the sea", "s1 s3"),
        ("只留狐狸和大海", "s1 s3"),
        ("狐狸和片尾都砍掉", "s2 s3 s4"),
        ("图省事，大海删了吧", None),
        ("大海没必要，删了吧", "s1 s2 s4 s5"),
    ],
)
def test_shots_are_taken_away(words: str, ids: str | None) -> None:
    if ids is None:
        assert told(words).refusals
    else:
        assert order(after(words)) == ids


@pytest.mark.parametrize("words", ["delete every clip", "所有镜头都删掉"])
def test_a_film_is_never_emptied(words: str) -> None:
    assert declined(words)


@pytest.mark.parametrize(
    ("words", "index", "kind", "ms"),
    [
        ("add a 3 second shot of a desert before the end card", 4, "desert", 3000),
        ("片尾之前插一个3秒的沙漠镜头", 4, "desert", 3000),
        ("add a scene of mountains after the fox clip", 1, "mountains", 4000),
        ("在狐狸后面加一个雪山的镜头", 1, "mountains", 4000),
    ],
)
def test_new_shots_are_drawn(words: str, index: int, kind: str, ms: int) -> None:
    new = shots(after(words))[index]
    assert new.scene is not None
    assert (new.scene.kind, new.duration_ms) == (kind, ms)


@pytest.mark.parametrize(
    ("words", "index"),
    [("put this at the end", 4), ("这张放最前面", 0), ("insert beach.jpg after the first photo", 1), ("接在最后", 4)],
)
def test_files_that_came_with_the_words_are_put_in(words: str, index: int) -> None:
    said = told(words, photos(), with_files=(BEACH,))
    assert not said.refusals
    assert shots(said.draft)[index].name == "beach.jpg"


@pytest.mark.parametrize("words", ["duplicate the city", "复制一份城市的镜头"])
def test_a_shot_is_copied(words: str) -> None:
    film = shots(after(words))
    assert len(film) == 6
    assert film[1].scene == film[2].scene


@pytest.mark.parametrize("words", ["replace the sea with a desert", "把大海换成沙漠"])
def test_a_shot_is_replaced(words: str) -> None:
    film = after(words)
    assert scene(film, "s3").kind == "desert"
    assert order(film) == order(journey())


@pytest.mark.parametrize(
    ("words", "locked"), [("lock the city", ["s2"]), ("锁住第二个镜头", ["s2"]), ("锁定片尾", ["s5"])]
)
def test_locks(words: str, locked: list[str]) -> None:
    assert [s.id for s in shots(after(words)) if s.locked] == locked


def test_a_lock_is_opened() -> None:
    film = after("lock the city")
    assert not part(after("解锁城市", film), "s2").locked
