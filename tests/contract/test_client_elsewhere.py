"""The client against another server of the protocol, which has nothing of ours: each case by both drivers."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.driven import BRISK, Driven, driven, place_at
from tests.elsewhere import (
    BARE,
    BLANK,
    COMMENT,
    EMPTY,
    FILM,
    JSON,
    NAMED,
    TROUBLE,
    WORD,
    Other,
    Ways,
    elsewhere,
)

from talkreel.client import Patience
from talkreel.client.told import Cost, Reconnecting, Rendering, Renewed, Said, Sent, Working
from talkreel.errors import (
    AuthError,
    CreditsError,
    InputError,
    LimitError,
    NotFoundError,
    PlanError,
    RenderError,
    TimedOutError,
    TooLargeError,
    UsageError,
)

Meet = Callable[..., tuple[Driven, Other]]
WORDS = "A 5-second film of a city"
FIRST = "Here is the result of step 1."


@pytest.fixture(params=["sync", "async"])
def meet(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[Meet]:
    """A client and a server of these ways; `place` and `patience` are the client's."""
    with ExitStack() as stack:

        def met(ways: Ways | None = None, patience: Patience = BRISK, **place: object) -> tuple[Driven, Other]:
            other = stack.enter_context(elsewhere(ways))
            client: AbstractContextManager[Driven] = driven(
                request.param, place_at(other.url, tmp_path / "config", **place), patience
            )
            return stack.enter_context(client), other

        yield met


def said(client: Driven, kind: type) -> list[object]:
    """What was told of one kind."""
    return [one for one in client.told if isinstance(one, kind)]


@pytest.mark.parametrize("heartbeat", [COMMENT, EMPTY, BLANK, WORD, NAMED, JSON, BARE])
@pytest.mark.parametrize("form", ["adk", "flat"])
def test_signs_of_life_are_no_words(meet: Meet, heartbeat: bytes, form: str) -> None:
    client, other = meet(Ways(form=form, heartbeat=heartbeat, beats=3))  # type: ignore[arg-type]
    session = client.begin("project", "en")
    turn = client.say(session.id, WORDS)
    assert (turn.status, turn.reply, turn.silent) == ("done", FIRST, False)
    assert other.said == [WORDS]
    assert said(client, Said) == [Said(FIRST)]


def test_what_the_protocol_asks_for_goes_out_and_nothing_of_ours_is_needed(meet: Meet) -> None:
    client, other = meet()
    session = client.begin("project", "en")
    client.say(session.id, WORDS)
    assert (client.limits(), client.quote(session.id, WORDS)) == ({}, None)
    assert (client.credits().available, client.credits().total) == (100, 100)
    for _, _, headers, _ in other.requests:
        assert [headers[f"x-skill-{name}"] for name in ("source", "version", "platform")] == [
            "sora-ai", "2.0.1", "unknown"
        ]  # fmt: skip
    ((_, _, headers, body),) = other.asked("/run_sse")
    assert headers["accept"] == "text/event-stream"
    assert json.loads(body) == {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": session.id,
        "new_message": {"parts": [{"text": WORDS}]},
    }
    assert json.loads(other.asked("with-session")[0][3]) == {"task_name": "project", "language": "en"}


def test_a_turn_without_a_word_is_told_by_the_state(meet: Meet) -> None:
    client, other = meet(Ways(silent=(2,)))
    session = client.begin()
    client.say(session.id, WORDS)
    turn = client.say(session.id, "add a title")
    assert (turn.status, turn.silent) == ("done", True)
    assert "Title 2" in turn.reply
    assert "city timelapse" in turn.reply
    assert other.said == [WORDS, "add a title"]


@pytest.mark.parametrize("form", ["adk", "flat"])
def test_trouble_after_a_good_answer_is_not_told(meet: Meet, form: str) -> None:
    client, other = meet(Ways(form=form, trailing=True))  # type: ignore[arg-type]
    turn = client.say(client.begin().id, WORDS)
    assert (turn.status, turn.reply) == ("done", FIRST)
    assert TROUBLE not in [one.text for one in client.told if isinstance(one, Said)]
    assert len(other.said) == 1


