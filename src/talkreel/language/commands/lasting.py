"""When something new is there: at a time, for a while, during a shot, at the end, or the whole film long."""

from __future__ import annotations

from dataclasses import dataclass

from talkreel.language.commands.frame import note
from talkreel.language.commands.lines import lines_meant
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import Refuse, refuse
from talkreel.language.grammar.references import Reference
from talkreel.model import Note, Segment
from talkreel.plan.direction.copywriter import reading_ms

SHORTEST_MS, LONGEST_MS = 2_000, 6_000  # of words whose time was not said
EDGE_MS = 3_000


@dataclass(frozen=True)
class Lasting:
    """During [start_ms, end_ms) of the film; `shot` is the one it belongs to, when one was named."""

    start_ms: int
    end_ms: int
    shot: Segment | None = None
    assumed: tuple[Note, ...] = ()

    @property
    def duration_ms(self) -> int:
        """How long, ms."""
        return self.end_ms - self.start_ms


def lasting(clause: Clause, text: str, usual: str = "") -> Lasting:
    """The time that a clause gives to new words; without any, by how long they take to read.

    `usual` is where they go when nothing is said: "end" for a call to action, else the start.

    Raises:
        Refuse: the film is over by then, or what is named is not there.
    """
    film = clause.film
    shot = shot_named(clause)
    within = (shot.start_ms, shot.end_ms) if shot else (0, film.length_ms)
    vanishing = clause.take("vanish") is not None
    beside = _beside(clause)
    if beside is not None:
        within = beside
    early = _before_verb(clause)
    given = clause.milliseconds() if _for_a_while(clause) and not early else None
    span = clause.span(within if shot else None) or _numbers(clause)
    if span is not None and vanishing:
        return _checked(clause, within[0], within[0] + span[0], shot)
    if span is not None:
        return _checked(clause, span[0], span[1], shot)
    at = clause.instant()
    if at is None and early:
        at = clause.milliseconds()
    reading = given or min(LONGEST_MS, max(SHORTEST_MS + 1000, reading_ms(text)))
    if at is not None:
        if shot is not None and at < shot.duration_ms and not shot.start_ms <= at < shot.end_ms:
            at += shot.start_ms
        return _checked(clause, at, at + reading, shot)
    if beside is not None:
        return Lasting(*beside)
    return _unclocked(clause, shot, within, given, reading, usual)


def _beside(clause: Clause) -> tuple[int, int] | None:
    """ "Under the price": while that is seen."""
    if not clause.has("beside"):
        return None
    if clause.has("spot"):  # "near the bottom"
        clause.ignore("beside")
        return None
    lines = lines_meant(clause) if clause.has("about") else ()
    told = clause.reference("text", how=("named", "only", "focus"))
    line = lines[0] if lines else clause.film.find(told.ids[0]) if told and told.ids else None
    return (line.start_ms, line.end_ms) if line else None


def _numbers(clause: Clause) -> tuple[int, int] | None:
    """ "From 6 to 8": seconds, where nothing else is counted."""
    tokens = clause.tokens
    for i in range(len(tokens) - 3):
        first, to, second = tokens[i + 1 : i + 4]
        counted = first.kind == "number" and second.kind == "number" and to.text in ("to", "till", "until")
        if tokens[i].text == "from" and counted:
            clause.mark(range(i, i + 4))
            start, end = (float(str(t.value)) for t in (first, second))
            return (round(start * 1000), round(end * 1000)) if start < end else None
    return None


