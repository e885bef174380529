"""L11, short: a server under load whose processes are killed. A day of it: see `benchmarks/soak.py`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from benchmarks.soak import soak, told

SECONDS = 300 if os.environ.get("TALKREEL_SOAK") else 15


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="finds processes through /proc")
def test_nothing_is_lost_and_nothing_is_done_twice(tmp_path: Path) -> None:
    figures = soak(tmp_path / "data", SECONDS, jobs_per_second=1, kill_every_s=4)
    assert not figures.wrong, told(figures)
    assert figures.asked >= SECONDS * 0.5
    assert sum(figures.kills.values()) >= 2
    assert sum(figures.statuses.values()) >= figures.asked  # a first edit of a talk that has no film makes one
