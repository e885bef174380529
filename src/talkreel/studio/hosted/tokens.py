"""Tokens: how a program comes in.

An anonymous token is derived from the client id that it is given to, so that whoever repeats a client id nobody
guesses (a UUID) gets the same token again, though only its hash is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hmac import compare_digest
from ipaddress import ip_address, ip_network
from uuid import UUID

from talkreel.errors import AuthError, ForbiddenError, LimitError, NotFoundError, UsageError
from talkreel.store import accounts as people
from talkreel.store import ids, ledger
from talkreel.store import tokens as rows
from talkreel.store.database import Connection
from talkreel.store.tokens import TokenRow
from talkreel.studio.hosted.callers import SCOPES, Caller
from talkreel.studio.hosted.host import Holdings
from talkreel.studio.hosted.signing import code, text_code

PREFIX = "nmv_usr"
ANONYMOUS_SCOPES = "read write upload render"
GRANT = "anonymous"
_DAY_MS = 86_400_000
_ID = re.compile(r"[\w.-]{1,64}", re.ASCII)
_MAX_CLIENT, _MAX_NAME, _MAX_DAYS, _MAX_TOKENS = 64, 200, 3650, 200


@dataclass(frozen=True)
class Given:
    """A token as it is given out, once; `expires_at` is ms since 1970, None is never."""

    token: str
    row: TokenRow
    credits: int = 0

    @property
    def expires(self) -> str:
        """When it ends, ISO 8601 in UTC; empty is never."""
        return iso(self.row.expires_at)


def iso(at: int | None) -> str:
    """A time as the protocol writes it; empty for None."""
    return datetime.fromtimestamp(at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else ""


def anonymous(host: Holdings, client: str, address: str) -> Given:
    """The token of a client id: its own again, or a new one for the account it had, or one for a new account.

    Raises:
        ForbiddenError: the client id can be guessed, and its account has been registered.
        LimitError: this client id, or this network address, has had its tokens.
        UsageError: the client id is missing or too long.
    """
    if not client or len(client) > _MAX_CLIENT:
        raise UsageError("error.client_id", most=_MAX_CLIENT)
    owner = code(host, "client", client).hex()
    place = code(host, "address", network(address)).hex()
    with host.database.writing() as connection:
        people.alone(connection, owner, place)
        now = host.database.now_ms(connection)
        past = rows.tokens_of_client(connection, owner)
        newest = past[0] if past else None
        if newest is not None and newest.is_live(now) and is_uuid(client):
            return Given(_derived(host, client, newest.id), newest, _credits(connection, newest.account))
        _within(host, connection, past, place, now)
        account = _account(host, connection, client, newest, now)
        row = _row(account, now, now + host.settings.token_days * _DAY_MS, ANONYMOUS_SCOPES)
        token = _derived(host, client, row.id)
        row = replace(row, hash=ids.hashed(token), client=owner, address=place)
        rows.add_token(connection, row)
        return Given(token, row, _credits(connection, account))


def is_id(text: str) -> bool:
    """Whether something can be the id of anything here; what cannot is not looked up: no database takes every text."""
    return bool(_ID.fullmatch(text))


def is_uuid(client: str) -> bool:
    """Whether a client id is a random UUID, which nobody else has."""
    try:
        return UUID(client).version == 4 and client.lower() == str(UUID(client))
    except ValueError:
        return False


def _within(host: Holdings, connection: Connection, past: Sequence[TokenRow], place: str, now: int) -> None:
    window = host.settings.token_days * _DAY_MS
    here = rows.tokens_of_address(connection, place, now - window)
    recent = [row for row in past if row.created_at > now - window]
    for found, most, sentence in (
        (recent, host.settings.tokens_per_client, "error.tokens_of_client"),
        (here, host.settings.tokens_per_address, "error.tokens_of_address"),
    ):
        if len(found) >= most:
            wait = max(1, -(-(found[most - 1].created_at + window - now) // 1000))
            raise LimitError(sentence, most=most, days=host.settings.token_days, retry_after_s=wait)


def _account(host: Holdings, connection: Connection, client: str, newest: TokenRow | None, now: int) -> str:
    known = people.account(connection, newest.account) if newest else None
    if known is not None:
        if known.kind != "anonymous" and not is_uuid(client):
            raise ForbiddenError("error.client_registered")
        return known.id
    account = ids.short_id("anon")
    people.add_account(connection, account, "anonymous", now)
    if host.settings.grant_credits:
        ledger.grant(connection, account, host.settings.grant_credits, GRANT, now)
    return account


def _credits(connection: Connection, account: str) -> int:
    return ledger.balance(connection, account).available


def _derived(host: Holdings, client: str, id: str) -> str:
    return f"{PREFIX}_{text_code(host, 'token', client, id)}"


def network(address: str) -> str:
    """What counts as one address: of IPv6, the /64 that one subscriber has."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 6:
        return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))
    return str(found)


