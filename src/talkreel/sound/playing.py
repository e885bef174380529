"""The band: notes of a phrase become samples, balanced, in one room.

Before it plays, the band checks its balance on one full phrase: each player is turned up or down until it is as loud
as its style asks. So instruments, rhythms and keys can be exchanged freely without spoiling the mix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from talkreel.sound.form import BEATS_IN_BAR, Phrase
from talkreel.sound.instruments.drums import DRUMS
from talkreel.sound.instruments.room import played_in
from talkreel.sound.instruments.textures import dust, rise
from talkreel.sound.instruments.tuned import TUNED
from talkreel.sound.loudness import SILENT_LUFS, stem_lufs
from talkreel.sound.samples import (
    RATE_HZ,
    Mono,
    Samples,
    add,
    band,
    count,
    panned,
    shape,
    silence,
    slope,
    stereo,
)
from talkreel.sound.score import Choices, Note, phrase_notes
from talkreel.sound.style import Drum, Part, Style

_TAIL_S = 2.0  # what rings on after a phrase's last bar, without the room
_TAIL_FADE_S = 1.0  # what would ring longer is faded
_ECHOES = 4
_ECHO_FALL = 0.5
_STROKES = 3  # differently sounding strokes of one drum
_LEVELS = 8  # steps of velocity
_MOST_AT_ONCE = 2_200_000  # samples of phrases that are played at once, 32 bytes each
_DIP_S = 0.16  # how fast the others come back after a kick
_HEADROOM_DB = 12.0  # a style's levels add up to about this loudness below full scale

_Sound = tuple[int, float, float]  # pitch, or which stroke of a drum; seconds held; velocity


class Cue(NamedTuple):
    """A phrase to be played: which turn of its section it is, and how many beats it has."""

    phrase: Phrase
    turn: int
    beats: int


class _Sheet(NamedTuple):
    """What a phrase of `size` samples is made of: for each player the places, in samples, of each of its sounds."""

    size: int
    struck: dict[int, dict[_Sound, list[int]]]


class _Buses(NamedTuple):
    """What a phrase's players are mixed into."""

    dry: Samples
    sent: Samples
    echoed: Samples | None
    dip: Mono | None


