"""A draft in one line, as people read a timeline.

Timeline (3 tracks): 1. Video: city (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)
"""

from __future__ import annotations

from talkreel.edit.naming import picture_name, seconds, word
from talkreel.messages import say
from talkreel.model import PICTURE, WORDS, Draft, Segment, Track

MOST_NAMED = 6  # clauses of one track; the others are counted


def summary(draft: Draft, language: str = "en") -> str:
    """The timeline in one sentence: a clause for each track, in order."""
    tracks = [t for t in draft.tracks if t.segments]
    if not tracks:
        return say("summary.empty", language)
    clauses = [f"{i}. {_clause(t, language)}" for i, t in enumerate(tracks, 1)]
    return say("summary.timeline", language, count=len(tracks), tracks=" ".join(clauses))


def _clause(track: Track, language: str) -> str:
    first = track.segments[0]
    if track.type == PICTURE:
        return _named("summary.video", [_span(s, picture_name(s, language) or s.src) for s in track.segments], language)
    if track.type == WORDS:
        if first.role == "caption":
            return _counted("summary.captions", "summary.sentences", track, language)
        told = sorted(track.segments, key=_weight)[:MOST_NAMED] if len(track.segments) > MOST_NAMED else track.segments
        spans = [_span(s, f'"{s.text}"') for s in sorted(told, key=_start)]
        return _named("summary.title", spans, language, len(track.segments) - len(spans))
    if first.effect is not None:
        return _named("summary.effects", [_span(s, _effect(s, language)) for s in track.segments], language)
    if first.voice is not None:
        return _counted("summary.voice", "summary.sentences", track, language)
    return _named("summary.music", [_span(s, _music(s, language), volume=True) for s in track.segments], language)


def _start(segment: Segment) -> int:
    return segment.start_ms


def _weight(segment: Segment) -> tuple[int, int]:
    """Titles before the rest, early before late."""
    return (segment.role not in ("title", "price", "quote", "overlay"), segment.start_ms)


def _music(segment: Segment, language: str) -> str:
    return word(segment.music.style, language) if segment.music else segment.name or segment.src


def _effect(segment: Segment, language: str) -> str:
    return word(segment.effect.kind, language) if segment.effect else segment.name


def _span(segment: Segment, name: str, *, volume: bool = False) -> str:
    loud = f", {round(segment.volume * 100)}%" if volume else ""
    return f"{name} ({seconds(segment.start_ms)}-{seconds(segment.end_ms)}s{loud})"


def _named(label: str, spans: list[str], language: str, left: int = 0) -> str:
    more = max(0, len(spans) - MOST_NAMED) + left
    told = [*spans[:MOST_NAMED], *([say("summary.more", language, count=more)] if more else [])]
    return f"{say(label, language)}: {', '.join(told)}"


def _counted(label: str, what: str, track: Track, language: str) -> str:
    end = max(s.end_ms for s in track.segments)
    told = say(what, language, count=len(track.segments))
    return f"{say(label, language)}: {told} ({seconds(track.segments[0].start_ms)}-{seconds(end)}s)"
