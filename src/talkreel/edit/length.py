"""How long things last, and how fast they run. See `model.operations.timeline`."""

from __future__ import annotations

from talkreel.edit.ripple import Span, cut_out, opened, own_words, placed, resized, shifted, stretched
from talkreel.edit.source import (
    clamped,
    earlier,
    eased,
    has_time,
    is_drawn,
    is_file,
    longest_ms,
    mean_speed,
    playing_ms,
    stretch_ms,
)
from talkreel.edit.tracks import find, is_main, replaced, shots, within_film
from talkreel.errors import EditError
from talkreel.model import SOUND, Draft, Segment, Timing
from talkreel.model.operation import Extend, Loop, Reverse, SetFilmLength, SetLength, SetSpeed
from talkreel.model.time_map import run_for

SPEEDS = (0.05, 20.0)
LEAST_SHOT_MS = 100  # a film is not made so short that a shot is over before it is seen


def set_length(draft: Draft, op: SetLength) -> Draft:
    """See `SetLength`."""
    track, segment = find(draft, op.id)
    if op.duration_ms == segment.duration_ms:
        return draft
    new = _at_length(draft, segment, op.duration_ms, refused=track.type != SOUND)
    if not is_main(draft, track):
        return replaced(draft, clamped(within_film(draft, new)))
    if _composed_anew(segment):
        return _restretched(draft, {segment.id: new})
    return _rippled(draft, segment, new)


def _composed_anew(segment: Segment) -> bool:
    """Whether another length makes another picture: a whole drawn scene, not a part or a still of one."""
    return is_drawn(segment) and not segment.span_ms and not _stands(segment)


def _stands(segment: Segment) -> bool:
    return segment.hold_ms >= segment.duration_ms


def _at_length(draft: Draft, segment: Segment, length: int, refused: bool = True) -> Segment:
    """The segment at another length.

    Raises:
        EditError: its file ends before, where that is to be `refused`.
    """
    if _stands(segment):
        return resized(segment, length).model_copy(update={"hold_ms": length})
    if _composed_anew(segment):
        return _recomposed(segment, length)
    if length < segment.duration_ms:
        shorter = earlier(draft, segment, length)
        return eased(shorter.model_copy(update={"exit": segment.exit, "fade_out_ms": segment.fade_out_ms}))
    longest = longest_ms(draft, segment)
    if refused and longest is not None and length > longest:
        raise EditError("error.edit_file_too_short", id=segment.id, longest=f"{longest / 1000:g}")
    longer = resized(segment, length)
    if segment.timing.reverse and not segment.timing.loop_ms and is_file(draft, segment):
        back = round(stretch_ms(longer) - stretch_ms(segment))
        return longer.model_copy(update={"in_ms": max(0, segment.in_ms - back)})
    return longer


