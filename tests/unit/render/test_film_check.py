"""The gate takes what the draft means for no fault: frozen frames, gaps, a film that goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from talkreel.model import PICTURE, Draft, Entry, Meta, Scene, Segment, Track
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.render.film_check import Expected, check_film


@pytest.mark.parametrize("meant", [True, False])
def test_frozen_frames_and_gaps_are_meant(tmp_path: Path, meant: bool) -> None:
    scene = Scene(kind="space")
    shots = (
        Segment(id="a", start_ms=0, duration_ms=2600, hold_ms=2600, in_ms=500, span_ms=4000, scene=scene),
        Segment(id="b", start_ms=4000, duration_ms=1500, scene=scene, exit=Entry(kind="fade", duration_ms=1400)),
    )
    draft = Draft(
        duration_ms=6500,
        meta=Meta(width=160, height=90, fps=12),
        tracks=(Track(id="t1", type=PICTURE, segments=shots),),
    )
    path = tmp_path / "film.mp4"
    export(draft, tmp_path, path, output_of(path), store=Cache(tmp_path / "cache", 1 << 30))
    findings = check_film(path, Expected.of(draft), draft if meant else None).findings
    failed = {f.code for f in findings if not f.ok}
    assert failed == (set() if meant else {"black", "still"})
