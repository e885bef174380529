"""A painter covers its whole canvas: a frame never depends on what was drawn before it."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.surface import Surface
from talkreel.model import Hero, Scene
from talkreel.model.look import LOOKS
from talkreel.scenes import PAINTERS, Filmed, Stage, painter_for

SCENES = [
    *(Scene(kind=kind, time="dusk", seed=3) for kind in sorted(set(PAINTERS) - {"photo", "video"})),
    Scene(kind="city", time="night", weather="rain", seed=4),
    Scene(kind="street", variant="neon", time="night", seed=3),
    Scene(kind="street", variant="market", time="day", hero=Hero(name="dog"), seed=3),
    Scene(kind="stage", variant="detail", hero=Hero(name="phone"), seed=3),
    Scene(kind="stage", variant="water", hero=Hero(name="coffee"), seed=3),
]


@pytest.mark.parametrize("size", [(192, 108), (108, 192)])
@pytest.mark.parametrize("scene", SCENES, ids=lambda s: f"{s.kind}-{s.variant}")
def test_nothing_of_the_frame_before_is_left(scene: Scene, size: tuple[int, int]) -> None:
    painter = painter_for(Stage(scene, *size, 4000, LOOKS["aurora"]))
    assert not isinstance(painter, Filmed)
    frames: list[np.ndarray] = []
    for before in (0xFF000000, 0xFFFFFFFF):
        surface = Surface(*size)
        surface.canvas.clear(before)
        painter.paint(surface.canvas, 1500.0)
        frames.append(surface.pixels)
    assert np.array_equal(frames[0], frames[1])
