"""What can be asked of an output: the options that `make` and `export` share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class QualityName(StrEnum):
    """How much time the encoder takes."""

    draft = "draft"
    standard = "standard"
    high = "high"


class CodecChoice(StrEnum):
    """How pictures are encoded."""

    h264 = "h264"
    hevc = "hevc"
    av1 = "av1"
    vp9 = "vp9"
    prores = "prores"


class EncoderName(StrEnum):
    """What encodes them."""

    software = "software"
    nvenc = "nvenc"
    auto = "auto"


FormatOption = Annotated[
    str,
    typer.Option(
        "--format", help="Film: mp4, mov, avi, webm, mkv. Moving picture: gif, webp. Sound alone: mp3, wav, m4a."
    ),
]
QualityOption = Annotated[QualityName, typer.Option("--quality", help="draft is fast, high is slow.")]
CodecOption = Annotated[
    CodecChoice | None, typer.Option("--codec", help="How pictures are encoded, where the format has a choice.")
]
CrfOption = Annotated[
    int | None, typer.Option("--crf", help="Constant quality in the codec's own scale: less is better and larger.")
]
AlphaOption = Annotated[
    bool, typer.Option("--alpha", help="Words and graphics alone on a clear ground: mov, webm, mkv, webp.")
]
EncoderOption = Annotated[
    EncoderName, typer.Option("--encoder", help="nvenc is a graphics card's; auto takes it where there is one.")
]
