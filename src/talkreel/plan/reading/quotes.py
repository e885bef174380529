"""Quoted words: what they are for. A name, a title, words for the screen, a saying and who said it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from talkreel.model import ScreenText
from talkreel.plan.lexicon.cues import chinese, english, members
from talkreel.plan.reading.moments import Moment
from talkreel.plan.reading.text import Span, Text, rule

Role = Literal["screen", "name", "title", "tagline", "call", "work", "word"]
Place = Literal["", "top", "center", "bottom"]

_QUOTED = re.compile(
    r"“(?P<a>[^”]{1,400})”|\"(?P<b>[^\"]{1,400})\"|「(?P<c>[^」]{1,400})」|『(?P<d>[^』]{1,400})』|《(?P<work>[^》]{1,80})》"
    r"|«(?P<f>[^»]{1,400})»|„(?P<g>[^“”]{1,400})[“”]|【(?P<h>[^】]{1,80})】"
    r"|(?<![\w'])'(?=\S)(?P<i>[^\n]{1,300}?\S)'(?!\w)|(?<![`\w])`(?P<j>[^`\n]{1,200})`"
)
_LINK = r"(?: is| the| a|:|是|为)*\s*[:,]?\s*(?:[-–—]\s*)?$"
_ROLES: tuple[Role, ...] = ("title", "tagline", "call", "name", "word", "screen")
_BEFORE: dict[Role, re.Pattern[str]] = {
    role: rule(rf"(?:\b{english(f'before_{role}')}|{chinese(f'before_{role}')}){_LINK}") for role in _ROLES
}
_AFTER_SCREEN = rule(rf"\s*(?:{english('after_screen')}\b|{chinese('after_screen')})")
_AFTER_TITLE = rule(rf"\s*(?:{english('after_title')}\b|{chinese('after_title')})")
_PLACES: dict[Place, re.Pattern[str]] = {
    "top": rule(rf"\b{english('top')}\b|{chinese('top')}"),
    "bottom": rule(rf"\b{english('bottom')}\b|{chinese('bottom')}"),
    "center": rule(rf"\b{english('center')}\b|{chinese('center')}"),
}
_OF_A_NAME = rule(r"(?:\b(?:for|of|by|meet|introducing|about|at|our|my|promote|promoting|launch|launching)\s+|[为给])$")
_SHORT_ZH = re.compile(r"(?=.*[\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z0-9·]{2,8}")
_ALONE_BEFORE, _ALONE_AFTER = rule(r"[，,。]\s*$"), rule(r"\s*[，,。]")
# "Bike helmet "Halo One""
_TITLE_CASE = re.compile(r"[A-Z][\w'’]*(?: (?:[A-Z][\w'’]*|\d+)){0,2}")
_AFTER_A_NOUN = rule(rf"\b(?!(?:{english('sign')}|{english('no_noun')})\s)[a-z]{{3,}}\s(?:[-–—]{{1,2}}\s)?$")
_COMMA = re.compile(r"[，,！!；;]")
_THEN = rule(r"\bthen\b|然后|接着|随后")
_SENTENCE = re.compile(r"[.!?。！？]$")
_NAME_MOST = 40

_AFTER_SAYING = re.compile(
    r"^[\s.,，。]*(?:[-—–~]{1,2}\s*|(?=[A-Z][a-z]+ [A-Z][a-z]+\s*(?:[.,\n]|$))|\bby\s+|\bfrom\s+"
    r"|\((?=[A-Z\u4e00-\u9fff]))(?P<who>[^\n.,，。;；!?！？()\"“”]{2,60})"
)
_AUTHOR = r"\s*(?:——|—|–|\s-{1,2}\s|~)\s*(?=[A-Z\u4e00-\u9fff])"
_ANNOUNCED = rf"(?:{english('saying')}|{chinese('saying')})[^:：\n.。]{{0,16}}?[:：]\s*"
_UNMARKED = (
    re.compile(rf"(?i:{_ANNOUNCED})(?P<text>[^\n\"“”]{{8,240}}?)(?={_AUTHOR})"),
    re.compile(rf"(?i:{_ANNOUNCED})(?P<text>[^\n\"“”.。!?！？]{{6,200}}[.。!?！？])(?=\s|$|[\u4e00-\u9fff])"),
)
_AUTHOR_AFTER = re.compile(
    r"[\s.,，。]*[-—–~]{1,2}\s*"
    r"(?P<who>[A-Z][\w.'’]+(?: (?:[A-Z][\w.'’]*|da|de|van|von|of|the)){0,3}|[\u4e00-\u9fff·]{2,8})"
    r"(?=\s*(?:[,.;，。；\n]|$))"
)
_AUTHOR_NEXT = re.compile(r"\s+(?P<who>[A-Z][a-z]+(?: [A-Z][a-z.]+){1,2})(?=\s*(?:[.,\n]|$))")
_BEFORE_SAYING = re.compile(
    r"(?P<zh>[\u4e00-\u9fff·]{2,8}?)(?:说过?|曾说|名言|有云|的话)[:：，,]?$"
    r"|(?P<en>[A-Z][\w.]+(?: [A-Z][\w.]+){0,3}) (?:said|once said|wrote|says)[:,]?\s*$"
)

# How words are to look: "... in huge letters", "... on a red background", "... for 3 seconds".
_LOOK = (
    r"\s+(?:in|on|at|over|against|with|for|from|while|as|then|and then|fading|appearing)\s+"
    rf"[^,.;\n]*?\b{english('look_of_words')}\b"
)
_HEADED = re.compile(
    r"(?P<text>[A-Z][\w'’]*(?: [A-Z][\w'’]*)+) (?:in|on|at|over|near|above|beside|against) (?:a|an|the) [a-z]"
)
# Words for the screen that are named without quotation marks: "text: Grand Opening", "text SALE".
_NAMED_TEXT = (
    rule(r"\b(?:on[- ]?screen text|text overlays?|overlay text|text|caption)\s*:\s*(?P<text>[^\n;.,]{2,80})"),
    rule(r"(?:^|[，,。\n\s])(?:文字|字幕|文案|画面文字|屏幕文字)\s*:\s*(?P<text>[^\n；;。，,]{2,40})"),
)
_CAPITALS = re.compile(
    r"\b(?:text|words?|saying|says|caption|reads?|overlay)\s+"
    r"(?P<text>[A-Z][\w'’&%!$-]*(?: (?:[A-Z0-9][\w'’&%!$-]*|&))*)"
)
# "A card that says Thank you", "卡片，写着你好": up to the end of the clause, or to where its look is told.
_SAYING = (
    rule(
        rf"\b{english('sign')}\s+(?:(?:that|which)\s+)?(?:(?:just|only|simply)\s+)?(?:says?|reads?|saying|reading)\s*:?\s+"
        rf"(?!{english('not_said')}\b)(?P<text>[^\n,.;!?]{{2,60}}?!?)(?=\s*(?:[\n,.;?]|$|(?<=!)\s|{_LOOK}))"
    ),
    rule(
        r"(?:^|(?<=[.!,;\n]))\s*(?:and |then |please |it should |just )*(?:say|write|display|print)\s+"
        rf"(?!{english('not_said')}\b)(?P<text>[^\n,.;!?\"“]{{2,40}}!?)(?=\s*(?:[\n,.;]|$|(?<=!)\s|{_LOOK}))"
    ),
    rule(
        rf"{chinese('before_written')}:?(?P<text>[^，。；;,.!！\n:“「]{{2,24}}?[!！]?)(?=[，。；;,.\n]|$|{chinese('after_written')})"
    ),
)
_LABELLED = rule(
    r"(?:^|[\n.;。；,，]\s*)(?P<role>title|headline|tagline|slogan|标题|口号|标语|广告语|主题)\s*(?::|\bis\b|是|为)\s*"
    r"(?P<text>[^\n;.。；，,]{2,80})"
)
_TITLED = re.compile(
    r"\b[Tt]itled?(?: it)?\s+(?P<text>[A-Z][\w'’]+(?: (?:(?:of|the|and|&|to|in|for|a) )*(?:[A-Z][\w'’]*|\d+)\b)*)"
)
_TITLES = frozenset({"title", "headline", "标题", "主题"})


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words in quotation marks; `span` holds the marks."""

    text: str
    span: Span
    role: Role


