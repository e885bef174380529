"""Every instruction set that this machine has gives the bits of the reference."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talkreel.draw import kernels
from talkreel.draw.kernels import Development, Matrix, Sprite, Tone
from talkreel.model.planes import Planes

SETS = [name for name in kernels.instruction_sets() if name != "numpy"]
pytestmark = pytest.mark.skipif(not SETS, reason="no kernels are built here")

often = settings(deadline=None, max_examples=60)
seeds = st.integers(0, 2**32 - 1)
halves = st.one_of(st.integers(1, 24), st.integers(25, 90))  # of an even size, px; beyond a block of every set
sizes = st.tuples(halves, halves).map(lambda half: (2 * half[0], 2 * half[1]))
parts = st.one_of(st.sampled_from([0, 1, 128, 255, 256]), st.integers(0, 256))
places = st.integers(-60, 90).map(lambda half: 2 * half)
scales = st.one_of(st.sampled_from([1.0, -1.0, 0.5, 2.0]), st.floats(0.3, 3), st.floats(-3, 3), st.floats(-40, 40))
turns = st.one_of(st.just(0.0), st.floats(-0.2, 0.2), st.floats(-3, 3))
shifts = st.one_of(st.integers(-120, 120).map(float), st.floats(-200, 200), st.sampled_from([0.5, -0.5, 1e9, -1e9]))
straight = st.tuples(scales, st.just(0.0), shifts, st.just(0.0), scales, shifts)
matrices = st.one_of(straight, st.tuples(scales, turns, shifts, turns, scales, shifts))


class Scene:
    """Random pictures whose rows lie at odd distances in a larger array, some of them read bottom up."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def array(self, *shape: int, dtype: Any = np.uint8) -> Any:
        low, high = np.iinfo(dtype).min, np.iinfo(dtype).max
        pad = int(self.rng.integers(0, 9))
        room: Any = self.rng.integers(low, high, (shape[0], shape[1] + pad, *shape[2:]), dtype, endpoint=True)
        if self.rng.integers(0, 4) == 0:
            room = np.asarray(np.where(room > (low + high) // 2, high, low), dtype)  # extremes
        view: Any = room[:, pad:]
        return view[::-1] if self.rng.integers(0, 4) == 0 else view

    def planes(self, width: int, height: int) -> Planes:
        half = (height // 2, width // 2)
        return Planes(self.array(height, width), self.array(*half), self.array(*half))

    def layer(self, width: int, height: int) -> Any:
        """Much of it clear; now and then colour without alpha, which is light."""
        bgra = self.array(height, width, 4)
        bgra[self.rng.random((height, width)) < 0.3] = 0
        top, left = self.rng.integers(0, height), self.rng.integers(0, width)
        if self.rng.integers(0, 2):
            bgra[:top] = 0
        if self.rng.integers(0, 2):
            bgra[:, :left] = 0
        if self.rng.integers(0, 2):
            bgra[..., :3] = np.minimum(bgra[..., :3], bgra[..., 3:])
        return bgra

    def sprite(self, width: int, height: int) -> Sprite:
        return Sprite(self.planes(width, height), self.array(height, width), self.array(height // 2, width // 2))

    def or_none(self, value: Any) -> Any:
        return value if self.rng.integers(0, 3) else None


def copied(values: Any) -> Any:
    return Planes(*(part.copy() for part in values)) if isinstance(values, Planes) else values.copy()


def agree(target: Any, draw: Callable[[Any], Any]) -> None:
    """`draw` changes its argument, or returns something; in every set the same."""

    def result(name: str) -> list[Any]:
        into = copied(target)
        with kernels.forced(name):
            made = draw(into)
        found: list[Any] = []
        for value in (into, made):
            if isinstance(value, Sprite):
                found += [*value.planes, value.alpha, value.alpha_half]
            elif value is not None:
                found += list(value) if isinstance(value, Planes) else [value]
        return found

    expected = result("numpy")
    for name in SETS:
        for ours, theirs in zip(expected, result(name), strict=True):
            np.testing.assert_array_equal(theirs, ours, err_msg=name)


@often
@given(seeds, sizes, sizes, matrices)
def test_affine(seed: int, size: tuple[int, int], target: tuple[int, int], matrix: Matrix) -> None:
    scene = Scene(seed)
    src = scene.planes(*size)
    agree(scene.planes(*target), lambda dst: kernels.affine(src, dst, matrix))


@often
@given(seeds, sizes, parts, st.integers(0, 2))
def test_lerp(seed: int, size: tuple[int, int], weight: int, inplace: int) -> None:
    scene = Scene(seed)
    other = scene.planes(*size)
    pairs: list[Callable[[Planes], tuple[Planes, Planes]]] = [
        lambda _: (other, scene_of_new),
        lambda dst: (dst, other),
        lambda dst: (other, dst),
    ]
    scene_of_new = scene.planes(*size)
    agree(scene.planes(*size), lambda dst: kernels.lerp(*pairs[inplace](dst), dst, weight))


@often
@given(seeds, sizes, st.booleans())
def test_lerp_mask(seed: int, size: tuple[int, int], inplace: bool) -> None:
    scene = Scene(seed)
    old, new = scene.planes(*size), scene.planes(*size)
    mask, half = scene.array(size[1], size[0]), scene.array(size[1] // 2, size[0] // 2)
    agree(scene.planes(*size), lambda dst: kernels.lerp_mask(dst if inplace else old, new, dst, mask, half))


@often
@given(seeds, sizes)
def test_conversions(seed: int, size: tuple[int, int]) -> None:
    scene = Scene(seed)
    bgra = scene.layer(*size)
    planes = scene.planes(*size)
    agree(scene.planes(*size), lambda dst: kernels.planes_of(bgra, dst))
    agree(bgra, kernels.sprite_of)
    agree(planes, kernels.bgr_of)


@often
@given(seeds, sizes, sizes, places, places, parts)
def test_blend(seed: int, size: tuple[int, int], target: tuple[int, int], x: int, y: int, opacity: int) -> None:
    scene = Scene(seed)
    sprite = scene.sprite(*size)
    agree(scene.planes(*target), lambda dst: kernels.blend(dst, sprite, x, y, opacity))


@often
@given(seeds, sizes, sizes, matrices, parts)
def test_blend_affine(seed: int, size: tuple[int, int], target: tuple[int, int], matrix: Matrix, opacity: int) -> None:
    scene = Scene(seed)
    sprite = scene.sprite(*size)
    agree(scene.planes(*target), lambda dst: kernels.blend_affine(dst, sprite, matrix, opacity))


@often
@given(seeds, sizes, st.tuples(st.integers(1, 40), st.integers(1, 60), st.integers(3, 4)), st.integers(0, 1023))
def test_develop(seed: int, size: tuple[int, int], glow: tuple[int, int, int], saturation: int) -> None:
    scene = Scene(seed)
    bgra = scene.array(size[1], size[0], 4)
    curves, vignette = scene.array(3, 256), scene.array(size[1], size[0])
    look = Development(
        scene.or_none(scene.array(*glow)),
        int(scene.rng.choice([256, saturation])),
        scene.or_none(curves),
        scene.or_none(vignette),
    )
    agree(scene.planes(*size), lambda dst: kernels.develop(bgra, dst, look))


@often
@given(seeds, sizes, st.booleans())
def test_grade(seed: int, size: tuple[int, int], inplace: bool) -> None:
    scene = Scene(seed)
    src, rng = scene.planes(*size), scene.rng
    wide = 32768 if rng.integers(0, 2) else 5000
    uu, uv, vu, vv, lift_u, lift_v = (int(v) for v in rng.integers(-wide, wide, 6))
    tone = Tone(
        scene.or_none(rng.integers(0, 256, 256, np.uint8)),
        scene.or_none(rng.integers(-32768, 32768, (256, 3), np.int16)),
        (uu, uv, vu, vv),
        (lift_u, lift_v) if rng.integers(0, 2) else (0, 0),
        scene.or_none(scene.array(size[1], size[0])),
        scene.or_none(scene.array(size[1] // 2, size[0] // 2)),
    )
    agree(src, lambda dst: kernels.grade(dst if inplace else src, dst, tone))


@often
@given(seeds, sizes, st.booleans())
def test_lut3d(seed: int, size: tuple[int, int], inplace: bool) -> None:
    scene = Scene(seed)
    src = scene.planes(*size)
    bounds = (-32768, 32768) if scene.rng.integers(0, 2) else (0, 16321)
    lut = scene.rng.integers(*bounds, (3, 33, 33, 33), np.int16)
    agree(src, lambda dst: kernels.lut3d(dst if inplace else src, dst, lut))


@often
@given(seeds, sizes, st.tuples(st.integers(1, 50), st.integers(1, 70)), places, places, st.booleans())
def test_grain(seed: int, size: tuple[int, int], tile: tuple[int, int], x: int, y: int, inplace: bool) -> None:
    scene = Scene(seed)
    src, noise = scene.array(size[1], size[0]), scene.array(*tile, dtype=np.int8)
    agree(src, lambda dst: kernels.grain(dst if inplace else src, dst, noise, x + 1, y))


@often
@given(seeds, sizes, sizes, matrices, parts, st.booleans())
def test_over(
    seed: int, size: tuple[int, int], target: tuple[int, int], matrix: Matrix, opacity: int, clear: bool
) -> None:
    scene = Scene(seed)
    layer = scene.layer(*size)
    layer[:] = 0 if clear and seed % 5 == 0 else layer
    agree(scene.array(target[1], target[0], 4), lambda dst: kernels.over(dst, layer, matrix, opacity))


@often
@given(seeds, sizes, st.integers(0, 30), st.sampled_from([0.4, 2.0, 40.0]))
def test_dots(seed: int, size: tuple[int, int], count: int, largest: float) -> None:
    scene = Scene(seed)
    centres = (scene.rng.random((count, 2)) * 1.6 - 0.3) * size
    radii = (scene.rng.random(count) * largest).astype(np.float32)
    colours = np.ascontiguousarray(scene.array(count, 4)) if count else np.empty((0, 4), np.uint8)
    agree(scene.array(size[1], size[0], 4), lambda dst: kernels.dots(dst, centres.astype(np.float32), radii, colours))


@often
@given(seeds, sizes)
def test_multiply_mask(seed: int, size: tuple[int, int]) -> None:
    scene = Scene(seed)
    mask = scene.array(size[1], size[0])
    agree(scene.array(size[1], size[0], 4), lambda dst: kernels.multiply_mask(dst, mask))
