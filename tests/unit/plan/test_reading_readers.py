"""Each reader by itself: lengths, shapes, moments, names, negation and the rest, with the words that mislead."""

from __future__ import annotations

import pytest

from talkreel.errors import UsageError
from talkreel.model import Brief, Material, ScreenText
from talkreel.plan.reading import read
from talkreel.plan.reading.length import read_length
from talkreel.plan.reading.numerals import number, scaled
from talkreel.plan.reading.shape import read_picture
from talkreel.plan.reading.text import Text, plain


def one(prompt: str, **given: object) -> Brief:
    briefs = read(prompt, **given)  # type: ignore[arg-type]
    assert len(briefs) == 1
    return briefs[0]


# The text and its spans


def test_plain_text_lies_exactly_above_what_was_written() -> None:
    raw = "Ａ１５秒 İstanbul “Café”，９：１６"
    assert len(plain(raw)) == len(raw)
    assert plain("９：１６　Ａ") == "9:16 a"


def test_what_was_taken_is_not_found_again() -> None:
    text = Text("9:16 at 0:10, 15 seconds")
    read_picture(text)
    assert "9:16" not in text.rest()
    assert read_length(text) == 15_000


def test_no_border_lies_inside_an_address_or_a_quote() -> None:
    brief = one(
        "Promo for a bakery. Visit crumb.co.uk/menu or write to hi@crumb.co.uk. Text: 'One. Two, three.' Vertical."
    )
    assert brief.cta == "Visit crumb.co.uk/menu or write to hi@crumb.co.uk"
    assert brief.quotes == (ScreenText(text="One. Two, three."),)


@pytest.mark.parametrize(
    ("text", "value"),
    [("二十", 20), ("三十五", 35), ("两", 2), ("半", 0.5), ("一百二十", 120), ("fifteen", 15), ("1,200", 1200)],
)
def test_numbers_in_words(text: str, value: float) -> None:
    assert number(text) == value


def test_numbers_with_a_scale() -> None:
    assert scaled("1.2", "亿") == 120_000_000
    assert scaled("4.1", "M") == 4_100_000


# Lengths


@pytest.mark.parametrize(
    ("prompt", "ms"),
    [
        ("a 20-second video of a fox", 20_000),
        ("half a minute about tea", 30_000),
        ("a minute and a half on bees, explainer", 90_000),
        ("one and a half minutes long", 90_000),
        ("1 min 20 sec recap", 80_000),
        ("video, 90s", 90_000),
        ("make a 2-minute tutorial", 120_000),
        ("under 15 seconds, promo for a gym", 14_000),
        ("a 15-20 second teaser", 18_000),
        ("30秒的广告", 30_000),
        ("半分钟的短片", 30_000),
        ("1分30秒讲解视频", 90_000),
        ("一分半钟，要旁白", 90_000),
        ("时长：二十秒", 20_000),
        ("ad for a pizza place with 15-minute delivery", None),
        ("recipe: boil 5 minutes, rest 30 seconds", None),
        ("80s style disco clip", None),
        ("text at 10 seconds", None),
        ("a phone with 36 hour battery", None),
        ("泡30秒，再等2分钟", None),
    ],
)
def test_the_length_is_the_films_and_not_something_elses(prompt: str, ms: int | None) -> None:
    assert read_length(Text(prompt)) == ms


