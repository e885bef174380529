"""A server of the protocol, over the client. What only talkreel's own servers have is said to be missing elsewhere."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from talkreel import __version__
from talkreel.client import AsyncClient, Export, Patience, Place, Session, Told, Turn, told
from talkreel.client.shapes import count, mappings, values
from talkreel.errors import CreditsError, MissingError, NotFoundError, OutputError, UsageError
from talkreel.mcp.desk import Step, Tell, Wish
from talkreel.mcp.desks.answers import (
    comparison_of,
    draft_of,
    file_of,
    films_of,
    format_of,
    job_of,
    meant,
    named,
    price_of,
    project_of,
    receipt_of,
    versions_of,
)
from talkreel.mcp.handles import Handle, new
from talkreel.mcp.placing import placed
from talkreel.mcp.timelines import timeline_of
from talkreel.mcp.values import (
    Comparison,
    Credits,
    Info,
    Job,
    Link,
    Media,
    Project,
    Receipt,
    Timeline,
    Versions,
)
from talkreel.mcp.waiting import Calls
from talkreel.messages import say
from talkreel.wire.codes import NO_SESSION

Connect = Callable[[Place, Callable[[Told], None]], AsyncClient]
PATIENCE = Patience(silence_s=30.0, limited_s=5.0, most_limited_s=10.0, reconnect_s=1.0, longest_wait_s=5.0)
"""No call lasts long enough for the patience of a program that has all the time of the world."""

_POLL_S = 1.0
_LISTED = 20


def connect(place: Place, tell: Callable[[Told], None]) -> AsyncClient:
    """A client over the network. Whoever named the server has agreed that it is contacted."""
    return AsyncClient(place, tell=tell, patience=PATIENCE)


class ServedDesk:
    """The desk of a server. Each call has a client of its own, which tells how far it is to whoever made the call.

    `takes_paths`: whether this process is on the machine of whoever calls.
    """

    def __init__(
        self, place: Place, language: str = "en", connect: Connect = connect, *, takes_paths: bool = True
    ) -> None:
        self._language, self._connect = language, connect
        self.place = replace(place, language=language)
        self.takes_paths = takes_paths
        self.owner = hashlib.sha256(f"{place.api}\0{place.token}".encode()).hexdigest()
        self._calls = Calls()
        self._said = dict[str, str]()  # messages that may not have arrived

    async def info(self) -> Info:
        """The server, and what goes there."""
        async with self._client() as client:
            limits = await client.limits()
            listed = list[dict[str, Any]]()
            with suppress(NotFoundError):  # an addition of ours
                listed = mappings(await client.ask("GET", "/api/sessions"))
        say_ = self._say
        headers = ", ".join(f"{name}: {value}" for name, value in self.place.attribution.items())
        price = price_of(limits)
        return Info(
            version=__version__,
            works_on="a server",
            place=self.place.api,
            contacts=self.place.api,
            sends=[say_("mcp.sends_words"), say_("mcp.sends_files"), say_("mcp.sends_identity", headers=headers)],
            costs=say_("mcp.served_costs", price=price) if price else say_("mcp.served_costs_unknown"),
            projects=[project_of(one) for one in listed[:_LISTED]],
            limits={name: limits[name] for name in ("upload", "export", "links") if name in limits},
        )

    async def create(self, name: str, language: str) -> Project:
        """A new session."""
        async with self._client() as client:
            session = await client.begin(name, language)
        return Project(project=named(session.id), name=name)

    async def send(self, handle: Handle, words: str, most: int | None, wait_s: float, tell: Tell) -> Job:
        """Say something.

        Raises:
            CreditsError: it costs more than there is, or than was allowed.
            NotFoundError: there is no such session.
        """
        async with self._client(tell) as client:
            session = meant(handle.project)
            state = await client.state(session)  # or one that is gone would be replaced by a new one
            await self._afford(client, session, words, most)
            if not state.is_ours:
                return await self._heard_out(handle, words, wait_s, tell)
            self._said[str(handle)] = words
            turn = await client.say(session, words, handle.key, wait_s)
            return await self._became(client, handle, turn)

    async def _heard_out(self, handle: Handle, words: str, wait_s: float, tell: Tell) -> Job:
        """Another server cannot be asked for a message later: it is heard to its end here, whoever waits for it."""

        async def said(tell: Tell) -> Job:
            async with self._client(tell) as client:
                return await self._became(client, handle, await client.say(meant(handle.project), words, handle.key))

        if not self._calls.knows(self.owner, handle):
            self._calls.begin(self.owner, said, handle)
        return await self._calls.wait(self.owner, handle, wait_s, tell)

    async def _afford(self, client: AsyncClient, session: str, words: str, most: int | None) -> None:
        if most is None:
            return
        needed = await client.quote(session, words)
        if needed is not None and needed > most:
            raise CreditsError("error.mcp_costs", needed=needed, most=most)

    async def wait(self, handle: Handle, wait_s: float, tell: Tell) -> Job:
        """What became of a message or an export."""
        if self._calls.knows(self.owner, handle):
            return await self._calls.wait(self.owner, handle, wait_s, tell)
        async with self._client(tell) as client:
            if handle.kind == "export":
                return job_of(handle, await self._exported(client, handle, wait_s, tell))
            words, session = self._said.get(str(handle)), meant(handle.project)
            state = await client.state(session)
            if not state.is_ours:
                job = Job(job=str(handle), status="interrupted", project=handle.project, films=films_of(state))
                return job.model_copy(update={"reply": self._say("mcp.unheard", api=self.place.api)})
            if words is not None:
                # Said again under its key it is the same message, also when it had never arrived.
                turn = await client.say(session, words, handle.key, wait_s)
            else:
                turn = await client.follow(session, handle.key, limit_s=wait_s)
            return await self._became(client, handle, turn)

    async def _became(self, client: AsyncClient, handle: Handle, turn: Turn) -> Job:
        """A turn as a job."""
        job = Job(job=str(handle), status=turn.status, project=named(turn.session), reply=turn.reply)
        if turn.status == "running":
            return job
        self._said.pop(str(handle), None)
        receipt = receipt_of(turn.receipt) if turn.receipt else None
        films = values(turn.facts.get("exports"))
        state = turn.state or await client.state(turn.session)
        return job.model_copy(
            update={
                "receipt": receipt,
                "films": films_of(state),
                "charged": count(turn.facts["credits"]) if "credits" in turn.facts else None,
                "address": str(films[0]) if films else "",
            }
        )

    async def _exported(self, client: AsyncClient, handle: Handle, wait_s: float, tell: Tell) -> Export:
        """An export once it has ended, or as it is after so long."""
        loop = asyncio.get_running_loop()
        until = loop.time() + wait_s
        while True:
            export = await client.export_state(handle.key)
            tell(Step(self._say("stage.export"), float(export.percent)))
            left = until - loop.time()
            if export.has_ended or left <= 0:
                return export
            await asyncio.sleep(min(_POLL_S, left))

    async def timeline(self, project: str, film: str, whole: bool) -> Timeline:
        """The film as it stands."""
        async with self._client() as client:
            state = await client.state(meant(project))
        draft, films = draft_of(state, project, film), films_of(state)
        shown = next((f for f in films if f.film == str(draft.get("id", ""))), films[0] if films else None)
        return timeline_of(
            project,
            draft,
            state.canvas,
            film=shown.film if shown else "",
            summary=shown.summary if shown else "" if draft.get("t") else self._say("mcp.local_empty"),
            films=films,
            files=[file_of(file) for file in state.files],
            draft=draft if whole else None,
        )

    async def edit(
        self, project: str, film: str, operations: Sequence[dict[str, Any]], base: int, dry: bool
    ) -> Receipt:
        """Apply operations."""
        body = {"operations": list(operations), "base_revision": base, "dry_run": dry}
        async with self._client() as client:
            place = await self._film(client, project, film, "edit_timeline")
            return receipt_of(await client.ask("POST", f"{place}/operations", json=body))

    async def versions(self, project: str, film: str) -> Versions:
        """All versions."""
        async with self._client() as client:
            place = await self._film(client, project, film, "list_versions")
            return Versions(project=project, versions=versions_of(await client.ask("GET", f"{place}/versions")))

    async def restore(self, project: str, film: str, revision: int) -> Receipt:
        """Go to a version.

        Raises:
            NotFoundError: there is no such version.
        """
        async with self._client() as client:
            place = await self._film(client, project, film, "restore_version")
            known = versions_of(await client.ask("GET", f"{place}/versions"))
            if all(version.revision != revision for version in known):
                raise NotFoundError("error.version_unknown", version=revision)
            return receipt_of(await client.ask("POST", f"{place}/restore", json={"revision": revision}))

    async def compare(self, project: str, film: str, one: int, other: int) -> Comparison:
        """How two versions differ."""
        async with self._client() as client:
            place = await self._film(client, project, film, "compare_versions")
            if not (one and other):
                newest = versions_of(await client.ask("GET", f"{place}/versions"))[-1].revision
                one, other = one or newest, other or newest
            params = {"one": str(one), "other": str(other)}
            return comparison_of(project, one, other, await client.ask("GET", f"{place}/compare", params=params))

    async def upload(self, project: str, paths: Sequence[Path], urls: Sequence[str], tell: Tell) -> list[Media]:
        """Send files, or have the server fetch them."""
        async with self._client(tell) as client:
            taken = await client.upload(meant(project), list(paths), list(urls))
        return [file_of(one.facts) for one in taken]

    async def frame(self, project: str, film: str, at_ms: int, short_side: int, revision: int) -> bytes:
        """The frame at a time."""
        params = {"t": str(at_ms), "short_side": str(short_side), "revision": str(revision)}
        return await self._picture(project, film, "frame.jpg", params, "get_frame")

    async def sheet(self, project: str, film: str, width: int, revision: int) -> bytes:
        """A contact sheet."""
        params = {"width": str(width), "revision": str(revision)}
        return await self._picture(project, film, "sheet.jpg", params, "contact_sheet")

    async def _picture(self, project: str, film: str, name: str, params: dict[str, str], tool: str) -> bytes:
        async with self._client() as client:
            place = await self._film(client, project, film, tool)
            return await client.ask_bytes("GET", f"{place}/{name}", params)

    async def credits(self) -> Credits:
        """The account's balance, and the price list where the server has one."""
        async with self._client() as client:
            has, price = await client.credits(), price_of(await client.limits())
        costs = self._say("mcp.served_costs", price=price) if price else self._say("mcp.served_costs_unknown")
        return Credits(available=has.available, held=has.frozen, costs=costs)

    async def export(self, handle: Handle, film: str, wish: Wish) -> Job:
        """Ask for an export by a name of ours.

        Raises:
            UsageError: there is no film yet.
        """
        output: dict[str, Any] = {"format": wish.format, "quality": wish.quality}
        output |= {"resolution": wish.size} if wish.size else {}
        output |= {"fps": wish.fps} if wish.fps else {}
        async with self._client() as client:
            state = await client.state(meant(handle.project))
            if not state.can_export and not film:
                raise UsageError("error.mcp_no_film", project=handle.project)
            draft = draft_of(state, handle.project, film)
            begun = await client.export_begun(meant(handle.project), handle.key, draft, **output)
        return job_of(replace(handle, key=begun.id), begun)

    async def download(self, handle: Handle, folder: Path | None, tell: Tell) -> Job:
        """Fetch a finished film into a folder; without one, only its address.

        Raises:
            UsageError: it is not finished.
            OutputError: the folder cannot be written to.
        """
        async with self._client(tell) as client:
            export = await self._finished(client, handle)
            job = job_of(handle, export)
            if folder is None:
                return job
            name = str(export.facts.get("filename") or "film")
            ending = Path(export.url.partition("?")[0]).suffix or f".{format_of(export)}"
            part = folder / f".{new('call', '').key}.part"
            try:
                await client.download(export, part)
                to = await asyncio.to_thread(placed, part, folder, f"{Path(name).stem}{ending}", move=True)
            except OSError as cause:
                raise OutputError("error.output_write", path=str(folder), detail=str(cause)) from cause
            finally:
                part.unlink(missing_ok=True)
        return job.model_copy(update={"path": str(to), "bytes": to.stat().st_size})

    async def content(self, handle: Handle, most_bytes: int) -> bytes:
        """A finished film.

        Raises:
            UsageError: it is not finished, or too large.
        """
        async with self._client() as client:
            job = job_of(handle, await self._finished(client, handle))
            if job.bytes > most_bytes:
                raise UsageError("error.mcp_export_large", bytes=job.bytes, most=most_bytes)
            return await client.ask_bytes("GET", f"/api/render/proxy/lambda/{handle.key}/download")

    async def link(self, project: str) -> Link:
        """A link that opens the session in a browser."""
        async with self._client() as client:
            state = await client.state(meant(project))
            task = str(state.raw.get("task_id") or "")
            address = await client.link(Session(meant(project), task, state.bind))
        return Link(project=project, address=address, note=self._say("mcp.link_note"))

    async def close(self) -> None:
        """Hear no more of what runs elsewhere."""
        self._calls.close()

    async def _finished(self, client: AsyncClient, handle: Handle) -> Export:
        export = await client.export_state(handle.key) if handle.kind == "export" else None
        if export is None or export.status != "completed":
            raise UsageError("error.mcp_export_open", status=export.status if export else handle.kind)
        return export

    async def _film(self, client: AsyncClient, project: str, film: str, tool: str) -> str:
        """The address of a film on one of our own servers.

        Raises:
            MissingError: it is another server.
            NotFoundError: there is no such session or film.
        """
        state = await client.state(meant(project))
        if not state.is_ours:
            raise MissingError("error.mcp_not_ours", api=self.place.api, what=tool)
        id = str(draft_of(state, project, film).get("id") or "")
        if not id:
            raise NotFoundError("error.mcp_no_film", project=project)
        return f"/api/sessions/{quote(meant(project), safe='')}/drafts/{quote(id, safe='')}"

    @asynccontextmanager
    async def _client(self, tell: Tell | None = None) -> AsyncGenerator[AsyncClient]:
        """A client for one call.

        Raises:
            NotFoundError: the session is not there, or somebody else's.
        """

        def heard(news: Told) -> None:
            step = self._step(news)
            if tell is not None and step is not None:
                tell(step)

        try:
            async with self._connect(self.place, heard) as client:
                yield client
        except NotFoundError as error:
            if error.fields.get("number") == NO_SESSION:
                raise NotFoundError("error.mcp_session", api=self.place.api) from error
            raise

    def _step(self, news: Told) -> Step | None:
        match news:
            case told.Progress(_, percent, text):
                return Step(text, float(percent))
            case told.Sent(name, done, total) | told.Fetched(name, done, total):
                return Step(name, round(100 * done / total, 1) if total else None)
            case told.Reconnecting():
                return Step(self._say("mcp.reconnecting"))
            case _:
                return None

    def _say(self, code: str, **fields: object) -> str:
        return say(code, self._language, **fields)
