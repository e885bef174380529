"""Bytes become frames, however they are cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.client.sse import Frame, Frames

STREAM = (
    ': heartbeat\n\nid: 7\ndata: {"text":"héllo 你好 🎬"}\n\n\n\nevent: heartbeat\ndata: \n\r\n'
    "data: one\r\ndata:two\r\n\r\nid: 8\rdata: last\r\rdata: cut off"
).encode()
FRAMES = [
    Frame('{"text":"héllo 你好 🎬"}', "7"),
    Frame("", "", "heartbeat"),
    Frame("one\ntwo"),
    Frame("last", "8"),
]


def frames_of(*pieces: bytes) -> tuple[list[Frame], int]:
    reader = Frames()
    return [frame for piece in pieces for frame in reader.feed(piece)], reader.signs


def test_a_stream_in_one_piece():
    assert frames_of(STREAM) == (FRAMES, 1)


@given(st.lists(st.integers(0, len(STREAM)), max_size=40))
def test_a_stream_cut_anywhere(cuts: list[int]):
    ends = [0, *sorted(cuts), len(STREAM)]
    assert frames_of(*(STREAM[a:b] for a, b in pairwise(ends))) == (FRAMES, 1)


@given(st.binary(max_size=300))
def test_no_bytes_are_too_bad(noise: bytes):
    frames_of(noise, b"\n\n")


@pytest.mark.parametrize("data", ["", " ", "heartbeat"])
def test_signs_of_life_say_nothing(data: str):
    assert Frame(data).is_sign
    assert not Frame('{"type":"text"}').is_sign
