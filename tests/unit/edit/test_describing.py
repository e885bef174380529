"""What changed, said in sentences."""

from __future__ import annotations

from talkreel.edit import apply, describe
from talkreel.model import PICTURE, SOUND, WORDS, Draft, MusicRecipe, Scene, Segment, Track
from talkreel.model.operation import AddTrack, InsertSegment, RemoveSegment, SetMeta, UpdateSegment


def film() -> Draft:
    pictures = tuple(
        Segment(id=f"s{i}", name=f"shot {i}", start_ms=1000 * i, duration_ms=1000, scene=Scene(kind="city"))
        for i in range(6)
    )
    music = Segment(id="m1", start_ms=0, duration_ms=6000, volume=0.5, music=MusicRecipe(style="lofi"))
    words = Segment(id="w1", start_ms=0, duration_ms=1000, text="Hello", role="title")
    return apply(
        Draft(),
        [
            AddTrack(track=Track(id="t1", type=PICTURE, segments=pictures)),
            AddTrack(track=Track(id="t2", type=SOUND, segments=(music,))),
            AddTrack(track=Track(id="t4", type=WORDS, segments=(words,))),
        ],
    )


def told(*operations: object, language: str = "en") -> list[str]:
    before = film()
    return describe(before, apply(before, operations), language)  # pyright: ignore[reportArgumentType]


def test_nothing_changed() -> None:
    assert describe(film(), film()) == ["Nothing changed."]
    assert told(UpdateSegment(id="s1", fields={"x_mark": 1})) == ["Small details changed."]


def test_the_time_of_day() -> None:
    assert told(UpdateSegment(id="s0", fields={"sc": {"time": "night"}})) == ["City: the time of day is now night."]
    keys = [{"at": 0, "to": "day"}, {"at": 1000, "to": "night"}]
    assert told(UpdateSegment(id="s0", fields={"sc": {"time": keys}})) == ["City: the time of day is now day → night."]


def test_words_and_title() -> None:
    assert told(SetMeta(fields={"title": "Tea"}), UpdateSegment(id="w1", fields={"tx": "Tea time"})) == [
        "The title is now “Tea”.",
        "“Hello” now reads “Tea time”.",
    ]


def test_a_few_changes_are_listed_and_many_counted() -> None:
    assert told(RemoveSegment(id="s5")) == ["“shot 5” was taken out."]
    moves = [UpdateSegment(id=f"s{i}", fields={"s": 1000 * i + 10}) for i in range(5, 0, -1)]
    assert "5 shots have new times." in told(*moves)


def test_length_and_addition_in_both_languages() -> None:
    new = Segment(id="s9", name="harbour", start_ms=6000, duration_ms=1500, scene=Scene(kind="sea"))
    add = InsertSegment(track="t1", segment=new)
    assert told(add) == ["The film is now 7.5 s long (it was 6 s).", "“harbour” was added at 6 s, for 1.5 s."]
    assert told(add, language="zh-CN")[0] == "影片时长由 6 秒改为 7.5 秒。"


def test_music_and_volume() -> None:
    assert told(UpdateSegment(id="m1", fields={"vol": 0.35, "mu": {"style": "ambient"}})) == [
        "The music is now at 35 %.",
        "The music: the style is now Ambient.",
    ]
