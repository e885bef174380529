"""What an administrator has set while the server runs."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from talkreel.store.tables import options


def read(connection: Connection, name: str) -> str | None:
    """A value; None when it is not set."""
    return connection.execute(select(options.c.value).where(options.c.name == name)).scalar_one_or_none()


def write(connection: Connection, name: str, value: str | None) -> None:
    """Set a value; None takes it away."""
    connection.execute(delete(options).where(options.c.name == name))
    if value is not None:
        connection.execute(insert(options).values(name=name, value=value))
