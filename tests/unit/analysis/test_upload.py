from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path

import cv2
import numpy as np
import pytest

from talkreel.analysis.upload import Analysis, analyse
from talkreel.process.guard import guarded

CUTS = (2000, 3500, 7000)


def ffmpeg(*arguments: str) -> str:
    done = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", "-y", *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr


def made(path: Path, graph: str, *more: str) -> Path:
    ffmpeg("-filter_complex", graph, *more, str(path))
    return path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds: four shots, a flash that is no cut, a tone with two silences."""
    graph = (
        "testsrc2=s=640x360:r=30:d=2[a];smptebars=s=640x360:r=30:d=1.5[b];mandelbrot=s=640x360:r=30,trim=0:3.5[c];"
        "gradients=s=640x360:r=30:d=3:seed=4:speed=0.01[d];"
        "[a][b][c][d]concat=4,drawbox=c=white:t=fill:enable='between(t,5,5.03)',format=yuv420p[v];"
        "sine=f=1000:r=48000:d=10,volume='if(between(t,1,2)+between(t,6,8.5),0,4)':eval=frame,"
        "aformat=channel_layouts=stereo[s]"
    )
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    return made(path, graph, "-map", "[v]", "-map", "[s]", "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac")


@pytest.fixture(scope="module")
def found(clip: Path) -> Analysis:
    return guarded(analyse, clip, "video")


def test_cuts_are_found_where_they_are(found: Analysis, clip: Path) -> None:
    """Within 70 ms of where they were made, and of FFmpeg's scene score; a flash is none."""
    assert len(found.cuts) == len(CUTS)
    assert all(abs(a - b) <= 70 for a, b in zip(found.cuts, CUTS, strict=True))
    told = ffmpeg("-i", str(clip), "-vf", "select='gt(scene,0.2)',showinfo", "-an", "-f", "null", "-")
    scenes = [float(t) * 1000 for t in re.findall(r"pts_time:([\d.]+)", told)]
    for cut in found.cuts:
        assert min(abs(cut - scene) for scene in scenes) <= 70


def test_loudness_and_peak_agree_with_ffmpeg(found: Analysis, clip: Path) -> None:
    """Within 0.3 LU and 0.3 dB."""
    told = ffmpeg("-i", str(clip), "-af", "ebur128=peak=sample", "-vn", "-f", "null", "-")
    summary = told[told.rindex("Summary") :]
    loudness, peak = (re.search(rf"{name}:\s+(-[\d.]+)", summary) for name in ("I", "Peak"))
    assert loudness is not None
    assert peak is not None
    assert found.loudness == pytest.approx(float(loudness[1]), abs=0.3)
    assert found.peak == pytest.approx(float(peak[1]), abs=0.3)


def test_silences_agree_with_ffmpeg(found: Analysis, clip: Path) -> None:
    """Within 60 ms of what was made and of silencedetect at the same level."""
    told = ffmpeg("-i", str(clip), "-af", "silencedetect=n=-50dB:d=0.5", "-vn", "-f", "null", "-")
    theirs = [float(t) * 1000 for t in re.findall(r"silence_(?:start|end): ([\d.]+)", told)]
    ours = [t for span in found.silences for t in span]
    assert ours == pytest.approx([1000, 2000, 6000, 8500], abs=60)
    assert ours == pytest.approx(theirs, abs=60)


def test_exposure_agrees_with_ffmpeg(found: Analysis, clip: Path) -> None:
    """Within 0.02 of signalstats' mean luma."""
    told = ffmpeg(
        "-i", str(clip), "-vf", "signalstats,metadata=print:key=lavfi.signalstats.YAVG", "-an", "-f", "null", "-"
    )
    mean = np.mean([float(y) for y in re.findall(r"YAVG=([\d.]+)", told)])
    assert found.exposure is not None
    assert found.exposure.luma == pytest.approx((mean - 16) / 219, abs=0.02)
    assert 0 < found.exposure.clipped < 0.5


def test_all_of_it_can_be_sent(found: Analysis) -> None:
    assert Analysis.model_validate_json(found.model_dump_json()) == found
    assert found.colours
    assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in found.colours)
    assert found.until_ms == pytest.approx(10_000, abs=60)


