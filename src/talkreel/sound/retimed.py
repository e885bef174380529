"""Sound at another speed, backwards, or in turns, at its own pitch.

    source ── Turns ──▶ as long as it takes, in the order in which it is heard ── stretched ──▶ as long as it is heard

Stretching is WSOLA (Verhelst and Roelands, "An overlap-add technique based on waveform similarity", 1993): windows of
the source are laid on one another at an even step, each from near where the speed wants it, there where it goes on from
the last one best. At a speed of one that is the source itself, to the bit of a rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import Mono, Samples, count, fast_size, shape, silence, slope
from talkreel.sound.take import BLOCK, Take

_STEP = 1200  # samples between windows, each twice as long: 25 ms, half a window
_REACH = 720  # a window is looked for so far to both sides of where it should be
_SEAM_S = 0.004  # where a turn begins anew, the sound dips for so long


class Turns:
    """A stretch of a source as it is heard: backwards, over and over, there and back. What it lacks is silent."""

    def __init__(self, source: Take, turn: int, total: int, *, reverse: bool = False, pingpong: bool = False) -> None:
        """Turns of `turn` samples, `total` in all."""
        self._source, self._turn, self._total = source, max(1, turn), total
        self._reverse, self._pingpong = reverse, pingpong
        self._seam = slope(min(count(_SEAM_S), self._turn // 4))

    def __len__(self) -> int:
        return self._total

    def read(self, at: int, size: int) -> Samples:
        """See `Take`; silence outside."""
        out = silence(size)
        begin, end = max(0, at), min(self._total, at + size)
        while begin < end:
            nth, phase = divmod(begin, self._turn)
            length = min(self._turn - phase, end - begin)
            backwards = self._reverse != (self._pingpong and nth % 2 == 1)
            out[begin - at : begin - at + length] = self._part(phase, length, backwards)
            begin += length
        return out

    def _part(self, phase: int, size: int, backwards: bool) -> Samples:
        """Samples of one turn."""
        start = self._turn - phase - size if backwards else phase
        part = _within(self._source, start, size)
        if backwards:
            part = part[::-1].copy()
        if self._turn < self._total and not self._pingpong:
            self._soften(part, phase)
        return part

    def _soften(self, part: Samples, phase: int) -> None:
        """Fade a turn in and out, in place."""
        rising = self._seam[phase : phase + len(part)]
        shape(part[: len(rising)], rising)
        last = self._turn - len(self._seam)
        falling = self._seam[::-1][max(0, phase - last) : max(0, phase + len(part) - last)]
        if len(falling):
            shape(part[len(part) - len(falling) :], falling)


def stretched(source: Take, total: int, place: Callable[[float], float]) -> Iterator[Samples]:
    """`total` samples, in blocks: what is heard at sample t comes from about sample `place(t)` of the source.

    `place` must not fall. The source is read from its beginning to its end.
    """
    window = (0.5 - 0.5 * np.cos(np.pi * np.arange(2 * _STEP) / _STEP)).astype(np.float32)
    waiting: list[Samples] = []
    tail, goes_on = silence(_STEP), 0
    for nth in range(-1, -(-total // _STEP)):
        wanted = round(place((nth + 1) * _STEP) - _STEP)
        start = wanted if nth < 0 else _nearest_like(source, goes_on, wanted)
        goes_on = start + _STEP
        frame = _within(source, start, 2 * _STEP).copy()
        shape(frame, window)
        if nth >= 0:
            waiting.append(tail + frame[:_STEP])
        tail = frame[_STEP:]
        if sum(map(len, waiting)) >= BLOCK:
            yield np.concatenate(waiting)
            waiting.clear()
    if waiting:
        left = total % _STEP or _STEP
        waiting[-1] = waiting[-1][:left]
        yield np.concatenate(waiting)


def _nearest_like(source: Take, goes_on: int, wanted: int) -> int:
    """The place round `wanted` whose sound is most like what comes at `goes_on`."""
    like, around = _mono(source, goes_on, _STEP), _mono(source, wanted - _REACH, _STEP + 2 * _REACH)
    power = np.concatenate([np.zeros(1), np.cumsum(np.square(around, dtype=np.float64))])
    energy = power[_STEP:] - power[:-_STEP]
    if float(energy.max()) <= 1e-9 or not like.any():
        return wanted
    size = fast_size(len(around) + _STEP)
    matched = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(like, size)), size)[: 2 * _REACH + 1]
    score = matched / np.sqrt(energy + 1e-6)
    # The place where the source simply goes on is a perfect match; it is taken outright, not by a rounding.
    on = goes_on - wanted + _REACH
    if 0 <= on <= 2 * _REACH and score[on] >= float(score.max()) * (1 - 1e-5):
        return goes_on
    return wanted - _REACH + int(np.argmax(score))


def _mono(source: Take, at: int, size: int) -> Mono:
    part = _within(source, at, size)
    return np.asarray(part[:, 0] + part[:, 1], np.float32)


def _within(source: Take, at: int, size: int) -> NDArray[np.float32]:
    """Samples of a take, silent where it has none."""
    begin, end = max(0, at), min(len(source), at + size)
    if begin == at and end == at + size:
        return source.read(at, size)
    out = silence(size)
    if begin < end:
        out[begin - at : end - at] = source.read(begin, end - begin)
    return out
