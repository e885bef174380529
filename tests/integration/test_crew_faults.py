"""Whatever happens to a crew's children, or to the program, nothing hangs and nobody is left behind.

TALKREEL_SOAK=1 takes the long forms.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.integration.test_export import DRAFT

from talkreel.errors import Interrupted, RenderError, TalkreelError
from talkreel.process.crew import Crew
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of

SOAK = os.environ.get("TALKREEL_SOAK") == "1"
CANCELS = 200 if SOAK else 15

Told = Callable[[str, float], None]


def where() -> int:
    return os.getpid()


def crash(how: int) -> None:
    os.kill(os.getpid(), how)


def leave(code: int) -> None:
    os._exit(code)


def exit_politely() -> None:
    raise SystemExit(3)


def hang(path: Path) -> None:
    """A process that nothing but a kill ends, with a child of its own."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    path.write_text(f"{os.getpid()} {subprocess.Popen(['sleep', '600']).pid}")
    while True:
        time.sleep(600)


def stand_still(path: Path) -> None:
    path.write_text(str(os.getpid()))
    os.kill(os.getpid(), signal.SIGSTOP)


def hoard(megabytes: int) -> int:
    held: list[bytes] = []
    for _ in range(megabytes):
        held.append(b"x" * (1 << 20))
        time.sleep(0.002)
    return len(held)


def keep(megabytes: int) -> int:
    globals()["_KEPT"] = b"x" * (megabytes << 20)
    return os.getpid()


def ask_too_much() -> None:
    bytearray(1 << 60)


def large(megabytes: int) -> bytes:
    return b"\xab" * (megabytes << 20)


def measured(body: bytes) -> int:
    return len(body)


def a_lock() -> object:
    return threading.Lock()


class Stubborn:
    """It can be sent, but not made again."""

    def __reduce__(self) -> tuple[object, ...]:
        return _refuse_to_be, ()


def _refuse_to_be() -> None:
    raise LookupError("not here")


def stubborn() -> Stubborn:
    return Stubborn()


def unsendable_error() -> None:
    raise RenderError("error.drawing", detail=threading.Lock())


def foreign() -> None:
    raise json.JSONDecodeError("odd text", "{", 1)


def film(folder: Path, cache: Path, started: Path, *, progress: Told) -> None:
    """An export with worker processes of its own."""
    os.environ["TALKREEL_WORKERS"] = "2"
    started.write_text(str(os.getpid()))
    export(DRAFT, folder, folder / "film.mp4", output_of(Path("f.mp4")), progress, Cache(cache, 1 << 30))


def silent_film(folder: Path, cache: Path, started: Path) -> None:
    """The same, telling nobody: only a kill stops it."""
    film(folder, cache, started, progress=lambda *_: None)


@pytest.fixture(scope="module")
def crew() -> Iterator[Crew]:
    with Crew(2, ("talkreel.render.export",), idle_s=30) as shared:
        yield shared


def within(seconds: float, what: Callable[[], bool]) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if what():
            return True
        time.sleep(0.01)
    return what()


def status(pid: int | str) -> tuple[str, int, int]:
    """State, parent and group of a process; a dead one that nobody has taken off the list yet is "Z", as is none."""
    try:
        state, parent, group = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:3]
    except OSError:
        return "Z", 0, 0
    return state, int(parent), int(group)


def alive(pid: int) -> bool:
    return status(pid)[0] != "Z"


