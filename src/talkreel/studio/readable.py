"""Words that a turn set stay readable on the picture that they stand on now; nothing else is mended.

Drawing that picture is most of what such a turn takes, so it is done for words that are new or set differently. Where a
scene lays out its words it sees to it itself, whatever they say.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talkreel.errors import InputError, NotFoundError
from talkreel.model import PICTURE, WORDS, Draft, Operation, Segment, TextStyle
from talkreel.model.operation import UpdateSegment
from talkreel.render.gate import mend

_SHORT_SIDE_PX = 180


@dataclass(frozen=True)
class Mending:
    """Operations, and what is told of them: a code of the catalogue and the text that it is about."""

    operations: tuple[Operation, ...] = ()
    told: tuple[tuple[str, str], ...] = ()


def readable(before: Draft, after: Draft, folder: Path) -> Mending:
    """What must be done so that the words which differ between the drafts can be read."""
    old = {s.id: s for s in before.of_type(WORDS)}
    laid_out = {name for s in after.of_type(PICTURE) if s.scene for name in s.scene.words}
    touched = {s.id: s for s in after.of_type(WORDS) if not _same(old.get(s.id), s, s.id in laid_out)}
    if not touched:
        return Mending()
    try:
        operations = mend(after, folder, touched.keys(), _SHORT_SIDE_PX)
    except (InputError, NotFoundError):
        return Mending()  # what cannot be drawn cannot be looked at; that is told where it is drawn
    return Mending(operations, tuple(_told(o, touched[o.id].text) for o in operations if isinstance(o, UpdateSegment)))


def _told(operation: UpdateSegment, text: str) -> tuple[str, str]:
    return ("talk.mended_plate" if "background" in str(operation.fields) else "talk.mended"), text


def _same(old: Segment | None, new: Segment, laid_out: bool) -> bool:
    """Whether words stand as they did; when they do so makes no difference."""
    if old is None:
        return laid_out and new.style == TextStyle()
    return (old.style, old.role) == (new.style, new.role) and (laid_out or len(new.text) <= len(old.text))
