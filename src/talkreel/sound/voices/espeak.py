"""eSpeak NG: a robot, but everywhere, at once, and with the exact time of each word.

It is GPL-3 and C: it runs in a process of its own, which only this file's other half (`espeak_process`) knows.
"""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np

from talkreel.errors import RenderError
from talkreel.sound.instruments.room import room
from talkreel.sound.levelling import normalise
from talkreel.sound.samples import RATE_HZ, Samples, Wave, add, band, convolved, scaled, stereo
from talkreel.sound.voice import Speech

SPOKEN_LUFS = -16.0  # as loud as composed music

_TIMEOUT_S = 120
_WINDOW_MS = 10
_SOUNDS = 0.02  # of the loudest: under it is a pause
_SHORTEST_MS = 60
_STOPS = ",.;:!?"
_VOICES = {"zh": "cmn", "en": "en-us"}


class Espeak:
    """The engine. Stateless: each call starts and ends a process (20 ms)."""

    name = "espeak"

    def speak(self, text: str, language: str) -> Speech:
        """Say `text`; see `VoiceEngine`.

        Raises:
            RenderError: the process failed or did not answer.
        """
        asked = json.dumps({"text": text, "voice": _VOICES.get(language[:2], language[:2])}).encode()
        command = [sys.executable, "-m", "talkreel.sound.voices.espeak_process"]
        try:
            run = subprocess.run(command, input=asked, capture_output=True, timeout=_TIMEOUT_S, check=False)
        except subprocess.TimeoutExpired as cause:
            raise RenderError("error.voice_failed", engine=self.name, detail="timeout") from cause
        if run.returncode != 0:
            detail = run.stderr.decode(errors="replace").strip().splitlines()[-1:] or [str(run.returncode)]
            raise RenderError("error.voice_failed", engine=self.name, detail=detail[0])
        head, _, body = run.stdout.partition(b"\n")
        told = json.loads(head)
        raw, rate_hz = np.frombuffer(body, "<i2").astype(np.float32) / 32768, int(told["rate_hz"])
        spans = _joined([tuple(map(int, span)) for span in told["words"]], text)
        return Speech(_in_a_room(raw, rate_hz), _words(spans, text, raw, rate_hz))


def _joined(spans: list[tuple[int, ...]], text: str) -> list[tuple[int, ...]]:
    """One span for what is written as one: of `$3.50` the engine tells every number that it says."""
    joined: list[tuple[int, ...]] = []
    for start, end, first, after in spans:
        before = joined[-1] if joined else (0, 0, 0, 0)
        overlaps = first < before[3]
        goes_on = first == before[3] and text[max(0, first - 1) : first + 1].isascii()
        if joined and (overlaps or goes_on):
            joined[-1] = (before[0], end, before[2], max(before[3], after))
        else:
            joined.append((start, end, first, after))
    return joined


def _words(spans: list[tuple[int, ...]], text: str, raw: Wave, rate_hz: int) -> tuple[tuple[int, int, str], ...]:
    """The words with ends where their sound ends: the engine tells only where each begins."""
    window = rate_hz * _WINDOW_MS // 1000
    level = np.abs(raw[: len(raw) // window * window]).reshape(-1, window).max(1, initial=0.0)
    sounding = level > _SOUNDS * level.max(initial=0.0)
    last = np.maximum.accumulate(np.where(sounding, np.arange(len(level)), -1))
    words: list[tuple[int, int, str]] = []
    for start, until, first, after in spans:
        before = min(max(0, until // _WINDOW_MS - 1), len(last) - 1)
        heard_ms = (int(last[before]) + 1) * _WINDOW_MS if len(last) else until
        words.append((start, min(until, max(heard_ms, start + _SHORTEST_MS)), text[first:after].strip().rstrip(_STOPS)))
    return tuple(words)


def _in_a_room(raw: Wave, rate_hz: int) -> Samples:
    """Up to 48 kHz, less buzz and hiss, a little air around it, at `SPOKEN_LUFS`."""
    at = np.arange(round(len(raw) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    voice = np.interp(at, np.arange(len(raw)), raw).astype(np.float32) if len(raw) else np.zeros(1, np.float32)
    voice = band(voice, 90, 7200)
    voice = voice + 0.3 * band(voice, 140, 320) - 0.35 * band(voice, 2400, 4500)
    dry = stereo(voice)
    out = convolved(dry, room(0.35, seed=5)) * 0.10
    add(out, dry, 0)
    return normalise(scaled(out, 1.0), SPOKEN_LUFS, -1.0)
