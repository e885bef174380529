"""Signing in by another service: OpenID Connect, the authorization code flow with PKCE.

What must be known again when the browser comes back (state, nonce, verifier) it carries itself, in a signed cookie of
ten minutes; nothing is kept here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import httpx

from talkreel.errors import ForbiddenError, MissingError, UnavailableError
from talkreel.store import accounts as rows
from talkreel.studio.hosted import accounts
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.signing import now_s, text_code

FLOW_S = 600
CALLBACK = "/api/auth/oidc/callback"
_TIMEOUT_S = 10.0
_LEEWAY_S = 60
_MOST = 1_000_000
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]


@dataclass(frozen=True)
class Flow:
    """A sign-in that has begun. `back` is the path to go to afterwards, `bind` the anonymous account to register."""

    state: str
    nonce: str
    verifier: str
    back: str
    bind: str
    expires: int


def begin(holdings: Holdings, back: str, bind: str, caller: Caller | None, cookie: str) -> tuple[str, str]:
    """Where to send the browser, and the cookie that it carries meanwhile.

    Raises:
        ForbiddenError: who asks does not hold the account to bind.
        MissingError: no service is set.
        UnavailableError: the service does not answer.
    """
    accounts.may_bind(holdings, bind, caller, cookie)
    service = _discovered(holdings)
    expires = int(now_s(holdings)) + FLOW_S
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    flow = Flow(state, nonce, verifier, _local(back), bind, expires)
    challenge = _words(hashlib.sha256(flow.verifier.encode()).digest())
    asked = {
        "response_type": "code",
        "client_id": holdings.settings.oidc_client_id,
        "redirect_uri": holdings.address + CALLBACK,
        "scope": "openid email",
        "state": flow.state,
        "nonce": flow.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    at = service["authorization_endpoint"]
    return f"{at}{'&' if '?' in at else '?'}{urlencode(asked)}", _carried(holdings, flow)


def finish(holdings: Holdings, carried: str, state: str, grant: str, error: str) -> tuple[str, str]:
    """The account of whoever comes back from the service, and the path to go to.

    Raises:
        ForbiddenError: the service refused, or this is not the browser that began, or its token does not hold.
        UnavailableError: the service does not answer.
    """
    flow = _flow(holdings, carried)
    if flow is None or not hmac.compare_digest(flow.state.encode(), state.encode("utf-8", "replace")):
        raise ForbiddenError("error.oidc_refused", detail="state")
    if error or not grant:
        raise ForbiddenError("error.oidc_refused", detail=(error or "code")[:80])
    service = _discovered(holdings)
    claims = _checked(holdings, service, _exchanged(holdings, service, grant, flow.verifier), flow.nonce)
    return _account(holdings, claims, flow.bind), flow.back


def _account(holdings: Holdings, claims: dict[str, Any], bind: str) -> str:
    """The account of somebody whom the service knows: the one that they had, or the one to bind, or a new one.

    Raises:
        ForbiddenError: nobody is called so.
    """
    subject = f"{claims['iss']} {claims['sub']}"
    if len(subject) > 512 or not subject.isprintable():
        raise ForbiddenError("error.oidc_refused", detail="sub")
    with holdings.database.writing() as connection:
        rows.alone(connection, f"subject {subject}")
        found = rows.account_of_subject(connection, subject)
        if found is not None:
            return found.id
        kept = rows.account(connection, bind) if bind else None
        return accounts.settle(holdings, connection, bind if kept and kept.kind == "anonymous" else "", subject=subject)


def _checked(holdings: Holdings, service: dict[str, Any], token: str, nonce: str) -> dict[str, Any]:
    """What an ID token says, after OpenID Connect Core 3.1.3.7.

    Raises:
        ForbiddenError: it is not the issuer's, not for us, not for this sign-in, or has ended.
        UnavailableError: the service does not answer.
    """
    import jwt

    client = holdings.settings.oidc_client_id
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in _ALGORITHMS:
            raise ForbiddenError("error.oidc_refused", detail="alg")
        keys = jwt.PyJWKSet.from_dict(_json(holdings, "GET", service["jwks_uri"])).keys
        fitting = [key for key in keys if header.get("kid") in {None, key.key_id}]
        if not fitting:
            raise ForbiddenError("error.oidc_refused", detail="kid")
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=_ALGORITHMS,
            audience=client,
            issuer=service["issuer"],
            leeway=_LEEWAY_S,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as cause:
        raise ForbiddenError("error.oidc_refused", detail=type(cause).__name__) from cause
    for_us_alone = claims["aud"] in (client, [client])
    if claims.get("azp", client if for_us_alone else None) != client:
        raise ForbiddenError("error.oidc_refused", detail="azp")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise ForbiddenError("error.oidc_refused", detail="nonce")
    return claims


def _exchanged(holdings: Holdings, service: dict[str, Any], grant: str, verifier: str) -> str:
    settings = holdings.settings
    form = {
        "grant_type": "authorization_code",
        "code": grant,
        "redirect_uri": holdings.address + CALLBACK,
        "client_id": settings.oidc_client_id,
        "code_verifier": verifier,
    }
    secret = settings.oidc_client_secret.get_secret_value()
    form |= {"client_secret": secret} if secret else {}
    token = _json(holdings, "POST", service["token_endpoint"], data=form).get("id_token")
    if not isinstance(token, str):
        raise ForbiddenError("error.oidc_refused", detail="id_token")
    return token


def _discovered(holdings: Holdings) -> dict[str, Any]:
    issuer = holdings.settings.oidc_issuer.rstrip("/")
    if not issuer:
        raise MissingError("error.oidc_off")
    service = _json(holdings, "GET", f"{issuer}/.well-known/openid-configuration")
    needed = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
    if any(not isinstance(service.get(name), str) for name in needed) or service["issuer"].rstrip("/") != issuer:
        raise UnavailableError("error.oidc_away", issuer=issuer, detail="openid-configuration")
    return service


def _json(holdings: Holdings, method: str, address: str, data: dict[str, str] | None = None) -> dict[str, Any]:
    issuer = holdings.settings.oidc_issuer
    try:
        answer = httpx.request(method, address, data=data, timeout=_TIMEOUT_S, headers={"Accept": "application/json"})
        if answer.status_code in {400, 401}:
            raise ForbiddenError("error.oidc_refused", detail=f"HTTP {answer.status_code}")
        answer.raise_for_status()
        value = answer.json() if len(answer.content) < _MOST else None
    except (httpx.HTTPError, ValueError) as cause:
        raise UnavailableError("error.oidc_away", issuer=issuer, detail=type(cause).__name__) from cause
    if not isinstance(value, dict):
        raise UnavailableError("error.oidc_away", issuer=issuer, detail="JSON")
    return value  # pyright: ignore[reportUnknownVariableType] - whatever JSON holds


def _carried(holdings: Holdings, flow: Flow) -> str:
    body = _words(json.dumps(asdict(flow)).encode())
    return f"{body}.{text_code(holdings, 'flow', body)}"


def _flow(holdings: Holdings, carried: str) -> Flow | None:
    body, _, signature = carried.partition(".")
    if not body or not hmac.compare_digest(signature.encode(), text_code(holdings, "flow", body).encode()):
        return None
    flow = Flow(**json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4))))
    return flow if now_s(holdings) < flow.expires else None


def _local(path: str) -> str:
    """A path of this server, and nothing that leads elsewhere."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if fine else "/"


def _words(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
