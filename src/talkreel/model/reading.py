"""A draft that came from outside, as JSON: read with limits, and refused in a sentence.

What it is made of is counted before it is built, so that a small text cannot become a large value.
"""

from __future__ import annotations

import json
import math
import re
from itertools import accumulate
from typing import cast

from pydantic import ValidationError

from talkreel.errors import InputError, TooLargeError
from talkreel.model.draft import Draft

MOST_BYTES = 5_000_000
MOST_DEPTH = 64
MOST_SEGMENTS, MOST_TRACKS, MOST_ASSETS = 5000, 200, 2000
MOST_MS = 86_400_000  # a day
_MOST_PARTS, _MOST_VALUES = 150_000, 300_000

_SIDES, _RATES = range(16, 8193), range(1, 241)
_TEXTS = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_STEPS = {"{": 1, "[": 1, "}": -1, "]": -1}
_NO_BRACKET = re.compile(r"[^\[\]{}]+")
_TIMES = ("start_ms", "duration_ms", "in_ms", "fade_in_ms", "fade_out_ms", "hold_ms", "span_ms")


def parse_draft(data: bytes) -> Draft:
    """The draft in a JSON text.

    Raises:
        InputError: it is not JSON, or not a draft; the detail says where.
        TooLargeError: it is over a limit: bytes, depth, values, tracks, segments, times.
    """
    _within(len(data), MOST_BYTES, "bytes")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise InputError("error.draft_text", detail=f"byte {cause.start}") from cause
    _within(text.count("{") + text.count("["), _MOST_PARTS, "{ [")
    _within(text.count(","), _MOST_VALUES, ",")
    value = _read(text)
    _within(_depth(text), MOST_DEPTH, "depth")
    _check_counts(value)
    try:
        draft = Draft.model_validate_json(data)
    except ValidationError as cause:
        first = cause.errors(include_url=False, include_context=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError("error.draft_text", detail=f"{where}: {first['msg']}"[:200]) from cause
    _check_canvas(draft)
    _check_times(draft)
    return draft


def _read(text: str) -> dict[str, object]:
    try:
        value: object = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_not_a_number, parse_float=_finite, parse_int=_whole
        )
    except RecursionError as cause:
        raise TooLargeError("error.draft_limit", what="depth", limit=MOST_DEPTH) from cause
    except ValueError as cause:
        raise InputError("error.draft_text", detail=str(cause)[:200]) from cause
    if not isinstance(value, dict):
        raise InputError("error.draft_text", detail="{ }")
    return cast("dict[str, object]", value)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object. (Which of two equal keys counts, readers do not agree on.)

    Raises:
        ValueError: a key is there twice.
    """
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))
        raise ValueError(f"twice: {twice[:60]}")
    return found


def _not_a_number(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text[:20])
    return number


def _whole(text: str) -> int:
    if len(text) > 20:
        raise ValueError(f"{text[:20]}...")
    return int(text)


def _depth(text: str) -> int:
    """How deep brackets lie in one another, in text that is known to be JSON."""
    brackets = _NO_BRACKET.sub("", _TEXTS.sub("", text))
    return max(accumulate(map(_STEPS.__getitem__, brackets)), default=0)


def _check_counts(value: dict[str, object]) -> None:
    _within(len(_dict(value.get("assets"))), MOST_ASSETS, "assets")
    tracks = _list(value.get("t", value.get("tracks")))
    _within(len(tracks), MOST_TRACKS, "tracks")
    found = (_dict(track) for track in tracks)
    _within(sum(len(_list(track.get("sg", track.get("segments")))) for track in found), MOST_SEGMENTS, "segments")


def _list(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []


def _dict(value: object) -> dict[str, object]:
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def _check_canvas(draft: Draft) -> None:
    meta = draft.meta
    good = all(side in _SIDES and side % 2 == 0 for side in (meta.width, meta.height)) and meta.fps in _RATES
    if not good:
        raise InputError("error.draft_text", detail=f"m: {meta.width} x {meta.height}, {meta.fps} fps"[:200])


def _check_times(draft: Draft) -> None:
    _within(draft.duration_ms, MOST_MS, "d")
    for track in draft.tracks:
        for segment in track.segments:
            _within(max(getattr(segment, name) for name in _TIMES), MOST_MS, f"{segment.id[:40]} ms")
            _within(segment.end_ms, MOST_MS, f"{segment.id[:40]} s + d")


def _within(found: int, limit: int, what: str) -> None:
    if found > limit:
        raise TooLargeError("error.draft_limit", what=what, limit=limit)
