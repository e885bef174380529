"""Whether a process is still there."""

from __future__ import annotations

import os


def alive(pid: int) -> bool:
    """Whether a process with this number runs; another user's counts."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
