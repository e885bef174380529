"""Ids that are not yet used."""

from __future__ import annotations

from collections.abc import Collection

from talkreel.model import Draft


def fresh(draft: Draft, prefix: str, count: int = 1, taken: Collection[str] = ()) -> tuple[str, ...]:
    """So many ids of that prefix and a number that neither the draft nor `taken` has: the lowest numbers first.

    They depend on the draft alone, so that the same words make the same edit.
    """
    used = {t.id for t in draft.tracks} | {s.id for t in draft.tracks for s in t.segments} | set(taken)
    found: list[str] = []
    number = 1
    while len(found) < count:
        if (name := f"{prefix}{number}") not in used:
            found.append(name)
        number += 1
    return tuple(found)