def test_nothing_but_trouble_is_looked_into(meet: Meet) -> None:
    client, _ = meet(Ways(only_trouble=True))
    turn = client.say(client.begin().id, WORDS)
    assert (turn.status, turn.silent) == ("done", True)
    assert "city timelapse" in turn.reply


def test_both_stages_are_told_and_in_the_film(meet: Meet, tmp_path: Path) -> None:
    client, _ = meet(Ways(two_stages=True))
    session = client.begin()
    turn = client.say(session.id, WORDS)
    assert turn.reply.split("\n") == [FIRST, "I added background music and a title."]
    assert client.state(session.id).kinds == {0, 1, 7}


@pytest.mark.parametrize(("two_stages", "closes"), [(False, False), (True, False), (True, True)])
def test_a_stream_that_is_cut_is_recovered_by_the_state_and_nothing_is_said_again(
    meet: Meet, two_stages: bool, closes: bool
) -> None:
    client, other = meet(Ways(cut=(1,), closes=closes, two_stages=two_stages, works_s=0.3))
    session = client.begin()
    turn = client.say(session.id, WORDS)
    assert turn.status == "done"
    assert turn.silent
    assert "city timelapse" in turn.reply
    assert client.state(session.id).kinds == ({0, 1, 7} if two_stages else {0})
    assert other.said == [WORDS]
    assert len(other.asked("/latest")) > 2


def test_a_lost_stream_is_waited_for_at_least_as_long_as_asked(meet: Meet) -> None:
    assert Patience().reconnect_s >= 3
    client, other = meet(Ways(cut=(2,), works_s=0.0))
    session = client.begin()
    client.say(session.id, WORDS)
    client.told.clear()
    client.say(session.id, "add a title")
    assert next(one.seconds for one in client.told if isinstance(one, Reconnecting)) == BRISK.reconnect_s
    assert len(other.said) == 2


@pytest.mark.parametrize("ways", [Ways(endless=True), Ways(cut=(1,), lost=True)])
def test_signs_of_life_alone_end_some_time(meet: Meet, ways: Ways) -> None:
    assert (Patience().give_up_s, Patience().working_s) == (600, 120)
    client, other = meet(ways)
    with pytest.raises(TimedOutError) as raised:
        client.say(client.begin().id, WORDS)
    assert raised.value.exit_code == 8
    assert len(other.said) == 1
    assert said(client, Working)


def test_a_turn_can_be_left_and_followed(meet: Meet) -> None:
    client, other = meet(Ways(cut=(1,), works_s=0.8))
    session = client.begin()
    turn = client.say(session.id, WORDS, limit_s=0.2)
    assert turn.status == "running"
    followed = client.follow(session.id, key=turn.key, after=turn.after)
    assert followed.status == "done"
    assert "city timelapse" in followed.reply
    assert len(other.said) == 1


def test_words_for_a_window_become_what_can_be_done_here(meet: Meet) -> None:
    client, _ = meet(Ways(gui=True))
    turn = client.say(client.begin().id, WORDS)
    assert turn.reply.startswith("Done!")
    assert not {"click", "button", "panel"} & set(turn.reply.lower().replace(".", " ").split())
    assert "export" in turn.asks


def test_a_text_that_comes_in_pieces_and_then_whole_is_told_once(meet: Meet) -> None:
    client, _ = meet(Ways(partial=True))
    turn = client.say(client.begin().id, WORDS)
    assert turn.reply == FIRST
    assert "thinking" not in repr(client.told)


def test_an_error_within_the_stream_is_told(meet: Meet) -> None:
    client, _ = meet(Ways(broken="ValueError: no such clip", silent=(1,)))
    session = client.begin()
    assert client.say(session.id, WORDS).status == "done"  # its tools had done their work
    client, _ = meet(Ways(broken="ValueError: no such clip", only_trouble=True))
    turn = client.say(client.begin().id, WORDS)
    assert turn.status == "failed"


