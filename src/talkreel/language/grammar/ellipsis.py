"""Sentences that go on from the one before: "a bit more", "again", "the third one too", 再来一点, 第一个也一样."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.language.grammar.token import Token
from talkreel.language.grammar.words import tokens_of
from talkreel.model import WORDS, Draft

_MORE = frozenset({"more", "again", "even more", "further", "keep going", "再", "更", "再来", "还要", "多", "多一点"})
_TOO = frozenset({"too", "as well", "also", "same", "the same", "likewise", "也", "一样", "也一样", "同样", "也是"})
_POINTING = frozenset({"noun", "pron", "quant"})
_SMALL = frozenset({"filler", "also", "rel", "degree", "dir", "too"})


@dataclass(frozen=True)
class OnceMore:
    """`pointed`: on something else, which the words point at; else the same by `degree`."""

    pointed: bool
    degree: str = ""


def once_more(words: str, draft: Draft) -> OnceMore | None:
    """How words ask for what was asked before; None when they stand by themselves."""
    tokens = [t for t in tokens_of(words, (s.text for s in draft.of_type(WORDS))) if t.kind != "mark"]
    if not tokens or len(tokens) > 8:
        return None
    rest = [t for t in tokens if not _small(t)]
    told = {t.text for t in tokens}
    if all(_points(t) for t in rest) and rest and told & _TOO:
        return OnceMore(pointed=True)
    if not rest and told & _MORE and len(tokens) <= 5:
        chinese = any("\u3400" <= sign <= "\u9fff" for sign in words)
        bit = any(t.sense("degree") == "bit" for t in tokens)
        return OnceMore(pointed=False, degree=("一点" if chinese else "a bit") if bit else "")
    return None


def _small(token: Token) -> bool:
    return (
        token.kind == "word"
        and (bool(_SMALL & set(token.senses)) or token.text in _MORE | _TOO)
        and "noun" not in token.senses
    )


def _points(token: Token) -> bool:
    return token.kind in ("ordinal", "number") or bool(_POINTING & set(token.senses))
