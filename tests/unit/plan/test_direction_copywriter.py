"""Shortening only cuts, and never what a promise hangs on."""

from __future__ import annotations

import pytest

from talkreel.plan.direction.copywriter import halves, reading_ms, shortened, tidy, word_count


@pytest.mark.parametrize(
    ("text", "words", "head"),
    [
        ("Fresh bread every morning, baked by hand in our kitchen", 5, "Fresh bread every morning"),
        ("Fernly plans your weekly meals and orders groceries from local farms", 6, "Fernly plans your weekly meals"),
        ("Plan meals. We shop. You cook.", 2, "Plan meals"),
        ("我们的应用会帮你规划一周的三餐，并从本地农场订购食材", 8, "我们的应用会帮你规划一周的三餐"),
        ("Short enough", 5, "Short enough"),
        ("Soft (and warm) blankets for every bed", 5, "Soft blankets for every bed"),
    ],
)
def test_a_long_line_ends_at_a_border(text: str, words: int, head: str) -> None:
    assert shortened(text, words).head == head


@pytest.mark.parametrize(
    "text",
    [
        "Save 20% on everything, only this week and only in store",
        "Delivery is free, unless you live on an island",
        "Get a free month, with orders over $50",
        "全场五折，仅限今天到店的会员使用",
    ],
)
def test_a_condition_is_never_cut_off(text: str) -> None:
    assert shortened(text, 6).head == tidy(text)


def test_what_was_cut_is_known() -> None:
    cut = shortened("Fresh bread every morning, baked by hand in our kitchen", 5)
    assert cut.rest == "Fresh bread every morning, baked by hand in our kitchen"
    assert shortened("Fresh bread", 5).rest == ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("hello  there.", "Hello there"),
        ("iPhone cases", "iPhone cases"),
        ("fernly.app now", "fernly.app now"),
        ("Really?", "Really?"),
        ("Breathe. Lift. Repeat.", "Breathe. Lift. Repeat."),
        ("U.S.A.", "U.S.A."),
        ("慢慢来。", "慢慢来"),
    ],
)
def test_tidy_lines(text: str, told: str) -> None:
    assert tidy(text) == told


def test_halves_and_marks() -> None:
    assert halves("Plan meals in a tap, and we deliver the rest") == ("Plan meals in a tap", "We deliver the rest")
    assert halves("Our new bakery opens on May 4", ["May 4"]) == ("Our new bakery opens", "On May 4")
    assert halves("No border at all here") == ("", "No border at all here")


def test_reading_time() -> None:
    assert reading_ms("four words are here") == 500 + 4 * 350
    assert word_count("慢慢来吧") == 2
    assert reading_ms() == 0
