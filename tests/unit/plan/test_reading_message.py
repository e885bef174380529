"""Whole messages: several films, texts that come along, bad input, what is noted."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from talkreel.errors import UsageError
from talkreel.messages import say
from talkreel.model import Brief, Material
from talkreel.plan.reading import read
from talkreel.plan.reading.extract import read_script, shortened

FERNLY = (
    "Fernly is a weekly meal-planning app for busy families. Tell it who is at the table, what they will not "
    "eat and how "
    "long you want to cook, and Fernly plans five dinners in under two minutes. Every recipe uses vegetables "
    "from one of "
    "40 local farms, so nothing travels more than 60 miles. The shopping list sorts itself by aisle, and what "
    "you already "
    "have at home is crossed off. Order with one tap and the basket is at your door within an hour. Families who use "
    "Fernly throw away 31% less food and save $48 a week on average. Plans start at $9 a month, and the first "
    "two weeks "
    "are free. Try it at fernly.example."
)
TREES = """# Why cities plant trees again

City trees are more than decoration. A single mature oak takes up about 22 kilograms of carbon dioxide a year,
researchers found. On a summer afternoon, shaded streets in Vienna were 7 degrees cooler than those without trees. Of course,
we all love a walk in the park. Birmingham counted its trees and found that they save the city 4.5 million pounds every year.

