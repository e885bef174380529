"""Sound at another speed keeps its pitch and takes exactly as long as it should."""

from __future__ import annotations

import numpy as np
import pytest
from tests.conftest import tone

from talkreel.sound.retimed import Turns, stretched
from talkreel.sound.samples import RATE_HZ, Samples
from talkreel.sound.take import Held

SECOND = 48_000


def rough(seconds: float) -> Samples:
    return np.random.default_rng(4).normal(0, 0.1, (round(seconds * SECOND), 2)).astype(np.float32)


def pitch_hz(samples: Samples) -> float:
    middle = samples[len(samples) // 4 : -len(samples) // 4, 0] * np.hanning(
        len(samples[len(samples) // 4 : -len(samples) // 4])
    )
    return float(np.argmax(np.abs(np.fft.rfft(middle, 1 << 18))) * RATE_HZ / (1 << 18))


def at_speed(samples: Samples, speed: float, total: int) -> Samples:
    return np.concatenate([*stretched(Held(samples), total, lambda t: t * speed)])


@pytest.mark.parametrize("total", [1, 1199, 1200, 1201, 60_000])
def test_at_a_speed_of_one_it_is_the_source(total: int) -> None:
    samples = rough(1.3)
    same = at_speed(samples, 1.0, total)
    assert same.shape == (total, 2)
    assert np.abs(same - samples[:total]).max() < 1e-6


@pytest.mark.parametrize("speed", [0.25, 0.5, 0.8, 1.5, 2.0, 4.0])
def test_pitch_and_level_stay(speed: float) -> None:
    samples = tone(4, 330, 0.3)
    total = round(min(3.0, 4 / speed) * SECOND)
    heard = at_speed(samples, speed, total)
    assert len(heard) == total
    assert pitch_hz(heard) == pytest.approx(330, rel=0.006)
    middle = heard[total // 4 : -total // 4]
    assert middle.std() == pytest.approx(samples.std(), rel=0.12)


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_what_happens_happens_at_its_time(speed: float) -> None:
    samples = np.zeros((4 * SECOND, 2), np.float32)
    samples[2 * SECOND : 2 * SECOND + 4800] = tone(0.1, 700, 0.5)[:4800]
    heard = at_speed(samples, speed, round(4 * SECOND / speed))
    loud = np.flatnonzero(np.abs(heard[:, 0]) > 0.1)
    assert loud[0] / SECOND == pytest.approx(2 / speed, abs=0.05)
    assert loud[-1] / SECOND == pytest.approx(2.1 / speed, abs=0.06)


def test_a_ramp_keeps_its_pitch() -> None:
    samples, total = tone(6, 440, 0.3), 3 * SECOND
    heard = np.concatenate([*stretched(Held(samples), total, lambda t: t + t * t / (2 * total) * 2)])
    for part in np.array_split(heard, 3):
        assert pitch_hz(part) == pytest.approx(440, rel=0.01)


def test_backwards_is_the_reverse() -> None:
    samples = rough(0.5)
    turns = Turns(Held(samples), len(samples), len(samples), reverse=True)
    assert np.array_equal(turns.read(0, len(samples)), samples[::-1])
    assert np.array_equal(turns.read(100, 50), samples[::-1][100:150])


@pytest.mark.parametrize("block", [100, 999, 30_000])
def test_there_and_back_joins_without_a_seam(block: int) -> None:
    samples = rough(0.2)
    turns = Turns(Held(samples), len(samples), 5 * len(samples) // 2, pingpong=True)
    read = [turns.read(at, min(block, len(turns) - at)) for at in range(0, len(turns), block)]
    wanted = np.concatenate([samples, samples[::-1], samples[: len(samples) // 2]])
    assert np.array_equal(np.concatenate(read), wanted)


@pytest.mark.parametrize("block", [100, 999, 30_000])
def test_turns_dip_where_they_begin_anew(block: int) -> None:
    samples = rough(0.2)
    size = len(samples)
    turns = Turns(Held(samples), size, 3 * size)
    read = np.concatenate([turns.read(at, min(block, len(turns) - at)) for at in range(0, len(turns), block)])
    assert np.array_equal(read[size + 300 : 2 * size - 300], samples[300:-300])
    assert np.abs(read[size - 2 : size + 2]).max() < 0.001


def test_what_a_source_lacks_is_silent() -> None:
    turns = Turns(Held(rough(0.1)), SECOND, SECOND)
    assert not turns.read(4800, 1000).any()
    assert not turns.read(-500, 500).any()
    assert turns.read(SECOND - 10, 100).shape == (100, 2)
