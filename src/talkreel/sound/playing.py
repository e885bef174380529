"""The band: notes of a phrase become samples, balanced, in one room.

Before it plays, the band checks its balance on one full phrase: each player is turned up or down until it is as loud
as its style asks. So instruments, rhythms and keys can be exchanged freely without spoiling the mix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

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
from talkreel.sound.style import Part, Style

_TAIL_S = 2.0  # what rings on after a phrase's last bar, without the room
_TAIL_FADE_S = 1.0  # what would ring longer is faded
_ECHOES = 4
_ECHO_FALL = 0.5
_STROKES = 3  # differently sounding strokes of one drum
_LEVELS = 8  # steps of velocity
_DIP_S = 0.16  # how fast the others come back after a kick
_HEADROOM_DB = 12.0  # a style's levels add up to about this loudness below full scale


class Band:
    """A style's players at a tempo, for one movement."""

    def __init__(self, style: Style, chosen: Choices, beat_s: float, seed: int) -> None:
        self.style = style
        self.chosen = chosen
        self.beat_s = beat_s
        self.seed = seed
        # Notes that return are computed once; with the movement they are forgotten.
        self._sounds: dict[tuple[int, int, float, float], Samples] = {}
        self.gains = self._balanced()

    def played(self, phrase: Phrase, turn: int, beats: int) -> Samples:
        """The phrase as it sounds, with what rings on after it. `beats` is its length."""
        notes = phrase_notes(self.style, self.chosen, phrase, turn, beats)
        size = count(beats * self.beat_s + _TAIL_S)
        dry, sent, echoed = silence(size), silence(size), silence(size)
        dip = self._dip(notes, size)
        players = (*self.style.parts, *self.style.drums)
        for number, stem in self._stems(notes, beats, turn):
            player, gain = players[number], self.gains[number]
            if isinstance(player, Part):
                if player.pumped and dip is not None:
                    shape(stem, dip)
                if player.echo:
                    add(echoed, stem, 0, gain * player.echo)
            stem *= np.float32(gain)
            dry += stem
            add(sent, stem, 0, player.room)
        if phrase.leads and self.style.riser_db is not None:
            rising = rise(BEATS_IN_BAR * self.beat_s, self.seed)
            gain = _gain(self.style.riser_db, rising)
            add(dry, rising, count(beats * self.beat_s) - len(rising), gain)
            add(sent, rising, count(beats * self.beat_s) - len(rising), gain * 0.3)
        if echoed.any():
            sent += self._echo(echoed, dry) * np.float32(0.4)
        falling = slope(min(size, count(_TAIL_FADE_S)))[::-1]
        for sound in (dry, sent):
            shape(sound[size - len(falling) :], falling)
        return self._coloured(dry, sent, turn)

    def _balanced(self) -> list[float]:
        """The gain of each player: what brings its stem of a full phrase to the level its style asks for."""
        everybody = Phrase("lift", 0, BEATS_IN_BAR, 0, opens=True, leads=True)
        beats = BEATS_IN_BAR * BEATS_IN_BAR
        notes = phrase_notes(self.style, self.chosen, everybody, 0)
        notes += phrase_notes(self.style, self.chosen, everybody._replace(section="intro"), 0)
        players = (*self.style.parts, *self.style.drums)
        gains = [1.0] * len(players)
        for number, stem in self._stems(list(dict.fromkeys(notes)), beats, 0):
            gains[number] = _gain(players[number].level_db, stem)
        return gains

    def _stems(self, notes: list[Note], beats: int, turn: int) -> Iterator[tuple[int, Samples]]:
        """The samples of each player that plays, one after the other, in one and the same memory."""
        dice = np.random.default_rng([self.seed, turn, len(notes)])
        struck: dict[int, list[tuple[int, Samples]]] = {}
        strings: Counter[tuple[int, float]] = Counter()
        players = (*self.style.parts, *self.style.drums)
        for note in notes:
            player = players[note.player]
            if isinstance(player, Part):
                held_s = round(min(note.beats * self.beat_s, beats * self.beat_s + 0.5), 2)
                sound = self._sound(note.player, note.pitch, held_s, note.velocity)
                steady, strummed_s = 1.0, strings[note.player, note.beat] * player.strum_ms / 1000
                strings[note.player, note.beat] += 1
            else:
                sound = self._sound(note.player, int(dice.integers(_STROKES)), 0.0, note.velocity)
                steady, strummed_s = 0.35, 0.0
            late_s = float(np.clip(dice.normal(), -2, 2)) * self.style.human_ms / 1000 * steady
            at = max(0, count(note.beat * self.beat_s + strummed_s + late_s))
            struck.setdefault(note.player, []).append((at, sound))
        stem = silence(count(beats * self.beat_s + _TAIL_S))
        for number, sounds in struck.items():
            stem[:] = 0
            for at, sound in sounds:
                add(stem, sound, at)
            yield number, stem

    def _sound(self, number: int, pitch: int, held_s: float, velocity: float) -> Samples:
        """A note in its place between left and right; of a drum, `pitch` is which of its strokes."""
        velocity = _level(velocity)
        known = (number, pitch, held_s, velocity)
        if known not in self._sounds:
            if number < len(self.style.parts):
                part = self.style.parts[number]
                sound = panned(TUNED[part.voice](pitch, held_s, velocity), part.pan)
            else:
                drum = self.style.drums[number - len(self.style.parts)]
                sound = stereo(DRUMS[drum.voice](velocity, pitch + 11), drum.pan)
            self._sounds[known] = sound.astype(np.float32, copy=False)
        return self._sounds[known]

    def _dip(self, notes: list[Note], size: int) -> Mono | None:
        """The gain of what gives way to the kick."""
        voices = [drum.voice for drum in self.style.drums]
        kicks = [n.beat for n in notes if n.player >= len(self.style.parts) and self._is_kick(voices, n)]
        if not self.style.pump or not kicks:
            return None
        gain = np.ones(size, np.float32)
        shape = (1 - self.style.pump * np.exp(-np.arange(count(0.7)) / count(_DIP_S))).astype(np.float32)
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
