"""Where templates are kept: a folder of JSON files, and the files that they show beside them, named by their hash.

    templates/my-weekly-offer-1f3a9c02.json
    templates/files/<sha256>.jpg

Files stay when a template is removed: films that were made from it may show them.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from talkreel.errors import InputError, NotFoundError, OutputError, UsageError
from talkreel.model import Asset, Draft
from talkreel.model.value import Strict
from talkreel.render.whole import written_whole
from talkreel.settings import settings
from talkreel.studio.blanks import Blank
from talkreel.studio.drafts import write_whole
from talkreel.studio.materials import shown_path

LONGEST_NAME = 80
_SLUG = 40
_MOST_BYTES = 20_000_000


class Template(Strict):
    """A prompt, or a film, with blanks."""

    version: Literal[1] = 1
    name: str
    prompt: str = ""
    draft: Draft | None = None
    blanks: tuple[Blank, ...] = ()


_SHELF: ContextVar[Path | None] = ContextVar("shelf", default=None)


def folder() -> Path:
    """Where templates lie; films name their files from there."""
    return _SHELF.get() or Path(settings().data_dir).expanduser() / "templates"


@contextmanager
def shelved_in(place: Path) -> Generator[None]:
    """While the block runs, templates are kept in this folder: a server has one for each account."""
    token = _SHELF.set(place)
    try:
        yield
    finally:
        _SHELF.reset(token)


def place(name: str) -> Path:
    """Where the template of this name lies, whether it is there or not.

    Raises:
        UsageError: no template can have this name.
    """
    plain = " ".join(unicodedata.normalize("NFC", name).split())
    if not plain or len(plain) > LONGEST_NAME or not any(sign.isalnum() for sign in plain) or not plain.isprintable():
        raise UsageError("error.template_name", name=plain[:LONGEST_NAME], most=LONGEST_NAME)
    key = plain.casefold()
    slug = re.sub(r"[\W_]+", "-", key).strip("-")[:_SLUG]
    return folder() / f"{slug}-{hashlib.sha256(key.encode()).hexdigest()[:8]}.json"


def put(template: Template) -> Path:
    """Keep a template in place of one of its name.

    Raises:
        OutputError: it cannot be written.
        UsageError: no template can have its name.
    """
    path = place(template.name)
    held = template.model_dump(mode="json", exclude={"draft"}, exclude_defaults=True) | {"version": template.version}
    if template.draft is not None:
        held["draft"] = template.draft.wire()
    write_whole(path, json.dumps(held, ensure_ascii=False, indent=1) + "\n")
    return path


def found(name: str) -> Template:
    """The template of this name.

    Raises:
        NotFoundError: there is none; the message names the nearest.
        InputError: its file is damaged.
        UsageError: no template can have this name.
    """
    path = place(name)
    if not path.is_file():
        names = [t.name for t in kept()]
        near = get_close_matches(name, names, 1, 0.5)
        if not names:
            raise NotFoundError("error.template_none", name=name)
        raise NotFoundError("error.template_missing", name=name, names=", ".join(near or names[:8]))
    return _read(path)


def kept() -> Iterator[Template]:
    """All templates by name; damaged ones are passed over."""
    templates: list[Template] = []
    for path in folder().glob("*.json"):
        try:
            templates.append(_read(path))
        except InputError:
            continue
    yield from sorted(templates, key=lambda t: t.name.casefold())


def _read(path: Path) -> Template:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError("error.template_damaged", path=str(path), detail="> 20 MB")
        return Template.model_validate_json(path.read_bytes())
    except ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise InputError("error.template_damaged", path=str(path), detail=f"{where}: {first['msg']}") from cause
    except OSError as cause:
        raise InputError("error.template_damaged", path=str(path), detail=cause.strerror or str(cause)) from cause


def remove(name: str) -> Template:
    """Take a template away.

    Raises:
        NotFoundError: there is none.
        OutputError: it cannot be removed.
    """
    template = found(name)
    try:
        place(name).unlink()
    except OSError as cause:
        raise OutputError("error.output_write", path=str(place(name)), detail=cause.strerror or str(cause)) from cause
    return template


def with_files(draft: Draft, lies: Path) -> Draft:
    """The draft with the files that it shows copied here; `lies` is the folder where they are named from now.

    Raises:
        NotFoundError: a file is gone.
        OutputError: it cannot be copied.
    """
    used = json.dumps([track.wire() for track in draft.tracks])
    assets = {key: _copied(key, asset, lies) for key, asset in draft.assets.items() if key in used}
    return draft.model_copy(update={"assets": assets})


def _copied(key: str, asset: Asset, lies: Path) -> Asset:
    source = lies / asset.file
    if not source.is_file():
        raise NotFoundError("error.asset_file_missing", path=asset.file)
    ending = re.sub(r"[^.\w]", "", source.suffix.lower())
    copy = folder() / "files" / f"{re.sub(r'[^0-9A-Za-z]', '', key.removeprefix('sha256:'))}{ending}"
    try:
        if not copy.exists():
            with written_whole(copy) as part:
                shutil.copyfile(source, part)
    except OSError as cause:
        raise OutputError("error.output_write", path=str(copy), detail=cause.strerror or str(cause)) from cause
    return asset.model_copy(update={"file": shown_path(copy, folder())})
