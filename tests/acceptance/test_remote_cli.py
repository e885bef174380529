"""`make --server` and `chat --server` as people type them: the real command, the real server."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.elsewhere import FILM, Ways, elsewhere
from tests.hosting import Served, serving

from talkreel.media.probe import probe
from talkreel.store import jobs, sessions

pytestmark = pytest.mark.xdist_group("agents")
NOBODY = "http://localhost:9"
SEA = "A 1-second 360p film of the sea without music"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """The server of all these."""
    with serving(tmp_path_factory.mktemp("remote")) as found:
        yield found


class Desk:
    """Somebody's folder, and what they type there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "desk"
        self.folder.mkdir()
        self.config = folder / "config" / "nemovideo"

    def environment(self, **more: str) -> dict[str, str]:
        """What a program that is started here sees."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEMO_")}
        return {**kept, "LANG": "C.UTF-8", "XDG_CONFIG_HOME": str(self.config.parent), **more}

    def type(self, *arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "talkreel", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
            cwd=self.folder,
            env=self.environment(**environment),
            timeout=120,
        )

    def make(self, server: str, words: str, *rest: object, **environment: str) -> subprocess.CompletedProcess[str]:
        """`make --server`, small and quiet."""
        return self.type("make", words, "--server", server, "--progress", "none", *rest, **environment)

    def chat(self, server: str, *lines: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """`chat --server` from a pipe."""
        typed = "".join(f"{line}\n" for line in lines)
        return self.type("chat", "--server", server, "--progress", "none", stdin=typed, **environment)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A new one."""
    return Desk(tmp_path)


def session_in(text: str) -> str:
    """The session that a command to come back with names."""
    found = re.search(r"--session (\d+)", text)
    assert found, text
    return found[1]


def turns_of(server: Served, session: str) -> list[str]:
    """What was said in a session."""
    with server.host.database.reading() as connection:
        return [turn.asked["text"] for turn in jobs.of_session(connection, session, "turn")]


def test_one_sentence_becomes_a_film_and_stdout_has_its_path_alone(server: Served, desk: Desk) -> None:
    made = desk.make(server.url, SEA, "-o", "sea.mp4", "--size", "360p")
    assert made.returncode == 0, made.stderr
    assert made.stdout == "sea.mp4\n"
    seen = probe(desk.folder / "sea.mp4")
    assert (seen.height, seen.duration_ms) == (360, 1000)
    for told in (server.url, "X-Skill-Source: talkreel", str(desk.config / "client_id"), "workspace/claim?ct=clm_"):
        assert told in made.stderr
    assert (desk.config / "client_id").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in desk.folder.iterdir()] == ["sea.mp4"]
    again = desk.make(NOBODY, SEA, "-o", "sea.mp4")
    assert (again.returncode, "-y" in again.stderr) == (2, True)  # before anybody is asked


def test_programs_get_one_object_and_progress_as_objects(server: Served, desk: Desk) -> None:
    made = desk.type(
        "make", "一个20秒的海边日落影片，不要配乐", "--server", server.url, "-o", "海.webm", "--size", "360p",
        "--duration", "1", "--aspect", "9:16", "--json", "--progress", "json",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    (film,) = told["films"]
    assert (film["path"], film["duration_ms"], film["width"], film["height"]) == ("海.webm", 1000, 360, 640)
    assert film["language"] == "zh"
    assert "影片" in told["reply"]
    assert told["link"].startswith(server.url)
    objects = [json.loads(line) for line in made.stderr.splitlines() if line.startswith("{")]
    assert {"export", "pictures"} <= {one["stage"] for one in objects if "stage" in one}
    assert {"note": "cost", "available": 100, "needed": 20} in objects
    assert turns_of(server, told["session"])[1:] == ["改成1秒"]  # a flag wins over the sentence
    assert (desk.folder / "海.webm").stat().st_size > 1000


def test_several_descriptions_and_files_of_ones_own(server: Served, desk: Desk) -> None:
    assert cv2.imwrite(str(desk.folder / "menu.png"), np.full((360, 640, 3), 200, np.uint8))
    made = desk.make(
        server.url, "Two videos:\n1. the sea, 1s\n2. vertical: a forest, 1s", "-o", "two.mp4", "--size", "360p"
    )
    assert made.stdout.split() == ["two-1.mp4", "two-2.mp4"], made.stderr
    assert [probe(desk.folder / name).height for name in made.stdout.split()] == [360, 640]
    shown = desk.make(server.url, "A 2-second slideshow without music", "menu.png", "--dry-run", "--json")
    assert shown.returncode == 0, shown.stderr
    with server.host.database.reading() as connection:
        (file,) = sessions.files_of(connection, json.loads(shown.stdout)["session"])
    assert file.name == "menu.png"


def test_a_dry_run_asks_what_it_would_take(server: Served, desk: Desk) -> None:
    asked = desk.make(server.url, "A 12-second film of the sea", "--dry-run", "--json")
    told = json.loads(asked.stdout)
    assert (told["credits"], told["available"]) == (12, 100)
    assert turns_of(server, told["session"]) == []
    with elsewhere() as other:
        unknown = desk.make(other.url, SEA, "--dry-run")
    assert (unknown.returncode, "100" in unknown.stdout) == (0, True)
    assert other.said == []


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["make", "a film", "--server", NOBODY, "--seed", "7"], 2, "--seed"),
        (["make", "a film", "--server", NOBODY, "--captions"], 2, "--captions"),
        (["make", "a film", "--server", NOBODY, "--duration", "soon"], 2, "not a time"),
        (["make", "", "--server", NOBODY], 2, "no words"),
        (["make", "a film", "missing.jpg", "--server", NOBODY], 6, "missing.jpg"),
        (["make", "a film", "--session", "123"], 2, "--server"),
        (["make", "a film", "--server", "http://a:b@c"], 2, "address"),
        (["chat", "film.mp4", "--server", NOBODY], 2, "film.mp4"),
    ],
)
def test_what_cannot_be_asked_of_a_server_is_said_before_anything_is_sent(
    desk: Desk, arguments: list[str], code: int, told: str
) -> None:
    asked = desk.type(*arguments)
    assert (asked.returncode, asked.stdout) == (code, "")
    assert told in asked.stderr
    assert "Traceback" not in asked.stderr
    assert not desk.config.exists()


