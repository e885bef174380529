"""Motions of many at once are those of one; a slow light is the same whichever moments were asked for."""

from __future__ import annotations

import numpy as np
import pytest

from talkreel.draw.surface import Surface
from talkreel.scenes.glitter import Dashes
from talkreel.scenes.grounds.flow import STEP_S, Flow
from talkreel.scenes.particles import SHEAF, Beats, sheaves
from talkreel.scenes.tempo import Tempo

RATES, OFFSETS = (0.03, 0.41, 1.9), (0.0, 0.7, 3.2)
SLOW = """
uniform float2 size; uniform float t;
half4 main(float2 p) { return half4(0.5 + 0.4 * sin(t), p.x / size.x, 0, 1); }
"""


@pytest.mark.parametrize("loop", [False, True])
@pytest.mark.parametrize("t_ms", [0.0, 333.3, 4999.0, 12_345.6])
def test_beats_are_those_of_the_tempo(loop: bool, t_ms: float) -> None:
    tempo = Tempo(5.0, loop)
    beats = Beats(tempo, RATES, OFFSETS)
    each = list(zip(RATES, OFFSETS, strict=True))
    assert beats.turns(t_ms) == pytest.approx([tempo.turns(t_ms, hz, at) for hz, at in each])
    assert beats.count(t_ms).tolist() == [tempo.count(t_ms, hz, at) for hz, at in each]
    assert beats.wave(t_ms) == pytest.approx([tempo.wave(t_ms, hz, at) for hz, at in each], abs=1e-9)


def test_shapes_share_paths_in_sheaves() -> None:
    assert [len(sheaves(n)) for n in (0, 1, SHEAF, SHEAF + 1)] == [0, 1, 1, 2]


def _flow() -> Flow:
    return Flow(SLOW, (96, 54), 8, {}, lambda seconds: {"t": seconds})


def _painted(flow: Flow, seconds: float) -> np.ndarray:
    surface = Surface(96, 54)
    flow.paint(surface.canvas, seconds)
    return surface.pixels


def test_a_flow_does_not_depend_on_what_was_drawn_before() -> None:
    times = (0.0, 3.31, STEP_S, 0.05, 3.3, 0.9 * STEP_S)
    used = _flow()
    for seconds in times:
        assert np.array_equal(_painted(used, seconds), _painted(_flow(), seconds))


def test_a_flow_between_two_moments_is_what_its_light_is_there() -> None:
    for seconds in (0.1, 0.77, 1.3):
        red = 255 * (0.5 + 0.4 * np.sin(seconds))
        assert abs(float(_painted(_flow(), seconds)[..., 2].mean()) - red) < 1.5


def test_a_flow_on_a_moved_canvas_covers_what_it_covers_elsewhere() -> None:
    straight = _painted(_flow(), 0.5)
    wide = Surface(106, 54)
    wide.canvas.translate(10, 0)
    _flow().paint(wide.canvas, 0.5)
    assert np.array_equal(wide.pixels[:, 10:], straight)
    assert not wide.pixels[:, :10].any()


def test_dashes_outside_the_frame_or_without_light_draw_nothing() -> None:
    def drawn(x: float, shine: float) -> int:
        surface = Surface(64, 32)
        one = [np.array([v]) for v in (x, 16.0, 6.0, 2.0, shine)]
        Dashes(*one).draw(surface.canvas, (0.9, 0.05, 90), 64)
        return int(np.count_nonzero(surface.pixels[..., 3]))

    assert drawn(32, 0.8) > 10
    assert drawn(32, 0.0) == drawn(-20, 0.8) == drawn(90, 0.8) == 0