@dataclass(frozen=True, slots=True)
class Shown:
    """Words for the screen, before it is known how long the film is."""

    text: str
    span: Span
    moment: Moment | None = None
    place: Place = ""

    def screen_text(self, film_ms: int) -> ScreenText:
        """With its time in a film of this length."""
        if self.moment is None:
            return ScreenText(text=self.text, place=self.place)
        length = self.moment.length_ms(film_ms)
        return ScreenText(text=self.text, at_ms=self.moment.at_ms(film_ms), duration_ms=length, place=self.place)


def find_quoted(text: Text) -> list[Quoted]:
    """All quoted words, taken and kept whole."""
    found: list[Quoted] = []
    for match in _QUOTED.finditer(text.plain):
        group = match.lastgroup or "a"
        inner = text.said(match.start(group), match.end(group))
        if any(sign.isalnum() for sign in inner):
            text.keep_whole(match.start(), match.end() - 1)
            role = _role(text, match, inner)
            role = "work" if group == "work" and role != "word" else role
            found.append(Quoted(inner, Span(match.start(), match.end()), role))
    found = found or _unmarked_saying(text)
    for quoted in found:
        text.take(quoted.span.start, quoted.span.end)
    return found


def _unmarked_saying(text: Text) -> list[Quoted]:
    """A saying that is announced, or told with its author, but stands in no marks: "Quote: Less is more. - Mies"."""
    match = next((m for pattern in _UNMARKED for m in pattern.finditer(text.raw)), None)
    if match is None:
        return []
    span = text.trimmed(match.start("text"), match.end("text"))
    text.keep_whole(span.start, span.end)
    return [Quoted(text.said(span.start, span.end), span, "screen")]


