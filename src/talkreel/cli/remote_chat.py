"""`talkreel chat --server`: the same conversation, held with a server."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from talkreel.cli.conversation import COMMANDS
from talkreel.cli.faults import fault
from talkreel.cli.remote import Watch, unheard
from talkreel.cli.remote_films import described, patience_with, session_of, state_of
from talkreel.cli.remote_order import tongue_of
from talkreel.cli.screen import Screen
from talkreel.cli.spoken import Spoken, spoken
from talkreel.cli.terminal import language, tell, told
from talkreel.errors import (
    AuthError,
    CreditsError,
    PlanError,
    TalkreelError,
    TimedOutError,
    UnavailableError,
)
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.client import Client
    from talkreel.client.values import Export, Session, State, Turn

_COMMANDS = (*COMMANDS, "wait")
_LEAVE = frozenset({"quit", "exit", "q", "bye"})
# What is asked of the server's routes and not of its agent; only a whole message of that kind.
_CALLS = {
    "export": ("export", "download", "send me the video", "导出", "下载"),
    "credits": ("credits", "balance", "积分", "余额"),
    "show": ("status", "show tracks", "状态"),
}
_ROUTED = {words: name for name, said in _CALLS.items() for words in said}
_TOLD_BY_CODE = (AuthError, CreditsError, PlanError, UnavailableError, TimedOutError)
_HOPELESS = (AuthError, UnavailableError)  # what comes next would go the same way
_STRIP, _STILL_PX = 6, 180


@dataclass
class RemoteConversation:
    """Holds the talk. Its session is begun by the first words, or is one that was there. `exit_code` is for a pipe."""

    screen: Screen
    client: Client
    watch: Watch
    waits_for_person: bool
    folder: Path = field(default_factory=Path)
    session: Session | None = None
    tongue: str = field(default_factory=language)
    exit_code: int = 0
    _seen: State | None = None
    _was_stopped: bool = False
    _fetched: set[str] = field(default_factory=set[str])  # films that came because words asked for them

    def run(self, session: str = "") -> None:
        """Talk until the person leaves; with the id of a session, go on with it.

        Raises:
            TalkreelError: the server cannot be reached at all, or does not know us.
        """
        self._greet(session)
        while True:
            try:
                line = self.screen.read()
            except EOFError:
                break
            except KeyboardInterrupt:
                if self._was_stopped:
                    break
                continue
            self._was_stopped = False
            if not self.hear(line):
                break
        self._part()

    def hear(self, line: str) -> bool:
        """Do what a line asks for. False: the person leaves, or nothing more can be done.

        Raises:
            AuthError: from a pipe: the server does not know us.
            UnavailableError: from a pipe: the server cannot be reached.
        """
        meant = spoken(line.encode("utf-8", "replace").decode())
        if not (meant.words or meant.files or meant.command):
            return True
        if _whole(meant.command) in _LEAVE:
            return False
        try:
            self._do(meant)
        except TalkreelError as error:
            if isinstance(error, _HOPELESS) and not self.waits_for_person:
                raise
            if isinstance(error, _TOLD_BY_CODE):
                self.exit_code = self.exit_code or error.exit_code
            self.screen.tell(told(error))
        except KeyboardInterrupt:
            self._was_stopped = True
            self.screen.tell(say("remote.stopped", self.tongue))
            self._tell_way_back()
        except Exception as error:
            if os.environ.get("TALKREEL_DEBUG"):
                raise
            self.screen.tell(told(fault(error)))
        return True

    def names(self) -> Iterable[str]:
        """What things in the film are called."""
        from talkreel.client.shapes import mappings
        from talkreel.client.values import tracks

        for track in tracks(self._seen.draft) if self._seen else ():
            for one in mappings(track.get("sg")):
                yield from (name for name in (one.get("n"), one.get("tx")) if isinstance(name, str) and name)

    def bar(self) -> str:
        """The line at the bottom: which server, which film."""
        from talkreel.client.shapes import mapping

        host = urlsplit(self.client.place.api).netloc
        draft = self._seen.draft if self._seen else {}
        if not draft.get("t"):
            return say("remote.bar_empty", self.tongue, api=host)
        title = str(mapping(draft.get("m")).get("title") or "")[:40]
        return say("remote.bar", self.tongue, api=host, title=title, seconds=f"{(draft.get('d') or 0) / 1000:g}")

    def _greet(self, session: str) -> None:
        there = self.client.credits()
        if session:
            self._enter(session)
        code = "remote.hello_film" if self.session else "remote.hello"
        self.screen.tell(say(code, self.tongue, api=self.client.place.api, credits=there.available))
        if self._seen is not None and self._seen.running:
            self._wait()

    def _part(self) -> None:
        if self.session is not None and self._seen is not None:
            with suppress(TalkreelError, KeyboardInterrupt):  # the way back is told all the same
                tell(say("remote.link", self.tongue, link=self.client.link(self.session)))
            self._tell_way_back()

    def _tell_way_back(self) -> None:
        if self.session is not None:
            typed = ["talkreel", "chat", "--server", self.client.place.api, "--session", self.session.id]
            tell(say("remote.come_back", self.tongue, command=shlex.join(typed)))

    def _do(self, meant: Spoken) -> None:
        if meant.command:
            self._command(_whole(meant.command), meant.words)
            return
        name = _ROUTED.get(meant.words.strip(" .!。！").casefold())
        if name and not meant.files:
            self._command(name, "")
            return
        if meant.words:
            self.tongue = tongue_of(meant.words)
        if meant.files:
            self._upload(meant.files)
        if meant.words:
            self._say(meant.words)

    def _command(self, name: str, words: str) -> None:
        if name == "open":
            self._open(words)
        elif name == "help":
            self.screen.tell(say("remote.commands", self.tongue))
            self.screen.tell(say("talk.help", self.tongue))
        elif name == "credits":
            there = self.client.credits()
            self.screen.tell(say("remote.credits", self.tongue, available=there.available, frozen=there.frozen))
        elif name not in _COMMANDS:
            self.screen.tell(say("remote.command_unknown", self.tongue, name=name))
        elif self.session is None:
            self.screen.tell(say("chat.no_film", self.tongue))
        elif name == "show":
            self._show()
        elif name == "export":
            self._export(words)
        elif name == "wait":
            self._wait()
        else:
            self._say(self._asked(name, words))

    def _asked(self, name: str, words: str) -> str:
        """A command in words, as any server understands them."""
        steps = int(words) if words.isdecimal() else 1
        if name in ("undo", "redo") and steps > 1:
            return say(f"remote.{name}_steps", self.tongue, steps=steps)
        return say(f"remote.{name}", self.tongue)

    def _begun(self, words: str = "") -> Session:
        if self.session is None:
            self.session = self.client.begin(" ".join(words.split())[:60], self.tongue)
        return self.session

    def _upload(self, files: tuple[Path, ...]) -> None:
        session = self._begun()
        with self.watch.watching():
            taken = self.client.upload(session.id, files=list(files))
        names = ", ".join(one.name for one in taken) or ", ".join(path.name for path in files)
        self.screen.tell(say("remote.took", self.tongue, names=names))

    def _say(self, words: str) -> None:
        session = self._begun(words)
        with self.watch.watching():
            turn = self.client.say(session.id, words)
        self._finish(turn)

    def _wait(self) -> None:
        assert self.session is not None
        with self.watch.watching():
            turn = self.client.follow(self.session.id, limit_s=patience_with(self._seen))
        self._finish(turn)

    def _finish(self, turn: Turn) -> None:
        """Show what was not shown while it came, and do what was asked for in passing."""
        from talkreel.client.values import Session

        if rest := unheard(turn.reply, self.watch.heard):
            self.screen.tell(rest)
        before, self._seen = self._seen, self.client.state(turn.session)
        if self.session is None or turn.session != self.session.id:
            self.session = Session(turn.session, str(self._seen.raw.get("task_id") or ""), self._seen.bind)
        if before is None or before.mark != self._seen.mark:
            self._stills(turn.receipt)
        links = turn.facts.get("exports")
        new = [str(link) for link in links] if isinstance(links, list) else []  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
        for link in new:
            if urlsplit(link).path not in self._fetched:
                self._fetched.add(urlsplit(link).path)
                self._fetch_link(link)

    def _open(self, words: str) -> None:
        """Go on with a session that a link leads to, or whose id was given; a file is given to the server."""
        path = Path(words).expanduser()
        if words and path.is_file():
            self._upload((path,))
            return
        self._enter(session_of(words, self.client.place.api))
        self._show()

    def _enter(self, id: str) -> None:
        from talkreel.client.values import Session

        seen = state_of(self.client, id)
        self._seen, self.session = seen, Session(id, str(seen.raw.get("task_id") or ""), seen.bind)

    def _show(self) -> None:
        assert self.session is not None
        self._seen = self.client.state(self.session.id)
        self.screen.tell("\n".join(described(self._seen.draft, self.tongue)))
        self._pictures(f"filmstrip.jpg?count={_STRIP}&short_side={_STILL_PX}")

    def _stills(self, receipt: dict[str, Any]) -> None:
        """The moment that a receipt is about; a film that is new in a few pictures."""
        from talkreel.client.shapes import mappings

        changes = mappings(receipt.get("changes"))
        if not changes or any(one.get("op") == "create" for one in changes):
            self._pictures(f"filmstrip.jpg?count={_STRIP}&short_side={_STILL_PX}")
            return
        start, stop = changes[0].get("at_ms") or (0, 0)
        self._pictures(f"frame.jpg?t={(start + stop) // 2}&short_side={_STILL_PX}")

    def _pictures(self, path: str) -> None:
        """Show a picture, where the terminal can and the server has the route."""
        film = self._seen.raw.get("state", {}).get("draft_id") if self._seen else None
        if not (self.screen.shows_pictures() and film and self.session and self._seen and self._seen.is_ours):
            return
        import cv2
        import numpy as np

        data = self.client.ask_bytes("GET", f"/api/sessions/{self.session.id}/drafts/{film}/{path}")
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is not None:
            self.screen.show([np.asarray(picture, np.uint8)])

    def _export(self, words: str) -> None:
        """To a file that was named, or in a format to a free name here; nothing is written over unasked."""
        from talkreel.cli.errands import free_beside
        from talkreel.cli.outputs import placed
        from talkreel.media.formats import ALL_FORMATS

        wanted = words.strip()
        name = wanted.lower().lstrip(".")
        if name in ALL_FORMATS or not wanted:
            path, container = placed(self.folder / "film", name)
            path = free_beside(path, [], overwrite=False)
        else:
            path, container = placed(Path(wanted).expanduser(), "")
            if path.exists() and not self.screen.agreed(say("chat.exists", self.tongue, path=str(path)), self.tongue):
                self.screen.tell(say("chat.left", self.tongue))
                return
        assert self.session is not None
        with self.watch.watching():
            done = self.client.export(self.session.id, format=container.name)
            self.client.download(done, path)
        self._exported(path, done)

    def _fetch_link(self, link: str) -> None:
        """A film that the server exported because it was told to."""
        from talkreel.cli.errands import free_beside
        from talkreel.client.values import Export

        files = self._seen.files if self._seen else ()
        where = urlsplit(link).path
        name = next(
            (str(one.get("filename")) for one in files if urlsplit(str(one.get("cdn_url"))).path == where), where
        )
        path = free_beside(self.folder / f"film{Path(name).suffix or '.mp4'}", [], overwrite=False)
        done = Export("", "completed", 100, link)
        with self.watch.watching():
            self.client.download(done, path)
        self._exported(path, done)

    def _exported(self, path: Path, done: Export) -> None:
        passed = done.facts.get("passed") is not False
        self.screen.tell(say("chat.exported" if passed else "chat.checks_failed", self.tongue, path=str(path)))


def _whole(command: str) -> str:
    """The command that its beginning means, where it can mean only one."""
    found = [name for name in _COMMANDS if command and name.startswith(command)]
    return found[0] if len(found) == 1 else command