@pytest.mark.parametrize("prompt", ["a 10-hour video of rain", "a 0-second clip", "31分钟的视频", "0.5 second video"])
def test_a_length_out_of_range_is_refused(prompt: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(prompt)
    assert refused.value.code == "error.duration_range"


def test_a_length_given_by_flag_wins_and_moves_what_counts_from_the_end() -> None:
    prompt = "10 second promo for a gym, text 'Join now' in the last 2 seconds"
    assert one(prompt).quotes[0].at_ms == 8_000
    assert one(prompt, duration_ms=30_000).quotes[0].at_ms == 28_000


def test_an_extended_clip_is_as_long_as_it_was_and_longer() -> None:
    clip = Material(key="a", kind="video", name="a.mp4", width=1920, height=1080, duration_ms=8_000)
    assert one("Extend this clip by 5 seconds", materials=[clip]).duration_ms == 13_000


# Shapes and sizes


@pytest.mark.parametrize(
    ("prompt", "size"),
    [
        ("9:16", (1080, 1920)),
        ("a TikTok for my shop", (1080, 1920)),
        ("square video of a cat", (1080, 1080)),
        ("4:5, instagram feed", (1080, 1350)),
        ("landscape, 4K", (3840, 2160)),
        ("vertical 720p clip", (720, 1280)),
        ("1080x1350 post", (1080, 1350)),
        ("横屏视频", (1920, 1080)),
        ("抖音竖版", (1080, 1920)),
        ("方形，小米手机", (1080, 1080)),
        ("a misty mountain landscape", None),
        ("the town square at night", None),
        ("Times Square timelapse", None),
        ("portrait of a lion", None),
        ("we got 4k views", None),
        ("meeting at 9:30 am", None),
    ],
)
def test_shape_and_size(prompt: str, size: tuple[int, int] | None) -> None:
    picture = read_picture(Text(prompt))
    canvas = picture.canvas()
    assert picture.said is (size is not None)
    assert (canvas.width, canvas.height) == (size or (1920, 1080))


def test_a_shape_that_we_do_not_have_is_told() -> None:
    notes = {n.code: n.fields for n in one("forest in 21:9").notes}
    assert notes["note.shape_nearest"] == {"asked": "21:9", "aspect": "16:9"}


def test_an_impossible_size_is_refused() -> None:
    with pytest.raises(UsageError):
        read("9000x20 banner video")


def test_tall_photos_ask_for_a_tall_film() -> None:
    photos = [Material(key=str(i), kind="image", name="a.jpg", width=1080, height=1440) for i in range(3)]
    assert one("make a slideshow", materials=photos).canvas.aspect == "9:16"


# Quoted words and their moments


@pytest.mark.parametrize(
    ("prompt", "texts", "times"),
    [
        ("20s clip of the sea, show 'Grand opening' at 0:10", ["Grand opening"], [10_000]),
        ("20s clip of the sea, text 'SALE' in the last 3 seconds", ["SALE"], [17_000]),
        ("20s clip of the sea, text SALE from 0:05 to 0:08", ["SALE"], [5_000]),
        ("20秒海边视频，在第5秒显示“新品上市”", ["新品上市"], [5_000]),
        ("20秒海边视频，最后3秒写上“再见”", ["再见"], [17_000]),
        (
            "20s clip of the sea, add the words 'One' at 2 seconds and 'Two' at 6 seconds",
            ["One", "Two"],
            [2_000, 6_000],
        ),
        ("forest, on-screen text: Breathe", ["Breathe"], [None]),
    ],
)
def test_words_on_screen_and_when(prompt: str, texts: list[str], times: list[int | None]) -> None:
    quotes = one(prompt).quotes
    assert [q.text for q in quotes] == texts
    assert [q.at_ms for q in quotes] == times


def test_where_on_the_frame() -> None:
    assert one("sea clip, text 'Hello' at the top").quotes[0].place == "top"


@pytest.mark.parametrize(
    ("prompt", "name"),
    [
        ("promo for our cafe 'Moka'", "Moka"),
        ("an ad for Fernly, a meal-planning app", "Fernly"),
        ("video for a startup called bluefin", "bluefin"),
        ("给我们的咖啡馆“山野”做个宣传", "山野"),
        ("我的店叫小满，做个广告", "小满"),
        ("Make a video in Austin about dogs", ""),
        ("Contact Maria for a tour of the house", ""),
        ("a Tokyo street at night", ""),
    ],
)
def test_names(prompt: str, name: str) -> None:
    assert one(prompt).name == name


# What must not appear


def test_denied_things_are_not_wished_for() -> None:
    brief = one("a beach at sunset, no people, no text, not at night and without rain")
    assert brief.wishes[0].times == ("sunset",)
    assert brief.wishes[0].weathers == ()
    assert {"people", "text"} <= set(brief.avoid)


@pytest.mark.parametrize("prompt", ["无人机航拍城市，不要文字", "无线耳机广告", "无缝循环的海浪"])
def test_chinese_words_that_begin_with_no_deny_nothing(prompt: str) -> None:
    assert not any("机" in word or "耳" in word or "缝" in word for word in one(prompt).avoid)


def test_no_sugar_is_a_claim() -> None:
    brief = one("ad for a protein bar, no added sugar, no contracts")
    assert [p.text for p in brief.points] == ["no added sugar", "no contracts"]
    assert brief.avoid == ()


@pytest.mark.parametrize(
    ("prompt", "music", "voice"),
    [
        ("sea clip, no music", False, None),
        ("sea clip, silent", False, None),
        ("sea clip, upbeat music, no voice-over", True, False),
        ("海边，配音乐，不要旁白", True, False),
        ("explainer with narration", None, True),
        ("ad for a silent fan, 30 dB", None, None),
        ("muted colours, forest", None, None),
        ("restaurant ad, live music every Thursday", None, None),
    ],
)
def test_music_and_voice(prompt: str, music: bool | None, voice: bool | None) -> None:
    brief = one(prompt)
    assert (brief.music, brief.voice) == (music, voice)


# Light


@pytest.mark.parametrize(
    ("prompt", "times"),
    [
        ("a city from day to night", ("day", "night")),
        ("sunrise to sunset over the dunes", ("dawn", "sunset")),
        ("the desert through the day", ("dawn", "day", "sunset", "night")),
        ("城市从白天到夜晚", ("day", "night")),
        ("海边日出到日落", ("dawn", "sunset")),
        ("a forest at dusk", ("dusk",)),
        ("open every morning, promo for a gym", ()),
    ],
)
def test_times_of_day_in_turn(prompt: str, times: tuple[str, ...]) -> None:
    assert one(prompt).wishes[0].times == times


@pytest.mark.parametrize(
    ("prompt", "move", "pace"),
    [
        ("city, slow pan left", "pan_left", "slow"),
        ("city, handheld shake", "handheld", "medium"),
        ("city, static wide shot", "static", "medium"),
        ("city, fast push-in", "push", "fast"),
        ("forest, camera slowly circles the tree", "orbit", "slow"),
        ("雪山，航拍", "drone", "medium"),
        ("城市，镜头慢慢推进", "push", "slow"),
        ("a yoga retreat in the hills", "auto", "medium"),
        ("ad for a frying pan", "auto", "medium"),
        ("push notifications explained over a city", "auto", "medium"),
    ],
)
def test_camera(prompt: str, move: str, pace: str) -> None:
    camera = one(prompt).wishes[0].camera
    assert (camera.move, camera.pace) == (move, pace)


def test_palette_words_and_codes() -> None:
    brief = one("a street, warm terracotta tones with muted shadows, accents in #0A7")
    assert brief.palette == ("#00aa77", "#c4623f")
    assert brief.tone == "warm"
    assert one("red sports car on a road").palette == ()


# Facts and figures


@pytest.mark.parametrize(
    ("words", "kind", "text"),
    [
        ("tickets from €35", "price", "€35"),
        ("只要1999元", "price", "1999元"),
        ("save 20% today", "discount", "save 20%"),
        ("全场5折", "discount", "全场5折"),
        ("on 14 June 2026", "date", "14 June 2026"),
        ("5月20日开业", "date", "5月20日"),
        ("doors 7:30 pm", "time", "7:30 pm"),
        ("call +44 20 7946 0958", "phone", "+44 20 7946 0958"),
        ("电话13800138000", "phone", "13800138000"),
        ("follow @moka.cafe", "handle", "@moka.cafe"),
        ("at 25 King Street", "address", "25 King Street"),
        ("keeps 98% of moisture", "percent", "98%"),
    ],
)
def test_facts_are_kept_as_they_were_written(words: str, kind: str, text: str) -> None:
    facts = one(f"promo for a bakery, {words}").facts
    assert (kind, text) in [(f.kind, f.text) for f in facts]


def test_figures_for_a_chart() -> None:
    data = one("recap: 2022: $1.2M, 2023: $2.4M, 2024: $3.9M").data
    assert [(d.label, d.value, d.text) for d in data] == [
        ("2022", 1_200_000, "$1.2M"),
        ("2023", 2_400_000, "$2.4M"),
        ("2024", 3_900_000, "$3.9M"),
    ]


def test_two_sides() -> None:
    sides = one("Before: 40 hours of paperwork. After: 4 hours. Make a comparison").sides
    assert [(s.text, s.detail) for s in sides] == [("Before", "40 hours of paperwork"), ("After", "4 hours")]


@pytest.mark.parametrize(
    ("prompt", "call"),
    [
        ("promo for a cafe. Order at moka.com", "Order at moka.com"),
        ("promo for a gym, end with Join today", "Join today"),
        ("make me a video about tea", ""),
        ("Get me a promo for a gym", ""),
        ("健身房宣传，扫码报名", "扫码报名"),
        ("加入轻快的音乐，宣传花店", ""),
    ],
)
def test_the_call_to_action(prompt: str, call: str) -> None:
    assert one(prompt).cta == call


# Pictures


def test_several_pictures_in_one_film() -> None:
    wishes = one("opens with a city at dawn, then a forest in the rain, ends with a starry beach").wishes
    assert [w.kind for w in wishes] == ["city", "forest", "sea"]
    assert [w.times for w in wishes] == [("dawn",), (), ("night",)]


def test_the_seasons_are_four_pictures_of_one_place() -> None:
    assert [w.ground for w in one("a meadow through the seasons").wishes] == ["spring", "bare", "autumn", "snow"]


@pytest.mark.parametrize(
    ("prompt", "kind", "hero"),
    [
        ("black friday promo for shoes", "stage", "sneaker"),
        ("car on a coastal road", "sea", "car"),
        ("an apple pie recipe", "stage", "pie"),
        ("watch the sunset over the sea", "sea", ""),
        ("book now: a spa weekend", "interior", "candle"),
        ("dental clinic ad", "interior", "tooth"),
        ("一只熊猫在竹林里吃竹子", "forest", "panda"),
        ("a whale breaching at dawn", "sea", "whale"),
        ("an astronaut drifting past saturn", "space", "astronaut"),
        ("make something beautiful", None, ""),
    ],
)
def test_setting_and_hero(prompt: str, kind: str | None, hero: str) -> None:
    wishes = one(prompt).wishes
    assert (wishes[0].kind if wishes else None, wishes[0].hero if wishes else "") == (kind, hero)


def test_what_cannot_be_drawn_is_no_hero() -> None:
    brief = one("promo for our new air purifier")
    assert brief.subject == "new air purifier"
    assert all(not w.hero and w.kind is None for w in brief.wishes)
