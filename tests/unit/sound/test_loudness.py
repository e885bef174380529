"""BS.1770's own conformance signals, and what the normaliser and the mixer promise."""

from __future__ import annotations

import numpy as np
import pytest
from tests.conftest import tone

from talkreel.sound.levelling import normalise
from talkreel.sound.limiter import applied, gains_for
from talkreel.sound.loudness import SILENT_LUFS, integrated_lufs, stem_lufs, true_peak_dbtp
from talkreel.sound.mixing import Clip, mix
from talkreel.sound.samples import Samples
from talkreel.sound.take import Held, whole
from talkreel.sound.true_peak import AFTER, BEFORE, block_peaks


def peaks_of(samples: Samples, floor: float = 0.0) -> np.ndarray:
    return block_peaks(np.pad(samples, ((BEFORE, AFTER), (0, 0))), floor)


def limited(samples: Samples, ceiling: float) -> Samples:
    gains = gains_for(np.split(peaks_of(samples), range(600, len(samples) // 8, 600)), ceiling)
    return np.concatenate([applied(part, next(gains)) for part in np.split(samples, range(4800, len(samples), 4800))])


def clip(samples: Samples, start_ms: int, **how: float) -> Clip:
    return Clip(lambda: Held(samples), start_ms, **how)  # type: ignore[arg-type]


def mixed(clips: list[Clip], duration_ms: int, block: int = 57_600) -> Samples:
    return whole(mix(clips, round(duration_ms * 48), block=block))


def test_a_full_scale_tone_of_997_hz_in_one_channel_measures_minus_3_01() -> None:
    one = tone(5, 997, 1.0)
    one[:, 1] = 0
    assert integrated_lufs(one) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("levels_db", [(-36, -23, -36), (-72, -36, -23, -36, -72)])
def test_the_gates_leave_out_what_is_quiet(levels_db: tuple[int, ...]) -> None:
    # The tones of EBU Tech 3341, cases 3 and 4: 10 s each, the loudest 60 s; they must measure -23 LUFS.
    parts = [tone(60 if level == -23 else 10, 1000, 10 ** (level / 20)) for level in levels_db]
    assert integrated_lufs(np.concatenate(parts)) == pytest.approx(-23, abs=0.1)


def test_silence_and_very_short_sounds() -> None:
    assert integrated_lufs(np.zeros((48_000, 2), np.float32)) == SILENT_LUFS
    assert integrated_lufs(np.zeros((0, 2), np.float32)) == SILENT_LUFS
    assert integrated_lufs(tone(0.05, 1000, 0.5)) == pytest.approx(integrated_lufs(tone(1, 1000, 0.5)), abs=1.5)
    silence = np.zeros((4800, 2), np.float32)
    assert np.array_equal(normalise(silence), silence)


def test_a_long_signal_measures_like_its_parts() -> None:
    part = tone(3, 440, 0.2)
    assert integrated_lufs(np.tile(part, (12, 1))) == pytest.approx(integrated_lufs(part), abs=0.05)


def test_a_stems_quick_measure_is_near_the_exact_one() -> None:
    dice = np.random.default_rng(4)
    stem = (dice.normal(size=(48_000 * 8, 2)) * 0.05).astype(np.float32)
    stem[48_000 * 4 :] = 0
    assert stem_lufs(stem) == pytest.approx(integrated_lufs(stem), abs=0.7)


def test_peaks_between_samples_are_found() -> None:
    t = np.arange(48_000)
    wave = np.sin(2 * np.pi * t / 4 + np.pi / 4).astype(np.float32)  # samples at 0.707, the wave at 1
    both = np.stack([wave, wave], 1)
    assert 20 * np.log10(np.abs(both).max()) == pytest.approx(-3.01, abs=0.01)
    # Where the signal begins out of nothing it rings a little higher than it goes on.
    assert 20 * np.log10(peaks_of(both)[100:-100].max()) == pytest.approx(0.0, abs=0.05)
    assert 0 <= true_peak_dbtp(both) < 0.8


def test_the_limiter_keeps_its_ceiling_and_leaves_quiet_music_alone() -> None:
    dice = np.random.default_rng(2)
    wild = (dice.normal(size=(96_000, 2)) * 0.4).astype(np.float32)
    ceiling = 10 ** (-1.5 / 20)
    assert true_peak_dbtp(limited(wild, ceiling)) <= -1.3
    quiet = wild * np.float32(0.05)
    assert np.array_equal(limited(quiet, ceiling), quiet)


def test_the_limiter_is_down_before_a_peak_and_back_after_it() -> None:
    wave = tone(2, 1000, 0.2)
    wave[48_000] = 1.0
    gains = np.concatenate([part[1:-1] for part in gains_for(np.split(peaks_of(wave), 10), 0.5)])
    at = 48_000 // 8
    assert gains[at] <= 0.5
    assert gains[at - 6] < 0.8  # 1 ms before
    assert gains[at - 120] == pytest.approx(1.0)  # 20 ms before
    assert gains[at + 600] < 0.99  # 100 ms after
    assert gains[at + 2400] == pytest.approx(1.0)


@pytest.mark.parametrize("lufs", [-14.0, -23.0])
def test_normalised_is_normalised(lufs: float) -> None:
    dice = np.random.default_rng(1)
    beat = (dice.normal(size=(48_000 * 6, 2)) * 0.1).astype(np.float32)
    beat[::12_000] += 0.9
    out = normalise(beat, lufs)
    assert integrated_lufs(out) == pytest.approx(lufs, abs=0.1)
    assert true_peak_dbtp(out) <= -1.5 + 1e-3


def music_level(mixed: np.ndarray, second: float) -> float:
    """The level of a 300 Hz tone within half a second."""
    part = mixed[int(second * 48_000) : int((second + 0.5) * 48_000), 0]
    return float(np.abs(np.fft.rfft(part))[150]) / 12_000


@pytest.mark.parametrize("music_db", [-30, -12, 0])
def test_music_makes_room_for_a_voice_and_comes_back(music_db: float) -> None:
    music, voice = tone(7, 300, 0.3) * np.float32(10 ** (music_db / 20)), tone(2, 800, 0.3)
    track = mixed([clip(music, 0, duck=1.0), clip(voice, 2000, is_voice=True)], 7000)
    assert len(track) == 7000 * 48
    before, during, after = (music_level(track, s) for s in (1, 3, 5.4))
    assert 9.9 <= 20 * np.log10(before / during) <= 14.1
    assert after > 0.95 * before
    # The music is down when the first word begins, and a short pause between words does not bring it back.
    assert 20 * np.log10(before / float(np.abs(np.fft.rfft(track[95_500:97_900, 0]))[15] / 1200)) > 8


def test_a_pause_between_words_does_not_bring_the_music_back() -> None:
    words = np.concatenate([tone(0.5, 800), np.zeros((9600, 2), np.float32), tone(0.5, 800)])
    track = mixed([clip(tone(4, 300), 0, duck=1.0), clip(words, 1000, is_voice=True)], 4000)
    pause = track[72_500:81_000, 0]
    assert np.abs(pause).max() < 0.25 * 10 ** (-9.5 / 20)


def test_clips_lie_where_they_are_told_with_volume_and_fades() -> None:
    one = np.ones((48_000, 2), np.float32)
    track = mixed([clip(one, 500, volume=0.5, fade_in_ms=100, fade_out_ms=200), clip(one, 1900)], 2000)
    assert track.shape == (96_000, 2)
    assert not track[:24_000].any()
    assert track[24_000 + 2400, 0] == pytest.approx(0.25, abs=0.01)
    assert track[48_000, 0] == pytest.approx(0.5)
    assert track[72_000 - 4800, 0] == pytest.approx(0.25, abs=0.01)
    assert track[-1, 0] == 1
    assert one.min() == 1  # the clip itself is not changed


def test_odd_lengths_are_exact() -> None:
    assert len(mix([], 48_001)) == 48_001
