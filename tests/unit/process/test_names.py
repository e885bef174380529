from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.process.names import MOST_BYTES, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Iced latte.mp4", "Iced latte.mp4"),
        ("猫と犬.mov", "猫と犬.mov"),
        ("👨‍👩‍👧.png", "👨‍👩‍👧.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system32\\x.dll", "x.dll"),
        ("/etc/shadow", "shadow"),
        ("C:\\Users\\me\\film.mp4", "film.mp4"),
        ("C:film.mp4", "C film.mp4"),
        ("a\x00.mp4", "a.mp4"),
        ("a.mp4\x00.exe", "a.mp4.exe"),
        ("line\r\nSet-Cookie: x.mp4", "line Set-Cookie x.mp4"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("\u2066a\u2069\u200f.mp4", "a.mp4"),
        ("\ufeffa.mp4", "a.mp4"),
        ("CON", "_CON"),
        ("con.mp4", "_con.mp4"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("nul .txt", "_nul.txt"),
        ("COM¹.txt", "_COM¹.txt"),
        ("console.mp4", "console.mp4"),
        (".", "file"),
        ("..", "file"),
        ("...", "file"),
        ("", "file"),
        ("   ", "file"),
        ("/", "file"),
        (".htaccess", "htaccess"),
        (".mp4", "mp4"),
        ("a.mp4.", "a.mp4"),
        ("a.mp4 ", "a.mp4"),
        ('a<b>c:"d|e?f*g.mp4', "a b c d e f g.mp4"),
        ("a;rm -rf `x` $HOME.mp4", "a rm -rf x HOME.mp4"),
        ("%2e%2e%2fetc.mp4", "2e 2e 2fetc.mp4"),
        ("cafe\u0301.mp4", "café.mp4"),
        ("\ud800bad.mp4", "bad.mp4"),
        ("--help", "--help"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize("sign", ["a", "猫", "👍", "e\u0301"])
def test_a_long_name_is_cut_and_keeps_its_ending(sign: str) -> None:
    safe = safe_name(sign * 4096 + ".mp4")
    assert safe.endswith(".mp4")
    assert MOST_BYTES - 8 < len(safe.encode()) <= MOST_BYTES
    assert "\ufffd" not in safe


_MARKS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200e\u200f"
_PIECES = [
    *("../", "..\\", "/", "\\", "\0", "\u202e", "\u2067", "\r\n", "con", "nul.", "aux ", ".", " ", "é", "猫"),
    "a" * 300,
    "%00",
]


@pytest.mark.parametrize("pieces", list(itertools.product(_PIECES, repeat=2)), ids=repr)
def test_pieces_put_together_are_safe(pieces: tuple[str, str]) -> None:
    check(safe_name("".join(pieces) + "x.mp4"))
    check(safe_name("x" + "".join(pieces)))


@given(st.text(max_size=300))
def test_any_text_is_made_safe(name: str) -> None:
    check(safe_name(name))
    assert safe_name(safe_name(name)) == safe_name(name)


def check(safe: str) -> None:
    assert 0 < len(safe.encode("utf-8")) <= MOST_BYTES
    assert not set(safe) & set('/\\:*?"<>|\0\r\n')
    assert safe[0] != "."
    assert safe[-1] not in ". "
    assert all(unicodedata.category(sign) not in {"Cc", "Cs"} and sign not in _MARKS for sign in safe)
    assert safe.split(".")[0].strip().lower() not in {"con", "nul", "aux", "prn"}
