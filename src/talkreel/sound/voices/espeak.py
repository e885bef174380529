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
from talkreel.sound.samples import RATE_HZ, Samples, add, band, convolved, stereo
from talkreel.sound.voice import Speech

_TIMEOUT_S = 120
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
        raw = np.frombuffer(body, "<i2").astype(np.float64) / 32768
        words = tuple((int(a), int(b), str(w)) for a, b, w in told["words"])
        return Speech(_in_a_room(raw, int(told["rate_hz"])), words)


def _in_a_room(raw: np.ndarray, rate_hz: int) -> Samples:
    """Up to 48 kHz, less buzz and hiss, a little air around it."""
    at = np.arange(round(len(raw) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    voice = np.interp(at, np.arange(len(raw)), raw) if len(raw) else np.zeros(1)
    voice = band(voice, 90, 7200)
    voice = voice + 0.25 * band(voice, 140, 320) - 0.25 * band(voice, 2400, 4200)
    dry = stereo(voice / max(1e-6, float(np.abs(voice).max())) * 0.8)
    out = convolved(dry, room(0.35, seed=5)) * 0.10
    add(out, dry, 0)
    return out
