"""The shape, the size and the rate of the picture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from talkreel.errors import UsageError
from talkreel.model import FULL_HD, Canvas, Note
from talkreel.model.canvas import Aspect
from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import either, english
from talkreel.plan.reading.text import Text, rule

SMALLEST_PX, LARGEST_PX = 64, 4096
MOST_FPS = 60

_RATIO = rule(r"(?<![\d.])(?<!\d:)(\d{1,2}(?:\.\d+)?)\s?(?::|/|by|比)\s?(\d{1,2}(?:\.\d+)?)(?![\d:]|\s?[ap]m|分|/)")
_RATIOS: dict[tuple[float, float], Aspect] = {(16, 9): "16:9", (9, 16): "9:16", (1, 1): "1:1", (4, 5): "4:5"}
# Other shapes that people ask for, and which of ours is nearest.
_NEAREST: dict[tuple[float, float], Aspect] = {
    (3, 4): "4:5", (6, 7): "4:5", (5, 4): "1:1", (2, 3): "9:16", (9, 18): "9:16", (9, 19): "9:16", (9, 20): "9:16",
    (9, 21): "9:16", (4, 3): "16:9", (3, 2): "16:9", (21, 9): "16:9", (16, 10): "16:9", (2, 1): "16:9",
    (1.91, 1): "16:9", (2.35, 1): "16:9", (2.39, 1): "16:9",
}  # fmt: skip
_EXACT = rule(r"(?<![\w.])(\d{2,5})\s?(?:px)?\s?(?:x|\*|by|乘)\s?(\d{2,5})(?:\s?px)?(?!\w)")
# The short side, px. "4k views" and "$4k" are no sizes.
_NO_SIZE = rf"(?!\w|\s*{english('many_viewers')}\b)"
_SIZES = (
    (rule(rf"(?<![\w$€£¥.])(?:4k|8k|uhd|2160p|ultra hd){_NO_SIZE}|超高清"), 2160),
    (rule(rf"(?<![\w$€£¥.])(?:1440p|2k|qhd){_NO_SIZE}"), 1440),
    (rule(r"(?<!\w)(?:1080p?|full ?hd|fhd)(?!\w|\s*(?:x|\*|by))|全高清"), 1080),
    (rule(r"(?<!\w)720p?(?!\w)"), 720),
    (rule(r"(?<!\w)540p(?!\w)"), 540),
    (rule(r"(?<!\w)480p(?!\w)"), 480),
    (rule(r"(?<!\w)360p(?!\w)"), 360),
    (rule(r"(?<!\w)hd(?!\w)|高清"), 1080),
)
_FPS = rule(r"(?<![\w.])(\d{2,3}(?:\.\d+)?)\s?(?:fps|frames? (?:per|a) second|帧/?(?:每?秒)?)(?!\w)")
# Words beside which "landscape" and "square" mean the picture's shape, and before which they do not.
_PICTURE_WORD = rule(either("picture_word"))
_A_TOWN = rule(r"\b(?:times|town|red|market|union|trafalgar|public)\s+$")
_SMALL = rule(r"\b(?:in|a|an|please|and|make it|it|be|should|format|one|two|three|four|five)\b|[\s\d]|个|条|两|三")
_SHAPE_WORD = rule(either("shape_word"))
_PLATFORM = rule(either("platform"))


@dataclass(frozen=True, slots=True)
class Picture:
    """What was said of the picture; None: not said. `asked` is a shape that we do not have, as it was told."""

    aspect: Aspect | None = None
    exact: tuple[int, int] | None = None
    short_side: int | None = None
    fps: int | None = None
    asked: str = ""

    @property
    def said(self) -> bool:
        """Whether a shape was told."""
        return self.aspect is not None or self.exact is not None

    def canvas(self, otherwise: Aspect = "16:9") -> Canvas:
        """The canvas; `otherwise` is its shape when none was told."""
        width, height = self.exact or FULL_HD[self.aspect or otherwise]
        if self.short_side and not self.exact:
            scale = self.short_side / min(width, height)
            width, height = _even(width * scale), _even(height * scale)
        return Canvas(width=width, height=height, fps=self.fps or 30)

    def notes(self) -> tuple[Note, ...]:
        """What could not be as it was asked for."""
        if not self.asked or self.aspect is None:
            return ()
        return (Note(code="note.shape_nearest", fields={"asked": self.asked, "aspect": self.aspect}),)

    def over(self, other: Picture) -> Picture:
        """This one, with what it leaves open from another."""
        shape = self if self.said else other
        size, fps = self.short_side or other.short_side, self.fps or other.fps
        return Picture(shape.aspect, shape.exact, size, fps, shape.asked)


def read_picture(text: Text) -> Picture:
    """Shape, size and rate; taken.

    Raises:
        UsageError: an exact size is told that no film can have.
    """
    exact = _exact(text)
    aspect, asked = _ratio(text)
    worded = _worded(text)
    size, fps = _short_side(text), _fps(text)
    return Picture(None, exact, size, fps) if exact else Picture(aspect or worded, None, size, fps, asked)


def read_shapes(text: Text) -> list[Aspect]:
    """Every shape that is told, in order, in words and in figures: "landscape and vertical", "16:9 and 9:16"."""
    told: dict[int, Aspect | None] = {match.start(): _named(match) for match in text.find(_RATIO)}
    for hit in text.only("shape"):
        if _is_shape(text, hit, strict=False):
            told[hit.start] = _aspect_of(hit)
    return [aspect for at in sorted(told) if (aspect := told[at]) is not None]


def _named(ratio: re.Match[str]) -> Aspect | None:
    return _RATIOS.get((float(ratio[1]), float(ratio[2])))


def _exact(text: Text) -> tuple[int, int] | None:
    match = next((m for m in text.find(_EXACT) if max(len(m[1]), len(m[2])) > 2), None)
    if match is None:
        return None
    width, height = int(match[1]), int(match[2])
    if not all(SMALLEST_PX <= side <= LARGEST_PX for side in (width, height)):
        raise UsageError("error.size_range", size=f"{width}x{height}", least=SMALLEST_PX, most=LARGEST_PX)
    text.take(match.start(), match.end())
    return width & ~1, height & ~1


def _ratio(text: Text) -> tuple[Aspect | None, str]:
    """The first ratio that is a shape; with its words when it is not one of ours."""
    found: list[tuple[Aspect, str]] = []
    for match in list(text.find(_RATIO)):
        key = float(match[1]), float(match[2])
        if key in _RATIOS or key in _NEAREST:
            text.take(match.start(), match.end())
            found.append((_RATIOS[key], "") if key in _RATIOS else (_NEAREST[key], match.group().strip()))
    return found[0] if found else (None, "")


def _worded(text: Text) -> Aspect | None:
    hits = [hit for hit in text.only("shape") if _is_shape(text, hit)]
    for hit in hits:
        text.take(hit.start, hit.end)
    # "An Instagram clip, square": a plain word of shape says more than a place where films are posted.
    by_word = [hit for hit in hits if not _PLATFORM.search(text.told(hit))]
    return next((_aspect_of(hit) for hit in (*by_word, *hits)), None)


def _aspect_of(hit: Hit) -> Aspect | None:
    entry = hit.named("shape")
    return cast("Aspect", entry.value) if entry else None


def _is_shape(text: Text, hit: Hit, *, strict: bool = True) -> bool:
    """Whether "landscape" or "square" is the picture's and not a view's or a town's."""
    entry = hit.named("shape")
    if entry is None or entry.sure or " " in text.told(hit):
        return entry is not None
    if _A_TOWN.search(text.before(hit.start, 12)):
        return False
    clause = text.clause_at(hit.start)
    before = text.plain[max(clause.start, hit.start - 28) : hit.start]
    after = text.plain[hit.end : min(clause.end, hit.end + 24)]
    beside = _PICTURE_WORD.search(f"{before} {after}") is not None
    alone = not _SMALL.sub("", _SHAPE_WORD.sub("", before + after))
    return alone or beside or (not strict and not before.strip())


def _short_side(text: Text) -> int | None:
    for pattern, side in _SIZES:
        match = next(text.find(pattern), None)
        if match is not None:
            text.take(match.start(), match.end())
            return side
    return None


def _fps(text: Text) -> int | None:
    match = next(text.find(_FPS), None)
    if match is None:
        return None
    text.take(match.start(), match.end())
    return max(1, min(MOST_FPS, round(float(match[1]))))


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
