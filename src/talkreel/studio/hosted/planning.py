"""What a turn would do to the films of a session; nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.edit import changes, untouched
from talkreel.errors import NotFoundError
from talkreel.language.grammar.words import language_of
from talkreel.language.interpreter import Interpretation, Utterance
from talkreel.language.interpreters import chosen
from talkreel.messages import say
from talkreel.model import Draft
from talkreel.model.receipt import Change, Receipt
from talkreel.model.request import Create, Help, Request, ShowCredits, ShowStatus, Upload
from talkreel.plan import summary
from talkreel.store import sessions as rows
from talkreel.store.ids import short_id
from talkreel.store.rows import DraftRow
from talkreel.studio import replies
from talkreel.studio.hosted.addressing import addressed, asks_which, is_greeting
from talkreel.studio.hosted.files import folder_of
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.prices import new_picture_ms
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.make import Planned, Wanted, plan_films
from talkreel.studio.talk import Talk
from talkreel.studio.turn import Turn

if TYPE_CHECKING:
    from talkreel.studio.journal import Journal

_ANSWERED_WITHOUT = (ShowCredits, ShowStatus, Help, Upload)  # no film is needed for these
_OF_A_FILM = frozenset({"undo", "redo", "versions", "confirm"})
_FRESH = frozenset({"create", "use_template", "regenerate"})  # what a turn can put in the place of a film


@dataclass(frozen=True)
class Plan:
    """What becomes of one film. `turn` is None where the film is new."""

    draft_id: str
    before: Draft | None
    after: Draft
    receipt: Receipt
    language: str
    turn: Turn | None = None
    asked: Talk | None = None

    @property
    def changed(self) -> bool:
        """Whether the film is another one."""
        return self.turn is None or self.turn.changed

    @property
    def is_new_picture(self) -> bool:
        """Whether pictures may be new: not where something that was there before came back."""
        if self.turn is None or self.turn.bench is None:
            return self.turn is None
        return self.turn.changed and self.turn.bench.whole in {"", *_FRESH}

    @property
    def picture_ms(self) -> int:
        """How much new picture it has. In a film that takes another's place all of it is."""
        if not self.is_new_picture:
            return 0
        whole = self.turn.bench.whole if self.turn and self.turn.bench else ""
        return new_picture_ms(None if whole == "create" else self.before, self.after)

    def talk(self, journal: Journal) -> Talk:
        """The talk that the turn belongs to, over another journal."""
        assert self.asked is not None
        return replace(self.asked, journal=journal)


@dataclass(frozen=True)
class Planning:
    """What a turn would do. `lines` are answers that belong to no film; `requests` are for whoever holds the talk."""

    language: str
    plans: tuple[Plan, ...] = ()
    requests: tuple[Request, ...] = ()
    lines: tuple[str, ...] = ()
    focus: str = ""
    takes_files: bool = False


def planned_for(holdings: Holdings, account: str, session: str, words: str, files: Sequence[Path]) -> Planning:
    """What these words, said in a session with these files, would do.

    Raises:
        UsageError: no film can be made from that.
        InputError: a file cannot be used.
        NotFoundError: something named is not there.
    """
    with holdings.database.reading() as connection:
        row = rows.session(connection, session)
        drafts = rows.drafts_of(connection, session)
    if row is None:
        raise NotFoundError("error.session_missing", session=session)
    focus, words, only_addressed = _addressed(words, drafts, row.focus)
    folder = folder_of(holdings, account)
    if focus is None:
        return _first(words, files, folder)
    journal = SqlJournal(holdings.database, focus.id)
    if only_addressed:
        return _shown(journal.standing().draft, focus)
    return _talked(journal, focus, words, files, folder)


