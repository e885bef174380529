"""Words to tokens: at each place the longest of what is there: a quotation, a time, an amount, a phrase of either
lexicon, words that are on screen; what is left is a word that nobody knows."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from talkreel.language.grammar.idiom import idioms
from talkreel.language.grammar.lexicon import WORD, lexicon
from talkreel.language.grammar.moments import moments
from talkreel.language.grammar.spelling import mended
from talkreel.language.grammar.token import Stretch, Token
from talkreel.language.grammar.traditional import SIMPLIFIED
from talkreel.language.grammar.units import with_units
from talkreel.language.grammar.values import quotes, values
from talkreel.plan.lexicon import vocabulary
from talkreel.plan.lexicon.vocabulary import Hit

_RANK = {"quote": 0, "ratio": 2, "file": 1, "span": 2, "instant": 3, "screen": 4}
_ENDINGS = "mp4|mov|avi|webm|mkv|m4v|jpe?g|png|gif|webp|mp3|wav|m4a|aac|cube|txt|csv"
# A name in an alphabet, or one that ends in Chinese: "背景音乐用beat.mp3" names beat.mp3.
_FILE = re.compile(rf"(?:[a-z0-9_./\\~()-]*[a-z0-9_)]|[\w./~-]*[\u3400-\u9fff])\.(?:{_ENDINGS})(?!\w)", re.I)
# What begins an item of a list: "1.", "b)", "-", "first:", 一、
_LISTED = re.compile(
    r"(?<![^\s;,.:，。；：])(?:\d{1,2}[.)](?!\d)|[a-h]\)|[-•*·](?=\s)|\d{1,2}、|[一二三四五六七八]、"
    r"|(?:first|second|third|fourth|fifth|finally|next|last|第[一二三四五])(?:ly)?\s*[:：])\s*|[①-⑩]\s*"
)
_ARROW = re.compile(r"[-=]+>|[→➜⟶➔]")
_PARTED = re.compile(r"\n|\s[|–—-]\s|｜")
_RUN = re.compile(r"[\u3400-\u9fff]{3,}")
_CURLY = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u3000": " "})
_SCENE_TAGS = (
    "thing", "place", "trade", "time", "weather", "ground", "tone", "move", "pace", "act", "mood", "colour", "music",
    "track",
)  # fmt: skip


def plain_of(words: str) -> str:
    """Lower-case, half-width, simplified signs; as long as the words themselves."""
    return "".join(_plain_sign(sign) for sign in words.translate(_CURLY))


@lru_cache(maxsize=4096)
def _plain_sign(sign: str) -> str:
    if "①" <= sign <= "⑳":
        return sign  # it numbers a list
    narrow = unicodedata.normalize("NFKC", sign)
    low = (narrow if len(narrow) == 1 else sign).lower()
    return SIMPLIFIED.get(low, low) if len(low) == 1 else sign


def language_of(words: str) -> str:
    """ "zh" when more than a fifth of the letters outside quotation marks are Chinese, else "en"."""
    bare = words
    for quote in quotes(words):
        bare = bare.replace(quote.text, " ")
    letters = [s for s in bare if s.isalpha()] or [s for s in words if s.isalpha()]
    chinese = sum("\u3400" <= s <= "\u9fff" for s in letters)
    return "zh" if letters and chinese / len(letters) > 0.2 else "en"


def tokens_of(words: str, on_screen: Iterable[str] = (), shown: Collection[str] = ()) -> tuple[Token, ...]:
    """The tokens in order. `on_screen` are texts of the film: named as they are, they are found; `shown` are words for
    what its pictures show, which are no slips of the finger."""
    texts = tuple(on_screen)
    slip = mended(words, plain_of(words), {*shown, *(word for text in texts for word in WORD.findall(plain_of(text)))})
    found = slip.placed(_tokens_of(slip.text, texts)) if slip else _tokens_of(words, texts)
    return tuple(idioms(found))


def _tokens_of(words: str, texts: tuple[str, ...]) -> tuple[Token, ...]:
    plain = plain_of(words)
    starts: defaultdict[int, list[Token]] = defaultdict(list)
    for match in _LISTED.finditer(plain):
        starts[match.start()].append(Token(match.start(), match.end(), ";", "mark"))
    named = _on_screen(words, plain, texts)
    for token in (
        *quotes(words),
        *_files(words),
        *moments(plain),
        *values(plain),
        *_arrows(plain),
        *named,
        *_phrases(plain),
    ):
        starts[token.start].append(token)
    found: list[Token] = []
    at = 0
    while at < len(plain):
        if plain[at].isspace():
            at += 1
            continue
        token = _best(starts.get(at, ())) or Token(at, at + 1, plain[at], "mark")
        found.append(token)
        at = token.end
    return _joined_up(found, "\n".join(plain_of(text) for text in texts))


def _joined_up(tokens: Sequence[Token], on_screen: str) -> tuple[Token, ...]:
    """Signs that nobody knows, side by side, that stand so in words on screen, are those words."""
    found: list[Token] = []
    for stranger, group in groupby(tokens, key=lambda t: t.kind == "word" and not t.senses and not t.text.isascii()):
        run = tuple(group)
        told = "".join(t.text for t in run)
        if stranger and len(run) > 1 and told in on_screen:
            found.append(Token(run[0].start, run[-1].end, told, "screen", told))
        else:
            found += run
    return tuple(with_units(_lasting(_complaining(_whole_verbs(found)))))


_PARTICLES = frozenset(
    {"off", "out", "away", "on", "up", "down", "in", "back", "over", "around", "round", "forward", "aloud"}
)
# What else stands in the word of a particle ("off the front", "down to"): which verbs it belongs to.
_WITH_MORE = {"off": ("remove", "trim"), "out": ("remove",), "down": ("shorten",)}
_APART = 7  # words between a verb and its particle


def _whole_verbs(tokens: list[Token]) -> list[Token]:
    """ "Take the logo off": a verb that its particle stands apart from is the verb that both are."""
    for i, token in enumerate(tokens):
        named = token.sense("noun") and token.text != "take"
        if token.kind != "word" or named or not token.text.isalpha():
            continue
        for k, other in enumerate(tokens[i + 2 : i + 2 + _APART], i + 2):
            commands = "verb" in other.senses and other.text not in _PARTICLES  # "up" alone raises, "keep it up" not
            if other.kind == "mark" or commands or "also" in other.senses:
                break
            particle, _, rest = other.text.partition(" ")
            verb = lexicon().verb(token.text, particle) if particle in _PARTICLES else None
            if rest and verb not in _WITH_MORE.get(particle, ()):
                continue
            if verb is not None:
                tokens[i] = replace(token, kind="word", senses={**token.senses, "verb": verb})
                tokens[k] = other if rest else _with_verb(other)
                break
    return tokens


def _with_verb(particle: Token) -> Token:
    """A particle that says nothing but what its verb does."""
    return replace(particle, senses={**{t: v for t, v in particle.senses.items() if t != "verb"}, "filler": "-"})


_COPULAS = frozenset(
    {"s", "is", "are", "was", "were", "seems", "seem", "feels", "feel", "looks", "look", "sounds", "sound"}
)
# Adjectives that state how a thing is; "louder" would ask for it.
_STATES = frozenset(
    {
        "loud",
        "quiet",
        "dark",
        "bright",
        "slow",
        "fast",
        "long",
        "short",
        "big",
        "small",
        "warm",
        "cold",
        "tiny",
        "huge",
        "underexposed",
        "overexposed",
        "murky",
        "dim",
        "gloomy",
        "noisy",
        "garish",
        "flat",
        "pale",
        "washed out",
    }
)
_ASKING = frozenset({"change", "add", "add_text"})


def _complaining(tokens: list[Token]) -> list[Token]:
    """ "The music is a bit loud" says that it is too loud."""
    for i, token in enumerate(tokens):
        if token.text not in _COPULAS or any(t.sense("verb") in _ASKING for t in tokens[:i]):
            continue
        k = i + 1
        while k < len(tokens) and (tokens[k].sense("degree") or tokens[k].text in ("so", "pretty", "quite", "rather")):
            k += 1
        told = k > i + 1 or not any(t.sense("verb") for t in _clause_round(tokens, i))
        if told and k < len(tokens) and tokens[k].text in _STATES and tokens[k].sense("comp"):
            tokens[k - 1] = replace(tokens[k - 1], senses={**tokens[k - 1].senses, "too": "too"})
    return tokens


def _clause_round(tokens: list[Token], i: int) -> Iterable[Token]:
    """The tokens round a place, to the next mark or "and" on either side."""
    for step in (-1, 1):
        k = i + step
        while 0 <= k < len(tokens) and tokens[k].kind != "mark" and "also" not in tokens[k].senses:
            yield tokens[k]
            k += step


def _lasting(tokens: list[Token]) -> list[Token]:
    """ "Make the chart last 8 seconds" is no last 8 seconds."""
    for i, token in enumerate(tokens):
        named = i and (tokens[i - 1].sense("noun") or tokens[i - 1].sense("thing") or tokens[i - 1].sense("pron"))
        if token.kind == "span" and token.text.startswith("last ") and named and isinstance(token.value, Stretch):
            tokens[i] = replace(token, kind="duration", value=token.value.start)
    return tokens


def _best(candidates: Sequence[Token]) -> Token | None:
    """The longest; of equals the first kind, with the senses of all words that are as long."""
    if not candidates:
        return None
    best = min(candidates, key=lambda t: (-t.end, _RANK.get(t.kind, 5), t.kind == "word"))
    senses: dict[str, str] = {}
    for other in candidates:
        if other.end == best.end:
            senses = {**other.senses, **senses}
    return replace(best, senses=senses)


def _arrows(plain: str) -> Iterable[Token]:
    """ "$199 -> $149": an arrow is a "to"."""
    return (
        Token(m.start(), m.end(), m.group(), "word", None, {"to": "to", "rel": "to"}) for m in _ARROW.finditer(plain)
    )


def _files(words: str) -> Iterable[Token]:
    return (Token(m.start(), m.end(), m.group(), "file", m.group()) for m in _FILE.finditer(words))


def _on_screen(words: str, plain: str, texts: Iterable[str]) -> Iterable[Token]:
    for text in _named(texts):
        told = plain_of(text.strip())
        sure = " " in told or (len(told) > 1 and not told.isascii() and len(told) > 2)
        if len(told) < 2:
            continue
        at = plain.find(told)
        while at >= 0:
            end = at + len(told)
            whole = not (_joined(plain, at) or _joined(plain, end)) or not told.isascii()
            if whole and (sure or (words[at:end] == text.strip() and not lexicon().knows(told))):
                yield Token(at, end, plain[at:end], "screen", text)
            at = plain.find(told, at + 1)


def _named(texts: Iterable[str]) -> set[str]:
    """The texts, and what a bar, a dash or a line parts in them, "Anna Berg | Founder", or Chinese from digits."""
    return {part.strip() for text in texts for part in (text, *_PARTED.split(text), *_RUN.findall(text))}


def _joined(plain: str, at: int) -> bool:
    """Whether the signs before and at a place belong to one word."""
    return 0 < at < len(plain) and plain[at - 1].isalnum() and plain[at].isalnum() and plain[at].isascii()


def _phrases(plain: str) -> Iterable[Token]:
    matches = list(WORD.finditer(plain))
    words = [m.group() for m in matches]
    ends = _run_ends(plain, matches)
    for i, match in enumerate(matches):
        length, senses = lexicon().longest(words, i, ends[i])
        end = matches[i + max(length, 1) - 1].end()
        yield Token(match.start(), end, plain[match.start() : end], "word", None, senses)
    for hit in _hits(plain):
        if senses := senses_of(hit):
            yield Token(hit.start, hit.end, plain[hit.start : hit.end], "word", None, senses)


def _run_ends(plain: str, matches: list[re.Match[str]]) -> list[int]:
    """For each word, where the run of words ends that no mark breaks."""
    ends = [len(matches)] * len(matches)
    for i in range(len(matches) - 2, -1, -1):
        ends[i] = i + 1 if _broken(plain, matches[i].end(), matches[i + 1].start()) else ends[i + 1]
    return ends


def _hits(plain: str) -> Iterator[Hit]:
    for hit in vocabulary().hits(plain):
        backdrop = _BACKDROP.fullmatch(plain[hit.start : hit.end])
        colours = list(vocabulary().hits(backdrop[1])) if backdrop else []
        if len(colours) == 1 and "colour" in colours[0].senses:
            yield replace(colours[0], start=hit.start, end=hit.start + colours[0].end)
        else:
            yield hit


_BACKDROP = re.compile(r"(.+?) ?(?:background|背景)", re.IGNORECASE)  # a place in a brief, here the colour behind all


def _broken(plain: str, start: int, end: int) -> bool:
    """Whether a mark stands in a phrase: "it, that one" is two."""
    return any(sign in ',.;:!?，。；：！？、“”「」『』"\n' for sign in plain[start:end])


def senses_of(hit: Hit) -> dict[str, str]:
    """What the scene vocabulary says of a phrase, as tags."""
    told: dict[str, str] = {}
    for tag in _SCENE_TAGS:
        entry = hit.senses.get(tag)
        if entry is not None:
            told[tag] = str(getattr(entry, "value", None) or getattr(entry, "name", None) or getattr(entry, "kind", ""))
    return told
