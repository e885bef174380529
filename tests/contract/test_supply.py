"""T9: what is installed with talkreel is locked by hash, and under licences that go with its own.

Known weaknesses are asked of a service: `make audit`. That the image runs without root: `test_deploy`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-compiler.lock")
_INSTALLED = LOCKS[:2]  # the compiler is borrowed for a minute, where there is none, and is not kept

ALLOWED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC", "MIT", "MIT-0",
    "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
_CALLED = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Others, and why they may be there.
EXCEPTIONS = {
    "psycopg": "LGPL-3.0-only",  # comes with the durable engine; called, not changed; the README says so
    "psycopg-binary": "LGPL-3.0-only",
    "espeakng-loader": "",  # tests of the extra `voice`; says nothing in its metadata, and carries eSpeak NG, GPL-3.0
    "pgserver": "",  # tests alone; says nothing in its metadata: Apache-2.0, with PostgreSQL's own licence
}
# Not installed for the tests: data of time zones, for systems that have none. Apache-2.0.
_NOT_HERE = {"tzdata"}


@dataclass(frozen=True)
class Locked:
    """A line of a lock."""

    requirement: Requirement
    hashes: int

    @property
    def is_for_here(self) -> bool:
        """Whether it is installed on this system."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def locked(name: str) -> list[Locked]:
    """What a lock names."""
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", " ").splitlines()
    lines = [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]
    return [Locked(Requirement(line.split(" --hash")[0]), line.count("--hash=sha256:")) for line in lines]


def test_the_lock_of_others_programs_names_versions_and_hashes_and_no_address() -> None:
    found = json.loads((ROOT / "tools" / "hosts" / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((ROOT / "tools" / "hosts" / "package.json").read_text("utf-8"))["dependencies"]
    assert found.pop("")["dependencies"] == wanted
    for name, version in wanted.items():
        assert found[f"node_modules/{name}"]["version"] == version
    for name, one in found.items():
        assert one.get("inBundle") or one["integrity"].startswith("sha512-"), name
        assert "resolved" not in one, name


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_versions_and_hashes_and_no_address(name: str) -> None:
    found = locked(name)
    assert found
    for one in found:
        assert re.fullmatch(r"==[\w.!+]+", str(one.requirement.specifier)), one
        assert one.hashes, f"{one.requirement.name} has no hash"
        assert one.requirement.url is None, one
    text = (ROOT / name).read_text("utf-8")
    assert not re.search(r"https?:|file:|git\+|^\s*(-i|-e|--index-url|--extra-index-url|--find-links)\b", text, re.M)
    assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in re.findall(r"--hash=sha256:(\S+)", text))


def test_what_people_install_is_what_is_tested() -> None:
    tested = {(one.requirement.name, str(one.requirement.specifier)) for one in locked("requirements-dev.lock")}
    installed = locked("requirements.lock")
    assert {(one.requirement.name, str(one.requirement.specifier)) for one in installed} <= tested


@pytest.mark.parametrize("name", _INSTALLED)
def test_licences_go_with_ours(name: str) -> None:
    wrong = dict[str, str]()
    for one in locked(name):
        if one.is_for_here and one.requirement.name not in _NOT_HERE:
            said = licence(distribution(one.requirement.name))
            if not is_allowed(said) and EXCEPTIONS.get(one.requirement.name) != said:
                wrong[one.requirement.name] = said
    assert wrong == {}


def test_a_stranger_would_be_noticed() -> None:
    assert [is_allowed(said) for said in ("AGPL-3.0-only", "MIT AND GPL-2.0-only", "", "Proprietary")] == [False] * 4
    assert [is_allowed(said) for said in ("MIT", "GPL-2.0-only OR MIT", "(MIT AND ISC)")] == [True] * 3


def test_people_are_told_of_what_is_under_another_kind_of_licence() -> None:
    readme = (ROOT / "README.md").read_text("utf-8").partition("## Licence")[2]
    assert re.search(r"LGPL[^.]*psycopg", readme)
    runtime = {one.requirement.name for one in locked("requirements.lock")}
    assert runtime & EXCEPTIONS.keys() == {"psycopg", "psycopg-binary"}


def licence(found: Distribution) -> str:
    """What a distribution says of its licence: an expression, the names of its classifiers, or its first words."""
    told = found.metadata
    if expression := told.get("License-Expression"):
        return expression
    names = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    names = [_CALLED.get(name, name) for name in names if name != "OSI Approved"]
    words = str(told.get("License") or "").strip().partition("\n")[0]
    return " OR ".join(names) or _CALLED.get(words, words)


def is_allowed(said: str) -> bool:
    """Whether a licence goes with ours: all that must be kept to, and one of those that may be chosen."""
    said = said.replace("(", " ").replace(")", " ").strip()
    return any(all(part.strip() in ALLOWED for part in choice.split(" AND ")) for choice in said.split(" OR "))
