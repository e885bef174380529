"""A splash: sheets of water thrown up in a crown, drops, and the ring they leave."""

from __future__ import annotations

import numpy as np

from talkreel.draw.door import skia
from talkreel.draw.paint import fill, stroke
from talkreel.scenes.colour_script import ColourScript
from talkreel.scenes.water import foam_colour

LASTS_S = 1.5


def splash(
    canvas: skia.Canvas,
    script: ColourScript,
    at: tuple[float, float],
    height: float,
    since: float,
    entry: bool,
    seed: int,
    unit: float,
) -> None:
    """Draw what was thrown up `since` seconds ago by something `height` px tall; going in throws up more."""
    if since > LASTS_S:
        return
    x, row = at
    rng = np.random.default_rng([seed, 61, int(entry)])
    big = 1.0 if entry else 0.7
    crown = skia.Path()
    for aside, up, size in rng.random((9, 3)).tolist():
        # Sheets of water thrown up in a crown: they rise, thin out and fall.
        foot, lean = x + (aside - 0.5) * 0.34 * height * big, (aside - 0.5) * 0.9
        tall = height * big * max(0.0, (0.9 + 0.9 * up) * since - 1.5 * since * since)
        half = (0.020 + 0.030 * size) * height * max(0.0, 1 - 0.75 * since)
        crown.moveTo(foot - half, row)
        crown.quadTo(foot + lean * tall * 0.3 - half * 0.5, row - tall * 0.6, foot + lean * tall, row - tall)
        crown.quadTo(foot + lean * tall * 0.3 + half * 0.5, row - tall * 0.6, foot + half, row)
    canvas.drawPath(crown, fill(foam_colour(script, max(0.0, 0.85 - 0.75 * since))))
    for aside, up, size in rng.random((60, 3)).tolist():
        vx, vy = (aside - 0.5) * 1.3 * height * big, (0.35 + 0.9 * up) * height * 1.25 * big
        px, py = x + vx * since, row - vy * since + 1.35 * height * since * since
        if py < row:
            a = max(0.0, 0.95 - 0.6 * since)
            canvas.drawCircle(px, py, (0.004 + 0.013 * size * size) * height, fill(foam_colour(script, a)))
    reach = height * (0.18 + 0.42 * since)
    ring = skia.Rect.MakeXYWH(x - reach, row - reach * 0.10, 2 * reach, reach * 0.20)
    canvas.drawOval(ring, stroke(foam_colour(script, max(0.0, 0.6 - 0.4 * since)), 2.6 * unit))
