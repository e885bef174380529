"""What was typed for a film that a server makes: what goes in words, what the export is asked for, what is refused."""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from talkreel.cli.terminal import ProgressStyle, language
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.media.formats import Quality
    from talkreel.studio.make import Wanted

_NEAR_MS, _NEAR_SHAPE = 100, 0.02  # as near as a film of whole frames and even sides comes
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Order:
    """What was typed. `local` are options that only a film made here can have, and whether they were given."""

    server: str
    session: str
    prompt: str
    files: tuple[Path, ...]
    output: Path
    format_name: str
    duration: str
    aspect: str
    size: str
    fps: int | None
    film_language: str
    quality: Quality
    codec: str
    crf: int | None
    alpha: bool
    style: ProgressStyle
    local: Mapping[str, bool] = field(default_factory=dict[str, bool])
    yes: bool = False
    dry_run: bool = False
    as_json: bool = False
    open_film: bool = False
    wait_s: float | None = None


def asked(words: str, inputs: list[Path], wanted: Wanted, aspect: str, tongue: str) -> str:
    """The words with what the flags say, for which the protocol has no field. Beside several lines it stands first."""
    if not words.strip() and inputs:
        words = say("remote.from_files", tongue)
    wishes = [aspect] if aspect else []
    if wanted.duration_ms is not None:
        wishes.insert(0, say("remote.length", tongue, seconds=f"{wanted.duration_ms / 1000:g}"))
    if not wishes or not words:
        return words
    told = ("，" if tongue == "zh" else ", ").join(wishes) + ("。" if tongue == "zh" else ".")
    if "\n" in words.strip():
        return f"{told}\n{words}"
    ends = words.rstrip()[-1:] in ".!?。！？"
    return f"{words.rstrip()}{'' if ends else '。' if tongue == 'zh' else '.'} {told}"


def tongue_of(words: str) -> str:
    """The language to answer words in; without words the terminal's."""
    return "zh" if _CHINESE.search(words) else "en" if words.strip() else language()


def different(wanted: Wanted, made: Mapping[str, Any]) -> Generator[tuple[str, str]]:
    """What was asked for in words, and what was made instead."""
    if has_other_length(wanted, made):
        yield f"{(wanted.duration_ms or 0) / 1000:g} s", f"{made['duration_ms'] / 1000:g} s"
    if wanted.shape is not None and has_other_shape(wanted, made):
        yield f"{wanted.shape[0]}x{wanted.shape[1]}", f"{made['width']}x{made['height']}"
    spoken = made["language"].split("-")[0]
    if wanted.language and spoken and spoken != wanted.language.split("-")[0]:
        yield wanted.language, made["language"]


def has_other_length(wanted: Wanted, made: Mapping[str, Any]) -> bool:
    length = whole(made["duration_ms"])
    return wanted.duration_ms is not None and length > 0 and abs(length - wanted.duration_ms) > _NEAR_MS


def has_other_shape(wanted: Wanted, made: Mapping[str, Any]) -> bool:
    width, height = whole(made["width"]), whole(made["height"])
    if wanted.shape is None or wanted.size is not None or not (width and height):
        return False
    return abs(wanted.shape[0] / wanted.shape[1] - width / height) > _NEAR_SHAPE


def whole(value: object) -> int:
    """A number of a JSON value; 0 for what is none."""
    return round(value) if isinstance(value, (int, float)) else 0
