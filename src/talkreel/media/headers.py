"""Width and height of a picture from its first bytes, before any decoder is asked to make room for it.

Layouts: PNG (W3C, 11.2.2 IHDR), GIF89a (logical screen), JPEG (ITU-T T.81, B.2.2 frame header), WebP (RFC 9649).
"""

from __future__ import annotations

from pathlib import Path

_READ_BYTES = 1 << 20  # EXIF, colour profiles and thumbnails lie before a JPEG's frame header
_JPEG_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_JPEG_BARE = {0x01, *range(0xD0, 0xD9)}  # markers without a length


def stored_size(path: Path) -> tuple[int, int] | None:
    """Width and height as stored, or None where the header does not say."""
    with path.open("rb") as file:
        head = file.read(_READ_BYTES)
    if head.startswith(b"\x89PNG") and head[12:16] == b"IHDR":
        return int.from_bytes(head[16:20], "big"), int.from_bytes(head[20:24], "big")
    if head.startswith(b"GIF8"):
        return int.from_bytes(head[6:8], "little"), int.from_bytes(head[8:10], "little")
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _webp(head)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    return None


def _webp(head: bytes) -> tuple[int, int] | None:
    kind = head[12:16]
    if kind == b"VP8X":
        return 1 + int.from_bytes(head[24:27], "little"), 1 + int.from_bytes(head[27:30], "little")
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind == b"VP8 ":
        return int.from_bytes(head[26:28], "little") & 0x3FFF, int.from_bytes(head[28:30], "little") & 0x3FFF
    return None


def _jpeg(head: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 < len(head):
        if head[at] != 0xFF:
            return None
        marker = head[at + 1]
        if marker in _JPEG_FRAMES:
            return int.from_bytes(head[at + 7 : at + 9], "big"), int.from_bytes(head[at + 5 : at + 7], "big")
        length = 0 if marker in _JPEG_BARE or marker == 0xFF else int.from_bytes(head[at + 2 : at + 4], "big")
        at += 1 if marker == 0xFF else 2 + length
    return None
