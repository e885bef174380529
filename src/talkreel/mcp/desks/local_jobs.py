"""Jobs on a folder: begun in this program, remembered in files, told after it has ended."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from talkreel.errors import NotFoundError, TalkreelError
from talkreel.mcp.desk import Tell
from talkreel.mcp.desks.records import Record, Records
from talkreel.mcp.handles import Handle
from talkreel.mcp.telling import excuse
from talkreel.mcp.values import Job
from talkreel.mcp.waiting import Calls, Work

OWNER = "this machine"
_POLL_S = 0.5

LeftBehind = Callable[[Handle, Record], Awaitable[Job]]


class LocalJobs:
    """The jobs of a folder. `left_behind` says what became of one whose program has ended."""

    def __init__(self, records: Records, language: str, left_behind: LeftBehind) -> None:
        self._records, self._language, self._left_behind = records, language, left_behind
        self._calls = Calls()

    def asked(self, handle: Handle) -> dict[str, Any] | None:
        """What was asked under a key; None: it is new."""
        record = self._records.job(handle.key)
        return record.asked | {"job": record.job.job} if record else None

    def begin(self, handle: Handle, asked: dict[str, Any], work: Work) -> None:
        """Begin a job, and remember what becomes of it. One that fails is a job that failed, with why.

        Raises:
            OutputError: it cannot be remembered.
        """
        job = Job(job=str(handle), status="running", project=handle.project)
        record = Record(job=job, program=self._records.program, asked=asked)
        self._records.keep_job(handle.key, record)

        async def done(tell: Tell) -> Job:
            try:
                ended = await work(tell)
            except TalkreelError as error:
                ended = job.model_copy(update={"status": "failed", "reply": excuse(error, self._language)})
            self._records.keep_job(handle.key, record.model_copy(update={"job": ended}))
            return ended

        self._calls.begin(OWNER, done, handle)

    async def wait(self, handle: Handle, wait_s: float, tell: Tell) -> Job:
        """What became of a job: of this program, of another one on this folder, or of one that has ended.

        Raises:
            NotFoundError: nobody knows it.
        """
        with suppress(NotFoundError):
            return await self._calls.wait(OWNER, handle, wait_s, tell)
        until = asyncio.get_running_loop().time() + wait_s
        while True:
            record = self._records.job(handle.key)
            if record is None or record.job.job != str(handle):
                raise NotFoundError("error.mcp_job_gone", job=str(handle))
            if record.job.status != "running":
                return record.job
            if not self._records.is_alive(record.program):
                job = await self._left_behind(handle, record)
                self._records.keep_job(handle.key, record.model_copy(update={"job": job}))
                return job
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return record.job
            await asyncio.sleep(min(_POLL_S, left))

    def close(self) -> None:
        """Stop what runs; whoever comes next tells it as interrupted."""
        self._calls.close()
