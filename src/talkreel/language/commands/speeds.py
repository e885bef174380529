"""Commands about speed, constant and changing."""

from __future__ import annotations

from talkreel.language.commands.aim import shots_of, split_to
from talkreel.language.commands.frame import Frame, Proposal, edit
from talkreel.language.commands.lengths import degree, is_goal
from talkreel.language.grammar.clause import Clause
from talkreel.language.grammar.context import refuse
from talkreel.model.operation import (
    SetSpeed,
)

_FASTER = {"bit": 1.25, "": 1.5, "much": 2.0}


_SLOWER = {"bit": 0.8, "": 0.6667, "much": 0.5}


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
    if percent is not None and (up or down) and not is_goal(clause, "percent"):
        return 1 + value if up else max(0.05, 1 - value)
    return value


def _clamped(speed: float) -> float:
    if not 0.05 <= speed <= 20:
        raise refuse("refuse.speed_range", least=0.05, most=20)
    return round(speed, 4)


# freeze, reverse, loop, extend, slip


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
    Frame("speed", _speed_applies, _speed),
)
