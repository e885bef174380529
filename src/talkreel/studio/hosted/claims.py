"""Links that people open in a browser, and what the browser holds from then on.

A browser holds a cookie. It stands for the account that signed in, or for nobody (`visitor`), and for the sessions
that the browser was shown by a link; each of those it may use as its owner may, as long as the link is open.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.errors import AuthError, NotFoundError
from talkreel.store import accounts as people
from talkreel.store import ids, links, sessions
from talkreel.store.database import Connection
from talkreel.store.links import ClaimRow, WebRow
from talkreel.store.rows import SessionRow, compact
from talkreel.studio.hosted import tokens
from talkreel.studio.hosted.callers import Caller
from talkreel.studio.hosted.host import Holdings

CLAIM_S = 604_800
_WEB_MS = 30 * 86_400_000
_ANONYMOUS = frozenset(tokens.ANONYMOUS_SCOPES.split())
_SCOPES = {"anonymous": _ANONYMOUS, "registered": frozenset({"*"}), "admin": frozenset({"*", "admin"})}


@dataclass(frozen=True)
class Opened:
    """A session that a browser was shown. `cookie` is a new one for the browser to hold; empty: it keeps its own."""

    session: SessionRow
    cookie: str


def claim_token(host: Holdings, caller: Caller, task: str, session: str) -> str:
    """A token that opens one session in a browser, for `CLAIM_S` seconds and as often as needed. It opens no API.

    Raises:
        ForbiddenError: the caller may not write, or came by a link.
        NotFoundError: the account has no such session.
    """
    tokens.not_by_link(caller)
    caller.must("write")
    token = ids.secret("clm")
    with host.database.writing() as connection:
        found = _session(connection, session, task)
        if found.account != caller.account:
            raise NotFoundError("error.session_missing", session=session[:64])
        now = host.database.now_ms(connection)
        row = ClaimRow(caller.account, session, compact(caller.attribution), now + CLAIM_S * 1000)
        links.add_claim(connection, ids.hashed(token), row, now)
    return token


def set_link(host: Holdings, caller: Caller, session: str, *, is_open: bool) -> None:
    """Say whether a session's id alone opens it. Closed, all links to it that were given out end at once.

    Raises:
        ForbiddenError: the caller may not write, or came by a link.
        NotFoundError: the account has no such session.
    """
    tokens.not_by_link(caller)
    caller.must("write")
    with host.database.writing() as connection:
        found = _session(connection, session)
        if found.account != caller.account:
            raise NotFoundError("error.session_missing", session=session[:64])
        sessions.change_session(connection, session, host.database.now_ms(connection), open_link=int(is_open))


def open_by_claim(host: Holdings, cookie: str, token: str) -> Opened:
    """Show a browser the session of a claim token.

    Raises:
        AuthError: it is none, or has ended, or its owner has closed the link.
    """
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        found = links.claim(connection, ids.hashed(token), now)
        if found is None or links.open_session(connection, found.session) != found.account:
            raise AuthError("error.claim_ended")
        return _shown(connection, _session(connection, found.session), cookie, now)


def open_by_token(host: Holdings, cookie: str, token: str, session: str, task: str = "") -> Opened:
    """Sign a browser in by a bearer token that came in an address. A token does so once.

    Raises:
        AuthError: the token is wrong or has ended, or it was used so before.
        ForbiddenError: it may less than a browser may.
        NotFoundError: its account has no such session.
    """
    caller = tokens.identify(host, token)
    for scope in ("read", "write", "upload", "render"):
        caller.must(scope)
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        found = _session(connection, session, task)
        if found.account != caller.account:
            raise NotFoundError("error.session_missing", session=(session or task)[:64])
        held = _held(connection, cookie, now)
        if held is not None and held.account == caller.account:
            return Opened(found, "")
        if not links.spend(connection, ids.hashed(token), caller.account, now, now + _WEB_MS):
            raise AuthError("error.link_spent")
        return Opened(found, _given(connection, caller.account, held, now))


def open_by_id(host: Holdings, cookie: str, session: str, task: str = "") -> Opened:
    """Show a browser a session by its id, which nobody guesses. A task's id can be guessed: it opens what is the
    browser's already.

    Raises:
        NotFoundError: there is none, or its owner has closed the link.
    """
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        held = _held(connection, cookie, now)
        found = _session(connection, session, task)
        if held is not None and held.account == found.account:
            return Opened(found, "")
        known = bool(session) or (held is not None and found.id in held.sessions)
        if not known or links.open_session(connection, found.id) is None:
            raise NotFoundError("error.session_missing", session=(session or task)[:64])
        return _shown(connection, found, cookie, now)


def browser(host: Holdings, cookie: str) -> WebRow | None:
    """What a browser holds by its cookie."""
    with host.database.reading() as connection:
        return _held(connection, cookie, host.database.now_ms(connection))


def caller_of(host: Holdings, held: WebRow, session: str) -> Caller | None:
    """Who a browser is, about one session or about none."""
    if session in held.sessions:
        linked = by_link(host, session)
        if linked is not None and linked.account != held.account:
            return linked
    if held.account == people.VISITOR:
        return None
    kind = held.kind
    return Caller(held.account, kind, _SCOPES[kind], via="cookie")  # pyright: ignore[reportArgumentType] - as the table has it


def by_link(host: Holdings, session: str) -> Caller | None:
    """Who somebody is who has a session's link: its owner, in this session alone; None where the link is closed."""
    with host.database.reading() as connection:
        account = links.open_session(connection, session)
        owner = people.account(connection, account) if account else None
    if owner is None:
        return None
    kind = owner.kind
    return Caller(owner.id, kind, _ANONYMOUS, via="link", only=session)  # pyright: ignore[reportArgumentType]


