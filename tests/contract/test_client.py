"""Both drivers of the client against the real server: the same cases for each."""

from __future__ import annotations

import asyncio
import inspect
import stat
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import httpx
import numpy as np
import pytest
from tests.hosting import Served

from talkreel.client import AsyncClient, Client, Contact, Patience, Place
from talkreel.client.kept import remember
from talkreel.client.told import Cost, Fetched, Progress, Rendering, Renewed, Said, Sent, Told
from talkreel.errors import (
    AuthError,
    CreditsError,
    InputError,
    NotFoundError,
    OutputError,
    UnavailableError,
    UsageError,
)
from talkreel.media.probe import probe

pytestmark = pytest.mark.xdist_group("agents")
Make = Callable[..., Any]


class Awaited:
    """The client that awaits, called as the one that waits."""

    def __init__(self, runner: asyncio.Runner, client: AsyncClient) -> None:
        self._runner, self._client = runner, client

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._client, name)

        def call(*args: Any, **values: Any) -> Any:
            async def run() -> Any:
                return await found(*args, **values)

            return self._runner.run(run())

        return call if inspect.iscoroutinefunction(found) else found


@pytest.fixture(params=["waiting", "awaiting"])
def make(request: pytest.FixtureRequest, served: Served, tmp_path: Path) -> Generator[Make]:
    """Makes clients of a server, each for a new person unless a place is given."""
    with asyncio.Runner() as runner:
        made = list[Any]()

        def one(place: Place | None = None, **values: Any) -> Any:
            place = place or replace(Place.found({}, served.url), folder=tmp_path / f"config-{len(made)}")
            values.setdefault("patience", Patience(reconnect_s=0.05, poll_s=0.1))
            client = Client(place, **values) if request.param == "waiting" else AsyncClient(place, **values)
            made.append(client if request.param == "waiting" else Awaited(runner, client))  # pyright: ignore[reportArgumentType]
            return made[-1]

        yield one
        for client in made:
            client.close()


def picture(path: Path) -> Path:
    path.write_bytes(cv2.imencode(".png", np.full((90, 160, 3), 120, np.uint8))[1].tobytes())
    return path


def test_from_a_sentence_to_a_file(make: Make, tmp_path: Path):
    told, contacts = list[Told](), list[Contact]()
    client = make(consent=lambda contact: contacts.append(contact) or True, tell=told.append)
    session = client.begin("harbour", "en")
    turn = client.say(session.id, "A 2-second film of a harbour at dusk, no title")
    assert turn.status == "done"
    assert turn.reply in {one.text for one in told if isinstance(one, Said)}
    assert turn.facts["credits"] == 2
    assert client.credits().available == 98
    (upload,) = client.upload(session.id, [picture(tmp_path / "菜单.png")])
    assert (upload.name, upload.kind) == ("菜单.png", "image")
    edit = client.say(session.id, "add 菜单.png at the end for 1 second")
    assert edit.receipt["revision"] > 0
    export = client.export(session.id, resolution="360p")
    film = client.download(export, tmp_path / "out" / "film.mp4")
    assert probe(film).duration_ms == pytest.approx(3000, abs=40)
    assert stat.S_IMODE(film.stat().st_mode) & 0o400
    assert [path.name for path in film.parent.iterdir()] == ["film.mp4"]
    assert len(contacts) == 1
    kinds = {type(one) for one in told}
    assert {Cost, Progress, Said, Sent, Rendering} <= kinds
    assert Cost(100, 2) in told
    assert Fetched not in kinds or film.stat().st_size > 1 << 20


def test_a_link_opens_the_film_and_carries_no_token(make: Make):
    client = make()
    session = client.begin()
    client.say(session.id, "A 1-second film of a forest")
    link = client.link(session)
    assert client.sign_in().token not in link
    assert httpx.get(link, follow_redirects=True).status_code == 200


