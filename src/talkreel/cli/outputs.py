"""Where films go: from what was typed after -o to paths that may be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from talkreel.errors import UsageError
from talkreel.media.formats import ALL_FORMATS, Format

_CAPTIONS = (".srt", ".vtt")
_USUAL = "mp4"
_ENDING = re.compile(r"\.[A-Za-z]\w{1,4}")


def placed(output: Path, format_name: str) -> tuple[Path, Format]:
    """The film's path with the ending of its format. A folder gets `film` in it; no ending means mp4.

    Raises:
        UsageError: the format is none of ours.
    """
    if not output.name or output.is_dir():
        output = output / "film"
    ending = output.suffix.lower().lstrip(".")
    known = ending in ALL_FORMATS
    unusual = ending if _ENDING.fullmatch(output.suffix) else _USUAL
    wanted = format_name.lower().lstrip(".") or (ending if known else unusual)
    if wanted not in ALL_FORMATS:
        raise UsageError("error.format_unknown", format=wanted, formats=", ".join(ALL_FORMATS))
    bare = output.with_suffix("") if known else output
    return bare.with_name(f"{bare.name}.{wanted}"), ALL_FORMATS[wanted]


def numbered(output: Path, count: int) -> list[Path]:
    """`film.mp4`, or `film-1.mp4`, `film-2.mp4`, ... for several."""
    if count == 1:
        return [output]
    return [output.with_name(f"{output.stem}-{i}{output.suffix}") for i in range(1, count + 1)]


def written_beside(film: Path, captions: bool) -> tuple[Path, ...]:
    """The caption files of a film."""
    return tuple(film.with_suffix(suffix) for suffix in _CAPTIONS) if captions else ()


def refuse_existing(paths: Iterable[Path]) -> None:
    """Keep what is there already.

    Raises:
        UsageError: one of the paths exists.
    """
    for path in paths:
        if path.exists():
            raise UsageError("error.output_exists", path=str(path))


def refuse_inputs(paths: Iterable[Path], inputs: Sequence[Path]) -> None:
    """Never write over what the film is made from, whatever was agreed to.

    Raises:
        UsageError: one of the paths is one of the inputs.
    """
    originals = {path.resolve() for path in inputs}
    for path in paths:
        if path.resolve() in originals:
            raise UsageError("error.output_is_input", path=str(path))