@pytest.mark.parametrize("shape", ["nested", "bare"])
@pytest.mark.parametrize("no_address", [False, True])
def test_a_film_is_fetched_whichever_way_it_is_told(meet: Meet, tmp_path: Path, shape: str, no_address: bool) -> None:
    client, other = meet(Ways(render=shape, no_address=no_address))  # type: ignore[arg-type]
    session = client.begin()
    client.say(session.id, WORDS)
    done = client.export(session.id)
    assert (done.status, done.percent) == ("completed", 100)
    film = client.download(done, tmp_path / "films" / "city.mp4")
    assert film.read_bytes() == FILM
    assert [path.name for path in film.parent.iterdir()] == ["city.mp4"]
    assert [bool(other.asked("/static/")), bool(other.asked("/download"))] == [not no_address, no_address]
    percents = [one.percent for one in client.told if isinstance(one, Rendering)]
    assert percents == sorted(percents)
    assert percents[-1] == 100
    body = json.loads(other.asked("/lambda", "POST")[0][3])
    assert body["sessionId"] == session.id
    assert body["draft"]["t"][0]["sg"]
    assert body["output"] == {"format": "mp4", "quality": "high"}


def test_an_id_that_is_taken_is_changed_for_another(meet: Meet) -> None:
    client, other = meet(Ways(taken_ids=1))
    session = client.begin()
    client.say(session.id, WORDS)
    assert client.export(session.id).status == "completed"
    assert len(other.renders) == 1
    assert other.refused_ids
    assert not set(other.refused_ids) & set(other.renders)


def test_an_export_that_fails_is_asked_for_once_more_under_another_id(meet: Meet) -> None:
    client, other = meet(Ways(failing=1))
    session = client.begin()
    client.say(session.id, WORDS)
    assert client.export(session.id).status == "completed"
    assert len(other.renders) == 2
    assert Renewed("export") in client.told
    client, other = meet(Ways(failing=9, render="bare"))
    session = client.begin()
    client.say(session.id, WORDS)
    with pytest.raises(RenderError) as raised:
        client.export(session.id)
    assert "crashed" in str(raised.value.fields["message"])
    assert len(other.renders) == 2


def test_there_is_nothing_to_export_before_there_is_a_film(meet: Meet) -> None:
    client, other = meet()
    with pytest.raises(UsageError):
        client.export(client.begin().id)
    assert not other.asked("/lambda")


@pytest.mark.parametrize("statuses", [False, True])
def test_a_stale_token_is_changed_once_for_a_new_one(meet: Meet, statuses: bool, tmp_path: Path) -> None:
    client, other = meet(Ways(dead_tokens=1, statuses=statuses))
    turn = client.say(client.begin().id, WORDS)
    assert turn.status == "done"
    assert Renewed("token") in client.told
    assert len(other.tokens) == 2
    assert len(set(other.tokens.values())) == 1  # one client id
    kept = tmp_path / "config" / "client_id"
    assert kept.read_text() in other.tokens.values()
    assert kept.stat().st_mode & 0o777 == 0o600
    client, other = meet(Ways(dead_tokens=9, statuses=statuses))
    with pytest.raises(AuthError) as raised:
        client.begin()
    assert raised.value.exit_code == 4
    assert len(other.tokens) == 2


def test_a_token_that_a_person_set_is_theirs_to_renew(meet: Meet) -> None:
    client, other = meet(Ways(), token="nmv_usr_old")
    with pytest.raises(AuthError):
        client.begin()
    assert not other.tokens


@pytest.mark.parametrize("statuses", [False, True])
def test_a_session_that_is_gone_is_begun_again(meet: Meet, statuses: bool) -> None:
    client, other = meet(Ways(lost_sessions=1, statuses=statuses))
    gone = client.begin()
    turn = client.say(gone.id, WORDS)
    assert turn.status == "done"
    assert turn.session != gone.id
    assert Renewed("session") in client.told
    assert other.said == [WORDS]
    with pytest.raises(NotFoundError):
        client.state(gone.id)


@pytest.mark.parametrize("statuses", [False, True])
def test_without_credits_nothing_is_said_and_a_link_is_given(meet: Meet, statuses: bool) -> None:
    client, other = meet(Ways(broke=True, statuses=statuses))
    with pytest.raises(CreditsError) as raised:
        client.say(client.begin().id, WORDS)
    assert raised.value.exit_code == 5
    assert "/register?bind=anon_abc123" in str(raised.value.fields["next"])
    assert other.said == []
    assert said(client, Cost) == [Cost(0, None)]


