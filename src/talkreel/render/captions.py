"""Captions as files: SubRip and WebVTT, from the words of a draft."""

from __future__ import annotations

from talkreel.model import WORDS, Draft, Segment


def captions_of(draft: Draft) -> dict[str, str]:
    """The caption files by suffix. Spoken captions when the film has them, else the words on screen."""
    words = sorted((s for s in draft.of_type(WORDS) if s.text), key=lambda s: (s.start_ms, s.id))
    spoken = [s for s in words if s.role == "caption"]
    cues = spoken or words
    return {".srt": _srt(cues), ".vtt": _vtt(cues)}


def _clock(ms: int, mark: str) -> str:
    seconds, rest = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{mark}{rest:03}"


def _srt(cues: list[Segment]) -> str:
    return "\n".join(
        f"{n}\n{_clock(s.start_ms, ',')} --> {_clock(s.end_ms, ',')}\n{_lines(s)}\n" for n, s in enumerate(cues, 1)
    )


def _vtt(cues: list[Segment]) -> str:
    body = "\n".join(f"{_clock(s.start_ms, '.')} --> {_clock(s.end_ms, '.')}\n{_escaped(s)}\n" for s in cues)
    return f"WEBVTT\n\n{body}"


def _lines(segment: Segment) -> str:
    # A blank line would end the cue.
    return "\n".join(line for line in segment.text.splitlines() if line.strip())


def _escaped(segment: Segment) -> str:
    return _lines(segment).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
