"""Receipts as values, and two writers."""

from __future__ import annotations

import hashlib

import pytest
from tests.unit.edit.films import done, film, segment, span, the

from talkreel import edit
from talkreel.errors import CollisionError, EditError
from talkreel.model import Framing, MusicRecipe, Operation, Scene, TextStyle
from talkreel.model.draft import Grading
from talkreel.model.operation import (
    AddCaptions,
    AddShot,
    AddText,
    Duplicate,
    Freeze,
    MoveSegment,
    RemoveShot,
    RemoveSpan,
    Reorder,
    SetCanvas,
    SetCaptions,
    SetFilmLength,
    SetFraming,
    SetGrading,
    SetLength,
    SetMeta,
    SetMusic,
    SetScene,
    SetText,
    SetTextStyle,
    Split,
    Trim,
)
from talkreel.model.receipt import Change

AMBIENT = MusicRecipe(style="ambient")


def changes(*operations: Operation) -> dict[str, Change]:
    """The changes by segment; those of the film by operation."""
    found = edit.changes(film(), done(*operations), operations)
    return {c.segment or c.op: c for c in found}


def test_a_change_holds_what_differs_with_its_defaults() -> None:
    found = changes(SetScene(id="s1", fields={"time": "night"}), SetTextStyle(id="w9", style=TextStyle(color="#f00")))
    assert found["s1"] == Change(
        op="set_scene", track="t1", segment="s1", at_ms=(0, 3000),
        before={"sc": {"time": "day"}}, after={"sc": {"time": "night"}},
    )  # fmt: skip
    assert (found["w9"].before, found["w9"].after) == ({"st": {"color": ""}}, {"st": {"color": "#f00"}})
    assert len(found) == 2


def test_what_comes_and_goes_is_whole() -> None:
    found = changes(RemoveShot(id="s1"), AddText(segment=segment("n", 0, 500, text="Hi")))
    assert (found["s1"].before, found["s1"].after) == (the(film(), "s1").wire(), None)
    assert (found["n"].before, found["n"].after) == (None, {"id": "n", "s": 0, "d": 500, "tx": "Hi"})
    assert [found[name].op for name in ("s1", "w1", "n", "v1", "m1")] == [
        "remove_shot", "remove_shot", "add_text", "refit", "refit",
    ]  # fmt: skip
    assert (found["m1"].before, found["m1"].after) == ({"d": 13_000}, {"d": 10_000})


def test_the_last_operation_that_names_it_did_it() -> None:
    twice = changes(SetLength(id="s1", duration_ms=2000), SetFraming(id="s1", framing=Framing(scale=0.5)))
    assert twice["s1"].op == "set_framing"
    assert changes(SetMusic(music=AMBIENT))["m1"].op == "set_music"
    assert {c.op for n, c in changes(SetFilmLength(duration_ms=9000)).items() if n.startswith("s")} == {
        "set_film_length"
    }
    assert {n: changes(Freeze(id="s2", at_ms=4000, duration_ms=500, new_id="n"))[n].op for n in ("s2", "n", "n.2")} == {
        "s2": "freeze", "n": "freeze", "n.2": "freeze",
    }  # fmt: skip
    cut = changes(RemoveSpan(start_ms=2000, end_ms=5000))
    assert {cut[n].op for n in ("s1", "s2", "e1")} == {"remove_span"}
    assert cut["w9"].op == "refit"


def test_changes_of_the_film_have_no_segment() -> None:
    found = changes(
        SetMeta(fields={"title": "Tea"}), SetCanvas(width=1080, height=1920), SetCaptions(on=True, style="pop")
    )
    assert (found["set_meta"].before, found["set_meta"].after) == ({"m": {"title": ""}}, {"m": {"title": "Tea"}})
    assert found["set_canvas"].after == {"m": {"width": 1080, "height": 1920}}
    assert found["set_captions"].after == {"m": {"captions": True}, "look": {"captions": "pop"}}
    assert {(c.track, c.segment, c.at_ms) for c in found.values()} == {("", "", (0, 13_000))}
    assert changes(SetLength(id="s2", duration_ms=2000))["refit"].after == {"d": 11_000}


def test_nothing_changed() -> None:
    assert edit.changes(film(), film()) == ()
    assert edit.moved(film(), film()) == ()


def test_moved_is_what_only_begins_at_another_time() -> None:
    after = done(SetLength(id="s1", duration_ms=2000))
    assert edit.moved(film(), after) == ("s2", "s3", "s4", "e1", "e2", "w9", "w3", "w4", "v2", "c2", "c3")


