"""Any operations on any film: the invariants hold, the receipt is true, nothing else is touched."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, pairwise
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.edit.films import film

from talkreel import edit
from talkreel.edit import describing
from talkreel.edit.invariants import check
from talkreel.edit.naming import scene_name
from talkreel.edit.tracks import music_segments, shots
from talkreel.errors import CollisionError, EditError
from talkreel.model import (
    WORDS,
    Asset,
    Draft,
    EffectRecipe,
    Framing,
    Grading,
    MusicRecipe,
    Operation,
    Scene,
    Segment,
    TextStyle,
    VoiceRecipe,
)
from talkreel.model import operation as ops
from talkreel.model.operation import OPERATIONS
from talkreel.plan import direct, operations_for
from talkreel.plan.reading import read

MARK = re.compile(r"⟦(\w+)⟧")
NEW = count(1)
LENGTHS = st.sampled_from((1, 40, 300, 1000, 2500, 6000))
SHOWN: tuple[dict[str, Any], ...] = ({"scene": Scene(kind="forest")}, {"src": "v"}, {"src": "i"}, {"sticker": "star"})
HEARD: tuple[dict[str, Any], ...] = (
    {"effect": EffectRecipe(kind="pop")},
    {"voice": VoiceRecipe(text="Again")},
    {"music": MusicRecipe(style="ambient")},
    {"src": "m"},
)


@cache
def drafts() -> tuple[Draft, ...]:
    """A film with all sorts of things, a directed one with a voice, and a clip alone; each part marked by its id."""
    (brief, *_) = read(
        "A 20 s ad with a voice-over for Bean, a coffee shop: 20% off this week. Visit beanco.com", seed=3
    )
    planned = edit.apply(Draft(), operations_for(direct(brief), brief, {}))
    files = [ops.AddAsset(key=key, asset=asset) for key, asset in film().assets.items()]
    clip = Segment(id="s1", start_ms=0, duration_ms=9000, src="v", scene=Scene(kind="video", src=("v",)))
    alone = edit.apply(Draft(), [*files, ops.AddShot(segment=clip)])
    return tuple(marked(d) for d in (film(), edit.apply(planned, files), alone))


def marked(draft: Draft) -> Draft:
    """Every name and text begins with the id, every segment has a key of somebody else's."""

    def mark(segment: Segment) -> Segment:
        sign = f"⟦{segment.id}⟧"
        wire = segment.wire() | {"n": f"{sign} {segment.name}", "x_theirs": [segment.id]}
        if segment.text:
            wire["tx"] = f"{sign} {segment.text}"
        if segment.voice:
            wire["vo"] = segment.voice.wire() | {"text": f"{sign} {segment.voice.text}"}
        return Segment.model_validate(wire)

    tracks = tuple(t.model_copy(update={"segments": tuple(mark(s) for s in t.segments)}) for t in draft.tracks)
    return Draft.model_validate(draft.model_copy(update={"tracks": tracks}).wire() | {"x_film": {"a": 1}})


class Maker:
    """Draws operations that suit a draft more often than not."""

    def __init__(self, data: st.DataObject, draft: Draft) -> None:
        self.draft, self.pick = draft, data.draw
        self.ids = [s.id for t in draft.tracks for s in t.segments]

    def operation(self) -> Operation:
        kind = self.pick(st.sampled_from(sorted(MAKERS)), label="op")
        return MAKERS[kind](self)

    def one(self) -> str:
        return self.pick(st.sampled_from(self.ids), label="id")

    def shot(self) -> str:
        return self.pick(st.sampled_from([s.id for s in shots(self.draft)]), label="shot")

    def at(self) -> int:
        return self.pick(st.integers(0, self.draft.duration_ms + 200), label="at")

    def long(self) -> int:
        return self.pick(LENGTHS, label="length")

    def any(self, *values: Any) -> Any:
        return self.pick(st.sampled_from(values))

    def new(self) -> str:
        return f"n{next(NEW)}"

    def segment(self, **fields: Any) -> Segment:
        name = self.new()
        marks = {key: f"⟦{name}⟧ new" for key in ("text", "name") if key in fields or key == "name"}
        if "voice" in fields:
            fields["voice"] = VoiceRecipe(text=f"⟦{name}⟧ again")
        return Segment(id=name, start_ms=self.at(), duration_ms=self.long(), **(fields | marks))


MAKERS: dict[str, Callable[[Maker], Operation]] = {
    "set_meta": lambda m: ops.SetMeta(fields={"title": m.any("A", "B")}),
    "set_duration": lambda m: ops.SetDuration(duration_ms=1 + m.at()),
    "add_asset": lambda m: ops.AddAsset(key=m.any("x", "v"), asset=Asset(file="x.png", kind="image")),
    "insert_segment": lambda m: ops.InsertSegment(track=m.any("t1", "t4"), segment=m.segment(text="new")),
    "remove_segment": lambda m: ops.RemoveSegment(id=m.one()),
    "update_segment": lambda m: ops.UpdateSegment(id=m.one(), fields=m.any({"s": 500}, {"d": 900}, {"hd": 10})),
    "add_shot": lambda m: ops.AddShot(segment=m.segment(scene=Scene(kind="sea")), index=m.any(None, 0, 1, 7)),
    "remove_shot": lambda m: ops.RemoveShot(id=m.shot()),
    "remove_span": lambda m: ops.RemoveSpan(start_ms=m.at(), end_ms=1 + m.at(), ripple=m.any(True, True, False)),
    "move_segment": lambda m: ops.MoveSegment(id=m.one(), start_ms=m.at(), track=m.any("", "", "t4")),
    "reorder": lambda m: ops.Reorder(id=m.shot(), index=m.any(0, 1, 2, 9)),
    "duplicate": lambda m: ops.Duplicate(id=m.one(), new_id=m.new(), start_ms=m.any(None, m.at())),
    "replace": lambda m: ops.Replace(id=m.one(), src=m.any("v", "i", "m"), in_ms=m.any(0, 2000)),
    "replace by a scene": lambda m: ops.Replace(id=m.shot(), scene=Scene(kind="space")),
    "split": lambda m: ops.Split(id=m.one(), at_ms=1 + m.at(), new_id=m.new()),
    "trim": lambda m: ops.Trim(id=m.one(), head_ms=m.any(0, 200, 900, 2400), tail_ms=m.any(0, 100, 1500, 2600)),
    "slip": lambda m: ops.Slip(id=m.shot(), by_ms=m.any(-400, 300)),
    "set_length": lambda m: ops.SetLength(id=m.one(), duration_ms=m.long()),
    "set_film_length": lambda m: ops.SetFilmLength(duration_ms=m.any(700, 5000, 12_345, 30_000)),
    "set_speed": lambda m: ops.SetSpeed(id=m.shot(), speed=m.any(0.25, 0.5, 1, 1.5, 3), to=m.any(None, None, 2)),
    "freeze": lambda m: ops.Freeze(id=m.shot(), at_ms=m.at(), duration_ms=m.long(), new_id=m.new()),
    "reverse": lambda m: ops.Reverse(id=m.shot(), on=m.any(True, False)),
    "loop": lambda m: ops.Loop(id=m.shot(), times=m.any(1, 2, 3)),
    "extend": lambda m: ops.Extend(id=m.one(), by_ms=m.long(), method=m.any("carry_on", "slow", "pingpong", "freeze")),
    "set_scene": lambda m: ops.SetScene(id=m.shot(), fields=m.any({"time": "night"}, {"kind": "forest"}, {"seed": 9})),
    "set_camera": lambda m: ops.SetCamera(id=m.shot(), move=m.any("push", "static")),
    "set_framing": lambda m: ops.SetFraming(id=m.one(), framing=m.any(Framing(scale=0.5), Framing(crop=(0, 0, 1, 2)))),
    "set_grading": lambda m: ops.SetGrading(id=m.one(), grading=Grading(temperature=m.any(0.2, 0.4))),
    "match_grading": lambda m: ops.MatchGrading(id=m.shot(), like=m.shot()),
    "set_transition": lambda m: ops.SetTransition(id=m.shot(), kind=m.any("cut", "wipe"), side=m.any("in", "out")),
    "add_layer": lambda m: ops.AddLayer(segment=m.segment(**m.any(*SHOWN))),
    "add_text": lambda m: ops.AddText(segment=m.segment(text="new")),
    "set_text": lambda m: ops.SetText(id=m.one(), text=m.any("Bean", "Something else")),
    "set_text_style": lambda m: ops.SetTextStyle(id=m.one(), style=m.any(TextStyle(color="#f00"), TextStyle(x=0.1))),
    "set_captions": lambda m: ops.SetCaptions(on=m.any(True, False), style=m.any(None, "pop")),
    "add_captions": lambda m: ops.AddCaptions(segments=(m.segment(text="new"), m.segment(text="new"))),
    "set_music": lambda m: ops.SetMusic(music=m.any(None, MusicRecipe(style="acoustic"))),
    "set_music file": lambda m: ops.SetMusic(src="m", start_ms=m.any(None, 500)),
    "add_sound": lambda m: ops.AddSound(segment=m.segment(**m.any(*HEARD))),
    "set_volume": lambda m: ops.SetVolume(id=m.one(), volume=m.any(0, 0.5, 4)),
    "set_fade": lambda m: ops.SetFade(id=m.one(), in_ms=m.any(None, 500), out_ms=m.any(None, 5000)),
    "set_muted": lambda m: ops.SetMuted(id=m.one(), on=m.any(True, False)),
    "set_duck": lambda m: ops.SetDuck(id=m.one(), amount=0.5),
    "set_canvas": lambda m: ops.SetCanvas(width=m.any(None, 1080), fps=m.any(None, 25)),
    "lock": lambda m: ops.Lock(id=m.one(), on=m.any(True, False)),
}


