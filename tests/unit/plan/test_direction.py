"""Directing: films of every kind hold together, and say only what the user said."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import get_args

import pytest

from talkreel.messages import say, sentences
from talkreel.model import Brief, Camera, Datum, Fact, Material, Point, ScreenText, Shot, Storyboard, Wish
from talkreel.model.brief import FilmKind
from talkreel.model.look import LOOKS
from talkreel.plan import direct, unsupported_facts
from talkreel.plan.direction import casting
from talkreel.plan.direction.copywriter import reading_ms
from talkreel.plan.direction.phrases import patterns_for, phrases_for
from talkreel.plan.direction.trades import ANY, trade_of, trades
from talkreel.plan.reading import read
from talkreel.sound.grid import grid_for

OBJECTS = {"coffee", "croissant", "book", "basket", "phone", "truck", "smartwatch", "bouquet", "tulip", "gift", "bread"}


@pytest.fixture(autouse=True)
def objects(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small set of drawn objects, so that what is tested here does not change with the real one."""

    def find_object(word: str) -> str | None:
        return word if word in OBJECTS else None

    def object_use(_: str) -> str:
        return "stage"

    monkeypatch.setattr("talkreel.draw.objects.find_object", find_object)
    monkeypatch.setattr("talkreel.draw.objects.object_use", object_use)


COFFEE = Brief(
    prompt="A 20-second vertical video promoting a coffee shop, warm tones, no voiceover",
    kind="promo",
    duration_ms=20_000,
    subject="coffee shop",
    tone="warm",
    wishes=(Wish(text="coffee shop", kind="interior", variant="cafe", hero="coffee"),),
)
FERNLY = Brief(
    prompt="Create a 15-second explainer video from this product description: Fernly ...",
    kind="explainer",
    duration_ms=15_000,
    name="Fernly",
    subject="meal planning app",
    points=(
        Point(text="Tell us your plan", icon="phone"),
        Point(text="We shop local", icon="basket"),
        Point(text="At your door", icon="truck"),
    ),
    facts=(Fact(kind="price", text="$9.99", context="from $9.99 a week"), Fact(kind="url", text="fernly.app")),
    cta="Try a week",
)


def photos(count: int) -> tuple[Material, ...]:
    return tuple(
        Material(key=f"sha256:{i}", kind="image", name=f"IMG_{i}.jpg", width=1600, height=1200) for i in range(count)
    )


def texts(storyboard: Storyboard) -> list[str]:
    return [x.text for shot in storyboard.shots for x in shot.lines]


def kinds(storyboard: Storyboard) -> list[str]:
    return [shot.scene.kind for shot in storyboard.shots]


def cuts(storyboard: Storyboard) -> list[int]:
    return list(accumulate(shot.duration_ms for shot in storyboard.shots))[:-1]


def test_a_coffee_shop() -> None:
    storyboard = direct(COFFEE)
    shots = storyboard.shots
    assert sum(s.duration_ms for s in shots) == 20_000
    assert storyboard.look.name == "roast"
    assert (shots[0].scene.kind, shots[0].scene.variant, shots[0].beat) == ("interior", "cafe", "hook")
    assert shots[-1].scene.kind == "end"
    assert 800 <= shots[-1].hold_ms <= 1_500
    assert 4 <= len(shots) <= 7
    assert storyboard.narration == ""


def test_cuts_lie_on_the_beat() -> None:
    for brief in (COFFEE, FERNLY, Brief(prompt="x", kind="slideshow", duration_ms=30_000, materials=photos(4))):
        storyboard = direct(brief)
        assert storyboard.music is not None
        beats = grid_for(storyboard.music, brief.duration_ms or 0).beats_ms
        for cut in cuts(storyboard):
            assert min(abs(cut - beat) for beat in beats) <= 1, (brief.kind, cut)


def test_an_explainer_asks_gathers_and_ends_with_the_users_own_words() -> None:
    storyboard = direct(FERNLY)
    assert "cards" in kinds(storyboard)
    told = texts(storyboard)
    for text in ("What is Fernly?", "Tell us your plan", "We shop local", "At your door", "Try a week", "fernly.app"):
        assert text in told, text
    cards = next(s for s in storyboard.shots if s.scene.kind == "cards")
    assert cards.scene.props == ("phone", "basket", "truck")


