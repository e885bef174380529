"""An export in parts is the export."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.integration.test_export import DRAFT

from talkreel.model import PICTURE, Asset, Draft, Scene, Segment, Track
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.render.parts import draw_run, missing_runs, prepare_sound
from talkreel.settings import settings

MP4 = output_of(Path("f.mp4"))


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TALKREEL_CHUNK_MS", "500")
    monkeypatch.setenv("TALKREEL_WORKERS", "1")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def kept_in(folder: Path) -> Cache:
    """A process's own idea of a cache that others use too."""
    return Cache(folder, 1 << 30)


def test_after_all_runs_nothing_is_drawn_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    runs = missing_runs(DRAFT, tmp_path, MP4, 40, store=kept_in(shared))
    assert [first for first, _ in runs] == [0, *(stop for _, stop in runs[:-1])]
    assert runs[-1][1] == 141
    assert len(runs) > 3
    assert all(stop - first <= 40 for first, stop in runs)
    drawn = [draw_run(DRAFT, tmp_path, MP4, run, store=kept_in(shared)) for run in reversed(runs)]
    assert sum(drawn) == 141
    prepare_sound(DRAFT, tmp_path, MP4, kept_in(shared))
    whole = export(DRAFT, tmp_path, tmp_path / "whole.mp4", MP4, store=kept_in(shared))
    direct = export(DRAFT, tmp_path, tmp_path / "direct.mp4", MP4, store=kept_in(tmp_path / "own"))
    assert (whole.drawn, direct.drawn) == (0, 141)
    assert (tmp_path / "whole.mp4").read_bytes() == (tmp_path / "direct.mp4").read_bytes()


def test_only_what_is_missing_is_asked_for_and_drawn(tmp_path: Path) -> None:
    store = kept_in(tmp_path / "cache")
    runs = missing_runs(DRAFT, tmp_path, MP4, 1, store=store)
    draw_run(DRAFT, tmp_path, MP4, runs[1], store=store)
    assert missing_runs(DRAFT, tmp_path, MP4, 1, store=store) == [runs[0], *runs[2:]]
    assert draw_run(DRAFT, tmp_path, MP4, runs[1], store=store) == 0
    assert draw_run(DRAFT, tmp_path, MP4, (runs[0][0], runs[2][1]), store=store) == sum(
        stop - first for first, stop in (runs[0], runs[2])
    )


def test_a_damaged_chunk_is_missing(tmp_path: Path) -> None:
    store = kept_in(tmp_path / "cache")
    runs = missing_runs(DRAFT, tmp_path, MP4, 1000, store=store)
    draw_run(DRAFT, tmp_path, MP4, runs[0], store=store)
    assert missing_runs(DRAFT, tmp_path, MP4, 1000, store=store) == []
    chunk = next((tmp_path / "cache" / "chunks").glob("*/*"))
    chunk.write_bytes(chunk.read_bytes()[:-10])
    assert len(missing_runs(DRAFT, tmp_path, MP4, 1000, store=store)) == 1


def test_what_progress_raises_stops_a_run_and_leaves_what_is_finished(tmp_path: Path) -> None:
    store = kept_in(tmp_path / "cache")

    class Enough(Exception):
        pass

    def half(stage: str, part: float) -> None:
        if part > 0.5:
            raise Enough

    with pytest.raises(Enough):
        draw_run(DRAFT, tmp_path, MP4, (0, 141), half, store=store)
    left = sum(stop - first for first, stop in missing_runs(DRAFT, tmp_path, MP4, 1000, store=store))
    assert 0 < left < 141


def test_a_part_of_a_film_is_prepared_as_it_will_be_exported(tmp_path: Path) -> None:
    store, span = kept_in(tmp_path / "cache"), (20, 95)
    for run in missing_runs(DRAFT, tmp_path, MP4, 30, store=store, span=span):
        draw_run(DRAFT, tmp_path, MP4, run, store=store, span=span)
    assert export(DRAFT, tmp_path, tmp_path / "p.mp4", MP4, store=store, span=span).drawn == 0


def test_what_is_copied_from_an_upload_is_in_no_run(tmp_path: Path, make_clip: Callable[..., Path]) -> None:
    make_clip("clip.mp4", seconds=3)
    meta = DRAFT.meta.model_copy(update={"title": ""})
    shots = (
        Segment(id="a", start_ms=0, duration_ms=3000, scene=Scene(kind="video", variant="untouched", src=("k",))),
        Segment(id="b", start_ms=3000, duration_ms=1000, scene=Scene(kind="space")),
    )
    film = Draft(
        id="d2",
        duration_ms=4000,
        meta=meta,
        assets={"k": Asset(kind="video", file="clip.mp4")},
        tracks=(Track(id="t", type=PICTURE, segments=shots),),
    )
    store = kept_in(tmp_path / "cache")
    runs = missing_runs(film, tmp_path, MP4, 1000, store=store)
    for run in runs:
        draw_run(film, tmp_path, MP4, run, store=store)
    whole = export(film, tmp_path, tmp_path / "w.mp4", MP4, store=store)
    assert whole.drawn == 0
    assert whole.copied > 0
    assert whole.copied + sum(stop - first for first, stop in runs) == whole.frames == 120


def test_sound_alone_and_moving_pictures_have_no_runs(tmp_path: Path) -> None:
    for name in ("f.mp3", "f.gif"):
        output = output_of(Path(name))
        assert missing_runs(DRAFT, tmp_path, output, 100, store=kept_in(tmp_path / "c")) == []
        assert draw_run(DRAFT, tmp_path, output, (0, 10), store=kept_in(tmp_path / "c")) == 0