def test_a_shaken_camera_is_told_from_a_steady_one(tmp_path: Path) -> None:
    view = "mandelbrot=s=1200x900:r=30,trim=end_frame=1,loop=90:1"
    shaken = "crop=640:360:'200+60*sin(n*2.1)*cos(n*1.3)':'200+60*cos(n*2.9)'"
    how = ("-t", "3", "-pix_fmt", "yuv420p")
    still = made(tmp_path / "still.mp4", f"{view},crop=640:360:200:200", *how)
    pan = made(tmp_path / "pan.mp4", f"{view},crop=640:360:'n*4':200", *how)
    shake = made(tmp_path / "shake.mp4", f"{view},{shaken}", *how)
    steady = [analyse(path, "video").steadiness for path in (still, pan, shake)]
    assert [v is not None and v > 0.75 for v in steady] == [True, True, False], steady
    assert steady[2] is not None
    assert steady[2] < 0.5


@pytest.mark.parametrize("codec", [["mpeg4", "-g", "250", "-sc_threshold", "1000000000"], ["libvpx", "-b:v", "1M"]])
def test_cuts_that_no_key_frame_marks_are_found(codec: list[str], tmp_path: Path) -> None:
    name = "a.avi" if codec[0] == "mpeg4" else "a.webm"
    graph = "testsrc2=s=320x180:r=25:d=2[a];smptebars=s=320x180:r=25:d=2[b];[a][b]concat=2,format=yuv420p"
    clip = made(tmp_path / name, graph, "-c:v", *codec)
    cuts = analyse(clip, "video").cuts
    assert len(cuts) == 1
    assert abs(cuts[0] - 2000) <= 90


@pytest.mark.parametrize("most", [3_000_000, 11_000_000])
def test_a_long_clip_is_looked_at_by_its_key_frames(most: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from talkreel.analysis import upload

    monkeypatch.setattr(upload, "_DENSE_PIXELS", most)
    graph = "testsrc2=s=320x180:r=25:d=4[a];smptebars=s=320x180:r=25:d=4[b];[a][b]concat=2,format=yuv420p"
    clip = made(tmp_path / "a.mp4", graph, "-c:v", "libx264", "-g", "50")
    found = analyse(clip, "video")
    assert [abs(cut - 4000) <= 90 for cut in found.cuts] == [True]
    assert found.steadiness is not None


def test_a_black_silent_clip_is_told_as_it_is(tmp_path: Path) -> None:
    clip = made(
        tmp_path / "a.mp4", "color=black:s=320x180:r=25:d=2[v];anullsrc=r=48000:d=2[s]", "-map", "[v]", "-map", "[s]"
    )
    found = analyse(clip, "video")
    assert found.cuts == ()
    assert found.exposure is not None
    assert found.exposure.luma == 0
    assert found.exposure.clipped == 1
    assert (found.loudness, found.peak) == (None, None)
    assert found.silences[0][0] == 0
    assert found.silences[0][1] >= 1990


def test_a_sound_and_a_picture(tmp_path: Path) -> None:
    sound = made(tmp_path / "a.wav", "sine=f=997:r=48000:d=4,volume=-3.98dB,aformat=channel_layouts=stereo")
    found = analyse(sound, "audio")
    assert found.cuts == ()
    assert found.exposure is None
    # A sine of 1/8 less 3.98 dB, in two channels of 3 dB less each: its peak less 3 dB for the mean, plus 3 for two.
    assert found.loudness == pytest.approx(-25.05, abs=0.1)
    grey = np.full((90, 160, 3), 128, np.uint8)
    grey[:45] = 255
    cv2.imwrite(str(tmp_path / "a.png"), grey)
    picture = analyse(tmp_path / "a.png", "image")
    assert picture.exposure is not None
    assert picture.exposure.luma == pytest.approx((128 + 255) / 2 / 255, abs=0.01)
    assert picture.exposure.clipped == pytest.approx(0.5, abs=0.01)


def test_a_minute_of_full_hd_is_quick(tmp_path: Path) -> None:
    """Processor time: under 4 s for a minute; measured of ten seconds, with room for a busy machine."""
    graph = "testsrc2=s=1920x1080:r=30:d=10,format=yuv420p"
    clip = made(tmp_path / "a.mp4", graph, "-c:v", "libx264", "-preset", "ultrafast")
    began = time.process_time()
    analyse(clip, "video")
    assert time.process_time() - began < 2