def test_few_short_steps_stand_in_one_shot_in_their_order() -> None:
    steps = ("Collect scraps", "Add dry leaves", "Keep it moist", "Turn weekly")
    brief = Brief(
        prompt="how compost works in 4 steps",
        kind="explainer",
        question="How compost works",
        duration_ms=30_000,
        points=tuple(Point(text=text) for text in steps),
    )
    shot = next(s for s in direct(brief).shots if s.scene.kind == "steps")
    assert tuple(x.text for x in shot.lines) == steps


def test_a_price_keeps_its_condition() -> None:
    storyboard = direct(FERNLY.model_copy(update={"duration_ms": 20_000}))
    price = next(s for s in storyboard.shots if s.scene.kind == "price")
    assert [x.text for x in price.lines if x.role == "price"] == ["$9.99"]
    assert [x.text for x in price.lines if x.role == "body"] == ["From $9.99 a week"]


def test_four_photos_in_thirty_seconds() -> None:
    brief = Brief(prompt="Turn these into a slideshow with text overlays", kind="slideshow", duration_ms=30_000,
                  materials=photos(4))  # fmt: skip
    storyboard = direct(brief)
    slides = [s for s in storyboard.shots if s.scene.kind == "photo"]
    assert [s.scene.src[0] for s in slides] == [f"sha256:{i}" for i in range(4)]
    moves = [s.scene.camera.move for s in slides]
    assert all(a != b for a, b in pairwise(moves))
    assert all(s.duration_ms <= 7_700 for s in slides)
    assert any(s.lines for s in slides)
    assert storyboard.shots[-1].scene.kind == "end"


def test_long_slideshows_come_back_with_other_framings() -> None:
    storyboard = direct(Brief(prompt="slides", kind="slideshow", duration_ms=60_000, materials=photos(3)))
    slides = [s for s in storyboard.shots if s.scene.kind == "photo"]
    assert len(slides) > 3
    assert len({(s.scene.src, s.scene.camera.move) for s in slides}) == len(slides)
    assert all(a.scene.src != b.scene.src for a, b in pairwise(slides))


def test_a_scene_is_only_the_scene() -> None:
    wish = Wish(text="a futuristic city at sunset", kind="city", variant="futuristic", times=("sunset",),
                camera=Camera(move="drone", pace="slow"))  # fmt: skip
    storyboard = direct(Brief(prompt="...", kind="scene", duration_ms=10_000, wishes=(wish,)))
    (shot,) = storyboard.shots
    assert (shot.scene.variant, shot.scene.time, shot.scene.camera.move) == ("futuristic", "sunset", "drone")
    assert not shot.lines
    assert not storyboard.overlays
    assert storyboard.music is not None
    assert storyboard.look.name == "cinema"
    assert storyboard.title == "A futuristic city at sunset"


def test_day_to_night_passes_by_evening_when_there_is_time() -> None:
    wish = Wish(text="a skyline", kind="city", times=("day", "night"))

    def times(duration_ms: int) -> list[tuple[str, ...]]:
        storyboard = direct(Brief(prompt="...", kind="scene", duration_ms=duration_ms, wishes=(wish,)))
        return [tuple(k.to for k in s.scene.at_keys("time")) for s in storyboard.shots]

    assert times(5_000) == [("day", "sunset", "dusk", "night")]
    assert times(2_000) == [("day", "night")]
    # A longer change goes on from shot to shot.
    longer = times(24_000)
    assert len(longer) == 2
    assert longer[0][0] == "day"
    assert longer[1][-1] == "night"
    assert longer[0][-1] == longer[1][0]


def test_what_cannot_be_drawn_is_set_in_type_and_noted() -> None:
    wish = Wish(text="a dragon over a castle")
    storyboard = direct(Brief(prompt="a dragon over a castle", kind="scene", duration_ms=8_000, wishes=(wish,)))
    assert kinds(storyboard) == ["kinetic"]
    assert texts(storyboard) == ["A dragon over a castle"]
    assert "note.what_was_drawn" in [n.code for n in storyboard.notes]


def test_a_passing_word_is_no_reason_for_a_picture() -> None:
    brief = Brief(prompt="Northpeak bottle keeps drinks cold", kind="promo", name="Northpeak", subject="water bottle")
    assert trade_of(brief) is ANY
    assert not {"interior", "street", "meadow"} & set(kinds(direct(brief)))


