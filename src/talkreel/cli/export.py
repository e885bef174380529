"""`talkreel export`: a draft into a film."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.outputs import placed, refuse_existing, refuse_inputs, written_beside
from talkreel.cli.terminal import ProgressStyle, language, show_report, tell, watched
from talkreel.cli.wishes import (
    AlphaOption,
    CodecOption,
    CrfOption,
    EncoderName,
    EncoderOption,
    FormatOption,
    QualityName,
    QualityOption,
)

if TYPE_CHECKING:
    from talkreel.media.formats import Output
    from talkreel.model import Draft
    from talkreel.render.export import Exported
    from talkreel.render.film_check import Report
    from talkreel.render.progress import Progress


def export(
    draft: Annotated[Path, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The film to write; its ending names the format.")],
    format_name: FormatOption = "",
    size: Annotated[str, typer.Option(help="720p, 1080p, 4K, or WIDTHxHEIGHT; the film's own by default.")] = "",
    fps: Annotated[int | None, typer.Option(help="Frames a second; the film's own by default.", min=10, max=60)] = None,
    quality: QualityOption = QualityName.standard,
    codec: CodecOption = None,
    crf: CrfOption = None,
    alpha: AlphaOption = False,
    encoder: EncoderOption = EncoderName.software,
    captions: Annotated[bool, typer.Option("--captions", help="Also write .srt and .vtt files.")] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace an existing output.")] = False,
) -> None:
    """Render a draft again, in any format, at any size and rate."""
    from talkreel.render.forking import get_ready

    get_ready()
    from talkreel.media.formats import output_for
    from talkreel.studio.drafts import find_draft, read_draft
    from talkreel.studio.sizes import recast_as

    output, container = placed(output, format_name)
    way = output_for(container.name, codec.value if codec else "", quality.value, crf, alpha, encoder.value)
    if not yes:
        refuse_existing([output, *written_beside(output, captions)])
    source = find_draft(draft)
    film = recast_as(read_draft(source), size, fps)
    refuse_inputs([output], [source, *(source.parent / asset.file for asset in film.assets.values())])
    with watched(progress) as told:
        exported, report = written(film, source.parent, output, way, told, captions)
    print(output)  # noqa: T201 - the result
    tell_reused(exported)
    show_report(report, language())
    if not report.passed:
        raise typer.Exit(1)


def written(
    film: Draft, folder: Path, path: Path, way: Output, told: Progress, captions: bool = False
) -> tuple[Exported, Report]:
    """Render a draft, whose files lie in `folder`, and measure what was written."""
    from talkreel.render.captions import captions_of
    from talkreel.render.export import export as render
    from talkreel.render.film_check import Report
    from talkreel.studio.drafts import write_whole
    from talkreel.studio.inspect import inspected

    exported = render(film, folder, path, way, told)
    if captions:
        for suffix, text in captions_of(film).items():
            write_whole(path.with_suffix(suffix), text)
    told("check", 0.0)
    report = inspected(path, film, folder) if way.film else Report(())
    told("check", 1.0)
    return exported, report


def tell_reused(exported: Exported) -> None:
    """Say how much was not drawn now, and what was not drawn by us at all."""
    from talkreel.messages import say

    kept = exported.frames - exported.drawn - exported.copied
    told = {"export.kept": kept, "export.copied": exported.copied}
    for code, frames in told.items():
        if frames > 0:
            tell(say(code, language(), frames=frames, total=exported.frames))
