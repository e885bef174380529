"""Who asks: consent, the token, and one request with everything that a refusal may need."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from talkreel.client.effects import (
    Agree,
    Answer,
    Close,
    Flow,
    Lost,
    Open,
    Recall,
    Remember,
    Request,
    Save,
    Send,
    Tell,
    Wait,
)
from talkreel.client.place import Place
from talkreel.client.refusals import code_of, data_of, retry_after
from talkreel.client.shapes import mapping
from talkreel.client.told import Reconnecting, Renewed
from talkreel.client.values import Account, Patience
from talkreel.errors import AuthError, UnavailableError, UsageError
from talkreel.wire.codes import BAD_TOKEN
from talkreel.wire.version import HEADER

_TRIES = 3  # of a request that may be sent again


@dataclass(frozen=True)
class Kept:
    """What this machine has kept: the client id, and a token with its account where one is still there."""

    client_id: str
    token: str = ""
    user_id: str = ""


class Access:
    """The standing with one server."""

    def __init__(self, place: Place, patience: Patience, consented: bool) -> None:
        self.place = place
        self.patience = patience
        self.is_ours: bool | None = None  # known from the first answer
        self._consented = consented
        self._account: Account | None = None

    def sign_in(self) -> Flow[Account]:
        """The token that was given, the one that is kept, or a new anonymous one.

        Raises:
            UsageError: the person did not agree.
            LimitError: the server gives no more tokens for now.
        """
        if not self._consented:
            agreed: bool = yield Agree(self.place.contact)
            if not agreed:
                raise UsageError("error.client_declined", api=self.place.api)
            self._consented = True
        if self._account is None:
            if self.place.token:
                self._account = Account("", self.place.token, anonymous=False)
            else:
                kept: Kept = yield Recall()
                found = Account(kept.user_id, kept.token, anonymous=True)
                self._known_as(found if kept.token else (yield from self._token(kept)))
        assert self._account is not None
        return self._account

    def _known_as(self, account: Account) -> None:
        """From now on it is this account; links to register at are made with its id."""
        self._account = account
        self.place = replace(self.place, user_id=account.user_id)

    def _token(self, kept: Kept) -> Flow[Account]:
        """A new anonymous token for this machine's client id.

        Raises:
            UnavailableError: the answer has none.
        """
        headers = {**self._plain(), "X-Client-Id": kept.client_id}
        request = Request("POST", f"{self.place.api}/api/auth/anonymous-token", headers)
        answer = yield from self._patient(request, lambda it: self._sent(it, again=True))
        data = mapping(data_of(answer, self.place))
        token = str(data.get("token") or "")
        if not token:
            raise UnavailableError("error.client_answer", api=self.place.api)
        account = Account(str(data.get("user_id") or ""), token, anonymous=True)
        yield Remember(account.token, account.user_id)
        return account

    def ask(self, request: Request, again: bool | None = None) -> Flow[Answer]:
        """An authorised request. A stale anonymous token is renewed once; a limit is waited for once.

        `again`: whether it may be sent again after the network failed; by default what only reads.
        """
        repeatable = request.method in ("GET", "HEAD") if again is None else again
        return (yield from self._authorised(request, lambda signed: self._sent(signed, repeatable)))

    def data(self, request: Request, again: bool | None = None) -> Flow[Any]:
        """What is in the answer to an authorised request.

        Raises:
            TalkreelError: it was refused.
        """
        answer: Answer = yield from self.ask(request, again)
        return data_of(answer, self.place)

    def opened(self, request: Request) -> Flow[Answer]:
        """An authorised request whose answer is read as it comes. Sent once; what was refused may be sent again."""
        return (yield from self._authorised(request, self._open_once))

    def saved(self, save: Save, authorised: bool) -> Flow[Answer]:
        """An answer's body in a file. A token goes to the server itself and nowhere else."""

        def once(request: Request) -> Flow[Answer]:
            answer: Answer = yield Save(request, save.path)
            return answer

        if authorised:
            return (yield from self._authorised(save.request, once))
        return (yield from once(save.request))

    def request(self, method: str, path: str, **values: Any) -> Request:
        """A request to a path of the server."""
        return Request(method, f"{self.place.api}{path}", **values)

    def _open_once(self, request: Request) -> Flow[Answer]:
        answer: Answer = yield Open(request)
        if answer.is_error or code_of(answer):
            yield Close()
        return answer

    def _authorised(self, request: Request, way: Callable[[Request], Flow[Answer]]) -> Flow[Answer]:
        account = yield from self.sign_in()
        answer: Answer = yield from self._patient(self._signed(request, account), way)
        if code_of(answer) == BAD_TOKEN or answer.status == 401:
            account = yield from self._renewed(account)
            answer = yield from self._patient(self._signed(request, account), way)
        if HEADER.lower() in answer.headers:
            self.is_ours = True
        elif self.is_ours is None:
            self.is_ours = False
        return answer

    def _patient(self, request: Request, way: Callable[[Request], Flow[Answer]]) -> Flow[Answer]:
        """A request; once more after a limit, when it has passed."""
        answer = yield from way(request)
        wait_s = retry_after(answer) or self.patience.limited_s
        if answer.status == 429 and wait_s <= self.patience.most_limited_s:
            yield Wait(wait_s)
            answer = yield from way(request)
        return answer

    def _renewed(self, stale: Account) -> Flow[Account]:
        """A new token for one that is no longer good; what a person gave is theirs to renew.

        Raises:
            AuthError: it was given.
        """
        if not stale.anonymous:
            raise AuthError("error.client_token", api=self.place.api)
        yield Remember("")
        kept: Kept = yield Recall()
        account = yield from self._token(replace(kept, token="", user_id=""))
        self._known_as(account)
        yield Tell(Renewed("token"))
        return account

    def _sent(self, request: Request, again: bool) -> Flow[Answer]:
        """Send; after a failure of the network as often as it may be.

        Raises:
            UnavailableError: the server does not answer.
        """
        wait_s, tries = self.patience.reconnect_s, 0
        while True:
            tries += 1
            try:
                answer: Answer = yield Send(request)
            except Lost as lost:
                if tries == _TRIES or not (again or not lost.sent):
                    raise UnavailableError("error.client_lost", api=self.place.api, detail=str(lost)) from lost
            else:
                is_away = answer.status in (502, 503, 504) and again
                if tries == _TRIES or not is_away:
                    return answer
                wait_s = max(wait_s, min(retry_after(answer), self.patience.longest_wait_s))
            yield Tell(Reconnecting(wait_s))
            yield Wait(wait_s)
            wait_s *= 2

    def _plain(self) -> dict[str, str]:
        return {**self.place.attribution, "Accept-Language": self.place.language}

    def _signed(self, request: Request, account: Account) -> Request:
        headers = {**self._plain(), **request.headers, "Authorization": f"Bearer {account.token}"}
        return replace(request, headers=headers)


def new_key(kind: str) -> str:
    """A name that nobody else has."""
    return f"{kind}_{uuid.uuid4().hex}"
