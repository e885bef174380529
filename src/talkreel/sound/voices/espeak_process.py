"""Runs as a process: JSON {"text", "voice"} on stdin; one line of JSON and 16-bit samples out.

The JSON has `rate_hz` and `words`: (start ms, end ms, first character, character after the last).

The structures are those of eSpeak NG's speak_lib.h.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

_RETRIEVAL, _RATE, _PITCH, _UTF8 = 1, 1, 3, 1
_END_OF_LIST, _WORD = 0, 1
_WORDS_A_MINUTE, _PITCH_PERCENT = 152, 42


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


def main() -> None:
    """Speak what stdin asks for."""
    import espeakng_loader  # pyright: ignore[reportMissingImports]

    loader: Any = espeakng_loader
    asked = json.loads(sys.stdin.buffer.read())
    library = ctypes.CDLL(loader.get_library_path())
    rate = library.espeak_Initialize(_RETRIEVAL, 0, str(loader.get_data_path()).encode(), 0)
    if rate <= 0 or library.espeak_SetVoiceByName(asked["voice"].encode()) != 0:
        sys.exit(f"no voice {asked['voice']}")
    library.espeak_SetParameter(_RATE, _WORDS_A_MINUTE, 0)
    library.espeak_SetParameter(_PITCH, _PITCH_PERCENT, 0)
    sound = bytearray()
    starts: list[tuple[int, int, int]] = []

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))
    def heard(wave: Any, count: int, events: Any) -> int:
        if wave and count > 0:
            sound.extend(ctypes.string_at(wave, count * 2))
        at = 0
        while events and events[at].type != _END_OF_LIST:
            if events[at].type == _WORD:
                starts.append((events[at].audio_position, events[at].text_position - 1, events[at].length))
            at += 1
        return 0

    library.espeak_SetSynthCallback(heard)
    text = asked["text"].encode()
    library.espeak_Synth(text, len(text) + 1, 0, 1, 0, _UTF8, None, None)
    library.espeak_Synchronize()
    total_ms = len(sound) // 2 * 1000 // rate
    ends = [*(start for start, _, _ in starts[1:]), total_ms]
    words = [(start, end, at, at + length) for (start, at, length), end in zip(starts, ends, strict=False)]
    sys.stdout.buffer.write(json.dumps({"rate_hz": rate, "words": words}).encode() + b"\n" + bytes(sound))


if __name__ == "__main__":
    main()