def test_a_plan_that_does_not_include_exports_is_told_as_that(meet: Meet) -> None:
    client, other = meet(Ways(no_plan=True))
    session = client.begin()
    client.say(session.id, WORDS)
    with pytest.raises(PlanError) as raised:
        client.export(session.id)
    assert raised.value.exit_code == 5
    assert len(other.asked("/lambda")) == 1


@pytest.mark.parametrize("part", ["/run_sse", "/balance", "/lambda", "/with-session", "/anonymous-token"])
@pytest.mark.parametrize("retry_after", ["", "0.1"])
def test_a_limit_is_waited_for_once(meet: Meet, part: str, retry_after: str, tmp_path: Path) -> None:
    assert Patience().limited_s == 30
    client, other = meet(Ways(limited=((part, 1),), retry_after=retry_after))
    session = client.begin()
    client.say(session.id, WORDS)
    assert client.export(session.id).status == "completed"
    assert other.said == [WORDS]
    assert len(other.renders) == 1


def test_a_limit_that_stays_is_told_with_its_time(meet: Meet) -> None:
    client, other = meet(Ways(limited=(("/run_sse", 9),), retry_after="0.2"))
    with pytest.raises(LimitError) as raised:
        client.say(client.begin().id, WORDS)
    assert (raised.value.exit_code, raised.value.fields["retry_after_s"]) == (7, 0.2)
    assert len(other.asked("/run_sse")) == 2
    client, other = meet(Ways(limited=(("/run_sse", 9),), retry_after="3600"))
    with pytest.raises(LimitError):
        client.say(client.begin().id, WORDS)
    assert len(other.asked("/run_sse")) == 1


@pytest.mark.parametrize("statuses", [False, True])
@pytest.mark.parametrize(("code", "kind"), [(4001, InputError), (4002, TooLargeError)])
def test_a_file_that_is_not_taken_is_told_and_not_sent_again(
    meet: Meet, tmp_path: Path, code: int, kind: type[Exception], statuses: bool
) -> None:
    client, other = meet(Ways(refuses=code, statuses=statuses))
    file = tmp_path / "a.xyz"
    file.write_bytes(b"x" * 100)
    with pytest.raises(kind) as raised:
        client.upload(client.begin().id, files=[file])
    assert raised.value.exit_code == 3  # type: ignore[attr-defined]
    assert len(other.asked("/upload-video")) == 1


def test_files_and_addresses_arrive(meet: Meet, tmp_path: Path) -> None:
    client, other = meet()
    session = client.begin()
    file = tmp_path / "照片.png"
    file.write_bytes(bytes(3 << 20))
    taken = client.upload(session.id, files=[file], urls=["https://example.com/clip.mp4"])
    assert [one.name for one in taken] == ["照片.png", "clip.mp4"]
    assert json.loads(other.asked("/upload-video")[1][3]) == {
        "urls": ["https://example.com/clip.mp4"], "source_type": "url"
    }  # fmt: skip
    sent = [one for one in client.told if isinstance(one, Sent)]
    assert (sent[-1].bytes, sent[-1].total) == (3 << 20, 3 << 20)
    assert len(client.state(session.id).files) == 2


@pytest.mark.parametrize("claims", [False, True])
def test_a_link_for_a_person_holds_no_token(meet: Meet, claims: bool) -> None:
    client, other = meet(Ways(claims=claims))
    session = client.begin()
    link = client.link(session)
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith(f"{other.url}/workspace/claim?")
    assert not any(token in link for token in other.tokens)
    if claims:
        assert asked["ct"][0].startswith("clm_")
    else:
        assert (asked["task"], asked["session"], asked["skill_name"]) == ([session.task], [session.id], ["sora-ai"])


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_nothing_leaves_before_somebody_agrees(kind: str, tmp_path: Path) -> None:
    asked = list[object]()

    def refuse(contact: object) -> bool:
        asked.append(contact)
        return False

    with elsewhere() as other, driven(kind, place_at(other.url, tmp_path), consent=refuse) as client:  # type: ignore[arg-type]
        with pytest.raises(UsageError):
            client.begin()
        assert other.requests == []
        assert [contact.api for contact in asked] == [other.url]  # type: ignore[attr-defined]
    assert list(tmp_path.iterdir()) == []
