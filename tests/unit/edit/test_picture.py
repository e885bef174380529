"""Scenes, cameras, framing, grades, transitions and layers."""

from __future__ import annotations

import pytest
from tests.unit.edit.films import CORNER, PUSH, done, film, line, segment, span, the

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.model import PICTURE, Draft, Entry, Framing, Grading, Hero, Scene, Timing
from talkreel.model.operation import (
    OPERATIONS,
    AddLayer,
    Loop,
    MatchGrading,
    RemoveShot,
    SetCamera,
    SetFraming,
    SetGrading,
    SetMusic,
    SetScene,
    SetTransition,
    UpdateSegment,
)


def scene(draft: Draft, name: str) -> Scene:
    found = the(draft, name).scene
    assert found is not None
    return found


def test_fields_of_a_scene_change_and_the_others_stay() -> None:
    after = done(SetScene(id="s1", fields={"time": "night", "hero": {"name": "fox"}, "palette": ["#ff0000"]}))
    assert scene(after, "s1") == Scene(
        kind="city", time="night", hero=Hero(name="fox"), palette=("#ff0000",), words=("w1", "w2")
    )
    assert scene(done(SetScene(id="s4", fields={"time": None})), "s4").time == "day"


def test_another_kind_has_no_old_variant_and_a_name_of_the_scene_follows() -> None:
    named = UpdateSegment(id="s1", fields={"n": "城市", "sc": {"variant": "futuristic"}})
    after = done(named, SetScene(id="s1", fields={"kind": "forest"}))
    assert (the(after, "s1").name, scene(after, "s1").variant) == ("森林", "")
    assert the(done(SetScene(id="s1", fields={"kind": "forest"})), "s1").name == "forest"
    assert the(done(SetScene(id="s4", fields={"kind": "forest"})), "s4").name == "forest"


def test_a_clip_that_is_drawn_from_now_on_has_no_file() -> None:
    after = the(done(Loop(id="s2", times=2), SetScene(id="s2", fields={"kind": "sea"})), "s2")
    assert (after.scene, after.src, after.in_ms, after.timing) == (Scene(kind="sea"), "", 0, Timing())
    photo = done(SetScene(id="s1", fields={"kind": "photo", "src": ["i"]}))
    assert scene(photo, "s1").src == ("i",)


@pytest.mark.parametrize(
    ("name", "fields", "code"),
    [
        ("s1", {"time": "noonish"}, "edit_value"),
        ("s1", {"colour": "red"}, "edit_scene_field"),
        ("s1", {"kind": "photo"}, "edit_nothing_to_show"),
        ("s1", {"words": ["w77"]}, "edit_no_words"),
        ("l1", {"time": "night"}, "edit_no_scene"),
        ("w1", {"time": "night"}, "edit_not_a_picture"),
    ],
)
def test_a_scene_that_cannot_be(name: str, fields: dict[str, object], code: str) -> None:
    with pytest.raises(EditError, match=code):
        done(SetScene(id=name, fields=fields))


def test_a_camera_moves_over_what_is_drawn() -> None:
    after = done(SetCamera(id="s1", move="push"), SetCamera(id="s1", pace="slow"), SetCamera(id="s3", move="pan_left"))
    assert (scene(after, "s1").camera.move, scene(after, "s1").camera.pace) == ("push", "slow")
    assert scene(after, "s3").camera.move == "pan_left"
    with pytest.raises(EditError, match="edit_no_camera"):
        done(SetCamera(id="s2", move="push"))


def test_only_given_fields_of_a_frame_and_a_grade_change() -> None:
    assert the(done(SetFraming(id="l1", framing=Framing(scale=1.0))), "l1").framing == CORNER.model_copy(
        update={"scale": 1.0}
    )
    cropped = done(SetFraming(id="s1", framing=Framing(crop=(0, 0, 0.5, 0.5))))
    assert the(apply(cropped, [SetFraming(id="s1", framing=Framing(crop=None))]), "s1").framing == Framing()
    graded = done(
        SetGrading(id="s1", grading=Grading(contrast=0.2)), SetGrading(id="s1", grading=Grading(saturation=-1))
    )
    assert the(graded, "s1").grading == Grading(contrast=0.2, saturation=-1)
    from_json = OPERATIONS.validate_json('{"op": "set_grading", "id": "s1", "grading": {"tint": 0.5}}')
    assert the(apply(graded, [from_json]), "s1").grading == Grading(contrast=0.2, saturation=-1, tint=0.5)


def test_what_is_cropped_and_looked_up_is_there() -> None:
    for crop in ((0.5, 0, 0.5, 1), (0, 0, 1.1, 1), (-0.1, 0, 1, 1)):
        with pytest.raises(EditError, match="edit_crop"):
            done(SetFraming(id="s1", framing=Framing(crop=crop)))
    with pytest.raises(EditError, match="edit_no_asset"):
        done(SetGrading(id="s1", grading=Grading(lut="nowhere")))
    for operation in (
        SetGrading(id="s1", grading=Grading(lut="i")),
        SetMusic(src="i"),
        UpdateSegment(id="l1", fields={"src": "m"}),
    ):
        with pytest.raises(EditError, match="edit_wrong_file"):
            done(operation)


def test_a_grade_like_anothers_is_what_was_measured_or_the_same() -> None:
    like = SetGrading(id="s2", grading=Grading(temperature=0.4))
    assert the(done(like, MatchGrading(id="s1", like="s2")), "s1").grading == Grading(temperature=0.4)
    measured = MatchGrading(id="s1", like="s2", grading=Grading(brightness=0.1))
    assert the(done(like, measured), "s1").grading == Grading(brightness=0.1)


def test_transitions_fit_between_their_shots() -> None:
    wiped = the(done(SetTransition(id="s3", kind="wipe", duration_ms=5000)), "s3")
    assert wiped.entry == Entry(kind="wipe", duration_ms=1250)
    assert the(done(SetTransition(id="s2", kind="cut")), "s2").entry == Entry()
    assert the(done(SetTransition(id="s2", kind="fade", duration_ms=0)), "s2").entry == Entry()


def test_out_of_a_shot_is_into_the_next_one() -> None:
    between = done(SetTransition(id="s2", kind="iris", side="out"))
    assert (the(between, "s3").entry.kind, the(between, "s2").exit) == ("iris", Entry())
    last = done(SetTransition(id="s4", kind="dip", side="out"))
    assert (the(last, "s4").exit, the(last, "s4").entry) == (Entry(kind="dip", duration_ms=500), PUSH)


def test_layers_lie_on_the_first_free_track_above() -> None:
    logo = segment("n", 1000, 2000, src="i")
    after = done(AddLayer(segment=logo))
    assert [t.id for t in after.tracks if t.type == PICTURE] == ["t1", "t6", "t8"]
    free = apply(done(RemoveShot(id="l1")), [AddLayer(segment=logo)])
    assert line(free, "t6") == "n 1000-3000"
    assert span(done(AddLayer(segment=segment("n", 12_000, 9000, sticker="star"))), "n") == (12_000, 13_000)
    with pytest.raises(EditError, match="edit_no_pictures"):
        apply(Draft(), [AddLayer(segment=logo)])
    with pytest.raises(EditError, match="edit_beyond_end"):
        done(AddLayer(segment=segment("n", 13_000, 10, src="i")))


def test_what_shows_nothing_is_no_layer() -> None:
    with pytest.raises(EditError, match="edit_wrong_track"):
        done(AddLayer(segment=segment("n", 0, 500)))
    assert film().revision == 1
