"""Files into a session, and films out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from talkreel.client.access import Access
from talkreel.client.effects import Answer, Flow, Lost, Request, Save, Tell, Wait
from talkreel.client.looking import state
from talkreel.client.refusals import code_of, data_of, refuse
from talkreel.client.shapes import mapping, mappings
from talkreel.client.told import Reconnecting
from talkreel.client.values import Export, Session, State, Upload
from talkreel.errors import NotFoundError, TalkreelError, UnavailableError, UsageError

_AGENT = "nemo_agent"
_TRIES = 3


def upload(access: Access, session: str, files: Sequence[Path], urls: Sequence[str]) -> Flow[tuple[Upload, ...]]:
    """Give a session files, and files that lie at addresses. After a lost answer the state says what has arrived.

    Raises:
        InputError: a file is of a kind that the server does not take, or too large.
        UnavailableError: the server does not answer.
    """
    path, done = f"/api/upload-video/{_AGENT}/me/{session}", list[Upload]()
    for file in files:
        request = access.request("POST", path, files=(file,))
        done += yield from _taken(access, session, request, file.name)
    if urls:
        request = access.request("POST", path, json={"urls": list(urls), "source_type": "url"})
        done += yield from _taken(access, session, request, "")
    return tuple(done)


def _taken(access: Access, session: str, request: Request, name: str) -> Flow[list[Upload]]:
    """One request; again after the network failed, unless the file turns out to be there.

    Raises:
        UnavailableError: the server does not answer.
    """
    before = Counter(_names((yield from state(access, session))))
    wait_s, tries = access.patience.reconnect_s, 0
    while True:
        tries += 1
        try:
            data = yield from access.data(request)
            return [_told(one) for one in mappings(mapping(data).get("files"))]
        except UnavailableError:
            if tries == _TRIES:
                raise
        yield Tell(Reconnecting(wait_s))
        yield Wait(wait_s)
        wait_s *= 2
        now = yield from state(access, session)
        if name and Counter(_names(now))[name] > before[name]:
            return [_told(next(one for one in reversed(now.files) if _name(one) == name))]


def _names(state: State) -> list[str]:
    return [_name(one) for one in state.files]


def _name(file: dict[str, Any]) -> str:
    return str(file.get("filename") or file.get("name") or "")


def _told(file: dict[str, Any]) -> Upload:
    return Upload(
        _name(file), str(file.get("file_type") or ""), str(file.get("cdn_url") or file.get("url") or ""), file
    )


def download(access: Access, export: Export, path: Path) -> Flow[Path]:
    """A film, written to a file whole or not at all: by its own address, and where that fails through the server.

    Raises:
        UsageError: the export has not ended well.
        NotFoundError: the film is gone.
        UnavailableError: it cannot be fetched.
        OutputError: the file cannot be written.
    """
    if export.status != "completed":
        raise UsageError("error.client_unfinished", id=export.id, status=export.status)
    id, refused = quote(export.id, safe=""), list[TalkreelError]()
    ways = [f"/api/render/proxy/{id}/download", f"/api/render/proxy/lambda/{id}/download"]
    for way in ([export.url] if export.url else []) + ways:
        url = urljoin(f"{access.place.api}/", way)
        try:
            return (yield from _fetched(access, url, path, authorised=way in ways))
        except (NotFoundError, UnavailableError, UsageError) as error:
            refused.append(error)
    raise refused[-1]


def _fetched(access: Access, url: str, path: Path, authorised: bool) -> Flow[Path]:
    """One way to a film, tried a few times.

    Raises:
        NotFoundError: there is no film at the end of it.
        UnavailableError: it breaks off each time.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        refuse(404, {"message": url[:200]}, access.place)
    wait_s, detail = access.patience.reconnect_s, ""
    for left in range(_TRIES, 0, -1):
        try:
            answer: Answer = yield from access.saved(Save(Request("GET", url, _PLAIN), path), authorised)
        except Lost as lost:
            detail = str(lost)
        else:
            if not answer.is_error:
                return path
            detail = f"HTTP {answer.status}"
            if answer.status < 500:
                data_of(Answer(answer.status, answer.headers, answer.content), access.place)
                break
        if left > 1:
            yield Tell(Reconnecting(wait_s))
            yield Wait(wait_s)
            wait_s *= 2
    raise UnavailableError("error.client_lost", api=access.place.api, detail=detail)


_PLAIN = {"Accept": "*/*"}


def link(access: Access, session: Session) -> Flow[str]:
    """A link that opens a session in a browser. It never has a token that could do more than that.

    Raises:
        TalkreelError: the session is not there.
    """
    body = {"session_id": session.id, "task_id": session.task}
    answer: Answer = yield from access.ask(access.request("POST", "/api/auth/claim-token", json=body), again=True)
    if answer.status not in (404, 405, 501) or code_of(answer) == 1002:
        data = mapping(data_of(answer, access.place))
        if data.get("url"):
            return str(data["url"])
        if data.get("claim_token"):
            return f"{access.place.web}/workspace/claim?ct={quote(str(data['claim_token']))}"
    place = access.place
    told = {"task": session.task, "session": session.id, "skill_name": place.skill, "skill_version": place.version}
    return f"{place.web}/workspace/claim?" + "&".join(
        f"{name}={quote(value, safe='')}" for name, value in {**told, "skill_source": place.platform}.items() if value
    )
