"""What was said about a film and what became of it: lines that are only ever added, and what they amount to.

A *version* is a revision with its words. Undo and redo make new revisions with old content, so that numbers only grow
and two writers never mean different films by one number:

    revision   1       2     3     4     5     6
    way        opened  turn  turn  undo  undo  turn
    content    1       2     3     2     1     6          from the last, one can go back to 1, and no further
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from talkreel.language.interpreter import Focus, Question
from talkreel.model import Asset, Draft, Material
from talkreel.model.value import Strict

Way = Literal["opened", "turn", "undo", "redo"]


class Version(Strict):
    """A revision came to be. `content` is the revision whose film it shows: its own, or an earlier one's."""

    kind: Literal["version"] = "version"
    revision: int
    way: Way
    content: int
    digest: str  # of the film, whatever its revision
    words: str = ""
    reply: str = ""
    focus: Focus = Focus()
    at: str = ""  # when: UTC, ISO 8601


class Named(Strict):
    """A version was given a name; a name goes over from one version to another."""

    kind: Literal["named"] = "named"
    revision: int
    name: str


class Asked(Strict):
    """A question was asked about words and the files that came with them; what is said next answers it."""

    kind: Literal["asked"] = "asked"
    question: Question
    materials: tuple[Material, ...] = ()
    assets: dict[str, Asset] = Field(default_factory=dict[str, Asset])


class Dropped(Strict):
    """Something else was said: the question is no longer pending."""

    kind: Literal["dropped"] = "dropped"


Line = Annotated[Version | Named | Asked | Dropped, Field(discriminator="kind")]
LINE: TypeAdapter[Line] = TypeAdapter(Line)


@dataclass(frozen=True)
class History:
    """What the lines amount to.

    `past` are the contents that can be gone back through, the last is what the film is now; `future` those that were
    taken back, the last was taken back last. `damaged` lines could not be read and are left out.
    """

    lines: tuple[Line, ...] = ()
    versions: tuple[Version, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    past: tuple[int, ...] = ()
    future: tuple[int, ...] = ()
    pending: Asked | None = None
    damaged: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line], damaged: int = 0) -> History:
        """The history that the lines tell, oldest first."""
        lines = tuple(lines)
        versions, names, pending = list[Version](), dict[str, int](), None
        past, future = list[int](), list[int]()
        for line in lines:
            match line:
                case Version():
                    versions.append(line)
                    _go(line, past, future)
                    pending = None
                case Named():
                    names[line.name] = line.revision
                case Asked():
                    pending = line
                case Dropped():
                    pending = None
        return cls(lines, tuple(versions), tuple(names.items()), tuple(past), tuple(future), pending, damaged)

    def plus(self, line: Line) -> History:
        """The history with one more line."""
        return History.of((*self.lines, line), self.damaged)

    @property
    def head(self) -> Version | None:
        """The newest version; None before the first."""
        return self.versions[-1] if self.versions else None

    def version(self, revision: int) -> Version | None:
        """The version of that number."""
        return next((v for v in self.versions if v.revision == revision), None)

    def named(self, revision: int) -> tuple[str, ...]:
        """The names of a version."""
        return tuple(name for name, number in self.names if number == revision)

    def find(self, wanted: str) -> Version | None:
        """The version that a number or a name means: 1 and "" are the first, -1 the one before the film as it is now;
        a name in whatever case."""
        text = wanted.strip().casefold()
        if not self.versions:
            return None
        for name, revision in reversed(self.names):
            if name.strip().casefold() == text:
                return self.version(revision)
        if text.startswith("-") and text[1:].isdecimal():
            steps = int(text[1:]) + 1  # the last of `past` is the film as it is now
            return self.version(self.past[-steps]) if steps <= len(self.past) else self.versions[0]
        digits = text.removeprefix("v").removeprefix("#").strip()
        if digits.isdecimal():
            number = int(digits)
            return self.version(number) or (self.versions[0] if number <= 1 else None)
        return self.versions[0] if not text else None


def _go(version: Version, past: list[int], future: list[int]) -> None:
    """Let the past and the future of the lines before be those after `version`, even when some line was lost."""
    content = version.content
    if version.way == "undo" and content in past:
        while past[-1] != content:
            future.append(past.pop())
    elif version.way == "redo" and content in future:
        while past[-1:] != [content]:
            past.append(future.pop())
    else:
        past.append(content)
        future.clear()


def digest(draft: Draft) -> str:
    """A hash of the film, whatever its revision."""
    wire = draft.wire()
    wire.pop("rev", None)
    text = json.dumps(wire, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def now() -> str:
    """The time for a line: UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
