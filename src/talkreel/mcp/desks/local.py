"""Drafts in a folder, worked on in this process: no server, no account, no network, no cost.

A project is a draft of its name (`coffee` is `coffee.reel.json`); every draft of the folder is one, whoever made it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from talkreel import __version__
from talkreel.errors import ConflictError, NotFoundError, UsageError
from talkreel.mcp.desk import Step, Tell, Wish
from talkreel.mcp.desks.folder import Folder
from talkreel.mcp.desks.local_jobs import OWNER, LocalJobs
from talkreel.mcp.desks.place import Place
from talkreel.mcp.desks.records import Record, Records
from talkreel.mcp.handles import Handle, new
from talkreel.mcp.placing import placed
from talkreel.mcp.roots import Roots
from talkreel.mcp.timelines import timeline_of
from talkreel.mcp.values import (
    Comparison,
    Credits,
    Film,
    Info,
    Job,
    Link,
    Media,
    Project,
    Receipt,
    Timeline,
    Version,
    Versions,
)
from talkreel.messages import say
from talkreel.process.crew import Crew
from talkreel.process.fetching import fetch
from talkreel.process.work import Far
from talkreel.settings import settings

_PRELOADED = ("talkreel.mcp.desks.working", "talkreel.language.interpreters.rules", "talkreel.studio.hosted.previews")
_SPEAK, _OPERATE, _RESTORE, _LOOK, _VERSIONS, _COMPARE, _FRAME, _SHEET, _STUDY, _EXPORT = (
    Far(f"talkreel.mcp.desks.working:{name}")
    for name in ("speak", "operate", "restore", "look", "versions", "compare", "frame", "sheet", "study", "export")
)
_SOON, _LATER = 1, 9  # of a crew's calls: who looks must not wait for films that are written
_THREADS = 16
_FETCH_S = 300.0
_MEGABYTE = 1_000_000


def _unheard(step: Step) -> None:
    """Nobody waits."""


class LocalDesk:
    """The desk of a folder. `roots` are the folders whose files may be used."""

    owner = OWNER
    takes_paths = True

    def __init__(self, folder: Path, roots: Roots, language: str = "en", crew: Crew | None = None) -> None:
        """Make the folder where it is missing.

        Raises:
            OutputError: it cannot be written to.
        """
        self._records = Records(folder)
        self._roots, self._language = roots, language
        self._folder = Folder(self._records, roots.folders, language)
        self._jobs = LocalJobs(self._records, language, self._left_behind)
        self._crew = crew or Crew(max(1, min(2, settings().workers)), _PRELOADED, spare=1)
        self._crew.get_ready()
        self._threads = ThreadPoolExecutor(_THREADS, "talkreel-desk")
        self._turns = defaultdict[str, asyncio.Lock](asyncio.Lock)

    async def info(self) -> Info:
        """The folder, and what is in it."""
        return Info(
            version=__version__,
            works_on="local drafts",
            place=str(self._folder.path),
            costs=say("mcp.local_costs", self._language),
            projects=self._folder.projects(),
        )

    async def create(self, name: str, language: str) -> Project:
        """A new project."""
        return self._folder.create(name, language)

    async def send(self, handle: Handle, words: str, most: int | None, wait_s: float, tell: Tell) -> Job:
        """Say something. `most` is of no account: nothing costs anything.

        Raises:
            ConflictError: the key was used for other words.
            NotFoundError: there is no such project.
        """
        place = self._folder.project(handle.project)
        known = self._jobs.asked(handle)
        if known is None:
            before = (await self._work(_VERSIONS, place))[-1]["revision"] if place.path.exists() else 0
            asked = {"words": words, "revision": before}
            self._jobs.begin(handle, asked, partial(self._spoken, handle, words))
        elif (known["job"], known.get("words")) != (str(handle), words):
            raise ConflictError("error.key_used", key=handle.key)
        return await self._jobs.wait(handle, wait_s, tell)

    async def _spoken(self, handle: Handle, words: str, tell: Tell) -> Job:
        async with self._turns[handle.project]:
            begun = self._folder.begun(handle.project)
            files = [path for name in begun.files if (path := Path(name)).is_file()]
            place = self._folder.project(handle.project)
            told = await self._work(_SPEAK, place, words, files, begun.language, key=handle.project, tell=tell)
            if told.get("took"):
                self._records.keep_project(handle.project, begun.model_copy(update={"files": []}))
        jobs = [await self._exporting(handle.project, wish) for wish in told.pop("exports", [])]
        return Job(job=str(handle), status="done", project=handle.project, charged=0, jobs=jobs, **_known(told))

    async def _exporting(self, project: str, wish: dict[str, Any]) -> str:
        """An export that was asked for in words."""
        handle = new("export", project)
        await self.export(handle, "", Wish(wish["format"] or "mp4", size=wish["size"], fps=wish["fps"]))
        return str(handle)

    async def wait(self, handle: Handle, wait_s: float, tell: Tell) -> Job:
        """What became of a job, also of one that an earlier program began.

        Raises:
            NotFoundError: nobody knows it.
        """
        return await self._jobs.wait(handle, wait_s, tell)

    async def _left_behind(self, handle: Handle, record: Record) -> Job:
        """A job whose program has ended. Whether a message was kept before that, the history knows."""
        if handle.kind == "export":
            told = {"status": "interrupted", "reply": say("mcp.interrupted_export", self._language)}
        elif kept := await self._kept(handle.project, record.asked):
            told = {"status": "done", "reply": kept}
        else:
            told = {"status": "interrupted", "reply": say("mcp.interrupted", self._language)}
        return record.job.model_copy(update=told)

    async def _kept(self, project: str, asked: dict[str, Any]) -> str:
        """The reply of the version that the words made; empty: they made none."""
        try:
            made = await self._work(_VERSIONS, self._folder.project(project))
        except NotFoundError:
            return ""
        before = int(asked.get("revision", 0))
        since = [v for v in made if v["revision"] > before]
        if since and not before:  # a first message makes the first version, which has no words
            return str(since[0]["reply"] or say("mcp.recovered", self._language))
        return next((str(v["reply"]) for v in since if asked["words"] in v["words"]), "")

    async def timeline(self, project: str, film: str, whole: bool) -> Timeline:
        """The film as it stands; of a project without one, its files."""
        self._folder.project(project)
        begun = self._folder.begun(project)
        files = [Media(name=Path(name).name, address=Path(name).as_uri()) for name in begun.files]
        if not film and not self._folder.project(project).path.exists():
            said = say("mcp.local_empty", self._language)
            return Timeline(project=project, files=files, summary=said, next='send_message(text="...") makes the film.')
        told = await self._work(_LOOK, self._folder.film(project, film))
        found = Film(**told["film"])
        return timeline_of(
            project,
            told["draft"],
            told["canvas"],
            film=found.film,
            summary=found.summary,
            films=[found],
            files=files,
            draft=told["draft"] if whole else None,
        )

    async def edit(
        self, project: str, film: str, operations: Sequence[dict[str, Any]], base: int, dry: bool
    ) -> Receipt:
        """Apply operations."""
        place = self._folder.film(project, film)
        return Receipt(**await self._work(_OPERATE, place, list(operations), base, dry))

    async def versions(self, project: str, film: str) -> Versions:
        """All versions."""
        made = await self._work(_VERSIONS, self._folder.film(project, film))
        return Versions(project=project, versions=[Version(**version) for version in made])

    async def restore(self, project: str, film: str, revision: int) -> Receipt:
        """Go to a version."""
        return Receipt(**await self._work(_RESTORE, self._folder.film(project, film), revision))

    async def compare(self, project: str, film: str, one: int, other: int) -> Comparison:
        """How two versions differ."""
        told = await self._work(_COMPARE, self._folder.film(project, film), one, other)
        return Comparison(project=project, **told)

    async def upload(self, project: str, paths: Sequence[Path], urls: Sequence[str], tell: Tell) -> list[Media]:
        """Take files in where they lie; what comes from an address is put into the folder `media`."""
        self._folder.project(project)
        found = [*paths]
        for url in urls:
            tell(Step(url[:80]))
            found.append(await self._threaded(self._fetched, url))
        media = list[Media]()
        for path in found:
            told = await self._work(_STUDY, self._folder.project(project), path)
            media.append(Media(**told, address=path.as_uri()))
        begun = self._folder.begun(project)
        names = dict.fromkeys([*begun.files, *map(str, found)])
        self._records.keep_project(project, begun.model_copy(update={"files": [*names]}))
        return media

    def _fetched(self, url: str) -> Path:
        allow = frozenset(part for part in settings().fetch_allow.replace(" ", "").split(",") if part)
        got = fetch(url, self._records.incoming, settings().max_file_mb * _MEGABYTE, _FETCH_S, allow)
        return placed(got.path, self._folder.path / "media", got.filename, move=True)

    async def frame(self, project: str, film: str, at_ms: int, short_side: int, revision: int) -> bytes:
        """The frame at a time."""
        place = self._folder.film(project, film)
        return await self._work(_FRAME, place, at_ms, short_side, revision, key=place.path.name)

    async def sheet(self, project: str, film: str, width: int, revision: int) -> bytes:
        """A contact sheet."""
        place = self._folder.film(project, film)
        return await self._work(_SHEET, place, width, revision, key=place.path.name)

    async def credits(self) -> Credits:
        """Nothing costs anything."""
        return Credits(costs=say("mcp.local_costs", self._language))

    async def export(self, handle: Handle, film: str, wish: Wish) -> Job:
        """Begin to write a film as it is now.

        Raises:
            ConflictError: the key was used for another film.
        """
        place = self._folder.film(handle.project, film)
        known = self._jobs.asked(handle)
        if known is None:
            revision = (await self._work(_LOOK, place))["film"]["revision"]
            asked = {"film": place.path.name, "revision": revision, "wish": vars(wish)}
            self._jobs.begin(handle, asked, partial(self._exported, handle, place, revision, wish))
        elif (known.get("film"), known.get("wish")) != (place.path.name, vars(wish)):
            raise ConflictError("error.export_key", key=handle.key)
        return await self.wait(handle, 0, _unheard)

    async def _exported(self, handle: Handle, place: Place, revision: int, wish: Wish, tell: Tell) -> Job:
        to = self._records.export(handle.key, wish.format)
        told = await self._work(_EXPORT, place, revision, wish, to, tell=tell, priority=_LATER)
        reply = say("mcp.unmeasured", self._language, count=told["wrong"]) if told["wrong"] else ""
        return Job(
            job=str(handle), status="done", project=handle.project, percent=100, reply=reply, path=str(to),
            bytes=told["bytes"],
        )  # fmt: skip

    async def download(self, handle: Handle, folder: Path | None, tell: Tell) -> Job:
        """Copy a finished film into a folder."""
        source = await self._finished(handle)
        to = await self._threaded(placed, source, folder or self._folder.path, f"{handle.project}{source.suffix}")
        return Job(job=str(handle), status="done", project=handle.project, path=str(to), bytes=to.stat().st_size)

    async def content(self, handle: Handle, most_bytes: int) -> bytes:
        """A finished film.

        Raises:
            UsageError: it is too large.
        """
        path = await self._finished(handle)
        if path.stat().st_size > most_bytes:
            raise UsageError("error.mcp_export_large", bytes=path.stat().st_size, most=most_bytes)
        return await self._threaded(path.read_bytes)

    async def link(self, project: str) -> Link:
        """Where the draft lies."""
        path = self._folder.project(project).path
        said = say("mcp.local_link", self._language, path=str(path), name=path.name)
        return Link(project=project, address=path.as_uri(), note=said)

    async def close(self) -> None:
        """End all work; what was running is told as interrupted by whoever comes next."""
        self._jobs.close()
        self._crew.close()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._records.close()

    async def _finished(self, handle: Handle) -> Path:
        """Where a finished film lies.

        Raises:
            NotFoundError: it is gone.
            UsageError: it is not finished.
        """
        job = await self.wait(handle, 0, _unheard)
        if handle.kind != "export" or job.status != "done":
            raise UsageError("error.mcp_export_open", status=job.status)
        if not (path := Path(job.path)).is_file():
            raise NotFoundError("error.mcp_job_gone", job=str(handle))
        return path

    async def _work(
        self, work: Far, *arguments: Any, key: str = "", tell: Tell | None = None, priority: int = _SOON
    ) -> Any:
        """Have something done in a warm process."""
        call = partial(self._crew.call, work, *arguments, key=key, priority=priority)
        if tell is not None:
            loop = asyncio.get_running_loop()

            def heard(stage: str, part: float) -> None:
                loop.call_soon_threadsafe(tell, Step(say(f"stage.{stage}", self._language), round(part * 100, 1)))

            call = partial(call, progress=heard)
        return await self._threaded(call)

    async def _threaded(self, work: Any, *arguments: Any, **named: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._threads, partial(work, *arguments, **named))


def _known(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if name in Job.model_fields}
