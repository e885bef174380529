"""A file is there whole or not at all, whatever ends the writing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from talkreel.render import whole
from talkreel.render.whole import written_whole


@pytest.fixture(params=["nameless", "hidden"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "hidden":
        monkeypatch.setattr(whole, "_nameless", lambda folder: None)
    return request.param


def test_it_takes_its_name_at_the_end(tmp_path: Path, way: str) -> None:
    path = tmp_path / "new" / "a [1].txt"
    with written_whole(path) as part:
        part.write_text("all of it")
        assert not path.exists()
    assert path.read_text() == "all of it"
    assert [p.name for p in path.parent.iterdir()] == ["a [1].txt"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, way: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fail() -> None:
        with written_whole(path) as part:
            part.write_text("half")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_what_a_killed_process_left_is_swept(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (tmp_path / f".a.txt.{gone.pid}.part").write_text("half")
    mine = tmp_path / f".a.txt.{os.getppid()}.part"
    mine.write_text("another process is still at it")
    with written_whole(tmp_path / "a.txt") as part:
        part.write_text("whole")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([mine.name, "a.txt"])


@pytest.mark.skipif(sys.platform != "linux", reason="files without a name are Linux's")
def test_a_killed_process_leaves_nothing(tmp_path: Path) -> None:
    if whole._nameless(tmp_path) is None:
        pytest.skip("this file system has no files without a name")
    code = (
        "import os, signal, sys; from pathlib import Path; from talkreel.render.whole import written_whole\n"
        "with written_whole(Path(sys.argv[1])) as part:\n"
        "    part.write_text('half'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.txt")], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(tmp_path.iterdir()) == []
