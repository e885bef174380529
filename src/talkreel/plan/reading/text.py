"""A description and what of it has been understood.

Each reader looks for its own aspect in what the others have left, and takes what it understood: "9:16" is then no time,
"at 0:10" no length, and quoted words are never read as wishes. Three strings lie exactly above each other: what was
written, and the same with half-width signs in lower case, in which readers look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from talkreel.plan.lexicon import Hit, Table, vocabulary

# Full-width letters, digits and signs lie at a fixed distance from the plain ones; Chinese full stops stay.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "，！？：；"}
_ALIKE = str.maketrans("\u3000\xa0\u202f\u2018\u2019\u201b\u2011\u2012\u2013：×〜", "   '''---:x~")
_PLAIN = _NARROW | _ALIKE

_CLAUSE_END = re.compile(
    r"[,，;；。！？!?\n|]|:(?=\s|$|[\u3400-\u9fff])|\.(?=\s|$|[”\"'’])|\s[-—–]{1,2}\s|——|—|\s\+\s|[\uff0e]"
    r"|\s/\s|\s·\s|(?<=[\u3400-\u9fff])[ \t]+(?=[\u3400-\u9fff])|(?<=[.!?])[\"”'](?=\s)"
)
# Chinese written with blanks for commas: then a blank before a figure is one too.
_SPACED, _SPACED_LEAST = re.compile(r"(?<=[\u3400-\u9fff])[ \t]+(?=[\u3400-\u9fff])"), 2
_SPACED_BORDER = re.compile(
    rf"{_CLAUSE_END.pattern}|(?<=[\u3400-\u9fff%])[ \t]+(?=[0-9a-z])|(?<=\d)[ \t]+(?=[\u3400-\u9fff]{{3}})"
)
_SENTENCE_END = re.compile(r"[。！？!?\n；;]|\.(?=\s|$)|(?<=[.!?])[\"”'](?=\s)")
# Full stops that end no sentence.
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|approx|no|dr|mr|mrs|ms|st|inc|ltd|co|[a-z])$")


def rule(source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which `\\w` and `\\b` know plain letters only, so that "做30s视频" has a border before the 3."""
    return re.compile(source, re.ASCII | flags)


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of a text."""

    start: int
    end: int

    def __contains__(self, at: object) -> bool:
        return isinstance(at, int) and self.start <= at < self.end

    def overlaps(self, other: Span) -> bool:
        """Whether they share a sign."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span | Hit) -> bool:
        """Whether all of the other lies inside."""
        return self.start <= other.start and other.end <= self.end


def plain(text: str) -> str:
    """Lower case and half width, sign for sign: the result is as long as the text."""
    narrow = text.translate(_PLAIN)
    return "".join(low if len(low := sign.lower()) == 1 else sign for sign in narrow)


