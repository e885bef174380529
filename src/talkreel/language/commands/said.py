"""Words that a sentence gives to be read or spoken: quoted, or plain after a word that announces them.

"add a title saying Summer Sale at the top": what is said runs from "saying" to the phrase of style, place or time that
ends the clause. It is taken as it was typed, capitals, stops and all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.lexicon import lexicon
from talkreel.language.grammar.token import Token

# What a phrase of style, place or time is made of, beside small words.
_STYLE_KINDS = ("instant", "span", "duration", "hex", "pixels", "percent", "degrees")
_STYLE_TAGS = ("colour", "spot", "anim", "face", "edge", "plate", "step", "bold")
_SMALL_TAGS = ("filler", "rel", "quant", "also", "degree", "comp", "sized", "prop", "pron", "case", "everywhere")
_SHOTS = ("shot", "film", "photo", "intro", "outro", "start_of", "end_of", "middle_of", "chart", "font", "background")
_LOOSE = frozenset(("to", "into", "as", "with", "for", "by", "成", "为", "作", "到"))
_COMMAS = frozenset(",，;；、")
_TRIM = " \t\n,，;；:：。\"'“”‘’「」"
_LIGHT_MARKS = frozenset("\"'“”‘’")


@dataclass(frozen=True)
class Said:
    """`text` as typed, and the places of its words."""

    text: str
    places: frozenset[int]
    quoted: bool = False


def quotation(clause: Clause, start: int = 0, end: int | None = None) -> Said | None:
    """The first quotation among the words [start, end) that is not taken."""
    for i in range(start, len(clause.tokens) if end is None else end):
        if clause.tokens[i].kind == "quote" and i not in clause.used:
            return Said(str(clause.tokens[i].value), frozenset({i}), True)
    return None


def plain(clause: Clause, start: int, end: int | None = None) -> Said | None:
    """The words from a place on, to where the phrases of style begin, or to what is asked for next; None for none."""
    tokens = clause.tokens[: len(clause.tokens) if end is None else end]
    while start < len(tokens) and (tokens[start].kind == "mark" and tokens[start].text in _COMMAS | set(":：")):
        start += 1
    last = _end(tokens, start, clause.words)
    if last <= start:
        return None
    text = clause.words[tokens[start].start : tokens[last - 1].end].strip(_TRIM)
    return Said(text, frozenset(range(start, last)), _all_quoted(tokens[start:last])) if text else None


def _all_quoted(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].kind == "quote"


def announced(clause: Clause, cue: Callable[[int], bool]) -> tuple[int, Said] | None:
    """What follows the first cue that is followed by anything: the cue's place, and the words."""
    for i in range(len(clause.tokens)):
        if not cue(i):
            continue
        at = next((k for k in range(i + 1, len(clause.tokens)) if not _skipped(clause.tokens[k])), None)
        if at is not None and clause.tokens[at].kind == "quote":
            return i, Said(str(clause.tokens[at].value), frozenset({at}), True)
        said = plain(clause, i + 1)
        if said is not None:
            return i, said
    return None


def _skipped(token: Token) -> bool:
    return (token.kind == "mark" and token.text in ":：,，") or token.text in ("the", "a", "an")


def styled(tokens: Iterable[Token]) -> bool:
    """Whether words say only how, where or when: "red", "the top", "5 seconds"."""
    told = list(tokens)
    return all(_is_style(told, i) for i in range(len(told))) and any(_tells(told, i) for i in range(len(told)))


def _end(tokens: Sequence[Token], start: int, words: str) -> int:
    """Where the words that were said end."""
    for i in range(start + 1, len(tokens)):
        if tokens[i].sense("letters") and _letters_end(tokens, i):
            return i
        if _begins_style(tokens, i, words) or _begins_request(tokens, i):
            return i
    return len(tokens)


def _letters_end(tokens: Sequence[Token], i: int) -> bool:
    """特价两个字: what is counted stands before."""
    return not tokens[i].text.isascii()


def _begins_style(tokens: Sequence[Token], i: int, words: str) -> bool:
    """Whether a phrase of style begins here and nothing but such phrases follows."""
    token = tokens[i]
    lone = token.kind in ("instant", "span") or bool(token.sense("edge")) or _whole_spot(token)
    if not (lone or _leads(token) or (token.kind == "mark" and token.text in _COMMAS)):
        return False
    rest = tokens[i:]
    if not all(_is_style(rest, k) for k in range(len(rest))):
        return False
    if any(words[t.start].isupper() and not (t.sense("face") or t.kind != "word") for t in rest):
        return words[tokens[0].start : tokens[-1].end].isupper()
    return _leads_to_style(rest)


def _leads(token: Token) -> bool:
    """Whether a phrase of style may begin with it: "over", "over the"."""
    first = token.text.partition(" ")[0]
    return bool(token.sense("lead")) or (first != token.text and "lead" in lexicon().longest([first], 0, 1)[1])


def _whole_spot(token: Token) -> bool:
    return bool(token.sense("spot")) and (" " in token.text or not token.text.isascii())


def _leads_to_style(rest: Sequence[Token]) -> bool:
    """ "at the top", not "at once, in red": what comes first is what the phrase is about."""
    if _tells(rest, 0):
        return True
    for k in range(1, len(rest)):
        if _tells(rest, k):
            return True
        if _leads(rest[k]) and rest[0].kind != "mark":
            return False
    return False


def _begins_request(tokens: Sequence[Token], i: int) -> bool:
    """Whether, after a comma or "and", something else is asked for: a verb, a "no", a part of the film."""
    joint = tokens[i].text in _COMMAS or tokens[i].sense("also") is not None
    if not joint or tokens[i].text in ("&", "、", "or", "但", "或"):
        return False
    piece = list(tokens[i + 1 :])
    ends = next((k for k, t in enumerate(piece) if t.text in _COMMAS), len(piece))
    if any(t.sense("to") and t.text not in _LOOSE for t in piece[:ends]):
        return True  # "50 m becomes 100 m"
    following = next(
        (t for t in tokens[i + 1 :] if not (t.sense("filler") or t.sense("also") or t.text in _COMMAS)), None
    )
    if following is None:
        return False
    return bool(following.sense("verb") or following.sense("neg") or following.sense("noun") or following.sense("pron"))


def _is_style(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind in _STYLE_KINDS or token.kind in ("mark", "ordinal", "number", "factor"):
        return token.kind != "mark" or token.text in _COMMAS | _LIGHT_MARKS
    if token.sense("face_like") and any(t.sense("prop") == "font" for t in tokens):
        return True
    if any(token.sense(tag) for tag in (*_STYLE_TAGS, *_SMALL_TAGS)) or token.sense("noun") in _SHOTS:
        return True
    if token.sense("vanish") or _leads(token) or (token.sense("verb") == "add" and len(token.text) == 1):
        return True  # 黄色加黑底
    shot = any(t.sense("noun") in ("shot", "photo") for t in tokens[i + 1 : i + 4])
    return shot and any(token.sense(tag) for tag in ("thing", "place", "time", "weather", "act", "trade"))


def _tells(tokens: Sequence[Token], i: int) -> bool:
    token = tokens[i]
    if token.kind in (*_STYLE_KINDS, "ordinal") or any(token.sense(tag) for tag in (*_STYLE_TAGS, "sized")):
        return True
    return token.sense("noun") in _SHOTS or token.sense("case") is not None
