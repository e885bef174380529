"""The question that a film answers, in the user's words."""

from __future__ import annotations

import re

from talkreel.plan.reading.text import Text

_ASKED = re.compile(
    r"(?:^|(?<=[\s.!:,，。！：]))(?P<q>(?:what|why|how|who|when|where|which|are you|do you|did you|have you|is your"
    r"|tired of|ready to|want to|need|looking for|struggling)\b[^.!?\n]{3,80}\?)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:(?:explain|show|tell|demonstrate)(?:s|ing)?"
    r"(?: (?:us|me|people|simply|briefly|quickly|in [\w-]+ [\w-]+|to \w+))?"
    r"|about|on|video:?|explainer:?|titled|of|understand)\s+"
    r"(?P<q>(?:how|why|what)\s+(?!to\b|our\b|my\b|we\b)[^.,;:!?\n]{4,60})"
    r"|^(?P<lead>(?:how|why|what)\s+(?:does|do|is|are|the|a)\b[^.,;:!?\n]{3,60})",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<q>[^，。,.；;！!？?：:\n]{4,24}(?:吗|呢|么)(?=[？?])|[^，。,.；;！!？?：:\n]{0,8}(?:什么是|为什么|如何|怎样|怎么)[^，。,.；;！!？?：:\n]{2,20}"
    r"|[^，。,.；;！!？?\n]{2,16}(?:是什么|是怎么[^，。,.；;！!？?\n]{1,8}))"
)
_NOT_CHINESE = re.compile(r"(?:什么|怎么|如何)(?:样的视频|做视频|都行|都可以)")
_OF_THE_FILM = re.compile(
    r"\b\d+\s?s(?:ec\w*)?\b|\b(?:video|clip|film|reel|ad)\b|\b(?:short|smth|something) for\b", re.IGNORECASE
)
# "用30秒讲清楚什么是复利" asks what stands behind the telling.
_TELLS_ZH = re.compile(
    r".*?(?:讲|说|解释|介绍|科普|关于|了解|聊|看看|告诉|弄懂|搞懂|回答)(?:清楚|明白|一下|一讲|讲|说|聊|大家|你|我们|孩子们?)*(?:关于)?(?=.{3})"
)
_TRAILING = re.compile(r"\s+(?:in \d|for (?:kids|children|beginners|my|our|a)\b|with\b|using\b)|的(?:视频|短片|动画)")


def read_question(text: Text, *, teaches: bool) -> str:
    """Empty when none is asked. `teaches`: a film that shows how, in which "how" asks nothing."""
    patterns = (_ASKED, _TOLD) if teaches else (_ASKED, _CHINESE, _TOLD)
    for match in (m for pattern in patterns for m in pattern.finditer(text.raw)):
        told = match["q"] or match.groupdict().get("lead") or ""
        if not _NOT_CHINESE.search(told) and not _OF_THE_FILM.search(told) and not told.lower().startswith("how to"):
            asked = _TRAILING.split(told, maxsplit=1)[0].strip()
            return asked[lead.end() :] if (lead := _TELLS_ZH.match(asked)) else asked
    return ""
