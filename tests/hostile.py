"""Files that lie about what is in them, and files that would unpack to far more than they are."""

from __future__ import annotations

import io
import resource
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from tests.samples import film, sample

from talkreel.errors import TalkreelError
from talkreel.media.accepting import examine


def weighed(path: Path, name: str) -> tuple[str, float, float]:
    """What becomes of a file, the memory that it takes in MB, and the processor time in s."""
    try:
        told = examine(path, name).kind
    except TalkreelError as error:
        told = error.code
    used = resource.getrusage(resource.RUSAGE_SELF)
    return told, used.ru_maxrss / 1024, used.ru_utime + used.ru_stime


_LONG = struct.pack(">I", 0x7FFFFFFF)
_HOLDS = {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"}


def changed(data: bytes, change: Callable[[bytes, bytes], bytes]) -> bytes:
    """An ISO file with every box's content replaced by what `change(name, content)` gives."""
    out, at = b"", 0
    while at + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[at : at + 8])
        content = data[at + 8 : at + max(size, 8)]
        content = changed(content, change) if name in _HOLDS else change(name, content)
        out += struct.pack(">I4s", len(content) + 8, name) + content
        at += max(size, 8)
    return out


def put(content: bytes, at: int, data: bytes) -> bytes:
    return content[:at] + data + content[at + len(data) :]


def only(wanted: bytes, how: Callable[[bytes], bytes]) -> Callable[[bytes, bytes], bytes]:
    return lambda name, content: how(content) if name == wanted else content


def iso(box: bytes, how: Callable[[bytes], bytes]) -> bytes:
    return changed(sample("mp4"), only(box, how))


def long(name: bytes, content: bytes) -> bytes:
    """Eighteen hours, in all the places that tell a length."""
    where = {b"mvhd": (16, _LONG), b"mdhd": (16, _LONG), b"tkhd": (20, _LONG), b"elst": (8, _LONG)}
    where[b"stts"] = (12, struct.pack(">I", 0x08000000))
    return put(content, *where[name]) if name in where else content


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *more: bytes, rows: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * (rows * (3 * width + 1)), 9)
    start = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
    return start + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def gif(width: int, height: int, frames: int) -> bytes:
    one = b"," + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + one * frames + b";"


def webp(kind: bytes, body: bytes) -> bytes:
    inner = b"WEBP" + kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def jpeg(width: int, height: int) -> bytes:
    data = sample("jpg")
    at = data.index(b"\xff\xc0")
    return put(data, at + 5, struct.pack(">HH", height, width))


def wav(channels: int, rate: int, claimed: int) -> bytes:
    form = struct.pack("<HHIIHH", 1, channels, rate, rate * 2 & 0xFFFFFFFF, 2 * channels & 0xFFFF, 16)
    return (
        b"RIFF" + struct.pack("<I", claimed) + b"WAVEfmt " + struct.pack("<I", 16) + form
        + b"data" + struct.pack("<I", claimed) + b"\0" * 64
    )  # fmt: skip


def avi(at: bytes, offset: int, data: bytes) -> bytes:
    whole = sample("avi")
    return put(whole, whole.index(at) + offset, data)


def docx(**parts: bytes) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, body in parts.items():
            archive.writestr(f"word/{name}.xml", body)
    return into.getvalue()


def entities() -> bytes:
    """A document whose few words stand for a billion."""
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY l0 "lol">{lines}]><d>&l9;</d>'
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("[Content_Types].xml", text)
        archive.writestr("word/document.xml", text)
    return into.getvalue()


def pdf(content: bytes, packed: bool, pages: str = "/Kids [3 0 R] /Count 1") -> bytes:
    body = zlib.compress(content, 9) if packed else content
    filters = "/Filter /FlateDecode" if packed else ""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        + f"2 0 obj<</Type/Pages {pages}>>endobj\n".encode()
        + b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R>>endobj\n"
        + f"4 0 obj<</Length {len(body)}{filters}>>stream\n".encode()
        + body
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    )


def many_streams(count: int) -> bytes:
    into = io.BytesIO()
    with av.open(into, "w", format="matroska") as container:
        streams = [container.add_stream("pcm_s16le", rate=8000) for _ in range(count)]
        for stream in streams:
            frame = av.AudioFrame.from_ndarray(np.zeros((1, 160), np.int16), "s16", "mono")
            frame.rate = 8000
            container.mux(stream.encode(frame))
    return into.getvalue()


