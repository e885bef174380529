"""The sound of a film: exactly as long as the picture, the same however it was kept, and flat in memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.conftest import ClipMaker

from talkreel.media.formats import ALL_FORMATS, FORMATS, Format
from talkreel.media.mux import write_film
from talkreel.media.packets import Recorded
from talkreel.media.sounds import read_sound
from talkreel.model import PICTURE, SOUND, Asset, Draft, EffectRecipe, Meta, MusicRecipe, Segment, Track
from talkreel.render.cache import Cache, Hold
from talkreel.render.mixdown import sound_length
from talkreel.render.soundtrack import encoded_sound, mixed_blocks, sound_key
from talkreel.render.waveforms import file_waveform, film_waveform
from talkreel.sound.effects import effect
from talkreel.sound.loudness import integrated_lufs, true_peak_dbtp

MP4 = FORMATS["mp4"]
SECOND = 48_000


@pytest.fixture
def hold(tmp_path: Path) -> Iterator[Hold]:
    with Cache(tmp_path / "cache", 1 << 30).hold() as held:
        yield held


def tick(at_ms: int, seed: int = 1) -> Segment:
    return Segment(id=f"t{at_ms}", start_ms=at_ms, duration_ms=60, effect=EffectRecipe(kind="tick", seed=seed))


def draft(duration_ms: int, *sounds: Segment, fps: int = 30, shown: tuple[Segment, ...] = (), **assets: Asset) -> Draft:
    tracks = (Track(id="p", type=PICTURE, segments=shown), Track(id="s", type=SOUND, segments=sounds))
    return Draft(duration_ms=duration_ms, meta=Meta(width=64, height=64, fps=fps), tracks=tracks, assets=assets)


def music(duration_ms: int, volume: float = 1.0, style: str = "playful") -> Segment:
    recipe = MusicRecipe(style=style, seed=3)  # type: ignore[arg-type]
    return Segment(id="m", start_ms=0, duration_ms=duration_ms, volume=volume, music=recipe)


def mixed(film: Draft, folder: Path, hold: Hold) -> np.ndarray:
    return np.concatenate([np.zeros((0, 2), np.float32), *mixed_blocks(film, folder, hold)])


def write_sound(film: Draft, path: Path, format: Format, hold: Hold) -> None:
    write_film(path, format, None, [], encoded_sound(film, path.parent, format, hold), {})


def packets(recorded: Recorded | None) -> list[bytes]:
    assert recorded is not None
    return [p.data for p in recorded.packets]


def test_only_what_is_heard_is_in_the_key(tmp_path: Path) -> None:
    scene = Segment(id="a", start_ms=0, duration_ms=3000, name="one")
    film = draft(6000, music(6000), tick(500), shown=(scene,))
    key = sound_key(film, tmp_path)
    picture, sound = film.tracks
    redrawn = film.model_copy(
        update={
            "tracks": (
                picture.model_copy(update={"segments": (scene.model_copy(update={"duration_ms": 900}),)}),
                sound,
            ),
            "meta": film.meta.model_copy(update={"width": 640, "title": "Other"}),
        }
    )
    assert sound_key(redrawn, tmp_path) == key
    silent = tick(900).model_copy(update={"volume": 0.0})
    assert sound_key(draft(6000, music(6000), tick(500), silent), tmp_path) == key
    others = [
        draft(6000, music(6000, 0.5), tick(500)),
        draft(6000, music(6000), tick(501)),
        draft(6000, music(6000), tick(500, seed=2)),
        draft(6000, music(6000, style="ambient"), tick(500)),
        draft(6033, music(6000), tick(500)),
        draft(6000, music(6000).model_copy(update={"fade_out_ms": 10}), tick(500)),
    ]
    assert len({key, *(sound_key(other, tmp_path) for other in others)}) == 1 + len(others)


def test_what_is_kept_changes_no_bit(tmp_path: Path, hold: Hold, monkeypatch: pytest.MonkeyPatch) -> None:
    film, quieter = draft(2500, music(2500), tick(1000)), draft(2500, music(2500, 0.4), tick(1000))
    cold = packets(encoded_sound(quieter, tmp_path, MP4, hold))
    with Cache(tmp_path / "other", 1 << 30).hold() as warm:
        packets(encoded_sound(film, tmp_path, MP4, warm))
        monkeypatch.setattr("talkreel.sound.music.Band", None)  # nothing can be composed from here on
        assert packets(encoded_sound(quieter, tmp_path, MP4, warm)) == cold
        monkeypatch.setattr("talkreel.render.soundtrack.mixdown", None)
        assert packets(encoded_sound(quieter, tmp_path, MP4, warm)) == cold


def test_without_room_in_the_cache_a_film_sounds_as_well(tmp_path: Path, hold: Hold) -> None:
    film = draft(1500, tick(200), tick(700))
    kept = packets(encoded_sound(film, tmp_path, MP4, hold))

    class Full(Cache):
        def write(self, kind: str, key: str, fill: object) -> bool:
            return False

    with Full(tmp_path / "full", 0).hold() as nothing:
        assert packets(encoded_sound(film, tmp_path, MP4, nothing)) == kept


def test_a_film_without_sound_has_no_track(tmp_path: Path, hold: Hold, make_clip: ClipMaker) -> None:
    make_clip("mute.mp4", seconds=0.5, sound=False)
    shown = Segment(id="a", start_ms=0, duration_ms=500, src="k")
    film = draft(1000, shown=(shown,), k=Asset(file="mute.mp4", kind="video"))
    assert encoded_sound(film, tmp_path, MP4, hold) is None
    assert len(mixed(film, tmp_path, hold)) == 0


def test_a_clip_is_heard_where_it_is_shown(tmp_path: Path, hold: Hold, make_clip: ClipMaker) -> None:
    path = make_clip("clip.mov", seconds=2)
    shown = Segment(id="a", start_ms=1000, duration_ms=800, in_ms=500, src="k")
    film = draft(3000, shown=(shown,), k=Asset(file="clip.mov", kind="video"))
    out = mixed(film, tmp_path, hold)
    own = read_sound(path, 500, 800)
    assert len(out) == 3 * SECOND
    assert not out[:SECOND].any()
    assert not out[SECOND + len(own) :].any()
    inside = slice(SECOND + 2000, SECOND + 30_000)
    assert np.corrcoef(out[inside, 0], own[2000:30_000, 0])[0, 1] > 0.9999


@pytest.mark.parametrize("name", ["m4a", "mp3", "wav", "webm"])
def test_what_players_hear_is_levelled_and_below_the_limit(tmp_path: Path, hold: Hold, name: str) -> None:
    path = tmp_path / f"film.{name}"
    write_sound(draft(5000, music(5000, style="electronic")), path, ALL_FORMATS[name], hold)
    out = read_sound(path)
    assert true_peak_dbtp(out) <= -1 + 1e-3
    assert integrated_lufs(out) == pytest.approx(-14, abs=0.35)


@pytest.mark.parametrize("fps", [24, 25, 30, 60])
@pytest.mark.parametrize("duration_ms", [1001, 3_600_017])
def test_sound_is_as_long_as_the_picture(duration_ms: int, fps: int) -> None:
    film = draft(duration_ms, tick(0), fps=fps)
    frames = max(1, round(duration_ms * fps / 1000))
    assert abs(sound_length(film) - frames * SECOND / fps) < 1


def onsets(samples: np.ndarray) -> list[int]:
    """Where something is heard after a tenth of a second of nothing."""
    loud = np.flatnonzero(np.abs(samples).max(1) > 0.02)
    return [int(loud[i]) for i in range(len(loud)) if i == 0 or loud[i] - loud[i - 1] > SECOND // 10]


def test_sound_does_not_drift_in_an_hour(tmp_path: Path, hold: Hold) -> None:
    times_ms = [0, 1_800_017, 3_599_900]
    film = draft(3_600_000, *(tick(t) for t in times_ms))
    heard, at = [], 0
    for block in mixed_blocks(film, tmp_path, hold):
        if block.any():
            heard += [at + n for n in onsets(block)]
        at += len(block)
    assert at == 3600 * SECOND
    begins = onsets(effect(EffectRecipe(kind="tick", seed=1)))[0]
    assert [abs(n - t * 48) <= begins + 24 for n, t in zip(heard, times_ms, strict=True)] == [True] * 3


@pytest.mark.parametrize("name", ["m4a", "mov", "mkv", "webm", "wav"])
def test_encoded_sound_begins_and_ends_with_the_picture(tmp_path: Path, hold: Hold, name: str) -> None:
    times_ms = [400, 9600]
    film = draft(10_000, *(tick(t) for t in times_ms))
    path = tmp_path / f"film.{name}"
    write_sound(film, path, ALL_FORMATS[name], hold)
    plain = onsets(mixed(film, tmp_path, hold))
    out = read_sound(path)
    assert np.abs(np.subtract(onsets(out), plain)).max() <= 48
    assert 0 <= len(out) - 10 * SECOND <= 2048  # a codec's last frame is whole


def test_waveforms_are_read_once(tmp_path: Path, make_clip: ClipMaker, monkeypatch: pytest.MonkeyPatch) -> None:
    path, store = make_clip("clip.mp4", seconds=1), Cache(tmp_path / "cache", 1 << 30)
    outline = file_waveform(path, 50, store)
    assert outline.shape == (50, 2)
    assert -0.3 < outline[5:45].min() < -0.2
    film = draft(1000, tick(500))
    whole = film_waveform(film, tmp_path, 10, store)
    assert not whole[:5].any()
    assert whole[5, 1] > 0.1
    monkeypatch.setattr("talkreel.render.waveforms.peaks", None)
    assert np.array_equal(file_waveform(path, 50, store), outline)
    assert np.array_equal(film_waveform(film, tmp_path, 10, store), whole)


_MEASURED = """
import sys
from pathlib import Path
from tests.unit.render.test_soundtrack import long_film
from talkreel.render.cache import Cache
from talkreel.render.soundtrack import mixed_blocks
def highest():
    return int(next(l for l in open("/proc/self/status") if l.startswith("VmHWM")).split()[1]) // 1024
