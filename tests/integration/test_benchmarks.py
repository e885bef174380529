"""The benchmark runs and tells something: its smallest form, whatever the speed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RUN = Path(__file__).parents[2] / "benchmarks" / "run.py"


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="measures through /proc")
def test_the_slideshow_is_measured_against_the_encoder_alone(tmp_path: Path) -> None:
    command = [sys.executable, RUN, "--only", "w1", "--rounds", "1", "--quick", "--peers", "--folder", tmp_path]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr[-2000:]
    table = told.stdout.partition("### W1, slideshow")[2]
    cells = [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.startswith("| ")]
    rows = {row[1]: row[2:] for row in cells}
    assert {"PyAV alone", "talkreel", "words changed", "a second in front"} <= set(rows)
    assert all(float(rows["talkreel"][i]) > 0 for i in (1, 2, 3, 4))
    assert float(rows["nothing changed, same process"][1]) < float(rows["talkreel"][1])
    facts = json.loads((tmp_path / "results-quick.json").read_text())["tables"]["w1"]["facts"]
    assert facts["frames"] == 120
    assert facts["talkreel dB"] > 35  # our film shows what its raw frames show
