"""Whatever is asked for, in any kind and length, the film holds together and says nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from talkreel.edit import apply
from talkreel.model import PICTURE, WORDS, Asset, Brief, Datum, Draft, Fact, Material, Point, ScreenText, Shot, Wish
from talkreel.model.brief import FilmKind
from talkreel.model.scene import SceneKind, TimeOfDay, Tone
from talkreel.plan import direct, operations_for, summary, unsupported_facts
from talkreel.plan.direction.copywriter import reading_ms
from talkreel.plan.direction.cue import LEAST_MS, Cue
from talkreel.plan.direction.pacing import paced
from talkreel.plan.direction.words import Words

TWINS_ALLOWED = {"slideshow", "scene", "loop", "showcase"}


@pytest.fixture(autouse=True, scope="module")
def objects() -> Iterator[None]:
    """A small set of drawn objects, so that what is tested here does not change with the real one."""
    known = {"coffee", "book", "basket", "phone", "truck", "smartwatch", "bouquet"}

    def find_object(word: str) -> str | None:
        return word if word in known else None

    def object_use(_: str) -> str:
        return "stage"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("talkreel.draw.objects.find_object", find_object)
        patch.setattr("talkreel.draw.objects.object_use", object_use)
        yield


VOCABULARY = "we plan your week and shop for you in 40 towns delivered before 8 am with care from local farms $5 a box"
WORDS_EN = st.sampled_from(VOCABULARY.split(" "))
SENTENCES = st.one_of(
    st.lists(WORDS_EN, min_size=1, max_size=14).map(" ".join),
    st.lists(WORDS_EN, min_size=3, max_size=9).map(lambda words: ", ".join((" ".join(words), "and we do the rest"))),
    st.sampled_from(("我们帮你规划一周的三餐", "满200减30，仅限本周", "新鲜直达")),
)
NAMES = st.sampled_from(("", "Fernly", "Ember & Oak", "小山茶馆", "Zorblax 3000"))
SUBJECTS = st.sampled_from(
    ("", "coffee shop", "smartwatch", "meal planning app", "花店", "gym", "zorblax", "real estate")
)
FACTS = st.sampled_from(
    (
        Fact(kind="price", text="$9.99", context="from $9.99 a week"),
        Fact(kind="discount", text="20% off", context="20% off this week only"),
        Fact(kind="date", text="May 4", context="opens May 4"),
        Fact(kind="address", text="12 Harbour Street"),
        Fact(kind="url", text="fernly.app"),
        Fact(kind="phone", text="555-0199"),
        Fact(kind="price", text="$4", context="Latte $4"),
    )
)
DATA = st.sampled_from(
    (
        Datum(label="Revenue", value=1.2e6, text="$1.2M"),
        Datum(label="Customers", value=340, text="340"),
        Datum(value=18, text="18%"),
        Datum(label="Q1", value=21, text="21%"),
    )
)
POINTS = st.builds(Point, text=SENTENCES, icon=st.sampled_from(("", "phone", "truck")), detail=st.just("") | SENTENCES)
WISHES = st.builds(
    Wish,
    text=st.sampled_from(("a quiet place", "the city", "")),
    kind=st.none() | st.sampled_from([k for k in get_args(SceneKind) if k not in ("photo", "video")][:10]),
    times=st.lists(st.sampled_from(get_args(TimeOfDay)), max_size=3, unique=True).map(tuple),
    hero=st.sampled_from(("", "fox", "coffee")),
    tone=st.sampled_from(get_args(Tone)),
)
QUOTES = st.builds(
    ScreenText,
    text=SENTENCES,
    at_ms=st.none() | st.integers(0, 100_000),
    duration_ms=st.none() | st.integers(500, 9_000),
)
MATERIALS = st.lists(st.sampled_from(("image", "video", "audio", "logo")), max_size=6).map(
    lambda kinds: tuple(
        Material(key=f"sha256:{i}", kind=kind, name=f"{i}", duration_ms=9_000 if kind in ("video", "audio") else 0)
        for i, kind in enumerate(kinds)
    )
)
LENGTHS = st.none() | st.integers(1_000, 90_000) | st.sampled_from((1_000, 600_000, 1_800_000))
BRIEFS = st.builds(
    Brief,
    prompt=SENTENCES,
    language=st.sampled_from(("en", "zh", "fr")),
    kind=st.sampled_from(get_args(FilmKind)),
    duration_ms=LENGTHS,
    title=st.just("") | SENTENCES,
    subject=SUBJECTS,
    name=NAMES,
    tagline=st.just("") | SENTENCES,
    question=st.sampled_from(("", "Why cook alone?")),
    wishes=st.lists(WISHES, max_size=3).map(tuple),
    points=st.lists(POINTS, max_size=9).map(tuple),
    ordered=st.booleans(),
    facts=st.lists(FACTS, max_size=4).map(tuple),
    data=st.lists(DATA, max_size=4).map(tuple),
    quotes=st.lists(QUOTES, max_size=2).map(tuple),
    quote_source=st.sampled_from(("", "Ada Lovelace")),
    cta=st.sampled_from(("", "Order today")),
    palette=st.sampled_from(((), ("#c1440e", "#f5e6d3"))),
    tone=st.sampled_from(get_args(Tone)),
    moods=st.sampled_from(((), ("energetic",), ("calm", "elegant"))),
    music=st.sampled_from((None, True, False)),
    voice=st.sampled_from((None, True, False)),
    avoid=st.sampled_from(((), ("text",), ("music",))),
    materials=MATERIALS,
    seed=st.integers(0, 5),
)
SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def assets_of(brief: Brief) -> dict[str, Asset]:
    return {m.key: Asset(file=m.name, kind="image" if m.kind == "logo" else m.kind) for m in brief.materials}


def is_twin(before: Shot, after: Shot) -> bool:
    """One kind of scene twice running, the user's own pictures excepted."""
    one, other = before.scene, after.scene
    return one.kind == other.kind and not (one.kind in ("photo", "video") and one.src != other.src)


