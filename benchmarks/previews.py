"""How long those wait who look at a film while it is made: each kind of preview, from a crew's warm process and cold.

python benchmarks/previews.py            a film of ten built-in settings, 1080p
python benchmarks/previews.py --quick    the same, a third of the looks
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from talkreel.model import PICTURE, SOUND, WORDS, Draft, Entry, Meta, MusicRecipe, Scene, Segment, Track
from talkreel.model.look import LOOKS
from talkreel.process.crew import Crew

KINDS = ("city", "forest", "sea", "mountains", "desert", "meadow", "space", "street", "interior", "kinetic")
SHOT_MS = 3000
PRELOAD = ("talkreel.studio.hosted.previews",)


def film(seed: int) -> Draft:
    """A film of one shot in each setting, with words and music."""
    spans = [(i * SHOT_MS, kind) for i, kind in enumerate(KINDS)]
    shots = tuple(
        Segment(
            id=f"s{i}", start_ms=at, duration_ms=SHOT_MS, entry=Entry(kind="fade" if i else "cut", duration_ms=300),
            scene=Scene(kind=kind, seed=seed + i, words=(f"w{i}",)),
        )
        for i, (at, kind) in enumerate(spans)
    )  # fmt: skip
    words = tuple(
        Segment(id=f"w{i}", start_ms=at, duration_ms=SHOT_MS, text=f"This is the {kind}", role="title")
        for i, (at, kind) in enumerate(spans)
    )
    whole = SHOT_MS * len(KINDS)
    music = Segment(id="m", start_ms=0, duration_ms=whole, music=MusicRecipe(style="playful"))
    tracks = ((PICTURE, shots), (SOUND, (music,)), (WORDS, words))
    return Draft(
        id=f"d{seed}",
        duration_ms=whole,
        meta=Meta(title="Previews", width=1920, height=1080, fps=30, seed=seed),
        look=LOOKS["aurora"],
        tracks=tuple(Track(id=f"t{n}", type=type, segments=segments) for n, (type, segments) in enumerate(tracks)),
    )


@dataclass
class Table:
    """What was measured, printed as it comes."""

    rounds: int

    def row(self, name: str, look: Callable[[int], Any], looks: int = 0) -> None:
        """One line: the middle and the worst of several looks."""
        times: list[float] = []
        for number in range(looks or self.rounds):
            since = time.perf_counter()
            look(number)
            times.append((time.perf_counter() - since) * 1000)
        print(f"{name:<52}{statistics.median(times):9.0f} ms{max(times):9.0f} ms{len(times):6}", flush=True)


def body(seed: int) -> bytes:
    """A draft as the crew is given it."""
    return json.dumps(film(seed).wire()).encode()


def print_memory(*pids: int) -> None:
    """What the process that children come from and a child that drew all this take; shared pages count in parts."""
    for name, pid in zip(("what children come from", "the child, after that"), pids, strict=True):
        rolled = Path(f"/proc/{pid}/smaps_rollup").read_text()
        pss = next(int(line.split()[1]) for line in rolled.splitlines() if line.startswith("Pss:"))
        print(f"{'memory of ' + name:<52}{pss // 1024:9} MB")


def measure(folder: Path, rounds: int) -> None:
    """The whole table."""
    os.environ["TALKREEL_CACHE_DIR"] = str(folder / "cache")
    from talkreel.studio.hosted import previews

    table, whole = Table(rounds), SHOT_MS * len(KINDS)
    first = body(1)
    print(f"{'':<52}{'median':>12}{'worst':>12}{'looks':>6}")

    def quite_cold(number: int) -> None:
        with Crew(1, PRELOAD) as fresh:
            fresh.call(previews.frame, body(100 + number), folder, 1500, 360)

    table.row("first frame of a program that just began", quite_cold, min(5, rounds))
    with Crew(1, PRELOAD) as crew:
        crew.call(previews.frame, first, folder, 0, 360)
        table.row(
            "frame 360p, another draft",
            lambda n: crew.call(previews.frame, body(200 + n), folder, n * 1000 % whole, 360),
        )
        table.row(
            "frame 360p, a shot not seen yet",
            lambda n: crew.call(previews.frame, first, folder, n * SHOT_MS + 900),
            len(KINDS),
        )
        table.row("bake a film of ten shots", lambda n: crew.call(previews.bake, body(500 + n), folder), 3)
        crew.call(previews.bake, first, folder)
        table.row(
            "frame 360p, warm, any time",
            lambda n: crew.call(previews.frame, first, folder, n * 7919 % whole),
            rounds * 3,
        )
        table.row(
            "frame 360p, warm, PNG", lambda n: crew.call(previews.frame, first, folder, n * 7919 % whole, 360, "png")
        )
        table.row("frame 720p, warm", lambda n: crew.call(previews.frame, first, folder, n * 7919 % whole, 720), rounds)
        table.row("contact sheet, 1600 px, first", lambda n: crew.call(previews.sheet, body(300 + n), folder), 3)
        table.row("contact sheet, again", lambda n: crew.call(previews.sheet, body(300 + n % 3), folder))
        table.row("filmstrip of 24, first", lambda n: crew.call(previews.filmstrip, body(400 + n), folder, 24), 3)
        table.row("filmstrip of 24, again", lambda n: crew.call(previews.filmstrip, body(400 + n % 3), folder, 24))
        table.row("waveform, first", lambda n: crew.call(previews.waveform, first, folder, 1000), 1)
        table.row("waveform, again", lambda n: crew.call(previews.waveform, first, folder, 1000))
        print_memory(crew.call(os.getppid), crew.call(os.getpid))
        run = folder / "run.mp4"
        table.row(
            "run of 3 s at 360p, first",
            lambda n: crew.call(previews.run, first, folder, run, n * 6000, n * 6000 + 3000),
            4,
        )
        table.row(
            "run of 3 s at 360p, again",
            lambda n: crew.call(previews.run, first, folder, run, n % 4 * 6000, n % 4 * 6000 + 3000),
        )


def main() -> None:
    """Measure, and print the table."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    words.add_argument("--quick", action="store_true", help="fewer looks")
    with tempfile.TemporaryDirectory() as folder:
        measure(Path(folder), 7 if words.parse_args().quick else 20)


if __name__ == "__main__":
    main()
