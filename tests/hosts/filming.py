"""What a well-behaved agent does with the skill `sora-ai`: it reads it, and types what it says."""

from __future__ import annotations

import re
from collections.abc import Generator

from tests.hosts.scripted import Call, Script

WORDS = "A 2-second film of the sea with the title “Slow tides”"
PROMPT = f"{WORDS}. Yes, you may use the local video server."


def filming(read: Call, shell: str) -> Script:
    """Read the skill with this call, then run its blocks with the tool `shell` until the film lies in `shot.mp4`."""
    page = re.sub(r"^ *\d+\t", "", (yield read), flags=re.MULTILINE)  # some hosts number the lines
    blocks = re.findall(r"^```(?:bash|sh)\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    kept = next(block for block in blocks if 'api="${NEMO_API_URL' in block)

    def run(*marks: str, after: str = "") -> Generator[Call, str, str]:
        block = next(block for block in blocks if all(mark in block for mark in marks))
        typed = block.replace("<session_id>", session).replace("<words>", WORDS)
        return (yield shell, {"command": f"{kept}\n{typed}\n{after}"})

    session = ""
    opened = yield from run("/api/auth/anonymous-token", "with-session")
    session = re.findall(r'"session_id": *"(\w+)"', opened)[0]
    kept += f"sid={session}\n"
    yield from run("/api/quote")
    said = yield from run("/run_sse", "<words>")
    began = yield from run("/api/render/proxy/lambda", "render_", after='echo "id=$id"')
    kept += re.findall(r"^id=render_\d+$", began, re.MULTILINE)[0] + "\n"
    while "completed" not in (yield from run("/api/render/proxy/lambda/$id")):
        pass
    yield from run("/download", "-o shot.mp4")
    return said
