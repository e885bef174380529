"""What a turn leaves to the program that holds the talk: exports, credits, uploads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.cli.terminal import ProgressStyle, watched
from talkreel.messages import say
from talkreel.model.request import ExportFilm

if TYPE_CHECKING:
    from talkreel.studio.opening import Opened
    from talkreel.studio.turn import Turn


@dataclass(frozen=True)
class Errands:
    """How this call runs errands. `film` is where an export goes, if that was said; else it goes beside the draft."""

    opened: Opened
    style: ProgressStyle
    film: Path | None = None
    overwrite: bool = False

    def answered(self, turn: Turn) -> Turn:
        """The turn with the answers that need no work."""
        said = {"credits": "chat.credits", "upload": "chat.upload"}
        lines = [say(said[r.kind], turn.language) for r in turn.requests if r.kind in said]
        return with_reply(turn, lines)

    def exported(self, turn: Turn) -> Iterator[tuple[Path, bool]]:
        """Every film that was asked for, once it is written, and whether it passed the quality gate.

        Raises:
            TalkreelError: one cannot be written.
        """
        wanted = [r for r in turn.requests if isinstance(r, ExportFilm)]
        if self.film and turn.changed and not wanted:
            wanted = [ExportFilm()]
        for request in wanted:
            yield self._export(turn, request)

    def _export(self, turn: Turn, request: ExportFilm) -> tuple[Path, bool]:
        from talkreel.cli.export import tell_reused, written
        from talkreel.media.formats import output_for
        from talkreel.render.forking import get_ready
        from talkreel.studio.sizes import recast_as

        get_ready()
        path, container = self._place(request, turn)
        film = recast_as(turn.receipt.draft, request.size, request.fps)
        with watched(self.style) as told:
            done, report = written(film, self.opened.folder, path, output_for(container), told)
        tell_reused(done)
        return path, report.passed

    def _place(self, request: ExportFilm, turn: Turn) -> tuple[Path, str]:
        from talkreel.cli.outputs import placed, refuse_inputs
        from talkreel.studio.drafts import film_path

        draft = self.opened.journal.path
        wanted = self.film or film_path(draft, request.format or "mp4")
        path, container = placed(wanted, request.format)
        originals = [self.opened.folder / asset.file for asset in turn.receipt.draft.assets.values()]
        if self.film is None:
            path = free_beside(path, originals, self.overwrite)
        refuse_inputs([path], [draft, *originals])
        return path, container.name


def free_beside(path: Path, originals: list[Path], overwrite: bool) -> Path:
    """`film.mp4`, or, where that is there already, `film-2.mp4` and so on; `overwrite` spares only the originals."""
    kept = {original.resolve() for original in originals}
    number, free = 1, path
    while free.resolve() in kept or (free.exists() and not overwrite):
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def with_reply(turn: Turn, lines: list[str]) -> Turn:
    """The turn with more in its reply."""
    if not lines:
        return turn
    reply = "\n".join(line for line in (turn.receipt.reply, *lines) if line)
    return replace(turn, receipt=turn.receipt.model_copy(update={"reply": reply}))
