"""Photographs as planes: kept by what they are and how large, and let go when there are many."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.kernels import blank
from talkreel.draw.surface import Pixels
from talkreel.scenes import Clip, Photograph
from talkreel.scenes import plate as plates
from talkreel.scenes.plate import Halves, photograph_of, pixels_of, planes_of, sized


class _Counted:
    def __init__(self, level: int) -> None:
        self.level, self.times = level, 0

    def read(self) -> Pixels:
        self.times += 1
        return np.full((60, 80, 4), (self.level, self.level, self.level, 255), np.uint8)


def test_a_photograph_is_scaled_once_for_each_size() -> None:
    counted = _Counted(90)
    photograph = Photograph(counted.read, "one photograph")
    first = sized(photograph, 40, 30)
    assert sized(Photograph(counted.read, "one photograph"), 40, 30) is first
    assert sized(photograph, 20, 16).y.shape == (16, 20)
    assert counted.times == 2


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plates, "KEPT_BYTES", 5 * 40 * 30 * 3 // 2)
    readers = [_Counted(10 * n) for n in range(9)]
    for _ in range(2):
        for n, reader in enumerate(readers):
            assert sized(Photograph(reader.read, ("bounded", n)), 40, 30).y[0, 0] == round(16 + 10 * n * 219 / 255)
    assert all(reader.times == 2 for reader in readers)  # each was gone when it was asked for again
    sized(Photograph(readers[8].read, ("bounded", 8)), 40, 30)
    assert readers[8].times == 2


def test_without_a_key_nothing_is_kept() -> None:
    counted = _Counted(90)
    for _ in range(2):
        sized(Photograph(counted.read), 40, 30)
    assert counted.times == 2


def test_odd_sizes_show_their_last_row_and_column_twice() -> None:
    pixels = np.full((5, 7, 4), 255, np.uint8)
    pixels[-1, :, :3] = 0
    planes = planes_of(pixels)
    assert planes.y.shape == (6, 8)
    assert (planes.y[4:] == 16).all()
    assert (planes.y[:4] == 235).all()


def test_a_clip_is_a_photograph_of_its_first_frame() -> None:
    frame = blank(16, 12)
    frame.y[:] = 235
    asked = list[float]()

    def planes(t_ms: float) -> plates.Planes:
        asked.append(t_ms)
        return frame

    photograph = photograph_of(Clip(planes))
    assert (photograph.read() == 255).all()
    assert (pixels_of(photograph) == 255).all()
    assert asked == [0.0]


def test_halves_keep_the_mean_and_stop_in_time() -> None:
    picture = blank(400, 200)
    picture.y[:] = np.random.default_rng(1).integers(16, 236, (200, 400))
    half = Halves().until(picture, (90, 50))
    assert half.y.shape == (50, 100)
    assert abs(float(half.y.mean()) - float(picture.y.mean())) < 1
    assert Halves().until(picture, (300, 150)) is picture
