"""A shot that is carried on past the length it was composed for: no jump, no hole, nothing comes to a dead stop."""

from __future__ import annotations

from itertools import pairwise

import cv2
import numpy as np
import pytest
from tests.golden.test_frames import draft_of

from talkreel.draw.camera import view_at
from talkreel.draw.surface import Surface
from talkreel.model import Camera, Look
from talkreel.model.look import LOOKS
from talkreel.model.scene import CameraMove
from talkreel.scenes import PAINTERS, Filmed, Stage, painter_for
from talkreel.scenes.framing import Crop, move_over

DRAWN = sorted(set(PAINTERS) - {"photo", "video"})
MOVES: tuple[CameraMove, ...] = ("auto", "pan_left", "tilt_up", "push", "pull", "drone", "orbit", "handheld")
NOWHERE = 0xFFFF00FF


def _frames(kind: str, move: CameraMove, times: list[float]) -> list[np.ndarray]:
    draft = draft_of(kind)
    scene = draft.tracks[0].segments[0].scene
    assert scene is not None
    look: Look = LOOKS["aurora"]
    stage = Stage(scene.model_copy(update={"camera": Camera(move=move, pace="fast")}), 160, 90, 3000, look)
    painter, surface = painter_for(stage), Surface(160, 90)
    assert not isinstance(painter, Filmed)
    seen = []
    for t_ms in times:
        surface.canvas.clear(NOWHERE)
        painter.paint(surface.canvas, t_ms)
        seen.append(surface.pixels[..., :3].copy())
    return seen


@pytest.mark.parametrize("kind", DRAWN)
def test_every_scene_runs_on_without_a_jump_or_a_hole(kind: str) -> None:
    for move in ("auto", "pan_left") if kind in ("city", "street") else ("auto",):
        near = _frames(kind, move, [2900 + n * 100 / 3 for n in range(7)])
        steps = [float(np.abs(cv2.absdiff(a, b)).mean()) for a, b in pairwise(near)]
        assert max(steps[2:]) <= 2.2 * max(steps[:2]) + 0.6
        for frame in _frames(kind, move, [3500, 6000, 9000, 20_000, 60_000]):
            hole = (frame[..., 0] > 240) & (frame[..., 1] < 15) & (frame[..., 2] > 240)
            assert not hole.any()
            assert frame.std() > 1


@pytest.mark.parametrize("move", MOVES)
def test_a_camera_carries_on_at_the_speed_it_had_and_stays_where_layers_are(move: CameraMove) -> None:
    def at(part: float) -> np.ndarray:
        view = view_at(move, "medium", 1920, 1080, part, 4 * part)
        return np.array([view.x, view.y, 960 * view.dolly])

    before, after = at(1.0) - at(0.999), at(1.001) - at(1.0)
    assert np.abs(after - before).max() < 0.03
    inside = np.array([at(n / 50) for n in range(51)])
    outside = np.array([at(1 + n / 20) for n in range(200)])
    if move != "handheld":
        assert (np.abs(outside[:, :2]).max(0) <= 1.03 * np.abs(inside[:, :2]).max(0) + 13).all()
        assert outside[:, 2].min() >= inside[:, 2].min() - 13


@pytest.mark.parametrize("move", ["push", "pull", "pan_left", "tilt_down", "drone", "static"])
def test_a_camera_over_a_photo_stays_on_it_and_never_stands(move: CameraMove) -> None:
    plate = (1600.0, 1000.0)
    way = move_over(plate, (1920.0, 1080.0), (0.3, 0.3, 0.6, 0.6), move, "fast")
    crops = [way.at(1 + n / 50) for n in range(600)]
    assert all(Crop(0, 0, *plate).holds(crop) for crop in crops)
    assert all(one != other for one, other in pairwise(crops))
    assert abs(way.at(1.0).w - crops[1].w) < 0.005 * plate[0]
