"""Colour tables: read as the format says, exact where they change nothing, and refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from talkreel.draw.grading import Grader
from talkreel.draw.kernels import bgr_of, blank
from talkreel.draw.lut import check_cube, read_cube
from talkreel.errors import InputError, NotFoundError
from talkreel.messages import say
from talkreel.model.draft import Grading
from talkreel.model.planes import Planes

SIZE = (64, 32)


def _cube(path: Path, size: int, change: str = "r g b", head: str = "") -> Path:
    """A cube whose colours are the expressions of `change` in r, g and b."""
    lines = [f'TITLE "one 2 three"\n# made here\n{head}LUT_3D_SIZE {size}']
    steps = np.linspace(0, 1, size)
    for b in steps:
        for g in steps:
            for r in steps:
                colour = [eval(part, {"r": r, "g": g, "b": b}) for part in change.split()]
                lines.append(" ".join(f"{value:.6f}" for value in colour))
    path.write_text("\n".join(lines))
    return path


def _picture() -> Planes:
    planes = blank(*SIZE)
    planes.y[:] = np.linspace(40, 210, SIZE[0]).astype(np.uint8)
    planes.u[:] = np.linspace(110, 146, SIZE[1] // 2).astype(np.uint8)[:, None]
    planes.v[:] = np.linspace(145, 112, SIZE[0] // 2).astype(np.uint8)
    return planes


def _graded(path: Path, amount: float = 1.0) -> Planes:
    planes = _picture()
    Grader(Grading(lut="sha256:x", amount=amount), *SIZE, path).grade(planes)
    return planes


@pytest.mark.parametrize("size", [2, 17])
def test_a_table_of_no_change_changes_nothing(tmp_path: Path, size: int) -> None:
    graded = _graded(_cube(tmp_path / "same.cube", size))
    assert max(np.abs(new.astype(int) - old).max() for new, old in zip(graded, _picture(), strict=True)) <= 1


def test_channels_are_read_in_their_order(tmp_path: Path) -> None:
    swapped = bgr_of(_graded(_cube(tmp_path / "swap.cube", 5, "b g r"))).astype(int)
    apart = np.abs(swapped[..., ::-1] - bgr_of(_picture()))
    assert apart.mean() < 1  # what a screen cannot show is cut off on both sides
    assert apart.max() < 12


def test_amount_mixes(tmp_path: Path) -> None:
    path = _cube(tmp_path / "negative.cube", 3, "1-r 1-g 1-b")
    whole, half = (_graded(path, amount).y.astype(int) for amount in (1.0, 0.5))
    assert np.abs(whole + _picture().y - 251).max() <= 2
    assert np.abs(half - 125).max() <= 2


def test_curves_and_domains(tmp_path: Path) -> None:
    path = tmp_path / "curves.cube"
    path.write_text("LUT_1D_SIZE 3\nDOMAIN_MIN 0 0 0\nDOMAIN_MAX 2 2 2\n0 0 0\n1 0.5 1\n2 1 2\n")
    found = read_cube(path)(np.array([[0.5, 0.5, 0.5], [1.5, 1.5, 1.5]]))
    assert found.round(6).tolist() == [[0.5, 0.25, 0.5], [1.5, 0.75, 1.5]]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "LUT_3D_SIZE",
        "LUT_3D_SIZE many\n0 0 0",
        "LUT_3D_SIZE 1\n0 0 0",
        "LUT_3D_SIZE 4096\n0 0 0",
        "LUT_3D_SIZE -2\n0 0 0",
        "LUT_3D_SIZE 2\n0 0 0",
        "LUT_1D_SIZE 2\n0 0 0\n1 1 nan",
        "LUT_1D_SIZE 2\n0 0 0\n1 1 1e999",
        "LUT_1D_SIZE 2\nDOMAIN_MIN 1 1 1\n0 0 0\n1 1 1",
        "LUT_1D_SIZE 2\nDOMAIN_MAX inf inf inf\n0 0 0\n1 1 1",
        "LUT_1D_SIZE 2\nDOMAIN_MAX\n0 0 0\n1 1 1",
        "LUT_1D_SIZE 2\n0 0 0\n-- 1 1",
        "\x00\x01",
    ],
)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.cube"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_cube(path)
    assert str(path) in say(caught.value.code, "en", **caught.value.fields)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.cube"
    path.write_bytes(b"\xff\xfe\x80LUT")
    with pytest.raises(InputError, match="lut_unreadable"):
        read_cube(path)


def test_a_file_from_outside_is_read_by_a_guarded_process(tmp_path: Path) -> None:
    check_cube(_cube(tmp_path / "good.cube", 2))
    with pytest.raises(NotFoundError):
        check_cube(tmp_path / "none.cube")
    (tmp_path / "bad.cube").write_text("LUT_3D_SIZE 9")
    with pytest.raises(InputError, match="lut_length"):
        check_cube(tmp_path / "bad.cube")
