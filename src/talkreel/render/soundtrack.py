"""The sound track of a film, encoded or plain; kept by the hash of all that it depends on."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO

from talkreel.media.audio import Encoding, lossy
from talkreel.media.formats import Format
from talkreel.media.packets import PacketFile, Recorded, read_packets, write_packets
from talkreel.model import Draft, MusicRecipe, Segment
from talkreel.render.cache import PAYLOAD_AT, Hold
from talkreel.render.fingerprint import engine, hashed
from talkreel.render.keys import content_hash
from talkreel.render.mixdown import mixdown, sound_length, sounding
from talkreel.render.plates import Plates
from talkreel.sound.levelling import PEAK_DBTP, Levelling
from talkreel.sound.music import piece
from talkreel.sound.samples import Samples
from talkreel.sound.take import Stored, Take, blocks_of
from talkreel.sound.true_peak import TruePeak
from talkreel.sound.voice import engine_version

SOUND_KIND, MUSIC_KIND = "sound", "music"

_LOSSY_DB = 0.8  # by so much, beside the limiter's own half decibel, an encoder usually raises peaks
_SAFETY_DB = 0.2
_TRIES = 4
_KEPT_MS = 600_000  # longer music is composed again: 384 kB a second is too much to keep


def sound_key(draft: Draft, folder: Path) -> str:
    """The hash of all that the mix depends on, and of nothing else: no edit of pictures alone changes it.

    Raises:
        NotFoundError: a file that is heard is gone.
    """
    plates = Plates(draft, folder)
    return hashed([engine(), sound_length(draft), [_told(s, plates) for s in sounding(draft, folder)]])


def encoded_sound(draft: Draft, folder: Path, format: Format, hold: Hold) -> Recorded | None:
    """The track as a container's encoder makes it, from the cache when it is there; None for a silent film.

    No true peak is above -1 dBTP as players hear it: where an encoder raises one above, the limiter works lower.

    Raises:
        InputError: a file cannot be read.
        RenderError: the encoder refused.
        OSError: the disk is full.
    """
    if not format.audio or not sounding(draft, folder):
        return None
    key = hashed([sound_key(draft, folder), format.audio, format.audio_rate_hz])
    if hold.keep(SOUND_KIND, key):
        return PacketFile(hold.path(key), PAYLOAD_AT)
    mixed = _mixed(draft, folder, hold)
    if mixed is None:
        return None
    hold.store.write(SOUND_KIND, key, lambda file: _encode(mixed, format, file))
    if hold.keep(SOUND_KIND, key):
        return PacketFile(hold.path(key), PAYLOAD_AT)
    memory = BytesIO()  # there is no room on the disk of the cache
    _encode(mixed, format, memory)
    memory.seek(0)
    return read_packets(memory)


def mixed_blocks(draft: Draft, folder: Path, hold: Hold) -> Iterator[Samples]:
    """The finished samples, exactly as long as the picture, in blocks; none for a silent film.

    Raises:
        InputError: a file cannot be read.
        OSError: the disk is full.
    """
    mixed = _mixed(draft, folder, hold)
    if mixed is not None:
        yield from mixed.blocks()


def _mixed(draft: Draft, folder: Path, hold: Hold) -> Levelling | None:
    spool = hold.store.folder / "held"

    def music(recipe: MusicRecipe, duration_ms: int) -> Take:
        return _kept_music(recipe, duration_ms, hold, spool)

    return mixdown(draft, folder, music, spool)


def _kept_music(recipe: MusicRecipe, duration_ms: int, hold: Hold, spool: Path) -> Take:
    """A piece from the cache, or composed and kept."""
    made = piece(recipe, duration_ms, spool)
    if duration_ms > _KEPT_MS:
        return made
    key = hashed([engine(), recipe.wire(), duration_ms])
    if not hold.keep(MUSIC_KIND, key):
        hold.store.write(MUSIC_KIND, key, lambda file: _write_samples(made, file))
        if not hold.keep(MUSIC_KIND, key):
            return made
    return Stored(FileIO(hold.path(key)), PAYLOAD_AT)


def _write_samples(take: Take, file: BinaryIO) -> None:
    for block in blocks_of(take):
        file.write(block.tobytes())


def _encode(mixed: Levelling, format: Format, file: BinaryIO) -> None:
    """Write the packets, again and a little lower while a player would hear a peak above the limit."""
    begin, ceiling = file.tell(), PEAK_DBTP - (_LOSSY_DB if lossy(format) else 0)
    for _ in range(_TRIES):
        file.seek(begin)
        file.truncate()
        peak = TruePeak(10 ** (PEAK_DBTP / 20))
        write_packets(file, Encoding(mixed.blocks(peak_dbtp=ceiling), format, peak.feed))
        over = peak.dbtp() - PEAK_DBTP
        if over <= 1e-6:
            return
        ceiling -= over + _SAFETY_DB


def _told(segment: Segment, plates: Plates) -> object:
    """What of a segment is heard."""
    if segment.voice and not (segment.music or segment.effect):
        source: object = [segment.voice.wire(), engine_version(segment.voice.engine)]
    elif recipe := segment.music or segment.effect:
        source = [recipe.wire(), type(recipe).__name__]
    else:
        source = [content_hash(plates.path(segment.src)), segment.in_ms, segment.hold_ms, segment.timing.wire()]
    place = [segment.start_ms, segment.duration_ms, segment.volume, segment.fade_in_ms, segment.fade_out_ms]
    return [source, place, segment.duck]
