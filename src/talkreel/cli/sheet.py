"""`talkreel sheet`: a contact sheet of a draft."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def sheet(
    draft: Annotated[Path, typer.Argument(readable=False, help="A .reel.json file, or the film beside it.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="A .png, .jpg or .webp file.")] = Path("sheet.png"),
    width: Annotated[int, typer.Option(help="Width of the sheet, px.", min=320, max=8000)] = 1600,
) -> None:
    """Draw a few moments of every shot on one sheet."""
    from talkreel.render.sheet import contact_sheet, save_picture
    from talkreel.studio.drafts import find_draft, read_draft

    source = find_draft(draft)
    save_picture(contact_sheet(read_draft(source), source.parent, width=width), output)
    print(output)  # noqa: T201 - the result
