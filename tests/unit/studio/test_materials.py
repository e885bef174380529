"""Files that came with the words."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.errors import InputError, NotFoundError
from talkreel.studio.materials import Files, caption_of, is_named_like_a_file, read_files
from talkreel.studio.unspoken import wish_of


@pytest.mark.parametrize(
    ("stem", "caption"),
    [
        ("iced-latte_02", "Iced latte"),
        ("Sunset over Lisbon", "Sunset over Lisbon"),
        ("grandma's garden (3)", "Grandma's garden"),
        ("西湖春晓", "西湖春晓"),
        ("龙井 02", "龙井"),
        ("ab", ""),
        ("IMG_2041", ""),
        ("DSC00012", ""),
        ("PXL_20240101_120000", ""),
        ("photo (2)", ""),
        ("final_video-copy 3", ""),
        ("clip", ""),
        ("logo", ""),
        ("anim", ""),
        ("20240512_113344", ""),
        ("a" * 60, ""),
        ("", ""),
    ],
)
def test_a_name_that_says_something_is_a_caption(stem: str, caption: str) -> None:
    assert caption_of(stem) == caption


@pytest.mark.parametrize(
    ("text", "is_file"),
    [
        ("brief.pdf", True),
        ("no/such/clip.MP4", True),
        ("a film.mp4", False),
        ("a film", False),
        ("-", False),
        ("", False),
    ],
)
def test_files_are_told_from_words(text: str, is_file: bool) -> None:
    assert is_named_like_a_file(text) is is_file


def test_a_picture_is_known_by_its_bytes_and_lies_near_the_draft(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    photo = tmp_path / "in" / "red door.png"
    cv2.imwrite(str(photo), np.random.default_rng(1).integers(0, 255, (90, 160, 3), np.uint8))
    found = read_files([photo, photo], tmp_path / "out")
    (key, asset), (same, _) = found.assets
    assert key == same
    assert key.startswith("sha256:")
    assert (asset.file, asset.kind, asset.origin) == ("../in/red door.png", "image", "uploaded")
    material = found.materials[0]
    assert (material.key, material.width, material.height, material.caption) == (key, 160, 90, "Red door")


def test_texts_are_the_script(tmp_path: Path) -> None:
    text = tmp_path / "a.md"
    text.write_text("# 茶馆\n\n首单立减20元。", "utf-8")
    found = read_files([text], tmp_path)
    assert "首单立减20元" in found.documents[0]
    assert not found.materials


def test_what_cannot_be_used_ends_it(tmp_path: Path) -> None:
    lie = tmp_path / "lie.jpg"
    lie.write_text("#EXTM3U\nfile:///etc/passwd\n")
    with pytest.raises(InputError):
        read_files([lie], tmp_path)
    with pytest.raises(NotFoundError):
        read_files([tmp_path / "no.jpg"], tmp_path)


def test_files_without_words_say_what_to_make() -> None:
    assert wish_of("my words", Files(documents=("x",))) == "my words"
    assert "text" in wish_of(" ", Files(documents=("Some text.",)))
    assert "文字" in wish_of("", Files(documents=("一段关于茶的文字。",)))
    assert wish_of("", Files()) == ""
