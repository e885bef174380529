"""Accounts: register, sign in and out, the account itself, a copy of its data, its end."""

from __future__ import annotations

import os
import tempfile
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, RedirectResponse, Response

from talkreel.errors import TalkreelError
from talkreel.server import cookies, page
from talkreel.server.addresses import client_address
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.callers import caller, forget_recent, optional_caller
from talkreel.server.documented import gives
from talkreel.studio.hosted import accounts, claims, my_data, oidc
from talkreel.studio.hosted.callers import Caller

router = APIRouter(tags=["accounts"])
Who = Annotated[Caller, Depends(caller)]
Perhaps = Annotated[Caller | None, Depends(optional_caller)]
Words = Annotated[str, Body(max_length=2000)]
_PRIVATE = {"Cache-Control": "no-store"}


@router.post("/api/auth/register")
def registered(request: Request, who: Perhaps, email: Words, password: Words, bind: Words = "") -> Answer:
    """Make an account, or make one of the anonymous account `bind`, which keeps its id and all that it has."""
    host, cookie = host_of(request), cookies.held(request)
    account = accounts.register(host, email, password, client_address(request), bind, who, cookie)
    return _entered(request, account, cookie)


@router.post("/api/auth/sign-in")
def signed_in(request: Request, email: Words, password: Words) -> Answer:
    """Sign a browser in."""
    account = accounts.sign_in(host_of(request), email, password, client_address(request))
    return _entered(request, account, cookies.held(request))


@router.post("/api/auth/sign-out")
def signed_out(request: Request, who: Perhaps) -> Answer:
    """Sign a browser out."""
    del who  # whoever it is: the request came from our own page
    claims.leave(host_of(request), cookies.held(request))
    said = answer({"signed_out": True}, headers=_PRIVATE)
    cookies.take(request, said)
    return said


def _entered(request: Request, account: str, cookie: str) -> Answer:
    host = host_of(request)
    given = claims.enter(host, account, cookie)
    held = claims.browser(host, given)
    said = answer({"user_id": account, "csrf_token": held.csrf if held else ""}, headers=_PRIVATE)
    cookies.give(request, said, given)
    return said


@router.get("/api/auth/oidc", include_in_schema=False)
def oidc_begun(request: Request, who: Perhaps, back: str = "/", bind: str = "") -> Response:
    """Go and sign in at the other service."""
    try:
        address, flow = oidc.begin(host_of(request), back[:500], bind, who, cookies.held(request))
    except TalkreelError as error:
        return page.refused(request, error)
    sent = RedirectResponse(address, 303, headers=_PRIVATE)
    cookies.carry(request, sent, flow, oidc.FLOW_S)
    return sent


@router.get(oidc.CALLBACK, include_in_schema=False)
def oidc_ended(request: Request, state: str = "", code: str = "", error: str = "") -> Response:
    """Come back from there."""
    host = host_of(request)
    try:
        account, back = oidc.finish(host, request.cookies.get(cookies.FLOW, ""), state, code, error)
    except TalkreelError as refusal:
        return page.refused(request, refusal)
    sent = RedirectResponse(back, 303, headers=_PRIVATE)
    cookies.give(request, sent, claims.enter(host, account, cookies.held(request)))
    cookies.take(request, sent, cookies.FLOW)
    return sent


@router.get("/api/account")
def account(request: Request, who: Who) -> Answer:
    """Who the account is, what it has, and what of its limits is used."""
    return answer(accounts.describe(host_of(request), who), headers=_PRIVATE)


@router.get("/api/account/data", response_class=FileResponse, responses=gives("application/zip"))
def account_data(request: Request, who: Who) -> Response:
    """A zip file of all that the account has here."""
    host = host_of(request)
    folder = host.data / "cache"
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(".zip", "copy-", folder)
    os.close(handle)
    try:
        my_data.export_my_data(host, who, path)
    except BaseException:
        os.unlink(path)
        raise
    name = f"talkreel-{who.account}.zip"
    return FileResponse(
        path, media_type="application/zip", filename=name, headers=_PRIVATE, background=BackgroundTask(os.unlink, path)
    )


@router.delete("/api/account")
def account_deleted(
    request: Request, who: Who, password: Annotated[str, Body(max_length=2000)] = "", confirm: Words = ""
) -> Answer:
    """Close the account and delete all that it has here."""
    left = my_data.delete_my_data(host_of(request), who, password, confirm)
    forget_recent(request)
    said = answer({"deleted": True, "jobs_ending": left}, headers=_PRIVATE)
    cookies.take(request, said)
    return said
