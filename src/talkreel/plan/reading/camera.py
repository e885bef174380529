"""How the camera moves, and how fast."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from talkreel.model import Camera
from talkreel.model.scene import CameraMove, Pace
from talkreel.plan.lexicon import Hit
from talkreel.plan.lexicon.cues import chinese, either, english
from talkreel.plan.reading.text import Span, Text, rule

# Words that are about a camera even when they stand alone; others ("static", "orbit", "pan") need company.
_SURE = rule(f"{english('camera_sure')}|{chinese('camera_sure')}")
_COMPANY = rule(either("camera_company"))
_ALONE_WORDS, _ALONE_SIGNS = 4, 9
# Paces that are the whole film's, wherever they stand.
_OVERALL = rule(f"{english('overall_pace')}|{chinese('overall_pace')}")
_STILL = rule(either("still_camera"))
_SLOW = rule(r"slow|缓|慢")
_NEAR = 22  # signs between a pace and the move it is of


def read_camera(text: Text, span: Span) -> Camera:
    """The first move told in the span, with its pace."""
    moves = [hit for hit in text.hits("move", span=span) if _is_move(text, hit)]
    paces = text.hits("pace", span=span)
    overall = next((p for p in paces if _OVERALL.search(text.told(p))), None)
    if not moves and _STILL.search(text.told(span)):
        return Camera(move="static")
    if not moves:
        pace = overall or next((p for p in paces if _COMPANY.search(text.told(text.clause_at(p.start)))), None)
        return Camera(pace=_pace(pace)) if pace else Camera()
    move = moves[0]
    entry = move.named("move")
    return Camera(move=cast("CameraMove", entry.value if entry else "auto"), pace=_pace_of(text, move, paces, overall))


def _pace_of(text: Text, move: Hit, paces: Sequence[Hit], overall: Hit | None) -> Pace:
    clause = text.clause_at(move.start)
    near = [p for p in paces if p.start in clause and _gap(p, move) <= _NEAR]
    pace = min(near, key=lambda p: _gap(p, move), default=overall)
    if pace is not None:
        return _pace(pace)
    return "slow" if _SLOW.search(text.told(move)) else "medium"


def _pace(hit: Hit) -> Pace:
    entry = hit.named("pace")
    return cast("Pace", entry.value if entry else "medium")


def _gap(one: Hit, other: Hit) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _is_move(text: Text, hit: Hit) -> bool:
    told = text.told(hit)
    if _SURE.search(told):
        return True
    around = text.told(text.clause_at(hit.start))
    short = len(around.split()) <= _ALONE_WORDS if told.isascii() else len(around) <= _ALONE_SIGNS
    return short or _COMPANY.search(around) is not None
