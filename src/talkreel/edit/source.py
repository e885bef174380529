"""The source's own time in a segment, and what is seen of it when the segment is parted.

A segment plays for its length less its hold; then it stands still. See `Timing` for how the source's time runs
meanwhile. All times here are milliseconds from the segment's start, positions are milliseconds of the source.
"""

from __future__ import annotations

from math import sqrt

from talkreel.model import Draft, Entry, Segment, Timing, time_map
from talkreel.model.time_map import TimeMap, travelled_ms


def playing_ms(segment: Segment) -> int:
    """How long the source runs, before the hold."""
    return segment.duration_ms - segment.hold_ms


def mean_speed(timing: Timing) -> float:
    """Milliseconds of the source that a millisecond of the segment shows, on average."""
    return time_map.stretch_ms(timing, 1.0)


def speed_at(timing: Timing, length_ms: float, t_ms: float) -> float:
    """The speed at a time, of a segment that plays for `length_ms`."""
    if timing.to is None or not length_ms:
        return timing.speed
    return timing.speed + (timing.to - timing.speed) * t_ms / length_ms


def time_of_run(timing: Timing, length_ms: float, run: float) -> float:
    """The time by which so much of the source has run."""
    slope = 0.0 if timing.to is None or not length_ms else (timing.to - timing.speed) / length_ms
    if abs(slope) < 1e-12:
        return run / timing.speed
    return (sqrt(max(0.0, timing.speed**2 + 2 * slope * run)) - timing.speed) / slope


def stretch_ms(segment: Segment) -> float:
    """How much of the source runs in the whole segment; each turn of a loop counts."""
    return time_map.stretch_ms(segment.timing, playing_ms(segment))


def position_ms(draft: Draft, segment: Segment, t_ms: float) -> int:
    """What of the source is seen at a time."""
    running = min(t_ms, playing_ms(segment))
    return max(0, round(segment.in_ms + TimeMap.of(segment, draft.meta.fps).at(running)))


def source_key(segment: Segment) -> str:
    """The file that the segment shows or plays; empty when it is made."""
    if segment.src:
        return segment.src
    return segment.scene.src[0] if segment.scene and segment.scene.kind == "video" and segment.scene.src else ""


def is_drawn(segment: Segment) -> bool:
    """Whether a scene draws it, so that it can be composed for any length."""
    return segment.scene is not None and segment.scene.kind != "video"


def is_file(draft: Draft, segment: Segment) -> bool:
    """Whether it is a film or a sound from a file, which has a time of its own and an end."""
    if is_drawn(segment):
        return False
    asset = draft.assets.get(source_key(segment))
    return bool(source_key(segment)) and (asset is None or asset.kind != "image")


def has_time(draft: Draft, segment: Segment) -> bool:
    """Whether anything in it runs: a drawn scene, a film, a sound from a file."""
    return is_drawn(segment) or is_file(draft, segment)


def has_sound(draft: Draft, segment: Segment) -> bool:
    """Whether it can be heard."""
    made = segment.music or segment.voice or segment.effect
    return made is not None or is_file(draft, segment)


def longest_ms(draft: Draft, segment: Segment) -> int | None:
    """How long the segment can be at its speed before its file ends; None: as long as one likes."""
    asset = draft.assets.get(source_key(segment))
    if not is_file(draft, segment) or asset is None or not asset.duration_ms or segment.timing.loop_ms:
        return None
    backwards = segment.timing.reverse
    there = segment.in_ms + stretch_ms(segment) if backwards else asset.duration_ms - segment.in_ms
    return max(segment.duration_ms, int(there / mean_speed(segment.timing)) + segment.hold_ms)


def earlier(draft: Draft, segment: Segment, at_ms: int) -> Segment:
    """What is seen before `at_ms`; it has the transition in, and no longer the one out."""
    length = playing_ms(segment)
    kept: dict[str, object] = {
        "duration_ms": at_ms,
        "hold_ms": max(0, at_ms - length),
        "fade_out_ms": 0,
        "exit": Entry(),
    }
    if has_time(draft, segment) and at_ms < length:
        kept |= _earlier_time(segment, at_ms)
    return clamped(segment.model_copy(update=kept | _composed(segment)))


def _earlier_time(segment: Segment, at_ms: int) -> dict[str, object]:
    timing, length = segment.timing, playing_ms(segment)
    run = travelled_ms(timing, length, at_ms)
    changed: dict[str, object] = {}
    if timing.to is not None:
        changed["to"] = round(speed_at(timing, length, at_ms), 6)
    in_ms: float = segment.in_ms
    if timing.loop_ms and run <= timing.loop_ms:
        changed |= {"loop_ms": 0, "pingpong": False}
        in_ms += timing.loop_ms - run if timing.reverse else 0
    elif timing.reverse and not timing.loop_ms:
        in_ms += stretch_ms(segment) - run
    return {"timing": timing.model_copy(update=changed), "in_ms": max(0, round(in_ms))}


