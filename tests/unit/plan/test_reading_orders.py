"""What a message says of the making is done, and not shown; what it wants written is written whole."""

from __future__ import annotations

import pytest

from talkreel.model import Brief, Material
from talkreel.plan.direction import direct
from talkreel.plan.reading import read
from talkreel.plan.reading.language import language_of


def shown(brief: Brief) -> str:
    """All words that a film may show."""
    said = [brief.title, brief.subject, brief.name, brief.tagline, brief.question, brief.cta]
    said += [p.text for p in (*brief.points, *brief.sides)] + [f.text for f in brief.facts]
    return " | ".join([*said, *(q.text for q in brief.quotes)]).casefold()


@pytest.mark.parametrize(
    ("prompt", "words", "seconds"),
    [
        ("a 4-second card that says Hello world", "Hello world", 4),
        ("a sign that says Open until late in huge red letters, 5s", "Open until late", 5),
        ("3秒的卡片，上面写着新年快乐", "新年快乐", 3),
    ],
)
def test_words_without_marks_are_whole(prompt: str, words: str, seconds: int) -> None:
    brief = read(prompt)[0]
    assert [q.text for q in brief.quotes] == [words]
    assert brief.duration_ms == seconds * 1000


@pytest.mark.parametrize("prompt", ["写字楼出租，精装修，8元一天", "a video that says how we work"])
def test_what_only_looks_like_words_for_the_screen(prompt: str) -> None:
    assert read(prompt)[0].quotes == ()


@pytest.mark.parametrize(
    ("prompt", "hidden"),
    [
        ("Promo for a cafe called Moka, free refills, don't mention our old name, Bread Bros.", "bread bros"),
        ("Promo for a cafe, free refills. Please leave out the opening hours", "opening hours"),
        ("Promo for a cafe, free refills all day. With captions", "captions"),
        ("Promo for a cafe, free refills all day, I'll record the voice myself", "record"),
        ("咖啡馆宣传片，免费续杯，别提隔壁的店", "隔壁"),
        ("咖啡馆宣传片，免费续杯，要有字幕", "字幕"),
    ],
)
def test_orders_are_not_shown(prompt: str, hidden: str) -> None:
    assert hidden not in shown(read(prompt)[0])


def test_what_is_forbidden_in_marks_is_no_order() -> None:
    assert "don't stop me now" in shown(read('Poster film with the words "Don\'t stop me now", 5s')[0])


def test_a_price_keeps_its_period() -> None:
    facts = [f.text for f in read("Promo for our app: members save $48 a week on average")[0].facts]
    assert facts == ["save $48 a week"]


@pytest.mark.parametrize(
    ("prompt", "count"),
    [
        ("One 15 second vertical ad and one 30 second landscape ad for Breezy Fans", 2),
        ("第一个10秒竖屏，咖啡馆预告；第二个20秒横屏，讲手冲咖啡怎么做", 2),
        ("video 9:16 for a dentist, dr. Amy Chen, teeth whitening $199, 15 sec", 1),
        ("a 10s vertical ad for a cafe, see moka.com", 1),
    ],
)
def test_films_are_told_apart(prompt: str, count: int) -> None:
    assert len(read(prompt)) == count


def test_what_stands_behind_the_last_item_holds_for_all() -> None:
    briefs = read("3 clips: 1. a bee on a flower. 2. a frog. 3. a heron at dawn. 4 seconds each, vertical, no music")
    assert [(b.duration_ms, b.canvas.aspect, b.music) for b in briefs] == [(4_000, "9:16", False)] * 3


def test_a_saying_needs_no_marks() -> None:
    brief = read("Quote: Less is more, they say — Ludwig Mies. 6 seconds")[0]
    assert (brief.kind, brief.quotes[0].text, brief.quote_source) == ("quote", "Less is more, they say", "Ludwig Mies")


def test_pictures_of_so_many_seconds_each() -> None:
    assert read("slideshow of these 5 photos, 3 seconds each")[0].duration_ms == 15_000
    assert read("这4张照片做成相册，每张2秒")[0].duration_ms == 8_000


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("新商品発売！全品10%割引", "ja"),
        ("東京の夜景の動画、15秒", "ja"),
        ("カフェの宣伝動画、縦型15秒", "ja"),
        ("做个视频介绍ラーメン", "zh"),
        ("日式拉面店の新品", "zh"),
        ("火鍋店開業廣告影片", "zh"),
    ],
)
def test_japanese_is_not_chinese(text: str, language: str) -> None:
    assert language_of(text) == language


def test_japanese_words_are_kept_and_answered_in_english() -> None:
    brief = read("カフェの宣伝動画、縦型15秒、タイトルは「朝の一杯」")[0]
    assert (brief.language, brief.reply_language) == ("ja", "en")
    assert (brief.title, brief.duration_ms, brief.canvas.aspect) == ("朝の一杯", 15_000, "9:16")


def test_photos_that_a_short_film_leaves_out_are_noted() -> None:
    photos = tuple(
        Material(key=f"sha256:{i}", kind="image", name=f"IMG_{i}.jpg", width=1600, height=1200) for i in range(6)
    )
    notes = {n.code: n for n in direct(read("slideshow of these photos, 5 seconds", materials=photos)[0]).notes}
    assert notes["note.files_left_out"].fields["count"] == 4
    long = direct(read("slideshow of these photos, 30 seconds", materials=photos)[0])
    assert "note.files_left_out" not in [n.code for n in long.notes]


def test_a_sign_stands_in_a_street() -> None:
    brief = read("A sign that says No Parking in a rainy street, 6 seconds")[0]
    assert [q.text for q in brief.quotes] == ["No Parking"]
    assert (brief.wishes[0].kind, brief.wishes[0].weathers) == ("street", ("rain",))


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("Promo for TrailCo boots. Never stop exploring. 20% off. 15s", "never stop exploring"),
        ("Gym ad: Say goodbye to excuses. First month $1. 10s", "say goodbye to excuses"),
        ("别墅出售，无遮挡湖景，800万，20秒", "无遮挡湖景"),
    ],
)
def test_what_is_said_to_the_viewer_is_no_order(prompt: str, words: str) -> None:
    assert words in shown(read(prompt)[0])
