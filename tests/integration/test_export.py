"""A small real film, from a draft to a file: exact, the same whatever draws it, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from talkreel.errors import OutputError, TalkreelError
from talkreel.model import (
    PICTURE,
    SOUND,
    WORDS,
    Draft,
    EffectRecipe,
    Entry,
    Meta,
    MusicRecipe,
    Scene,
    Segment,
    TextStyle,
    Track,
)
from talkreel.model.look import LOOKS
from talkreel.model.scene import Key
from talkreel.render.cache import Cache
from talkreel.render.compose import Compositor
from talkreel.render.export import export, output_of
from talkreel.render.film_check import Expected, check_film
from talkreel.settings import settings
from talkreel.studio.drafts import save_draft

WIDTH, HEIGHT = 320, 180


def word(name: str, text: str, start: int, length: int, role: str = "title", **style: object) -> Segment:
    return Segment(id=name, start_ms=start, duration_ms=length, text=text, role=role, style=TextStyle(**style))  # type: ignore[arg-type]


DRAFT = Draft(
    id="d1",
    duration_ms=4700,
    meta=Meta(title="Small", width=WIDTH, height=HEIGHT, fps=30, seed=1),
    look=LOOKS["aurora"],
    tracks=(
        Track(
            id="t1",
            type=PICTURE,
            segments=(
                Segment(id="s1", start_ms=0, duration_ms=2500, scene=Scene(kind="kinetic", words=("w1",))),
                Segment(
                    id="s2",
                    start_ms=2500,
                    duration_ms=2200,
                    scene=Scene(
                        kind="kinetic", seed=2, words=("w2",), time=(Key(at=0, to="day"), Key(at=2200, to="night"))
                    ),
                    entry=Entry(kind="wipe", duration_ms=400),
                ),
            ),
        ),
        Track(
            id="t2",
            type=SOUND,
            segments=(
                Segment(id="m1", start_ms=0, duration_ms=4700, music=MusicRecipe(style="playful")),
                Segment(id="e1", start_ms=2400, duration_ms=700, effect=EffectRecipe(kind="whoosh"), volume=0.2),
            ),
        ),
        Track(
            id="t4",
            type=WORDS,
            segments=(
                word("w1", "Hello", 0, 2500),
                word("w2", "早上好", 2500, 2200),
                word("w3", "SALE", 1000, 1500, "overlay", x=0.5, y=0.8),
            ),
        ),
    ),
)


def test_a_film_is_exact_and_passes_the_gate(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    path = tmp_path / "film.mp4"
    exported = export(DRAFT, tmp_path, path, output_of(path), progress=lambda stage, part: told.append((stage, part)))
    assert exported.frames == 141
    report = check_film(path, Expected.of(DRAFT), DRAFT)
    assert report.passed, report
    drawn = [part for stage, part in told if stage == "draw"]
    assert drawn == sorted(drawn)
    assert drawn[-1] == 1
    assert [p.name for p in tmp_path.iterdir()] == ["film.mp4"]


def drawn(first: int) -> dict[int, str]:
    """Hashes of the frames from `first` on, as a worker that begins there draws them."""
    compositor = Compositor(DRAFT, Path())
    return {n: hashlib.sha256(compositor.frame(n).tobytes()).hexdigest() for n in range(first, 141)}


def test_a_worker_draws_the_same_frames_wherever_it_begins() -> None:
    with get_context("spawn").Pool(3) as pool:
        whole, late, last = pool.map(drawn, [0, 37, 75])
    assert {n: whole[n] for n in late} == late
    assert {n: whole[n] for n in last} == last


def test_the_same_file_whatever_the_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    films: list[bytes] = []
    for workers in ("1", "3"):
        monkeypatch.setenv("TALKREEL_WORKERS", workers)
        settings.cache_clear()
        path = tmp_path / f"{workers}.mp4"
        done = export(DRAFT, tmp_path, path, output_of(path), store=Cache(tmp_path / f"cache{workers}", 1 << 30))
        assert done.drawn == done.frames
        films.append(path.read_bytes())
    monkeypatch.undo()
    settings.cache_clear()
    assert films[0] == films[1]


def test_a_frame_is_the_same_in_any_order_and_at_any_time() -> None:
    forwards, backwards = Compositor(DRAFT, Path()), Compositor(DRAFT, Path())
    numbers = [0, 40, 76, 80, 110, 140]
    one = {n: forwards.frame(n) for n in numbers}
    other = {n: backwards.frame(n) for n in reversed(numbers)}
    assert all(np.array_equal(one[n], other[n]) for n in numbers)
    assert not np.array_equal(one[40], one[76])


def test_words_appear_on_the_frame_they_are_due() -> None:
    without = DRAFT.model_copy(
        update={
            "tracks": (*DRAFT.tracks[:2], DRAFT.tracks[2].model_copy(update={"segments": DRAFT.tracks[2].segments[:2]}))
        }
    )
    with_words, bare = Compositor(DRAFT, Path()), Compositor(without, Path())
    assert np.array_equal(with_words.frame(29), bare.frame(29))
    assert not np.array_equal(with_words.frame(40), bare.frame(40))
    assert np.array_equal(with_words.frame(75), bare.frame(75))


def test_a_place_that_cannot_be_written_to_is_found_out_at_once(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, not a folder")
    began = time.monotonic()
    with pytest.raises(OutputError):
        export(DRAFT, tmp_path, taken / "film.mp4", output_of(Path("a.mp4")))
    assert time.monotonic() - began < 1


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Writing past a file-size limit fails as a full disk does."""
    save_draft(DRAFT, tmp_path / "film.reel.json")
    command = f"ulimit -f 20; exec {sys.executable} -m talkreel export {tmp_path}/film.reel.json -o {tmp_path}/film.mp4"
    environment = os.environ | {"TALKREEL_WORKERS": "1"}
    run = subprocess.run(
        ["bash", "-c", f"trap '' XFSZ; {command}"], capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 1, run.stderr
    assert "Cannot write" in run.stderr
    assert "Traceback" not in run.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["film.reel.json"]


def test_the_first_interrupt_stops_cleanly(tmp_path: Path) -> None:
    long = DRAFT.model_copy(update={"duration_ms": 4700})
    save_draft(
        long.model_copy(update={"meta": long.meta.model_copy(update={"width": 1920, "height": 1080})}),
        tmp_path / "f.reel.json",
    )
    command = [
        sys.executable,
        "-m",
        "talkreel",
        "export",
        str(tmp_path / "f.reel.json"),
        "-o",
        str(tmp_path / "f.mp4"),
        "--progress",
        "json",
    ]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    for line in process.stderr:
        if '"percent": ' in line and '"draw"' in line and '"percent": 0.0' not in line:
            break
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stderr.read()
    process.stderr.close()
    assert process.wait(20) == 130
    assert "Traceback" not in rest
    assert sorted(p.name for p in tmp_path.iterdir()) == ["f.reel.json"]


def test_an_existing_film_is_replaced_only_when_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"the old film")
    broken = DRAFT.model_copy(
        update={
            "tracks": (
                DRAFT.tracks[0].model_copy(
                    update={
                        "segments": (
                            Segment(
                                id="x", start_ms=0, duration_ms=4700, scene=Scene(kind="photo", src=("sha256:none",))
                            ),
                        )
                    }
                ),
            )
        }
    )
    with pytest.raises(TalkreelError):
        export(broken, tmp_path, path, output_of(path))
    assert path.read_bytes() == b"the old film"
