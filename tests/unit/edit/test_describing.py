"""What changed, said in sentences: what, on which clip, when, before and after."""

from __future__ import annotations

import pytest
from tests.unit.edit.films import film, segment

from talkreel.edit import apply, describe, named
from talkreel.edit.naming import picture_name
from talkreel.model import Framing, Grading, Hero, MusicRecipe, Operation, Scene, Segment, TextStyle
from talkreel.model.look import LOOKS
from talkreel.model.operation import (
    AddCaptions,
    AddText,
    Duplicate,
    Freeze,
    Lock,
    MoveSegment,
    RemoveSegment,
    RemoveShot,
    Reorder,
    SetCanvas,
    SetCaptions,
    SetFilmLength,
    SetFraming,
    SetGrading,
    SetLength,
    SetLook,
    SetMeta,
    SetMusic,
    SetMuted,
    SetScene,
    SetSpeed,
    SetText,
    SetTextStyle,
    SetTransition,
    SetVolume,
    Split,
    UpdateSegment,
)


def told(*operations: Operation, language: str = "en") -> list[str]:
    return describe(film(), apply(film(), operations), language)


def test_nothing_changed() -> None:
    assert describe(film(), film()) == ["Nothing changed."]
    assert describe(film(), film(), "zh") == ["没有任何改动。"]


def test_a_key_of_others_is_a_detail_of_its_segment() -> None:
    assert told(UpdateSegment(id="s1", fields={"x_mark": 1})) == ["Clip 1 (city) at 0:00: a detail changed."]


@pytest.mark.parametrize(
    ("operation", "english", "chinese"),
    [
        (
            SetScene(id="s1", fields={"time": "night"}),
            "Clip 1 (city) at 0:00: time of day day → night.",
            "第1个片段（城市）（0:00）：时间 白天 → 夜晚。",
        ),
        (
            SetTextStyle(id="w9", style=TextStyle(color="#ff0000")),
            "“Over” at 0:04: colour as the look has it → #ff0000.",
            "“Over”（0:04）：颜色 随风格 → #ff0000。",
        ),
        (SetVolume(id="m1", volume=0.2), "The music at 0:00: volume 35 % → 20 %.", "音乐（0:00）：音量 35 % → 20 %。"),
        (SetMuted(id="s2"), "Clip 2 (clip) at 0:03: muted off → on.", "第2个片段（clip）（0:03）：静音 关 → 开。"),
        (Lock(id="s2"), "Clip 2 (clip) at 0:03: locked off → on.", "第2个片段（clip）（0:03）：锁定 关 → 开。"),
        (
            SetGrading(id="s3", grading=Grading(temperature=0.3, filter="sketch")),
            "Clip 3 (photo) at 0:07: warmth 0 → +30; filter none → sketch.",
            "第3个片段（照片）（0:07）：色温 0 → +30；滤镜 无 → 素描。",
        ),
        (
            SetFraming(id="l1", framing=Framing(x=0.1, crop=(0, 0, 0.5, 1))),
            "The layer “i.png” at 0:00: crop all of it → 0–50 × 0–100 %; place (90 %, 10 %) → (10 %, 10 %).",
            "叠加层“i.png”（0:00）：裁剪 全部 → 0–50 × 0–100 %；位置 (90 %, 10 %) → (10 %, 10 %)。",
        ),
        (
            SetTransition(id="s2", kind="wipe", duration_ms=800),
            "Clip 2 (clip) at 0:03: transition in push 0.5 s → wipe 0.8 s.",
            "第2个片段（clip）（0:03）：入场转场 推移 0.5 秒 → 划像 0.8 秒。",
        ),
        (
            SetMusic(music=MusicRecipe(style="ambient")),
            "The music at 0:00: style Lo-fi → Ambient.",
            "音乐（0:00）：风格 低保真 → 氛围。",
        ),
        (MoveSegment(id="w9", start_ms=6000), "“Over” now begins at 0:06 (it was 0:04).", None),
        (RemoveSegment(id="w9"), "“Over” was taken out (0:04 to 0:09).", "去掉了“Over”（0:04 至 0:09）。"),
        (
            AddText(segment=segment("n", 1500, 1000, text="Sale")),
            "“Sale” was added at 0:01.5, for 1 s.",
            "在 0:01.5 处添加了“Sale”，时长 1 秒。",
        ),
        (Reorder(id="s4", index=0), "Clip 4 (sea) is now number 1 (it was 4), at 0:00.", None),
        (SetMeta(fields={"title": "Tea"}), "The title is now “Tea”.", "标题改为“Tea”。"),
        (
            SetCanvas(width=1080, height=1920),
            "The film is now 1080 x 1920 (it was 1920 x 1080).",
            "影片尺寸由 1920 x 1080 改为 1080 x 1920。",
        ),
        (SetLook(look=LOOKS["noir"]), "The look is now “noir” (it was “aurora”).", "整体风格由“极光”改为“黑金”。"),
    ],
    ids=lambda value: getattr(value, "op", ""),
)
def test_one_change_is_one_sentence(operation: Operation, english: str, chinese: str | None) -> None:
    assert told(operation) == [english]
    if chinese:
        assert told(operation, language="zh-CN") == [chinese]


