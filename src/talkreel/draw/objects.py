"""Pictured objects: found by words, drawn from SVG at any size.

Two sets: "hero" has fine detail, for a film's subject; "icon" is soft and round, for cards and for emoji in text.
"""

from __future__ import annotations

import json
import lzma
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from talkreel.draw.assets import ASSETS
from talkreel.draw.lexicon import chinese_words

if TYPE_CHECKING:
    from talkreel.draw.object_art import ObjectSet
    from talkreel.draw.surface import Pixels

Use = Literal["in_scene", "stage", "badge"]

_LONGEST_NAME = 4  # words
# Names that are other words more often than not: they count only at the end of a phrase, where its noun stands.
_ONLY_AS_HEAD = frozenset(
    re.split(
        r"\s+",
        """access ai art bag bags balance bank bar bat battle book boost boot bow box brush business button cap
        cash charging check click club coach comment comments compare construction cooking crane cup dance
        dancing date deal delete design die done drain drama dream dreams electric energy error events eye eyes
        fair fan feedback file files film find finish fire fix fly form free fuel games glow goal goals guide
        harbor harbour heart home hook house ice idea included increase instant jam job jobs key kick ladder
        launch learning light like likes link lock loop love loved mail match measure mechanical member members
        message metrics mind mirror mobile moon music nails needle note notes novel off office orange organic
        paint palm park party pay pen people pet phone photo pick plan plans plate play plug pool post power
        press price prices problem product products profile progress protect quality quick ram reading record
        relax repair repeat report reports research results reuse ring risk rock rose routine run running safe
        safety sale sales salt save saw scale schedule school screen seal search seat secure settings shine ship
        shop shopping sign signal site sleep smart soap sound speaker spicy staff star stars stop store story
        strategy strength strong study sun swim switch tag target taste tea team test tie timer tip tips toast
        tool top toy track train trains trap travel trend trip trust turkey typing update user users video view
        views voice vote wall watch water wave web weekly whale wheel wind window wing winner winter wood work
        worldwide wrench writing wrong""",
    )
)


@dataclass(frozen=True)
class Entry:
    """What is known of an object without its picture. `emoji` is its code points in hex, joined by hyphens."""

    name: str
    emoji: str
    zh: str
    use: Use
    found: bool
    en_words: list[str]
    zh_words: list[str]


def find_object(words: str, language: str = "") -> str | None:
    """The object that a few words name, or None: better none than a wrong one.

    The longest name wins, then the first. `language` "zh" looks for Chinese only, another for English only, "" for
    both. A name must be a whole word, in the singular or the plural.
    """
    if not language.startswith("zh") and (found := _found(_english(words), _english_names(), " ")):
        return found
    return _found(chinese_words(words), _chinese_names(), "") if language in {"", "zh"} or "zh" in language else None


def object_names() -> tuple[str, ...]:
    """The objects that words can find, in the order of the emoji charts."""
    return tuple(e.name for e in _entries().values() if e.found)


def object_labels(name: str) -> dict[str, str]:
    """What to call an object: {"en": ..., "zh": ...}.

    Raises:
        KeyError: there is no such object.
    """
    entry = _entries()[_resolved(name)]
    return {"en": entry.name, "zh": entry.zh_words[0] if entry.zh_words else entry.zh}


def object_use(name: str) -> Use:
    """Where it looks right: walking or standing in a scene, alone on a stage, or only as a badge (heads, signs).

    Raises:
        KeyError: there is no such object.
    """
    return _entries()[_resolved(name)].use


def object_picture(name: str, size_px: int, kind: ObjectSet = "hero") -> Pixels:
    """An object in a square of `size_px`; the other set stands in when one lacks it. Do not change the pixels.

    Raises:
        KeyError: there is no such object.
    """
    from talkreel.draw.object_art import picture_of  # planning finds objects without loading Skia

    return picture_of(_resolved(name), max(1, int(size_px)), kind)


def emoji_object(cluster: str) -> str | None:
    """The name of the object that pictures an emoji, if there is one; a skin tone is let go."""
    codes = [f"{ord(c):x}" for c in cluster if c not in "\ufe0f\ufe0e" and not 0x1F3FB <= ord(c) <= 0x1F3FF]
    return _by_emoji().get("-".join(codes))


def _resolved(name: str) -> str:
    """The object's own name: `name` may be any word for it.

    Raises:
        KeyError: it is a word for none.
    """
    if name in _entries():
        return name
    plain = name.lower().replace("-", " ").replace("_", " ")
    found = _english_names().get(plain) or _chinese_names().get(plain)
    if found is None:
        raise KeyError(name)
    return found


@cache
def _entries() -> dict[str, Entry]:
    rows: list[dict[str, Any]] = json.loads(lzma.decompress((ASSETS / "objects" / "objects.json.xz").read_bytes()))
    return {row["name"]: Entry(**row) for row in rows}


@cache
def _by_emoji() -> dict[str, str]:
    return {entry.emoji: entry.name for entry in _entries().values()}


@cache
def _english_names() -> dict[str, str]:
    """Object by English name, hyphens as spaces; hand-picked words before labels."""
    named = [e for e in _entries().values() if e.found]
    names = {_plain(word): e.name for e in named for word in e.en_words}
    for entry in named:
        names.setdefault(_plain(entry.name), entry.name)
    return names


@cache
def _chinese_names() -> dict[str, str]:
    named = [e for e in _entries().values() if e.found]
    names = {word: e.name for e in named for word in e.zh_words}
    for entry in named:
        if len(entry.zh) > 1:
            names.setdefault(entry.zh, entry.name)
    return names


def _plain(text: str) -> str:
    return text.lower().replace("-", " ").replace("’", "'")


def _english(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?(?:/\d)?", _plain(text))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes", "toes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _found(tokens: list[str], names: dict[str, str], joint: str) -> str | None:
    """The object of the longest run of tokens that is a name, the first of those."""
    for length in range(min(_LONGEST_NAME, len(tokens)), 0, -1):
        for start in range(len(tokens) - length + 1):
            run = tokens[start : start + length]
            phrase = joint.join(run)
            alternative = joint.join([*run[:-1], _singular(run[-1])])
            name = names.get(phrase) or names.get(alternative)
            inside = start + length < len(tokens)
            if name and not (inside and alternative in _ONLY_AS_HEAD | {phrase} & _ONLY_AS_HEAD):
                return name
    return None
