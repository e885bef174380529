"""Names of colours: which of them a hex value may be called."""

from __future__ import annotations

import colorsys

# Where each hue's name is at home, in degrees; they overlap as people's words do.
HUES = {
    "red": (340, 18), "orange": (12, 45), "gold": (32, 60), "yellow": (42, 72), "green": (75, 170),
    "teal": (155, 200), "blue": (190, 260), "purple": (250, 310), "pink": (295, 358), "brown": (8, 45),
}  # fmt: skip


def called(colour: str, name: str) -> bool:
    """Whether people would call the hex colour so.

    Raises:
        ValueError: no colour of that name is known here.
    """
    digits = colour.lstrip("#")
    if len(digits) not in (6, 8):
        return False
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if name in ("white", "black", "grey"):
        grey = saturation < 0.25 or light > 0.93 or light < 0.1
        return grey and {"white": light > 0.88, "black": light < 0.2, "grey": 0.2 <= light <= 0.88}[name]
    if name not in HUES:
        raise ValueError(f"no colour {name}")
    low, high = HUES[name]
    degrees = hue * 360
    inside = low <= degrees <= high if low < high else degrees >= low or degrees <= high
    return inside and saturation > 0.2 and 0.08 < light < 0.93
