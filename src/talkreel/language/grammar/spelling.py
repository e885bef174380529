"""Slips of the finger: a long word that nobody knows, one slip from exactly one word that is known, is that word.

Words that the film shows are known, and so are the words of the scene vocabulary. A capital in a sentence begins a
name, and names are left as they are; so is the first letter, which is seldom missed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from talkreel.language.grammar.lexicon import lexicon
from talkreel.language.grammar.token import Token
from talkreel.plan.lexicon import vocabulary

SHORTEST = 5
_WORD = re.compile(r"(?<![\w'’.@#/-])[a-z]+(?![\w'’@/]|\.\w|-\w)")
_QUOTED = re.compile(r"[\"“«「『《`].*?[\"”»」』》`]|(?<!\w)['‘].+?['’](?!\w)", re.S)
_VALUES = frozenset(
    re.findall(
        r"\w+",
        "first second third fourth fifth sixth seventh eighth ninth tenth final penultimate seconds minute "
        "minutes three seven eight eleven twelve fifteen twenty thirty forty fifty sixty hundred percent times "
        "twice double triple half quarter degrees pixels frames ",
    )
)
# Words of their own that are a slip from a word of editing.
_TRUE = frozenset(
    re.findall(
        r"\w+",
        "world store though whose latter covers pairs skips skipping skipped selling shading traces tricks groove "
        "picked picks seeing hoping inferior strike strikes filed streak curves losses planned planner hearing "
        "discrete subset prompting prompted routed explore suffer sensing slated tired twisted sounding twister "
        "whereas loader loaded prizes shirts sweet stale shore score scare spare stare brain grain angel trial "
        "dairy sliver trader jumped ",
    )
)


@dataclass(frozen=True)
class Mended:
    """`text` as it was meant; `places` says where each of its signs stands in what was typed, and where that ends.

    `slips` maps the start of a word in `text` to how it was typed.
    """

    text: str
    places: tuple[int, ...]
    slips: Mapping[int, str]

    def placed(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        """Tokens of `text`, where they stand in what was typed; a mended word has how it was typed as value."""
        return tuple(self._placed(token) for token in tokens)

    def _placed(self, token: Token) -> Token:
        typed = next((word for at, word in self.slips.items() if token.start <= at < token.end), None)
        value = typed if token.kind == "word" else token.value
        return replace(token, start=self.places[token.start], end=self.places[token.end], value=value)


def mended(typed: str, plain: str, names: Collection[str] = ()) -> Mended | None:
    """The words as they were meant; None when there is no slip in them. `names` are words that are no slips.

    `plain` is what was typed in lower case.
    """
    quoted = [m.span() for m in _QUOTED.finditer(plain)]
    shouted = typed.isupper()
    parts: list[str] = []
    places: list[int] = []
    slips: dict[int, str] = {}
    at = length = 0
    for match in _WORD.finditer(plain):
        start, end = match.span()
        word = match.group()
        if len(word) < SHORTEST or word in _known() or word in names or any(a <= start < b for a, b in quoted):
            continue
        if typed[start].isupper() and not shouted and typed[:start].strip():
            continue
        meant = _meant(word)
        if meant is None:
            continue
        parts += [typed[at:start], meant]
        places += [*range(at, start), *(min(start + n, end - 1) for n in range(len(meant)))]
        slips[length + start - at] = word
        length += start - at + len(meant)
        at = end
    if not slips:
        return None
    places += range(at, len(plain) + 1)
    return Mended("".join((*parts, typed[at:])), tuple(places), slips)


@cache
def _known() -> frozenset[str]:
    return frozenset(lexicon().words() | vocabulary().words() | _VALUES | _TRUE)


@cache
def _shorter() -> Mapping[str, tuple[str, ...]]:
    """Each word of five letters and more under each of its forms that lack one letter."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in _known() - _TRUE:
        if len(word) >= SHORTEST and word.isalpha():
            for form in _lacking(word):
                found[form].add(word)
    return {form: tuple(words) for form, words in found.items()}


def _lacking(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


def _meant(word: str) -> str | None:
    """The one known word that is a slip away."""
    index = _shorter()
    near = {w for form in (word, *_lacking(word)) for w in index.get(form, ())}
    near |= {form for form in _lacking(word) if len(form) >= SHORTEST and form in _known() - _TRUE}
    fitting = {w for w in near if w[0] == word[0] and _one_slip(word, w)}
    swapped = {w for w in fitting if sorted(w) == sorted(word)}
    fitting = swapped or fitting
    return next(iter(fitting)) if len(fitting) == 1 else None


def _one_slip(typed: str, meant: str) -> bool:
    """Whether a letter is missing, stands twice, is a key beside the right one, or two have changed places."""
    if len(typed) == len(meant):
        other = [i for i, (a, b) in enumerate(zip(typed, meant, strict=True)) if a != b]
        if len(other) == 1:
            return len(meant) > SHORTEST and other[0] < len(meant) - 1 and _beside(typed[other[0]], meant[other[0]])
        i, k = other[0], other[-1]
        return len(other) == 2 and k == i + 1 and typed[i] == meant[k] and typed[k] == meant[i]
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    at = next((i for i, letter in enumerate(shorter) if longer[i] != letter), len(shorter))
    twice = longer[at] == longer[at - 1]
    if longer == typed:
        return twice or (at < len(shorter) and len(meant) > SHORTEST and _beside(longer[at], longer[at + 1]))
    return at < len(shorter) and (len(typed) > SHORTEST or twice)


def _beside(one: str, other: str) -> bool:
    """Whether two keys touch each other on a keyboard."""
    (row, column), (below, beside) = _KEYS.get(one, (9, 9)), _KEYS.get(other, (-9, -9))
    return abs(row - below) <= 1 and abs(column - beside) <= 1


_KEYS = {
    key: (row, n + row * 0.4)
    for row, keys in enumerate(("qwertyuiop", "asdfghjkl", "zxcvbnm"))
    for n, key in enumerate(keys)
}
