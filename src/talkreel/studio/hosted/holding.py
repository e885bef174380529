"""What a server keeps, opened: by its processes, and by the commands that look after it."""

from __future__ import annotations

from talkreel.errors import ConflictError
from talkreel.settings import Settings
from talkreel.store import options
from talkreel.store.database import Database
from talkreel.store.ids import hashed
from talkreel.studio.hosted import data_folder
from talkreel.studio.hosted.host import Holdings, database_url, objects_of

_KEY_OPTION = "key_hash"


def hold(settings: Settings, *, new_key: bool = False) -> Holdings:
    """Open what a server keeps, and bring it up to this release. `new_key`: the old one was lost.

    Raises:
        ConflictError: another key was used with this database.
        OutputError: the data folder cannot be used.
        UnavailableError: the database or the object store does not answer.
        UsageError: the database was written by a later release, or is to lie on a network's file system.
    """
    data = data_folder.of(settings)
    data_folder.prepare(data, sqlite=not settings.database_url)
    key = data_folder.key(settings, data)
    database = Database(database_url(settings))
    database.upgrade()
    if new_key:
        with database.writing() as connection:
            options.write(connection, _KEY_OPTION, None)
    _agree(database, key)
    return Holdings(settings, database, objects_of(settings), key)


def _agree(database: Database, key: bytes) -> None:
    """Refuse a key that is not the one that links were signed with: half of them would not open.

    Raises:
        ConflictError: it is not.
    """
    mine = hashed(key.hex())
    with database.reading() as connection:
        found = options.read(connection, _KEY_OPTION)
    if found is None:
        with database.writing() as connection:
            found = options.read(connection, _KEY_OPTION)
            if found is None:
                options.write(connection, _KEY_OPTION, mine)
    if found not in (None, mine):
        raise ConflictError("error.key_other")
