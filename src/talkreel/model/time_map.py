"""From time in a segment to time in its source: speed, ramps, reverse, loops.

         run_ms                    what a segment of that length runs through
    0 ──────────────▶ t ms of the segment
    in ── forwards(t) ──▶ ms of the source; a loop folds it, reverse reads it from its end

All times are milliseconds, and the source's count from the segment's `in_ms`.
"""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.model.draft import Segment, Timing

PLAIN = Timing()


def travelled_ms(timing: Timing, run_ms: float, t_ms: float) -> float:
    """How much of the source passes in the first `t_ms` of a segment that runs for `run_ms`, loops not folded.

    The speed goes straight from `speed` to `to` over the run; before and after it, it is what it is at that end.
    """
    first, last = timing.speed, timing.speed if timing.to is None else timing.to
    if first == last or run_ms <= 0 or t_ms <= 0:
        return first * t_ms
    inside = min(t_ms, run_ms)
    return first * inside + (last - first) * inside * inside / (2 * run_ms) + last * (t_ms - inside)


def stretch_ms(timing: Timing, run_ms: float) -> float:
    """How much of the source a segment runs through in all, loops not folded."""
    return travelled_ms(timing, run_ms, run_ms)


def run_for(timing: Timing, stretch: float) -> float:
    """How long a segment must run to pass through `stretch` ms of its source: the inverse of `stretch_ms`."""
    last = timing.speed if timing.to is None else timing.to
    return 2 * stretch / (timing.speed + last)


@dataclass(frozen=True)
class TimeMap:
    """The time of a segment that runs for `run_ms` (its length less what is held), shown in frames of `frame_ms`.

    Backwards, a frame shows what the same frame, counted from the end, shows forwards: nothing past the stretch.
    Of a loop, each turn goes the way of `reverse`; there and back, every other one goes the other way.
    """

    timing: Timing
    run_ms: float
    frame_ms: float = 0.0

    @staticmethod
    def of(segment: Segment, fps: int) -> TimeMap:
        """The map of a segment."""
        run = segment.duration_ms - segment.hold_ms
        return TimeMap(segment.timing, run if run > 0 else segment.duration_ms, 1000 / fps)

    def at(self, t_ms: float) -> float:
        """The source's time from `in_ms` on; below 0 when a reversed segment runs on past its end."""
        timing, run = self.timing, self.run_ms
        if timing == PLAIN:
            return t_ms
        passed = travelled_ms(timing, run, t_ms)
        step = travelled_ms(timing, run, t_ms + self.frame_ms) - passed
        if not timing.loop_ms:
            return stretch_ms(timing, run) - passed - step if timing.reverse else passed
        turn, phase = divmod(passed, timing.loop_ms)
        backwards = timing.reverse != (timing.pingpong and int(turn) % 2 == 1)
        return max(0.0, timing.loop_ms - phase - step) if backwards else phase
