"""Text that came with the wish: a product description, an article, a press release, pasted in or given as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.kind import FILM_NOUN, asks_for_film
from talkreel.plan.reading.text import Text, plain, rule

LONG_WORDS = 55  # a prompt of so many words may hold a text
_LEAST_WORDS, _ARTICLE_WORDS = 8, 180
_LEAST_PROSE = 45
_TAIL_WORDS = 14

_SOURCE = rf"(?:\w+ )?(?:{english('source_noun')})"
_LOOSE = rf"(?:{english('source_noun', 'source_loose')})"
_FROM = r"(?:from|using|based on|based off|out of|with|turn(?:ing)?|convert|take|use)"
# "From this product description", "the following article", "根据以下文案".
_NAMED = (
    rule(rf"\b{_FROM}\s+(?:this|the following|these|my|our|the|following|below|that)\s+{_SOURCE}\b"
         r"(?:\s+(?:below|here|i pasted))?"),
    rule(rf"\b(?:for|of|about)\s+(?:this|the following|following)\s+{_SOURCE}\b"),
    rule(rf"\b(?:this|following|attached|below)\s+(?:\w+\s+)?{_LOOSE}\b(?=\s*:|\s*\n|\s+(?:below|into)\b)"
         rf"|\b{_LOOSE}\s+below\b"),
    rule(
        rf"(?:根据|按照?|依据|基于|用|把|将|以)(?:以下|下面|这[段篇份个些]|下列|此|附[件上]的?|我的)[^，。,:\n]{{0,10}}?{chinese('source_noun')}"
    ),
    rule(rf"(?:以下|下面|如下)(?:是|为)?[^，。,:\n]{{0,8}}?{chinese('source_noun')}|(?:产品)?{chinese('source_noun')}如下"),
)  # fmt: skip
_PLACEHOLDER = re.compile(
    r"[\[【<{(（]\s*(?:paste|insert|your|add|text|product|description|article|粘贴|在此|此处|输入|插入|文本|你的|产品)"
    r"[^\]】>})）]{0,60}[\]】>})）]|\.{3,}\s*$|…+\s*$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"(?P<f>\"\"\"|```|'''|~~~)\s*(?P<body>.+?)\s*(?P=f)", re.DOTALL)
_PASSAGE = re.compile(r"[“\"](?P<body>[^”\"]{40,})[”\"]")
_TO_BODY = re.compile(r"\s*[:：]\s*|\s*\n\s*|(?<=[.!])\s+(?=\S)|(?<=[。！])")
_TAIL = re.compile(r"(?:\s+[-—–]{1,2}\s+|——|\n\s*\n|\n)(?P<tail>[^\n]{4,200})$")
_SPEC = rule(either("spec_word"))
_ADDRESSED = rule(either("addressed"))
_PAINTING = ("move", "tone", "time", "weather", "act", "figure")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|\d+")


@dataclass(frozen=True, slots=True)
class Message:
    """`wish` is what is asked for, `script` the text it is to be made from, `named` whether a text was spoken of."""

    wish: str
    script: str = ""
    named: bool = False


def parted(prompt: str, documents: str = "") -> Message:
    """A message as its wish and its text."""
    if documents:
        return Message(_short_wish(prompt), documents, True)
    fence = _FENCE.search(prompt)
    if fence is not None and word_count(fence["body"]) >= _LEAST_WORDS:
        return Message(f"{prompt[: fence.start()]}\n{prompt[fence.end() :]}".strip(), fence["body"], True)
    low = plain(prompt)
    named = next((m for pattern in _NAMED if (m := pattern.search(low))), None)
    holder = _PLACEHOLDER.search(prompt)
    if named is not None:
        return _after_marker(prompt, named.end(), holder)
    if holder is not None and holder.group()[0] not in ".…":
        return Message(_without(prompt, holder), "", True)
    return _mixed(prompt) if word_count(prompt) >= LONG_WORDS else Message(prompt)


def _after_marker(prompt: str, end: int, holder: re.Match[str] | None) -> Message:
    """What follows "from this product description" and a colon, a full stop or a line break."""
    border = _TO_BODY.search(prompt, end)
    if border is None or (holder is not None and holder.start() >= end):
        return Message(_without(prompt, holder), "", True)
    passage = _PASSAGE.search(prompt, end)
    if passage is not None and word_count(passage["body"]) >= _LEAST_WORDS + 4:
        return Message(f"{prompt[: passage.start()]}\n{prompt[passage.end() :]}".strip(), passage["body"], True)
    head, body = _without_head(prompt[border.end() :])
    body, tail = _without_tail(body)
    if not _is_text(body):
        return Message(prompt, "", True)
    return Message(f"{prompt[: border.start()]}. {head}. {tail}".strip(), body, True)


def _without_head(body: str) -> tuple[str, str]:
    """What is still said of the film - "30 seconds, square." and a line break - and the text after it."""
    head, _, text = body.strip().partition("\n")
    low = plain(head)
    of_the_film = _SPEC.search(low) is not None and word_count(head) <= _TAIL_WORDS
    return (head.strip(" .。"), text.strip()) if of_the_film and word_count(text) >= _LEAST_WORDS else ("", body)


def _is_text(body: str) -> bool:
    """Whether words are a text, and not more of the wish: "... Vertical, 15 seconds"."""
    count = word_count(body)
    sentences = re.search(r"[.。]", body.strip()[:-1]) is not None
    return count >= _LEAST_WORDS and (count >= 25 or sentences or not _SPEC.search(plain(body)))


def _without(prompt: str, holder: re.Match[str] | None) -> str:
    """The prompt without "[paste text]"."""
    return prompt if holder is None else f"{prompt[: holder.start()]} {prompt[holder.end() :]}".strip()


def _without_tail(body: str) -> tuple[str, str]:
    """A text and the words after it that speak of the film: "... - output in 1080p landscape"."""
    match = _TAIL.search(body.rstrip())
    if match is None:
        return body, ""
    tail = match["tail"]
    low, count = plain(tail), word_count(tail)
    of_the_film = _SPEC.search(low) is not None and (count <= _TAIL_WORDS or (count <= 40 and asks_for_film(low)))
    return (body[: match.start()], tail) if of_the_film else (body, "")


def _mixed(prompt: str) -> Message:
    """A long prompt: its sentences about the film are the wish, the prose is the text - unless it paints a scene."""
    text = Text(prompt)
    asking: list[str] = []
    prose: list[str] = []
    for i, span in enumerate(text.sentences):
        told = text.told(span)
        film = FILM_NOUN.search(told) is not None or (i == 0 and asks_for_film(told))
        spec = _SPEC.search(told) is not None and len(told) < 160
        (asking if (film or spec) and len(told) < 400 else prose).append(prompt[span.start : span.end + 1])
    body = ("\n" if "\n" in prompt else " ").join(prose)
    if word_count(body) < _LEAST_PROSE or _paints(body) or not _tells(body):
        return Message(prompt)
    return Message(" ".join(asking) or _short_wish(prompt), body)


def _tells(body: str) -> bool:
    """Whether prose addresses readers or is long enough to be an article."""
    return len(_ADDRESSED.findall(plain(body))) >= 2 or word_count(body) >= _ARTICLE_WORDS


def _paints(body: str) -> bool:
    """Whether prose describes pictures - light, camera, people and what they do - and sells nothing."""
    text, count = Text(body), word_count(body)
    seen = sum(len(text.hits(table)) for table in _PAINTING)
    return seen >= max(4, count // 18) and len(_ADDRESSED.findall(text.plain)) < 2 + count // 60


def _short_wish(prompt: str) -> str:
    """The wish, or its first and last sentences when it is as long as a text."""
    if word_count(prompt) <= 2 * LONG_WORDS:
        return prompt
    spans = Text(prompt).sentences
    return " ".join(prompt[s.start : s.end + 1] for s in (*spans[:2], *spans[2:][-1:]))[:800]


def word_count(text: str) -> int:
    """Words; three Chinese signs count as two."""
    return len(_HAN.findall(text)) * 2 // 3 + len(_LATIN.findall(text))
