"""One export in a process of its own, as the measured command: `python ours.py film.reel.json film.mp4 ...`.

Prints JSON: wall and processor seconds of each export() in this process. What the command costs as a whole, with the
interpreter's start and all imports, its caller measures from outside.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Literal

from talkreel.render.forking import get_ready

if __name__ == "__main__":
    get_ready()  # as the commands of the program do: before anything heavy is imported

from talkreel.model import Draft
from talkreel.render.export import export, output_of
from talkreel.studio.drafts import read_draft

QUALITIES: dict[str, Literal["standard", "high"]] = {"veryfast": "standard", "medium": "high"}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("draft", type=Path)
    options.add_argument("film", type=Path)
    options.add_argument("--preset", choices=list(QUALITIES), default="veryfast")
    options.add_argument("--again", action="store_true", help="export a second time, with nothing changed")
    chosen = options.parse_args()
    draft = read_draft(chosen.draft)
    walls: list[float] = []
    for _ in range(2 if chosen.again else 1):
        began = time.monotonic()
        exported(draft, chosen.draft.parent, chosen.film, chosen.preset)
        walls.append(time.monotonic() - began)
    print(json.dumps({"walls_s": walls}))


def exported(draft: Draft, folder: Path, film: Path, preset: str) -> None:
    """Both presets at crf 20, as the encoder alone has them."""
    export(draft, folder, film, output_of(film, quality=QUALITIES[preset], crf=20))


if __name__ == "__main__":
    main()
