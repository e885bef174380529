"""The patterns, found in a skill's text or in what of it is run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from talkreel.skills.finding import Finding
from talkreel.skills.rules.patterns import PATTERNS, Where
from talkreel.skills.skill import Page, Skill

_FENCE = re.compile(
    r"^(?P<mark>`{3,}|~{3,})(?P<kind>[^\n`]*)\n(?P<code>.*?)^(?P=mark)[ \t]*$", re.MULTILINE | re.DOTALL
)
_INLINE = re.compile(
    r"(?<=`)(?:curl|wget|npx|pip|rm|python3?)\s[^`\n]+(?=`)|^[ \t]*(?:curl|wget|npx)\s.+$", re.MULTILINE
)
_LONGEST = 60


def texts(skill: Skill) -> Iterator[Finding]:
    """All patterns over all pages."""
    for page in skill.pages:
        parts: dict[Where, str] = {"all": page.text, "commands": commands(page), "prose": _prose(page)}
        for one in PATTERNS:
            for found in one.pattern.finditer(parts[one.where]):
                yield Finding(skill.folder / page.path, page.line_of(found.start()), one.rule, _shown(found[0]))


def commands(page: Page) -> str:
    """What is run: a script whole; of a text its fenced blocks and curl lines, at their places, the rest blank."""
    if page.is_script:
        return page.text
    kept = [found.span("code") for found in _FENCE.finditer(page.text)]
    kept += [found.span() for found in _INLINE.finditer(page.text)]
    blank = _blanked(page.text, [(0, len(page.text))])
    for start, end in kept:
        blank = blank[:start] + page.text[start:end] + blank[end:]
    return blank


def blocks(page: Page) -> list[tuple[int, str, str]]:
    """The fenced blocks of a page: the line where each begins, its kind and its code."""
    return [(page.line_of(found.start()), found["kind"].strip(), found["code"]) for found in _FENCE.finditer(page.text)]


def _prose(page: Page) -> str:
    return "" if page.is_script else _blanked(page.text, [found.span() for found in _FENCE.finditer(page.text)])


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def _shown(found: str) -> str:
    """The found text in few, visible signs."""
    text = "".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in " ".join(found.split()))
    return text if len(text) <= _LONGEST else f"...{text[3 - _LONGEST :]}"
