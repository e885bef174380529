"""What the kernels mean: the reference against plain formulas, the checks of arguments, the build, the choice."""

from __future__ import annotations

import math
from collections.abc import Generator
from pathlib import Path
from typing import Any, cast

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from talkreel.draw import kernels
from talkreel.draw.kernels import Development, Matrix, Sprite, Tone, build, load
from talkreel.errors import UsageError
from talkreel.model.planes import Planes

Floats = NDArray[np.float64]
STRAIGHT: Matrix = (0.83, 0.0, 3.3, 0.0, 0.77, 5.1)
TURNED: Matrix = (0.8, 0.21, -2.4, -0.17, 0.9, 8.7)


@pytest.fixture(autouse=True)
def _reference(request: pytest.FixtureRequest) -> Generator[None, None, None]:
    if "afresh" in request.fixturenames:
        yield
        return
    with kernels.forced("numpy"):
        yield


def smooth(*shape: int, seed: int = 1) -> Any:
    """Neither flat nor noise."""
    noise = np.random.default_rng(seed).normal(0, 1, shape).astype(np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), 3)
    return np.clip(128 + soft / soft.std() * 60, 0, 255).astype(np.uint8)


def some_planes(width: int = 96, height: int = 64) -> Planes:
    half = (height // 2, width // 2)
    y = smooth(height, width)
    return Planes(np.clip(y, 16, 235), np.clip(smooth(*half, seed=2), 16, 240), np.clip(smooth(*half, seed=3), 16, 240))


def as_planes(bgr: Floats) -> tuple[Floats, Floats, Floats]:
    """BT.709, limited, by the standard's own figures; chroma at full size."""
    b, g, r = bgr[..., 0] / 255, bgr[..., 1] / 255, bgr[..., 2] / 255
    luma = 0.2126 * r + 0.7152 * g + 0.0722 * b
    return 16 + 219 * luma, 128 + 224 * (b - luma) / 1.8556, 128 + 224 * (r - luma) / 1.5748


def halved(values: Floats) -> Floats:
    return values.reshape(values.shape[0] // 2, 2, values.shape[1] // 2, 2).mean((1, 3))


def at(picture: NDArray[Any], x: float, y: float, edge: bool) -> Floats:
    """A sample between the pixels of a picture, in continuous px."""
    height, width = picture.shape[:2]
    x, y = x - 0.5, y - 0.5
    total = np.zeros(picture.shape[2:], np.float64)
    for j in (math.floor(y), math.floor(y) + 1):
        for i in (math.floor(x), math.floor(x) + 1):
            weight = (1 - abs(x - i)) * (1 - abs(y - j))
            inside = 0 <= i < width and 0 <= j < height
            if edge or inside:
                total = total + weight * picture[min(max(j, 0), height - 1), min(max(i, 0), width - 1)].astype(float)
    return total


def moved(picture: NDArray[Any], matrix: Matrix, width: int, height: int, edge: bool) -> Floats:
    a, b, c, d, e, f = matrix
    rows = [
        [at(picture, a * (i + 0.5) + b * (j + 0.5) + c, d * (i + 0.5) + e * (j + 0.5) + f, edge) for i in range(width)]
        for j in range(height)
    ]
    return np.array(rows)


@pytest.mark.parametrize("matrix", [STRAIGHT, TURNED, (-1.2, 0.0, 90.0, 0.0, 1.3, -9.0)])
def test_affine_is_bilinear(matrix: Matrix) -> None:
    src, dst = some_planes(), kernels.blank(60, 40)
    kernels.affine(src, dst, matrix)
    half: Matrix = (matrix[0], matrix[1], matrix[2] / 2, matrix[3], matrix[4], matrix[5] / 2)
    assert np.abs(moved(src.y, matrix, 60, 40, edge=True) - dst.y).max() <= 1
    assert np.abs(moved(src.v, half, 30, 20, edge=True) - dst.v).max() <= 1


def test_a_picture_that_does_not_move_does_not_change() -> None:
    src, dst = some_planes(), kernels.blank(96, 64)
    kernels.affine(src, dst, (1, 0, 0, 0, 1, 0))
    for before, after in zip(src, dst, strict=True):
        np.testing.assert_array_equal(before, after)


def test_a_cross_fade_begins_and_ends_exactly() -> None:
    old, new, dst = some_planes(), kernels.blank(96, 64), kernels.blank(96, 64)
    kernels.lerp(old, new, dst, 0)
    np.testing.assert_array_equal(dst.y, old.y)
    kernels.lerp(old, new, dst, 256)
    np.testing.assert_array_equal(dst.u, new.u)
    kernels.lerp(old, new, dst, 64)
    assert np.abs(dst.y - (old.y * 0.75 + 4)).max() <= 0.51


def test_a_mask_chooses_exactly() -> None:
    old, new, dst = some_planes(), kernels.blank(96, 64), kernels.blank(96, 64)
    mask, half = np.zeros((64, 96), np.uint8), np.zeros((32, 48), np.uint8)
    mask[:, 40:], half[:, 20:] = 255, 255
    kernels.lerp_mask(old, new, dst, mask, half)
    np.testing.assert_array_equal(dst.y[:, :40], old.y[:, :40])
    np.testing.assert_array_equal(dst.v[:, 20:], new.v[:, 20:])


def test_conversion_is_that_of_the_standard() -> None:
    bgra = np.stack([smooth(64, 96, seed=n) for n in range(4)], 2)
    dst = kernels.blank(96, 64)
    kernels.planes_of(bgra, dst)
    wanted = as_planes(bgra[..., :3].astype(np.float64))
    for ours, value in zip(dst, (wanted[0], halved(wanted[1]), halved(wanted[2])), strict=True):
        assert np.abs(ours - value).max() <= 0.6


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (0, 0, 255), (255, 0, 0), (30, 190, 77)])
def test_a_colour_comes_back_as_it_went(colour: tuple[int, int, int]) -> None:
    bgra, dst = np.full((4, 4, 4), (*colour, 255), np.uint8), kernels.blank(4, 4)
    kernels.planes_of(bgra, dst)
    assert np.abs(kernels.bgr_of(dst).astype(int) - colour).max() <= 2


def test_a_sprite_over_planes_is_the_picture_over_the_picture() -> None:
    under = np.stack([smooth(64, 96, seed=n) for n in (5, 6, 7, 8)], 2)
    alpha = smooth(32, 48, seed=9)
    colour = np.stack([smooth(32, 48, seed=n) for n in (10, 11, 12)], 2)
    premultiplied = np.dstack([colour * (alpha[..., None] / 255.0), alpha]).round().astype(np.uint8)
    dst = kernels.blank(96, 64)
    kernels.planes_of(under, dst)
    kernels.blend(dst, kernels.sprite_of(premultiplied), 20, 10, opacity=128)
    whole = under[..., :3].astype(np.float64)
    part, cover = whole[10:42, 20:68], alpha[..., None] / 510
    whole[10:42, 20:68] = part * (1 - cover) + premultiplied[..., :3] / 2
    wanted = as_planes(whole)
    assert np.abs(dst.y - wanted[0]).max() <= 2
    assert np.abs(dst.u - halved(wanted[1])).max() <= 3  # alpha and colour are halved apart


@pytest.mark.parametrize("matrix", [STRAIGHT, TURNED])
def test_a_moved_sprite_leaves_alone_what_it_does_not_cover(matrix: Matrix) -> None:
    sprite = Sprite(
        Planes(*(np.zeros_like(p) for p in some_planes(20, 12))), *np.split(np.full((24, 20), 255, np.uint8), 2)
    )
    sprite = sprite._replace(alpha_half=np.full((6, 10), 255, np.uint8))
    dst = some_planes()
    before = dst.y.copy()
    kernels.blend_affine(dst, sprite, matrix)
    cover = moved(sprite.alpha, matrix, 96, 64, edge=False) / 255
    assert np.abs(dst.y - before * (1 - cover)).max() <= 1.2
    np.testing.assert_array_equal(dst.y[cover == 0], before[cover == 0])


def test_development_is_glow_then_saturation_then_curves_then_vignette() -> None:
    bgra = np.stack([smooth(64, 96, seed=n) for n in range(4)], 2)
    glow = np.stack([smooth(16, 24, seed=n) for n in (21, 22, 23)], 2) // 3
    levels = np.arange(256)
    curves = np.stack([255 * (levels / 255) ** g for g in (0.9, 1.1, 1.3)]).round().astype(np.uint8)
    vignette = smooth(64, 96, seed=30)
    dst = kernels.blank(96, 64)
    kernels.develop(bgra, dst, Development(glow, 333, curves, vignette))
    picture = bgra[..., :3].astype(np.float64)
    picture += moved(glow, (0.25, 0, 0, 0, 0.25, 0), 96, 64, edge=True) * (255 - picture) / 255
    grey = (picture @ (0.0722, 0.7152, 0.2126))[..., None]
    picture = np.clip(grey + (picture - grey) * 333 / 256, 0, 255)
    for channel in range(3):
        picture[..., channel] = np.interp(picture[..., channel], levels, curves[channel])
    wanted = as_planes(picture * vignette[..., None] / 255)
    for ours, value in zip(dst, (wanted[0], halved(wanted[1]), halved(wanted[2])), strict=True):
        assert np.abs(ours - value).max() <= 2


def test_a_grade_is_what_its_tables_say() -> None:
    src, dst = some_planes(), kernels.blank(96, 64)
    levels = np.arange(256)
    luma = (16 + (levels / 255) ** 1.2 * 219).round().astype(np.uint8)
    chroma = np.stack([levels * 16 + 2048, levels - 128, 100 - levels], 1).astype(np.int16)
    vignette, half = smooth(64, 96, seed=40), smooth(32, 48, seed=41)
    tone = Tone(luma, chroma, (4300, -200, 150, 3900), (300, -250), vignette, half)
    kernels.grade(src, dst, tone)
    u, v = src.u - 128.0, src.v - 128.0
    gain, to_u, to_v = (np.interp(halved(src.y.astype(np.float64)), levels, chroma[:, n]) for n in range(3))
    new_y = luma[src.y] + ((300 * u - 250 * v) / 4096).repeat(2, 0).repeat(2, 1)
    new_u = 128 + (4300 * u - 200 * v) / 4096 * gain / 4096 + to_u / 64
    new_v = 128 + (150 * u + 3900 * v) / 4096 * gain / 4096 + to_v / 64
    for ours, value, mask, black in zip(
        dst, (new_y, new_u, new_v), (vignette, half, half), (16, 128, 128), strict=True
    ):
        wanted = black + (np.clip(value, 0, 255) - black) * mask / 255
        assert np.abs(ours - wanted).max() <= 1.5


def test_a_neutral_grade_changes_nothing() -> None:
    src, dst = some_planes(), kernels.blank(96, 64)
    kernels.grade(src, dst, Tone())
    for before, after in zip(src, dst, strict=True):
        np.testing.assert_array_equal(before, after)


def test_a_colour_table_is_read_between_its_nodes() -> None:
    def new(y: Any, u: Any, v: Any) -> tuple[Any, Any, Any]:
        return 20 + 0.7 * y + 0.1 * (u - 128), 128 + 0.8 * (u - 128) + 0.05 * y - 6, 128 + 0.9 * (v - 128)

    nodes = np.arange(33) * 8.0
    u, v, y = np.meshgrid(nodes, nodes, nodes, indexing="ij")
    lut = (np.stack(new(y, u, v)) * 64).round().astype(np.int16)
    src, dst = some_planes(), kernels.blank(96, 64)
    kernels.lut3d(src, dst, lut)
    full = [plane.repeat(2, 0).repeat(2, 1).astype(np.float64) for plane in src[1:]]
    assert np.abs(dst.y - new(src.y, *full)[0]).max() <= 0.6
    mean = halved(src.y.astype(np.float64))
    for at_plane in (1, 2):
        assert np.abs(dst[at_plane] - new(mean, *(p.astype(float) for p in src[1:]))[at_plane]).max() <= 0.7


def test_grain_repeats_and_stays_within_a_byte() -> None:
    luma = np.full((10, 12), 250, np.uint8)
    tile = np.array([[0, 9], [-3, 1]], np.int8)
    out = np.empty_like(luma)
    kernels.grain(luma, out, tile, 1, 2)
    np.testing.assert_array_equal(out[:2, :4], [[255, 250, 255, 250], [251, 247, 251, 247]])
    np.testing.assert_array_equal(out[2:4], out[:2])


@pytest.mark.parametrize("matrix", [STRAIGHT, TURNED, (1, 0, -7, 0, 1, 3)])
def test_a_layer_lies_over_what_is_there(matrix: Matrix) -> None:
    alpha = smooth(40, 50, seed=50)
    layer = np.dstack([smooth(40, 50, seed=n) * (alpha / 255.0) for n in (51, 52, 53)] + [alpha]).astype(np.uint8)
    dst = np.stack([smooth(64, 96, seed=n) for n in (54, 55, 56, 57)], 2)
    before = dst.astype(np.float64)
    kernels.over(dst, layer, matrix, 200)
    shown = moved(layer, matrix, 96, 64, edge=False) * 200 / 256
    assert np.abs(dst - (shown + before * (1 - shown[..., 3:] / 255))).max() <= 2


@pytest.mark.parametrize("radius", [0.3, 0.8, 2.5, 9.0])
def test_a_dot_is_round_and_does_not_flicker(radius: float) -> None:
    light: list[int] = []
    for part in np.linspace(0, 1, 7):
        dst = np.zeros((32, 32, 4), np.uint8)
        centre = np.array([[16 + part, 16 + part / 2]], np.float32)
        kernels.dots(dst, centre, np.array([radius], np.float32), np.full((1, 4), 255, np.uint8))
        light.append(int(dst[..., 3].astype(int).sum()))
        y, x = np.nonzero(dst[..., 3])
        assert np.hypot(x + 0.5 - centre[0, 0], y + 0.5 - centre[0, 1]).max() <= max(radius, 1) + 0.5
    area = math.pi * max(radius, 1) ** 2 * min(1, radius**2) * 255
    assert max(light) / min(light) < 1.15
    assert min(light) > 0.9 * area


def test_a_mask_takes_light_and_cover_alike() -> None:
    bgra = np.full((2, 2, 4), 200, np.uint8)
    kernels.multiply_mask(bgra, np.array([[0, 255], [128, 64]], np.uint8))
    np.testing.assert_array_equal(bgra[..., 0], [[0, 200], [100, 50]])
    np.testing.assert_array_equal(bgra[..., 3], bgra[..., 0])


def test_arrays_of_a_wrong_kind_are_refused() -> None:
    fine, bgra = some_planes(8, 8), np.zeros((8, 8, 4), np.uint8)
    wrong: list[Any] = [
        lambda: kernels.blank(7, 8),
        lambda: kernels.affine(fine, some_planes(8, 8)._replace(u=np.zeros((3, 4), np.uint8)), STRAIGHT),
        lambda: kernels.affine(fine, fine, (1, 0, math.nan, 0, 1, 0)),
        lambda: kernels.lerp(fine, fine, some_planes(10, 8), 3),
        lambda: kernels.lerp(fine, fine, fine, 257),
        lambda: kernels.planes_of(cast("Any", np.zeros((8, 8, 4), np.int16)), fine),
        lambda: kernels.planes_of(bgra[:, ::2], some_planes(4, 8)),
        lambda: kernels.planes_of(bgra[:, :7], fine),
        lambda: kernels.blend(fine, kernels.sprite_of(bgra), 1, 0),
        lambda: kernels.grade(fine, fine, Tone(lift=(40000, 0))),
        lambda: kernels.lut3d(fine, fine, np.zeros((33, 33, 33, 3), np.int16)),
        lambda: kernels.dots(bgra, np.zeros((2, 2), np.float32), np.zeros(1, np.float32), np.zeros((1, 4), np.uint8)),
        lambda: kernels.dots(bgra, np.zeros((1, 2), np.float32), -np.ones(1, np.float32), np.zeros((1, 4), np.uint8)),
        lambda: kernels.develop(bgra, fine, Development(vignette=np.zeros((4, 4), np.uint8))),
        lambda: kernels.multiply_mask(np.broadcast_to(np.uint8(1), (8, 8, 4)), np.zeros((8, 8), np.uint8)),
    ]
    for call in wrong:
        with pytest.raises(ValueError, match=r"."):
            call()


@pytest.mark.skipif(build.compiler() is None, reason="no C compiler here")
def test_the_library_is_built_where_a_compiler_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    baseline = dict(list(build.sets().items())[:1])
    monkeypatch.setattr(build, "sets", lambda: baseline)
    monkeypatch.setattr(build, "SOURCES", ("grading.c",))  # a part of it, to be quick
    stale = tmp_path / build.library_path(tmp_path).name.replace(".", "0.")
    stale.touch()
    path = build.build(tmp_path)
    assert path is not None
    assert list(tmp_path.iterdir()) == [path]
    monkeypatch.setattr(build, "compiler", lambda: None)
    assert build.build(tmp_path) == path  # nothing to do


@pytest.mark.parametrize("named", ["false", "no-such-compiler"])
def test_nothing_is_left_where_a_build_fails(named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CC", named)
    monkeypatch.setenv("PATH", "/usr/bin:/bin" if named == "false" else "")
    assert build.build(tmp_path) is None
    assert not list(tmp_path.iterdir())


@pytest.fixture
def afresh() -> Generator[None, None, None]:
    """What was found and chosen is forgotten before and after."""

    def forget() -> None:
        for found in (load.library, load.instruction_sets, load.wanted, load.kernels_of):
            found.cache_clear()

    forget()
    yield
    forget()


@pytest.mark.usefixtures("afresh")
def test_numpy_does_the_work_where_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "library_path", lambda: tmp_path / "none.so")
    assert kernels.instruction_sets() == ("numpy",)
    assert kernels.active() == "numpy"
    kernels.affine(some_planes(), kernels.blank(8, 8), STRAIGHT)


@pytest.mark.usefixtures("afresh")
def test_a_library_that_does_not_load_is_no_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken.so"
    broken.write_bytes(b"not a library")
    monkeypatch.setattr(build, "library_path", lambda: broken)
    assert kernels.instruction_sets() == ("numpy",)


@pytest.mark.usefixtures("afresh")
def test_the_setting_chooses(monkeypatch: pytest.MonkeyPatch) -> None:
    from talkreel.settings import Settings

    monkeypatch.setattr(load, "settings", lambda: Settings(kernels="numpy"))
    assert kernels.active() == "numpy"
    absent = "neon" if "neon" not in kernels.instruction_sets() else "avx2"
    load.wanted.cache_clear()
    monkeypatch.setattr(load, "settings", lambda: Settings(kernels=absent))
    with pytest.raises(UsageError, match=absent):
        kernels.active()
    with pytest.raises(ValueError, match="cannot run here"), kernels.forced("mmx"):
        pass
