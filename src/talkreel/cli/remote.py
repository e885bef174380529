"""A server to talk to: consent before the first byte, and what is shown while it works."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.cli.screen import means_yes
from talkreel.cli.terminal import ProgressStyle, language, tell, watched
from talkreel.messages import say, sentences
from talkreel.render.progress import Progress, silent

if TYPE_CHECKING:
    from talkreel.client import Client
    from talkreel.client.place import Contact, Place
    from talkreel.client.told import Told

_AGREED = "agreed"  # the file of servers that a person has agreed to, an address a line


def connected(server: str, yes: bool, watch: Watch) -> Client:
    """A client of the server at an address that was typed. Nothing is sent yet.

    Raises:
        UsageError: the address is none.
    """
    from talkreel.client import Client
    from talkreel.client.place import Place

    place = replace(Place.found(os.environ, server), language=language())
    return Client(place, consent=lambda contact: agreed(contact, place, yes), tell=watch)


def agreed(contact: Contact, place: Place, yes: bool) -> bool:
    """Whether a server may be contacted. Asked once for each server, and only where somebody can answer; elsewhere a
    typed address is the consent, and what goes there is told."""
    kept = place.folder / _AGREED
    if contact.api in _lines(kept):
        return True
    tongue = language()
    headers = ", ".join(f"{name}: {value}" for name, value in contact.headers.items())
    who = "remote.sends_id" if contact.anonymous else "remote.sends_token"
    goes = say("remote.sends", tongue, api=contact.api, headers=headers)
    identity = say(who, tongue, path=str(contact.client_id_path))
    if yes or not (sys.stdin.isatty() and sys.stderr.isatty()):
        tell(f"{goes} {identity}")
        return True
    tell(goes, identity)
    print(say("remote.agree", tongue), end=" ", file=sys.stderr, flush=True)  # noqa: T201 - the command line speaks
    if not means_yes(sys.stdin.readline()):
        return False
    _keep(kept, contact.api)
    return True


def _lines(path: Path) -> set[str]:
    try:
        return set(path.read_text("utf-8").split())
    except (OSError, UnicodeDecodeError):
        return set()


def _keep(path: Path, address: str) -> None:
    """Remember an address; where that cannot be, it is asked for again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a") as file:
            file.write(f"{address}\n")
    except OSError:
        return


class Watch:
    """Shows what a client tells: progress in the wanted style, words by `said`, the rest as lines on stderr."""

    def __init__(self, style: ProgressStyle, said: Callable[[str], None]) -> None:
        """`said` takes the server's words, each of them once a turn."""
        self._style, self._said = style, said
        self._progress: Progress = silent
        self._stage = ""
        self.heard = list[str]()  # since `watching` began

    @contextmanager
    def watching(self) -> Generator[None]:
        """Something is asked of the server that takes a while."""
        self.heard.clear()
        with watched(self._style) as progress:
            self._progress, self._stage = progress, ""
            try:
                yield
            finally:
                self._progress = silent

    def __call__(self, told: Told) -> None:
        from talkreel.client import told as kinds

        match told:
            case kinds.Said(text):
                if text not in self.heard:
                    self.heard.append(text)
                    self._said(text)
            case kinds.Working(seconds):
                self._note("working", seconds=seconds)
            case kinds.Reconnecting(seconds):
                self._note("reconnecting", seconds=round(seconds))
            case kinds.Renewed(what):
                self._note(f"renewed_{what}")
            case kinds.Cost(available, needed):
                if needed:
                    self._note("cost", available=available, needed=needed)
            case _:
                self._advance(*_part(told))

    def _advance(self, stage: str, part: float) -> None:
        """What came before a stage is done, whether or not that was told."""
        if self._stage not in ("", stage):
            self._progress(self._stage, 1.0)
        self._stage = stage
        self._progress(stage, part)

    def _note(self, name: str, **fields: int) -> None:
        if self._style is ProgressStyle.json:
            tell(json.dumps({"note": name, **fields}))
        elif self._style is not ProgressStyle.none and f"remote.{name}" in sentences():
            tell(say(f"remote.{name}", language(), **fields))


def _part(told: Told) -> tuple[str, float]:
    """A stage, and how much of it is done, 0..1."""
    from talkreel.client import told as kinds

    match told:
        case kinds.Progress(stage, percent):
            return stage if f"stage.{stage}" in sentences() else "turn", percent / 100
        case kinds.Rendering(percent):
            return "export", percent / 100
        case kinds.Sent(_, count, total):
            return "upload", count / max(total, 1)
        case kinds.Fetched(_, count, total):
            return "download", count / max(total, count)
        case _:
            return "turn", 0.0


def unheard(reply: str, heard: list[str]) -> str:
    """What of a reply was not shown while it came."""
    return "" if heard and "".join("".join(heard).split()) == "".join(reply.split()) else reply