@SOME
@given(BRIEFS)
def test_a_film_is_exact_readable_and_without_twins(brief: Brief) -> None:
    storyboard = direct(brief)
    shots = storyboard.shots
    total = sum(s.duration_ms for s in shots)
    assert brief.duration_ms is None or total == brief.duration_ms
    assert 1_000 <= total <= 1_800_000
    quoted = {q.text for q in brief.quotes}
    if len(shots) > 1:
        assert min(s.duration_ms for s in shots) >= LEAST_MS
    for shot in shots:
        if not quoted & {x.text for x in shot.lines}:
            windows = {(x.at_ms, x.duration_ms) for x in shot.lines}
            for at, length in windows:
                told = [x.text for x in shot.lines if (x.at_ms, x.duration_ms) == (at, length)]
                assert reading_ms(*told) <= (shot.duration_ms - at if length is None else length) + 2, told
    assert all(before.scene != after.scene for before, after in pairwise(shots))
    if brief.kind not in TWINS_ALLOWED and "text" not in brief.avoid:
        assert not any(is_twin(before, after) for before, after in pairwise(shots)), [s.scene.kind for s in shots]


@SOME
@given(BRIEFS)
def test_scenes_of_words_have_words(brief: Brief) -> None:
    of_words = {"kinetic", "cards", "steps", "quote", "price", "comparison"}
    shots = direct(brief).shots
    blank = [s.scene.kind for s in shots if s.scene.kind in of_words and not s.lines]
    # A film in which nothing may be written and nothing can be drawn is its ground alone.
    assert not blank or len(shots) == 1


@SOME
@given(BRIEFS)
def test_nothing_is_made_up(brief: Brief) -> None:
    assert unsupported_facts(direct(brief), brief) == []


@SOME
@given(BRIEFS)
def test_the_operations_make_a_sound_draft_that_survives_its_json(brief: Brief) -> None:
    storyboard = direct(brief)
    empty = Draft()
    draft = apply(empty, operations_for(storyboard, brief, assets_of(brief)))
    assert empty == Draft()
    assert Draft.model_validate(draft.wire()) == draft
    assert draft.duration_ms == sum(s.duration_ms for s in storyboard.shots)
    pictures = draft.of_type(PICTURE)
    assert [p.start_ms for p in pictures[1:]] == [p.end_ms for p in pictures[:-1]]
    assert all(w.end_ms <= draft.duration_ms for w in draft.of_type(WORDS))
    assert summary(draft, brief.language)


@settings(max_examples=20, deadline=None)
@given(BRIEFS)
def test_the_same_brief_is_the_same_film(brief: Brief) -> None:
    assert direct(brief) == direct(brief)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1_200, 5_000), min_size=1, max_size=40), st.integers(400, 1_000), st.floats(1.0, 3.0))
def test_lengths_are_exact_and_never_too_short_and_on_the_beat_with_room(
    least: list[int], beat_ms: int, slack: float
) -> None:
    duration = round(slack * sum(least)) + 2 * beat_ms * len(least)
    cues = [Cue("x", (), Words(), least_said_ms=ms) for ms in least]
    beats = list(range(0, duration, beat_ms))
    lengths = paced(cues, duration, beats, beats[::4])
    assert sum(lengths) == duration
    assert all(length >= ms for length, ms in zip(lengths, least, strict=True))
    at = 0
    for length in lengths[:-1]:
        at += length
        assert at % beat_ms == 0
