"""The Agent Development Kit's own page, in a browser, talks to us: films come of what is typed there.

The page lies in the kit's wheel. It cannot send a token, so an origin of its own adds one to what it asks; everything
else goes to the server and back as it is.
"""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import AsyncGenerator, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from tests.hosting import Person, Served, serving
from tests.served import until

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
SLOWEST_MS = 60_000
BEAT = b": heartbeat\n"
pytestmark = [
    pytest.mark.xdist_group("agents"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.slow,
]
_OURS = {"host", "authorization", "accept-encoding"}


def _configuration(_: Request) -> JSONResponse:
    return JSONResponse({"backendUrl": ""})


@dataclass
class Origin:
    """Serves the page and passes the rest on for a person. `answered` are (method, path, status); `streamed` is what
    came of messages."""

    person: Person
    url: str = ""
    answered: list[tuple[str, str, int]] = field(default_factory=list[tuple[str, str, int]])
    streamed: bytes = b""

    def app(self) -> Starlette:
        """The application."""
        kit = find_spec("google.adk")
        assert kit
        assert kit.origin
        page = StaticFiles(directory=Path(kit.origin).parent / "cli" / "browser", html=True)
        methods = ["GET", "POST", "PATCH", "DELETE"]
        return Starlette(
            routes=[
                Route("/dev-ui/assets/config/runtime-config.json", _configuration),
                Mount("/dev-ui", page),
                Route("/{path:path}", self.passed_on, methods=methods),
            ]
        )

    async def passed_on(self, request: Request) -> StreamingResponse:
        """What the server says to a request."""
        client = httpx.AsyncClient(base_url=self.person.http.base_url, timeout=60)
        headers = {name: value for name, value in request.headers.items() if name not in _OURS}
        headers |= {"authorization": f"Bearer {self.person.token}", "accept-encoding": "identity"}
        asked = client.build_request(
            request.method, request.url.path, params=request.url.query, headers=headers, content=await request.body()
        )
        answer = await client.send(asked, stream=True)
        self.answered.append((request.method, request.url.path, answer.status_code))

        async def pieces() -> AsyncGenerator[bytes]:
            async for piece in answer.aiter_raw():
                if request.url.path == "/run_sse":
                    self.streamed += piece
                yield piece
            await client.aclose()

        return StreamingResponse(pieces(), answer.status_code, media_type=answer.headers.get("content-type"))


@contextmanager
def origin_for(person: Person) -> Generator[Origin]:
    """An origin that runs until the block ends."""
    origin = Origin(person)
    listening = socket.create_server(("127.0.0.1", 0))
    origin.url = f"http://localhost:{listening.getsockname()[1]}"
    server = uvicorn.Server(uvicorn.Config(origin.app(), log_level="error", lifespan="off", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until(lambda: server.started)
    try:
        yield origin
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def beating(tmp_path_factory: pytest.TempPathFactory) -> Generator[Served]:
    """A server whose streams are full of signs of life."""
    with serving(tmp_path_factory.mktemp("page"), heartbeat_s=0.1) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Generator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    yield context.new_page()
    context.close()


def say(page: Page, words: str, answer: str) -> None:
    """Type something and wait until an answer that begins so stands on the page."""
    page.get_by_placeholder("Type a message...").fill(words)
    page.keyboard.press("Enter")
    bubble = page.locator("app-event-row.bot app-content-bubble").last
    expect(bubble).to_contain_text(answer, timeout=SLOWEST_MS)


def test_a_film_is_made_and_edited_on_the_kits_page(beating: Served, page: Page) -> None:
    person = beating.person()
    with origin_for(person) as origin:
        page.goto(f"{origin.url}/dev-ui/")
        page.get_by_role("button", name="No Thanks").click()  # what its makers would like to count
        expect(page.get_by_role("button", name="nemo_agent")).to_be_visible()
        say(page, "A 2-second film of the sea with the title “Slow tides”", "A film of 2 s")
        say(page, "make the title bigger", "exactly as they were")
        rows = page.locator("app-event-row.bot")
        told = rows.all_inner_texts()
        assert all(any(name in row for row in told) for name in ("generate_video", "edit_multitrack"))

        page.reload()
        expect(page.locator("app-event-row.bot app-content-bubble").last).to_contain_text("exactly as they were")
        assert rows.all_inner_texts() == told

    (session,) = person.got(person.http.get("/api/sessions"))
    assert [film["revision"] for film in person.state(session["session_id"])["drafts"]] == [2]
    assert BEAT in origin.streamed
    needed = {(method, status) for method, path, status in origin.answered if path.startswith(("/run_sse", "/apps/"))}
    assert needed == {("GET", 200), ("POST", 200)}


def test_the_kits_page_says_what_went_wrong(beating: Served, page: Page) -> None:
    person = beating.person(credits=1)
    with origin_for(person) as origin:
        page.goto(f"{origin.url}/dev-ui/?app=nemo_agent&userId=me")
        page.get_by_role("button", name="No Thanks").click()
        page.get_by_placeholder("Type a message...").fill("A 20-second film about the moon")
        page.keyboard.press("Enter")
        expect(page.locator("app-event-row").last).to_contain_text("credits", timeout=SLOWEST_MS)
