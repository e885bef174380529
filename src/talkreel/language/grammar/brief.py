"""Words that describe a whole new film, said while there is one: "A 20-second promo about bees", 做一个蜜蜂的短片."""

from __future__ import annotations

import re

_FILM = r"(?:film|movie|video|promo|advert|ad|commercial|slideshow|trailer|teaser|explainer|reel)s?"
_BEGINS = re.compile(
    r"\s*(?:(?:ok(?:ay)?|now|please|let'?s|can you|could you|start (?:over|again)|new project)\b[\s:,.;-]*)*"
    r"(?:(?:make|create|generate|produce|do|try|i (?:want|need)|give me|show me)\s+(?:me\s+)?)?"
    r"(?:an?|another)\s+(?:[\w'-]+[\s,]+){0,6}?" + _FILM + r"\s+"
    r"(?:about|of|for|on|promoting|showing|introducing|advertising|announcing|explaining|featuring|to (?:promote|show))"
    r"\s+\w",
    re.IGNORECASE,
)  # fmt: skip
_BEGINS_ZH = re.compile(
    r"\s*(?:重新开始|重来|换个主题|另外|再|请|帮我|给我|现在)*[,，:：。\s]*"
    r"(?:再?做|制作|生成|来|拍|弄|创建)(?:一)?[个段部条支][^,，。]{0,24}?"
    r"(?:视频|短片|影片|宣传片|广告片|广告|片子|幻灯片|预告片)"
)
_ENDS_ZH = re.compile(r"\s*(?:[,，。.!！、;；]|$)")  # the film is all that is asked for; what follows describes it
_ABOUT_ZH = re.compile(r"关于|介绍|宣传|推广|展示|讲|主题")


def is_brief(words: str) -> bool:
    """Whether words ask for another film than the one that is talked about."""
    if _BEGINS.match(words):
        return True
    found = _BEGINS_ZH.match(words)
    return bool(found and (_ABOUT_ZH.search(words) or _ENDS_ZH.match(words, found.end())))
