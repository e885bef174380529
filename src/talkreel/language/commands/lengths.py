"""Commands about how long things are: shots, words, sounds, the film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from talkreel.language.commands.aim import shots_of
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Stretch, Token
from talkreel.model import Operation, Segment
from talkreel.model.operation import (
    SetFilmLength,
    SetLength,
)

# What relative words mean, as factors.
_LONGER = {"bit": 1.25, "": 1.5, "much": 2.0}


_SHORTER = {"bit": 0.8, "": 0.6667, "much": 0.5}


SHORTEST_MS = 200


_LENGTH_VERBS = ("shorten", "lengthen", "extend", "cut", "trim", "change", "lower", "raise", "speed_up")


Side = Literal["start", "end"]


def degree(clause: Clause) -> str:
    """How much: "bit", "much", or "" for a plain comparative."""
    told = clause.take("degree")
    clause.ignore("degree")
    return told if told in ("bit", "much") else ""


def _length_applies(clause: Clause) -> bool:
    if _of_something_else(clause):
        return False
    if clause.has_kind("span") and not clause.verb_is("shorten", "lengthen", "extend", "trim", "cut"):
        return _ends_last(clause) is not None
    if _surely(clause):
        return True
    if any(t.text in _ADDING for t in clause.tokens) and clause.has_kind("duration"):
        return not clause.has_kind("instant", "quote") and not clause.has("noun", "text", "title", "caption", "music")
    if not clause.has("verb") and clause.has_kind("duration") and (clause.refers("shot") or _goes_on(clause)):
        return not clause.has_kind("instant", "quote") and not _of_a_transition(clause)
    if clause.refers("shot", "focus", "film") and (_off(clause) or _brought(clause)):
        return not clause.refers("text", "caption", "music", "layer", "voice", "effect")
    return clause.verb_is("shorten", "lengthen") or clause.has("comp", "length:+", "length:-") or (
        clause.has_kind("duration") and clause.verb_is(*_LENGTH_VERBS, "keep") and not clause.has_kind("instant")
    ) or (clause.has("prop", "length") and clause.has_kind("duration", "percent", "factor"))  # fmt: skip


def _surely(clause: Clause) -> bool:
    """Whether it can be of nothing but a length, whatever the verb."""
    kept = clause.verb_is("keep") and clause.refers("film") and clause.has_kind("instant")
    goes_on = not clause.has("verb") and clause.verb_before in _LENGTH_VERBS and clause.refers("shot")
    return kept or _alone(clause) or _in_parts_or_to(clause) or (goes_on and _seconds(clause))


def _of_something_else(clause: Clause) -> bool:
    """Whether a length is that of a transition, a size (画面缩到80%), or one that is only compared or kept."""
    framed = any(t.text == "画面" for t in clause.tokens) and clause.has_kind("percent", "factor")
    kept = clause.has("quant", "only") and clause.has("verb", "keep")
    return kept or clause.has("verb", "match") or clause.refers("transition") or (
        framed and not clause.has("prop", "length")
    )  # fmt: skip


def _in_parts_or_to(clause: Clause) -> bool:
    """延长一倍, 价格那页提到6秒: a length, though the verb is of something else."""
    parts = clause.verb_is("extend") and clause.has_kind("factor", "percent")
    timed = clause.has("prop", "time") and clause.has_kind("factor", "duration") and clause.refers("shot")
    return parts or timed or (clause.has("verb", "move") and clause.refers("shot") and is_goal(clause, "duration"))


def _ends_last(clause: Clause) -> Segment | None:
    """结尾三秒就好: how long the last shot is, where nothing is done to a stretch."""
    told = next((t for t in clause.tokens if t.kind == "span"), None)
    if told is None or clause.has("verb") or clause.references or len(clause.tokens) > 3:
        return None
    if told.text.startswith(("开头", "片头")):
        return clause.film.shots[0]
    return clause.film.shots[-1] if told.text.startswith(("结尾", "片尾")) else None


def _brought(clause: Clause) -> bool:
    """ "Bring it to two seconds", "drop the intro to 3 s": a length, not a place."""
    led = any(t.kind == "duration" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    return led and any(t.text in _BRINGING for t in clause.tokens)


_BRINGING = frozenset({"bring", "get", "take", "drop", "knock", "squeeze", "fit", "pull", "push", "bump", "crank"})


def _seconds(clause: Clause) -> bool:
    """ "... and the chart to 4": the unit was said before."""
    led = any(t.kind == "number" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    return led and re.search(r"\d\s?(?:s|secs?|seconds?)\b", clause.words[: clause.tokens[0].start]) is not None


def _alone(clause: Clause) -> bool:
    """ "15 seconds please": nothing but a length is said."""
    whole = clause.text.strip(" .!?") == clause.words.strip(" .!?") and not clause.context.focus.ids
    rest = (t for t in clause.tokens if t.kind != "duration" and t.kind != "mark")
    instead = next((i for i, t in enumerate(clause.tokens) if t.sense("rel") == "instead"), None)
    said = all(t.sense("filler") or t.sense("pron") for t in rest) if instead is None else instead == 1
    return whole and said and clause.has_kind("duration")


def _of_a_transition(clause: Clause) -> bool:
    """ "Slow fades between the pictures, a second each"."""
    before = clause.words[: clause.tokens[0].start].lower()
    return not clause.refers("shot") and any(word in before for word in _TRANSITIONS)


_TRANSITIONS = ("fades", "fade between", "dissolve", "wipe", "transition")


def _goes_on(clause: Clause) -> bool:
    """ "A second more", 多一秒: what it is about was said before."""
    return clause.has("dir") or clause.has("quant", "rest", "all") or (clause.context.follows and not clause.references)


def _length(clause: Clause) -> Proposal | None:
    """ "shorten the intro to 2 seconds", "make the film 15 s", "twice as long", "2 seconds shorter"."""
    last, stretch = _ends_last(clause), clause.value("span") if _ends_last(clause) else None
    if last is not None and isinstance(stretch, Stretch):
        return edit(SetLength(id=last.id, duration_ms=_checked(stretch.end or stretch.start)))
    more = any(t.sense("verb") == "add" and t.text in _ADDING for t in clause.tokens)
    sign = _signed(clause, more)
    clause.ignore("prop", "length", "time")
    if clause.refers("text", "caption", "layer", "music", "voice", "effect") and not clause.refers("shot", "film"):
        return _other_length(clause, sign)
    each = clause.has_kind("duration") and any(t.text in ("都", "各") for t in clause.tokens)
    others = (each or clause.has("quant", "rest")) and not clause.refers("film")
    whole = any(t.sense("prop") == "length" and t.text in _OVERALL for t in clause.tokens)
    if others and any(t.text.startswith(("fit", "压缩")) for t in clause.tokens):
        whole = clause.take("quant", "rest") is not None  # "make everything else fit 15 seconds"
    if more and clause.tokens[0].text == "最后" and not clause.references:
        last = clause.film.shots[-1]  # 最后加一秒
        return edit(SetLength(id=last.id, duration_ms=_wanted_ms(clause, last.duration_ms, sign)))
    clause.mark(i for i in clause.places("edge", "end") if clause.tokens[i].text.endswith("帧"))
    if (clause.reference("film") or whole) and not clause.refers("shot"):
        return edit(SetFilmLength(duration_ms=_wanted_ms(clause, clause.film.length_ms, sign)))
    if not clause.refers("shot") and not others and not _in_focus(clause):
        clause.reference("focus")
        wanted = _wanted_ms(clause, clause.film.length_ms, sign)
        return edit(SetFilmLength(duration_ms=wanted), assumed=(note("assumed.whole_film"),))
    shots = shots_of(clause, "all" if clause.has("quant", "all") and not clause.refers("shot") else "ask")
    return edit(*_lengths(clause, shots, sign)) if shots else None


def _signed(clause: Clause, more: bool) -> int:
    """+1 longer, -1 shorter, 0 so long; the verb is marked."""
    sign = _direction(clause)
    if clause.take("too"):
        sign = -1 if clause.has("comp", "length:+") else 1
    clause.verb(*_LENGTH_VERBS, "keep", "add", "go_to")
    if _off(clause):
        clause.verb("remove")
    if _brought(clause) or not (clause.has("rel", "before", "after") or clause.has("edge")):
        clause.verb("move")
    if sign == 0 and not clause.has("verb") and clause.has("dir"):
        sign = 1 if clause.take("dir") == "+" else -1
    if more and sign == 0:  # "add 2 seconds to the intro"
        sign = 1
        clause.ignore("dir")
    return sign


def _lengths(clause: Clause, shots: Sequence[Segment], sign: int) -> list[Operation]:
    """The length of each."""
    together, each, first = _total(clause), _absolute(clause, sign), shots[0].duration_ms
    target = _wanted_ms(clause, first, sign)
    if together:
        return [SetLength(id=s.id, duration_ms=round(target / len(shots))) for s in shots]
    if len(shots) > 1 and not each and clause.has_kind("duration"):  # "every clip half a second shorter"
        by = target - first
        return [SetLength(id=s.id, duration_ms=_checked(s.duration_ms + by)) for s in shots]
    lengths = (target if each else max(SHORTEST_MS, _like(s, first, target)) for s in shots)
    return [SetLength(id=s.id, duration_ms=ms) for s, ms in zip(shots, lengths, strict=True)]


_ADDING = ("add", "adds", "adding", "加", "加上", "增加", "再加", "多加")


_OVERALL = ("total", "the total", "runtime", "running time", "total length", "总长", "总时长")


def _in_focus(clause: Clause) -> bool:
    """Whether "it" is a shot."""
    told = [r.ids for r in clause.references if r.kind == "focus" and r.ids]
    if clause.context.follows and not clause.references:
        told = [clause.context.focus.ids]
    return any(ids and clause.film.part_of(ids[0]) == "shot" for ids in told)


def _absolute(clause: Clause, sign: int) -> bool:
    """Whether one length is meant for all: "each 2 seconds"."""
    return sign == 0 or any(t.kind == "duration" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))


def _like(shot: Segment, first: int, target: int) -> int:
    """A length for another shot that is changed as the first was."""
    return round(shot.duration_ms * target / first)


def _total(clause: Clause) -> bool:
    return any(t.text in ("in total", "total", "altogether", "一共", "总共") for t in clause.tokens)


def _direction(clause: Clause) -> int:
    """+1 longer, -1 shorter, 0 when a length is simply set."""
    if _off(clause):
        return -1
    if clause.has_kind("duration") and _more(clause):
        return 1
    less = clause.has("verb", "lower") and not is_goal(clause, "duration")
    if clause.verb_is("shorten", "trim", "cut") or clause.has("comp", "length:-") or less:
        return -1
    timed = clause.has_kind("duration")
    longer = any(clause.tokens[i].text not in _PLAIN or not timed for i in clause.places("comp", "length:+"))
    return 1 if clause.verb_is("lengthen", "extend") or longer else 0


def _more(clause: Clause) -> bool:
    """ "2 more seconds", "another second"."""
    return any(t.text in _EXTRA or (t.kind == "duration" and set(t.text.split()) & {*_EXTRA}) for t in clause.tokens)


def _off(clause: Clause) -> bool:
    """ "Take 2 seconds off the first scene": it gets shorter; neither end is named."""
    away = any(t.text in ("off", "from", "out of") for t in clause.tokens)
    return (
        away and clause.has_kind("duration") and clause.verb_is("remove", "trim", "cut", "lower") and not _edged(clause)
    )


def _edged(clause: Clause) -> bool:
    edged = clause.has("edge", "start", "end") or clause.has("noun", "start_of", "end_of") or clause.has_span()
    return edged or any(t.text in EDGES for t in clause.tokens)


_EXTRA = ("more", "further", "extra", "another", "additional", "多", "再多")


def led_by(clause: Clause, i: int, relation: str) -> bool:
    """Whether "to" or "by" stands before a token: "to 2 seconds", 到3秒."""
    for k in range(i - 1, max(-1, i - 4), -1):
        token = clause.tokens[k]
        if token.sense("rel") == "to" or token.text == "into":
            by = token.text in ("by",)
            return by if relation == "by" else not by and token.text not in ("from", "off", "out of", "of", "从")
        if token.sense("verb"):
            ends = ("到", "至", "为", "成")
            return relation == "to" and token.text.endswith(ends)
        if not (token.sense("filler") or token.sense("degree") or token.text == "like"):
            return False  # "to like 4 seconds" is to about 4
    return False


def _wanted_ms(clause: Clause, now: int, sign: int) -> int:
    """The length that is asked for of something that is `now` long."""
    to = next((i for i, t in enumerate(clause.tokens) if t.kind == "duration" and led_by(clause, i, "to")), None)
    comparative = any(clause.tokens[i].text not in _PLAIN for i in clause.places("comp", "length:+", "length:-"))
    clause.take_all("comp", "length:+", "length:-")
    clause.ignore("quant", "rest")
    clause.ignore("dir")
    if to is not None:
        clause.mark([to])
        clause.value("duration")  # "from 5 seconds to 3"
        return _checked(int(cast(float, clause.tokens[to].value)))
    told = clause.milliseconds()
    if told is None and not clause.has("verb") and _seconds(clause):
        number = next(i for i, t in enumerate(clause.tokens) if t.kind == "number" and led_by(clause, i, "to"))
        clause.mark([number])  # "the steps to 5 seconds and the chart to 4"
        return _checked(round(1000 * cast(float, clause.tokens[number].value)))
    if told is None and clause.refers("film"):
        told = clause.instant()  # "keep the film at 24 seconds"
    if told is not None:
        extra = _more(clause) or _off(clause)
        by = comparative or extra or any(t.text == "by" for t in clause.tokens) or _is_amount(clause)
        return _checked(now + sign * told if by and sign else told)
    factor = _factor(clause, sign)
    if factor is not None:
        return _checked(round(now * factor))
    if sign == 0:
        raise refuse("refuse.no_length")
    how = degree(clause)
    return _checked(round(now * (_LONGER if sign > 0 else _SHORTER)[how]))


_PLAIN = ("long", "as long")  # "15 seconds long" is so long, not so much longer


def _is_amount(clause: Clause) -> bool:
    """ "extend the clip 3 seconds", 延长3秒: so much more, not so long."""
    if any(holds(t) for t in clause.tokens):
        return False
    return clause.verb_is("extend", "lengthen", "shorten", "trim", "cut", "add", "lower") and not clause.has(
        "prop", "length"
    )


def is_goal(clause: Clause, kind: str) -> bool:
    """Whether an amount says what it becomes, not by how much."""
    return any(t.kind == kind and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))


def _factor(clause: Clause, sign: int) -> float | None:
    percent = clause.number("percent")
    if percent is not None:
        to = is_goal(clause, "percent")
        return percent / 100 if to or sign == 0 else 1 + sign * percent / 100
    factor = clause.number("factor")
    if factor is None and any(t.text.startswith("halv") for t in clause.tokens):
        return 0.5
    if factor is None or factor <= 0:
        return None
    if sign < 0 and factor > 1:
        return 1 / factor
    part = factor < 1 and abs(factor - 0.5) > 1e-6
    by = any(t.text == "by" for t in clause.tokens) or clause.has("comp", "length:-", "length:+")
    goal = any(t.kind == "factor" and led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    by = (by or not clause.text.isascii()) and not goal  # 缩短四分之一
    by = by or (sign != 0 and not is_goal(clause, "factor") and not clause.tokens[0].text.isascii())
    if part and by and not any(t.text.startswith("as ") for t in clause.tokens):
        return 1 + sign * factor  # "a third shorter", "by a quarter"
    return factor


def _checked(ms: int) -> int:
    if ms < SHORTEST_MS:
        raise refuse("refuse.too_short", seconds=SHORTEST_MS / 1000)
    return ms


def _other_length(clause: Clause, sign: int) -> Proposal | None:
    reference = clause.reference("text", "caption", "layer", "music", "voice", "effect")
    if reference is None or not reference.ids:
        return None
    if reference.kind in ("text", "caption") and sign < 0 and not clause.has_kind("duration", "percent", "factor"):
        return None  # "shorten the title": its words, not its time
    segments = [s for i in reference.ids if (s := clause.film.find(i)) is not None]
    target = _wanted_ms(clause, segments[0].duration_ms, sign)
    return edit(*(SetLength(id=s.id, duration_ms=_like(s, segments[0].duration_ms, target)) for s in segments))


# Words for the first and the last shot that are also said of the film's two ends.
EDGES: dict[str, Side] = {
    "开头": "start",
    "片头": "start",
    "结尾": "end",
    "片尾": "end",
    "开场": "start",
    "掐头": "start",
    "去尾": "end",
    "掐尾": "end",
    "ending": "end",
}


# "Hold it for 3 seconds" says how long, not how much longer.
_HELD = frozenset(
    {"hold", "holds", "holding", "linger", "keep on screen", "leave on screen", "keep up", "停", "停留", "停在", "保持"}
)


def holds(token: Token) -> bool:
    """Whether a verb says how long, not how much longer."""
    return token.text in _HELD or (
        "verb" in token.senses and token.text.startswith(("stay", "linger", "remain", "hold"))
    )


FRAMES = (Frame("length", _length_applies, _length),)
