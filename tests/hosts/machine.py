"""Somebody's machine, with programs of others on it.

They run with a home of their own, without anything of ours in the environment, and reach nothing but this machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SKILLS = sorted(path.parent for path in (Path(__file__).resolve().parents[2] / "skills").glob("*/SKILL.md"))
_QUIET = {
    "LANG": "C.UTF-8",
    "NO_COLOR": "1",
    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
    "DISABLE_AUTOUPDATER": "1",
    "HTTP_PROXY": "http://localhost:9",
    "HTTPS_PROXY": "http://localhost:9",
    "NO_PROXY": "localhost,127.0.0.1",
}


@dataclass(frozen=True)
class Machine:
    """Somebody's machine with these programs on it: `home` is theirs, `work` the folder they are in."""

    home: Path
    work: Path
    programs: Path

    def run(self, program: str, *arguments: str | Path, fails: bool = False, **environment: str) -> str:
        """What a program prints. It must succeed, unless it `fails`."""
        done = subprocess.run(
            [*self.command(program), *map(str, arguments)],
            cwd=self.work, env=self.environment(environment), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=600, check=False,
        )  # fmt: skip
        assert fails or done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return done.stdout

    def json(self, program: str, *arguments: str | Path, **environment: str) -> Any:
        """What a program prints, read."""
        return json.loads(self.run(program, *arguments, fails=False, **environment))

    def command(self, program: str) -> list[str]:
        """How a program is called."""
        if program == "talkreel":
            return [sys.executable, "-m", "talkreel"]
        return [str(self.programs / "node_modules" / ".bin" / program)]

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """What a program finds in its environment."""
        path = f"{self.programs / 'bin'}:{self.programs / 'node_modules' / '.bin'}:{os.environ['PATH']}"
        return {"HOME": str(self.home), "PATH": path, **_QUIET, **more}
