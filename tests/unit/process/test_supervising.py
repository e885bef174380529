"""Processes that are begun again when they die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap

import pytest

_BEGIN = """
import logging, os, signal, sys, time
from talkreel.process.supervising import Line, Post, Supervisor

def said(*words):
    print(*words, flush=True)

def steady(line):
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    line.listen(lambda pid: said("gone", pid))
    line.ready()
    signal.sigwait({signal.SIGTERM})
    return 0
"""


def _run(body: str, seconds: float = 20) -> tuple[int, list[str]]:
    """What a supervisor in a process of its own ended with, and what it and its children said."""
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + textwrap.dedent(body)],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout.splitlines()


def test_who_dies_is_replaced_and_the_heir_is_told() -> None:
    code, said = _run("""
        def mortal(line):
            said("born", os.getpid())
            line.ready()
            time.sleep(0.3)
            os.kill(os.getpid(), signal.SIGKILL)

        posts = [Post("steady", steady), Post("mortal", mortal, heir=False)]
        supervisor = Supervisor(posts, 1, lambda: said("up"))
        signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
        signal.alarm(3)
        sys.exit(supervisor.run())
    """)
    assert code == 0
    born = [line.split()[1] for line in said if line.startswith("born")]
    gone = [line.split()[1] for line in said if line.startswith("gone")]
    # At once, then after one second, two, four: who dies of its beginning does not keep the machine busy.
    assert len(born) == 3
    assert gone == born[: len(gone)]
    assert len(gone) >= 2
    assert said.count("up") == 1


def test_who_is_late_begins_when_the_others_are_ready() -> None:
    code, said = _run("""
        def slow(line):
            time.sleep(0.3)
            said("ready")
            return steady(line)

        def late(line):
            said("late")
            os.kill(os.getppid(), signal.SIGTERM)
            return steady(line)

        sys.exit(Supervisor([Post("late", late, late=True), Post("slow", slow)], 1, lambda: said("up")).run())
    """)
    assert code == 0
    assert said == ["ready", "up", "late"]


def test_who_cannot_begin_ends_it_with_its_code() -> None:
    code, said = _run("""
        sys.exit(Supervisor([Post("broken", lambda line: 7), Post("steady", steady)], 1, lambda: said("up")).run())
    """)
    assert code == 7
    assert "up" not in said


def test_who_does_not_drain_is_killed() -> None:
    code, _ = _run("""
        import talkreel.process.supervising as supervising
        supervising._MARGIN_S = 0.2

        def deaf(line):
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            line.ready()
            while True:
                time.sleep(1)

        sys.exit(Supervisor([Post("deaf", deaf)], 0.2, lambda: os.kill(os.getpid(), signal.SIGTERM)).run())
    """)
    assert code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_what_the_server_imports_before_it_forks_begins_no_thread() -> None:
    script = """
        import json
        from talkreel.server import supervisor
        supervisor._begin()
        from talkreel.server import api, work
        api.preload()
        status = open("/proc/self/status").read()
        print(json.dumps(int(status.partition("Threads:")[2].split()[0])))
    """
    environment = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, check=True, env=environment
    )
    assert json.loads(done.stdout) == 1
