"""Words that stand over the whole film: captions, lower thirds, titles and lines that no scene lays out.

They know nothing of the picture, so they carry a shadow; the quality gate adds a shade where that is not enough.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from talkreel.draw.block import Align, Block, Box, Enter
from talkreel.draw.colour import contrast, from_hex, hex_paint, paint_of, with_alpha
from talkreel.draw.palette import readable
from talkreel.draw.scripts import graphemes
from talkreel.model import SAFE_AREAS, Canvas, Look, Segment
from talkreel.scenes.column import fitted, settled
from talkreel.scenes.styling import kept
from talkreel.scenes.wording import SMALLEST

WHITE, NIGHT = 0xFFFDFBF6, 0xFF101014
CAPTION_PAUSE = 0.10  # part of a caption after its last word
LEAVE_MS, CAPTION_LEAVE_MS = 240.0, 90.0
_DIVIDERS = ("\n", " | ", " — ", " – ", "｜")
# Who gives way: a role moves for those before it.
_RANK = {"caption": 0, "lower_third": 1}


@dataclass(frozen=True)
class Place:
    """How a role is set: size in px of a 1080p film, centre in parts of the canvas, width in parts of the safe area."""

    size: float
    x: float
    y: float
    width: float
    align: Align = "center"
    enter: Enter = "reveal"
    lines: int = 3


_WIDE = {
    "caption": Place(56, 0.5, 0.875, 0.78, enter="fade", lines=2),
    "lower_third": Place(52, 0.0, 0.86, 0.56, align="left", enter="slide", lines=1),
    "title": Place(124, 0.5, 0.46, 0.84),
    "overlay": Place(66, 0.5, 0.80, 0.80),
}
_TALL = {
    "caption": Place(70, 0.5, 0.70, 0.94, enter="fade", lines=3),
    "lower_third": Place(54, 0.0, 0.745, 0.94, align="left", enter="slide", lines=1),
    "title": Place(116, 0.5, 0.40, 0.96, lines=5),
    "overlay": Place(72, 0.5, 0.64, 0.94, lines=4),
}


@dataclass(frozen=True)
class Placed:
    """A block that stands over the film from `start_ms` on; the block's own times count from there."""

    start_ms: int
    block: Block

    @property
    def gone_ms(self) -> float:
        """When the last trace of it has left, ms from its start."""
        return math.inf if self.block.leave_ms is None else self.block.leave_ms + self.block.leave_for_ms


def overlay_blocks(
    width: int, height: int, look: Look, segments: Sequence[Segment], language: str = ""
) -> tuple[Placed, ...]:
    """Blocks for free-standing words on a canvas of that many px.

    `style.x` and `style.y` of a segment say where its centre is. Words that are seen together and have no place of
    their own move apart. `language` is that of the words.
    """
    setter = _Setter(width, height, look)
    placed: list[Placed] = []
    for segment in sorted(segments, key=lambda s: (_RANK.get(s.role, 2), s.start_ms)):
        start = segment.start_ms
        mine = [Placed(start, block) for block in setter.blocks(segment.model_copy(update={"start_ms": 0}))]
        if segment.style.y is None:
            mine = setter.clear_of(mine, placed)
        placed += mine
    return tuple(sorted(placed, key=lambda p: p.start_ms + p.block.enter_ms))


