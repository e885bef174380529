"""`talkreel export`: a draft into a film."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from talkreel.cli.make import QualityName
from talkreel.cli.outputs import placed, refuse_existing, refuse_inputs, written_beside
from talkreel.cli.terminal import ProgressStyle, language, show_report, watched


def export(
    draft: Annotated[Path, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The film to write; its ending names the format.")],
    format_name: Annotated[str, typer.Option("--format", help="mp4, mov, avi, webm, mkv.")] = "",
    quality: Annotated[QualityName, typer.Option(help="draft is fast, high is slow.")] = QualityName.standard,
    captions: Annotated[bool, typer.Option("--captions", help="Also write .srt and .vtt files.")] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace an existing output.")] = False,
) -> None:
    """Render a draft again: the same pixels as its film, in any of the five formats."""
    from talkreel.media.formats import output_for
    from talkreel.render.captions import captions_of
    from talkreel.render.export import export as render
    from talkreel.studio.drafts import find_draft, read_draft, write_whole
    from talkreel.studio.inspect import inspected

    output, container = placed(output, format_name)
    if not yes:
        refuse_existing([output, *written_beside(output, captions)])
    source = find_draft(draft)
    film = read_draft(source)
    refuse_inputs([output], [source, *(source.parent / asset.file for asset in film.assets.values())])
    with watched(progress) as told:
        render(film, source.parent, output, output_for(container.name, quality=quality.value), told)
        if captions:
            for suffix, text in captions_of(film).items():
                write_whole(output.with_suffix(suffix), text)
        told("check", 0.0)
        report = inspected(output, film, source.parent)
        told("check", 1.0)
    print(output)  # noqa: T201 - the result
    show_report(report, language())
    if not report.passed:
        raise typer.Exit(1)