class Text:
    """`raw` as written, `plain` to look in. Readers take spans; later readers do not see them."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.plain = plain(raw)
        self._taken = bytearray(len(raw))
        self._whole = bytearray(len(raw))  # spans that no clause border can cut: addresses, quotes, numbers
        self._denied = bytearray(len(raw))
        self._named = bytearray(len(raw))
        self._alone: dict[Table, list[Hit]] = {}

    # Taking

    def take(self, start: int, end: int) -> None:
        """Mark as understood."""
        self._taken[start:end] = b"\1" * (end - start)

    def keep_whole(self, start: int, end: int) -> None:
        """No border of a clause or a sentence lies inside."""
        self._whole[start:end] = b"\1" * (end - start)
        self.__dict__.pop("clauses", None)
        self.__dict__.pop("sentences", None)

    def deny(self, start: int, end: int) -> None:
        """What is wished not to appear."""
        self._denied[start:end] = b"\1" * (end - start)

    def name(self, start: int, end: int) -> None:
        """A proper name: of its words only those for things and trades mean anything."""
        self._named[start:end] = b"\1" * (end - start)

    def free(self, start: int, end: int) -> bool:
        """Whether none of it has been taken."""
        return self._taken.find(1, start, end) < 0

    def denied(self, start: int, end: int) -> bool:
        """Whether some of it is wished not to appear."""
        return self._denied.find(1, start, end) >= 0

    def rest(self, start: int = 0, end: int | None = None) -> str:
        """What is left, lower case, with blanks for what was taken."""
        stop = len(self.raw) if end is None else end
        return "".join(" " if self._taken[i] else self.plain[i] for i in range(start, stop))

    def first_taken(self, start: int, end: int) -> int:
        """Where the first taken sign stands; `end` when there is none."""
        at = self._taken.find(1, start, end)
        return end if at < 0 else at

    # Looking

    def find(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches in what has not been taken."""
        for match in pattern.finditer(self.plain):
            if self.free(match.start(), match.end()):
                yield match

    def before(self, at: int, most: int) -> str:
        """At most `most` signs before a position, lower case."""
        return self.plain[max(0, at - most) : at]

    def after(self, at: int, most: int) -> str:
        """At most `most` signs from a position on, lower case."""
        return self.plain[at : at + most]

    def told(self, span: Span | Hit) -> str:
        """The words of a span, lower case."""
        return self.plain[span.start : span.end]

    def said(self, start: int, end: int) -> str:
        """The words as they were written."""
        return self.raw[start:end].strip()

    @cached_property
    def all_hits(self) -> tuple[Hit, ...]:
        """The lexicon's phrases, also those in taken spans."""
        return tuple(vocabulary().hits(self.plain))

    def hits(self, *tables: Table, span: Span | None = None) -> list[Hit]:
        """Phrases of these tables that are neither taken nor wished away, within `span` if given."""
        return [
            hit
            for hit in self.all_hits
            if any(table in hit.senses for table in tables)
            and (span is None or span.holds(hit))
            and self.free(hit.start, hit.end)
            and not self.denied(hit.start, hit.end)
            and (self._named.find(1, hit.start, hit.end) < 0 or not {"thing", "trade"}.isdisjoint(tables))
        ]

    def only(self, table: Table) -> list[Hit]:
        """Phrases of one table, found as if there were no other; not those taken or wished away."""
        if table not in self._alone:
            self._alone[table] = vocabulary().hits(self.plain, table)
        return [
            hit for hit in self._alone[table] if self.free(hit.start, hit.end) and not self.denied(hit.start, hit.end)
        ]

    # Parts

    @cached_property
    def clauses(self) -> tuple[Span, ...]:
        """Clauses in order, without the signs between them."""
        return self._parts(_CLAUSE_END)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences in order, without their full stops."""
        return self._parts(_SENTENCE_END)

    def clause_at(self, at: int) -> Span:
        """The clause that holds a position."""
        return next((c for c in self.clauses if at in c), Span(at, at))

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds a position."""
        return next((s for s in self.sentences if at in s), Span(at, at))

    def trimmed(self, start: int, end: int) -> Span:
        """The span without blanks at its ends."""
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def _parts(self, border: re.Pattern[str]) -> tuple[Span, ...]:
        found: list[Span] = []
        start = 0
        spaced = len(_SPACED.findall(self.plain)) >= _SPACED_LEAST
        for match in (_SPACED_BORDER if spaced and border is _CLAUSE_END else border).finditer(self.plain):
            if self._whole.find(1, match.start(), match.end()) >= 0 or not self._ends(match):
                continue
            found.append(self.trimmed(start, match.start()))
            start = match.end()
        found.append(self.trimmed(start, len(self.plain)))
        return tuple(span for span in found if span.end > span.start)

    def _ends(self, border: re.Match[str]) -> bool:
        """Not the full stop of "approx.", nor the mark after "Sale!" in the middle of a sentence."""
        if border.group() == ".":
            return _ABBREVIATION.search(self.plain, max(0, border.start() - 8), border.start()) is None
        return border.group() not in "\"”'" or self.raw[border.end() :].lstrip()[:1].isupper()
