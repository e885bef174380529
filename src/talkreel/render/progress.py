"""Progress: whoever waits gives a function that is called with a stage and how far it is."""

from __future__ import annotations

from collections.abc import Callable

# (stage, part 0..1): stages are read, plan, draw, sound, write, check.
Progress = Callable[[str, float], None]


def silent(stage: str, part: float) -> None:
    """Nobody watches."""
    del stage, part