def _role(text: Text, match: re.Match[str], inner: str) -> Role:
    left = text.before(match.start(), 40)
    if _AFTER_TITLE.match(text.plain, match.end()):
        return "title"
    told: Role | None = next((role for role in _ROLES if _BEFORE[role].search(left)), None)
    if told is not None and told != "screen":
        return told
    if _AFTER_SCREEN.match(text.plain, match.end()):
        return "screen"
    if _OF_A_NAME.search(left) and len(inner) <= _NAME_MOST and not inner.islower() and not _SENTENCE.search(inner):
        return "name"
    if (
        _follows_noun(text, match.start())
        and not _COMMA.search(inner)
        and len(inner) <= _NAME_MOST
        and not _SENTENCE.search(inner)
    ):
        return "name"
    begins = inner.split()[0].lower() in members("no_name")  # "Coming March 1"
    if told is None and not begins and _TITLE_CASE.fullmatch(inner) and _AFTER_A_NOUN.search(left):
        return "name"
    if _names_in_chinese(text, match, inner):
        return "name"
    single = " " not in inner and inner.islower() and inner.isascii()
    return "word" if told is None and single else "screen"


def _names_in_chinese(text: Text, match: re.Match[str], inner: str) -> bool:
    """A short one right before a thing or a business, or alone behind a clause with a business: "民宿，“山居”"."""
    if not _SHORT_ZH.fullmatch(inner):
        return False
    told = [hit for hit in text.all_hits if hit.trade() or hit.thing()]
    if any(hit.start == match.end() for hit in told):
        return True
    before = _ALONE_BEFORE.search(text.plain, 0, match.start())
    alone = before is not None and _ALONE_AFTER.match(text.plain, match.end()) is not None
    return alone and any(text.clause_at(before.start() - 1).holds(hit) for hit in told if hit.trade() and before)


def _follows_noun(text: Text, at: int) -> bool:
    """Whether a business or a thing is named right before: "our bakery 'Crumb'"."""
    return any(
        at - 2 <= hit.end <= at and not text.plain[hit.end : at].strip(" ,，:") and (hit.trade() or hit.thing())
        for hit in text.all_hits
    )


