"""Mixing: clips on one timeline, with fades, music ducked under a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.loudness import SILENT_LUFS, integrated_lufs
from talkreel.sound.samples import RATE_HZ, Samples, add, faded, samples_of, silence

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
    """`samples` from `start_ms` on. `duck_under` clips make room while a clip that `is_voice` speaks."""

    samples: Samples
    start_ms: int
    volume: float = 1.0
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    duck_under: bool = False
    is_voice: bool = False


def mix(clips: Sequence[Clip], duration_ms: int) -> Samples:
    """All clips together, exactly round(duration_ms * 48) samples. May exceed 1: normalise it."""
    total = samples_of(duration_ms)
    out = silence(total)
    voices = [clip for clip in clips if clip.is_voice]
    if not voices:
        _lay(out, clips)
        return out
    under, voice = silence(total), silence(total)
    _lay(under, [clip for clip in clips if clip.duck_under and not clip.is_voice])
    _lay(voice, voices)
    _lay(out, [clip for clip in clips if not clip.duck_under and not clip.is_voice])
    _duck(under, voice)
    out += voice
    out += under
    return out


def _lay(into: Samples, clips: Sequence[Clip]) -> None:
    for clip in clips:
        part = clip.samples
        if clip.fade_in_ms or clip.fade_out_ms:
            part = faded(part, clip.fade_in_ms / 1000, clip.fade_out_ms / 1000)
        add(into, part, samples_of(clip.start_ms), clip.volume)


def _duck(under: Samples, voice: Samples) -> None:
    """Turn `under` down where the voice speaks, in place: fast before it, slowly back after it."""
    loudness = integrated_lufs(voice)
    bed = integrated_lufs(under)
    if loudness <= SILENT_LUFS or bed <= SILENT_LUFS:
        return
    depth = float(np.clip(bed - loudness + _VOICE_OVER_DB, _LEAST_DUCK_DB, _MOST_DUCK_DB))
    gain_db = _eased(np.where(_speaking(voice, loudness), -depth, 0.0))
    middles = (np.arange(len(gain_db)) + 0.5) * _WINDOW
    chunk = _WINDOW * 1000
    for at in range(0, len(under), chunk):
        end = min(len(under), at + chunk)
        under[at:end] *= (10 ** (np.interp(np.arange(at, end), middles, gain_db) / 20)).astype(np.float32)[:, None]


def _speaking(voice: Samples, loudness: float) -> NDArray[np.bool_]:
    """Whether the voice sounds in each window; short pauses between words count as speech."""
    windows = -(-len(voice) // _WINDOW)
    square = np.zeros(windows * _WINDOW, np.float32)
    square[: len(voice)] = voice[:, 0] ** 2 + voice[:, 1] ** 2
    level = 10 * np.log10(square.reshape(windows, _WINDOW).mean(1) + 1e-12)
    sounding = level > loudness + _SPEAKS_DB
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
