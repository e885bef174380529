"""Operations on words: titles, texts, lower thirds, captions."""

from __future__ import annotations

from typing import Literal

from talkreel.model.draft import Segment, TextStyle
from talkreel.model.look import CaptionStyle
from talkreel.model.value import Strict


class AddText(Strict):
    """Put words over the film.

    before  t1 |--a--|--b--|
    after   t4 ...|"Sale"|..
            t1 |--a--|--b--|
    """

    op: Literal["add_text"] = "add_text"
    segment: Segment


class SetText(Strict):
    """Say it in other words; a voice and captions that say the same line follow.

    before  |"Hello"|
    after   |"Good morning"|
    """

    op: Literal["set_text"] = "set_text"
    id: str
    text: str


class SetTextStyle(Strict):
    """Set words differently. Only the fields that are given change.

    before  |"Sale"|
    after   |"SALE"|
    """

    op: Literal["set_text_style"] = "set_text_style"
    id: str
    style: TextStyle


class SetCaptions(Strict):
    """Show captions or not, and in which style; None keeps the look's.

    before  |--a--|--b--|
    after   |--a--|--b--|
            "and so"|"on"
    """

    op: Literal["set_captions"] = "set_captions"
    on: bool
    style: CaptionStyle | None = None


class AddCaptions(Strict):
    """Lay captions under the film in place of those that are there.

    before  |--a--|--b--|
    after   |--a--|--b--|
            "one"|"two"|
    """

    op: Literal["add_captions"] = "add_captions"
    segments: tuple[Segment, ...]
