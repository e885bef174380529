"""Numbers as people write them: 20, 1.5, twenty, half a, 二十, 两, 半, 1.2亿."""

from __future__ import annotations

import re

_ENGLISH: dict[str, float] = {
    "half": 0.5, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
}  # fmt: skip
_DIGITS: dict[str, float] = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {
    "两": 2,
    "〇": 0,
    "半": 0.5,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}

ENGLISH_WORDS = "|".join(sorted(_ENGLISH, key=len, reverse=True))
CHINESE_SIGNS = "零〇一二三四五六七八九十百千两半"
# A plain number, with separators of thousands.
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
    "trillion": 1e12,
    "千": 1e3, "万": 1e4, "百万": 1e6, "千万": 1e7, "亿": 1e8, "万亿": 1e12,
}  # fmt: skip
SCALES = "|".join(sorted(_SCALES, key=len, reverse=True))


def number(text: str) -> float | None:
    """The value of one number; None when it is none."""
    told = text.strip().lower().replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", told):
        return float(told)
    if told in _ENGLISH:
        return _ENGLISH[told]
    return _chinese(told) if told and all(sign in CHINESE_SIGNS for sign in told) else None


def scaled(digits: str, scale: str | None) -> float:
    """The value of digits with a word of scale: ("1.2", "亿") -> 120000000.0."""
    return round(float(digits.replace(",", "")) * _SCALES.get((scale or "").strip().lower(), 1.0), 6)


def _chinese(signs: str) -> float:
    total, digit = 0.0, 0.0
    for sign in signs:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0.0
        else:
            digit = _DIGITS[sign] if sign != "半" else digit + 0.5
    return total + digit
