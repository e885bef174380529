"""The strongest points of a text, by extraction: sentences are chosen and cut, never written.

Every word of a point stands in the text, in the same order. A condition ("if", "only", "up to") is never cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from talkreel.model import Point
from talkreel.plan.reading.call import is_call
from talkreel.plan.reading.facts import CONTACTS, OFFERS, read_facts
from talkreel.plan.reading.text import Span, Text

SHORT_WORDS, LONG_WORDS = 10, 17  # wished for, and the most
SHORT_SIGNS, LONG_SIGNS = 18, 32

_FLUFF = re.compile(
    r"\b(?:very|amazing|incredible|passionate|passion|journey|world[- ]class|believe|in today's|ever[- ]changing|revolutionary|game[- ]chang\w+|cutting[- ]edge|seamless\w*|synergy|leverage|innovative|dedicated|committed"
    r"|mission|vision|proud|excited|thrilled|dream|magic|unlock|elevate|embrace|indulge|imagine|whether you|look no further|one[- ]stop|best[- ]in[- ]class|state[- ]of[- ]the[- ]art|of course|as we all know)\b"
    r"|众所周知|随着|日新月异|一直以来|致力于|秉承|梦想|初心|匠心|极致|引领|赋能|无与伦比|不断发展|用心|情怀"
)
_GAIN = re.compile(
    r"\b(?:saves?|reduc\w+|cuts?|deliver\w*|free|lasts?|keeps?|protects?|helps?|doubles?|grows?|lowers?|improv\w+|increas\w+|less|more|faster|without|guarantee\w*|includes?|works?|uses?|made|starts? at|costs?"
    r"|found|shows?|means|needs?|earns?|won|ships?|supports?|prevents?|doubl\w+|half|twice|third|quarter|percent)\b"
    r"|节省|减少|降低|提升|提高|免费|支持|续航|采用|包括|保护|仅需|只需|帮助|增长|超过|达到|获得|增加|缩短|保持|适合|无需"
)
_DANGLING = re.compile(
    r"^(?:(?:however|but|and|so|this|that|these|those|it|they|also|besides|moreover|then|which|such|here|there|as a result|for example|for instance)\b|但|而|这|它|他们|因此|所以|同时|此外|另外|其中|例如|比如)"
)
_CONDITION = re.compile(
    r"\b(?:if|unless|only|except|until|provided|up to|at least|at most|when|before|after|while stocks|subject to|between|or more|or less|not|no|never|without)\b|如果|除非|仅限|只有|最多|至少|以上|以下|之前|不|没|无|当"
)
_LEAD = re.compile(
    r"^(?:however|moreover|furthermore|in addition|additionally|besides|also|and|but|so|plus|then|as a result|of course|in fact|importantly|best of all|what's more|finally|first(?:ly)?|second(?:ly)?|third(?:ly)?|meanwhile"
    r"|for example|for instance|indeed|still|today|now)[,\s]+|^(?:此外|同时|另外|而且|并且|其次|首先|最后|因此|所以|不仅如此|更重要的是|除此之外|与此同时|值得一提的是|事实上|其中|如今|现在)[，,]?"
)
_HAVING = re.compile(
    r"^(?:it|this|they|we|he|she|the [\w'-]+(?: [\w'-]+)?|our [\w'-]+(?: [\w'-]+)?|each [\w'-]+|every [\w'-]+|[A-Z][\w'-]+)\s+(?:also\s+)?(?:has|have|features?|offers?|comes? with|includes?|provides?|boasts?|gives? you|is equipped with|there (?:is|are))\s+(?=\S)"
)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")
_CLAUSE = re.compile(
    r"\s*[;；:：，、]\s*|,\s+(?!\d)|\s+[-–—]{1,2}\s+|——|\s+(?=(?:and|but|so|which|that is|because|while|so that|although|though|whereas|thanks to|using|making|giving|allowing|letting|helping|including|from the|with the)\s)"
)
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*•·▪✓✔✅][ \t]+|\d{1,2}[.)、][ \t]*)|\*\*|__|`")
_STOPWORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "to",
        "in",
        "on",
        "for",
        "with",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "this",
        "that",
        "these",
        "those",
        "as",
        "at",
        "by",
        "from",
        "we",
        "our",
        "you",
        "your",
        "they",
        "their",
        "has",
        "have",
        "had",
        "not",
        "but",
        "so",
        "than",
        "then",
        "which",
        "who",
        "will",
        "can",
        "may",
        "more",
        "most",
        "also",
        "into",
        "over",
        "about",
        "up",
        "out",
        "all",
        "one",
        "no",
        "if",
        "when",
        "there",
        "what",
        "how",
        "的",
        "了",
        "和",
        "是",
        "在",
        "有",
        "与",
        "及",
        "或",
        "也",
        "都",
        "就",
    ]
)


@dataclass(frozen=True, slots=True)
class Script:
    """What a text says. `first` is the sentence that says what it is about."""

    heading: str
    name: str
    subject: str
    points: tuple[Point, ...]
    ordered: bool
    first: str
    question: str


def read_script(body: str, most: int) -> Script:
    """The heading, the name, what it is about, and at most `most` points, strongest first (steps keep their order)."""
    heading, rest = _heading(body)
    text = Text(rest)
    read_facts(text, CONTACTS)
    sentences = [s for s in text.sentences if any(c.isalnum() for c in text.raw[s.start : s.end])]
    whole = [_clean(text.raw[s.start : s.end]) for s in sentences]
    first = next((w for w in whole if len(w) > 12), "")
    name, subject = introduced(first)
    listed = _list_items(rest)
    ordered = len(listed) >= 3 and re.search(r"(?m)^[ \t]*(?:1[.)、]|step 1|第一步)", rest.lower()) is not None
    if ordered:
        points = [p for item in listed if (p := shortened(item))]
    else:
        points = _strongest(text, sentences, whole, heading or subject, bool(name), most)
    question = next((w for s, w in zip(sentences, whole, strict=True) if _asks(text, s) and len(w) < 90), "")
    return Script(
        heading, name, subject, tuple(_point(p) for p in points[: most if not ordered else 9]), ordered, first, question
    )


def _point(words: str) -> Point:
    text = Text(words)
    things = [thing.name for hit in text.hits("thing") if (thing := hit.thing())]
    return Point(text=words, icon=things[0] if things else "")


def _asks(text: Text, span: Span) -> bool:
    return text.plain[span.end : span.end + 1] in ("?", "？")


def _heading(body: str) -> tuple[str, str]:
    """The heading and the text under it."""
    lines = body.strip().splitlines()
    first = lines[0].strip() if lines else ""
    rest = "\n".join(lines[1:]).strip()
    words = len(first.split()) if first.isascii() or " " in first else len(first) // 2
    titled = first.startswith("#") or (
        len(rest) > len(first) and 0 < words <= 14 and first[-1:] not in ".!。！;；,，:："
    )
    if not titled:
        return "", body
    return _MARKS.sub("", first).strip(' #*"“”').rstrip(":："), rest


def introduced(sentence: str) -> tuple[str, str]:
    """ "Fernly is a meal-planning app for busy families" -> ("Fernly", "meal-planning app"); empty when it does not say."""
    match = re.match(
        r"^(?:Meet |Introducing |The )?(?P<name>[A-Z0-9][\w’'&.-]*(?: [A-Z0-9][\w’'&.-]*){0,3})(?:\s*[,(–—-][^,)–—]{2,40}[,)–—-])?\s+(?:is|are)\s+(?:an?|the|our|one of the)\s+(?P<what>[^,.;:–—]{3,80})",
        sentence,
    )
    if match is not None:
        return match["name"], _what(match["what"])
    chinese = re.match(
        r"^(?P<name>[\u4e00-\u9fffA-Za-z0-9·“”「」 ]{2,12}?)(?:是|为)(?:一[款个家种台部本套座间支项]|专为[^，。]{2,12}(?:设计|打造)的)(?P<what>[^，。,；;]{2,28})",
        sentence,
    )
    if chinese is not None:
        what = chinese["what"]
        cut = what.rfind("的") + 1
        return chinese["name"].strip("“”「」 "), what[cut:] if 0 < cut < len(what) - 1 else what
    return "", ""


def _what(words: str) -> str:
    """The noun phrase, before what it is for or made of."""
    head = re.split(
        r"\s+(?:for|that|which|who|with|made|built|designed|where|from|in|on|to|by|based|so|and)\s",
        f"{words} ",
        maxsplit=1,
    )[0]
    return " ".join(head.split()[-5:])


def _list_items(body: str) -> list[str]:
    return [_clean(m[1]) for m in re.finditer(r"(?m)^[ \t]*(?:[-*•·▪✓✔✅]|\d{1,2}[.)、])[ \t]*(\S.{3,140})$", body)]


def _clean(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())


def _strongest(
    text: Text, spans: Sequence[Span], whole: Sequence[str], title: str, named: bool, most: int
) -> list[str]:
    common = _frequent(whole)
    about = _content(title)
    scored: list[tuple[float, int, str]] = []
    for i, sentence in enumerate(whole):
        point = shortened(sentence)
        if not point or is_call(sentence) or _asks(text, spans[i]):
            continue
        if named and i == 0 and not re.search(r"\d", point):
            continue  # it says what the film is about, which is said already
        scored.append((_score(sentence, point, i, len(whole), about, common), i, point))
    chosen: list[tuple[float, int, str]] = []
    for candidate in sorted(scored, key=lambda s: (-s[0], s[1])):
        if len(chosen) < most and not any(_alike(candidate[2], other[2]) for other in chosen):
            chosen.append(candidate)
    return [point for _, _, point in chosen]


def _score(sentence: str, point: str, place: int, count: int, about: set[str], common: Counter[str]) -> float:
    low = sentence.lower()
    words = _content(point)
    numbers = len(re.findall(r"\d[\d,.]*", point))
    things = len(Text(point).hits("thing", "trade"))
    score = 2.0 * min(2, numbers) + 0.7 * min(2, things) + 0.8 * len(words & about)
    score += 0.8 if _GAIN.search(low) else 0.0
    score += 1.0 if place == 0 else 0.4 if place < max(2, count // 6) else 0.0
    score += min(1.5, sum(common[w] - 1 for w in words) / max(4, len(words)))
    score -= 1.5 * len(_FLUFF.findall(low))
    score -= 0.5 if _DANGLING.match(point.lower()) else 0.0
    score -= 0.8 if _length(point) > SHORT_WORDS + 3 else 0.0
    return score


def _frequent(sentences: Sequence[str]) -> Counter[str]:
    return Counter(word for sentence in sentences for word in _content(sentence))


def _content(words: str) -> set[str]:
    """Words that carry meaning; Chinese in pairs of signs."""
    low = words.lower()
    latin = {w for w in re.findall(r"[a-zà-ɏ][a-zà-ɏ'-]{2,}", low) if w not in _STOPWORDS}
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", low)
    return latin | {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def _alike(one: str, other: str) -> bool:
    a, b = _content(one), _content(other)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) > 0.6


def _length(words: str) -> int:
    """In words; two Chinese signs are one."""
    signs = len(re.findall(r"[\u3400-\u9fff]", words))
    return signs * SHORT_WORDS // SHORT_SIGNS + len(
        re.findall(r"[^\s\u3400-\u9fff]*[^\W_\u3400-\u9fff][^\s\u3400-\u9fff]*", words)
    )


def shortened(sentence: str) -> str:
    """The sentence, cut to what fits a screen; empty when nothing of it does."""
    whole = _ASIDE.sub("", sentence).strip(' ,.;，。；!！"“”')
    lead = _LEAD.match(whole.lower())
    whole = whole[lead.end() :] if lead else whole
    if _length(whole) > SHORT_WORDS:
        whole = _best_part(whole)
    having = _HAVING.match(whole)
    if having and _length(whole[having.end() :]) >= 2 and not _CONDITION.search(whole[: having.end()].lower()):
        whole = whole[having.end() :]
    whole = whole.strip(" ,.;，。；、:：")
    if not 2 <= _length(whole) <= LONG_WORDS:
        return ""
    return whole


def _best_part(sentence: str) -> str:
    """The neighbouring clauses that say most in few words."""
    borders = [m for m in _CLAUSE.finditer(sentence) if not _inside_number(sentence, m)]
    starts = [0, *(m.end() for m in borders)]
    ends = [*(m.start() for m in borders), len(sentence)]
    best, most = sentence, -99.0
    for i, start in enumerate(starts):
        for end in ends[i:]:
            part = sentence[start:end]
            cut = f"{sentence[:start]} ~ {sentence[end:]}"
            if _length(part) < 3 or (part != sentence and _CONDITION.search(cut.lower())):
                continue
            worth = _worth(part, start)
            if worth > most:
                best, most = part, worth
    return best


def _worth(part: str, start: int) -> float:
    length = _length(part)
    worth = 1.5 * min(2, len(re.findall(r"\d+", part))) + (1.0 if start == 0 else 0.0)
    worth += 0.4 if _GAIN.search(part.lower()) else 0.0
    worth -= (
        1.2
        if re.match(r"(?:and|but|so|which|because|while|although|though|whereas|that|or)\b|[而但并且]", part.lower())
        else 0.0
    )
    worth -= max(0, length - SHORT_WORDS) * 0.4
    return worth + min(length, SHORT_WORDS) * 0.12


def _inside_number(sentence: str, border: re.Match[str]) -> bool:
    return (
        sentence[max(0, border.start() - 1) : border.start()].isdigit()
        and sentence[border.end() : border.end() + 1].isdigit()
    )


__all__ = ["OFFERS", "Script", "introduced", "read_script", "shortened"]
