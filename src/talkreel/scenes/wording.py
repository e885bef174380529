"""How words are set in the scenes of words: one table of roles, and the look's faces and colours on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from talkreel.draw.block import Block, Box, Enter
from talkreel.draw.colour import Oklch, hex_paint, paint_of
from talkreel.draw.scripts import script_of_text
from talkreel.model import Look, Segment
from talkreel.model.look import Face
from talkreel.scenes.cues import Cues
from talkreel.scenes.inks import Inks
from talkreel.scenes.painter import Stage
from talkreel.scenes.styling import own_size, plated

SMALLEST = 0.034  # of the short side: nothing on screen is set smaller
STAGGERED_MS = 620.0  # between the first and the last word of a line, however many there are

# The faces differ in how large they look at one size.
_OPTICAL: Mapping[Face, float] = {
    "outfit": 1.0, "fraunces": 0.98, "anton": 1.12, "caveat": 1.28, "inter": 0.96, "serif": 1.04,
}  # fmt: skip
# Scripts whose letters join or stand in squares are neither spaced out nor set tight.
_UNSPACED = {"cjk", "hangul", "arabic", "devanagari"}


@dataclass(frozen=True)
class Setting:
    """`size` in px of a 1080p film; `display` takes the look's title face; `weight` 0 is the look's own."""

    size: float
    display: bool = False
    weight: int = 0
    leading: float = 1.25
    tracking: float = 0.0
    caps: bool = False
    enter: Enter = "fade"
    lines: int = 0


SETTINGS: dict[str, Setting] = {
    "title": Setting(104, display=True, leading=1.06, enter="reveal", lines=4),
    "eyebrow": Setting(36, weight=600, tracking=0.14, caps=True, lines=1),
    "body": Setting(46, weight=400, leading=1.32, enter="fade", lines=5),
    "item": Setting(46, weight=600, leading=1.18, enter="fade", lines=3),
    "label": Setting(42, weight=500, leading=1.2, lines=2),
    "number": Setting(300, display=True, leading=1.0, enter="count", lines=1),
    "price": Setting(220, display=True, leading=1.0, enter="pop", lines=1),
    "quote": Setting(78, display=True, leading=1.2, enter="reveal", lines=7),
    "source": Setting(40, weight=500, lines=2),
    "cta": Setting(48, weight=600, enter="pop", lines=1),
    "url": Setting(44, weight=600, lines=1),
}


class Wording:
    """Makes blocks from words, in one look at one size of film."""

    def __init__(self, stage: Stage, look: Look, cues: Cues) -> None:
        self._stage, self._look, self._cues = stage, look, cues
        self._inks = Inks.of(look)

    @property
    def quiet(self) -> bool:
        """Looks of hairlines and wide letters colour a word and do not put it on a pill."""
        return self._look.card == "line" or self._look.tracking > 0.05

    def block(self, word: Segment, box: Box, at_ms: float, **more: Any) -> Block:
        """The block of a text segment; the segment's own style and times win over `at_ms` (natural) and `more`."""
        face = {"face": word.style.font} if word.style.font else {}
        made = self.set(word.id, word.role, word.text, box, at_ms, **(more | face))
        style, short_px = word.style, 1080 * self._stage.unit
        made = plated(own_size(made, style, short_px), style, self._look, short_px)
        own: dict[str, Any] = {}
        if style.color:
            own["colour"] = hex_paint(style.color)
        if style.animation:
            own["enter"] = style.animation
        if style.align:
            own["align"] = style.align
        if style.scrim is not None:
            own["scrim"] = style.scrim
        if style.mark:
            own |= {"mark": style.mark}
        if word.start_ms > 0:
            own["enter_ms"] = max(float(word.start_ms), made.enter_ms)
        if word.end_ms < self._stage.duration_ms - 50:
            own["leave_ms"] = float(word.end_ms) - made.leave_for_ms
        return replace(made, **own)

    def set(self, key: str, role: str, text: str, box: Box, at_ms: float, **more: Any) -> Block:
        """A block of one role; `size` in `more` is in px of a 1080p film."""
        setting = SETTINGS[role]
        unit, look = self._stage.unit, self._look
        face: Face = more.get("face") or (look.display if setting.display else look.text)
        size = float(more.pop("size", setting.size)) * unit * _OPTICAL[face]
        if setting.display:
            size *= 1 - 1.5 * max(0.0, look.tracking)  # wide letters take more room
        script = script_of_text(text)
        if setting.display and script in ("cjk", "hangul"):
            size *= 0.84  # a square letter looks larger than a Latin one
        spaced = script not in _UNSPACED
        tracking = (look.tracking or -0.012) if setting.display else setting.tracking
        words = max(1, len(text.split()))
        fields: dict[str, Any] = {
            "face": face,
            "weight": setting.weight or look.weight,
            "leading": setting.leading + (0.10 if not spaced and setting.display else 0.0),
            "tracking": tracking if spaced else 0.0,
            "caps": setting.caps or (setting.display and look.caps),
            "enter": setting.enter,
            "enter_ms": self._cues.at(at_ms),
            "enter_for_ms": max(180.0, 700 * self._cues.pace),
            "stagger_ms": min(90.0, STAGGERED_MS / words) * self._cues.pace,
            "max_lines": setting.lines,
            "min_size": min(size, SMALLEST * 1080 * unit),
            "colour": paint_of(self._inks.ink),
            "mark_colour": 0 if self.quiet else paint_of(self._inks.accent),
            "mark_ink": paint_of(self._inks.accent if self.quiet else self._inks.on_accent),
        }
        return Block(id=key, text=text, role=role, box=box, size=size, **(fields | more))  # pyright: ignore[reportArgumentType]

    def pill(self, block: Block, ground: Oklch, ink: Oklch, padding: float = 0.9) -> Block:
        """The block on a rounded ground; `padding` in sizes."""
        pill = paint_of(ground)
        return replace(block, pill=pill, colour=paint_of(ink), background=pill, pill_padding=padding)
