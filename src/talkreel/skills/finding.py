"""What a rule found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """A place that breaks a rule. `line` is from 1. `rule` names a sentence, `skill_rule.<rule>`; `detail` fills it."""

    path: Path
    line: int
    rule: str
    detail: str = ""
