"""Words that a turn touched stay readable on the picture that they stand on now; nothing else is mended."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from talkreel.model import WORDS, Draft, Operation, Segment
from talkreel.model.operation import UpdateSegment
from talkreel.render.gate import mend


@dataclass(frozen=True)
class Mending:
    """Operations, and the texts that they are about."""

    operations: tuple[Operation, ...] = ()
    texts: tuple[str, ...] = ()


def readable(before: Draft, after: Draft, folder: Path) -> Mending:
    """What must be done so that the words which differ between the drafts can be read."""
    old = {s.id: s for s in before.of_type(WORDS)}
    touched = {s.id: s for s in after.of_type(WORDS) if not _same(old.get(s.id), s)}
    if not touched:
        return Mending()
    operations = mend(after, folder, touched.keys())
    texts = tuple(touched[o.id].text for o in operations if isinstance(o, UpdateSegment))
    return Mending(operations, texts)


def _same(old: Segment | None, new: Segment) -> bool:
    """Whether words look as they did; their time makes no difference."""
    return old is not None and (old.text, old.style, old.role) == (new.text, new.style, new.role)
