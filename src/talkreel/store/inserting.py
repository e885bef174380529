"""Inserting what may be there already, in the words of each database."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, Table, literal_column
from sqlalchemy.dialects import postgresql, sqlite


def insert_new(connection: Connection, table: Table, **values: object) -> bool:
    """Insert a row. False, and nothing is changed, when one with the same key is there."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    query = insert(table).values(**values).on_conflict_do_nothing().returning(literal_column("1", Integer))
    return connection.execute(query).first() is not None
