"""F9: a bucket behind a bad line. `TALKREEL_SOAK=1` takes the long forms."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.contract.test_objects import a_file
from tests.s3 import Answer, Line

from talkreel.errors import UnavailableError
from talkreel.store.objects import Objects
from talkreel.store.s3_objects import S3Objects

_LONG = bool(os.environ.get("TALKREEL_SOAK"))


@pytest.fixture
def open_it(line: Line, s3_url: str, tmp_path: Path) -> Callable[..., Objects]:
    def opened(**options: float) -> Objects:
        return S3Objects(s3_url, tmp_path / f"cache{os.urandom(4).hex()}", **options)  # pyright: ignore

    return opened


def test_every_tenth_answer_is_an_error(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    chance = random.Random(7)

    def spoil(method: str, answer: Answer) -> Answer:
        if chance.random() >= 0.1:
            return answer
        return Answer(chance.choice([500, 502, 503, 504]), [("Content-Length", "0")], b"")

    line.spoil = spoil
    objects = open_it()
    for number in range(200 if _LONG else 30):
        key, path = a_file(tmp_path, 10_000 if number else 20_000_000)
        objects.put_file(key, path)
        assert objects.path_of(key).read_bytes() == path.read_bytes()


def test_every_tenth_connection_breaks(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    chance = random.Random(8)

    def spoil(method: str, answer: Answer) -> Answer:
        if chance.random() < 0.1:
            raise ConnectionError
        if method == "GET" and chance.random() < 0.1:
            return Answer(answer.status, answer.headers, answer.body[: len(answer.body) // 2])
        return answer

    line.spoil = spoil
    objects = open_it(part_s=2)
    for _ in range(100 if _LONG else 10):
        key, path = a_file(tmp_path, 10_000)
        objects.put_file(key, path)
        assert objects.path_of(key).read_bytes() == path.read_bytes()


def test_an_outage_is_told_in_time_and_survived(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    budget_s = 20.0 if _LONG else 1.5
    objects = open_it(budget_s=budget_s)
    objects.put_file(key, path)
    line.spoil = lambda method, answer: Answer(503, [("Content-Length", "0")], b"")
    began = time.monotonic()
    with pytest.raises(UnavailableError) as told:
        objects.path_of(key)
    assert told.value.code == "error.objects"
    assert time.monotonic() - began < 2 * budget_s + 1
    line.spoil = lambda method, answer: answer
    assert objects.path_of(key).read_bytes() == path.read_bytes()


def test_a_short_outage_is_not_noticed(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    objects = open_it()
    objects.put_file(key, path)
    back = time.monotonic() + (10 if _LONG else 1)

    def spoil(method: str, answer: Answer) -> Answer:
        return answer if time.monotonic() > back else Answer(503, [("Content-Length", "0")], b"")

    line.spoil = spoil
    assert objects.path_of(key).read_bytes() == path.read_bytes()


def test_nobody_answering_is_told(open_it: Callable[..., Objects], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    objects = open_it(budget_s=0.5)
    for look in (objects.exists, objects.path_of, objects.delete, lambda key: list(objects.list(key))):
        with pytest.raises(UnavailableError):
            look("a/1")


def test_a_line_that_is_too_slow_is_given_up(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    key, path = a_file(tmp_path, 100_000)
    objects = open_it(budget_s=1, part_s=1)
    objects.put_file(key, path)
    line.slow_s = 1 if _LONG else 0.2
    began = time.monotonic()
    with pytest.raises(UnavailableError):
        objects.path_of(key)
    assert time.monotonic() - began < 6
    line.slow_s = 0
    assert objects.path_of(key).read_bytes() == path.read_bytes()


def _wrong(answer: Answer) -> Answer:
    return Answer(answer.status, answer.headers, answer.body[:-1] + bytes([answer.body[-1] ^ 1]))


def test_what_came_wrong_is_fetched_again(line: Line, open_it: Callable[..., Objects], tmp_path: Path) -> None:
    key, path = a_file(tmp_path)
    objects, came = open_it(), list[str]()
    objects.put_file(key, path)

    def spoil(method: str, answer: Answer) -> Answer:
        came.extend([method] * (method == "GET"))
        return _wrong(answer) if method == "GET" and len(came) < 3 else answer

    line.spoil = spoil
    assert objects.path_of(key).read_bytes() == path.read_bytes()
    assert len(came) == 3


@pytest.mark.parametrize("named", ["", "exports/1.mp4"])
def test_what_always_comes_wrong_is_never_served(
    line: Line, open_it: Callable[..., Objects], tmp_path: Path, named: str
) -> None:
    key, path = a_file(tmp_path)
    key, objects = named or key, open_it()
    objects.put_file(key, path)
    line.spoil = lambda method, answer: _wrong(answer) if method == "GET" else answer
    for look in (objects.path_of, objects.stream):
        with pytest.raises(UnavailableError) as told:
            look(key)
        assert told.value.code == "error.object_damaged"
    assert not [path for path in tmp_path.glob("cache*/**/*") if path.is_file()]