def test_quoted_words_stand_at_their_time() -> None:
    quotes = (ScreenText(text="Summer starts now", at_ms=6_000), ScreenText(text="Bye", at_ms=99_000, place="top"))
    wish = Wish(text="beach", kind="sea")
    storyboard = direct(Brief(prompt="...", kind="scene", duration_ms=12_000, wishes=(wish,), quotes=quotes))
    first, second = storyboard.overlays
    assert (first.text, first.at_ms, first.laid_out) == ("Summer starts now", 6_000, False)
    assert second.at_ms + (second.duration_ms or 0) <= 12_000
    assert "note.text_moved" in [n.code for n in storyboard.notes]


def test_quoted_words_without_a_time_are_shown_once_and_whole() -> None:
    quote = "We are open, all day, every single day of the year"
    storyboard = direct(COFFEE.model_copy(update={"quotes": (ScreenText(text=quote),)}))
    assert texts(storyboard).count(quote) == 1


def test_no_words_means_no_words() -> None:
    for kind in get_args(FilmKind):
        brief = COFFEE.model_copy(update={"kind": kind, "avoid": ("text",), "points": FERNLY.points})
        assert texts(direct(brief)) == [], kind


def test_music_unless_unwanted() -> None:
    assert direct(COFFEE).music is not None
    assert direct(COFFEE.model_copy(update={"music": False})).music is None
    assert direct(COFFEE.model_copy(update={"avoid": ("music",)})).music is None


def test_a_voice_says_what_is_shown() -> None:
    brief = FERNLY.model_copy(update={"voice": True, "duration_ms": 30_000})
    narration = direct(brief).narration
    assert "Tell us your plan" in narration
    assert narration.endswith(".")
    assert direct(FERNLY).narration == ""


def test_photos_and_logo_of_a_promo() -> None:
    logo = Material(key="sha256:logo", kind="logo", name="logo.png", colours=("#e07a5f", "#3d405b"))
    brief = Brief(prompt="...", kind="promo", name="Villa Sol", subject="guesthouse", duration_ms=20_000,
                  points=(Point(text="Rooms above the bay"), Point(text="Breakfast outside")),
                  materials=(*photos(3), logo))  # fmt: skip
    storyboard = direct(brief)
    shown = [s.scene.src[0] for s in storyboard.shots if s.scene.kind == "photo"]
    assert shown[:3] == ["sha256:0", "sha256:1", "sha256:2"]
    assert storyboard.shots[-1].scene.src == ("sha256:logo",)
    assert storyboard.look.palette != LOOKS[storyboard.look.name].palette


@pytest.mark.parametrize("kind", ["promo", "announcement", "teaser", "listing"])
@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_a_film_that_sells_shows_every_photo_that_came(kind: FilmKind, count: int) -> None:
    brief = Brief(
        prompt="...", kind=kind, name="Villa Sol", subject="guesthouse", duration_ms=20_000, materials=photos(count)
    )
    for told in ((), (Point(text="Rooms above the bay"),), (Point(text="Rooms above the bay"), Point(text="Sauna"))):
        storyboard = direct(brief.model_copy(update={"points": told}))
        shown = {s.scene.src[0] for s in storyboard.shots if s.scene.kind == "photo"}
        assert shown == {f"sha256:{i}" for i in range(count)}, (kinds(storyboard), told)


@pytest.mark.parametrize("seconds", [3, 4, 5])
def test_the_shortest_film_that_sells_shows_a_photo_that_came(seconds: int) -> None:
    brief = Brief(prompt="...", kind="promo", name="Brew Lab", duration_ms=1000 * seconds, materials=photos(3))
    assert "photo" in kinds(direct(brief))


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("10-second promo for Brew Lab, cold brew for $4", "Cold brew"),
        ("10-second promo for Brew Lab, lattes are now only $4", "Lattes"),
        ("10-second ad for Mill & Rye, loaves at £3", "Loaves"),
    ],
)
def test_what_costs_so_much_is_named_without_what_leads_to_the_price(words: str, label: str) -> None:
    storyboard = direct(read(words)[0])
    ticket = next(shot for shot in storyboard.shots if any("4" in x.text or "3" in x.text for x in shot.lines))
    assert label in [x.text for x in ticket.lines], texts(storyboard)


def test_a_video_starts_at_its_best_and_never_runs_out() -> None:
    video = Material(key="sha256:v", kind="video", name="v.mp4", duration_ms=24_000, in_ms=4_000, best_ms=9_000)
    for duration in (6_000, 15_000, 23_000, 40_000):
        storyboard = direct(Brief(prompt="...", kind="scene", duration_ms=duration, materials=(video,)))
        shots = [s for s in storyboard.shots if s.scene.kind == "video"]
        assert all(s.in_ms + s.duration_ms <= 24_000 for s in shots), duration
        assert shots[0].in_ms <= 4_000


