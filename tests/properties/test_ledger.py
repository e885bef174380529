"""The ledger does what a small model of it does (F14). `TALKREEL_SOAK=1` walks further."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.store import an_account

from talkreel.errors import ConflictError, CreditsError
from talkreel.store import audit, ledger
from talkreel.store.database import Database
from talkreel.store.ledger import Balance

_LONG = bool(os.environ.get("TALKREEL_SOAK"))
ACCOUNTS = st.integers(0, 2)
JOBS = st.sampled_from("abcdefgh")
NOTES = st.sampled_from("xyz")
AMOUNTS = st.integers(0, 30)


class Books(RuleBasedStateMachine):
    """Three accounts, a few jobs; what is done to the ledger is done to two dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.database = Database(f"sqlite:///{Path(self.folder.name)}/studio.db")
        self.database.upgrade()
        self.names = [an_account(self.database) for _ in range(3)]
        self.available, self.noted = [0, 0, 0], set[tuple[str, int, str]]()
        self.held, self.closed = dict[str, tuple[int, int]](), set[str]()
        self.at = 0

    @initialize()
    def begin(self) -> None:
        self.grant(0, 20, "w")

    @rule(account=ACCOUNTS, amount=st.integers(1, 30), note=NOTES)
    def grant(self, account: int, amount: int, note: str) -> None:
        fresh = ("grant", account, note) not in self.noted
        with self.database.writing() as connection:
            assert ledger.grant(connection, self.names[account], amount, note, self.at) == fresh
        self.noted.add(("grant", account, note))
        self.available[account] += amount * fresh

    @rule(account=ACCOUNTS, amount=AMOUNTS, note=NOTES)
    def expire(self, account: int, amount: int, note: str) -> None:
        fresh = ("expire", account, note) not in self.noted
        taken = min(amount, self.available[account]) * fresh
        with self.database.writing() as connection:
            assert ledger.expire(connection, self.names[account], amount, note, self.at) == taken
        self.noted.add(("expire", account, note))
        self.available[account] -= taken

    @rule(account=ACCOUNTS, job=JOBS, amount=AMOUNTS)
    def freeze(self, account: int, job: str, amount: int) -> None:
        try:
            with self.database.writing() as connection:
                ledger.freeze(connection, self.names[account], job, amount, self.at)
        except ConflictError:
            assert self.held[job][0] != account
        except CreditsError:
            assert job not in self.held
            assert self.available[account] < amount
        else:
            if job not in self.held:
                assert self.available[account] >= amount
                self.held[job] = (account, amount)
                self.available[account] -= amount
            assert self.held[job][0] == account

    @rule(job=JOBS, spent=st.none() | AMOUNTS)
    def settle(self, job: str, spent: int | None) -> None:
        with self.database.writing() as connection:
            assert ledger.settle(connection, job, self.at, spent) == self._open(job)
        self._close(job, spent)

    @rule(job=JOBS)
    def refund(self, job: str) -> None:
        with self.database.writing() as connection:
            assert ledger.refund(connection, job, self.at) == self._open(job)
        self._close(job, 0)

    @rule(job=JOBS, account=ACCOUNTS)
    def give_up(self, job: str, account: int) -> None:
        """A transaction that does not end well does nothing."""
        try:
            with self.database.writing() as connection:
                ledger.grant(connection, self.names[account], 7, "lost", self.at)
                ledger.refund(connection, job, self.at)
                raise InterruptedError
        except InterruptedError:
            pass

    def _open(self, job: str) -> bool:
        return job in self.held and job not in self.closed

    def _close(self, job: str, spent: int | None) -> None:
        if self._open(job):
            account, amount = self.held[job]
            self.available[account] += amount - min(amount, amount if spent is None else spent)
            self.closed.add(job)

    @invariant()
    def the_books_are_right(self) -> None:
        self.at += 1
        with self.database.reading() as connection:
            assert audit.verify(connection) == []
            for number, name in enumerate(self.names):
                frozen = sum(n for job, (who, n) in self.held.items() if who == number and job not in self.closed)
                assert ledger.balance(connection, name) == Balance(self.available[number], frozen)

    def teardown(self) -> None:
        self.database.close()
        self.folder.cleanup()


TestBooks = Books.TestCase
TestBooks.settings = settings(
    max_examples=100 if _LONG else 10, stateful_step_count=50 if _LONG else 30, deadline=None
)  # fmt: skip
