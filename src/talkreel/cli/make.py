"""`talkreel make`: one sentence in, a finished film out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.films import Work, film_json, guard, print_json
from talkreel.cli.terminal import ProgressStyle, notes_json, show_notes, tell, watched
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
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.studio.make import Planned, Wanted


class AspectName(StrEnum):
    """Named shapes."""

    wide = "16:9"
    tall = "9:16"
    square = "1:1"
    portrait = "4:5"


def make(
    prompt: Annotated[str, typer.Argument(help="What the film should be, in your words; '-' reads stdin.")],
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILE]...",
            readable=False,
            help="Your pictures, clips, music, logo, or a text to make it from (txt md docx pdf).",
        ),
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The film to write; its ending names the format.")
    ] = Path("film.mp4"),
    duration: Annotated[str, typer.Option(help="Length: 20, 20s, 1:30, 2m. From 1 s to 30 min.")] = "",
    aspect: Annotated[AspectName | None, typer.Option(help="Shape of the picture.")] = None,
    size: Annotated[str, typer.Option(help="1080p, 720p, 4K, or WIDTHxHEIGHT.")] = "",
    fps: Annotated[int | None, typer.Option(help="Frames a second.", min=10, max=60)] = None,
    seed: Annotated[
        int | None, typer.Option(help="Another seed, another film from the same words.", min=0, max=2**53 - 1)
    ] = None,
    film_language: Annotated[str, typer.Option("--language", help="Language of the words on screen: en, zh.")] = "",
    format_name: FormatOption = "",
    quality: QualityOption = QualityName.standard,
    codec: CodecOption = None,
    crf: CrfOption = None,
    alpha: AlphaOption = False,
    encoder: EncoderOption = EncoderName.software,
    captions: Annotated[bool, typer.Option("--captions", help="Also write .srt and .vtt files.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Plan only: render nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object on stdout.")] = False,
    progress: Annotated[ProgressStyle, typer.Option(help="How to show progress.")] = ProgressStyle.auto,
    open_film: Annotated[bool, typer.Option("--open", help="Open the film when it is done.")] = False,
    yes: Annotated[bool, typer.Option("-y", "--yes", help="Replace an existing output.")] = False,
    server: Annotated[str, typer.Option(help="Have this server make it.", metavar="URL")] = "",
    session: Annotated[
        str,
        typer.Option(help='With --server: go on with this session; with "" as words, with what runs.', metavar="ID"),
    ] = "",
    wait: Annotated[
        float | None, typer.Option(help="With --server: leave after so many seconds; the server goes on.", min=0)
    ] = None,
) -> None:
    """Make a film from a sentence, and from your files if you like.

    talkreel make "A 20-second vertical video promoting a coffee shop, warm tones, no voiceover" -o coffee.mp4
    """
    if server or session or wait is not None:
        from talkreel.cli.remote_make import made_there
        from talkreel.cli.remote_order import Order

        local = {"--seed": seed is not None, "--captions": captions, "--encoder": encoder is not EncoderName.software}
        order = Order(
            server=server, session=session, prompt=prompt, files=tuple(files or ()), output=output,
            format_name=format_name, duration=duration, aspect=aspect.value if aspect else "", size=size, fps=fps,
            film_language=film_language, quality=quality.value, codec=codec.value if codec else "", crf=crf,
            alpha=alpha, style=progress, local=local, yes=yes, dry_run=dry_run, as_json=as_json, open_film=open_film,
            wait_s=wait,
        )  # fmt: skip
        made_there(order)
        return
    from talkreel.cli.outputs import numbered, placed
    from talkreel.cli.wanted import wanted_of, words_and_files
    from talkreel.media.formats import output_for
    from talkreel.render.forking import get_ready

    words, inputs = words_and_files(prompt, files or [])
    output, container = placed(output, format_name)
    way = output_for(container.name, codec.value if codec else "", quality.value, crf, alpha, encoder.value)
    wanted = wanted_of(duration, aspect.value if aspect else "", size, fps, seed, film_language)
    if not dry_run:
        get_ready()
    planned = _plan(words, inputs, output.parent, wanted, progress)
    if dry_run:
        _show_plan(planned, as_json)
        return
    outputs = numbered(output, len(planned))
    guard(outputs, inputs, captions, yes)
    work = Work(way, captions, progress, quiet=as_json)
    films = [work.make(one, path, len(planned)) for one, path in zip(planned, outputs, strict=True)]
    if as_json:
        print_json({"films": [film_json(film) for film in films]})
    if open_film:
        for path in outputs:
            typer.launch(str(path))
    if not all(film.report.passed for film in films):
        tell(say("cli.checks_failed", films[0].planned.brief.reply_language))
        raise typer.Exit(1)


def _plan(words: str, files: list[Path], folder: Path, wanted: Wanted, style: ProgressStyle) -> tuple[Planned, ...]:
    from talkreel.studio.make import plan_films

    with watched(style) as progress:
        return plan_films(words, files, folder, wanted, progress)


def _show_plan(planned: tuple[Planned, ...], as_json: bool) -> None:
    tongue = planned[0].brief.reply_language
    if as_json:
        print_json(
            {
                "drafts": [p.draft.wire() for p in planned],
                "briefs": [p.brief.model_dump(mode="json") for p in planned],
                "notes": [note for p in planned for note in notes_json(p.notes, tongue)],
                "estimate_s": round(sum(p.estimate_s for p in planned), 1),
            }
        )
        return
    from talkreel.cli.show import described

    for one in planned:
        print(*described(one.draft, tongue), sep="\n")  # noqa: T201 - the result
        print(say("cli.estimate", tongue, seconds=round(one.estimate_s)))  # noqa: T201
        show_notes(one.notes, tongue)
