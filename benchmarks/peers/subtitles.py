"""A film's words as an Advanced SubStation file, for those who draw words with libass (ffmpeg, melt)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from film import Film, Line

_LINE = 1.26  # libass counts a size from ascender to descender: of the face's em
_HEAD = """[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, BorderStyle, Outline, Shadow, Alignment
Style: words,Outfit,60,&H00F6FBFD,&H66000000,-1,1,0,{shadow},5

[Events]
Format: Start, End, Style, Text
"""


def write(film: Film, path: Path) -> None:
    """Titles come from the left and fade; of a caption the spoken word is coloured and larger."""
    short = min(film.width, film.height)
    lines = [*(_title(film, x) for x in film.titles), *(event for x in film.captions for event in _caption(film, x))]
    path.write_text(_HEAD.format(width=film.width, height=film.height, shadow=3 * short / 1080) + "\n".join(lines))


def _title(film: Film, line: Line) -> str:
    x, y, size = film.width / 2, film.height * line.y, line.size * _LINE
    entering = min(700, line.duration_ms * 3 // 10)
    move = rf"\move({x - 1.1 * line.size:.0f},{y:.0f},{x:.0f},{y:.0f},0,{entering})"
    how = rf"{{\fs{size:.0f}{move}\fad({entering // 2},240)}}"
    return _event(line.start_ms, line.start_ms + line.duration_ms, how + line.text)


def _caption(film: Film, line: Line) -> Iterator[str]:
    x, y, size = film.width / 2, film.height * line.y, line.size * _LINE
    blue, green, red = film.accent[5:7], film.accent[3:5], film.accent[1:3]
    spoken = rf"{{\c&H{blue}{green}{red}&\fscx109\fscy109}}"
    ends = [line.start_ms, *(start for _, start, _ in line.words[1:]), line.start_ms + line.duration_ms]
    for number, (start, end) in enumerate(pairwise(ends)):
        said = (f"{spoken}{w}{{\\r\\fs{size:.0f}}}" if i == number else w for i, (w, *_) in enumerate(line.words))
        yield _event(start, end, rf"{{\fs{size:.0f}\pos({x:.0f},{y:.0f})}}" + " ".join(said))


def _event(start_ms: int, end_ms: int, text: str) -> str:
    return f"Dialogue: {_clock(start_ms)},{_clock(end_ms)},words,{text}"


def _clock(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest // 10:02}"
