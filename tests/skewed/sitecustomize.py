"""A clock that is wrong: with this folder on PYTHONPATH, by SKEW_S seconds in every Python process, from its beginning.
What measures durations goes on as it should, as it does on a machine whose clock is wrong."""

import datetime
import os
import time

_SKEW_S = float(os.environ.get("SKEW_S", "0"))
_true_s, _true_ns = time.time, time.time_ns


class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        """The wrong time."""
        return datetime.datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        """The wrong time."""
        return cls.now(datetime.UTC).replace(tzinfo=None)


if _SKEW_S:
    time.time = lambda: _true_s() + _SKEW_S
    time.time_ns = lambda: _true_ns() + round(_SKEW_S * 1e9)
    datetime.datetime = _Datetime
