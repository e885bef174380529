"""What goes with what."""

from pathlib import Path

import pytest

from talkreel.errors import UsageError
from talkreel.media.formats import ALL_FORMATS, ANIMATIONS, FORMATS, SOUNDS, opens, output_for, present

USUAL = {"mp4": "libx264", "mov": "libx264", "avi": "libx264", "webm": "libvpx-vp9", "mkv": "libx264"}


def test_every_format_is_there_and_its_encoders_are_built_in() -> None:
    assert set(FORMATS) == set(USUAL)
    assert set(ANIMATIONS) == {"gif", "webp"}
    assert set(SOUNDS) == {"mp3", "wav", "m4a"}
    assert all(present(format) for format in ALL_FORMATS.values())


@pytest.mark.parametrize("name", USUAL)
def test_a_film_has_the_codec_that_its_players_expect(name: str) -> None:
    video = output_for(name).video
    assert video is not None
    assert video.encoder == USUAL[name]


@pytest.mark.parametrize("name", [*ANIMATIONS, *SOUNDS])
def test_animations_and_sound_have_no_video_codec(name: str) -> None:
    assert output_for(name).video is None


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({"format": "ogv"}, "error.format_unknown"),
        ({"format": "mp4", "codec": "theora"}, "error.codec_unknown"),
        ({"format": "mp4", "codec": "prores"}, "error.codec_format"),
        ({"format": "webm", "codec": "h264"}, "error.codec_format"),
        ({"format": "avi", "codec": "hevc"}, "error.codec_format"),
        ({"format": "gif", "codec": "h264"}, "error.codec_pointless"),
        ({"format": "mp3", "crf": 20}, "error.crf_pointless"),
        ({"format": "mov", "codec": "prores", "crf": 20}, "error.crf_pointless"),
        ({"format": "mp4", "crf": 0}, "error.crf_range"),
        ({"format": "mp4", "crf": 52}, "error.crf_range"),
        ({"format": "webm", "crf": 64}, "error.crf_range"),
        ({"format": "mp4", "alpha": True}, "error.alpha_format"),
        ({"format": "gif", "alpha": True}, "error.alpha_format"),
        ({"format": "mov", "codec": "h264", "alpha": True}, "error.alpha_codec"),
        ({"format": "webm", "encoder": "nvenc"}, "error.encoder_missing"),
    ],
)
def test_what_no_player_takes_is_refused_with_a_sentence(arguments: dict[str, object], code: str) -> None:
    from talkreel.messages import say

    with pytest.raises(UsageError) as caught:
        output_for(**arguments)
    assert caught.value.code == code
    assert say(code, "zh", **caught.value.fields) != say(code, "en", **caught.value.fields)


def test_the_wanted_quality_reaches_the_encoder() -> None:
    def options(**wanted: object) -> dict[str, str]:
        video = output_for(**wanted).video
        assert video is not None
        return dict(video.options)

    assert options(format="mp4", crf=31)["crf"] == "31"
    crfs = [int(options(format="webm", codec="av1", quality=q)["crf"]) for q in ("draft", "standard", "high")]
    assert crfs == sorted(crfs, reverse=True)
    assert options(format="mov", codec="prores")["profile"] == "3"


def test_one_film_in_two_containers_shares_its_packets() -> None:
    assert output_for("mp4").video == output_for("mkv").video == output_for("mov").video


def test_prores_has_plain_sound_beside_it() -> None:
    assert output_for("mov", "prores").format.audio == "pcm_s16le"
    assert output_for("mov").format.audio == "aac"


def test_a_clear_ground_chooses_a_codec_that_has_one() -> None:
    chosen = {name: output_for(name, alpha=True).video for name in ("mov", "webm", "mkv")}
    assert {n: v and v.pixel_format for n, v in chosen.items()} == {
        "mov": "yuva444p10le",
        "webm": "yuva420p",
        "mkv": "yuva420p",
    }


@pytest.mark.parametrize("codec", ["h264", "hevc", "av1"])
def test_a_graphics_card_is_used_when_it_is_there_and_never_in_silence(codec: str) -> None:
    encoder = f"{codec}_nvenc"
    auto = output_for("mkv", codec, encoder="auto").video
    assert auto is not None
    assert (auto.encoder == encoder) == opens(encoder)
    if not opens(encoder):
        with pytest.raises(UsageError, match="encoder_missing"):
            output_for("mkv", codec, encoder="nvenc")


def test_the_page_on_formats_names_every_codec_of_every_container() -> None:
    page = (Path(__file__).resolve().parents[3] / "docs" / "how-to" / "formats.md").read_text("utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in page.splitlines() if line.startswith("|")]
    told = {name: row[1] for row in rows for name in row[0].split(", ")}
    assert {name: told[name] for name in ALL_FORMATS} == {n: ", ".join(f.codecs) for n, f in ALL_FORMATS.items()}
