"""The promise that nothing on screen is made up: every figure, address and claim stands in the user's own words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import cast

from pydantic import BaseModel

from talkreel.model import Brief, Storyboard

# Figures with what makes them a price, a share or a time.
_FIGURE = re.compile(r"[$€£¥₹]?\s?\d(?:[\d.,:/-]*\d)?\s?(?:%|[kKmMbB]\b|x\b|am\b|pm\b|元|折|万|亿|年|月|日|点)?")
_ADDRESS = re.compile(
    r"\b[\w.+-]+@[\w.-]+\.\w+|\bhttps?://\S+|\b[\w-]+\.(?:com|net|org|io|app|co|cn|ai|shop|store)\b\S*|@\w+"
)
# Words that promise something, in both languages.
_CLAIM = re.compile(
    r"\b(?:best|better|cheap\w*|free|guarantee\w*|certified|award\w*|official\w*|proven|leading|fastest|faster|lowest"
    r"|finest|freshest|favou?rite|number one|#1|world.class|trusted|top.rated|no\.? ?1|most|perfect|unbeatable"
    r"|bestselling|exclusive|limited|sale|discount\w*|organic|natural|healthy|safe|risk.free|unlimited"
    r"|handmade|homemade|local|sustainable|vegan|original|brand.new|now open|open daily|delivered?|shipping)\b"
    r"|最[好佳低高优大]|第一|免费|保证|正品|官方|独家|限时|优惠|打折|特价|包邮|有机|天然|认证|获奖|领先|唯一|首选|新品",
    re.IGNORECASE,
)


def unsupported_facts(storyboard: Storyboard, brief: Brief) -> list[str]:
    """Figures, addresses and claims that are shown or said without being in the brief; none is what we want."""
    given = _squeezed(" ".join(_texts_of(brief)))
    return [found for text in shown_texts(storyboard) for found in _facts_in(text) if _squeezed(found) not in given]


def shown_texts(storyboard: Storyboard) -> list[str]:
    """All words on screen and in the voice."""
    lines = [x.text for shot in storyboard.shots for x in shot.lines]
    data = [part for shot in storyboard.shots for d in shot.scene.data for part in (d.text, d.label)]
    return [*lines, *data, *(x.text for x in storyboard.overlays), storyboard.narration, storyboard.title]


def _facts_in(text: str) -> Iterator[str]:
    for pattern in (_FIGURE, _ADDRESS, _CLAIM):
        for found in pattern.finditer(text):
            yield found.group().strip()


def _squeezed(text: str) -> str:
    """Without case and spaces, full-width figures as plain ones."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _texts_of(value: object) -> Iterator[str]:
    """All text anywhere in a brief."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in cast(tuple[object, ...], value):
            yield from _texts_of(part)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts_of(getattr(value, name))
