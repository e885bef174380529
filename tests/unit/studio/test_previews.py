"""Previews are files of pictures, made from a draft's JSON in a process of their own."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.integration.test_export import DRAFT

from talkreel.errors import InputError, NotFoundError, UsageError
from talkreel.process.crew import Crew
from talkreel.render.preview import Preview
from talkreel.render.sheet import contact_sheet
from talkreel.studio.hosted import previews

BODY = json.dumps(DRAFT.wire()).encode()
MAGIC = {"jpeg": b"\xff\xd8\xff", "png": b"\x89PNG", "webp": b"RIFF"}


def pixels(picture: bytes) -> np.ndarray:
    decoded = cv2.imdecode(np.frombuffer(picture, np.uint8), cv2.IMREAD_COLOR)
    assert decoded is not None
    return decoded


@pytest.mark.parametrize("format", MAGIC)
def test_a_frame_is_the_films_frame(tmp_path: Path, format: str) -> None:
    picture = previews.frame(BODY, tmp_path, 1500, 180, format)
    assert picture.startswith(MAGIC[format])
    exact = Preview(DRAFT, tmp_path).frame(1500, 180)
    apart = np.abs(pixels(picture).astype(int) - exact)
    assert apart.mean() < (0.001 if format == "png" else 3)


def test_a_draft_may_lie_in_a_file(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    path.write_bytes(BODY)
    assert previews.frame(path, tmp_path, 0, 90) == previews.frame(BODY, tmp_path, 0, 90)
    with pytest.raises(NotFoundError):
        previews.frame(tmp_path / "gone.json", tmp_path, 0, 90)


def test_another_version_is_another_picture(tmp_path: Path) -> None:
    before = previews.frame(BODY, tmp_path, 1500, 90, "png")
    changed = json.dumps(DRAFT.wire()).replace("Hello", "Goodbye").encode()
    assert previews.frame(changed, tmp_path, 1500, 90, "png") != before
    assert previews.frame(BODY, tmp_path, 1500, 90, "png") == before


def test_a_sheet_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = previews.sheet(BODY, tmp_path, 3, 480, "png")
    assert np.array_equal(pixels(first), contact_sheet(DRAFT, tmp_path, 3, 480))
    monkeypatch.setattr(previews, "contact_sheet", lambda *_: pytest.fail("drawn again"))
    assert previews.sheet(BODY, tmp_path, 3, 480, "png") == first


def test_a_strip_is_drawn_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = previews.filmstrip(BODY, tmp_path, 4, 54, "png")
    assert np.array_equal(pixels(first), Preview(DRAFT, tmp_path).filmstrip(4, 54))
    monkeypatch.setattr(Preview, "filmstrip", lambda *_: pytest.fail("drawn again"))
    assert previews.filmstrip(BODY, tmp_path, 4, 54, "png") == first


def test_the_sounds_shape_is_json(tmp_path: Path) -> None:
    told = json.loads(previews.waveform(BODY, tmp_path, 50))
    assert (told["durationMs"], told["parts"], len(told["peaks"])) == (4700, 50, 100)
    assert min(told["peaks"]) < -0.01
    assert max(told["peaks"]) > 0.01


def test_a_run_that_was_seen_is_not_drawn_again(tmp_path: Path) -> None:
    told: list[float] = []
    first = previews.run(BODY, tmp_path, tmp_path / "a.mp4", 500, 2500, 90, lambda stage, part: told.append(part))
    again = previews.run(BODY, tmp_path, tmp_path / "b.mp4", 500, 2500, 90)
    assert (first.frames, first.width, first.height, first.drawn) == (60, 160, 90, 60)
    assert again.drawn == 0
    assert told
    assert (tmp_path / "a.mp4").read_bytes() == (tmp_path / "b.mp4").read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda folder: previews.frame(BODY, folder, 4701, 90),
        lambda folder: previews.frame(BODY, folder, -1, 90),
        lambda folder: previews.frame(BODY, folder, 0, 8),
        lambda folder: previews.frame(BODY, folder, 0, 100_000),
        lambda folder: previews.frame(BODY, folder, 0, 90, "gif"),
        lambda folder: previews.sheet(BODY, folder, 0),
        lambda folder: previews.filmstrip(BODY, folder, 10_000),
        lambda folder: previews.waveform(BODY, folder, 0),
        lambda folder: previews.run(BODY, folder, folder / "x.mp4", 4800, 5000, 90),
    ],
)
def test_what_cannot_be_is_refused(tmp_path: Path, wrong) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError):
        wrong(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"[" * 100_000, b'{"id": 1}', b"\xff\xfe"])
def test_what_is_no_draft_is_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(InputError):
        previews.frame(body, tmp_path, 0, 90)


def test_a_crew_makes_the_same_picture_and_refuses_the_same(tmp_path: Path) -> None:
    with Crew(1, preload=("talkreel.studio.hosted.previews",)) as crew:
        assert crew.call(previews.frame, BODY, tmp_path, 1500, 90) == previews.frame(BODY, tmp_path, 1500, 90)
        with pytest.raises(UsageError) as caught:
            crew.call(previews.frame, BODY, tmp_path, 9000, 90)
        assert caught.value.code == "error.time_range"
