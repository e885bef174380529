"""What a clause is taken for: of all frames the one that leaves the fewest words over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pydantic import ValidationError

from talkreel.edit import named
from talkreel.edit.naming import short
from talkreel.errors import EditError
from talkreel.language.commands import FRAMES
from talkreel.language.commands.frame import Frame, Proposal, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Ask, Refuse
from talkreel.language.grammar.division import is_joint
from talkreel.language.grammar.token import Token
from talkreel.language.interpreter import Refusal
from talkreel.model import Draft, Note

REFUSED, ASKED, _UNREAD = 0.5, 0.3, 1.0
SLACK = 0.5  # of what may be left over
_CROWDED = 0.03
_ASKING = frozenset({"duration", "percent", "factor", "size", "rate", "ratio", "decibels", "quote"})
_WISHES = frozenset(
    {"comp", "hue", "filter", "trans", "look", "format", "move", "time", "weather", "ground", "spot", "prop"}
)


@dataclass(frozen=True)
class Reading:
    """What the best frame made of a clause. `cost` is the weight of what it left over, and of not being done."""

    cost: float
    name: str = ""  # of the frame
    proposal: Proposal | None = None
    refusal: Refuse | None = None
    question: Ask | None = None
    left: tuple[Token, ...] = ()

    def refused(self, clause: Clause) -> Refusal:
        """Why it comes to nothing."""
        if self.refusal is not None:
            return Refusal(clause.text, self.refusal.because, self.refusal.nearest)
        what = " ".join(t.text for t in self.left) or clause.text
        return Refusal(clause.text, note("refuse.not_understood", what=short(what)))


def read(clause: Clause) -> Reading:
    """What the frame that leaves least over makes of the clause."""
    best = Reading(clause.unread() + _UNREAD, left=clause.left())
    for frame in FRAMES:
        clause.used = set()
        if frame.applies(clause):
            reading = _tried(frame, clause)
            if reading is not None and reading.cost < best.cost - 1e-9:
                best = reading
            if best.cost == 0:
                break
    return best


def told(error: EditError, draft: Draft, language: str) -> Note:
    """An edit that the draft cannot take, as a note."""
    return Note(code=error.code, fields=named(error.fields, draft, language))


def _tried(frame: Frame, clause: Clause) -> Reading | None:
    try:
        proposal = frame.read(clause)
    except Refuse as refusal:
        return _refused(frame, clause, refusal)
    except Ask as question:
        return Reading(clause.unread() + ASKED, frame.name, question=question, left=clause.left())
    except EditError as error:
        return _refused(frame, clause, Refuse(told(error, clause.film.draft, clause.context.language)))
    except ValidationError:  # an amount that no request takes
        return _refused(frame, clause, Refuse(note("refuse.out_of_range")))
    if proposal is None:
        return None
    cost = clause.unread() + _CROWDED * _crowded(clause)
    passed = clause.adjuncts()[: frame.tolerates]
    if cost - len(passed) > SLACK:
        return Reading(cost + _UNREAD, left=clause.left())
    if passed:
        noted = note("assumed.passed_over", what=" ".join(passed))
        proposal = replace(proposal, assumed=(*proposal.assumed, noted))
    return Reading(cost, frame.name, proposal)


def _refused(frame: Frame, clause: Clause, refusal: Refuse) -> Reading:
    return Reading(clause.unread() + REFUSED, frame.name, refusal=refusal, left=clause.left())


def _crowded(clause: Clause) -> int:
    """How many joints of a clause have something asked on both sides: it had better be parted there, if it can."""
    joints = [i for i, t in enumerate(clause.tokens) if (t.kind == "mark" and t.text in ",，、;；") or is_joint(t)]
    verbs = [i for i in clause.used if "verb" in clause.tokens[i].senses]
    wishes = [i for i in clause.used if _wishes(clause.tokens[i])]

    def parts(j: int) -> bool:
        wished = any(i < j for i in wishes) and any(i > j for i in (*wishes, *verbs))
        return wished or (any(i < j for i in verbs) and any(i > j for i in verbs))

    return sum(parts(j) for j in joints)


def _wishes(token: Token) -> bool:
    """Whether a word says how something is to be, not of what."""
    return token.kind in _ASKING or any(tag in token.senses for tag in _WISHES)
