"""What a client keeps on this machine: its id, and the anonymous token of each server; readable by its owner alone."""

from __future__ import annotations

import json
import os
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from talkreel.client.access import Kept
from talkreel.client.place import Place
from talkreel.client.shapes import count, mapping, parsed
from talkreel.errors import OutputError

_PRIVATE = 0o600
_TOKEN_S = 7 * 24 * 3600  # how long the protocol's anonymous tokens are good


def recall(place: Place) -> Kept:
    """The client id, made at its first use, and the token where one is kept.

    Raises:
        OutputError: the id cannot be written.
    """
    client_id = place.client_id or _client_id(place.folder / "client_id")
    entry: dict[str, Any] = _entries(place).get(_name(place, client_id), {})
    fresh = time.time() - count(entry.get("at")) < _TOKEN_S
    return Kept(client_id, str(entry["token"]), str(entry.get("user_id", ""))) if fresh else Kept(client_id)


def remember(place: Place, token: str, user_id: str) -> None:
    """Keep a token; an empty one is forgotten.

    Raises:
        OutputError: it cannot be written.
    """
    client_id = place.client_id or _client_id(place.folder / "client_id")
    entries, name = _entries(place), _name(place, client_id)
    if token:
        entries[name] = {"token": token, "user_id": user_id, "at": int(time.time())}
    else:
        entries.pop(name, None)
    _write(place.folder / "tokens.json", json.dumps(entries))


def _client_id(path: Path) -> str:
    try:
        known = path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        known = ""
    if known.isascii() and known.isprintable() and 0 < len(known) <= 64:
        return known
    made = str(uuid.uuid4())
    _write(path, made)
    return made


def _name(place: Place, client_id: str) -> str:
    return f"{place.api} {client_id}"


def _entries(place: Place) -> dict[str, dict[str, Any]]:
    try:
        found = mapping(parsed((place.folder / "tokens.json").read_bytes()))
    except OSError:
        return {}
    return {name: mapping(entry) for name, entry in found.items() if mapping(entry).get("token")}


def _write(path: Path, text: str) -> None:
    """Write a private file whole, also while another program writes it.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            file.write(text)
        Path(name).chmod(_PRIVATE)
        Path(name).replace(path)
    except OSError as error:
        raise OutputError("error.client_folder", path=str(path), detail=error.strerror or str(error)) from error
