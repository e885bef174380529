"""A block: words placed in the frame, with how they look and how they enter.

Painters and overlays both say what words stand where by blocks; `draw.lettering` draws them, and the quality gate
measures them. So there is one way that words reach the picture.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from talkreel.model.draft import Role
from talkreel.model.look import CaptionStyle, Face

Align = Literal["left", "center", "right"]
Anchor = Literal["top", "middle", "bottom"]
Enter = Literal["none", "reveal", "pop", "fade", "type", "slide", "count"]


@dataclass(frozen=True)
class Box:
    """A rectangle in px: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def inset(self, by: float) -> Box:
        """The box with `by` px less on each side."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)


@dataclass(frozen=True)
class Block:
    """Words in `box`. They break into lines at its width and shrink, down to `min_size`, until they fit its height.

    Colours are 0xAARRGGBB. Times are ms from the shot's start; `leave_ms` None: never leaves. `size` is the wanted
    type size in px. `background` is the colour the words really stand on when the painter knows it (a card), for the
    contrast check; None: measure the picture.
    """

    id: str
    text: str
    role: Role
    box: Box
    size: float
    colour: int
    face: Face = "outfit"
    weight: int = 600
    align: Align = "left"
    anchor: Anchor = "top"
    leading: float = 1.08  # line height, in sizes
    tracking: float = 0.0  # letter spacing, in sizes
    caps: bool = False
    enter: Enter = "fade"
    enter_ms: float = 0.0
    enter_for_ms: float = 700.0
    stagger_ms: float = 90.0  # between words
    leave_ms: float | None = None
    leave_for_ms: float = 240.0
    min_size: float = 0.0  # 0: 60 % of size
    max_lines: int = 0  # 0: as many as fit
    mark: tuple[str, ...] = ()  # words set on a pill of `mark_colour`
    mark_colour: int = 0
    mark_ink: int = 0
    pill: int = 0  # a rounded ground behind the whole block; 0: none
    pill_padding: float = 0.5  # in sizes
    underline: int = 0  # a rule that grows under the block; 0: none
    shadow: float = 0.0  # opacity of a soft dark shadow behind the letters
    scrim: float = 0.0  # opacity of a shade behind the block, put there by the quality gate
    background: int | None = None
    words_at: tuple[tuple[float, float], ...] = ()  # karaoke: each word's start and end, ms
    karaoke: CaptionStyle | None = None
    opacity: float = 1.0  # of all of it, plate and scrim included
    own_size: bool = False  # a person asked for the size: words of the same role do not follow it, nor it them
    extras: dict[str, float] = field(default_factory=dict[str, float], hash=False)
