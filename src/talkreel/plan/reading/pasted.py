"""Text that came with the wish: a product description, an article, a press release, pasted in or given as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talkreel.plan.reading.kind import FILM_NOUN, asks_for_film
from talkreel.plan.reading.text import Text, plain, rule

LONG_WORDS = 55  # a prompt of so many words may hold a text
_LEAST_WORDS = 8

_SOURCE = (
    r"(?:product |company |job |event |app |book |course |service |property )?(?:descriptions?|texts?|articles?|blog posts?|blog|copy|scripts?|contents?|posts?|bio|brief|notes?|press release|story|transcripts?"
    r"|announcement|email|newsletter|paragraphs?|summary|speech|essay|pitch|listing|menu|documents?|info(?:rmation)?|details|report|review|wording|facts|data sheet|spec sheet|readme)"
)
_NAMED = rule(
    rf"\b(?:from|using|based on|based off|out of|with|turn(?:ing)?|convert|take|of|for|use|about|into a (?:video|film) from)\s+(?:this|the following|these|my|our|the|following|below|that)\s*(?:\w+\s+){{0,2}}?{_SOURCE}\b(?:\s+(?:below|here|i pasted|attached))?"
    rf"|\b(?:this|following|attached|below)\s+(?:\w+\s+)?{_SOURCE}\b|\b{_SOURCE}\s+below\b"
    r"|(?:根据|按照?|依据|基于|用|把|将|以)(?:以下|下面|这[段篇份个些]|下列|此|附[件上]的?|我的)[^，。,：:\n]{0,10}?(?:描述|文案|文章|文字|介绍|内容|简介|说明|稿子?|稿件|资料|文本|信息|博客|新闻|段落|故事)"
    r"|(?:以下|下面|如下)(?:是|为)?[^，。,：:\n]{0,8}?(?:描述|文案|文章|文字|介绍|内容|简介|说明|稿子?|资料|文本)|(?:产品)?(?:描述|文案|文章|正文|原文|简介|内容)(?:如下)"
)
_PLACEHOLDER = rule(
    r"[\[【<{(（]\s*(?:paste|insert|your|add|text|product|description|article|粘贴|在此|此处|输入|插入|文本|你的|产品)[^\]】>})）]{0,60}[\]】>})）]|\.{3,}\s*$|…+\s*$",
    re.IGNORECASE,
)
_FENCE = rule(r"(?P<f>\"\"\"|```|'''|~~~)\s*(?P<body>.+?)\s*(?P=f)", re.DOTALL)
_SPEC = rule(
    r"\b(?:\d{3,4}p|4k|vertical|landscape|square|portrait|horizontal|9:16|16:9|1:1|4:5|\d+[\s-]?s(?:ec(?:ond)?s?)?|music|voice-?over|captions?|subtitles?|fps|widescreen|format|output|tone|style|colou?rs?)\b|竖屏|横屏|方形|音乐|旁白|字幕|\d秒|分钟|风格|输出|色调|配音"
)
_TAIL = rule(r"(?:\s+[-—–]{1,2}\s+|——|\n\s*\n|\n)(?P<tail>[^\n]{4,200})$")
_ADDRESSED = rule(
    r"\b(?:we|our|you|your|us|customers?|users?|product|company|families|teams?|order|price|free|ships?)\b|我们|您|你|客户|用户|产品|公司|品牌|价格"
)


@dataclass(frozen=True, slots=True)
class Message:
    """`wish` is what is asked for, `script` the text it is to be made from, `named` whether a text was spoken of."""

    wish: str
    script: str = ""
    named: bool = False


def parted(prompt: str, documents: str = "") -> Message:
    """A message as its wish and its text."""
    low = plain(prompt)
    named = _NAMED.search(low)
    if documents:
        return Message(_short_wish(prompt), documents, True)
    fence = _FENCE.search(prompt)
    if fence is not None and _words(fence["body"]) >= _LEAST_WORDS:
        return Message(f"{prompt[: fence.start()]}\n{prompt[fence.end() :]}".strip(), fence["body"], True)
    holder = _PLACEHOLDER.search(prompt)
    if named is not None:
        return _after_marker(prompt, named.end(), holder)
    if holder is not None and re.match(r"[\[【<{(（]", holder.group()):
        return Message(f"{prompt[: holder.start()]} {prompt[holder.end() :]}".strip(), "", True)
    if _words(prompt) >= LONG_WORDS:
        return _mixed(prompt)
    return Message(prompt)


def _after_marker(prompt: str, end: int, holder: re.Match[str] | None) -> Message:
    """What follows "from this product description"; before a colon or a line break comes more of the wish."""
    border = rule(r"\s*[:：]\s*|\s*\n\s*").search(prompt, end)
    first = rule(r"(?<=[.。!！])\s+(?=\S)|(?<=[。！])").search(prompt, end)
    if border is None and first is None:
        return Message(_without(prompt, holder), "", True)
    chosen = min((b for b in (border, first) if b is not None), key=lambda b: b.start())
    body, tail = _without_tail(prompt[chosen.end() :])
    wish = f"{prompt[: chosen.start()]}. {tail}".strip()
    if holder is not None and holder.start() >= chosen.start():
        after = prompt[holder.end() :].strip(" -—–")
        return Message(f"{prompt[: chosen.start()]}. {after}".strip(), "", True)
    if _words(body) < _LEAST_WORDS or (
        _words(body) < 25 and _SPEC.search(plain(body)) and not re.search(r"[.。]", body.strip()[:-1])
    ):
        return Message(prompt, "", True)
    return Message(wish, body, True)


def _without(prompt: str, holder: re.Match[str] | None) -> str:
    return prompt if holder is None else f"{prompt[: holder.start()]} {prompt[holder.end() :]}".strip()


def _without_tail(body: str) -> tuple[str, str]:
    """A text and the words after it that speak of the film: "... - output in 1080p landscape"."""
    match = _TAIL.search(body.rstrip())
    if match is None:
        return body, ""
    tail = match["tail"]
    low = plain(tail)
    spoken = _SPEC.search(low) is not None and (_words(tail) <= 14 or asks_for_film(low))
    return (body[: match.start()], tail) if spoken and _words(tail) <= 40 else (body, "")


def _mixed(prompt: str) -> Message:
    """A long prompt: its sentences about the film are the wish, the prose is the text - unless it paints a scene."""
    text = Text(prompt)
    asking: list[str] = []
    prose: list[str] = []
    for i, span in enumerate(text.sentences):
        told = text.plain[span.start : span.end]
        film = FILM_NOUN.search(told) is not None or (i == 0 and asks_for_film(told))
        spec = _SPEC.search(told) is not None and (span.end - span.start) < 160
        (asking if (film or spec) and (span.end - span.start) < 400 else prose).append(
            prompt[span.start : span.end + 1]
        )
    body = " ".join(prose) if "\n" not in prompt else "\n".join(prose)
    if _words(body) < 45 or paints(body) or not _tells(body):
        return Message(prompt)
    return Message(" ".join(asking) or _short_wish(prompt), body, False)


def _tells(body: str) -> bool:
    """Whether prose addresses readers or is long enough to be an article."""
    return len(_ADDRESSED.findall(plain(body))) >= 2 or _words(body) >= 180


def paints(body: str) -> bool:
    """Whether prose describes pictures - light, camera, people and what they do - and sells nothing."""
    text = Text(body)
    seen = sum(len(text.only(table)) for table in ("move", "tone", "time", "weather", "act", "figure"))
    return seen >= max(4, _words(body) // 18) and len(_ADDRESSED.findall(text.plain)) < 2 + _words(body) // 60


def _short_wish(prompt: str) -> str:
    """The wish, or its first and last sentences when it is as long as a text."""
    if _words(prompt) <= 2 * LONG_WORDS:
        return prompt
    spans = Text(prompt).sentences
    return " ".join(prompt[s.start : s.end + 1] for s in (*spans[:2], *spans[-1:]))[:800]


def _words(text: str) -> int:
    """Words; three Chinese signs count as two."""
    signs = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", text))
    return signs * 2 // 3 + len(re.findall(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|\d+", text))


word_count = _words
