"""The band: notes of a phrase become samples, balanced, in one room.

Before it plays, the band checks its balance on one full phrase: each player is turned up or down until it is as loud
as its style asks. So instruments, rhythms and keys can be exchanged freely without spoiling the mix.
"""

from __future__ import annotations

import numpy as np

from talkreel.sound.form import BEATS_IN_BAR, Phrase
from talkreel.sound.instruments.drums import DRUMS
from talkreel.sound.instruments.room import room
from talkreel.sound.instruments.textures import dust, rise
from talkreel.sound.instruments.tuned import TUNED
from talkreel.sound.loudness import SILENT_LUFS, stem_lufs
from talkreel.sound.samples import (
    RATE_HZ,
    Mono,
    Samples,
    add,
    band,
    convolved,
    count,
    faded,
    panned,
    scaled,
    silence,
    stereo,
)
from talkreel.sound.score import Choices, Note, phrase_notes
from talkreel.sound.style import Style

_TAIL_S = 2.0  # what rings on after a phrase's last bar, without the room
_TAIL_FADE_S = 1.0  # what would ring longer is faded
_ECHOES = 4
_ECHO_FALL = 0.5
_STROKES = 3  # differently sounding strokes of one drum
_LEVELS = 8  # steps of velocity
_DIP_S = 0.16  # how fast the others come back after a kick
_HEADROOM_DB = 12.0  # a style's levels add up to about this loudness below full scale


class Band:
    """A style's players at a tempo, for one piece."""

    def __init__(self, style: Style, chosen: Choices, beat_s: float, seed: int) -> None:
        self.style = style
        self.chosen = chosen
        self.beat_s = beat_s
        self.seed = seed
        # Notes that return are computed once for a piece; with the piece they are forgotten.
        self._tones: dict[tuple[str, int, float, float], Samples] = {}
        self._strokes: dict[tuple[str, float, int], Mono] = {}
        self.gains = self._balanced()

    def played(self, phrase: Phrase, turn: int, beats: int) -> Samples:
        """The phrase as it sounds, with what rings on after it. `beats` is its length."""
        notes = phrase_notes(self.style, self.chosen, phrase, turn, beats)
        stems = self._stems(notes, beats, turn)
        size = count(beats * self.beat_s + _TAIL_S)
        dry, sent, echoed = silence(size), silence(size), silence(size)
        dip = self._dip(notes, size)
        players = (*self.style.parts, *self.style.drums)
        for number, stem in stems.items():
            player, gain = players[number], self.gains[number]
            if number < len(self.style.parts):
                part = self.style.parts[number]
                if part.pumped and dip is not None:
                    stem *= dip[:, None]
                if part.echo:
                    add(echoed, stem, 0, gain * part.echo)
            add(dry, stem, 0, gain)
            add(sent, stem, 0, gain * player.room)
        if phrase.leads and self.style.riser_db is not None:
            rising = rise(BEATS_IN_BAR * self.beat_s, self.seed)
            gain = _gain(self.style.riser_db, rising)
            add(dry, rising, count(beats * self.beat_s) - len(rising), gain)
            add(sent, rising, count(beats * self.beat_s) - len(rising), gain * 0.3)
        if echoed.any():
            sent += self._echo(echoed, dry) * 0.4
        dry, sent = faded(dry, 0, _TAIL_FADE_S), faded(sent, 0, _TAIL_FADE_S)
        return self._coloured(dry, sent, turn)

    def _balanced(self) -> list[float]:
        """The gain of each player: what brings its stem of a full phrase to the level its style asks for."""
        everybody = Phrase("lift", 0, BEATS_IN_BAR, 0, opens=True, leads=True)
        beats = BEATS_IN_BAR * BEATS_IN_BAR
        notes = phrase_notes(self.style, self.chosen, everybody, 0)
        notes += phrase_notes(self.style, self.chosen, everybody._replace(section="intro"), 0)
        players = (*self.style.parts, *self.style.drums)
        gains = [1.0] * len(players)
        for number, stem in self._stems(list(dict.fromkeys(notes)), beats, 0).items():
            gains[number] = _gain(players[number].level_db, stem)
        return gains

    def _stems(self, notes: list[Note], beats: int, turn: int) -> dict[int, Samples]:
        """The samples of each player that plays."""
        dice = np.random.default_rng([self.seed, turn, len(notes)])
        size = count(beats * self.beat_s + _TAIL_S)
        stems: dict[int, Samples] = {}
        strings: dict[tuple[int, float], int] = {}
        for note in notes:
            stem = stems.setdefault(note.player, silence(size))
            steady = 1.0
            if note.player < len(self.style.parts):
                part = self.style.parts[note.player]
                held_s = round(min(note.beats * self.beat_s, beats * self.beat_s + 0.5), 2)
                sound = panned(self._tone(part.voice, note.pitch, held_s, _level(note.velocity)), part.pan)
                nth = strings.setdefault((note.player, note.beat), 0)
                strings[note.player, note.beat] += 1
                strummed_s = nth * part.strum_ms / 1000
            else:
                drum = self.style.drums[note.player - len(self.style.parts)]
                sound = stereo(self._stroke(drum.voice, _level(note.velocity), int(dice.integers(_STROKES))), drum.pan)
                steady, strummed_s = 0.35, 0.0
            late_s = float(np.clip(dice.normal(), -2, 2)) * self.style.human_ms / 1000 * steady
            add(stem, sound, max(0, count(note.beat * self.beat_s + strummed_s + late_s)))
        return stems

    def _tone(self, voice: str, pitch: int, held_s: float, velocity: float) -> Samples:
        known = (voice, pitch, held_s, velocity)
        if known not in self._tones:
            self._tones[known] = TUNED[voice](pitch, held_s, velocity).astype(np.float32, copy=False)
        return self._tones[known]

    def _stroke(self, voice: str, velocity: float, stroke: int) -> Mono:
        known = (voice, velocity, stroke)
        if known not in self._strokes:
            self._strokes[known] = DRUMS[voice](velocity, stroke + 11).astype(np.float32, copy=False)
        return self._strokes[known]

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
        middle = band((echoed[:, 0] + echoed[:, 1]) * 0.5, 250, 4500, 1)
        for nth in range(1, _ECHOES + 1):
            side = middle * (_ECHO_FALL**nth)
            add(repeats, stereo(side, 0.75 if nth % 2 else -0.75), nth * step)
        dry += repeats
        return repeats

    def _coloured(self, dry: Samples, sent: Samples, turn: int) -> Samples:
        """The room, the style's tape, its dust."""
        style = self.style
        mixed = convolved(band(sent, 160, 0, 1), room(style.room_s))
        mixed *= style.wet
        add(mixed, dry, 0)
        if style.drive > 0:
            mixed = _saturated(mixed, style.drive)
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


def _saturated(part: Samples, drive: float) -> Samples:
    """A soft bend of the loudest: tanh, as steep at nothing as the straight line."""
    return scaled(np.tanh(part * drive), 1 / drive)


def _wavering(part: Samples, depth_ms: float) -> Samples:
    """A tape that does not run quite evenly."""
    size = len(part)
    t = np.arange(size) / RATE_HZ
    bend = depth_ms * RATE_HZ / 1000 * (np.sin(2 * np.pi * 0.55 * t) + 0.2 * np.sin(2 * np.pi * 6.1 * t))
    at = np.clip(np.arange(size) + bend, 0, size - 2)
    whole = at.astype(np.int64)
    part_of = (at - whole).astype(np.float32)[:, None]
    return scaled(part[whole] * (1 - part_of) + part[whole + 1] * part_of, 1.0)
