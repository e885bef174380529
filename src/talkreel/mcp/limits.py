"""How long a call may take. Programs cut tools off, many after a minute: no call of ours ever lasts so long."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_WAIT_S = 25
"""What a caller may ask to wait for."""


@dataclass(frozen=True)
class Limits:
    """Seconds. `wait_s` is how long a call waits for work at most; after `cut_s` whatever hangs is given up.

    `slack_s` is what a call that knows the name of its work has beside its wait; `beat_s` is between two signs of life.
    """

    wait_s: float = float(LONGEST_WAIT_S)
    cut_s: float = 40.0
    slack_s: float = 8.0
    beat_s: float = 1.0


USUAL = Limits()
