"""Rules that look at a skill as a whole: sizes, links, what it uses and says of itself, its scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from talkreel.skills.finding import Finding
from talkreel.skills.rules.heads import declared
from talkreel.skills.rules.texts import commands
from talkreel.skills.skill import Page, Skill

MOST_BODY, MOST_TOKENS = 6_000, 3_000  # what a reviewing model is given of SKILL.md; where linters begin to warn
MOST_PAGE, MOST_ALL = 10_000, 50_000  # the same for each other page, and for all together
_LINK = re.compile(r"\[[^\]\n]*\]\((?!https?:|#|mailto:)([^)\s#]+)[^)\n]*\)")
_USED = re.compile(
    r"\$\{?([A-Z][A-Z0-9_]+)"
    r"|\benviron(?:\.get\(|\[)\s*[\"']([A-Z][A-Z0-9_]+)"
    r"|\bprocess\.env\.([A-Z][A-Z0-9_]+)"
)
_NAMED = re.compile(r"\b([A-Z][A-Z0-9_]*_(?:TOKEN|KEY|URL|ID|SECRET|SOURCE))\b")
_EVERYWHERE = {"HOME", "PATH", "PWD", "USER", "SHELL", "TMPDIR", "LANG", "TERM", "RANDOM", "EDITOR", "UID", "HOSTNAME"}
_HEADER = re.compile(r"X-Skill-(Source|Version)(?:\*\*)?`?\s*[:：]\s*`?([^\s`\"'\\,;，。、]+)")
_WRITES = re.compile(
    r"\bffmpeg\b[^\n]*\s-y\b|\bopen\([^)\n]*,\s*[\"'][wax]b?\+?[\"']|\.write_(?:text|bytes)\(|\bwriteFileSync\("
)
_GUARDED = re.compile(r"\bis_relative_to\(|\btempfile\b|\bmkdtemp\b|\bcommonpath\(")
_ENCODES = re.compile(r"\bbase64\b|\bb64encode\b|\bbtoa\(")
_SENDS = re.compile(r"\bcurl\b|\brequests\.(?:post|put)\b|\burlopen\(|\bhttpx\.(?:post|put)\b|\bfetch\(|\bwget\b")

_ASKS = re.compile(r"\b(?:yes|agrees?|agreed|consents?|permission|approv\w+)\b|同意|许可", re.IGNORECASE)


def sizes(skill: Skill) -> Iterator[Finding]:
    """Nothing is longer than what is read of it."""
    main = skill.folder / skill.main.path
    if len(skill.body) > MOST_BODY:
        yield Finding(main, 1, "long_body", str(len(skill.body)))
    if (count := tokens(skill.body)) >= MOST_TOKENS:
        yield Finding(main, 1, "many_tokens", str(count))
    for page in skill.pages[1:]:
        if len(page.text) > MOST_PAGE:
            yield Finding(skill.folder / page.path, 1, "long_page", str(len(page.text)))
    if (whole := sum(len(page.text) for page in skill.pages)) > MOST_ALL:
        yield Finding(main, 1, "long_skill", str(whole))


def tokens(text: str) -> int:
    """About how many tokens a text is: the estimate that linters make without a vocabulary; a Chinese sign is one."""
    chinese = len(re.findall(r"[\u3400-\u9fff]", text))
    rest = re.sub(r"[\u3400-\u9fff]", " ", text)
    return chinese + int(len(re.findall(r"\w+", rest)) * 1.3 + len(re.findall(r"[^\w\s]+", rest)) * 1.5)


def links(skill: Skill) -> Iterator[Finding]:
    """Every relative link leads to a file of the skill."""
    for page in skill.pages:
        for found in _LINK.finditer(page.text) if page.path.endswith(".md") else ():
            target = _resolved(PurePosixPath(page.path).parent, found[1])
            if target not in skill.files:
                yield Finding(skill.folder / page.path, page.line_of(found.start()), "link", found[1])


def _resolved(folder: PurePosixPath, link: str) -> str:
    parts = list(folder.parts)
    for part in PurePosixPath(link).parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def environment(skill: Skill) -> Iterator[Finding]:
    """Every environment variable that is used is declared; where none of the names is set by the skill itself."""
    known = declared(skill) | _EVERYWHERE
    for page in skill.pages:
        seen = set[str]()
        run = commands(page)
        found = [(m.start(), m[1] or m[2] or m[3]) for m in _USED.finditer(run)]
        found += [(m.start(), m[1]) for m in _NAMED.finditer(page.text)] if page.path.endswith(".md") else []
        for at, name in sorted(found):
            if name not in known | seen and not re.search(rf"^\s*(?:export |local )?{name}=", run, re.MULTILINE):
                seen.add(name)
                yield Finding(skill.folder / page.path, page.line_of(at), "undeclared", name)


def consent(skill: Skill) -> Iterator[Finding]:
    """Who sends something asks first, and says so in SKILL.md."""
    sent = next(((page, found) for page in skill.pages if (found := _SENDS.search(commands(page)))), None)
    if sent and not _ASKS.search(skill.body):
        yield Finding(skill.folder / sent[0].path, sent[0].line_of(sent[1].start()), "consent", sent[1][0])


def attribution(skill: Skill) -> Iterator[Finding]:
    """The headers that the text names have the values of the frontmatter."""
    own = {"Source": str(skill.meta.get("name", "")), "Version": skill.version}
    for page in skill.pages:
        for found in _HEADER.finditer(page.text):
            if not found[2].startswith("$") and found[2].strip("*") != own[found[1]]:
                yield Finding(skill.folder / page.path, page.line_of(found.start()), "attribution", found[0])


def scripts(skill: Skill) -> Iterator[Finding]:
    """What is run writes only where it may, and sends nothing that it wraps up first."""
    for page in skill.pages:
        run = commands(page)
        if page.is_script and not _GUARDED.search(run):
            for found in _WRITES.finditer(run):
                yield Finding(skill.folder / page.path, page.line_of(found.start()), "writes", found[0])
        yield from _wrapped(skill, page, run)


def _wrapped(skill: Skill, page: Page, run: str) -> Iterator[Finding]:
    wraps = _ENCODES.search(run)
    if wraps and _SENDS.search(run):
        yield Finding(skill.folder / page.path, page.line_of(wraps.start()), "exfiltration", wraps[0])
