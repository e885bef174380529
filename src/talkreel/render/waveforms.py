"""Waveforms for those who cut: the outline of a file's sound and of the film's, kept by what they show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from talkreel.media.sounds import sound_blocks
from talkreel.model import Draft
from talkreel.render.cache import Cache
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.keys import content_hash
from talkreel.render.soundtrack import mixed_blocks, sound_key
from talkreel.sound.peaks import Outline, peaks
from talkreel.sound.samples import Samples

KIND = "waveforms"


def file_waveform(path: Path, parts: int, store: Cache) -> Outline:
    """(parts, 2) lowest and highest values of a file's first sound track, from -1 to 1; the file is decoded once.

    Raises:
        InputError: there is no sound in it, or it cannot be decoded.
    """
    return _kept([content_hash(path), parts], store, lambda: sound_blocks(path), parts)


def film_waveform(draft: Draft, folder: Path, parts: int, store: Cache) -> Outline:
    """The same of a film as it will sound; a silent film is flat.

    Raises:
        InputError: a file cannot be read.
        OSError: the disk is full.
    """

    def blocks() -> Iterator[Samples]:
        with store.hold() as hold:
            yield from mixed_blocks(draft, folder, hold)

    return _kept([sound_key(draft, folder), parts], store, blocks, parts)


def _kept(shown: list[object], store: Cache, blocks: Callable[[], Iterator[Samples]], parts: int) -> Outline:
    key = hashed([engine(), shown])
    payload = store.get(KIND, key)
    if payload is not None:
        return np.frombuffer(payload, "<f4").reshape(parts, 2)
    outline = peaks(blocks(), parts)
    store.put(KIND, key, outline.astype("<f4").tobytes())
    return outline
