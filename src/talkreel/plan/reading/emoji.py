"""Emoji as words: a message of nothing else is read by what they are called."""

from __future__ import annotations

import unicodedata

_TRIMMED = (" FACE", "SMILING ", "GRINNING ", " SYMBOL", " EMOJI", "BLACK ", "WHITE ", "HEAVY ", " WITH SMILING EYES")
# Names that say less than what people mean by them.
_MEANT = {
    "HOT BEVERAGE": "coffee", "SUNRISE OVER MOUNTAINS": "mountains at sunrise", "CITYSCAPE AT DUSK": "city at dusk",
    "NIGHT WITH STARS": "city at night", "BRIDGE AT NIGHT": "bridge, city at night", "CLOUD WITH RAIN": "rain",
    "CLOUD WITH SNOW": "snowing", "CLOUD WITH LIGHTNING": "storm", "SNOW CAPPED MOUNTAIN": "snowy mountains",
    "SUNSET OVER BUILDINGS": "city at sunset", "WATER WAVE": "ocean waves", "BEACH WITH UMBRELLA": "beach",
    "DESERT ISLAND": "tropical island", "SPOUTING WHALE": "whale", "AUTOMOBILE": "car", "RACING CAR": "sports car",
    "ATHLETIC SHOE": "sneaker", "MOBILE PHONE": "phone", "PERSONAL COMPUTER": "laptop", "WATCH": "wristwatch",
    "EVERGREEN TREE": "forest", "DECIDUOUS TREE": "forest", "SNOWFLAKE": "snow falling", "MILKY WAY": "space",
    "WEDDING": "wedding", "PARTY POPPER": "party", "FISH CAKE WITH SWIRL DESIGN": "ramen", "SLICE OF PIZZA": "pizza",
    "FORK AND KNIFE": "restaurant", "HOUSE BUILDING": "house", "HOUSE WITH GARDEN": "house",
    "PERSON RUNNING": "running", "RUNNER": "running", "CAMPING": "camping", "FOGGY": "foggy city",
    "STEAMING BOWL": "ramen", "BEER MUG": "beer",
}  # fmt: skip


def is_only_emoji(message: str) -> bool:
    """Whether there are emoji and no words."""
    return any(_is_emoji(sign) for sign in message) and not any(sign.isalnum() for sign in message)


def words_of(message: str) -> str:
    """What the emoji of a message are called, in order."""
    return ", ".join(dict.fromkeys(_word(sign) for sign in message if _is_emoji(sign)))


def _is_emoji(sign: str) -> bool:
    return unicodedata.category(sign) == "So" and (ord(sign) >= 0x1F000 or 0x2300 <= ord(sign) <= 0x2BFF)


def _word(sign: str) -> str:
    name = unicodedata.name(sign, "")
    if name in _MEANT:
        return _MEANT[name]
    for part in _TRIMMED:
        name = name.replace(part, "")
    return name.strip().lower()
