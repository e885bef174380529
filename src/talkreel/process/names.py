"""Names that came from outside, made fit to be shown and saved. Where a file lies is never decided by such a name."""

from __future__ import annotations

import re
import unicodedata

MOST_BYTES = 180  # file systems take 255; ids and endings are put around it

# Device names of Windows, which opens the device whatever the ending.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|clock\$|conin\$|conout\$)$", re.IGNORECASE)
_UNFIT = re.compile(r'[<>:"/\\|?*%;`$]+')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,9}$")


def safe_name(name: str, instead: str = "file") -> str:
    """A name for people and for saving: one line, no path, no control or direction marks, at most `MOST_BYTES` UTF-8.

    The ending is kept when a long name is cut. What leaves nothing becomes `instead`.
    """
    text = unicodedata.normalize("NFC", name[-8192:].encode("utf-8", "ignore").decode("utf-8"))
    text = text.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(sign if _shows(sign) else " " if sign.isspace() else "" for sign in text)
    plain = " ".join(_UNFIT.sub(" ", shown).split()).strip(". ")
    found = _ENDING.search(plain)
    ending = found.group() if found and found.start() else ""
    stem = plain.removesuffix(ending).rstrip(". ")
    if _RESERVED.match(stem.split(".", 1)[0].strip()):
        stem = f"_{stem}"
    return _cut(stem, MOST_BYTES - len(ending)) + ending if stem else f"{instead}{ending}"


def _shows(sign: str) -> bool:
    """Not a control, a format mark (joiners of emoji and scripts excepted), a surrogate, unassigned or a line break."""
    return sign in "\u200c\u200d" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


def _cut(text: str, most: int) -> str:
    data = text.encode("utf-8")
    return text if len(data) <= most else data[:most].decode("utf-8", "ignore").rstrip(". ")
