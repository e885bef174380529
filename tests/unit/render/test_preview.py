"""Previews are the film itself at another size."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from tests.integration.test_export import DRAFT

from talkreel.errors import UsageError
from talkreel.render.cache import Cache
from talkreel.render.compose import Compositor
from talkreel.render.preview import Preview
from talkreel.render.recast import recast, scaled_size
from talkreel.render.shots import ShotShelf


def test_a_frame_is_the_films_frame() -> None:
    preview = Preview(DRAFT, Path())
    assert np.array_equal(preview.frame(1500, 180), Compositor(DRAFT, Path()).frame(45))
    assert preview.frame(1500, 90).shape == (90, 160, 3)


def test_it_ends_with_the_last_frame_and_not_later() -> None:
    preview = Preview(DRAFT, Path())
    assert np.array_equal(preview.frame(4700, 180), preview.frame(4667, 180))
    with pytest.raises(UsageError):
        preview.frame(4701)


def test_a_filmstrip_shows_the_film_in_order() -> None:
    preview = Preview(DRAFT, Path())
    strip = preview.filmstrip(4, 54)
    assert strip.shape == (54, 96 * 4, 3)
    compositor = Compositor(DRAFT, Path(), 192, 108)
    for i, number in enumerate((17, 52, 88, 123)):
        whole = cv2.resize(compositor.frame(number), (96, 54), interpolation=cv2.INTER_AREA)
        assert np.array_equal(strip[:, i * 96 : (i + 1) * 96], whole)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (1080, 1350), (854, 480)])
def test_sizes_keep_the_shape_and_are_even(width: int, height: int) -> None:
    meta = DRAFT.meta.model_copy(update={"width": width, "height": height})
    w, h = scaled_size(DRAFT.model_copy(update={"meta": meta}), 360)
    assert w % 2 == h % 2 == 0
    assert min(w, h) == 360
    assert w / h == pytest.approx(width / height, abs=0.01)


def test_a_run_is_a_small_film_of_its_span(tmp_path: Path) -> None:
    store = Cache(tmp_path / "cache", 1 << 30)
    path = tmp_path / "run.mp4"
    preview = Preview(DRAFT, tmp_path)
    run = preview.run(path, 1000, 3000, 90, store=store)
    assert (run.frames, run.width, run.height, run.drawn) == (60, 160, 90, 60)
    with av.open(str(path)) as film:
        pictures = [frame.to_ndarray(format="gray") for frame in film.decode(video=0)]
    with av.open(str(path)) as film:
        assert film.streams.audio[0].duration is not None
        heard = float(film.streams.audio[0].duration * film.streams.audio[0].time_base)
    assert len(pictures) == 60
    assert heard == pytest.approx(2.0, abs=0.03)
    expected = cv2.cvtColor(Compositor(DRAFT, Path(), 160, 90).frame(30), cv2.COLOR_BGR2GRAY)
    assert np.abs(pictures[0].astype(float) - expected).mean() < 14  # limited range and draft quality
    assert preview.run(path, 1000, 3000, 90, store=store).drawn == 0
    with pytest.raises(UsageError):
        preview.run(path, 4700, 9000, 90, store=store)


@pytest.mark.parametrize("size", [(1281, 720), (2, 2), (99_000, 720)])
def test_impossible_sizes_are_refused(size: tuple[int, int]) -> None:
    with pytest.raises(UsageError):
        recast(DRAFT, size)


def test_another_shape_is_laid_out_anew() -> None:
    tall = recast(DRAFT, (180, 320), 15)
    frame = Compositor(tall, Path()).frame(10)
    assert frame.shape == (320, 180, 3)
    assert frame[:20].mean() > 5  # filled, not boxed


def test_the_waveform_is_the_sounds(tmp_path: Path) -> None:
    shape = Preview(DRAFT, tmp_path).waveform(40, Cache(tmp_path / "cache", 1 << 30))
    assert shape.shape == (40, 2)
    assert (shape[:, 0] <= 0).all()
    assert (shape[:, 1] >= 0).all()
    assert 0.3 < shape[:, 1].max() <= 1.0


def test_after_baking_no_shot_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(DRAFT, Path())
    preview.bake(90)
    exact = Preview(DRAFT, Path()).frame(3500, 90)
    monkeypatch.setattr(ShotShelf, "_made", lambda *_: pytest.fail("made again"))
    assert np.array_equal(preview.frame(3500, 90), exact)
    preview.frame(100, 90)