def enter(host: Holdings, account: str, cookie: str) -> str:
    """Sign a browser in. Gives its new cookie; the old one is worth nothing from then on."""
    with host.database.writing() as connection:
        now = host.database.now_ms(connection)
        return _given(connection, account, _held(connection, cookie, now), now)


def leave(host: Holdings, cookie: str) -> None:
    """Sign a browser out; it forgets the links that it opened, too."""
    with host.database.writing() as connection:
        links.remove_web(connection, ids.hashed(cookie))


def opened_links_of(host: Holdings, cookie: str, account: str) -> bool:
    """Whether a browser was shown a session of an account by an open link."""
    with host.database.reading() as connection:
        held = _held(connection, cookie, host.database.now_ms(connection))
        shown = held.sessions if held else ()
        return any(links.open_session(connection, session) == account for session in shown)


def _session(connection: Connection, session: str, task: str = "") -> SessionRow:
    named, find = (session, sessions.session) if session else (task, sessions.session_of_task)
    found = find(connection, named) if tokens.is_id(named) else None
    if found is None or task not in {"", found.task}:
        raise NotFoundError("error.session_missing", session=(session or task)[:64])
    return found


def _held(connection: Connection, cookie: str, now: int) -> WebRow | None:
    return links.web(connection, ids.hashed(cookie), now) if cookie else None


def _shown(connection: Connection, session: SessionRow, cookie: str, now: int) -> Opened:
    held = _held(connection, cookie, now)
    if held is not None:
        if held.account != session.account and session.id not in held.sessions:
            links.show(connection, held, session.id)
        return Opened(session, "")
    people.add_visitor(connection, now)
    empty = WebRow("", people.VISITOR, people.VISITOR, "", frozenset({session.id}), now, now)
    return Opened(session, _given(connection, people.VISITOR, empty, now))


def _given(connection: Connection, account: str, before: WebRow | None, now: int) -> str:
    cookie = ids.secret("web")
    kept = before.sessions if before else frozenset[str]()
    row = WebRow(ids.hashed(cookie), account, "", ids.secret("csrf"), kept, now, now + _WEB_MS)
    if before is not None:
        links.remove_web(connection, before.hash)
    links.add_web(connection, row)
    return cookie