class _Setter:
    """Sets words of one film."""

    def __init__(self, width: int, height: int, look: Look) -> None:
        canvas = Canvas(width=width, height=height)
        inset = SAFE_AREAS[canvas.aspect]
        self._look, self._width, self._height = look, width, height
        self._unit = min(width, height) / 1080
        self._places = _WIDE if width > height * 1.2 else _TALL
        self.safe = Box(
            width * inset.left,
            height * inset.top,
            width * (1 - inset.left - inset.right),
            height * (1 - inset.top - inset.bottom),
        )

    def blocks(self, segment: Segment) -> list[Block]:
        """One block, or the two of a lower third."""
        if segment.role == "lower_third":
            return self._lower_third(segment)
        place = self._places.get(segment.role, self._places["overlay"])
        block = self._set(segment, segment.text, place)
        if segment.role == "caption":
            block = self._captioned(segment, block)
        return [self._stood(segment, block, place)]

    def clear_of(self, mine: list[Placed], placed: list[Placed]) -> list[Placed]:
        """The blocks moved up, together, over those that are seen at the same time."""
        beside = [p for p in placed if any(_together(m, p) for m in mine)]
        for other in sorted(beside, key=lambda p: -p.block.box.y):
            box = settled(other.block)
            boxes = [settled(m.block) for m in mine]
            if any(_meet(b, box) for b in boxes):
                foot = max(b.bottom for b in boxes)
                up = max(0.0, min(foot - box.y + 44 * self._unit, min(b.y for b in boxes) - self.safe.y))
                mine = [replace(m, block=_raised(m.block, up)) for m in mine]
        return mine

    def _set(self, segment: Segment, text: str, place: Place, **more: Any) -> Block:
        look, style = self._look, segment.style
        titled = segment.role == "title"
        leave = CAPTION_LEAVE_MS if segment.role == "caption" else LEAVE_MS
        size = (style.size * 1080 if style.size is not None else place.size) * self._unit
        fields: dict[str, Any] = {
            "face": style.font or (look.display if titled else look.text),
            "weight": look.weight if titled else 700,
            "colour": hex_paint(style.color) if style.color else WHITE,
            "align": style.align or place.align,
            "leading": 1.08 if titled else 1.2,
            "tracking": look.tracking if titled else 0.0,
            "caps": look.caps and titled,
            "enter": style.animation or place.enter,
            "enter_ms": float(segment.start_ms),
            "enter_for_ms": min(700.0, segment.duration_ms * 0.3),
            "leave_ms": max(float(segment.start_ms), segment.end_ms - leave),
            "leave_for_ms": min(leave, float(segment.duration_ms)),
            "max_lines": place.lines,
            "min_size": min(size, SMALLEST * 1080 * self._unit),
            "mark": style.mark,
            "mark_colour": hex_paint(look.palette.accent),
            "mark_ink": hex_paint(look.palette.on_accent),
            "shadow": 0.6,
            "scrim": style.scrim or 0.0,
        }
        block = Block(id=segment.id, text=text, role=segment.role, box=self.safe, size=size, **(fields | more))
        return self._styled(segment, block)

    def _styled(self, segment: Segment, block: Block) -> Block:
        """The block with what was asked for its words."""
        named = segment.model_copy(update={"id": block.id})
        return kept((block,), (named,), self._look, min(self._width, self._height))[0]

    def _stood(self, segment: Segment, block: Block, place: Place) -> Block:
        """The block round its centre, within the safe area."""
        style, safe = segment.style, self.safe
        x = self._width * (style.x if style.x is not None else place.x)
        y = self._height * (style.y if style.y is not None else place.y)
        wide = safe.w * place.width
        if style.x is not None:  # as far as it goes to both sides, but never a narrow column
            wide = max(0.36 * safe.w, min(wide, 2 * (x - safe.x), 2 * (safe.right - x)))
        fits = fitted(block, Box(safe.x, safe.y, wide, safe.h))
        left = safe.x if place.x == 0 and style.x is None else x - wide / 2
        left = min(max(left, safe.x), safe.right - wide)
        over = settled(fits).h - fits.box.h if fits.pill else 0.0
        top = min(max(y - fits.box.h / 2, safe.y + over), safe.bottom - fits.box.h - over)
        return replace(fits, box=replace(fits.box, x=left + fits.box.x - safe.x, y=top), anchor="middle")

    def _captioned(self, segment: Segment, block: Block) -> Block:
        """In the look's caption style, with a time for each word."""
        palette, kind = self._look.palette, self._look.captions
        accent = hex_paint(palette.accent)
        if kind in ("pop", "underline"):
            # A coloured letter on a picture has to be light: the first of the look's colours that is.
            colours = (palette.accent, palette.accent2, palette.ground)
            light = (hex_paint(c) for c in colours if from_hex(c)[1] > 0.08 and contrast(hex_paint(c), NIGHT) >= 8)
            accent = next(light, paint_of(readable(from_hex(palette.accent), NIGHT, 8.0)))
        more: dict[str, Any] = {
            "karaoke": kind,
            "words_at": _word_times(segment),
            "mark": (),
            "mark_colour": accent,
            "shadow": 0.75,
        }
        if kind == "plain":
            more |= {"pill": with_alpha(NIGHT, 0.72), "pill_padding": 0.55, "weight": 500, "mark_colour": 0}
            more |= {"extras": {"radius": self._look.radius * 1080 * self._unit * 0.5 + 6 * self._unit}}
        return self._styled(segment, replace(block, **more))

    def _lower_third(self, segment: Segment) -> list[Block]:
        """A name on the accent, and under it what else was said, on the ground."""
        place, palette = self._places["lower_third"], self._look.palette
        name, rest = _parted(segment.text)
        radius = {"radius": min(self._look.radius * 1080, 14.0) * self._unit}
        accent, ground = hex_paint(palette.accent), hex_paint(palette.ground)
        top = self._set(
            segment, name, place, pill=accent, background=accent, colour=hex_paint(palette.on_accent), shadow=0.0,
            pill_padding=0.5, extras=radius,
        )  # fmt: skip
        top = self._stood(segment, top, place)
        if not rest:
            return [top]
        small = replace(place, size=place.size * 0.74)
        under = self._set(
            segment, rest, small, pill=ground, background=ground, colour=hex_paint(palette.ink), shadow=0.0,
            pill_padding=0.6, extras=radius, weight=500, enter_ms=segment.start_ms + 160.0,
        )  # fmt: skip
        under = self._stood(segment, replace(under, id=f"{segment.id}.2"), small)
        head, foot, gap = settled(top), settled(under), 8 * self._unit
        down = replace(under, box=replace(under.box, y=under.box.y + self.safe.bottom - foot.bottom - 2))
        if segment.style.y is not None:  # the two of them round their middle
            high = head.h + gap + foot.h
            foot_y = max(self.safe.y, self._height * segment.style.y - high / 2) + high - foot.h
            down = _raised(down, max(0.0, settled(down).y - foot_y))
        up = settled(down).y - gap - head.bottom
        return [replace(top, box=replace(top.box, y=top.box.y + up)), down]