# What nobody asked for: the operation itself made a film that cannot be.
BROKEN = {f"error.edit_{what}" for what in ("no_words", "order", "id_taken", "too_short", "value", "loop")}
LOOSE = {"set_duration", "insert_segment", "remove_segment", "update_segment", "move_segment", "add_asset"}


def test_the_whole_union_is_drawn() -> None:
    known = {
        t["properties"]["op"]["const"]
        for t in OPERATIONS.json_schema()["$defs"].values()
        if "op" in t.get("properties", {})
    }
    assert known - {name.split(" ")[0] for name in MAKERS} == {"set_look", "add_track"}


def tried(data: st.DataObject, draft: Draft, most: int) -> Iterator[tuple[Draft, Operation, Draft]]:
    """Up to so many edits one after another: before, operation, after. Refusals change nothing."""
    for _ in range(data.draw(st.integers(1, most))):
        operation = Maker(data, draft).operation()
        wire, refusal, after = draft.wire(), "", draft
        try:
            after = edit.apply(draft, [operation])
        except EditError as error:
            refusal = error.code
        assert draft.wire() == wire
        assert refusal not in BROKEN or operation.op in LOOSE, (operation, refusal)
        if not refusal:
            yield draft, operation, after
            draft = after


DRAFTS = st.integers(0, 2).map(lambda i: drafts()[i])


@settings(max_examples=40, deadline=None)
@given(st.data(), DRAFTS)
def test_every_operation_keeps_what_always_holds(data: st.DataObject, draft: Draft) -> None:
    for _, _, after in tried(data, draft, 12):
        check(after)
        assert shots(after)
        assert Draft.model_validate_json(json.dumps(after.wire())) == after
        assert after.wire()["x_film"] == {"a": 1}
        for track in after.tracks:
            for segment in track.segments:
                theirs = segment.wire().get("x_theirs")
                assert theirs in ([segment.id], None) or segment.id.startswith(("n", "s", "w"))


def end_to_end(draft: Draft) -> bool:
    line = shots(draft)
    joined = all(a.end_ms == b.start_ms for a, b in pairwise(line))
    return joined and line[0].start_ms == 0 and line[-1].end_ms == draft.duration_ms


@settings(max_examples=40, deadline=None)
@given(st.data(), DRAFTS)
def test_shots_stay_end_to_end_under_all_that_lies_over_them(data: st.DataObject, draft: Draft) -> None:
    assert end_to_end(draft)
    for _, operation, after in tried(data, draft, 8):
        lifted = isinstance(operation, ops.RemoveSpan) and not operation.ripple
        if operation.op in LOOSE or lifted:
            return
        assert end_to_end(after), operation
        assert all(s.end_ms <= after.duration_ms for t in after.tracks for s in t.segments)
        for word in after.of_type(WORDS):
            of = [s for s in shots(after) if s.scene and word.id in s.scene.words]
            assert not of or any(s.start_ms <= word.end_ms and word.start_ms <= s.end_ms for s in of), (operation, word)


