"""A draft and its file: `film.mp4` lies beside `film.reel.json`."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from talkreel.errors import InputError, NotFoundError, OutputError
from talkreel.model import Draft
from talkreel.render.whole import written_whole

SUFFIX = ".reel.json"
_MOST_BYTES = 20_000_000


def draft_path(film: Path) -> Path:
    """Where the draft of a film lies."""
    return film.with_name(film.stem + SUFFIX)


def film_path(draft: Path, ending: str) -> Path:
    """Where the film of a draft lies: `film.reel.json` -> `film.mp4`."""
    stem = draft.name.removesuffix(SUFFIX) if draft.name.endswith(SUFFIX) else draft.stem
    return draft.with_name(f"{stem}.{ending.lstrip('.')}")


def find_draft(path: Path) -> Path:
    """The draft that a person means: the file itself, or the one beside a film.

    Raises:
        NotFoundError: there is none.
    """
    if path.name.endswith(".json") and path.is_file():
        return path
    beside = draft_path(path)
    if beside.is_file():
        return beside
    raise NotFoundError("error.draft_missing", path=str(path))


def read_draft(path: Path) -> Draft:
    """Read a draft.

    Raises:
        InputError: it is not a draft.
        NotFoundError: there is no such file.
    """
    found = find_draft(path)
    try:
        if found.stat().st_size > _MOST_BYTES:
            raise InputError("error.draft_invalid", path=str(found), detail="> 20 MB")
        return Draft.model_validate(json.loads(found.read_text("utf-8")))
    except ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        detail = f"{where}: {first['msg']}" if where else first["msg"]
        raise InputError("error.draft_invalid", path=str(found), detail=detail) from cause
    except (OSError, ValueError, RecursionError) as cause:
        raise InputError("error.draft_invalid", path=str(found), detail=str(cause)) from cause


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        with written_whole(path) as part:
            part.write_text(text, "utf-8")
    except OSError as cause:
        raise OutputError("error.output_write", path=str(path), detail=cause.strerror or str(cause)) from cause


def save_draft(draft: Draft, path: Path) -> None:
    """Write a draft as wire JSON.

    Raises:
        OutputError: it cannot be written.
    """
    write_whole(path, json.dumps(draft.wire(), ensure_ascii=False, indent=1) + "\n")
