"""Operations on what is heard."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.draft import MusicRecipe, Segment
from talkreel.model.value import Strict


class SetMusic(Strict):
    """Play this music in place of what plays: composed, or a file. It takes over volume, fades and start.

    before  |~~~lofi~~~|
    after   |~~cinema~~|
    """

    op: Literal["set_music"] = "set_music"
    music: MusicRecipe | None = None
    src: str = ""
    in_ms: int = Field(default=0, ge=0)
    start_ms: int | None = Field(default=None, ge=0)
    name: str = ""


class AddSound(Strict):
    """Let a voice, an effect or a file be heard, on the track of its kind.

    before  |~~~music~~~|
    after   |~~~music~~~|
            ..|pop|......
    """

    op: Literal["add_sound"] = "add_sound"
    segment: Segment


class SetVolume(Strict):
    """How loud a segment is: 1 is as it is, 0.5 half, at most 4.

    before  |~~~a~~~|
    after   |...a...|
    """

    op: Literal["set_volume"] = "set_volume"
    id: str
    volume: float = Field(ge=0, le=4)


class SetFade(Strict):
    """Let a sound come and go softly, ms; None keeps what is.

    before  |aaaaaaaa|
    after   |.aAAAAa.|
    """

    op: Literal["set_fade"] = "set_fade"
    id: str
    in_ms: int | None = Field(default=None, ge=0)
    out_ms: int | None = Field(default=None, ge=0)


class SetMuted(Strict):
    """Silence a segment, or let it be heard again; its volume is kept.

    before  |~~~a~~~|
    after   |   a   |
    """

    op: Literal["set_muted"] = "set_muted"
    id: str
    on: bool = True


class SetDuck(Strict):
    """How much a sound makes room while a voice speaks: 0 not at all, 1 as usual.

    before  |~~~~~~~~~|
    after   |~~....~~~|
    """

    op: Literal["set_duck"] = "set_duck"
    id: str
    amount: float = Field(ge=0, le=1)
