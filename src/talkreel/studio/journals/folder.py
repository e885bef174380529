"""A journal as a folder beside the draft, readable by people.

    film.reel.json                  the film now
    film.reel.history/
        journal.jsonl               a line for each version, name and question; only ever added to
        revisions/000012.json       what is kept of a version whole: draft, operations, changes
        lock

A version's file is written first, then its line, then the draft. Whatever stops that on the way: without the line the
version never was; with it the draft is brought up to it by whoever comes next. A draft that somebody else wrote becomes
a version of its own. A line that cannot be read is left out.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from talkreel.errors import InputError, NotFoundError, OutputError
from talkreel.model import Draft, Operation
from talkreel.studio.drafts import film_path, read_draft, save_draft, write_whole
from talkreel.studio.history import LINE, History, Line, Version, digest, now
from talkreel.studio.journal import Kept, Standing

_LINES, _LOCK, _REVISIONS = "journal.jsonl", "lock", "revisions"


def history_folder(path: Path) -> Path:
    """Where the history of a draft's file lies: `film.reel.json` -> `film.reel.history`."""
    return film_path(path, "reel.history")


class FolderJournal:
    """The revisions of the film whose draft is at `path`."""

    def __init__(self, path: Path, first: Draft | None = None) -> None:
        """Nothing is written before something is added. `first` counts as what lies at `path`."""
        self.path, self.folder, self._first = path, history_folder(path), first

    def standing(self) -> Standing:
        """Where the film stands.

        Raises:
            InputError: the draft cannot be read.
            NotFoundError: there is neither a draft nor a history.
        """
        return self._looked_at().standing

    def draft_of(self, revision: int) -> Draft:
        """The film as it was at a revision.

        Raises:
            NotFoundError: that revision is not, or no longer, there.
        """
        file = self._file(revision)
        if not file.is_file():
            # The first version has no file of its own before something is added.
            standing = self.standing()
            if standing.head.revision == revision:
                return standing.draft
            raise NotFoundError("error.version_gone", revision=revision)
        try:
            draft = Draft.model_validate(json.loads(file.read_bytes())["draft"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as cause:
            raise NotFoundError("error.version_damaged", revision=revision, path=str(file)) from cause
        version = self._history().version(revision)
        if version is not None and version.digest != digest(draft):
            raise NotFoundError("error.version_damaged", revision=revision, path=str(file))
        return draft

    @contextmanager
    def alone(self) -> Generator[Standing]:
        """While the block runs no other process, and no other thread, adds anything.

        Raises:
            OutputError: the folder cannot be written to.
        """
        try:
            (self.folder / _REVISIONS).mkdir(parents=True, exist_ok=True)
            lock = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as cause:
            raise OutputError("error.output_write", path=str(self.folder), detail=str(cause.strerror)) from cause
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self._settled()
        finally:
            os.close(lock)

    def add(self, line: Line, kept: Kept | None = None) -> None:
        """Add a line, and what is kept of a version.

        Raises:
            OutputError: the folder cannot be written to.
        """
        if kept is not None:
            write_whole(self._file(kept.draft.revision), json.dumps(kept_wire(kept), ensure_ascii=False) + "\n")
        self._append(line.model_dump_json())
        if kept is not None:
            save_draft(kept.draft, self.path)
            self._first = None

    def _append(self, text: str) -> None:
        try:
            with (self.folder / _LINES).open("ab+") as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(0, end - 1))
                cut_short = end > 0 and file.read(1) != b"\n"
                file.write(b"\n" * cut_short + text.encode("utf-8", "replace") + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as cause:
            raise OutputError("error.output_write", path=str(self.folder), detail=str(cause.strerror)) from cause

    def _settled(self) -> Standing:
        """Where the film stands, with what was missing on disk put there."""
        found = self._looked_at()
        if found.unknown is not None:
            self.add(found.unknown, Kept(found.standing.draft))
        elif found.behind:
            save_draft(found.standing.draft, self.path)
        return found.standing

    def _looked_at(self) -> _Found:
        history = self._history()
        head = history.head
        if head is None:
            return _opened(self._first or read_draft(self.path), history)
        if not (self._first or self.path.is_file()):
            return _Found(Standing(self.draft_of(head.revision), history), behind=True)
        draft = self._first or read_draft(self.path)
        if digest(draft) == head.digest:
            return _Found(Standing(draft.model_copy(update={"revision": head.revision}), history))
        if _one_behind(draft, history):
            with suppress(NotFoundError):  # where that is damaged, what lies there counts
                return _Found(Standing(self.draft_of(head.revision), history), behind=True)
        return _opened(draft, history)

    def _history(self) -> History:
        try:
            data = (self.folder / _LINES).read_bytes()
        except FileNotFoundError:
            return History()
        except OSError as cause:
            raise InputError("error.draft_invalid", path=str(self.folder), detail=cause.strerror or "") from cause
        lines = [_line(text) for text in data.splitlines() if text.strip()]
        return History.of((line for line in lines if line is not None), lines.count(None))

    def _file(self, revision: int) -> Path:
        return self.folder / _REVISIONS / f"{revision:06}.json"


@dataclass(frozen=True)
class _Found:
    """Where the film stands; the version that has no line yet; whether the draft's file is behind its history."""

    standing: Standing
    unknown: Version | None = None
    behind: bool = False


def _opened(draft: Draft, history: History) -> _Found:
    """A draft that its history does not know becomes a version."""
    last = history.head.revision if history.head else 0
    number = max(last + 1, draft.revision)
    draft = draft.model_copy(update={"revision": number})
    version = Version(revision=number, way="opened", content=number, digest=digest(draft), at=now())
    return _Found(Standing(draft, history.plus(version)), unknown=version)


def _one_behind(draft: Draft, history: History) -> bool:
    """Whether a draft is the version before the newest: whoever wrote that was stopped before the draft."""
    if len(history.versions) < 2:
        return False
    before = history.versions[-2]
    return (draft.revision, digest(draft)) == (before.revision, before.digest)


def _line(text: bytes) -> Line | None:
    try:
        return LINE.validate_json(text)
    except ValidationError:
        return None


def kept_wire(kept: Kept) -> dict[str, object]:
    """What is kept of a revision as JSON."""
    return {
        "draft": kept.draft.wire(),
        "operations": [operation_wire(operation) for operation in kept.operations],
        "changes": [change.model_dump(mode="json") for change in kept.changes],
    }


def operation_wire(operation: Operation) -> dict[str, object]:
    """An operation as JSON: what was not said is not there, which differs from saying the default."""
    return {"op": operation.op, **operation.model_dump(mode="json", by_alias=True, exclude_unset=True)}
