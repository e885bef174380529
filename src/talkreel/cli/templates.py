"""`talkreel templates`: prompts and films with blanks, kept by name and made again with new words and files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.films import Work, film_json, guard, print_json
from talkreel.cli.terminal import ProgressStyle, language, tell, told, watched
from talkreel.cli.wishes import FormatOption, QualityName, QualityOption
from talkreel.errors import TalkreelError, UsageError
from talkreel.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from talkreel.studio.make import Film, Planned
    from talkreel.studio.rows import Row, Table
    from talkreel.studio.shelf import Template

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Keep prompts and films with blanks, and make films from them.",
)
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The template's name.")]


@app.command("save")
def save(
    name: NameArgument,
    film: Annotated[
        Path | None, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")
    ] = None,
    prompt: Annotated[str, typer.Option("--prompt", help='Words with blanks: "A promo for {shop}, {price}".')] = "",
    blanks: Annotated[
        list[str] | None, typer.Option("--blank", metavar="NAME=WORDS", help="Words that stand open; may be repeated.")
    ] = None,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace a template of this name.")] = False,
) -> None:
    """Keep a prompt, or a whole film, under a name.

    Blanks are {braces}, or words named by --blank. A film without either has all its words as blanks.
    """
    from talkreel.studio.drafts import find_draft, read_draft
    from talkreel.studio.templates import save_prompt, save_template

    chosen = _pairs(blanks)
    if bool(prompt) == (film is not None):
        raise UsageError("error.template_nothing")
    if film is None:
        kept = save_prompt(name, prompt, chosen, replace=yes)
    else:
        source = find_draft(film)
        kept = save_template(name, read_draft(source), source.parent, chosen, replace=yes)
    names = ", ".join(blank.name for blank in kept.blanks)
    tell(say("templates.saved" if names else "templates.saved_plain", language(), name=kept.name, blanks=names))


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False) -> None:
    """Say which templates there are."""
    from talkreel.studio.templates import list_templates

    templates = list_templates()
    if as_json:
        print_json({"templates": [_as_json(t) for t in templates]})
        return
    for template in templates:
        names = ", ".join(blank.name for blank in template.blanks)
        print(f"{template.name}  ({_kind(template)})  {names}".rstrip())  # noqa: T201 - the result
    if not templates:
        tell(say("templates.none", language()))


@app.command("show")
def show(
    name: NameArgument,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
) -> None:
    """Say what is in a template: its words and its blanks."""
    from talkreel.cli.show import described
    from talkreel.studio.shelf import found

    template = found(name)
    if as_json:
        print_json(_as_json(template))
        return
    print(f"{template.name}  ({_kind(template)})")  # noqa: T201 - the result
    lines = [template.prompt] if template.draft is None else described(template.draft, language())
    print(*lines, sep="\n")  # noqa: T201
    for blank in template.blanks:
        if blank.kind != "words" and template.draft is not None:
            stands = template.draft.assets[blank.default or ""].file
        else:
            stands = f"“{blank.default}”" if blank.default is not None else say("templates.must", language())
        print(f"  {{{blank.name}}}  {stands}")  # noqa: T201


@app.command("remove")
def remove(name: NameArgument) -> None:
    """Take a template away. Films that were made from it stay as they are."""
    from talkreel.studio.shelf import remove as take_away

    tell(say("templates.removed", language(), name=take_away(name).name))


@app.command("use")
def use(
    name: NameArgument,
    words: Annotated[str, typer.Argument(help="New words for it, if you like.")] = "",
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="[FILE]...", readable=False, help="Photos, clips, music for it.")
    ] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", metavar="NAME=WORDS", help="Fill in a blank; may be repeated.")
    ] = None,
    rows: Annotated[
        Path | None,
        typer.Option("--csv", readable=False, help="A film for each row; columns are blanks, `output` names the film."),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The film to write; its ending names the format.")
    ] = Path("film.mp4"),
    format_name: FormatOption = "",
    quality: QualityOption = QualityName.standard,
    captions: Annotated[bool, typer.Option("--captions", help="Also write .srt and .vtt files.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON on stdout: one object, with --csv one a row.")
    ] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace an existing output.")] = False,
) -> None:
    """Make a film from a template, or one for each row of a CSV file.

    talkreel templates use offer --set shop="Blue Door" --set price="$4" -o blue-door.mp4
    """
    from talkreel.cli.outputs import placed
    from talkreel.cli.wanted import words_and_files
    from talkreel.media.formats import output_for
    from talkreel.render.forking import get_ready
    from talkreel.studio.rows import read_table
    from talkreel.studio.shelf import found

    template = found(name)
    said, inputs = words_and_files(words, files or []) if words or files else ("", [])
    output, container = placed(output, format_name)
    way = output_for(container.name, "", quality.value, None, False, "software")
    table = read_table(rows) if rows else None
    get_ready()
    as_lines = as_json or progress is ProgressStyle.json
    work = Work(way, captions, progress, quiet=as_lines)
    kept = [*inputs, *([rows] if rows else [])]
    job = _Job(template.name, _pairs(settings), said, inputs, kept, output, work, yes)
    if table is None:
        films = job.films({}, output)
        if as_lines:
            print_json({"films": [film_json(film) for film in films]})
        done = all(film.report.passed for film in films)
    else:
        done = _each_row(job, template, table, (rows or output).parent, as_lines)
    if not done:
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Job:
    """What all films of a call have in common. `kept` is never written over."""

    name: str
    values: dict[str, str]
    words: str
    files: list[Path]
    kept: list[Path]
    output: Path
    work: Work
    replace: bool

    def films(self, values: dict[str, str], path: Path, count: int = 1) -> list[Film]:
        """Plan and make the films of one set of values; several of one prompt are numbered."""
        from talkreel.cli.outputs import numbered

        planned = self._planned(values, path.parent)
        paths = numbered(path, len(planned))
        guard(paths, self.kept, self.work.captions, self.replace)
        several = max(count, len(planned))
        return [self.work.make(one, to, several) for one, to in zip(planned, paths, strict=True)]

    def _planned(self, values: dict[str, str], folder: Path) -> tuple[Planned, ...]:
        from talkreel.studio.templates import use_template

        with watched(self.work.style) as progress:
            return use_template(self.name, folder, self.values | values, self.words, self.files, progress)


def _each_row(job: _Job, template: Template, table: Table, lies: Path, as_lines: bool) -> bool:
    """A film for each row; a row that cannot be made is told, and the others are."""
    from talkreel.studio.blanks import normal

    known = {normal(blank.name): blank for blank in template.blanks}
    unused = [column for column in table.columns if normal(column) not in known]
    if unused:
        tell(say("templates.columns_unused", language(), names=", ".join(unused)))
    made, passed = 0, True
    for row, path, fault in _placed_rows(job, table):
        values = {column: value for column, value in row.cells.items() if normal(column) in known}
        values |= {c: str(lies / v) for c, v in values.items() if known[normal(c)].kind != "words"}
        try:
            if fault is not None:
                raise fault
            films = job.films(values, path, len(table.rows))
        except TalkreelError as error:
            _tell_row(row, {"error": error.code, "text": told(error)}, as_lines)
            passed = False
            continue
        made += 1
        passed = passed and all(film.report.passed for film in films)
        if as_lines:
            _tell_row(row, {"films": [film_json(film) for film in films]}, as_lines)
    tell(say("templates.rows_done", language(), made=made, count=len(table.rows)))
    return passed


def _tell_row(row: Row, told_of: dict[str, object], as_lines: bool) -> None:
    if as_lines:
        print_json({"row": row.number, **told_of})
    else:
        tell(say("templates.row", language(), number=row.number, told=told_of["text"]))


def _placed_rows(job: _Job, table: Table) -> Iterator[tuple[Row, Path, UsageError | None]]:
    """Each row with its film's path, and what is wrong with the row as it stands."""
    from talkreel.cli.outputs import numbered

    usual = numbered(job.output, len(table.rows))
    taken: set[Path] = set()
    for row, numbered_path in zip(table.rows, usual, strict=True):
        path = _named(job.output, row.output) if row.output else numbered_path
        fault = None
        if row.surplus:
            fault = UsageError("error.row_surplus")
        elif not path.resolve().is_relative_to(job.output.parent.resolve()):
            fault = UsageError("error.row_output", output=row.output, folder=str(job.output.parent))
        elif path.resolve() in taken:
            fault = UsageError("error.row_same_output", path=str(path))
        taken.add(path.resolve())
        yield row, path, fault


def _named(output: Path, wanted: str) -> Path:
    """The film that a row names, in the folder and the format of `output`."""
    film = output.parent / wanted
    return film if film.suffix.lower() == output.suffix.lower() else film.with_name(f"{film.name}{output.suffix}")


def _pairs(given: list[str] | None) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for text in given or []:
        name, sign, words = text.partition("=")
        if not (sign and name.strip()):
            raise UsageError("error.template_pair", text=text)
        pairs[name.strip()] = words
    return pairs


def _kind(template: Template) -> str:
    if template.draft is None:
        return say("templates.prompt", language())
    return say("templates.film", language(), seconds=f"{template.draft.duration_ms / 1000:g}")


def _as_json(template: Template) -> dict[str, object]:
    told_of: dict[str, object] = {"name": template.name, "kind": "film" if template.draft else "prompt"}
    if template.draft is None:
        told_of["prompt"] = template.prompt
    return told_of | {
        "blanks": [
            blank.model_dump(mode="json", include={"name", "kind", "default"}, exclude_none=True)
            for blank in template.blanks
        ]
    }
