"""What a clause is read against, and how reading ends when it cannot go on."""

from __future__ import annotations

from dataclasses import dataclass, field

from talkreel.language.grammar.film import Film
from talkreel.language.interpreter import Focus
from talkreel.model import Material, Note


@dataclass(frozen=True)
class Context:
    """`film` is the film as the clauses before left it, `seen` as it was when the sentence was said: what is counted
    ("the second clip") is counted there, for it is what the speaker sees. `language` is that of the reply. `follows`:
    a clause of the same sentence has said what `focus` is; `told` are all that its clauses were about."""

    film: Film
    seen: Film
    focus: Focus = field(default_factory=Focus)
    materials: tuple[Material, ...] = ()
    language: str = "en"
    follows: bool = False
    told: tuple[str, ...] = ()


class Refuse(Exception):
    """It was understood and cannot be done: `because`, and the nearest thing that can."""

    def __init__(self, because: Note, nearest: Note | None = None) -> None:
        super().__init__(because.code)
        self.because, self.nearest = because, nearest


class Ask(Exception):
    """Two readings are possible; `choices` are the answers that settle it."""

    def __init__(self, note: Note, choices: tuple[str, ...] = ()) -> None:
        super().__init__(note.code)
        self.note, self.choices = note, choices


def refuse(code: str, nearest: Note | None = None, **fields: str | int | float) -> Refuse:
    """A refusal by its code of the catalogue."""
    return Refuse(Note(code=code, fields=fields), nearest)
