"""A turn in the making: what the requests of a sentence do, one after the other, before anything is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from talkreel.edit import apply
from talkreel.messages import say
from talkreel.model import Asset, Draft, Operation
from talkreel.model.operation import AddAsset
from talkreel.model.request import Request
from talkreel.render.progress import Progress, silent
from talkreel.studio.history import Way
from talkreel.studio.journal import Journal, Standing


@dataclass
class Bench:
    """Where a turn has come to.

    `whole` is set where a film was put in the place of the film, so that what was done is more than `operations`.
    `told` are answers; `errands` are for whoever holds the talk; `afterwards` is done once the turn is kept.
    """

    journal: Journal
    standing: Standing
    folder: Path
    draft: Draft
    language: str
    progress: Progress = silent
    files: tuple[Path, ...] = ()
    assets: dict[str, Asset] = field(default_factory=dict[str, Asset])  # of the files, entered by the first edit
    operations: list[Operation] = field(default_factory=list[Operation])
    whole: str = ""  # the kind of request that put it there
    told: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])  # said after what changed
    errands: list[Request] = field(default_factory=list[Request])
    names: list[str] = field(default_factory=list[str])
    afterwards: list[Callable[[], None]] = field(default_factory=list[Callable[[], None]])
    past: list[int] = field(default_factory=list[int])
    future: list[int] = field(default_factory=list[int])
    walked: Way | None = None  # undo or redo, while nothing else was done

    def edit(self, operations: Iterable[Operation]) -> None:
        """Apply operations.

        Raises:
            EditError: they cannot be applied.
        """
        new = (AddAsset(key=k, asset=a) for k, a in self.assets.items() if k not in self.draft.assets)
        steps = (*new, *operations)
        self.draft = apply(self.draft, steps)
        self.operations += steps
        if steps:
            self.walked = None

    @property
    def answered(self) -> bool:
        """Whether something was done besides changing the film."""
        return bool(self.told or self.notes or self.errands or self.names or self.afterwards)

    def replace(self, draft: Draft, kind: str) -> None:
        """Put a film in the place of the film."""
        self.draft, self.whole, self.walked = draft, kind, None

    def walk(self, way: Way, content: int) -> None:
        """Go to a version that can be gone back or forward to.

        Raises:
            NotFoundError: it is not there any more.
        """
        alone = not self.operations and not self.whole
        self.draft = self.journal.draft_of(content)
        self.walked = way if alone or self.walked == way else None
        self.whole = way

    def say(self, code: str, **fields: object) -> None:
        """Answer something."""
        self.told.append(say(code, self.language, **fields))
