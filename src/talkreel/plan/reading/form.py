"""A message written like a form: lines of "Duration: 15s", bullets with bold labels, a JSON object.

Each field becomes the clause that a person would have written, so that the readers meet nothing new: the value of a
length or a style stands alone, words for the screen are put in quotation marks, a message is a statement.
"""

from __future__ import annotations

import json
import re
from typing import cast

from talkreel.plan.lexicon.cues import chinese, english
from talkreel.plan.reading.text import plain, rule

LEAST_FIELDS = 3  # fewer labels are a sentence with a colon in it
# What stands around the value of each kind of field; the labels are in the lexicon, as "form_length" and so on.
_CLAUSES = {
    "alone": "{value}",
    "kept": "{label} {value}",
    "length": "{value}",
    "topic": "a video about {value}",
    "name": "Brand: {value}",
    "title": "Title: {value}",
    "tagline": "Tagline: {value}",
    "call": "CTA: {value}",
    "text": 'text: "{value}"',
    "points": "Features: {value}",
    "audience": "for {value}",
    "music": "Music: {value}",
    "voice": "voiceover: {value}",
    "captions": "captions: {value}",
    "kind": "{value} video",
    "background": "background: {value}",
}
_CHINESE = _CLAUSES | {
    "topic": "关于{value}", "name": "品牌：{value}", "title": "标题：{value}", "tagline": "口号：{value}",
    "call": "{value}",
    "text": "文字“{value}”", "points": "卖点：{value}", "audience": "适合{value}", "music": "音乐：{value}",
    "voice": "配音：{value}", "captions": "字幕：{value}", "kind": "{value}", "background": "背景：{value}",
}  # fmt: skip
_KEY = "|".join(rf"(?P<{kind}>{english(f'form_{kind}')}\b|{chinese(f'form_{kind}')})" for kind in _CLAUSES)
_FIELD = rule(
    r"(?:^|(?<=[\n;；|])|(?<=\.\s)|(?<=。))[ \t]*(?:[-*•·]\s+)?[*_\"]{0,3}"
    rf"(?:{_KEY})[*_\"]{{0,3}}\s*\d?\s*[:=]\s*?[*_]{{0,2}}"
)
# The numbered lines of a list of shots are pictures, and no steps.
_SHOTS = re.compile(
    r"(?:\bshot ?list|\bstoryboard|\bshots|\bscenes|分镜|镜头表)[^\n:：]{0,24}[:：]\s*\n", re.IGNORECASE
)
_SHOT = re.compile(r"(?P<lead>^|\n)[ \t]*(?:[-*•]\s*)?(?P<n>\d{1,2})[.)、]\s*(?!\s)")
_FENCE = re.compile(r"^```\w*\s*|\s*```$")
_YES = frozenset({"yes", "true", "on", "有", "要", "是", "需要"})
_NO = frozenset({"no", "false", "none", "off", "null", "无", "不要", "否", "没有"})
_WANTED = {"music": "music", "voice": "voiceover", "captions": "captions"}


def as_told(message: str) -> str:
    """The message as sentences, when it is a form or a list of shots; else as it is."""
    message = _SHOT.sub(r"\g<lead>Scene \g<n>: ", message) if _SHOTS.search(message) else message
    told = _object(message) or message
    marks = list(_FIELD.finditer(plain(told)))
    if len(marks) < LEAST_FIELDS:
        return message
    ends = [*(mark.start() for mark in marks[1:]), len(told)]
    clauses = [told[: marks[0].start()].strip(" \t-*\n")]
    for mark, end in zip(marks, ends, strict=True):
        value = told[mark.end() : end].strip(";；|*_ \t\r")
        value = value.strip() if "\n" not in value.strip() else value.rstrip()
        label = told[mark.start() : mark.end()].strip(" \t-*_•·\n")
        clauses.append(_clause(mark.lastgroup or "alone", label, value.rstrip(".。")) if value.strip() else "")
    return "\n".join(clause for clause in clauses if clause)


def _clause(kind: str, label: str, value: str) -> str:
    """The field as a clause."""
    if kind == "length" and re.fullmatch(r"\d+(?:\.\d+)?", value):
        return f"{value} seconds"
    if kind in _WANTED and value.lower() in _YES | _NO:
        return f"{'no' if value.lower() in _NO else 'with'} {_WANTED[kind]}"
    if kind == "text":
        value = value.strip("\"“”'「」")
    han = any("\u3400" <= sign <= "\u9fff" for sign in value)
    return (_CHINESE if han else _CLAUSES)[kind].format(value=value, label=label)


def _object(message: str) -> str:
    """A JSON object as lines of fields; empty when it is none."""
    body = _FENCE.sub("", message.strip())
    if not (body.startswith("{") and body.endswith("}")):
        return ""
    try:
        fields = json.loads(body)
    except ValueError:
        return ""
    told = cast("dict[str, object]", fields).items()
    return "\n".join(f"{key.replace('_', ' ')}: {_listed(value)}" for key, value in told if value is not None)


def _listed(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(_listed(item) for item in cast("list[object]", value))
    return str(value).lower() if isinstance(value, bool) else str(value)
