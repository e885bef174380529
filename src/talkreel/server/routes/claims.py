"""Claim tokens, and the links that open a session in a browser."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Depends, Request
from starlette.responses import RedirectResponse, Response

from talkreel.errors import AuthError, ForbiddenError, NotFoundError
from talkreel.server import cookies, page
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.callers import caller
from talkreel.studio.hosted import claims
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.claims import Opened
from talkreel.studio.hosted.host import Host

router = APIRouter(tags=["claims"])
Who = Annotated[Caller, Depends(caller)]
_NO_STORE = {"Cache-Control": "no-store"}


@router.post("/api/auth/claim-token")
def claim_token(
    request: Request,
    who: Who,
    session_id: Annotated[str, Body(max_length=64)],
    task_id: Annotated[str, Body(max_length=64)] = "",
) -> Answer:
    """A token that opens a session in a browser, and nothing else."""
    host = host_of(request)
    token = claims.claim_token(host, who, task_id, session_id)
    link = f"{host.address}/workspace/claim?ct={token}"
    return answer({"claim_token": token, "expires_in": claims.CLAIM_S, "url": link}, headers=_NO_STORE)


@router.post("/api/sessions/{sid}/link")
def link_set(request: Request, who: Who, sid: str, is_open: Annotated[bool, Body(alias="open", embed=True)]) -> Answer:
    """Say whether links to a session open it."""
    claims.set_link(host_of(request), who, sid, is_open=is_open)
    return answer({"session_id": sid, "open": is_open})


@router.get("/", include_in_schema=False)
def start_page(request: Request) -> Response:
    """Where a film begins in a browser."""
    return page.start(request)


@router.get("/pages/{name}", include_in_schema=False)
def page_part(request: Request, name: str) -> Response:
    """What the pages are made of: style, script, letters."""
    return page.part(request, name)


@router.get("/workspace/claim", include_in_schema=False)
def claim_page(
    request: Request, ct: str = "", token: str = "", nemo_token: str = "", task: str = "", session: str = ""
) -> Response:
    """A session in a browser. A token in the address is taken out of it at once."""
    return _opened(request, ct, token or nemo_token, task, session)


@router.get("/workspace/task/{task}", include_in_schema=False)
def task_page(request: Request, task: str, session: str = "", nemo_token: str = "", token: str = "") -> Response:
    """The same, by the forms that name the task in the path."""
    return _opened(request, "", token or nemo_token, task, session)


@router.get("/workspace/task/{task}/{session}", include_in_schema=False)
def task_session_page(request: Request, task: str, session: str, nemo_token: str = "", token: str = "") -> Response:
    """The same, with the session in the path, too."""
    return _opened(request, "", token or nemo_token, task, session)


@router.get("/task/{task}", include_in_schema=False)
def old_task_page(request: Request, task: str) -> Response:
    """The oldest form: for whoever is signed in, or has opened the session before."""
    return _opened(request, "", "", task, "")


@router.get("/register", include_in_schema=False)
def register_page(request: Request, bind: str = "") -> Response:
    """Where an anonymous account becomes one that a person signs in to."""
    return page.entrance(request, "register", bind=bind[:64])


@router.get("/sign-in", include_in_schema=False)
def sign_in_page(request: Request) -> Response:
    """Where a person signs in."""
    return page.entrance(request, "sign_in")


def _opened(request: Request, ct: str, token: str, task: str, session: str) -> Response:
    host, cookie = host_of(request), cookies.held(request)
    try:
        opened = _by(host, cookie, ct, token, task, session)
    except (AuthError, ForbiddenError, NotFoundError) as error:
        return page.refused(request, error)
    if ct or token:
        row = opened.session
        kept = {"session": row.id} | ({"draft": film} if (film := request.query_params.get("draft")) else {})
        sent: Response = RedirectResponse(f"/workspace/task/{row.task}?{urlencode(kept)}", 303, headers=_NO_STORE)
    else:
        sent = page.workspace(request, opened.session, opened.cookie or cookie)
    if opened.cookie:
        cookies.give(request, sent, opened.cookie)
    return sent


def _by(host: Host, cookie: str, ct: str, token: str, task: str, session: str) -> Opened:
    if ct:
        return claims.open_by_claim(host, cookie, ct)
    if token:
        return claims.open_by_token(host, cookie, token, session, task)
    return claims.open_by_id(host, cookie, session, task)
