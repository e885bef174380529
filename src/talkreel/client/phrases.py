"""Words for a window, and what they mean where there is none.

The protocol's server may answer as if somebody sat before its buttons, and people type what they would click. A
sentence that only tells what to press becomes what can be said instead. All else stays, and so do quoted words.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Shown(NamedTuple):
    """A text fit for a person without a window, and what its GUI words asked for: "export", "state" or "credits"."""

    text: str
    asks: tuple[str, ...]


_VERB = r"(?:click|press|tap|hit|select|use|choose|go to|open|head to|navigate to|visit)"
_VERB_ZH = r"(?:点击|点按|按下|单击|打开|前往|进入|使用)"
_THING = r"(?:button|icon|panel|tab|menu|page|dashboard|settings|section)"
# What a sentence that asks for a click is about, and what is said in its place (English, Chinese).
_MEANT: tuple[tuple[str, str, str, str], ...] = (
    (
        "export",
        rf"(?:{_VERB}\b[^.!?]*\b(?:export|download|render)\b|\b(?:export|download) (?:button|icon|panel|tab|menu)\b"
        rf"|{_VERB_ZH}[^。！？]*(?:导出|下载)|(?:导出|下载)(?:按钮|图标|面板))",
        "Ask for an export to get the file.",
        "说“导出”即可得到文件。",
    ),
    (
        "credits",
        rf"(?:(?:check|see|{_VERB})\b[^.!?]*\b(?:account|billing|subscription|balance)\b"
        rf"|(?:查看|{_VERB_ZH})[^。！？]*(?:账户|账单|余额|订阅))",
        "Ask for your credits to see what is left.",
        "说“积分”即可查看余额。",
    ),
    (
        "state",
        rf"(?:(?:preview|see|view|check)\b[^.!?]*\bin (?:the )?(?:timeline|editor|canvas|preview)\b"
        rf"|{_VERB}\b[^.!?]*\b(?:timeline|editor|{_THING}|preview)\b"
        rf"|在(?:时间线|时间轴|编辑器|预览)[^。！？]*(?:预览|查看)|{_VERB_ZH}[^。！？]*(?:面板|时间线|时间轴|菜单|设置|页面))",
        "Ask what is in the film to see its timeline.",
        "问“片子里有什么”即可查看时间线。",
    ),
    (
        "edit",
        r"(?:\bdrag(?:ging)?\b[^.!?]*|\bright-click\b[^.!?]*|(?:拖拽|拖动|拖放)[^。！？]*)",
        "Say in words what should go where.",
        "直接用话说明要移动到哪里即可。",
    ),
)
_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE), en, zh) for name, pattern, en, zh in _MEANT)
_SENTENCE = re.compile(r"[^.!?。！？]+(?:[.!?。！？]+|$)|[.!?。！？]+")
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|「[^」]*」|'[^'\n]{2,}'(?!\w)")
_CONTROLS = frozenset({"export", "download", "render", "preview", "settings", "导出", "下载", "预览"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_TROUBLE = re.compile(
    r"(?:i\s+)?(?:encountered|ran into|hit)\s+an?\s+(?:temporary|transient)\s+(?:issue|problem|error)|temporary issue"
    r"|(?:遇到|出现)了?(?:一个)?(?:临时|暂时)(?:性)?的?(?:问题|错误|故障)",
    re.IGNORECASE,
)


def for_person(text: str) -> Shown:
    """A server's words without what needs a window."""
    asks, lines = list[str](), list[str]()
    for line in text.split("\n"):
        kept = list[str]()
        for sentence in _SENTENCE.findall(line) or [line]:
            ask, said = _meant(sentence)
            if ask and ask not in asks:
                asks.append(ask)
            if not ask or said not in "".join(kept):
                kept.append(f" {said}" if ask and kept and said.isascii() else said)
        lines.append("".join(kept))
    shown = "\n".join(lines).strip()
    return Shown(shown or text.strip(), tuple(ask for ask in asks if ask != "edit")) if asks else Shown(text, ())


def _meant(sentence: str) -> tuple[str, str]:
    bare = _QUOTED.sub(lambda found: found[0] if _is_control(found[0]) else "", sentence)
    if "://" in bare:
        return "", sentence
    for name, pattern, english, chinese in _COMPILED:
        if pattern.search(bare):
            return name, chinese if _CHINESE.search(sentence) else english
    return "", sentence


def _is_control(quoted: str) -> bool:
    """Whether the words in quotes are those of a button."""
    return quoted[1:-1].strip().lower() in (
        "export",
        "download",
        "render",
        "preview",
        "settings",
        "导出",
        "下载",
        "预览",
    )


def is_trouble(text: str) -> bool:
    """Whether a text is the "temporary issue" that may trail after good answers."""
    return bool(_TROUBLE.search(text)) and len(text) < 400


# What people type as if there were a window, and what it is in words: a whole message of that kind, or a drag.
_PRESS, _PRESS_ZH = r"(?:please )?(?:click|press|tap|hit)(?: on)? (?:the )?", r"请?(?:点击|点按|点|按)(?:一下)?"
_BUTTON, _BUTTON_ZH = r"(?: button| icon)?[.!]?", r"(?:按钮|图标)?[。！]?"
_PLACED = (
    r"(?:the|this|that|my|it|clip|scene|shot|title|music)\b[^.!?]*\b(?:to|into|onto|before|after|over|behind|on)\b"
)
_SAID: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (rf"^\s*{_PRESS}(?:export|download|render){_BUTTON}\s*$", "export"),
        (rf"^\s*{_PRESS_ZH}(?:导出|下载){_BUTTON_ZH}\s*$", "导出"),
        (rf"^\s*{_PRESS}undo{_BUTTON}\s*$", "undo"),
        (rf"^\s*{_PRESS_ZH}撤销{_BUTTON_ZH}\s*$", "撤销"),
        (r"^\s*(?:please )?open (?:the )?(?:timeline|editor)(?: panel| tab)?[.!]?\s*$", "show the timeline"),
        (r"^\s*请?打开(?:时间线|时间轴|编辑器)(?:面板)?[。！]?\s*$", "显示时间线"),
        (rf"\bdrag(?: and drop)? (?={_PLACED})", "move "),
        (r"(?:拖拽|拖动|拖放)(?=\S)", "移动"),
    )
)


def for_server(words: str) -> str:
    """A person's words without clicks and drags; what stands in quotes stays. What is not text becomes "?"."""
    words = words.encode("utf-8", "replace").decode().replace("\0", "")
    quoted = _QUOTED.findall(words)
    bare = _QUOTED.sub("\0", words)
    for pattern, said in _SAID:
        bare = pattern.sub(said, bare)
    for one in quoted:
        bare = bare.replace("\0", one, 1)
    return bare
