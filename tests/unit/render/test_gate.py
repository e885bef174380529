"""Words in a colour that was asked for keep it, and can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.draw.colour import contrast, hex_paint
from talkreel.model import PICTURE, WORDS, Draft, Scene, Segment, TextStyle, Track
from talkreel.model.draft import Meta, Role
from talkreel.model.look import LOOKS
from talkreel.render.gate import check_words, mend, mended


def film(style: TextStyle, kind: str = "cards", look: str = "terra") -> Draft:
    told: tuple[tuple[str, Role], ...] = (("Reasons", "title"), ("Fresh", "item"), ("Local", "item"))
    words = tuple(
        Segment(id=f"w{i}", start_ms=0, duration_ms=3000, text=text, role=role, style=style if i == 1 else TextStyle())
        for i, (text, role) in enumerate(told)
    )
    scene = Scene.model_validate({"kind": kind, "words": tuple(w.id for w in words)})
    shot = Segment(id="s", start_ms=0, duration_ms=3000, scene=scene)
    tracks = (Track(id="p", type=PICTURE, segments=(shot,)), Track(id="w", type=WORDS, segments=words))
    return Draft(duration_ms=3000, meta=Meta(width=640, height=360), look=LOOKS[look], tracks=tracks)


@pytest.mark.parametrize("colour", ["#ffee00", "#ffffff", "#f2c6d0"])
@pytest.mark.parametrize("kind", ["cards", "city"])
def test_a_colour_that_is_not_read_gets_a_plate(tmp_path: Path, colour: str, kind: str) -> None:
    draft = mended(film(TextStyle(color=colour), kind), tmp_path)
    word = next(w for w in draft.of_type(WORDS) if w.id == "w1")
    assert word.style.color == colour
    if kind == "cards":
        assert contrast(hex_paint(colour), hex_paint(word.style.background)) >= 4.5
    assert all(finding.ok for finding in check_words(draft, tmp_path) if finding.code == "contrast")
    assert not mend(draft, tmp_path)


def test_what_is_read_is_left_alone(tmp_path: Path) -> None:
    assert not mend(film(TextStyle()), tmp_path)
    assert not mend(film(TextStyle(color="#301008")), tmp_path)
