"""Grounds for words: they cover the frame, move gently, close when looped and rest when they should."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import numpy as np
import pytest
from tests.unit.scenes.word_stages import SHAPES, stage

from talkreel.draw.surface import Surface
from talkreel.model import Look
from talkreel.model.look import LOOKS, Background
from talkreel.scenes import Stage
from talkreel.scenes.backdrop import Backdrop
from talkreel.scenes.grounds.clock import Clock

GROUNDS = get_args(Background)


def _look(ground: str, name: str = "aurora") -> Look:
    return LOOKS[name].model_copy(update={"background": ground})


def _drawn(backdrop: Backdrop, st: Stage, t_ms: float) -> np.ndarray:
    surface = Surface(st.width, st.height)
    backdrop.paint(surface.canvas, t_ms)
    return surface.pixels.copy()


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_covers_the_frame(ground: str, shape: str, seed: int) -> None:
    st = stage("kinetic", shape, seed=seed)
    assert _drawn(Backdrop(st, _look(ground)), st, 1234)[..., 3].min() == 255


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("name", ["aurora", "paper"])
def test_moves_gently(ground: str, name: str) -> None:
    st = stage("kinetic")
    backdrop = Backdrop(st, _look(ground, name))
    frames = [_drawn(backdrop, st, t).astype(int) for t in (2000, 2033, 3000)]
    small, large = (np.abs(frames[0] - f).mean() for f in frames[1:])
    assert 0 < small < 2.5
    assert small < large < 25


@pytest.mark.parametrize("ground", GROUNDS)
def test_a_loop_ends_where_it_began(ground: str) -> None:
    st = stage("kinetic", loop=True)
    backdrop = Backdrop(st, _look(ground))
    assert np.array_equal(_drawn(backdrop, st, 0), _drawn(backdrop, st, st.duration_ms))
    assert not np.array_equal(_drawn(backdrop, st, 0), _drawn(backdrop, st, st.duration_ms / 2))


@pytest.mark.parametrize("ground", GROUNDS)
def test_comes_to_rest(ground: str) -> None:
    st = stage("kinetic")
    backdrop = Backdrop(st, _look(ground), rest_ms=4000)
    assert np.array_equal(_drawn(backdrop, st, 4000), _drawn(backdrop, st, 6000))
    assert not np.array_equal(_drawn(backdrop, st, 2000), _drawn(backdrop, st, 4000))


def test_the_film_can_run_on_past_the_shot() -> None:
    st = replace(stage("kinetic"), duration_ms=1000)
    assert _drawn(Backdrop(st, _look("mesh")), st, 1900)[..., 3].min() == 255


def test_the_brake_is_smooth_and_never_runs_back() -> None:
    clock = Clock(6000, rest_ms=5000)
    seconds = [clock.seconds(t) for t in range(0, 6001, 50)]
    steps = np.diff(seconds)
    assert (steps >= -1e-12).all()
    assert np.abs(np.diff(steps)).max() < 0.002
    assert steps[-1] == 0
    assert clock.seconds(1000) == 1.0
