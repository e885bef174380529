"""Files from outside that are broken, lying or hostile: each ends in a sentence, never in a traceback."""

from __future__ import annotations

import random
import struct
import time
import zlib
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.errors import InputError, NotFoundError, TalkreelError, TooLargeError
from talkreel.media.documents import read_document
from talkreel.media.pictures import read_picture
from talkreel.media.probe import probe
from talkreel.messages import say
from talkreel.process.guard import guarded


def told(error: TalkreelError) -> str:
    """Every error can be said in both languages."""
    assert say(error.code, "zh", **error.fields)
    return say(error.code, "en", **error.fields)


def png(width: int, height: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("empty.mp4", b"", InputError),
        ("words.mp4", b"this is not a film at all", InputError),
        ("page.jpg", b"<html><img src='file:///etc/passwd'></html>", InputError),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", InputError),
        ("torn.mp4", b"\x00\x00\x00\x20ftypisom" + b"\x00" * 400, InputError),
        ("huge.png", png(30_000, 30_000), TooLargeError),
        ("lying.png", png(4000, 4000, b"\x00" * 64), InputError),
        ("torn.mp3", b"ID3\x04\x00\x00\x00\x00\x00\x00", InputError),
        ("torn.gif", b"GIF89a\xff\xff\xff\xff\xf7\x00\x00", TalkreelError),
    ],
)
def test_what_is_no_media_is_refused_in_time(tmp_path: Path, name: str, content: bytes, error: type[Exception]) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    began = time.monotonic()
    with pytest.raises(error) as caught:
        guarded(probe, path, subject=str(path))
    assert time.monotonic() - began < 8
    assert name in told(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        probe(tmp_path / "no.mp4")
    assert "no.mp4" in told(caught.value)
    with pytest.raises(InputError):
        probe(tmp_path)


@pytest.mark.parametrize("suffix", ["mp4", "mov", "avi", "webm", "mkv"])
def test_torn_and_flipped_films_never_crash(make_clip, tmp_path: Path, suffix: str) -> None:
    whole = make_clip(f"whole.{suffix}", seconds=1.0).read_bytes()
    dice = random.Random(suffix)
    for number in range(6):
        data = bytearray(whole if number % 2 else whole[: dice.randrange(1, len(whole))])
        for _ in range(40):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path = tmp_path / f"bad{number}.{suffix}"
        path.write_bytes(bytes(data))
        with suppress(TalkreelError):
            probe(path)


@pytest.mark.parametrize("name", ["list.mp4", "list.mov", "list.gif", "list.mp3", "list.jpg"])
@pytest.mark.parametrize("kind", ["concat", "hls", "dash"])
def test_no_playlist_opens_another_file(make_clip, tmp_path: Path, name: str, kind: str) -> None:
    secret = make_clip("secret.mp4", seconds=0.5)
    text = {
        "concat": f"ffconcat version 1.0\nfile {secret.name}\n",
        "hls": f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:0.5,\n{secret}\n#EXT-X-ENDLIST\n",
        "dash": f"<?xml version='1.0'?><MPD><Period><BaseURL>file://{secret}</BaseURL></Period></MPD>",
    }[kind]
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(InputError):
        probe(path)
    from talkreel.media.opening import open_media

    with pytest.raises(InputError):  # also past the first bytes' test
        open_media(path)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_upright(tmp_path: Path, orientation: int) -> None:
    """A picture whose top-left corner is white, stored in each of the eight orientations."""
    upright = np.zeros((60, 90, 3), np.uint8)
    upright[:20, :30] = 255
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: np.rot90(upright, 2).transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(stored), [cv2.IMWRITE_JPEG_QUALITY, 95])
    tiff = (
        b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01"
        + struct.pack(">HH", orientation, 0)
        + b"\0" * 4
    )
    exif = b"Exif\x00\x00" + tiff
    path = tmp_path / "photo.jpg"
    path.write_bytes(data.tobytes()[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data.tobytes()[2:])
    pixels = read_picture(path)
    assert pixels.shape == (60, 90, 4)
    assert pixels[5:15, 5:25, :3].mean() > 240
    assert pixels[40:, 40:, :3].mean() < 15


def test_transparent_and_deep_pictures(tmp_path: Path) -> None:
    clear = np.zeros((20, 20, 4), np.uint8)
    clear[5:15, 5:15] = (0, 0, 255, 128)
    cv2.imwrite(str(tmp_path / "clear.png"), clear)
    assert tuple(read_picture(tmp_path / "clear.png")[10, 10]) == (0, 0, 128, 128)
    cv2.imwrite(str(tmp_path / "deep.png"), np.full((8, 8, 3), 40_000, np.uint16))
    assert 150 <= read_picture(tmp_path / "deep.png")[4, 4, 0] <= 158


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.pdf", b"not a pdf", "error.document_not_what_it_says"),
        ("a.pdf", b"%PDF-1.4\nbroken", "error.file_unreadable"),
        ("a.docx", b"PK\x03\x04broken", "error.file_unreadable"),
        ("a.txt", b"   \n\n ", "error.document_no_text"),
        ("a.md", bytes(range(256)) * 20, "error.document_not_text"),
    ],
)
def test_documents_without_words(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        guarded(read_document, path, subject=str(path))
    assert caught.value.code == code
    assert name in told(caught.value)


def test_documents_with_words(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_heading("Fernly", 1)
    document.add_paragraph("Fresh from 40 farms.")
    document.save(str(tmp_path / "a.docx"))
    assert read_document(tmp_path / "a.docx") == "Fernly\n\nFresh from 40 farms."
    (tmp_path / "b.txt").write_bytes("早上好".encode("gb18030"))
    assert read_document(tmp_path / "b.txt") == "早上好"
    (tmp_path / "c.txt").write_bytes("\ufeffcafé".encode())
    assert read_document(tmp_path / "c.txt") == "café"


def test_a_pdf_of_pictures_has_no_text(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(str(tmp_path / "scan.pdf"))
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "scan.pdf")
    assert caught.value.code == "error.document_no_text"
    locked = PdfWriter(clone_from=str(tmp_path / "scan.pdf"))
    locked.encrypt("secret")
    locked.write(str(tmp_path / "locked.pdf"))
    with pytest.raises(InputError) as caught:
        read_document(tmp_path / "locked.pdf")
    assert caught.value.code == "error.document_locked"
