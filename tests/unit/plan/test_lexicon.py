"""The lexicon: its tables are sound, its longest phrases win, and what it calls a hero can be drawn."""

from __future__ import annotations

from typing import get_args

import pytest

from talkreel.draw.objects import object_use
from talkreel.model.look import MusicStyle
from talkreel.model.scene import Act, CameraMove, Ground, Pace, SceneKind, TimeOfDay, Tone, Weather
from talkreel.plan.lexicon import Named, Table, Thing, Trade, vocabulary
from talkreel.plan.lexicon.cues import members
from talkreel.plan.lexicon.tables import rows
from talkreel.plan.lexicon.vocabulary import plural
from talkreel.scenes.creatures import has_creature
from talkreel.scenes.products import product_name

# Drawn by scenes of their own.
OWN_PICTURES = {"astronaut", "hot air balloon", "lighthouse"}
CLOSED: dict[Table, object] = {
    "time": TimeOfDay, "weather": Weather, "ground": Ground, "tone": Tone, "move": CameraMove, "pace": Pace, "act": Act,
    "music": MusicStyle, "track": MusicStyle,
}  # fmt: skip


def found(text: str, table: Table) -> list[str]:
    return [text[hit.start : hit.end] for hit in vocabulary().hits(text) if table in hit.senses]


def every(table: Table) -> list[object]:
    senses = vocabulary()._phrases.values()
    return [entry[table] for entry in senses if table in entry]


@pytest.mark.parametrize(
    ("text", "table", "want"),
    [
        ("hot air balloon over the valley", "thing", ["hot air balloon"]),
        ("black friday sale", "colour", []),
        ("golden retriever in the park", "tone", []),
        ("a retreat in the hills", "move", []),
        ("greenhouse gas", "colour", []),
        ("brainstorm session", "weather", []),
        ("mother's day brunch", "time", []),
        ("做一张海报", "place", []),
        ("上海的夜景", "time", ["夜景"]),
        ("牛奶和面包", "thing", ["牛奶", "面包"]),
        ("马上下单", "thing", []),
        ("running shoes for runners", "thing", ["running shoes"]),
        ("slow-motion", "pace", ["slow-motion"]),
        ("hip-hop beat", "track", ["hip-hop beat"]),
        ("two foxes and a butterfly", "thing", ["foxes", "butterfly"]),
    ],
)
def test_the_longest_phrase_is_the_one_that_counts(text: str, table: Table, want: list[str]) -> None:
    assert found(text, table) == want


def test_a_phrase_does_not_run_over_a_line_or_a_stop() -> None:
    assert found("we like it hot. air balloon", "thing") == ["balloon"]
    assert found("running\nshoe", "thing") == ["shoe"]


@pytest.mark.parametrize(("table", "values"), CLOSED.items(), ids=str)
def test_closed_tables_hold_values_of_the_model_only(table: Table, values: object) -> None:
    told = {entry.value for entry in every(table) if isinstance(entry, Named)}
    assert told
    assert told <= set(get_args(values))


def test_every_thing_and_trade_is_set_in_a_scene_that_exists() -> None:
    kinds, acts = set(get_args(SceneKind)), set(get_args(Act))
    things = vocabulary().things()
    assert len(things) > 500
    assert {t.home for t in things} <= kinds
    assert {t.act for t in things} <= acts
    assert {t.kind for t in every("trade") if isinstance(t, Trade)} <= kinds


def drawable(name: str) -> bool:
    if has_creature(name) or product_name(name) or name in OWN_PICTURES:
        return True
    try:
        object_use(name)
    except KeyError:
        return False
    return True


def test_every_hero_can_be_drawn_or_is_listed_as_one_that_cannot() -> None:
    heroes = {t.name for t in every("thing") if isinstance(t, Thing)}
    heroes |= {t.hero for t in every("trade") if isinstance(t, Trade)}
    cannot = {name for name in heroes if not drawable(name)}
    assert cannot <= members("undrawn")


def test_what_is_listed_as_not_drawn_is_in_the_lexicon() -> None:
    assert members("undrawn") <= {thing.name for thing in vocabulary().things()}


def test_both_languages_are_filled() -> None:
    for table in ("creatures", "food", "devices", "vehicles", "objects", "trades"):
        filled = [row for row in rows(table, before=1) if row.english and row.chinese]
        assert len(filled) > 0.95 * sum(1 for _ in rows(table, before=1)), table


@pytest.mark.parametrize(
    ("one", "many"), [("fox", "foxes"), ("cherry", "cherries"), ("boy", "boys"), ("glass", "glasses"), ("car", "cars")]
)
def test_regular_plurals(one: str, many: str) -> None:
    assert plural(one) == many
