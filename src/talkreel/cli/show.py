"""`talkreel show`: what is in a draft, in a few lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from talkreel.cli.terminal import language

if TYPE_CHECKING:
    from talkreel.model import Draft


def show(
    draft: Annotated[Path, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")],
) -> None:
    """Say what is on the timeline: pictures, music, words."""
    from talkreel.studio.drafts import read_draft

    print(*described(read_draft(draft), language()), sep="\n")  # noqa: T201 - the result


def described(draft: Draft, tongue: str) -> list[str]:
    """The summary line, then one line a shot with the words on screen."""
    from talkreel.edit.naming import picture_name
    from talkreel.model import WORDS
    from talkreel.plan import summary
    from talkreel.render.resolve import shots

    words = {w.id: w for w in draft.of_type(WORDS)}
    m = draft.meta
    lines = [f"{m.title}  {draft.duration_ms / 1000:g} s  {m.width}x{m.height}  {m.fps} fps".strip()]
    lines.append(summary(draft, tongue))
    for shot in shots(draft):
        on_screen = [words[i].text for i in (shot.scene.words if shot.scene else ()) if i in words]
        said = "  ·  ".join(f"“{text}”" for text in on_screen)
        lines.append(
            f"  {shot.start_ms / 1000:6.2f}-{shot.end_ms / 1000:6.2f}  {picture_name(shot, tongue)}  {said}".rstrip()
        )
    laid_out = {i for s in shots(draft) if s.scene for i in s.scene.words}
    lines += [
        f"  {w.start_ms / 1000:6.2f}-{w.end_ms / 1000:6.2f}  “{w.text}”" for w in words.values() if w.id not in laid_out
    ]
    return lines