def test_exit_codes_say_what_kind_of_help_is_needed(server: Served, desk: Desk) -> None:
    stranger = desk.make(server.url, SEA, NEMO_TOKEN="nmv_usr_wrong")
    assert (stranger.returncode, "NEMO_TOKEN" in stranger.stderr) == (4, True)
    poor = desk.make(server.url, SEA, NEMO_TOKEN=server.person(credits=0).token)
    assert (poor.returncode, "/register?bind=" in poor.stderr) == (5, True)
    lost = desk.make(server.url, SEA, "--session", "12345")
    assert (lost.returncode, "12345" in lost.stderr) == (6, True)
    with elsewhere(Ways(no_plan=True)) as other:
        plan = desk.make(other.url, "add a title", "--session", other.with_film("123456"))
        assert (plan.returncode, "register?bind=anon_abc123" in plan.stderr) == (5, True)
        assert "--session" in plan.stderr
    away = desk.make(NOBODY, SEA)
    assert (away.returncode, NOBODY in away.stderr) == (7, True)
    for one in (stranger, poor, lost, plan, away):
        assert one.stdout == ""
        assert "Traceback" not in one.stderr


def test_who_no_longer_waits_comes_back_for_the_film(server: Served, desk: Desk) -> None:
    left = desk.make(server.url, SEA, "-o", "later.mp4", "--wait", "0.01")
    assert (left.returncode, left.stdout) == (8, "")
    command = re.search(r"talkreel (make .*)", left.stderr)
    assert command, left.stderr
    back = desk.type(*shlex.split(command[1]), "--size", "360p", "--progress", "none")
    assert back.returncode == 0, back.stderr
    assert probe(desk.folder / "later.mp4").duration_ms == 1000
    assert turns_of(server, session_in(left.stderr)) == [SEA]


