"""What the engine does for each kind of order."""

from __future__ import annotations

from functools import partial

from talkreel.studio.hosted import exporting, exports, turns, uploads
from talkreel.studio.hosted.host import Host


def register(host: Host) -> None:
    """Tell the engine; before it is launched."""
    host.engine.register(turns.KIND, partial(turns.body, host), attempts=5)
    host.engine.register(exports.KIND, partial(exporting.body, host), attempts=10)
    host.engine.register(exporting.DRAW, partial(exporting.draw_body, host), attempts=5)
    host.engine.register(exporting.WRITE, partial(exporting.write_body, host), attempts=5)
    host.engine.register(uploads.ANALYSIS, partial(uploads.body, host), attempts=3)
