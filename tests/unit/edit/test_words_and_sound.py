"""Words, captions, music, effects, voices, and the film as a whole."""

from __future__ import annotations

import pytest
from tests.unit.edit.films import LOFI, done, film, line, segment, span, the

from talkreel.edit import apply
from talkreel.errors import EditError
from talkreel.model import (
    SOUND,
    WORDS,
    Draft,
    EffectRecipe,
    MusicRecipe,
    Operation,
    Segment,
    TextStyle,
    VoiceRecipe,
)
from talkreel.model.operation import (
    AddCaptions,
    AddShot,
    AddSound,
    AddText,
    Lock,
    MoveSegment,
    RemoveSegment,
    RemoveShot,
    SetCanvas,
    SetCaptions,
    SetDuck,
    SetFade,
    SetMeta,
    SetMusic,
    SetMuted,
    SetText,
    SetTextStyle,
    SetVolume,
    Trim,
    UpdateSegment,
)

AMBIENT = MusicRecipe(style="ambient")


def bare() -> Draft:
    """One drawn shot and nothing else."""
    return apply(Draft(), [AddShot(segment=the(film(), "s4").model_copy(update={"scene": None, "sticker": "star"}))])


def test_a_text_lies_on_the_track_of_words_within_the_film() -> None:
    after = done(AddText(segment=segment("n", 12_000, 3000, text="Sale")))
    assert line(after, "t4").endswith("n 12000-13000")
    made = apply(bare(), [AddText(segment=segment("n", 0, 500, text="Sale"))])
    assert [(t.type, t.name) for t in made.tracks][1:] == [(WORDS, "Words")]


def test_other_words_are_said_and_captioned_too() -> None:
    after = done(SetText(id="w1", text="Welcome"))
    assert (the(after, "w1").text, the(after, "c1").text) == ("Welcome", "Welcome. World.")
    assert the(after, "v1").voice == VoiceRecipe(text="Welcome. World.")


def test_a_line_over_several_captions_is_shared_among_them() -> None:
    after = done(SetText(id="w4", text="See you all tomorrow"))
    assert (the(after, "c2").text, the(after, "c3").text) == ("See you all", "tomorrow.")
    one = done(SetText(id="w4", text="Bye"))
    assert (the(one, "c2").text, span(one, "c2")) == ("Bye.", (9750, 13_000))
    assert "c3" not in {s.id for s in one.of_type(WORDS)}


def test_a_part_of_a_word_is_not_the_word() -> None:
    after = done(SetText(id="w2", text="Wor"), SetText(id="w2", text="Earth"))
    assert the(after, "c1").text == "Hello. Earth."
    part = done(UpdateSegment(id="w2", fields={"tx": "Wor"}), SetText(id="w2", text="Earth"))
    assert the(part, "c1").text == "Hello. World."


def test_chinese_captions_are_parted_between_letters() -> None:
    said = [
        UpdateSegment(id="w4", fields={"tx": "今天天气很好"}),
        UpdateSegment(id="c2", fields={"tx": "今天天气"}),
        UpdateSegment(id="c3", fields={"tx": "很好"}),
    ]
    after = done(*said, SetText(id="w4", text="明天见大家"))
    assert (the(after, "c2").text, the(after, "c3").text) == ("明天见", "大家")


def test_a_voice_is_given_other_words_itself() -> None:
    after = done(SetText(id="v1", text="Good day."))
    assert (the(after, "v1").voice, the(after, "w1").text) == (VoiceRecipe(text="Good day."), "Hello")
    assert the(after, "c1").text == "Good day."


def test_marks_that_are_no_longer_said_go() -> None:
    marked = UpdateSegment(id="w4", fields={"st": {"mark": ["now", "Goodbye"]}})
    assert the(done(marked, SetText(id="w4", text="Go now")), "w4").style.mark == ("now",)


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (SetText(id="w1", text="  "), "no_text"),
        (SetText(id="s1", text="Hi"), "not_words"),
        (SetTextStyle(id="v1", style=TextStyle(color="#fff")), "not_words"),
    ],
)
def test_what_has_no_words_is_not_reworded(operation: Operation, code: str) -> None:
    with pytest.raises(EditError, match=code):
        done(operation)


def test_only_given_fields_of_a_style_change() -> None:
    after = done(SetTextStyle(id="w9", style=TextStyle(color="#ff0000")), SetTextStyle(id="w9", style=TextStyle(x=0.2)))
    assert the(after, "w9").style == TextStyle(color="#ff0000", x=0.2)


def test_captions_are_shown_in_a_style_or_not() -> None:
    after = done(SetCaptions(on=True, style="pop"))
    assert after.look is not None
    assert (after.meta.captions, after.look.captions) == (True, "pop")
    assert not apply(after, [SetCaptions(on=False)]).meta.captions
    with pytest.raises(EditError, match="edit_no_look"):
        apply(bare(), [SetCaptions(on=True, style="pop")])


