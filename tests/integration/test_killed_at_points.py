"""F3: a server that is killed just before or just after it makes something last. Whoever comes next ends the work, and
nobody can tell from what is kept that anything happened. TALKREEL_SOAK=1 takes all points, on both databases."""

from __future__ import annotations

import logging
import os
import random
import shutil
from collections.abc import Generator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import make_url
from tests.killing import Place, Stable
from tests.postgres import Server as Postgres
from tests.s3 import BUCKET, keys_of, make_bucket

LOG = logging.getLogger("tests.killing")
LONG = bool(os.environ.get("TALKREEL_SOAK"))
SPREAD = 10
DRAWN = 2  # others each time; which, is told when it fails
KINDS = ("commit of the store", "commit of the engine", "object put", "os.link", "os.replace", "cache write", "step",
         "order", "call")  # fmt: skip


@dataclass
class Scene:
    """A server that has just been set up, and copies of it."""

    stable: Stable
    first: Place
    postgres: Postgres | None = None

    def copy(self) -> Place:
        """The same once more, somewhere else."""
        data = self.first.data.with_name(uuid4().hex)
        shutil.copytree(self.first.data, data)
        if self.postgres is None:
            return replace(self.first, data=data)
        url = self.postgres.new_database(str(make_url(self.first.database).database))
        return replace(self.first, data=data, database=url, media=f"{self.first.media}/{data.name}")

    def forget(self, place: Place) -> None:
        """Let a copy go."""
        shutil.rmtree(place.data)
        if self.postgres is not None:
            self.postgres.drop(place.database)

    def killed_at(self, point: int) -> tuple[str, dict[str, Any]]:
        """At which point it was killed, if it came there, and what is kept once another has ended the work."""
        place = self.copy()
        life = self.stable.life(place, at=point)
        name = life.get("killed", "")
        done = self.stable.life(place, dead=life["pid"])["done"] if name else life["done"]
        self.forget(place)
        return name, done


@pytest.fixture(params=["sqlite", "postgres"] if LONG else ["sqlite"])
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Scene]:
    """A server on either database, with a bucket where it is PostgreSQL."""
    if request.param == "sqlite":
        yield from _set_up(tmp_path, Place(tmp_path / "first"), None, {})
        return
    postgres: Postgres = request.getfixturevalue("postgres")
    endpoint: str = request.getfixturevalue("s3_endpoint")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in keys_of(endpoint).items():
            patch.setenv(name, value)
        make_bucket(endpoint)
    place = Place(tmp_path / "first", postgres.new_database(), f"s3://{BUCKET}/{uuid4().hex}")
    yield from _set_up(tmp_path, place, postgres, keys_of(endpoint))


def _set_up(folder: Path, place: Place, postgres: Postgres | None, environment: dict[str, str]) -> Generator[Scene]:
    stable = Stable(folder / "log", **environment)
    try:
        session = stable.life(place, "begin")["done"]["session"]
        yield Scene(stable, replace(place, session=session), postgres)
    finally:
        stable.close()


def test_killed_anywhere_it_ends_as_if_it_had_not_been(scene: Scene) -> None:
    place = scene.copy()
    whole = scene.stable.life(place)
    points, expected = whole["points"], whole["done"]
    _is_right(expected)
    assert {name.partition(" ")[2] for name in points} >= set(KINDS)
    chosen = range(1, len(points) + 1)
    if not LONG:
        chosen = [1 + n * len(points) // SPREAD for n in range(SPREAD)]
        chosen += random.sample(range(1, len(points)), DRAWN)
    killed = list[str]()
    for point in chosen:
        name, done = scene.killed_at(point)
        assert done == expected, f"killed at point {point}, {name}"
        killed += [name] if name else []
        LOG.info("point %d of %d: %s", point, len(points), name or "not reached")
    # How often is looked whether something has ended differs: the last points are not always reached.
    assert len(killed) >= len(chosen) * 0.8, killed
    if LONG:
        assert len(killed) >= 40
        assert {name.partition(" ")[2] for name in killed} >= set(KINDS)


def _is_right(done: dict[str, Any]) -> None:
    """That the end which all others are compared with is the one that should be."""
    assert [entry[0] for entry in done["entries"]] == ["settle", "freeze", "grant"]
    assert done["balance"][1] == 0
    assert done["wrong"] == []
    assert [job[2] for job in done["jobs"]] == ["completed"] * 3
    assert [said[0] for said in done["said"]] == ["said", "told", "end"] * 2
    assert [film[:2] for film in done["films"]] == [[2, 2]]
    assert (done["objects"], done["files"]) == ([True], 1)
    assert done["results"][0]["passed"]
