"""Errors that nobody foresaw, as ones that can be told."""

from __future__ import annotations

from talkreel.errors import TalkreelError, UsageError


def fault(error: Exception) -> TalkreelError:
    """An error that nobody foresaw; settings are read so late that theirs end here too."""
    from pydantic import ValidationError

    if isinstance(error, ValidationError) and error.title == "Settings":
        first = error.errors()[0]
        name = "TALKREEL_" + "_".join(map(str, first["loc"])).upper()
        return UsageError("error.setting", name=name, detail=first["msg"])
    return TalkreelError("error.fault", detail=f"{type(error).__name__}: {error}")
