"""Which words name something that is drawn."""

from __future__ import annotations

from collections.abc import Sequence

# Things that stand for money, time, an idea or success more often than for themselves.
EMBLEMS = frozenset(
    {"money bag", "calendar", "bell", "light bulb", "trophy", "sports medal", "1st place medal", "key",
     "magnifying glass", "clipboard", "dollar banknote", "megaphone", "bullseye", "compass"}
)  # fmt: skip


def found_object(word: str) -> str:
    """The drawn object that a word names, for a card; empty when there is none."""
    from talkreel.draw.objects import find_object

    return (find_object(word) or "") if word else ""


def found_product(*words: str) -> str:
    """The first of the words that names something to be shown large; empty when none does.

    Things with a drawing of their own come before those of the object set; heads and signs are for cards only.
    """
    from talkreel.draw.objects import object_use
    from talkreel.scenes.products import product_name

    for word in words:
        name = (product_name(word) if word else None) or found_object(word)
        drawn = product_name(name) if name else None
        if drawn or (name and object_use(name) != "badge"):
            return drawn or name
    return ""


def stands_alone(name: str, *, thing: bool = True) -> bool:
    """Whether a drawn thing may be the hero of a film; without `thing` not one that usually stands for an idea."""
    from talkreel.draw.objects import object_use
    from talkreel.scenes.products import product_name

    if product_name(name):
        return True
    try:
        return object_use(name) != "badge" and (thing or name not in EMBLEMS)
    except KeyError:
        return True  # a creature with a rig


def icons_for(words: Sequence[str]) -> tuple[str, ...]:
    """An object for each of the words, or none at all: a row is whole and without twins, or not there."""
    icons = tuple(found_object(word) for word in words)
    return icons if all(icons) and len(set(icons)) == len(icons) else ()
