"""Sound from files: what is skipped is skipped to the sample."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from talkreel.errors import InputError
from talkreel.media.audio import encode_sound
from talkreel.media.formats import ALL_FORMATS
from talkreel.media.mux import write_film
from talkreel.media.sounds import has_sound, read_sound, sound_blocks

RATE_HZ = 48_000


def noisy(seconds: int) -> np.ndarray:
    """A noise of its own in every second, softened so that every codec keeps it."""
    dice = np.random.default_rng(1)
    raw = dice.normal(size=(seconds * RATE_HZ, 2)) * 0.2
    soft = np.apply_along_axis(lambda side: np.convolve(side, np.hanning(24) / 12, "same"), 0, raw)
    return soft.astype(np.float32)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, samples = tmp_path_factory.mktemp("sounds"), noisy(16)
    for name in ("m4a", "wav", "mp3", "webm"):
        write_film(folder / f"a.{name}", ALL_FORMATS[name], None, [], encode_sound(samples, ALL_FORMATS[name]), {})
    return folder


@pytest.mark.parametrize("name", ["m4a", "wav", "mp3", "webm"])
def test_a_late_part_is_the_same_as_of_the_whole(files: Path, name: str) -> None:
    path = files / f"a.{name}"
    whole, part = read_sound(path), read_sound(path, 12_345, 2000)
    assert len(part) == 2 * RATE_HZ
    alike = whole[12_345 * 48 :][: len(part)]
    # AAC fills some bands with noise that differs from one decoding to the next.
    assert np.corrcoef(part[:, 0], alike[:, 0])[0, 1] > 0.99
    assert np.corrcoef(part[1:, 0], alike[:-1, 0])[0, 1] < np.corrcoef(part[:, 0], alike[:, 0])[0, 1]


@pytest.mark.parametrize("name", ["m4a", "wav"])
def test_little_of_a_file_is_decoded_for_a_late_part(files: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded, resampler = 0, av.AudioResampler

    class Counting:
        def __init__(self, **wanted: object) -> None:
            self.real = resampler(**wanted)

        def resample(self, frame: av.AudioFrame | None) -> list[av.AudioFrame]:
            nonlocal decoded
            decoded += frame.samples if frame else 0
            return self.real.resample(frame)

    monkeypatch.setattr(av, "AudioResampler", Counting)
    assert len(read_sound(files / f"a.{name}", 15_000, 500)) == RATE_HZ // 2
    assert decoded < 1.2 * RATE_HZ


def test_a_part_behind_the_end_is_empty(files: Path) -> None:
    assert len(read_sound(files / "a.wav", 20_000, 500)) == 0


def test_whether_there_is_sound_is_known_without_decoding(files: Path, tmp_path: Path) -> None:
    assert has_sound(files / "a.m4a")
    (tmp_path / "no.wav").write_bytes(b"RIFF0000WAVE")
    with pytest.raises(InputError):
        list(sound_blocks(tmp_path / "no.wav"))
