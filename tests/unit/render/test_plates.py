"""Plates of a draft's shots: photographs read once, clips opened by each shot for itself, gone files said."""

from __future__ import annotations

from pathlib import Path

import av
import cv2
import numpy as np
import pytest

from talkreel.errors import NotFoundError
from talkreel.model import PICTURE, Draft, Meta, Scene, Segment, Track
from talkreel.model.draft import Asset
from talkreel.render.plates import Plates
from talkreel.scenes import Clip, Photograph


def _film(path: Path) -> None:
    """50 frames at 25 a second, each brighter than the one before."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream("libx264", rate=25, options={"g": "10"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(50):
            grey = np.full((48, 64, 3), 20 + 4 * number, np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        file.mux(stream.encode(None))


def _shot(name: str, key: str, in_ms: int = 0) -> Segment:
    kind = "video" if key == "film" else "photo"
    return Segment(id=name, start_ms=0, duration_ms=1000, in_ms=in_ms, scene=Scene(kind=kind, src=(key,)))


@pytest.fixture
def plates(tmp_path: Path) -> Plates:
    _film(tmp_path / "film.mp4")
    cv2.imwrite(str(tmp_path / "photo.png"), np.full((30, 40, 3), 90, np.uint8))
    files = {"film": ("film.mp4", "video"), "photo": ("photo.png", "image"), "gone": ("gone.png", "image")}
    return Plates(
        Draft(
            duration_ms=1000,
            meta=Meta(width=64, height=48),
            assets={key: Asset.model_validate({"file": file, "kind": kind}) for key, (file, kind) in files.items()},
            tracks=(Track(id="t1", type=PICTURE, segments=()),),
        ),
        tmp_path,
    )


def _light(clip: object, t_ms: float) -> float:
    assert isinstance(clip, Clip)
    return float(clip.planes(t_ms).y.mean())


def test_two_shots_of_a_clip_do_not_wind_each_other_back(plates: Plates) -> None:
    early, late = plates.of_shot(_shot("a", "film"))["film"], plates.of_shot(_shot("b", "film", 1000))["film"]
    alone = plates.of_shot(_shot("b", "film", 1000))["film"]
    told = [(_light(early, t), _light(late, t)) for t in range(0, 400, 40)]
    assert all(b > a + 60 for a, b in told)
    assert [b for _, b in told] == [_light(alone, t) for t in range(0, 400, 40)]
    assert early.planes(0.0) is not late.planes(0.0)  # type: ignore[union-attr]


def test_a_photograph_is_read_once_and_anew_when_its_file_changed(plates: Plates) -> None:
    one, other = (plates.of_shot(_shot(name, "photo"))["photo"] for name in "ab")
    assert isinstance(one, Photograph)
    assert isinstance(other, Photograph)
    assert one.key == other.key
    assert one.read() is other.read()
    cv2.imwrite(str(plates.path("photo")), np.full((31, 40, 3), 200, np.uint8))
    changed = plates.of_shot(_shot("c", "photo"))["photo"]
    assert isinstance(changed, Photograph)
    assert changed.key != one.key
    assert changed.read()[0, 0, 0] == 200


def test_what_is_gone_is_said_before_anything_is_drawn(plates: Plates) -> None:
    for key in ("gone", "never"):
        with pytest.raises(NotFoundError):
            plates.of_shot(_shot("a", key))
