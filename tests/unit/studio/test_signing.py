"""Links that end (T3), and that what was made for one use is not taken for another."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.doorway import a_host, with_settings

from talkreel.errors import ForbiddenError
from talkreel.store.database import Database
from talkreel.studio.hosted import signing
from talkreel.studio.hosted.host import Host

PATH = "/files/exports/01a1ffd5"


@pytest.fixture
def host(sqlite_database: Database, tmp_path: Path) -> Host:
    return a_host(sqlite_database, tmp_path)


def _parts(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def _at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    monkeypatch.setattr(Database, "now_ms", lambda *_: int(seconds * 1000))


def test_t3_a_link_opens_until_it_ends_to_the_second(host: Host, monkeypatch: pytest.MonkeyPatch) -> None:
    _at(monkeypatch, 1_000_000)
    parts = _parts(signing.sign(host, PATH, 60))
    for now in (1_000_000, 1_000_059.999):
        _at(monkeypatch, now)
        signing.check(host, PATH, "GET", **parts)
        signing.check(host, PATH, "HEAD", **parts)
    for now in (1_000_060, 1_000_061):
        _at(monkeypatch, now)
        with pytest.raises(ForbiddenError, match="link_ended"):
            signing.check(host, PATH, "GET", **parts)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "get", ""])
def test_t3_a_link_is_for_reading(host: Host, method: str) -> None:
    with pytest.raises(ForbiddenError, match="link_wrong"):
        signing.check(host, PATH, method, **_parts(signing.sign(host, PATH, 60)))


@pytest.mark.parametrize("path", ["/files/exports/01a1ffd6", PATH + "/", PATH.upper(), "/files/uploads/01a1ffd5", ""])
def test_t3_a_link_is_for_one_path(host: Host, path: str) -> None:
    with pytest.raises(ForbiddenError, match="link_wrong"):
        signing.check(host, path, "GET", **_parts(signing.sign(host, PATH, 60)))


def test_t3_every_altered_character_is_seen(host: Host) -> None:
    parts = _parts(signing.sign(host, PATH, 60))
    for name, value in parts.items():
        for n, sign in enumerate(value):
            other = value[:n] + ("A" if sign != "A" else "B") + value[n + 1 :]
            wrong = [other, value[:n]] + (
                [value[:n] + str((int(sign) + 1) % 10) + value[n + 1 :]] if name == "exp" else []
            )
            for text in wrong:
                with pytest.raises(ForbiddenError, match="link_wrong"):
                    signing.check(host, PATH, "GET", **parts | {name: text})


@pytest.mark.parametrize("exp", ["", "-1", "1e9", "９９９９９９９９９９", "9" * 40, "4102444800", "0x10", " 1"])
def test_t3_an_end_that_is_made_up_is_refused(host: Host, exp: str) -> None:
    parts = _parts(signing.sign(host, PATH, 60)) | {"exp": exp}
    with pytest.raises(ForbiddenError, match="link_wrong"):
        signing.check(host, PATH, "GET", **parts)


def test_t3_another_servers_key_signs_nothing_here(host: Host, sqlite_database: Database, tmp_path: Path) -> None:
    other = Host(host.settings, sqlite_database, host.objects, b"o" * 32, host.engine, host.crew)
    parts = _parts(signing.sign(other, PATH, 60))
    for wrong in (parts, parts | {"kid": signing.key_id(host)}):
        with pytest.raises(ForbiddenError, match="link_wrong"):
            signing.check(host, PATH, "GET", **wrong)


def test_a_link_has_the_address_that_others_see(host: Host) -> None:
    assert signing.sign(host, PATH, 60).startswith(f"http://localhost:8787{PATH}?exp=")
    public = with_settings(host, public_url="https://reel.example/")
    assert signing.sign(public, PATH, 60).startswith(f"https://reel.example{PATH}?exp=")


def test_what_is_made_for_one_use_is_not_taken_for_another(host: Host) -> None:
    uses = {signing.code(host, use, "a", "b") for use in ("link", "token", "client", "address", "tries", "flow")}
    assert len(uses) == 6
    assert signing.code(host, "link", "a", "b") != signing.code(host, "link", "ab")
    assert signing.code(host, "link", "ab", "") != signing.code(host, "link", "a", "b")
