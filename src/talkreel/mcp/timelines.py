"""A draft as a caller sees it, whoever's it is: tracks and segments with their ids and times."""

from __future__ import annotations

from typing import Any, Literal

from talkreel.client.shapes import mapping, mappings
from talkreel.mcp.values import Segment, Timeline, Track

Kind = Literal["picture", "sound", "words", "other"]
_KINDS: dict[int, Kind] = {0: "picture", 1: "sound", 7: "words"}
_MOST_LETTERS = 500


def timeline_of(project: str, wire: dict[str, Any], canvas: dict[str, Any], **more: Any) -> Timeline:
    """A wire draft as a timeline; what is not as it should be is left out. `canvas` says what the draft leaves out."""
    meta = {**canvas, **mapping(wire.get("m"))}
    tracks = [_track(number, track) for number, track in enumerate(mappings(wire.get("t")), 1)]
    return Timeline(
        project=project,
        title=_text(meta.get("title")),
        revision=_number(wire.get("rev")),
        duration_ms=_number(wire.get("d")),
        width=_number(meta.get("width")),
        height=_number(meta.get("height")),
        fps=_number(meta.get("fps")),
        tracks=tracks,
        **more,
    )


def _track(number: int, track: dict[str, Any]) -> Track:
    return Track(
        id=_text(track.get("id")) or f"t{number}",
        kind=_KINDS.get(_number(track.get("tt"), -1), "other"),
        name=_text(track.get("n")),
        segments=[_segment(n, segment) for n, segment in enumerate(mappings(track.get("sg")), 1)],
    )


def _segment(number: int, segment: dict[str, Any]) -> Segment:
    return Segment(
        id=_text(segment.get("id")) or f"s{number}",
        name=_text(segment.get("n")),
        text=_text(segment.get("tx")),
        start_ms=_number(segment.get("s")),
        duration_ms=_number(segment.get("d")),
        locked=segment.get("lk") is True,
    )


def _text(value: object) -> str:
    return value[:_MOST_LETTERS] if isinstance(value, str) else ""


def _number(value: object, instead: int = 0) -> int:
    return round(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else instead
