"""Tokens: only their hashes are kept."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, insert, select, update

from talkreel.store.tables import accounts, tokens


@dataclass(frozen=True)
class TokenRow:
    """A token. `scopes` are separated by spaces; times are ms since 1970."""

    id: str
    account: str
    hash: str
    name: str
    scopes: str
    client: str | None
    address: str | None
    created_at: int
    expires_at: int | None
    revoked_at: int | None

    def is_live(self, at: int) -> bool:
        """Whether it opens anything at a time."""
        return self.revoked_at is None and (self.expires_at is None or at < self.expires_at)


def add_token(connection: Connection, row: TokenRow) -> None:
    """Add a token."""
    connection.execute(insert(tokens).values(**vars(row)))


def token_of_hash(connection: Connection, hash: str) -> tuple[TokenRow, str] | None:
    """A token, live or not, and the kind of its account; nothing where the account is closed."""
    query = (
        select(tokens, accounts.c.kind.label("kind"))
        .join(accounts, accounts.c.id == tokens.c.account)
        .where(tokens.c.hash == hash, accounts.c.closed_at.is_(None))
    )
    found = connection.execute(query).mappings().one_or_none()
    if found is None:
        return None
    values = dict(found)
    kind = values.pop("kind")
    return TokenRow(**values), kind


def tokens_of(connection: Connection, account: str) -> list[TokenRow]:
    """An account's tokens, the newest first."""
    return _all(connection, tokens.c.account == account)


def tokens_of_client(connection: Connection, client: str) -> list[TokenRow]:
    """The tokens that a client id was given, ever, the newest first."""
    return _all(connection, tokens.c.client == client)


def tokens_of_address(connection: Connection, address: str, after: int) -> list[TokenRow]:
    """The tokens that an address was given after a time, the newest first."""
    return _all(connection, (tokens.c.address == address) & (tokens.c.created_at > after))


def _all(connection: Connection, condition: ColumnElement[bool]) -> list[TokenRow]:
    query = select(tokens).where(condition).order_by(tokens.c.created_at.desc(), tokens.c.id)
    return [TokenRow(**row) for row in connection.execute(query).mappings()]


def revoke(connection: Connection, account: str, id: str, at: int) -> bool:
    """Revoke one of an account's tokens; False where it has no such token. A second time changes nothing."""
    mine = (tokens.c.account == account) & (tokens.c.id == id)
    if connection.execute(select(tokens.c.id).where(mine)).first() is None:
        return False
    connection.execute(update(tokens).where(mine, tokens.c.revoked_at.is_(None)).values(revoked_at=at))
    return True


def revoke_all(connection: Connection, account: str, at: int) -> None:
    """Revoke all of an account's tokens, and forget what they were called."""
    live = update(tokens).where(tokens.c.account == account, tokens.c.revoked_at.is_(None))
    connection.execute(live.values(revoked_at=at))
    connection.execute(update(tokens).where(tokens.c.account == account).values(name=""))
