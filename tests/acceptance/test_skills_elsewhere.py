"""The five skills with another server of the protocol, which has nothing of ours."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.elsewhere import EMPTY, Ways, elsewhere
from tests.elsewhere import FILM as THEIRS
from tests.following import API, FILM, MAIN, SAID, SERVER, SESSION, SKILLS, TASK, Shell, Step, code_of, filled, put

pytestmark = pytest.mark.skipif(
    not (shutil.which("jq") and shutil.which("curl")), reason="jq and curl are not installed"
)

# The blocks that need nothing but the protocol; in the other server's words.
ELSEWHERE: dict[str, list[Step]] = {
    "sora-ai": [
        Step(MAIN, 3),
        Step(MAIN, 4, rf"{SESSION}"),
        Step(MAIN, 5, '"available":100'),
        Step(MAIN, 6, r"\S"),
        Step(MAIN, 7),
        Step(MAIN, 8, r'"ms": \d'),
        Step(API, 1, "clip.mp4"),
        Step(API, 2, "clip.mp4"),
        Step(MAIN, 9, "pending"),
        Step(MAIN, 10, "completed.*http", until=True),
        Step(MAIN, 11),
    ],
    "video-generator-ai": [
        Step(MAIN, 1),
        Step(MAIN, 2, rf"{SESSION}"),
        Step(API, 1, '"available":100'),
        Step(API, 2),
        Step(MAIN, 3, r"\S"),
        Step(MAIN, 5, r"\d s"),
        Step(API, 3, "photo.jpg"),
        Step(API, 4),
        Step(API, 6, "pending"),
        Step(API, 7, "completed", until=True),
        Step(API, 8),
        Step(API, 9, "^clm_"),
    ],
    "text-to-video-diffusion": [
        Step(MAIN, 1),
        Step(API, 1),
        Step(MAIN, 2, r"^(?P<session_id>\d+)$"),
        Step(MAIN, 3, '"available":100'),
        Step(MAIN, 4, r"\S"),
        Step(API, 2, "article.md"),
        Step(API, 3),
        Step(API, 4, r'"ms":\d'),
        Step(API, 6, "pending"),
        Step(API, 7, "completed", until=True),
        Step(API, 8),
    ],
    "ai-video-generation-online": [
        Step(MAIN, 1),
        Step(MAIN, 2, rf'"session_id":"(?P<session_id>\d+)",{TASK}'),
        Step(MAIN, 3, "photo-3.jpg"),
        Step(MAIN, 4, '"available":100'),
        Step(MAIN, 5, r"\S"),
        Step(API, 3, r'"seconds":\d'),
        Step(API, 4),
        Step(API, 5, "pending"),
        Step(API, 6, "completed.*http", until=True),
        Step(API, 7),
        Step(MAIN, 7, "^clm_"),
    ],
    "free-ai-video-generator": [
        Step(SERVER, 1),
        Step(SERVER, 2, '"available":100'),
        Step(SERVER, 3, "photo.jpg"),
        Step(SERVER, 4, r"\S"),
        Step(SERVER, 5, r'"seconds":\d'),
        Step(SERVER, 6, "pending"),
        Step(SERVER, 7, "(?s)completed.*http", until=True),
        Step(SERVER, 8),
    ],
}


@pytest.mark.parametrize("slug", ELSEWHERE)
def test_a_skill_works_unchanged_with_another_server(slug: str, tmp_path: Path) -> None:
    """One that has only what the documents describe: no quotes, no event numbers, exports that answer differently."""
    skill, values = SKILLS[slug], dict(SAID)
    render = "bare" if slug in {"sora-ai", "video-generator-ai"} else "nested"
    put(tmp_path)
    with elsewhere(Ways(silent=(), heartbeat=EMPTY, partial=True, render=render, claims=True)) as other:
        shell = Shell(other.url, tmp_path)
        for step in ELSEWHERE[slug]:
            block = filled(code_of(skill, step.page)[step.number - 1], values)
            told = shell.run(block)
            while step.until and not re.search(step.expect, told, re.MULTILINE):
                told = shell.run(block)
                assert "pending" in told or "processing" in told or "completed" in told, told
            found = re.search(step.expect, told, re.MULTILINE)
            assert found, f"{step}\n{told}"
            values |= {name: value for name, value in found.groupdict().items() if value}
            values |= dict(re.findall(r'"(session_id|task_id)": ?"(\w+)"', told))
        shell.close()
    assert other.said == [f"{FILM}\n"]  # once, although it was followed and looked up
    assert THEIRS in [path.read_bytes() for path in tmp_path.glob("*.mp4")]
    for _, path, headers, _ in other.requests:
        if path != "/api/auth/anonymous-token":
            sent = (headers["x-skill-source"], headers["x-skill-version"], headers["x-skill-platform"])
            assert sent == (slug, skill.version, "unknown")
