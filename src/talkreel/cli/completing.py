"""What Tab offers in a conversation: commands, files, and what things in the film are called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion, PathCompleter
from prompt_toolkit.document import Document

from talkreel.cli.conversation import COMMANDS


class Completing(Completer):
    """Completes the word before the cursor."""

    def __init__(self, names: Callable[[], Iterable[str]]) -> None:
        """`names` are those of clips and the words on screen."""
        self._names = names
        self._paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        """Commands at the beginning, else names and files."""
        text = document.text_before_cursor
        if text.startswith("/") and " " not in text:
            found = [c for c in COMMANDS if f"/{c}".startswith(text)]
            if found:
                yield from (Completion(f"/{c}", start_position=-len(text)) for c in found)
                return
        word = text.rsplit(" ", 1)[-1]
        if word:
            for name in dict.fromkeys(self._names()):
                if name.casefold().startswith(word.casefold()):
                    yield Completion(name, start_position=-len(word))
        if word or text.startswith("/"):
            path = Document(word, len(word))
            for found in self._paths.get_completions(path, complete_event):
                yield Completion(found.text, found.start_position, display=found.display)