def find_shown(text: Text, quoted: Sequence[Quoted], moments: Sequence[Moment]) -> list[Shown]:
    """Words that must be on screen, each with the moment that stands nearest to it in its sentence."""
    found = [(q.text, q.span) for q in quoted if q.role == "screen"]
    for match in (m for pattern in (*_NAMED_TEXT, *_SAYING) for m in list(text.find(pattern))):
        span = Span(match.start("text"), match.end("text"))
        if not text.denied(span.start, span.end) and not any(span.overlaps(other) for _, other in found):
            said = text.said(span.start, span.end)
            headed = _HEADED.match(said)  # "No Parking in a rainy street" stands in a street
            said, end = (headed["text"], span.start + headed.end("text")) if headed else (said, match.end())
            found.append((said, Span(match.start(), end)))
    for match in _CAPITALS.finditer(text.raw):
        span = Span(match.start("text"), match.end("text"))
        if text.free(span.start, span.end) and not any(span.overlaps(other) for _, other in found):
            found.append((match["text"], span))
    for _, span in found:
        text.take(span.start, span.end)
    spans = [span for _, span in found]
    return [
        Shown(told, span, nearest_moment(text, span, spans, moments), _place_of(text, span))
        for told, span in sorted(found, key=lambda pair: pair[1].start)
    ]


def nearest_moment(text: Text, span: Span, others: Sequence[Span], moments: Sequence[Moment]) -> Moment | None:
    """The moment in the same sentence, in the same clause before others, with none of the `others` between."""
    sentence, clause = text.sentence_at(span.start), text.clause_at(span.start)

    def gap(moment: Moment) -> Span:
        return Span(min(span.end, moment.span.end), max(span.start, moment.span.start))

    def apart(moment: Moment) -> bool:
        return any(gap(moment).holds(other) for other in others) or _THEN.search(text.told(gap(moment))) is not None

    near = [m for m in moments if m.span.start in sentence and not apart(m)]
    return min(near, key=lambda m: (m.span.start not in clause, abs(gap(m).end - gap(m).start)), default=None)


def _place_of(text: Text, span: Span) -> Place:
    clause = text.clause_at(span.start)
    around = f"{text.plain[clause.start : span.start]} {text.plain[span.end : clause.end]}"
    found: list[Place] = [place for place, pattern in _PLACES.items() if pattern.search(around)]
    return found[0] if found else ""


def find_source(text: Text, quoted: Quoted) -> str:
    """Who said it; empty when that is not told."""
    end = quoted.span.end
    after = _AFTER_SAYING.search(text.raw[end : end + 80])
    if after is not None:
        text.take(end, end + after.end())
        return text.said(end + after.start("who"), end + after.end("who")).strip("-— ")
    before = _BEFORE_SAYING.search(text.raw[max(0, quoted.span.start - 40) : quoted.span.start])
    return (before["zh"] or before["en"]).strip() if before else ""


def told_by(text: Text, quoted: Quoted) -> bool:
    """Whether a saying is followed by a dash and its author."""
    match = _AUTHOR_AFTER.match(text.raw, quoted.span.end)
    if not text.raw[: quoted.span.start].strip():
        match = match or _AUTHOR_NEXT.match(text.raw, quoted.span.end)  # the message begins with the saying
    return match is not None and not any(sign.isdigit() for sign in match["who"])


def find_labelled(text: Text) -> dict[str, str]:
    """`title` and `tagline` where they are named with a colon: "Title: Urban Dreams", or in capitals."""
    found: dict[str, str] = {}
    for match in _TITLED.finditer(text.raw):
        if text.free(match.start(), match.end()):
            found.setdefault("title", match["text"])
            text.take(match.start(), match.end())
    for match in text.find(_LABELLED):
        role = "title" if match["role"] in _TITLES else "tagline"
        found.setdefault(role, text.said(match.start("text"), match.end("text")))
        text.take(match.start(), match.end())
    return found