def contents(draft: Draft) -> dict[str, str]:
    """Canonical content of every segment, from the wire alone."""
    wire = json.loads(json.dumps(draft.wire()))
    return {
        s["id"]: json.dumps(
            {k: v for k, v in s.items() if k != "s"}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        for t in wire["t"]
        for s in t["sg"]
    }


def starts(draft: Draft) -> dict[str, int]:
    return {s.id: s.start_ms for t in draft.tracks for s in t.segments}


@settings(max_examples=40, deadline=None)
@given(st.data(), DRAFTS)
def test_the_receipt_is_what_anyone_can_recompute(data: st.DataObject, draft: Draft) -> None:
    for before, operation, after in tried(data, draft, 5):
        old, new = contents(before), contents(after)
        same = {name for name in old.keys() & new.keys() if old[name] == new[name]}
        lines = "\n".join(f"{n} {hashlib.sha256(new[n].encode()).hexdigest()}" for n in sorted(same))
        found = edit.untouched(before, after)
        assert (found.segments, found.proof) == (len(same), hashlib.sha256(lines.encode()).hexdigest())
        began = {name for name in same if starts(before)[name] != starts(after)[name]}
        assert set(edit.moved(before, after)) == began
        changes = edit.changes(before, after, [operation])
        named = [c.segment for c in changes if c.segment]
        assert len(named) == len(set(named))
        retracked = {c.segment for c in changes if "track" in (c.after or {})}
        assert set(named) - retracked == (old.keys() | new.keys()) - same - retracked
        assert all(c.before is not None or c.after is not None for c in changes)
        json.dumps([c.model_dump(mode="json") for c in changes])


Language = Literal["en", "zh"]


@pytest.fixture(autouse=True, scope="module")
def listed() -> Iterator[None]:
    """Many alike are listed, not counted, so that each can be looked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(describing, "COUNTED_FROM", 10_000)
        yield


@settings(max_examples=50, deadline=None)
@given(st.data(), DRAFTS, st.sampled_from(("en", "zh")))
def test_the_sentences_name_every_changed_segment_and_no_other(
    data: st.DataObject, draft: Draft, language: Language
) -> None:
    for before, _, after in tried(data, draft, 3):
        told = " ".join(edit.describe(before, after, language))
        old, new = contents(before), contents(after)
        for name in old.keys() | new.keys():
            signs = set(MARK.findall(old.get(name, ""))) | set(MARK.findall(new.get(name, "")))
            if signs != {name} or _called_by_what_it_is(before, after, name):
                continue
            if old.get(name) != new.get(name):
                assert f"⟦{name}⟧" in told or _renamed(before, after, name, told), (name, told)
            elif starts(before)[name] == starts(after)[name] and not _shared(before, after, name):
                assert f"⟦{name}⟧" not in told, (name, told)


def _called_by_what_it_is(before: Draft, after: Draft, name: str) -> bool:
    """Music, effects and stickers have no names of their own."""
    return any(
        s.id == name
        for d in (before, after)
        for s in (*music_segments(d), *(s for t in d.tracks for s in t.segments if s.effect or s.sticker))
    )


def _shared(before: Draft, after: Draft, name: str) -> bool:
    """Whether something else bears the sign: a copy, or a part."""
    return any(f"⟦{name}⟧" in text for d in (before, after) for n, text in contents(d).items() if n != name)


def _renamed(before: Draft, after: Draft, name: str, told: str) -> bool:
    """Whether the sign is gone from what it is called by, and it is called by something else now."""
    now = [s for d in (before, after) for t in d.tracks for s in t.segments if s.id == name]
    called = [s.voice.text if s.voice else s.text or s.name for s in now]
    called += [scene_name(s.scene, language) for s in now if s.scene for language in ("en", "zh")]
    return any(f"⟦{name}⟧" not in c for c in called[: len(now)]) and any(c in told for c in called)


@settings(max_examples=40, deadline=None)
@given(st.data(), DRAFTS)
def test_two_writers_do_not_undo_each_other(data: st.DataObject, base: Draft) -> None:
    mine, theirs = Maker(data, base).operation(), Maker(data, base).operation()
    try:
        alone, current = edit.apply(base, [mine]), edit.apply(base, [theirs])
    except EditError:
        return
    asked = {c.segment for c in edit.changes(base, current, [theirs]) if c.op != "refit" and c.segment}
    wanted = {c.segment for c in edit.changes(base, alone, [mine]) if c.op != "refit" and c.segment}
    try:
        both = edit.rebase(base, current, [mine])
    except CollisionError:
        return
    except EditError:
        return
    assert not asked & wanted
    check(both)
    now, new = contents(both), contents(current)
    for name in asked - {c.segment for c in edit.changes(current, both, [mine])}:
        assert now.get(name) == new.get(name)