def group_of(leader: int) -> list[int]:
    """The living processes of a group."""
    told = {entry.name: status(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    return [int(pid) for pid, (state, _, group) in told.items() if group == leader and state != "Z"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_a_child_that_dies_is_an_error_and_the_next_call_is_served(crew: Crew, how: int) -> None:
    since = time.monotonic()
    with pytest.raises(RenderError, match="process_lost"):
        crew.call(crash, how)
    assert time.monotonic() - since < 5
    assert crew.call(where)


def test_leaving_is_dying_and_a_polite_exit_is_an_error(crew: Crew) -> None:
    with pytest.raises(RenderError, match="process_lost"):
        crew.call(leave, 0)
    with pytest.raises(RenderError, match="SystemExit"):
        crew.call(exit_politely)


def test_a_child_that_was_killed_while_idle_is_not_noticed(crew: Crew) -> None:
    pid = crew.call(where, key="idle")
    os.kill(pid, signal.SIGKILL)
    assert crew.call(where, key="idle") != pid


def test_a_hung_child_and_its_own_child_are_gone_in_two_seconds(crew: Crew, tmp_path: Path) -> None:
    path = tmp_path / "pids"
    since = time.monotonic()
    with pytest.raises(RenderError, match="process_slow"):
        crew.call(hang, path, time_s=0.5)
    assert time.monotonic() - since < 2.5
    pids = [int(pid) for pid in path.read_text().split()]
    assert len(pids) == 2
    assert within(0.5, lambda: not any(map(alive, pids)))


def test_a_child_that_stands_still_is_killed(crew: Crew, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="process_slow"):
        crew.call(stand_still, tmp_path / "pid", time_s=0.5)
    assert within(0.5, lambda: not alive(int((tmp_path / "pid").read_text())))


def test_an_idle_child_that_stands_still_holds_nobody(crew: Crew) -> None:
    pid = crew.call(where)
    os.kill(pid, signal.SIGSTOP)
    until = time.monotonic() + 1
    with pytest.raises(Interrupted):
        crew.call(measured, bytes(64 << 20), stop=lambda: time.monotonic() > until)
    assert within(0.5, lambda: not alive(pid))
    assert crew.call(where) != pid


def test_too_much_memory_is_an_error(crew: Crew) -> None:
    with pytest.raises(RenderError, match="process_memory"):
        crew.call(ask_too_much)
    with Crew(1, idle_s=30, memory_mb=400) as small:
        pid = small.call(where)
        with pytest.raises(RenderError, match="process_memory"):
            small.call(hoard, 20_000)
        assert small.call(where) != pid


def test_a_child_that_keeps_too_much_is_replaced() -> None:
    with Crew(1, idle_s=30, memory_mb=600) as small:
        assert small.call(keep, 100) == small.call(where)
        assert small.call(keep, 350) != small.call(where)


def test_large_arguments_and_results_pass(crew: Crew) -> None:
    assert crew.call(large, 80) == large(80)
    assert crew.call(measured, large(80)) == 80 << 20


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (a_lock, "cannot pickle"),
        (stubborn, "LookupError: not here"),
        (unsendable_error, "cannot pickle"),
        (foreign, "odd text"),
    ],
)
def test_what_cannot_be_sent_is_an_error_of_ours_with_the_text(
    crew: Crew, work: Callable[[], object], told: str
) -> None:
    with pytest.raises(TalkreelError) as caught:
        crew.call(work)
    assert told in str(caught.value)
    assert crew.call(where)


def test_work_that_is_not_a_modules_function_is_refused_before_it_is_sent(crew: Crew) -> None:
    with pytest.raises(Exception, match="pickle"):
        crew.call(lambda: 1)
    assert crew.call(where)


def test_cancelled_at_any_moment_nobody_and_nothing_is_left(tmp_path: Path) -> None:
    """F15: half of the exports can be told to stop, half only killed; each has worker processes of its own."""
    dice = random.Random(15)
    slowest, ended = 0.0, 0
    with Crew(1, ("talkreel.render.export", "talkreel.render.compose"), idle_s=30) as single:
        for number in range(CANCELS):
            folder = tmp_path / str(number)
            folder.mkdir()
            since, moment = time.monotonic(), dice.uniform(0, 1.6 if SOAK else 0.9)
            asked: list[float] = []

            def stop(until: float = since + moment, asked: list[float] = asked) -> bool:
                if time.monotonic() > until:
                    asked.append(time.monotonic())
                return bool(asked)

            work, progress = ((film, lambda *_: None), (silent_film, None))[number % 2]
            try:
                single.call(work, folder, folder / "cache", folder / "pid", progress=progress, stop=stop)
                ended += 1
            except Interrupted:
                slowest = max(slowest, time.monotonic() - asked[0])
                if progress is None and (folder / "pid").exists():
                    pid = int((folder / "pid").read_text())
                    assert within(1, lambda pid=pid: not group_of(pid)), f"left after cancel {number}"
            assert [p.name for p in folder.glob("*") if p.suffix == ".part"] == []
    assert ended < CANCELS
    assert slowest < 2


def test_a_childs_own_children_die_with_it(crew: Crew, tmp_path: Path) -> None:
    """F16: a worker is killed while its own worker processes draw."""
    outcome: list[BaseException] = []

    def ask() -> None:
        try:
            crew.call(silent_film, tmp_path, tmp_path / "cache", tmp_path / "pid")
        except RenderError as error:
            outcome.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    assert within(20, lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().isdigit())
    pid = int((tmp_path / "pid").read_text())
    assert within(20, lambda: len(group_of(pid)) >= 3)
    os.kill(pid, signal.SIGKILL)
    assert within(1, lambda: not group_of(pid))
    asking.join(5)
    assert [str(error) for error in outcome] == ["error.process_lost()"]


PROGRAM = """
import sys, threading
from pathlib import Path
sys.path.insert(0, {root!r})
from talkreel.process.crew import Crew
from tests.integration import test_crew_faults as work
crew = Crew(2, ("talkreel.render.export",), idle_s=60)
folder = Path({folder!r})
for name in ("a", "b"):
    (folder / name).mkdir()
    arguments = (work.silent_film, folder / name, folder / name / "cache", folder / name / "pid")
    threading.Thread(target=crew.call, args=arguments if name == "a" else (work.hang, folder / "b" / "pid")).start()
"""


@pytest.mark.parametrize("how", ["process", "group"])
def test_all_die_with_the_program(tmp_path: Path, how: str) -> None:
    """Traps 4 and 5: the program is killed while children work, one with workers of its own, one that hangs."""
    root = str(Path(__file__).resolve().parents[2])
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM.format(root=root, folder=str(tmp_path))],
        start_new_session=True,
        stderr=subprocess.DEVNULL,
    )
    files = [tmp_path / name / "pid" for name in ("a", "b")]
    assert within(30, lambda: all(file.exists() and file.read_text().strip() for file in files))
    leaders = [int(file.read_text().split()[0]) for file in files]
    within(10, lambda: len(group_of(leaders[0])) >= 3)
    nurseries = [status(leader)[1] for leader in leaders]
    assert len(set(nurseries)) == 1
    if how == "group":
        os.killpg(program.pid, signal.SIGKILL)
    else:
        program.kill()
    program.wait()
    assert within(1, lambda: not any(group_of(leader) for leader in leaders))
    assert within(1, lambda: not alive(nurseries[0]))


def test_all_die_with_what_they_come_from_and_the_crew_goes_on(crew: Crew, tmp_path: Path) -> None:
    pid = crew.call(where)
    os.kill(status(pid)[1], signal.SIGKILL)
    assert within(1, lambda: not alive(pid))
    assert crew.call(where) != pid


def test_a_program_that_ends_leaves_nobody(tmp_path: Path) -> None:
    program = (
        "from talkreel.process.crew import Crew; import os; crew = Crew(1); "
        "pid = crew.call(os.getpid); print(pid, flush=True)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True)
    assert ran.stderr == ""
    assert within(1, lambda: not alive(int(ran.stdout)))
