"""Operations on what a picture shows and how: scene, camera, place, grade, transitions, layers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.draft import Framing, Grading, Segment
from talkreel.model.look import Transition
from talkreel.model.scene import CameraMove, Pace
from talkreel.model.value import Strict


class SetScene(Strict):
    """Change fields of a drawn scene (time, weather, ground, palette, hero, kind, seed ...); the others stay.

    before  |city, day|
    after   |city, night|
    """

    op: Literal["set_scene"] = "set_scene"
    id: str
    fields: dict[str, object]


class SetCamera(Strict):
    """Give a drawn shot or a photo a camera move; None keeps what is.

    before  |a  static|
    after   |a  push >|
    """

    op: Literal["set_camera"] = "set_camera"
    id: str
    move: CameraMove | None = None
    pace: Pace | None = None


class SetFraming(Strict):
    """Crop, reframe, place, scale, rotate, mirror or fade a picture. Only the fields that are given change.

    before  +----------+        after   +----------+
            |aaaaaaaaaa|                |      +--+|
            |aaaaaaaaaa|                |      |aa||
            +----------+                +------+--++
    """

    op: Literal["set_framing"] = "set_framing"
    id: str
    framing: Framing


class SetGrading(Strict):
    """Grade a picture, or lay a filter on it. Only the fields that are given change.

    before  |--a--|--b--|
    after   |--a--|~~b~~|
    """

    op: Literal["set_grading"] = "set_grading"
    id: str
    grading: Grading


class MatchGrading(Strict):
    """Grade a picture like another one. `grading` is what was measured between the two.

    before  |==a==|--b--|     b like a
    after   |==a==|==b==|
    """

    op: Literal["match_grading"] = "match_grading"
    id: str
    like: str
    grading: Grading = Grading()


class SetTransition(Strict):
    """Let a shot come in (`side` "in") or, where none follows, go out by a transition; "cut" takes it away.

    before  |--a--|--b--|
    after   |--a--X--b--|
    """

    op: Literal["set_transition"] = "set_transition"
    id: str
    kind: Transition
    duration_ms: int = Field(default=500, ge=0, le=5_000)
    side: Literal["in", "out"] = "in"


class AddLayer(Strict):
    """Lay a picture, a logo or a sticker over the film, on the first upper picture track that is free there.

    before  t1 |--a--|--b--|
    after   t5 ...|-logo-|..
            t1 |--a--|--b--|
    """

    op: Literal["add_layer"] = "add_layer"
    segment: Segment
