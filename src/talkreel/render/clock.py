"""Time into frames and samples: the one place where milliseconds stop being milliseconds."""

from __future__ import annotations

SAMPLE_RATE_HZ = 48_000


def frames_in(duration_ms: int, fps: int) -> int:
    """How many frames a film of this length has: the nearest whole number, at least one."""
    return max(1, (duration_ms * fps + 500) // 1000)


def first_frame(at_ms: int, fps: int) -> int:
    """The first frame shown at or after a time: the frame on which something that starts then appears."""
    return -(-at_ms * fps // 1000)


def time_of(frame: int, fps: int) -> float:
    """When a frame is shown, ms."""
    return frame * 1000 / fps


def time_since(frame: int, start_ms: int, fps: int) -> float:
    """How long after `start_ms` a frame is shown, ms.

    One division of whole numbers: a film shifted by whole frames gives the same float, and so the same pixels.
    """
    return (frame * 1000 - start_ms * fps) / fps


def samples_in(frames: int, fps: int) -> int:
    """How much sound lies under so many frames."""
    return frames * SAMPLE_RATE_HZ // fps
