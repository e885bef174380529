"""Where worker processes come from. Nothing heavy is imported here: the sooner it is asked, the better."""

from __future__ import annotations

import multiprocessing
import sys
from multiprocessing.context import ForkServerContext, SpawnContext

_PRELOADED = ("talkreel.render.compose", "talkreel.media.footage", "talkreel.scenes.photo", "talkreel.scenes.kinetic")


def context() -> SpawnContext | ForkServerContext:
    """New processes that share nothing with this one's threads; where it can be, what they import is imported once."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(list(_PRELOADED))
    return server


def get_ready() -> None:
    """Let the fork server import what workers need, on another core, while this process does what comes first."""
    if isinstance(context(), ForkServerContext):
        from multiprocessing.forkserver import ensure_running

        ensure_running()
