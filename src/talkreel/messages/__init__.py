"""Every sentence said to people, by code and parameters, in English and Chinese.

    >>> say("note.length_assumed", "en", seconds=15)
    'You did not say how long, so the film is 15 s.'

Each room keeps its sentences in one file of `messages/catalogue/`, so that nobody edits another's: a module with one
dict `SENTENCES: dict[str, tuple[str, str]]` (code -> English, Chinese), `str.format` fields in both.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal

Language = Literal["en", "zh"]


@cache
def sentences() -> dict[str, tuple[str, str]]:
    """The whole catalogue."""
    from talkreel.messages import catalogue

    found: dict[str, tuple[str, str]] = {}
    for module in iter_modules(catalogue.__path__):
        found.update(import_module(f"{catalogue.__name__}.{module.name}").SENTENCES)
    return found


def say(code: str, language: str = "en", /, **fields: object) -> str:
    """The sentence of `code` in `language` ("zh" and its variants give Chinese, all else English).

    Raises:
        KeyError: the catalogue has no such code, or a field that the sentence needs is missing.
    """
    pair = sentences()[code]
    return pair[1 if language.startswith("zh") else 0].format(**fields)


def sentence(code: str, language: str, fields: Mapping[str, object]) -> str:
    """A sentence of the catalogue; for a code that it lacks, the code itself with its fields."""
    try:
        return say(code, language, **fields)
    except KeyError:
        return f"{code} {dict(fields)}" if fields else code
