"""The cache: whole entries or none, verified, bounded, safe for many processes."""

from __future__ import annotations

import os
import random
from multiprocessing import get_context
from pathlib import Path

import pytest

from talkreel.render.cache import PAYLOAD_AT, Cache

KEYS = [f"{n:02x}" * 32 for n in range(40)]


def entry(store: Cache, key: str, kind: str = "chunks") -> Path:
    return store.folder / kind / key[:2] / key


def aged(store: Cache, key: str, seconds: int) -> None:
    os.utime(entry(store, key), (seconds, seconds))


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1 << 20)
    assert store.get("chunks", KEYS[0]) is None
    store.put("chunks", KEYS[0], b"payload")
    assert store.get("chunks", KEYS[0]) == b"payload"
    assert store.get("sound", KEYS[0]) is None


@pytest.mark.parametrize("at", [0, PAYLOAD_AT, -1])
def test_a_damaged_entry_is_thrown_away(tmp_path: Path, at: int) -> None:
    store = Cache(tmp_path, 1 << 20)
    store.put("chunks", KEYS[0], b"payload")
    data = bytearray(entry(store, KEYS[0]).read_bytes())
    data[at] ^= 1
    entry(store, KEYS[0]).write_bytes(data)
    with store.hold() as hold:
        assert not hold.keep("chunks", KEYS[0])
    assert store.get("chunks", KEYS[0]) is None
    assert not store.has("chunks", KEYS[0])


def test_a_cut_entry_is_thrown_away(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1 << 20)
    store.put("chunks", KEYS[0], b"payload")
    os.truncate(entry(store, KEYS[0]), 10)
    assert store.get("chunks", KEYS[0]) is None


def test_the_least_recently_used_goes_first(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1000)
    for age, key in enumerate(KEYS[:10]):
        store.put("chunks", key, bytes(200))
        aged(store, key, 1000 + age)
    assert store.get("chunks", KEYS[0]) is not None  # used: now the youngest
    store.trim()
    assert [store.has("chunks", key) for key in KEYS[:10]] == [True] + [False] * 7 + [True] * 2


def test_below_the_limit_nothing_goes(tmp_path: Path) -> None:
    store = Cache(tmp_path, 10_000)
    for key in KEYS[:10]:
        store.put("chunks", key, bytes(200))
    assert store.trim() == 0
    assert sum(u.entries for u in store.usage()) == 10


def test_what_an_export_holds_stays_readable(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1000)
    store.put("chunks", KEYS[0], b"needed")
    with store.hold() as hold:
        assert hold.keep("chunks", KEYS[0])
        store.clear()
        assert not store.has("chunks", KEYS[0])
        assert hold.path(KEYS[0]).read_bytes()[PAYLOAD_AT:] == b"needed"
    assert not list(tmp_path.glob("held/*"))


def test_what_a_dead_export_held_is_dropped(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1000)
    dead = get_context("spawn").Process()
    dead.start()
    dead.join()
    left = tmp_path / "held" / f"{dead.pid}-x"
    left.mkdir(parents=True)
    with store.hold():
        store.trim()
        assert not left.exists()
        assert len(list(tmp_path.glob("held/*"))) == 1


def test_a_place_that_cannot_be_written_to_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Cache(tmp_path / "file", 1000)
    store.put("chunks", KEYS[0], b"payload")
    assert store.get("chunks", KEYS[0]) is None
    assert not store.write("chunks", KEYS[0], lambda file: file.write(b"x"))


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    store = Cache(tmp_path, 1000)

    def fail(file: object) -> None:
        raise KeyError

    with pytest.raises(KeyError):
        store.write("chunks", KEYS[0], fail)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []


def _rush(folder: Path, seed: int) -> int:
    """Put, get, trim and clear at random; gives how many reads found what they should not."""
    store, rng, wrong = Cache(folder, 20_000), random.Random(seed), 0
    for _ in range(150):
        key = rng.choice(KEYS)
        payload = bytes.fromhex(key) * (1 + int(key[:2], 16) * 4)
        match rng.randrange(8):
            case 0:
                store.trim()
            case 1:
                store.clear()
            case 2 | 3 | 4:
                store.put("chunks", key, payload)
            case _:
                wrong += store.get("chunks", key) not in (None, payload)
    return wrong


def test_many_processes_share_it(tmp_path: Path) -> None:
    with get_context("spawn").Pool(3) as pool:
        assert pool.starmap(_rush, [(tmp_path, seed) for seed in range(3)]) == [0, 0, 0]
    assert not list(tmp_path.rglob("*.part"))
