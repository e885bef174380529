"""Finding the lexicon's words in a text: the longest phrase wins, over all tables at once.

So "hot air balloon" is not hot, "black friday" is not black and "海报" is not the sea, and a word that was read as part
of a longer phrase is not read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from talkreel.model.scene import Act, Ground, SceneKind
from talkreel.plan.lexicon.entries import Entry, Named, Place, Sort, Thing, Trade
from talkreel.plan.lexicon.tables import Row, rows

Table = Literal[
    "thing", "place", "trade", "time", "weather", "ground", "tone", "move", "pace", "act", "mood", "colour",
    "music", "track", "kind", "shape", "audience", "figure", "live",
]  # fmt: skip
Senses = Mapping[Table, Entry]

# A word: letters and digits of alphabets; or one sign of a script that is written without spaces.
_TOKEN = re.compile(r"[0-9a-z\u00c0-\u024f]+(?:['’&][a-z]+)*|[\u3400-\u9fff]")
_SORTS: dict[str, Sort] = {
    "creatures": "creature", "plants": "plant", "food": "food", "vehicles": "vehicle", "devices": "device",
    "objects": "object",
}  # fmt: skip
_COUNTED: frozenset[Table] = frozenset({"thing", "place", "trade"})  # nouns, which have a plural


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase of the lexicon at [start, end) of a text."""

    start: int
    end: int
    senses: Senses

    def thing(self) -> Thing | None:
        """What it names, if it names a thing."""
        return cast("Thing | None", self.senses.get("thing"))

    def place(self) -> Place | None:
        """Where it is, if it names a place."""
        return cast("Place | None", self.senses.get("place"))

    def trade(self) -> Trade | None:
        """The business or occasion, if it names one."""
        return cast("Trade | None", self.senses.get("trade"))

    def named(self, table: Table) -> Named | None:
        """Its entry in a table of closed values."""
        return cast("Named | None", self.senses.get(table))


class Vocabulary:
    """All phrases. English ones by their words, Chinese ones by their signs."""

    def __init__(self) -> None:
        self._phrases: dict[tuple[str, ...], dict[Table, Entry]] = {}
        self._longest: dict[str, int] = {}
        for table, entry, row in _entries():
            for phrase in (*row.english, *row.chinese):
                self._enter(phrase, table, entry)

    def __len__(self) -> int:
        return len(self._phrases)

    def hits(self, text: str, only: Table | None = None) -> list[Hit]:
        """The phrases found in a lower-case text, in order; none overlaps another. `only`: as if it held one table."""
        tokens = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]
        found: list[Hit] = []
        at = 0
        while at < len(tokens):
            length, senses = self._longest_at(text, tokens, at, only)
            if senses:
                found.append(Hit(tokens[at][1], tokens[at + length - 1][2], senses))
            at += max(1, length)
        return found

    def thing_named(self, name: str) -> Thing | None:
        """The thing with this key or word."""
        senses = self._phrases.get(_tokens(name.lower()), {})
        return cast("Thing | None", senses.get("thing"))

    def words(self) -> frozenset[str]:
        """Every English word of a phrase."""
        return frozenset(word for phrase in self._phrases for word in phrase if word.isascii())

    def things(self) -> tuple[Thing, ...]:
        """Every thing, once."""
        every = (senses.get("thing") for senses in self._phrases.values())
        return tuple(dict.fromkeys(cast("Thing", t) for t in every if t is not None))

    def _longest_at(
        self, text: str, tokens: list[tuple[str, int, int]], at: int, only: Table | None
    ) -> tuple[int, Senses | None]:
        first = tokens[at][0]
        words: list[str] = []
        best: tuple[int, Senses | None] = (0, None)
        for length in range(1, min(self._longest.get(first, 0), len(tokens) - at) + 1):
            word, start, _ = tokens[at + length - 1]
            if length > 1 and not _adjoin(text[tokens[at + length - 2][2] : start]):
                break
            words.append(word)
            senses = self._phrases.get(tuple(words))
            if senses is not None and (only is None or only in senses):
                best = (length, senses)
        return best

    def _enter(self, phrase: str, table: Table | None, entry: Entry | None) -> None:
        words = _tokens(phrase.lower())
        forms = [words]
        if table in _COUNTED and words and words[-1].isascii() and len(words[-1]) > 2:
            forms.append((*words[:-1], plural(words[-1])))
        for form in forms:
            senses = self._phrases.setdefault(form, {})
            if table is not None and entry is not None:
                senses.setdefault(table, entry)
            self._longest[form[0]] = max(self._longest.get(form[0], 0), len(form))


