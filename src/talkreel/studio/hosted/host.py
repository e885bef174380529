"""What every use case of a server works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.settings import Settings
from talkreel.store.database import Database
from talkreel.store.objects import Objects, open_objects

if TYPE_CHECKING:
    from talkreel.jobs.engine import Engine
    from talkreel.process.crew import Crew


@dataclass(frozen=True)
class Holdings:
    """What is kept: the database, the object store. `key` signs links and derives tokens."""

    settings: Settings
    database: Database
    objects: Objects
    key: bytes

    @property
    def data(self) -> Path:
        """The folder of this machine; copies of what the object store has lie in it."""
        return Path(self.settings.data_dir).expanduser()

    @property
    def address(self) -> str:
        """The server's address as others see it, without a slash at its end."""
        return (self.settings.public_url or f"http://localhost:{self.settings.port}").rstrip("/")


class Bell:
    """Rung when events were added here, so that nobody who streams them waits for the next look."""

    def __init__(self) -> None:
        self.heard_by: list[Callable[[], None]] = []

    def __call__(self) -> None:
        """Ring it; from any thread."""
        for wake in self.heard_by:
            wake()


@dataclass(frozen=True)
class Host(Holdings):
    """A running server: what is kept, and who works on it."""

    engine: Engine
    crew: Crew
    woken: Bell = field(default_factory=Bell)


_OPEN: dict[str, Holdings] = {}


def holdings_of(settings: Settings, key: bytes) -> Holdings:
    """The same holdings, opened in a child process; it keeps them open."""
    name = settings.model_dump_json()
    if name not in _OPEN:
        _OPEN[name] = Holdings(settings, Database(database_url(settings)), objects_of(settings), key)
    return _OPEN[name]


def database_url(settings: Settings) -> str:
    """Where the database is."""
    return settings.database_url or f"sqlite:///{Path(settings.data_dir).expanduser() / 'studio.db'}"


def objects_of(settings: Settings) -> Objects:
    """The object store."""
    data = Path(settings.data_dir).expanduser()
    return open_objects(settings.media_url, data / "media", data / "cache" / "media")