def _unclocked(
    clause: Clause, shot: Segment | None, within: tuple[int, int], given: int | None, reading: int, usual: str
) -> Lasting:
    edge = edge_of(clause)
    start, end = within
    if _whole(clause):
        return Lasting(start, end, shot)
    length = given or (min(EDGE_MS, end - start) if edge else None)
    if edge == "end" and length:
        return Lasting(max(start, end - length), end, shot)
    if edge == "middle" and length and not shot:
        return Lasting((start + end - length) // 2, (start + end + length) // 2, shot)
    if edge == "start" and length:
        return Lasting(start, min(end, start + length), shot)
    if shot is not None:
        return Lasting(start, min(end, start + length) if length else end, shot)
    return _assumed(clause, given or reading, usual, given is not None)


def _assumed(clause: Clause, length: int, usual: str, given: bool) -> Lasting:
    film = clause.film
    shots = film.shots
    if usual == "end" and shots:
        last = shots[-1]
        return Lasting(last.start_ms, last.end_ms, last, (note("assumed.on_last"),))
    shot = shot_of_talk(clause)
    if shot is not None and len(shots) > 1:
        end = min(shot.end_ms, shot.start_ms + length) if given else shot.end_ms
        return Lasting(shot.start_ms, end, shot)
    at = clause.context.focus.at_ms or 0
    start = at if at < film.length_ms else 0
    end = min(film.length_ms, start + length)
    if given and not start:
        return Lasting(start, end)
    told = note("assumed.when", start=start / 1000, end=end / 1000)
    return Lasting(start, end, None, (told,))


def _before_verb(clause: Clause) -> bool:
    """1分20秒加上…: a time, where a length would stand behind."""
    at = next((i for i, t in enumerate(clause.tokens) if t.kind == "duration"), None)
    verb = next((i for i, t in enumerate(clause.tokens) if t.sense("verb") == "add" or t.sense("writes")), None)
    return at is not None and verb is not None and at < verb and not clause.tokens[verb].text.isascii()


def _for_a_while(clause: Clause) -> bool:
    return clause.has_kind("duration")


def _whole(clause: Clause) -> bool:
    places = clause.places("forever")
    clause.mark(places)
    film = clause.reference("film")
    return bool(places or film)


def edge_of(clause: Clause) -> str | None:
    """ "at the end": start, end or middle; marked."""
    edge = clause.take("edge", "start", "end", "middle")
    if edge is not None:
        return edge
    noun = clause.take("noun", "start_of", "end_of", "middle_of")
    return noun.removesuffix("_of") if noun else None


def shot_named(clause: Clause) -> Segment | None:
    """The shot that the clause puts something in; None when it names none.

    Raises:
        Refuse: it names one that is not there.
    """
    reference: Reference | None = clause.reference("shot", how=("named", "missing", "only", "focus"))
    if reference is None and (own := _shot_of_words(clause)) is not None:
        return own
    if reference is None:
        here = clause.take("here") is not None or clause.reference("focus") is not None
        return shot_of_talk(clause) if here else None
    if reference.missing is not None:
        raise Refuse(reference.missing)
    return clause.film.find(reference.ids[0]) if reference.ids else None


def _shot_of_words(clause: Clause) -> Segment | None:
    """价格那页: the shot that the words are in."""
    several = next((r for r in clause.references if r.kind == "shot" and r.how == "many"), None)
    words = next((r for r in clause.references if r.kind == "text" and len(r.ids) == 1), None)
    if several is None or words is None or max(words.tokens) + 1 != min(several.tokens):
        return None
    line = clause.film.find(words.ids[0])
    clause.mark(several.tokens | words.tokens)
    return next((s for s in clause.film.shots if line and s.start_ms <= line.start_ms < s.end_ms), None)


def shot_of_talk(clause: Clause) -> Segment | None:
    """The shot that the talk is about, or that what it is about is seen in."""
    told = next((s for i in clause.context.focus.ids if (s := clause.film.find(i)) is not None), None)
    if told is None or clause.film.part_of(told.id) in ("music", "voice"):
        return None
    return next((s for s in clause.film.shots if s.start_ms <= told.start_ms < s.end_ms), None)


def _checked(clause: Clause, start: int, end: int, shot: Segment | None) -> Lasting:
    length = clause.film.length_ms
    if start >= length:
        raise refuse("refuse.after_end", seconds=length / 1000)
    return Lasting(start, max(start + 1, min(end, length)), shot)
