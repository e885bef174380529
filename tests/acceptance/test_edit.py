"""Editing as a person meets it: typed words in, receipts and exit codes out; a conversation at a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.unit.studio.test_talk import film

from talkreel.edit import proof
from talkreel.media.survey import survey
from talkreel.model import PICTURE, Draft
from talkreel.studio.drafts import read_draft, save_draft

ClipMaker = Callable[..., Path]


def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "talkreel", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "film.reel.json"
    save_draft(film(), place)
    return place


def test_json_is_the_receipt_and_its_proof_can_be_computed_again(path: Path) -> None:
    before = read_draft(path)
    made = run("edit", path, "make the second clip 2 seconds", "--json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert list(told) == ["status", "reply", "changes", "draft", "revision", "moved", "untouched"]
    assert (told["status"], told["revision"]) == ("applied", 2)
    after = Draft.model_validate(told["draft"])
    assert after == read_draft(path)
    assert after.duration_ms == 8000
    old = {s.id: s for t in before.tracks for s in t.segments}
    same = [
        s.id
        for t in after.tracks
        for s in t.segments
        if s.id in old and old[s.id].model_copy(update={"start_ms": s.start_ms}) == s
    ]
    assert told["untouched"] == {"segments": len(same), "proof": proof(after, same)}
    assert told["moved"] == ["s3"]


def test_a_dry_run_writes_nothing_and_o_leaves_the_film_as_it_is(path: Path) -> None:
    words = "make the second clip 2 seconds"
    dry = run("edit", words, path, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "2 s" in dry.stdout
    assert [p.name for p in path.parent.iterdir()] == ["film.reel.json"]
    copy = path.with_name("copy.reel.json")
    assert run("edit", path, words, "-o", copy).returncode == 0
    assert read_draft(path).duration_ms == 9000
    assert read_draft(copy).duration_ms == 8000
    assert sorted(p.name for p in path.parent.iterdir()) == ["copy.reel.history", "copy.reel.json", "film.reel.json"]
    assert run("edit", path, words, "-o", copy).returncode == 2


def test_what_is_not_understood_changes_nothing_and_is_no_failure(path: Path) -> None:
    made = run("edit", path, "fnord the glorp", "--json")
    assert made.returncode == 0
    told = json.loads(made.stdout)
    assert (told["status"], told["changes"], told["revision"]) == ("nothing", [], 1)
    assert told["reply"]
    assert read_draft(path) == film()


def test_missing_files_and_words_have_their_exit_codes(path: Path) -> None:
    assert run("edit", path.with_name("gone.reel.json"), "warmer").returncode == 6
    assert run("edit", path, "put this on top", path.with_name("gone.png")).returncode == 6
    nothing = run("edit", path, "  ")
    assert nothing.returncode == 2
    assert "Say what should be different" in nothing.stderr
    assert "Traceback" not in nothing.stderr


def test_a_clip_is_edited_and_exported_beside_itself(make_clip: ClipMaker) -> None:
    clip = make_clip("own.mp4", seconds=2)
    bytes_before = clip.read_bytes()
    made = run("edit", clip, "make the first clip 1 second", "-o", clip.with_name("short.mp4"), "--progress", "none")
    assert made.returncode == 0, made.stderr
    assert made.stdout.strip().endswith("short.mp4")
    assert survey(clip.with_name("short.mp4")).frames == 30
    assert clip.read_bytes() == bytes_before
    (segment,) = read_draft(clip.with_name("short.reel.json")).of_type(PICTURE)
    assert segment.duration_ms == 1000


def test_chat_takes_lines_from_a_pipe(path: Path) -> None:
    held = run("chat", path, stdin="make the second clip 2 seconds\n/undo\n/versions\n")
    assert held.returncode == 0, held.stderr
    assert "Versions: 3" in held.stdout
    assert read_draft(path).duration_ms == 9000
    assert "\x1b" not in held.stdout


class Terminal:
    """A terminal with the program in it."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.seen = descriptor, ""

    def type(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    def wait(self, text: str, seconds: float = 40) -> None:
        """Read on until the text comes."""
        end = time.monotonic() + seconds
        begin = len(self.seen)
        while text not in self.seen[begin:]:
            assert time.monotonic() < end, f"{text!r} did not come: {self.seen[-800:]!r}"
            if select.select([self.descriptor], [], [], 0.1)[0]:
                try:
                    raw = os.read(self.descriptor, 1 << 16).decode("utf-8", "replace")
                except OSError:
                    raw = ""
                    assert text in self.seen[begin:], f"it ended before {text!r}"
                if "\x1b[6n" in raw:  # the program asks where the cursor is
                    self.type("\x1b[20;1R")
                self.seen += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", raw)


@contextmanager
def terminal(*arguments: object, **environment: str) -> Iterator[Terminal]:
    pid, descriptor = pty.fork()
    if pid == 0:
        settings = {"TERM": "xterm-256color", "LANG": "C.UTF-8", **environment}
        os.environ.update(settings)
        os.execv(sys.executable, [sys.executable, "-m", "talkreel", *map(str, arguments)])
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    try:
        yield Terminal(descriptor)
    finally:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
        os.close(descriptor)


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_chat_at_a_terminal_completes_shows_stills_and_survives_ctrl_c(path: Path, tmp_path: Path) -> None:
    with terminal("chat", path, TALKREEL_DATA_DIR=str(tmp_path / "data")) as screen:
        screen.wait("version 1")
        screen.type("/ver\t")
        screen.wait("/versions")
        screen.type("\r")
        screen.wait("Versions: 1")
        screen.type("make the second clip 2 seconds\r")
        screen.wait("proof")
        screen.wait("▀▀▀▀")
        screen.wait("version 2")
        screen.type("half typed\x03")
        screen.type("/export mp4\r")
        screen.wait("Drawing")
        screen.type("\x03")
        screen.wait("was stopped")
        screen.wait("version 2")
        assert not list(path.parent.glob("*.mp4"))
        screen.type("/undo\r")
        screen.wait("Taken back")
        screen.wait("version 3")
        screen.type("/quit\r")
        with pytest.raises(AssertionError):
            screen.wait("never said", 10)
    assert "make the second clip" in (tmp_path / "data" / "chat.history").read_text()
    assert read_draft(path).duration_ms == 9000
