"""Both drivers of the client under one hand: the same call, waited for or awaited."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from talkreel.client import AsyncClient, Client, Contact, Patience, Place, Told

Kind = Literal["sync", "async"]
# As the documents ask, a hundred times as fast.
BRISK = Patience(
    working_s=0.2,
    give_up_s=1.5,
    silence_s=5.0,
    reconnect_s=0.03,
    longest_wait_s=0.1,
    limited_s=0.05,
    most_limited_s=1.2,
    poll_s=0.01,
    longest_poll_s=0.05,
)


@dataclass
class Driven:
    """A client; `told` is what it said while it worked."""

    call: Callable[..., Any]
    place: Place
    told: list[Told] = field(default_factory=list[Told])

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *given, **named: self.call(name, *given, **named)


def place_at(url: str, folder: Path, **values: Any) -> Place:
    """A server, as somebody who has a folder of their own."""
    return Place(url, **({"web": url, "folder": folder, "skill": "sora-ai", "version": "2.0.1"} | values))


@contextmanager
def driven(
    kind: Kind,
    place: Place,
    patience: Patience = BRISK,
    consent: Callable[[Contact], bool] | None = None,
) -> Generator[Driven]:
    """A client of one kind or the other."""
    told = list[Told]()
    if kind == "sync":
        with Client(place, consent, told.append, patience) as client:
            yield Driven(lambda name, *given, **named: getattr(client, name)(*given, **named), place, told)
        return
    with asyncio.Runner() as runner:
        other = AsyncClient(place, consent, told.append, patience)

        async def asked(name: str, *given: Any, **named: Any) -> Any:
            return await getattr(other, name)(*given, **named)

        try:
            yield Driven(lambda name, *given, **named: runner.run(asked(name, *given, **named)), place, told)
        finally:
            runner.run(other.close())
