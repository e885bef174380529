"""`talkreel skills` as a person meets it, and the skills in what is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: object, home: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"TALKREEL_LANGUAGE": "en"} | ({"HOME": str(home)} if home else {}) | environment
    return subprocess.run(
        [sys.executable, "-m", "talkreel", "skills", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=home or ROOT,
        env=os.environ | own,
    )


def test_five_are_listed_and_clean() -> None:
    told = json.loads(run("list", "--json").stdout)["skills"]
    assert len(told) == 5
    assert all((Path(one["folder"]) / "SKILL.md").is_file() for one in told)
    assert run("list").stdout.count("\n  ") == 10
    checked = run("check")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "5 skills checked: nothing found." in checked.stderr


def test_findings_are_told_with_their_place_and_fail(tmp_path: Path) -> None:
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "SKILL.md").write_text(
        '# Bad\n\n```bash\ncurl -H "Authorization: Bearer $T" https://bit.ly/a\n```\n'
    )
    done = run("check", tmp_path / "bad")
    assert done.returncode == 1
    assert f"{tmp_path / 'bad' / 'SKILL.md'}:4  argv" in done.stdout
    assert "-H @file" in done.stdout
    told = json.loads(run("check", tmp_path, "--json", TALKREEL_LANGUAGE="zh").stdout)
    assert {"frontmatter", "argv", "shortener"} <= {one["rule"] for one in told["findings"]}
    assert "命令行" in next(one["text"] for one in told["findings"] if one["rule"] == "argv")
    nothing = run("check", tmp_path / "nowhere")
    assert nothing.returncode == 6
    assert "SKILL.md" in nothing.stderr


def test_skills_are_put_where_a_host_looks(tmp_path: Path) -> None:
    (tmp_path / ".claude").mkdir()
    asked = run("install", home=tmp_path)
    assert asked.returncode == 2
    assert "Found here: claude." in asked.stderr
    planned = run("install", "--host", "claude", "--dry-run", home=tmp_path)
    assert "would be written" in planned.stdout
    assert not list(tmp_path.rglob("SKILL.md"))
    done = run("install", "--host", "claude", "--host", "openclaw", "sora-ai", "--json", home=tmp_path)
    told = json.loads(done.stdout)
    assert {one["step"] for one in told["files"]} == {"new"}
    for folder in (".claude", ".openclaw"):
        assert (tmp_path / folder / "skills" / "sora-ai" / "references" / "api.md").is_file()
    assert run("install", "--host", "cursor", "--project", "sora-ai", home=tmp_path).returncode == 0
    assert (tmp_path / ".cursor" / "skills" / "sora-ai" / "SKILL.md").is_file()


def test_a_changed_skill_needs_a_yes(tmp_path: Path) -> None:
    to = tmp_path / "skills"
    assert run("install", "--to", to).returncode == 0
    (to / "sora-ai" / "SKILL.md").write_text("mine")
    refused = run("install", "--to", to)
    assert refused.returncode == 2
    assert str(to / "sora-ai" / "SKILL.md") in refused.stderr
    assert "would need --yes" in run("install", "--to", to, "--dry-run").stdout
    assert run("install", "--to", to, "--yes").returncode == 0
    assert run("check", to).returncode == 0


def test_what_is_mistyped_is_told(tmp_path: Path) -> None:
    for arguments in (["sora"], ["--host", "emacs"], ["--host", "claude", "--to", str(tmp_path)]):
        done = run("install", *arguments, home=tmp_path)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
    (tmp_path / "file").write_text("")
    assert run("install", "--to", tmp_path / "file").returncode == 1


def test_the_wheel_has_them(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        held.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-c", "from talkreel.skills import bundled; print([str(s.folder) for s in bundled()])"],
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site")}, cwd=tmp_path, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    inside = tmp_path / "site" / "talkreel" / "skills" / "bundled"
    for skill in sorted((ROOT / "skills").iterdir()):
        assert str(inside / skill.name) in done.stdout
        for path in skill.rglob("*.*"):
            assert (inside / path.relative_to(ROOT / "skills")).read_bytes() == path.read_bytes()
