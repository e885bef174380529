"""A colour table comes with the words like any file: looked at, entered, and named in what is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.errors import InputError
from talkreel.language.interpreter import Utterance
from talkreel.language.interpreters.rules import Rules
from talkreel.model import PICTURE, Draft, Scene, Segment, Track
from talkreel.model.operation import SetGrading
from talkreel.model.request import Edit
from talkreel.studio.materials import Files, is_named_like_a_file, read_files


@pytest.fixture
def files(tmp_path: Path) -> Files:
    colours = "\n".join(f"{r} {g} {b}" for b in (0, 1) for g in (0, 1) for r in (0, 1))
    (tmp_path / "film.cube").write_text(f"LUT_3D_SIZE 2\n{colours}\n")
    return read_files([tmp_path / "film.cube"], tmp_path)


def test_it_is_entered_as_what_it_is(files: Files) -> None:
    (material,), ((key, asset),) = files.materials, files.assets
    assert (material.kind, material.key, material.name) == ("lut", key, "film.cube")
    assert (asset.kind, asset.file) == ("lut", "film.cube")
    assert is_named_like_a_file("film.cube")


def test_one_that_is_broken_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.cube").write_text("LUT_3D_SIZE 9\n0 0 0\n")
    with pytest.raises(InputError, match="lut_length"):
        read_files([tmp_path / "bad.cube"], tmp_path)


@pytest.mark.parametrize(
    ("words", "shots", "amount"),
    [
        ("apply this LUT", ["a", "b"], 1.0),
        ("grade the second clip with film.cube at 60%", ["b"], 0.6),
        ("给第二段用 film.cube", ["b"], 1.0),
        ("套用这个LUT", ["a", "b"], 1.0),
    ],
)
def test_words_lay_it_on(files: Files, words: str, shots: list[str], amount: float) -> None:
    segments = tuple(
        Segment(id=name, start_ms=at, duration_ms=2000, scene=Scene(kind="city"))
        for name, at in (("a", 0), ("b", 2000))
    )
    track = Track(id="t", type=PICTURE, segments=segments)
    draft = Draft(duration_ms=4000, tracks=(track,), assets=dict(files.assets))
    (step,) = Rules().interpret(Utterance(words, draft, materials=files.materials)).steps
    assert isinstance(step.request, Edit)
    asked = [op for op in step.request.operations if isinstance(op, SetGrading)]
    assert [op.id for op in asked] == shots
    assert {(op.grading.lut, op.grading.amount) for op in asked} == {(files.materials[0].key, amount)}
