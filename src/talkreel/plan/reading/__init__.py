"""Understanding a message by rules: words, texts and files become briefs. English and Chinese, in any order.

    message -> emoji, form, pasted, several -> film -> a brief each
                                         └── quotes facts moments length shape data name avoid sound call kind subject
                                             comparison audience question colours light camera pictures points noting

Each reader owns one aspect; `text` remembers what has been understood, so that nothing is read twice. What words mean
is data, in `plan.lexicon`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from talkreel.errors import UsageError
from talkreel.model import Brief, Material
from talkreel.plan.reading.emoji import is_only_emoji, words_of
from talkreel.plan.reading.film import read_film
from talkreel.plan.reading.findings import Given, Shared, read_shared
from talkreel.plan.reading.form import as_told
from talkreel.plan.reading.pasted import parted
from talkreel.plan.reading.several import split_message

__all__ = ["read"]

_PAIRS = {'"': '"', "“": "”", "'": "'", "「": "」"}


def read(
    prompt: str,
    *,
    documents: Sequence[str] = (),
    materials: Sequence[Material] = (),
    language: str | None = None,
    seed: int | None = None,
    duration_ms: int | None = None,
) -> tuple[Brief, ...]:
    """The brief of every film that is asked for, in order.

    `documents` are texts that came as files. `language` is that of the words on screen; `duration_ms` wins over what
    the words say. Without a `seed` each film takes one from its words.

    Raises:
        UsageError: there are no words, or they ask for a length or a size that no film can have.
    """
    words = _unquoted(prompt.strip())
    if is_only_emoji(words):
        words = words_of(words)
    if not any(sign.isalnum() for sign in words):
        raise UsageError("error.prompt_empty")
    message = parted(as_told(words), "\n\n".join(documents).strip())
    given = Given(tuple(materials), language, seed, duration_ms, message.script, message.named)
    if message.script:
        return (_whole(read_film(message.wish, given, Shared()), words),)
    briefs = tuple(
        read_film(described.words, replace(given, aspect=described.aspect), read_shared(described.shared))
        for described in split_message(message.wish)
    )
    return (_whole(briefs[0], words),) if len(briefs) == 1 else briefs


def _whole(brief: Brief, words: str) -> Brief:
    """The brief of a message that asks for one film remembers all of its words."""
    return brief.model_copy(update={"prompt": words})


def _unquoted(words: str) -> str:
    """Without quotation marks around the whole message."""
    inner = words[1:-1]
    if len(words) > 2 and _PAIRS.get(words[0]) == words[-1] and words[0] not in inner and words[-1] not in inner:
        return inner.strip()
    return words
