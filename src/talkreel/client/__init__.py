"""A client of the protocol: one core without input or output, and two drivers, one that waits and one that awaits.

    from talkreel.client import Client

    with Client() as client:
        session = client.begin("harbour")
        print(client.say(session.id, "A 10-second film of a harbour at dusk").reply)
        client.download(client.export(session.id), Path("harbour.mp4"))

It speaks to any server of the protocol: NEMO_API_URL says which, NEMO_TOKEN as whom; without one it takes an anonymous
token for this machine's client id. A message is said once: after a lost connection its turn is looked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from talkreel.client.awaiting import AsyncClient
    from talkreel.client.place import Contact, Place
    from talkreel.client.told import Told
    from talkreel.client.values import Account, Credits, Export, Patience, Session, State, Turn, Upload
    from talkreel.client.waiting import Client

__all__ = [
    "Account",
    "AsyncClient",
    "Client",
    "Contact",
    "Credits",
    "Export",
    "Patience",
    "Place",
    "Session",
    "State",
    "Told",
    "Turn",
    "Upload",
]
_IN = {"AsyncClient": "awaiting", "Client": "waiting", "Contact": "place", "Place": "place", "Told": "told"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module(f"talkreel.client.{_IN.get(name, 'values')}"), name)
