"""2.5-D: a camera that pans, rises and advances among layers."""

from __future__ import annotations

import math
from dataclasses import dataclass

from talkreel.draw.door import skia
from talkreel.draw.ease import ease_in_out
from talkreel.model.scene import CameraMove, Pace

# How far a move goes in one shot, and how much a shot of another pace differs.
PACES: dict[Pace, float] = {"slow": 0.55, "medium": 1.0, "fast": 1.7}


# A move that runs on past its shot's end has come to rest aside after so much of it; its advance then comes and goes.
REST, BREATH = 0.1, 0.06
FURTHER = 0.4  # of a shot: a push goes on for about so long before it turns
ARRIVES = 0.6  # how fast a move arrives at its end, shots a shot


def run_on(part: float, slope: float = ARRIVES) -> float:
    """How far a move is at `part` 1 or later: it comes to rest, by 0.04 of `slope` further on at most, and turns back.

    `slope` is how fast it arrives. It never is back by more than half, and takes three shots for that.
    """
    return at_rest(part, slope) - 0.25 * (1 - math.cos(math.pi * (part - 1) / 3))


def at_rest(part: float, slope: float = ARRIVES) -> float:
    """How far a move is at `part` 1 or later that comes to rest and stays there."""
    more = part - 1
    return 1 + slope * more * math.exp(-more / REST)


@dataclass(frozen=True)
class View:
    """Where the camera is: pan in focal-plane px, `dolly` how far it advanced (0..0.5), `roll` in degrees.

    (`horizon_x`, `horizon_y`) is the vanishing point, in parts of the frame.
    """

    width: int
    height: int
    x: float = 0.0
    y: float = 0.0
    dolly: float = 0.0
    roll: float = 0.0
    horizon_x: float = 0.5
    horizon_y: float = 0.55

    def apply(self, canvas: skia.Canvas, depth: float) -> None:
        """Set the canvas for a layer at `depth` (1 is the focal plane, larger is further).

        Scale and translation only: a rotated full-frame layer leaves Skia's fast path; roll the finished frame.
        """
        scale = 1 / (1 - self.dolly / depth)
        px, py = self.width * self.horizon_x, self.height * self.horizon_y
        canvas.translate(px, py)
        canvas.scale(scale, scale)
        canvas.translate(-px - self.x / depth, -py - self.y / depth)


def view_at(
    move: CameraMove, pace: Pace, width: int, height: int, part: float, seconds: float, loop: bool = False
) -> View:
    """The view of a move at `part` (0..1, later past its end) of the shot; a looping move ends where it began.

    `auto` is a slow pan with a little push. `handheld` adds a few sines of unrelated length to nothing else. Past its
    end a move has no more room aside: it comes to rest there, and what goes on is how far it advances.
    """
    reach = PACES[pace]
    more = 0.0 if loop else max(0.0, part - 1)
    t = at_rest(part) if more else (1 - ARRIVES) * ease_in_out(part) + ARRIVES * part
    t = 0.5 - 0.5 * math.cos(2 * math.pi * part) if loop else t
    s = t - 0.5
    w, h = width * reach, height * reach
    if move == "handheld":
        sway = sum(math.sin(seconds * f + p) / f for f, p in ((1.3, 0.0), (2.9, 1.7), (5.3, 4.1)))
        lift = sum(math.sin(seconds * f + p) / f for f, p in ((1.7, 2.0), (3.7, 0.4), (6.1, 5.0)))
        return View(width, height, x=sway * 0.012 * w, y=lift * 0.010 * h, dolly=0.03, roll=sway * 0.35 * reach)
    advanced = min(t, 1.0) + ARRIVES * math.sin(more)
    pushed = min(t, 1.0) + FURTHER * ARRIVES * math.sin(more / FURTHER)
    breath = BREATH * (1 - math.cos(math.pi * more / 3)) / 2
    fields: dict[CameraMove, dict[str, float]] = {
        "auto": {"x": s * 0.16 * w, "dolly": 0.10 * advanced * reach},
        "static": {},
        "pan_left": {"x": -s * 0.42 * w, "dolly": breath},
        "pan_right": {"x": s * 0.42 * w, "dolly": breath},
        "tilt_up": {"y": -s * 0.22 * h, "dolly": breath},
        "tilt_down": {"y": s * 0.22 * h, "dolly": breath},
        "push": {"dolly": 0.26 * pushed * reach},
        "pull": {"dolly": 0.26 * (1 - t) * reach + breath},
        "drone": {"x": s * 0.10 * w, "y": -s * 0.14 * h, "dolly": 0.20 * advanced * reach},
        "orbit": {"x": s * 0.34 * w, "dolly": 0.06 * math.sin(math.pi * t) + breath},
    }
    return View(width, height, **fields[move])
