"""T7: what a guarded process can do when a hostile file has taken it over: next to nothing."""

from __future__ import annotations

import contextlib
import mmap
import operator
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from talkreel.errors import InputError
from talkreel.process import shield
from talkreel.process.guard import guarded
from talkreel.settings import settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's guards are Linux's")


def held() -> frozenset[str]:
    """Which parts of the shield this system has (asked in a child of its own)."""
    return guarded(_held)


def _held() -> frozenset[str]:
    return shield.shield([])


def tried(name: str, *arguments: object) -> str:
    """What became of it: "" for done, else why not."""
    try:
        TRIES[name](*arguments)
    except OSError as cause:
        return type(cause).__name__
    return ""


def read(path: str) -> None:
    Path(path).read_bytes()


def listed(path: str) -> None:
    os.listdir(path)


def connected(port: int) -> None:
    with socket.socket() as link:
        link.settimeout(2)
        link.connect(("127.0.0.1", port))


def sent(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        link.sendto(b"x", ("127.0.0.1", port))


def abstract(name: str) -> None:
    with socket.socket(socket.AF_UNIX) as link:
        link.connect("\0" + name)


def forked() -> None:
    for _ in range(1000):
        if os.fork() == 0:
            os._exit(0)


def ran() -> None:
    os.execv("/bin/true", ["true"])


def written(path: str) -> None:
    with open(path, "wb") as file:
        for _ in range(10_000):
            file.write(b"\0" * (1 << 20))


def shared_memory() -> None:
    file = os.memfd_create("room")
    os.write(file, b"\0" * 4096)


def killed(pid: int) -> None:
    os.kill(pid, 0)


def stopped(pid: int) -> None:
    signal.pidfd_send_signal(os.pidfd_open(pid), 0)


def read_memory(pid: int) -> None:
    with open(f"/proc/{pid}/mem", "rb"):
        return


def linked(path: str) -> None:
    os.symlink("/etc/passwd", path)


TRIES: dict[str, Callable[..., object]] = {
    "read": read, "listed": listed, "connected": connected, "sent": sent, "abstract": abstract, "forked": forked,
    "ran": ran, "written": written, "shared": shared_memory, "killed": killed, "stopped": stopped,
    "memory": read_memory, "linked": linked, "removed": os.unlink, "renamed": os.rename, "made": os.mkdir,
    "mode": lambda path: os.chmod(path, 0o777), "owner": lambda path: os.chown(path, 1, 1), "root": os.chroot,
    "truncated": os.truncate, "user": lambda: os.setgroups([]), "priority": lambda: os.setpriority(os.PRIO_USER, 0, 19),
}  # fmt: skip


def test_every_part_of_the_shield_holds_here() -> None:
    parts = held()
    if parts != {"caps", "files", "calls"}:
        pytest.skip(f"this kernel has only {sorted(parts)}")


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another tenant's file, beside ours."""
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "secret.txt").write_text("another tenant's")
    return folder / "secret.txt"


def test_the_file_given_can_be_read(other: Path) -> None:
    """Or the tests below would prove nothing."""
    assert guarded(tried, "read", str(other), reads=[other]) == ""
    assert guarded(tried, "listed", str(other.parent), reads=[other.parent]) == ""


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/etc/shadow", "/proc/self/environ", "/proc/1/environ", "/proc/self/mem"]
)
def test_no_file_of_the_system_can_be_read(path: str) -> None:
    assert guarded(tried, "read", path) == "PermissionError"


def test_no_file_of_another_tenant_can_be_read(other: Path, tmp_path: Path) -> None:
    ours = tmp_path / "ours.txt"
    ours.write_text("ours")
    link = tmp_path / "link"
    link.symlink_to(other)
    for path in (other, tmp_path / "." / "other" / "secret.txt", link):
        assert guarded(tried, "read", str(path), reads=[ours]) == "PermissionError"
    for folder in (tmp_path, other.parent, Path("/"), Path.home(), Path("/tmp")):
        assert guarded(tried, "listed", str(folder), reads=[ours]) == "PermissionError"


def environment() -> dict[str, str]:
    return dict(os.environ)


def test_no_secret_is_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TALKREEL_SECRET_KEY", "TALKREEL_DATABASE_URL", "AWS_SECRET_ACCESS_KEY", "OPENAI_API_KEY", "ANYTHING"):
        monkeypatch.setenv(name, "hush-hush")
    monkeypatch.setenv("TALKREEL_MAX_PICTURE_MP", "7")
    told = guarded(environment)
    assert "hush-hush" not in told.values()
    assert told["TALKREEL_MAX_PICTURE_MP"] == "7"


def test_no_secret_is_in_the_process_that_children_come_from() -> None:
    program = (
        "import subprocess\n"
        "from pathlib import Path\n"
        "from talkreel.process.guard import get_ready\n"
        "get_ready()\n"
        "import os\n"
        "mine = subprocess.check_output(['pgrep', '-P', str(os.getpid())], text=True).split()\n"
        "print([b'hush-hush' in Path('/proc', pid, 'environ').read_bytes() for pid in mine])\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "A": "hush-hush"},
    )
    assert told.stdout == "[False]\n"


