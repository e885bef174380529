"""Words that stand open."""

from __future__ import annotations

import pytest

from talkreel.errors import UsageError
from talkreel.model import Draft, Segment, Track, VoiceRecipe
from talkreel.model.draft import Meta, Role
from talkreel.studio.blanks import Blank, blanks_of, filled, names_in, normal, opened, resolved, words_of
from talkreel.studio.heard import heard


def film(*words: tuple[str, Role], spoken: str = "", captions: tuple[str, ...] = (), title: str = "") -> Draft:
    shown = [
        Segment(id=f"w{n}", start_ms=n * 1000, duration_ms=1000, text=text, role=role)
        for n, (text, role) in enumerate(words)
    ]
    under = [
        Segment(id=f"c{n}", start_ms=n * 1000, duration_ms=1000, text=text, role="caption")
        for n, text in enumerate(captions)
    ]
    tracks = [Track(id="t1", type=7, segments=tuple(shown)), Track(id="t2", type=7, segments=tuple(under))]
    if spoken:
        voice = Segment(id="v1", start_ms=0, duration_ms=3000, voice=VoiceRecipe(text=spoken))
        tracks.append(Track(id="t3", type=1, segments=(voice,)))
    return Draft(id="d", duration_ms=9000, meta=Meta(title=title), tracks=tuple(tracks))


CAFE = film(
    ("Flat white $4", "title"),
    ("Order at brewlab.com", "cta"),
    ("brewlab.com", "url"),
    spoken="Flat white $4. Order at brewlab.com. Bring a friend.",
    captions=("Flat white $4.", "Order at brewlab.com.", "Bring a friend."),
    title="Flat white $4",
)


def text(draft: Draft, values: dict[str, str]) -> list[str]:
    return [filled(words, values) for words in words_of(draft)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [("Price", "price"), (" price  2", "price_2"), ("price-2", "price_2"), ("价格2", "price_2"), ("标题", "title"),
     ("My Shop", "my_shop"), ("店名", "店名")],
)  # fmt: skip
def test_names_are_compared_as_people_type_them(typed: str, name: str) -> None:
    assert normal(typed) == name


def test_only_whole_words_are_opened_and_longer_ones_first() -> None:
    words = {"a": "tea", "b": "green tea"}
    assert opened("Green tea, green tea, teas, tea.", words) == "Green {a}, {b}, teas, {a}."
    assert opened("喝茶吧", {"a": "茶"}) == "喝{a}吧"
    assert opened("50% off", {"a": "50%"}) == "{a} off"


def test_braces_that_are_no_blank_stay() -> None:
    assert filled("{shop} {other} {}", {"shop": "Brew Lab"}) == "Brew Lab {other} {}"
    assert names_in("{ shop } and {price}, {shop}") == ["shop", "price"]
    assert filled("｛店名｝新品", {"店名": "蓝门"}) == "蓝门新品"


def test_without_a_choice_every_text_is_a_blank_named_after_its_role() -> None:
    _, blanks = blanks_of(CAFE, {})
    assert [(b.name, b.default) for b in blanks] == [
        ("title", "Flat white $4"),
        ("cta", "Order at {url}"),
        ("url", "brewlab.com"),
        ("line", "Bring a friend."),
    ]


def test_spoken_lines_captions_and_title_follow() -> None:
    draft, blanks = blanks_of(CAFE, {})
    told = text(draft, resolved(blanks, {"title": "Latte $5", "网址": "bluedoor.com"}))
    assert told == [
        "Latte $5",
        "Order at bluedoor.com",
        "bluedoor.com",
        "Latte $5.",
        "Order at bluedoor.com.",
        "Bring a friend.",
        "Latte $5. Order at bluedoor.com. Bring a friend.",
        "Latte $5",
    ]


def test_what_is_only_spoken_is_a_line() -> None:
    _, blanks = blanks_of(film(("Hi", "title"), spoken="Nobody shows this.", captions=("Nobody shows this.",)), {})
    assert [(b.name, b.default) for b in blanks] == [("title", "Hi"), ("line", "Nobody shows this.")]


def test_nothing_filled_in_is_the_film_itself() -> None:
    draft, blanks = blanks_of(CAFE, {})
    assert text(draft, resolved(blanks, {})) == words_of(CAFE)


def test_chosen_words_alone_are_open() -> None:
    draft, blanks = blanks_of(CAFE, {"drink": "Flat white"})
    assert [b.name for b in blanks] == ["drink"]
    assert text(draft, resolved(blanks, {"drink": "Latte"}))[:2] == ["Latte $4", "Order at brewlab.com"]


def test_words_in_braces_must_be_filled_in() -> None:
    draft, blanks = blanks_of(film(("{shop}: {price}", "title")), {"price": "$4"})
    assert blanks == (Blank(name="shop"), Blank(name="price", default="$4"))
    with pytest.raises(UsageError, match="shop"):
        resolved(blanks, {})
    assert text(draft, resolved(blanks, {"Shop": "Brew Lab"})) == ["Brew Lab: $4"]


def test_words_that_are_not_there_are_said() -> None:
    with pytest.raises(UsageError) as caught:
        blanks_of(CAFE, {"drink": "Mocha"})
    assert caught.value.code == "error.template_words_missing"


CAFE_BLANKS = blanks_of(CAFE, {})[1]


@pytest.mark.parametrize(
    ("words", "values", "rest"),
    [
        ("title: Latte $5; url: blue.com", {"title": "Latte $5", "url": "blue.com"}, ""),
        ("标题：拿铁，网址：blue.com", {"title": "拿铁", "url": "blue.com"}, ""),
        ("Title = Tea, with milk, url = b.com", {"title": "Tea, with milk", "url": "b.com"}, ""),
        ("url: b.com; and more", {"url": "b.com"}, "and more"),
        ("", {}, ""),
    ],
)
def test_words_by_name(words: str, values: dict[str, str], rest: str) -> None:
    assert heard(words, CAFE_BLANKS) == (values, rest)


def test_a_plain_sentence_is_read_for_what_the_blanks_need() -> None:
    values, _ = heard('"Blue Door", order at bluedoor.com', CAFE_BLANKS)
    assert values["url"] == "bluedoor.com"
    assert values["title"] == "Blue Door"


def test_words_for_the_only_open_blank() -> None:
    assert heard("my shop around the corner", [Blank(name="who")])[0] == {"who": "my shop around the corner"}


def test_blanks_that_hold_each_other_end() -> None:
    blanks = [Blank(name="a", default="x {b}"), Blank(name="b", default="y {a}")]
    assert resolved(blanks, {}) == {"a": "x y {a}", "b": "y x {b}"}
    assert resolved(blanks, {"b": "z"}) == {"a": "x z", "b": "z"}