def test_a_segment_on_another_track_has_changed() -> None:
    found = changes(MoveSegment(id="w9", start_ms=4000, track="t7"))
    assert (found["w9"].before, found["w9"].after) == ({"track": "t4"}, {"track": "t7"})


def test_the_proof_is_published() -> None:
    """Line by line as `docs/reference/receipt.md` says it."""
    only = segment("a", 700, 500, text="é", x_theirs=1)
    content = '{"d":500,"id":"a","tx":"é","x_theirs":1}'
    assert edit.content_hash(only) == hashlib.sha256(content.encode()).hexdigest()
    before, after = film(), done(SetText(id="w1", text="Hi"))
    found = edit.untouched(before, after)
    same = {s.id for t in after.tracks for s in t.segments} - {"w1", "v1", "c1"}
    lines = "\n".join(f"{name} {edit.content_hash(the(after, name))}" for name in sorted(same))
    assert (found.segments, found.proof) == (len(same), hashlib.sha256(lines.encode()).hexdigest())
    assert found.proof == edit.proof(before, same)


def test_fresh_ids_are_the_lowest_that_are_free() -> None:
    assert edit.ids.fresh(film(), "s", 2) == ("s5", "s6")
    assert edit.ids.fresh(film(), "x", 2, taken={"x1"}) == ("x2", "x3")


def rebased(theirs: Operation, mine: Operation) -> None:
    edit.rebase(film(), done(theirs), [mine])


@pytest.mark.parametrize(
    ("theirs", "mine"),
    [
        (SetText(id="w1", text="A"), SetText(id="w9", text="B")),
        (RemoveShot(id="s1"), SetGrading(id="s3", grading=Grading(contrast=0.1))),
        (RemoveShot(id="s1"), Trim(id="s4", tail_ms=500)),
        (Trim(id="s2", tail_ms=500), SetLength(id="s3", duration_ms=1000)),
        (SetMeta(fields={"title": "A"}), SetCanvas(fps=25)),
        (SetMusic(music=AMBIENT), Reorder(id="s4", index=0)),
        (SetText(id="w1", text="A"), RemoveSpan(start_ms=7000, end_ms=8000)),
        (SetText(id="w3", text="A"), AddText(segment=segment("n", 1000, 500, text="New"))),
    ],
)
def test_edits_of_different_things_go_together(theirs: Operation, mine: Operation) -> None:
    after = edit.rebase(film(), done(theirs), [mine])
    assert after == edit.apply(done(theirs), [mine])


def test_an_edit_finds_its_segment_where_it_is_now() -> None:
    after = edit.rebase(film(), done(RemoveShot(id="s1")), [Trim(id="s3", tail_ms=500)])
    assert (span(after, "s3"), after.duration_ms, after.revision) == ((4000, 6000), 9500, 3)


@pytest.mark.parametrize(
    ("theirs", "mine", "what"),
    [
        (SetText(id="w1", text="A"), SetText(id="w1", text="B"), "w1"),
        (RemoveShot(id="s2"), SetLength(id="s2", duration_ms=900), "s2"),
        (SetMeta(fields={"title": "A"}), SetMeta(fields={"title": "B"}), "title"),
        (SetMusic(music=AMBIENT), SetMusic(music=MusicRecipe(style="acoustic")), "m1"),
        (SetText(id="w1", text="A"), RemoveShot(id="s1"), "w1"),
        (SetCaptions(on=True, style="pop"), SetCaptions(on=True, style="plain"), "captions"),
        (RemoveShot(id="s1"), Split(id="s3", at_ms=8000, new_id="n"), "s3"),
        (RemoveShot(id="s1"), RemoveSpan(start_ms=7000, end_ms=8000), "s3"),
        (RemoveShot(id="s1"), AddText(segment=segment("n", 8000, 500, text="New")), "s3"),
        (RemoveShot(id="s1"), AddCaptions(segments=(segment("n", 8000, 500, text="New"),)), "s3"),
        (Reorder(id="s1", index=2), AddShot(segment=segment("n", 0, 500, scene=Scene(kind="sea")), index=1), "s1"),
        (Duplicate(id="s1", new_id="n"), Duplicate(id="s2", new_id="n"), "n"),
        (AddText(segment=segment("n", 7100, 500, text="New")), RemoveSpan(start_ms=7000, end_ms=8000), "n"),
    ],
)
def test_edits_of_the_same_thing_collide(theirs: Operation, mine: Operation, what: str) -> None:
    with pytest.raises(CollisionError) as collision:
        rebased(theirs, mine)
    assert what in str(collision.value.fields["what"])
    assert isinstance(collision.value, EditError)