def test_ctrl_c_leaves_the_server_at_it_and_says_how_to_come_back(server: Served, desk: Desk) -> None:
    typed = [sys.executable, "-m", "talkreel", "make", SEA, "--server", server.url, "-o", "a.mp4", "--size", "360p"]
    running = subprocess.Popen(
        [*typed, "--progress", "json"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=desk.folder,
        env=desk.environment(),
    )  # fmt: skip
    assert running.stderr
    seen = ""
    while '"stage"' not in seen:
        line = running.stderr.readline()
        assert line, seen
        seen += line
    running.send_signal(signal.SIGINT)
    out, rest = running.communicate(timeout=60)
    assert (running.returncode, out) == (130, "")
    assert "Traceback" not in rest
    assert not list(desk.folder.iterdir())
    command = re.search(r"talkreel (make .*)", rest)
    assert command, rest
    back = desk.type(*shlex.split(command[1]), "--size", "360p", "--progress", "none")
    assert back.returncode == 0, back.stderr
    assert turns_of(server, session_in(rest)) == [SEA]


def test_a_talk_from_a_pipe(server: Served, desk: Desk) -> None:
    assert cv2.imwrite(str(desk.folder / "my photo.png"), np.full((360, 640, 3), 90, np.uint8))
    talked = desk.chat(
        server.url, SEA, "make it night", "/undo", "/versions", "/show", "'my photo.png'", "积分", "/export gif",
        "export as mp4", "/foo", "/open http://example.com/x",  "/wait", "/quit", "never said",
    )  # fmt: skip
    assert talked.returncode == 0, talked.stderr
    for said in (
        "A film of 1 s", "→ night", "Taken back: “make it night”", "Versions: 3", "640x360  30 fps", "my photo.png",
        "99", "film.gif", "There is no command /foo", "example.com", "film.mp4",
    ):  # fmt: skip
        assert said in talked.stdout, said
    assert "workspace/claim?ct=" in talked.stderr
    assert sorted(path.name for path in desk.folder.iterdir()) == ["film.gif", "film.mp4", "my photo.png"]
    session = session_in(talked.stderr)
    assert turns_of(server, session) == [SEA, "make it night", "undo", "show all versions", "export as mp4"]
    back = desk.type(
        "chat", "--server", server.url, "--session", session, "--progress", "none", stdin="改成夜晚\n撤销\n"
    )
    assert back.returncode == 0, back.stderr
    assert "夜晚" in back.stdout
    assert turns_of(server, session)[-2:] == ["改成夜晚", "撤销"]


def test_no_line_however_odd_ends_a_talk(server: Served, desk: Desk) -> None:
    odd = (
        "\udcff\udcfe",
        "\0\x1b[2J",
        '"a 1-second film of the sea',
        "/",
        "/undo ½",
        "/open",
        "/export a.exe",
        "x" * 25_000,
        "🎬",
        "说" * 9000,
    )
    talked = desk.chat(server.url, *odd, "/help")
    assert talked.returncode == 0, talked.stderr
    assert "/versions" in talked.stdout
    for bad in ("inside talkreel", "talkreel 内部", "Traceback"):
        assert bad not in talked.stdout + talked.stderr


def test_a_talk_from_a_pipe_ends_with_the_code_of_what_went_wrong(server: Served, desk: Desk) -> None:
    poor = desk.chat(server.url, SEA, "/help", NEMO_TOKEN=server.person(credits=0).token)
    assert (poor.returncode, "/register?bind=" in poor.stdout, "/undo" in poor.stdout) == (5, True, True)
    assert desk.chat(server.url, SEA, NEMO_TOKEN="wrong").returncode == 4


def test_a_talk_and_a_film_with_another_server(desk: Desk) -> None:
    with elsewhere(Ways(gui=True, form="flat", render="bare", silent=(), looks=0)) as other:
        session = other.with_film("5529798706024415232")
        lines = ("add a title", "/show", "/undo", "/open 5529798706024415232", "下载", "/quit")
        typed = "".join(f"{line}\n" for line in lines)
        talked = desk.type("chat", "--server", other.url, "--session", session, "--progress", "none", stdin=typed)
        made = desk.make(other.url, "make it warmer", "--session", session, "--duration", "9", "-o", "warm.mp4")
    assert talked.returncode == 0, talked.stderr
    assert "click" not in talked.stdout.lower()
    assert "city timelapse" in talked.stdout
    assert other.said == ["add a title", "undo", "make it warmer. 9 seconds."]
    assert (desk.folder / "film.mp4").read_bytes() == FILM
    assert (made.returncode, made.stdout) == (0, "warm.mp4\n"), made.stderr
    assert "9 s" in made.stderr  # it made 5, which is said: nothing that was asked for is dropped without a word
    assert (desk.folder / "warm.mp4").read_bytes() == FILM


def at_a_terminal(desk: Desk, arguments: list[str], answers: dict[str, str]) -> tuple[int, str]:
    """Run a command at a terminal and answer what it asks; its exit code, and what was seen."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(desk.folder)
        os.execvpe(sys.executable, [sys.executable, "-m", "talkreel", *arguments], desk.environment(TERM="dumb"))
    seen, until = "", time.monotonic() + 60
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 65_536).decode(errors="replace")
            except OSError:
                break
        for asked in [one for one in answers if one in seen]:
            os.write(terminal, answers.pop(asked).encode())
    else:
        os.kill(child, signal.SIGKILL)
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), seen


def test_at_a_terminal_a_server_is_contacted_after_a_yes_that_is_kept(desk: Desk) -> None:
    with elsewhere() as other:
        typed = ["make", "A film of a city", "--server", other.url, "--progress", "none", "--dry-run"]
        code, seen = at_a_terminal(desk, typed, {"[y/N]": "n\n"})
        assert (code, other.requests) == (2, [])
        for told in (other.url, "X-Skill-Platform: unknown", "client_id"):
            assert told in seen.replace("\r\n", " ")
        assert not desk.config.exists()
        code, seen = at_a_terminal(desk, typed, {"[y/N]": "y\n"})
        assert code == 0, seen
        assert (desk.config / "agreed").read_text().split() == [other.url]
        assert (desk.config / "agreed").stat().st_mode & 0o777 == 0o600
        code, seen = at_a_terminal(desk, [*typed, "-y"], {})
        assert (code, "[y/N]" in seen) == (0, False)
    assert other.said == []
