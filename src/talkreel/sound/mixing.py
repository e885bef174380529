"""Mixing: clips on one timeline, block by block, with fades; under a voice each makes room as it says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.loudness import SILENT_LUFS, Loudness
from talkreel.sound.samples import RATE_HZ, Samples, count, db_of, level_of, samples_of, shape, silence
from talkreel.sound.take import BLOCK, PIECE, Faded, Spool, Take, pieces_of

_WINDOW = RATE_HZ // 100  # 10 ms: levels and gains are worked out for windows of this length
_WINDOWS_S = RATE_HZ / _WINDOW
_SPEAKS_DB = -22.0  # a window so far under the voice's own loudness still counts as speech
_HOLD_S = 0.25  # a pause so short does not bring the music back
_AHEAD_S = 0.08  # the music is down when the first sound is heard
_ATTACK_DB_S, _RELEASE_DB_S = 140.0, 18.0
_VOICE_OVER_DB = 12.0  # the voice stands so far over the ducked music
_LEAST_DUCK_DB, _MOST_DUCK_DB = 10.0, 14.0


@dataclass(frozen=True)
class Clip:
    """A take from `start_ms` on. While a clip that `is_voice` speaks, others make room: `duck` 0 not at all, 1 wholly.

    `take` is called when the mix comes to the clip, and what it gives is let go when the mix has passed it; None for a
    clip that turns out to be silent.
    """

    take: Callable[[], Take | None]
    start_ms: int
    volume: float = 1.0
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    duck: float = 0.0
    is_voice: bool = False


def mix(clips: Sequence[Clip], total: int, folder: Path | None = None, block: int = BLOCK) -> Spool:
    """All clips together, `total` samples, kept in `folder`. May exceed 1: level it. `block` changes no sample.

    Raises:
        OSError: the disk is full. What the clips' takes raise passes through.
    """
    voices = [clip for clip in clips if clip.is_voice]
    under = [clip for clip in clips if clip.duck > 0 and not clip.is_voice]
    rest = [clip for clip in clips if clip.duck <= 0 and not clip.is_voice]
    mixed = Spool(folder)
    if not voices:
        for part in _laid([*clips], total, block):
            mixed.write(part)
        return mixed
    voice = _measured(voices, total, folder, block)
    beds = [_bed(under, strength, voice, (total, folder, block)) for strength in sorted({c.duck for c in under})]
    at = 0
    for part in _laid(rest, total, block):
        part += voice.take.read(at, len(part))
        for bed, gains in beds:
            ducked = bed.read(at, len(part)).copy()
            if gains is not None:
                shape(ducked, _between(gains, at, len(part)))
            part += ducked
        mixed.write(part)
        at += len(part)
    return mixed


def _bed(
    under: list[Clip], strength: float, voice: _Stem, laid: tuple[int, Path | None, int]
) -> tuple[Spool, NDArray[np.float64] | None]:
    """The clips that make room by so much, and the gain of each window of theirs, dB."""
    bed = _measured([clip for clip in under if clip.duck == strength], *laid)
    gains = _ducking(voice, bed)
    return bed.take, None if gains is None else gains * strength


def _laid(clips: list[Clip], total: int, block: int) -> Iterator[Samples]:
    """The clips added up, in blocks. Each is opened when its turn comes."""
    coming = sorted(enumerate(clips), key=lambda item: (item[1].start_ms, item[0]))
    sounding: list[tuple[int, int, float, Take]] = []  # place in `clips`, first sample, volume, take
    for at in range(0, total, block):
        out = silence(min(block, total - at))
        while coming and samples_of(coming[0][1].start_ms) < at + len(out):
            number, clip = coming.pop(0)
            if (take := clip.take()) is not None:
                if clip.fade_in_ms or clip.fade_out_ms:
                    take = Faded(take, count(clip.fade_in_ms / 1000), count(clip.fade_out_ms / 1000))
                sounding.append((number, samples_of(clip.start_ms), clip.volume, take))
        sounding.sort(key=lambda item: item[0])  # where clips overlap, sums are made in one order
        for _, start, volume, take in sounding:
            begin, end = max(at, start), min(at + len(out), start + len(take))
            if begin < end:
                part = take.read(begin - start, end - begin)
                out[begin - at : end - at] += part if volume == 1 else part * np.float32(volume)
        sounding = [item for item in sounding if item[1] + len(item[3]) > at + len(out)]
        yield out


@dataclass(frozen=True)
class _Stem:
    """Clips of one kind, laid down: how loud they are together, and in each window."""

    take: Spool
    lufs: float
    windows: NDArray[np.float32]  # mean squares


def _measured(clips: list[Clip], total: int, folder: Path | None, block: int) -> _Stem:
    laid, meter, windows = Spool(folder), Loudness(), [np.zeros(0, np.float32)]

    def measured() -> Iterator[Samples]:
        for part in _laid(clips, total, block):
            laid.write(part)
            meter.feed(part)
            yield part

    for piece in pieces_of(measured(), PIECE):
        square = np.zeros(-(-len(piece) // _WINDOW) * _WINDOW, np.float32)
        square[: len(piece)] = piece[:, 0] ** 2 + piece[:, 1] ** 2
        windows.append(square.reshape(-1, _WINDOW).mean(1))
    return _Stem(laid, meter.lufs(), np.concatenate(windows))


def _ducking(voice: _Stem, bed: _Stem) -> NDArray[np.float64] | None:
    """The gain of each window of what gives way, dB: fast down before the voice speaks, slowly back after it."""
    if voice.lufs <= SILENT_LUFS or bed.lufs <= SILENT_LUFS:
        return None
    depth = float(np.clip(bed.lufs - voice.lufs + _VOICE_OVER_DB, _LEAST_DUCK_DB, _MOST_DUCK_DB))
    return _eased(np.where(_speaking(voice), -depth, 0.0))


def _between(gains_db: NDArray[np.float64], at: int, size: int) -> NDArray[np.float32]:
    """The gain of each sample: straight lines, in decibels, between the middles of windows."""
    first, last = max(0, at // _WINDOW - 1), (at + size) // _WINDOW + 2
    middles = (np.arange(first, min(last, len(gains_db))) + 0.5) * _WINDOW
    return level_of(np.interp(np.arange(at, at + size), middles, gains_db[first:last]))


def _speaking(voice: _Stem) -> NDArray[np.bool_]:
    """Whether the voice sounds in each window; short pauses between words count as speech."""
    windows = len(voice.windows)
    sounding = db_of(voice.windows + 1e-12) / 2 > voice.lufs + _SPEAKS_DB
    # A window speaks when a sound lies within the hold before it or within the look-ahead after it.
    last = np.maximum.accumulate(np.where(sounding, np.arange(windows), -windows))
    coming = np.minimum.accumulate(np.where(sounding, np.arange(windows), 2 * windows)[::-1])[::-1]
    here = np.arange(windows)
    return (here - last <= _HOLD_S * _WINDOWS_S) | (coming - here <= _AHEAD_S * _WINDOWS_S)


def _eased(wanted_db: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gains that move at the rates of attack and release and are never above what is wanted at either end."""
    line = np.arange(len(wanted_db)) / _WINDOWS_S
    released = np.minimum.accumulate(wanted_db - line * _RELEASE_DB_S) + line * _RELEASE_DB_S
    return np.minimum.accumulate((released + line * _ATTACK_DB_S)[::-1])[::-1] - line * _ATTACK_DB_S
