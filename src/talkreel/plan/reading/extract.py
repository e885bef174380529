"""The strongest points of a text, by extraction: sentences are chosen and cut, never written.

Every word of a point stands in the text, in the same order. A condition ("if", "only", "up to") is never cut off.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from talkreel.model import Point
from talkreel.plan.lexicon.cues import chinese, either, english, members
from talkreel.plan.reading.call import is_call
from talkreel.plan.reading.facts import CONTACTS, read_facts
from talkreel.plan.reading.text import Span, Text, rule

SHORT_WORDS, LONG_WORDS = 10, 17  # wished for, and the most; two Chinese signs are about a word
SHORT_SIGNS = 18
MOST_STEPS = 9
_ALWAYS, _WEAK = 3, 0.4  # so many points are shown even when their score is below
_ENOUGH = 4  # words that a point must have for sharing them to mean something
_ALIKE = 0.6  # part of two points' words that both have

_FLUFF = rule(either("fluff"))
_GAIN = rule(either("gain"))
_COUNTED = rule(either("counted"))
_CONDITION = rule(either("condition"))
# Clauses that say nothing without the one they belong to.
_BOUND = rule(rf"(?:{english('bound')})\b|{chinese('bound')}")
_DANGLING = rule(rf"{english('dangling')}\b|{chinese('dangling')}")
_LEAD = rule(rf"{english('lead_in')}[,\s]+|{chinese('lead_in')}[，,]?")
_HAVING = re.compile(
    r"^(?:(?:[Ii]t|[Tt]his|[Tt]hey|[Ww]e|[Hh]e|[Ss]he|(?:[Tt]he|[Oo]ur|[Ee]ach|[Ee]very)(?: [\w'-]+){1,2}"
    rf"|[A-Z][\w'-]+)\s+(?:also\s+)?{english('having')}|[Tt]here (?:is|are))\s+(?=\S)"
)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）|\[[^\[\]]*\])")
_CLAUSE = re.compile(
    r"\s*[;；：，、]\s*|:\s+|,\s+(?:and\s+|so\s+)?(?!\d)|\s+[-–—]{1,2}\s+|——" rf"|\s+(?={english('clause_joint')}\s)"
)
_JOINT = rule(r"(?:and|but|so|which|because|while|although|though|whereas|that|or|who|where)\b|[而但并且]")
_MARKS = re.compile(r"(?m)^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*•·▪✓✔✅][ \t]+|\d{1,2}(?:[.)][ \t]+|、))|\*\*|__|`")
# A line that is broken only because it was full.
_WRAPPED = re.compile(r"(?<=[^\n]{48})(?<![.!?。！？:：])\n(?=[a-zA-Z(\"“'])")
_ITEM = re.compile(r"(?m)^[ \t]*(?:[-*•·▪✓✔✅]|\d{1,2}[.)、](?!\d))[ \t]*(\S.{3,140})$")
_NUMBERED = re.compile(r"(?mi)^[ \t]*(?:1[.)、]|step 1|第一步)")
_LATIN_WORD = re.compile(r"[^\s\u3400-\u9fff]*[^\W_\u3400-\u9fff][^\s\u3400-\u9fff]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
_IS_A = re.compile(
    r"^(?:Meet |Introducing |The )?(?P<name>[A-Z0-9][\w’'&.-]*(?: [A-Z0-9][\w’'&.-]*){0,3})"
    r"(?:\s*[,(–—-][^,)–—]{2,40}[,)–—-])?\s+(?:is|are)\s+(?:an?|the|our|one of the)\s+(?P<what>[^,.;:–—]{3,80})"
)
_IS_A_ZH = re.compile(
    r"^(?P<name>[\u4e00-\u9fffA-Za-z0-9·“”「」 ]{2,12}?)(?:是|为)"
    r"(?:一[款个家种台部本套座间支项]|专为[^，。]{2,12}(?:设计|打造)的)(?P<what>[^，。,；;]{2,28})"
)
_AFTER_WHAT = re.compile(r"\s+(?:for|that|which|who|with|made|built|designed|where|from|in|on|to|by|based|so|and)\s")


@dataclass(frozen=True, slots=True)
class Script:
    """What a text says. `first` is the sentence that says what it is about; `points` are strongest first."""

    heading: str
    name: str
    subject: str
    points: tuple[Point, ...]
    ordered: bool
    first: str
    question: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    place: int
    words: str


def read_script(body: str, most: int) -> Script:
    """The heading, the name, what it is about, and at most `most` points (the steps of a list keep their order)."""
    heading, rest = _heading(body)
    rest = _WRAPPED.sub(" ", rest)
    text = Text(rest)
    read_facts(text, CONTACTS)
    spans = [span for span in text.sentences if any(sign.isalnum() for sign in text.told(span))]
    sentences = [_clean(text.raw[span.start : span.end]) for span in spans]
    first = next((s for s in sentences if len(s) > 12), "")
    name, subject = introduced(first)
    items = [_clean(match[1]) for match in _ITEM.finditer(rest)]
    ordered = len(items) >= 3 and _NUMBERED.search(rest) is not None
    if ordered:
        points = [point for item in items if (point := shortened(item))][:MOST_STEPS]
    else:
        said = [s for span, s in zip(spans, sentences, strict=True) if not (_asks(text, span) or is_call(s))]
        points = _strongest(said, heading or subject, first if name else "", most)
    question = next((s for span, s in zip(spans, sentences, strict=True) if _asks(text, span) and len(s) < 90), "")
    return Script(heading, name, subject, tuple(map(_point, points)), ordered, first, question)


def introduced(sentence: str) -> tuple[str, str]:
    """The name and what it is: "Fernly is a meal-planning app for families" -> ("Fernly", "meal-planning app")."""
    match = _IS_A.match(sentence)
    if match is not None:
        head = _AFTER_WHAT.split(f"{match['what']} ", maxsplit=1)[0]
        return match["name"], " ".join(head.split()[-5:])
    match = _IS_A_ZH.match(sentence)
    if match is None:
        return "", ""
    what = match["what"]
    cut = what.rfind("的") + 1
    return match["name"].strip("“”「」 "), what[cut:] if 0 < cut < len(what) - 1 else what


def shortened(sentence: str) -> str:
    """The sentence, cut to what fits a screen; empty when nothing of it does."""
    whole = _ASIDE.sub("", sentence).strip(' ,.;，。；!！"“”')
    lead = _LEAD.match(whole.lower())
    whole = whole[lead.end() :] if lead else whole
    if _length(whole) > SHORT_WORDS:
        whole = _best_part(whole)
    having = _HAVING.match(whole)
    if having and _length(whole[having.end() :]) >= 2:
        whole = whole[having.end() :]
    whole = whole.strip(" ,.;，。；、:：")
    return whole if 2 <= _length(whole) <= LONG_WORDS else ""


def _point(words: str) -> Point:
    things = (thing.name for hit in Text(words).hits("thing") if (thing := hit.thing()))
    return Point(text=words, icon=next(things, ""))


def _asks(text: Text, span: Span) -> bool:
    return text.plain[span.end : span.end + 1] in ("?", "？")


def _heading(body: str) -> tuple[str, str]:
    """The heading, and the text under it."""
    first, _, rest = body.strip().partition("\n")
    first, rest = first.strip(), rest.strip()
    plain_line = len(rest) > len(first) and 0 < _length(first) <= 14 and first[-1:] not in ".!。！;；,，:："
    if not (first.startswith("#") or plain_line):
        return "", body
    return _MARKS.sub("", first).strip(' #*"“”').rstrip(":："), rest


def _clean(words: str) -> str:
    return " ".join(_MARKS.sub("", words).split())


# Choosing


def _strongest(sentences: Sequence[str], title: str, introduction: str, most: int) -> list[str]:
    """The best points, none like another. The introduction is said already by name and subject, unless it counts."""
    common = Counter(word for sentence in sentences for word in _content(sentence))
    about = _content(title)
    found: list[_Candidate] = []
    for i, sentence in enumerate(sentences):
        point = shortened(sentence)
        if point and (sentence != introduction or any(sign.isdigit() for sign in point)):
            found.append(_Candidate(_score(sentence, point, i / len(sentences), about, common), i, point))
    chosen: list[_Candidate] = []
    for candidate in sorted(found, key=lambda c: (-c.score, c.place)):
        weak = len(chosen) >= _ALWAYS and candidate.score < _WEAK
        if len(chosen) < most and not weak and not any(_alike(candidate.words, other.words) for other in chosen):
            chosen.append(candidate)
    return [c.words for c in chosen]


def _score(sentence: str, point: str, place: float, about: set[str], common: Counter[str]) -> float:
    """How much a point tells: figures, things, gains, the title's words, words that the text comes back to."""
    low = sentence.lower()
    words = _content(point)
    figures = len(re.findall(r"\d[\d,.]*", point))
    score = (
        2.0 * min(2, figures)
        + 0.7 * min(2, len(_COUNTED.findall(point.lower())))
        + 0.7 * min(2, len(Text(point).hits("thing", "trade")))
    )
    score += 0.8 * len(words & about) + 0.8 * bool(_GAIN.search(low))
    score += min(1.5, sum(common[w] - 1 for w in words) / max(4, len(words)))
    score += 0.6 if place == 0 else 0.4 if place < 0.2 else 0.0
    score -= 1.5 * len(_FLUFF.findall(low)) + 0.5 * bool(_DANGLING.match(point.lower()))
    return score - 0.8 * (_length(point) > SHORT_WORDS + 3)


