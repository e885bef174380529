"""Answers to what was asked: "2", "the second one", "all of them", 第二段."""

from __future__ import annotations

import re

from talkreel.language.grammar.words import tokens_of
from talkreel.language.interpreter import Question, Utterance


def with_answer(utterance: Utterance) -> str:
    """The words to be read: an answer is read as the words that were asked about, with the answer put in."""
    pending, words = utterance.pending, utterance.words.strip()
    if pending is None or _is_command(words):
        return words
    return "; ".join(f"{pending.words} {choice}" for choice in _chosen(words, pending))


def _chosen(words: str, pending: Question) -> tuple[str, ...]:
    """The choices that an answer means: by its number, as one of several, or all of them; else the answer itself."""
    bare = words.rstrip(".。)!！ ")
    told = tokens_of(words)
    spoken = next((t.value for t in told if t.kind == "ordinal"), None)
    nouns = any("noun" in t.senses for t in told)
    number = int(bare) if bare.isdecimal() else spoken if isinstance(spoken, int) and not nouns else 0
    if -len(pending.choices) <= number <= len(pending.choices) and number:
        return (pending.choices[number - 1 if number > 0 else number],)
    if pending.choices and any(t.sense("quant") in ("all", "both") for t in told) and not nouns:
        return pending.choices
    return (re.sub(r"\bone$", "clip", bare) if pending.note.code == "ask.which_shot" else words,)


def _is_command(words: str) -> bool:
    """Whether words stand for themselves: they hold a verb that is no yes and no no."""
    tokens = tokens_of(words)
    told = {t.senses["verb"] for t in tokens if "verb" in t.senses} - {"confirm", "deny", "thank", "keep"}
    if told == {"change"} and any(t.sense("quant") in ("all", "both") for t in tokens):
        return False  # 两个都改, "change all of them"
    return bool(told)
