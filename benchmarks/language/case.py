"""One utterance judged: its predicate on the film before and after, and on what was understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from expression import evaluate
from film import Film
from found_pictures import Pictures
from found_shots import Shots
from found_sounds import Sounds
from found_words import Words
from strays import Leave, strays
from values import Values

from talkreel.language.interpreter import Interpretation
from talkreel.model import Draft
from talkreel.model.operation import MatchGrading
from talkreel.model.request import Edit

Outcome = Literal["right", "missed", "partly", "wrong", "error"]
HARMLESS = {"edit", "help", "confirm"}


@dataclass(frozen=True)
class Verdict:
    """`missed`: nothing was done. `partly`: some was, and the rest refused. `wrong`: something else was done."""

    outcome: Outcome
    why: tuple[str, ...] = ()


class Case:
    """What the predicate is asked about."""

    def __init__(self, before: Draft, interpretation: Interpretation, touched: tuple[str, ...] = ()) -> None:
        self.before, self.after = Film(before), Film(interpretation.draft)
        self.told = interpretation
        self.leave = Leave()
        self._touched = touched

    def judge(self, wanted: str) -> Verdict:
        """Whether what was wanted came about, and nothing else.

        Raises:
            ExpressionError: the predicate cannot be read.
        """
        holds = evaluate(wanted, self._names())
        other = [*strays(self.before, self.after, self.leave), *self._asides()]
        if holds and not other:
            return Verdict("right")
        if not self.acted:
            return Verdict("missed", ("nothing was done", *other))
        owned = bool(self.told.refusals or self.told.question)
        strayed = [why for why in other if why not in ("a refusal", "a question")]
        why = (*(() if holds else ("not what was wanted",)), *other)
        return Verdict("partly" if owned and not strayed else "wrong", why)

    @property
    def changed(self) -> bool:
        """Whether the film is another one."""
        draft = self.told.draft
        return draft.model_copy(update={"revision": self.before.draft.revision}) != self.before.draft

    @property
    def acted(self) -> bool:
        """Whether the film changed, or something else would be done."""
        return self.changed or any(step.request.kind not in HARMLESS for step in self.told.steps)

    def _asides(self) -> list[str]:
        kinds = {step.request.kind for step in self.told.steps} - HARMLESS - self.leave.requests
        asides = [f"asks to {kind}" for kind in sorted(kinds)]
        asides += ["a refusal"] * (bool(self.told.refusals) and not self.leave.refusals)
        return asides + ["a question"] * (self.told.question is not None and not self.leave.question)

    def _names(self) -> dict[str, object]:
        names = _functions(Values(self.after, self.leave))
        for finding in (Shots, Words, Sounds, Pictures):
            names |= _functions(finding(self.before, self.after, self.leave))
        names |= {"was": Values(self.before, None), "asks": self._asks, "matched": self._matched, "shown": self._shown}
        names |= {name: name for name in self.before.segments}
        names["it"] = tuple(self._touched)
        names["new_shots"] = tuple(s.id for s in self.after.shots if s.id not in self.before.segments)
        names |= {f"all_{group}": ids for group, ids in self._groups().items()}
        names |= {"declined": self._declined, "refused": self._refused, "unchanged": self._unchanged}
        return names

    def _groups(self) -> dict[str, tuple[str, ...]]:
        film = self.before
        groups = ("shots", "layers", "words", "captions", "voices", "effects", "music", "sounds")
        found = {name: tuple(s.id for s in getattr(film, name)) for name in groups}
        roles = ("title", "item", "lower_third", "cta")
        found |= {f"{role}s": tuple(s.id for s in film.words if s.role == role) for role in roles}
        return found | {"joins": found["shots"][1:], "free": tuple(s.id for s in film.shots if not s.locked)}

    def _asks(self, kind: str, **fields: object) -> bool:
        """Whether a step asks for that; strings compare without case, a tuple lists what will do."""
        self.leave.requests.add(kind)
        steps = [step.request for step in self.told.steps if step.request.kind == kind]
        return any(all(_fits(getattr(r, name), value) for name, value in fields.items()) for r in steps)

    def _matched(self, name: str, like: str) -> bool:
        """Whether it is to be graded like another one; what that means is measured on the pictures, later."""
        self.leave.give(name, "gr", "sc.tone")
        edits = [step.request for step in self.told.steps if isinstance(step.request, Edit)]
        matches = [o for edit in edits for o in edit.operations if isinstance(o, MatchGrading)]
        return any((match.id, match.like) == (name, like) for match in matches)

    def _declined(self) -> bool:
        """Whether it was refused, asked about, or answered with what can be said: nothing was done."""
        self.leave.refusals = self.leave.question = True
        return not self.acted

    def _refused(self) -> bool:
        """Whether a part of it was refused."""
        self.leave.refusals = True
        return bool(self.told.refusals)

    def _shown(self) -> bool:
        """Whether the state of the film is told."""
        return self._asks("status")

    def _unchanged(self) -> bool:
        return not self.changed


def _functions(holder: object) -> dict[str, object]:
    return {name: getattr(holder, name) for name in dir(holder) if not name.startswith("_")}


def _fits(value: object, wanted: object) -> bool:
    if isinstance(wanted, tuple):
        return any(_fits(value, each) for each in cast(tuple[object, ...], wanted))
    if isinstance(wanted, str):
        return str(value).casefold().strip(" .\"'“”") == wanted.casefold()
    return value == wanted
