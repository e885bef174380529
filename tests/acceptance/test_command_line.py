"""The program as a person meets it: typed words in, files and exit codes out."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from talkreel.media.survey import survey
from talkreel.model import WORDS, Draft

SMALL = ("--size", "360p", "--progress", "none")


def run(*arguments: object, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "talkreel", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LANG": "C.UTF-8", **environment},
    )


def test_one_sentence_becomes_a_film_with_its_draft(tmp_path: Path) -> None:
    film = tmp_path / "coffee.mp4"
    prompt = "A 6-second vertical video promoting a coffee shop, warm tones, no voiceover"
    made = run("make", prompt, "-o", film, "--json", *SMALL)
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)["films"][0]
    assert (told["path"], told["duration_ms"], told["fps"]) == (str(film), 6000, 30)
    seen = survey(film)
    assert (seen.frames, seen.width, seen.height) == (180, 360, 640)
    assert seen.audio_codec
    draft = Draft.model_validate(json.loads(Path(told["draft"]).read_text("utf-8")))
    assert draft.meta.prompt == prompt
    assert draft.meta.seed == told["seed"]
    assert draft.of_type(WORDS)
    # Everything else works from the draft.
    assert "Timeline" in run("show", film).stdout
    assert run("frame", film, "--at", "3.2", "-o", tmp_path / "f.png").returncode == 0
    assert run("sheet", film, "-o", tmp_path / "s.png").returncode == 0
    assert run("check", film).returncode == 0
    assert sorted(p.name for p in tmp_path.iterdir()) == ["coffee.mp4", "coffee.reel.json", "f.png", "s.png"]


def test_stdout_carries_the_result_and_stderr_the_rest(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    made = run("make", "a calm sea at dawn, 1 second", "-o", film, "--size", "360p", "--progress", "json")
    assert made.returncode == 0, made.stderr
    assert made.stdout.split() == [str(film)]
    stages = [json.loads(line) for line in made.stderr.splitlines() if line.startswith("{")]
    assert {"plan", "draw", "write", "check"} <= {s["stage"] for s in stages}
    assert all(0 <= s["percent"] <= 100 for s in stages)


def test_a_dry_run_prints_one_object_and_writes_nothing(tmp_path: Path) -> None:
    planned = run("make", "a 12-second square video for a flower shop", "-o", tmp_path / "x.mp4", "--dry-run", "--json")
    assert planned.returncode == 0, planned.stderr
    told = json.loads(planned.stdout)
    assert set(told) == {"drafts", "briefs", "notes", "estimate_s"}
    assert told["drafts"][0]["d"] == 12_000
    assert told["drafts"][0]["m"]["width"] == told["drafts"][0]["m"]["height"] == 1080
    assert told["estimate_s"] > 0
    assert not list(tmp_path.iterdir())


def test_flags_win_over_the_sentence() -> None:
    planned = run(
        "make", "a 20-second vertical video of a forest", "--duration", "0:04", "--aspect", "16:9", "--size", "720p",
        "--fps", "25", "--seed", "7", "--dry-run", "--json",
    )  # fmt: skip
    meta = json.loads(planned.stdout)["drafts"][0]
    assert (meta["d"], meta["m"]["width"], meta["m"]["height"], meta["m"]["fps"]) == (4000, 1280, 720, 25)
    assert meta["m"]["seed"] == 7


def test_several_descriptions_give_several_films() -> None:
    prompt = "Three videos:\n1. a lighthouse in a storm, 3s\n2. vertical: a rocket in space, 3s\n3. rain in a city, 4 s"
    drafts = json.loads(run("make", prompt, "--dry-run", "--json").stdout)["drafts"]
    assert [d["d"] for d in drafts] == [3000, 3000, 4000]
    assert [d["m"]["width"] < d["m"]["height"] for d in drafts] == [False, True, False]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["make", ""], 2, "no words"),
        (["make", "   \n "], 2, "no words"),
        (["make", "!!!???"], 2, "no words"),
        (["make", "a film", "--duration", "soon"], 2, "not a time"),
        (["make", "a film", "--duration", "10h"], 2, "30 min"),
        (["make", "a film", "--duration", "36000"], 2, "30 min"),
        (["make", "a film", "--duration", "0"], 2, "1 s"),
        (["make", "a 10-hour film about rain"], 2, "30 min"),
        (["make", "a film", "--size", "9x9"], 2, "size"),
        (["make", "a film", "-o", "a.exe"], 2, "format"),
        (["make", "a film", "--fps", "500"], 2, "10-60"),
        (["make", "a film", "--aspect", "7:3"], 2, "9:16"),
        (["make", "a film", "--colour", "red"], 2, "--colour"),
        (["a fox in the snow"], 2, "talkreel make"),
        (["make", "a film", "missing.jpg"], 6, "missing.jpg"),
        (["make", "missing.pdf"], 6, "missing.pdf"),
        (["show", "nothing.mp4"], 6, "nothing.mp4"),
        (["frame", "nothing.reel.json"], 6, "nothing"),
        (["check", "nothing.mp4"], 6, "nothing.mp4"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_right_code(
    tmp_path: Path, arguments: list[str], code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with ThreadPoolExecutor(2) as both:
        chinese = both.submit(run, *arguments, LANG="zh_CN.UTF-8")
        failed = run(*arguments)
    assert failed.returncode == code, failed.stderr
    assert told in failed.stderr
    assert "Traceback" not in failed.stderr
    assert not failed.stdout
    assert not list(tmp_path.iterdir())
    assert any("\u4e00" <= c <= "\u9fff" for c in chinese.result().stderr)


def test_an_existing_output_is_kept_unless_told_otherwise(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    film.write_text("mine")
    refused = run("make", "a sea", "-o", film, *SMALL)
    assert (refused.returncode, film.read_text()) == (2, "mine")
    assert "-y" in refused.stderr


@pytest.mark.parametrize(
    "prompt",
    [
        "🦊🌲❄️",
        "ภาพยนตร์เกี่ยวกับทะเล",
        "видео про кофе, 5 секунд",
        "word " * 10_000,
        "<script>%s{}\\n'\"; rm -rf</script>",
    ],
)
def test_odd_prompts_still_give_a_plan(prompt: str) -> None:
    planned = run("make", "-", "--dry-run", "--json", stdin=prompt)
    assert planned.returncode == 0, planned.stderr
    assert json.loads(planned.stdout)["drafts"][0]["t"]


def test_a_damaged_draft_is_said_to_be(tmp_path: Path) -> None:
    for name, text in {"a": "{", "b": "[]", "c": '{"t": [{"id": 1}]}', "d": '{"d": -5}'}.items():
        (tmp_path / f"{name}.reel.json").write_text(text)
        failed = run("show", tmp_path / f"{name}.reel.json")
        assert failed.returncode == 3
        assert "Traceback" not in failed.stderr


def test_help_is_quick() -> None:
    run("--help")
    began = time.monotonic()
    assert run("--help").returncode == 0
    assert time.monotonic() - began < 0.6  # 0.2 s on a quiet machine


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of film with its draft."""
    film = tmp_path_factory.mktemp("sea") / "a.mp4"
    assert run("make", "a calm sea at dawn, 1 second, no music", "-o", film, *SMALL).returncode == 0
    return film


