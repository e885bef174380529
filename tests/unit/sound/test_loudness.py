"""BS.1770's own conformance signal, and promises of the normaliser."""

from __future__ import annotations

import numpy as np
import pytest
from tests.conftest import tone

from talkreel.sound.loudness import SILENT_LUFS, integrated_lufs, limited, normalise, true_peak_dbtp
from talkreel.sound.mixing import Clip, mix


def test_a_full_scale_tone_of_997_hz_in_one_channel_measures_minus_3_01() -> None:
    one = tone(5, 997, 1.0)
    one[:, 1] = 0
    assert integrated_lufs(one) == pytest.approx(-3.01, abs=0.02)


def test_quiet_stretches_do_not_count() -> None:
    loud, quiet = tone(10, 1000, 0.25), tone(10, 1000, 0.25 * 10 ** (-36 / 20))
    assert integrated_lufs(np.concatenate([loud, quiet])) == pytest.approx(integrated_lufs(loud), abs=0.15)
    assert integrated_lufs(np.zeros((48_000, 2), np.float32)) == SILENT_LUFS


def test_a_long_signal_measures_like_its_parts() -> None:
    part = tone(3, 440, 0.2)
    assert integrated_lufs(np.tile(part, (12, 1))) == pytest.approx(integrated_lufs(part), abs=0.05)


def test_peaks_between_samples_are_found() -> None:
    t = np.arange(48_000)
    wave = np.sin(2 * np.pi * t / 4 + np.pi / 4).astype(np.float32)  # samples at 0.707, the wave at 1
    both = np.stack([wave, wave], 1)
    assert 20 * np.log10(np.abs(both).max()) == pytest.approx(-3.01, abs=0.01)
    assert true_peak_dbtp(both) == pytest.approx(0.0, abs=0.1)


def test_the_limiter_keeps_its_ceiling_and_leaves_quiet_music_alone() -> None:
    dice = np.random.default_rng(2)
    wild = (dice.normal(size=(96_000, 2)) * 0.4).astype(np.float32)
    assert true_peak_dbtp(limited(wild, -1.5)) <= -1.45
    quiet = wild * np.float32(0.05)
    assert limited(quiet, -1.5) is quiet


def test_normalised_is_normalised() -> None:
    dice = np.random.default_rng(1)
    beat = (dice.normal(size=(48_000 * 6, 2)) * 0.1).astype(np.float32)
    beat[::12_000] += 0.9
    out = normalise(beat)
    assert integrated_lufs(out) == pytest.approx(-14, abs=0.3)
    assert true_peak_dbtp(out) <= -1.4


def test_music_makes_room_for_a_voice_and_comes_back() -> None:
    music, voice = tone(6, 300, 0.3), tone(2, 800, 0.3)
    mixed = mix([Clip(music, 0, duck_under=True), Clip(voice, 2000, is_voice=True)], 6000)
    assert len(mixed) == 6000 * 48

    def music_level(second: float) -> float:
        part = mixed[int(second * 48_000) : int((second + 0.5) * 48_000), 0]
        return float(np.abs(np.fft.rfft(part))[150]) / 12_000

    before, during, after = music_level(1), music_level(3), music_level(5.4)
    assert 10 <= 20 * np.log10(before / during) <= 14
    assert after > 0.9 * before
