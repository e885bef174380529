"""Reading what the words of a scene say: figures, offers, sides, emphasis, the kind of chart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.scenes.word_stages import data, stage

from talkreel.draw.block import Box
from talkreel.model import Datum, Segment
from talkreel.scenes import Stage
from talkreel.scenes.chart import kind_of
from talkreel.scenes.comparison import sides_of
from talkreel.scenes.deck import entries_of, tiles
from talkreel.scenes.emphasis import weighty_word
from talkreel.scenes.figures import Figure, amount, figures_of
from talkreel.scenes.price import offer_of


def _told(kind: str, *words: tuple[str, str], values: tuple[Datum, ...] = ()) -> Stage:
    st = stage(kind, data=values)
    made = tuple(
        Segment(id=f"w{i}", role=role, text=text, start_ms=0, duration_ms=6000)  # pyright: ignore[reportArgumentType]
        for i, (role, text) in enumerate(words)
    )
    return replace(st, words=made)


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("$1,200", 1200),
        ("1.2M users", 1.2e6),
        ("3万", 30000),
        ("€1.299,50", 1299.5),
        ("$4.50", 4.5),
        ("12k", 12000),
        ("98%", 98),
        ("48 h", 48),
        ("12 bakers", 12),
        ("0.125", 0.125),
        ("soon", 0),
    ],
)
def test_amounts(text: str, size: float) -> None:
    assert amount(text) == pytest.approx(size)


def test_words_win_over_data() -> None:
    st = _told("count", ("number", "99%"), ("label", "delighted"), values=data(("happy", 98, "98%")))
    (figure,) = figures_of(st, 3)
    assert (figure.text, figure.label, figure.value, figure.share) == ("99%", "delighted", 99, 0.99)


def test_data_alone() -> None:
    st = _told("count", values=data(("happy", 98, "98%"), ("raised", 1.2e6, "$1.2M")))
    assert [(f.text, f.label, f.share) for f in figures_of(st, 3)] == [
        ("98%", "happy", 0.98),
        ("$1.2M", "raised", None),
    ]


def _figures(*pairs: tuple[str, float, str]) -> tuple[Figure, ...]:
    return tuple(Figure(f"d{i}", text, value, label) for i, (label, value, text) in enumerate(pairs))


SHARES = _figures(("a", 60, "60%"), ("b", 40, "40%"))
YEARS = _figures(*((str(2020 + i), float(i), str(i)) for i in range(4)))
MONTHS = _figures(*((f"{i + 1}月", float(i), str(i)) for i in range(5)))
NAMES = _figures(("Espresso", 1, "1"), ("Latte", 2, "2"), ("Flat white", 3, "3"))
LONG = _figures(("Customer support and success", 1, "1"), ("Legal", 2, "2"))


@pytest.mark.parametrize(
    ("figures", "asked", "portrait", "kind"),
    [
        (SHARES, "", False, "donut"),
        (SHARES, "bar", False, "bar"),
        (YEARS, "", False, "line"),
        (MONTHS, "", True, "line"),
        (YEARS[:3], "", False, "bar"),
        (NAMES, "", False, "bar"),
        (NAMES, "", True, "lying"),
        (LONG, "", False, "lying"),
        (_figures(("a", 60, "60%"), ("b", 80, "80%")), "", False, "bar"),
        (NAMES[:1], "line", False, "bar"),
    ],
)
def test_the_chart_follows_the_data(figures: tuple[Figure, ...], asked: str, portrait: bool, kind: str) -> None:
    assert kind_of(figures, asked, portrait) == kind


@pytest.mark.parametrize(
    ("words", "now", "was", "cut"),
    [
        ([("price", "$129"), ("price", "$89")], "$89", "$129", ""),
        ([("price", "$89"), ("price", "$129"), ("label", "31% off")], "$89", "$129", "31% off"),
        ([("price", "¥99"), ("label", "for two")], "¥99", "", ""),
        ([("price", "20% off")], "20% off", "", ""),
        ([("price", "$1,299.00"), ("price", "$999.50")], "$999.50", "$1,299.00", ""),
        ([("price", "五折")], "五折", "", ""),
    ],
)
def test_offers(words: list[tuple[str, str]], now: str, was: str, cut: str) -> None:
    offer = offer_of(_told("price", *words))
    assert offer is not None
    assert offer.now.text == now
    assert (offer.was.text if offer.was else "") == was
    assert (offer.cut.text if offer.cut else "") == cut


def test_no_price_no_offer() -> None:
    assert offer_of(_told("price", ("title", "Free"))) is None


def test_sides_by_order_and_by_halves() -> None:
    ordered = sides_of(
        _told("comparison", ("label", "Before"), ("item", "a"), ("label", "After"), ("item", "b"), ("item", "c"))
    )
    assert [[w.text for w in s.items] for s in ordered] == [["a"], ["b", "c"]]
    halved = sides_of(_told("comparison", ("label", "Us"), ("label", "Them"), *(("item", c) for c in "abcd")))
    assert [[w.text for w in s.items] for s in halved] == [["a", "b"], ["c", "d"]]
    assert [s.label.text if s.label else "" for s in halved] == ["Us", "Them"]


def test_details_belong_to_the_item_before_them() -> None:
    st = _told("cards", ("body", "intro"), ("item", "a"), ("body", "more"), ("item", "b"))
    assert [(e.item.text, [d.text for d in e.details]) for e in entries_of(st)] == [("a", ["more"]), ("b", [])]


def test_a_short_last_row_stands_in_the_middle() -> None:
    boxes = tiles(Box(0, 0, 320, 210), 5, 3, 10)
    assert boxes[3].x - boxes[0].x == pytest.approx(320 - boxes[4].right)
    assert boxes[4].bottom == pytest.approx(210)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Ship ideas faster than ever", "faster"),
        ("Save 40% on every order", "40%"),
        ("Hello world", ""),
        ("春天的第一杯拿铁，回到熟悉的味道", ""),
        ("It is what it is", ""),
    ],
)
def test_the_weighty_word(text: str, word: str) -> None:
    assert weighty_word(text) == word