class Band:
    """A style's players at a tempo, for one movement."""

    def __init__(self, style: Style, chosen: Choices, beat_s: float, seed: int) -> None:
        self.style = style
        self.chosen = chosen
        self.beat_s = beat_s
        self.seed = seed
        self._players = (*style.parts, *style.drums)
        self._echoes = any(part.echo for part in style.parts)
        self._gains: list[float] = []

    def played(self, cues: Sequence[Cue]) -> Iterator[Samples]:
        """Phrases as they sound, with what rings on after them, in order.

        Several are played at once: each sound that they have in common is made once and need not be kept.
        """
        waiting: list[Cue] = []
        for cue in cues:
            if waiting and sum(self._size(c.beats) for c in (*waiting, cue)) > _MOST_AT_ONCE:
                yield from self._played(waiting)
                waiting = []
            waiting.append(cue)
        yield from self._played(waiting)

    def _played(self, cues: list[Cue]) -> Iterator[Samples]:
        written = [phrase_notes(self.style, self.chosen, cue.phrase, cue.turn, cue.beats) for cue in cues]
        sheets = [self._sheet(notes, cue.beats, cue.turn) for notes, cue in zip(written, cues, strict=True)]
        buses = [self._buses(notes, sheet.size) for notes, sheet in zip(written, sheets, strict=True)]
        balance = [] if self._gains else [self._balance()]
        for number, player in enumerate(self._players):
            stems = self._stems(number, [*sheets, *balance])
            if balance:
                balanced = stems.pop()
                self._gains.append(1.0 if balanced is None else _gain(player.level_db, balanced))
            for stem, bus in zip(stems, buses, strict=True):
                if stem is not None:
                    _send(stem, player, self._gains[number], bus)
            del stems
        for cue in cues:
            yield self._finished(cue, buses.pop(0))

    def _size(self, beats: int) -> int:
        return count(beats * self.beat_s + _TAIL_S)

    def _buses(self, notes: list[Note], size: int) -> _Buses:
        return _Buses(silence(size), silence(size), silence(size) if self._echoes else None, self._dip(notes, size))

    def _balance(self) -> _Sheet:
        """The phrase in which everybody plays: each stem of it is brought to the level that the style asks for."""
        everybody = Phrase("lift", 0, BEATS_IN_BAR, 0, opens=True, leads=True)
        notes = phrase_notes(self.style, self.chosen, everybody, 0)
        notes += phrase_notes(self.style, self.chosen, everybody._replace(section="intro"), 0)
        return self._sheet(list(dict.fromkeys(notes)), BEATS_IN_BAR * BEATS_IN_BAR, 0)

    def _sheet(self, notes: list[Note], beats: int, turn: int) -> _Sheet:
        """Which sounds begin when; a little early or late, as hands are."""
        dice = np.random.default_rng([self.seed, turn, len(notes)])
        struck: dict[int, dict[_Sound, list[int]]] = {}
        strings: Counter[tuple[int, float]] = Counter()
        for note in notes:
            player = self._players[note.player]
            if isinstance(player, Part):
                held_s = round(min(note.beats * self.beat_s, beats * self.beat_s + 0.5), 2)
                sound = (note.pitch, held_s, _level(note.velocity))
                steady, strummed_s = 1.0, strings[note.player, note.beat] * player.strum_ms / 1000
                strings[note.player, note.beat] += 1
            else:
                sound = (int(dice.integers(_STROKES)), 0.0, _level(note.velocity))
                steady, strummed_s = 0.35, 0.0
            late_s = float(np.clip(dice.normal(), -2, 2)) * self.style.human_ms / 1000 * steady
            at = max(0, count(note.beat * self.beat_s + strummed_s + late_s))
            struck.setdefault(note.player, {}).setdefault(sound, []).append(at)
        return _Sheet(self._size(beats), struck)

    def _stems(self, number: int, sheets: list[_Sheet]) -> list[Samples | None]:
        """What one player plays of each sheet, None where it rests."""
        stems = [silence(sheet.size) if number in sheet.struck else None for sheet in sheets]
        parts = [sheet.struck.get(number, {}) for sheet in sheets]
        for sound in dict.fromkeys(chain.from_iterable(parts)):
            samples = self._sound(number, *sound)
            for stem, part in zip(stems, parts, strict=True):
                if stem is not None:
                    for at in part.get(sound, ()):
                        add(stem, samples, at)
        return stems

    def _sound(self, number: int, pitch: int, held_s: float, velocity: float) -> Samples:
        """A note in its place between left and right; of a drum, `pitch` is which of its strokes."""
        player = self._players[number]
        if isinstance(player, Part):
            sound = panned(TUNED[player.voice](pitch, held_s, velocity), player.pan)
            return sound.astype(np.float32, copy=False)
        return stereo(DRUMS[player.voice](velocity, pitch + 11), player.pan)

    def _finished(self, cue: Cue, bus: _Buses) -> Samples:
        """What was mixed, with what no player plays, in the room."""
        dry, sent = bus.dry, bus.sent
        if cue.phrase.leads and self.style.riser_db is not None:
            rising = rise(BEATS_IN_BAR * self.beat_s, self.seed)
            gain = _gain(self.style.riser_db, rising)
            begin = count(cue.beats * self.beat_s) - len(rising)
            add(dry, rising, begin, gain)
            add(sent, rising, begin, gain * 0.3)
        if bus.echoed is not None and bus.echoed.any():
            sent += self._echo(bus.echoed, dry) * np.float32(0.4)
        del bus  # the largest that is held while the room is worked out
        falling = slope(min(len(dry), count(_TAIL_FADE_S)))[::-1]
        for sound in (dry, sent):
            shape(sound[len(sound) - len(falling) :], falling)
        return self._coloured(dry, sent, cue.turn)

    def _dip(self, notes: list[Note], size: int) -> Mono | None:
        """The gain of what gives way to the kick."""
        voices = [drum.voice for drum in self.style.drums]
        kicks = [n.beat for n in notes if n.player >= len(self.style.parts) and self._is_kick(voices, n)]
        if not self.style.pump or not kicks:
            return None
        gain = np.ones(size, np.float32)
        shape = 1 - self.style.pump * np.exp(-np.arange(count(0.7), dtype=np.float32) / count(_DIP_S))
        shape[:96] = np.linspace(1, shape[96], 96)
        for beat in kicks:
            at = count(beat * self.beat_s)
            length = min(len(shape), size - at)
            if length > 0:
                gain[at : at + length] = np.minimum(gain[at : at + length], shape[:length])
        return gain

    def _is_kick(self, voices: list[str], note: Note) -> bool:
        return voices[note.player - len(self.style.parts)].startswith("kick")

    def _echo(self, echoed: Samples, dry: Samples) -> Samples:
        """Repeats from side to side, each darker; they go into `dry` and come back for the room."""
        step = count(self.style.echo_beats * self.beat_s)
        repeats = silence(len(dry))
        middle = band((echoed[:, 0] + echoed[:, 1]) * np.float32(0.5), 250, 4500, 1)
        for nth in range(1, _ECHOES + 1):
            side = middle * (_ECHO_FALL**nth)
            add(repeats, stereo(side, 0.75 if nth % 2 else -0.75), nth * step)
        dry += repeats
        return repeats

    def _coloured(self, dry: Samples, sent: Samples, turn: int) -> Samples:
        """The room, the style's tape, its dust."""
        style = self.style
        mixed = played_in(sent, style.room_s)
        mixed *= np.float32(style.wet)
        mixed[: len(dry)] += dry
        if style.drive > 0:
            # A soft bend of the loudest: tanh, as steep at nothing as the straight line.
            mixed *= np.float32(style.drive)
            np.tanh(mixed, out=mixed)
            mixed *= np.float32(1 / style.drive)
        if style.wow_ms:
            mixed = _wavering(mixed, style.wow_ms)
        if style.dust:
            body = len(dry) - count(_TAIL_S)
            add(mixed, dust(body, self.seed + turn), 0, style.dust)
        return mixed


