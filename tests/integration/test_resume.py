"""An export that was killed or stopped leaves nothing but its finished chunks, and the next one takes them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.integration.test_export import DRAFT

from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.settings import settings
from talkreel.studio.drafts import save_draft


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    monkeypatch.setenv("TALKREEL_CHUNK_MS", "300")
    settings.cache_clear()
    return Cache(tmp_path / "cache", 1 << 30)


@pytest.fixture(autouse=True)
def _settings_as_before(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    yield
    monkeypatch.undo()
    settings.cache_clear()


def entries(store: Cache) -> int:
    return sum(u.entries for u in store.usage() if u.kind == "chunks")


def test_a_killed_export_leaves_its_chunks_for_the_next(tmp_path: Path, store: Cache) -> None:
    films = tmp_path / "films"
    films.mkdir()
    big = DRAFT.model_copy(update={"meta": DRAFT.meta.model_copy(update={"width": 1280, "height": 720})})
    save_draft(big, films / "f.reel.json")
    environment = os.environ | {
        "TALKREEL_CACHE_DIR": str(store.folder), "TALKREEL_CHUNK_MS": "300", "TALKREEL_WORKERS": "2"
    }  # fmt: skip
    command = [sys.executable, "-m", "talkreel", "export", str(films / "f.reel.json"), "-o", str(films / "f.mp4")]
    process = subprocess.Popen(
        [*command, "--progress", "none"], env=environment, stderr=subprocess.DEVNULL, start_new_session=True
    )
    until = time.monotonic() + 60
    while entries(store) < 2 and time.monotonic() < until:
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = entries(store)
    assert kept >= 2
    assert [p.name for p in films.iterdir()] == ["f.reel.json"]
    _until_the_group_is_gone(process.pid)
    again = export(big, films, films / "f.mp4", output_of(Path("f.mp4")), store=store)
    assert 0 < again.drawn < again.frames
    cold = export(big, films, films / "cold.mp4", output_of(Path("f.mp4")), store=Cache(tmp_path / "cold", 1 << 30))
    assert cold.drawn == cold.frames
    assert (films / "f.mp4").read_bytes() == (films / "cold.mp4").read_bytes()


def _until_the_group_is_gone(group: int) -> None:
    """The workers of a dead export end by themselves."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("workers outlived their export")


def test_what_progress_raises_stops_the_export(tmp_path: Path, store: Cache) -> None:
    class Cancelled(Exception):
        pass

    def stop(stage: str, part: float) -> None:
        if stage == "draw" and part > 0.5:
            raise Cancelled

    path = tmp_path / "f.mp4"
    with pytest.raises(Cancelled):
        export(DRAFT, tmp_path, path, output_of(path), progress=stop, store=store)
    assert not path.exists()
    assert not list(tmp_path.glob(".f.mp4*"))
    assert entries(store) > 0
    assert export(DRAFT, tmp_path, path, output_of(path), store=store).drawn < 141


def test_nothing_changed_draws_nothing(tmp_path: Path, store: Cache) -> None:
    path = tmp_path / "f.mp4"
    first = export(DRAFT, tmp_path, path, output_of(path), store=store)
    before = path.read_bytes()
    again = export(DRAFT, tmp_path, path, output_of(path), store=store)
    assert (first.drawn, again.drawn) == (141, 0)
    assert path.read_bytes() == before


def test_a_change_of_sound_draws_nothing(tmp_path: Path, store: Cache) -> None:
    path = tmp_path / "f.mp4"
    export(DRAFT, tmp_path, path, output_of(path), store=store)
    louder = [s.model_copy(update={"volume": 0.4}) for s in DRAFT.tracks[1].segments]
    sound = DRAFT.tracks[1].model_copy(update={"segments": tuple(louder)})
    changed = DRAFT.model_copy(update={"tracks": (DRAFT.tracks[0], sound, DRAFT.tracks[2])})
    assert export(changed, tmp_path, path, output_of(path), store=store).drawn == 0


def test_a_damaged_chunk_is_made_again(tmp_path: Path, store: Cache) -> None:
    path = tmp_path / "f.mp4"
    export(DRAFT, tmp_path, path, output_of(path), store=store)
    before = path.read_bytes()
    victim = next(p for p in (store.folder / "chunks").rglob("*") if p.is_file())
    victim.write_bytes(victim.read_bytes()[:-9] + b"corrupted")
    again = export(DRAFT, tmp_path, path, output_of(path), store=store)
    assert 0 < again.drawn < 20
    assert path.read_bytes() == before
