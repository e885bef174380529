"""Words on screen, asked for by words: put there, changed, taken away, set otherwise."""

from __future__ import annotations

import pytest
from tests.unit.language.cafe import asked, film, segment, style, told

from talkreel.edit import apply
from talkreel.language.interpreter import Interpretation, Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model import Segment
from talkreel.model.operation import AddText, RemoveSegment, SetText, UpdateSegment
from talkreel.model.request import Edit


def added(words: str) -> Segment:
    """The words that a sentence puts on screen."""
    said = told(words)
    assert not said.refusals, (words, said.refusals)
    first = next(s.request.operations[0] for s in said.steps if isinstance(s.request, Edit))
    assert isinstance(first, AddText), first
    return segment(said, first.segment.id)


@pytest.mark.parametrize(
    ("words", "text", "start", "end"),
    [
        ("put 'Sale' at 0:10 for 2 seconds in red", "Sale", 10_000, 12_000),
        ("add a big yellow title saying Summer Sale at the top for 3 seconds", "Summer Sale", 0, 3000),
        ("add text saying Sun, sea and sand from 4 to 7 seconds", "Sun, sea and sand", 4000, 7000),
        ('write "You & me" in the middle of the last scene', "You & me", 8000, 12_000),
        ("write “限时优惠” in the middle of the last scene", "限时优惠", 8000, 12_000),
        ("第10秒加一行红色的字“五折”", "五折", 10_000, 12_000),
        ("在第3秒到第7秒显示“买一送一”，放在顶部", "买一送一", 3000, 7000),
        ("底部加一行字：未来之城，停留3秒", "未来之城", 0, 3000),
        ('lower third "Tom Reed, guide" on the second shot', "Tom Reed, guide", 4000, 8000),
        ("show 'Coming soon' for the last 2 seconds", "Coming soon", 10_000, 12_000),
        ("put my handle @bluedoor in the bottom right throughout", "@bluedoor", 0, 12_000),
        ("write Come in today again at 2s for 1 second", "Come in today again", 2000, 3000),
    ],
)
def test_words_are_put_on_screen_as_they_were_typed(words: str, text: str, start: int, end: int) -> None:
    new = added(words)
    assert (new.text, new.start_ms, new.end_ms) == (text, start, end)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("add a title saying Hello", "title"),
        ("lower third with Sam Lee | Skater from 3 to 7 seconds", "lower_third"),
        ("call to action 'Book now' at the end", "cta"),
        ('put "Now cheaper" under the price', "overlay"),
    ],
)
def test_the_noun_says_what_the_words_are(words: str, role: str) -> None:
    assert added(words).role == role


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("put 'Sale' top left in white", {"color": "#ffffff", "x": 0.2, "y": 0.13}),
        ("右上角加上红色的“特价”", {"color": "#d7263d", "x": 0.8, "y": 0.13}),
        ("put 'Sale' on a black box, typewriter style", {"background": "#121214", "animation": "type"}),
        ("add a title saying Hi in anton at 120 px", {"font": "anton", "size": 0.1111}),
        ("add 'Sale' in #ff8800, 40 px from the bottom edge", {"color": "#ff8800"}),
    ],
)
def test_how_new_words_are_set_is_read_from_the_sentence(words: str, fields: dict[str, object]) -> None:
    assert added(words).style.model_dump(include=set(fields)) == fields


def test_what_was_not_said_of_new_words_is_told() -> None:
    (step,) = told("put 'Sale' on the screen in red").steps
    assert [n.code for n in step.assumed] == ["assumed.when"]
    assert told("add some text").refusals[0].because.code == "refuse.no_words_given"
    assert told("add 'Sale' at 0:40").refusals[0].because.code == "refuse.after_end"


@pytest.mark.parametrize(
    ("words", "name", "text"),
    [
        ("change the title to Evening shift", "w1", "Evening shift"),
        ('replace "Blue" with "Red" everywhere', "w1", "Red Door"),
        ("typo: Mill Lane 12 should be Mill Lane 14", "w2", "Mill Lane 14"),
        ("It's $5 not $4.50", "w4", "$5"),
        ('say "Green Door" instead of "Blue Door"', "w1", "Green Door"),
        ("把“Blue Door”改成“蓝门”", "w1", "蓝门"),
        ("价格改成16元", "w4", "16元"),
        ("the price is now $4.75", "w4", "$4.75"),
        ("drop the price to $4", "w4", "$4"),
        ("change the opening hours to Open 8-5", "w3", "Open 8-5"),
        ("make the title uppercase", "w1", "BLUE DOOR"),
        ('rename the title "Red Door"', "w1", "Red Door"),
        ("Mill Lane 12 becomes Mill Lane 20, Blue Door becomes Red Door", "w2", "Mill Lane 20"),
    ],
)
def test_words_become_other_words(words: str, name: str, text: str) -> None:
    assert segment(told(words), name).text == text


def test_a_line_that_is_spoken_is_rewritten_and_its_caption_with_it() -> None:
    said = told("rewrite the second line of the voiceover to “Coffee is five.”")
    voice = segment(said, "v2").voice
    assert voice is not None
    assert (voice.text, segment(said, "c2").text) == ("Coffee is five.", "Coffee is five.")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("shorten the title", "refuse.no_writer"),
        ("make the title catchier", "refuse.no_writer"),
        ("translate the title to Spanish", "refuse.no_translator"),
        ("把“西双版纳”改成“香格里拉”", "refuse.not_on_screen"),
        ("italicise the title", "refuse.lettering"),
        ("use a different font for the title", "refuse.lettering_vague"),
        ('change "Blue Door" to "Blue Door"', "refuse.says_so"),
    ],
)
def test_what_cannot_be_done_with_words_is_refused(words: str, code: str) -> None:
    said = told(words)
    assert [r.because.code for r in said.refusals] == [code]
    assert said.draft == film()