# Names, and how to make what they name. Every one is small.
BOMBS: dict[str, Callable[[], bytes]] = {
    "huge.png": lambda: png(30_000, 30_000),
    "huge rows.png": lambda: png(30_000, 30_000, rows=1000),
    "wide.png": lambda: png(0x7FFFFFFF, 1),
    "nothing.png": lambda: png(0, 0),
    "text.png": lambda: png(8, 8, chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * 150_000_000, 9)), rows=8),
    "profile.png": lambda: png(8, 8, chunk(b"iCCP", b"k\0\0" + zlib.compress(b"\0" * 150_000_000, 9)), rows=8),
    "huge.jpg": lambda: jpeg(65_500, 65_500),
    "huge.gif": lambda: gif(65_535, 65_535, 1),
    "million.gif": lambda: gif(16, 16, 1_000_000),
    "endless.gif": lambda: gif(16, 16, 1)[:-2] + b"\xff" * 200_000,
    "huge.webp": lambda: webp(b"VP8X", b"\0\0\0\0" + b"\xff\xff\xff" * 2),
    "lossless.webp": lambda: webp(b"VP8L", b"\x2f" + struct.pack("<I", 0x3FFF | 0x3FFF << 14) + b"\0" * 40),
    "lossy.webp": lambda: webp(b"VP8 ", b"\x10\0\0\x9d\x01\x2a" + struct.pack("<HH", 16_383, 16_383) + b"\0" * 40),
    "long.mp4": lambda: changed(sample("mp4"), long),
    "long header.mp4": lambda: iso(b"mvhd", lambda c: put(c, 16, _LONG)),
    "long stream.mp4": lambda: iso(b"mdhd", lambda c: put(c, 16, _LONG)),
    "wide.mp4": lambda: iso(b"stsd", lambda c: put(c, 40, struct.pack(">HH", 16_384, 16_384))),
    "wide.mov": lambda: changed(
        film("mov", "png", 0.3, 64, 64, sounding=False, pixels="rgb24").replace(
            b"IHDR" + struct.pack(">II", 64, 64), b"IHDR" + struct.pack(">II", 16_384, 16_384)
        ),
        only(b"stsd", lambda c: put(c, 40, struct.pack(">HH", 16_384, 16_384))),
    ),
    "frames.mp4": lambda: iso(b"stsz", lambda c: put(c, 4, struct.pack(">II", 1, 1_000_000_000))),
    "times.mp4": lambda: iso(b"stts", lambda c: put(c, 8, struct.pack(">II", 1_000_000_000, 1))),
    "chunks.mp4": lambda: iso(b"stco", lambda c: put(c, 4, struct.pack(">I", 0x3FFFFFFF))),
    "samples.mp4": lambda: iso(b"stsz", lambda c: put(c, 4, struct.pack(">II", 0, 0x3FFFFFFF))),
    "nested.mp4": lambda: sample("mp4")[:32] + b"\0\0\x10\0moov" * 400,
    "streams.mkv": lambda: many_streams(1000),
    "wide.mkv": lambda: sample("mkv").replace(b"\xb0\x81\x60", b"\xb0\x82\x40\x00", 1),
    "frames.avi": lambda: avi(b"avih", 24, struct.pack("<I", 1_000_000_000)),
    "wide.avi": lambda: avi(b"strf", 12, struct.pack("<ii", 16_384, 16_384)),
    "length.avi": lambda: avi(b"strh", 40, struct.pack("<I", 0xFFFFFFFF)),
    "channels.wav": lambda: wav(65_535, 48_000, 64),
    "rate.wav": lambda: wav(2, 0xFFFFFFFF, 64),
    "claims.wav": lambda: wav(2, 8000, 0xFFFFFFF0),
    "tag.mp3": lambda: b"ID3\x04\0\0\x7f\x7f\x7f\x7f" + b"\0" * 1000,
    "large.webm": lambda: film("webm", "libvpx", 0.3, 64, 64).replace(b"\xb0\x81\x40", b"\xb0\x82\x7f\xff", 1),
    "unpacks.docx": lambda: docx(document=b"\0" * 150_000_000),
    "many.docx": lambda: docx(**{f"p{n}": b"x" for n in range(20_000)}),
    "entities.docx": lambda: entities(),
    "stream.pdf": lambda: pdf(b"BT " + b"(a) Tj " * 8_000_000, packed=True),
    "loop.pdf": lambda: pdf(b"", packed=False, pages="/Kids [2 0 R 2 0 R] /Count 1000000"),
    "deep.pdf": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * 100_000 + b"]" * 100_000 + b"endobj\ntrailer<</Root 1 0 R>>",
    "huge.cube": lambda: b"LUT_3D_SIZE 4096\n0 0 0\n",
    "word.txt": lambda: b"a" * 30_000_000,
    "numbers.cube": lambda: b"LUT_3D_SIZE 65\n" + b"1e999999 " * 300_000,
}
