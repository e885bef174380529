"""What every program is told about a film: plain values in a JSON file. Standard library only: peers run elsewhere."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

Crop = tuple[float, float, float, float]  # x, y, width, height in px of the source


@dataclass(frozen=True)
class Shot:
    """A file shown from `start_ms` on. It enters over the one before it, which runs on for `entry_ms`."""

    file: str
    start_ms: int
    duration_ms: int
    width: int  # of the source, px
    height: int
    crop_from: Crop
    crop_to: Crop
    in_ms: int = 0
    entry: str = "cut"  # cut, fade, wipe
    entry_ms: int = 0
    tone: str = "none"  # none, warm, cool, vivid
    move: str = "static"

    @property
    def end_ms(self) -> int:
        """The first millisecond after the shot, without what it runs on."""
        return self.start_ms + self.duration_ms


@dataclass(frozen=True)
class Line:
    """Words, centred at `y` (part of the height) in letters of `size` px; `words` are (text, from ms, to ms)."""

    id: str
    text: str
    start_ms: int
    duration_ms: int
    y: float
    size: float
    words: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Film:
    """A film of photos or clips, with words and one or two sounds."""

    name: str
    width: int
    height: int
    fps: int
    duration_ms: int
    shots: tuple[Shot, ...]
    titles: tuple[Line, ...]
    captions: tuple[Line, ...]
    music: str
    voice: str = ""
    voice_ms: int = 0  # when the voice begins
    font: str = ""  # a TrueType file of the bold face
    accent: str = "#ffffff"  # colour of the word that is spoken
    music_volume: float = 0.8

    @property
    def frames(self) -> int:
        """How many."""
        return self.duration_ms * self.fps // 1000

    def overlap_ms(self, number: int) -> int:
        """How long shot `number` runs on under the next one."""
        return self.shots[number + 1].entry_ms if number + 1 < len(self.shots) else 0


def save(film: Film, path: Path) -> None:
    """Write a film's description."""
    path.write_text(json.dumps(asdict(film), indent=1), "utf-8")


def load(path: str | Path) -> Film:
    """Read a film's description."""
    told = json.loads(Path(path).read_text("utf-8"))
    crops = ("crop_from", "crop_to")
    told["shots"] = tuple(Shot(**shot | {c: tuple(shot[c]) for c in crops}) for shot in told["shots"])
    for kind in ("titles", "captions"):
        lines = [line | {"words": tuple(tuple(word) for word in line["words"])} for line in told[kind]]
        told[kind] = tuple(Line(**line) for line in lines)
    return Film(**told)
