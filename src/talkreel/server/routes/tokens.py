"""Tokens: /api/auth/anonymous-token, /api/tokens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from pydantic import Field

from talkreel.server.addresses import client_address
from talkreel.server.answers import Answer, answer
from talkreel.server.app import host_of
from talkreel.server.callers import bearer, caller, forget_recent
from talkreel.store.tokens import TokenRow
from talkreel.studio.hosted import tokens
from talkreel.studio.hosted.callers import Caller

router = APIRouter(tags=["tokens"])
Who = Annotated[Caller, Depends(caller)]


@router.post("/api/auth/anonymous-token")
def anonymous_token(request: Request) -> Answer:
    """A token for the client id of the header X-Client-Id."""
    client = request.headers.get("x-client-id", "").strip()
    given = tokens.anonymous(host_of(request), client, client_address(request))
    told = {"token": given.token, "user_id": given.row.account, "expires_at": given.expires, "credits": given.credits}
    return answer(told, headers={"Cache-Control": "no-store"})


@router.get("/api/tokens")
def tokens_listed(request: Request, who: Who) -> Answer:
    """The account's tokens, without what is secret of them."""
    return answer({"tokens": [_told(row) for row in tokens.listed(host_of(request), who)]})


@router.post("/api/tokens")
def token_created(
    request: Request,
    who: Who,
    name: Annotated[str, Body(max_length=200)] = "",
    scopes: Annotated[list[Annotated[str, Field(max_length=40)]], Body(max_length=10)] = ["read"],  # noqa: B006 - FastAPI copies it
    expires_in_days: Annotated[int | None, Body()] = None,
) -> Answer:
    """A new token, shown this once."""
    given = tokens.create(host_of(request), who, name, scopes, expires_in_days, bearer(request))
    return answer({**_told(given.row), "token": given.token}, headers={"Cache-Control": "no-store"})


@router.post("/api/tokens/{token_id}/revoke")
def token_revoked(request: Request, who: Who, token_id: str) -> Answer:
    """Revoke a token."""
    tokens.revoke(host_of(request), who, token_id)
    forget_recent(request)
    return answer({"token_id": token_id, "revoked": True})


def _told(row: TokenRow) -> dict[str, object]:
    return {
        "id": row.id,
        "token_id": row.id,
        "name": row.name,
        "scopes": row.scopes.split(),
        "created_at": tokens.iso(row.created_at),
        "expires_at": tokens.iso(row.expires_at) or None,
        "revoked_at": tokens.iso(row.revoked_at) or None,
    }