@pytest.mark.parametrize(
    ("words", "gone"),
    [
        ("remove the title", {"w1"}),
        ("take the lower third out", {"w2"}),
        ("no text on the first clip", {"w1", "w2"}),
        ("remove all text", {"w1", "w2", "w3", "w4", "w5"}),
        ("删掉“Blue Door”这几个字", {"w1"}),
        ("delete the words Come in today", {"w5"}),
    ],
)
def test_words_are_taken_away(words: str, gone: set[str]) -> None:
    operations = asked(words)
    assert all(isinstance(o, RemoveSegment) for o in operations)
    assert {o.id for o in operations if isinstance(o, RemoveSegment)} == gone


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("title in yellow", "color", "#f2c230"),
        ("make the title white on black", "background", "#121214"),
        ("recolour the title from red to teal", "color", "#0f7c80"),
        ("标题用手写字体", "font", "caveat"),
        ("set the title in a serif font", "font", "serif"),
        ("make the title bold", "font", "anton"),
        ("have the title type on", "animation", "type"),
        ("标题不要动画", "animation", "none"),
        ("title opacity 60%", "opacity", 0.6),
        ("标题半透明", "opacity", 0.5),
        ("align the title to the left", "align", "left"),
        ("make the title 54 px", "size", 0.05),
    ],
)
def test_words_are_set_otherwise(words: str, field: str, value: object) -> None:
    assert getattr(style(words, "w1"), field) == value


@pytest.mark.parametrize(
    ("words", "factor"),
    [
        ("make the title a bit bigger", 1.15),
        ("标题放大", 1.3),
        ("the title is much too big", 0.6),
        ("title 20% larger", 1.2),
        ("shrink the title to half its size", 0.5),
    ],
)
def test_relative_sizes_have_stated_factors(words: str, factor: float) -> None:
    assert style(words, "w1").size == pytest.approx(0.105 * factor, abs=0.001)


def test_words_that_a_scene_lays_out_are_freed_to_obey_a_place() -> None:
    said = told("move the words Open 7am-6pm to the bottom left")
    scene = segment(said, "s2").scene
    assert scene is not None
    assert scene.words == ("w4",)
    placed = segment(said, "w3").style
    assert (placed.x, placed.y) == (0.2, 0.85)


def test_a_place_below_and_above_is_a_step() -> None:
    assert (style("move the title down a bit", "w1").y or 0) == pytest.approx(0.55)
    assert (style("标题往上挪一点", "w1").y or 0) == pytest.approx(0.45)


def test_it_is_what_the_talk_is_about() -> None:
    assert style("make it red", "w2", focus="w2").color == "#d7263d"
    assert style("改成黄色，放大", "w2", focus="w2").color == "#f2c230"


def test_several_titles_are_asked_about_and_the_answer_settles_it() -> None:
    twice = apply(film(), [UpdateSegment(id="w3", fields={"r": "title"})])
    first = told("make the title red", twice)
    assert first.question is not None
    assert first.question.choices == ('"Blue Door"', '"Open 7am-6pm"')

    def answered(words: str) -> Interpretation:
        return Rules().interpret(Utterance(words, twice, pending=first.question))

    assert segment(answered('"Open 7am-6pm"'), "w3").style.color == "#d7263d"
    assert {segment(answered("both"), name).style.color for name in ("w1", "w3")} == {"#d7263d"}


def test_a_sentence_does_several_things_to_words_in_order() -> None:
    said = told('change the title to "Red Door", make it yellow and move it to the top')
    title = segment(said, "w1")
    assert (title.text, title.style.color, title.style.y) == ("Red Door", "#f2c230", 0.13)
    assert [type(o) for o in asked("把“Blue Door”改成“蓝门”")] == [SetText]


def test_how_long_words_stay() -> None:
    assert segment(told("keep the title on screen for 2 seconds"), "w1").duration_ms == 2000
    shown = segment(told("show the title from 1s to 3s"), "w1")
    assert (shown.start_ms, shown.end_ms) == (1000, 3000)


def test_words_of_several_shots_and_of_none_between_them() -> None:
    assert {
        o.id for o in asked("remove the text from the first and the last clip") if isinstance(o, RemoveSegment)
    } == {
        "w1",
        "w2",
        "w5",
    }


def test_both_are_those_of_the_last_two_clauses() -> None:
    said = told("title in green, lower third in white, both a bit bigger")
    assert {segment(said, name).style.color for name in ("w1", "w2")} == {"#3f9b4f", "#ffffff"}
    assert all(segment(said, name).style.size for name in ("w1", "w2"))


@pytest.mark.parametrize("words", ["make it square", "改成方形", "make it more dramatic", "change it to night"])
def test_what_is_not_about_words_leaves_them_alone(words: str) -> None:
    said = told(words, focus="w1")
    assert [segment(said, name).text for name in ("w1", "w2")] == ["Blue Door", "Mill Lane 12"]


def test_a_price_card_tells_that_its_price_is_as_large_as_it_fits() -> None:
    (step,) = told("make the price bigger").steps
    assert [n.code for n in step.assumed] == ["assumed.as_large_as_fits"]
