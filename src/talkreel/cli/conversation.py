"""A conversation about a film: each line is a turn, a command, or an answer."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from talkreel.cli.errands import Errands
from talkreel.cli.faults import fault
from talkreel.cli.screen import Screen
from talkreel.cli.spoken import Spoken, spoken
from talkreel.cli.terminal import language, told, watched
from talkreel.errors import TalkreelError
from talkreel.messages import say
from talkreel.model import Draft
from talkreel.model.request import ExportFilm, ListVersions, Redo, Request, Undo

if TYPE_CHECKING:
    from talkreel.language.interpreter import Interpreter
    from talkreel.studio.opening import Opened
    from talkreel.studio.talk import Talk
    from talkreel.studio.turn import Turn

COMMANDS = ("undo", "redo", "versions", "show", "export", "open", "help", "quit")
_LEAVE = frozenset({"quit", "exit", "q", "bye"})
_STILL_PX = 180  # the short side of a still
_STRIP = 6  # stills of a film that is shown whole


@dataclass
class Conversation:
    """Holds the talk. Without a film the first thing said makes one, in `folder`."""

    screen: Screen
    interpreter: Interpreter
    folder: Path
    opened: Opened | None = None
    tongue: str = field(default_factory=language)
    _seen: Draft | None = None  # as it was when the person was last asked

    def run(self) -> None:
        """Talk until the person leaves."""
        self._greet()
        while True:
            try:
                self._seen = self.draft if self.opened else None
                line = self.screen.read()
            except EOFError:
                return
            except KeyboardInterrupt:
                continue
            if not self.hear(line):
                return

    def hear(self, line: str) -> bool:
        """Do what a line asks for. False: the person leaves."""
        meant = spoken(line)
        if not (meant.words or meant.files or meant.command):
            return True
        if _whole(meant.command) in _LEAVE:
            return False
        try:
            self._do(meant)
        except TalkreelError as error:
            self.screen.tell(told(error))
        except KeyboardInterrupt:
            self.screen.tell(say("chat.cancelled", self.tongue))
        except Exception as error:
            if os.environ.get("TALKREEL_DEBUG"):
                raise
            self.screen.tell(told(fault(error)))
        return True

    def _do(self, meant: Spoken) -> None:
        if meant.command:
            self._command(meant)
        elif self.opened is None:
            self._begin(meant)
        elif meant.words:
            self._turn(meant.words, meant.files)
        else:
            self._open(meant.files[0])

    def _greet(self) -> None:
        if self.opened is None:
            self.screen.tell(say("chat.hello", self.tongue))
        else:
            self._tell_film()

    def _tell_film(self) -> None:
        from talkreel.plan import summary

        self.screen.tell(summary(self.draft, self.tongue))
        self.screen.tell(say("chat.hello_film", self.tongue))

    @property
    def draft(self) -> Draft:
        """The film now."""
        assert self.opened is not None
        return self.opened.journal.standing().draft

    def names(self) -> Iterable[str]:
        """What things in the film are called."""
        tracks = self._seen.tracks if self._seen else ()
        return (name for t in tracks for s in t.segments for name in (s.name, s.text) if name)

    def bar(self) -> str:
        """The line at the bottom: which film, how long, which version."""
        draft = self._seen
        if self.opened is None or draft is None:
            return say("chat.bar_empty", self.tongue)
        return say(
            "chat.bar",
            self.tongue,
            path=self.opened.journal.path.name,
            seconds=f"{draft.duration_ms / 1000:g}",
            revision=draft.revision,
        )

    def _command(self, meant: Spoken) -> None:
        name = _whole(meant.command)
        if name == "open":
            self._open(Path(meant.words).expanduser())
        elif name == "help":
            self.screen.tell(say("chat.commands", self.tongue))
            self.screen.tell(say("talk.help", self.tongue))
        elif self.opened is None:
            self.screen.tell(say("chat.no_film", self.tongue))
        elif name == "show":
            self._show()
        elif name == "export":
            self._export(meant.words)
        elif request := _REQUESTS.get(name):
            self._finish(self._asked(request(meant.words)))
        else:
            self.screen.tell(say("chat.command_unknown", self.tongue, name=name))

    def _export(self, words: str) -> None:
        """To a file that was named, or in a format beside the draft, where nothing is written over."""
        from talkreel.media.formats import ALL_FORMATS

        wanted = words.strip()
        if wanted.lower().lstrip(".") in ALL_FORMATS or not wanted:
            self._finish(self._asked(ExportFilm(format=wanted.lower().lstrip(".")), dry=True))
            return
        path = Path(wanted).expanduser()
        if path.exists() and not self.screen.agreed(say("chat.exists", self.tongue, path=str(path)), self.tongue):
            self.screen.tell(say("chat.left", self.tongue))
            return
        self._finish(self._asked(ExportFilm(), dry=True), path)

    def _asked(self, request: Request, dry: bool = False) -> Turn:
        from talkreel.language.interpreters.typed import Typed

        talk = replace(self._talk(), interpreter=Typed((request,), self.tongue))
        return talk.turn(f"/{request.kind}", dry_run=dry)

    def _talk(self) -> Talk:
        from talkreel.studio.talk import Talk

        assert self.opened is not None
        return Talk(self.opened.journal, self.opened.folder, self.interpreter)

    def _open(self, path: Path) -> None:
        from talkreel.studio.opening import open_film

        with self.screen.busy(self.tongue):
            self.opened = open_film(path)
        self._tell_film()

    def _begin(self, meant: Spoken) -> None:
        """Open the film that was named, or make one from the words."""
        if not meant.words:
            self._open(meant.files[0])
            return
        from talkreel.cli.beginning import begun

        with watched(self.screen.style) as progress:
            begun_film = begun(meant.words, meant.files, self.folder, progress)
        self.opened, self.tongue = begun_film.opened, begun_film.language
        self.screen.tell(begun_film.reply)
        self._strip()
        self.screen.tell(say("chat.begun", self.tongue, path=str(self.opened.journal.path)))

    def _turn(self, words: str, files: tuple[Path, ...]) -> None:
        talk = self._talk()
        with self.screen.busy(self.tongue):
            turn = talk.plan(words, files)
        self.tongue = turn.language
        if turn.careful and not self.screen.agreed(turn.careful, self.tongue):
            self.screen.tell(say("chat.left", self.tongue))
            return
        self._finish(talk.keep(turn, files))

    def _finish(self, turn: Turn, film: Path | None = None) -> None:
        """Answer, show what changed, and run the errands."""
        assert self.opened is not None
        errands = Errands(self.opened, self.screen.style, film)
        turn = errands.answered(turn)
        self.screen.tell(turn.receipt.reply)
        if turn.changed and self.screen.shows_pictures():
            self._stills(turn)
        try:
            for path, passed in errands.exported(turn):
                self.screen.tell(say("chat.exported" if passed else "chat.checks_failed", self.tongue, path=str(path)))
        except KeyboardInterrupt:
            self.screen.tell(say("chat.export_stopped", self.tongue))

    def _stills(self, turn: Turn) -> None:
        from talkreel.cli.moment import moments
        from talkreel.render.preview import Preview

        assert self.opened is not None
        when = moments(turn.before, turn.receipt)
        if when is None:
            return
        with self.screen.busy(self.tongue):
            frames = [
                Preview(draft, self.opened.folder).frame(at_ms, _STILL_PX)
                for draft, at_ms in zip((turn.before, turn.receipt.draft), when, strict=True)
            ]
        self.screen.show(frames)

    def _show(self) -> None:
        from talkreel.cli.show import described

        self.screen.tell("\n".join(described(self.draft, self.tongue)))
        self._strip()

    def _strip(self) -> None:
        """The whole film in a few stills."""
        from talkreel.render.preview import Preview

        assert self.opened is not None
        if not self.screen.shows_pictures():
            return
        with self.screen.busy(self.tongue):
            strip = Preview(self.draft, self.opened.folder).filmstrip(_STRIP, _STILL_PX)
        self.screen.show([strip])


def _whole(command: str) -> str:
    """The command that its beginning means, where it can mean only one."""
    found = [name for name in COMMANDS if command and name.startswith(command)]
    return found[0] if len(found) == 1 else command


def _steps(words: str) -> int:
    return max(1, int(words)) if words.isdecimal() else 1


_REQUESTS: dict[str, Callable[[str], Request]] = {
    "undo": lambda words: Undo(steps=_steps(words)),
    "redo": lambda words: Redo(steps=_steps(words)),
    "versions": lambda words: ListVersions(),
}
