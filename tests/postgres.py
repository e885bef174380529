"""A real PostgreSQL for the tests, from a wheel that carries it or from the system, started once by each process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import suppress
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from talkreel.store.database import Database

_NOBODY = 65534
"""PostgreSQL does not run as root."""


class Server:
    """One PostgreSQL, listening on a socket in its own folder alone."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """`durable` waits for the disk, as it must where the server is stopped without warning."""
        self.folder, self.data = folder, folder / "data"
        self._durable = durable

    def create(self) -> Server:
        """A new cluster, running."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(self.folder, _NOBODY, _NOBODY)
        self._run("initdb", "-D", self.data, "-U", "talkreel", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        settings = f"unix_socket_directories = '{self.folder}'\nlisten_addresses = ''\nmax_connections = 200\n"
        if not self._durable:
            settings += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
        with (self.data / "postgresql.conf").open("a") as file:
            file.write(settings)
        self.start()
        return self

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", self.folder / "log", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is like pulling the plug."""
        self._run("pg_ctl", "-D", self.data, "-w", "-m", mode, "stop")

    def url(self, name: str = "postgres") -> str:
        """Where a database of it is."""
        return f"postgresql://talkreel@/{name}?host={self.folder}"

    def new_database(self, template: str = "template0") -> str:
        """The address of a new database: empty, or as `template` is."""
        name = f"t{uuid4().hex}"
        # To copy files is quicker than to log what is in them, which is the default since 15.
        copied = " STRATEGY file_copy" if self.version >= 15 else ""
        self._say(f"CREATE DATABASE {name} TEMPLATE {template}{copied}")
        return self.url(name)

    @cached_property
    def version(self) -> int:
        """15, 16, ..."""
        return int((self.data / "PG_VERSION").read_text())

    @cached_property
    def template(self) -> str:
        """The name of a database with our tables, to be copied."""
        url = self.new_database()
        database = Database(url)
        database.upgrade()
        database.close()
        return str(make_url(url).database)

    def drop(self, url: str) -> None:
        """Drop a database, whoever still looks at it."""
        self._say(f"DROP DATABASE IF EXISTS {make_url(url).database} WITH (FORCE)")

    def _say(self, sentence: str) -> None:
        engine = create_engine(self.url().replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(sentence))
        engine.dispose()

    def _run(self, program: str, *arguments: object) -> None:
        words = [str(programs() / program), *map(str, arguments)]
        if os.geteuid() == 0:
            words = ["setpriv", f"--reuid={_NOBODY}", f"--regid={_NOBODY}", "--clear-groups", *words]
        with (self.folder / "out").open("a+") as out:
            done = subprocess.run(words, stdout=out, stderr=out, cwd=self.folder, check=False)
            out.seek(0)
            assert done.returncode == 0, out.read()


@cache
def programs() -> Path:
    """The folder of PostgreSQL's programs."""
    wheel = find_spec("pgserver")
    places = [Path(wheel.origin).parent / "pginstall" / "bin"] if wheel and wheel.origin else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    on_path = shutil.which("pg_ctl")
    places += [Path(on_path).resolve().parent] if on_path else []
    found = [place for place in places if (place / "initdb").exists() and _reachable(place / "initdb")]
    assert found, f"there is no PostgreSQL that may be run: {places}"
    return found[0]


def _reachable(program: Path) -> bool:
    """Whether who runs PostgreSQL may run this."""
    return os.geteuid() != 0 or all(folder.stat().st_mode & 0o001 for folder in program.parents)


@pytest.fixture(scope="session")
def postgres() -> Generator[Server]:
    """A server of this process. It does not wait for the disk."""
    yield from _running(durable=False)


@pytest.fixture
def durable_postgres() -> Generator[Server]:
    """A server of one test, to be stopped without warning."""
    yield from _running(durable=True)


def _running(*, durable: bool) -> Generator[Server]:
    # The path of a socket is at most 107 bytes, which pytest's folders are not always.
    folder = Path(tempfile.mkdtemp(prefix="talkreel-pg-", dir="/tmp"))
    server = Server(folder, durable=durable).create()
    yield server
    with suppress(AssertionError):
        server.stop("immediate")
    for _ in range(20):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            break
        time.sleep(0.05)


@pytest.fixture
def postgres_url(postgres: Server) -> Generator[str]:
    """The address of a database of this test, which is empty."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)


@pytest.fixture
def postgres_database(postgres: Server) -> Generator[Database]:
    """A database of this test, with its tables."""
    url = postgres.new_database(postgres.template)
    database = Database(url)
    yield database
    database.close()
    postgres.drop(url)
