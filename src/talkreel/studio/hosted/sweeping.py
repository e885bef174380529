"""Putting right what was left undone, and deleting what is over.

    job without an order     the process died between writing the job down and ordering it: it is ordered now
    order over, job open     its body failed in a way that nobody foresaw: the job fails, and what it held is back

The engine may even lose its whole database: what is open in the tables is ordered again.
"""

from __future__ import annotations

import logging
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from talkreel.jobs.engine import EXPORT, GENERATION, Order
from talkreel.messages import sentence
from talkreel.store import jobs, ledger, links, sweeps, tries
from talkreel.store.rows import JobRow, compact
from talkreel.studio.hosted import carrying, exports, turns
from talkreel.studio.hosted.closing import close
from talkreel.studio.hosted.host import Holdings, Host

if TYPE_CHECKING:
    from talkreel.store.database import Connection

EVERY_S = 5.0
_SETTLING_MS = 5000  # a younger job may just be being ordered
_PAGE = 200
_DAY_MS = 86_400_000
_HOUR_MS = 3_600_000
_TRIES_MS = 7 * _DAY_MS
_PRIORITIES = {turns.KIND: GENERATION, exports.KIND: EXPORT}
_LOG = logging.getLogger("talkreel.sweeping")


@dataclass
class Swept:
    """What one sweep did, in numbers of jobs."""

    ordered: int = 0
    failed: int = 0


@dataclass
class Deleted:
    """What was over, in numbers."""

    films: int = 0
    answers: int = 0
    links: int = 0
    orders: int = 0
    accounts: int = 0


class Sweeper:
    """Sweeps for one process; of several, one at a time does it."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._after = ""  # where the next page begins

    def __call__(self) -> None:
        """Sweep, if it is this process's turn.

        Raises:
            UnavailableError: the database does not answer.
        """
        with self._host.database.writing() as connection:
            now = self._host.database.now_ms(connection)
            mine = sweeps.take_turn(connection, "sweep", now, round(EVERY_S * 900))
            tidy = mine and sweeps.take_turn(connection, "retention", now, _HOUR_MS)
        if mine:
            self.sweep()
        if tidy:
            done = retain(self._host)
            done.orders = forget_orders(self._host)
            _LOG.info("what is over was deleted", extra=vars(done))

    def sweep(self) -> Swept:
        """Look at a page of open jobs, and put right what is wrong with them.

        Raises:
            UnavailableError: the database does not answer.
        """
        host, swept = self._host, Swept()
        with host.database.reading() as connection:
            before = host.database.now_ms(connection) - _SETTLING_MS
            page = sweeps.open_jobs(connection, before, self._after, _PAGE)
        for job in page:
            state = host.engine.state(job.id)
            if state == "unknown":
                swept.ordered += self._order(job)
            elif state in ("ended", "failed", "cancelled"):
                swept.failed += self._fail(job)
        self._after = page[-1].id if len(page) == _PAGE else ""
        if swept.ordered or swept.failed:
            _LOG.warning("jobs were put right", extra=vars(swept))
        return swept

    def _order(self, job: JobRow) -> bool:
        """Order a job that nobody has ordered, once it is its turn."""
        with self._host.database.reading() as connection:
            now = jobs.get(connection, job.id)
            first = jobs.first_open(connection, job.session, job.kind)
        if now is None or not now.is_open or job.kind not in _PRIORITIES:
            return False
        if job.kind == turns.KIND and (first is None or first.id != job.id):
            return False
        order = Order(job.kind, job.id, {"job": job.id}, "", _PRIORITIES[job.kind], job.account)
        self._host.engine.submit(order)
        return True

    def _fail(self, job: JobRow) -> bool:
        """Fail a job whose order is over: nothing is charged, and that is said."""
        with self._host.database.writing() as connection:
            at = self._host.database.now_ms(connection)
            done = _failed(connection, job, at)
        self._host.woken()
        return done


def _failed(connection: Connection, job: JobRow, at: int) -> bool:
    ledger.refund(connection, job.id, at)
    text = sentence("error.job_lost", str(job.asked.get("language") or "en"), {})
    told = {"code": 500, "message": text}
    if job.kind == turns.KIND:
        return close(connection, job.session, job.id, text, {"code": 500}, at, "failed", told)
    return jobs.end(connection, job.id, "failed", at, error=compact(told))


def retain(holdings: Holdings) -> Deleted:
    """Delete what is older than the settings want it kept: films, links, answers, what is left of closed accounts.

    Raises:
        UnavailableError: the database or the object store does not answer.
    """
    from talkreel.studio.hosted.my_data import erase_closed

    done = Deleted()
    with holdings.database.reading() as connection:
        now = holdings.database.now_ms(connection)
    before = now - holdings.settings.keep_days * _DAY_MS
    done.films = _films(holdings, before)
    with holdings.database.writing() as connection:
        done.answers = sweeps.forget_answers(connection, before)
        done.links = links.sweep_links(connection, now)
        tries.sweep_tries(connection, now - _TRIES_MS)
    done.accounts = erase_closed(holdings)
    _scratch(holdings, now)
    return done


def _films(holdings: Holdings, before: int) -> int:
    """Delete exports: first the film, so that a row is there as long as a film is."""
    count = 0
    while True:
        with holdings.database.reading() as connection:
            page = sweeps.ended_jobs(connection, exports.KIND, before, _PAGE)
        if not page:
            break
        for job in page:
            holdings.objects.delete(exports.object_key(job))
        with holdings.database.writing() as connection:
            count += sweeps.forget_jobs(connection, [job.id for job in page])
    # What was written for a job that had ended meanwhile, and has no row; chunks that can be drawn again.
    for stored in [*holdings.objects.list("exports"), *holdings.objects.list(carrying.PREFIX)]:
        if stored.at < before:
            holdings.objects.delete(stored.key)
    return count


def _scratch(holdings: Holdings, now: int) -> None:
    """Delete what uploads and exports that were cut off have left on this machine, and old previews."""
    for folder, days in (("incoming", 1), ("cache/written", 1), ("cache/runs", holdings.settings.keep_days)):
        for path in (holdings.data / folder).glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime * 1000 < now - days * _DAY_MS:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def forget_orders(host: Host) -> int:
    """Let the engine forget what ended long ago; how many orders.

    Raises:
        UnavailableError: its database does not answer.
    """
    with host.database.reading() as connection:
        now = host.database.now_ms(connection)
    return host.engine.forget(now - host.settings.keep_days * _DAY_MS)
