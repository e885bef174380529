from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from talkreel.errors import InputError
from talkreel.process.guard import guarded
from talkreel.settings import settings


def add(a: int, b: int) -> int:
    return a + b


def crash(path: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hoard(path: str) -> int:
    return len(bytearray(8 << 30))


def dawdle(path: str) -> None:
    time.sleep(30)


def call_out(path: str) -> str:
    import socket

    with socket.socket() as link:
        link.settimeout(2)
        link.connect(("127.0.0.1", int(path)))
    return "connected"


def test_the_result_comes_back() -> None:
    assert guarded(add, 2, 3) == 5


@pytest.mark.parametrize(("work", "code"), [(crash, "error.file_broken"), (hoard, "error.file_too_much_memory")])
def test_what_a_hostile_file_does_to_the_child_is_an_input_error(work, code: str) -> None:
    with pytest.raises(InputError) as caught:
        guarded(work, "bad.mp4", subject="bad.mp4")
    assert caught.value.code == code
    assert caught.value.fields["path"] == "bad.mp4"


def test_a_child_that_takes_too_long_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALKREEL_CHILD_TIME_S", "1")
    settings.cache_clear()
    try:
        with pytest.raises(InputError, match="too_slow"):
            guarded(dawdle, "slow.mp4", subject="slow.mp4")
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_a_child_has_no_network() -> None:
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        with pytest.raises(InputError, match=r"unreachable|refused|denied"):
            guarded(call_out, str(door.getsockname()[1]))


def test_a_child_dies_with_its_parent() -> None:
    program = (
        "import time\n"
        "from talkreel.process.guard import guarded\n"
        "if __name__ == '__main__':\n"
        "    print('up', flush=True)\n"
        "    guarded(time.sleep, 60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    parent.stdout.readline()
    deadline = time.monotonic() + 10
    while len(children := _below(parent.pid)) < 2 and time.monotonic() < deadline:  # one forks, one works
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 5
    while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(children) == 2
    assert not any(_alive(pid) for pid in children)


def _below(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False)
    children = [int(line) for line in listed.stdout.split()]
    return children + [deeper for child in children for deeper in _below(child)]


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
