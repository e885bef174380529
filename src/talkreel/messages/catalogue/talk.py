"""What is said in a talk about a film: what became of the words, versions, questions."""

from __future__ import annotations

_ERRORS: dict[str, tuple[str, str]] = {
    "error.version_gone": ("There is no version {revision}.", "没有第 {revision} 版。"),
    "error.version_damaged": (
        "Version {revision} cannot be read any more ({path}).",
        "第 {revision} 版已无法读取（{path}）。",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _ERRORS
