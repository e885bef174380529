"""The sound of a file as its segment plays it: from where on, how fast, backwards, in turns; silent while it is held.

A segment without a timing plays its file as it is. A person's own music is repeated until it is long enough.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from talkreel.errors import InputError
from talkreel.media.sounds import sound_blocks
from talkreel.model import Segment
from talkreel.model.time_map import PLAIN, stretch_ms, travelled_ms
from talkreel.sound.music import fit_music, let_out, repeated
from talkreel.sound.retimed import Turns, stretched
from talkreel.sound.samples import RATE_HZ, Samples, count, samples_of
from talkreel.sound.take import Faded, Spool, Take

_OWN_FADE_S = 0.03  # a clip's own sound begins and ends so softly
_MS = RATE_HZ / 1000


def own_music(segment: Segment, path: Path, spool: Path | None) -> Take:
    """A sound file for as long as its segment.

    Raises:
        InputError: it cannot be read.
    """
    if segment.timing == PLAIN:
        blocks = sound_blocks(path, segment.in_ms, segment.duration_ms)
        return fit_music(spooled(blocks, spool), segment.duration_ms)
    turn_ms = segment.timing.loop_ms or stretch_ms(segment.timing, segment.duration_ms)
    own = spooled(sound_blocks(path, segment.in_ms, round(turn_ms)), spool)
    source = own if segment.timing.loop_ms else repeated(own, samples_of(turn_ms))
    return let_out(_retimed(source, segment, segment.duration_ms, spool), segment.duration_ms)


def own_sound(segment: Segment, path: Path, spool: Path | None) -> Take | None:
    """The sound of footage while its picture moves; None when it is broken: a picture is a picture without it."""
    run_ms = _run_ms(segment)
    turn_ms = segment.timing.loop_ms or stretch_ms(segment.timing, run_ms)
    try:
        own = spooled(sound_blocks(path, segment.in_ms, round(turn_ms)), spool)
    except InputError:
        return None
    if segment.timing != PLAIN:
        own = _retimed(own, segment, run_ms, spool)
    soft = Faded(own, count(_OWN_FADE_S), count(_OWN_FADE_S))
    return (
        soft
        if run_ms == segment.duration_ms
        else Turns(soft, samples_of(segment.duration_ms), samples_of(segment.duration_ms))
    )


def spooled(blocks: Iterable[Samples], folder: Path | None) -> Spool:
    """Blocks on disk. Decoders give small ones; some are written together."""
    spool, waiting = Spool(folder), list[Samples]()
    for block in blocks:
        waiting.append(block)
        if sum(map(len, waiting)) >= 1 << 15:
            spool.write(np.concatenate(waiting))
            waiting.clear()
    if waiting:
        spool.write(np.concatenate(waiting))
    return spool


def _run_ms(segment: Segment) -> int:
    """How long its time runs: what is held at its end is not of it."""
    return segment.duration_ms - segment.hold_ms if segment.hold_ms < segment.duration_ms else segment.duration_ms


def _retimed(source: Take, segment: Segment, run_ms: int, spool: Path | None) -> Take:
    """The source as the segment's timing has it, for `run_ms`."""
    timing = segment.timing
    total = samples_of(run_ms)
    passed = max(1, round(stretch_ms(timing, run_ms) * _MS))
    turn = samples_of(timing.loop_ms) if timing.loop_ms else passed
    turns = Turns(source, turn, passed, reverse=timing.reverse, pingpong=timing.pingpong)
    if timing.speed == 1 and timing.to in (None, 1):
        return turns
    return spooled(stretched(turns, total, lambda t: travelled_ms(timing, run_ms, t / _MS) * _MS), spool)