def later(draft: Draft, segment: Segment, at_ms: int) -> tuple[Segment, ...]:
    """What is seen from `at_ms` on, all under the segment's id.

    One piece, or two of a loop that is parted within a turn: what is left of the turn, and the further turns.
    """
    length = playing_ms(segment)
    kept: dict[str, object] = {
        "start_ms": segment.start_ms + at_ms,
        "duration_ms": segment.duration_ms - at_ms,
        "entry": Entry(),
        "fade_in_ms": 0,
        "hold_ms": min(segment.hold_ms, segment.duration_ms - at_ms),
    }
    rest = segment.model_copy(update=kept | _composed(segment))
    if not has_time(draft, segment):
        return (clamped(rest),)
    if at_ms >= length:
        at = position_ms(draft, segment, length)
        return (clamped(rest.model_copy(update={"in_ms": at, "timing": Timing()})),)
    if segment.timing.loop_ms:
        return _later_turns(segment, rest, at_ms)
    run = travelled_ms(segment.timing, length, at_ms)
    speed = round(speed_at(segment.timing, length, at_ms), 6)
    in_ms = segment.in_ms + (0 if segment.timing.reverse else round(run))
    timing = segment.timing.model_copy(update={"speed": speed})
    return (clamped(rest.model_copy(update={"in_ms": in_ms, "timing": timing})),)


def _later_turns(segment: Segment, rest: Segment, at_ms: int) -> tuple[Segment, ...]:
    timing, length = segment.timing, playing_ms(segment)
    turn, phase = divmod(travelled_ms(timing, length, at_ms), timing.loop_ms)
    over = round(time_of_run(timing, length, (turn + 1) * timing.loop_ms)) - at_ms
    backwards = _backwards(timing, int(turn))
    from_ms = segment.in_ms if backwards else segment.in_ms + round(phase)
    speed = round(speed_at(timing, length, at_ms), 6)
    alone = timing.model_copy(update={"speed": speed, "loop_ms": 0, "pingpong": False, "reverse": backwards})
    if rest.duration_ms - rest.hold_ms <= over:
        left = 0 if not backwards else round(timing.loop_ms - phase - (length - at_ms) * mean_speed(alone))
        return (clamped(rest.model_copy(update={"in_ms": from_ms + max(0, left), "timing": alone})),)
    between = round(speed_at(timing, length, at_ms + over), 6)
    if timing.to is not None:
        alone = alone.model_copy(update={"to": between})
    head = rest.model_copy(
        update={"duration_ms": over, "hold_ms": 0, "in_ms": from_ms, "timing": alone, "exit": Entry(), "fade_out_ms": 0}
    )
    turned = timing.model_copy(update={"speed": between, "reverse": _backwards(timing, int(turn) + 1)})
    start, duration = rest.start_ms + over, rest.duration_ms - over
    tail = rest.model_copy(update={"start_ms": start, "duration_ms": duration, "timing": turned})
    return (clamped(head), clamped(tail)) if over else (clamped(tail),)


def _backwards(timing: Timing, turn: int) -> bool:
    """Whether the source runs backwards in a turn; there and back are two turns."""
    return timing.reverse != (timing.pingpong and turn % 2 == 1)


def _composed(segment: Segment) -> dict[str, object]:
    """A part of a drawn scene is of a picture composed for the whole."""
    return {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) else {}


def eased(segment: Segment) -> Segment:
    """The segment, whose transitions take half of it at most."""
    most = segment.duration_ms // 2
    changed: dict[str, object] = {}
    for name in ("entry", "exit"):
        entry: Entry = getattr(segment, name)
        if entry.duration_ms > most:
            changed[name] = entry.model_copy(update={"duration_ms": most}) if most else Entry()
    return clamped(segment.model_copy(update=changed) if changed else segment)


def clamped(segment: Segment) -> Segment:
    """The segment, whose transitions, fades and hold fit in its length."""
    length = segment.duration_ms
    changed: dict[str, object] = {}
    if segment.span_ms == length > segment.hold_ms and not segment.in_ms:
        changed["span_ms"] = 0  # the whole of what was composed
    for name in ("entry", "exit"):
        entry: Entry = getattr(segment, name)
        if entry.duration_ms > length:
            changed[name] = entry.model_copy(update={"duration_ms": length})
    if segment.hold_ms > length:
        changed["hold_ms"] = length
    if segment.fade_in_ms + segment.fade_out_ms > length:
        part = length / (segment.fade_in_ms + segment.fade_out_ms)
        changed |= {"fade_in_ms": int(segment.fade_in_ms * part), "fade_out_ms": int(segment.fade_out_ms * part)}
    return segment.model_copy(update=changed) if changed else segment
