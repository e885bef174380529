"""What must not be written in a skill, as patterns: each a rule of its own, with all the ways in which it is broken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Where = Literal["all", "commands", "prose"]
_SECRET = r"\w*(?:TOKEN|KEY|SECRET|PASSWORD|PASSWD|CREDENTIALS?)"
_NEVER = r"\b(?:do not|don'?t|never) "
_SHELL = r"\b(?:ba|z|da)?sh"


@dataclass(frozen=True)
class Pattern:
    """A rule by regular expressions. `commands`: fenced blocks, curl lines and scripts; `prose`: the rest."""

    rule: str
    where: Where
    pattern: re.Pattern[str]


def _of(rule: str, where: Where, *ways: str) -> Pattern:
    return Pattern(rule, where, re.compile("|".join(f"(?:{way})" for way in ways), re.IGNORECASE))


# What takes over the reader, or is not seen.
_READERS = (
    _of(
        "injection",
        "all",
        r"\bignore (?:all )?(?:the )?(?:previous|prior|above) instructions",
        r"\byou are now an?\b",
        r"\bsystem prompt\s*:",
    ),
    _of("unseen", "all", "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]"),
    _of("encoded", "all", r"[A-Za-z0-9+/_-]{200,}={0,2}"),
    _of("comment", "all", r"<!--"),
)

# Where secrets go.
_SECRETS = (
    # A command line is read by every other process of the machine.
    _of(
        "argv",
        "commands",
        r"-H[ \t]*[\"'](?:Proxy-)?(?:Authorization|X-API-Key)\s*:[^\"'\n]*[$<{]",
        r"--?(?:api[-_]?)?(?:token|password|secret|key|oauth2-bearer)[= ]+[\"']?\$\{?\w+",
        rf"\b(?:python3?|node|npx|curl)\b[^\n|]*\s[\"']?\$\{{?{_SECRET}\}}?(?![\w/.])",
    ),
    _of(
        "literal",
        "all",
        r"\bBearer\s+[A-Za-z0-9_\-.=]{16,}",
        r"\b(?:token|api[_-]?key|secret)[\"']?\s*[:=]\s*[\"'][A-Za-z0-9_\-.]{16,}[\"']",
    ),
    _of(
        "credential",
        "all",
        r"\b(?:save|store|remember|keep|write|log|print|echo)\b[^.\n|]{0,40}\b(?:token|api key|secret|password)\b"
        r"[^.\n|]{0,30}\b(?:memory|chat|conversation|log|notes?|transcript)\b",
    ),
    _of(
        "link_token",
        "all",
        r"(?:https?://|\$\w+/)[^\s\"'`)]*[?&](?:nemo_)?(?:token|api_key|access_token)=",
        r"https?://[^/\s:@]+:[^/\s:@]+@",
    ),
)

# Where requests go, and what is run.
_NETWORK = (
    _of("raw_ip", "all", r"\b(?:https?|wss?)://(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])"),
    _of(
        "shortener",
        "all",
        r"https?://(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|is\.gd|ow\.ly|buff\.ly|cutt\.ly|rebrand\.ly)/",
    ),
    _of("port", "all", r"\b(?:https?|wss?)://(?!localhost\b)[a-z0-9.-]*[a-z][a-z0-9.-]*:(?!80\b|443\b)\d{2,5}\b"),
    _of(
        "tls",
        "all",
        r"\bcurl\b[^\n]*\s(?:(?-i:-[a-zA-Z]*k[a-zA-Z]*)|--insecure)(?=\s|$)",
        r"\bverify\s*=\s*False\b",
        r"NODE_TLS_REJECT_UNAUTHORIZED\s*=\s*[\"']?0",
        r"--no-check-certificate",
    ),
    _of(
        "piped",
        "all",
        rf"\b(?:curl|wget)\b[^\n]*\|\s*(?:sudo\s+)?{_SHELL}\b",
        rf"{_SHELL}\s+(?:-c\s+[\"']?\$|<)\(\s*(?:curl|wget)\b",
    ),
    _of(
        "latest",
        "commands",
        r"@latest\b",
        r"\bnpx\s+(?:-y\s+|--yes\s+)?@?[\w/-]+(?=\s|$)",
        r"\bpip3?\s+install\s+(?:-U|--upgrade)\b",
    ),
    _of(
        "exec",
        "commands",
        r"\beval\s*[\"'(]",
        r"\bexec\(",
        r"\bos\.system\(",
        r"\bshell\s*=\s*True",
        r"\bnew Function\(",
        r"\bchild_process\b",
        rf"{_SHELL}\s+-c\s+[\"']?\$",
    ),
    _of(
        "deletes",
        "all",
        r"\brm\s+-[a-z]*[rf][a-z]*\b",
        r"\bfind\b[^\n]*\s-delete\b",
        r"\bgit\s+clean\s+-[a-z]*f",
        r"\brmtree\(",
        r"\bmkfs\b",
        r"\bdd\s+if=",
    ),
)

# What the user is not asked, or not told.
_PEOPLE = (
    _of("unasked", "commands", r"--(?:yes|force|dangerously[\w-]*|auto-approve|no-confirm)\b", r"\bassume[_-]yes\b"),
    _of(
        "unasked",
        "prose",
        r"\bwithout (?:asking|confirmation|confirming|the user'?s consent)\b",
        _NEVER + r"(?:ask|wait) for (?:permission|confirmation|consent|a yes)",
        r"不用询问|无需确认",
    ),
    _of(
        "contact",
        "all",
        r"\bon first (?:interaction|use|open)",
        r"\bbefore (?:doing anything else|handling any)",
        r"\bconnect (?:to|with)\b[^.\n]{0,50}\b(?:automatically|before)\b",
        r"首次(?:交互|连接|使用)时?[，,]",
    ),
    _of(
        "probing",
        "all",
        r"\.(?:clawhub|openclaw|cursor|claude|codex)/(?:skills)?[^\n]{0,30}(?:→|->|=)",
        r"\b(?:detect|auto-?detect)\w*\b[^.\n]{0,40}\binstall(?:ation)? path",
        r"[从据]安装路径",
    ),
    _of(
        "hides",
        "all",
        _NEVER + r"(?:print|display|show|forward)\b[^.\n]{0,40}\b(?:raw|api responses?|json)\b",
        r"\bkeep (?:the )?technical details out",
        r"不要(?:打印|显示|向用户显示)[^。\n]{0,20}(?:原始|JSON)",
    ),
)

PATTERNS: tuple[Pattern, ...] = _READERS + _SECRETS + _NETWORK + _PEOPLE
