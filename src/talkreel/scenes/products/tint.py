"""What colour a product is: from words ("sleek black", "rose gold") or hex."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from talkreel.draw.colour import Oklch, from_hex, mix, paint_of

# Metals mirror their colour, so they are kept lighter than they look.
COLOURS: dict[str, Oklch] = {
    "black": (0.245, 0.008, 270),
    "jet": (0.20, 0.006, 270),
    "midnight": (0.27, 0.035, 262),
    "graphite": (0.36, 0.010, 260),
    "charcoal": (0.34, 0.008, 260),
    "space grey": (0.47, 0.012, 260),
    "grey": (0.62, 0.008, 260),
    "silver": (0.84, 0.006, 250),
    "titanium": (0.70, 0.016, 75),
    "white": (0.965, 0.006, 90),
    "pearl": (0.94, 0.014, 75),
    "ivory": (0.95, 0.030, 90),
    "cream": (0.93, 0.035, 85),
    "beige": (0.86, 0.042, 78),
    "sand": (0.82, 0.055, 78),
    "rose gold": (0.80, 0.070, 38),
    "gold": (0.82, 0.105, 84),
    "champagne": (0.88, 0.050, 82),
    "bronze": (0.60, 0.085, 62),
    "copper": (0.66, 0.110, 48),
    "brown": (0.42, 0.065, 52),
    "tan": (0.66, 0.090, 64),
    "cognac": (0.53, 0.110, 52),
    "walnut": (0.44, 0.060, 58),
    "oak": (0.72, 0.070, 72),
    "red": (0.55, 0.200, 27),
    "burgundy": (0.37, 0.110, 18),
    "coral": (0.70, 0.150, 30),
    "orange": (0.70, 0.170, 52),
    "terracotta": (0.60, 0.110, 42),
    "amber": (0.62, 0.130, 62),
    "yellow": (0.86, 0.160, 92),
    "mustard": (0.74, 0.130, 84),
    "lime": (0.85, 0.190, 122),
    "green": (0.56, 0.130, 150),
    "forest": (0.37, 0.070, 155),
    "olive": (0.50, 0.070, 115),
    "sage": (0.74, 0.045, 145),
    "mint": (0.88, 0.070, 165),
    "teal": (0.56, 0.090, 195),
    "turquoise": (0.76, 0.110, 195),
    "sky": (0.80, 0.080, 235),
    "blue": (0.54, 0.150, 255),
    "navy": (0.31, 0.075, 262),
    "indigo": (0.42, 0.150, 280),
    "purple": (0.50, 0.170, 300),
    "lavender": (0.80, 0.070, 300),
    "lilac": (0.82, 0.070, 312),
    "magenta": (0.60, 0.220, 345),
    "pink": (0.80, 0.100, 0),
    "blush": (0.88, 0.045, 25),
}
ALIASES = {
    "gray": "grey", "space gray": "space grey", "dark": "graphite", "nude": "blush", "wine": "burgundy",
    "aqua": "turquoise", "cyan": "turquoise", "violet": "purple", "khaki": "olive", "emerald": "green",
    "黑": "black", "白": "white", "银": "silver", "金": "gold", "玫瑰金": "rose gold", "灰": "grey",
    "深空灰": "space grey", "红": "red", "蓝": "blue", "藏青": "navy", "绿": "green", "黄": "yellow", "粉": "pink",
    "紫": "purple", "橙": "orange", "棕": "brown", "米": "beige",
}  # fmt: skip


@dataclass(frozen=True)
class Tint:
    """The body's colour and a second one that goes with it. `said`: somebody asked for this colour."""

    body: Oklch
    accent: Oklch
    said: bool = False

    def paint(self, lighter: float = 0.0, chroma: float = 1.0, a: float = 1.0) -> int:
        """The body's colour, `lighter` (or darker, below 0) in lightness, as 0xAARRGGBB."""
        light, strength, hue = self.body
        return paint_of((min(0.985, max(0.04, light + lighter)), strength * chroma, hue), a)

    def toward(self, other: Oklch, part: float, a: float = 1.0) -> int:
        """The body's colour, `part` of the way to another."""
        return paint_of(mix(self.body, other, part), a)

    @property
    def dark(self) -> bool:
        """A dark body: prints on it are light."""
        return self.body[0] < 0.58

    def ink(self, a: float = 1.0) -> int:
        """What is printed on the body."""
        return paint_of((0.95, 0.01, self.body[2]) if self.dark else (0.24, 0.02, self.body[2]), a)


@lru_cache(maxsize=512)
def colour_of(text: str) -> Oklch | None:
    """The colour that words name, or a hex says; None when there is none. The longest name wins ("rose gold")."""
    told = text.strip().lower()
    if told.startswith("#"):
        try:
            return from_hex(told)
        except ValueError:
            return None
    names = {**{name: name for name in COLOURS}, **ALIASES}
    found = [name for name in names if name in told]
    return COLOURS[names[max(found, key=len)]] if found else None
