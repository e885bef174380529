"""Music: a recipe at a length becomes samples that end exactly where the film does.

A phrase is played once for each of its turns and laid down wherever it returns, so half an hour costs little more than
a minute.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from talkreel.model import MusicRecipe
from talkreel.sound.form import BEATS_IN_BAR, Phrase, phrases
from talkreel.sound.grid import grid_for
from talkreel.sound.loudness import SILENT_LUFS, integrated_lufs
from talkreel.sound.mastering import Master
from talkreel.sound.playing import Band
from talkreel.sound.samples import RATE_HZ, Samples, add, count, faded, samples_of, silence
from talkreel.sound.score import choose
from talkreel.sound.styles import STYLES

COMPOSED_LUFS = -16.0  # before the mix is brought to its own loudness

_TURNS = 4  # differently played phrases of a section before the first returns
_FIRST_FADE_S = 0.004
_LAST_FADE_S = 0.6
_MEASURED_S = 90  # so much of a long piece stands for its loudness
_TOP_GAIN = 16.0

_Key = tuple[str, int, int, bool, bool, int]


def compose(recipe: MusicRecipe, duration_ms: int) -> Samples:
    """The piece, exactly round(duration_ms * 48) samples, at about `COMPOSED_LUFS`."""
    style = STYLES[recipe.style]
    grid = grid_for(recipe, duration_ms)
    beat_s = 60 / grid.bpm
    band = Band(style, choose(style, recipe.seed), beat_s, recipe.seed)
    score = phrases(max(1, len(grid.beats_ms) // BEATS_IN_BAR if len(grid.downbeats_ms) > 1 else 1))
    played: dict[_Key, Samples] = {}
    places: list[tuple[int, _Key]] = []
    turns: Counter[str] = Counter()
    for phrase in score:
        key = _key(phrase, turns[phrase.section])
        turns[phrase.section] += 1
        if key not in played:
            beats = phrase.bars * BEATS_IN_BAR if len(score) > 1 else len(grid.beats_ms)
            played[key] = band.played(phrase, key[-1], beats)
        places.append((round(phrase.first_bar * BEATS_IN_BAR * beat_s * RATE_HZ), key))
    return _finished(_laid_down(played, places, style.tilt_db, style.top_hz, samples_of(duration_ms)))


def fit_music(samples: Samples, duration_ms: int, fade_out_ms: int = 1500) -> Samples:
    """A person's own music at the film's length: cut, or repeated with a cross-fade, and faded out.

    Exactly round(duration_ms * 48) samples; silence when there is nothing to repeat.
    """
    total = samples_of(duration_ms)
    if 0 < len(samples) < total:
        samples = _repeated(samples, total)
    fitted = silence(total)
    add(fitted, samples, 0)
    return faded(fitted, 0.01, min(fade_out_ms, duration_ms / 2) / 1000)


def _key(phrase: Phrase, turn: int) -> _Key:
    """What two phrases must share to sound the same."""
    return (phrase.section, phrase.bars, phrase.chord, phrase.opens, phrase.leads, turn % _TURNS)


def _laid_down(
    played: dict[_Key, Samples], places: list[tuple[int, _Key]], tilt_db: float, top_hz: float, total: int
) -> Samples:
    """All phrases at their places, mastered alike."""
    master = Master.for_piece(list(played.values()), tilt_db, top_hz)
    finished = {key: master(part) for key, part in played.items()}
    out = silence(total)
    for at, key in places:
        add(out, finished[key], at - Master.delay)
    return out


def _finished(piece: Samples) -> Samples:
    """At its level, begun and ended without a click."""
    start = max(0, (len(piece) - _MEASURED_S * RATE_HZ) // 2)
    loudness = integrated_lufs(piece[start : start + _MEASURED_S * RATE_HZ])
    if loudness > SILENT_LUFS:
        piece *= np.float32(min(_TOP_GAIN, 10 ** ((COMPOSED_LUFS - loudness) / 20)))
    begin, end = count(_FIRST_FADE_S), min(count(_LAST_FADE_S), len(piece) // 4)
    piece[:begin] = faded(piece[:begin], _FIRST_FADE_S)
    piece[len(piece) - end :] = faded(piece[len(piece) - end :], 0, end / RATE_HZ)
    return piece


def _repeated(samples: Samples, total: int) -> Samples:
    """At least `total` samples of a shorter piece, each repeat cross-faded into the next."""
    overlap = min(count(1.0), len(samples) // 4)
    step = max(1, len(samples) - overlap)
    out = silence(total + len(samples))
    middle = faded(samples, overlap / RATE_HZ, overlap / RATE_HZ)
    for at in range(0, total, step):
        add(out, middle if at else faded(samples, 0, overlap / RATE_HZ), at)
    return out[:total]
