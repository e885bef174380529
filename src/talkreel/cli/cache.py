"""`talkreel cache`: what is kept of rendered films, and how to be rid of it."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from talkreel.cli.terminal import language
from talkreel.messages import say

_KINDS = {"chunks", "sound", "music", "checks", "waveforms"}


class Action(StrEnum):
    """What to do with it."""

    show = "show"
    clear = "clear"


def cache(
    action: Annotated[Action, typer.Argument(help="show, or clear: throw all of it away.")] = Action.show,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Finished pieces of films, kept so that an edit costs what it changes. Clearing it never changes a film."""
    from talkreel.render.cache import default_cache

    store = default_cache()
    freed = store.clear() if action is Action.clear else 0
    usage, limit = store.usage(), store.limit_bytes
    if as_json:
        kinds = {u.kind: {"entries": u.entries, "bytes": u.bytes} for u in usage}
        found = {"folder": str(store.folder), "limit_bytes": limit, "freed_bytes": freed, "kinds": kinds}
        print(json.dumps(found, ensure_ascii=False))  # noqa: T201 - the result
        return
    tongue = language()
    if action is Action.clear:
        print(say("cache.cleared", tongue, megabytes=_megabytes(freed)))  # noqa: T201 - the result
        return
    total = sum(u.bytes for u in usage)
    lines = [say("cache.place", tongue, folder=str(store.folder))]
    for u in usage:
        kind = say(f"cache.{u.kind}", tongue) if u.kind in _KINDS else u.kind
        lines.append(say("cache.kind", tongue, kind=kind, entries=u.entries, megabytes=_megabytes(u.bytes)))
    lines.append(say("cache.total", tongue, megabytes=_megabytes(total), limit=limit >> 20))
    print("\n".join(lines))  # noqa: T201 - the result


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f}"
