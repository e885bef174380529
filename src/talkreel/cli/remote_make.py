"""`talkreel make --server`: the same film, made by a server; its session can be gone on with."""

from __future__ import annotations

import shlex
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from talkreel.cli.films import print_json
from talkreel.cli.remote import Watch, connected, unheard
from talkreel.cli.remote_films import facts, films_of, patience_with, state_of
from talkreel.cli.remote_order import Order, asked, different, has_other_length, has_other_shape, tongue_of
from talkreel.cli.terminal import language, tell
from talkreel.errors import (
    CreditsError,
    Interrupted,
    LimitError,
    PlanError,
    RenderError,
    TimedOutError,
    UnavailableError,
    UsageError,
)
from talkreel.messages import say

if TYPE_CHECKING:
    from talkreel.client import Client
    from talkreel.client.values import Session, State, Turn
    from talkreel.studio.make import Wanted


def made_there(order: Order) -> None:
    """Have a server make the film, and fetch it.

    Raises:
        UsageError: an option cannot be had from a server, or the words or files cannot be used.
        Interrupted: the person no longer waits; the server goes on.
        TalkreelError: the server refused it, or cannot be reached.
    """
    making = _Making.of(order)
    with connected(order.server, order.yes, making.watch) as client:
        making.run(client)


@dataclass
class _Making:
    order: Order
    words: str
    inputs: list[Path]
    path: Path
    format: str
    wanted: Wanted
    tongue: str
    watch: Watch
    session: Session | None = None
    was_said: bool = False

    @classmethod
    def of(cls, order: Order) -> _Making:
        """Everything that can be wrong is found before anything is sent.

        Raises:
            UsageError: something is.
        """
        from talkreel.cli.outputs import placed, refuse_existing, refuse_inputs
        from talkreel.cli.wanted import wanted_of, words_and_files
        from talkreel.media.formats import output_for

        if not order.server:
            raise UsageError("error.remote_only", option="--session" if order.session else "--wait")
        for option, given in order.local.items():
            if given:
                raise UsageError("error.remote_option", option=option)
        words, inputs = "", list(order.files)
        if order.prompt.strip() or not order.session:
            words, inputs = words_and_files(order.prompt, list(order.files))
        path, container = placed(order.output, order.format_name)
        output_for(container.name, order.codec, order.quality, order.crf, order.alpha)
        wanted = wanted_of(order.duration, order.aspect, order.size, order.fps, None, order.film_language)
        if not order.dry_run:
            refuse_inputs([path], inputs)
            if not order.yes:
                refuse_existing([path])
        tongue = tongue_of(words)
        watch = Watch(order.style, tell)
        return cls(order, asked(words, inputs, wanted, order.aspect, tongue), inputs, path, container.name, wanted,
                   tongue, watch)  # fmt: skip

    def run(self, client: Client) -> None:
        """Say it, and fetch what came of it.

        Raises:
            Interrupted: the person no longer waits.
            TalkreelError: it could not be done.
        """
        before = self._entered(client)
        with self._told_how_to_come_back():
            assert self.session is not None
            if self.inputs:
                with self.watch.watching():
                    client.upload(self.session.id, files=self.inputs)
            if self.order.dry_run:
                self._quote(client)
                return
            turn = self._turn(client, before)
            self._deliver(client, turn, before)

    def _entered(self, client: Client) -> State | None:
        """Begin a session, or go on with one: then as it is.

        Raises:
            NotFoundError: there is no such session.
        """
        from talkreel.client.values import Session

        if not self.order.session:
            self.session = client.begin(" ".join(self.words.split())[:60], self.order.film_language or self.tongue)
            return None
        before = state_of(client, self.order.session)
        self.session = Session(self.order.session, str(before.raw.get("task_id") or ""))
        return before

    def _quote(self, client: Client) -> None:
        assert self.session is not None
        needed, there = client.quote(self.session.id, self.words), client.credits()
        if self.order.as_json:
            print_json({"credits": needed, "available": there.available, "session": self.session.id})
        else:
            code = "remote.quote_unknown" if needed is None else "remote.quote"
            print(say(code, language(), credits=needed, available=there.available))  # noqa: T201 - the result

    def _turn(self, client: Client, before: State | None) -> Turn:
        assert self.session is not None
        self.was_said = True  # from here on it may be under way, whatever becomes of the connection
        turn = self._heard(client, self.words) if self.words else self._followed(client, before)
        if turn.session != self.session.id:
            from talkreel.client.values import Session

            self.session = Session(turn.session)
        if turn.status == "running" and self.order.wait_s is not None:
            raise TimedOutError("error.remote_running", seconds=f"{self.order.wait_s:g}")
        if turn.status == "failed":
            raise RenderError("error.remote_failed", command=self._again('"..."'))
        return turn

    def _heard(self, client: Client, words: str) -> Turn:
        assert self.session is not None
        try:
            with self.watch.watching():
                turn = client.say(self.session.id, words, limit_s=self.order.wait_s)
        except CreditsError:
            self.was_said = False
            raise
        self._tell_rest(turn)
        return turn

    def _followed(self, client: Client, before: State | None) -> Turn:
        assert self.session is not None
        with self.watch.watching():
            turn = client.follow(self.session.id, limit_s=self.order.wait_s or patience_with(before))
        self._tell_rest(turn)
        return turn

    def _tell_rest(self, turn: Turn) -> None:
        if rest := unheard(turn.reply, self.watch.heard):
            tell(rest)

    def _deliver(self, client: Client, turn: Turn, before: State | None) -> None:
        """Export and fetch every film that the turn made.

        Raises:
            RenderError: there is none.
        """
        from talkreel.cli.outputs import numbered

        films = films_of(self._mended(client, client.state(turn.session)), before)
        if not films:
            raise RenderError("error.remote_no_film", command=self._again('"..."'))
        paths = [self._free(path) for path in numbered(self.path, len(films))]
        told = [self._film(client, draft, path) for draft, path in zip(films, paths, strict=True)]
        assert self.session is not None
        link = client.link(self.session)
        if self.order.as_json:
            print_json({"films": told, "reply": turn.reply, "session": turn.session, "link": link})
        tell(say("remote.link", self.tongue, link=link))
        if self.order.open_film:
            for path in paths:
                typer.launch(str(path))
        if any(one["passed"] is False for one in told):
            raise typer.Exit(1)

    def _mended(self, client: Client, now: State) -> State:
        """Flags win over the sentence. Where an edit costs nothing, what came out otherwise is said once more."""
        from talkreel.client.shapes import mapping

        meta = mapping(now.draft.get("m"))
        made = {"duration_ms": now.draft.get("d"), "width": meta.get("width"), "height": meta.get("height")}
        if not now.is_ours or len(now.drafts) > 1:
            return now
        wishes = dict[str, str]()
        if has_other_length(self.wanted, made):
            seconds = f"{(self.wanted.duration_ms or 0) / 1000:g}"
            wishes["length"] = say("remote.make_length", self.tongue, seconds=seconds)
        if has_other_shape(self.wanted, made):
            wishes["shape"] = say("remote.make_shape", self.tongue, aspect=self.order.aspect)
        for words in wishes.values():
            now = client.state(self._heard(client, words).session)
        return now

    def _free(self, path: Path) -> Path:
        """A name for a film that nobody foresaw: it takes no other's place."""
        from talkreel.cli.errands import free_beside

        return path if path == self.path or self.order.yes else free_beside(path, [], overwrite=False)

    def _film(self, client: Client, draft: dict[str, Any], path: Path) -> dict[str, Any]:
        assert self.session is not None
        with self.watch.watching():
            done = client.export(
                self.session.id, format=self.format, quality=self.order.quality, draft=draft, **self._output()
            )
            client.download(done, path)
        if not self.order.as_json:
            print(path)  # noqa: T201 - the result
        told = facts(path, draft, done)
        self._tell_film(told)
        return told

    def _output(self) -> dict[str, Any]:
        """What an export can be asked for exactly, in the words of the protocol."""
        order = self.order
        size = f"{self.wanted.size[0]}x{self.wanted.size[1]}" if self.wanted.size else order.size
        fields = {
            "resolution": size, "fps": order.fps, "codec": order.codec, "crf": order.crf, "alpha": order.alpha or None,
        }  # fmt: skip
        return {name: value for name, value in fields.items() if value not in (None, "")}

    def _tell_film(self, told: dict[str, Any]) -> None:
        seconds, size = f"{told['duration_ms'] / 1000:g}", f"{told['width']}x{told['height']}"
        known = told["duration_ms"] and told["width"]
        code = "remote.made" if known else "remote.written"
        tell(say(code, self.tongue, path=told["path"], seconds=seconds, size=size))
        for wanted, made in different(self.wanted, told):
            tell(say("remote.differs", self.tongue, wanted=wanted, made=made))
        if told["passed"] is False:
            tell(say("remote.checks_failed", self.tongue, path=told["path"]))

    @contextmanager
    def _told_how_to_come_back(self) -> Generator[None]:
        try:
            yield
        except KeyboardInterrupt:
            raise Interrupted("error.remote_stopped", command=self._again()) from None
        except (UnavailableError, TimedOutError, LimitError, CreditsError, PlanError):
            tell(say("remote.come_back", language(), command=self._again()))
            raise

    def _again(self, placeholder: str = "") -> str:
        """The command that goes on with this session: with what runs, or with the words that the person then has."""
        assert self.session is not None
        spoken = placeholder or shlex.quote("" if self.was_said else self.order.prompt)
        rest = ["--server", self.order.server, "--session", self.session.id, "-o", str(self.order.output)]
        return f"talkreel make {spoken} {shlex.join(rest)}"
