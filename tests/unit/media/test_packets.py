"""Packet files: what goes in comes out, lazily or at once, and nothing that is cut short is believed."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from talkreel.media.packets import Encoded, Packet, PacketFile, read_packets, write_packets

packets = st.builds(
    Packet,
    data=st.binary(max_size=40),
    pts=st.integers(-(2**40), 2**40),
    dts=st.integers(-(2**40), 2**40),
    key=st.booleans(),
    duration=st.integers(0, 2**20),
    alpha=st.binary(max_size=8),
)
encoded = st.builds(Encoded, packets=st.lists(packets, max_size=6).map(tuple), header=st.binary(max_size=20))


def _written(value: Encoded) -> bytes:
    file = io.BytesIO()
    write_packets(file, value)
    return file.getvalue()


@given(encoded)
def test_what_is_written_is_read(value: Encoded) -> None:
    assert read_packets(io.BytesIO(_written(value))) == value


@given(encoded, st.data())
def test_a_cut_file_is_refused_or_ends_at_a_packet(value: Encoded, data: st.DataObject) -> None:
    whole = _written(value)
    cut = data.draw(st.integers(0, len(whole) - 1))
    try:
        found = read_packets(io.BytesIO(whole[:cut]))
    except ValueError:
        return
    assert found.packets == value.packets[: len(found.packets)]


def test_a_file_is_read_again_and_again(tmp_path: Path) -> None:
    value = Encoded((Packet(b"one", 0, -1, True, 1), Packet(b"two", 1, 0, False, 1)), b"head")
    path = tmp_path / "x"
    path.write_bytes(_written(value))
    file = PacketFile(path)
    assert file.header == b"head"
    assert tuple(file.packets) == tuple(file.packets) == value.packets


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"RIFF....")
    with pytest.raises(ValueError, match="no packet file"):
        PacketFile(path)
