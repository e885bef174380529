"""Edits: every operation does what its picture says, or nothing happens at all."""

from __future__ import annotations

import pytest

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.messages import sentences
from talkreel.model import PICTURE, SOUND, WORDS, Asset, Draft, Entry, MusicRecipe, Scene, Segment, Track
from talkreel.model.look import LOOKS
from talkreel.model.operation import (
    AddAsset,
    AddTrack,
    InsertSegment,
    RemoveSegment,
    SetDuration,
    SetLook,
    SetMeta,
    UpdateSegment,
)


def shot(name: str, start_ms: int, duration_ms: int = 1000, words: tuple[str, ...] = ()) -> Segment:
    return Segment(id=name, start_ms=start_ms, duration_ms=duration_ms, scene=Scene(kind="city", words=words))


def text(name: str, start_ms: int, words: str = "Hello") -> Segment:
    return Segment(id=name, start_ms=start_ms, duration_ms=1000, text=words)


@pytest.fixture
def film() -> Draft:
    """|--a--|     |--c--|  with the words w1 over a and the music m1 over all."""
    music = Segment(id="m1", start_ms=0, duration_ms=3000, music=MusicRecipe(style="lofi"))
    return apply(
        Draft(),
        [
            AddTrack(
                track=Track(id="t1", type=PICTURE, segments=(shot("a", 0, words=("w1",)), shot("c", 2000))),
            ),
            AddTrack(track=Track(id="t2", type=SOUND, segments=(music,))),
            AddTrack(track=Track(id="t4", type=WORDS, segments=(text("w1", 0),))),
        ],
    )


def ids(draft: Draft, track_type: int = PICTURE) -> list[str]:
    return [s.id for s in draft.of_type(track_type)]


def test_an_inserted_segment_lies_in_order_of_time(film: Draft) -> None:
    after = apply(film, [InsertSegment(track="t1", segment=shot("b", 1000))])
    assert ids(after) == ["a", "b", "c"]
    assert [s.start_ms for s in after.of_type(PICTURE)] == [0, 1000, 2000]


def test_removing_moves_nothing_else(film: Draft) -> None:
    after = apply(film, [RemoveSegment(id="a")])
    assert ids(after) == ["c"]
    assert after.of_type(PICTURE)[0].start_ms == 2000


def test_a_scene_forgets_words_that_are_removed(film: Draft) -> None:
    after = apply(film, [RemoveSegment(id="w1")])
    scene = after.of_type(PICTURE)[0].scene
    assert scene is not None
    assert scene.words == ()


def test_updating_a_scene_keeps_its_other_fields(film: Draft) -> None:
    after = apply(film, [UpdateSegment(id="a", fields={"sc": {"time": "night", "camera": {"move": "drone"}}})])
    scene = after.of_type(PICTURE)[0].scene
    assert scene is not None
    assert (scene.kind, scene.time, scene.camera.move, scene.words) == ("city", "night", "drone", ("w1",))


def test_null_takes_a_field_back_to_its_default(film: Draft) -> None:
    night = apply(film, [UpdateSegment(id="a", fields={"sc": {"time": "night"}, "tr": {"kind": "fade", "d": 200}})])
    after = apply(night, [UpdateSegment(id="a", fields={"sc": {"time": None}, "tr": None})])
    segment = after.of_type(PICTURE)[0]
    assert segment.scene is not None
    assert segment.scene.time == "day"
    assert segment.entry == Entry()


def test_a_moved_segment_takes_its_new_place_in_order(film: Draft) -> None:
    assert ids(apply(film, [UpdateSegment(id="a", fields={"s": 5000})])) == ["c", "a"]


def test_keys_of_others_survive_an_update(film: Draft) -> None:
    tagged = apply(film, [UpdateSegment(id="a", fields={"x_theirs": [1, 2]})])
    after = apply(tagged, [UpdateSegment(id="a", fields={"s": 100})])
    assert after.of_type(PICTURE)[0].wire()["x_theirs"] == [1, 2]


def test_the_length_follows_the_content_until_it_is_set(film: Draft) -> None:
    longer = apply(film, [InsertSegment(track="t1", segment=shot("d", 3000, 2000))])
    assert (film.duration_ms, longer.duration_ms) == (3000, 5000)
    fixed = apply(longer, [SetDuration(duration_ms=4000)])
    assert apply(fixed, [InsertSegment(track="t1", segment=shot("e", 5000))]).duration_ms == 4000


def test_meta_look_and_files(film: Draft) -> None:
    look = next(iter(LOOKS.values()))
    asset = Asset(file="a.jpg", kind="image")
    after = apply(
        film, [SetMeta(fields={"title": "New", "width": 1080}), SetLook(look=look), AddAsset(key="k", asset=asset)]
    )
    assert (after.meta.title, after.meta.width, after.look, after.assets) == ("New", 1080, look, {"k": asset})
    assert after.revision == film.revision + 1


REFUSED = {
    "no track": [InsertSegment(track="t9", segment=shot("b", 1000))],
    "no segment": [RemoveSegment(id="zz")],
    "id taken": [InsertSegment(track="t1", segment=shot("a", 1000))],
    "id taken on another track": [InsertSegment(track="t4", segment=text("a", 0))],
    "track taken": [AddTrack(track=Track(id="t1", type=PICTURE))],
    "overlap": [InsertSegment(track="t1", segment=shot("b", 900))],
    "no asset": [UpdateSegment(id="a", fields={"sc": {"src": ["k"]}})],
    "other file under the key": [
        AddAsset(key="k", asset=Asset(file="a", kind="image")),
        AddAsset(key="k", asset=Asset(file="b", kind="image")),
    ],
    "no words": [UpdateSegment(id="a", fields={"sc": {"words": ["w9"]}})],
    "no text": [UpdateSegment(id="w1", fields={"tx": " "})],
    "words on a picture track": [InsertSegment(track="t1", segment=text("w2", 1000))],
    "unknown meta": [SetMeta(fields={"colour": "red"})],
    "wrong type": [SetMeta(fields={"width": "wide"})],
    "odd side": [SetMeta(fields={"width": 1081})],
    "rate": [SetMeta(fields={"fps": 0})],
    "new id": [UpdateSegment(id="a", fields={"id": "b"})],
    "long name": [UpdateSegment(id="a", fields={"start_ms": 10})],
    "bad value": [UpdateSegment(id="a", fields={"sc": {"time": "noonish"}})],
    "no length": [UpdateSegment(id="a", fields={"d": 0})],
    "transition longer than the shot": [UpdateSegment(id="a", fields={"tr": {"kind": "fade", "d": 1001}})],
    "unordered track": [AddTrack(track=Track(id="t7", type=WORDS, segments=(text("x", 500), text("y", 0))))],
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_edit_leaves_the_draft_as_it_was(film: Draft, name: str) -> None:
    before = film.wire()
    with pytest.raises(EditError) as refusal:
        apply(film, [SetMeta(fields={"title": "half done"}), *REFUSED[name]])
    assert film.wire() == before
    assert refusal.value.exit_code == 2
    english, chinese = sentences()[refusal.value.code]
    assert english.format(**refusal.value.fields)
    assert chinese.format(**refusal.value.fields)


def test_no_operations_are_no_revision(film: Draft) -> None:
    assert apply(film, []) is film


def test_words_and_sounds_may_lie_over_each_other(film: Draft) -> None:
    after = apply(film, [InsertSegment(track="t4", segment=text("w2", 0, "World"))])
    assert ids(after, WORDS) == ["w1", "w2"]