def identify(host: Holdings, token: str) -> Caller:
    """Whose token it is. Every refusal reads alike.

    Raises:
        AuthError: nobody's: wrong, expired, revoked, or of an account that is closed.
    """
    hash = ids.hashed(token)
    with host.database.reading() as connection:
        found = rows.token_of_hash(connection, hash)
        live = found is not None and found[0].is_live(host.database.now_ms(connection))
    if found is None or not live or not compare_digest(found[0].hash, hash):
        raise AuthError("error.token")
    row, kind = found
    scopes = frozenset(row.scopes.split()) - (set() if kind == "admin" else {"admin"})
    return Caller(row.account, kind, scopes)  # pyright: ignore[reportArgumentType] - as the table has it


def not_by_link(caller: Caller) -> None:
    """Go on only when the caller has shown to be the account's owner, and not only to have a link.

    Raises:
        ForbiddenError: it came by a link.
    """
    if caller.via == "link":
        raise ForbiddenError("error.by_link")


def create(
    host: Holdings, caller: Caller, name: str, scopes: Sequence[str], days: int | None = None, made_with: str = ""
) -> Given:
    """A new token of the caller's account, which is shown once. `made_with` is the token that asks, where one does:
    it makes none that may more or lasts longer than itself.

    Raises:
        ForbiddenError: the caller lacks one of the scopes, or came by a link.
        LimitError: the account has too many tokens.
        UsageError: no such scope, or a lifetime of less than a day or more than ten years.
    """
    not_by_link(caller)
    caller.must("write")
    wanted = _scopes(scopes, caller)
    if days is not None and not 1 <= days <= _MAX_DAYS:
        raise UsageError("error.token_days", days=days, most=_MAX_DAYS)
    token = ids.secret(PREFIX)
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        live = [row for row in rows.tokens_of(connection, caller.account) if row.is_live(now)]
        if len(live) >= _MAX_TOKENS:
            raise LimitError("error.tokens_many", most=_MAX_TOKENS, retry_after_s=3600)
        ends = [now + days * _DAY_MS] if days is not None else []
        made = ids.hashed(made_with)
        ends += [row.expires_at for row in live if row.hash == made and row.expires_at is not None]
        row = _row(caller.account, now, min(ends, default=None), " ".join(wanted), _name(name))
        row = replace(row, hash=ids.hashed(token))
        rows.add_token(connection, row)
    return Given(token, row)


def _row(account: str, now: int, expires: int | None, scopes: str, name: str = "") -> TokenRow:
    return TokenRow(ids.short_id("tok"), account, "", name, scopes, None, None, now, expires, None)


def _name(text: str) -> str:
    return "".join(sign for sign in text if sign.isprintable()).strip()[:_MAX_NAME]


def _scopes(scopes: Sequence[str], caller: Caller) -> list[str]:
    known = (*SCOPES, "*")
    for scope in scopes:
        if scope not in known:
            raise UsageError("error.scope_unknown", scope=scope[:40], known=", ".join(known))
    if not scopes:
        raise UsageError("error.scope_unknown", scope="", known=", ".join(known))
    for scope in scopes:
        if scope == "*" and "*" not in caller.scopes:
            raise ForbiddenError("error.scope", scope=scope, scopes=" ".join(sorted(caller.scopes)))
        if scope != "*":
            caller.must(scope)  # pyright: ignore[reportArgumentType] - checked above
    return [scope for scope in known if scope in scopes]


def listed(host: Holdings, caller: Caller) -> list[TokenRow]:
    """The tokens of the caller's account, the newest first.

    Raises:
        ForbiddenError: the caller may not read, or came by a link.
    """
    not_by_link(caller)
    caller.must("read")
    with host.database.reading() as connection:
        return rows.tokens_of(connection, caller.account)


def revoke(host: Holdings, caller: Caller, id: str) -> None:
    """Revoke a token; from then on no process takes it.

    Raises:
        ForbiddenError: the caller may not write, or came by a link.
        NotFoundError: the account has no such token.
    """
    not_by_link(caller)
    caller.must("write")
    if not is_id(id):
        raise NotFoundError("error.token_missing", token=id[:40])
    with host.database.writing() as connection:
        if not rows.revoke(connection, caller.account, id, host.database.now_ms(connection)):
            raise NotFoundError("error.token_missing", token=id[:40])
