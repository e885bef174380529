"""The film as a whole. See `model.operations.film`."""

from __future__ import annotations

import re

from talkreel.edit.tracks import find, replaced
from talkreel.errors import EditError
from talkreel.model import Draft
from talkreel.model.operation import Lock, SetCanvas

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def set_canvas(draft: Draft, op: SetCanvas) -> Draft:
    """See `SetCanvas`. Sides become even.

    Raises:
        EditError: the background is no hex colour.
    """
    if op.background is not None and not _HEX.fullmatch(op.background):
        raise EditError("error.edit_colour", colour=op.background)
    sides = {"width": op.width and op.width + op.width % 2, "height": op.height and op.height + op.height % 2}
    wanted = sides | {"fps": op.fps, "background": op.background}
    changed = {name: value for name, value in wanted.items() if value is not None}
    return draft.model_copy(update={"meta": draft.meta.model_copy(update=changed)})


def lock(draft: Draft, op: Lock) -> Draft:
    """See `Lock`."""
    _, segment = find(draft, op.id)
    return replaced(draft, segment.model_copy(update={"locked": op.on}))
