"""Chords and tunes, by the rules that ears know."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from talkreel.sound.form import Phrase, phrases
from talkreel.sound.harmony import bars_of, chord, voiced
from talkreel.sound.instruments.drums import DRUMS
from talkreel.sound.instruments.tuned import TUNED
from talkreel.sound.score import choose, phrase_notes
from talkreel.sound.styles import STYLES

FULL = Phrase("full", 0, 4, 0, opens=True, leads=False)


def test_symbols_are_read() -> None:
    assert chord("C").classes == {0, 4, 7}
    assert chord("Bbmaj7").classes == {10, 2, 5, 9}
    assert chord("F#m7b5").classes == {6, 9, 0, 4}
    assert chord("C/E").bass == 4
    assert [len(bar) for bar in bars_of("C | F G | Am")] == [1, 2, 1]
    with pytest.raises(KeyError):
        chord("Cnonsense")


@pytest.mark.parametrize("style", STYLES)
def test_voices_move_little_and_sound_the_chord(style: str) -> None:
    for progression in STYLES[style].progressions:
        hand: tuple[int, ...] = ()
        bars = bars_of(progression.bars)
        assert len(bars) == 4
        for sounding in [c for bar in bars * 2 for c in bar]:
            before, hand = hand, voiced(sounding, 60, 60, 4, hand)
            assert len(hand) == 4
            assert list(hand) == sorted(set(hand))
            assert {p % 12 for p in hand} <= sounding.classes
            assert min(hand) >= 48
            assert max(hand) <= 77
            if before:
                assert sum(min(abs(p - b) for b in before) for p in hand) <= 9


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", range(4))
def test_the_tune_fits_its_chords_and_returns(style: str, seed: int) -> None:
    table = STYLES[style]
    player = next(i for i, p in enumerate(table.parts) if p.role == "melody")
    chosen = choose(table, seed)
    notes = [n for n in phrase_notes(table, chosen, FULL, 0) if n.player == player]
    assert len(notes) >= 6
    bars = bars_of(chosen.progression.bars)
    for note in notes:
        if note.beat % 2 == 0 and note.beat % 4 < 3:
            sounding = bars[int(note.beat // 4)][0]
            assert (note.pitch - chosen.key) % 12 in sounding.classes
    pitches = [n.pitch for n in notes]
    assert max(abs(b - a) for a, b in pairwise(pitches)) <= 12
    # The first and the third bar say the same thing.
    first, third = ([round((n.beat % 4) * 4) for n in notes if bar <= n.beat < bar + 4] for bar in (0.0, 8.0))
    assert first == third


@pytest.mark.parametrize("style", STYLES)
def test_every_progression_can_be_played_in_every_section(style: str) -> None:
    table = STYLES[style]
    for progression in table.progressions:
        chosen = replace(choose(table, 1), progression=progression)
        for phrase in {(p.section, p.bars, p.chord): p for bars in range(1, 45) for p in phrases(bars)}.values():
            beats = phrase.bars * 4
            notes = phrase_notes(table, chosen, phrase, 3, beats)
            assert notes
            assert all(0 <= n.beat < beats and n.beats > 0 and 0 < n.velocity <= 1.01 for n in notes)
            assert all(24 <= n.pitch <= 108 for n in notes if n.player < len(table.parts))


def test_a_bass_plays_the_roots() -> None:
    table = STYLES["corporate"]
    player = next(i for i, p in enumerate(table.parts) if p.role == "bass")
    chosen = choose(table, 1)
    for note in phrase_notes(table, chosen, FULL, 0):
        if note.player == player and note.beat % 4 == 0:
            assert (note.pitch - chosen.key) % 12 == bars_of(chosen.progression.bars)[int(note.beat // 4)][0].bass


@pytest.mark.parametrize("style", STYLES)
def test_every_style_names_instruments_that_exist_and_rhythms_of_a_bar(style: str) -> None:
    table = STYLES[style]
    assert len(table.progressions) >= 4
    assert len(table.keys) >= 4
    assert {p.voice for p in table.parts} <= TUNED.keys()
    assert {d.voice for d in table.drums} <= DRUMS.keys()
    rhythms = [r for p in (*table.parts, *table.drums) for r in p.rhythms if r] + list(table.motifs)
    assert {len(r) for r in rhythms} == {16}


@pytest.mark.parametrize("name", TUNED)
def test_instruments_are_in_tune_and_do_not_click(name: str) -> None:
    pitch = 45 if name in {"finger", "upright", "sub", "synth_bass", "drone", "tuba"} else 69
    note = TUNED[name](pitch, 1.0, 0.8)
    assert note.dtype == np.float32
    assert note.shape[1] == 2
    assert np.abs(note[:2]).max() < 0.02
    assert np.abs(note[-2:]).max() < 1e-3
    assert 0.02 < np.abs(note).max() < 1.6
    if name != "air":
        assert abs(cents_off(note, pitch)) < 12


def cents_off(note: np.ndarray, pitch: int) -> float:
    """How far the strongest partial near the pitch is from it."""
    part = note[4800:43_200].sum(1)
    size = 1 << 19
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), size))
    wanted = 440 * 2 ** ((pitch - 69) / 12)
    low, high = int(wanted * 0.94 * size / 48_000), int(wanted * 1.06 * size / 48_000)
    return float(1200 * np.log2((low + spectrum[low:high].argmax()) * 48_000 / size / wanted))
