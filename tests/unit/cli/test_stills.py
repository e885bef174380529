"""Pictures in a terminal."""

from __future__ import annotations

import base64
import re

import cv2
import numpy as np
import pytest

from talkreel.cli.stills import Way, shown, side_by_side, way_of


def card(width: int = 64, height: int = 36) -> np.ndarray:
    """Red above, blue below; B G R."""
    picture = np.zeros((height, width, 3), np.uint8)
    picture[: height // 2, :, 2] = 255
    picture[height // 2 :, :, 0] = 255
    return picture


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"TERM": "xterm-kitty"}, Way.kitty),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, Way.kitty),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, Way.iterm),
        ({"TERM": "foot"}, Way.sixel),
        ({"TERM": "xterm-256color"}, Way.blocks),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1"}, Way.blocks),
        ({"TERM": "dumb"}, Way.none),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Way.none),
        ({}, Way.none),
    ],
)
def test_the_terminal_is_known_by_what_it_says(environ: dict[str, str], way: Way) -> None:
    assert way_of(environ, terminal=True) is way
    assert way_of(environ, terminal=False) is Way.none


def test_half_blocks_carry_two_rows_a_line_and_stay_within_their_room() -> None:
    lines = shown(card(), Way.blocks, 32, 40).split("\n")
    assert len(lines) == 9
    assert {line.count("▀") for line in lines} == {32}
    assert lines[0].startswith("\x1b[38;2;255;0;0m\x1b[48;2;255;0;0m▀")
    assert lines[-1].endswith("\x1b[38;2;0;0;255m\x1b[48;2;0;0;255m▀\x1b[0m")
    assert len(shown(card(40, 400), Way.blocks, 100, 10).split("\n")) == 10


def test_kittys_chunks_join_to_the_picture() -> None:
    noisy = np.random.default_rng(1).integers(0, 255, (120, 160, 3), np.uint8)
    text = shown(noisy, Way.kitty, 100, 50)
    chunks = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", text)
    assert len(chunks) > 2
    assert all(len(data) <= 4096 for _, data in chunks)
    assert [told.rsplit("m=")[-1] for told, _ in chunks] == ["1"] * (len(chunks) - 1) + ["0"]
    png = base64.b64decode("".join(data for _, data in chunks))
    assert np.array_equal(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), noisy)


def test_iterms_picture_is_the_picture() -> None:
    text = shown(card(), Way.iterm, 100, 50)
    png = base64.b64decode(text.partition(":")[2].removesuffix("\x07"))
    assert np.array_equal(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR), card())


def drawn(sixel: str, width: int, height: int) -> np.ndarray:
    """What a terminal would draw: a small reader of Sixel, R G B in parts of 100."""
    body = sixel.removeprefix("\x1bPq").removesuffix("\x1b\\")
    colours: dict[int, tuple[int, ...]] = {}
    picture = np.full((height, width, 3), -1)
    x = y = colour = 0
    for mark, letters in re.findall(r'("[\d;]+|#[\d;]+|!\d+|[$-])|([?-~])', body):
        if mark.startswith("#") and ";" in mark:
            number, _, *rgb = map(int, mark[1:].split(";"))
            colours[number] = tuple(rgb)
        elif mark.startswith("#"):
            colour = int(mark[1:])
        elif mark == "$":
            x = 0
        elif mark == "-":
            x, y = 0, y + 6
        elif mark.startswith("!"):
            x -= 1 - int(mark[1:])
            run = int(mark[1:])
            pending = (x - run + 1, run)
            x = pending[0]
            repeat = run
            continue
        if letters:
            count = locals().get("repeat", 1) or 1
            for row in range(6):
                if (ord(letters) - 63) >> row & 1:
                    picture[y + row, x : x + count] = colours[colour]
            x += count
        repeat = 1
    return picture


def test_sixels_draw_the_picture() -> None:
    seen = drawn(shown(card(20, 12), Way.sixel, 100, 50), 20, 12)
    assert (seen[:6] == (100, 0, 0)).all()
    assert (seen[6:] == (0, 0, 100)).all()


def test_pictures_stand_side_by_side_at_one_height() -> None:
    both = side_by_side([card(32, 36), card(64, 72)])
    assert both.shape == (72, 64 + 8 + 64, 3)
