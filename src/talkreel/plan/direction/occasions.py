"""Invitations: what is celebrated, and where, in the user's words."""

from __future__ import annotations

import re

from talkreel.model import Brief, Fact
from talkreel.plan.direction.copywriter import tidy, word_count
from talkreel.plan.direction.words import same, within

_OCCASION = re.compile(
    r"\b(?:wedding|birthday|engagement|anniversary|baby shower|bridal shower|housewarming|graduation)"
    r"(?: (?:invitation|party|dinner|celebration))?\b|\binvitation\b|\bsave the date\b"
    r"|(?:婚礼|订婚|结婚纪念日|生日|满月|乔迁|毕业)(?:派对|宴会|宴|典礼|邀请函|邀请|请柬)?|邀请函|请柬",
    re.IGNORECASE,
)
# A proper name, with the small words that may stand in one: "Quinta da Serra", "at The Old Mill".
_CAPITAL = r"[A-Z\u00c0-\u00de][\w'’.-]*"
_PLACE = re.compile(
    rf"(?:(?:at|in) )?(?:the )?({_CAPITAL}(?: (?:{_CAPITAL}|of|the|de|da|do|del|la|on|and|&|\d+)){{0,5}})"
)
_PLACE_ZH = re.compile(r"(?:地点|地址)[:：是在]?\s*([^，。；,;\s]{2,16})|在([\u4e00-\u9fff]{2,10}?)(?:举行|举办)")
_NO_PLACE = re.compile(r"rsvp|no\b|with\b|please\b", re.IGNORECASE)


def occasion_of(brief: Brief) -> str:
    """What is celebrated, as the prompt says it; empty when the film is no invitation."""
    found = _OCCASION.search(brief.prompt) if brief.kind in ("announcement", "promo", "teaser") else None
    return tidy(found.group()) if found else ""


def place_of(brief: Brief) -> Fact | None:
    """Where it is: a proper name that stands alone in the prompt, after the day."""
    days = [f.text for f in brief.facts if f.kind in ("date", "time")]
    if not days or any(f.kind == "address" for f in brief.facts):
        return None
    chinese = _PLACE_ZH.search(brief.prompt)
    if chinese:
        return _fact(next(text for text in chinese.groups() if text))
    _, _, after = brief.prompt.partition(days[0])
    known = (brief.name, brief.subject, brief.title, brief.cta, *brief.moods, *brief.palette_words)
    for clause in re.split(r"[,;\n]|\.\s", after):
        text = clause.strip(" .")
        named = None if _NO_PLACE.match(text) else _PLACE.fullmatch(text)
        told = named is None or any(same(text, k) or within(text, k) for k in known)
        if not told and all(not within(text, f.text) for f in brief.facts):
            return _fact(text)
    return None


def _fact(text: str) -> Fact | None:
    return Fact(kind="address", text=text, context=text) if word_count(text) <= 8 else None
