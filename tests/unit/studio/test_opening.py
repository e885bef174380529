"""A file that somebody wants to talk about."""

from __future__ import annotations

import wave
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.errors import InputError, NotFoundError
from talkreel.model import Draft
from talkreel.studio.drafts import save_draft
from talkreel.studio.opening import PHOTO_MS, open_film

Maker = Callable[..., Path]


@pytest.fixture
def clip(make_clip: Maker) -> Path:
    return make_clip("own.mp4", seconds=1)


def test_a_clip_opens_as_a_draft_of_one_segment_at_its_own_size(clip: Path) -> None:
    opened = open_film(clip)
    draft = opened.journal.standing().draft
    (segment,) = draft.tracks[0].segments
    asset = draft.assets[segment.src]
    assert (draft.meta.width, draft.meta.height, draft.duration_ms) == (asset.width, asset.height, asset.duration_ms)
    assert segment.scene is not None
    assert (segment.scene.kind, segment.scene.variant, segment.scene.src) == ("video", "untouched", (segment.src,))
    assert (draft.revision, asset.file) == (1, clip.name)
    assert opened.journal.path == clip.with_name("own.reel.json")
    assert not opened.journal.path.exists()


def test_a_photo_stands_for_five_seconds_in_its_own_shape(tmp_path: Path) -> None:
    photo = tmp_path / "old-harbour.jpg"
    cv2.imwrite(str(photo), np.full((3000, 2000, 3), 90, np.uint8))
    draft = open_film(photo).journal.standing().draft
    assert (draft.meta.width, draft.meta.height, draft.duration_ms) == (1280, 1920, PHOTO_MS)
    assert draft.meta.title == "Old harbour"


def test_a_draft_beside_the_film_is_what_is_opened(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"whatever")
    save_draft(Draft(id="d9", revision=3), tmp_path / "film.reel.json")
    opened = open_film(tmp_path / "film.mp4")
    assert (opened.journal.standing().draft.id, opened.source.name) == ("d9", "film.mp4")


def test_sound_alone_is_refused(tmp_path: Path) -> None:
    sound = tmp_path / "song.wav"
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(16_000))
    with pytest.raises(InputError) as refused:
        open_film(sound)
    assert refused.value.code == "error.open_sound"
    with pytest.raises(NotFoundError):
        open_film(tmp_path / "missing.reel.json")
    with pytest.raises(NotFoundError):
        open_film(tmp_path / "missing.mp4")


def test_a_copy_elsewhere_names_the_same_files(clip: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "other" / "new.reel.json"
    opened = open_film(clip)
    save_draft(opened.journal.standing().draft, opened.journal.path)
    copied = open_film(clip, elsewhere)
    (asset,) = copied.journal.standing().draft.assets.values()
    assert (elsewhere.parent / asset.file).resolve() == clip.resolve()
    assert copied.folder == elsewhere.parent
    assert not elsewhere.parent.exists()
