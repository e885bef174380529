"""Storyboards as edits, and drafts in one line."""

from __future__ import annotations

from itertools import pairwise

from talkreel.edit import apply
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Asset,
    Brief,
    Draft,
    Line,
    Material,
    MusicRecipe,
    Point,
    Scene,
    Segment,
    Shot,
    Storyboard,
    TextStyle,
    Track,
)
from talkreel.model.draft import Entry
from talkreel.model.look import LOOKS
from talkreel.model.operation import AddTrack
from talkreel.plan import operations_for, summary
from talkreel.plan.direction.narration import captions, spoken

SHOTS = (
    Shot(beat="hook", duration_ms=3_000, scene=Scene(kind="city"), lines=(Line(text="Hello", role="title"),)),
    Shot(
        beat="offer",
        duration_ms=2_000,
        scene=Scene(kind="price"),
        lines=(Line(text="$9", role="price", at_ms=500), Line(text="a week", role="body", duration_ms=1_000)),
        entry=Entry(kind="push", duration_ms=400),
    ),
    Shot(beat="call", duration_ms=3_000, scene=Scene(kind="end"), hold_ms=1_000),
)
STORY = Storyboard(
    title="Hi",
    look=LOOKS["fresh"],
    shots=SHOTS,
    overlays=(Line(text="Now", role="overlay", at_ms=7_000, duration_ms=900, laid_out=False, style=TextStyle(y=0.8)),),
    music=MusicRecipe(style="lofi"),
)


def draft_of(story: Storyboard, brief: Brief, assets: dict[str, Asset] | None = None) -> Draft:
    return apply(Draft(), operations_for(story, brief, assets or {}))


def track(draft: Draft, name: str) -> tuple[Segment, ...]:
    return next((t.segments for t in draft.tracks if t.id == name), ())


def test_tracks_ids_and_times() -> None:
    draft = draft_of(STORY, Brief(prompt="say hi", seed=4))
    assert [(t.id, t.type) for t in draft.tracks] == [("t1", PICTURE), ("t2", SOUND), ("t3", SOUND), ("t4", WORDS)]
    assert [(s.id, s.start_ms, s.duration_ms) for s in track(draft, "t1")] == [
        ("s1", 0, 3_000), ("s2", 3_000, 2_000), ("s3", 5_000, 3_000),
    ]  # fmt: skip
    words = {w.id: (w.text, w.start_ms, w.end_ms) for w in track(draft, "t4")}
    assert words == {
        "w1": ("Hello", 0, 3_000),
        "w2": ("$9", 3_500, 5_000),
        "w3": ("a week", 3_000, 4_000),
        "w4": ("Now", 7_000, 7_900),
    }
    scenes = [s.scene.words for s in track(draft, "t1") if s.scene]
    assert scenes == [("w1",), ("w2", "w3"), ()]
    assert (draft.duration_ms, draft.meta.title, draft.meta.prompt, draft.meta.seed) == (8_000, "Hi", "say hi", 4)


def test_effects_are_few_and_quiet_and_none_in_silence() -> None:
    effects = track(draft_of(STORY, Brief(prompt="")), "t3")
    assert [e.effect.kind for e in effects if e.effect] == ["pop", "shimmer"]
    assert all(e.volume <= 0.3 for e in effects)
    silent = STORY.model_copy(update={"music": None})
    assert not draft_of(silent, Brief(prompt="")).of_type(SOUND)
    assert not track(draft_of(STORY, Brief(prompt="", avoid=("sound effects",))), "t3")


def test_the_users_own_music_is_trimmed_and_faded() -> None:
    song = Material(key="sha256:a", kind="audio", name="song.mp3", duration_ms=180_000)
    brief = Brief(prompt="", materials=(song,))
    story = STORY.model_copy(update={"music": None})
    draft = draft_of(story, brief, {"sha256:a": Asset(file="song.mp3", kind="audio")})
    (music,) = track(draft, "t2")
    assert (music.src, music.duration_ms, music.music) == ("sha256:a", 8_000, None)
    assert music.fade_out_ms > 0
    assert list(draft.assets) == ["sha256:a"]


def test_only_files_that_are_shown_enter_the_draft() -> None:
    assets = {"sha256:x": Asset(file="x.jpg", kind="image")}
    assert draft_of(STORY, Brief(prompt=""), assets).assets == {}


def test_a_voice_speaks_over_quieter_music_and_is_captioned() -> None:
    draft = draft_of(STORY, Brief(prompt="", voice=True))
    voices = track(draft, "t5")
    assert [(v.voice.text, v.start_ms >= 0) for v in voices if v.voice] == [("Hello.", True), ("$9. A week.", True)]
    assert draft.meta.captions
    told = track(draft, "t6")
    assert " ".join(c.text for c in told) == "Hello. $9. A week."
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(told))
    assert track(draft, "t2")[0].volume < track(draft_of(STORY, Brief(prompt="")), "t2")[0].volume
    assert not track(draft_of(STORY, Brief(prompt="", voice=True, captions=False)), "t6")


def test_items_are_said_as_one_sentence_and_with_details_as_several() -> None:
    def shot(*lines: tuple[str, str]) -> Shot:
        told = tuple(Line.model_validate({"role": role, "text": text}) for role, text in lines)
        return Shot(beat="points", duration_ms=5_000, scene=Scene(kind="cards"), lines=told)

    assert spoken(shot(("item", "Plan"), ("item", "Shop"), ("item", "Cook")), "en") == ["Plan, Shop, Cook."]
    assert spoken(shot(("item", "Plan"), ("body", "in a tap"), ("item", "Shop")), "en") == [
        "Plan.",
        "In a tap.",
        "Shop.",
    ]
    assert spoken(shot(("item", "计划"), ("item", "购物")), "zh-CN") == ["计划，购物。"]
    assert spoken(shot(("eyebrow", "Fernly"), ("title", "Ready?")), "en") == ["Ready?"]


def test_captions_fill_their_time_in_short_pieces() -> None:
    told = captions(["This is a sentence of exactly nine words, is it", "And one."], 1_000, 5_000)
    assert told[0].start_ms == 1_000
    assert told[-1].end_ms == 5_000
    assert all(len(c.text.split()) <= 7 for c in told)


def test_a_draft_in_one_line() -> None:
    draft = apply(
        Draft(),
        operations_for(
            Storyboard(
                title="Urban Dreams",
                look=LOOKS["fresh"],
                shots=(
                    Shot(
                        beat="scene",
                        duration_ms=10_000,
                        scene=Scene(kind="city"),
                        lines=(Line(text="Urban Dreams", role="title", duration_ms=3_000),),
                    ),
                ),
                music=MusicRecipe(style="lofi"),
            ),
            Brief(prompt="city timelapse", points=(Point(text="x"),)),
            {},
        ),
    )
    assert summary(draft) == (
        'Timeline (3 tracks): 1. Video: city (0-10s) 2. BGM: Lo-fi (0-10s, 80%) 3. Title: "Urban Dreams" (0-3s)'
    )
    assert summary(draft, "zh").startswith("时间线（3 条轨道）")
    assert summary(Draft()) == "The timeline is empty."


def test_a_long_track_names_its_first_and_counts_the_others() -> None:
    words = tuple(Segment(id=f"w{i}", start_ms=i * 100, duration_ms=100, text=f"word {i}") for i in range(30))
    line = summary(apply(Draft(), [_added(words)]))
    assert "and 24 more" in line
    assert len(line) < 300


def _added(words: tuple[Segment, ...]) -> AddTrack:
    return AddTrack(track=Track(id="t4", type=WORDS, segments=words))
