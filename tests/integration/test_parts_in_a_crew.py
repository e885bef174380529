"""Several processes draw one film into one cache, and one that dies costs only time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.integration.test_export import DRAFT

from talkreel.errors import RenderError
from talkreel.process.crew import Crew
from talkreel.render.cache import Cache
from talkreel.render.export import export, output_of
from talkreel.render.parts import Span, draw_run, missing_runs, prepare_sound

MP4 = output_of(Path("f.mp4"))
PRELOAD = ("talkreel.render.parts",)


def drawn(cache: Path, run: Span, *, progress: Callable[[str, float], None]) -> tuple[int, int]:
    """How many frames, and by whom."""
    return draw_run(DRAFT, cache, MP4, run, progress, store=Cache(cache, 1 << 30)), os.getpid()


def dies(cache: Path, run: Span) -> None:
    """Draw some of it, and be killed."""

    def late(stage: str, part: float) -> None:
        if part > 0.5:
            os.kill(os.getpid(), signal.SIGKILL)

    draw_run(DRAFT, cache, MP4, run, late, store=Cache(cache, 1 << 30))


def sounds(cache: Path) -> int:
    prepare_sound(DRAFT, cache, MP4, Cache(cache, 1 << 30))
    return os.getpid()


def test_a_film_drawn_by_several_is_the_film(tmp_path: Path) -> None:
    shared = tmp_path / "cache"
    runs = missing_runs(DRAFT, tmp_path, MP4, 30, store=Cache(shared, 1 << 30))
    told: list[float] = []
    with Crew(2, PRELOAD) as crew, ThreadPoolExecutor(8) as threads:
        with pytest.raises(RenderError, match="process_lost"):
            crew.call(dies, shared, (0, 141))
        sound = threads.submit(crew.call, sounds, shared)
        done = list(
            threads.map(lambda run: crew.call(drawn, shared, run, progress=lambda _, part: told.append(part)), runs)
        )
        hands = {pid for _, pid in done} | {sound.result()}
    assert 0 < sum(frames for frames, _ in done) < 141  # what the dead one finished is not drawn again
    assert len(hands) == 2
    assert told
    whole = export(DRAFT, tmp_path, tmp_path / "whole.mp4", MP4, store=Cache(shared, 1 << 30))
    direct = export(DRAFT, tmp_path, tmp_path / "direct.mp4", MP4, store=Cache(tmp_path / "own", 1 << 30))
    assert (whole.drawn, direct.drawn) == (0, 141)
    assert (tmp_path / "whole.mp4").read_bytes() == (tmp_path / "direct.mp4").read_bytes()
