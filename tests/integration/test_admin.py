"""`talkreel admin`: looking after a server that does not run just now."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from talkreel.cli.app import app
from talkreel.errors import ConflictError, NotFoundError, UsageError
from talkreel.settings import Settings, settings
from talkreel.studio.hosted import tokens
from talkreel.studio.hosted.holding import hold

Run = Callable[..., Any]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Run]:
    """Run a command on a server of its own; what it answered."""
    monkeypatch.setenv("TALKREEL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("TALKREEL_LANGUAGE", "en")

    def ran(*arguments: object) -> Any:
        done: Result = CliRunner().invoke(app, ["admin", *map(str, arguments)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout) if "--json" in arguments else done.stdout

    yield ran
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def account(run: Run) -> str:
    return run("accounts", "add", "ann@example.com", "--password", "a long enough one", "--json")["account"]


def test_accounts_are_listed_shown_and_closed(run: Run, account: str) -> None:
    (row,) = run("accounts", "list", "--json")["accounts"]
    assert (row["account"], row["email"], row["available"]) == (account, "ann@example.com", 0)
    assert run("accounts", "show", "ann@example.com", "--json")["account"] == account
    assert run("accounts", "list").splitlines()[0].split()[:3] == ["account", "kind", "e-mail"]
    run("accounts", "close", account, "--yes")
    assert run("accounts", "list", "--json") == {"accounts": []}
    with pytest.raises(NotFoundError, match="account_missing"):
        run("accounts", "show", account)


def test_a_grant_with_a_note_is_given_once(run: Run, account: str) -> None:
    for _ in range(2):
        told = run("grant", account, 30, "--note", "welcome", "--json")
    assert told["available"] == 30
    assert run("grant", account, 5, "--json")["available"] == 35


def test_a_token_opens_until_it_is_revoked(run: Run, account: str, tmp_path: Path) -> None:
    made = run("tokens", "create", account, "--scope", "read", "--scope", "write", "--days", 3, "--json")
    held = hold(Settings(data_dir=str(tmp_path / "data")))
    assert tokens.identify(held, made["token"]).scopes == {"read", "write"}
    (row,) = run("tokens", "list", account, "--json")["tokens"]
    assert (row["token"], row["live"]) == (made["id"], True)
    run("tokens", "revoke", account, made["id"])
    assert not run("tokens", "list", account, "--json")["tokens"][0]["live"]
    with pytest.raises(Exception, match="token"):
        tokens.identify(held, made["token"])
    held.database.close()


def test_prices_are_set_and_reset(run: Run) -> None:
    usual = run("prices", "show", "--json")
    assert run("prices", "set", "picture_s=0.25", "edit=2", "--json") == usual | {"picture_s": 0.25, "edit": 2}
    assert run("prices", "set", "picture_s=", "edit=", "--json") == usual
    for wrong in ("picture_s=-1", "picture_s=much", "thing=1", "picture_s=inf"):
        with pytest.raises(UsageError, match="price"):
            run("prices", "set", wrong)


def test_a_backup_is_restored_with_its_key(run: Run, account: str, tmp_path: Path) -> None:
    run("grant", account, 30)
    run("backup", tmp_path / "backup")
    assert (tmp_path / "backup" / "secret.key").stat().st_mode & 0o077 == 0
    run("restore", tmp_path / "backup", "--data", tmp_path / "other")
    assert run("accounts", "show", account, "--data", tmp_path / "other", "--json")["available"] == 30
    keys = [(tmp_path / name / "secret.key").read_text() for name in ("data", "other", "backup")]
    assert len(set(keys)) == 1
    with pytest.raises(UsageError, match="restore_not_empty"):
        run("restore", tmp_path / "backup", "--data", tmp_path / "other")


def test_another_key_is_refused_until_it_is_taken(run: Run, account: str, tmp_path: Path) -> None:
    (tmp_path / "data" / "secret.key").unlink()
    with pytest.raises(ConflictError, match="key_other"):
        run("accounts", "list")
    run("migrate", "--new-key")
    assert run("accounts", "list", "--json")["accounts"][0]["account"] == account


def test_retention_says_what_it_did(run: Run) -> None:
    assert run("retention", "show", "--json")["keep_days"] == Settings().keep_days
    assert run("retention", "run", "--json") == {"films": 0, "answers": 0, "links": 0, "accounts": 0}
