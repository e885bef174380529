"""Where fonts come from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from talkreel.draw import faces
from talkreel.draw.assets import ASSETS
from talkreel.settings import Settings


@pytest.fixture
def own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder named by the setting, with one font in it, below another folder."""
    copy = tmp_path / "mine" / "Outfit.ttf"
    copy.parent.mkdir()
    shutil.copy(ASSETS / "fonts" / "outfit" / "Outfit_400Regular.ttf", copy)
    (tmp_path / "broken.ttf").write_bytes(b"not a font")
    monkeypatch.setattr(faces, "settings", lambda: Settings(fonts_dir=str(tmp_path)))
    forget = (faces._system_files.cache_clear, faces._system_font.cache_clear)  # pyright: ignore[reportPrivateUsage]
    for clear in forget:
        clear()
    yield copy
    for clear in forget:
        clear()


def test_the_folder_of_the_setting_is_searched_first(own_fonts: Path) -> None:
    assert faces._system_font("A") == own_fonts  # pyright: ignore[reportPrivateUsage]


def test_a_heavy_face_wants_heavy_company() -> None:
    light = faces.families("outfit", 400, "cjk", "早")
    heavy = faces.families("anton", 400, "cjk", "早")
    assert light[0] == "chinese-400"
    assert heavy[0] == "chinese-700"


def test_the_face_itself_comes_first_for_its_own_letters() -> None:
    assert faces.families("fraunces", 600, "latin", "a")[0] == "fraunces-600"
    assert faces.families("fraunces", 600, "arabic", "م")[0] == "arabic-700"
