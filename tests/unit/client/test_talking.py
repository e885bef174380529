"""A message is said once, whatever the network and the server do. Time is the driver's own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from tests.unit.client.scripted import Piece, Scripted, told

from talkreel.client.core import Core
from talkreel.client.effects import Answer, Lost, Request
from talkreel.client.place import Place
from talkreel.client.told import Reconnecting, Renewed, Working
from talkreel.client.values import Patience
from talkreel.errors import AuthError, CreditsError, LimitError, TalkreelError, TimedOutError, UnavailableError

OURS = {"x-api-version": "1"}
FILM = {"d": 3000, "t": [{"tt": 0, "sg": [{"s": 0, "d": 3000, "n": "sea"}]}, {"tt": 1, "sg": [{"s": 0, "d": 3000}]}]}
DONE = {
    "content": {"parts": [{"text": "Done."}]},
    "author": "a",
    "customMetadata": {"credits": 0, "receipt": {"revision": 2}},
}
Stream = Iterable[Piece]


def sse(event: dict[str, Any], number: int = 0) -> bytes:
    return (f"id: {number}\n" if number else "").encode() + f"data: {json.dumps(event)}\n\n".encode()


class Server:
    """Answers by path. `streams` are what /run_sse gives, one after the other; an answer that is none is a refusal."""

    def __init__(self, *streams: Stream | Answer | Lost, ours: bool = True, drafts: Iterable[dict[str, Any]] = (FILM,)):
        self.streams, self.headers = list(streams), OURS if ours else {}
        self.drafts = list(drafts)

    def __call__(self, request: Request) -> Answer | tuple[Answer, Stream]:
        path = request.url.removeprefix(Place().api)
        if path == "/api/auth/anonymous-token":
            return told({"token": "t-1", "user_id": "anon_1"})
        if path == "/run_sse":
            found = self.streams.pop(0)
            if isinstance(found, Lost):
                raise found
            return found if isinstance(found, Answer) else (Answer(200, self.headers), found)
        if path.startswith("/api/state/"):
            draft = self.drafts.pop(0) if len(self.drafts) > 1 else self.drafts[0]
            return told(
                {"user_id": "anon_1", "state": {"draft": draft}}, **{"x-api-version": "1"} if self.headers else {}
            )
        if path == "/api/credits/balance/simple":
            return told({"available": 5, "frozen": 0, "total": 5})
        if path == "/api/quote":
            return told({"credits": 3}) if self.headers else told(None, 404, 404)
        if path.startswith("/api/tasks/"):
            return told({"session_id": "s-2", "task_id": "t", "user_id": "anon_1"})
        raise AssertionError(path)


def talk(serve: Callable[[Request], Any], **values: Any) -> tuple[Scripted, Core]:
    return Scripted(serve, **values), Core(Place(), Patience(), consented=True)


def words_sent(driver: Scripted) -> list[tuple[str, str]]:
    """The messages that went out: words and key."""
    return [
        (request.json["new_message"]["parts"][0]["text"], request.headers["Idempotency-Key"])
        for request in driver.sent("/run_sse")
        if "new_message" in request.json
    ]


def test_one_good_turn():
    driver, core = talk(Server([b": heartbeat\n\n", sse(DONE, 4)]))
    turn = driver.run(core.say("s-1", "make it night"))
    assert (turn.status, turn.reply, turn.receipt, turn.after) == ("done", "Done.", {"revision": 2}, "4")
    assert len(words_sent(driver)) == 1
    sent = driver.sent("/run_sse")[0]
    assert sent.headers["Authorization"] == "Bearer t-1"
    assert sent.headers["X-Skill-Source"] == "talkreel"


def test_still_working_every_two_minutes_and_an_end_after_ten():
    def signs() -> Iterable[Piece]:
        while True:
            yield b": heartbeat\n\n"
            yield 10.0

    driver, core = talk(Server(signs()))
    with pytest.raises(TimedOutError) as caught:
        driver.run(core.say("s-1", "make it night"))
    assert [one.seconds for one in driver.heard if isinstance(one, Working)] == [120, 240, 360, 480]
    assert caught.value.exit_code == 8
    assert driver.now_s - 1000 == pytest.approx(600, abs=15)
    assert len(words_sent(driver)) == 1


def test_news_keep_a_long_turn_alive():
    def slow() -> Iterable[Piece]:
        for number in range(1, 5):
            for _ in range(50):
                yield 10.0
                yield b": heartbeat\n\n"
            yield sse({"author": "a", "customMetadata": {"progress": {"stage": "pictures", "percent": number}}}, number)
        yield sse(DONE, 9)

    driver, core = talk(Server(slow()))
    assert driver.run(core.say("s-1", "make it night")).status == "done"
    assert driver.now_s - 1000 >= 2000


def test_a_cut_stream_is_waited_for_looked_at_and_gone_on_with():
    first = [sse({"author": "a", "content": {"parts": [{"text": "Begun."}]}}, 3), Lost("cut")]
    driver, core = talk(Server(first, [sse(DONE, 7)]))
    turn = driver.run(core.say("s-1", "make it night"))
    assert turn.reply == "Begun.\nDone."
    assert driver.waited[0] >= 3
    paths = [request.url.rsplit("/", 1)[-1] for request in driver.requests]
    assert paths[paths.index("run_sse") + 1] == "latest"
    resumed = driver.sent("/run_sse")[1]
    assert resumed.headers["Last-Event-ID"] == "3"
    assert len({key for _, key in words_sent(driver)}) == 1  # named by its key, so that it is not said again


def test_a_dead_connection_is_let_go_after_a_minute():
    driver, core = talk(Server([sse({"author": "a"}, 1), 10_000.0], [sse(DONE, 2)]))
    assert driver.run(core.say("s-1", "make it night")).status == "done"
    assert 60 <= driver.now_s - 1000 <= 80


def test_a_stranger_is_never_told_twice():
    """A server that promises nothing about keys: after a lost answer only its state is looked at."""
    night = {**FILM, "night": 1}
    driver, core = talk(Server(Lost("cut"), ours=False, drafts=[FILM, FILM, FILM, night]))
    turn = driver.run(core.say("s-1", "make it night"))
    assert len(driver.sent("/run_sse")) == 1
    assert (turn.status, turn.silent) == ("done", True)
    assert "sea" in turn.reply


def test_a_stranger_that_does_nothing_is_given_up():
    driver, core = talk(Server(Lost("cut"), ours=False))
    with pytest.raises(TimedOutError):
        driver.run(core.say("s-1", "make it night"))
    assert len(driver.sent("/run_sse")) == 1


def test_nothing_reached_the_server():
    driver, core = talk(Server(Lost("refused", sent=False)))
    with pytest.raises(UnavailableError):
        driver.run(core.say("s-1", "make it night"))
    assert len(driver.sent("/run_sse")) == 1


def test_a_silent_turn_is_told_from_the_state():
    call = {"content": {"parts": [{"functionCall": {"name": "edit_multitrack", "args": {}}}]}}
    driver, core = talk(Server([sse(call)], ours=False, drafts=[FILM, {**FILM, "title": 1}]))
    turn = driver.run(core.say("s-1", "add a title"))
    assert (turn.status, turn.silent) == ("done", True)
    assert turn.reply.startswith("Timeline (3 s):")


def test_a_silent_turn_that_changed_nothing_ends():
    driver, core = talk(Server([b""], ours=False))
    assert driver.run(core.say("s-1", "hm")).status == "done"
    assert driver.now_s - 1000 < 120


def test_the_second_stage_is_waited_for():
    raw = {"d": 3000, "t": [{"tt": 0, "sg": [{"n": "raw"}]}]}
    said = {"content": {"parts": [{"text": "Your clip is there."}]}}
    driver, core = talk(Server([sse(said)], ours=False, drafts=[{}, raw, raw, FILM]))
    turn = driver.run(core.say("s-1", "a film of the sea"))
    assert turn.reply == "Your clip is there."
    assert turn.state
    assert turn.state.kinds == {0, 1}


def test_too_few_credits_are_said_before_anything_is_sent():
    server = Server([sse(DONE, 1)], drafts=[{}])
    driver, core = talk(lambda request: told({"credits": 9}) if request.url.endswith("quote") else server(request))
    with pytest.raises(CreditsError) as caught:
        driver.run(core.say("s-1", "a film of the sea"))
    assert "register?bind=anon_1" in str(caught.value.fields["next"])
    assert driver.sent("/run_sse") == []


def test_a_stale_token_is_renewed_once():
    driver, core = talk(Server(told(None, 401, 1001), [sse(DONE, 1)]))
    assert driver.run(core.say("s-1", "make it night")).status == "done"
    assert len(driver.sent("anonymous-token")) == 2
    assert Renewed("token") in driver.heard
    again, core = talk(Server(told(None, 401, 1001), told(None, 401, 1001)))
    with pytest.raises(AuthError):
        again.run(core.say("s-1", "make it night"))


def test_a_token_that_was_given_is_its_owners_to_renew():
    driver = Scripted(Server(told(None, 401, 1001)))
    core = Core(Place(token="mine"), Patience(), consented=True)
    with pytest.raises(AuthError):
        driver.run(core.say("s-1", "make it night"))
    assert driver.sent("anonymous-token") == []


@pytest.mark.parametrize("status", [200, 404])  # some servers refuse in the envelope alone
def test_a_session_that_is_gone_is_replaced(status: int):
    driver, core = talk(Server(told(None, status, 1002), [sse(DONE, 1)]))
    turn = driver.run(core.say("s-1", "make it night"))
    assert turn.session == "s-2"
    assert Renewed("session") in driver.heard


def test_a_limit_is_waited_for_once():
    driver, core = talk(Server(told(None, 429, 429, retry_after="7"), [sse(DONE, 1)]))
    assert driver.run(core.say("s-1", "make it night")).status == "done"
    assert driver.waited == [7.0]
    driver, core = talk(Server(told(None, 429, 429), told(None, 429, 429)))
    with pytest.raises(LimitError):
        driver.run(core.say("s-1", "make it night"))
    assert driver.waited == [30.0]
    driver, core = talk(Server(told(None, 429, 429, retry_after="604800")))
    with pytest.raises(LimitError) as caught:
        driver.run(core.say("s-1", "make it night"))
    assert driver.waited == []
    assert caught.value.fields["retry_after_s"] == 604800


def test_without_consent_nothing_leaves():
    driver = Scripted(Server(), agrees=False)
    with pytest.raises(TalkreelError):
        driver.run(Core(Place(), Patience(), consented=False).credits())
    assert (driver.requests, driver.asked) == ([], 1)


def test_consent_is_asked_once():
    driver = Scripted(Server([sse(DONE, 1)]))
    core = Core(Place(), Patience(), consented=False)
    driver.run(core.credits())
    driver.run(core.say("s-1", "make it night"))
    assert driver.asked == 1


def test_a_turn_may_be_left_and_followed():
    driver, core = talk(Server([sse({"author": "a"}, 2), 50.0], [sse(DONE, 5)]))
    turn = driver.run(core.say("s-1", "make it night", "k-1", limit_s=20))
    assert (turn.status, turn.key, turn.after) == ("running", "k-1", "2")
    turn = driver.run(core.follow("s-1", turn.key, turn.after))
    assert (turn.status, turn.reply) == ("done", "Done.")
    last = driver.sent("/run_sse")[-1]
    assert "new_message" not in last.json
    assert last.headers["Last-Event-ID"] == "2"


@pytest.mark.parametrize(("code", "words"), [(2001, "register?bind=anon_1"), (402, "register?bind=")])
def test_a_turn_that_fails_by_a_code_says_what_to_do(code: int, words: str):
    event = {"author": "a", "content": {"parts": [{"text": "no"}]}, "errorCode": str(code), "errorMessage": "no"}
    driver, core = talk(Server([sse(event, 1)]))
    with pytest.raises(TalkreelError) as caught:
        driver.run(core.say("s-1", "make it night"))
    assert caught.value.exit_code == 5
    assert words in str(caught.value.fields["next"])


def test_it_looks_less_and_less_often_while_the_server_is_away():
    server = Server([sse({"author": "a"}, 1), Lost("cut")], [sse(DONE, 2)])
    looks = 0

    def away(request: Request) -> Any:
        nonlocal looks
        if "/api/state/" in request.url:
            looks += 1
            if 1 < looks < 8:
                raise Lost("refused", sent=False)
        return server(request)

    driver, core = talk(away)
    assert driver.run(core.say("s-1", "make it night")).status == "done"
    assert driver.waited[0] == 3
    assert max(driver.waited) <= 60
    assert any(isinstance(one, Reconnecting) for one in driver.heard)
