"""What each kind of request does to a turn in the making."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from talkreel.edit.naming import seconds
from talkreel.edit.tracks import find
from talkreel.errors import UsageError
from talkreel.messages import say
from talkreel.model import Draft, Operation
from talkreel.model.operation import Extend, MatchGrading
from talkreel.model.request import (
    Compare,
    Confirm,
    Create,
    Edit,
    ExportFilm,
    GoTo,
    Help,
    ListTemplates,
    ListVersions,
    NameVersion,
    Redo,
    Regenerate,
    Request,
    SaveTemplate,
    ShowCredits,
    ShowStatus,
    Take,
    Undo,
    Upload,
    UseTemplate,
)
from talkreel.plan import summary
from talkreel.studio import versions
from talkreel.studio.bench import Bench
from talkreel.studio.replies import noted

if TYPE_CHECKING:
    from talkreel.studio.make import Planned


def take_step(bench: Bench, request: Request) -> None:
    """Do what a request asks for.

    Raises:
        EditError: the draft cannot take it.
        UsageError: what was asked cannot be asked now.
        NotFoundError: something named is not there.
        InputError: a file cannot be used.
    """
    _STEPS[type(request)](bench, request)


def _edit(bench: Bench, request: Edit) -> None:
    for operation in request.operations:
        measured = _measured(bench, operation)
        before = bench.draft
        bench.edit((measured,))
        if isinstance(measured, Extend):
            _seam(bench, before, measured)


def _measured(bench: Bench, operation: Operation) -> Operation:
    """The operation with what must be measured on the pictures themselves."""
    if not isinstance(operation, MatchGrading):
        return operation
    from talkreel.render.likeness import match

    grading = match(bench.draft, bench.folder, operation.id, operation.like)
    return operation.model_copy(update={"grading": grading})


def _seam(bench: Bench, before: Draft, operation: Extend) -> None:
    """Tell how footage was carried on, and how well that joins. A drawn shot goes on as it is drawn."""
    _, segment = find(before, operation.id)
    asset = before.assets.get(segment.src)
    if asset is None or asset.kind != "video":
        return
    how = say(f"talk.extended_{operation.method}", bench.language)
    if operation.method == "slow":  # evenly: there is no join
        bench.notes.append(how)
        return
    from talkreel.render.seam import seam

    step = seam(bench.draft, bench.folder, segment.end_ms)
    told = {"how": how, "at": seconds(segment.end_ms), "step": f"{step:.1f}"}
    bench.notes.append(say("talk.seam", bench.language, **told))


def _regenerate(bench: Bench, request: Regenerate) -> None:
    from talkreel.studio.again import made_again

    bench.replace(made_again(bench.draft, request.wish, bench.folder, bench.progress), "regenerate")


def _create(bench: Bench, request: Create) -> None:
    from talkreel.studio.make import Wanted, plan_films

    _put_in_place(bench, plan_films(request.prompt, bench.files, bench.folder, Wanted(), bench.progress)[0], "create")


def _put_in_place(bench: Bench, planned: Planned, kind: str) -> None:
    bench.replace(planned.draft, kind)
    bench.notes += [noted(note, bench.language) for note in planned.notes]


def _save_template(bench: Bench, request: SaveTemplate) -> None:
    from talkreel.studio.shelf import place
    from talkreel.studio.templates import save_template

    if place(request.name).exists():
        raise UsageError("error.template_exists", name=request.name)
    draft = bench.draft

    def save() -> None:
        save_template(request.name, draft, bench.folder)

    bench.afterwards.append(save)
    bench.say("talk.template_saved", name=request.name)


def _use_template(bench: Bench, request: UseTemplate) -> None:
    from talkreel.studio.templates import use_template

    planned = use_template(request.name, bench.folder, None, request.words, bench.files, bench.progress)[0]
    _put_in_place(bench, planned, "use_template")


def _list_templates(bench: Bench, request: ListTemplates) -> None:
    from talkreel.studio.templates import list_templates

    names = [template.name for template in list_templates()]
    bench.say("talk.templates" if names else "talk.templates_none", names=", ".join(names))


def _status(bench: Bench, request: ShowStatus) -> None:
    bench.told.append(summary(bench.draft, bench.language))
    bench.errands.append(request)


def _errand(bench: Bench, request: Request) -> None:
    bench.errands.append(request)


def _upload(bench: Bench, request: Upload) -> None:
    bench.edit(())
    bench.errands.append(request)


def _export(bench: Bench, request: ExportFilm) -> None:
    bench.say("talk.export")
    bench.errands.append(request)


def _help(bench: Bench, request: Help) -> None:
    bench.say("talk.help")


def _confirm(bench: Bench, request: Confirm) -> None:
    """A no leaves everything as it is; there is nothing that waits for a yes."""
    bench.say("talk.not_asked" if request.yes else "talk.left")


# A table of functions that each take their own kind of request: the key is the kind.
_STEPS: dict[type[Any], Callable[[Bench, Any], None]] = {
    Edit: _edit,
    Undo: versions.undo,
    Redo: versions.redo,
    GoTo: versions.go_to,
    NameVersion: versions.name_version,
    ListVersions: versions.list_versions,
    Compare: versions.compare,
    Take: versions.take,
    Regenerate: _regenerate,
    Create: _create,
    ExportFilm: _export,
    ShowCredits: _errand,
    ShowStatus: _status,
    Upload: _upload,
    SaveTemplate: _save_template,
    UseTemplate: _use_template,
    ListTemplates: _list_templates,
    Help: _help,
    Confirm: _confirm,
}
