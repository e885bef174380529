"""Where a conversation takes place: a terminal with a person at it, or a pipe."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from talkreel.cli.terminal import ProgressStyle
from talkreel.messages import say

if TYPE_CHECKING:
    from prompt_toolkit import PromptSession

    from talkreel.cli.stills import Picture, Way

_YES = frozenset({"y", "yes", "yeah", "ok", "okay", "sure", "do it", "是", "是的", "好", "好的", "可以", "确定", "对"})
_WIDEST, _TALLEST = 120, 24  # columns and rows that stills take at most


class Screen(Protocol):
    """What a conversation needs of the place where it is held."""

    style: ProgressStyle

    def read(self) -> str:
        """The next line.

        Raises:
            EOFError: there is none, nor will there be.
            KeyboardInterrupt: the person took back what was typed.
        """
        ...

    def tell(self, text: str) -> None:
        """Say something."""
        ...

    def agreed(self, question: str, tongue: str) -> bool:
        """Ask a question that is answered with yes or no."""
        ...

    def shows_pictures(self) -> bool:
        """Whether stills can be seen."""
        ...

    def show(self, pictures: Iterable[Picture]) -> None:
        """Show pictures side by side."""
        ...

    @contextmanager
    def busy(self, tongue: str) -> Generator[None]:
        """Something takes a moment."""
        ...


def means_yes(answer: str) -> bool:
    """Whether an answer is a yes."""
    return answer.strip().strip(".!。！").casefold() in _YES


class Pipe:
    """Lines in, lines out: nothing moves, and no pictures."""

    def __init__(self, style: ProgressStyle) -> None:
        """`style` is how an export is watched."""
        self.style = style

    def read(self) -> str:
        """The next line.

        Raises:
            EOFError: there are no more.
        """
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.rstrip("\n")

    def tell(self, text: str) -> None:
        """Print it at once, for whoever reads along."""
        print(text, flush=True)  # noqa: T201 - the result

    def agreed(self, question: str, tongue: str) -> bool:
        """The next line is the answer."""
        self.tell(f"{question} {say('chat.sure', tongue)}")
        try:
            return means_yes(self.read())
        except EOFError:
            return False

    def shows_pictures(self) -> bool:
        """Never."""
        return False

    def show(self, pictures: Iterable[Picture]) -> None:
        """Nothing to see."""

    @contextmanager
    def busy(self, tongue: str) -> Generator[None]:
        """Nobody watches."""
        yield


class Terminal:
    """A terminal: history, completion, colours, and stills where it can show them."""

    def __init__(
        self,
        style: ProgressStyle,
        pictures: Way,
        history: Path,
        names: Callable[[], Iterable[str]],
        bar: Callable[[], str],
    ) -> None:
        """`names` are of what can be completed; `bar` is the line at the bottom."""
        from rich.console import Console

        self.style, self._way = style, pictures
        self._console = Console(highlight=False, markup=False, soft_wrap=False)
        self._session = _session(history, names, bar)

    def read(self) -> str:
        """A line, edited as in a shell.

        Raises:
            EOFError: Ctrl-D.
            KeyboardInterrupt: Ctrl-C.
        """
        return self._session.prompt("› ")

    def tell(self, text: str) -> None:
        """Print line by line."""
        for line in text.split("\n"):
            self._console.print(line, style=None if line[:1].strip() else "dim")

    def agreed(self, question: str, tongue: str) -> bool:
        """Ask on a line of its own; Ctrl-C is a no."""
        from prompt_toolkit import prompt

        self._console.print(question, style="yellow")
        try:
            return means_yes(prompt(f"{say('chat.sure', tongue)} "))
        except (EOFError, KeyboardInterrupt):
            return False

    def shows_pictures(self) -> bool:
        """Whether the terminal has a way."""
        return self._way.value != "none"

    def show(self, pictures: Iterable[Picture]) -> None:
        """Show pictures side by side, over most of the width."""
        from talkreel.cli.stills import shown, side_by_side

        width, height = self._console.size
        text = shown(side_by_side(list(pictures)), self._way, min(_WIDEST, width - 2), min(_TALLEST, height * 2 // 3))
        self._console.file.write(text + "\n")
        self._console.file.flush()

    @contextmanager
    def busy(self, tongue: str) -> Generator[None]:
        """A small sign that turns."""
        with self._console.status(say("chat.busy", tongue), spinner="dots"):
            yield


def _session(history: Path, names: Callable[[], Iterable[str]], bar: Callable[[], str]) -> PromptSession[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    from talkreel.cli.completing import Completing

    try:
        history.parent.mkdir(parents=True, exist_ok=True)
        history.touch(mode=0o600)
        kept = FileHistory(os.fspath(history))
    except OSError:
        kept = InMemoryHistory()
    return PromptSession(
        history=kept, completer=Completing(names), complete_while_typing=False, bottom_toolbar=bar, mouse_support=False
    )
