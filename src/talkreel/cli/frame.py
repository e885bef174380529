"""`talkreel frame`: one still of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def frame(
    draft: Annotated[Path, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")],
    at: Annotated[str, typer.Option("--at", help="When: 3.2, 0:12, 1500ms.")] = "0",
    output: Annotated[Path, typer.Option("-o", "--output", help="A .png, .jpg or .webp file.")] = Path("frame.png"),
) -> None:
    """Draw the frame that the film shows at a time."""
    from talkreel.cli.wanted import milliseconds
    from talkreel.render.sheet import save_picture, still
    from talkreel.studio.drafts import find_draft, read_draft

    source = find_draft(draft)
    save_picture(still(read_draft(source), source.parent, milliseconds(at)), output)
    print(output)  # noqa: T201 - the result
