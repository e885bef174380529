"""`talkreel serve` as people run it: processes of its own, watched from outside."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import httpx
from tests.hosting import Person

_PATIENCE_S = 60.0


class Command:
    """A server that was started by the command. `address` is what it printed, `log` all that it wrote to stderr."""

    arguments: tuple[str, ...] = ("serve", "--port", "0")

    def __init__(self, data: Path, *options: str, **environment: str) -> None:
        self.data = data
        self.log_path = data.parent / f"{data.name}.log"
        self._log = self.log_path.open("w")
        self._clients = list[httpx.Client]()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "talkreel", *self.arguments, "--data", str(data), *options],
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            env=os.environ | {"TALKREEL_TOKENS_PER_ADDRESS": "1000", "TALKREEL_LANGUAGE": "en"} | environment,
        )
        assert self.process.stdout
        self.address = self.process.stdout.readline().strip()

    @property
    def log(self) -> str:
        """What was logged so far."""
        return self.log_path.read_text()

    def client(self) -> httpx.Client:
        """A client without a token; it is closed with the server."""
        self._clients.append(httpx.Client(base_url=self.address, timeout=60))
        return self._clients[-1]

    def person(self) -> Person:
        """Somebody new."""
        client = self.client()
        got = Person.got(client.post("/api/auth/anonymous-token", headers={"X-Client-Id": str(uuid.uuid4())}))
        client.headers["Authorization"] = f"Bearer {got['token']}"
        return Person(client, got["user_id"], got["token"])

    def pids(self, post: str) -> list[int]:
        """The processes whose posts begin so, the newest last, as the log has them; without those that ended."""
        found = list[int]()
        for line in self.log.splitlines():
            told = json.loads(line) if line.startswith("{") else {}
            if "post" in told and told["post"].startswith(post):
                found += [told["pid"]] if told["event"] == "process begun" else []
                found = [pid for pid in found if told["event"] != "process ended" or pid != told["pid"]]
        return found

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(_PATIENCE_S)

    def close(self) -> None:
        """End it in any case."""
        for client in self._clients:
            client.close()
        self.process.kill()
        self.process.wait(_PATIENCE_S)
        assert self.process.stdout
        self.process.stdout.close()
        self._log.close()


class Hands(Command):
    """`talkreel worker`."""

    arguments = ("worker",)


@contextmanager
def command(data: Path, *options: str, kind: type[Command] = Command, **environment: str) -> Generator[Command]:
    """A server that runs until the block ends."""
    found = kind(data, *options, **environment)
    try:
        assert found.address, found.log
        yield found
    finally:
        found.close()


def plain_get(address: str, path: str) -> bool:
    """Ask on a connection of its own; whether it was answered. Who is being answered by a process that dies is not.

    Raises:
        ConnectionRefusedError: nobody listens.
    """
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), 30) as connection:
        try:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            return connection.recv(64).startswith(b"HTTP/1.1 200")
        except ConnectionResetError:
            return False


def until(true: Callable[[], object], seconds: float = 20.0) -> float:
    """How long it took until something became true, s."""
    began = time.monotonic()
    while not true():
        took = time.monotonic() - began
        assert took < seconds, f"not within {seconds} s"
        time.sleep(0.01)
    return time.monotonic() - began


@contextmanager
def meanwhile(work: Callable[[], object]) -> Generator[list[object]]:
    """Do something in a thread beside the block, which waits for it; what it gave is in the list afterwards."""
    given = list[object]()
    thread = threading.Thread(target=lambda: given.append(work()), daemon=True)
    thread.start()
    try:
        yield given
    finally:
        thread.join(_PATIENCE_S)
