"""B7: words are drawn as they are, whatever other programs would make of them."""

from __future__ import annotations

import itertools
import unicodedata

import numpy as np
import pytest

from talkreel.draw.block import Block, Box
from talkreel.draw.lettering import draw_block
from talkreel.draw.shaping import laid_out
from talkreel.draw.surface import Surface

WIDTH, HEIGHT = 960, 540

# What FFmpeg's drawtext and filter graphs, printf, shells, templates, markup and terminals would act upon.
WICKED = [
    "%{pts}", "%{localtime}", "%{localtime:%Y}", "%{frame_num}", "%{expr:1+1}", "%{metadata:title}", "%{e:text}",
    "%{eif:n:d}", "%{rand}", "%%{pts}", "\\%{pts}", "%s %d %n", "%1$s",
    "%x%x%x%n", "100%", "%", "%%", "%{", "%}", "%{}",
    "drawtext=text=pwned", "text='a':fontfile=/etc/passwd", "a':enable=0", "a':textfile=/etc/passwd:x='", "[in][out]",
    "a;b", "a,b", "a:b=c", "a\\:b", "\\\\", "\\",
    "\\n", "a\\nb", "'", "''", "'''", '"', '""', "`id`", "$(id)", "${HOME}",
    "$HOME", "a|b", "a&b", "a && b", "> /tmp/x", "< /etc/passwd", "; rm -rf /", "#comment", "@/etc/passwd",
    "movie=/etc/passwd[o]", "subtitles=/etc/passwd", "sendcmd=c='0 x'", "zmq",
    "lavfi", "-vf scale=1:1", "--help", "-i x",
    "{\\an8}top", "{\\fs900}big", "<b>bold</b>", "<i>x</i>", "<font size=99>x</font>", "<script>alert(1)</script>",
    "&lt;b&gt;", "&amp;", "&#65;", "<!-- x -->", "{{7*7}}", "{%if%}", "<%= 7*7 %>", "#{7*7}", "__import__('os')",
    "\\u0041", "\\x41", "%41", "=1+1", "+1",
    "0x41", "1e3", "NaN", "null", "undefined", "Robert'); DROP TABLE drafts;--",
    "../../etc/passwd", "file:///etc/passwd", "C:\\Windows", "a/b\\c", "~root", "*", "?", "*.mp4", "[!a]", "^a$", ".*",
    "ʇxǝʇ", "Ω≈ç√∫", "早上好 %{pts}", "你好'世界:a=b",
    "こんにちは%{n}", "مرحبا %{pts}", "שלום ' \" \\", "🙂 %{pts} 👨‍👩‍👧",
    "fi ffl ﬁ", "A\u030a", "e\u0301\u0323", "Z\u0335a\u0337l\u0334g\u0336o\u0338", "H\u0310\u0311\u0312\u0313\u0314i",
]  # fmt: skip
# Signs that turn the reading round, or that nobody sees: they are never drawn as letters, and upset nothing.
UNSEEN = [
    "a\u202eb%{pts}", "\u2066x\u2069", "a\u200bb", "a\u00adb", "\ufeffa", "a\x00b", "a\x07b", "a\x1b[31mb", "a\u2028b",
    "a\tb", "a\r\nb", "a\nb", "a\n\n\nb", "\ue000a", "a\U000e0041b", "\ufffd", "\U0010fffe", "a\u0600b", "\u0301a",
    "Z" + "\u0335\u0310\u0323" * 60,
]  # fmt: skip
STYLES = [{}, {"caps": True}, {"enter": "type", "enter_for_ms": 300}]


def block(text: str, **more: object) -> Block:
    box = Box(40, 40, WIDTH - 80, HEIGHT - 80)
    return Block(id="t", text=text, role="title", box=box, size=56, colour=0xFFFFFFFF, **more)  # type: ignore[arg-type]


def drawn(one: Block, t_ms: float = 5000) -> np.ndarray:
    surface = Surface(WIDTH, HEIGHT)
    draw_block(surface.canvas, one, t_ms)
    return surface.pixels.copy()


def shown(text: str, **more: object) -> str:
    """The words as they are set, without spaces, with straight quotes, in one form of their letters."""
    words = "".join(word.piece.text for word in laid_out(block(text, **more)).words)
    return plain(words)


def plain(text: str) -> str:
    straight = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})
    return unicodedata.normalize("NFC", "".join(straight.split()))


def test_there_are_enough() -> None:
    assert len(WICKED) * len(STYLES) + len(UNSEEN) >= 300


@pytest.mark.parametrize(("text", "style"), list(itertools.product(WICKED, STYLES)))
def test_every_sign_is_on_the_screen(text: str, style: dict[str, object]) -> None:
    expected = plain(text.upper() if style.get("caps") else text)
    assert shown(text, **style) == expected
    one = block(text, **style)
    there = drawn(one)
    assert there[..., 3].max() > 200
    assert np.array_equal(there, drawn(one, 9000))  # no clock, counter or frame number in it


@pytest.mark.parametrize("text", UNSEEN)
def test_signs_that_nobody_sees_upset_nothing(text: str) -> None:
    there = drawn(block(text))
    assert there.shape == (HEIGHT, WIDTH, 4)
    assert np.array_equal(there, drawn(block(text), 9000))


@pytest.mark.parametrize("text", ["%{pts}", "{\\fs900}a", "<b>a</b>", "a\\nb", "${HOME}", "%41"])
def test_a_sign_less_is_another_picture(text: str) -> None:
    """Or equal pictures would prove nothing."""
    assert not np.array_equal(drawn(block(text)), drawn(block(text[:-1])))


def test_what_does_not_fit_goes_nowhere_else() -> None:
    there = drawn(block("%{pts}'" * 2000))
    assert there.shape == (HEIGHT, WIDTH, 4)
