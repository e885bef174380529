from __future__ import annotations

from pathlib import Path

import pytest
from tests.hostile import docx
from tests.samples import FORMATS, sample

from talkreel.errors import InputError, NotFoundError
from talkreel.media.sniff import by_signature, file_type

KINDS = {"jpg": "image", "png": "image", "gif": "image", "webp": "image"} | dict.fromkeys(
    ("mp3", "wav", "m4a", "aac"), "audio"
)


@pytest.mark.parametrize("suffix", FORMATS)
def test_media_are_what_their_content_is(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(sample(suffix))
    for name in ("", f"a.{suffix}", "a.txt", "a.cube", "a.docx", "a.exe"):
        found = file_type(path, name)
        assert (found.kind, found.suffix) == (KINDS.get(suffix, "video"), f".{suffix}")


@pytest.mark.parametrize(
    ("head", "suffix"),
    [
        (b"\0\0\0\x20ftypM4V \0\0\2\0", ".m4v"),
        (b"\0\0\0\x20ftypM4A \0\0\2\0", ".m4a"),
        (b"\0\0\0\x20ftypqt  \0\0\2\0", ".mov"),
        (b"\0\0\0\x08wide\0\0\0\0mdat", ".mov"),
        (b"\0\0\0\x20ftyp3gp4\0\0\2\0", ".mp4"),
        (b"RF64\xff\xff\xff\xffWAVEds64", ".wav"),
        (b"ID3\x04\0\0\0\0\0\x02xx\xff\xf1\x50\x80", ".aac"),
        (b"ID3\x04\0\0\0\0\0\x02xx\xff\xfb\x90\x00", ".mp3"),
        (b"ID3\x04\0\0\0\x7f\x7f\x7f", ".mp3"),
        (b"fLaC\0\0\0\x22", ".flac"),
        (b"OggS\0\2", ".ogg"),
        (b"%PDF-1.7", ".pdf"),
        (docx(document=b"<w/>"), ".docx"),
    ],
)
def test_other_beginnings(head: bytes, suffix: str) -> None:
    found = by_signature(head)
    assert found is not None
    assert found.suffix == suffix


@pytest.mark.parametrize(
    "head",
    [
        b"\0\0\0\x20ftypheic\0\0\0\0", b"\0\0\0\x20ftypavif\0\0\0\0", b"\xff\xfeh\0i\0", b"\xff\xff\xff",
        b"RIFF\0\0\0\0RMID",
        b"PK\x03\x04\x14\0\0\0\0\0a.txt", b"\x1aE\xdf\xa3\x80", b"\x1aE\xdf\xa3\x90\x42\x82\x84evil",
        b"MZ\x90", b"\x7fELF",
        b"BM\x36\0", b"II*\0", b"\0\0\1\0", b"FLV\1", b"\x30\x26\xb2\x75", b"\x00\x00\x01\xba", b"G@\0\x10",
        b"8BPS", b"",
        b"gimp xcf", b"\xc5\xd0\xd3\xc6", b"\x1f\x8b\x08", b"Rar!", b"7z\xbc\xaf", b"{\\rtf1",
        b"\0\0\0\x0cjP  ", b"qoif",
    ],
)  # fmt: skip
def test_what_is_not_on_the_list_is_nothing(head: bytes) -> None:
    assert by_signature(head) is None


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("a.txt", "Fresh coffee.", ".txt"),
        ("a.md", "# Fresh coffee\n\n<p align=center>since 1998</p>", ".md"),
        ("README.markdown", "<h1 align=center>Coffee</h1>", ".md"),
        ("a", "Fresh coffee.", ".txt"),
        ("a.txt", "早上好,这是一份简介。", ".txt"),
        ("a.txt", "vision=1 is not a session", ".txt"),
        ("a.txt", "#extra words", ".txt"),
        ("look.cube", "TITLE \"x\"\nLUT_3D_SIZE 2\n" + "0 0 0\n" * 8, ".cube"),
        ("look.txt", "# made by hand\nLUT_1D_SIZE 2\n0 0 0\n1 1 1\n", ".cube"),
        ("a.cube", "Fresh coffee.", ""),
        ("a.mp4", "Fresh coffee.", ""),
        ("a.jpg", "Fresh coffee.", ""),
        ("a.pdf", "Fresh coffee.", ""),
        ("a.py", "import os", ""),
        ("a.exe", "Fresh coffee.", ""),
        ("a.txt", "", ""),
        ("a.txt", " \n ", ""),
        ("a.txt", "a\0b" * 50, ""),
        ("a.txt", "<!-- a --><!-- b -->\n<svg>", ""),
        ("a.txt", "#!/bin/sh\nrm -rf /", ""),
    ],
)  # fmt: skip
def test_text_is_taken_under_a_name_of_text(name: str, content: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text(content)
    if suffix:
        assert file_type(path, name).suffix == suffix
    else:
        with pytest.raises(InputError):
            file_type(path, name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_may_end_within_a_letter(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"" + ("咖啡" * 40_000).encode(encoding)[:70_001])
    assert file_type(path).kind == "document"


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        file_type(tmp_path / "no")
    with pytest.raises(InputError):
        file_type(tmp_path)
