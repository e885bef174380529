"""Music: a recipe at a length becomes a take that ends exactly where the film does.

A phrase is played once for each of its turns and laid down wherever it returns. Films of more than a few minutes have
several movements, each composed when it is reached and let go when it has rung out; what lies on disk meanwhile has no
name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from talkreel.model import MusicRecipe
from talkreel.sound.form import BEATS_IN_BAR, Phrase, phrases
from talkreel.sound.grid import grid_for
from talkreel.sound.loudness import SILENT_LUFS, Loudness
from talkreel.sound.mastering import Master, Spectrum
from talkreel.sound.playing import Band, Cue
from talkreel.sound.samples import RATE_HZ, Mono, Samples, add, count, samples_of, shape, silence, slope
from talkreel.sound.score import choose
from talkreel.sound.style import Style
from talkreel.sound.styles import STYLES
from talkreel.sound.take import BLOCK, Faded, Spool, Take, whole

COMPOSED_LUFS = -16.0  # before the mix is brought to its own loudness

_TURNS = 4  # differently played phrases of a section before the first returns
_FIRST_FADE_S = 0.004
_LAST_FADE_S = 0.6
_MEASURED_S = 90  # so much of a long piece stands for its loudness
_TOP_GAIN = 16.0
_RINGS_S = 12.0  # longer than any movement rings on in the next
_REPEAT_S = 1.0  # cross-fade where a person's own music is repeated

_Key = tuple[str, int, int, bool, bool, int]


def compose(recipe: MusicRecipe, duration_ms: int) -> Samples:
    """The piece in memory, exactly round(duration_ms * 48) samples, at about `COMPOSED_LUFS`."""
    return whole(piece(recipe, duration_ms))


def piece(recipe: MusicRecipe, duration_ms: int, folder: Path | None = None) -> Take:
    """The piece as a take; it is composed as it is read, best from beginning to end."""
    music = _Piece(recipe, duration_ms, folder)
    return Faded(music, count(_FIRST_FADE_S), min(count(_LAST_FADE_S), len(music) // 4))


def fit_music(own: Take, duration_ms: int, fade_out_ms: int = 1500) -> Take:
    """A person's own music at the film's length: cut, or repeated with a cross-fade, and faded out.

    Exactly round(duration_ms * 48) samples; silence when there is nothing to repeat.
    """
    return let_out(repeated(own, samples_of(duration_ms)), duration_ms, fade_out_ms)


def repeated(own: Take, total: int) -> Take:
    """So many samples of a piece, repeated with a cross-fade where it is shorter."""
    return _Repeated(own, total)


def let_out(fitted: Take, duration_ms: int, fade_out_ms: int = 1500) -> Take:
    """A piece of that length, faded out at its end."""
    return Faded(fitted, count(0.01), count(min(fade_out_ms, duration_ms / 2) / 1000))


class _Piece:
    """All movements, each at its place."""

    def __init__(self, recipe: MusicRecipe, duration_ms: int, folder: Path | None) -> None:
        grid = grid_for(recipe, duration_ms)
        bars = len(grid.beats_ms) // BEATS_IN_BAR if len(grid.downbeats_ms) > 1 else 1
        self._recipe, self._folder = recipe, folder
        self._size = samples_of(duration_ms)
        self._beat_s = 60 / grid.bpm
        self._last_beats = BEATS_IN_BAR if bars > 1 else len(grid.beats_ms)
        self._movements = [tuple(score) for _, score in groupby(phrases(bars), key=lambda phrase: phrase.movement)]
        self._starts = [self._at(score[0]) - Master.delay for score in self._movements]
        self._composed: dict[int, Take] = {}

    def __len__(self) -> int:
        return self._size

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        out = silence(size)
        sounding = [
            number
            for number, start in enumerate(self._starts)
            if start < at + size and at < self._end(number) + count(_RINGS_S)
        ]
        self._composed = {number: take for number, take in self._composed.items() if number in sounding}
        for number in sounding:
            if number not in self._composed:
                self._composed[number] = self._compose(number)
            movement, start = self._composed[number], self._starts[number]
            begin, end = max(at, start), min(at + size, start + len(movement))
            if begin < end:
                add(out, movement.read(begin - start, end - begin), begin - at)
        return out

    def _at(self, phrase: Phrase) -> int:
        """The sample on which a phrase begins."""
        return round(phrase.first_bar * BEATS_IN_BAR * self._beat_s * RATE_HZ)

    def _end(self, number: int) -> int:
        """Where the next movement begins."""
        return self._at(self._movements[number + 1][0]) if number + 1 < len(self._movements) else self._size

    def _compose(self, number: int) -> Take:
        """A movement, mastered, at `COMPOSED_LUFS`. It begins at its start and ends where it has rung out."""
        score, style = self._movements[number], STYLES[self._recipe.style]
        seed = self._recipe.seed
        band = Band(style, choose(style, seed, number), self._beat_s, seed + 7919 * number)
        laid = _Laid(self._played(band, score), self._folder)
        for phrase, key in zip(score, _keys(score), strict=True):
            laid.place(self._at(phrase) - self._at(score[0]), key)
        first = max(0, self._starts[number])
        end = self._end(number)
        middle = first + max(0, end - first - _MEASURED_S * RATE_HZ) // 2 - self._starts[number]
        last = min(end - self._starts[number], middle + _MEASURED_S * RATE_HZ)
        return _mastered(laid, style, range(middle, last), self._folder)

    def _played(self, band: Band, score: Sequence[Phrase]) -> Iterator[tuple[_Key, Samples]]:
        cues: dict[_Key, Cue] = {}
        for phrase, key in zip(score, _keys(score), strict=True):
            beats = self._last_beats if phrase.section == "ending" else phrase.bars * BEATS_IN_BAR
            cues.setdefault(key, Cue(phrase, key[-1], beats))
        yield from zip(cues, band.played([*cues.values()]), strict=True)


def _keys(score: Sequence[Phrase]) -> Iterator[_Key]:
    """What two phrases of a movement must share to sound the same."""
    turns: Counter[str] = Counter()
    for phrase in score:
        turn = turns[phrase.section]
        turns[phrase.section] += 1
        yield (phrase.section, phrase.bars, phrase.chord, phrase.opens, phrase.leads, turn % _TURNS)


class _Laid:
    """Phrases, each kept once, at the places where they are heard."""

    def __init__(self, played: Iterator[tuple[_Key, Samples]], folder: Path | None) -> None:
        self.spectrum = Spectrum()
        self._kept = Spool(folder)
        self._where: dict[_Key, tuple[int, int]] = {}
        self._places: list[tuple[int, _Key]] = []
        for key, part in played:
            self._where[key] = (len(self._kept), len(part))
            self._kept.write(part)
            self.spectrum.add(part)

    def place(self, at: int, key: _Key) -> None:
        """Hear a phrase from sample `at` on."""
        self._places.append((at, key))

    def blocks(self) -> Iterator[Samples]:
        """All of it."""
        total = max(at + self._where[key][1] for at, key in self._places)
        for at in range(0, total, BLOCK):
            out = silence(min(BLOCK, total - at))
            for start, key in self._places:
                first, size = self._where[key]
                begin, end = max(at, start), min(at + len(out), start + size)
                if begin < end:
                    out[begin - at : end - at] += self._kept.read(first + begin - start, end - begin)
            yield out


class _Scaled:
    """A take at another level."""

    def __init__(self, take: Take, level: float) -> None:
        self._take, self._level = take, np.float32(level)

    def __len__(self) -> int:
        return len(self._take)

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        return self._take.read(at, size) * self._level


class _Repeated:
    """`total` samples of a piece; where it is shorter, each repeat is cross-faded into the next."""

    def __init__(self, own: Take, total: int) -> None:
        self._own, self._total = own, total
        self._overlap = min(count(_REPEAT_S), len(own) // 4) if len(own) < total else 0
        self._slope = slope(self._overlap)

    def __len__(self) -> int:
        return self._total

    def read(self, at: int, size: int) -> Samples:
        """See `Take`."""
        out = silence(size)
        length, overlap = len(self._own), self._overlap
        if length == 0:
            return out
        step = length - overlap
        for nth in range(max(0, (at - length) // step), (at + size - 1) // step + 1):
            start = nth * step
            begin, end = max(at, start), min(at + size, start + length)
            if begin >= end:
                continue
            part = self._own.read(begin - start, end - begin)
            if overlap:
                part = part.copy()
                _rise(part, begin - start if nth else overlap, self._slope)
                _rise(part[::-1], start + length - end, self._slope)
            out[begin - at : end - at] += part
        return out


def _rise(part: Samples, at: int, rising: Mono) -> None:
    """Fade in, in place: `part` begins `at` samples after the fade does."""
    faded = rising[at : at + len(part)]
    shape(part[: len(faded)], faded)


def _mastered(laid: _Laid, style: Style, measured: range, folder: Path | None) -> Take:
    """What was laid down behind the style's master, at `COMPOSED_LUFS` as the samples `measured` stand for it."""
    mastered, meter = Spool(folder), Loudness()
    for block in Master(laid.spectrum, style.tilt_db, style.top_hz).through(laid.blocks()):
        at = len(mastered)
        meter.feed(block[max(0, measured.start - at) : max(0, measured.stop - at)])
        mastered.write(block)
    loudness = meter.lufs()
    gain = min(_TOP_GAIN, 10 ** ((COMPOSED_LUFS - loudness) / 20)) if loudness > SILENT_LUFS else 1.0
    return _Scaled(mastered, gain)
