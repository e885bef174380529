"""A driver without a network: it answers the core's requests from a function, and has a clock of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from talkreel.client import effects as do
from talkreel.client.access import Kept
from talkreel.client.effects import Answer, Flow, Lost, Request
from talkreel.client.told import Told

T = TypeVar("T")
Silence = float  # seconds in which nothing comes
Piece = bytes | Silence | Lost


def told(data: object, status: int = 200, code: int = 0, **headers: str) -> Answer:
    """An answer in the envelope."""
    body = {"code": code, "message": "ok" if not code else "refused", "data": data}
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, json.dumps(body).encode())


@dataclass
class Scripted:
    """`serve` gives the answer to a request: whole, or with the pieces of a stream; it may raise Lost."""

    serve: Callable[[Request], Answer | tuple[Answer, Iterable[Piece]]]
    agrees: bool = True
    kept: Kept = field(default_factory=lambda: Kept("client-1"))
    now_s: float = 1000.0
    requests: list[Request] = field(default_factory=list[Request])
    heard: list[Told] = field(default_factory=list[Told])
    waited: list[float] = field(default_factory=list[float])
    asked: int = 0
    _pieces: Iterator[Piece] = field(default_factory=lambda: iter(()))
    _silent_until: float = 0.0

    def run(self, flow: Flow[T]) -> T:
        """Drive a flow to its end."""
        try:
            effect = next(flow)
            while True:
                try:
                    answer = self._do(effect)
                except Lost as lost:
                    effect = flow.throw(lost)
                else:
                    effect = flow.send(answer)
        except StopIteration as end:
            return end.value

    def sent(self, path: str) -> list[Request]:
        """The requests to a path."""
        return [request for request in self.requests if request.url.endswith(path)]

    def _do(self, effect: do.Effect) -> Any:  # noqa: C901 - one line for each effect
        match effect:
            case do.Send(request) | do.Open(request) | do.Save(request, _):
                self.requests.append(request)
                answer = self.serve(request)
                if isinstance(answer, tuple):
                    answer, pieces = answer
                    self._pieces, self._silent_until = iter(pieces), 0.0
                return answer
            case do.Read(limit_s):
                return self._read(limit_s)
            case do.Wait(seconds):
                self.waited.append(seconds)
                self.now_s += seconds
            case do.Now():
                return self.now_s
            case do.Tell(one):
                self.heard.append(one)
            case do.Agree(_):
                self.asked += 1
                return self.agrees
            case do.Recall():
                return self.kept
            case do.Remember(token, user_id):
                self.kept = Kept(self.kept.client_id, token, user_id)
            case do.Close():
                self._pieces = iter(())
        return None

    def _read(self, limit_s: float) -> bytes | None:
        if self._silent_until <= self.now_s:
            piece = next(self._pieces, b"")
            if isinstance(piece, Lost):
                raise piece
            if isinstance(piece, bytes):
                return piece
            self._silent_until = self.now_s + piece
        step = min(limit_s, self._silent_until - self.now_s)
        self.now_s += step
        return None
