"""Every instrument that plays a pitch, by name: (MIDI note, seconds held, velocity 0 to 1) -> samples."""

from __future__ import annotations

from collections.abc import Callable

from talkreel.sound.instruments import basses, bowed, keys, plucked, struck, synths
from talkreel.sound.samples import Samples

TUNED: dict[str, Callable[[int, float, float], Samples]] = {
    "epiano": keys.epiano,
    "piano": keys.piano,
    "felt": keys.felt,
    "organ": keys.organ,
    "vibraphone": keys.vibraphone,
    "guitar": plucked.guitar,
    "nylon": plucked.nylon,
    "muted": plucked.muted,
    "pizzicato": plucked.pizzicato,
    "pad": bowed.pad,
    "glass": bowed.glass,
    "strings": bowed.strings,
    "horn": bowed.horn,
    "choir": bowed.choir,
    "whistle": bowed.whistle,
    "flute": bowed.flute,
    "air": bowed.air,
    "finger": basses.finger,
    "upright": basses.upright,
    "sub": basses.sub,
    "synth_bass": basses.synth,
    "drone": basses.drone,
    "tuba": basses.tuba,
    "marimba": struck.marimba,
    "glockenspiel": struck.glockenspiel,
    "kalimba": struck.kalimba,
    "bell": struck.bell,
    "pulse": synths.pulse,
    "stab": synths.stab,
    "lead": synths.lead,
    "soft": synths.soft,
}
