"""Everything that the tables of direction want to show is really drawn."""

from __future__ import annotations

from talkreel.plan.direction.outlines.parts import FACT_ICONS
from talkreel.plan.direction.phrases import phrases_for
from talkreel.plan.direction.things import found_object, found_product
from talkreel.plan.direction.trades import trades


def test_things_of_trades_can_be_shown_large() -> None:
    wanted = {name for t in trades() for name in (t.hero, t.table, *t.props) if name}
    assert sorted(name for name in wanted if not found_product(name)) == []


def test_moments_and_facts_have_their_icons() -> None:
    wanted = set(FACT_ICONS.values())
    for trade in (*(t.name for t in trades()), "any"):
        for language in ("en", "zh"):
            phrases = phrases_for(trade, language)
            assert phrases is not None
            wanted |= {icon for _, icon in phrases.moments}
    assert sorted(name for name in wanted if not found_object(name)) == []


def test_products_come_before_objects_and_signs_are_not_shown_large() -> None:
    assert found_product("hot beverage") == "coffee"
    assert found_product("", "quantum flux", "potted plant") == "plant"
    assert found_product("warning") == ""
