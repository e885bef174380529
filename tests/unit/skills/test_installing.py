"""Skills put where a host looks for them: whole, repeatable, and never over what somebody changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.errors import NotFoundError, OutputError, UsageError
from talkreel.skills import HOSTS, bundled, chosen, install
from talkreel.skills.hosts import host_named
from talkreel.skills.skill import read_skill


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_installed_is_what_there_is(tmp_path: Path) -> None:
    steps = install(bundled(), [tmp_path / "skills"])
    assert {one.step for one in steps} == {"new"}
    for skill in bundled():
        assert files_of(tmp_path / "skills" / skill.slug) == files_of(skill.folder)
    assert sorted(p.name for p in (tmp_path / "skills").iterdir()) == [skill.slug for skill in bundled()]


def test_again_changes_nothing(tmp_path: Path) -> None:
    install(chosen(["sora-ai"]), [tmp_path])
    before = (tmp_path / "sora-ai" / "SKILL.md").stat()
    assert {one.step for one in install(chosen(["sora-ai"]), [tmp_path])} == {"same"}
    assert (tmp_path / "sora-ai" / "SKILL.md").stat() == before


def test_a_changed_file_is_kept_until_it_is_said(tmp_path: Path) -> None:
    install(chosen(["sora-ai"]), [tmp_path])
    mine = tmp_path / "sora-ai" / "SKILL.md"
    mine.write_text("mine")
    (tmp_path / "sora-ai" / "notes.md").write_text("mine, too")
    (tmp_path / "others").mkdir()
    with pytest.raises(UsageError) as told:
        install(bundled(), [tmp_path / "elsewhere", tmp_path])
    assert told.value.code == "error.skill_changed"
    assert mine.read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()  # nothing at all was written
    [step] = [one for one in install(chosen(["sora-ai"]), [tmp_path], replace=True) if one.step == "changed"]
    assert step.path == mine
    assert mine.read_bytes() == (chosen(["sora-ai"])[0].folder / "SKILL.md").read_bytes()
    assert (tmp_path / "sora-ai" / "notes.md").read_text() == "mine, too"
    assert (tmp_path / "others").is_dir()


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    assert {one.step for one in install(bundled(), [tmp_path / "a"], dry_run=True)} == {"new"}
    assert not (tmp_path / "a").exists()


def test_a_file_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "sora-ai").write_text("a file")
    with pytest.raises(OutputError) as told:
        install(chosen(["sora-ai"]), [tmp_path])
    assert told.value.code == "error.skill_write"
    (tmp_path / "skills").write_text("another")
    with pytest.raises(OutputError):
        install(chosen(["sora-ai"]), [tmp_path / "skills"])


def test_an_unknown_skill_or_host() -> None:
    with pytest.raises(UsageError) as told:
        chosen(["sora"])
    assert "sora-ai" in str(told.value.fields["names"])
    with pytest.raises(UsageError):
        host_named("emacs")
    with pytest.raises(NotFoundError):
        read_skill(Path("nowhere"))


def test_hosts_have_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert {"openclaw", "claude", "cursor", "codex"} <= HOSTS.keys()
    assert host_named("Claude").folder() == tmp_path / ".claude" / "skills"
    assert host_named("openclaw").folder(tmp_path / "p") == tmp_path / "p" / "skills"
    assert not host_named("claude").is_here
    (tmp_path / ".claude").mkdir()
    assert host_named("claude").is_here
