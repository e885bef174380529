"""The page that a link opens, used by a person with a browser: Chromium, a real server, a real film."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.hosting import Person
from tests.served import Command, command

from talkreel.media.probe import probe

CHROMIUM = next((path for name in ("chromium", "google-chrome") if (path := shutil.which(name))), None)
WIDE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
SLOWEST_MS = 60_000
pytestmark = [
    pytest.mark.xdist_group("server"),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
    pytest.mark.slow,
]


@dataclass(frozen=True)
class Shown:
    """A session with a film, and where a link without a token opens it."""

    person: Person
    session: str
    task: str

    def link(self, **more: str) -> str:
        """The link, as a path."""
        return "/workspace/claim?" + urlencode({"task": self.task, "session": self.session} | more)


@dataclass
class Watched:
    """A page, and all that went wrong on it or left this server."""

    page: Page
    faults: list[str] = field(default_factory=list[str])

    def open(self, link: str) -> Page:
        """Open a link to a session and wait for its film."""
        self.page.goto(link)
        expect(self.page.locator("#veil")).to_be_hidden(timeout=SLOWEST_MS)
        return self.page


Visit = Callable[..., Any]
_PLAYED = """video => new Promise((done, fail) => {
  video.addEventListener('timeupdate', () => { if (video.currentTime > 0.5) done(); });
  video.addEventListener('error', () => fail(video.error.message));
  video.muted = true;
  video.play();
})"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("page") / "data", "--workers", "2") as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--mute-audio"])
        yield found
        found.close()


@pytest.fixture
def visit(server: Command, browser: Browser) -> Visit:
    """A visitor with a browser of their own; nothing may go wrong while they are here."""

    @contextmanager
    def visiting(allowed: str = "", **context: Any) -> Generator[Watched]:
        own = browser.new_context(base_url=server.address, **({"viewport": WIDE, "locale": "en-GB"} | context))
        watched = Watched(own.new_page())
        page, faults, home = watched.page, watched.faults, urlsplit(server.address).netloc
        page.on("console", lambda told: faults.append(f"{told.type}: {told.text}") if told.type != "log" else None)
        page.on("pageerror", lambda error: faults.append(f"error: {error}"))
        page.on("request", lambda asked: faults.append(f"left: {asked.url}") if _leaves(asked.url, home) else None)
        page.add_init_script("addEventListener('securitypolicyviolation', e => console.error('policy', e.blockedURI))")
        yield watched
        own.close()
        assert not [fault for fault in faults if not (allowed and re.search(allowed, fault))]

    return visiting


def _leaves(url: str, home: str) -> bool:
    found = urlsplit(url)
    return found.scheme not in {"data", "blob"} and found.netloc != home


@pytest.fixture(scope="module")
def make(server: Command) -> Callable[[str], Shown]:
    def making(words: str) -> Shown:
        person = server.person()
        made = Person.got(person.http.post("/api/tasks/me/with-session/nemo_agent", json={"task_name": "t"}))
        person.say(made["session_id"], words)
        return Shown(person, made["session_id"], made["task_id"])

    return making


@pytest.fixture(scope="module")
def shown(make: Callable[[str], Shown]) -> Shown:
    """A short film that some tests look at and none changes."""
    return make("A 2-second film of the sea at dawn")


def _say(page: Page, text: str) -> str:
    """Say something on the page; what was answered."""
    page.locator("#message").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".line.mine").last).to_contain_text(text)
    expect(page.locator("#send")).to_be_enabled(timeout=SLOWEST_MS)
    return page.locator(".line:not(.mine)").last.inner_text()


def _overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def test_the_film_plays_and_what_is_said_changes_it(make: Callable[[str], Shown], visit: Visit) -> None:
    shown = make("A 2-second film of the sea at noon")
    with visit() as visitor:
        page = visitor.open(shown.link())
        video = page.locator("#video")
        video.evaluate(_PLAYED)
        assert video.evaluate("video => [video.videoWidth / video.videoHeight, video.duration]") == [
            pytest.approx(16 / 9, rel=0.01),
            pytest.approx(2, abs=0.05),
        ]

        before = video.get_attribute("src")
        said = _say(page, "make it night")
        receipt = shown.person.state(shown.session)["drafts"][0]
        assert "day → night" in said
        assert receipt["revision"] == 2
        expect(page.locator(".version")).to_have_count(2)
        assert video.get_attribute("src") != before

        page.get_by_role("button", name="Go back to this: Version 1").click()
        expect(page.locator("#said")).to_contain_text("as it was at version 1")
        expect(page.locator(".version")).to_have_count(3)
        (film,) = shown.person.state(shown.session)["drafts"]
        assert film["revision"] == 3
        assert "night" not in str(film["draft"]["t"])