def _word_times(segment: Segment) -> tuple[tuple[float, float], ...]:
    """A span for each word, by its length; for a script without spaces, for each character."""
    words = segment.text.split()
    if len(words) == 1 and any(c >= "\u2e80" for c in segment.text):
        words = graphemes(words[0])
    weights = [len(w) + 2.0 for w in words]
    spoken = segment.duration_ms * (1 - CAPTION_PAUSE)
    spans: list[tuple[float, float]] = []
    at = float(segment.start_ms)
    for weight in weights:
        end = at + spoken * weight / sum(weights)
        spans.append((at, end))
        at = end
    return tuple(spans)


def _parted(text: str) -> tuple[str, str]:
    """The first line and the rest; a bar or a dash divides too."""
    for divider in _DIVIDERS:
        head, found, tail = text.partition(divider)
        if found and head.strip() and tail.strip():
            return head.strip(), tail.strip()
    return text.strip(), ""


def _raised(block: Block, up: float) -> Block:
    return replace(block, box=replace(block.box, y=block.box.y - up))


def _together(one: Placed, other: Placed) -> bool:
    first, second = one.start_ms + one.block.enter_ms, other.start_ms + other.block.enter_ms
    return first < other.start_ms + other.gone_ms and second < one.start_ms + one.gone_ms


def _meet(one: Box, other: Box) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom
