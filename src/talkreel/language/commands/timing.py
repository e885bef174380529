"""Commands about time: lengths, trims, cuts, speed, freezes, loops, extensions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from talkreel.edit.ids import fresh
from talkreel.language.commands.aim import shot_at, shots_of, split_to, unused
from talkreel.language.commands.frame import Frame, Proposal, edit, note
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.language.grammar.token import Stretch, Token
from talkreel.model import Note, Operation, Segment
from talkreel.model.operation import (
    Duplicate,
    Extend,
    Freeze,
    Loop,
    MoveSegment,
    RemoveShot,
    RemoveSpan,
    Reverse,
    SetFilmLength,
    SetLength,
    SetSpeed,
    Slip,
    Split,
    Trim,
)
from talkreel.model.operations.timeline import ExtendBy

# What relative words mean, as factors.
_LONGER = {"bit": 1.25, "": 1.5, "much": 2.0}
_SHORTER = {"bit": 0.8, "": 0.6667, "much": 0.5}
_FASTER = {"bit": 1.25, "": 1.5, "much": 2.0}
_SLOWER = {"bit": 0.8, "": 0.6667, "much": 0.5}
SHORTEST_MS = 200
_FREEZE_MS, _EXTEND_MS = 2_000, 3_000

_LENGTH_VERBS = ("shorten", "lengthen", "extend", "cut", "trim", "change", "lower", "raise", "speed_up")
Side = Literal["start", "end"]


def degree(clause: Clause) -> str:
    """How much: "bit", "much", or "" for a plain comparative."""
    told = clause.take("degree")
    clause.ignore("degree")
    return told if told in ("bit", "much") else ""


# lengths


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
    return parts or timed or (clause.has("verb", "move") and clause.refers("shot") and _to(clause, "duration"))


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
    led = any(t.kind == "duration" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    return led and any(t.text in _BRINGING for t in clause.tokens)


_BRINGING = frozenset({"bring", "get", "take", "drop", "knock", "squeeze", "fit", "pull", "push", "bump", "crank"})


def _seconds(clause: Clause) -> bool:
    """ "... and the chart to 4": the unit was said before."""
    led = any(t.kind == "number" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
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
    return sign == 0 or any(t.kind == "duration" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))


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
    less = clause.has("verb", "lower") and not _to(clause, "duration")
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
    return edged or any(t.text in _EDGES for t in clause.tokens)


_EXTRA = ("more", "further", "extra", "another", "additional", "多", "再多")


def _led_by(clause: Clause, i: int, relation: str) -> bool:
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
    to = next((i for i, t in enumerate(clause.tokens) if t.kind == "duration" and _led_by(clause, i, "to")), None)
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
        number = next(i for i, t in enumerate(clause.tokens) if t.kind == "number" and _led_by(clause, i, "to"))
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
    if any(_holds(t) for t in clause.tokens):
        return False
    return clause.verb_is("extend", "lengthen", "shorten", "trim", "cut", "add", "lower") and not clause.has(
        "prop", "length"
    )


def _to(clause: Clause, kind: str) -> bool:
    """Whether an amount says what it becomes, not by how much."""
    return any(t.kind == kind and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))


def _factor(clause: Clause, sign: int) -> float | None:
    percent = clause.number("percent")
    if percent is not None:
        to = _to(clause, "percent")
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
    goal = any(t.kind == "factor" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    by = (by or not clause.text.isascii()) and not goal  # 缩短四分之一
    by = by or (sign != 0 and not _to(clause, "factor") and not clause.tokens[0].text.isascii())
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


# cuts


# Words for the first and the last shot that are also said of the film's two ends.
_EDGES: dict[str, Side] = {
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


def _side(clause: Clause) -> Side | None:
    edge = clause.take("edge", "start", "end")
    free = [i for i, t in enumerate(clause.tokens) if i not in clause.used or t.sense("verb") == "trim"]
    named = next((i for i in free if clause.tokens[i].text in _EDGES), None)
    if edge is None and named is not None:
        clause.mark([named])
        return _EDGES[clause.tokens[named].text]
    noun = clause.take("noun", "start_of", "end_of") if edge is None else None
    side = edge or {"start_of": "start", "end_of": "end"}.get(noun or "")
    return cast("Side | None", side)


def _plays(token: Token) -> bool:
    """Whether a time says how long something is to play: 放5秒, 给7秒."""
    return token.text.startswith(("放", "给", "播", "留"))


def _trim_applies(clause: Clause) -> bool:
    edged = clause.has("edge", "start", "end") or clause.has("noun", "start_of", "end_of") or clause.has_span()
    edged = edged or any(t.text in _EDGES or t.value == (1, 1, -1, -1) for t in clause.tokens)
    if any(t.kind == "duration" and (_led_by(clause, i, "to") or _plays(t)) for i, t in enumerate(clause.tokens)):
        return False  # 片头剪到3秒, 片尾给7秒
    if not clause.has("verb") and not clause.text.isascii():
        return False  # 删掉第二个镜头，片尾4秒
    verbs = ("trim", "cut", "remove", "shorten", "lower", "take")
    return edged and clause.verb_is(*verbs, *(("split",) if clause.has_span() else ("change", "add")))


def _trim(clause: Clause) -> Proposal | None:
    """ "trim 2 seconds off the start", "cut the last 3 seconds of the second clip", 剪掉最后三秒."""
    if not clause.verb("trim", "cut", "remove", "shorten", "lower"):
        clause.verb("take", "split")
    if clause.has_span():
        return _cut_span(clause)
    both = any(t.text == "ends" for t in clause.tokens) and clause.take("quant", "both") is not None
    both = both or _both_ends(clause)
    side, amount = _side(clause), clause.milliseconds()
    if both and amount is not None and len(clause.film.shots) == 1:
        return edit(Trim(id=clause.film.shots[0].id, head_ms=amount, tail_ms=amount))
    if side is None or amount is None:
        return None
    clause.reference("film")
    if any(not r.tokens & clause.used for r in clause.references if r.kind in ("shot", "focus")):
        shots = shots_of(clause, "ask")
        return edit(*(_trimmed(s, side, amount) for s in shots))
    film = clause.film.length_ms
    start, end = (0, amount) if side == "start" else (film - amount, film)
    return edit(_removed(clause, start, end))


def _both_ends(clause: Clause) -> bool:
    """头尾各剪一秒: of the film, not of its first and last shot."""
    told = [i for i, t in enumerate(clause.tokens) if t.value == (1, 1, -1, -1)]
    clause.mark(told)
    return bool(told)


def _trimmed(shot: Segment, side: Side, amount: int) -> Operation:
    if amount >= shot.duration_ms:
        raise refuse("refuse.trims_all", seconds=shot.duration_ms / 1000)
    return Trim(id=shot.id, head_ms=amount if side == "start" else 0, tail_ms=amount if side == "end" else 0)


def _cut_span(clause: Clause) -> Proposal | None:
    within: tuple[int, int] | None = None
    half = _half(clause)
    if half is not None:
        return edit(RemoveShot(id=half.id))
    shots = shots_of(clause, "none") if clause.has_kind("span") and clause.refers("shot", "focus") else ()
    if shots:
        within = (shots[0].start_ms, shots[0].end_ms)
    span = clause.span(within)
    clause.reference("film")
    clause.ignore("quant", "all")
    return None if span is None else edit(_removed(clause, *span))


def _half(clause: Clause) -> Segment | None:
    """Of a shot that was split in the same sentence, the half that is named: 第一段在4秒处切开，后半截删掉."""
    told = next(
        (i for i, t in enumerate(clause.tokens) if isinstance(t.value, Stretch) and t.value.whence == "parts"), None
    )
    parts = [s for s in clause.film.shots if s.id in clause.context.focus.ids]
    if told is None or not clause.context.follows or clause.references or len(parts) != 2:
        return None
    value = clause.tokens[told].value
    clause.mark([told])
    return parts[0] if isinstance(value, Stretch) and value.start == 0 else parts[1]


def _removed(clause: Clause, start: int, end: int) -> Operation:
    film = clause.film.length_ms
    if start >= film:
        raise refuse("refuse.after_end", seconds=film / 1000)
    if start <= 0 and end >= film:
        raise refuse("refuse.removes_all")
    return RemoveSpan(start_ms=start, end_ms=min(end, film))


# "Leave the first half as it is" keeps it, but not only it.
AS_IT_IS = frozenset(
    {"保持不变", "不变", "别动", "不要动", "不动", "别改", "不要改", "别碰", "不用改", "不要变", "leave", "leave alone"}
    | {"don't touch", "do not touch", "don't change", "do not change", "stays", "stay", "without changing"}
)


def _keep_span_applies(clause: Clause) -> bool:
    kept = clause.verb_is("keep") and not any(t.text in AS_IT_IS for t in clause.tokens)
    return clause.has_span() and (kept or clause.has("quant", "only"))


def _keep_span(clause: Clause) -> Proposal | None:
    """ "keep only the first 5 seconds", 只保留前5秒."""
    clause.verb("keep")
    clause.take("quant", "only")
    clause.reference("film")
    shots = shots_of(clause, "none") if clause.has_kind("span") and clause.refers("shot", "focus") else ()
    start, end = (shots[0].start_ms, shots[-1].end_ms) if shots else (0, clause.film.length_ms)
    span = clause.span((start, end))
    if span is None:
        return None
    cuts = [(span[1], end)] if span[1] < end else []
    cuts += [(start, span[0])] if span[0] > start else []
    if not cuts:
        raise refuse("refuse.all_kept")
    return edit(*(RemoveSpan(start_ms=a, end_ms=b) for a, b in cuts))


def _split_applies(clause: Clause) -> bool:
    if any(t.text == "by" for t in clause.tokens):
        return False  # "cut it by a quarter" is about its length
    return clause.verb_is("split", "cut") and (
        clause.has_kind("instant", "factor", "number") or clause.has("edge", "middle") or clause.verb_is("split")
    )


def _split(clause: Clause) -> Proposal | None:
    """ "split the clip at 0:05", "cut it in half", 在第3秒切开."""
    clause.verb("split", "cut", "add", "change")
    clause.reference("film")
    at = clause.instant()
    if any(t.kind == "duration" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens)):
        return None  # "cut the steps to 5 seconds"
    shots = shots_of(clause, "none") if clause.refers("shot", "focus") else ()
    if at is None:
        after = clause.milliseconds()
        if not clause.has("verb") and after is None:
            return None  # "... and the chart to 4" is about its length
        halves = clause.take("edge", "middle") or clause.number("factor") or clause.number("number")
        shot = shots[0] if shots else (clause.film.shots[0] if len(clause.film.shots) == 1 else None)
        if shot is None or (after is None and not halves and not clause.verb_is("split")):
            return None
        at = shot.start_ms + (after if after is not None else shot.duration_ms // 2)
    elif shots and not shots[0].start_ms < at < shots[0].end_ms and at < shots[0].duration_ms:
        at += shots[0].start_ms  # "split the second clip at 2 seconds"
    shot = shot_at(clause, at)
    if not shot.start_ms < at < shot.end_ms:
        raise refuse("refuse.split_at_cut", seconds=at / 1000)
    new = fresh(clause.film.draft, shot.id)[0]
    return edit(Split(id=shot.id, at_ms=at, new_id=new))


# speed


def _speed_applies(clause: Clause) -> bool:
    return (
        clause.verb_is("speed_up", "slow_down")
        or clause.has("comp", "speed:+", "speed:-")
        or clause.has("prop", "speed")
        or any(t.kind == "factor" and (t.text.endswith("速") or t.text.endswith("x")) for t in clause.tokens)
    )


def _speed(clause: Clause) -> Proposal | None:
    """ "speed up the second clip", "play it at half speed", "slow motion from 5 to 8 seconds", 两倍速."""
    up = clause.verb_is("speed_up") or clause.has("comp", "speed:+")
    down = clause.verb_is("slow_down") or clause.has("comp", "speed:-")
    if clause.take("too"):
        up, down = down, up
    clause.verb("speed_up", "slow_down", "change", "raise", "lower", "add")
    if clause.has("dir", "+") and not up and not down:
        up = True
    down = down or clause.verb_is("lower")
    up = up or clause.verb_is("raise")
    clause.take_all("comp", "speed:+", "speed:-")
    clause.ignore("prop", "speed")
    clause.ignore("dir")
    if clause.context.follows and any(t.text == "节奏" for t in clause.tokens):
        return None  # of the camera, which was spoken of
    speed = _speed_value(clause, up, down)
    if speed is None:
        return None
    clause.reference("film")
    split, shots = split_to(clause)
    if not shots:
        shots = shots_of(clause, "all")
    operations = [SetSpeed(id=s.id, speed=_clamped(s.timing.speed * speed)) for s in shots]
    return edit(*split, *operations, focus=tuple(s.id for s in shots))


def _speed_value(clause: Clause, up: bool, down: bool) -> float | None:
    percent, factor = clause.number("percent"), clause.number("factor")
    if factor is None and percent is None:
        number = clause.number("number") if clause.has("prop", "speed") else None
        if number is not None and 0.05 <= number <= 20:
            return number
        if not (up or down):
            return None
        return (_FASTER if up else _SLOWER)[degree(clause)]
    value = factor if factor is not None else (percent or 0) / 100
    if value <= 0:
        raise refuse("refuse.no_speed")
    if down and value > 1 and factor is not None:
        return 1 / value
    if percent is not None and (up or down) and not _to(clause, "percent"):
        return 1 + value if up else max(0.05, 1 - value)
    return value


def _clamped(speed: float) -> float:
    if not 0.05 <= speed <= 20:
        raise refuse("refuse.speed_range", least=0.05, most=20)
    return round(speed, 4)


# freeze, reverse, loop, extend, slip


_FIRST_FRAME = ("first frame", "opening frame", "第一帧", "首帧")


def _freeze_applies(clause: Clause) -> bool:
    return clause.verb_is("freeze")


def _freeze(clause: Clause) -> Proposal | None:
    """ "freeze at 0:05 for 2 seconds", 第5秒定格2秒."""
    clause.verb("freeze", "change", "add")
    at, length = clause.instant(), clause.milliseconds()
    side = _side(clause) if at is None else None
    side = "start" if any(said in clause.text.lower() for said in _FIRST_FRAME) else side
    shots = shots_of(clause, "none") if clause.refers("shot", "focus") else ()
    clause.reference("film")
    if at is None:
        shot = shots[0] if shots else clause.film.shots[-1]
        at = shot.start_ms if side == "start" else shot.end_ms - 1
    elif shots and not shots[0].start_ms <= at < shots[0].end_ms and at < shots[0].duration_ms:
        at += shots[0].start_ms
    shot = shot_at(clause, at)
    new = fresh(clause.film.draft, shot.id)[0]
    assumed = () if length is not None else (note("assumed.length", seconds=_FREEZE_MS / 1000),)
    return edit(Freeze(id=shot.id, at_ms=at, duration_ms=length or _FREEZE_MS, new_id=new), assumed=assumed)


def _reverse(clause: Clause) -> Proposal | None:
    """ "play the second clip backwards", 倒放."""
    on = not clause.take("neg")
    clause.verb("reverse", "change", "add")
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "ask")
    return edit(*split, *(Reverse(id=s.id, on=on) for s in shots), focus=tuple(s.id for s in shots))


def _loops(clause: Clause) -> bool:
    """Whether it is to be played so many times: 片尾来两遍."""
    times = any(t.text == "遍" for t in clause.tokens) and clause.has_kind("number")
    return clause.verb_is("loop") or (times and clause.refers("shot", "film", "focus"))


def _loop(clause: Clause) -> Proposal | None:
    """ "loop the clip 3 times", 循环三次."""
    looped = clause.verb("loop")
    clause.verb("change")
    told = clause.number("factor", "number")
    clause.reference("film")
    shots = shots_of(clause, "ask")
    times = round(told) if told else 2
    if not 1 <= times <= 100:
        raise refuse("refuse.loops", most=100)
    assumed = () if told else (note("assumed.times", times=2),)
    drawn = not looped and all(not s.src for s in shots)
    if drawn and len(shots) == 1:  # 片尾来两遍
        new = unused(clause, shots[0].id, times - 1)
        return edit(*(Duplicate(id=shots[0].id, new_id=name) for name in new))
    return edit(*(Loop(id=s.id, times=times) for s in shots), assumed=assumed)


# "Hold it for 3 seconds" says how long, not how much longer.
_HELD = frozenset(
    {"hold", "holds", "holding", "linger", "keep on screen", "leave on screen", "keep up", "停", "停留", "停在", "保持"}
)


def _holds(token: Token) -> bool:
    """Whether a verb says how long, not how much longer."""
    return token.text in _HELD or (
        "verb" in token.senses and token.text.startswith(("stay", "linger", "remain", "hold"))
    )


def _extend_applies(clause: Clause) -> bool:
    back_and_forth = clause.has("verb", "pingpong")
    if clause.refers("film") and not clause.refers("shot") and len(clause.film.shots) > 1:
        return False  # "stretch the film to 15 seconds" is about its length
    held = any(_holds(t) for t in clause.tokens)
    if clause.has_kind("factor", "percent") and not clause.has_kind("duration"):
        return False  # 延长一倍
    return (back_and_forth or (clause.verb_is("extend", "lengthen") and not held)) and not clause.refers(
        "text", "caption", "music", "layer"
    )


_METHODS: dict[str, ExtendBy] = {
    "pingpong": "pingpong",
    "slow_down": "slow",
    "freeze": "freeze",
    "reverse": "pingpong",
    "loop": "pingpong",
}


def _extend(clause: Clause) -> Proposal | None:
    """ "extend the last clip by 5 seconds", 延长5秒: drawn shots carry on, footage by a named method."""
    clause.verb("extend", "lengthen", "change")
    whole = any(t.kind == "duration" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens))
    amount = clause.milliseconds()
    clause.ignore("comp", "length:+")
    clause.reference("film")
    shots = shots_of(clause, "last")
    if not shots:
        return None
    if whole:
        if clause.film.kind_of(shots[0]) != "video" or amount is None or amount <= shots[0].duration_ms:
            return None
        amount -= shots[0].duration_ms
    if amount is None and clause.has("degree"):
        return None  # 拉长一点 is about the length
    methods: list[ExtendBy] = [m for verb, m in _METHODS.items() if clause.verb(verb)]
    kind = clause.film.kind_of(shots[-1])
    usual: ExtendBy = "slow" if kind == "video" else "carry_on"
    chosen = methods[0] if methods else usual
    assumed: list[Note] = [] if amount else [note("assumed.length", seconds=_EXTEND_MS / 1000)]
    if kind == "video" and not methods:
        assumed.append(note("assumed.extend_slow"))
    operations = (Extend(id=s.id, by_ms=amount or _EXTEND_MS, method=chosen) for s in shots)
    return edit(*operations, assumed=tuple(assumed))


def _start_applies(clause: Clause) -> bool:
    moved = clause.verb_is("move", "change") or clause.has("comp", "start:+", "start:-")
    return moved and clause.refers("text", "caption", "effect", "voice", "layer", "music", "focus")


def _start(clause: Clause) -> Proposal | None:
    """ "move the title to 0:05", "show it 2 seconds later", 文字提前1秒."""
    comparative = clause.take("comp", "start:+", "start:-")
    clause.verb("move", "change", "add")
    reference = clause.reference("text", "caption", "effect", "voice", "layer", "music", "focus")
    if reference is None or not reference.ids:
        return None
    segments = [s for i in reference.ids if (s := clause.film.find(i)) is not None and clause.film.part_of(i) != "shot"]
    if not segments:
        return None
    at = clause.instant()
    if at is None and any(t.kind == "duration" and _led_by(clause, i, "to") for i, t in enumerate(clause.tokens)):
        at = clause.milliseconds()
    if at is None:
        amount = clause.milliseconds()
        if comparative is None:
            edge = clause.take("edge", "start", "end", "middle")
            if edge is None:
                return None
            return edit(*(MoveSegment(id=s.id, start_ms=_edge_ms(clause, edge, s)) for s in segments))
        by = (1 if comparative.endswith("+") else -1) * (amount or 1_000)
        return edit(*(MoveSegment(id=s.id, start_ms=max(0, s.start_ms + by)) for s in segments))
    if at >= clause.film.length_ms:
        raise refuse("refuse.after_end", seconds=clause.film.length_ms / 1000)
    by = at - segments[0].start_ms
    return edit(*(MoveSegment(id=s.id, start_ms=max(0, s.start_ms + by)) for s in segments))


def _edge_ms(clause: Clause, edge: str, segment: Segment) -> int:
    last = max(0, clause.film.length_ms - segment.duration_ms)
    return {"start": 0, "end": last, "middle": last // 2}[edge]


def _slip_applies(clause: Clause) -> bool:
    return clause.has("verb", "slip") and clause.has_kind("duration")


def _slip(clause: Clause) -> Proposal | None:
    """ "slip the second clip by 2 seconds": another part of the source in the same place."""
    back = any(t.sense("verb") == "slip" and ("earlier" in t.text or "前" in t.text) for t in clause.tokens)
    clause.verb("slip", "change")
    amount = clause.milliseconds() or 0
    sign = -1 if clause.take("comp", "start:-") or clause.take("rel", "before") or back else 1
    clause.take("comp", "start:+")
    return edit(*(Slip(id=s.id, by_ms=sign * amount) for s in shots_of(clause, "ask")))


_SLOW_FIRST, _FAST_FIRST = (0.5, 2.0), (2.0, 0.5)
_RAMPS = {
    "先慢后快": _SLOW_FIRST, "由慢到快": _SLOW_FIRST, "由慢变快": _SLOW_FIRST,
    "先快后慢": _FAST_FIRST, "由快到慢": _FAST_FIRST, "由快变慢": _FAST_FIRST,
    "越来越慢": (1.0, 0.5), "slower and slower": (1.0, 0.5), "ramp down": (1.0, 0.5),
}  # fmt: skip


def _ramp(clause: Clause) -> Proposal | None:
    """ "ramp from normal speed to 3x", 速度从1倍渐变到3倍."""
    clause.verb("ramp", "change", "add", "speed_up", "slow_down", "fade")
    clause.ignore("prop", "speed")
    normal = [i for i, t in enumerate(clause.tokens) if t.text in ("normal", "正常")]
    clause.mark(normal)
    told = [clause.number("factor", "percent") for _ in range(2)]
    speeds = [s / 100 if s > 20 else s for s in told if s is not None]
    if len(speeds) < 2:
        named = next((_RAMPS[t.text] for t in clause.tokens if t.text in _RAMPS), (1.0, 2.0))
        speeds = [1.0, *speeds] if speeds else list(named)
    clause.reference("film")
    split, shots = split_to(clause)
    shots = shots or shots_of(clause, "ask")
    ramps = (SetSpeed(id=s.id, speed=_clamped(speeds[0]), to=_clamped(speeds[1])) for s in shots)
    return edit(*split, *ramps, focus=tuple(s.id for s in shots))


def _ramp_applies(clause: Clause) -> bool:
    faded = clause.has("verb", "fade") and clause.has("prop", "speed")
    return clause.has("verb", "ramp") or faded


FRAMES = (
    Frame("ramp", _ramp_applies, _ramp),
    Frame("keep_span", _keep_span_applies, _keep_span, tolerates=0),
    Frame("trim", _trim_applies, _trim, tolerates=0),
    Frame("split", _split_applies, _split),
    Frame("freeze", _freeze_applies, _freeze),
    Frame("extend", _extend_applies, _extend),
    Frame("length", _length_applies, _length),
    Frame("speed", _speed_applies, _speed),
    Frame("reverse", lambda c: c.verb_is("reverse"), _reverse),
    Frame("loop", _loops, _loop),
    Frame("start", _start_applies, _start),
    Frame("slip", _slip_applies, _slip),
)
