"""Everything that can be asked of a server, as flows: the one list of it, which both drivers run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from talkreel.client import carrying, exporting, looking, talking
from talkreel.client.access import Access
from talkreel.client.effects import Answer, Flow
from talkreel.client.place import Place
from talkreel.client.refusals import data_of
from talkreel.client.values import Account, Credits, Export, Patience, Session, State, Turn, Upload


class Core:
    """A client without input or output. See the modules of the flows for what each raises."""

    def __init__(self, place: Place, patience: Patience, consented: bool) -> None:
        self.place = place
        self._access = Access(place, patience, consented)

    def sign_in(self) -> Flow[Account]:
        """Who asks; every other flow does this first."""
        return self._access.sign_in()

    def begin(self, name: str = "", language: str = "") -> Flow[Session]:
        """A new session."""
        return looking.begin(self._access, name, language)

    def state(self, session: str) -> Flow[State]:
        """A session as it is now."""
        return looking.state(self._access, session)

    def credits(self) -> Flow[Credits]:
        """What there is to spend."""
        return looking.credits(self._access)

    def quote(self, session: str, words: str) -> Flow[int | None]:
        """What a message would cost; None where the server does not say."""
        return looking.quote(self._access, session, words)

    def limits(self) -> Flow[dict[str, Any]]:
        """What a server takes, makes and allows; {} where it does not say."""
        return looking.limits(self._access)

    def say(self, session: str, words: str, key: str = "", limit_s: float | None = None) -> Flow[Turn]:
        """Say something, once, and hear the turn; at most so long."""
        return talking.say(self._access, session, words, key, limit_s)

    def follow(self, session: str, key: str = "", after: str = "", limit_s: float | None = None) -> Flow[Turn]:
        """Hear a turn that was begun."""
        return talking.follow(self._access, session, key, after, limit_s)

    def upload(self, session: str, files: Sequence[Path] = (), urls: Sequence[str] = ()) -> Flow[tuple[Upload, ...]]:
        """Give a session files, and files that lie at addresses."""
        return carrying.upload(self._access, session, files, urls)

    def export(self, session: str, output: Mapping[str, Any], draft: dict[str, Any] | None = None) -> Flow[Export]:
        """Have a film written, and wait for it."""
        return exporting.export(self._access, session, dict(output), draft)

    def export_begun(
        self, session: str, output: Mapping[str, Any], draft: dict[str, Any] | None = None, id: str = ""
    ) -> Flow[Export]:
        """Have a film written, and do not wait."""
        return exporting.export_begun(self._access, session, dict(output), draft, id)

    def export_state(self, id: str) -> Flow[Export]:
        """How an export is doing."""
        return exporting.export_state(self._access, id)

    def cancel_export(self, id: str) -> Flow[Export]:
        """Stop an export."""
        return exporting.cancel_export(self._access, id)

    def download(self, export: Export, path: Path) -> Flow[Path]:
        """A film in a file, whole or not at all."""
        return carrying.download(self._access, export, path)

    def link(self, session: Session) -> Flow[str]:
        """A link that opens a session in a browser."""
        return carrying.link(self._access, session)

    def ask(self, method: str, path: str, json: Any = None, params: Mapping[str, str] | None = None) -> Flow[Any]:
        """Any other route: its data."""
        return self._access.data(self._access.request(method, path, json=json, params=params or {}))

    def ask_bytes(self, method: str, path: str, params: Mapping[str, str] | None = None) -> Flow[bytes]:
        """Any other route: the bytes of its answer."""
        answer: Answer = yield from self._access.ask(self._access.request(method, path, params=params or {}))
        if answer.is_error:
            data_of(answer, self.place)
        return answer.content
