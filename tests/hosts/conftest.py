"""`make hosts` gets the programs and says where they are."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.hosts.machine import Machine
from tests.served import Command, command

_FOLDER = os.environ.get("TALKREEL_HOSTS", "")
# Where nothing may be skipped, they are left out whole.
collect_ignore_glob = ["test_*.py"] if os.environ.get("CI") == "true" and not _FOLDER else []


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine on which nothing is set up yet; the tests of a module share it."""
    if not _FOLDER:
        pytest.skip("the programs of others are not here: make hosts")
    folder = tmp_path_factory.mktemp("machine")
    (folder / "home").mkdir()
    (folder / "work").mkdir()
    return Machine(folder / "home", folder / "work", Path(_FOLDER))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    """A server on this machine."""
    with command(tmp_path_factory.mktemp("server") / "data", "--workers", "1") as found:
        yield found
