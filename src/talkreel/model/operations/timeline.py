"""Operations on the order and the time of segments.

They *ripple*: what comes later moves with them, on all tracks, so that words and effects stay with the pictures that
they were set to. What runs to the end of the film (music, a logo) grows and shrinks with it. `[` and `]` are the film's
ends, a letter is a segment, a dot is empty.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from talkreel.model.draft import Segment
from talkreel.model.scene import Scene
from talkreel.model.value import Strict

ExtendBy = Literal["carry_on", "slow", "pingpong", "freeze"]


class AddShot(Strict):
    """Put a picture with its words on the lowest picture track as number `index` (0 is the first; None: the last).

    Starts within `segment` and `words` count from the new shot's own start; what comes later moves.

    before  [|--a--|--c--|]
    after   [|--a--|--b--|--c--|]
    """

    op: Literal["add_shot"] = "add_shot"
    segment: Segment
    words: tuple[Segment, ...] = ()
    index: int | None = Field(default=None, ge=0)


class RemoveShot(Strict):
    """Take a shot out, with the words and effects that belong to it; what comes later moves up.

    before  [|--a--|--b--|--c--|]
    after   [|--a--|--c--|]
    """

    op: Literal["remove_shot"] = "remove_shot"
    id: str


class RemoveSpan(Strict):
    """Cut a stretch of the film out of all tracks. With `ripple` what comes later moves up, else a gap stays.

    before  [|--a--|--b--|--c--|]     1000..3000 of 3 x 1500
    after   [|-a-|--c--|]
    """

    op: Literal["remove_span"] = "remove_span"
    start_ms: int = Field(ge=0)
    end_ms: int = Field(gt=0)
    ripple: bool = True


class MoveSegment(Strict):
    """Let a segment begin at another time; nothing else moves. `track` moves it to another track, too.

    before  [|--a--|.......]
    after   [.......|--a--|]
    """

    op: Literal["move_segment"] = "move_segment"
    id: str
    start_ms: int = Field(ge=0)
    track: str = ""


class Reorder(Strict):
    """Make a shot number `index` (0 is the first); the others close up, each with its words.

    before  [|--a--|--b--|--c--|]
    after   [|--c--|--a--|--b--|]
    """

    op: Literal["reorder"] = "reorder"
    id: str
    index: int = Field(ge=0)


class Duplicate(Strict):
    """The same again: a shot right behind itself with its words (what comes later moves), else at `start_ms`.

    before  [|--a--|--b--|]
    after   [|--a--|--A--|--b--|]
    """

    op: Literal["duplicate"] = "duplicate"
    id: str
    new_id: str
    start_ms: int | None = Field(default=None, ge=0)


class Replace(Strict):
    """Show something else in a segment's place: another scene, or a file. Its time, words and framing stay.

    before  [|--a--|--b--|--c--|]
    after   [|--a--|--B--|--c--|]
    """

    op: Literal["replace"] = "replace"
    id: str
    scene: Scene | None = None
    src: str = ""
    in_ms: int = Field(default=0, ge=0)
    name: str = ""


class Split(Strict):
    """Part a segment at a time of the film; no frame changes. The later part is `new_id`.

    before  [|-----a-----|--b--|]
    after   [|--a--|--A--|--b--|]
    """

    op: Literal["split"] = "split"
    id: str
    at_ms: int = Field(gt=0)
    new_id: str


class Trim(Strict):
    """Cut `head_ms` off a segment's beginning and `tail_ms` off its end; shots close up.

    before  [|-----a-----|--b--|]
    after   [|--a--|--b--|]
    """

    op: Literal["trim"] = "trim"
    id: str
    head_ms: int = Field(default=0, ge=0)
    tail_ms: int = Field(default=0, ge=0)


class Slip(Strict):
    """Show a later (or, below 0, an earlier) part of the source in the same place.

    before  source ....|aaaa|......
    after   source ......|aaaa|....
    """

    op: Literal["slip"] = "slip"
    id: str
    by_ms: int


class SetLength(Strict):
    """Give a segment another length. A drawn scene is composed anew for it; footage is cut, or refused where it ends.

    before  [|-----a-----|--b--|]
    after   [|--a--|--b--|]
    """

    op: Literal["set_length"] = "set_length"
    id: str
    duration_ms: int = Field(gt=0)


class SetFilmLength(Strict):
    """Make the whole film so long: every shot that is not locked takes its share.

    before  [|--a--|--b--|----c----|]
    after   [|-a-|-b-|--c--|]
    """

    op: Literal["set_film_length"] = "set_film_length"
    duration_ms: int = Field(gt=0)


class SetSpeed(Strict):
    """Play a segment at `speed` (2 is twice as fast), or from `speed` to `to`; the same stretch is shown.

    before  [|-----a-----|--b--|]     speed 2
    after   [|--a--|--b--|]
    """

    op: Literal["set_speed"] = "set_speed"
    id: str
    speed: float = Field(ge=0.05, le=20)
    to: float | None = Field(default=None, ge=0.05, le=20)


class Freeze(Strict):
    """Hold the frame that is seen at `at_ms` for `duration_ms`; the segment goes on after it as `new_id`.2.

    before  [|-----a-----|--b--|]
    after   [|--a--|*****|--A--|--b--|]
    """

    op: Literal["freeze"] = "freeze"
    id: str
    at_ms: int = Field(ge=0)
    duration_ms: int = Field(gt=0)
    new_id: str


class Reverse(Strict):
    """Play a segment backwards, or forwards again.

    before  [|-1-2-3-|--b--|]
    after   [|-3-2-1-|--b--|]
    """

    op: Literal["reverse"] = "reverse"
    id: str
    on: bool = True


class Loop(Strict):
    """Play a segment `times` times on end; later shots move.

    before  [|--a--|--b--|]           times 2
    after   [|--a--a--|--b--|]
    """

    op: Literal["loop"] = "loop"
    id: str
    times: int = Field(ge=1, le=100)


class Extend(Strict):
    """Carry a segment on by `by_ms`: a drawn shot carries its move on, footage is slowed, mirrored in time or held.

    before  [|--a--|--b--|]
    after   [|--a-->>|--b--|]
    """

    op: Literal["extend"] = "extend"
    id: str
    by_ms: int = Field(gt=0)
    method: ExtendBy = "carry_on"