def test_words_and_who_says_them() -> None:
    assert told(SetText(id="w1", text="Hi")) == [
        "“Hello” at 0:00: words “Hello” → “Hi”.",
        "The caption “Hello. World.” at 0:00.25: words “Hello. World.” → “Hi. World.”.",
        "The voice “Hi. World.” at 0:00.25: words “Hello. World.” → “Hi. World.”.",
    ]


def test_what_is_only_fitted_is_told_together() -> None:
    assert told(SetLength(id="s2", duration_ms=3000)) == [
        "The film is now 12 s long (it was 13 s).",
        "Clip 2 (clip) at 0:03: length 4 s → 3 s.",
        "To fit: the layer “i.png” 13 → 12 s; “Over” 5 → 4 s; the music 13 → 12 s.",
    ]


def test_a_shot_that_goes_takes_its_own_with_it() -> None:
    assert told(RemoveShot(id="s1"))[1:5] == [
        "Clip 1 (city) was taken out (0:00 to 0:03).",
        "Taken out: “Hello” at 0:00, “World” at 0:01.",
        "The caption “Hello. World.” was taken out (0:00.25 to 0:03).",
        "The voice “Hello. World.” was taken out (0:00.25 to 0:03).",
    ]


def test_a_shot_that_is_parted_or_stands_still() -> None:
    (part, *_) = told(Split(id="s1", at_ms=1000, new_id="n"))
    assert part == "Clip 2 (city) at 0:01, for 2 s, was a part of clip 1 (city)."
    frozen = told(Freeze(id="s2", at_ms=4000, duration_ms=500, new_id="n"), language="zh")
    assert frozen[1:3] == [
        "第3个片段（clip）在 0:04 处定格 0.5 秒。",
        "第4个片段（clip）（0:04.5，3 秒）原是第2个片段（clip）的一部分。",
    ]
    left = told(Split(id="s2", at_ms=4000, new_id="n"), RemoveShot(id="s2"))
    assert "Of clip 2 (clip) 3 s are left: clip 2 (clip) at 0:03." in left
    assert not any("taken out" in sentence and "clip 2" in sentence for sentence in left)
    assert told(Duplicate(id="s2", new_id="n"))[1] == "Clip 3 (clip) was added at 0:07, for 4 s."


def test_the_same_change_of_several_is_one_sentence() -> None:
    wiped = [SetTransition(id=name, kind="wipe") for name in ("s2", "s3", "s4")]
    assert told(*wiped) == [
        "Clip 2 (clip) at 0:03, clip 3 (photo) at 0:07, clip 4 (sea) at 0:09.5: transition in push 0.5 s → wipe 0.5 s."
    ]


def test_music_that_goes_is_called_by_its_style() -> None:
    assert told(SetMusic()) == ["The music (Lo-fi) was taken out (0:00 to 0:13)."]


def test_many_that_came_alike_are_counted() -> None:
    captions = tuple(segment(f"n{i}", 1000 * i, 900, text=f"part {i}") for i in range(12))
    assert told(AddCaptions(segments=captions))[-1] == "12 captions were added, 0:00 to 0:11.9."


def test_speed_and_captions() -> None:
    assert "Clip 2 (clip) at 0:03: length 4 s → 2 s; speed 1× → 2×." in told(SetSpeed(id="s2", speed=2))
    assert told(SetCaptions(on=True, style="pop")) == [
        "Captions are on.",
        "Captions are now in the style “pop” (it was “karaoke”).",
    ]


def test_the_length_of_the_film_names_every_shot() -> None:
    sentences = told(SetFilmLength(duration_ms=10_000))
    assert sentences[0] == "The film is now 10 s long (it was 13 s)."
    assert [s.split(" at ")[0] for s in sentences[1:5]] == [
        "Clip 1 (city)", "Clip 2 (clip)", "Clip 3 (photo)", "Clip 4 (sea)",
    ]  # fmt: skip


def test_a_refusal_calls_segments_by_their_names() -> None:
    fields = {"id": "s2", "what": "w9, l1, title", "ms": 5, "reason": None}
    assert named(fields, film()) == {
        "id": "clip 2 (clip)", "what": "“Over”, the layer “i.png”, title", "ms": 5, "reason": "None",
    }  # fmt: skip
    assert named({"id": "s2"}, film(), "zh") == {"id": "第2个片段（clip）"}


@pytest.mark.parametrize(("language", "name"), [("en", "forest (fox)"), ("zh", "森林·狐狸")])
@pytest.mark.parametrize("given", ["", "forest (fox)", "森林·狐狸"])
def test_a_picture_is_called_in_the_speakers_language(language: str, name: str, given: str) -> None:
    shown = Segment(id="s", start_ms=0, duration_ms=1000, name=given, scene=Scene(kind="forest", hero=Hero(name="fox")))
    assert picture_name(shown, language) == name
    assert picture_name(shown.model_copy(update={"name": "Ours"}), language) == "Ours"