def test_the_film_is_exported_and_fetched(shown: Shown, visit: Visit, tmp_path: Path) -> None:
    with visit() as visitor:
        page = visitor.open(shown.link())
        page.get_by_role("button", name="Export", exact=True).click()
        page.locator("#size").select_option("720p")
        page.get_by_role("button", name="Export the film").click()
        expect(page.locator("#export-stage")).to_have_text(re.compile(r"Waiting|Exporting, \d+ %|is ready"))
        expect(page.locator("#download")).to_be_visible(timeout=SLOWEST_MS)
        assert page.locator("#export-bar").get_attribute("value") in {"100", None}
        with page.expect_download() as fetched:
            page.locator("#download").click()
        fetched.value.save_as(tmp_path / "film.mp4")
        found = probe(tmp_path / "film.mp4")
        assert (found.width, found.height, found.duration_ms) == (1280, 720, 2000)
        page.keyboard.press("Escape")
        expect(page.locator("#export")).to_be_hidden()


def test_who_registers_keeps_the_film(make: Callable[[str], Shown], visit: Visit) -> None:
    shown = make("A 2-second film of a forest")
    with visit(allowed="409") as visitor:
        page = visitor.open(shown.link())
        before = shown.person.balance()["available"]
        page.get_by_role("button", name="Keep it").click()
        page.get_by_label("E-mail address").fill("ann@example.org")
        page.get_by_label("Password").fill("a long secret")
        with page.expect_navigation():
            page.get_by_role("button", name="Create the account").click()
        expect(page.locator("#veil")).to_be_hidden(timeout=SLOWEST_MS)
        expect(page.get_by_role("button", name="Keep it")).to_be_hidden()
        credits = int(re.findall(r"\d+", page.locator("#credits").inner_text())[0])
        assert credits > before

        page.get_by_role("button", name="Share").click()
        page.get_by_role("button", name="Close the link").click()
        expect(page.locator("#share-said")).to_have_text("The link is closed")
    with visit(allowed="404|403") as stranger:
        stranger.page.goto(shown.link())
        expect(stranger.page.get_by_role("heading")).to_have_text("This link does not open")


def test_a_link_with_a_token_opens_once_and_leaves_no_token(shown: Shown, visit: Visit) -> None:
    link = shown.link(token=shown.person.token)
    with visit() as owner:
        page = owner.open(link)
        assert "token" not in page.url
        assert shown.person.token not in page.content()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
        page.go_back()
        assert "token" not in page.url
    with visit(allowed="40[134]") as another:
        answer = another.page.goto(link)
        assert answer
        assert answer.status in {401, 403, 404}
        expect(another.page.get_by_role("heading")).to_have_text("This link does not open")


def test_everything_is_done_with_the_keyboard(shown: Shown, visit: Visit) -> None:
    with visit() as visitor:
        page = visitor.open(shown.link())
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the conversation")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#message")).to_be_focused()
        page.keyboard.type("what is on the timeline?")
        page.keyboard.press("Enter")
        expect(page.locator(".line:not(.mine)").last).to_contain_text("Timeline", timeout=SLOWEST_MS)

        page.reload()
        expect(page.locator("#veil")).to_be_hidden(timeout=SLOWEST_MS)
        met = []
        for _ in range(30):
            page.keyboard.press("Tab")
            met.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
            if met[-1] == "message":
                break
        wanted = ["skip", "share-open", "keep-open", "export-open", "video", "segment", "log", "message"]
        assert [name for name in dict.fromkeys(met) if name in wanted] == wanted

        page.locator("#export-open").focus()
        page.keyboard.press("Enter")
        expect(page.locator("#export")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#export-open")).to_be_focused()


@pytest.mark.parametrize(("locale", "size"), [("en-GB", PHONE), ("zh-CN", PHONE), ("zh-CN", WIDE)])
def test_the_page_speaks_the_visitors_language_and_fits(shown: Shown, visit: Visit, locale: str, size: dict) -> None:
    with visit(locale=locale, viewport=size) as visitor:
        page = visitor.open(shown.link())
        assert _overflow(page) <= 0
        for name in ("export", "share", "keep"):
            page.locator(f"#{name}-open").click()
            expect(page.locator(f"#{name}")).to_be_in_viewport(ratio=1)
            assert _overflow(page) <= 0
            if locale == "zh-CN":
                assert re.search(r"[\u4e00-\u9fff]", page.locator(f"#{name} h2").inner_text())
            page.keyboard.press("Escape")
        language = page.locator("html").get_attribute("lang")
        assert language == ("zh-CN" if locale == "zh-CN" else "en")
        labels = page.locator("header button:visible, .lane > span, h2:visible").all_inner_texts()
        chinese = [bool(re.search(r"[\u4e00-\u9fff]", label)) for label in labels if label]
        assert all(chinese) if locale == "zh-CN" else not any(chinese)
        page.goto("/register?bind=anon_1")
        assert _overflow(page) <= 0