@contextlib.contextmanager
def open_doors() -> Iterator[tuple[int, int, str]]:
    name = f"talkreel-{os.getpid()}"
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp,
        socket.socket(socket.AF_UNIX) as local,
    ):
        udp.bind(("127.0.0.1", 0))
        local.bind("\0" + name)
        local.listen()
        yield tcp.getsockname()[1], udp.getsockname()[1], name


def test_no_socket_can_be_opened() -> None:
    with open_doors() as (tcp, udp, name):
        for what, where in (("connected", tcp), ("sent", udp), ("abstract", name)):
            assert tried(what, where) == ""
            assert guarded(tried, what, where) != ""


def test_nothing_can_be_started_written_or_changed(other: Path, tmp_path: Path) -> None:
    before = {p: (p.stat().st_mode, p.stat().st_size) for p in tmp_path.rglob("*")}
    new = str(tmp_path / "new")
    for what, *arguments in (
        ("forked",), ("ran",), ("written", new), ("written", str(other)), ("shared",), ("linked", new), ("made", new),
        ("removed", str(other)), ("renamed", str(other), new), ("mode", str(other)), ("owner", str(other)),
        ("truncated", str(other), 0), ("root", str(tmp_path)), ("user",), ("priority",),
    ):  # fmt: skip
        assert guarded(tried, what, *arguments, reads=[tmp_path]) != "", what
    assert {p: (p.stat().st_mode, p.stat().st_size) for p in tmp_path.rglob("*")} == before


def test_no_other_process_can_be_touched() -> None:
    for what in ("killed", "stopped", "memory"):
        assert guarded(tried, what, os.getpid()) != "", what


def busy(path: str) -> None:
    while True:
        pass


def many_threads(path: str) -> None:
    for _ in range(8):
        threading.Thread(target=busy, args=(path,), daemon=True).start()
    time.sleep(60)


def hoarding(path: str) -> None:
    rooms = []
    while True:
        room = mmap.mmap(-1, 64 << 20)
        room.write(b"x" * (64 << 20))
        rooms.append(room)


def deaf(path: str) -> None:
    for number in range(1, 32):
        with contextlib.suppress(OSError):
            signal.signal(number, signal.SIG_IGN)
    busy(path)


@pytest.mark.parametrize("work", [busy, many_threads, deaf, hoarding])
def test_what_takes_too_much_is_ended_in_time(work: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALKREEL_CHILD_TIME_S", "1")
    settings.cache_clear()
    began = time.monotonic()
    try:
        with pytest.raises(InputError) as caught:
            guarded(work, "bad.mp4", subject="bad.mp4")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
    assert time.monotonic() - began < 4
    assert caught.value.fields["path"] == "bad.mp4"


class Trap:
    """What a taken-over child would send: a pickle that calls something where it is opened."""

    def __init__(self, *call: object) -> None:
        self.call = call

    def __reduce__(self):
        return self.call[0], self.call[1:]


def trap(mark: str) -> object:
    return Trap(os.mkdir, mark)


def indirect_trap(mark: str) -> object:
    from talkreel.process import fetching

    return Trap(fetching.fetch, mark, Path(mark), 1, 1.0)


def class_trap(mark: str) -> object:
    return Trap(subprocess.Popen, ["mkdir", mark])


@pytest.mark.parametrize("work", [trap, indirect_trap, class_trap])
def test_an_answer_is_never_run(work: Callable[[str], object], tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    with pytest.raises(InputError, match="file_broken"):
        guarded(work, str(mark))
    assert not mark.exists()


def boasting(path: str) -> None:
    """Announce an answer of a petabyte on every socket that is open here."""
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, (1 << 50).to_bytes(8, "big"))
    time.sleep(5)


def babbling(path: str) -> None:
    for number in range(3, 64):
        with contextlib.suppress(OSError):
            os.write(number, (4).to_bytes(8, "big") + b"\xff\xfe\x00\x01")
    time.sleep(5)


@pytest.mark.parametrize("work", [boasting, babbling])
def test_an_answer_that_is_none_is_refused(work: Callable[[str], None]) -> None:
    began = time.monotonic()
    with pytest.raises(InputError, match="file_broken"):
        guarded(work, "x")
    assert time.monotonic() - began < 3


def test_values_come_back_as_they_were() -> None:
    import numpy as np

    from talkreel.media.probe import Probed

    for value in (
        Probed("video", 1, 2),
        (1, "a", None, 2.5, b"x", {"k": [1]}, {2}),
        Path("a/b"),
        InputError("error.x", a=1),
    ):
        assert repr(guarded(echo, value)) == repr(value)
    assert (guarded(echo, np.arange(6, dtype=np.float32).reshape(2, 3)) == np.arange(6).reshape(2, 3)).all()
    assert pickle.loads(pickle.dumps(guarded(echo, np.float64(2.5)))) == 2.5


def echo(value: object) -> object:
    return value


def test_a_guarded_process_starts_quickly() -> None:
    times: list[float] = []
    for _ in range(8):
        began = time.monotonic()
        guarded(operator.index, 1)  # of a module that is there already
        times.append(time.monotonic() - began)
    assert min(times) < 0.25
