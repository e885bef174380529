"""A receipt: what a turn changed, and the proof that nothing else did. One value for every place that shows it.

`edit --json`, the chat, the wire's `customMetadata.receipt` and tool results are this object.
"""

from __future__ import annotations

from typing import Literal

from talkreel.model.draft import Draft
from talkreel.model.value import Strict

Status = Literal["applied", "question", "nothing"]


class Change(Strict):
    """One thing that is different now.

    `op` is the operation that did it; "refit" where nobody asked for it but the rest made it so (music follows the
    film's length). `track` and `segment` are empty for what is the film's own. `at_ms` [start, end) is where it lies
    now, or lay. `before` and `after` hold the wire fields that differ; None: it was not, or is no more, there.
    """

    op: str
    track: str = ""
    segment: str = ""
    at_ms: tuple[int, int]
    before: dict[str, object] | None
    after: dict[str, object] | None


class Untouched(Strict):
    """`proof` is the SHA-256 over the content of the `segments` that are as they were; see `edit.proof`."""

    segments: int
    proof: str


class Receipt(Strict):
    """What a turn did. `moved` are segments that are as they were and only begin at another time."""

    status: Status
    reply: str
    changes: tuple[Change, ...] = ()
    draft: Draft
    revision: int
    moved: tuple[str, ...] = ()
    untouched: Untouched

    def wire(self) -> dict[str, object]:
        """The receipt as JSON, with the draft in its wire form."""
        told = self.model_dump(mode="json", exclude={"draft"})
        return {
            "status": self.status,
            "reply": self.reply,
            "changes": told["changes"],
            "draft": self.draft.wire(),
            "revision": self.revision,
            "moved": told["moved"],
            "untouched": told["untouched"],
        }
