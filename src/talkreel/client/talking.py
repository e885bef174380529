"""A message, said once, and the turn that comes of it, heard to its end however often the connection is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from talkreel.client.access import Access, new_key
from talkreel.client.effects import Answer, Close, Flow, Lost, Now, Read, Request, Tell, Wait
from talkreel.client.hearing import Hearing
from talkreel.client.looking import begin, credits, quote, state, summary
from talkreel.client.phrases import for_server
from talkreel.client.refusals import advice, body_of, code_of, refuse
from talkreel.client.shapes import mapping
from talkreel.client.sse import Frames
from talkreel.client.told import Cost, Reconnecting, Renewed, Working
from talkreel.client.values import State, Turn
from talkreel.errors import CreditsError, NotFoundError, TimedOutError, UnavailableError
from talkreel.wire.codes import NO_CREDITS, NO_SESSION

_AGENT = "nemo_agent"
_ON_THE_WAY = (502, 504)  # somebody between us answers: whether the server has heard is not known
_SETTLED = 5  # looks without a change after which a film that lacks its second stage is done
_SETTLED_SOON = 2  # ... and one that has both


def say(access: Access, session: str, words: str, key: str, limit_s: float | None) -> Flow[Turn]:
    """Say something. A session that is gone is replaced by a new one, where it is said once.

    Raises:
        CreditsError: a film costs more than there is.
        TimedOutError: the server gave signs of life alone for too long.
        NotFoundError: what the server says is missing is not the session.
        UnavailableError: the server cannot be reached, or cannot say whether it heard.
        TalkreelError: the server refused it.
    """
    words, key = for_server(words), key or new_key("msg")
    try:
        before = yield from _ready(access, session, words)
        return (yield from _Talk(access, session, words, key, limit_s, before).spoken())
    except NotFoundError as error:
        if error.fields.get("number") != NO_SESSION:
            raise
    renewed = yield from begin(access, "", "")
    yield Tell(Renewed("session"))
    before = yield from _ready(access, renewed.id, words)
    return (yield from _Talk(access, renewed.id, words, key, limit_s, before).spoken())


def follow(access: Access, session: str, key: str, after: str, limit_s: float | None) -> Flow[Turn]:
    """Hear a turn that was begun. No words are sent; a server without numbered events is asked for its state.

    Raises:
        TimedOutError: nothing new came of it for too long.
        TalkreelError: the server refused it.
    """
    seen = yield from state(access, session)
    return (yield from _Talk(access, session, "", key, limit_s, seen, after).followed())


def _ready(access: Access, session: str, words: str) -> Flow[State]:
    """The state that a message meets; before a film is made, what it costs is looked at.

    Raises:
        CreditsError: it costs more than there is.
    """
    before = yield from state(access, session)
    if before.draft.get("t"):
        return before
    there = yield from credits(access)
    needed = (yield from quote(access, session, words)) if before.is_ours else None
    yield Tell(Cost(there.available, needed))
    if there.available < (1 if needed is None else needed):
        link = advice(NO_CREDITS, {}, {"bind": before.bind}, access.place)
        raise CreditsError("error.client_credits", available=there.available, needed=needed or 1, next=link)
    return before


@dataclass
class _Talk:
    """One turn."""

    access: Access
    session: str
    words: str
    key: str
    limit_s: float | None
    before: State
    resumed_after: str = ""
    heard: Hearing = field(init=False)
    began_s: float = 0.0
    news_s: float = 0.0
    told_s: float = 0.0

    def __post_init__(self) -> None:
        self.heard = Hearing(has_window=not self.before.is_ours)

    def spoken(self) -> Flow[Turn]:
        """Say the words, and hear the turn.

        Raises:
            UnavailableError: the server cannot be reached; it has heard nothing.
        """
        yield from self._start()
        try:
            yield from self._opened()
        except Lost as lost:
            if not lost.sent:
                raise UnavailableError("error.client_lost", api=self.access.place.api, detail=str(lost)) from lost
            return (yield from self._recovered())
        return (yield from self._listened())

    def followed(self) -> Flow[Turn]:
        """Hear a turn that somebody began."""
        yield from self._start()
        if not self.before.is_ours:
            return (yield from self._watched(self.before.mark))
        return (yield from self._recovered(at_once=True))

    def _start(self) -> Flow[None]:
        self.began_s = self.news_s = self.told_s = yield Now()

    def _request(self, words: str) -> Request:
        """The message, or with no words the wish to hear the turn on."""
        body: dict[str, Any] = {"app_name": _AGENT, "user_id": "me", "session_id": self.session}
        if words:
            body["new_message"] = {"parts": [{"text": words}]}
        headers = {"Accept": "text/event-stream", "Idempotency-Key": self.key} if self.key else {}
        if after := self.heard.after or self.resumed_after:
            headers["Last-Event-ID"] = after
        return self.access.request("POST", "/run_sse", json=body, headers=headers)

    def _opened(self) -> Flow[None]:
        """Have the turn's stream opened.

        Raises:
            Lost: it was not, and the server may have heard all the same.
            TalkreelError: the server refused it.
        """
        answer: Answer = yield from self.access.opened(self._request(self.words))
        if answer.status in _ON_THE_WAY:
            raise Lost(f"HTTP {answer.status}")
        if code := code_of(answer):
            refuse(code, body_of(answer), self.access.place, answer)

    def _listened(self) -> Flow[Turn]:
        """Hear the open stream to its end."""
        try:
            is_whole = yield from self._heard()
        except Lost:
            return (yield from self._recovered())
        if not is_whole:
            return self._turn("running")
        if self.access.is_ours and not self.heard.is_final:
            return (yield from self._recovered())
        return (yield from self._closed())

    def _heard(self) -> Flow[bool]:
        """Read until the stream ends: True; False: the time for it is over.

        Raises:
            Lost: it broke, or nothing came at all for too long.
        """
        frames, patience, alive_s = Frames(), self.access.patience, (yield Now())
        while True:
            piece: bytes | None = yield Read(min(5.0, patience.silence_s, self.limit_s or 5.0))
            now: float = yield Now()
            if piece == b"":
                return True
            if piece:
                alive_s = now
                for frame in frames.feed(piece):
                    is_new, told = self.heard.hear(frame)
                    self.news_s = now if is_new else self.news_s
                    for one in told:
                        yield Tell(one)
            if now - alive_s >= patience.silence_s:
                yield Close()
                raise Lost("silence")
            if (yield from self._is_over(now)):
                yield Close()
                return False

    def _is_over(self, now: float) -> Flow[bool]:
        """Whether the caller's time is over; tells now and then that the server is at it.

        Raises:
            TimedOutError: nothing new came for too long.
        """
        patience = self.access.patience
        if now - self.news_s >= patience.give_up_s:
            yield Close()
            raise TimedOutError("error.client_timeout", seconds=round(now - self.began_s), session=self.session)
        if now - self.told_s >= patience.working_s:
            self.told_s = now
            yield Tell(Working(round(now - self.began_s)))
        return self.limit_s is not None and now - self.began_s >= self.limit_s

    def _recovered(self, at_once: bool = False) -> Flow[Turn]:
        """After a lost connection: wait, look at the state, and go on hearing. The words are never said again; to a
        server that keeps a message by its key they are named again, so that it can say which turn is meant."""
        patience, wait_s, idle = self.access.patience, self.access.patience.reconnect_s, 0
        while True:
            if not at_once:
                yield Tell(Reconnecting(wait_s))
                yield Wait(wait_s)
            at_once, wait_s = False, min(wait_s * 2, patience.longest_wait_s)
            now = yield from self._looked()
            if now is None:
                if (yield from self._is_over((yield Now()))):
                    return self._turn("running")
                continue
            if not now.is_ours:
                return (yield from self._watched(self.before.mark))
            count = len(self.heard.texts)
            try:
                yield from self._opened()
                is_whole = yield from self._heard()
            except (Lost, UnavailableError):
                wait_s = patience.reconnect_s if len(self.heard.texts) > count else wait_s
                if (yield from self._is_over((yield Now()))):
                    return self._turn("running")
                continue
            if not is_whole:
                return self._turn("running")
            idle += 1
            if self.heard.is_final or idle > 1:
                return (yield from self._closed())
            # It ended in good order without its end: what is missing came out of order. Hear all of it again.
            self.heard = Hearing(has_window=False)
            self.resumed_after = ""
            at_once = True

    def _watched(self, mark: str, looks: int = 0) -> Flow[Turn]:
        """A server that cannot be asked for a turn: look at its state until it has changed, and is still again. With
        `looks`, so many without any change end it, too: the turn was over, and changed nothing."""
        wait_s, last, still = self.access.patience.reconnect_s, mark, -1
        while True:
            now = yield from self._looked()
            at: float = yield Now()
            if now is not None:
                still = still + 1 if now.mark == last else 0
                if now.mark != last:
                    self.news_s, last, wait_s = at, now.mark, self.access.patience.reconnect_s
                if not now.running and still >= (looks or self._needed(now)) and (looks or now.mark != mark):
                    return self._turn("done", now)
            if (yield from self._is_over(at)):
                return self._turn("running")
            yield Wait(wait_s)
            wait_s = min(wait_s * 1.5, self.access.patience.longest_wait_s)

    def _looked(self) -> Flow[State | None]:
        """The state; None while the server is away."""
        try:
            return (yield from state(self.access, self.session))
        except UnavailableError:
            return None

    def _needed(self, now: State) -> int:
        """How many looks without a change end it: a new film has two stages, pictures first, sound and titles then."""
        is_new = not self.before.can_export
        return _SETTLED if is_new and not now.kinds & {1, 7} else _SETTLED_SOON

    def _closed(self) -> Flow[Turn]:
        """The stream is over: the reply, or where nothing was said what the state tells.

        Raises:
            TalkreelError: the turn failed for a reason that has a code.
        """
        said = self.heard.reply
        if self.heard.error and (self.heard.error[0] or not said or self.heard.is_only_trouble):
            self._fail(*self.heard.error)
            return self._turn("failed", reply=said or self.heard.error[1])
        if said and not self.heard.is_only_trouble and (self.before.is_ours or self.before.can_export):
            return self._turn("done")
        now = yield from state(self.access, self.session)
        if now.is_ours or (said and not now.can_export):
            return self._turn("done", now)
        if now.mark == self.before.mark:
            return (yield from self._watched(now.mark, _SETTLED))
        return (yield from self._watched(now.mark, self._needed(now)))

    def _fail(self, code: int, words: str) -> None:
        """Raise what a failed turn's code means.

        Raises:
            TalkreelError: it means something.
        """
        if code >= 400 and code != 500:
            links = {name: value for name, value in self.heard.facts.items() if name.endswith("_url")}
            bind = {"bind": self.before.bind}
            refuse(code, {"message": words, "data": {**bind, **links}}, self.access.place)

    def _turn(self, status: Any, now: State | None = None, reply: str = "") -> Turn:
        said = reply or ("" if self.heard.is_only_trouble else self.heard.reply)
        silent = not said and status == "done"
        return Turn(
            session=self.session,
            key=self.key,
            status=status,
            reply=summary(now.draft) if silent and now is not None else said,
            receipt=mapping(self.heard.facts.get("receipt")),
            facts={name: value for name, value in self.heard.facts.items() if name != "receipt"},
            after=self.heard.after or self.resumed_after,
            silent=silent,
            asks=tuple(self.heard.asks),
            state=now,
        )
