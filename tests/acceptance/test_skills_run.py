"""The five skills, followed literally: every command block is run by bash against `talkreel serve`, as an agent would.

Only placeholders in angle brackets are filled in. A skill is a list of steps, each a block of a page; a block that no
step runs fails its test, and so does a command that is written anywhere else than in a block.
"""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from tests.following import API, MAIN, RECIPES, SAID, SERVER, SESSION, SKILLS, TASK, Shell, Step, code_of, filled, put
from tests.hosting import Person
from tests.served import Command, command
from typer.main import get_command

from talkreel.cli.app import app
from talkreel.skills import Skill
from talkreel.skills.rules.texts import blocks

pytestmark = [
    pytest.mark.xdist_group("agents"),
    pytest.mark.skipif(not (shutil.which("jq") and shutil.which("curl")), reason="jq and curl are not installed"),
]

_KINDS = {"bash", "text", "prompt", "edit"}  # run; shown; said as a first sentence; said as a change
_PATIENCE_S = 90.0

QUOTED = r'"credits": ?\d'
MADE = "A film of 1 s"
MP4 = "ftyp"


STEPS: dict[str, list[Step]] = {
    "sora-ai": [
        Step(MAIN, 1, r'"credits": ?1'),
        Step(MAIN, 2, r'"session"', film="shot-1.mp4"),
        Step(MAIN, 3),
        Step(MAIN, 4, rf"{SESSION}|{TASK}"),
        Step(MAIN, 5, QUOTED),
        Step(MAIN, 6, MADE),
        Step(MAIN, 6, "2 s long", said={"words": "extend it by 1 second, keeping the same style and camera motion"}),
        Step(MAIN, 7, "2 s long"),
        Step(MAIN, 8, r'"ms": 2000'),
        Step(MAIN, 9, r'"status":"(pending|processing|completed)"'),
        Step(MAIN, 10, '"status":"completed"', until=True),
        Step(MAIN, 11, film="shot.mp4"),
        Step(API, 1, '"filename":"clip.mp4"'),
        Step(API, 2, r'"code":4001'),
    ],
    "video-generator-ai": [
        Step(MAIN, 1),
        Step(MAIN, 2, rf"{SESSION}"),
        Step(API, 1, '"available":'),
        Step(API, 2, QUOTED),
        Step(MAIN, 3, MADE),
        Step(MAIN, 4, "(?s)night.*film.mp4", said={"words": "make it night"}),
        Step(MAIN, 5, r"(?s)1 s\nVideo: \S"),
        Step(API, 3, '"filename":"photo.jpg"'),
        Step(API, 4),
        Step(API, 5, '"stopped":'),
        Step(API, 6, '"status":"(pending|processing|completed)"'),
        Step(API, 7, "completed", until=True),
        Step(API, 8, film="film.mp4"),
        Step(API, 9, r"/workspace/claim\?ct=clm_"),
    ],
    "text-to-video-diffusion": [
        Step(MAIN, 1),
        Step(API, 1),
        Step(MAIN, 2, r"^(?P<session_id>\d+)$"),
        Step(MAIN, 3, QUOTED),
        Step(MAIN, 4, MADE),
        Step(API, 2, '"file_type":"document"'),
        Step(API, 3, MADE),
        Step(API, 4, r'"draft":"(?P<draft>\w+)","seed":\d+,"ms":1000'),
        Step(API, 5, "take.jpg"),
        Step(API, 6, "pending|processing|completed"),
        Step(API, 7, '"status":"completed"', until=True),
        Step(API, 8, film="take.mp4"),
        Step(MAIN, 5, '"session"', film="first-take.mp4"),
    ],
    "ai-video-generation-online": [
        Step(MAIN, 1),
        Step(MAIN, 2, rf'"session_id":"(?P<session_id>\d+)",{TASK}'),
        Step(MAIN, 3, "(?s)photo-1.jpg.*photo-3.jpg"),
        Step(MAIN, 4, QUOTED),
        Step(MAIN, 5, MADE),
        Step(MAIN, 7, r"/workspace/claim\?ct=clm_"),
        Step(API, 1, '"formats":'),
        Step(API, 2, '"code":4001'),
        Step(API, 3, r'"seconds":1,"tracks":\d'),
        Step(API, 4, MADE),
        Step(API, 5, '"status":"(pending|processing|completed)"'),
        Step(API, 6, '"status":"completed"', until=True),
        Step(API, 7, film="promo.mp4"),
        Step(MAIN, 6, "/workspace/claim", film="promo-1.mp4"),
        Step(API, 8, '"code":0'),
    ],
    "free-ai-video-generator": [
        Step(MAIN, 1, r"talkreel \d"),
        Step(MAIN, 2, "Timeline"),
        Step(MAIN, 3, film="film.mp4"),
        Step(MAIN, 4, film="slideshow.mp4"),
        Step(MAIN, 5, film="batch-2.mp4"),
        Step(MAIN, 6, "warmth"),
        Step(MAIN, 7, film="film-2.mp4"),
        Step(MAIN, 8, "1.000 s"),
        Step(MAIN, 9),
        Step(RECIPES, 1, film="explainer.mp4"),
        Step(RECIPES, 2),
        Step(SERVER, 1),
        Step(SERVER, 2, '"available":'),
        Step(SERVER, 3, '"filename":"photo.jpg"'),
        Step(SERVER, 4, MADE),
        Step(SERVER, 5, '"seconds":1'),
        Step(SERVER, 6, "pending|processing|completed"),
        Step(SERVER, 7, "completed", until=True),
        Step(SERVER, 8, film="free.mp4"),
    ],
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Generator[Command]:
    with command(tmp_path_factory.mktemp("skills") / "data", "--workers", "2") as found:
        yield found


@pytest.fixture
def shell(server: Command, tmp_path: Path) -> Generator[Shell]:
    put(tmp_path)
    found = Shell(server.address, tmp_path)
    yield found
    found.close()


def is_film(path: Path) -> bool:
    return path.is_file() and path.read_bytes()[4:8] == MP4.encode()


@pytest.mark.parametrize("slug", STEPS)
def test_every_block_of_a_skill_runs(slug: str, shell: Shell) -> None:
    skill, values, ran = SKILLS[slug], dict(SAID), set[tuple[str, int]]()
    for step in STEPS[slug]:
        block = filled(code_of(skill, step.page)[step.number - 1], values | step.said)
        until = time.monotonic() + _PATIENCE_S
        while True:
            told = shell.run(block)
            found = re.search(step.expect, told, re.MULTILINE)
            if found or not step.until or time.monotonic() > until:
                break
            time.sleep(0.2)
        assert found, f"{step}\n{told}"
        values |= {name: value for name, value in found.groupdict().items() if value}
        values |= dict(re.findall(r'"(session_id|task_id)": ?"(\w+)"', told))
        assert not step.film or is_film(shell.folder / step.film), (step, told)
        assert "nmv_usr_" not in told, step  # the token is on nobody's screen
        ran.add((step.page, step.number))
    every = {(page.path, n + 1) for page in skill.pages for n in range(len(code_of(skill, page.path)))}
    assert ran == every
    assert not [path for path in shell.home.iterdir() if path.stat().st_mode & 0o077]


@pytest.mark.parametrize("slug", SKILLS)
def test_no_command_stands_outside_a_block(slug: str) -> None:
    """In running text a command is named, with options that it has; what can be typed as it stands is in a block."""
    for page in SKILLS[slug].pages:
        assert {kind for _, kind, _ in blocks(page)} <= _KINDS, page.path
        prose = re.sub(r"^(```+).*?^\1", "", page.text, flags=re.MULTILINE | re.DOTALL)
        for inline in re.findall(r"`([^`\n]+)`", prose):
            words = inline.split()
            assert words[0] not in {"curl", "jq", "python3", "npx"} or len(words) == 1, (page.path, inline)
            if words[0] == "talkreel" and len(words) > 1:
                assert len(words) == 2, (page.path, inline)
                assert _options(words[1]) or words[1] == "doctor", (page.path, inline)
            if words[0].startswith("--"):
                assert words[0] in _options("make", "edit", "export"), (page.path, inline)


def _options(*names: str) -> set[str]:
    commands: dict[str, Any] = vars(get_command(app))["commands"]
    return {option for name in names for parameter in commands[name].params for option in parameter.opts}


def lines_of(skill: Skill, kind: str) -> list[str]:
    return [
        line.strip()
        for page in skill.pages
        for _, of, code in blocks(page)
        if of == kind
        for line in code.splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize("slug", SKILLS)
def test_every_sentence_of_the_recipes_is_understood(slug: str, server: Command) -> None:
    """First sentences make a film, as the server's own quote says; changes change the film that is there."""
    person = server.person()
    skill = SKILLS[slug]
    for line in lines_of(skill, "prompt"):
        asked = {"session_id": person.session(), "message": line}
        cost = Person.got(person.http.post("/api/quote", json=asked))
        assert cost["films"] == 1, line
        assert cost["picture_seconds"] > 1, line
    session = person.session()
    person.say(session, lines_of(skill, "prompt")[0])
    for line in lines_of(skill, "edit"):
        receipt = person.say(session, line).receipt
        assert receipt["status"] == "applied" or line in {"versions", "show tracks"}, (line, receipt["reply"])