def plural(noun: str) -> str:
    """The regular plural; a word in -s is left as it is."""
    if noun.endswith("s") and not noun.endswith("ss"):
        return noun
    if noun.endswith(("ss", "sh", "ch", "x")):
        return f"{noun}es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}s"


@cache
def vocabulary() -> Vocabulary:
    """The one vocabulary; built on first use (about 30 ms)."""
    return Vocabulary()


def _adjoin(between: str) -> bool:
    """Whether two words belong together: nothing, blanks or a hyphen between them, but no line break."""
    return len(between) <= 3 and not between.strip(" -‑\u00a0'’")


def _tokens(phrase: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(phrase))


def _entries() -> Iterator[tuple[Table | None, Entry | None, Row]]:
    for table, sort in _SORTS.items():
        for row in rows(table, before=1):
            name, home, act = row.cells
            yield "thing", Thing(name, sort, cast("SceneKind", home), cast("Act", act)), row
    for row in rows("places", before=2):
        yield "place", _place(row), row
    for row in rows("trades", before=1):
        yield "trade", _trade(row), row
    for name, make in _CLOSED.items():
        for rank, row in enumerate(rows(name, _BEFORE.get(name, 1))):
            yield from make(row, rank)
    for row in rows("ignored", before=0):
        yield None, None, row


def _place(row: Row) -> Place:
    kind, variant, further = row.cells
    ground = further.removeprefix("ground=") if further.startswith("ground=") else None
    return Place(cast("SceneKind", kind), variant, cast("Ground | None", ground), further == "weak")


def _trade(row: Row) -> Trade:
    name, scene, hero, mood = row.cells
    kind, _, variant = scene.partition(" ")
    return Trade(name, cast("SceneKind", kind), variant, hero, mood)


Made = Iterator[tuple[Table, Entry, Row]]


def _two_names(row: Row, rank: int) -> Made:
    """The row's first cell names the table, the second the value.

    Raises:
        ValueError: there is no such table.
    """
    table, value, *_ = row.cells
    if table not in get_args(Table):
        raise ValueError(f"no table {table!r}")
    yield cast("Table", table), Named(value, rank), row


def _one_name(table: Table) -> Callable[[Row, int], Made]:
    def make(row: Row, rank: int) -> Made:
        yield table, Named(row.cells[0], rank), row

    return make


def _people(row: Row, rank: int) -> Made:
    yield cast("Table", row.cells[0]), Named(row.cells[0], rank), row


def _music(row: Row, rank: int) -> Made:
    sure = row.cells[-1] == "!"
    yield ("track" if sure else "music"), Named(row.cells[0], rank, sure), row


def _shape(row: Row, rank: int) -> Made:
    yield "shape", Named(row.cells[0], rank, sure=row.cells[-1] != "?"), row


_CLOSED: dict[str, Callable[[Row, int], Made]] = {
    "light": _two_names,
    "camera": _two_names,
    "acts": _one_name("act"),
    "moods": _one_name("mood"),
    "colours": _one_name("colour"),
    "music": _music,
    "kinds": _one_name("kind"),
    "shapes": _shape,
    "people": _people,
}
_BEFORE = {"light": 2, "camera": 2}
