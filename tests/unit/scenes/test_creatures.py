"""Animals: feet that stand do not slide, loops close, every animal can be drawn, light and colour show."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw.surface import Surface
from talkreel.model.scene import Act
from talkreel.scenes.creatures import Creature, has_creature
from talkreel.scenes.rigs.bird import BIRDS
from talkreel.scenes.rigs.breeds import BREEDS
from talkreel.scenes.rigs.gait import GAITS, GaitName, foot_at
from talkreel.scenes.rigs.skeleton import Skeleton
from talkreel.scenes.rigs.swimmer import SWIMMERS

MOVING: list[GaitName] = ["walk", "trot", "gallop", "transverse", "bound"]


def picture(creature: Creature, t_s: float, act: Act = "run", facing: int = 1) -> NDArray[np.uint8]:
    surface = Surface(240, 160)
    creature.draw(surface.canvas, 120, 130, 80, t_s, act=act, facing=facing)
    return surface.pixels.copy()


@pytest.mark.parametrize("gait", MOVING)
@pytest.mark.parametrize("leg", range(4))
def test_a_standing_foot_moves_back_with_the_ground(gait: GaitName, leg: int) -> None:
    stride = GAITS[gait].stride
    for phase in np.linspace(0, 1, 61):
        here, next_ = (foot_at(GAITS[gait], leg, float(phase) + step) for step in (0.0, 1e-4))
        if here.swing is None and next_.swing is None:
            assert here.y == next_.y == 0.0
            assert (next_.x - here.x) / 1e-4 == pytest.approx(-stride, rel=1e-6)


@pytest.mark.parametrize("gait", MOVING)
def test_a_foot_leaves_and_meets_the_ground_at_its_speed(gait: GaitName) -> None:
    gait_ = GAITS[gait]
    for edge in (gait_.duty, 1.0):
        before, after = (foot_at(gait_, 0, gait_.touch[0] + edge + d).x for d in (-2e-4, 2e-4))
        assert (after - before) / 4e-4 == pytest.approx(-gait_.stride, rel=0.02)


@pytest.mark.parametrize("name", sorted(BREEDS))
def test_legs_reach_their_feet_and_joints_never_jump(name: str) -> None:
    build = BREEDS[name].build
    skeleton = Skeleton(build)
    for gait in ("walk", build.run):
        poses = [skeleton.pose(gait, i / 60) for i in range(61)]
        for leg in range(4):
            joints = np.array([pose.legs[leg].joints for pose in poses])
            assert np.allclose(joints[0], joints[-1], atol=1e-9)
            assert np.abs(np.diff(joints, axis=0)).max() < 0.16
            standing = [pose.legs[leg] for pose in poses if pose.legs[leg].foot.swing is None]
            assert max(abs(float(leg_.joints[4, 1])) for leg_ in standing) < 1.2 * build.hind.toe


def test_the_ground_passes_by_as_fast_as_the_feet() -> None:
    fox = Creature("fox")
    assert fox.breed is not None
    skeleton, size = Skeleton(fox.breed.build), 1 / fox.tall
    dt = 1 / 240
    speed = fox.speed(100.0, "run")
    slides: list[float] = []
    for i in range(240):
        before, after = (skeleton.pose("gallop", (i * dt + d) * fox.cadence("run")).legs[2] for d in (0.0, dt))
        if before.foot.stance is not None and after.foot.stance is not None and after.foot.stance < 0.6:
            moved = float(after.joints[4, 0] - before.joints[4, 0]) * 100 * size
            slides.append(abs(moved + speed * dt))
    assert slides
    assert max(slides) < 0.05 * speed * dt


@pytest.mark.parametrize("name", sorted([*BREEDS, *BIRDS, *SWIMMERS]))
def test_every_creature_is_drawn_and_moves(name: str) -> None:
    creature = Creature(name)
    first, later = picture(creature, 0.3), picture(creature, 0.52)
    assert (first[..., 3] > 0).mean() > 0.012
    assert not np.array_equal(first, later)
    assert np.array_equal(first, picture(creature, 0.3))


def test_a_loop_closes() -> None:
    for name in ("fox", "gull", "dolphin"):
        creature = Creature(name, loop_s=3.0)
        assert np.array_equal(picture(creature, 0.0), picture(creature, 3.0))


def test_facing_mirrors_the_body() -> None:
    right, left = picture(Creature("horse"), 0.2), picture(Creature("horse"), 0.2, facing=-1)
    shape = right[:, ::-1, 3].astype(int) - left[..., 3]
    assert np.abs(shape).mean() < 4


def test_colour_dyes_the_coat() -> None:
    plain, dyed = picture(Creature("cat"), 0.0), picture(Creature("cat", "#3050c0"), 0.0)
    assert dyed[..., 0].astype(int).sum() > 1.2 * plain[..., 0].astype(int).sum()


def test_names() -> None:
    assert has_creature("fox")
    assert has_creature("puppy")
    assert has_creature("swallow")
    assert not has_creature("teapot")
    with pytest.raises(KeyError):
        Creature("teapot")
