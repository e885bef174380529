"""Music: a recipe at a length becomes samples that end exactly where the film does.

A phrase is rendered once for each way it is played and laid down wherever it returns, so half an hour costs little
more than a minute.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import numpy as np

from talkreel.model import MusicRecipe
from talkreel.sound.grid import BEATS_IN_BAR, grid_for, phrases
from talkreel.sound.instruments.drums import DRUMS
from talkreel.sound.instruments.room import room
from talkreel.sound.instruments.tuned import TUNED
from talkreel.sound.samples import RATE_HZ, Mono, Samples, add, band, convolved, count, faded, stereo
from talkreel.sound.score import Choices, Note, choose, phrase_notes
from talkreel.sound.styles import STYLES, Style

_TURNS = 6  # differently played phrases of a section before the first returns
_TAIL_S = 1.6  # what rings on after a phrase's last bar, without the room
_LAST_FADE_S = 0.5


def compose(recipe: MusicRecipe, duration_ms: int) -> Samples:
    """The piece, exactly round(duration_ms * 48) samples; not yet at its final loudness (see `loudness`)."""
    style = STYLES[recipe.style]
    grid = grid_for(recipe, duration_ms)
    chosen = choose(style, recipe.seed)
    beat_s = 60 / grid.bpm
    total = round(duration_ms * RATE_HZ / 1000)
    out = np.zeros((total, 2), np.float32)
    bars = max(1, len(grid.beats_ms) // BEATS_IN_BAR)
    turns: Counter[str] = Counter()
    rendered: dict[tuple[str, int, int, int], Samples] = {}
    for section, first, size in phrases(bars):
        turn = turns[section] % _TURNS
        turns[section] += 1
        key = (section, first % 4, size, turn)
        if key not in rendered:
            notes = phrase_notes(style, chosen, section, first, size, turn)
            rendered[key] = _played(style, chosen, notes, size * BEATS_IN_BAR * beat_s, beat_s, recipe.seed)
        add(out, rendered[key], round(first * BEATS_IN_BAR * beat_s * RATE_HZ))
    peak = float(np.abs(out).max()) or 1.0
    return faded(out * np.float32(0.7 / peak), 0.01, min(_LAST_FADE_S, duration_ms / 4000))


def _played(style: Style, chosen: Choices, notes: list[Note], seconds: float, beat_s: float, seed: int) -> Samples:
    """A phrase as it sounds, with what rings on after it."""
    dice = np.random.default_rng([seed, len(notes)])
    size = count(seconds + _TAIL_S)
    dry = np.zeros((size, 2), np.float32)
    drums = np.zeros((size, 2), np.float32)
    send = np.zeros((size, 2), np.float32)
    kicks: list[float] = []
    for note in notes:
        at_s = note.beat * beat_s
        late = float(dice.normal()) * style.humane_ms / 1000 * 0.4 if note.voice not in {"kick", "boom"} else 0.0
        at = max(0, count(at_s + late))
        if note.part < 0:
            kicks += [at_s] if note.voice == "kick" else []
            part = _drum(note.voice, round(note.velocity, 1), int(dice.integers(3)))
            add(drums, part, at, style.drums[note.voice][1] if note.voice in style.drums else 0.3)
        else:
            player = style.parts[note.part]
            held = round(min(note.beats * beat_s, seconds + 0.5), 2)
            part = _tone(note.voice, note.pitch, held, round(note.velocity, 1), player.pan, player.spread_ms)
            add(dry, part, at, player.gain)
            add(send, part, at, player.gain * player.send)
    if style.pump and kicks:
        _duck(dry, kicks, style.pump)
    add(send, drums, 0, 0.07)
    wet = convolved(send, room(style.room_s)) * np.float32(style.wet)
    mixed = np.zeros_like(wet)
    add(mixed, dry, 0)
    add(mixed, drums, 0)
    mixed += wet
    return _coloured(style, mixed)


@lru_cache(maxsize=4096)
def _tone(voice: str, pitch: int, held_s: float, velocity: float, pan: float, spread_ms: float) -> Samples:
    return stereo(TUNED[voice](pitch, held_s, velocity), pan, spread_ms)


@lru_cache(maxsize=512)
def _drum(voice: str, velocity: float, stroke: int) -> Samples:
    pans = {"hat": 0.28, "open_hat": 0.28, "shaker": -0.35, "rim": 0.22, "tom": -0.15}
    return stereo(DRUMS[voice](velocity, stroke + 11), pans.get(voice, 0.0), 0.6 if voice in {"clap", "snare"} else 0.0)


def _duck(part: Samples, kicks: list[float], depth: float) -> None:
    """Make room for the kick: the rest dips with it and comes back."""
    gain = np.ones(len(part), np.float32)
    dip = (1 - depth * np.exp(-np.arange(count(0.6)) / (0.14 * RATE_HZ))).astype(np.float32)
    for at_s in kicks:
        at = count(at_s)
        size = min(len(dip), len(gain) - at)
        if size > 0:
            gain[at : at + size] = np.minimum(gain[at : at + size], dip[:size])
    part *= gain[:, None]


def _coloured(style: Style, mixed: Samples) -> Samples:
    """The style's tape and tone."""
    out = np.tanh(mixed * style.drive) / style.drive
    sides: list[Mono] = [band(out[:, c].astype(float), 28, style.dark_hz) for c in (0, 1)]
    if style.wow:
        t = np.arange(len(out)) / RATE_HZ
        bend = style.wow / 1000 * np.sin(2 * np.pi * 0.55 * t) + style.wow / 5000 * np.sin(2 * np.pi * 6.1 * t)
        at = np.clip(np.arange(len(out)) + bend * RATE_HZ, 0, len(out) - 1)
        sides = [np.interp(at, np.arange(len(out)), side) for side in sides]
    return np.stack(sides, 1).astype(np.float32)


def fit_music(samples: Samples, duration_ms: int, fade_out_ms: int = 1500) -> Samples:
    """A person's own music at the film's length: cut, or repeated with a cross-fade, and faded out."""
    total = round(duration_ms * RATE_HZ / 1000)
    if len(samples) < total:
        samples = _repeated(samples, total)
    return faded(samples[:total], 0.02, min(fade_out_ms, duration_ms / 2) / 1000)


def _repeated(samples: Samples, total: int) -> Samples:
    overlap = min(count(1.0), len(samples) // 4)
    step = max(1, len(samples) - overlap)
    out = np.zeros((total + len(samples), 2), np.float32)
    piece = faded(samples, overlap / RATE_HZ, overlap / RATE_HZ)
    for nth, at in enumerate(range(0, total, step)):
        add(out, piece if nth else faded(samples, 0, overlap / RATE_HZ), at)
    return out