@pytest.mark.parametrize("suffix", ["mov", "avi", "webm", "mkv"])
def test_a_draft_is_exported_to_every_format(sea: Path, tmp_path: Path, suffix: str) -> None:
    again = run("export", sea, "-o", tmp_path / f"b.{suffix}", "--progress", "none")
    assert again.returncode == 0, again.stderr
    assert survey(tmp_path / f"b.{suffix}").frames == 30


def test_what_the_film_is_made_from_is_never_written_over(sea: Path, tmp_path: Path) -> None:
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(sea.read_bytes())
    refused = run("make", "a recap of this clip, 2 s", clip, "-o", clip, "-y", *SMALL)
    assert refused.returncode == 2
    assert clip.read_bytes() == sea.read_bytes()
    draft = tmp_path / "film.reel.json"
    draft.write_text("mine")
    refused = run("make", "a sea, 1 s", "-o", tmp_path / "film.mp4", *SMALL)
    assert (refused.returncode, draft.read_text()) == (2, "mine")


def test_a_text_alone_becomes_a_plan(tmp_path: Path) -> None:
    text = tmp_path / "brief.txt"
    text.write_text("Nordlicht Bakery opens in Bergen on 3 May. Fresh sourdough every morning. Students get 15% off.")
    for arguments in ([text], ["", text], [text, "a 12 second video from this text"]):
        planned = run("make", *arguments, "--dry-run", "--json", "--progress", "none")
        assert planned.returncode == 0, planned.stderr
        assert "Nordlicht" in planned.stdout


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path) -> None:
    film = tmp_path / "long.mp4"
    command = [sys.executable, "-m", "talkreel", "make", "a 60 second film of a forest in snow", "-o", film]
    with subprocess.Popen([*map(str, command), "--progress", "json"], stderr=subprocess.PIPE, text=True) as making:
        assert making.stderr is not None
        for line in making.stderr:
            if '"draw"' in line:
                break
        making.send_signal(signal.SIGINT)
        rest = making.stderr.read()
    assert making.returncode == 130
    assert "Traceback" not in rest
    assert not list(tmp_path.iterdir())