def _recomposed(segment: Segment, length: int) -> Segment:
    """A drawn scene at another length: its keys keep their place in it."""
    part = length / segment.duration_ms
    scene = segment.scene
    if scene is not None:
        keys = {
            name: tuple(k.model_copy(update={"at": round(k.at * part)}) for k in value)
            for name in ("time", "weather")
            if not isinstance(value := getattr(scene, name), str)
        }
        scene = scene.model_copy(update=keys) if keys else scene
    changed = {"duration_ms": length, "scene": scene, "hold_ms": min(segment.hold_ms, length // 2), "in_ms": 0}
    new = eased(segment.model_copy(update=changed))
    if segment.timing == Timing():
        return new
    # At another speed the picture is composed for what runs of it.
    return new.model_copy(update={"span_ms": max(1, round(stretch_ms(new)))})


def _rippled(draft: Draft, old: Segment, new: Segment) -> Draft:
    """A shot ends earlier or later: what follows moves; its words that ran to its end still do."""
    by_ms = new.duration_ms - old.duration_ms
    line = [new if s.id == old.id else shifted(s, by_ms) if s.start_ms > old.start_ms else s for s in shots(draft)]
    if by_ms < 0:
        return placed(draft, line, cut_out(draft, new.end_ms, old.end_ms), by_ms)
    return placed(draft, line, opened(draft, old.end_ms, by_ms, own_words(draft, old, to_end=True)), by_ms)


def _restretched(draft: Draft, changed: dict[str, Segment]) -> Draft:
    """Shots last longer or shorter, and all that lies over them is stretched with them."""
    spans: list[Span] = []
    line: list[Segment] = []
    by_ms = 0
    for shot in shots(draft):
        new = changed.get(shot.id, shot)
        line.append(shifted(new, by_ms))
        if new.duration_ms != shot.duration_ms:
            spans.append((shot.start_ms, shot.end_ms, new.duration_ms))
            by_ms += new.duration_ms - shot.duration_ms
    return placed(draft, line, stretched(draft, spans), by_ms)


def set_film_length(draft: Draft, op: SetFilmLength) -> Draft:
    """See `SetFilmLength`."""
    by_ms = op.duration_ms - draft.duration_ms
    free = [s for s in shots(draft) if not s.locked]
    if not by_ms:
        return draft
    lengths = _shared(draft, free, sum(s.duration_ms for s in free) + by_ms)
    return _restretched(draft, {s.id: _at_length(draft, s, lengths[s.id]) for s in free})


def _shared(draft: Draft, free: list[Segment], total: int) -> dict[str, int]:
    """Each shot's share of `total`; what a file cannot give is shared by the others.

    Raises:
        EditError: the shots cannot be so short or so long, or all are locked.
    """
    kept_ms = draft.duration_ms - sum(s.duration_ms for s in free)
    if not free or total < LEAST_SHOT_MS * len(free):
        least = kept_ms + LEAST_SHOT_MS * len(free)
        raise EditError("error.edit_film_too_short", seconds=f"{least / 1000:g}")
    shares: dict[str, int] = {}
    open_shots: list[Segment] = free
    left = total
    while open_shots:
        whole = sum(s.duration_ms for s in open_shots)
        wanted = {s.id: left * s.duration_ms / whole for s in open_shots}
        limits = {s.id: longest_ms(draft, s) for s in open_shots}
        full = {i: limit for i, limit in limits.items() if limit is not None and wanted[i] > limit}
        if not full:
            return shares | _rounded(open_shots, wanted, left)
        shares |= full
        left -= sum(full.values())
        open_shots = [s for s in open_shots if s.id not in full]
    raise EditError("error.edit_film_too_long", seconds=f"{(kept_ms + sum(shares.values())) / 1000:g}")


def _rounded(free: list[Segment], wanted: dict[str, float], total: int) -> dict[str, int]:
    """Whole milliseconds that add up; none below 1."""
    shares: dict[str, int] = {}
    exact = given = 0.0
    for shot in free:
        exact += wanted[shot.id]
        shares[shot.id] = max(1, round(exact) - int(given))
        given += shares[shot.id]
    longest = max(shares, key=shares.__getitem__)
    shares[longest] += total - sum(shares.values())
    return shares


def set_speed(draft: Draft, op: SetSpeed) -> Draft:
    """See `SetSpeed`."""
    segment = _running(draft, op.id)
    to = None if op.to == op.speed else op.to
    timing = segment.timing.model_copy(update={"speed": op.speed, "to": to})
    return _at_timing(draft, segment, timing, stretch_ms(segment))


def _running(draft: Draft, segment_id: str) -> Segment:
    """The segment, of which something runs and is not held as a whole.

    Raises:
        EditError: nothing runs in it.
    """
    _, segment = find(draft, segment_id)
    if not has_time(draft, segment) or _stands(segment):
        raise EditError("error.edit_no_time", id=segment_id)
    return segment


def _at_timing(draft: Draft, segment: Segment, timing: Timing, stretch: float) -> Draft:
    """The same stretch of the source in another time; what lies over it is stretched with it."""
    length = max(1, round(run_for(timing, stretch))) + segment.hold_ms
    span = {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) else {}
    new = clamped(resized(segment, length).model_copy(update={"timing": timing} | span))
    track, _ = find(draft, segment.id)
    if is_main(draft, track):
        return _restretched(draft, {segment.id: new})
    return replaced(draft, clamped(within_film(draft, new)))


def reverse(draft: Draft, op: Reverse) -> Draft:
    """See `Reverse`."""
    segment = _running(draft, op.id)
    span = {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) and op.on else {}
    timing = segment.timing.model_copy(update={"reverse": op.on})
    return replaced(draft, clamped(segment.model_copy(update={"timing": timing} | span)))


def loop(draft: Draft, op: Loop) -> Draft:
    """See `Loop`. A ramp becomes its mean speed, so that every turn is alike."""
    segment = _running(draft, op.id)
    timing = segment.timing
    turn = timing.loop_ms or max(1, round(stretch_ms(segment)))
    speed = mean_speed(timing)
    changed = {
        "speed": speed,
        "to": None,
        "loop_ms": turn if op.times > 1 else 0,
        "pingpong": timing.pingpong and op.times > 1,
    }
    once = playing_ms(segment) if not timing.loop_ms else max(1, round(turn / speed))
    span = {"span_ms": segment.span_ms or segment.duration_ms} if is_drawn(segment) else {}
    new = resized(segment, once * op.times + segment.hold_ms)
    return _lengthened(draft, segment, new.model_copy(update={"timing": timing.model_copy(update=changed)} | span))


def extend(draft: Draft, op: Extend) -> Draft:
    """See `Extend`."""
    track, segment = find(draft, op.id)
    length = segment.duration_ms + op.by_ms
    if not has_time(draft, segment) and not _stands(segment):
        return _lengthened(draft, segment, resized(segment, length))
    if op.method == "freeze" or _stands(segment):
        return _lengthened(
            draft, segment, resized(_parted(segment), length).model_copy(update={"hold_ms": segment.hold_ms + op.by_ms})
        )
    if op.method == "carry_on":
        longer = _at_length(draft, _parted(segment), length, refused=track.type != SOUND)
        return _lengthened(draft, segment, longer)
    segment = _running(draft, op.id)
    if op.method == "slow":
        return _slowed(draft, segment, op.by_ms)
    timing = segment.timing
    turn = timing.loop_ms or max(1, round(stretch_ms(segment)))
    there_and_back = timing.model_copy(
        update={"loop_ms": turn, "pingpong": True, "to": None, "speed": mean_speed(timing)}
    )
    new = resized(_parted(segment), length).model_copy(update={"timing": there_and_back})
    return _lengthened(draft, segment, new)


def _parted(segment: Segment) -> Segment:
    """A drawn scene that keeps what it was composed for; it runs on past that."""
    if not is_drawn(segment):
        return segment
    return segment.model_copy(update={"span_ms": segment.span_ms or segment.duration_ms})


def _slowed(draft: Draft, segment: Segment, by_ms: int) -> Draft:
    """The same, slower, so that it fills the new length.

    Raises:
        EditError: it would be slower than can be.
    """
    timing = segment.timing
    part = playing_ms(segment) / (playing_ms(segment) + by_ms)
    slower = [v * part for v in (timing.speed, timing.to) if v is not None]
    if min(slower) < SPEEDS[0]:
        longest = playing_ms(segment) * min(v for v in (timing.speed, timing.to) if v is not None) / SPEEDS[0]
        raise EditError("error.edit_too_slow", id=segment.id, longest=f"{longest / 1000:g}")
    changed = {"speed": slower[0], "to": slower[1] if timing.to is not None else None}
    return _at_timing(draft, segment, timing.model_copy(update=changed), stretch_ms(segment))


def _lengthened(draft: Draft, old: Segment, new: Segment) -> Draft:
    track, _ = find(draft, old.id)
    if is_main(draft, track):
        return _rippled(draft, old, clamped(new))
    return replaced(draft, clamped(within_film(draft, new)))