However, street trees live only half as long as trees in the country. Their roots have no room, and salt burns them in
winter. Stockholm now plants its trees in gravel beds, which let air and water reach the roots. Five years on, nine out
of ten of these trees were still growing. If you want to help, ask your council for a tree in your street.
"""
TREES_ZH = (
    "城市里的树木不仅是风景。研究显示，一棵成年大树每年可以吸收约22公斤二氧化碳。在夏天，树荫能让街道温度降低5到8度。"
    "北京在过去十年新增了超过1000公顷的城市森林。树木还能减少噪音，让居民的压力水平下降12%。但是，城市里的树木平均寿命"
    "只有农村的一半。专家建议，每条街道至少种植三种不同的树种。"
)


def words_of(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]|[^\W_]+(?:[.,'’-][^\W_]+)*|%|\$", text.casefold())


def stands_in(part: str, whole: str) -> bool:
    """Whether every word of the part stands in the whole, in that order."""
    rest = iter(words_of(whole))
    return all(any(word == other for other in rest) for word in words_of(part))


def codes(brief: Brief) -> list[str]:
    return [note.code for note in brief.notes]


# Several films


def test_five_descriptions_three_landscape_two_vertical() -> None:
    briefs = read(
        "Five videos please:\n1. 6-second landscape clip of a lighthouse in a storm at night\n"
        "2. 6 second landscape: hot air balloons over desert dunes at dawn\n3. landscape, 6s, a rocket past a "
        "ringed planet\n"
        "4. vertical 6s: rain on a neon street at night\n5. vertical, 6 seconds, horses running across a meadow"
    )
    assert [b.canvas.aspect for b in briefs] == ["16:9"] * 3 + ["9:16"] * 2
    assert [b.wishes[0].kind for b in briefs] == ["sea", "desert", "space", "street", "meadow"]
    assert {b.duration_ms for b in briefs} == {6_000}


def test_shapes_told_by_count_before_the_list() -> None:
    briefs = read(
        "Make three videos, two landscape and one vertical:\n- a fox in snow, 5s\n- a whale, 5s\n- a cafe, 5s"
    )
    assert [b.canvas.aspect for b in briefs] == ["16:9", "16:9", "9:16"]


@pytest.mark.parametrize(
    ("message", "count"),
    [
        ("Video 1: a 10s clip of a fox. Video 2: a 10s clip of a whale.", 2),
        ("视频一：10秒竖屏，狐狸。视频二：10秒横屏，鲸鱼。", 2),
        ("A 10s vertical teaser for our tour.\n\nA 30s landscape promo for our shop.", 2),
        ("promo for my gym in both 16:9 and 9:16, 15s", 2),
        ("做三个视频：一个15秒竖屏的火锅店促销，一个30秒横屏的品牌故事，一个10秒方形的新品预告", 3),
        ("Explainer in 3 steps: 1. Sign up 2. Connect 3. Relax. 30 seconds", 1),
        ("30s promo for a cafe. Features: \n- fresh beans\n- free wifi\n- open late", 1),
        ("Scene 1: a city at dawn. Scene 2: a cafe. Scene 3: a park. 15s video", 1),
        ("5 tips for better sleep: 1) dark room 2) no phone 3) cool air 4) no coffee 5) same hour", 1),
        ("a fox runs through a forest, then a deer drinks from a lake. 10 seconds", 1),
    ],
)
def test_how_many_films(message: str, count: int) -> None:
    assert len(read(message)) == count


def test_what_is_said_for_all_holds_for_each() -> None:
    briefs = read("Make two videos, all 1080p, warm tones, no music:\n1) 10s of a cafe\n2) 20s of a bakery")
    assert [b.tone for b in briefs] == ["warm", "warm"]
    assert [b.music for b in briefs] == [False, False]
    assert [b.duration_ms for b in briefs] == [10_000, 20_000]


# Texts


def test_a_pasted_description_becomes_the_script() -> None:
    brief = read(f"Create a 15-second explainer video from this product description: {FERNLY}")[0]
    assert (brief.name, brief.subject, brief.kind) == ("Fernly", "weekly meal-planning app", "explainer")
    assert len(brief.points) == 3
    assert brief.cta == "Try it at fernly.example"
    assert {"$9 a month", "31%"} <= {f.text for f in brief.facts}


def test_what_is_said_after_the_text_is_about_the_film() -> None:
    brief = read(f"Make an explainer from this product description: {FERNLY} — output in 720p vertical, no music")[0]
    assert (brief.canvas.width, brief.canvas.height, brief.music) == (720, 1280, False)


def test_an_article_given_as_a_file() -> None:
    brief = read("Turn this article into a 45-second vertical film", documents=[TREES])[0]
    assert brief.title == "Why cities plant trees again"
    assert brief.canvas.aspect == "9:16"
    assert 3 <= len(brief.points) <= 5
    assert any("4.5 million pounds" in p.text for p in brief.points)
    assert not any("love a walk" in p.text for p in brief.points)


@pytest.mark.parametrize("text", [FERNLY, TREES, TREES_ZH], ids=["product", "article", "chinese"])
def test_points_hold_only_words_of_the_text_in_their_order(text: str) -> None:
    rng = random.Random(7)
    for _ in range(40):
        start = rng.randrange(len(text) // 2)
        cut = text[start : start + rng.randrange(60, len(text))]
        for point in read_script(cut, 5).points:
            assert stands_in(point.text, cut), (point.text, cut)


@pytest.mark.parametrize(
    ("sentence", "point"),
    [
        ("It comes with a battery that lasts 36 hours.", "a battery that lasts 36 hours"),
        ("However, prices start at $9 a month.", "prices start at $9 a month"),
        ("此外，续航长达36小时。", "续航长达36小时"),
    ],
)
def test_sentences_are_cut_to_what_they_say(sentence: str, point: str) -> None:
    assert shortened(sentence) == point


@pytest.mark.parametrize(
    "sentence",
    [
        "If you order before noon on a working day, it ships the very same day from our own warehouse in Leeds",
        "Shipping is free to all forty-eight states, but only when you spend more than fifty dollars in one order",
    ],
)
def test_a_condition_is_never_cut_off(sentence: str) -> None:
    assert shortened(sentence) in ("", sentence)


def test_a_scene_described_at_length_is_no_script() -> None:
    brief = read(
        "Several giant wooly mammoths approach treading through a snowy meadow, their long fur lightly blows in "
        "the wind "
        "as they walk, snow covered trees and dramatic snow capped mountains in the distance, mid afternoon "
        "light with "
        "wispy clouds and a sun high in the distance creates a warm glow, the low camera view is stunning, "
        "capturing the "
        "large furry mammals with beautiful photography and a shallow depth of field."
    )[0]
    assert (brief.kind, brief.points, brief.wishes[0].hero) == ("scene", (), "mammoth")


def test_ten_thousand_words_are_a_text() -> None:
    start = time.perf_counter()
    brief = read("Make a 30-second vertical film about this. " + FERNLY * 90)[0]
    assert time.perf_counter() - start < 3.0
    assert brief.duration_ms == 30_000
    assert 3 <= len(brief.points) <= 5


@pytest.mark.parametrize(
    "prompt",
    [
        "generate a 30-second promotional video from this product description",
        "Create a 15-second explainer video from this product description: [paste text] — output in 1080p landscape",
        "根据以下产品描述创建一段 15 秒的讲解视频:[粘贴文本]——输出为 1080p 横屏",
    ],
)
def test_a_text_that_did_not_come_is_missed(prompt: str) -> None:
    assert "note.description_missing" in codes(read(prompt)[0])


# Bad and strange input


@pytest.mark.parametrize("prompt", ["", "   \n", "!!! ???", "。。。"])
def test_no_words_are_refused(prompt: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(prompt)
    assert refused.value.code == "error.prompt_empty"


@pytest.mark.parametrize(
    ("prompt", "kind", "hero"), [("🦊🌲❄️", "forest", "fox"), ("☕", "stage", "coffee"), ("🚀🌕", "space", "rocket")]
)
def test_emoji_alone_are_read_by_what_they_mean(prompt: str, kind: str, hero: str) -> None:
    wish = read(prompt)[0].wishes[0]
    assert (wish.kind, wish.hero) == (kind, hero)


@pytest.mark.parametrize(
    ("prompt", "language"),
    [
        ("Сделай видео про мою кофейню, вертикальное", "ru"),
        ("ทำวิดีโอโปรโมทร้านกาแฟ", "th"),
        ("コーヒーの動画を作って", "ja"),
    ],
)
def test_a_language_that_is_not_read_is_shown_as_it_is(prompt: str, language: str) -> None:
    brief = read(prompt)[0]
    assert (brief.language, brief.title) == (language, prompt)
    assert "note.language_unread" in codes(brief)


def test_figures_are_read_in_every_language() -> None:
    brief = read("Crée une vidéo de 15 secondes pour notre boulangerie, 9:16")[0]
    assert (brief.language, brief.duration_ms, brief.canvas.aspect) == ("fr", 15_000, "9:16")


# Notes


def test_files_that_did_not_come_are_missed() -> None:
    prompt = "Turn these 4 product images into a 30-second slideshow with our logo"
    assert {"note.materials_missing", "note.logo_missing"} <= set(codes(read(prompt)[0]))
    photo = Material(key="a", kind="image", name="a.jpg", width=100, height=100)
    logo = Material(key="b", kind="logo", name="logo.png", width=100, height=100)
    given = read(prompt, materials=[photo, logo])[0]
    assert not {"note.materials_missing", "note.logo_missing"} & set(codes(given))


def test_what_is_drawn_is_said_honestly() -> None:
    assert "note.illustrated" in codes(read("photorealistic live action clip of a city")[0])
    assert "note.people_not_drawn" in codes(read("a woman walking down a city street at night")[0])
    assert "note.people_not_drawn" not in codes(read("promo for a gym for busy moms")[0])


def test_a_shape_that_was_not_said_is_noted() -> None:
    assert "note.shape_assumed" in codes(read("a fox in a forest")[0])
    assert "note.shape_assumed" not in codes(read("a fox in a forest, 1:1")[0])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_note_has_a_sentence(language: str) -> None:
    prompts = (
        "photorealistic clip of a woman in 21:9 with these 3 photos and our logo, jazz music, 'The end' at the end",
        "ทำวิดีโอ",
        "explainer from this description",
    )
    for note in (note for prompt in prompts for note in read(prompt)[0].notes):
        assert say(note.code, language, **note.fields)


# The whole


def test_the_same_words_give_the_same_brief() -> None:
    prompt = "A 20-second vertical video promoting a coffee shop, warm tones, no voiceover"
    assert read(prompt) == read(prompt)
    assert read(prompt)[0].seed != read(prompt + "!")[0].seed
    assert read(prompt, seed=5)[0].seed == 5


def test_reading_is_quick() -> None:
    read("warm up")
    start = time.perf_counter()
    for _ in range(10):
        read("A 20-second vertical video promoting a coffee shop, warm tones, no voiceover, order at moka.com")
    assert (time.perf_counter() - start) / 10 < 0.05


def test_nothing_on_screen_is_made_up() -> None:
    """Every text that may be shown stands in the prompt."""
    prompts = re.findall(
        r"prompt = '''(.*?)'''", Path(__file__).with_name("test_reading_tuned.toml").read_text("utf-8")
    )
    for prompt in prompts:
        for brief in read(prompt):
            shown = [
                brief.title, brief.subject, brief.name, brief.tagline, brief.question.rstrip("?"), brief.cta,
                *(p.text for p in brief.points), *(f.text for f in brief.facts), *(d.text for d in brief.data),
                *(q.text for q in brief.quotes), *(d.label for d in brief.data), *(s.text for s in brief.sides),
            ]  # fmt: skip
            low = prompt.casefold()
            assert all(text.casefold() in low for text in shown if text), prompt


@pytest.mark.parametrize(
    "words",
    [
        "A 15-second promo for Brew Lab, cold brew for $4, warm tones, with these photos",
        "A 15-second promo for Brew Lab, cold brew for $4, using my photos",
        "15-second ad for Brew Lab. Use the attached pictures. Cold brew for $4. Fresh every morning.",
        "Make a 15-second promo from these product photos: Brew Lab, cold brew for $4",
        "用这三张照片做一个15秒的宣传片，宣传咖啡店Brew Lab，冷萃28元",
        "15秒宣传片，用我拍的照片，宣传咖啡店Brew Lab",
    ],
)
def test_files_that_came_along_are_no_words_of_the_film(words: str) -> None:
    came = [Material(key=f"{i}", kind="image", name=f"{i}.jpg", width=100, height=100) for i in range(3)]
    (brief,) = read(words, materials=came)
    told = " ".join([brief.title, brief.tagline, *(f"{p.text} {p.detail}" for p in brief.points)])
    assert not re.search("photo|picture|照片", told), told