def _content(words: str) -> set[str]:
    """Words that carry meaning; Chinese in pairs of signs."""
    low = words.lower()
    latin = {w for w in re.findall(r"[a-zà-ɏ][a-zà-ɏ'-]{2,}", low) if w not in members("stopword")}
    runs = re.findall(r"[\u4e00-\u9fff]{2,}", low)
    return latin | {run[i : i + 2] for run in runs for i in range(len(run) - 1)}


def _alike(one: str, other: str) -> bool:
    a, b = _content(one), _content(other)
    whole = min(len(a), len(b)) if min(len(a), len(b)) >= _ENOUGH else len(a | b)
    return bool(whole) and len(a & b) / whole > _ALIKE


# Cutting


def _length(words: str) -> int:
    """In words."""
    return len(_HAN.findall(words)) * SHORT_WORDS // SHORT_SIGNS + len(_LATIN_WORD.findall(words))


def _best_part(sentence: str) -> str:
    """The neighbouring clauses that say most in few words; the whole when a cut would drop a condition."""
    return max(_parts(sentence), key=lambda pair: pair[0], default=(0.0, sentence))[1]


def _parts(sentence: str) -> Iterator[tuple[float, str]]:
    """Neighbouring clauses and their worth."""
    borders = [m for m in _CLAUSE.finditer(sentence) if not _inside_number(sentence, m)]
    starts = [0, *(m.end() for m in borders)]
    ends = [*(m.start() for m in borders), len(sentence)]
    for i, start in enumerate(starts):
        for end in ends[i:]:
            part = sentence[start:end]
            # What stood before may only be dropped when it was no condition; what follows may not hold one at all.
            bound = _BOUND.match(sentence[:start].lower()) or _CONDITION.search(sentence[end:].lower())
            bound = bound or _BOUND.match(part.lower())
            if part == sentence or (_length(part) >= 3 and not bound):
                yield _worth(part, start), part


def _worth(part: str, start: int) -> float:
    length = _length(part)
    worth = 1.5 * min(2, len(re.findall(r"\d+", part))) + 0.6 * min(2, len(_COUNTED.findall(part.lower())))
    worth += (start == 0) + 0.4 * bool(_GAIN.search(part.lower()))
    worth -= 1.2 * bool(_JOINT.match(part.lower())) + 0.4 * max(0, length - SHORT_WORDS)
    return worth + 0.12 * min(length, SHORT_WORDS)


def _inside_number(sentence: str, border: re.Match[str]) -> bool:
    return (
        sentence[border.start() - 1 : border.start()].isdigit() and sentence[border.end() : border.end() + 1].isdigit()
    )