def test_captions_take_the_place_of_others() -> None:
    new = tuple(segment(f"n{i}", start, 2000, text=f"part {i}") for i, start in enumerate((0, 12_000, 14_000)))
    after = done(AddCaptions(segments=new))
    assert line(after, "t7") == "n0 0-2000, n1 12000-13000"
    assert {s.role for s in after.of_type(WORDS) if s.id in ("n0", "n1")} == {"caption"}
    assert after.meta.captions


def test_music_takes_over_volume_fades_and_start() -> None:
    faded = SetFade(id="m1", in_ms=200, out_ms=900)
    after = the(done(faded, SetMusic(music=AMBIENT)), "m1")
    assert (after.music, after.volume, after.fade_in_ms, after.fade_out_ms) == (AMBIENT, 0.35, 200, 900)
    file = the(done(SetMusic(src="m", in_ms=500, start_ms=1000)), "m1")
    assert (file.music, file.src, file.in_ms, file.name) == (None, "m", 500, "m.mp3")
    assert (file.start_ms, file.end_ms) == (1000, 13_000)
    assert the(done(SetMusic(src="m"), SetMusic(music=LOFI)), "m1").src == ""


def test_the_first_music_is_quieter_under_a_voice() -> None:
    assert the(done(RemoveSegment(id="m1"), SetMusic(music=AMBIENT)), "m1").volume == 0.35
    alone = apply(bare(), [SetMusic(music=AMBIENT)])
    assert [(s.volume, s.start_ms, s.duration_ms) for s in alone.of_type(SOUND)] == [(0.8, 0, 3500)]
    assert [t.name for t in alone.tracks] == ["Video", "Music"]


def test_several_pieces_of_music_become_one_and_none() -> None:
    second = AddSound(segment=segment("m2", 5000, 2000, music=LOFI))
    after = done(Trim(id="m1", tail_ms=8000), second, SetMusic(music=AMBIENT))
    assert line(after, "t2") == "m1 0-7000"
    silent = done(second, SetMusic())
    assert line(silent, "t2") == ""
    with pytest.raises(EditError, match="edit_no_music"):
        apply(silent, [SetMusic()])


@pytest.mark.parametrize(
    ("heard", "track", "name"),
    [
        ({"voice": VoiceRecipe(text="Hi")}, "t5", "Voice"),
        ({"effect": EffectRecipe(kind="pop")}, "t3", "Effects"),
        ({"music": LOFI}, "t2", "Music"),
        ({"src": "m"}, "t8", "Sound"),
    ],
)
def test_sounds_lie_on_the_track_of_their_kind(heard: dict[str, object], track: str, name: str) -> None:
    sound = Segment.model_validate({"id": "n", "s": 12_500, "d": 5000} | heard)
    after = done(AddSound(segment=sound))
    assert line(after, track).endswith("n 12500-13000")
    assert next(t.name for t in after.tracks if t.id == track) == name


def test_loud_soft_silent_and_under_a_voice() -> None:
    after = done(
        SetVolume(id="s2", volume=2), SetMuted(id="m1"), SetDuck(id="m1", amount=0.3), SetFade(id="m1", out_ms=500)
    )
    music = the(after, "m1")
    assert (the(after, "s2").volume, music.muted, music.duck, music.fade_out_ms, music.volume) == (
        2,
        True,
        0.3,
        500,
        0.35,
    )
    fade = the(done(SetFade(id="e1", in_ms=3000, out_ms=1000)), "e1")
    assert (fade.fade_in_ms, fade.fade_out_ms) == (900, 300)
    for operation in (SetVolume(id="s1", volume=1), SetMuted(id="w1"), SetFade(id="l1"), SetDuck(id="s3", amount=0)):
        with pytest.raises(EditError, match="edit_silent"):
            done(operation)


def test_the_canvas() -> None:
    after = done(SetCanvas(width=1079, fps=25, background="#FFeedd")).meta
    assert (after.width, after.height, after.fps, after.background) == (1080, 1080, 25, "#FFeedd")
    with pytest.raises(EditError, match="edit_colour"):
        done(SetCanvas(background="red"))


def test_what_is_locked_stays_as_it_is_until_it_is_freed() -> None:
    locked = done(Lock(id="s3"), Lock(id="w9"))
    for operation in (
        SetText(id="w9", text="Hi"), Trim(id="s3", tail_ms=100), RemoveShot(id="s3"), RemoveSegment(id="w9"),
        UpdateSegment(id="s3", fields={"lk": False}),
    ):  # fmt: skip
        with pytest.raises(EditError) as refusal:
            apply(locked, [SetMeta(fields={"title": "half"}), operation])
        assert refusal.value.code == "error.edit_locked"
    moved = apply(locked, [RemoveShot(id="s1"), MoveSegment(id="w9", start_ms=0)])
    assert (span(moved, "s3"), span(moved, "w9")) == ((4000, 6500), (0, 5000))
    freed = apply(locked, [Lock(id="w9", on=False), SetText(id="w9", text="Hi")])
    assert the(freed, "w9").text == "Hi"
