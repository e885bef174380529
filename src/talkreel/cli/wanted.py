"""Flags into values."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from talkreel.errors import NotFoundError, UsageError
from talkreel.model import FULL_HD
from talkreel.studio.make import LONGEST_MS, SHORTEST_MS, Wanted
from talkreel.studio.materials import is_named_like_a_file
from talkreel.studio.sizes import exact_size, short_side

_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)")
_AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?)\s*(ms|s|sec|secs|seconds?|秒钟?|m|min|mins|minutes?|分钟?|h|hours?|小时|)", re.IGNORECASE
)
_UNITS_MS = {"ms": 1, "m": 60_000, "分": 60_000, "h": 3_600_000, "小": 3_600_000}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_MOST_CHARACTERS = 200_000


def words_and_files(prompt: str, files: Sequence[Path]) -> tuple[str, list[Path]]:
    """What was typed, parted: words and files may come in any order, and either may be missing. "-" reads stdin.

    Raises:
        NotFoundError: what looks like a file is not there.
        UsageError: there are neither words nor files, or more words than anybody reads.
    """
    typed = [prompt, *map(str, files)]
    if is_named_like_a_file(prompt):
        spoken = next((text for text in typed[1:] if not is_named_like_a_file(text)), None)
    else:
        spoken = prompt
    if spoken is not None:
        typed.remove(spoken)
    words = _stdin() if spoken == "-" else _legible(spoken or "")
    if len(words) > _MOST_CHARACTERS:
        raise UsageError("error.prompt_too_long", most=_MOST_CHARACTERS)
    paths = [Path(text) for text in typed]
    for path in paths:
        if not path.exists():
            raise NotFoundError("error.file_missing", path=str(path))
    if not (words.strip() or paths):
        raise UsageError("error.prompt_empty")
    return words, paths


def film_and_words(typed: Sequence[str]) -> tuple[Path, str, list[Path]]:
    """What was typed to edit a film: the first file is the film, then words and further files in any order.

    Words may come without quotation marks round them.

    Raises:
        NotFoundError: no film was named, or what looks like a file is not there.
        UsageError: there are no words.
    """
    film = next((text for text in typed if is_named_like_a_film(text)), None)
    if film is None:
        raise NotFoundError("error.draft_missing", path=typed[0])
    rest = list(typed)
    rest.remove(film)
    if not any(text.strip() for text in rest):
        raise UsageError("error.edit_no_words_said")
    spoken = " ".join(text for text in rest if not is_named_like_a_film(text))
    words, files = words_and_files(spoken, [Path(text) for text in rest if is_named_like_a_film(text)])
    if not words.strip():
        raise UsageError("error.edit_no_words_said")
    return Path(film), words, files


def is_named_like_a_film(text: str) -> bool:
    """Whether an argument names a draft, or a file of another kind that is taken."""
    return is_named_like_a_file(text) or (text.endswith(".json") and not any(sign.isspace() for sign in text))


def _stdin() -> str:
    return _legible(sys.stdin.buffer.read().decode("utf-8-sig", "replace"))


def _legible(words: str) -> str:
    """Without bytes that are not text and without control characters."""
    decoded = words.encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in decoded if sign >= " " or sign in "\n\t")


def wanted_of(duration: str, aspect: str, size: str, fps: int | None, seed: int | None, language: str) -> Wanted:
    """The flags as values.

    Raises:
        UsageError: a flag cannot be read, or is out of range.
    """
    shapes = {str(name): full for name, full in FULL_HD.items()}
    return Wanted(
        duration_ms=_duration_ms(duration) if duration else None,
        shape=shapes[aspect] if aspect else None,
        size=exact_size(size),
        short_side=short_side(size),
        fps=fps,
        seed=seed,
        language=_language(language) if language else None,
    )


def _language(tag: str) -> str:
    if not _LANGUAGE.fullmatch(tag):
        raise UsageError("error.language_unreadable", language=tag)
    return tag


def milliseconds(text: str) -> int:
    """`20`, `20s`, `1.5`, `1:30`, `0:01:30`, `2m`, `1h`, `30秒` as milliseconds.

    Raises:
        UsageError: it is none of these.
    """
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = clock.groups()
        return round((int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)
    if amount := _AMOUNT.fullmatch(text):
        number, unit = float(amount[1]), amount[2].lower()
        return round(number * _UNITS_MS.get(unit, _UNITS_MS.get(unit[:1], 1000)))
    raise UsageError("error.time_unreadable", text=text)


def _duration_ms(text: str) -> int:
    length = milliseconds(text)
    if not SHORTEST_MS <= length <= LONGEST_MS:
        raise UsageError("error.duration_range", seconds=f"{length / 1000:g}")
    return length
