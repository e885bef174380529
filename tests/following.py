"""An agent that follows a skill: one shell, the blocks of its pages in order, placeholders filled in."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from talkreel.skills import Skill, bundled
from talkreel.skills.rules.texts import blocks

SKILLS = {skill.slug: skill for skill in bundled()}
FILM = "A 1-second clip of the sea at dawn, 360p"
SESSION = r'(?s)"session_id": ?"(?P<session_id>\d+)"'
TASK = r'"task_id": ?"(?P<task_id>\w+)"'
API, RECIPES, SERVER = "references/api.md", "references/recipes.md", "references/server.md"
MAIN = "SKILL.md"


@dataclass(frozen=True)
class Step:
    """Run the block `number` of a page, and expect something of what it writes. `until`: again and again until then."""

    page: str
    number: int
    expect: str = ""
    until: bool = False
    film: str = ""  # a file that must be a film afterwards
    said: dict[str, str] = field(default_factory=dict[str, str])


SAID = {
    "words": FILM,
    "film_name": "the sea",
    "en_or_zh": "en",
    "size": "360p",
    "resolution": "360p",
    "file": "photo.jpg",
    "photo": "photo.jpg",
    "photo_1": "photo-1.jpg",
    "photo_2": "photo-2.jpg",
    "photo_3": "photo-3.jpg",
    "photos": "photo-1.jpg photo-2.jpg",
    "document": "article.md",
    "clip_url": "http://localhost/clip.mp4",
    "photo_url": "http://localhost/photo.jpg",
    "slideshow_words": "Turn these photos into a 2-second slideshow",
    "document_words": "A 1-second explainer",
    "list": f"Make two videos:\n1. {FILM}\n2. {FILM}, vertical",
}


class Shell:
    """One bash that lives as long as an agent's shell, in a folder and a home of its own."""

    def __init__(self, address: str, folder: Path) -> None:
        self.folder = folder
        programs = folder / "bin"
        programs.mkdir()
        (programs / "talkreel").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m talkreel "$@"\n')
        (programs / "talkreel").chmod(0o755)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("NEMO_", "SKILL_", "XDG_"))}
        own = {"HOME": str(folder / "home"), "NEMO_API_URL": address, "PATH": f"{programs}:{os.environ['PATH']}"}
        self.bash = subprocess.Popen(
            ["bash", "--norc", "--noprofile"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=folder,
            env=kept | own | {"TALKREEL_LANGUAGE": "en"},
        )
        self.home = folder / "home" / ".config" / "nemovideo"

    def run(self, block: str) -> str:
        """What a block writes, its errors included; it must end well."""
        assert self.bash.stdin
        assert self.bash.stdout
        path = self.folder / "block.sh"
        path.write_text(block)
        self.bash.stdin.write(f"source {path} </dev/null 2>&1; echo; echo end-of-block $?\n")
        self.bash.stdin.flush()
        told = list[str]()
        for line in self.bash.stdout:
            if line.startswith("end-of-block"):
                assert line.split()[1] == "0", (block, "".join(told))
                return "".join(told)
            told.append(line)
        raise AssertionError(f"the shell ended in:\n{block}")

    def close(self) -> None:
        self.bash.kill()
        self.bash.communicate()


def code_of(skill: Skill, page: str) -> list[str]:
    """The blocks of a page that are run."""
    [found] = [one for one in skill.pages if one.path == page]
    return [code for _, kind, code in blocks(found) if kind == "bash"]


def filled(block: str, values: dict[str, str]) -> str:
    """A block with what an agent would put in; a placeholder that nobody knows is an error."""
    return re.sub(r"(?<!<)<([a-z][a-z0-9_]*)>", lambda found: values[found[1]], block)


def put(folder: Path) -> None:
    """The user's own files."""
    for name, colour in {"photo": 60, "photo-1": 90, "photo-2": 140, "photo-3": 190}.items():
        picture = np.full((270, 480, 3), (colour, 255 - colour, 120), np.uint8)
        cv2.imwrite(str(folder / f"{name}.jpg"), cv2.circle(picture, (240, 135), 80, (250, 250, 250), -1))
    (folder / "article.md").write_text("# Corner Loaf\n\nWe bake every morning at six. Come by.\n")
    clip = cv2.VideoWriter(str(folder / "clip.mp4"), cv2.VideoWriter.fourcc(*"mp4v"), 10, (160, 90))
    for value in range(10):
        clip.write(np.full((90, 160, 3), value * 20, np.uint8))
    clip.release()