def _send(stem: Samples, player: Part | Drum, gain: float, bus: _Buses) -> None:
    """Mix a player in, at its gain; the stem is used up."""
    if isinstance(player, Part) and player.pumped and bus.dip is not None:
        shape(stem, bus.dip)
    stem *= np.float32(gain)
    bus.dry[:] += stem
    add(bus.sent, stem, 0, player.room)
    if isinstance(player, Part) and player.echo and bus.echoed is not None:
        add(bus.echoed, stem, 0, player.echo)


def _gain(level_db: float, stem: Samples) -> float:
    """What brings a stem to a level."""
    loudness = stem_lufs(stem)
    return 10 ** ((level_db - _HEADROOM_DB - loudness) / 20) if loudness > SILENT_LUFS else 1.0


def _level(velocity: float) -> float:
    """Velocity in steps, so that equal notes are computed once."""
    return max(1, round(min(velocity, 1.0) * _LEVELS)) / _LEVELS


def _wavering(part: Samples, depth_ms: float) -> Samples:
    """A tape that does not run quite evenly."""
    size = len(part)
    t = np.arange(size, dtype=np.float32) / RATE_HZ
    slow, fast = (np.sin(np.float32(2 * np.pi * hz) * t) for hz in (0.55, 6.1))
    bend = (slow + fast * np.float32(0.2)) * np.float32(depth_ms * RATE_HZ / 1000)
    whole = np.floor(bend)
    at = np.clip(np.arange(size) + whole.astype(np.int64), 0, size - 2)
    rows = part.view(np.complex64)[:, 0]
    before, after = rows[at], rows[at + 1]
    after -= before
    after *= bend - whole
    before += after
    return before.view(np.float32).reshape(-1, 2)
