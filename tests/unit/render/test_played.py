"""The sound of files as their segments play them: silent where they are muted or held, timed as their pictures are."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from tests.conftest import tone

from talkreel.model import PICTURE, SOUND, Asset, Draft, Meta, Segment, Timing, Track, VoiceRecipe
from talkreel.render.mixdown import mixdown, sounding
from talkreel.render.played import own_music, own_sound
from talkreel.render.soundtrack import sound_key
from talkreel.sound.samples import Samples
from talkreel.sound.take import whole

SECOND = 48_000
KINDS = {"audio": SOUND, "video": PICTURE}


@pytest.fixture
def rising(tmp_path: Path) -> Path:
    """Four seconds: 300 Hz, then 400, 500 and 600."""
    path = tmp_path / "rising.wav"
    samples = np.concatenate([tone(1, hz, 0.3) for hz in (300, 400, 500, 600)])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(SECOND)
        file.writeframes((samples * 32767).round().astype("<i2").tobytes())
    return path


def segment(duration_ms: int, hold_ms: int = 0, in_ms: int = 0, **timing: object) -> Segment:
    return Segment(
        id="a",
        start_ms=0,
        duration_ms=duration_ms,
        in_ms=in_ms,
        hold_ms=hold_ms,
        src="k",
        timing=Timing.model_validate(timing),
    )


def film(*segments: Segment, kind: str = "audio") -> Draft:
    asset = Asset.model_validate({"file": "rising.wav", "kind": kind})
    end = max(s.end_ms for s in segments)
    return Draft(
        duration_ms=end,
        meta=Meta(width=64, height=64),
        tracks=(Track(id="t", type=KINDS[kind], segments=segments),),
        assets={"k": asset},
    )


def heard(path: Path, played: Segment) -> Samples:
    take = own_sound(played, path, None)
    assert take is not None
    return whole(take)


def pitches(samples: Samples, at_s: list[float]) -> list[int]:
    """The strongest frequency round each time, to 20 Hz."""
    found: list[int] = []
    for at in at_s:
        part = samples[round((at - 0.12) * SECOND) : round((at + 0.12) * SECOND), 0]
        found.append(round(float(np.argmax(np.abs(np.fft.rfft(part * np.hanning(len(part)), SECOND)))) / 20) * 20)
    return found


@pytest.mark.parametrize(
    ("played", "at_s", "wanted"),
    [
        (segment(4000), [0.5, 1.5, 2.5, 3.5], [300, 400, 500, 600]),
        (segment(2000, speed=2), [0.25, 0.75, 1.25, 1.75], [300, 400, 500, 600]),
        (segment(4000, speed=0.5), [1, 3], [300, 400]),
        (segment(1000, in_ms=1000, speed=2), [0.25, 0.75], [400, 500]),
        (segment(4000, reverse=True), [0.5, 1.5, 2.5, 3.5], [600, 500, 400, 300]),
        (segment(2000, reverse=True, speed=2), [0.25, 1.75], [600, 300]),
        (segment(4000, loop_ms=2000), [0.5, 1.5, 2.5, 3.5], [300, 400, 300, 400]),
        (segment(4000, loop_ms=2000, pingpong=True), [0.5, 1.5, 2.5, 3.5], [300, 400, 400, 300]),
        (segment(2000, loop_ms=2000, speed=2), [0.25, 0.75, 1.25, 1.75], [300, 400, 300, 400]),
        (segment(2000, speed=1, to=3), [0.4, 1.85], [300, 600]),
    ],
)
def test_sound_goes_with_the_picture_at_its_own_pitch(
    rising: Path, played: Segment, at_s: list[float], wanted: list[int]
) -> None:
    samples = heard(rising, played)
    assert len(samples) == played.duration_ms * 48
    assert pitches(samples, at_s) == wanted


def test_what_is_held_is_silent(rising: Path) -> None:
    samples = heard(rising, segment(3000, hold_ms=1000, speed=2))
    assert pitches(samples, [0.25, 1.75]) == [300, 600]
    assert len(samples) == 3 * SECOND
    assert not samples[2 * SECOND :].any()


def test_sound_that_is_shorter_than_its_picture_ends_in_silence(rising: Path) -> None:
    samples = heard(rising, segment(3000, speed=2))
    assert len(samples) == 3 * SECOND
    assert not samples[round(2.1 * SECOND) :].any()


def test_music_of_ones_own_is_repeated_at_its_speed(rising: Path) -> None:
    samples = whole(own_music(segment(5000, speed=2), rising, None))
    assert len(samples) == 5 * SECOND
    assert pitches(samples, [0.75, 1.25, 2.25]) == [400, 500, 400]
    assert np.abs(samples[-200:]).max() < 0.01


def test_what_is_muted_is_not_heard(rising: Path) -> None:
    loud, muted = segment(1000), segment(1000).model_copy(update={"muted": True})
    assert sounding(film(loud), rising.parent)
    assert not sounding(film(muted), rising.parent)
    assert mixdown(film(muted), rising.parent) is None
    video = film(muted, kind="video")
    rising.unlink()
    assert not sounding(video, rising.parent)  # nor is its file asked for


def test_all_that_is_heard_is_in_the_key(rising: Path) -> None:
    changes: list[dict[str, object]] = [
        {},
        {"timing": Timing(speed=2)},
        {"timing": Timing(reverse=True)},
        {"hold_ms": 300},
        {"duck": 0.5},
        {"muted": True},
        {"in_ms": 5},
    ]
    keys = {sound_key(film(segment(1000).model_copy(update=change)), rising.parent) for change in changes}
    assert len(keys) == len(changes)


def test_a_fade_of_a_timed_clip_is_as_long_as_it_says(rising: Path) -> None:
    faded = segment(2000, speed=2).model_copy(update={"fade_in_ms": 500, "fade_out_ms": 1000})
    mixed = mixdown(film(faded, kind="video"), rising.parent)
    assert mixed is not None
    samples = np.abs(np.concatenate([*mixed.blocks()])[:, 0])
    level = [samples[round(t * SECOND) : round(t * SECOND) + 480].max() for t in (0.25, 0.7, 0.9, 1.5, 1.98)]
    assert level[0] == pytest.approx(level[1] / 2, rel=0.1)
    assert level[2] == pytest.approx(level[1], rel=0.1)
    assert level[3] == pytest.approx(level[1] / 2, rel=0.1)
    assert level[4] < 0.02 * level[1]


def test_voices_duck_what_gives_way_and_by_how_much(rising: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Spoken:
        samples = tone(1.0, 900, 0.3)

        def speak(self, text: str, language: str) -> Spoken:
            return self

    def engine_named(name: str) -> Spoken:
        return Spoken()

    monkeypatch.setattr("talkreel.render.mixdown.engine_named", engine_named)
    voice = Segment(id="v", start_ms=1500, duration_ms=1000, voice=VoiceRecipe(text="x"))
    levels: list[float] = []
    for duck in (0.0, 0.5, 1.0):
        draft = film(segment(4000).model_copy(update={"duck": duck}))
        draft = draft.model_copy(update={"tracks": (*draft.tracks, Track(id="v", type=SOUND, segments=(voice,)))})
        mixed = mixdown(draft, rising.parent)
        assert mixed is not None
        samples = np.concatenate([*mixed.blocks()])[:, 0]
        spectra = [np.abs(np.fft.rfft(samples[a : a + 4800])) for a in (round(0.5 * SECOND), round(2.2 * SECOND))]
        levels.append(20 * float(np.log10(spectra[1][50] / spectra[0][30])))
    assert levels[0] == pytest.approx(0, abs=0.5)
    assert -14.5 < levels[2] < -9
    assert levels[1] == pytest.approx(levels[2] / 2, abs=0.7)