@pytest.mark.parametrize("duration_ms", [1_000, 2_000, 3_000, 6_000, 180_000, 1_800_000])
def test_from_a_second_to_half_an_hour(duration_ms: int) -> None:
    for brief in (COFFEE, FERNLY):
        storyboard = direct(brief.model_copy(update={"duration_ms": duration_ms}))
        assert sum(s.duration_ms for s in storyboard.shots) == duration_ms
        assert max(s.duration_ms for s in storyboard.shots) <= max(12_000, duration_ms // 3)
        scenes = [s.scene for s in storyboard.shots]
        assert all(a != b for a, b in pairwise(scenes))


def test_a_second_still_shows_the_name() -> None:
    assert texts(direct(FERNLY.model_copy(update={"duration_ms": 1_000}))) == ["Fernly"]


def test_two_seeds_are_two_films_and_one_seed_is_one() -> None:
    first, again, other = (direct(COFFEE.model_copy(update={"seed": seed})) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert [s.scene.seed for s in first.shots] != [s.scene.seed for s in other.shots]


def test_notes_say_what_was_added_and_left_out() -> None:
    storyboard = direct(COFFEE.model_copy(update={"duration_ms": None}))
    codes = [n.code for n in storyboard.notes]
    assert "note.length_assumed" in codes
    assert "note.line_added" in codes
    long = tuple(Point(text=f"Point number {word} about a rather long matter") for word in "abcdefghij")
    short = direct(FERNLY.model_copy(update={"points": long, "duration_ms": 6_000}))
    assert "note.left_out" in [n.code for n in short.notes]
    for note in (*storyboard.notes, *short.notes):
        assert say(note.code, "en", **note.fields)
        assert say(note.code, "zh", **note.fields)


def test_a_length_that_reading_noted_is_not_noted_twice() -> None:
    noted = direct(COFFEE.model_copy(update={"duration_ms": None})).notes[0]
    assert noted.code == "note.length_assumed"
    again = direct(COFFEE.model_copy(update={"duration_ms": None, "notes": (noted,)})).notes
    assert "note.length_assumed" not in [n.code for n in again]


def test_numbers_become_a_count_or_a_chart() -> None:
    months = tuple(Datum(label=m, value=v, text=f"{v} k") for m, v in (("Jan", 3), ("Feb", 5), ("Mar", 8)))
    assert "chart" in kinds(direct(Brief(prompt="...", kind="recap", title="Spring", data=months)))
    one = (Datum(label="New customers", value=340, text="340"),)
    assert "count" in kinds(direct(Brief(prompt="...", kind="recap", title="Spring", data=one)))


def test_figures_of_a_look_back_count_up_with_what_was_said_of_them() -> None:
    said = ("revenue up 42%", "churn down to 2.1%")
    facts = tuple(Fact(kind="percent", text=text.split(" ")[-1], context=text) for text in said)
    brief = Brief(prompt="Q3 recap: ...", kind="recap", facts=facts, points=tuple(Point(text=text) for text in said))
    storyboard = direct(brief)
    count = next(s for s in storyboard.shots if s.scene.kind == "count")
    assert [d.text for d in count.scene.data] == ["42%", "2.1%"]
    # "Churn down" alone would say something else of 2.1 %.
    assert [x.text for x in count.lines if x.role == "label"] == ["Revenue up", "Churn down to 2.1%"]
    assert storyboard.title == "Q3 recap"


def test_a_head_or_a_sign_is_no_hero(monkeypatch: pytest.MonkeyPatch) -> None:
    def object_use(_: str) -> str:
        return "badge"

    monkeypatch.setattr("talkreel.draw.objects.object_use", object_use)
    wish = Wish(text="new customers", kind="stage", hero="busts in silhouette", hero_text="new customers")
    shots = direct(Brief(prompt="...", kind="recap", subject="new customers", wishes=(wish,))).shots
    assert all(s.scene.hero is None for s in shots)


def test_an_invitation_says_what_when_and_where() -> None:
    prompt = "wedding invitation for Ana & Leo, 14 June 2027, Lisbon, elegant"
    day = Fact(kind="date", text="14 June 2027")
    told = texts(direct(Brief(prompt=prompt, kind="announcement", name="Ana & Leo", facts=(day,), moods=("elegant",))))
    assert {"Wedding invitation", "Ana & Leo", "14 June 2027", "Lisbon"} <= set(told)
    patterns = patterns_for("en")
    assert patterns is not None
    assert told[-1] in patterns.invite


def test_a_film_with_little_to_say_is_short_and_says_at_most_one_line_that_suits_any_film() -> None:
    brief = Brief(prompt="...", kind="promo", name="Nimbus", points=(Point(text="an AI note-taking app"),))
    general = phrases_for(ANY.name, "en")
    assert general is not None
    for duration in (None, 20_000):
        storyboard = direct(brief.model_copy(update={"duration_ms": duration}))
        fillers = [text for text in texts(storyboard) if text in (*general.hooks, *general.turns)]
        assert len(fillers) <= 1
    assert sum(s.duration_ms for s in direct(brief).shots) <= 12_000


def test_languages_that_we_do_not_write_get_only_the_users_words() -> None:
    storyboard = direct(Brief(prompt="東京のカフェ", language="ja", kind="promo", subject="カフェ", duration_ms=10_000))
    assert set(texts(storyboard)) == {"カフェ"}


def test_chinese_films_are_in_chinese() -> None:
    storyboard = direct(
        Brief(prompt="为一家花店做宣传", language="zh", kind="promo", subject="花店", duration_ms=15_000)
    )
    assert texts(storyboard)
    assert all(not text.isascii() for text in texts(storyboard))


def reading(shot: Shot) -> int:
    return reading_ms(*(x.text for x in shot.lines))


def test_every_shot_can_be_read() -> None:
    for brief in (COFFEE, FERNLY):
        for duration in (6_000, 10_000, 15_000, 30_000, 60_000):
            storyboard = direct(brief.model_copy(update={"duration_ms": duration}))
            assert all(reading(s) <= s.duration_ms for s in storyboard.shots), (brief.kind, duration)


def test_the_tables_of_casting_name_looks_that_exist() -> None:
    tables = (casting.BY_TONE, casting.BY_WORD, casting.BY_KIND)
    named = {name for table in tables for names in table.values() for name in names}
    named |= {name for trade in (*trades(), ANY) for name in trade.looks}
    named |= set(casting.OPEN_LOOKS)
    assert named <= LOOKS.keys()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_lines_state_no_facts(language: str) -> None:
    blank = Brief(prompt="")
    patterns = patterns_for(language)
    assert patterns is not None
    ours = [text for value in dict(patterns).values() for text in ((value,) if isinstance(value, str) else value)]
    for trade in (*trades(), ANY):
        phrases = phrases_for(trade.name, language)
        assert phrases is not None
        ours += [*phrases.hooks, *phrases.turns, *phrases.calls, *(word for word, _ in phrases.moments)]
    shown = direct(COFFEE).model_copy(update={"narration": " / ".join(ours), "shots": (), "title": ""})
    assert unsupported_facts(shown, blank) == []


def test_every_trade_has_its_lines_in_both_languages() -> None:
    for trade in trades():
        for language in ("en", "zh"):
            assert phrases_for(trade.name, language) is not phrases_for("any", language), trade.name


def test_made_up_facts_are_found() -> None:
    storyboard = direct(FERNLY)
    shot = storyboard.shots[0]
    line = shot.lines[0].model_copy(update={"text": "The best app, 50% off at fernly.com since 1999"})
    forged = storyboard.model_copy(update={"shots": (shot.model_copy(update={"lines": (line,)}),)})
    found = " ".join(unsupported_facts(forged, FERNLY))
    assert all(part in found for part in ("best", "50%", "fernly.com", "1999"))
    assert unsupported_facts(storyboard, FERNLY) == []


def test_every_code_of_a_note_has_its_sentence() -> None:
    assert {n.code for n in direct(COFFEE).notes} <= sentences().keys()


def test_two_sides_are_set_against_each_other() -> None:
    sides = (Point(text="Before", detail="Two hours of spreadsheets"), Point(text="After", detail="One tap"))
    brief = Brief(prompt="...", kind="promo", name="Tally", points=sides, wishes=(Wish(kind="comparison"),))
    storyboard = direct(brief)
    (shot,) = (s for s in storyboard.shots if s.scene.kind == "comparison")
    assert [(x.role, x.text) for x in shot.lines] == [
        ("label", "Before"), ("item", "Two hours of spreadsheets"), ("label", "After"), ("item", "One tap"),
    ]  # fmt: skip
    assert "note.what_was_drawn" not in [n.code for n in storyboard.notes]


EVERYTHING = FERNLY.model_copy(
    update={
        "facts": (
            *FERNLY.facts,
            Fact(kind="date", text="May 4", context="opens May 4 at 8 am"),
            Fact(kind="time", text="8 am", context="opens May 4 at 8 am"),
            Fact(kind="address", text="12 Harbour Street."),
            Fact(kind="discount", text="20% off", context="$9.99 now, 20% off"),
            Fact(kind="number", text="3", context="3 rooms"),
            Fact(kind="phone", text="555-0199", context="Call 555-0199"),
        ),
        "points": (
            *FERNLY.points,
            Point(text="Our kitchen opens May 4 at 8 am"),
            Point(text="12 Harbour Street. Come by"),
            Point(text="Call 555-0199"),
        ),
        "data": (Datum(label="Towns", value=40, text="40"),),
        "sides": (Point(text="Before"), Point(text="After", detail="One tap")),
        "quotes": (ScreenText(text="It changed our week"), ScreenText(text="Now", at_ms=2_000)),
        "quote_source": "Ada",
        "materials": photos(2),
        "captions": True,
        "voice": True,
    }
)


@pytest.mark.parametrize("kind", get_args(FilmKind))
@pytest.mark.parametrize("bare", [False, True])
def test_every_kind_takes_everything_and_nothing(kind: FilmKind, bare: bool) -> None:
    brief = Brief(prompt="x", kind=kind) if bare else EVERYTHING.model_copy(update={"kind": kind})
    for duration in (2_000, 15_000, 70_000):
        storyboard = direct(brief.model_copy(update={"duration_ms": duration}))
        assert sum(s.duration_ms for s in storyboard.shots) == duration
        assert unsupported_facts(storyboard, brief) == []


def test_nothing_is_told_twice() -> None:
    brief = EVERYTHING.model_copy(update={"kind": "announcement", "quotes": (), "duration_ms": 30_000, "materials": ()})
    told = " / ".join(texts(direct(brief)))
    assert told.count("12 Harbour Street") == 1
    assert told.count("555-0199") == 1
    assert "Come by" in told
    assert "May 4 at 8 am" in told


def test_a_headline_is_parted_before_its_date() -> None:
    brief = Brief(
        prompt="...",
        kind="announcement",
        name="Crumb & Co",
        duration_ms=12_000,
        points=(Point(text="Our new bakery Crumb & Co opens on Saturday May 4"),),
        facts=(Fact(kind="date", text="Saturday May 4", context="Our new bakery Crumb & Co opens on Saturday May 4"),),
    )
    first = direct(brief).shots[0]
    assert [x.text for x in first.lines] == ["Our new bakery Crumb & Co opens", "On Saturday May 4"]


def test_a_showcase_goes_round_the_thing() -> None:
    wish = Wish(text="a sleek black smartwatch", kind="stage", hero="smartwatch", tone="studio")
    brief = Brief(prompt="...", kind="showcase", subject="smartwatch", duration_ms=20_000, wishes=(wish,))
    storyboard = direct(brief)
    stages = [s.scene for s in storyboard.shots if s.scene.kind == "stage"]
    assert kinds(storyboard) == ["stage"] * len(stages) + ["end"]
    assert len(stages) >= 3
    assert sum(s.variant.startswith("detail") for s in stages) >= 2
    assert all((a.variant, a.camera) != (b.variant, b.camera) for a, b in pairwise(stages))


@pytest.mark.parametrize(
    ("brief", "look"),
    [
        (COFFEE, "roast"),
        (Brief(prompt="", kind="promo", subject="florist", tone="warm", moods=("fresh",)), "terra"),
        (Brief(prompt="", kind="quote", moods=("dark", "elegant")), "noir"),
        (Brief(prompt="", kind="promo", subject="gym", moods=("energetic",)), "bold"),
        (Brief(prompt="", kind="promo", subject="toy store", moods=("playful",)), "candy"),
        (Brief(prompt="", kind="scene"), "cinema"),
        (Brief(prompt="", kind="promo", subject="gym", look="paper"), "paper"),
    ],
)
def test_looks_suit(brief: Brief, look: str) -> None:
    assert direct(brief).look.name == look
