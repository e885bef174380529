"""What takes processor time on local drafts, done in warm processes (`process.crew`): all in and out of it pickles.

A draft may only name files of the folders that the caller may use: whoever edits by operations could name any.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from talkreel.edit import changes, describe, untouched
from talkreel.errors import ForbiddenError, NotFoundError, UsageError
from talkreel.language.grammar.words import language_of
from talkreel.language.interpreter import Utterance
from talkreel.language.interpreters import chosen
from talkreel.language.interpreters.typed import Typed
from talkreel.mcp.desk import Wish
from talkreel.mcp.desks.place import Place
from talkreel.messages import say
from talkreel.model import Draft, Operation
from talkreel.model.request import Edit, ExportFilm, GoTo, Request
from talkreel.plan import summary
from talkreel.render.progress import Progress, silent
from talkreel.studio import replies
from talkreel.studio.drafts import SUFFIX, save_draft
from talkreel.studio.hosted.addressing import is_greeting
from talkreel.studio.journals.earlier import EarlierJournal
from talkreel.studio.journals.folder import FolderJournal
from talkreel.studio.make import Planned, Wanted, plan_films
from talkreel.studio.materials import read_files
from talkreel.studio.talk import Talk
from talkreel.studio.turn import Turn, rebased

_OPERATIONS: TypeAdapter[tuple[Operation, ...]] = TypeAdapter(tuple[Operation, ...])
_ANSWERED = {"credits": "chat.credits", "upload": "mcp.upload_words", "status": "mcp.local_empty", "help": "talk.help"}
_OF_A_FILM = frozenset({"undo", "redo", "versions", "confirm", "export", "compare", "go_to"})


def speak(
    place: Place, words: str, files: Sequence[Path], language: str, progress: Progress = silent
) -> dict[str, Any]:
    """Make a film of the words, or change the one that is there. What a job is told, and `exports` that were asked for.

    Raises:
        TalkreelError: it cannot be done.
    """
    if not place.path.exists():
        return _begun(place, words, files, language, progress)
    journal = FolderJournal(place.path)
    talk = Talk(journal, place.path.parent, chosen(), progress)
    turn = talk.plan(words, files)
    _check(place, turn.before, turn.receipt.draft, files)
    turn = talk.keep(turn, files)
    lines = [turn.receipt.reply, *_answers(turn.requests, turn.language)]
    wishes = [r.model_dump(include={"format", "size", "fps"}) for r in turn.requests if isinstance(r, ExportFilm)]
    told = _told(turn) | {"reply": "\n".join(line for line in lines if line)}
    return told | {"exports": wishes, "took": turn.changed or turn.question is not None}


def _told(turn: Turn) -> dict[str, Any]:
    return {"reply": turn.receipt.reply, "receipt": _receipt(turn.receipt.wire())}


def _receipt(wire: dict[str, Any]) -> dict[str, Any]:
    """A receipt without the film, which is asked for where it is wanted."""
    return {name: value for name, value in wire.items() if name != "draft"}


def _answers(requests: Sequence[Request], language: str) -> list[str]:
    return [say(_ANSWERED[r.kind], language) for r in requests if r.kind in ("credits", "upload")]


def _begun(place: Place, words: str, files: Sequence[Path], language: str, progress: Progress) -> dict[str, Any]:
    """The first words: they make a film, or more of them beside it."""
    if is_greeting(words) and not files:
        return {"reply": say("turn.greeting", language_of(words))}
    meant = chosen().interpret(Utterance(words, Draft()))
    kinds = [step.request.kind for step in meant.steps]
    if kinds and all(kind in _ANSWERED for kind in kinds):
        return {"reply": "\n".join(say(_ANSWERED[kind], meant.language) for kind in kinds)}
    if kinds and all(kind in _OF_A_FILM for kind in kinds):
        return {"reply": say("mcp.local_empty", meant.language)}
    planned = plan_films(words, files, place.path.parent, Wanted(language=language or None), progress)
    films, lines = list[dict[str, Any]](), list[str]()
    for number, film in enumerate(planned, 1):
        path = place.path if number == 1 else _beside(place.path, number)
        save_draft(film.draft, path)
        tongue = film.brief.reply_language
        lines += [replies.made(film.draft, tongue), *(f"  · {replies.noted(note, tongue)}" for note in film.notes)]
        films.append(_film(path, film.draft, tongue))
    return {"reply": "\n".join(lines), "receipt": _new(planned[0], lines), "films": films, "took": True}


def _new(film: Planned, lines: Sequence[str]) -> dict[str, Any]:
    empty = Draft()
    found = [{**c.model_dump(mode="json"), "op": "create"} for c in changes(empty, film.draft, ())]
    same = untouched(empty, film.draft).model_dump(mode="json")
    return {"status": "applied", "reply": "\n".join(lines), "revision": 1, "changes": found, "untouched": same}


def _beside(path: Path, number: int) -> Path:
    """A name that no draft has: `coffee-2.reel.json`."""
    stem = path.name.removesuffix(SUFFIX)
    while (found := path.with_name(f"{stem}-{number}{SUFFIX}")).exists():
        number += 1
    return found


def _film(path: Path, draft: Draft, language: str) -> dict[str, Any]:
    return {
        "film": path.name.removesuffix(SUFFIX),
        "title": draft.meta.title,
        "revision": draft.revision,
        "seconds": draft.duration_ms / 1000,
        "summary": summary(draft, language),
    }


def _check(place: Place, before: Draft, after: Draft, given: Sequence[Path] = ()) -> None:
    """Go on only when no file was named anew that may not be.

    Raises:
        ForbiddenError: one was.
    """
    folder, mine = place.path.parent, {path.resolve() for path in given}
    for key, asset in after.assets.items():
        if before.assets.get(key) == asset:
            continue
        whole = (folder / asset.file).resolve()
        if whole not in mine and not any(whole.is_relative_to(f) for f in (folder.resolve(), *place.folders)):
            raise ForbiddenError("error.mcp_foreign", path=asset.file[:200])


def operate(place: Place, body: Sequence[dict[str, Any]], base: int, dry: bool) -> dict[str, Any]:
    """Apply operations, all or none. The receipt without the film.

    Raises:
        ForbiddenError: they name a file that may not be used.
        NotFoundError: there is no such film or revision.
        UsageError: they are none.
    """
    try:
        operations = _OPERATIONS.validate_python(list(body))
    except ValidationError as cause:
        first = cause.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise UsageError("error.operations", detail=f"{where}: {first['msg']}"[:300]) from cause
    return _done(place, Edit(operations=operations), base, dry)


def restore(place: Place, revision: int) -> dict[str, Any]:
    """Go to a version. The receipt without the film.

    Raises:
        NotFoundError: there is no such film or version.
    """
    journal = FolderJournal(place.path)
    if journal.standing().history.version(revision) is None:
        raise NotFoundError("error.version_unknown", version=revision)
    return _done(place, GoTo(version=revision), 0, False)


def _done(place: Place, request: Request, base: int, dry: bool) -> dict[str, Any]:
    journal = FolderJournal(place.path)
    standing = journal.standing()
    at = EarlierJournal(journal, base) if base and base != standing.head.revision else journal
    talk = Talk(at, place.path.parent, Typed((request,), place.language))
    turn = talk.plan(f"/{request.kind}")
    if at is not journal and turn.is_edit:
        turn = rebased(turn, standing)
    _check(place, standing.draft, turn.receipt.draft)
    if not dry:
        turn = replace(talk, journal=journal).keep(turn)
    return _receipt(turn.receipt.wire())


def look(place: Place) -> dict[str, Any]:
    """The film as it stands.

    Raises:
        NotFoundError: there is none.
    """
    draft = FolderJournal(place.path).standing().draft
    canvas = {"width": draft.meta.width, "height": draft.meta.height, "fps": draft.meta.fps}
    return {"draft": draft.wire(), "canvas": canvas, "film": _film(place.path, draft, place.language)}


def versions(place: Place) -> list[dict[str, Any]]:
    """All versions, the oldest first.

    Raises:
        NotFoundError: there is no film.
    """
    history = FolderJournal(place.path).standing().history
    return [
        {
            "revision": v.revision,
            "way": v.way,
            "shows": v.content,
            "words": v.words,
            "reply": v.reply,
            "names": list(history.named(v.revision)),
            "at": v.at,
        }
        for v in history.versions
    ]


def compare(place: Place, one: int, other: int) -> dict[str, Any]:
    """How two versions differ; 0 is the newest.

    Raises:
        NotFoundError: there is no such film or version.
    """
    before, after = (_at(place, number) for number in (one, other))
    return {
        "one": before.revision,
        "other": after.revision,
        "lines": describe(before, after, place.language),
        "changes": [change.model_dump(mode="json") for change in changes(before, after, ())],
        "untouched": untouched(before, after).model_dump(mode="json"),
    }


def _at(place: Place, revision: int) -> Draft:
    journal = FolderJournal(place.path)
    return journal.draft_of(revision) if revision else journal.standing().draft


def frame(place: Place, at_ms: int, short_side: int, revision: int) -> bytes:
    """The frame at a time, a JPEG.

    Raises:
        UsageError: the film is not that long.
        NotFoundError: there is no such film or version.
    """
    from talkreel.studio.hosted import previews

    return previews.frame(_body(place, revision), place.path.parent, at_ms, short_side)


def sheet(place: Place, width: int, revision: int) -> bytes:
    """A contact sheet, a JPEG.

    Raises:
        NotFoundError: there is no such film or version.
    """
    from talkreel.studio.hosted import previews

    return previews.sheet(_body(place, revision), place.path.parent, 4, width)


def _body(place: Place, revision: int) -> bytes:
    return json.dumps(_at(place, revision).wire(), ensure_ascii=False).encode("utf-8", "replace")


def study(place: Place, file: Path) -> dict[str, Any]:
    """What a file is; one that cannot be used is refused now.

    Raises:
        InputError: it cannot be used.
    """
    found = read_files([file], place.path.parent)
    if not found.materials:
        return {"name": file.name, "kind": "document"}
    one = found.materials[0]
    seconds = (one.duration_ms or 0) / 1000
    return {"name": file.name, "kind": one.kind, "seconds": seconds, "width": one.width or 0, "height": one.height or 0}


def export(place: Place, revision: int, wish: Wish, to: Path, progress: Progress = silent) -> dict[str, Any]:
    """Write a revision as a file and measure it.

    Raises:
        UsageError: the wish cannot be fulfilled.
        OutputError: the place cannot be written to.
        RenderError: drawing or encoding failed.
    """
    from talkreel.media.formats import output_for
    from talkreel.render.export import export as render
    from talkreel.studio.inspect import inspected
    from talkreel.studio.sizes import recast_as

    folder = place.path.parent
    film = recast_as(_at(place, revision), wish.size, wish.fps)
    output = output_for(wish.format, quality=wish.quality)  # pyright: ignore[reportArgumentType]
    render(film, folder, to, output, progress)
    progress("check", 0.0)
    wrong = [f for f in inspected(to, film, folder).findings if not f.ok] if output.film else []
    return {"wrong": len(wrong), "bytes": to.stat().st_size, "title": film.meta.title}
