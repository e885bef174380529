"""A turn, done whole in one process: what was said becomes another version of a film, or new films.

It may be begun again at any time by another process: nothing is kept before the last transaction, which keeps the
films, closes the credits and tells what was done, all or nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from talkreel.edit.naming import seconds
from talkreel.language.grammar.words import language_of
from talkreel.messages import say
from talkreel.model import PICTURE, SOUND, WORDS, Draft
from talkreel.model.request import ExportFilm, ShowCredits, Upload
from talkreel.render.progress import Progress, silent
from talkreel.settings import Settings
from talkreel.store import events, jobs, ledger
from talkreel.store import sessions as rows
from talkreel.store.rows import DraftRow, FileRow, JobRow, SessionRow, compact
from talkreel.studio.hosted import happenings
from talkreel.studio.hosted.addressing import without_file_names
from talkreel.studio.hosted.closing import Outcome, close, outcome_of
from talkreel.studio.hosted.credits import hold
from talkreel.studio.hosted.files import laid_out, lay_out_for
from talkreel.studio.hosted.host import Holdings, holdings_of
from talkreel.studio.hosted.planning import Plan, Planning, planned_for
from talkreel.studio.hosted.prices import cost_of, price_list
from talkreel.studio.hosted.stages import prepared
from talkreel.studio.journals.sql import SqlJournal
from talkreel.studio.shelf import shelved_in

if TYPE_CHECKING:
    from talkreel.store.database import Connection

_OTHERS = re.compile(
    r"\b(?:others?|rest|all|every|remaining|these|those)\b|其他|其它|其余|所有|全部|剩|这些", re.IGNORECASE
)
_TRIES = 4  # when others keep writing to the same film


def perform(settings: Settings, key: bytes, job_id: str, progress: Progress = silent) -> Outcome:
    """Do a turn. For a job that has ended nothing is done. What `progress` raises ends it.

    Raises:
        TalkreelError: it cannot be done; nothing was kept, and what is held stays held for whoever closes the job.
    """
    holdings = holdings_of(settings, key)
    with holdings.database.writing() as connection:
        at = holdings.database.now_ms(connection)
        job = jobs.begin(connection, job_id, at)
        session = rows.session(connection, job.session) if job else None
    if job is None or session is None:
        return Outcome(closed=True)
    if job.result:  # kept before, by somebody who could not say so any more
        return outcome_of(job.outcome)
    with shelved_in(holdings.data / "templates" / job.account):
        return _Performance(holdings, job, session, progress).run()


def quote(settings: Settings, key: bytes, account: str, session_id: str, words: str) -> dict[str, Any]:
    """What saying these words would cost, without saying them.

    Raises:
        TalkreelError: it could not be done.
    """
    holdings = holdings_of(settings, key)
    with shelved_in(holdings.data / "templates" / account):
        planned = planned_for(holdings, account, session_id, words, ())
    with holdings.database.reading() as connection:
        prices = price_list(connection, holdings.settings)
    picture_ms = _picture_ms(planned)
    return {"credits": cost_of(picture_ms, prices), "picture_seconds": picture_ms / 1000, "films": len(planned.plans)}


def _picture_ms(planned: Planning) -> int:
    return sum(plan.picture_ms for plan in planned.plans)


@dataclass
class _Performance:
    """A turn that is being done."""

    holdings: Holdings
    job: JobRow
    session: SessionRow
    watch: Progress
    calls: int = 0

    def run(self) -> Outcome:
        given = self._given()
        if not self.session.focus:  # a first film takes a moment to plan
            self._progress(language_of(str(self.job.asked["text"])), "plan", 0.0)
        planning = self._planned(given)
        self._hold(planning)
        for plan in planning.plans:
            if plan.changed:
                self._stages(plan)
        for _ in range(_TRIES):
            outcome = self._kept(planning, given)
            if outcome is not None:
                return outcome
            planning = self._planned(given)
        return self._told_busy(planning.language)

    def _given(self) -> list[FileRow]:
        """The files that are named, at any time; if none is, those that came since the last turn that took any."""
        with self.holdings.database.reading() as connection:
            found = rows.files_of(connection, self.session.id)
        words = str(self.job.asked["text"])
        named = [row for row in found if row.name.lower() in words.lower()]
        others = [row for row in found if not row.used and row not in named]
        return named if named and not _OTHERS.search(words) else named + others

    def _planned(self, given: Sequence[FileRow]) -> Planning:
        paths = laid_out(self.holdings, self.job.account, given)
        words = without_file_names(str(self.job.asked["text"]), [row.name for row in given])
        return planned_for(self.holdings, self.job.account, self.session.id, words, paths)

    def _hold(self, planning: Planning) -> None:
        """Hold what it costs before any work is done for it."""
        database = self.holdings.database
        with database.writing() as connection:
            cost = cost_of(_picture_ms(planning), price_list(connection, self.holdings.settings))
            if cost:
                jobs.quoted(connection, self.job.id, cost)
                hold(self.holdings, connection, self.job.account, self.job.id, cost, database.now_ms(connection))

    def _stages(self, plan: Plan) -> None:
        """What can be seen and heard of new shots is made: first the pictures, then music and titles."""
        if not plan.is_new_picture or (plan.turn is not None and not plan.picture_ms):
            return
        folder = lay_out_for(self.holdings, self.job.account, plan.after)
        pictures = {"shots": _shots(plan.after), "seconds": plan.after.duration_ms / 1000}
        with self._stage("generate_video", {"title": plan.after.meta.title}, pictures):
            prepared(plan.after, folder, "pictures", partial(self._progress, plan.language))
        sound = {"music": _music(plan.after), "titles": [s.text for s in plan.after.of_type(WORDS)][:12]}
        with self._stage("edit_multitrack", {"add": ["music", "titles"]}, sound):
            prepared(plan.after, folder, "sound", partial(self._progress, plan.language))

    def _stage(self, tool: str, arguments: dict[str, Any], result: dict[str, Any]) -> _Stage:
        self.calls += 1
        return _Stage(self._tell, tool, f"{self.job.id[-12:]}-{self.calls}", arguments, result)

    def _tell(self, *bodies: str) -> None:
        """Say something now, whatever becomes of the turn; begun again, it is said again."""
        database = self.holdings.database
        with database.writing() as connection:
            events.append(connection, self.session.id, self.job.id, bodies, database.now_ms(connection))

    def _progress(self, language: str, stage: str, part: float) -> None:
        self.watch(stage, part)
        percent = round(part * 100)
        text = say("turn.progress", language, stage=say(f"stage.{stage}", language), percent=percent)
        with self.holdings.database.writing() as connection:
            jobs.progressed(connection, self.job.id, stage, percent if stage == "sound" else percent // 2)
        self._tell(happenings.progress(stage, percent, text))

    def _kept(self, planning: Planning, given: Sequence[FileRow]) -> Outcome | None:
        """Keep everything in one transaction; None when a film is no longer what this was planned on."""
        database = self.holdings.database
        with database.writing() as connection:
            if jobs.is_stopping(connection, self.job.id):
                return Outcome(closed=False)
            at = database.now_ms(connection)
            told = list[tuple[DraftRow | None, str, dict[str, Any]]]()
            spent = 0
            for plan in planning.plans:
                row, receipt = self._keep_one(connection, plan, at)
                if receipt is None:
                    connection.rollback()
                    return None
                spent += plan.picture_ms
                told.append((row, receipt["reply"], receipt))
            # A text beside a film is told of once, or every later answer would tell of it again.
            used = [row.hash for row in given if planning.takes_files or row.kind == "document"]
            if used:
                rows.use_files(connection, self.session.id, used)
            prices = price_list(connection, self.holdings.settings)
            return self._ended(connection, planning, told, cost_of(spent, prices), at)

    def _keep_one(self, connection: Connection, plan: Plan, at: int) -> tuple[DraftRow | None, dict[str, Any] | None]:
        """Keep one film's part; its receipt as JSON, None when it was overtaken."""
        if plan.turn is None:
            row = rows.add_draft(connection, plan.after.id, self.session.id, at)
            journal = SqlJournal(self.holdings.database, row.id, plan.after, connection)
            with journal.alone():
                pass
            return row, plan.receipt.wire()
        journal = SqlJournal(self.holdings.database, plan.draft_id, connection=connection)
        turn = plan.talk(journal).kept(plan.turn)
        return None, turn.receipt.wire() if turn is not None else None

    def _ended(
        self,
        connection: Connection,
        planning: Planning,
        told: Sequence[tuple[DraftRow | None, str, dict[str, Any]]],
        cost: int,
        at: int,
    ) -> Outcome:
        """Close the turn; with exports to come it stays open until they are there."""
        ledger.settle(connection, self.job.id, at, cost)
        focus = next((row.id for row, _, _ in reversed(told) if row is not None), planning.focus)
        rows.change_session(connection, self.session.id, at, focus=focus)
        lines = [line for line in self._lines(connection, planning, told) if line]
        receipts = [receipt for _, _, receipt in told]
        facts: dict[str, Any] = {"credits": cost, **({"receipt": receipts[-1]} if receipts else {})}
        if len(receipts) > 1:
            facts["receipts"] = receipts
            facts["links"] = [self._link(row) for row, _, _ in told if row is not None]
        exports = tuple(_wish(request) | {"draft": focus} for request in planning.requests if _is_export(request))
        text = "\n".join(lines)
        if exports:
            outcome = Outcome(False, exports, text, planning.language, facts)
            jobs.note(connection, self.job.id, compact(asdict(outcome)))
            return outcome
        close(connection, self.session.id, self.job.id, text, facts, at)
        return Outcome(closed=True)

    def _lines(
        self, connection: Connection, planning: Planning, told: Sequence[tuple[DraftRow | None, str, dict[str, Any]]]
    ) -> list[str]:
        lines = [reply for _, reply, _ in told]
        if len(told) > 1:
            lines = [f"{n}. {reply}\n{self._link(row)}" for n, (row, reply, _) in enumerate(told, 1)]
        for request in planning.requests:
            if isinstance(request, ShowCredits):
                has = ledger.balance(connection, self.job.account)
                code = "turn.credits_held" if has.frozen else "turn.credits"
                lines.append(say(code, planning.language, available=has.available, frozen=has.frozen))
            elif isinstance(request, Upload):
                lines.append(say("turn.upload", planning.language))
        return [*planning.lines, *lines] or [say("talk.help", planning.language)]

    def _link(self, row: DraftRow | None) -> str:
        where = f"task={self.session.task}&session={self.session.id}"
        return f"{self.holdings.address}/workspace/claim?{where}" + (f"&draft={row.id}" if row else "")

    def _told_busy(self, language: str) -> Outcome:
        database = self.holdings.database
        with database.writing() as connection:
            at = database.now_ms(connection)
            ledger.refund(connection, self.job.id, at)
            close(connection, self.session.id, self.job.id, say("talk.busy", language), {}, at)
        return Outcome(closed=True)


@dataclass(frozen=True)
class _Stage:
    """A tool that is called, and what it gave back."""

    tell: Callable[..., None]
    tool: str
    call: str
    arguments: dict[str, Any]
    result: dict[str, Any]

    def __enter__(self) -> None:
        self.tell(happenings.began(self.tool, self.call, self.arguments))

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self.tell(happenings.ended(self.tool, self.call, {"status": "completed", **self.result}))


def _shots(draft: Draft) -> list[dict[str, Any]]:
    return [
        {
            "id": s.id,
            "name": s.name or (s.scene.kind if s.scene else ""),
            "start": s.start_ms,
            "duration": s.duration_ms,
        }
        for s in draft.of_type(PICTURE)
    ]


def _music(draft: Draft) -> list[str]:
    return [f"{s.music.style} ({seconds(s.duration_ms)} s)" for s in draft.of_type(SOUND) if s.music]


def _is_export(request: object) -> bool:
    return isinstance(request, ExportFilm)


def _wish(request: object) -> dict[str, Any]:
    assert isinstance(request, ExportFilm)
    return {"format": request.format, "size": request.size, "fps": request.fps}
