"""Words in their places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from talkreel.draw.block import Block, Box
from talkreel.draw.faces import font_hash, missing_glyphs, typeface
from talkreel.draw.pieces import CLOSING, OPENING
from talkreel.draw.runs import Letters
from talkreel.draw.shaping import Laid, laid_out

BOX = Box(40, 30, 800, 400)


def block(text: str, **more: object) -> Block:
    return replace(Block(id="t", text=text, role="title", box=BOX, size=80, colour=0xFFFFFFFF), **more)


def lines(laid: Laid) -> list[str]:
    told = [""] * len(laid.lines)
    for word in laid.words:
        told[word.line] += " " * (word.piece.space and bool(told[word.line])) + word.piece.text
    return told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Slow mornings, good coffee.", ["Slow mornings,", "good coffee."]),
        ("Ship ideas faster than ever", ["Ship ideas", "faster than ever"]),
        ("いらっしゃいませ、コーヒーはいかがですか", ["いらっしゃいませ、", "コーヒーは", "いかがですか"]),
        ("全场第二杯半价，仅限本周末", ["全场第二杯半价，", "仅限本周末"]),
        ("東京の夜景を見て、最高の一杯を。", ["東京の夜景を見て、", "最高の一杯を。"]),
        ("One\nTwo", ["One", "Two"]),
    ],
)
def test_lines_are_balanced_and_break_where_a_reader_pauses(text: str, expected: list[str]) -> None:
    assert lines(laid_out(block(text, box=Box(0, 0, 720, 400)))) == expected


@pytest.mark.parametrize("width", [300, 420, 560, 700])
def test_no_line_starts_with_a_closing_sign_or_ends_with_an_opening_one(width: int) -> None:
    text = "早上好，欢迎来到「咖啡店」。全场，第二杯（仅限今天）半价！还有“惊喜”等着你……"
    for line in lines(laid_out(block(text, box=Box(0, 0, width, 2000), size=60)))[1:]:
        assert line[0] not in CLOSING
        assert line[-1] not in OPENING


def test_no_word_is_left_alone_on_the_last_line() -> None:
    laid = laid_out(block("The quick brown fox jumps over a dog", size=76))
    assert laid.lines[-1].w > 0.5 * max(b.w for b in laid.lines)


@pytest.mark.parametrize("anchor", ["top", "middle", "bottom"])
@pytest.mark.parametrize(
    "text", ["A very long headline that cannot fit " * 3, "早上好欢迎来到我们的咖啡店" * 6, "नमस्ते दुनिया " * 12]
)
def test_type_shrinks_until_it_fits_its_box(text: str, anchor: str) -> None:
    laid = laid_out(block(text, anchor=anchor, min_size=10))
    assert not laid.overflow
    assert 10 <= laid.size < 80
    assert laid.bounds.x >= BOX.x - 1
    assert laid.bounds.right <= BOX.right + 1
    assert laid.bounds.bottom <= BOX.bottom + 0.25 * laid.size  # the middle is that of capitals and baseline


def test_what_cannot_fit_says_so() -> None:
    assert laid_out(block("words " * 200)).overflow
    assert not laid_out(block("words")).overflow


def test_a_long_address_is_cut_rather_than_run_out() -> None:
    laid = laid_out(block("https://example.com/" + "abcdefgh/" * 12))
    assert len(laid.lines) > 1
    assert max(b.right for b in laid.lines) <= BOX.right + 1


def test_right_to_left_words_run_from_the_right_edge() -> None:
    laid = laid_out(block("مرحبا بكم في المقهى"))
    assert laid.rtl
    first_line = [w.box.x for w in laid.words if w.line == 0]
    assert first_line == sorted(first_line, reverse=True)
    assert laid.words[0].box.right == pytest.approx(BOX.right, abs=1)


def test_latin_words_inside_right_to_left_text_keep_their_order() -> None:
    texts = [w.piece.text for w in laid_out(block("זה Google Maps שלנו", size=40)).words]
    assert texts == ["זה", "Google Maps", "שלנו"]


def test_words_do_not_overlap_and_stay_in_order() -> None:
    laid = laid_out(block("Free 30-day trial, no card needed", tracking=0.05))
    for a, b in zip(laid.words, laid.words[1:], strict=False):
        assert a.line < b.line or a.box.right <= b.box.x + 0.01


def test_a_mark_is_cut_free_of_the_sign_after_it() -> None:
    laid = laid_out(block("Get 50% off, today", mark=("50% OFF",)))
    assert [w.piece.text for w in laid.words if w.piece.marked] == ["50%", "off"]


def test_capitals_and_quotes_are_typeset() -> None:
    laid = laid_out(block('it\'s "so" good', caps=True, size=40))
    assert lines(laid) == ["IT’S “SO” GOOD"]


def test_joined_writing_is_never_letter_spaced() -> None:
    spaced: dict[str, float] = {}
    for text in ("abc", "مرحبا", "नमस्ते"):
        spaced[text] = laid_out(block(text, tracking=0.2)).words[0].letters.tracking
    assert spaced == {"abc": 0.2, "مرحبا": 0.0, "नमस्ते": 0.0}


@pytest.mark.parametrize(
    "text",
    [
        "Straße, São Paulo — ½ €9.99 ★",
        "Привет, мир",
        "Γειά",
        "Tiếng Việt",
        "早上好喆",
        "こんにちは",
        "안녕 뷁",
        "مرحبا",
        "שלום",
        "हिन्दी",
    ],
)
def test_nothing_is_missing_in_the_writings_we_promise(text: str) -> None:
    assert missing_glyphs(text, "outfit") == set()


def test_a_missing_character_is_named() -> None:
    assert missing_glyphs("ok 𒀀 \u200d", "inter") == {"𒀀"}


def test_no_run_is_drawn_with_the_empty_glyph() -> None:
    """The box of a missing glyph has one shape for every character; real letters differ."""
    from talkreel.draw.letters import letters_sprite

    for text in ("早上", "مب", "नस", "שם", "안녕", "Жд"):
        words = [laid_out(block(c)).words[0].letters for c in text]
        one, other = (letters_sprite(Letters(w.text, w.families), 60, 0xFFFFFFFF) for w in words)
        assert one is not None
        assert other is not None
        assert one.pixels.shape != other.pixels.shape or not np.array_equal(one.pixels, other.pixels)


def test_the_nearest_weight_is_taken() -> None:
    assert typeface("outfit", 650).fontStyle().weight() in {600, 700}
    assert typeface("anton", 900).fontStyle().weight() == 400


def test_faces_have_their_own_hashes() -> None:
    assert len({font_hash("outfit"), font_hash("inter"), font_hash("serif")}) == 3
