"""The first thing said in a conversation without a film: it makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.cli.terminal import noted

if TYPE_CHECKING:
    from talkreel.render.progress import Progress
    from talkreel.studio.opening import Opened

_NAME = "film"


@dataclass(frozen=True)
class Begun:
    """A film that was just planned."""

    opened: Opened
    reply: str
    language: str


def begun(words: str, files: Sequence[Path], folder: Path, progress: Progress) -> Begun:
    """Plan a film and keep its draft in `folder`, under a name that is free there.

    Raises:
        UsageError: no film can be made from that.
        InputError: a file cannot be used.
        OutputError: the folder cannot be written to.
    """
    from talkreel.studio.drafts import save_draft
    from talkreel.studio.make import Wanted, plan_films
    from talkreel.studio.opening import open_film
    from talkreel.studio.replies import made

    planned = plan_films(words, files, folder, Wanted(), progress)[0]
    tongue = planned.brief.reply_language
    path = _free(folder)
    save_draft(planned.draft, path)
    lines = [made(planned.draft, tongue), *(f"  · {noted(note, tongue)}" for note in planned.notes)]
    return Begun(open_film(path), "\n".join(lines), tongue)


def _free(folder: Path) -> Path:
    """A name that neither a draft, nor a film, nor a history has."""
    taken = {path.name.split(".")[0] for path in folder.iterdir()} if folder.is_dir() else set[str]()
    number, name = 1, _NAME
    while name in taken:
        number += 1
        name = f"{_NAME}-{number}"
    return folder / f"{name}.reel.json"
