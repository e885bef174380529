"""The 200 briefs of `benchmarks/language`: how much of what they say must be found, and what must be left open."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

LANGUAGE = Path(__file__).parents[3] / "benchmarks" / "language"
FLOORS = {
    ("english", "tuning"): 0.97,
    ("chinese", "tuning"): 0.97,
    ("english", "held_out"): 0.97,
    ("chinese", "held_out"): 0.97,
    ("english", "fresh"): 0.95,
    ("chinese", "fresh"): 0.95,
}
LEFT_OPEN = 0.98


@pytest.fixture(scope="module")
def briefs() -> ModuleType:
    sys.path.insert(0, str(LANGUAGE))
    try:
        spec = importlib.util.spec_from_file_location("briefs", LANGUAGE / "briefs.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules["briefs"] = module
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(LANGUAGE))
    return module


@pytest.fixture(scope="module")
def found(briefs: ModuleType) -> list[object]:
    return list(briefs.cases())


@pytest.mark.parametrize(("language", "half"), list(FLOORS))
def test_what_is_said_is_found(briefs: ModuleType, found: list[object], language: str, half: str) -> None:
    assert briefs.share(briefs.said(found, half, language)) >= FLOORS[language, half]


@pytest.mark.parametrize("half", ["tuning", "held_out", "fresh"])
def test_what_is_left_open_is_left_open(briefs: ModuleType, found: list[object], half: str) -> None:
    assert briefs.share(briefs.left_open(found, half)) >= LEFT_OPEN