folder = Path(sys.argv[1])
with Cache(folder / "cache", 1 << 40).hold() as hold:
    before = highest()
    for _ in mixed_blocks(long_film(int(sys.argv[2])), folder, hold):
        pass
print(highest() - before)
"""


def long_film(minutes: int) -> Draft:
    """Ten seconds of music of its own, then somebody's short music again and again, and ticks."""
    own = Segment(id="o", start_ms=8000, duration_ms=minutes * 60_000 - 8000, src="k", volume=0.5)
    ticks = [tick(t) for t in range(0, minutes * 60_000, 7000)]
    return draft(minutes * 60_000, music(10_000), own, *ticks, k=Asset(file="own.wav", kind="audio"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read as Linux tells it")
def test_ten_minutes_need_no_more_memory_than_one(tmp_path: Path, hold: Hold) -> None:
    write_sound(
        draft(9000, *(tick(t, seed=t) for t in range(0, 9000, 200))), tmp_path / "own.wav", ALL_FORMATS["wav"], hold
    )
    used = [
        int(
            subprocess.run(
                [sys.executable, "-c", _MEASURED, str(tmp_path), str(m)], check=True, capture_output=True
            ).stdout
        )
        for m in (1, 10)
    ]
    assert max(used) < 150
    assert used[1] - used[0] < 15
