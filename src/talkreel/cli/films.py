"""Planned films become files, and a person is told of each: what `make` and `templates use` have in common."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.cli.terminal import ProgressStyle, notes_json, show_notes, show_report, tell, watched
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.media.formats import Output
    from talkreel.studio.make import Film, Planned


def guard(outputs: Sequence[Path], inputs: Sequence[Path], captions: bool, replace: bool) -> None:
    """Nothing of the user's is lost: not an input, and without -y no film, draft or captions."""
    from talkreel.cli.outputs import refuse_existing, refuse_inputs, written_beside
    from talkreel.studio.drafts import draft_path

    written = [path for film in outputs for path in (film, draft_path(film), *written_beside(film, captions))]
    refuse_inputs(written, inputs)
    if not replace:
        refuse_existing(written)


@dataclass(frozen=True)
class Work:
    """How the films of this call are made."""

    way: Output
    captions: bool
    style: ProgressStyle
    quiet: bool

    def make(self, planned: Planned, path: Path, count: int) -> Film:
        from talkreel.studio.make import make_film

        tongue = planned.brief.reply_language
        with watched(self.style, path.name if count > 1 else "") as progress:
            film = make_film(planned, path, self.way, progress, self.captions)
        if not self.quiet:
            print(path)  # noqa: T201 - the result
            _tell_film(film, tongue)
        return film


def _tell_film(film: Film, tongue: str) -> None:
    from talkreel.media.formats import SOUNDS

    shown, draft = film.exported, film.planned.draft
    tell(
        say(
            "cli.made_sound" if shown.path.suffix.lstrip(".") in SOUNDS else "cli.made",
            tongue,
            path=str(shown.path),
            seconds=f"{draft.duration_ms / 1000:g}",
            width=shown.width,
            height=shown.height,
            fps=shown.fps,
            draft=film.draft_path.name,
        )
    )
    show_notes(film.planned.notes, tongue)
    show_report(film.report, tongue)


def film_json(film: Film) -> dict[str, object]:
    """What is said of a film to programs."""
    draft, shown = film.planned.draft, film.exported
    return {
        "path": str(shown.path),
        "draft": str(film.draft_path),
        "duration_ms": draft.duration_ms,
        "width": shown.width,
        "height": shown.height,
        "fps": shown.fps,
        "seed": draft.meta.seed,
        "notes": notes_json(film.planned.notes, film.planned.brief.reply_language),
        "check": film.report.wire(),
    }


def print_json(value: dict[str, object]) -> None:
    """One object on stdout."""
    print(json.dumps(value, ensure_ascii=False))  # noqa: T201 - the result
