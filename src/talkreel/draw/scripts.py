"""What writing a character belongs to, and which characters a reader sees as one."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

Script = Literal["latin", "cjk", "hangul", "arabic", "hebrew", "devanagari", "emoji", "neutral", "other"]

# Half-open spans of code points; the first that holds a character names its script.
_SPANS: tuple[tuple[int, int, Script], ...] = (
    (0x0030, 0x003A, "latin"),  # digits go with the letters round them
    (0x0041, 0x0250, "latin"),
    (0x0370, 0x0530, "latin"),  # Greek and Cyrillic are set by the same rules
    (0x0590, 0x0600, "hebrew"),
    (0x0600, 0x0780, "arabic"),
    (0x08A0, 0x0900, "arabic"),
    (0x0900, 0x0980, "devanagari"),
    (0x1100, 0x1200, "hangul"),
    (0x1E00, 0x2000, "latin"),
    (0x2E80, 0x2FE0, "cjk"),
    (0x3000, 0x3130, "cjk"),
    (0x3130, 0x3190, "hangul"),
    (0x3190, 0xA4D0, "cjk"),
    (0xA8E0, 0xA900, "devanagari"),
    (0xAC00, 0xD7B0, "hangul"),
    (0xF900, 0xFB00, "cjk"),
    (0xFB00, 0xFB07, "latin"),
    (0xFB1D, 0xFB50, "hebrew"),
    (0xFB50, 0xFE00, "arabic"),
    (0xFE30, 0xFE50, "cjk"),
    (0xFE70, 0xFEFF, "arabic"),
    (0xFF00, 0xFFEF, "cjk"),
    (0x1F000, 0x1FB00, "emoji"),
    (0x20000, 0x32000, "cjk"),
)
RTL: frozenset[Script] = frozenset({"arabic", "hebrew"})

_JOINER, _EMOJI_STYLE, _TEXT_STYLE, _KEYCAP = "\u200d", "\ufe0f", "\ufe0e", "\u20e3"
# Signs below U+10000 that are drawn as pictures though nothing says so, for hardly a font has them.
_PICTURED = frozenset(
    "☺☹☠❣✋✌☝✊✍⛷⛹☘☕⛰⛪⛩⛲⛺♨⛽⚓⛵⛴✈⌛⏳⌚⏰⏱⏲⭐☁⛅⛈☂☔⛱⚡❄☃⛄☄✨⚽⚾⛳⛸♠♦♣♟⛑☎⌨✉✏✒✂⛏⚒⚔⚙⚖⛓⚗♿⛔☢☣⬆➡⬇⬅⤴⤵⚛✡☸☯✝☦☪☮"
    "♈♉♊♋♌♍♎♏♐♑♒♓⛎⏩⏭⏯⏪⏮⏫⏬⏸⏹⏺✖➕➖➗♾❓❔❕❗〰⚕♻⚜⭕✅☑✔❌❎➰➿〽✳✴❇ℹ㊗㊙⚫⚪⬛⬜"
)
# Drawn as nothing: joiners, direction marks, variation selectors, soft hyphens.
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\ufe0e\ufe0f") | frozenset(
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080))
)


@lru_cache(maxsize=4096)
def script_of(character: str) -> Script:
    """The script of one character; marks, signs and spaces are "neutral"."""
    code = ord(character)
    for first, stop, script in _SPANS:
        if first <= code < stop:
            return script
    return "other" if unicodedata.category(character)[0] == "L" else "neutral"


def script_of_text(text: str) -> Script:
    """The first script in a text that is not neutral."""
    for character in text:
        script = script_of(character)
        if script != "neutral":
            return script
    return "neutral"


def is_rtl(text: str) -> bool:
    """Whether a text reads from the right: its first strong letter does."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((b != "L" for b in strong if b in {"L", "R", "AL"}), False)


def is_emoji(cluster: str) -> bool:
    """Whether a grapheme asks to be drawn as a picture."""
    pictured = script_of(cluster[0]) == "emoji" or cluster[0] in _PICTURED
    return _EMOJI_STYLE in cluster or (pictured and _TEXT_STYLE not in cluster)


def graphemes(text: str) -> list[str]:
    """The characters a reader counts (UAX 29, simplified): letters keep their marks, joined emoji stay together."""
    clusters: list[str] = []
    for character in text:
        if clusters and _continues(clusters[-1], character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _continues(cluster: str, character: str) -> bool:
    code = ord(character)
    if cluster.endswith(_JOINER) and script_of(character) in {"emoji", "neutral"}:
        return True
    if unicodedata.category(character)[0] == "M" or character in {_JOINER, "\u200c"}:
        return True
    if 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:  # skin tones, tags of flags
        return True
    if 0x1F1E6 <= code <= 0x1F1FF:  # two regional letters are one flag
        return len(cluster) == 1 and 0x1F1E6 <= ord(cluster) <= 0x1F1FF
    # A consonant after a Devanagari virama joins it.
    return cluster.endswith("\u094d") and script_of(character) == "devanagari"