def _addressed(words: str, drafts: Sequence[DraftRow], focus: str) -> tuple[DraftRow | None, str, bool]:
    """Which film is meant, what is said about it, and whether nothing is."""
    if not drafts:
        return None, words, False
    meant = next((draft for draft in drafts if draft.id == focus), drafts[-1])
    if asks_which(words):
        return meant, "", True
    if len(drafts) < 2:
        return meant, words, False
    place, rest = addressed(words, max(draft.position for draft in drafts))
    named = next((draft for draft in drafts if draft.position == place), None)
    return (named, rest, not rest) if named else (meant, words, False)


def _shown(draft: Draft, row: DraftRow) -> Planning:
    language = draft.meta.language
    line = say("turn.film", language, number=row.position, summary=summary(draft, language))
    return Planning(language, lines=(line,), focus=row.id)


def _first(words: str, files: Sequence[Path], folder: Path) -> Planning:
    """The first words of a session make its films; what needs no film is answered."""
    if is_greeting(words) and not files:
        language = language_of(words)
        return Planning(language, lines=(say("turn.greeting", language),))
    meant = chosen().interpret(Utterance(words, Draft()))
    asked = tuple(step.request for step in meant.steps)
    if asked and all(isinstance(request, _ANSWERED_WITHOUT) for request in asked):
        lines = [say("summary.empty", meant.language) for request in asked if isinstance(request, ShowStatus)]
        lines += [say("talk.help", meant.language) for request in asked if isinstance(request, Help)]
        return Planning(meant.language, requests=asked, lines=tuple(lines))
    if asked and all(request.kind == "export" for request in asked):
        return Planning(meant.language, lines=(say("turn.nothing_to_export", meant.language),))
    if asked and all(request.kind in _OF_A_FILM for request in asked):
        return Planning(meant.language, lines=(say("turn.no_film", meant.language),))
    return _made(words, files, folder)


def _made(words: str, files: Sequence[Path], folder: Path) -> Planning:
    films = plan_films(words, files, folder, Wanted())
    plans = tuple(_new(film) for film in films)
    return Planning(plans[0].language, plans, focus=plans[0].draft_id, takes_files=True)


def _new(film: Planned) -> Plan:
    """A film that was not there before."""
    language = film.brief.reply_language
    draft = film.draft.model_copy(update={"id": short_id("d"), "revision": 1})
    empty = Draft()
    found = changes(empty, draft, ())
    lines = [replies.made(draft, language), *(replies.noted(note, language) for note in film.notes)]
    receipt = Receipt(
        status="applied",
        reply="\n".join(lines),
        changes=tuple(Change.model_copy(change, update={"op": "create"}) for change in found),
        draft=draft,
        revision=1,
        untouched=untouched(empty, draft),
    )
    return Plan(draft.id, None, draft, receipt, language)


def _talked(journal: Journal, focus: DraftRow, words: str, files: Sequence[Path], folder: Path) -> Planning:
    standing = journal.standing()
    once = _Once()
    talk = Talk(journal, folder, once)
    turn = talk.plan(words, files)
    prompt = _several(once.meant)
    if prompt:
        films = plan_films(prompt, files, folder, Wanted())
        if len(films) > 1:  # beside the film that is there, not in its place
            plans = tuple(_new(film) for film in films)
            return Planning(turn.language, plans, focus=plans[0].draft_id, takes_files=True)
    plan = Plan(focus.id, standing.draft, turn.receipt.draft, turn.receipt, turn.language, turn, talk)
    takes = turn.changed or turn.question is not None
    return Planning(turn.language, (plan,), turn.requests, focus=focus.id, takes_files=takes)


def _several(meant: Interpretation | None) -> str:
    """The words, when all that is asked for is to make something new."""
    steps = meant.steps if meant else ()
    return steps[0].request.prompt if len(steps) == 1 and isinstance(steps[0].request, Create) else ""


class _Once:
    """The interpreter that the settings name; it remembers what it said last."""

    def __init__(self) -> None:
        self._asked, self.meant = chosen(), None

    meant: Interpretation | None

    def interpret(self, utterance: Utterance) -> Interpretation:
        """What the words ask for."""
        self.meant = self._asked.interpret(utterance)
        return self.meant