def test_a_turn_is_left_and_followed_and_charged_once(make: Make):
    client = make()
    session = client.begin()
    turn = client.say(session.id, "A 3-second film of a night train", key="once", limit_s=0.001)
    assert turn.status == "running"
    again = client.say(session.id, "A 3-second film of a night train", key="once")
    followed = client.follow(session.id, turn.key, turn.after)
    assert again.status == followed.status == "done"
    assert client.credits().total == 97


def test_the_same_person_next_time(make: Make):
    first = make()
    account = first.sign_in()
    again = make(first.place)
    assert again.sign_in().user_id == account.user_id
    assert (first.place.folder / "client_id").read_text()


def test_a_token_that_is_no_longer_good_is_renewed(make: Make):
    told = list[Told]()
    client = make(tell=told.append)
    remember(client.place, "nmv_usr_of_last_month", "anon_1")
    assert client.credits().total == 100
    assert Renewed("token") in told


def test_refusals_are_what_they_mean(make: Make, served: Served, tmp_path: Path):
    client = make()
    session = client.begin()
    with pytest.raises(CreditsError) as caught:
        client.say(session.id, "A 300-second film of a forest")
    assert "/register?bind=" in str(caught.value.fields["next"])
    with pytest.raises(UsageError):
        client.export(session.id)
    (tmp_path / "x.exe").write_bytes(b"MZ" * 200)
    with pytest.raises(InputError):
        client.upload(session.id, [tmp_path / "x.exe"])
    with pytest.raises(InputError):
        client.upload(session.id, [tmp_path / "missing.png"])
    with pytest.raises(NotFoundError):
        client.state("123")
    with pytest.raises(NotFoundError):
        client.export_state("nothing")
    given = make(replace(client.place, token="nmv_usr_wrong"))
    with pytest.raises(AuthError):
        given.credits()


def test_a_session_that_is_gone_is_replaced(make: Make):
    told = list[Told]()
    client = make(tell=told.append)
    turn = client.say("123", "A 1-second film of a forest")
    assert turn.status == "done"
    assert turn.session != "123"
    assert Renewed("session") in told


def test_tasks_share_a_client(served: Served, tmp_path: Path):
    async def films() -> list[str]:
        async with AsyncClient(replace(Place.found({}, served.url), folder=tmp_path)) as client:
            sessions = [await client.begin() for _ in range(3)]
            words = ["A 1-second film of a forest", "A 1-second film of the sea", "A 1-second film of a night train"]
            both = zip(sessions, words, strict=True)
            turns = await asyncio.gather(*(client.say(session.id, said) for session, said in both))
            return [turn.status for turn in turns]

    assert asyncio.run(films()) == ["done"] * 3


def test_nobody_there(make: Make, tmp_path: Path):
    client = make(Place(api="http://localhost:9", folder=tmp_path))
    with pytest.raises(UnavailableError):
        client.credits()


def test_a_film_that_cannot_be_written_leaves_nothing(make: Make, tmp_path: Path):
    client = make()
    session = client.begin()
    client.say(session.id, "A 1-second film of a forest")
    export = client.export(session.id, resolution="360p")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        client.download(export, tmp_path / "file" / "film.mp4")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError):
        client.download(export, tmp_path / "folder")
    assert list((tmp_path / "folder").iterdir()) == []


def test_other_routes_and_pictures(make: Make):
    client = make()
    session = client.begin()
    client.say(session.id, "A 1-second film of a forest")
    film = client.state(session.id).raw["state"]["draft_id"]
    frame = client.ask_bytes("GET", f"/api/sessions/{session.id}/drafts/{film}/frame.jpg", {"t": "500"})
    assert frame[:2] == b"\xff\xd8"
    assert client.ask("GET", f"/api/sessions/{session.id}/drafts/{film}/versions")
    assert client.limits()["upload"]
    with pytest.raises(NotFoundError):
        client.ask_bytes("GET", "/nowhere")
