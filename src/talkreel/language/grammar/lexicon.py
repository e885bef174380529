"""The words of editing: what each phrase means, in two languages. The words are data (`tables/*.txt`).

A row is `tag | value | English, ... | Chinese, ...`; a phrase may have a sense under several tags, the first row of a
tag wins. English verbs are known in all their forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from talkreel.plan.lexicon.vocabulary import plural

TABLES = ("verbs", "nouns", "properties", "pictures", "particles", "lettering", "sounds", "glosses", "chinese")
# A word of an alphabet, or one sign of a script that is written without spaces.
# The possessive ending is a word of its own.
WORD = re.compile(r"[0-9a-z\u00c0-\u024f]+(?:['&+](?!s(?![a-z]))[a-z0-9]+)*|[\u3400-\u9fff]|&")
# Verbs whose "it" is the film, or what was done.
_ABOUT_THE_FILM = frozenset(
    {"undo", "redo", "export", "status", "regenerate", "keep", "confirm", "deny", "thank", "save", "upload", "go_to"}
)
_NOUNS = frozenset({"opening", "closing", "ending"})  # names of shots before they are forms of verbs
_LEADS = ("in the ", "at the ", "to the ", "on the ", "into the ", "in ", "at ", "on ", "to ")
_VOWELS = "aeiou"

Phrase = tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """The one lexicon; built on first use."""
    return Lexicon()


class Lexicon:
    """Phrases by their words."""

    def __init__(self) -> None:
        self._senses: dict[Phrase, dict[str, str]] = {}
        self._longest: dict[str, int] = {}
        for tag, value, phrase in _entries():
            self._enter(phrase, tag, value)

    def _enter(self, phrase: str, tag: str, value: str) -> None:
        words = tuple(WORD.findall(phrase))
        if words:
            senses = self._senses.setdefault(words, {})
            senses.setdefault(tag, value)
            if tag == "verb" and value not in _ABOUT_THE_FILM and "it" in words:
                senses.setdefault("pron", "it")  # "slow it" points, too
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def longest(self, words: list[str], at: int, end: int) -> tuple[int, dict[str, str]]:
        """The longest phrase from a word on that ends by `end`: how many words, and its senses; (0, {}) for none."""
        for length in range(min(self._longest.get(words[at], 0), end - at), 0, -1):
            senses = self._senses.get(tuple(words[at : at + length]))
            if senses:
                return length, senses
        return 0, {}

    def verb(self, *words: str) -> str | None:
        """The verb that the words are together: ("take", "off") is to remove."""
        return self._senses.get(words, {}).get("verb")

    def knows(self, word: str) -> bool:
        """Whether a single word is a phrase of its own."""
        return (word,) in self._senses

    def words(self) -> frozenset[str]:
        """Every English word of a phrase."""
        return frozenset(word for phrase in self._senses for word in phrase if word.isascii())


def _entries() -> Iterator[tuple[str, str, str]]:
    for table in TABLES:
        text = files("talkreel.language.grammar").joinpath("tables", f"{table}.txt").read_text("utf-8")
        for line in text.splitlines():
            if not line or line.startswith("# "):
                continue
            tag, value, english, chinese = (cell.strip() for cell in re.split(r"\s\|(?:\s|$)", line, maxsplit=3))
            for phrase in filter(None, (p.strip() for p in english.split(","))):
                for form in _forms(phrase, tag):
                    yield tag, value, form
            for phrase in filter(None, (p.strip() for p in chinese.split(","))):
                yield tag, value, phrase.lower()


def _forms(phrase: str, tag: str) -> Iterator[str]:
    phrase = phrase.lower()
    yield phrase
    if tag == "spot" and phrase.isascii() and not phrase.startswith(_LEADS):
        yield from (f"{lead}{phrase}" for lead in _LEADS)
    head, _, rest = phrase.partition(" ")
    if tag == "noun" and phrase.isascii():
        yield plural(phrase)
    if tag == "verb" and head.isalpha() and len(head) > 1:
        for form in _conjugated(head):
            if form not in _NOUNS:
                yield f"{form} {rest}".strip()


def _conjugated(verb: str) -> tuple[str, ...]:
    """move -> moves, moving, moved; cut -> cuts, cutting."""
    if verb.endswith("e"):
        return f"{verb}s", f"{verb[:-1]}ing", f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied"
    short = len(verb) <= 5 and verb[-1] not in "aeiouwxy" and verb[-2:-1] in _VOWELS and verb[-3:-2] not in _VOWELS
    stems = (verb + verb[-1], verb) if short and len(verb) > 2 else (verb,)
    third = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"
    return third, *(f"{stem}{ending}" for stem in stems for ending in ("ing", "ed"))
