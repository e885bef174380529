"""Mixing: clips on one timeline, with fades, music ducked under a voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from talkreel.sound.samples import RATE_HZ, Samples, add, count, faded

_DUCK = 10 ** (-12 / 20)
_WINDOW = RATE_HZ // 100
_SPEECH_LEVEL = 0.02
_ATTACK, _RELEASE = 0.5, 0.035  # per 10 ms: down within 30 ms, up again in half a second


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
    total = round(duration_ms * RATE_HZ / 1000)
    out = np.zeros((total, 2), np.float32)
    under = np.zeros((total, 2), np.float32)
    voice = np.zeros((total, 2), np.float32)
    for clip in clips:
        part = faded(clip.samples, clip.fade_in_ms / 1000, clip.fade_out_ms / 1000)
        into = voice if clip.is_voice else under if clip.duck_under else out
        add(into, part, count(clip.start_ms / 1000), clip.volume)
    if any(c.is_voice for c in clips):
        under *= _room_for(voice)[:, None]
        out += voice
    out += under
    return out


def _room_for(voice: Samples) -> NDArray[np.float32]:
    """The gain of what lies under a voice, a sample each."""
    windows = -(-len(voice) // _WINDOW)
    padded = np.zeros(windows * _WINDOW, np.float32)
    padded[: len(voice)] = np.abs(voice).max(1)
    wanted = np.where(padded.reshape(windows, _WINDOW).max(1) > _SPEECH_LEVEL, _DUCK, 1.0)
    gain = np.empty(windows)
    level = 1.0
    for i, target in enumerate(wanted):
        level += (target - level) * (_ATTACK if target < level else _RELEASE)
        gain[i] = level
    centres = (np.arange(windows) + 0.5) * _WINDOW
    return np.interp(np.arange(len(voice)), centres, gain).astype(np.float32)
